"""Write a user's rows into a copy of the world in memory.

The copy takes a few hundredths of a second and changes nothing about how `World` is asked. A row
corrects an entry that exists: the one with the same Wikidata id or, without an id, with the same
kind, name and country. If there is no such entry, the row adds one. Every entry that
a row touched names the file and line in its own row, and so in `basis`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from onrecord.lexicon.codes import Sector
from onrecord.lexicon.world import OfficeWord
from onrecord.world.keys import RANK_LEGISLATOR, RANK_NOTABLE, body_keys, person_keys
from onrecord.world.offices import Office, OfficeRows, office_rows, parse_office
from onrecord.world.overlay import NOTHING, SKIPPED, CountryBook, OverlayRow, Problem
from onrecord.world.rows import TableRow
from onrecord.world.store import KINDS, PLACE_KINDS, key_of
from onrecord.world.tenures import Tenures, given, two
from onrecord.world.variants import fold, skeleton, without_peerage

WEIGHT = 1000  # of an entry that a user added, in thousandths: the highest
CORRECTED_WEIGHT = WEIGHT // 2  # the least of an entry that a user corrected
ASSUMED_POPULATION = (
    100_000  # the population of a user's place that gives none: enough to be found by its name alone
)
DEGREE = 10_000  # coordinates are kept in ten-thousandths of a degree
LISTED = 4  # entries of one name that a message lists
NEXT_ROW, LINE_OF = "\n", "\t"  # between the rows of one entry, and between a file and a line
COUNTRIES = "countries.tsv"
KIND_OF_PLACE = {"city": "city", "region": "region", "place": "other"}


@dataclass
class Layers:
    """What the rows changed apart from the tables: titles of office, and the lines behind countries and places."""

    offices: OfficeRows = field(default_factory=dict)
    countries: dict[str, tuple[TableRow, ...]] = field(default_factory=dict)  # code → all rows of it
    places: dict[int, TableRow] = field(default_factory=dict)  # number → the row
    problems: list[Problem] = field(default_factory=list)


def shipped_country(code: str) -> TableRow:
    """Return the row of a country in the tables that ship."""
    return TableRow(COUNTRIES, None, code)


def source_of(row: TableRow) -> str:
    """Return how the compiled file writes down the row that an entry comes from."""
    return f"{row.table}{LINE_OF}{row.line}" if row.line is not None else row.table


def rows_of(source: str, words: str) -> tuple[TableRow, ...]:
    r"""Return the rows that an entry called `words` comes from, as `source_of` wrote them down.

    >>> [str(row) for row in rows_of("people.tsv\nmine.tsv\t3", "Ana Kovač")]
    ['people.tsv', 'mine.tsv line 3']
    """
    parts = (part.partition(LINE_OF) for part in source.split(NEXT_ROW))
    return tuple(TableRow(table, int(line) if line else None, words) for table, _, line in parts)


def copy_of(db: sqlite3.Connection) -> sqlite3.Connection:
    """Return a writable copy of the world in memory, and close the file."""
    copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    db.backup(copy)
    db.close()
    return copy


def book_of(db: sqlite3.Connection) -> CountryBook:
    """Return the names and codes of the countries of the world."""
    names = dict(db.execute("SELECT iso3, name FROM country"))
    codes = dict(db.execute("SELECT key, iso3 FROM country_name ORDER BY adjective DESC"))
    return CountryBook(names, lambda words: codes.get(fold(words)))


def lay_over(db: sqlite3.Connection, rows: Sequence[OverlayRow]) -> Layers:
    """Write `rows` into `db`: countries and offices first, since the other rows name them."""
    layer = _Layer(db)
    db.execute("BEGIN")
    if any(row.wikidata for row in rows):
        db.execute("CREATE INDEX IF NOT EXISTS entity_by_wikidata ON entity (wikidata)")
    for kinds in (("country",), ("office",), ("person", "organization", "group", *KIND_OF_PLACE)):
        for row in rows:
            if row.kind in kinds:
                layer.write(row)
    db.execute("COMMIT")
    return layer.made


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the world that a row may correct."""

    number: int
    name: str
    country: str | None
    sector: str | None
    sector2: str | None
    source: str
    wikidata: int | None
    wikipedia: str | None
    weight: int


class _Layer:
    """Writes rows into the copy."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.made = Layers(offices=dict(office_rows()))
        self.tenures = Tenures(db, self.made.offices)

    def write(self, row: OverlayRow) -> None:
        """Write one row."""
        writers = {"country": self.country, "office": self.office, **dict.fromkeys(KIND_OF_PLACE, self.place)}
        writers.get(row.kind, self.being)(row)

    def report(self, row: OverlayRow, message: str | None) -> None:
        """Add a problem with a row, if there is a message."""
        if message:
            self.made.problems.append(Problem(row.file, row.line, message))

    # ---- countries and offices ---------------------------------------------------------------

    def country(self, row: OverlayRow) -> None:
        """Correct a country or add one."""
        db, code = self.db, row.country
        made = db.execute(
            "INSERT OR IGNORE INTO country (iso3, name) VALUES (?, ?)", (code, row.name)
        ).rowcount
        before = () if made else self.made.countries.get(str(code), (shipped_country(str(code)),))
        db.execute("UPDATE country SET name = ? WHERE iso3 = ?", (row.name, code))
        if row.wikidata:
            db.execute("UPDATE country SET wikidata = ? WHERE iso3 = ?", (given(row.wikidata), code))
        for adjective, names in ((0, (row.name, *row.aliases)), (1, row.demonyms)):
            db.executemany(
                "INSERT OR REPLACE INTO country_name VALUES (?, ?, ?)",
                [(fold(n), code, adjective) for n in names],
            )
        db.executemany(
            "DELETE FROM country_name WHERE key = ? AND iso3 = ?", [(fold(n), code) for n in row.dropped]
        )
        # a name that the user gives to a country no longer means a body
        db.executemany(
            "DELETE FROM body_name WHERE key = ?", [(key_of(fold(n)),) for n in (row.name, *row.aliases)]
        )
        self.made.countries[str(code)] = (*before, row.row)

    def office(self, row: OverlayRow) -> None:
        """Add a title of office: its names all mean one office, of one country or of any."""
        country = given(row.country)
        known = parse_office(row.office or row.name, self.tenures.nation, country, self.made.offices)
        office = known or Office(fold(row.name), rank=RANK_NOTABLE, single=True)
        sector, sector2 = two(row.sectors)
        # overlay.py has checked the sectors
        first, second = (
            cast("Sector | None", sector or office.sector),
            cast("Sector | None", sector2 or office.sector2),
        )
        for name in (row.name, *row.aliases):
            word = OfficeWord(fold(name), country, office.role, office.rank, first, second, office.single)
            self.made.offices[word.phrase, country] = word
            if sector:
                self.db.execute(
                    "INSERT OR REPLACE INTO agent VALUES (?, ?)", (fold(name), sector + (sector2 or ""))
                )
        for name in row.dropped:
            self.made.offices.pop((fold(name), country), None)

    # ---- people and bodies -------------------------------------------------------------------

    def being(self, row: OverlayRow) -> None:
        """Correct the person or body that the row describes, or add one."""
        found = self.entries(row)
        if len(found) > 1:
            self.report(row, _is_ambiguous(row, found))
            return
        number = self.correct(found[0], row) if found else self.add(row)
        if row.kind != "person":
            self.report(row, "'office' is only for a person; it was ignored." if row.office else None)
        elif row.office or row.since or row.until:
            self.report(row, self.tenures.write(number, row))

    def entries(self, row: OverlayRow) -> list[_Entry]:
        """Return the entries that the row may describe: by its id, else by its name and country."""
        wikidata, country = given(row.wikidata), given(row.country)
        if wikidata:
            found = self.select("e.wikidata = ?", int(wikidata[1:]), row.kind == "person")
            if found:
                return found[:1]
        named = [e for e in self.named(row) if self.may_be(e, wikidata, country)]
        return [e for e in named if fold(e.name) == fold(row.name)] or named

    def may_be(self, entry: _Entry, wikidata: str | None, country: str | None) -> bool:
        """Return whether an entry with the name of a row has no other id than the row's, and its country."""
        if wikidata and entry.wikidata is not None:
            return False
        return not country or self.is_of(entry, country)

    def named(self, row: OverlayRow) -> list[_Entry]:
        """Return the people, or the bodies, with the row's name as their name or alias."""
        is_person = row.kind == "person"
        table = "person_name" if is_person else "body_name"
        key = skeleton(without_peerage(row.name)) if is_person else fold(row.name)
        return self.select(
            f"e.id IN (SELECT entity FROM {table} WHERE key = ? AND how <= 1)",  # noqa: S608
            key_of(key),
            is_person,
        )

    def is_of(self, entry: _Entry, country: str) -> bool:
        held = "SELECT 1 FROM tenure t JOIN office o ON o.id = t.office WHERE t.entity = ? AND o.country = ?"
        return entry.country == country or bool(self.db.execute(held, (entry.number, country)).fetchone())

    def select(self, where: str, value: object, person: bool) -> list[_Entry]:
        kinds = "=" if person else "<>"
        rows = self.db.execute(
            "SELECT e.id, e.name, p.country, p.sector, p.sector2, p.source, e.wikidata, e.wikipedia, e.weight"  # noqa: S608
            f" FROM entity e JOIN profile p ON p.id = e.profile WHERE p.kind {kinds} 0 AND {where} ORDER BY e.id",
            (value,),
        )
        return [_Entry(*r) for r in rows]

    def add(self, row: OverlayRow) -> int:
        """Add an entry; return its number."""
        number = int(self.db.execute("SELECT max(id) + 1 FROM entity").fetchone()[0])
        country, (sector, sector2) = given(row.country), two(row.sectors)
        if row.office:
            office = parse_office(row.office, self.tenures.nation, country, self.made.offices)
            country = country or (office.country if office else None)
            if office and sector is None:
                sector, sector2 = office.sector, office.sector2
        wikidata = given(row.wikidata)
        self.db.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            (number, row.name, self.profile(row.kind, country, sector, sector2, source_of(row.row)),
             int(wikidata[1:]) if wikidata else None, given(row.wikipedia), WEIGHT),
        )  # fmt: skip
        self.name(number, row)
        return number

    def correct(self, entry: _Entry, row: OverlayRow) -> int:
        """Change an entry where the row has a value; return its number."""
        country = _new(row.country, entry.country)
        sector, sector2 = (
            (entry.sector, entry.sector2) if row.sectors is None or row.office else two(row.sectors)
        )
        wikidata = _new(row.wikidata, f"Q{entry.wikidata}" if entry.wikidata else None)
        wikipedia = entry.name if entry.wikipedia == "=" else entry.wikipedia
        self.db.execute(
            "UPDATE entity SET name = ?, profile = ?, wikidata = ?, wikipedia = ?, weight = ? WHERE id = ?",
            (row.name, self.profile(row.kind, country, sector, sector2, f"{entry.source}{NEXT_ROW}{source_of(row.row)}"),
             int(wikidata[1:]) if wikidata else None, _new(row.wikipedia, wikipedia), max(entry.weight, CORRECTED_WEIGHT),
             entry.number),
        )  # fmt: skip
        self.name(entry.number, row)
        return entry.number

    def profile(
        self, kind: str, country: str | None, sector: str | None, sector2: str | None, source: str
    ) -> int:
        values = (KINDS.index(kind), country, sector, sector2, source)
        return int(
            self.db.execute(
                "INSERT INTO profile (kind, country, sector, sector2, source) VALUES (?, ?, ?, ?, ?)", values
            ).lastrowid
            or 0
        )

    def name(self, number: int, row: OverlayRow) -> None:
        """Write the names of an entry, and delete those that the row removes."""
        table, keys = "person_name", person_keys(row.name, row.aliases, RANK_LEGISLATOR)
        if row.kind != "person":
            table, keys = "body_name", body_keys(row.name, row.aliases)
        insert = f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)"  # noqa: S608
        self.db.executemany(insert, [(key_of(key), number, how) for key, how in keys])
        dropped = [skeleton(n) if row.kind == "person" else fold(n) for n in row.dropped]
        self.db.executemany(
            f"DELETE FROM {table} WHERE key = ? AND entity = ?",  # noqa: S608
            [(key_of(key), number) for key in dropped],
        )

    # ---- places --------------------------------------------------------------------------------

    def place(self, row: OverlayRow) -> None:
        """Correct a place of the gazetteer, or add one."""
        unknown = (row.geonames, None, None, None, ASSUMED_POPULATION)
        number, division, lat, lon, population = next(iter(self.places(row)), unknown)
        if number is None:
            number = min(0, *(self.db.execute("SELECT min(id) FROM place").fetchone())) - 1
        if division is None or row.country not in (None, NOTHING):
            kind = PLACE_KINDS.index(KIND_OF_PLACE[row.kind])
            division = self.db.execute(
                "INSERT INTO division (kind, country, capital) VALUES (?, ?, 0)", (kind, given(row.country))
            ).lastrowid
        self.db.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (number, row.name, division,
             _in_units(row.lat, lat), _in_units(row.lon, lon),
             population if row.population is None else row.population),
        )  # fmt: skip
        for main, names in ((1, (row.name,)), (0, row.aliases)):
            self.db.executemany(
                "INSERT OR REPLACE INTO place_name VALUES (?, ?, ?)",
                [(key_of(fold(n)), number, main) for n in names],
            )
        self.db.executemany(
            "DELETE FROM place_name WHERE key = ? AND place = ?",
            [(key_of(fold(n)), number) for n in row.dropped],
        )
        self.made.places[number] = row.row

    def places(self, row: OverlayRow) -> Iterator[tuple[int, int | None, int | None, int | None, int]]:
        """Yield the places that the row may describe: by GeoNames id, or by name and country, largest first."""
        sql = "SELECT p.id, p.division, p.lat, p.lon, p.population FROM place p"
        if row.geonames is not None:
            yield from self.db.execute(f"{sql} WHERE p.id = ?", (row.geonames,))
            return
        yield from self.db.execute(
            f"{sql} JOIN place_name n ON n.place = p.id JOIN division d ON d.id = p.division"
            " WHERE n.key = ? AND n.main = 1 AND d.country = ? AND d.kind = ? ORDER BY p.population DESC",
            (key_of(fold(row.name)), given(row.country), PLACE_KINDS.index(KIND_OF_PLACE[row.kind])),
        )


def _is_ambiguous(row: OverlayRow, found: Sequence[_Entry]) -> str:
    """Return the message about a row that may describe several entries."""
    ids = ", ".join(f"Q{e.wikidata}" if e.wikidata else e.country or "no country" for e in found[:LISTED])
    what = f"'{row.name}' is the name of {len(found)} entries ({ids}); say which by 'wikidata' or 'country'."
    return f"{what} {SKIPPED}"


def _in_units(degrees: float | None, otherwise: int | None) -> int | None:
    """Return a coordinate as it is stored, `otherwise` if there is none."""
    return otherwise if degrees is None else round(degrees * DEGREE)


def _new(cell: str | None, old: str | None) -> str | None:
    """Return the value after a row: that of its cell, or the old one if the cell is empty."""
    return old if cell is None else given(cell)
