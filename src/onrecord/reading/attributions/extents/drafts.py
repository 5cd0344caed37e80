"""A draft: the extents of an attribution (source, cue, content), before its fields are filled.

The functions below compute with extents: overlap, length, union, difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.grammar import Tree
from onrecord.types import Reason

Extent = tuple[int, int]  # offsets into the text, end exclusive

# The score of a draft ranks drafts that say the same. A draft of the model has MODEL plus the model's own score.
MODEL = 1.0
LABEL_SCORE = 0.6  # a name before a colon or behind a dash: no verb, but hardly ever wrong
FRAME = 0.5  # a cue of the tables with a content in a frame that its row lists
NEAREST = 0.4  # a quotation with no cue, given to the nearest source
WEAK = 0.3  # a frame that is mostly wrong where the model finds nothing; kept only inside another draft

WORD = re.compile(r"\w+")
EDGE_MARKS = frozenset(",;:.—–-")  # belong to the sentence around a content, not to the content


@dataclass(frozen=True)
class Draft:
    """The extents of one attribution, why they were found, and how sure that is."""

    source: Extent | None
    cue: Extent | None
    content: tuple[Extent, ...]
    basis: tuple[Reason, ...]
    score: float
    source_score: float = 0.0
    is_turn: bool = False
    """Whether it is a turn of a transcript, which is direct speech without marks."""
    is_silence: bool = False
    """Whether its words say that the source says nothing: "had no comment"."""
    around: Extent | None = None
    """The cue of the attribution it stands in, where its own cue is outside of that content."""

    @property
    def is_by_model(self) -> bool:
        """Whether the model found it."""
        return self.score >= MODEL

    @property
    def is_confirmed(self) -> bool:
        """Whether both the model and a rule found it."""
        return len(self.basis) > 1

    @cached_property
    def start(self) -> int:
        """The offset of its first word."""
        return min(e[0] for e in self.parts)

    @cached_property
    def end(self) -> int:
        """The offset behind its last word."""
        return max(e[1] for e in self.parts)

    @cached_property
    def own(self) -> tuple[Extent, ...]:
        """Cue and source: the words about the content that are no part of it."""
        return present(self.cue, self.source)

    @cached_property
    def parts(self) -> tuple[Extent, ...]:
        """Content, cue and source."""
        return (*self.content, *self.own)


def present(*extents: Extent | None) -> tuple[Extent, ...]:
    """Return those of `extents` that are there."""
    return tuple(e for e in extents if e is not None)


def overlap(a: Extent, b: Extent) -> int:
    """Return how many code points two extents share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def touches(a: Extent | None, b: Extent | None) -> bool:
    """Return whether both extents are there and share a code point."""
    return a is not None and b is not None and min(a[1], b[1]) > max(a[0], b[0])


def shared(a: Iterable[Extent], b: Sequence[Extent]) -> int:
    """Return how many code points the extents of `a` share with those of `b`."""
    total = 0
    for x in a:  # `overlap` written out in a plain loop: this is asked for every pair of drafts
        for y in b:
            if x[0] < y[1] and y[0] < x[1]:
                total += min(x[1], y[1]) - max(x[0], y[0])
    return total


def covers(extent: Extent, offset: int) -> bool:
    """Return whether `offset` lies in `extent`."""
    return extent[0] <= offset < extent[1]


def cover(extents: Iterable[Extent], offset: int) -> bool:
    """Return whether `offset` lies in one of `extents`."""
    return any(start <= offset < end for start, end in extents)


def length(extents: Iterable[Extent]) -> int:
    """Return the number of code points of all `extents`."""
    return sum(end - start for start, end in extents)


def joined(extents: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """Return `extents` in order; those with only blanks between them become one."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def without(extents: Iterable[Extent], hole: Extent) -> tuple[Extent, ...]:
    """Return what is left of `extents` outside `hole`."""
    left: list[Extent] = []
    for start, end in extents:
        left += [e for e in ((start, min(end, hole[0])), (max(start, hole[1]), end)) if e[0] < e[1]]
    return tuple(left)


def clipped(extents: Iterable[Extent], limits: Sequence[Extent]) -> tuple[Extent, ...]:
    """Return the parts of `extents` inside each of `limits`."""
    parts = ((max(a[0], b[0]), min(a[1], b[1])) for a in extents for b in limits)
    return tuple(e for e in parts if e[0] < e[1])


def trimmed(extent: Extent, text: str, marks: frozenset[str] = EDGE_MARKS) -> Extent | None:
    """Return `extent` without blanks and `marks` at its edges, or None where nothing is left."""
    start, end = extent
    while start < end and _is_edge(text[start], marks):
        start += 1
    while end > start and _is_edge(text[end - 1], marks):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(character: str, marks: frozenset[str]) -> bool:
    return character in marks or character.isspace()


def all_trimmed(extents: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """Return `extents` without blanks and marks at their edges; those with nothing left are dropped."""
    return present(*(trimmed(extent, text) for extent in extents))


def runs(tree: Tree, positions: Iterable[int]) -> tuple[Extent, ...]:
    """Return the extents of the unbroken runs of token `positions`."""
    found: list[list[int]] = []
    for i in sorted(set(positions)):
        if found and i == found[-1][1] + 1:
            found[-1][1] = i
        else:
            found.append([i, i])
    return tuple((tree.tokens[a].start, tree.tokens[b].end) for a, b in found)


def tokens_in(tree: Tree, extent: Extent) -> list[int]:
    """Return the positions of the tokens that overlap `extent`."""
    return list(tree.between(*extent))
