"""What people joined and parted, as links between the items of a clustering: they hold whatever the scores say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.clusters import APART, TOGETHER, components
from onrecord.types import DocumentId

DocumentPair = tuple[DocumentId, DocumentId]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of reports that are in one story, and in two; of a pair that is both the second counts."""

    same: frozenset[DocumentPair] = frozenset()
    other: frozenset[DocumentPair] = frozenset()

    def among(self, item_of: Mapping[DocumentId, DocumentId]) -> Links:
        """Return the links between items, each of which stands for one report or several."""

        def between(pairs: Iterable[DocumentPair]) -> frozenset[DocumentPair]:
            found = ((item_of[a], item_of[b]) for a, b in pairs if a in item_of and b in item_of)
            return frozenset((min(pair), max(pair)) for pair in found if pair[0] != pair[1])

        return Links(between(self.same), between(self.other))

    def score(self, a: DocumentId, b: DocumentId) -> int | None:
        """Return the score that people gave a pair, None if they left it open."""
        pair = (min(a, b), max(a, b))
        return APART if pair in self.other else TOGETHER if pair in self.same else None

    def decided(self, items: Sequence[DocumentId], scores: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the scores of all pairs of items, with those that people gave in place of the others."""
        number = {item: n for n, item in enumerate(items)}
        for a, b in self.same | self.other:
            if a in number and b in number and (decided := self.score(a, b)) is not None:
                scores[number[a], number[b]] = scores[number[b], number[a]] = decided
        return scores

    def edges(self) -> list[tuple[DocumentId, DocumentId, int]]:
        """Return an edge for each pair that is joined."""
        return [(a, b, TOGETHER) for a, b in sorted(self.same - self.other)]

    def keep_apart(self, group: Collection[DocumentId]) -> set[DocumentId]:
        """Return the reports of a group that are parted from another one of it."""
        inside = set(group)
        return {one for pair in self.other if inside.issuperset(pair) for one in pair}

    def reunited(self, parts: Iterable[Collection[DocumentId]]) -> list[list[int]]:
        """Return which parts of a cluster, by number, are one again because people joined reports of both."""
        number = {document: str(n) for n, part in enumerate(parts) for document in part}
        pairs = [(number[a], number[b]) for a, b, _ in self.edges() if a in number and b in number]
        return [sorted(map(int, names)) for names in components(set(number.values()), pairs)]


NO_LINKS = Links()
