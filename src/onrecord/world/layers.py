"""Put a user's rows over the world: the shipped file copied into memory, the rows written into the copy.

The copy takes a few hundredths of a second and leaves every question of `World` as it is and as fast
as it is. A row is about an entry that is there already where the Wikidata id is the same or, without
an id, where kind, name and country are; it then corrects that entry, else it adds one. Every entry that
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
from onrecord.world.offices import OfficeRows, office_rows, parse_office
from onrecord.world.overlay import NOTHING, CountryBook, OverlayRow, Problem
from onrecord.world.rows import TableRow
from onrecord.world.store import KINDS, PLACE_KINDS, key_of
from onrecord.world.tenures import Tenures, given, two
from onrecord.world.variants import fold, skeleton, without_peerage

WEIGHT = 1000  # of an entry that a user added: in thousandths, as sure as one made by hand
PEOPLE = 100_000  # of a user's place without a population: it is meant where its name stands alone
DEGREE = 10_000  # coordinates are kept in ten-thousandths
NEXT_ROW, LINE_OF = "\n", "\t"  # between the rows of one entry, and between a file and a line
COUNTRIES = "countries.tsv"
PLACES = {"city": "city", "region": "region", "place": "other"}


@dataclass
class Layers:
    """What the rows changed beside the tables: offices, and whose row a country or place is."""

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
    """Return a copy of the world in memory, to be written into, and close the file."""
    copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    db.backup(copy)
    db.close()
    return copy


def book_of(db: sqlite3.Connection) -> CountryBook:
    """Return the countries that the world knows."""
    names = dict(db.execute("SELECT iso3, name FROM country"))
    codes = dict(db.execute("SELECT key, iso3 FROM country_name ORDER BY adjective DESC"))
    return CountryBook(names, lambda words: codes.get(fold(words)))


def lay_over(db: sqlite3.Connection, rows: Sequence[OverlayRow]) -> Layers:
    """Write `rows` into `db`: countries and offices first, since the others name them."""
    layer = _Layer(db)
    db.execute("BEGIN")
    if any(row.wikidata for row in rows):
        db.execute("CREATE INDEX IF NOT EXISTS entity_by_wikidata ON entity (wikidata)")
    for kinds in (("country",), ("office",), ("person", "organization", "group", *PLACES)):
        for row in rows:
            if row.kind in kinds:
                layer.write(row)
    db.execute("COMMIT")
    return layer.made


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the world that a row may be about."""

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
    """The rows on their way into the copy."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.made = Layers(offices=dict(office_rows()))
        self.tenures = Tenures(db, self.made.offices)

    def write(self, row: OverlayRow) -> None:
        """Write one row."""
        if row.kind == "country":
            self.country(row)
        elif row.kind == "office":
            self.office(row)
        elif row.kind in PLACES:
            self.place(row)
        else:
            self.being(row)

    def tell(self, row: OverlayRow, message: str | None) -> None:
        if message:
            self.made.problems.append(Problem(row.file, row.line, message))

    # ---- countries and offices ---------------------------------------------------------------

    def country(self, row: OverlayRow) -> None:
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
        # who says that a name is a country's does not want the body of that name
        db.executemany(
            "DELETE FROM body_name WHERE key = ?", [(key_of(fold(n)),) for n in (row.name, *row.aliases)]
        )
        self.made.countries[str(code)] = (*before, row.row)

    def office(self, row: OverlayRow) -> None:
        """Add a title of office: all its names mean one office, of one country or of any."""
        country = given(row.country)
        known = parse_office(row.office or row.name, self.tenures.nation, country, self.made.offices)
        role, rank = (known.role, known.rank) if known else (fold(row.name), RANK_NOTABLE)
        sector, sector2 = two(row.sectors)
        first = cast(
            "Sector | None", sector or (known.sector if known else None)
        )  # overlay.py has checked them
        second = cast("Sector | None", sector2 or (known.sector2 if known else None))
        single = known.single if known else True
        for name in (row.name, *row.aliases):
            word = OfficeWord(fold(name), country, role, rank, first, second, single)
            self.made.offices[word.phrase, country] = word
            if sector:
                self.db.execute(
                    "INSERT OR REPLACE INTO agent VALUES (?, ?)", (fold(name), sector + (sector2 or ""))
                )
        for name in row.dropped:
            self.made.offices.pop((fold(name), country), None)

    # ---- people and bodies -------------------------------------------------------------------

    def being(self, row: OverlayRow) -> None:
        """Correct the entry that the row is about, or add one."""
        found = self.entries(row)
        if len(found) > 1:
            ids = ", ".join(f"Q{e.wikidata}" if e.wikidata else e.country or "no country" for e in found[:4])
            self.tell(
                row, f"'{row.name}' is the name of {len(found)} entries ({ids}); say which by 'wikidata' or 'country'."
                " The line was left out."
            )  # fmt: skip
            return
        number = self.correct(found[0], row) if found else self.add(row)
        if row.kind == "person" and (row.office or row.since or row.until):
            self.tell(row, self.tenures.write(number, row))
        elif row.kind != "person" and row.office:
            self.tell(row, "'office' is a person's; it was passed over.")

    def entries(self, row: OverlayRow) -> list[_Entry]:
        """Return the entries that the row can be about."""
        person = row.kind == "person"
        wikidata = given(row.wikidata)
        if wikidata:
            found = self.select("e.wikidata = ?", int(wikidata[1:]), person)
            if found:
                return found[:1]
        table = "person_name" if person else "body_name"
        key = skeleton(without_peerage(row.name)) if person else fold(row.name)
        named = self.select(
            f"e.id IN (SELECT entity FROM {table} WHERE key = ? AND how <= 1)",  # noqa: S608
            key_of(key),
            person,
        )
        own = [e for e in named if fold(e.name) == fold(row.name)]
        if wikidata:  # the same name under another id is somebody else
            named, own = ([e for e in some if e.wikidata is None] for some in (named, own))
        country = given(row.country)
        if country:
            named, own = ([e for e in some if self.is_of(e, country)] for some in (named, own))
        return own or named

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
        """Change what the row says of an entry; what it does not say stays."""
        country = _new(row.country, entry.country)
        sector, sector2 = (
            (entry.sector, entry.sector2) if row.sectors is None or row.office else two(row.sectors)
        )
        wikidata = _new(row.wikidata, f"Q{entry.wikidata}" if entry.wikidata else None)
        wikipedia = entry.name if entry.wikipedia == "=" else entry.wikipedia
        self.db.execute(
            "UPDATE entity SET name = ?, profile = ?, wikidata = ?, wikipedia = ?, weight = ? WHERE id = ?",
            (row.name, self.profile(row.kind, country, sector, sector2, f"{entry.source}{NEXT_ROW}{source_of(row.row)}"),
             int(wikidata[1:]) if wikidata else None, _new(row.wikipedia, wikipedia), max(entry.weight, WEIGHT // 2),
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
        """Write the names of an entry, and take away those to forget."""
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
        found = list(self.places(row))
        number, division, lat, lon, population = (
            found[0] if found else (row.geonames, None, None, None, PEOPLE)
        )
        if number is None:
            number = min(0, *(self.db.execute("SELECT min(id) FROM place").fetchone())) - 1
        if division is None or (row.country or NOTHING) != NOTHING:
            kind = PLACE_KINDS.index(PLACES[row.kind])
            division = self.db.execute(
                "INSERT INTO division (kind, country, capital) VALUES (?, ?, 0)", (kind, given(row.country))
            ).lastrowid
        self.db.execute(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (number, row.name, division,
             lat if row.lat is None else round(row.lat * DEGREE), lon if row.lon is None else round(row.lon * DEGREE),
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
        """Yield the places that the row is about: that of its GeoNames id, or the largest of its name and country."""
        sql = "SELECT p.id, p.division, p.lat, p.lon, p.population FROM place p"
        if row.geonames is not None:
            yield from self.db.execute(f"{sql} WHERE p.id = ?", (row.geonames,))
            return
        yield from self.db.execute(
            f"{sql} JOIN place_name n ON n.place = p.id JOIN division d ON d.id = p.division"
            " WHERE n.key = ? AND n.main = 1 AND d.country = ? AND d.kind = ? ORDER BY p.population DESC",
            (key_of(fold(row.name)), given(row.country), PLACE_KINDS.index(PLACES[row.kind])),
        )


def _new(cell: str | None, old: str | None) -> str | None:
    """Return what holds after a row: its cell, or what held before where the cell says nothing."""
    return old if cell is None else given(cell)
