"""The codebook: what each column of each table holds, in the words of the docstrings of the types.

`codebook.csv` has a row for each column and each field inside it; `codebook.md` is the same for reading.
"""

from __future__ import annotations

import ast
import csv
import dataclasses
import inspect
import io
import itertools
import sys
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from onrecord.parquet.arrow import arrow_type, column

KEYS = {
    "document": ("string", "The id of the document that the row is of."),
    "day": ("date32", "The day of publication of the document, or the first possible one, or null."),
}
NESTED = "."  # between the names of a column and of a field inside it


class Entry(NamedTuple):
    """One line of the codebook."""

    table: str
    column: str
    type: str
    meaning: str


def codebook(tables: Mapping[str, type], more: Mapping[str, Mapping[str, tuple[str, str]]]) -> list[Entry]:
    """Return the lines of tables of types, in order; `more` has type and meaning of columns that no type has, by table."""
    found = []
    for table, kind in tables.items():
        found += [Entry(table, name, *said) for name, said in more.get(table, {}).items()]
        found += [Entry(table, *line) for line in _fields(kind)]
    return found


def _fields(kind: Any, before: str = "") -> Iterator[tuple[str, str, str]]:
    hints, meanings = typing.get_type_hints(kind), meanings_of(kind)
    for field in dataclasses.fields(kind):
        name, arrow = before + column(field.name), str(arrow_type(hints[field.name]))
        inner = _inner(hints[field.name])
        yield name, _shown(arrow), meanings.get(field.name, "")
        if inner is not None:
            yield from _fields(inner, name + NESTED)


def _shown(arrow: str) -> str:
    """Return an Arrow type without the fields inside it, which have lines of their own.

    >>> _shown("list<item: struct<start: int32>>"), _shown("struct<start: int32>"), _shown("string")
    ('list of struct', 'struct', 'string')
    """
    if arrow.startswith("list<item: "):
        return f"list of {_shown(arrow.removeprefix('list<item: '))}"
    return "struct" if arrow.startswith("struct") else arrow.rstrip(">")


def _inner(hint: Any) -> Any:
    """Return the dataclass inside an annotation, or None."""
    if dataclasses.is_dataclass(hint):
        return hint
    return next((found for one in typing.get_args(hint) if (found := _inner(one)) is not None), None)


@cache
def meanings_of(kind: type) -> Mapping[str, str]:
    """Return the docstring of each field of a dataclass and its bases."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        found |= _documented(base.__module__).get(base.__name__, {})
    return found


@cache
def _documented(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of the fields of all classes of a module; none of a module without source."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):
        return {}
    return {node.name: dict(_own(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _own(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in itertools.pairwise(node.body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield field.target.id, " ".join(str(after.value.value).split())


def as_csv(entries: list[Entry]) -> str:
    """Return the codebook as CSV with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Entry._fields)
    writer.writerows(entries)
    return out.getvalue()


def as_markdown(entries: list[Entry], about: str) -> str:
    """Return the codebook as Markdown, a section a table; `about` stands above."""
    parts = [f"# Codebook\n\n{about}\n"]
    for table, lines in itertools.groupby(entries, key=lambda entry: entry.table):
        rows = "".join(f"| `{line.column}` | {line.type} | {line.meaning} |\n" for line in lines)
        parts.append(f"## {table}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}")
    return "\n".join(parts)
