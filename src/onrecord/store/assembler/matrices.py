"""The scores of all pairs inside units, kept in memory: a unit that grows costs what is new in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_CELLS = 20_000_000  # of four bytes

Scores = NDArray[np.int64]
Fill = Callable[[Sequence[int], Scores], None]
"""Writes the scores of nodes at places of a list, with all, into a matrix."""


@dataclass(frozen=True)
class _Known:
    """The scores of one unit, and the places of its nodes in them."""

    places: dict[int, int]
    scores: NDArray[np.int32]


class Matrices:
    """The scores inside the units of one kind."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._of: dict[int, _Known] = {}
        self._cells = 0

    def forget(self, nodes: Iterable[int]) -> None:
        """Forget the scores of nodes."""
        for node in nodes:
            known = self._of.pop(node, None)
            if known is not None:
                del known.places[node]
                self._cells -= 0 if known.places else known.scores.size

    def clear(self) -> None:
        """Forget all."""
        self._of.clear()
        self._cells = 0

    def scores(self, nodes: Sequence[int], empty: int, fill: Fill) -> Scores:
        """Return the scores of all pairs of nodes; `fill` is asked for those of nodes that are new."""
        found = np.full((len(nodes), len(nodes)), empty, dtype=np.int64)
        known = self._largest(nodes)
        at = [n for n, node in enumerate(nodes) if node in known.places]
        before = [known.places[nodes[n]] for n in at]
        found[np.ix_(at, at)] = known.scores[np.ix_(before, before)]
        if len(at) < len(nodes):
            fill([n for n, node in enumerate(nodes) if node not in known.places], found)
            self._keep(nodes, found)
        return found

    def _largest(self, nodes: Sequence[int]) -> _Known:
        """Return the unit that most of the nodes were in."""
        units = Counter(id(self._of[node]) for node in nodes if node in self._of)
        if not units:
            return _Known({}, np.zeros((0, 0), dtype=np.int32))
        largest = max(units.values())
        return next(self._of[n] for n in nodes if n in self._of and units[id(self._of[n])] == largest)

    def _keep(self, nodes: Sequence[int], found: Scores) -> None:
        self.forget(nodes)
        if self._cells > MOST_CELLS:
            self.clear()  # what is left of older units among it
        known = _Known({node: n for n, node in enumerate(nodes)}, found.astype(np.int32))
        self._cells += found.size
        self._of |= dict.fromkeys(nodes, known)
