"""Convert facts to rows of the store and back.

The tables are derived from the types, so that dataclass, record and row stay the same (tests/store
compares schema.sql with them). A plain field is one column, a reference to another fact is the place of that fact in
its layer, a value of several parts has a column for each, and a list of actors or mentions is a separate table.
The words of a span are not repeated: they stand in the text.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
import typing
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Literal, NewType

import msgspec

from onrecord.errors import UnsoundError
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    Attribution,
    AttributionId,
    Disagreement,
    Document,
    Event,
    EventId,
    Figure,
    Mention,
    Note,
    Place,
    Reading,
    Reason,
    Side,
    Span,
    Time,
    TimeId,
)

Basis = tuple[Reason, ...]  # packed for the whole document
PACKED = frozenset(  # layers and lists of which nothing is asked in SQL: store/layers.py
    {
        "times",
        "notes",
        "mentions",
        "event_mentions",
        "event_actors",
        "event_recipients",
        "agenda_participants",
    }
)
Kind = Literal["plain", "yes or no", "reference", "words", "spans", "parts", "json"]


@dataclasses.dataclass(frozen=True)
class Links:
    """A field that is a separate table: ids of actors, or small facts such as mentions."""

    table: str
    owner: str  # the column with the place of the fact that the row belongs to
    item: type | None = None  # None: an actor's id

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of an item; of an actor's id one reference."""
        return (
            columns_of(self.item) if self.item else (Column("actor", "reference", ActorId, layer="actors"),)
        )

    @property
    def is_packed(self) -> bool:
        """Whether the lists are no table of their own, but packed for the whole document."""
        return self.table in PACKED

    def rows_of(self, values: Iterable[object], places: Places) -> list[Sequence[object]]:
        """Return the rows of the list of one fact."""
        if self.item:
            return [row_of(value, self.columns, places) for value in values]
        return [(places.place("actors", str(value)),) for value in values]

    @cached_property
    def read(self) -> Read:
        """Returns an item of its row, or the id of an actor."""
        return Reader(self.item, self.columns) if self.item else lambda row, ids: ids.ids["actors"][row[0]]


@dataclasses.dataclass(frozen=True)
class Column:
    """One field of a fact in its table: one cell, or one for each of its parts."""

    name: str
    kind: Kind
    type: Any
    layer: str = ""  # of the fact that a reference is to
    parts: tuple[Column, ...] = ()  # of a value of several parts; the first is never empty

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The names of the columns in the table."""
        if self.kind == "words":
            return ()
        if self.kind != "parts":
            return (self.name,)
        return tuple(f"{self.name}_{cell}" for part in self.parts for cell in part.cells)


@dataclasses.dataclass(frozen=True)
class Table:
    """The table of one layer: its type, its columns, and the tables of its lists."""

    name: str
    item: type
    columns: tuple[Column, ...]
    links: dict[str, Links]

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The names of the columns in the table, in the order of the fields."""
        return cells_of(self.columns)

    @cached_property
    def read(self) -> Reader:
        """Returns a fact of its row."""
        return Reader(self.item, self.columns)

    @property
    def is_packed(self) -> bool:
        """Whether the layer is no table of its own, but packed for the whole document."""
        return self.name in PACKED

    @cached_property
    def has_basis(self) -> bool:
        """Whether its facts have reasons, which are packed for the whole document."""
        return "basis" in {field.name for field in dataclasses.fields(self.item)}


def cells_of(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of the columns in the table."""
    return tuple(cell for column in columns for cell in column.cells)


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
REFERENCES: dict[Any, str] = {  # the type of an id, and the layer of the fact that it names
    ActorId: "actors",
    TimeId: "times",
    AttributionId: "attributions",
    EventId: "events",
}
ELSEWHERE: dict[type, set[str]] = {Document: {"text", "text_id"}}  # fields that are rows of another table


def columns_of(item: type) -> tuple[Column, ...]:
    """Return the columns of the fields of a fact, without those that stand elsewhere."""
    hints = typing.get_type_hints(item)
    elsewhere = {*LINKS.get(item, {}), *ELSEWHERE.get(item, ())}
    names = [f.name for f in dataclasses.fields(item) if f.name not in elsewhere]
    return tuple(_column(item, name, hints[name]) for name in names if hints[name] != Basis)


def _column(item: type, name: str, hint: Any) -> Column:
    options = [part for part in _options(hint) if part is not types.NoneType]
    (first, *others) = options
    if issubclass(item, Span) and name == "text":
        return Column(name, "words", hint)
    if first in REFERENCES and name != "id":
        return Column(name, "reference", hint, layer=REFERENCES[first])
    if not others and dataclasses.is_dataclass(first) and _begins_filled(first):
        return Column(name, "parts", first, parts=columns_of(typing.cast("type", first)))
    return Column(name, _kind(hint, options), hint)


def _begins_filled(item: Any) -> bool:
    """Return whether the first field of a type is never null: then an empty cell says that there is no value."""
    first = dataclasses.fields(item)[0]
    return types.NoneType not in _options(typing.get_type_hints(item)[first.name])


def _kind(hint: Any, options: Sequence[Any]) -> Kind:
    if hint is bool:
        return "yes or no"
    if typing.get_args(hint)[:1] == (Span,):
        return "spans"
    return "plain" if all(o in PLAIN or isinstance(o, NewType) or _is_literal(o) for o in options) else "json"


PLAIN = (str, int, float)
DIGEST_BYTES = 8  # against accidents, not against people


def _options(hint: Any) -> tuple[Any, ...]:
    """Return the types of a union, or the one type."""
    is_union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    return typing.get_args(hint) if is_union else (hint,)


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


# ---- facts → rows ------------------------------------------------------------------------


class Places:
    """The text of a reading, and the place of each fact in its layer."""

    def __init__(self, reading: Reading) -> None:
        """Number the facts; raises `UnsoundError` if an id stands twice in a layer."""
        self.text = reading.document.text
        self._places = {
            layer: {fact.id: n for n, fact in enumerate(getattr(reading, layer))}
            for layer in ("times", "actors", "places", "attributions", "events", "agenda", "disagreements")
        }
        for layer, places in self._places.items():
            if len(places) < len(getattr(reading, layer)):
                raise UnsoundError(f"an id stands twice in {layer}")

    def place(self, layer: str, fact: str | None) -> int | None:
        """Return the place of a fact; raises `UnsoundError` if there is none of this id."""
        if fact is None:
            return None
        try:
            return self._places[layer][fact]
        except KeyError:
            raise UnsoundError(f"it names '{fact}', which is not among its {layer}") from None

    def check(self, span: Span) -> None:
        """Raise `UnsoundError` if a span does not quote the text."""
        if self.text[span.start : span.end] != span.text:
            raise UnsoundError(f"the span {span.start} to {span.end} does not quote its text, '{span.text}'")


def row_of(fact: object, columns: Sequence[Column], places: Places) -> list[object]:
    """Return the cells of `fact` for its columns."""
    if isinstance(fact, Span):
        places.check(fact)
    return [
        cell for column in columns for cell in _WRITE[column.kind](getattr(fact, column.name), column, places)
    ]


def _write_plain(value: Any, _column: Column, _places: Places) -> tuple[object, ...]:
    return (value,)


def _write_flag(value: Any, _column: Column, _places: Places) -> tuple[object, ...]:
    return (int(bool(value)),)


def _write_reference(value: Any, column: Column, places: Places) -> tuple[object, ...]:
    return (places.place(column.layer, value),)


def _write_words(_value: Any, _column: Column, _places: Places) -> tuple[object, ...]:
    return ()


def _write_spans(value: Any, _column: Column, places: Places) -> tuple[object, ...]:
    for span in value:
        places.check(span)
    return (" ".join(f"{span.start}-{span.end}" for span in value),)


def _write_parts(value: Any, column: Column, places: Places) -> Sequence[object]:
    return (None,) * len(column.cells) if value is None else row_of(value, column.parts, places)


def _write_json(value: Any, _column: Column, _places: Places) -> tuple[object, ...]:
    return (None if value is None else msgspec.json.encode(value).decode("utf-8"),)


_WRITE: Mapping[Kind, Callable[[Any, Column, Places], Sequence[object]]] = {
    "plain": _write_plain,
    "yes or no": _write_flag,
    "reference": _write_reference,
    "words": _write_words,
    "spans": _write_spans,
    "parts": _write_parts,
    "json": _write_json,
}


# ---- rows → facts ------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Ids:
    """The text of a document, and the ids of the facts of its layers by their place."""

    text: str
    ids: Mapping[str, Sequence[str]]


Read = Callable[[Sequence[Any], Ids], Any]


class Reader:
    """Makes facts of one type of their rows. Cells that are values as they stand are taken at once, the other fields one by one."""

    def __init__(self, item: type, columns: Sequence[Column], begin: int = 0) -> None:
        """Find where the cells of each column are in a row; the first column begins at cell `begin`."""
        self._item, self._quotes = item, issubclass(item, Span)
        self._names: list[str] = []
        self._others: list[tuple[str, Read]] = []
        cells: list[int] = []
        for column in columns:
            if column.kind == "plain":
                self._names.append(column.name)
                cells.append(begin)
            elif column.kind != "words":  # words are taken from the text
                self._others.append((column.name, _READ[column.kind](column, begin)))
            begin += len(column.cells)
        self._cells = _taken(cells)

    def __call__(
        self, row: Sequence[Any], ids: Ids, others: Mapping[str, object] = MappingProxyType({})
    ) -> Any:
        """Return the fact of a row; `others` are its fields that stand elsewhere."""
        values: dict[str, Any] = dict(zip(self._names, self._cells(row), strict=True))
        for name, read in self._others:
            values[name] = read(row, ids)
        if self._quotes:
            values["text"] = ids.text[values["start"] : values["end"]]
        return self._item(**values, **others)


def _taken(cells: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return a function from a row to some of its cells."""
    if len(cells) > 1:
        return itemgetter(*cells)
    return lambda row: [row[cell] for cell in cells]  # an itemgetter of one gives no sequence


def _read_flag(_column: Column, cell: int) -> Read:
    return lambda row, _ids: bool(row[cell])


def _read_reference(column: Column, cell: int) -> Read:
    layer = column.layer
    return lambda row, ids: None if row[cell] is None else ids.ids[layer][row[cell]]


def _read_spans(_column: Column, cell: int) -> Read:
    def read(row: Sequence[Any], ids: Ids) -> object:
        pairs = (pair.partition("-") for pair in row[cell].split())
        places = ((int(start), int(end)) for start, _, end in pairs)
        return tuple(Span(start=start, end=end, text=ids.text[start:end]) for start, end in places)

    return read


def _read_parts(column: Column, cell: int) -> Read:
    own = Reader(column.type, column.parts, cell)
    return lambda row, ids: None if row[cell] is None else own(row, ids)


def _read_json(column: Column, cell: int) -> Read:
    decode = msgspec.json.Decoder(column.type).decode
    return lambda row, _ids: None if row[cell] is None else decode(row[cell])


_READ: Mapping[Kind, Callable[[Column, int], Read]] = {
    "yes or no": _read_flag,
    "reference": _read_reference,
    "spans": _read_spans,
    "parts": _read_parts,
    "json": _read_json,
}


def digest_of(value: object) -> bytes:
    """Return a hash of a value as JSON: a reading that was damaged has another."""
    return hashlib.blake2b(msgspec.json.encode(value), digest_size=DIGEST_BYTES).digest()


# ---- reasons -----------------------------------------------------------------------------

_REASON = tuple(field.name for field in dataclasses.fields(Reason))


def pack_reasons(reading: Reading) -> bytes | None:
    """Return the reasons of all facts of a reading as one cell, or None if there are none."""
    layers = {
        table.name: [[_packed(reason) for reason in fact.basis] for fact in getattr(reading, table.name)]
        for table in LAYERS
        if table.has_basis
    }
    if not any(any(facts) for facts in layers.values()):
        return None
    return zlib.compress(msgspec.json.encode(layers), 9)


def _packed(reason: Reason) -> list[object]:
    """Return the fields of a reason in their order, without the last ones that are null."""
    values = [getattr(reason, name) for name in _REASON]
    while values and values[-1] is None:
        values.pop()
    return values


def unpack_reasons(cell: bytes | None) -> Mapping[str, Sequence[Basis]]:
    """Return the reasons of the facts of each layer, in the order of the facts."""
    if cell is None:
        return {}
    layers: dict[str, list[list[list[Any]]]] = msgspec.json.decode(zlib.decompress(cell))
    return {
        layer: [tuple(Reason(**dict(zip(_REASON, one, strict=False))) for one in basis) for basis in facts]
        for layer, facts in layers.items()
    }
