"""The rows of a table as people and programs write it: quotes that do not fit, rows of any length.

A row is read strictly first. If its quotes do not fit (RFC 4180), it is read again: a quotation mark ends a cell only where
the next cell begins, and a lone one is a sign like any other, so that it does not swallow the rows behind it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

DELIMITERS = ("\t", ",", ";", "|")
MAX_ROW_CHARS = 4_000_000  # of one row: with more, a quotation mark was not closed
MAX_ROW_LINES = 500  # of a row whose quotes do not fit
SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # the first line of tables that spreadsheets write
ESCAPED = re.compile(r'\\(["\\])|""')


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, what parts them, the number of its first line, and whether its quotes did not fit."""

    cells: list[str]
    delimiter: str
    line: int
    is_mended: bool = False


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a table, the header first; blank ones are left out."""
    source = _Lines(lines)
    delimiter = _delimiter(source)
    csv.field_size_limit(MAX_ROW_CHARS)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    width = 0
    while True:
        line, is_mended = source.number + 1, False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells, count = _mended(source, width, delimiter)
            source.settle(count)
            is_mended = True
        else:
            source.settle(len(source.taken))
        if any(map(str.strip, cells)):
            width = width or len(cells)
            yield Row(cells, delimiter, line, is_mended)


class _Lines:
    """Lines that can be taken again: those of a row are `taken` until it is settled how many it has."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number, self._size = 0, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        self._size += len(line)
        if self._size > MAX_ROW_CHARS:
            raise csv.Error("a quotation mark is not closed")
        return line

    def settle(self, count: int) -> None:
        """Say that the first `count` lines are one row; the others come again."""
        self._again.extendleft(reversed(self.taken[count:]))
        self.taken, self._size = [], 0
        self.number += count


def _delimiter(source: _Lines) -> str:
    """Return what parts the cells, and leave the header to be read; a first line `sep=;` says it itself."""
    header = next(source, "")
    told = SEPARATOR.fullmatch(header)
    source.settle(1 if told else 0)
    return told[1] if told else delimiter_of(header)


def delimiter_of(header: str) -> str:
    """Return what parts the cells of a header: the sign that it has most of."""
    return max(DELIMITERS, key=header.count)


# ---- rows whose quotes do not fit --------------------------------------------------------


def _mended(source: _Lines, width: int, delimiter: str) -> tuple[list[str], int]:
    """Return the cells of a row whose quotes do not fit, and the number of its lines."""
    text = ""
    for count in range(1, MAX_ROW_LINES):
        if len(source.taken) < count and not _has_more(source):
            break
        line = source.taken[count - 1]
        if count > 1 and _is_row(line, width, delimiter):
            break  # what was not closed before is not closed at all
        text += line
        cells = _closed_cells(text, delimiter)
        if cells is not None and len(cells) == (width or len(cells)):
            return cells, count
    return source.taken[0].rstrip("\r\n").split(delimiter), 1


def _has_more(source: _Lines) -> bool:
    try:
        next(source)
    except (StopIteration, csv.Error):
        return False
    return True


def _is_row(line: str, width: int, delimiter: str) -> bool:
    """Whether a line is a row of its own: it has as many cells as the header."""
    try:
        found = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return False
    return len(found) == width > 1


def _closed_cells(text: str, delimiter: str) -> list[str] | None:
    r"""Return the cells of a row in which a quotation mark closes a cell only at its end; None if one stays open.

    >>> _closed_cells('1,"He said "no, never" twice",x\n', ",")
    ['1', 'He said "no, never" twice', 'x']
    """
    cells, at = [], 0
    while found := _cell(delimiter).match(text, at):
        quoted, bare, end = found.groups()
        cells.append(bare if quoted is None else ESCAPED.sub(lambda sign: sign[1] or '"', quoted))
        at = found.end()
        if end != delimiter:
            return cells
    return None


@lru_cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of one cell and what stands behind it: quoted, or without a quotation mark at its head."""
    end = rf"({re.escape(delimiter)}|\r?\n?\Z)"
    closing = rf'"(?={re.escape(delimiter)}|\r?\n?\Z)'
    quoted = rf'"((?:[^"\\]|\\.|""|(?!{closing})"(?!"))*+)"'
    return re.compile(rf'(?:{quoted}|((?!")[^{re.escape(delimiter)}\r\n]*)){end}', re.DOTALL)
