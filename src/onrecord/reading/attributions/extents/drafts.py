"""What is known of an attribution before its fields are filled: extents of source, cue and content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.types import Reason

Extent = tuple[int, int]  # offsets into the text, end exclusive

MODEL = 1.0  # the score of a draft of the model begins here, that of a rule's ends below
WEAK = 0.3  # the score of what a rule is not to be trusted with alone; nested in another it may stay
EDGE_MARKS = frozenset(",;:.—–-")  # belong to the sentence around a content, not to the content


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making. `score` ranks what says the same: the model's above the rules'."""

    source: Extent | None
    cue: Extent | None
    content: tuple[Extent, ...]
    basis: tuple[Reason, ...]
    score: float
    source_score: float = 0.0

    @property
    def is_confirmed(self) -> bool:
        """Whether the model and a rule found it."""
        return len(self.basis) > 1

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        return min(e[0] for e in (*self.content, *self.own))

    @property
    def own(self) -> tuple[Extent, ...]:
        """Cue and source: the words that are about the content and no part of it."""
        return tuple(e for e in (self.cue, self.source) if e is not None)


def overlap(a: Extent, b: Extent) -> int:
    """Return how many code points two extents share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def shared(a: Iterable[Extent], b: Sequence[Extent]) -> int:
    """Return how many code points the extents of `a` share with those of `b`."""
    return sum(overlap(x, y) for x in a for y in b)


def length(extents: Iterable[Extent]) -> int:
    """Return the number of code points of all `extents`."""
    return sum(end - start for start, end in extents)


def joined(extents: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """Return `extents` in order, those with nothing but blanks between them made one."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
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


def trimmed(extent: Extent, text: str, marks: frozenset[str] = EDGE_MARKS) -> Extent | None:
    """Return `extent` without blanks and `marks` at its edges, or None where nothing is left."""
    start, end = extent
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return (start, end) if start < end else None


def runs(tree: Tree, positions: Iterable[int]) -> tuple[Extent, ...]:
    """Return the extents of the unbroken runs of `positions`."""
    found: list[list[int]] = []
    for i in sorted(set(positions)):
        if found and i == found[-1][1] + 1:
            found[-1][1] = i
        else:
            found.append([i, i])
    return tuple((tree.tokens[a].start, tree.tokens[b].end) for a, b in found)
