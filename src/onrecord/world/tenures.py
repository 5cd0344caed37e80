"""Lay a user's offices over the tenures of the world: date one, take one away, add one.

A row is about the tenure of its person in the same office whose years it shares. A later holder
of an office that one person holds at a time ends the open tenure of the one before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.world.keys import RANK_LEGISLATOR, RANK_NOTABLE, is_notable, surname_key
from onrecord.world.offices import Office, OfficeRows, parse_office
from onrecord.world.overlay import NEVER, NOTHING, OverlayRow
from onrecord.world.store import key_of, pack_date
from onrecord.world.variants import fold

YEAR = 10_000  # in a packed date


def given(value: str | None) -> str | None:
    """Return a cell's value, None where it says that there is none or says nothing."""
    return None if value == NOTHING else value


def two(sectors: Sequence[str] | None) -> tuple[str | None, str | None]:
    """Return the first and the second sector, None for one that is not there."""
    first, second, *_ = (*(sectors or ()), None, None)
    return first, second


@dataclass(frozen=True, slots=True)
class _Term:
    """A tenure as it is kept: its number among the person's, its office, its packed dates."""

    n: int
    office: int
    start: int
    end: int
    title: str | None
    country: str | None
    sector: str | None
    sector2: str | None
    role: str | None
    rank: int
    single: bool = False


class Tenures:
    """The tenures of a copy of the world, to be written into."""

    def __init__(self, db: sqlite3.Connection, offices: OfficeRows) -> None:
        self.db = db
        self.offices = offices

    def nation(self, words: str) -> str | None:
        """Return the code of a country named by name or adjective."""
        found = self.db.execute(
            "SELECT iso3 FROM country_name WHERE key = ? ORDER BY adjective LIMIT 1", (fold(words),)
        ).fetchone()
        return found[0] if found else None

    def write(self, number: int, row: OverlayRow) -> str | None:
        """Correct the dates of the tenure that the row is about, take it away, or add one.

        Return what could not be done, or None.
        """
        profile = self.db.execute(
            "SELECT p.country FROM entity e JOIN profile p ON p.id = e.profile WHERE e.id = ?", (number,)
        ).fetchone()
        country = given(row.country) or profile[0]
        office = parse_office(row.office or "", self.nation, country, self.offices)
        same = [t for t in self.terms(number) if _is_same(t, row.office, office, given(row.country))]
        if row.since == NEVER:
            for term in same:
                self.remove(number, term)
            held = row.office or "in office"
            return (
                None if same else f"{row.name} was never {held} in the world: there is nothing to take away."
            )
        start, end = pack_date(row.since or ""), pack_date(given(row.until) or "")
        about = [t for t in same if _overlap(t, start, end)]
        if about and not (start or row.until or row.sectors):
            return None  # it is there already, and the row says nothing else of it
        old = max(about, key=lambda t: t.start, default=None)
        if old is not None:
            self.remove(number, old)
        self.insert(number, row, office, country, old)
        return None

    def terms(self, number: int) -> list[_Term]:
        """Return the tenures of a person, the first first."""
        rows = self.db.execute(
            "SELECT t.n, o.id, t.start, t.end, o.title, o.country, o.sector, o.sector2, o.role, o.rank"
            " FROM tenure t JOIN office o ON o.id = t.office WHERE t.entity = ? ORDER BY t.start",
            (number,),
        )
        return [_Term(*r) for r in rows]

    def remove(self, number: int, term: _Term) -> None:
        """Take a tenure away."""
        self.db.execute("DELETE FROM tenure WHERE entity = ? AND n = ?", (number, term.n))
        if term.role:
            self.db.execute(
                "DELETE FROM seat WHERE role = ? AND country = ? AND start = ? AND entity = ?",
                (self.text(term.role), self.text(term.country or ""), term.start, number),
            )

    def insert(
        self, number: int, row: OverlayRow, office: Office | None, country: str | None, old: _Term | None
    ) -> None:
        """Write a tenure: what the row says, for the rest what the one it corrects says."""
        start = pack_date(row.since or "") or (old.start if old else 0)
        end = pack_date(given(row.until) or "") if row.until else (old.end if old else 0)
        sector, sector2 = two(row.sectors)
        if row.sectors is None:
            first = old or office
            sector, sector2 = (first.sector, first.sector2) if first else (None, None)
        country = (office.country if office else None) or (old.country if old else None) or country
        role, rank = (office.role, office.rank) if office else (None, RANK_LEGISLATOR)
        if office and office.single and not end and row.until is None:
            end = self.successor(role, country, start, number)
        made = self.db.execute(
            "INSERT INTO office (title, country, sector, sector2, role, rank) VALUES (?, ?, ?, ?, ?, ?)",
            (row.office, country, sector, sector2, role, rank),
        ).lastrowid
        n = self.db.execute(
            "SELECT coalesce(max(n) + 1, 0) FROM tenure WHERE entity = ?", (number,)
        ).fetchone()[0]
        self.db.execute("INSERT INTO tenure VALUES (?, ?, ?, ?, ?)", (number, n, made, start, end))
        if office and office.single and start:
            self.close_open(role, country, start, number)
        if role and rank <= RANK_NOTABLE:
            self.db.execute(
                "INSERT OR REPLACE INTO seat VALUES (?, ?, ?, ?, ?)",
                (self.text(role), self.text(country or ""), start, number, end),
            )
        if is_notable(rank, country):
            self.db.execute(
                "INSERT OR IGNORE INTO surname VALUES (?, ?)", (key_of(surname_key(row.name)), number)
            )

    def successor(self, role: str | None, country: str | None, start: int, number: int) -> int:
        """Return when the next holder of a single office begins, or 0."""
        found = self.db.execute(
            "SELECT min(start) FROM seat WHERE role = ? AND country = ? AND start > ? AND entity <> ?",
            (self.text(role or ""), self.text(country or ""), start, number),
        ).fetchone()
        return int(found[0] or 0) if start else 0

    def close_open(self, role: str | None, country: str | None, start: int, number: int) -> None:
        """End the open tenures of those who held a single office before."""
        before = self.db.execute(
            "SELECT start, entity FROM seat WHERE role = ? AND country = ? AND end = 0 AND start < ? AND entity <> ?",
            (self.text(role or ""), self.text(country or ""), start, number),
        ).fetchall()
        for begun, entity in before:
            self.db.execute(
                "UPDATE seat SET end = ? WHERE role = ? AND country = ? AND start = ? AND entity = ?",
                (start, self.text(role or ""), self.text(country or ""), begun, entity),
            )
            for term in self.terms(entity):
                if (term.role, term.country, term.start, term.end) == (role, country, begun, 0):
                    self.db.execute(
                        "UPDATE tenure SET end = ? WHERE entity = ? AND n = ?", (start, entity, term.n)
                    )

    def text(self, value: str) -> int:
        """Return the number of a shared text, made where there is none; 0 is none at all."""
        if not value:
            return 0
        found = self.db.execute("SELECT id FROM text WHERE value = ?", (value,)).fetchone()
        return int(
            found[0]
            if found
            else self.db.execute("INSERT INTO text (value) VALUES (?)", (value,)).lastrowid or 0
        )


def _is_same(term: _Term, title: str | None, office: Office | None, country: str | None) -> bool:
    """Return whether a tenure is of the office that a row names; without a country, of any."""
    if country and term.country and term.country != country:
        return False
    if title is None:
        return term.title is None
    return (office is not None and office.role == term.role) or fold(term.title or "") == fold(title)


def _overlap(term: _Term, start: int, end: int) -> bool:
    """Return whether a tenure shares a year with the dates of a row; missing dates are open."""
    return (not end or term.start // YEAR <= end // YEAR) and (
        not start or not term.end or term.end // YEAR >= start // YEAR
    )
