"""Pages from a table: CSV or TSV with a header, one document a row. Names of columns: input_columns.tsv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from onrecord.lexicon.columns import columns_of
from onrecord.pages.kind import Kind
from onrecord.pages.record import page_of
from onrecord.pages.source import BYTE_ORDER_MARK, MAX_BYTES, UTF16_MARKS, find_problem, name_of, read_content
from onrecord.types import Note, Page

SUFFIXES = (".csv", ".tsv", ".tab")
DELIMITERS = ("\t", ",", ";", "|")
MIN_COLUMNS = 2  # with known names, so that a first line is a header, whatever the name of the file


def pages(target: str) -> Iterator[Page]:
    """Yield the page of each row of a table; a row that cannot be read is a page with a problem."""
    content = read_content(target)
    if isinstance(content, Note):
        yield Page(target=target, problem=content)
        return
    problem = find_problem(content, target)
    if problem is not None:
        yield Page(target=target, problem=problem)
        return
    text = _decoded(content)
    csv.field_size_limit(MAX_BYTES)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = next(rows, [])
        columns = columns_of(header)
        if "text" not in columns:
            yield Page(target=target, problem=_no_text(target, header))
            return
        for row in rows:
            if any(map(str.strip, row)):
                found = f"Line {rows.line_num} of {target}"
                yield page_of(
                    dict(zip(header, row, strict=False)), f"{target}:{rows.line_num}", found, columns
                )
    except csv.Error as error:
        message = (
            f"Line {rows.line_num} of {target} is no row of a table ({error}); the rows above it were read."
        )
        yield Page(target=f"{target}:{rows.line_num}", problem=Note(code="table", message=message))


def _decoded(content: bytes) -> str:
    """Return the text of a table: UTF-8, else UTF-16 with its mark, else windows-1252, as spreadsheets write it."""
    if content.startswith(UTF16_MARKS):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _no_text(target: str, header: Sequence[str]) -> Note:
    named = ", ".join(header[:10])
    message = (
        f"{target} is a table without a column of texts (its columns: {named}); name that column text, and those of id, "
        "title, day and address id, title, published and url."
    )
    return Note(code="table", message=message)


def recognises(target: str, head: bytes) -> bool:
    """Return whether an input is a table: by its name, or by a first line with known names of columns."""
    if name_of(target).endswith(SUFFIXES):
        return True
    header = head.removeprefix(BYTE_ORDER_MARK).partition(b"\n")[0].decode("utf-8", "replace").strip()
    row = next(csv.reader([header], delimiter=_delimiter(header)), [])
    columns = columns_of(row)
    return "text" in columns and len(columns) >= MIN_COLUMNS and len(columns) * 2 >= len(row)


KIND = Kind(name="csv", help="a table (CSV, TSV) with a column text", recognises=recognises, read=pages)
