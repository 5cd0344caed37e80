"""One Excel workbook: a sheet each of events, statements and what lies ahead, with quote, link and offsets in every row.

Cells are typed: a text that begins with `=`, `+`, `-` or `@` is a text and is never run as a formula. Rows are written to the disk as
they come. A sheet that is full goes on in a second one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.addresses import safe_link
from onrecord.errors import QuestionError, installed_by
from onrecord.views.exports.columns import Column, row_of, text_of

ROWS_OF_A_SHEET = 1_048_576
LINKS_OF_A_SHEET = 65_000  # Excel takes 65,530
LONGEST = 32_767  # characters of a cell
LONGEST_LINK = 2_079
WIDTHS = {"quote": 60, "trigger": 20, "title": 40, "summary": 40, "url": 30}  # characters; others are narrow
NARROW = 14
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)  # the same bytes whenever it is made


def write_workbook(
    path: Path, sheets: Iterable[tuple[str, Sequence[Column], Iterable[Any]]], about: Mapping[str, str]
) -> int:
    """Write the name, columns and rows of each table into a sheet, and what it is into a last one; return how many rows there are.

    A table that comes again goes on where it was.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise QuestionError(f"xlsxwriter is not installed; {installed_by('xlsx')}.") from None
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": EPOCH, "title": "onrecord export"})
    total, begun = 0, dict[str, _Sheet]()
    for name, columns, items in sheets:
        if name not in begun:
            begun[name] = _Sheet(book, name, columns)
        total += begun[name].write_all(items)
    sheet = book.add_worksheet("about")
    for row, (what, value) in enumerate(about.items()):
        sheet.write_string(row, 0, what)
        sheet.write_string(row, 1, value[:LONGEST])
    book.close()
    return total


class _Sheet:
    """One table, over as many sheets as it needs."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet, self._row, self._links = self._book.add_worksheet(name), 1, 0
        self._sheet.freeze_panes(1, 1)
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, WIDTHS.get(column.name, NARROW))
            self._sheet.write_string(0, at, column.name, self._bold)

    def write_all(self, items: Iterable[Any]) -> int:
        """Write the rows, and return how many there are."""
        number = 0
        for item in items:
            number += 1
            if self._row >= ROWS_OF_A_SHEET:
                self._begin()
            for at, (column, value) in enumerate(
                zip(self._columns, row_of(self._columns, item), strict=True)
            ):
                self._write(at, column, value)
            self._row += 1
        return number

    def _write(self, at: int, column: Column, value: object) -> None:
        if value is None or value == ():
            return
        if column.type in ("integer", "number") and isinstance(value, (int, float)):
            self._sheet.write_number(self._row, at, value)
        elif column.type == "date":
            self._date(at, str(value))
        elif column.type == "boolean":
            self._sheet.write_boolean(self._row, at, bool(value))
        elif column.name == "url":
            self._link(at, str(value))
        else:
            self._sheet.write_string(self._row, at, text_of(value)[:LONGEST])

    def _date(self, at: int, day: str) -> None:
        found = dt.date.fromisoformat(day[:10])
        if found.year < 1900:  # Excel's first year
            self._sheet.write_string(self._row, at, day)
        else:
            self._sheet.write_datetime(self._row, at, found, self._day)

    def _link(self, at: int, address: str) -> None:
        """Write an address, as a link where Excel takes it as one."""
        self._links += 1
        is_link = safe_link(address) is not None and len(address) <= LONGEST_LINK
        if is_link and self._links <= LINKS_OF_A_SHEET:
            self._sheet.write_url(self._row, at, address, string=address)
        else:
            self._sheet.write_string(self._row, at, address[:LONGEST])
