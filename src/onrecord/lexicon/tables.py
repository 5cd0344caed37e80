"""Read the word tables: tab-separated UTF-8 with a header, one frozen row type a table.

Words, codes and names are data. A row type is a frozen dataclass whose field names are the
header's (`class_` is the column `class`); a cell is converted to the type
of its field and checked: `str`, `int`, `float`, `bool` (`yes`/empty), `X | None` (empty is None),
`tuple[X, ...]` (parts joined by `|`), and `Literal[...]` for a closed set of values. What a type
cannot express, a row checks in `__post_init__`, where it raises `WrongCellError`.
Lines that begin with `#` are comments.

A row type that facts refer to has a field `line`, which is no column: the number of the row's line in its file,
for `Reason.line`. It is declared `= line_number()` and does not count when two rows are compared.
"""

from __future__ import annotations

import dataclasses
import gzip
import re
import typing
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, NoReturn, TypeVar

import msgspec

from onrecord.errors import TO_REINSTALL, TableError
from onrecord.log import logger
from onrecord.types import Reason

Row = TypeVar("Row")
Key = TypeVar("Key")
Value = TypeVar("Value")
Kind = Literal["text", "optional", "yes", "parts"]  # of the cells of a column

LISTED_VALUES = 30  # a message lists so many allowed values; of more it names the most similar
REINSTALL = (
    "This table ships with onrecord: if you have not edited it, the installation is broken; "
    f"repair it with {TO_REINSTALL}."
)
LINE = "line"  # the field that is no column
_PATH = re.compile(r"\$\[(?P<row>\d+)\](?:\.(?P<field>\w+)(?:\[(?P<part>\d+)\])?)?")


class WrongCellError(ValueError):
    """Raised by a row's `__post_init__`: the value in `column` is not one of the values `allowed`."""

    def __init__(self, column: str, value: str, allowed: Iterable[str]) -> None:
        super().__init__(column)
        self.column, self.value, self.allowed = column, value, tuple(allowed)


def line_number() -> Any:
    """Return the declaration of a row type's field `line`: 0 for a row that comes from no file."""
    return dataclasses.field(default=0, compare=False, repr=False)


def row_reason(table: str, line: int, *, rule: str, words: str | None = None) -> Reason:
    """Return the reason that a row of `table` decided; a row that comes from no file (line 0) names none."""
    return Reason(rule=rule, words=words, table=table if line else None, line=line or None)


def read_table(name: str, row_type: type[Row], package: str = "onrecord.lexicon") -> tuple[Row, ...]:
    """Return the rows of the table file `name` (such as `cues.tsv`, or a compressed `.tsv.gz`) that ships in `package`.

    Raises `TableError` with the file, line and column of an invalid cell.
    """
    try:
        content = resources.files(package).joinpath(name).read_bytes()
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        reason = _why_unreadable(error)
        _refuse(name, f"cannot be read: {reason}.", REINSTALL)
    return parse_table(text, row_type, name, REINSTALL)


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 at byte {error.start}"
    return getattr(error, "strerror", None) or "it is damaged"


def parse_table(text: str, row_type: type[Row], name: str, advice: str = "") -> tuple[Row, ...]:
    """Return the rows of a table's `text`; messages have its `name` and end in `advice`."""
    lines = [
        (n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")
    ]
    shape = _shape(row_type)  # type: ignore[arg-type]
    if not lines:
        _refuse(name, f"is empty: expected a header line with the columns of {row_type.__name__}.", advice)
    columns = [column.strip() for column in lines[0][1].split("\t")]
    if columns != list(shape.columns):
        what = f"has the columns {', '.join(columns)}; expected {', '.join(shape.columns)}."
        _refuse(name, what, advice, line=lines[0][0])
    values = [_values(line, shape, name, n, advice) for n, line in lines[1:]]
    logger.debug("%s: %d rows", name, len(values))
    if LINE in shape.hints:
        for row, (n, _) in zip(values, lines[1:], strict=True):
            row[LINE] = n
    try:
        return msgspec.convert(values, tuple[row_type, ...], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        _explain(error, values, shape, name, [n for n, _ in lines[1:]], advice)


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Return the values of each key, in their order.

    >>> grouped([("say", "tell"), ("ask", "pose"), ("say", "add")])
    {'say': ('tell', 'add'), 'ask': ('pose',)}
    """
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of a row type and their columns; `kinds` holds the fields whose cells are not plain text."""

    fields: tuple[str, ...]
    columns: tuple[str, ...]
    kinds: Mapping[str, Kind]
    hints: Mapping[str, Any]


@lru_cache(maxsize=128)
def _shape(row_type: Any) -> _Shape:
    hints = typing.get_type_hints(row_type, include_extras=True)
    fields = tuple(f.name for f in dataclasses.fields(row_type) if f.name != LINE)
    kinds = {f: kind for f in fields if (kind := _kind(hints[f])) != "text"}
    return _Shape(fields, tuple(f.rstrip("_") for f in fields), kinds, hints)


def _kind(hint: Any) -> Kind:
    if hint is bool:
        return "yes"
    if typing.get_origin(hint) is tuple:
        return "parts"
    return "optional" if type(None) in typing.get_args(hint) else "text"


def _values(line: str, shape: _Shape, name: str, n: int, advice: str) -> dict[str, object]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < len(shape.columns):
        cells += [""] * (len(shape.columns) - len(cells))
    if len(cells) > len(shape.columns):
        what = f"has {len(cells)} cells; expected {len(shape.columns)}, one a column."
        _refuse(name, what, advice, line=n)
    values: dict[str, object] = dict(zip(shape.fields, cells, strict=True))
    for field, kind in shape.kinds.items():
        cell: Any = values[field]
        if kind == "yes" and cell not in ("", "yes"):
            what = f"holds '{cell}'; expected yes or nothing."
            _refuse(name, what, advice, n, field.rstrip("_"), cell, ("yes", ""))
        values[field] = CONVERT[kind](cell)
    return values


def _split(cell: str) -> list[str]:
    return [kept for part in cell.split("|") if (kept := part.strip())] if cell else []


CONVERT: Mapping[Kind, Callable[[str], object]] = {  # a cell before the check against its type
    "text": str,
    "optional": lambda cell: cell or None,
    "parts": _split,
    "yes": lambda cell: cell == "yes",
}


def _explain(
    error: msgspec.ValidationError,
    values: Sequence[Mapping[str, object]],
    shape: _Shape,
    name: str,
    lines: Sequence[int],
    advice: str,
) -> NoReturn:
    """Raise the `TableError` for a cell that does not fit its type."""
    found = _PATH.search(str(error))
    if found is None:
        raise error
    row, wrong = int(found["row"]), error.__cause__
    if isinstance(wrong, WrongCellError):
        column, value, allowed = wrong.column, wrong.value, wrong.allowed
    else:
        field = found["field"] or shape.fields[0]
        cell: Any = values[row][field]
        column, allowed = field.rstrip("_"), allowed_values(shape.hints[field])
        value = str(cell[int(found["part"])] if found["part"] else "" if cell is None else cell)
    said = str(error).partition(" - at ")[0]
    expected = _one_of(value, allowed) if allowed else said[:1].lower() + said[1:]
    what = f"holds '{value}'; {expected}."
    _refuse(name, what, advice, lines[row], column, value, allowed)


def allowed_values(hint: Any) -> tuple[str, ...]:
    """Return the values that a column of this type may hold; none if its set of values is open.

    >>> allowed_values(tuple[Literal["obj", "subj"], ...]), allowed_values(Literal["verb"] | None)
    (('obj', 'subj'), ('verb', ''))
    """
    if typing.get_origin(hint) is Literal:
        return tuple(str(value) for value in typing.get_args(hint))
    found = [value for part in typing.get_args(hint) for value in allowed_values(part)]
    return (*found, "") if found and type(None) in typing.get_args(hint) else tuple(found)


def _one_of(value: str, allowed: Sequence[str]) -> str:
    names = [a or "nothing" for a in allowed]
    if len(names) <= LISTED_VALUES:
        return f"expected {names[0]}" if len(names) == 1 else f"expected one of {', '.join(names)}"
    near = get_close_matches(value, names, n=3)
    return f"expected one of {len(names)} values" + (f"; nearest: {', '.join(near)}" if near else "")


def _refuse(
    name: str,
    what: str,
    advice: str,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
    allowed: tuple[str, ...] = (),
) -> NoReturn:
    where = name + (f" line {line}" if line else "") + (f", column {column}," if column else "")
    message = f"{where} {what} {advice}".rstrip()
    raise TableError(message, file=name, line=line, column=column, value=value, allowed=allowed)
