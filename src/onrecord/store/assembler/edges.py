"""The pairs of events that can matter: those of two reports in one row, both ways round.

Units are walked from event to event, so that the pairs of reports that were asked for last stay in memory.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.assembly.happenings.clusters import CUT
from onrecord.store.index import number_of, place_of
from onrecord.store.packed import pack_rows, unpack_rows

MOST_REPORTS = 2000  # whose pairs stay in memory, of some 20 kB each
WIDTH = 3  # numbers of a pair in a cell: both positions, and twice the score, plus 1 if both are on one side

NO_EVENTS: tuple[list[int], list[int]] = ([], [])

Cell = tuple[int, int, int, bool]
"""Position in one report, position in the other, score, and whether both lie ahead, or both do not."""


class Edge(NamedTuple):
    """What an event has to do with another."""

    other: int
    """The number of the other event."""
    score: int
    """Log odds in thousandths that the two are one."""
    one_side: bool
    """Whether both lie ahead, or both do not: of others one may be the plan of the other."""


@dataclass
class _Known:
    """The pairs of one report that are in memory."""

    of: dict[int, list[Edge]] = field(default_factory=dict)
    """By the position of its event."""
    joined: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)
    """Of each event, the others on its side, the nearest first, behind their scores with a minus: units are walked along these."""
    reports: set[int] = field(default_factory=set)
    """The reports that there are pairs with."""

    def add(self, report: int, rows: Iterable[Sequence[int]]) -> None:
        """Add the pairs with a report: positions, and what is told of the pair."""
        self.reports.add(report)
        for left, right, told in rows:
            edge = Edge(number_of(report, right), told >> 1, bool(told & 1))
            self.of.setdefault(left, []).append(edge)
            if edge.one_side and edge.score >= CUT:
                scores, others = self.joined.setdefault(left, ([], []))
                place = bisect_right(scores, -edge.score)
                scores.insert(place, -edge.score)
                others.insert(place, edge.other)


class Edges:
    """The pairs of events of a store, by the number of an event."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the open store."""
        self._db = db
        self._known: OrderedDict[int, _Known] = OrderedDict()

    def of(self, event: int) -> Sequence[Edge]:
        """Return the pairs of an event."""
        document, position = place_of(event)
        return self._of_report(document).of.get(position, ())

    def joined(self, event: int, bound: int) -> Sequence[int]:
        """Return the events on the side of one with which it has a score of `bound` and more, which is at least `CUT`."""
        document, position = place_of(event)
        scores, others = self._of_report(document).joined.get(position, NO_EVENTS)
        return others[: bisect_right(scores, -bound)]

    def of_report(self, document: int) -> list[Edge]:
        """Return the pairs of all events of a report."""
        return [edge for edges in self._of_report(document).of.values() for edge in edges]

    def _of_report(self, document: int) -> _Known:
        known = self._known.get(document)
        if known is None:
            known = self._known[document] = _Known()
            for other, cells in self._db.execute("SELECT b, cells FROM event_pairs WHERE a = ?", (document,)):
                known.add(other, unpack_rows(cells, WIDTH))
            while len(self._known) > MOST_REPORTS:
                self._known.popitem(last=False)
        self._known.move_to_end(document)
        return known

    def write(self, one: int, other: int, cells: Iterable[Cell]) -> None:
        """Keep the pairs of events of two reports, or of one, in place of those that are kept of them."""
        rows = [(i, j, 2 * score + one_side) for i, j, score, one_side in cells]
        turned = [(j, i, told) for i, j, told in rows]
        both = {(one, other): rows, (other, one): turned} if one != other else {(one, one): [*rows, *turned]}
        for (a, b), of in both.items():
            known = self._known.get(a)
            if known is not None and b in known.reports:
                self._forget(a)
            elif known is not None:
                known.add(b, sorted(of))
        self._db.executemany(
            "REPLACE INTO event_pairs (a, b, cells) VALUES (?, ?, ?)",
            [(*key, pack_rows(sorted(of))) for key, of in both.items() if of],
        )

    def remove(self, document: int) -> None:
        """Remove the pairs of the events of a report."""
        others = [
            int(b)
            for (b,) in self._db.execute("SELECT b FROM event_pairs WHERE a = ?", (document,)).fetchall()
        ]
        for other in others:
            self.remove_between(document, other)

    def remove_between(self, one: int, other: int) -> None:
        """Remove the pairs of events of two reports."""
        self._forget(one, other)
        self._db.executemany("DELETE FROM event_pairs WHERE a = ? AND b = ?", [(one, other), (other, one)])

    def _forget(self, *documents: int) -> None:
        for document in documents:
            self._known.pop(document, None)
