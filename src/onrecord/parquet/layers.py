"""Readings as tables: one for each layer, with a row for each fact, and one for documents.

Each row has the `document` that it is of, and its `day`: that of publication, or the first possible one. Rows stand in the order
of the documents, so that the facts of one document lie together in every table. Row groups are written as soon as
they have enough text, which bounds memory whatever a file holds.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onrecord.parquet.arrow import fields_of, load_pyarrow, row_of, value_of
from onrecord.types import Document, Reading

COMPRESSION = "zstd"
GROUP_CHARACTERS = 1_000_000  # of text in a row group: some 20 MB of rows while it is written
GROUP_DOCUMENTS = 200
READ_DOCUMENTS = 64  # documents whose rows are in memory at once while a file is read
DOCUMENTS = "documents"
KEY = ("document", "day")  # columns of a layer that its type does not have


def _layers() -> Mapping[str, type]:
    hints = typing.get_type_hints(Reading)
    names = [field.name for field in dataclasses.fields(Reading) if field.name != "document"]
    return MappingProxyType({name: typing.get_args(hints[name])[0] for name in names})


LAYERS: Mapping[str, type] = _layers()
"""The type of each layer of a reading, by name."""
TABLES: Mapping[str, type] = MappingProxyType({DOCUMENTS: Document, **LAYERS})
"""The type of the rows of each table."""


def schema_of(table: str) -> Any:
    """Return the Arrow schema of a table: the columns of its type, after those that say of which document and day they are."""
    return with_key(TABLES[table], key=() if table == DOCUMENTS else ("document",))


def with_key(kind: type, key: Sequence[str] = ()) -> Any:
    """Return the schema of a type behind the columns of its key, which are strings, and `day`."""
    pa = load_pyarrow()
    return pa.schema(
        [*(pa.field(name, pa.string()) for name in key), pa.field("day", pa.date32()), *fields_of(kind)]
    )


def day_of(document: Document) -> dt.date | None:
    """Return the day of publication, or the first possible one, or null."""
    day = document.published.value or document.published.earliest
    return dt.date.fromisoformat(day) if day else None


def rows_of(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a reading, by table."""
    day, found = day_of(reading.document), {}
    for table in LAYERS:
        key = {"document": reading.document.id, "day": day}
        found[table] = [key | row_of(fact) for fact in getattr(reading, table)]
    return {DOCUMENTS: [{"day": day} | row_of(reading.document)], **found}


# ---- writing -------------------------------------------------------------------------------


class GroupedWriter:
    """Files of rows, one a table, that are written a row group of each at a time."""

    def __init__(self, schemas: Mapping[str, Any], path: Callable[[str], Path]) -> None:
        """Take the schemas, and where the file of each table goes."""
        parquet = load_pyarrow().parquet
        self._schemas = schemas
        self._rows: dict[str, list[dict[str, Any]]] = {table: [] for table in schemas}
        self._open = {
            table: parquet.ParquetWriter(path(table), schema, compression=COMPRESSION)
            for table, schema in schemas.items()
        }
        self.written = dict.fromkeys(schemas, 0)
        """How many rows each table has."""

    def add(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Add rows to a table; they are in the file after the next `flush`."""
        self._rows[table] += rows

    def flush(self) -> None:
        """Write what waits as one row group a table."""
        pa = load_pyarrow()
        for table, rows in self._rows.items():
            if rows:
                self._open[table].write_table(pa.Table.from_pylist(rows, self._schemas[table]))
                self.written[table] += len(rows)
                rows.clear()

    def close(self) -> None:
        """Write what waits and end the files."""
        self.flush()
        for writer in self._open.values():
            writer.close()


class LayerWriter(GroupedWriter):
    """The files of readings, one a layer, and of further tables that the caller fills."""

    def __init__(self, path: Callable[[str], Path], more: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Take where the file of each table goes, and the schemas of further tables."""
        super().__init__({**{table: schema_of(table) for table in TABLES}, **more}, path)
        self._characters = self._documents = 0

    def keep(self, reading: Reading) -> None:
        """Add a reading."""
        for table, rows in rows_of(reading).items():
            self.add(table, rows)

    def tick(self, characters: int = 0) -> None:
        """Count a document and its text as done: row groups end between documents."""
        self._characters += characters
        self._documents += 1
        if self._characters >= GROUP_CHARACTERS or self._documents >= GROUP_DOCUMENTS:
            self._characters = self._documents = 0
            self.flush()


# ---- reading -------------------------------------------------------------------------------

Wanted = Callable[[str, dt.date | None], bool]  # whether a document is wanted, by id and day


def any_document(_document: str, _day: dt.date | None) -> bool:
    """Return True: every document is wanted."""
    return True


def readings_in(path: Callable[[str], Path], wanted: Wanted = any_document) -> Iterator[Reading]:
    """Yield the readings of one shard that are wanted, in order; `path` gives the file of each table.

    A row group of each table is in memory at a time. A file without a wanted document is hardly looked into.
    """
    if not any(wanted(document, day) for document, day in keys_in(path(DOCUMENTS))):
        return
    layers = {table: _Rows(path(table)) for table in LAYERS}
    for batch in load_pyarrow().parquet.ParquetFile(path(DOCUMENTS)).iter_batches(READ_DOCUMENTS):
        for row in batch.to_pylist():
            document = row["id"]
            is_wanted = wanted(document, row.pop("day"))
            facts = {table: layers[table].of(document, is_wanted) for table in LAYERS}
            if is_wanted:
                yield _reading(row, facts)


def keys_in(documents: Path) -> Iterator[tuple[str, dt.date | None]]:
    """Yield id and day of each row of a table of documents, without reading the others of its columns."""
    for batch in load_pyarrow().parquet.ParquetFile(documents).iter_batches(columns=["id", "day"]):
        yield from zip(batch.column("id").to_pylist(), batch.column("day").to_pylist(), strict=True)


def _reading(row: Mapping[str, Any], facts: Mapping[str, Sequence[Any]]) -> Reading:
    layers: dict[str, Any] = {
        table: tuple(value_of(fact, LAYERS[table]) for fact in rows) for table, rows in facts.items()
    }
    return Reading(document=value_of(row, Document), **layers)


class _Rows:
    """The rows of a layer, asked for in the order in which they lie; those of one document lie in one row group."""

    def __init__(self, file: Path) -> None:
        """Take the file of the layer."""
        parquet = load_pyarrow().parquet.ParquetFile(file)
        self._groups = (parquet.read_row_group(n) for n in range(parquet.num_row_groups))
        self._group: Any = None
        self._documents: list[str] = []
        self._at = 0

    def of(self, document: str, is_wanted: bool) -> list[dict[str, Any]]:
        """Return the rows of the next document without its key, or skip them if it is not wanted."""
        if self._at == len(self._documents) and (group := next(self._groups, None)) is not None:
            self._group, self._documents, self._at = group, group.column("document").to_pylist(), 0
        first = self._at
        while self._at < len(self._documents) and self._documents[self._at] == document:
            self._at += 1
        if not is_wanted or first == self._at:
            return []
        rows: list[dict[str, Any]] = self._group.slice(first, self._at - first).to_pylist()
        return [{name: cell for name, cell in row.items() if name not in KEY} for row in rows]
