"""Tables on a terminal: columns that share its width, cells that go on in further lines."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.views.layout import printable

GAP = "  "
LONGEST = 14  # columns that a word is given, however narrow the terminal


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, and the cell of a row."""

    head: str
    cell: Callable[[Any], str]
    wraps: bool = False
    """Whether a long cell goes on in the next line; the others are as wide as their widest cell."""
    share: int = 1
    """Of the width that is left, how much, beside the other columns that wrap."""
    from_width: int = 0
    """The width of a terminal from which on the column is shown."""


def write_table(columns: Sequence[Column], rows: Sequence[Any], width: int) -> str:
    """Return rows as a table that is at most `width` wide, if its words are not longer than their columns; empty without rows."""
    columns = [column for column in columns if width >= column.from_width]
    lines = [[printable(column.cell(row)) for column in columns] for row in rows]
    if not lines:
        return ""
    columns, lines = _filled(columns, lines)
    widths = _widths(columns, lines, width)
    head = [column.head for column in columns]
    return "".join(_line(cells, widths) for cells in (head, *lines))


def _filled(columns: Sequence[Column], lines: Sequence[list[str]]) -> tuple[list[Column], list[list[str]]]:
    """Leave out columns without a cell."""
    kept = [n for n in range(len(columns)) if any(line[n] for line in lines)]
    return [columns[n] for n in kept], [[line[n] for n in kept] for line in lines]


def _widths(columns: Sequence[Column], lines: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths: what the cells need, and where that is too much, a share of what is left.

    A column that wraps is at least as wide as its longest word, as far as that is no longer than `LONGEST`.
    """
    texts = [(column.head, *cells) for column, cells in zip(columns, zip(*lines, strict=True), strict=True)]
    needed = [max(map(shown_width, cells)) for cells in texts]
    widths = [
        min(need, max(shown_width(word) for cell in cells for word in cell.split()), LONGEST)
        if column.wraps
        else need
        for column, cells, need in zip(columns, texts, needed, strict=True)
    ]
    room = width - len(GAP) * (len(columns) - 1) - sum(widths)
    for _ in range(max(room, 0)):  # one by one to the column that has least of its share
        open_ = [n for n, column in enumerate(columns) if column.wraps and widths[n] < needed[n]]
        if not open_:
            break
        widths[min(open_, key=lambda n: widths[n] / columns[n].share)] += 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    texts = (
        GAP.join(
            _padded(lines[n] if n < len(lines) else "", width)
            for lines, width in zip(wrapped, widths, strict=True)
        )
        for n in range(height)
    )
    return "".join(text.rstrip() + "\n" for text in texts)


def _wrapped(cell: str, width: int) -> list[str]:
    if shown_width(cell) == len(cell):
        return textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
    return textwrap.wrap(cell, max(width * len(cell) // shown_width(cell), 1), break_on_hyphens=False) or [""]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - shown_width(text))


def shown_width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> shown_width("Kovač"), shown_width("東京")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)
