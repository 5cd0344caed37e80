"""The points of pairs of events, by two reports at a time; what was found last stays in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.happenings import score_of
from onrecord.assembly.happenings.candidates import within
from onrecord.assembly.happenings.columns import NOT_COMPARED, Columned, Columns
from onrecord.lexicon.happenings import load_happening_words
from onrecord.store.assembler.loaded import Reports

MOST_REPORTS = 4000  # whose columns stay in memory, of some 20 kB each
MOST_PAIRS = 100_000  # of reports, of some 1 kB each
Kept = NDArray[np.int32]
MOST_VALUES = 1_000_000  # that have a number


class Points:
    """The points of pairs of events; those of no pair that is compared are `NOT_COMPARED`."""

    def __init__(self, reports: Reports) -> None:
        """Take the reports of a store."""
        self._reports, self._words = reports, load_happening_words()
        self._between: OrderedDict[tuple[int, int], Kept] = OrderedDict()
        self.forget()

    def forget(self) -> None:
        """Forget all that is in memory."""
        self._columned = Columned(self._words)
        self._columns: OrderedDict[int, Columns] = OrderedDict()
        self._between.clear()

    def within(self, report: int) -> Kept:
        """Return the points of all pairs of events of a report, by position."""
        if (report, report) not in self._between:
            accounts = self._reports[report].accounts
            place = {account.ref: n for n, account in enumerate(accounts)}
            found = np.full((len(accounts), len(accounts)), NOT_COMPARED, dtype=np.int32)
            for pair in within(sorted(accounts, key=lambda a: a.ref), self._words):
                i, j = place[pair.left.ref], place[pair.right.ref]
                found[i, j] = found[j, i] = score_of(pair)
            self._between[report, report] = found
        return self._between[report, report]

    def between(self, report: int, alike: Mapping[int, int]) -> dict[int, Kept]:
        """Return the points of the events of a report (rows) with those of others (columns), by position.

        `alike` says how like each other report is; reports without events are left out.
        """
        new = [other for other in alike if _key(report, other) not in self._between]
        own = self._columns_of(report)
        columns = [(other, of) for other in new if (of := self._columns_of(other)) is not None]
        if own is not None and columns:
            points = self._columned.points(
                own, [of for _, of in columns], [alike[other] for other, _ in columns]
            )
            for (other, _), found in zip(columns, points, strict=True):
                key = _key(report, other)
                self._between[key] = (found if key[0] == report else found.T).astype(np.int32)
        there = ((other, self._between.get(_key(report, other))) for other in alike)
        return {other: of if report < other else of.T for other, of in there if of is not None}

    def _columns_of(self, report: int) -> Columns | None:
        if report not in self._columns:
            if not self._reports.events_in(report):
                return None
            self._columns[report] = self._columned.columns(self._reports[report].accounts)
        self._columns.move_to_end(report)
        return self._columns[report]

    def trim(self) -> None:
        """Forget what was found first, if it is too much."""
        if len(self._columned) > MOST_VALUES:
            self.forget()
        for kept, most in ((self._columns, MOST_REPORTS), (self._between, MOST_PAIRS)):
            while len(kept) > most:
                kept.popitem(last=False)


def _key(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
