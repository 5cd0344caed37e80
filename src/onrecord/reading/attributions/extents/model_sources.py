"""The source of a model's draft: the model's own, the tree's, or the whole phrase around the model's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.grammar import Forest
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.extents.drafts import (
    WORD,
    Draft,
    Extent,
    overlap,
    present,
    shared,
    touches,
)
from onrecord.reading.attributions.extents.phrases import phrase_at
from onrecord.reading.attributions.extents.source_phrases import (
    agent_for,
    is_undergoer,
    source_for,
    whole_source,
)


def with_sources(
    text: str, forest: Forest, drafts: Sequence[Draft], words: AttributionWords, sure: float
) -> tuple[Draft, ...]:
    """Return the drafts with the tree's source where the model has none, or one with a score below `sure`.

    A source that the model is sure of is extended to its whole noun phrase.
    """
    return tuple(_with_source(text, forest, draft, words, sure) for draft in drafts)


def _with_source(text: str, forest: Forest, draft: Draft, words: AttributionWords, sure: float) -> Draft:
    cue, source = draft.cue, draft.source
    if cue is None:
        return draft
    behind = _behind_preposition(text, forest, draft, words)
    if behind is not None:
        return replace(draft, source=behind)
    if source is not None and is_undergoer(forest, source, cue, words):
        source = None  # "Sanders was asked": Sanders does not ask
    is_sure = source is not None and draft.source_score >= sure
    by_tree = None if is_sure else source_for(text, forest, cue, words)
    by_model = () if source is None else (whole_source(text, forest, source, cue), source)
    by_agent = agent_for(text, forest, cue, words)
    if touches(by_agent, source):
        by_agent = None
    choices = (*present(by_agent, by_tree), *by_model)
    fitting = (c for c in choices if not overlap(c, cue) and not shared((c,), draft.content))
    return replace(draft, source=next(fitting, source))


def _behind_preposition(text: str, forest: Forest, draft: Draft, words: AttributionWords) -> Extent | None:
    """Return the phrase right behind "according to", where the model took a later one.

    Read "according to a report that the ministry denies": it is the report that says so.
    """
    if draft.cue is None or draft.source is None or not WORD.search(text[draft.cue[1] : draft.source[0]]):
        return None
    place = forest.token_at(draft.cue[0])
    if place is None or ("adposition", place[0].word(place[1])) not in words.cues:
        return None
    tree = place[0]
    behind = [i for i, t in enumerate(tree.tokens) if t.start >= draft.cue[1]]
    phrase = phrase_at(tree, behind)
    return None if phrase is None else tree.extent(phrase)
