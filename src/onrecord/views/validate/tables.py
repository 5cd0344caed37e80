"""Check a table: its header, each cell against the type of its column, keys that stand once, and rows that contradict themselves."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.ontologies import load_ontology
from onrecord.questions.filters import event_statuses, event_types
from onrecord.views.exports.columns import LIST_MARK, Column, Table, Type
from onrecord.views.exports.encodings import arrow
from onrecord.views.validate.faults import Fault, Tally

PARQUET = b"PAR1"
WHOLE = re.compile(r"-?\d+")
Cells = Sequence[Any]


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet."""
    with path.open("rb") as file:
        return file.read(len(PARQUET)) == PARQUET


def header_of(path: Path) -> list[str]:
    """Return the first line of a table as cells; of Parquet the names of its columns."""
    if is_parquet(path):
        return list(arrow().parquet.read_schema(path).names)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        line = file.readline(1 << 20)
    return next(csv.reader([line], delimiter="\t" if "\t" in line else ","), [])


def check_table(path: Path, table: Table, tally: Tally) -> Iterator[Fault]:
    """Yield the faults of a table in any of its encodings."""
    tally.counts_rows = True
    try:
        head, rows = _read(path, table)
    except (UnicodeDecodeError, csv.Error, ValueError, OSError) as error:
        yield Fault(str(path), f"it cannot be read: {error}")
        return
    columns = _columns_of(head, table)
    if columns is None:
        yield _wrong_head(path, head, table)
        return
    seen: set[bytes] = set()
    line = 0
    try:
        for line, cells in rows:
            tally.checked += 1
            where = f"{path}, row {line}"
            yield from _check_row(where, cells, columns, table, seen)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        yield Fault(f"{path}, after row {line}", f"it cannot be read: {error}")


# ---- reading -------------------------------------------------------------------------------


def _read(path: Path, table: Table) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    if is_parquet(path):
        return _from_parquet(path)
    if path.open("rb").read(1) == b"{":
        return _from_lines(path)
    return _from_text(path, table)


def _from_text(path: Path, table: Table) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    file = path.open(encoding="utf-8", newline="")
    first = file.readline(1 << 20)
    file.seek(0)
    tabs = "\t" in first
    rows = csv.reader(
        file, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
    )
    numbered: Iterator[tuple[int, Cells]] = ((n, cells) for n, cells in enumerate(rows, 1))
    if table.header:
        return next(csv.reader([first], delimiter="\t" if tabs else ","), []), _after_head(numbered)
    return [column.name for column in table.columns], numbered


def _after_head(rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    next(rows, None)
    yield from rows


def _from_lines(path: Path) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    file = path.open(encoding="utf-8")
    objects = ((n, json.loads(line)) for n, line in enumerate(file, 1))
    first = next(objects, None)
    if first is None:
        return [], iter(())
    head = list(first[1])
    return head, ((n, [one.get(name) for name in head]) for n, one in chain([first], objects))


def _from_parquet(path: Path) -> tuple[list[str], Iterator[tuple[int, Cells]]]:
    file = arrow().parquet.ParquetFile(path)
    head = list(file.schema_arrow.names)

    def rows() -> Iterator[tuple[int, Cells]]:
        number = 0
        for batch in file.iter_batches():
            for row in batch.to_pylist():
                number += 1
                yield number, [row[name] for name in head]

    return head, rows()


def _columns_of(head: list[str], table: Table) -> tuple[Column, ...] | None:
    """Return the columns of a header, in one of the ways in which they are written, or None."""
    for counting in ("reports", "happenings"):
        for excerpts in (True, False):
            columns = table.columns_for(counting, excerpts=excerpts)
            if [column.name for column in columns] == head:
                return columns
    return None


def _wrong_head(path: Path, head: list[str], table: Table) -> Fault:
    wanted = [column.name for column in table.columns]
    missing = [name for name in wanted if name not in head]
    added = [name for name in head if name not in wanted]
    parts = (
        f"it lacks {', '.join(missing)}" if missing else "",
        f"it has {', '.join(added)}, which {'is' if len(added) == 1 else 'are'} no column of '{table.name}'"
        if added
        else "",
        "its columns are in another order" if not missing and not added else "",
    )
    return Fault(f"{path}, row 1", "the header is not that of the format: " + "; ".join(filter(None, parts)))


# ---- cells ---------------------------------------------------------------------------------


def _check_row(
    where: str, cells: Cells, columns: Sequence[Column], table: Table, seen: set[bytes]
) -> Iterator[Fault]:
    if len(cells) != len(columns):
        yield Fault(where, f"it has {len(cells)} cells; expected {len(columns)}")
        return
    row = {}
    for column, cell in zip(columns, cells, strict=True):
        message = wrong_cell(column, cell)
        if message:
            yield Fault(f"{where}, column {column.name}", message)
        row[column.name] = None if cell == "" else cell
    yield from _repeated(where, row, table, seen)
    yield from (Fault(where, message) for rule in RULES if (message := rule(row)))


def wrong_cell(column: Column, cell: Any) -> str | None:
    """Return what is wrong with a cell, or None."""
    if cell is None or cell == "" or cell == []:
        return "it is empty; it may not be" if column.needed else None
    if cell == "None":
        return "it holds the word None; what is not known is an empty cell"
    expected = _EXPECTED[column.type](cell)
    return f"it holds '{cell}'; expected {expected}" if expected else None


def _a_day(cell: Any) -> str | None:
    try:
        date.fromisoformat(str(cell))
    except ValueError:
        return "a day such as 2018-10-20"
    return None


def _a_whole_number(cell: Any) -> str | None:
    return None if WHOLE.fullmatch(str(cell)) else "a whole number"


def _a_number(cell: Any) -> str | None:
    try:
        float(cell)
    except (TypeError, ValueError):
        return "a number"
    return None


def _a_truth(cell: Any) -> str | None:
    return None if cell in ("TRUE", "FALSE", True, False) else "TRUE or FALSE"


def _whole_numbers(cell: Any) -> str | None:
    parts = cell if isinstance(cell, list) else str(cell).split(LIST_MARK)
    return None if all(WHOLE.fullmatch(str(part)) for part in parts) else "whole numbers between bars"


_EXPECTED: Mapping[Type, Callable[[Any], str | None]] = {
    "string": lambda _: None,
    "list": lambda _: None,
    "integer": _a_whole_number,
    "number": _a_number,
    "boolean": _a_truth,
    "date": _a_day,
    "integers": _whole_numbers,
}


def _repeated(where: str, row: Mapping[str, Any], table: Table, seen: set[bytes]) -> Iterator[Fault]:
    key = row.get(table.key) if table.key else None
    if key is None:
        return
    digest = blake2b(str(key).encode("utf-8", "replace"), digest_size=12).digest()
    if digest in seen:
        yield Fault(f"{where}, column {table.key}", f"'{key}' stands in an earlier row; it must be unique")
    seen.add(digest)


# ---- rows ----------------------------------------------------------------------------------


def _days(row: Mapping[str, Any]) -> str | None:
    first, last = row.get("earliest"), row.get("latest")
    return (
        f"its first day, {first}, is after its last, {last}"
        if first and last and str(first) > str(last)
        else None
    )


def _spans(row: Mapping[str, Any]) -> str | None:
    """Return which words are not as long as their offsets say."""
    for name in ("trigger", "quote", "cue", "source", "condition"):
        start, end, words = row.get(f"{name}_start"), row.get(f"{name}_end"), row.get(name)
        if start is None or end is None or not WHOLE.fullmatch(f"{start}") or not WHOLE.fullmatch(f"{end}"):
            continue
        if int(start) >= int(end):
            return f"{name}_start, {start}, is not before {name}_end, {end}"
        if words is not None and len(words) > int(end) - int(start):
            return f"{name} has {len(words)} characters; its offsets have {int(end) - int(start)}"
    return None


def _codes(row: Mapping[str, Any]) -> str | None:
    for name, allowed in (
        ("Event Type", tuple(load_ontology().types)),
        ("type", event_types()),
        ("status", event_statuses()),
    ):
        value = row.get(name)
        if value is not None and value not in allowed:
            return f"{name} is '{value}'; expected one of {', '.join(allowed)}"
    return None


def _quad(row: Mapping[str, Any]) -> str | None:
    """Return whether the quad class is not that of the PLOVER type."""
    kind = str(row.get("Event Type") or row.get("plover_type"))
    quad = row.get("Quad Code") or row.get("quad")
    types = load_ontology().types
    if kind in types and quad is not None and str(quad) != str(types[kind].quad):
        return f"the quad class of {kind} is {types[kind].quad}, not {quad}"
    return None


def _gdelt(row: Mapping[str, Any]) -> str | None:
    code, root = row.get("EventCode"), row.get("EventRootCode")
    return (
        f"the root of {code} is not {root}" if code and root and not str(code).startswith(str(root)) else None
    )


RULES: tuple[Callable[[Mapping[str, Any]], str | None], ...] = (_days, _spans, _codes, _quad, _gdelt)
