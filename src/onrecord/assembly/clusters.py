"""Clusters that are a function of the set of their members: connected components, and average link inside them.

Scores are whole numbers (thousandths of a log odds), so that sums are exact and no order of adding changes them. Items
are compared, and ties go to the smaller ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item", bound=str)

TOGETHER, APART = 10**12, -(10**13)  # scores of two items that somebody joined or parted; parting is stronger
MOST_DOUBLINGS = 3  # of the smaller cluster: above eight members a mean is as good as it gets
LARGEST_COMPONENT = (
    400  # items that are clustered at once; a larger component is cut by its weakest edges first
)
STEP = 250  # by which the bound of edges is raised for that


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
    score: Callable[[Item, Item], int],
    cut: int,
    step: int,
) -> list[list[Item]]:
    """Return the clusters of `items`, each sorted, in the order of their smallest items.

    `edges` are all pairs with a score of `cut` and more; `score` gives that of any pair of one component.
    """
    found = []
    for component in components(items, [(a, b) for a, b, _ in edges]):
        inside = set(component)
        if len(component) <= LARGEST_COMPONENT:
            found += average_link(component, score, cut, step)
        else:
            least = min(weight for a, _, weight in edges if a in inside)
            kept = [edge for edge in edges if edge[0] in inside and edge[2] > least + STEP]
            found += cluster(component, kept, score, cut, step)
    return sorted(found)


def average_link(
    items: Sequence[Item], score: Callable[[Item, Item], int], cut: int, step: int
) -> list[list[Item]]:
    """Return clusters of sorted `items`: the two of the highest mean score are joined until none reaches `cut`.

    For each doubling of the smaller of two clusters `step` more is asked: the mean over many pairs errs less than the
    score of one, and to join two large clusters by mistake costs more than to leave one item alone.
    """
    scores = np.zeros((len(items), len(items)), dtype=np.int64)
    for i, a in enumerate(items):
        for j in range(i):
            scores[i, j] = scores[j, i] = score(items[j], a)
    clusters = {i: [item] for i, item in enumerate(items)}
    for i, j in _joins(scores, cut, step):
        clusters[i] = sorted(clusters[i] + clusters.pop(j))
    return sorted(clusters.values())


def _joins(sums: NDArray[np.int64], cut: int, step: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of clusters to join, the smaller index first; a cluster keeps the index of its smallest item."""
    count = len(sums)
    sizes = np.ones(count, dtype=np.int64)
    asked = np.array([step * min(MOST_DOUBLINGS, size.bit_length() - 1) for size in range(count + 1)])
    margins = np.where(np.eye(count, dtype=bool), -np.inf, sums.astype(np.float64))
    while count:
        i, j = sorted(divmod(int(margins.argmax()), count))
        if not margins[i, j] >= cut:
            return
        yield i, j
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        sizes[i] += sizes[j]
        row = sums[i] / (sizes[i] * sizes) - asked[np.minimum(sizes[i], sizes)]
        row[(margins[i] == -np.inf)] = -np.inf  # itself, and clusters that were joined to others
        margins[i] = margins[:, i] = row
        margins[j] = margins[:, j] = -np.inf
