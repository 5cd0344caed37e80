"""Pages from a table: CSV or TSV with a header, one document a row. Names of columns: input_columns.tsv."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TextIO

from onrecord.lexicon.columns import Columns, columns_of
from onrecord.lexicon.forms import counted
from onrecord.pages.kind import Kind
from onrecord.pages.record import column_fault, found_by_name, page_of
from onrecord.pages.rows import Row, delimiter_of, rows
from onrecord.pages.source import (
    BYTE_ORDER_MARK,
    CHUNK_BYTES,
    MAX_BYTES,
    STDIN,
    UNREADABLE,
    find_problem,
    name_of,
    opened,
    opened_text,
    peek,
    unreadable,
)
from onrecord.types import Note, Page

SUFFIXES = (".csv", ".tsv", ".tab")
MIN_COLUMNS = 2  # with known names, so that a first line is a header, whatever the name of the file
ENCODING = "cp1252"  # of lines that are not UTF-8: as spreadsheets write them


def pages(target: str, columns: Columns) -> Iterator[Page]:
    """Yield the page of each row of a table; a row that cannot be read is a page with a problem."""
    name, head = "standard input" if target == STDIN else target, peek(target)
    problem = find_problem(head, target) if head else None
    if problem is not None:
        yield Page(target=target, problem=problem)
        return
    try:
        with opened_text(target) as stream:
            yield from _pages(rows(_lines(stream)), name, columns)
    except UNREADABLE as error:
        yield Page(target=target, problem=unreadable(target, error))


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a table: of UTF-8, or each that is not of windows-1252."""
    while line := stream.readline(MAX_BYTES):
        if len(line) == MAX_BYTES:
            raise ValueError(f"a line has more than {MAX_BYTES // 1024**2} MiB")
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            line = line.encode("utf-8", "surrogateescape").decode(ENCODING, "replace")
        yield line


def _pages(found: Iterator[Row], name: str, columns: Columns) -> Iterator[Page]:
    first = next(found, None)
    if first is None:
        yield Page(target=name, problem=find_problem(b"", name))
        return
    header = first.cells
    fields = columns_of(header, columns)
    problem = column_fault(name, header, fields, columns)
    if problem is not None:
        yield Page(target=name, problem=problem)
        return
    notes = tuple(found_by_name(name, fields, columns))
    number = 0
    for number, row in enumerate(found, 1):
        page = _page(row, header, fields, name)
        yield replace(page, notes=(*notes, *page.notes)) if number == 1 else page
    if not number:
        message = f"{name} is a table with a header and no rows; a document a row was expected."
        yield Page(target=name, problem=Note(code="empty", message=message))


def _page(row: Row, header: Sequence[str], fields: Mapping[str, str], name: str) -> Page:
    found, notes = f"Line {row.line} of {name}", []
    cells = row.cells
    if row.is_mended:
        message = (
            f"{found} has quotation marks that do not fit; it was read as {counted(len(cells), 'cell')}."
        )
        notes.append(Note(code="quotes", message=message))
    if len(cells) != len(header):
        cells, done = _fitted(row, header, fields)
        message = f"{found} has {counted(len(row.cells), 'cell')}, and the header {len(header)}; {done}."
        notes.append(Note(code="ragged", message=message))
    value = dict(reversed(list(zip(header, cells, strict=False))))  # of two columns of one name the first
    return page_of(value, f"{name}:{row.line}", found, fields, tuple(notes))


def _fitted(row: Row, header: Sequence[str], fields: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the cells of a row of another length than the header, and what was done with them."""
    last = len(header) - 1
    if len(row.cells) <= last:
        return row.cells, "those that are not there are empty"
    if header[last] == fields["text"]:  # a text without quotes around it, parted at its own commas
        text = row.delimiter.join(row.cells[last:])
        return [*row.cells[:last], text], "the last ones are parts of the text"
    return row.cells, "those behind the last column are left out"


def recognises(target: str, head: bytes, columns: Columns) -> bool:
    """Return whether an input is a table: by its name, or by a first line with known names of columns."""
    if name_of(target).endswith(SUFFIXES):
        return True
    header = head.removeprefix(BYTE_ORDER_MARK).partition(b"\n")[0].decode("utf-8", "replace").strip()
    try:
        row = next(csv.reader([header], delimiter=delimiter_of(header)), [])
    except csv.Error:  # no line of a table
        return False
    if columns.text is not None:
        return columns.text in row and len(row) >= MIN_COLUMNS
    fields = columns_of(row)
    return "text" in fields and len(fields) >= MIN_COLUMNS and len(fields) * 2 >= len(row)


def count(target: str) -> int | None:
    """Count the rows of a table: its lines outside quotation marks; None for one that is compressed or cannot be opened."""
    if target.lower().endswith(".gz"):
        return None
    lines, is_quoted, last = 0, False, b"\n"
    try:
        with opened(target) as stream:
            while part := stream.read1(CHUNK_BYTES):
                for piece in part.split(b'"'):
                    lines += 0 if is_quoted else piece.count(b"\n")
                    is_quoted = not is_quoted
                is_quoted = not is_quoted  # the last piece goes on in the next part
                last = part[-1:]
    except UNREADABLE:
        return None
    return max(0, lines + (last != b"\n") - 1)


KIND = Kind(
    name="csv",
    help="a table (CSV, TSV) with a column of texts",
    recognises=recognises,
    read=pages,
    count=count,
)
