"""Types as Arrow schemas, and values as rows of them.

A dataclass is a struct, a tuple a list, a closed set of words a string; what may be null is null. A field keeps its name, but
for the underscore that keeps it from being a word of Python. Evidence that is a span or words is a span whose offsets may be
null.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from onrecord.errors import RunnerError, installed_by
from onrecord.types import Span

T = TypeVar("T")


def load_pyarrow() -> Any:
    """Return pyarrow; raises `RunnerError` that says what to install if it is not there."""
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise RunnerError(
            f"Parquet needs pyarrow, which is not installed; {installed_by('tables')}."
        ) from error
    return pa


def arrow_type(hint: Any) -> Any:
    """Return the Arrow type of an annotation; raises `TypeError` for one that no layer has.

    >>> str(arrow_type(tuple[str, ...])), str(arrow_type(int | None)), str(arrow_type(int | float | None))
    ('list<item: string>', 'int32', 'double')
    """
    hint, pa = _plain(hint), load_pyarrow()
    if typing.get_origin(hint) is tuple:
        return pa.list_(pa.field("item", arrow_type(typing.get_args(hint)[0])))
    if typing.get_origin(hint) is typing.Literal:
        return pa.string()
    if dataclasses.is_dataclass(hint):
        return pa.struct(fields_of(typing.cast("type", hint)))
    scalars = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
    if hint in scalars:
        return scalars[hint]
    raise TypeError(f"{hint} has no Arrow type; add it to onrecord/parquet/arrow.py.")


def _plain(hint: Any) -> Any:
    """Return an annotation without null and aliases; `int | float` becomes float, `Span | str` becomes Span."""
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if not isinstance(hint, types.UnionType) and typing.get_origin(hint) is not typing.Union:
        return hint
    choices = [_plain(one) for one in typing.get_args(hint) if one is not type(None)]
    if all(typing.get_origin(one) is typing.Literal for one in choices):
        return choices[0]
    return next(one for one in (float, Span, *choices) if one in choices)


@cache
def fields_of(kind: type) -> list[Any]:
    """Return the Arrow fields of a dataclass."""
    hints, pa = typing.get_type_hints(kind), load_pyarrow()
    return [pa.field(column(f.name), arrow_type(hints[f.name])) for f in dataclasses.fields(kind)]


def column(name: str) -> str:
    """Return the name of the column of a field.

    >>> column("from_"), column("id")
    ('from', 'id')
    """
    return name.removesuffix("_")


Change = Callable[[Any], Any]


def row_of(value: Any) -> Any:
    """Return a value as plain dicts and lists, as Arrow takes them."""
    kind: Any = type(value)
    return _changer(kind, _to_row)(msgspec.to_builtins(value))


def value_of(row: Any, kind: type[T]) -> T:
    """Return the value whose row `row_of` made."""
    hint: Any = kind
    return msgspec.convert(_changer(hint, _from_row)(row), kind)


# ---- what rows have otherwise than values ----------------------------------------------------


def _to_row(hint: Any) -> Change | None:
    return (
        (lambda v: {"start": None, "end": None, "text": v} if isinstance(v, str) else v)
        if _is_evidence(hint)
        else None
    )


def _from_row(hint: Any) -> Change | None:
    if _is_evidence(hint):
        return lambda v: v["text"] if v["start"] is None else v
    if {int, float} <= set(typing.get_args(hint)):  # whole numbers stay whole: 12, not 12.0
        return lambda v: int(v) if v is not None and float(v).is_integer() else v
    return None


def _is_evidence(hint: Any) -> bool:
    return set(typing.get_args(hint)) == {Span, str}


def _same(value: Any) -> Any:
    return value


@cache
def _changer(hint: Any, at: Callable[[Any], Change | None]) -> Change:
    """Return the function that applies `at` inside values of a type and leaves everything else as it is."""
    if (change := at(hint)) is not None:
        return change
    plain = _plain(hint)
    if typing.get_origin(plain) is tuple:
        inner = _changer(typing.get_args(plain)[0], at)
        return _same if inner is _same else lambda v: v if v is None else [inner(one) for one in v]
    return _in_fields(plain, at) if dataclasses.is_dataclass(plain) else _same


def _in_fields(kind: Any, at: Callable[[Any], Change | None]) -> Change:
    hints = typing.get_type_hints(kind)
    names: Mapping[str, str] = {f.name: column(f.name) for f in dataclasses.fields(kind)}
    if at is _from_row:
        names = {plain: name for name, plain in names.items()}
    inner = {name: _changer(hints.get(name) or hints[names[name]], at) for name in names}
    if all(change is _same for change in inner.values()) and all(a == b for a, b in names.items()):
        return _same

    def changed(row: Any) -> Any:
        return row if row is None else {names[name]: inner[name](row[name]) for name in names}

    return changed
