"""Pages from Parquet: one document a row, in batches of rows. Names of columns: input_columns.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    for batch in table.iter_batches(BATCH_ROWS, columns=sorted(set(fields.values()))):
        for row in batch.to_pylist():
            number += 1
            yield page_of(
                _cells(row),
                f"{name}:{number}",
                f"Row {number} of {name}",
                fields,
                notes if number == 1 else (),
            )
    if not number:
        message = f"{name} is a table without rows; a document a row was expected."
        yield Page(target=name, problem=Note(code="empty", message=message))


def _cells(row: Mapping[str, object]) -> dict[str, object]:
    """Return the cells of a row with days as ISO dates, and bytes as the text that they hold."""
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: object) -> object:
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
