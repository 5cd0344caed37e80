"""When something was said: the time in the clause of the cue, "said Friday"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar.tree import VERBAL
from onrecord.reading.attributions.extents.drafts import overlap, shared
from onrecord.reading.attributions.fields.cue_words import CueWords
from onrecord.types import Time, TimeId

POINTS = ("DATE", "TIME")  # the TIMEX3 types that say when; durations and sets do not
ADJACENT = 1  # code points at most between a cue and a time right behind it: a blank


def time_of(said: CueWords, times: Sequence[Time]) -> TimeId | None:
    """Return the first time of the cue's sentence that depends on the cue, overlaps it or follows it."""
    return next((t.id for t in times if _is_in_reach(said, t) and _is_time_of_cue(said, t)), None)


def _is_in_reach(said: CueWords, time: Time) -> bool:
    """Return whether a time says when, and stands in the sentence of the cue and outside the content."""
    sentence = said.tree.sentence
    if time.type not in POINTS or not sentence.start <= time.start < sentence.end:
        return False
    return not shared(((time.start, time.end),), said.content)


def _is_time_of_cue(said: CueWords, time: Time) -> bool:
    extent = (time.start, time.end)
    if overlap(extent, said.extent) or 0 <= time.start - said.extent[1] <= ADJACENT:
        return True
    return _verb_of(said, time) in (said.head, *said.positions)


def _verb_of(said: CueWords, time: Time) -> int | None:
    """Return the nearest verb above a time."""
    tree = said.tree
    top = tree.head_of(time.start, time.end)
    if top is None:
        return None
    return next((n for n in tree.path_up(top) if tree.tokens[n].upos in VERBAL), None)
