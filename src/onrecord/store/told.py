"""Facts of the store as the reports tell them: typed, with their spans, and as people corrected them.

Only the documents that a page of an answer shows are read, and of them only some layers. The last ones that were read stay in
memory, under the hash of their record, so that a site does not read a report again for each page that quotes it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol, TypeVar

import msgspec

from onrecord.store.correct import corrected
from onrecord.store.corrections import Correction, corrections_path, read_corrections
from onrecord.store.index import actor_key, place_of
from onrecord.store.open import Store, explained
from onrecord.store.packed import body_of
from onrecord.store.query import kept_facts, reading_of_number
from onrecord.store.rows import LAYERS, Table
from onrecord.types import Actor, ActorId, Document, Reading

NAMED = ("attributions", "events", "agenda")  # layers whose facts questions name by position

MOST_KEPT = 1000  # reports in memory, of some layers and without reasons: some 50 kB each

T = TypeVar("T")


class Facts(Protocol):
    """The facts of a report, by their ids."""

    @property
    def document(self) -> Document:
        """The document."""

    @property
    def reading(self) -> Reading:
        """All of them."""

    def ids(self, layer: str) -> Sequence[str]:
        """Return the ids of the facts of a layer, in their order."""

    def all(self, layer: str) -> Sequence[Any]:
        """Return the facts of a layer."""

    def named(self, layer: str, name: str) -> Any:
        """Return the fact of an id, or None."""


@dataclass(frozen=True)
class Whole:
    """The facts of a reading that is there as a whole."""

    reading: Reading

    @property
    def document(self) -> Document:
        """The document."""
        return self.reading.document

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {}

    def ids(self, layer: str) -> Sequence[str]:
        """Return the ids of the facts of a layer, in their order."""
        return [fact.id for fact in self.all(layer)]

    def all(self, layer: str) -> Sequence[Any]:
        """Return the facts of a layer."""
        facts: Sequence[Any] = getattr(self.reading, layer)
        return facts

    def named(self, layer: str, name: str) -> Any:
        """Return the fact of an id, or None."""
        if layer not in self._by_id:
            self._by_id[layer] = {fact.id: fact for fact in self.all(layer)}
        return self._by_id[layer].get(name)


@dataclass(frozen=True)
class _Kept:
    """What was read of one report, and what functions made of it."""

    facts: Facts
    positions: Mapping[ActorId, int]
    ids: Mapping[str, Sequence[str]]
    made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One report with some layers, as corrected, and the entities of its actors."""

    store: Store
    number: int
    positions: Mapping[ActorId, int]
    """The positions of its actors before corrections."""
    ids: Mapping[str, Sequence[str]]
    """The ids of the facts of its layers, by their positions before corrections."""
    facts: Facts
    _made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def document(self) -> Document:
        """The document."""
        return self.facts.document

    @property
    def reading(self) -> Reading:
        """All that was read of it."""
        return self.facts.reading

    def made(self, make: Callable[[Reading], T]) -> T:
        """Return what a function makes of the reading: once, as long as the reading stays in memory."""
        if make not in self._made:
            self._made[make] = make(self.reading)
        found: T = self._made[make]
        return found

    @cached_property
    def actors(self) -> Mapping[ActorId, Actor]:
        """The actors, by id."""
        return {actor.id: actor for actor in self.reading.actors}

    def fact(self, layer: str, position: int) -> Any:
        """Return the fact of a layer that stood at a position before corrections; one that was withdrawn is a `KeyError`."""
        name = self.ids[layer][position]
        found = self.facts.named(layer, name)
        if found is None:
            raise KeyError(name)
        return found

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """The ids of the entities of its actors, by the id of the actor."""
        rows = self.store.connection.execute(
            "SELECT fact, thing FROM assembled_from WHERE document = ? AND what = 'entities'", (self.number,)
        )
        by_key: dict[int, str] = dict(rows)
        found = {actor: actor_key(actor, self.positions) for actor in self.facts.ids("actors")}
        return {actor: by_key[key] for actor, key in found.items() if key in by_key}

    @cached_property
    def happenings(self) -> Mapping[str, str]:
        """The ids of the happenings of its events, by the id of the event."""
        rows = self.store.connection.execute(
            "SELECT fact, thing FROM assembled_from WHERE document = ? AND what = 'happenings'",
            (self.number,),
        )
        return {self.ids["events"][fact]: thing for fact, thing in rows if fact >= 0}

    def actor(self, who: ActorId | None) -> Actor | None:
        """Return an actor, or None."""
        found: Actor | None = self.facts.named("actors", who) if who else None
        return found


def told(store: Store, numbers: Sequence[int], layers: Sequence[str]) -> Iterator[tuple[Told, int]]:
    """Yield for each number of a fact its report and the position of the fact in its layer."""
    reports = {document: None for document, _ in map(place_of, numbers)}
    found = {document: _told(store, document, layers) for document in reports}
    for document, position in map(place_of, numbers):
        report = found[document]
        if report is not None:
            yield report, position


def told_latest_first(
    store: Store, number: int, kind: type[T], layers: Sequence[str]
) -> tuple[T, Iterator[Told | None]]:
    """Return a happening, as a value of its type, and the reports that tell of it, the latest first, each read when asked for."""
    with explained(store.path):
        (body,) = store.connection.execute(
            "SELECT body FROM happenings WHERE number = ?", (number,)
        ).fetchone()
        happening: Any = msgspec.json.decode(body_of(body), type=kind)
    return happening, (_told_in(store, t.document, layers) for t in reversed(happening.tellings))


def _told_in(store: Store, document: str, layers: Sequence[str]) -> Told | None:
    with explained(store.path):
        row = store.connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
    return _told(store, int(row[0]), layers) if row else None


def told_thing(store: Store, table: str, thing: str, kind: type[T]) -> T:
    """Return one thing of the assembly, as a value of its type."""
    with explained(store.path):
        (body,) = store.connection.execute(f"SELECT body FROM {table} WHERE id = ?", (thing,)).fetchone()  # noqa: S608
    return msgspec.json.decode(body_of(body), type=kind)


def told_report(store: Store, document: int, layers: Sequence[str]) -> Told | None:
    """Return one report with some of its layers, as corrected."""
    return _told(store, document, layers)


def _told(store: Store, document: int, layers: Sequence[str]) -> Told | None:
    with explained(store.path):
        row = store.connection.execute(_HASH, (document,)).fetchone()
        if row is None:
            return None
        digest, is_corrected = row
        if is_corrected:
            return _corrected(store, document, layers)
        key = (str(store.path), document, digest, tuple(layers))
        kept = _LATEST.get(key) or _read(store, document, layers)
    if kept is None:
        return None
    _LATEST.keep(key, kept)
    return Told(store, document, kept.positions, kept.ids, kept.facts, kept.made)


_HASH = "SELECT digest, EXISTS (SELECT 1 FROM corrected WHERE document = ?1) FROM documents WHERE number = ?1"


def _corrected(store: Store, document: int, layers: Sequence[str]) -> Told | None:
    """Return a report as it was corrected: by its mentions, so that they are read as well."""
    reading = reading_of_number(store.connection, document, _tables(layers))
    if reading is None:
        return None
    positions = {actor.id: n for n, actor in enumerate(reading.actors)}
    ids = {layer: [fact.id for fact in getattr(reading, layer)] for layer in NAMED}
    return Told(store, document, positions, ids, Whole(corrected(reading, _corrections(store))))


def _read(store: Store, document: int, layers: Sequence[str]) -> _Kept | None:
    facts = kept_facts(store.connection, document, _tables(layers))
    if facts is None:
        return None
    positions = {ActorId(name): n for n, name in enumerate(facts.ids("actors"))}
    return _Kept(facts, positions, {layer: facts.ids(layer) for layer in NAMED})


def _tables(layers: Sequence[str]) -> tuple[Table, ...]:
    return tuple(table for table in LAYERS if table.name in layers)


class _Latest:
    """The readings that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: OrderedDict[Any, _Kept] = OrderedDict()

    def get(self, key: Any) -> _Kept | None:
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Any, kept: _Kept) -> None:
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_LATEST = _Latest(MOST_KEPT)


def _corrections(store: Store) -> tuple[Correction, ...]:
    return read_corrections(corrections_path(store.path))[0]
