"""The one description of a table: its columns, with type and meaning, from which every encoding, codebook and check is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Type = Literal["string", "integer", "number", "boolean", "date", "list", "integers"]
LIST_MARK = "|"  # between the parts of a list in a cell of text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and how it is taken from a row."""

    name: str
    type: Type
    help: str
    value: Callable[[Any], object]
    excerpt: bool = False
    """Whether it holds words of the report: then it is left out of what is shared without excerpts."""
    needed: bool = False
    """Whether it is never empty."""


def shaped(name: str, help_: str, value: Callable[[Any], object], type_: Type = "string") -> Column:
    """Return a column of a table in the shape of another project; most of them hold strings."""
    return Column(name, type_, help_, value)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind: their columns, and what a row is."""

    name: str
    help: str
    columns: tuple[Column, ...]
    key: str | None = None
    """The column whose values are unique, or None."""
    header: bool = True
    """Whether its files begin with the names of the columns, where the encoding has a choice."""
    fixed: bool = False
    """Whether the columns are those of another project: no column is added, none is left out."""
    columns_by_counting: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    """Columns that are there for one way of counting only."""

    def columns_for(self, counting: str | None, *, excerpts: bool = True) -> tuple[Column, ...]:
        """Return the columns of a file."""
        found = (*self.columns, *self.columns_by_counting.get(counting or "", ()))
        return tuple(column for column in found if excerpts or not column.excerpt)


def row_of(columns: Iterable[Column], item: Any) -> list[object]:
    """Return the cells of an item, in the order of the columns."""
    return [column.value(item) for column in columns]


def text_of(value: object) -> str:
    """Return a cell as text: None is empty, parts of a list are separated by bars, line ends and tabs become blanks.

    >>> text_of(None), text_of(("a", "b")), text_of(True), text_of(2.50)
    ('', 'a|b', 'TRUE', '2.5')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (tuple, list)):
        return LIST_MARK.join(text_of(part).replace(LIST_MARK, "/") for part in value)
    return " ".join(value.split()) if isinstance(value, str) else str(value)
