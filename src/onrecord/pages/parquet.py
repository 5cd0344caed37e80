"""Pages from Parquet: one document a row, in batches of rows. Names of columns: input_columns.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from onrecord.lexicon.columns import Columns, columns_of
from onrecord.pages.kind import Kind
from onrecord.pages.needs import missing
from onrecord.pages.record import column_fault, found_by_name, page_of
from onrecord.pages.source import STDIN, UNREADABLE, opened_packed, unreadable
from onrecord.types import Note, Page

SUFFIXES = (".parquet", ".pq")
MAGIC = b"PAR1"
BATCH_ROWS = 64  # that are in memory at once, beside what a row group needs
# what pyarrow raises for a cell: of no value of Python, of bytes that are not UTF-8 or of no time zone; its own are ValueErrors
UNREADABLE_CELL = (ValueError, OverflowError, KeyError, NotImplementedError)


def pages(target: str, columns: Columns) -> Iterator[Page]:
    """Yield the page of each row; a file that is damaged is read as far as it can be."""
    if (lacking := missing(target, "pyarrow", "tables")) is not None:
        yield Page(target=target, problem=lacking)
        return
    import pyarrow as pa

    name = "standard input" if target == STDIN else target
    try:
        with opened_packed(target) as file:
            yield from _pages(file, name, columns)
    except (pa.ArrowException, KeyError, NotImplementedError, *UNREADABLE) as error:
        yield Page(target=target, problem=_damage(target, name, error))


def _damage(target: str, name: str, error: Exception) -> Note:
    """Return the note on a file that cannot be opened, or is damaged: only the system's own errors have a number."""
    if isinstance(error, OSError) and error.errno is not None:
        return unreadable(target, error)
    message = f"{name} is no Parquet file that can be read to its end ({str(error)[:200]})."
    return Note(code="damaged", message=message)


def _pages(file: Any, name: str, columns: Columns) -> Iterator[Page]:
    from pyarrow.parquet import ParquetFile

    table = ParquetFile(file)
    header = [str(column) for column in table.schema_arrow.names]
    fields = columns_of(header, columns)
    problem = column_fault(name, header, fields, columns)
    if problem is not None:
        yield Page(target=name, problem=problem)
        return
    notes, number = tuple(found_by_name(name, fields, columns)), 0
    for number, row in enumerate(_rows(table, sorted(set(fields.values()))), 1):
        found = f"Row {number} of {name}"
        cells, faults = _cells(row, found)
        told = (*faults, *notes) if number == 1 else tuple(faults)
        yield page_of(cells, f"{name}:{number}", found, fields, told)
    if not number:
        message = f"{name} is a table without rows; a document a row was expected."
        yield Page(target=name, problem=Note(code="empty", message=message))


def _rows(table: Any, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows with their cells as pyarrow has them, so that no more than one is made a value of Python at once."""
    for batch in table.iter_batches(BATCH_ROWS, columns=names):
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        for n in range(batch.num_rows):
            yield {name: column[n] for name, column in columns.items()}


def _cells(row: Mapping[str, Any], found: str) -> tuple[dict[str, object], list[Note]]:
    """Return the cells of a row, days as ISO dates and bytes as the text that they hold; and notes on those that are lost."""
    cells: dict[str, object] = {}
    notes = []
    for name, cell in row.items():
        try:
            cells[name] = _cell(cell)
        except UNREADABLE_CELL as error:
            message = f"{found} has a cell in “{name}” that cannot be read ({type(error).__name__}); it was left out."
            notes.append(Note(code="damaged", message=message))
    return cells, notes


def _cell(cell: Any) -> object:
    """Return the value of a cell. An instant that Python has none for (a year, a nanosecond, a zone) is as Arrow writes it."""
    import pyarrow as pa

    try:
        value = cell.as_py()
    except UNREADABLE_CELL:
        if not pa.types.is_temporal(cell.type):
            raise
        value = cell.cast(pa.string()).as_py()
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def recognises(target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether an input is Parquet: by its first bytes, or by its name."""
    return head.startswith(MAGIC) or target.lower().endswith(SUFFIXES)


def count(target: str) -> int | None:
    """Return the number of rows, which the file states."""
    if target == STDIN or missing(target, "pyarrow", "tables") is not None:
        return None
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with opened_packed(target) as file:
            return int(ParquetFile(file).metadata.num_rows)
    except (pa.ArrowException, *UNREADABLE):
        return None


KIND = Kind(
    name="parquet",
    help="a Parquet table with a column of texts",
    recognises=recognises,
    read=pages,
    count=count,
)
