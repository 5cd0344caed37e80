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
from typing import Any, TypeVar

import msgspec

from onrecord.store.correct import corrected
from onrecord.store.corrections import Correction, corrections_path, read_corrections
from onrecord.store.index import actor_key, place_of
from onrecord.store.open import Store, explained
from onrecord.store.query import reading_of_number
from onrecord.store.rows import LAYERS
from onrecord.types import Actor, ActorId, Reading

NAMED = ("attributions", "events", "agenda")  # layers whose facts questions name by position

MOST_KEPT = 400  # readings in memory, of some layers and without reasons: some 100 kB each

T = TypeVar("T")


@dataclass(frozen=True)
class _Kept:
    """What was read of one report, and what functions made of it."""

    reading: Reading
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
    reading: Reading
    _made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict, compare=False, repr=False)

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

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, Any]]:
        return {layer: {fact.id: fact for fact in getattr(self.reading, layer)} for layer in self.ids}

    def fact(self, layer: str, position: int) -> Any:
        """Return the fact of a layer that stood at a position before corrections; one that was withdrawn is a `KeyError`."""
        return self._facts[layer][self.ids[layer][position]]

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """The ids of the entities of its actors, by the id of the actor."""
        rows = self.store.connection.execute(
            "SELECT fact, thing FROM assembled_from WHERE document = ? AND what = 'entities'", (self.number,)
        )
        by_key: dict[int, str] = dict(rows)
        found = {actor: actor_key(actor, self.positions) for actor in self.actors}
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
        return self.actors.get(who) if who else None


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
        happening: Any = msgspec.json.decode(body, type=kind)
    return happening, (_told_in(store, t.document, layers) for t in reversed(happening.tellings))


def _told_in(store: Store, document: str, layers: Sequence[str]) -> Told | None:
    with explained(store.path):
        row = store.connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
    return _told(store, int(row[0]), layers) if row else None


def told_thing(store: Store, table: str, thing: str, kind: type[T]) -> T:
    """Return one thing of the assembly, as a value of its type."""
    with explained(store.path):
        (body,) = store.connection.execute(f"SELECT body FROM {table} WHERE id = ?", (thing,)).fetchone()  # noqa: S608
    return msgspec.json.decode(body, type=kind)


def told_report(store: Store, document: int, layers: Sequence[str]) -> Told | None:
    """Return one report with some of its layers, as corrected."""
    return _told(store, document, layers)


def _told(store: Store, document: int, layers: Sequence[str]) -> Told | None:
    with explained(store.path):
        row = store.connection.execute(_HASH, (document,)).fetchone()
        if row is None:
            return None
        digest, is_corrected = row
        if is_corrected:  # a correction goes by mentions
            kept = _read(store, document, layers, reasons=True)
            return kept and Told(
                store, document, kept.positions, kept.ids, corrected(kept.reading, _corrections(store))
            )
        key = (str(store.path), document, digest, tuple(layers))
        kept = _LATEST.get(key) or _read(store, document, layers, reasons=False)
    if kept is None:
        return None
    _LATEST.keep(key, kept)
    return Told(store, document, kept.positions, kept.ids, kept.reading, kept.made)


_HASH = "SELECT digest, EXISTS (SELECT 1 FROM corrected WHERE document = ?1) FROM documents WHERE number = ?1"


def _read(store: Store, document: int, layers: Sequence[str], *, reasons: bool) -> _Kept | None:
    tables = tuple(table for table in LAYERS if table.name in layers)
    reading = reading_of_number(store.connection, document, tables, reasons=reasons)
    if reading is None:
        return None
    positions = {actor.id: n for n, actor in enumerate(reading.actors)}
    return _Kept(
        reading, positions, {layer: [fact.id for fact in getattr(reading, layer)] for layer in NAMED}
    )


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
