"""Entries of chronicles and incident reports: "Mali, 12 May 2022: Six men stormed a clinic".

The day and the place at the head of such a line are those of what it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.reading.events.frames import HEAD_ENDS
from onrecord.types import Place, Time

LONGEST_HEAD = 12  # words and signs before the colon or dash
PREDICATES = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Line:
    """The day, and the place if there is one, at the head of a line."""

    time: Time
    place: Place | None


def line_of(tree: Tree, times: Sequence[Time], places: Sequence[Place]) -> Line | None:
    """Return the head of a sentence that begins with a day, or a place and a day, and a colon or dash."""
    end = _end_of_head(tree)
    if end is None:
        return None
    start = tree.tokens[0].start
    days = [t for t in times if start <= t.start and t.end <= end and t.earliest == t.latest is not None]
    named = [p for p in places if start <= p.start and p.end <= end]
    return Line(days[0], named[0] if named else None) if len(days) == 1 else None


def _end_of_head(tree: Tree) -> int | None:
    """Return the offset of the colon or dash behind the head of a sentence, before any verb."""
    for token in tree.tokens[:LONGEST_HEAD]:
        if token.upos in PREDICATES:
            return None
        if token.text in HEAD_ENDS:
            return token.start
    return None
