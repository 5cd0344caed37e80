"""Convert facts to rows of the store and back.

The tables are derived from the types, so that dataclass, record and row stay the same (tests/store
compares schema.sql with them). A plain field is one column, a field of several parts is a JSON column,
and a list of actors or mentions is a separate table.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Sequence
from typing import Any, Literal, NewType

import msgspec

from onrecord.types import (
    Actor,
    AgendaItem,
    Attribution,
    Disagreement,
    Document,
    Event,
    Figure,
    Mention,
    Note,
    Place,
    Side,
    Span,
    Time,
)

Kind = Literal["plain", "yes or no", "json"]


@dataclasses.dataclass(frozen=True)
class Links:
    """A field that is a separate table: ids of actors, or small facts such as mentions."""

    table: str
    owner: str  # the column with the id of the fact that the row belongs to
    item: type | None = None  # None: an actor's id


@dataclasses.dataclass(frozen=True)
class Column:
    """One field of a fact in its table."""

    name: str
    kind: Kind
    type: Any


@dataclasses.dataclass(frozen=True)
class Table:
    """The table of one layer: its type, its columns, and the tables of its lists."""

    name: str
    item: type
    columns: tuple[Column, ...]
    links: dict[str, Links]


LINKS: dict[type, dict[str, Links]] = {
    Actor: {"mentions": Links("mentions", "actor", Mention)},
    Event: {
        "mentions": Links("event_mentions", "event", Span),
        "figures": Links("event_figures", "event", Figure),
        "actors": Links("event_actors", "event"),
        "recipients": Links("event_recipients", "event"),
    },
    AgendaItem: {"participants": Links("agenda_participants", "item")},
    Disagreement: {"sides": Links("sides", "disagreement", Side)},
}


def columns_of(item: type) -> tuple[Column, ...]:
    """Return the columns of the fields of a fact, without those that are separate tables."""
    hints = typing.get_type_hints(item)
    links = LINKS.get(item, {})
    return tuple(
        Column(f.name, _kind(hints[f.name]), hints[f.name])
        for f in dataclasses.fields(item)
        if f.name not in links
    )


def _kind(hint: Any) -> Kind:
    if hint is bool:
        return "yes or no"
    parts = typing.get_args(hint) if _is_union(hint) else (hint,)
    plain = (str, int, float, types.NoneType)
    return "plain" if all(p in plain or isinstance(p, NewType) or _is_literal(p) for p in parts) else "json"


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in (types.UnionType, typing.Union)


def _is_literal(hint: Any) -> bool:
    return typing.get_origin(hint) is Literal


DOCUMENTS = Table("documents", Document, columns_of(Document), {})
LAYERS = tuple(  # in the order of the record: later layers refer to earlier ones
    Table(name, item, columns_of(item), LINKS.get(item, {}))
    for name, item in (
        ("times", Time),
        ("actors", Actor),
        ("places", Place),
        ("attributions", Attribution),
        ("events", Event),
        ("agenda", AgendaItem),
        ("disagreements", Disagreement),
        ("notes", Note),
    )
)


def row_of(fact: object, columns: Sequence[Column]) -> list[object]:
    """Return the values of `fact` for its columns."""
    return [_to_cell(getattr(fact, column.name), column.kind) for column in columns]


def _to_cell(value: object, kind: Kind) -> object:
    if kind == "json":
        return None if value is None else msgspec.json.encode(value).decode("utf-8")
    return int(bool(value)) if kind == "yes or no" else value


def fact_of(item: type, row: Sequence[object], columns: Sequence[Column]) -> Any:
    """Return the fact whose columns hold `row`; fields that are separate tables are left empty."""
    empty = dict.fromkeys(LINKS.get(item, ()), ())
    values = {column.name: _from_cell(cell, column) for column, cell in zip(columns, row, strict=True)}
    return item(**values, **empty)


def _from_cell(cell: Any, column: Column) -> object:
    if cell is None:
        return None
    if column.kind == "json":
        return msgspec.json.decode(cell, type=column.type)
    return bool(cell) if column.kind == "yes or no" else cell
