"""What the source does by saying it: say, ask, deny, warn, ..., as the row of the cue has it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.attributions.extents.drafts import Extent
from onrecord.reading.attributions.fields.cue_words import CueWords

DEFAULT = "say"
QUESTION = "ask"
SENTENCE_ENDS = (". ", "! ")  # inside a quotation: it holds another sentence than its question
REJECTION = "deny"


def kind_of(said: CueWords) -> str:
    """Return the kind of the highest cue that is no mere governor, as "declined" is in "declined to say"."""
    if not said.cues:
        return _kind_of_adposition(said)
    governors = said.words.governors
    telling = (c for c in said.cues if c.others or said.tree.lemma(c.head) not in governors)
    kind = next(telling, said.cues[0]).row.kind
    return REJECTION if kind == DEFAULT and _is_refusal(said) else kind


def _is_refusal(said: CueWords) -> bool:
    """Return whether the content is "no" and nothing else: "the opposition said no"."""
    words = [i for i, token in enumerate(said.tree.tokens) if said.is_content(i) and token.upos != "PUNCT"]
    return bool(words) and all(said.tree.word(i) in said.words.classes.refusals for i in words)


def _kind_of_adposition(said: CueWords) -> str:
    first = (token for token in said.tree.tokens if token.start == said.extent[0])
    rows = [row for t in first for row in said.words.cues.get(("adposition", t.text.lower()), ())]
    return rows[0].kind if rows else DEFAULT


def asks(text: str, content: Sequence[Extent]) -> bool:
    """Return whether a direct quotation is a question from its first word to its last: “Why now?” he said."""
    parts = [text[slice(*extent)].strip("\"“”'‘’ ,") for extent in content]
    return all(part.endswith("?") and not any(end in part for end in SENTENCE_ENDS) for part in parts)
