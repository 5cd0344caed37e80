"""Write the offices of a user's rows into a copy of the world: correct, remove or add a tenure.

A row corrects the person's tenure of the same office in overlapping years. If only one person at a
time holds an office, a new holder ends the open tenure of the previous one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.world.keys import RANK_LEGISLATOR, RANK_NOTABLE, is_notable, surname_key
from onrecord.world.offices import Office, OfficeRows, parse_office
from onrecord.world.overlay import NEVER, NOTHING, OverlayRow
from onrecord.world.store import key_of, pack_date
from onrecord.world.variants import fold

PACKED_YEAR = 10_000  # in a packed date


def given(value: str | None) -> str | None:
    """Return the value of a cell; None for an empty cell and for `-`."""
    return None if value == NOTHING else value


def two(sectors: Sequence[str] | None) -> tuple[str | None, str | None]:
    """Return the first and the second sector, None for one that is missing."""
    first, second, *_ = (*(sectors or ()), None, None)
    return first, second


@dataclass(frozen=True, slots=True)
class _Term:
    """A row of the table of tenures: its number for the person, its office, its packed dates."""

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


UNKNOWN_OFFICE = Office("", rank=RANK_LEGISLATOR)  # of a title that cannot be parsed


class Tenures:
    """Reads and writes the tenures of a copy of the world."""

    def __init__(self, db: sqlite3.Connection, offices: OfficeRows) -> None:
        self.db = db
        self.offices = offices

    def nation(self, words: str) -> str | None:
        """Return the code of the country of a name or adjective."""
        found = self.db.execute(
            "SELECT iso3 FROM country_name WHERE key = ? ORDER BY adjective LIMIT 1", (fold(words),)
        ).fetchone()
        return found[0] if found else None

    def write(self, number: int, row: OverlayRow) -> str | None:
        """Correct the tenure that the row describes, remove it, or add one.

        Return the problem if the row cannot be used, else None.
        """
        country = given(row.country) or self._country_of(number)
        office = parse_office(row.office or "", self.nation, country, self.offices)
        same = self._terms_of(number, row, office)
        if row.since == NEVER:
            return self._remove_all(number, row, same)
        start, end = pack_date(row.since or ""), pack_date(given(row.until) or "")
        overlapping = (t for t in same if _overlap(t, start, end))
        old = max(overlapping, key=lambda t: t.start, default=None)
        if old is not None:
            if not _says_more(row):
                return None
            self.remove(number, old)
        self.insert(number, row, _office_meant(row, office, country, old), old)
        return None

    def _terms_of(self, number: int, row: OverlayRow, office: Office | None) -> list[_Term]:
        """Return the tenures of a person in the office of the row."""
        country = given(row.country)
        return [term for term in self.terms(number) if _is_same(term, row.office, office, country)]

    def _country_of(self, number: int) -> str | None:
        profile = self.db.execute(
            "SELECT p.country FROM entity e JOIN profile p ON p.id = e.profile WHERE e.id = ?", (number,)
        ).fetchone()
        country: str | None = profile[0]
        return country

    def _remove_all(self, number: int, row: OverlayRow, terms: Sequence[_Term]) -> str | None:
        """Remove the tenures that the person never had; return a problem if there are none."""
        for term in terms:
            self.remove(number, term)
        if terms:
            return None
        return f"the world has no tenure of {row.name} as {row.office or 'office holder'}: nothing to remove."

    def terms(self, number: int) -> list[_Term]:
        """Return the tenures of a person, earliest first."""
        rows = self.db.execute(
            "SELECT t.n, o.id, t.start, t.end, o.title, o.country, o.sector, o.sector2, o.role, o.rank"
            " FROM tenure t JOIN office o ON o.id = t.office WHERE t.entity = ? ORDER BY t.start",
            (number,),
        )
        return [_Term(*r) for r in rows]

    def remove(self, number: int, term: _Term) -> None:
        """Remove a tenure."""
        self.db.execute("DELETE FROM tenure WHERE entity = ? AND n = ?", (number, term.n))
        if term.role:
            self.db.execute(
                "DELETE FROM seat WHERE role = ? AND country = ? AND start = ? AND entity = ?",
                (self.text(term.role), self.text(term.country or ""), term.start, number),
            )

    def insert(self, number: int, row: OverlayRow, office: Office, old: _Term | None) -> None:
        """Write a tenure of `office`, with the dates of the row or else those of the corrected tenure."""
        start, end = _dates(row, old)
        if office.single and not end and row.until is None:
            end = self.successor(office, start, number)
        self._insert_tenure(number, row.office, office, start, end)
        if office.single and start:
            self.close_open(office, start, number)
        if office.role and office.rank <= RANK_NOTABLE:
            self.db.execute(
                "INSERT OR REPLACE INTO seat VALUES (?, ?, ?, ?, ?)",
                (self.text(office.role), self.text(office.country or ""), start, number, end),
            )
        if is_notable(office.rank, office.country):
            self.db.execute(
                "INSERT OR IGNORE INTO surname VALUES (?, ?)", (key_of(surname_key(row.name)), number)
            )

    def _insert_tenure(self, number: int, title: str | None, office: Office, start: int, end: int) -> None:
        made = self.db.execute(
            "INSERT INTO office (title, country, sector, sector2, role, rank) VALUES (?, ?, ?, ?, ?, ?)",
            (title, office.country, office.sector, office.sector2, office.role or None, office.rank),
        ).lastrowid
        n = self.db.execute(
            "SELECT coalesce(max(n) + 1, 0) FROM tenure WHERE entity = ?", (number,)
        ).fetchone()[0]
        self.db.execute("INSERT INTO tenure VALUES (?, ?, ?, ?, ?)", (number, n, made, start, end))

    def successor(self, office: Office, start: int, number: int) -> int:
        """Return the packed date at which the next holder of an office begins, or 0."""
        found = self.db.execute(
            "SELECT min(start) FROM seat WHERE role = ? AND country = ? AND start > ? AND entity <> ?",
            (self.text(office.role), self.text(office.country or ""), start, number),
        ).fetchone()
        return int(found[0] or 0) if start else 0

    def close_open(self, office: Office, start: int, number: int) -> None:
        """End the open tenures of the earlier holders of an office."""
        role, country = self.text(office.role), self.text(office.country or "")
        before = self.db.execute(
            "SELECT start, entity FROM seat WHERE role = ? AND country = ? AND end <= 0 AND start < ? AND entity <> ?",
            (role, country, start, number),
        ).fetchall()
        for begun, entity in before:
            self.db.execute(
                "UPDATE seat SET end = ? WHERE role = ? AND country = ? AND start = ? AND entity = ?",
                (start, role, country, begun, entity),
            )
            open_term = (office.role, office.country, begun, True)
            for term in self.terms(entity):
                if (term.role, term.country, term.start, term.end <= 0) == open_term:
                    self.db.execute(
                        "UPDATE tenure SET end = ? WHERE entity = ? AND n = ?", (start, entity, term.n)
                    )

    def text(self, value: str) -> int:
        """Return the number of a shared text, which is added if it is new; 0 for an empty text."""
        if not value:
            return 0
        found = self.db.execute("SELECT id FROM text WHERE value = ?", (value,)).fetchone()
        if found:
            return int(found[0])
        return int(self.db.execute("INSERT INTO text (value) VALUES (?)", (value,)).lastrowid or 0)


def _says_more(row: OverlayRow) -> bool:
    """Return whether a row says more of a tenure than that there was one."""
    return bool(row.since or row.until or row.sectors)


def _office_meant(row: OverlayRow, office: Office | None, country: str | None, old: _Term | None) -> Office:
    """Return the office to write: what the row says, else what its title or the corrected tenure says.

    `office` is the parsed title of the row, `country` the country of the row or of the person.
    """
    parsed = office or UNKNOWN_OFFICE
    first = old or parsed
    sector, sector2 = (first.sector, first.sector2) if row.sectors is None else two(row.sectors)
    countries = (parsed.country, old.country if old else None, country)
    return replace(parsed, country=next(filter(None, countries), None), sector=sector, sector2=sector2)


def _dates(row: OverlayRow, old: _Term | None) -> tuple[int, int]:
    """Return the packed start and end of a row; a missing one is taken from the corrected tenure."""
    old_start, old_end = (old.start, max(old.end, 0)) if old else (0, 0)
    start = pack_date(row.since or "") or old_start
    return start, pack_date(given(row.until) or "") if row.until else old_end


def _is_same(term: _Term, title: str | None, office: Office | None, country: str | None) -> bool:
    """Return whether a tenure is of the office that a row names; without a country, of any country."""
    if country and term.country and term.country != country:
        return False
    if title is None:
        return term.title is None
    return (office is not None and office.role == term.role) or fold(term.title or "") == fold(title)


def _overlap(term: _Term, start: int, end: int) -> bool:
    """Return whether a tenure shares a year with the dates of a row; 0 stands for a missing date."""
    begins_before_end = not end or term.start // PACKED_YEAR <= end // PACKED_YEAR
    ends_after_start = not start or term.end <= 0 or term.end // PACKED_YEAR >= start // PACKED_YEAR
    return begins_before_end and ends_after_start
