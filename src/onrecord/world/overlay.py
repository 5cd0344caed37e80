"""Read and check an overlay: the user's TSV of people, bodies, offices, places and countries.

One header line names the columns, in any order; `kind` and `name` are required, the others optional
(docs/guide.md says what each means). Lines that begin with `#` are comments. An invalid line is
reported as a `Problem` with the file, the line and the fix; the other lines are read. layers.py
writes the rows into a copy of the world that ships in the package.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from onrecord.errors import TableError
from onrecord.lexicon.codes import SectorRow, load_sectors
from onrecord.lexicon.forms import counted
from onrecord.world.rows import TableRow
from onrecord.world.variants import fold

ROW_KINDS = ("person", "organization", "group", "country", "city", "region", "place", "office")
OVERLAY_COLUMNS = (
    "kind", "name", "aliases", "country", "sector", "office", "from", "to", "wikidata", "wikipedia",
    "demonyms", "geonames", "lat", "lon", "population", "note",
)  # fmt: skip
NEEDED_COLUMNS = ("kind", "name")
MEANT = {  # other words that people write for a column or a kind
    "start": "from", "since": "from", "begin": "from", "end": "to", "until": "to", "till": "to", "qid": "wikidata",
    "id": "wikidata", "alias": "aliases", "type": "kind", "role": "office", "title": "office", "position": "office",
    "code": "sector", "codes": "sector", "iso3": "country", "comment": "note", "notes": "note", "latitude": "lat",
    "longitude": "lon", "lng": "lon", "demonym": "demonyms", "adjective": "demonyms", "enwiki": "wikipedia",
    "org": "organization", "body": "organization", "party": "organization", "people": "person", "town": "city",
    "state": "region", "province": "region", "position holder": "person",
}  # fmt: skip
NOTHING = "-"  # the cell is known to have no value; an empty cell leaves the value open
NEVER = "never"  # in `from`: the office was never held; a row of the world is wrong
NO_COUNTRY = ("EUR", "UNO", "IGO", "NGO")
MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0  # degrees
MOST_SECTORS = 2  # of one actor
SIMILAR = 0.6  # ratio of difflib above which a word counts as a misspelling of another
SKIPPED = "The line was left out."

_DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_WIKIDATA = re.compile(r"^Q[1-9]\d*$")
_IN_WIKIDATA = re.compile(r"[Qq]([1-9]\d*)$")
_ISO3 = re.compile(r"^[A-Z]{3}$")

_OTHER_DATE = re.compile(r"^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$|^(\d{4})[./ ](\d{1,2})[./ ](\d{1,2})$")

CountryOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """An invalid line of an overlay; the message says what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class OverlayRow:
    """One line. An empty cell is None; `-` says that there is no value."""

    file: str
    line: int
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()  # aliases with a minus in front: names to remove
    demonyms: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    wikipedia: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None

    @property
    def row(self) -> TableRow:
        """Return the row as `basis` names it."""
        return TableRow(self.file, self.line, self.name)


@dataclass(frozen=True)
class CountryBook:
    """The countries of the world: `names` by code; `of` returns the code of a name or adjective."""

    names: Mapping[str, str]
    of: CountryOf = field(default=lambda _: None)

    def meant_by(self, value: str) -> str | None:
        """Return the code that `value` probably stands for: "Germany", "GER" → "DEU"."""
        code = self.of(value) or (value.upper() if value.upper() in self.names else None)
        key = fold(value)
        begun = [c for c, name in self.names.items() if key and fold(name).startswith(key)]
        return code or (begun[0] if len(begun) == 1 else None)


class _InvalidError(Exception):
    """Raised for an invalid cell; the message says what to write."""


def read_overlay(path: Path, countries: CountryBook) -> tuple[tuple[OverlayRow, ...], tuple[Problem, ...]]:
    """Return the valid rows of an overlay, and a problem for each invalid line.

    Raises `TableError` if the file itself cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(f"The overlay {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError(f"{path} line {line} is not UTF-8; save the file as UTF-8 text.") from None
    return parse_overlay(text, path.name, countries)


def parse_overlay(
    text: str, name: str, countries: CountryBook
) -> tuple[tuple[OverlayRow, ...], tuple[Problem, ...]]:
    """Return the rows of an overlay's `text` and its problems; `name` is the file's, for messages."""
    lines = _numbered_lines(text)
    if not lines:
        return (), (Problem(name, 1, "there is no line; begin with one that names the columns."),)
    first, header_line = lines[0]
    header, messages = _read_header([cell.strip().lower() for cell in _cells(header_line)])
    problems = [Problem(name, first, message) for message in messages]
    if not set(NEEDED_COLUMNS) <= set(header):
        return (), tuple(problems)
    rows: list[OverlayRow] = []
    for number, line in lines[1:]:
        try:
            rows.append(_row(_cells_by_column(line, header), name, number, countries))
        except _InvalidError as error:
            problems.append(Problem(name, number, f"{error} {SKIPPED}"))
    return tuple(rows), tuple(problems)


def _numbered_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are neither blank nor comments, with their numbers from 1."""
    lines = enumerate(re.split(r"\r?\n", text), 1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def _cells_by_column(line: str, header: Sequence[str]) -> dict[str, str]:
    """Return the filled cells of a line by the column; raises `_InvalidError` if there are too many."""
    cells = [cell.strip() for cell in _cells(line)]
    while len(cells) > len(header) and not cells[-1]:  # spreadsheets leave tabs at the end of a line
        cells.pop()
    if len(cells) > len(header):
        found, expected = counted(len(cells), "cell"), counted(len(header), "column")
        raise _InvalidError(f"{found} under {expected}; take out a tab.")
    return {c: v for c, v in zip(header, cells, strict=False) if c in OVERLAY_COLUMNS and v}


def _cells(line: str) -> list[str]:
    """Split a line at its tabs; a spreadsheet may put a cell in quotation marks."""
    return next(csv.reader([line], delimiter="\t"))


def _read_header(header: list[str]) -> tuple[list[str], list[str]]:
    """Return the columns by our names, and messages about unknown and missing ones."""
    if len(header) == 1 and re.search(r"[,;]", header[0]):
        return [], [
            "the columns must be parted by tabs; save the table as tab-separated text. Nothing was loaded."
        ]
    columns, messages = _corrected(header)
    missing = (c for c in NEEDED_COLUMNS if c not in columns)
    messages += [f"the column '{c}' is missing; add it. Nothing was loaded." for c in missing]
    return columns, messages


def _corrected(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the columns, unknown ones by the names that were probably meant, and a message about each of those."""
    columns, messages = list(header), []
    for n, column in enumerate(header):
        if not column or column in OVERLAY_COLUMNS:
            continue
        meant = _meant(column, OVERLAY_COLUMNS)
        is_free = meant not in columns
        messages.append(_about_unknown(column, meant, is_free))
        if meant and is_free:
            columns[n] = meant
    return columns, messages


def _about_unknown(column: str, meant: str | None, is_free: bool) -> str:
    """Return the message about an unknown column; `is_free`: no other column has the meant name."""
    if meant and is_free:
        return f"there is no column '{column}'; write '{meant}'. It was read as that."
    fix = f"write '{meant}' once" if meant else f"the columns are {', '.join(OVERLAY_COLUMNS)}"
    return f"there is no column '{column}'; {fix}. The column was ignored."


def _meant(value: str, known: Collection[str]) -> str | None:
    """Return the word of `known` that `value` probably stands for, or None."""
    key = value.strip().lower()
    meant = MEANT.get(key)
    return meant if meant in known else _similar(key, known)


def _similar(word: str, known: Collection[str]) -> str | None:
    """Return the word of `known` that `word` may be a misspelling of, or None."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=SIMILAR)), None)


def _row(cells: Mapping[str, str], file: str, line: int, countries: CountryBook) -> OverlayRow:
    """Return the row of a line's cells; raises `_InvalidError` for the first invalid cell."""
    kind, name = cells.get("kind", ""), cells.get("name")
    if kind not in ROW_KINDS:
        meant = _meant(kind, ROW_KINDS)
        raise _InvalidError(f"there is no kind '{kind}'; write {meant or 'one of ' + ', '.join(ROW_KINDS)}.")
    if not name:
        raise _InvalidError(f"the {kind} has no name; fill in 'name'.")
    names = _parts(cells.get("aliases"))
    removed = (n[1:].strip() for n in names if n[0] == NOTHING)
    since, until = cells.get("from"), cells.get("to")
    row = OverlayRow(
        file, line, kind, name,
        aliases=tuple(n for n in names if n[0] != NOTHING),
        dropped=tuple(filter(None, removed)),
        demonyms=_parts(cells.get("demonyms")),
        country=_country(cells.get("country"), kind, countries),
        sectors=_sectors(cells.get("sector")),
        office=cells.get("office"),
        since=since if since in (None, NEVER) else _date("from", since),
        until=until if until in (None, NOTHING) else _date("to", until),
        wikidata=_wikidata(cells.get("wikidata")),
        wikipedia=cells.get("wikipedia"),
        geonames=_whole("geonames", cells.get("geonames")),
        lat=_degrees("lat", cells.get("lat"), MOST_LATITUDE),
        lon=_degrees("lon", cells.get("lon"), MOST_LONGITUDE),
        population=_whole("population", cells.get("population")),
    )  # fmt: skip
    _check_whole(row)
    return row


def _check_whole(row: OverlayRow) -> None:
    """Raise `_InvalidError` with the message of the first of `ROW_CHECKS` that the row fails."""
    for fails, message in ROW_CHECKS:
        if fails(row):
            raise _InvalidError(message.format(row=row))


def _dates(row: OverlayRow) -> list[str]:
    """Return the dates of a row, `never` included."""
    return [d for d in (row.since, row.until) if d not in (None, NOTHING)]


def _ends_before_it_begins(row: OverlayRow) -> bool:
    """Return whether both dates are given and the first is later, at the precision of the second."""
    dates = _dates(row)
    if len(dates) < 2 or NEVER in dates:
        return False
    since, until = dates
    return since[: len(until)] > until


ROW_CHECKS: tuple[tuple[Callable[[OverlayRow], bool], str], ...] = (  # when a row is invalid, and what to say
    (
        lambda row: row.kind == "country" and row.country in (None, NOTHING),
        "a country needs its code in 'country'; write the ISO 3166 alpha-3 code, such as DEU.",
    ),
    (
        lambda row: bool(_dates(row)) and row.kind != "person",
        "'from' and 'to' date a person's office; leave them empty here.",
    ),
    (
        lambda row: bool(_dates(row)) and not row.office and row.sectors is None,
        "'from' and 'to' date an office; fill in 'office', or take the dates out.",
    ),
    (
        _ends_before_it_begins,
        "the office begins {row.since}, after its end {row.until}; swap 'from' and 'to'.",
    ),
    (
        lambda row: (row.lat is None) != (row.lon is None),
        "'lat' and 'lon' go together; fill in both or none.",
    ),
)


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _country(value: str | None, kind: str, countries: CountryBook) -> str | None:
    if value is None or value in (NOTHING, *NO_COUNTRY) or value in countries.names:
        return value
    if kind == "country" and _ISO3.match(value):  # a country that the world lacks
        return value
    meant = countries.meant_by(value)
    fix = f"write {meant} ({countries.names.get(meant, meant)})" if meant else "write one such as DEU"
    raise _InvalidError(f"country '{value}' is no ISO 3166 alpha-3 code; {fix}.")


def _sectors(value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if value == NOTHING:
        return ()
    codes = tuple(part for part in re.split(r"[|\s,;]+", value) if part)
    for code in codes:
        if code not in load_sectors():
            raise _InvalidError(_about_sector(code, load_sectors()))
    if len(codes) > MOST_SECTORS:
        raise _InvalidError(
            f"there are {len(codes)} sectors; write the first and at most a second, as GOV|MIL."
        )
    return codes


def _about_sector(code: str, known: Mapping[str, SectorRow]) -> str:
    """Return the message about an unknown code of a sector, with the code that was probably meant."""
    capitals, word = code.upper(), re.compile(rf"\b{re.escape(fold(code))}")
    by_meaning = (c for c, row in known.items() if word.search(row.meaning))
    meant = capitals if capitals in known else next(by_meaning, None) or _similar(capitals, known)
    fix = f"write {meant} ({known[meant].meaning})" if meant else f"write one of {', '.join(known)}"
    return f"sector '{code}' is not one of PLOVER's; {fix}."


def _date(column: str, value: str) -> str:
    found = _DATE.match(value)
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return value
    except ValueError:
        raise _InvalidError(
            f"'{column}' holds {value}, which is not a day of the calendar; write YYYY-MM-DD."
        ) from None
    raise _InvalidError(f"'{column}' holds '{value}', which is no ISO date; write {_iso_form(value)}.")


def _iso_form(value: str) -> str:
    """Return an ISO form of a date in another form, or the forms that are allowed.

    >>> _iso_form("2018.4.9"), _iso_form("9/4/2018"), _iso_form("April")
    ('2018-04-09', '2018-MM-DD', 'YYYY-MM-DD, YYYY-MM or YYYY')
    """
    found = _OTHER_DATE.match(value)
    if not found:
        return "YYYY-MM-DD, YYYY-MM or YYYY"
    if found[3]:  # day and month may be in either order
        return f"{found[3]}-MM-DD"
    return f"{found[4]}-{found[5]:0>2}-{found[6]:0>2}"


def _wikidata(value: str | None) -> str | None:
    if value is None or value == NOTHING or _WIKIDATA.match(value):
        return value
    meant = _IN_WIKIDATA.search(value)
    raise _InvalidError(
        f"wikidata '{value}' is no id; write {f'Q{meant[1]}' if meant else 'one such as Q567'}."
    )


def _whole(column: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit():
        raise _InvalidError(f"'{column}' holds '{value}'; write a whole number in digits alone.")
    return int(value)


def _degrees(column: str, value: str | None, most: float) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        raise _InvalidError(
            f"'{column}' holds '{value}'; write degrees with a decimal point, such as 48.2."
        ) from None
    if not abs(number) <= most:
        raise _InvalidError(f"'{column}' holds {value}; it goes from -{most:.0f} to {most:.0f} degrees.")
    return number
