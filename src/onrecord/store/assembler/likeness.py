"""How like reports are by their words, and whether they share somebody, a place or a telling word; the latest stay in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from onrecord.assembly.stories.scores import likeness
from onrecord.assembly.stories.terms import Terms, fits
from onrecord.store.assembler.kept import Compared, read_compared, unpack_keys

MOST = 500_000  # pairs of reports that stay in memory, of some 150 bytes each
MOST_REPORTS = 4000  # of some 6 kB each


class Likeness(NamedTuple):
    """What two reports have in common."""

    shares: bool
    """Whether they share somebody, a place or a telling word."""
    alike: int
    """Log odds that they tell one story, by their words alone, in thousandths."""


class Likenesses:
    """How like the reports of a store are."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the open store."""
        self._db = db
        self._known: dict[tuple[int, int], Likeness] = {}
        self._reports: dict[int, Compared] = {}
        self._shares: dict[int, frozenset[int]] = {}

    def __contains__(self, number: int) -> bool:
        """Return whether a report is in memory: a new one is only after a change that was undone."""
        return number in self._reports

    def forget(self, replaced: bool) -> None:
        """Forget reports that are other ones now, or too many."""
        if replaced or len(self._known) > MOST:
            self._known.clear()
        if replaced or len(self._reports) > MOST_REPORTS:
            self._reports.clear()
            self._shares.clear()

    def terms(self, numbers: Collection[int]) -> Mapping[int, Terms]:
        """Return the words of reports that the assembly keeps, with their weights."""
        self._read(numbers)
        return {number: self._reports[number].terms for number in numbers}

    def of(self, one: int, others: Iterable[int], related: set[int]) -> Mapping[int, Likeness]:
        """Return how like a report is to each of others, those left out that neither are `related` nor share anything with it."""
        wanted = set(others)
        new = [other for other in wanted if self._pair(one, other) not in self._known]
        if new:
            self._compare(one, new, related)
        pairs = ((other, self._known.get(self._pair(one, other))) for other in sorted(wanted))
        return {other: found for other, found in pairs if found is not None}

    @staticmethod
    def _pair(one: int, other: int) -> tuple[int, int]:
        return (one, other) if one < other else (other, one)

    def _compare(self, one: int, new: Iterable[int], related: set[int]) -> None:
        self._read({one, *new})
        own = self._shares[one]
        sharing = {n: not own.isdisjoint(self._shares[n]) for n in new if n in self._reports}
        asked = [n for n, shares in sharing.items() if shares or n in related]
        for other, fit in zip(
            asked, fits(self._reports[one].terms, [self._reports[n].terms for n in asked]), strict=True
        ):
            self._known[self._pair(one, other)] = Likeness(sharing[other], likeness(fit))

    def _read(self, numbers: Iterable[int]) -> None:
        unknown = [number for number in numbers if number not in self._reports]
        for number, found in read_compared(self._db, unknown).items() if unknown else ():
            self._reports[number] = found
            self._shares[number] = frozenset(unpack_keys(found.shares))
