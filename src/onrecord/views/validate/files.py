"""Check the exports that are no tables, each by what its format asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from onrecord.errors import installed_by
from onrecord.ontologies import RECIPROCAL_PARTIES, EventType, load_ontology
from onrecord.views.exports import TABLES, plover
from onrecord.views.validate.faults import Fault, Tally
from onrecord.views.validate.records import check_record
from onrecord.views.validate.tables import check_table

ATOM = "{http://www.w3.org/2005/Atom}"
LINES_OF_HEAD = 2  # at most
LAST_BYTES = 64
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _lines(path: Path, check: Callable[[Any], Iterator[str]], tally: Tally) -> Iterator[Fault]:
    """Yield the faults of a file with one JSON object a line."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            where = f"{path}, line {number}"
            tally.checked += 1
            try:
                found = json.loads(line)
            except ValueError as error:
                yield Fault(where, f"it is no JSON: {error}")
                continue
            if not isinstance(found, dict):
                yield Fault(where, "it is no JSON object")
                continue
            yield from (Fault(where, message) for message in check(found))


def _records(path: Path, tally: Tally) -> Iterator[Fault]:
    tally.counts_rows = True
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            tally.checked += 1
            yield from (Fault(f"{path}, line {number}", message) for message in check_record(line))


# ---- PLOVER --------------------------------------------------------------------------------


def _plover(path: Path, tally: Tally) -> Iterator[Fault]:
    tally.counts_rows = True
    seen: set[str] = set()

    def check(record: dict[str, Any]) -> Iterator[str]:
        yield from _plover_record(record)
        if record.get("id") in seen:
            yield f"the id '{record['id']}' stands in an earlier line; it must be unique"
        seen.add(str(record.get("id")))

    return _lines(path, check, tally)


def _plover_record(record: dict[str, Any]) -> Iterator[str]:
    types = load_ontology().types
    yield from _plover_fields(record)
    for name in record.get("event", ()):
        if name in types:
            yield from _plover_codes(record, types[name])
        else:
            yield f"'{name}' is no type of PLOVER"


def _plover_fields(record: dict[str, Any]) -> Iterator[str]:
    known = (*plover.FIELDS, plover.OWN)
    yield from (
        f"it lacks '{name}', which the manual requires" for name in plover.REQUIRED if not record.get(name)
    )
    yield from (f"'{name}' is no field of the manual" for name in record if name not in known)
    day = record.get("date")
    if day and not DAY.fullmatch(str(day)):
        yield f"date is '{day}'; expected a day such as 2018-10-20"


def _plover_codes(record: dict[str, Any], kind: EventType) -> Iterator[str]:
    if record.get("quad_code") not in (None, kind.quad):
        yield f"the quad class of {kind.name} is {kind.quad}, not {record['quad_code']}"
    modes = record.get("mode", ())
    yield from (f"'{mode}' is no mode of {kind.name}" for mode in modes if mode not in kind.modes)
    parties = len(record.get("actor", ()))
    if kind.needs_recipient and not record.get("recipient") and parties < RECIPROCAL_PARTIES:
        yield f"{kind.name} needs a recipient"


# ---- FollowTheMoney ------------------------------------------------------------------------


def _ftm(path: Path, tally: Tally) -> Iterator[Fault]:
    def check(entity: dict[str, Any]) -> Iterator[str]:
        yield from (f"it lacks '{name}'" for name in ("id", "schema", "properties") if name not in entity)
        properties = entity.get("properties", {})
        if not isinstance(properties, dict):
            yield "its properties are no object"
            return
        yield from (
            f"the property '{name}' is no list of texts"
            for name, values in properties.items()
            if not _texts(values)
        )

    return _lines(path, check, tally)


def _texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


# ---- JSON-LD, Atom, iCalendar ---------------------------------------------------------------


def _items_of(path: Path, key: str) -> Iterator[tuple[int, Any]]:
    """Yield the items of a JSON-LD file of ours, which stand one a line, with their lines."""
    begun = False
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = line.strip().removesuffix(b",")
            if text.startswith(b'{"') and not text.startswith(b'{"@context"'):
                try:
                    yield number, json.loads(text)
                except ValueError as error:
                    yield number, f"it is no JSON: {error}"
            elif key.encode() in text:
                begun = True
            if number == LINES_OF_HEAD and not begun:
                yield number, f"it does not begin as a list of '{key}'"


def _json_ld(
    key: str, check: Callable[[dict[str, Any]], Iterator[str]]
) -> Callable[[Path, Tally], Iterator[Fault]]:
    def run(path: Path, tally: Tally) -> Iterator[Fault]:
        for number, item in _items_of(path, key):
            where = f"{path}, line {number}"
            if isinstance(item, str):
                yield Fault(where, item)
                continue
            tally.checked += 1
            yield from (Fault(where, message) for message in check(item))
        if not _ending(path).endswith(b"]}"):
            yield Fault(str(path), "it does not end; it was cut short")

    return run


def _ending(path: Path) -> bytes:
    """Return the last bytes of a file, without white space."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - LAST_BYTES, 0))
        return file.read().rstrip()


def _annotation(item: dict[str, Any]) -> Iterator[str]:
    selectors = {one.get("type"): one for one in item.get("target", {}).get("selector", ())}
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    if item.get("type") != "Annotation":
        yield f"its type is '{item.get('type')}'; expected Annotation"
    if position is None or quote is None:
        yield "it lacks a TextPositionSelector or a TextQuoteSelector"
    elif position["end"] - position["start"] != len(quote["exact"]):
        yield f"'{quote['exact']}' has {len(quote['exact'])} characters; its position has {position['end'] - position['start']}"
    if not item.get("onrecord:textSha256"):
        yield "it lacks the hash of the text"


def _claim(item: dict[str, Any]) -> Iterator[str]:
    if item.get("@type") not in ("Claim", "Quotation"):
        yield f"its type is '{item.get('@type')}'; expected Claim or Quotation"
    if not item.get("text"):
        yield "it has no text"
    if "reviewRating" in item:
        yield "it has a rating, which no reader can give"


def _atom(path: Path, tally: Tally) -> Iterator[Fault]:
    seen: set[str] = set()
    try:
        for _, element in ET.iterparse(path):  # noqa: S314 - our own file; expat of today refuses entity bombs
            if element.tag != f"{ATOM}entry":
                continue
            tally.checked += 1
            where = f"{path}, entry {tally.checked}"
            missing = [name for name in ("id", "title", "updated") if element.find(f"{ATOM}{name}") is None]
            yield from (Fault(where, f"it lacks '{name}'") for name in missing)
            name = element.findtext(f"{ATOM}id") or ""
            if name in seen:
                yield Fault(where, f"the id '{name}' stands in an earlier entry")
            seen.add(name)
            element.clear()
    except ET.ParseError as error:
        yield Fault(str(path), f"it is no XML: {error}")


def _calendar(path: Path, tally: Tally) -> Iterator[Fault]:
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(path.read_bytes())
    except ValueError as error:
        yield Fault(str(path), f"it is no calendar: {error}")
        return
    seen: set[str] = set()
    for component in calendar.walk():
        if component.name in ("VEVENT", "VTODO", "VJOURNAL"):
            tally.checked += 1
            name = str(component.get("uid", ""))
            where = f"{path}, {component.name} {name}"
            yield from (
                Fault(where, f"it lacks {field}")
                for field in ("UID", "DTSTAMP", "SUMMARY")
                if field not in component
            )
            if name in seen:
                yield Fault(where, "its UID stands twice")
            seen.add(name)


# ---- CoNLL-U -------------------------------------------------------------------------------


def _conllu(path: Path, tally: Tally) -> Iterator[Fault]:
    expected = 1
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            cells = line.rstrip("\n").split("\t")
            if not line.strip() or line.startswith("#"):
                expected = 1
                continue
            tally.checked += 1
            where = f"{path}, line {number}"
            if len(cells) != 10:  # of CoNLL-U
                yield Fault(where, f"it has {len(cells)} columns; expected 10")
            elif cells[0] != str(expected):
                yield Fault(where, f"its word is number {cells[0]}; expected {expected}")
            elif not cells[1] or "start=" not in cells[9]:
                yield Fault(where, "it has no form, or no offset in MISC")
            expected += 1


# ---- folders and other files -----------------------------------------------------------------


def _brat(path: Path, tally: Tally) -> Iterator[Fault]:
    for file in sorted(path.glob("*/*.ann")):
        tally.checked += 1
        text = file.with_suffix(".txt")
        if not text.exists():
            yield Fault(str(file), "its text is not there")
            continue
        yield from _ann(file, text.read_bytes().decode("utf-8"))


def _ann(path: Path, text: str) -> Iterator[Fault]:
    known: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path}, line {number}"
        name, _, rest = line.partition("\t")
        known.add(name)
        if name.startswith("T"):
            place, _, words = rest.partition("\t")
            parts = [tuple(map(int, part.split())) for part in place.split(" ", 1)[1].split(";")]
            if " ".join(text[start:end] for start, end in parts) != words:
                yield Fault(where, f"its offsets do not hold '{words}'")
        yield from (
            Fault(where, f"it names {one}, which is not there")
            for one in re.findall(r":(T\d+)", rest)
            if one not in known
        )


def _tables(suffix: str) -> Callable[[Path, Tally], Iterator[Fault]]:
    def run(path: Path, tally: Tally) -> Iterator[Fault]:
        for table, _, _ in TABLES:
            file = path / f"{table.name}{suffix}"
            if not file.exists():
                yield Fault(str(file), "it is not there")
                continue
            yield from check_table(file, table, tally)

    return run


def _docbin(path: Path, tally: Tally) -> Iterator[Fault]:
    files = sorted(path.glob("*.spacy"))
    tally.checked = len(files)
    if not files:
        yield Fault(str(path), "it has no file of spaCy")
    try:
        from spacy.tokens import DocBin
    except ImportError:
        yield Fault(
            str(path),
            f"spacy is not installed; {installed_by('spacy')}, and then the file can be checked",
        )
        return
    for file in files:
        try:
            DocBin().from_disk(file)
        except Exception as error:  # noqa: BLE001 - whatever its reader raises is what is wrong
            yield Fault(str(file), f"spaCy cannot read it: {error}")


def _workbook(path: Path, tally: Tally) -> Iterator[Fault]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as book:
            names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            damaged = book.testzip()
            formulas = [name for name in names if b"<f>" in book.read(name)]
    except BadZipFile as error:
        yield Fault(str(path), f"it is no workbook: {error}")
        return
    tally.checked = len(names)
    if damaged:
        yield Fault(f"{path}, {damaged}", "it is damaged")
    yield from (
        Fault(f"{path}, {name}", "it holds a formula; all cells are texts, numbers and days")
        for name in formulas
    )


def _store(path: Path, tally: Tally) -> Iterator[Fault]:
    from onrecord.store import check_store

    found = check_store(path)
    tally.checked = found.sound
    yield from (Fault(str(path), str(damage)) for damage in found.damage)


CHECKS: Mapping[str, Callable[[Path, Tally], Iterator[Fault]]] = {
    "plover": _plover,
    "jsonl": _records,
    "ftm": _ftm,
    "annotations": _json_ld("items", _annotation),
    "claims": _json_ld("@graph", _claim),
    "atom": _atom,
    "ics": _calendar,
    "conllu": _conllu,
    "brat": _brat,
    "docbin": _docbin,
    "csv": _tables(".csv"),
    "parquet": _tables(".parquet"),
    "xlsx": _workbook,
    "sqlite": _store,
}
