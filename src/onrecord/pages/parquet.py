"""Pages from Parquet: one document a row, in batches of rows. Names of columns: input_columns.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.lexicon.columns import Columns, columns_of
from onrecord.pages.kind import Kind
from onrecord.pages.needs import missing
from onrecord.pages.record import column_fault, found_by_name, page_of
from onrecord.pages.source import MAX_BYTES, STDIN, UNREADABLE, opened_packed, unreadable
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

    schema = ParquetFile(file).schema_arrow
    header = [str(column) for column in schema.names]
    fields = columns_of(header, columns)
    problem = column_fault(name, header, fields, columns)
    if problem is not None:
        yield Page(target=name, problem=problem)
        return
    names = sorted(set(fields.values()))
    # a text that rows share is in memory once, and not once a row: a file of some kilobytes could need gigabytes
    table = ParquetFile(file, read_dictionary=[column for column in names if _is_text(schema.field(column))])
    notes, number = tuple(found_by_name(name, fields, columns)), 0
    for number, row in enumerate(_rows(table, names), 1):
        page = _page(row, f"{name}:{number}", f"Row {number} of {name}", fields)
        yield replace(page, notes=(*page.notes, *notes)) if number == 1 else page
    if not number:
        message = f"{name} is a table without rows; a document a row was expected."
        yield Page(target=name, problem=Note(code="empty", message=message))


def _is_text(field: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(field.type) or pa.types.is_binary(field.type))


def _rows(table: Any, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows with their cells as pyarrow has them, so that no more than one is made a value of Python at once."""
    for batch in table.iter_batches(BATCH_ROWS, columns=names):
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        for n in range(batch.num_rows):
            yield {name: column[n] for name, column in columns.items()}


def _page(row: Mapping[str, Any], target: str, found: str, fields: Mapping[str, str]) -> Page:
    """Return the page of a row. A cell that cannot be read is left out with a note; without its text, the row is a problem."""
    cells: dict[str, object] = {}
    faults: dict[str, Note] = {}
    for name, cell in row.items():
        try:
            cells[name] = _cell(cell)
        except UNREADABLE_CELL as error:
            why = f"{type(error).__name__}: {str(error)[:100]}"
            message = f"{found} has a cell in “{name}” that cannot be read ({why}); it was left out."
            faults[name] = Note(code="damaged", message=message)
    of_text = faults.pop(fields["text"], None)
    page = page_of(cells, target, found, fields, tuple(faults.values()))
    return page if of_text is None else replace(page, problem=of_text)


def _cell(cell: Any) -> object:
    """Return the value of a cell. An instant that Python has none for (a year, a nanosecond, a zone) is as Arrow writes it."""
    import pyarrow as pa

    cell = cell.value if isinstance(cell, pa.DictionaryScalar) else cell
    if isinstance(cell, pa.BinaryScalar) and cell.is_valid and cell.as_buffer().size > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES // 1024**2} MiB")
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
