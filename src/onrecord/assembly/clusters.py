"""Clusters that are a function of the set of their members: connected components, and average link inside them.

Scores are whole numbers (thousandths of a log odds), so that sums are exact and no order of adding changes them. Items
are compared, and ties go to the smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray


class Ordered(Hashable, Protocol):
    """What can be a key, and comes before or after another: ids, numbers."""

    def __lt__(self, other: Any, /) -> bool:
        """Return whether it comes before another one."""
        ...


Item = TypeVar("Item", bound=Ordered)
Node = TypeVar("Node", bound=Hashable)

TOGETHER, APART = 10**12, -(10**13)  # scores of two items that somebody joined or parted; parting is stronger
MOST_DOUBLINGS = 3  # of the smaller cluster: above eight members a mean is as good as it gets
LARGEST_COMPONENT = (
    400  # items that are clustered at once; a larger component is cut by its weakest edges first
)
RISE = 250  # by which the bound of edges is raised for that, again and again
LAST_RISE = 40  # times: then only what people joined still holds together


def components(items: Iterable[Item], edges: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the connected components of a graph, each sorted, in the order of their smallest items.

    >>> components("cabd", [("a", "c")])
    [['a', 'c'], ['b'], ['d']]
    """
    parent = {item: item for item in items}

    def root(item: Item) -> Item:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    found: dict[Item, list[Item]] = {}
    for item in sorted(parent):
        found.setdefault(root(item), []).append(item)
    return list(found.values())


def cluster(
    items: Iterable[Item],
    edges: Sequence[tuple[Item, Item, int]],
    scores: Callable[[Sequence[Item]], NDArray[np.int64]],
    cut: int,
    step: int,
) -> list[list[Item]]:
    """Return the clusters of `items`, each sorted, in the order of their smallest items.

    `edges` are all pairs with a score of `cut` and more; `scores` gives those of all pairs of a list of items.
    """
    found = (average_link(unit, scores, cut, step) for unit in units(items, edges, cut))
    return sorted(one for clusters in found for one in clusters)


def units(
    items: Iterable[Item], edges: Sequence[tuple[Item, Item, int]], bound: int, rises: int = 0
) -> Iterator[list[Item]]:
    """Yield what is clustered at once: components, and of one that is too large those by stronger edges alone."""
    kept = [edge for edge in edges if edge[2] >= bound]
    for component in components(items, [(a, b) for a, b, _ in kept]):
        if len(component) <= LARGEST_COMPONENT or rises == LAST_RISE:
            yield component
        else:
            inside = set(component)
            yield from units(component, [e for e in kept if e[0] in inside], bound + RISE, rises + 1)


class Around(Generic[Node]):
    """The units around single items of a graph that is too large to go through: the same as those of `units`."""

    def __init__(self, neighbours: Callable[[Node, int], Iterable[Node]], cut: int) -> None:
        """Take a function that gives the items to which an item has edges of a weight and more."""
        self._neighbours, self._cut = neighbours, cut
        self._too_large: list[set[Node]] = [set() for _ in range(LAST_RISE + 1)]

    def unit(self, item: Node) -> set[Node]:
        """Return the unit of an item."""
        return next(found for rises in range(LAST_RISE + 1) if (found := self._component(item, rises)))

    def _component(self, item: Node, rises: int) -> set[Node] | None:
        """Return a component, or None if it is too large."""
        too_large = self._too_large[rises]
        found, waiting = {item}, [item]
        while waiting:
            if rises < LAST_RISE and (len(found) > LARGEST_COMPONENT or not too_large.isdisjoint(found)):
                too_large |= found
                return None
            new = set(self._neighbours(waiting.pop(), self._cut + RISE * rises)) - found
            found |= new
            waiting += new
        return found


def average_link(
    items: Sequence[Item], scores: Callable[[Sequence[Item]], NDArray[np.int64]], cut: int, step: int
) -> list[list[Item]]:
    """Return clusters of sorted `items`: the two of the highest mean score are joined until none reaches `cut`.

    For each doubling of the smaller of two clusters `step` more is asked: the mean over many pairs errs less than the
    score of one, and to join two large clusters by mistake costs more than to leave one item alone.
    """
    clusters = {i: [item] for i, item in enumerate(items)}
    if len(items) == 1:
        return [[*items]]
    for i, j in _joins(scores(items), cut, step):
        clusters[i] = sorted(clusters[i] + clusters.pop(j))
    return sorted(clusters.values())


def _joins(sums: NDArray[np.int64], cut: int, step: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of clusters to join, the smaller index first; a cluster keeps the index of its smallest item."""
    count = len(sums)
    sizes = np.ones(count, dtype=np.int64)
    asked = np.array([step * min(MOST_DOUBLINGS, size.bit_length() - 1) for size in range(count + 1)])
    margins = np.where(np.eye(count, dtype=bool), -np.inf, sums.astype(np.float64))
    best = margins.max(axis=1, initial=-np.inf)  # of each row, so that one join costs a few rows and not all
    while count:
        first = int(best.argmax())
        i, j = sorted((first, int(margins[first].argmax())))
        if not margins[i, j] >= cut:
            return
        yield i, j
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        sizes[i] += sizes[j]
        row = sums[i] / (sizes[i] * sizes) - asked[np.minimum(sizes[i], sizes)]
        row[(margins[i] == -np.inf)] = row[j] = -np.inf  # itself, and clusters that were joined to others
        was = np.maximum(margins[i], margins[j])
        margins[i] = margins[:, i] = row
        margins[j] = margins[:, j] = -np.inf
        best = np.maximum(best, row)
        lost = np.flatnonzero((was == best) & (row < best))
        best[lost] = margins[lost].max(axis=1, initial=-np.inf)
        best[i], best[j] = row.max(), -np.inf
