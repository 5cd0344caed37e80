"""Read the word tables: tab-separated UTF-8 with a header, one frozen row type a table.

Words, codes and names are data. A row type is a frozen dataclass whose field names are the
header's; a cell becomes what its field's type says: `str`, `int`, `float`, `bool`
(`yes`/empty), `str | None` (empty is None), or `tuple[str, ...]` (parts joined by `|`).
Lines that begin with `#` are comments.
"""

from __future__ import annotations

import dataclasses
import typing
from importlib import resources
from typing import TypeVar

from onrecord.errors import TableError

Row = TypeVar("Row")


def read_table(name: str, row_type: type[Row], package: str = "onrecord.lexicon") -> tuple[Row, ...]:
    """Return the rows of the table file `name` (such as `cues.tsv`) that ships in `package`.

    Raises `TableError` with the file, line and column where a cell does not fit.
    """
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_table(text, row_type, name)


def parse_table(text: str, row_type: type[Row], name: str) -> tuple[Row, ...]:
    """Return the rows of a table's `text`; `name` is for messages."""
    lines = [
        (n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise TableError(f"{name} is empty: expected a header line with the columns of {row_type.__name__}.")
    header = [cell.strip() for cell in lines[0][1].split("\t")]
    hints = typing.get_type_hints(row_type)
    expected = [f.name for f in dataclasses.fields(row_type)]  # type: ignore[arg-type]
    if header != expected:
        raise TableError(
            f"{name} line {lines[0][0]} has the columns {', '.join(header)}; expected {', '.join(expected)}."
        )
    rows = []
    for n, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        cells += [""] * (len(header) - len(cells))
        if len(cells) > len(header):
            raise TableError(f"{name} line {n} has {len(cells)} cells; expected {len(header)}, one a column.")
        values = {
            c: _cell(v, hints[c], f"{name} line {n}, column {c}") for c, v in zip(header, cells, strict=True)
        }
        rows.append(row_type(**values))
    return tuple(rows)


def _cell(value: str, hint: object, where: str) -> object:
    if hint is str:
        return value
    if hint is bool:
        if value not in ("", "yes"):
            raise TableError(f"{where} holds '{value}'; expected yes or nothing.")
        return value == "yes"
    if typing.get_origin(hint) is tuple:
        return tuple(part.strip() for part in value.split("|") if part.strip())
    options = typing.get_args(hint)
    if type(None) in options and value == "":
        return None
    kind = next((o for o in options if o is not type(None)), hint)
    if kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            raise TableError(f"{where} holds '{value}'; expected a number.") from None
    return value
