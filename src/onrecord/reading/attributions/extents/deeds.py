"""Acts that the model takes for words: "Sharif thanked Trump", "Johnson swore in Mrs. Grijalva".

The verb is no cue of the tables, its object is a name or pronoun, and the content has neither clause nor quotation.
Wider rules lose attributions of PolNeAR: "chastised the bank for its fees" is one there.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.cues import find_cue
from onrecord.reading.attributions.extents.drafts import Draft, cover

SOMEBODY = frozenset({"PROPN", "PRON"})
CLAUSAL = frozenset({"VERB", "AUX"})
QUOTING = frozenset('"“”«»')


def without_deeds(
    text: str, drafts: Sequence[Draft], forest: Forest, words: AttributionWords
) -> tuple[Draft, ...]:
    """Return the drafts without those of the model alone whose cue is an act done to somebody."""
    return tuple(
        d for d in drafts if not (d.is_by_model and not d.is_confirmed and _is_deed(text, d, forest, words))
    )


def _is_deed(text: str, draft: Draft, forest: Forest, words: AttributionWords) -> bool:
    placed = forest.head_in(*draft.cue) if draft.cue is not None and draft.source is not None else None
    if placed is None:
        return False
    tree, head = placed
    is_cue = find_cue(tree, head, words) is not None or tree.tokens[head].upos != "VERB"
    if is_cue or any(not QUOTING.isdisjoint(text[start:end]) for start, end in draft.content):
        return False
    said = [t for one in forest.trees for t in one.tokens if cover(draft.content, t.start)]
    is_somebody = any(
        tree.tokens[c].deprel == "obj" and tree.tokens[c].upos in SOMEBODY for c in tree.children[head]
    )
    return is_somebody and not any(t.upos in CLAUSAL for t in said)
