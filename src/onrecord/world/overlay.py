"""A user's own knowledge: a TSV of people, bodies, offices, places and countries, read and checked.

One header line names the columns, in any order; `kind` and `name` must be there, the others may
(docs/guide.md says what each means). Lines that begin with `#` are comments. What does not fit is
a `Problem` that names the file, the line and the fix; the line is left out and the rest is read.
layers.py puts the rows over the world that ships in the package.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from onrecord.errors import TableError
from onrecord.lexicon.codes import load_sectors
from onrecord.world.rows import TableRow
from onrecord.world.variants import fold

KINDS = ("person", "organization", "group", "country", "city", "region", "place", "office")
COLUMNS = (
    "kind", "name", "aliases", "country", "sector", "office", "from", "to", "wikidata", "wikipedia",
    "demonyms", "geonames", "lat", "lon", "population", "note",
)  # fmt: skip
MEANT = {  # columns and kinds that people write, and what we call them
    "start": "from", "since": "from", "begin": "from", "end": "to", "until": "to", "till": "to", "qid": "wikidata",
    "id": "wikidata", "alias": "aliases", "type": "kind", "role": "office", "title": "office", "position": "office",
    "code": "sector", "codes": "sector", "iso3": "country", "comment": "note", "notes": "note", "latitude": "lat",
    "longitude": "lon", "lng": "lon", "demonym": "demonyms", "adjective": "demonyms", "enwiki": "wikipedia",
    "org": "organization", "body": "organization", "party": "organization", "people": "person", "town": "city",
    "state": "region", "province": "region", "position holder": "person",
}  # fmt: skip
NOTHING = "-"  # in a cell: there is none, where an empty cell says nothing about it
NEVER = "never"  # in `from`: this office was never held, the world's own row is wrong
NO_COUNTRY = ("EUR", "UNO", "IGO", "NGO")
MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0

_DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_WIKIDATA = re.compile(r"^Q[1-9]\d*$")
_IN_WIKIDATA = re.compile(r"[Qq]([1-9]\d*)$")
_ISO3 = re.compile(r"^[A-Z]{3}$")

CountryOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of an overlay, and what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class OverlayRow:
    """One line. A cell that says nothing is None; `-` stands for "there is none"."""

    file: str
    line: int
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()  # aliases with a minus before them: names to forget
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
    """The countries that the world knows: names by code, and what finds a code by a name or adjective."""

    names: Mapping[str, str]
    of: CountryOf = field(default=lambda _: None)

    def meant_by(self, value: str) -> str | None:
        """Return the code that somebody meant who wrote `value`: "Germany", "GER" → "DEU"."""
        code = self.of(value) or (value.upper() if value.upper() in self.names else None)
        key = fold(value)
        begun = [c for c, name in self.names.items() if key and fold(name).startswith(key)]
        return code or (begun[0] if len(begun) == 1 else None)


class _UnfitError(Exception):
    """A cell that does not fit; the message says what to write."""


def read_overlay(path: Path, countries: CountryBook) -> tuple[tuple[OverlayRow, ...], tuple[Problem, ...]]:
    """Return the rows of an overlay that can be used, and what is wrong with the others.

    Raises `TableError` where the file itself cannot be read.
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
    lines = [
        (n, line) for n, line in enumerate(re.split(r"\r?\n", text), 1) if line.strip() and line[0] != "#"
    ]
    if not lines:
        return (), (Problem(name, 1, "there is no line; begin with one that names the columns."),)
    header, said = _read_header([cell.strip().lower() for cell in _cells(lines[0][1])])
    problems = [Problem(name, lines[0][0], message) for message in said]
    if not {"kind", "name"} <= set(header):
        return (), tuple(problems)
    rows: list[OverlayRow] = []
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in _cells(line)]
        while (
            len(cells) > len(header) and not cells[-1]
        ):  # tabs at the end of a line, as spreadsheets leave them
            cells.pop()
        if len(cells) > len(header):
            message = (
                f"{len(cells)} cells under {len(header)} columns; take out a tab. The line was left out."
            )
            problems.append(Problem(name, number, message))
            continue
        found = {c: v for c, v in zip(header, cells, strict=False) if c in COLUMNS and v}
        try:
            rows.append(_row(found, name, number, countries))
        except _UnfitError as error:
            problems.append(Problem(name, number, f"{error} The line was left out."))
    return tuple(rows), tuple(problems)


def _cells(line: str) -> list[str]:
    """Split a line at its tabs; quotation marks around a cell are a spreadsheet's."""
    return next(csv.reader([line], delimiter="\t"))


def _read_header(header: list[str]) -> tuple[list[str], list[str]]:
    """Return the columns as we call them, and what to say about those that were called otherwise."""
    if len(header) == 1 and re.search(r"[,;]", header[0]):
        return [], [
            "the columns must be parted by tabs; save the table as tab-separated text. Nothing was loaded."
        ]
    columns, said = [], []
    for column in header:
        meant = _meant(column, COLUMNS) if column and column not in COLUMNS else None
        if meant and meant not in header and meant not in columns:
            said.append(f"there is no column '{column}'; write '{meant}'. It was read as that.")
            columns.append(meant)
            continue
        if column and column not in COLUMNS:
            fix = f"write '{meant}' once" if meant else f"the columns are {', '.join(COLUMNS)}"
            said.append(f"there is no column '{column}'; {fix}. The column was passed over.")
        columns.append(column)
    said += [
        f"the column '{c}' is missing; add it. Nothing was loaded."
        for c in ("kind", "name")
        if c not in columns
    ]
    return columns, said


def _meant(value: str, known: tuple[str, ...]) -> str | None:
    key = value.strip().lower()
    meant = MEANT.get(key)
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    return meant if meant in known else close[0] if close else None


def _row(cells: Mapping[str, str], file: str, line: int, countries: CountryBook) -> OverlayRow:
    """Return the row of a line's cells; raises `_UnfitError` with what to write instead."""
    kind, name = cells.get("kind", ""), cells.get("name")
    if kind not in KINDS:
        meant = _meant(kind, KINDS)
        raise _UnfitError(f"kind '{kind}' is none; write {meant or 'one of ' + ', '.join(KINDS)}.")
    if not name:
        raise _UnfitError(f"the {kind} has no name; fill in 'name'.")
    names = _parts(cells.get("aliases"))
    since, until = cells.get("from"), cells.get("to")
    row = OverlayRow(
        file, line, kind, name,
        aliases=tuple(n for n in names if n[0] != NOTHING),
        dropped=tuple(n[1:].strip() for n in names if n[0] == NOTHING and n[1:].strip()),
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
    """Raise `_UnfitError` where the cells do not fit together."""
    if row.kind == "country" and (row.country or NOTHING) == NOTHING:
        raise _UnfitError(
            "a country needs its code in 'country'; write the ISO 3166 alpha-3 code, such as DEU."
        )
    dated = [d for d in (row.since, row.until) if d not in (None, NOTHING)]
    if dated and row.kind != "person":
        raise _UnfitError("'from' and 'to' date a person's office; leave them empty here.")
    if dated and not row.office and row.sectors is None:
        raise _UnfitError("'from' and 'to' date an office; fill in 'office', or take the dates out.")
    if len(dated) == 2 and NEVER not in dated and str(row.since)[: len(str(row.until))] > str(row.until):
        raise _UnfitError(f"the office begins {row.since}, after its end {row.until}; swap 'from' and 'to'.")
    if (row.lat is None) != (row.lon is None):
        raise _UnfitError("'lat' and 'lon' go together; fill in both or none.")


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _country(value: str | None, kind: str, countries: CountryBook) -> str | None:
    if value is None or value == NOTHING or value in countries.names or value in NO_COUNTRY:
        return value
    if kind == "country" and _ISO3.match(value):  # one that the world does not have yet
        return value
    meant = countries.meant_by(value)
    fix = f"write {meant} ({countries.names.get(meant, meant)})" if meant else "write one such as DEU"
    raise _UnfitError(f"country '{value}' is no ISO 3166 alpha-3 code; {fix}.")


def _sectors(value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if value == NOTHING:
        return ()
    known = load_sectors()
    codes = tuple(part for part in re.split(r"[|\s,;]+", value) if part)
    for code in codes:
        if code not in known:
            told = next(
                (c for c, row in known.items() if re.search(rf"\b{re.escape(fold(code))}", row.meaning)), None
            )
            close = get_close_matches(code.upper(), known, n=1, cutoff=0.6)
            meant = code.upper() if code.upper() in known else told or (close[0] if close else None)
            fix = f"write {meant} ({known[meant].meaning})" if meant else f"write one of {', '.join(known)}"
            raise _UnfitError(f"sector '{code}' is none of PLOVER's; {fix}.")
    if len(codes) > 2:
        raise _UnfitError(
            f"there are {len(codes)} sectors; write the first and at most a second, as GOV|MIL."
        )
    return codes


def _date(column: str, value: str) -> str:
    found = _DATE.match(value)
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return value
    except ValueError:
        raise _UnfitError(f"'{column}' holds {value}, which is in no calendar; write YYYY-MM-DD.") from None
    meant = re.match(r"^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$|^(\d{4})[./ ](\d{1,2})[./ ](\d{1,2})$", value)
    year, month, day = (
        ((meant[4], meant[5], meant[6]) if meant[4] else (meant[3], "MM", "DD")) if meant else ("", "", "")
    )
    fix = f"{year}-{month:0>2}-{day:0>2}" if year else "YYYY-MM-DD, YYYY-MM or YYYY"
    raise _UnfitError(f"'{column}' holds '{value}', which is no ISO date; write {fix}.")


def _wikidata(value: str | None) -> str | None:
    if value is None or value == NOTHING or _WIKIDATA.match(value):
        return value
    meant = _IN_WIKIDATA.search(value)
    raise _UnfitError(
        f"wikidata '{value}' is no id; write {f'Q{meant[1]}' if meant else 'one such as Q567'}."
    )


def _whole(column: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit():
        raise _UnfitError(f"'{column}' holds '{value}'; write a whole number in digits alone.")
    return int(value)


def _degrees(column: str, value: str | None, most: float) -> float | None:
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        raise _UnfitError(
            f"'{column}' holds '{value}'; write degrees with a decimal point, such as 48.2."
        ) from None
    if not abs(number) <= most:
        raise _UnfitError(f"'{column}' holds {value}; it goes from -{most:.0f} to {most:.0f} degrees.")
    return number
