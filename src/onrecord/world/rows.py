"""The rows of the world: people, bodies and countries, tenures of office, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import ActorKind, PlaceKind, Reason

PLACES = "places.tsv"
LOWER_RANK = 5  # of legislators and below, whose rows have no month until which the office was held at least
LAST_KNOWN_AFTER = 18  # months after which an office without an end may have a new holder: half a usual term


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that says something of an entry: its file and what it is called there.

    `line` is known for the tables of a user alone: the world that ships in the package is compiled.
    """

    table: str
    line: int | None
    words: str

    def __str__(self) -> str:
        return f"{self.table} line {self.line}" if self.line is not None else self.table


def reasons_of(rows: Sequence[TableRow], *, rule: str, score: float | None = None) -> tuple[Reason, ...]:
    """Return one reason a row."""
    return tuple(Reason(rule=rule, words=r.words, table=r.table, line=r.line, score=score) for r in rows)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, group or country of the world.

    `country` is ISO 3166 alpha-3, or IGO, NGO, EUR, UNO for bodies of no country. `sector`
    is the PLOVER code of the entity itself; for a person that of the weightiest office
    (`World.offices` tells which at a date). `rows` are the table rows that it comes from, for `basis`.
    `weight` is a prior from 0 to 1: how likely a news report means this one, before
    anything is known of the text.
    """

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    wikidata: str | None
    wikipedia: str | None
    rows: tuple[TableRow, ...]
    weight: float
    key: int = 0  # the row's number in the compiled file; 0 for one made on the fly
    sector2: str | None = None

    @property
    def row(self) -> str:
        """Return the rows as one name for the entry, which no other entry of the tables has."""
        return f"{', '.join(map(str, self.rows))} {self.rows[0].words}"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holding of an office. Dates are ISO, as full as known (`2018`, `2018-04-09`).

    `end` is None if the table gives no end: the office was held at least until `as_of`, a month. Without `as_of` the
    row is a user's own, or of a lower office.
    """

    office: str
    country: str | None
    sector: str | None
    start: str | None
    end: str | None
    as_of: str | None = None
    sector2: str | None = None
    role: str | None = None  # normal form of the office: "foreign minister", "president"
    rank: int = 0  # 0 for the highest: head of state, of government, minister, ...

    @property
    def reason(self) -> Reason:
        """Return why somebody has the office: since when, and until when."""
        until = self.end or (f"{self.as_of} at least" if self.as_of else "now")
        words = f"{self.office or self.sector} from {self.start or '?'} to {until}"
        return Reason(rule="office-at-date", words=words)

    def is_assumed(self, date: str) -> bool:
        """Return whether no table says that the office was still held on a day: its row has no end, and is older."""
        if self.end is not None:
            return False
        return self.rank >= LOWER_RANK if self.as_of is None else _months(date) > _months(self.as_of)

    def is_last_known(self, date: str) -> bool:
        """Return whether a day is so long after the row was made that the holder may be another by then."""
        if self.end is not None or self.as_of is None:
            return False
        return _months(date) - _months(self.as_of) > LAST_KNOWN_AFTER


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the gazetteer. `admin1` is the name of its region or state."""

    name: str
    kind: PlaceKind
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    population: int
    admin1: str | None = None
    is_capital: bool = False
    is_main_name: bool = True  # the name asked for is the main name, not an alternative one
    source: TableRow | None = None  # a user's row; None: the gazetteer

    @property
    def row(self) -> TableRow:
        """Return the row, for `basis`."""
        return self.source or TableRow(PLACES, None, str(self.geonames))


def _months(date: str) -> int:
    """Return an ISO date of any precision as a number of months; a bare year as its first one."""
    year, month = (int(part) for part in (date + "-01")[:7].split("-"))
    return year * 12 + month
