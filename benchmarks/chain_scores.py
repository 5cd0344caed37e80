"""Score chains of mentions against the key: MUC, B³, CEAF-e and their mean, CoNLL F1.

After Pradhan and others, "Scoring Coreference Partitions of Predicted Mentions: A Reference
Implementation", ACL 2014 (reference scorer 8.01): mentions that only one side has are kept and
count as errors. Counts are summed over documents before they are divided. A chain is a set of hashable
values; `by_span` and `by_head` map the mentions of both sides to values that can be compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

Chain = AbstractSet[Hashable]
Place = tuple[int, int, int]  # first word, last word, head word
Sides = tuple[list[Chain], list[Chain]]  # key, response


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of what was found and of what there is, in the key (recall) and in the response (precision)."""

    found: float = 0.0
    asked: float = 0.0
    right: float = 0.0
    given: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.asked + other.asked,
            self.right + other.right,
            self.given + other.given,
        )

    @property
    def recall(self) -> float:
        """The share of the key that the response has."""
        return self.found / self.asked if self.asked else 0.0

    @property
    def precision(self) -> float:
        """The share of the response that the key has."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(key: Sequence[Chain], response: Sequence[Chain]) -> Tally:
    """Count links: a chain of n mentions has n - 1 links, and loses p - 1 if the other side splits it into p parts."""
    return Tally(*_links(key, response), *_links(response, key))


def _links(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    other = _owners(others)
    kept = sum(len(c) - len({other.get(m, ("alone", m)) for m in c}) for c in chains)
    return float(kept), float(sum(len(c) - 1 for c in chains))


def b_cubed(key: Sequence[Chain], response: Sequence[Chain]) -> Tally:
    """Count for each mention the share of its chain that its chain on the other side also has."""
    return Tally(*_shares(key, response), *_shares(response, key))


def _shares(chains: Sequence[Chain], others: Sequence[Chain]) -> tuple[float, float]:
    common = _common(chains, others)
    found = math.fsum(n * n / len(chains[i]) for (i, _), n in common.items())
    return found, float(sum(map(len, chains)))


def ceaf_e(key: Sequence[Chain], response: Sequence[Chain]) -> Tally:
    """Count the similarity of chains (phi 4 of Luo 2005) if each is paired with at most one of the other side."""
    alike = {(i, j): 2 * n / (len(key[i]) + len(response[j])) for (i, j), n in _common(key, response).items()}
    total = 0.0
    for rows, columns in _components(alike):
        total += heaviest([[alike.get((i, j), 0.0) for j in columns] for i in rows])
    return Tally(total, float(len(key)), total, float(len(response)))


def mentions(key: Sequence[Chain], response: Sequence[Chain]) -> Tally:
    """Count the mentions that both sides have."""
    asked, given = set(_owners(key)), set(_owners(response))
    both = float(len(asked & given))
    return Tally(both, float(len(asked)), both, float(len(given)))


MEASURES: dict[str, Callable[[Sequence[Chain], Sequence[Chain]], Tally]] = {
    "muc": muc,
    "b3": b_cubed,
    "ceafe": ceaf_e,
    "mentions": mentions,
}
CONLL = ("muc", "b3", "ceafe")


def measure(documents: Iterable[Sides]) -> dict[str, Tally]:
    """Return every measure summed over pairs of key and response."""
    totals = dict.fromkeys(MEASURES, Tally())
    for key, response in documents:
        for name, count in MEASURES.items():
            totals[name] += count(key, response)
    return totals


def conll(totals: dict[str, Tally]) -> float:
    """Return the mean of the F1 of MUC, B³ and CEAF-e."""
    return sum(totals[name].f1 for name in CONLL) / len(CONLL)


# ---- mentions of both sides as comparable values ----------------------------------------------


def by_span(key: Sequence[Sequence[Place]], response: Sequence[Sequence[Place]]) -> Sides:
    """Represent a mention by its first and last word, so that only equal spans match."""
    return _named(key, lambda place: place[:2]), _named(response, lambda place: place[:2])


def by_head(key: Sequence[Sequence[Place]], response: Sequence[Sequence[Place]]) -> Sides:
    """Match mentions with the same head word, as the scorer of CorefUD does by default.

    Of several mentions with one head, those with equal spans match first, then those that share most words.
    """
    pairs = [
        (_overlap(ours, theirs), theirs, ours)
        for theirs in {p for chain in key for p in chain}
        for ours in {p for chain in response for p in chain}
        if ours[2] == theirs[2]
    ]
    match: dict[Place, Place] = {}
    taken: set[Place] = set()
    for _, theirs, ours in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if ours not in match and theirs not in taken:
            match[ours] = theirs
            taken.add(theirs)
    return _named(key, lambda place: place), _named(
        response, lambda place: match.get(place, ("alone", place))
    )


def _overlap(one: Place, other: Place) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return both / (max(one[1], other[1]) - min(one[0], other[0]) + 1)


def _named(chains: Sequence[Sequence[Place]], name: Callable[[Place], Hashable]) -> list[Chain]:
    """Return chains of these values; a value that occurs twice is kept in its first chain, as in the reference scorer."""
    seen: set[Hashable] = set()
    found: list[Chain] = []
    for chain in chains:
        names = {name(place) for place in chain} - seen
        seen |= names
        if names:
            found.append(names)
    return found


def without_singletons(chains: Iterable[Chain]) -> list[Chain]:
    """Return the chains with two or more mentions."""
    return [chain for chain in chains if len(chain) > 1]


# ---- sets and matchings ----------------------------------------------------------------------


def _owners(chains: Sequence[Chain]) -> dict[Hashable, Hashable]:
    return {mention: i for i, chain in enumerate(chains) for mention in chain}


def _common(chains: Sequence[Chain], others: Sequence[Chain]) -> dict[tuple[int, int], int]:
    """Return the number of mentions that two chains share, for all pairs that share any."""
    places: dict[Hashable, list[int]] = {}
    for j, chain in enumerate(others):
        for mention in chain:
            places.setdefault(mention, []).append(j)
    counts: dict[tuple[int, int], int] = {}
    for i, chain in enumerate(chains):
        for mention in chain:
            for j in places.get(mention, ()):
                counts[i, j] = counts.get((i, j), 0) + 1
    return counts


def _components(edges: Collection[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected groups of rows and columns, so that each matching is small."""
    columns: dict[int, set[int]] = {}
    rows: dict[int, set[int]] = {}
    for i, j in edges:
        columns.setdefault(i, set()).add(j)
        rows.setdefault(j, set()).add(i)
    found = []
    while columns:
        here, there, waiting = set[int](), set[int](), [next(iter(columns))]
        while waiting:
            i = waiting.pop()
            here.add(i)
            for j in columns.pop(i, ()):
                if j not in there:
                    there.add(j)
                    waiting.extend(rows[j] - here)
        found.append((sorted(here), sorted(there)))
    return found


def heaviest(weights: Sequence[Sequence[float]]) -> float:
    """Return the greatest sum of weights if each row has at most one column, and each column at most one row.

    Kuhn and Munkres, with potentials, one shortest path per row. In plain Python, because the matrices
    are small and the tests of this file run without scipy.

    >>> heaviest([[3.0, 2.0], [2.5, 0.0]])
    4.5
    """
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    wide = len(weights[0]) + 1
    of_row, of_column = [0.0] * (len(weights) + 1), [0.0] * wide
    owner = [0] * wide  # the row assigned to each column, from 1; column 0 holds the row to be assigned
    for row in range(1, len(weights) + 1):
        owner[0], column = row, 0
        least, way, done = [math.inf] * wide, [0] * wide, [False] * wide
        while owner[column]:
            done[column] = True
            i, step, following = owner[column], math.inf, 0
            for j in range(1, wide):
                if done[j]:
                    continue
                cost = -weights[i - 1][j - 1] - of_row[i] - of_column[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(wide):
                if done[j]:
                    of_row[owner[j]] += step
                    of_column[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return math.fsum(weights[owner[j] - 1][j - 1] for j in range(1, wide) if owner[j])
