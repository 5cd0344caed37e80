"""How the rows of a table become bytes: CSV, TSV, JSON lines, Parquet. One description of columns makes them all."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

import msgspec

from onrecord.errors import QuestionError, installed_by
from onrecord.views.exports.columns import Column, Type, row_of, text_of

ROWS_AT_ONCE = 2000  # of a row group of Parquet


class Writer(Protocol):
    """Takes items one by one."""

    def write(self, item: Any) -> None:
        """Write one item."""

    def end(self) -> None:
        """Write what comes after the last item."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to write a table."""

    name: str
    help: str
    begin: Callable[[IO[bytes], Sequence[Column], bool], Writer]
    """Returns the writer to a file, given the columns and whether there is a header."""


class _Commas(csv.Dialect):
    """CSV as RFC 4180 has it, with the line ends of Unix."""

    delimiter, lineterminator, quotechar, doublequote, quoting = ",", "\n", '"', True, csv.QUOTE_MINIMAL


class _Tabs(csv.Dialect):
    """Tab-separated, without quotes: no cell contains a tab."""

    delimiter, lineterminator, quotechar, quoting = "\t", "\n", None, csv.QUOTE_NONE


_DIALECTS: Mapping[str, type[csv.Dialect]] = {",": _Commas, "\t": _Tabs}


class Delimited:
    """Writes lines of cells, with a header or without."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], header: bool, delimiter: str) -> None:
        self._text = io.TextIOWrapper(
            out, encoding="utf-8", newline="", write_through=False, errors="replace"
        )
        self._writer = csv.writer(self._text, _DIALECTS[delimiter])
        self._columns = columns
        if header:
            self._writer.writerow([column.name for column in columns])

    def write(self, item: Any) -> None:
        """Write one row; a cell has neither tabs nor line ends."""
        self._writer.writerow([text_of(value) for value in row_of(self._columns, item)])

    def end(self) -> None:
        """Flush what is buffered."""
        self._text.flush()
        self._text.detach()


class Lines:
    """Writes one JSON object a line; empty cells are null."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], _header: bool = True) -> None:
        self._out, self._columns, self._encoder = out, columns, msgspec.json.Encoder()
        self._names = [column.name for column in columns]

    def write(self, item: Any) -> None:
        """Write one object."""
        cells = row_of(self._columns, item)
        self._out.write(self._encoder.encode(dict(zip(self._names, cells, strict=True))) + b"\n")

    def end(self) -> None:
        """Nothing follows."""


class Parquet:
    """Writes a Parquet file with list columns, a few thousand rows at a time."""

    def __init__(self, out: IO[bytes], columns: Sequence[Column], _header: bool = True) -> None:
        self._arrow = arrow()
        self._columns = columns
        self._schema = self._arrow.schema(
            [
                self._arrow.field(c.name, _arrow_type(self._arrow, c.type), nullable=not c.needed, metadata={"help": c.help})
                for c in columns
            ]
        )  # fmt: skip
        self._file = self._arrow.parquet.ParquetWriter(out, self._schema, compression="zstd")
        self._waiting: list[list[object]] = []

    def write(self, item: Any) -> None:
        """Write one row."""
        cells = row_of(self._columns, item)
        self._waiting.append(
            [_FOR_ARROW.get(c.type, _same)(v) for c, v in zip(self._columns, cells, strict=True)]
        )
        if len(self._waiting) >= ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        cells = list(zip(*self._waiting, strict=True)) if self._waiting else [()] * len(self._columns)
        arrays = [
            self._arrow.array(list(c), field.type) for c, field in zip(cells, self._schema, strict=True)
        ]
        self._file.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._waiting = []

    def end(self) -> None:
        """Write the last rows and the foot."""
        if self._waiting:
            self._flush()
        self._file.close()


def arrow() -> Any:
    """Return pyarrow with its Parquet part; raises `QuestionError` where it is not installed."""
    try:
        import pyarrow as pa

        importlib.import_module("pyarrow.parquet")  # so that there is `pa.parquet`
    except ImportError:
        raise QuestionError(f"pyarrow is not installed; {installed_by('tables')}.") from None
    return pa


def _arrow_type(arrow: Any, type_: Type) -> Any:
    return {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "list": arrow.list_(arrow.string()),
        "integers": arrow.list_(arrow.int64()),
    }[type_]


def _same(value: object) -> object:
    return value


def _day(value: object) -> object:
    from datetime import date

    return date.fromisoformat(str(value)[:10]) if value is not None else None


def _list(value: object) -> object:
    return list(value) if isinstance(value, (tuple, list)) else value


def _number(value: object) -> object:
    return float(value) if isinstance(value, (int, float)) else None


_FOR_ARROW: Mapping[Type, Callable[[object], object]] = {
    "date": _day,
    "list": _list,
    "integers": _list,
    "number": _number,
}


ENCODINGS: Mapping[str, Encoding] = {
    row.name: row
    for row in (
        Encoding("csv", "commas, with a header, UTF-8", lambda out, columns, header: Delimited(out, columns, header, ",")),
        Encoding("tsv", "tabs, with a header, UTF-8, nothing quoted", lambda out, columns, header: Delimited(out, columns, header, "\t")),
        Encoding("jsonl", "one JSON object a line", Lines),
        Encoding("parquet", "Apache Parquet, with list columns (needs pyarrow)", Parquet),
    )
}  # fmt: skip
