"""The columns of an answer as tables of Arrow, pandas and polars have them: what each holds, by the types of the rows.

Days are dates, ids and words are text, lists stay lists. A column without any value has its type, too.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Literal

DAYS = frozenset({"published", "earliest", "latest", "day", "until", "period"})  # fields whose text is a day

Plain = Literal["text", "whole", "number", "yes or no", "day"]
PLAIN: Mapping[type, Plain] = {str: "text", int: "whole", float: "number", bool: "yes or no"}


@dataclasses.dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    of: Held


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """A value of several named parts."""

    parts: Mapping[str, Held]


Held = Plain | ListOf | Parts
"""What a column holds."""


def held_by(name: str, hint: Any) -> Held:
    """Return what a field holds.

    >>> held_by("published", str | None), held_by("reports", int), held_by("outlets", tuple[str, ...])
    ('day', 'whole', ListOf(of='text'))
    """
    hint = _alone(hint)
    if typing.get_origin(hint) is tuple:
        return ListOf(held_by("", typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return Parts({f.name: held_by(f.name, hints[f.name]) for f in dataclasses.fields(hint)})
    plain = PLAIN[_plain(hint)]
    return "day" if plain == "text" and name in DAYS else plain


def _alone(hint: Any) -> Any:
    """Return the type of a value that is there."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint
    options = [option for option in typing.get_args(hint) if option is not types.NoneType]
    return float if {*options} == {int, float} else options[0]


def _plain(hint: Any) -> type:
    while hasattr(hint, "__supertype__"):  # an id
        hint = hint.__supertype__
    return type(typing.get_args(hint)[0]) if typing.get_origin(hint) is Literal else hint


def as_held(value: Any, held: Held) -> Any:
    """Return a value with its days as dates; a value that is not a whole day becomes None."""
    if value is None:
        return None
    if isinstance(held, ListOf):
        return [as_held(one, held.of) for one in value]
    if isinstance(held, Parts):
        return {name: as_held(value[name], of) for name, of in held.parts.items()}
    return _day(value) if held == "day" else float(value) if held == "number" else value


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def arrow_table(arrow: Any, columns: Mapping[str, tuple[Held, Sequence[Any]]]) -> Any:
    """Return a table of Arrow; `arrow` is the library."""
    schema = arrow.schema([(name, _arrow(arrow, held)) for name, (held, _) in columns.items()])
    return arrow.table({name: values for name, (_, values) in columns.items()}, schema=schema)


def _arrow(arrow: Any, held: Held) -> Any:
    if isinstance(held, ListOf):
        return arrow.list_(_arrow(arrow, held.of))
    if isinstance(held, Parts):
        return arrow.struct([(name, _arrow(arrow, of)) for name, of in held.parts.items()])
    plain: Mapping[Plain, Any] = {
        "text": arrow.string, "whole": arrow.int64, "number": arrow.float64, "yes or no": arrow.bool_, "day": arrow.date32,
    }  # fmt: skip
    return plain[held]()


def polars_frame(polars: Any, columns: Mapping[str, tuple[Held, Sequence[Any]]]) -> Any:
    """Return a data frame of polars."""
    schema = {name: _polars(polars, held) for name, (held, _) in columns.items()}
    return polars.DataFrame({name: list(values) for name, (_, values) in columns.items()}, schema=schema)


def _polars(polars: Any, held: Held) -> Any:
    if isinstance(held, ListOf):
        return polars.List(_polars(polars, held.of))
    if isinstance(held, Parts):
        return polars.Struct({name: _polars(polars, of) for name, of in held.parts.items()})
    plain: Mapping[Plain, Any] = {
        "text": polars.String, "whole": polars.Int64, "number": polars.Float64, "yes or no": polars.Boolean, "day": polars.Date,
    }  # fmt: skip
    return plain[held]


PANDAS: Mapping[Plain, str] = {  # pandas types with a missing value; there is none for days without a time
    "text": "string", "whole": "Int64", "number": "Float64", "yes or no": "boolean", "day": "datetime64[s]",
}  # fmt: skip


def pandas_frame(pandas: Any, columns: Mapping[str, tuple[Held, Sequence[Any]]]) -> Any:
    """Return a data frame of pandas; lists are objects, days are times at midnight."""
    return pandas.DataFrame(
        {
            name: pandas.Series(
                list(values), dtype=PANDAS.get(held, "object") if isinstance(held, str) else "object"
            )
            for name, (held, values) in columns.items()
        }
    )
