"""Write what questions ask for: one narrow row a fact, as people corrected it, beside the layers of the readings.

The rows are derived: from the readings, the table of corrections beside the store, and, of a telling, the happening that the
assembly found. They are written in the transaction of whatever they are derived from; a table of corrections that somebody
edited since is noticed by its hash, and `apply_corrections` brings the rows of the documents that it changes up to date.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from onrecord.store.correct import corrected
from onrecord.store.corrections import (
    NOTHING,
    ActorCorrection,
    Correction,
    FactCorrection,
    Identity,
    PairCorrection,
)
from onrecord.store.open import Store, explained
from onrecord.store.query import reading_of_number
from onrecord.store.transaction import writing
from onrecord.types import Actor, ActorId, AgendaItem, Attribution, Event, EventId, Published, Reading

SHIFT = 20  # bits of a number that are the position of a fact in its layer
MADE = -2  # minus the offset of the first mention: the key of an actor that a split made
BY_HAND = MADE - (1 << 32)  # minus a hash of its id: the key of an actor that people added
TABLES = ("parties", "statements", "tellings", "prospects", "reports")  # in the order of removal


def number_of(document: int, position: int) -> int:
    """Return the number of a fact.

    >>> number_of(3, 5)
    3145733
    """
    return (document << SHIFT) + position


def events_of(document: int) -> tuple[int, int]:
    """Return the first and the last number that facts of a document can have."""
    return document << SHIFT, ((document + 1) << SHIFT) - 1


def place_of(number: int) -> tuple[int, int]:
    """Return the document and the position of a fact.

    >>> place_of(3145733)
    (3, 5)
    """
    return number >> SHIFT, number & ((1 << SHIFT) - 1)


def actor_key(fact: str, positions: Mapping[Any, int]) -> int:
    """Return the key of an actor of a corrected reading: its position; of one that a correction made, a negative number.

    >>> actor_key("a_1", {"a_1": 0}), actor_key("a_1-120", {"a_1": 0}), actor_key("a_2", {"a_1": 0}) < BY_HAND
    (0, -122, True)
    """
    if fact in positions:
        return positions[fact]
    base, _, offset = fact.rpartition("-")
    if base in positions and offset.isdecimal():
        return MADE - int(offset)
    return BY_HAND - zlib.crc32(fact.encode()) - 1


_LINKED = """
UPDATE parties SET entity = (
    SELECT a.thing FROM assembled_from AS a
     WHERE a.document = parties.document AND a.what = 'entities' AND a.fact = parties.actor)
 WHERE document = ?1 AND EXISTS (SELECT 1 FROM assembled_from WHERE document = ?1 AND what = 'entities')
"""

# ---- one document ------------------------------------------------------------------------


def write_index(
    connection: sqlite3.Connection, document: int, reading: Reading, corrections: Sequence[Correction]
) -> None:
    """Write the rows of one document in place of those that it had."""
    told = corrected(reading, corrections)
    remove_index(connection, document)
    row = (document, day_of(reading.document.published), reading.document.publisher)
    connection.execute("INSERT INTO reports (document, published, publisher) VALUES (?, ?, ?)", row)
    _Rows(connection, document, reading, told).write()
    if told != reading:
        connection.execute("INSERT OR IGNORE INTO corrected (document) VALUES (?)", (document,))


def remove_index(connection: sqlite3.Connection, document: int) -> None:
    """Remove the rows of one document."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))  # noqa: S608
    connection.execute("DELETE FROM corrected WHERE document = ?", (document,))


def day_of(published: Published) -> str | None:
    """Return the day of publication, or the earliest possible one."""
    return published.value or published.earliest or published.latest


class _Rows:
    """The rows of one document, of its reading as corrected."""

    def __init__(
        self, connection: sqlite3.Connection, document: int, reading: Reading, told: Reading
    ) -> None:
        self.connection, self.document, self.told = connection, document, told
        self.published = day_of(reading.document.published)
        self.positions = {
            layer: {fact.id: n for n, fact in enumerate(getattr(reading, layer))}
            for layer in ("actors", "attributions", "events", "agenda")
        }
        self.actors: Mapping[ActorId, Actor] = {a.id: a for a in told.actors}

    def write(self) -> None:
        self._insert(
            "statements",
            ("number", "document", "published", "kind", "quotation", "sourcing", "sector", "role"),
            map(self._statement, self.told.attributions),
        )
        events = {event.id: event for event in self.told.events}
        self._insert(
            "tellings",
            ("number", "document", "published", "type", "status", "place", "country", "geonames", "earliest",
             "latest", "happening"),
            map(self._telling, self.told.events),
        )  # fmt: skip
        self._insert(
            "prospects",
            ("number", "document", "published", "kind", "status", "type", "place", "country", "earliest",
             "latest", "telling", "happening"),
            (self._prospect(item, events) for item in self.told.agenda),
        )  # fmt: skip
        self._insert(
            "toponyms",
            ("name", "country", "geonames", "kind"),
            ((p.name, p.country or "", p.geonames or 0, p.kind) for p in self.told.places),
        )
        parties = sorted({row for row in self._parties() if row is not None}, key=lambda row: row[1:4])
        self._insert("parties", ("document", "actor", "role", "fact", "published", "country"), parties)
        self.connection.execute(_LINKED, (self.document,))

    def _insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        self.connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            rows,
        )

    def _number(self, layer: str, fact: str) -> int:
        return number_of(self.document, self.positions[layer][fact])

    def _statement(self, attribution: Attribution) -> Sequence[object]:
        source = (
            self.actors.get(attribution.source.actor)
            if attribution.source and attribution.source.actor
            else None
        )
        words = attribution.source.text if attribution.source else None
        called = (source.office if source.named else source.name) if source else words
        return (
            self._number("attributions", attribution.id),
            self.document,
            self.published,
            attribution.kind,
            attribution.quotation,
            attribution.sourcing,
            source.sector if source else None,
            self._role(called),
        )

    def _role(self, words: str | None) -> int | None:
        """Return the number of what a source is called; new words get one."""
        if not words:
            return None
        self.connection.execute(
            "INSERT INTO roles (words) VALUES (?) ON CONFLICT (words) DO NOTHING", (words,)
        )
        row = self.connection.execute("SELECT number FROM roles WHERE words = ?", (words,)).fetchone()
        return int(row[0])

    def _telling(self, event: Event) -> Sequence[object]:
        place, time = event.location, event.time
        position = self.positions["events"][event.id]
        return (
            number_of(self.document, position),
            self.document,
            self.published,
            event.type,
            event.status,
            place.name if place else None,
            place.country if place else None,
            place.geonames if place else None,
            (time.earliest or time.latest) if time else None,
            (time.latest or time.earliest) if time else None,
            self._happening(position),
        )

    def _happening(self, position: int) -> int | None:
        row = self.connection.execute(
            "SELECT h.number FROM assembled_from AS a JOIN happenings AS h ON h.id = a.thing "
            "WHERE a.document = ? AND a.what = 'happenings' AND a.fact = ?",
            (self.document, position),
        ).fetchone()
        return int(row[0]) if row else None

    def _prospect(self, item: AgendaItem, events: Mapping[EventId, Event]) -> Sequence[object]:
        event = events.get(item.event) if item.event else None
        place = item.location or (event.location if event else None)
        return (
            self._number("agenda", item.id),
            self.document,
            self.published,
            item.kind,
            item.status,
            event.type if event else None,
            place.name if place else None,
            place.country if place else None,
            item.earliest or item.latest,
            item.latest or item.earliest,
            self._number("events", event.id) if event else None,
            self._happening(self.positions["events"][event.id]) if event else None,
        )

    def _parties(self) -> Iterator[tuple[int, int, str, int, str | None, str | None] | None]:
        for attribution in self.told.attributions:
            fact = self._number("attributions", attribution.id)
            yield self._party("speaker", fact, attribution.source.actor if attribution.source else None)
            yield self._party("addressee", fact, attribution.addressee)
        for event in self.told.events:
            fact = self._number("events", event.id)
            yield from (self._party("actor", fact, actor) for actor in event.actors)
            yield from (self._party("recipient", fact, actor) for actor in event.recipients)
        for item in self.told.agenda:
            fact = self._number("agenda", item.id)
            yield from (self._party("participant", fact, actor) for actor in item.participants)

    def _party(
        self, role: str, fact: int, who: ActorId | None
    ) -> tuple[int, int, str, int, str | None, str | None] | None:
        actor = self.actors.get(who) if who else None
        if actor is None:
            return None
        key = actor_key(actor.id, self.positions["actors"])
        return self.document, key, role, fact, self.published, actor.country


# ---- the assembly ------------------------------------------------------------------------


def index_happening(connection: sqlite3.Connection, happening: str) -> None:
    """Write the happening beside the events that tell of it, and beside what lies ahead which word is the latest."""
    row = connection.execute("SELECT number FROM happenings WHERE id = ?", (happening,)).fetchone()
    for statement in _HAPPENING:
        connection.execute(statement, {"happening": happening, "number": row[0]})


_SUPERSEDED = """
UPDATE prospects SET superseded = number <> (
       SELECT p.number FROM prospects AS p WHERE p.happening = :number
        ORDER BY p.published DESC, p.latest IS NULL, p.number DESC LIMIT 1)
 WHERE happening = :number
"""
_HAPPENING = (
    "UPDATE tellings SET happening = NULL WHERE happening = :number",
    """UPDATE tellings SET happening = :number WHERE number IN (
           SELECT (document << 20) + fact FROM assembled_from
            WHERE what = 'happenings' AND thing = :happening AND fact >= 0)""",
    "UPDATE prospects SET happening = NULL, superseded = 0 WHERE happening = :number",
    """UPDATE prospects SET happening = :number
        WHERE telling IN (SELECT number FROM tellings WHERE happening = :number)""",
    _SUPERSEDED,
)


def index_entity(connection: sqlite3.Connection, entity: str) -> None:
    """Write the names of an entity."""
    connection.execute("DELETE FROM entity_names WHERE entity = ?", (entity,))
    connection.execute(
        "INSERT OR IGNORE INTO entity_names (name, entity, alias) SELECT name, id, 0 FROM entities WHERE id = ?1 "
        "UNION ALL SELECT a.value, e.id, 1 FROM entities AS e, json_each(e.body, '$.aliases') AS a WHERE e.id = ?1",
        (entity,),
    )


# ---- corrections -------------------------------------------------------------------------


def corrections_digest(corrections: Sequence[Correction]) -> str:
    """Return a hash of what corrections say, wherever they stand."""
    told = "\x1e".join(repr(replace(c, file="", line=0)) for c in corrections)
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


def held_digest(connection: sqlite3.Connection) -> str:
    """Return the hash of the corrections that hold in the rows."""
    row = connection.execute("SELECT value FROM state WHERE name = 'corrections'").fetchone()
    return str(row[0]) if row else corrections_digest(())


def holds_corrections(store: Store, corrections: Sequence[Correction]) -> bool:
    """Return whether the rows are those of these corrections."""
    with explained(store.path):
        return held_digest(store.connection) == corrections_digest(corrections)


def apply_corrections(store: Store, corrections: Sequence[Correction]) -> int:
    """Write the rows of all documents that corrections change, or changed before; return how many documents."""
    connection, digest = store.connection, corrections_digest(corrections)
    if held_digest(connection) == digest:
        return 0
    with writing(store):
        before = {int(number) for (number,) in connection.execute("SELECT document FROM corrected")}
        changed = sorted(before | documents_meant(connection, corrections))
        for number in changed:
            reading = reading_of_number(connection, number)
            if reading is not None:
                write_index(connection, number, reading, corrections)
                _supersede(connection, number)
                _link_actors(connection, number, reading, corrected(reading, corrections))
        note_corrections(connection, corrections)
    return len(changed)


def _supersede(connection: sqlite3.Connection, document: int) -> None:
    """Write anew which word is the latest of what lies ahead in a document."""
    for (happening,) in connection.execute(
        "SELECT DISTINCT happening FROM prospects WHERE document = ? AND happening IS NOT NULL", (document,)
    ).fetchall():
        connection.execute(_SUPERSEDED, {"number": happening})


def note_corrections(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> None:
    """Write down which corrections hold in the rows."""
    connection.execute(
        "INSERT INTO state (name, value) VALUES ('corrections', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (corrections_digest(corrections),),
    )


def documents_meant(connection: sqlite3.Connection, corrections: Sequence[Correction]) -> set[int]:
    """Return the numbers of the documents in which a correction may change something."""
    return {number for correction in corrections for number in _meant(connection, correction)}


def _meant(connection: sqlite3.Connection, correction: Correction) -> Iterator[int]:
    if isinstance(correction, PairCorrection):
        return  # changes the assembly alone
    places = (correction.where,) if isinstance(correction, FactCorrection) else correction.documents
    named = {where.document for where in places}
    which = correction.actor if isinstance(correction, ActorCorrection) else Identity()
    if named:
        rows = (
            row
            for document in named
            for row in connection.execute("SELECT number FROM documents WHERE id = ?", (document,))
        )
    elif which.wikidata not in (None, NOTHING):
        rows = (
            row
            for row in connection.execute("SELECT document FROM actors WHERE wikidata = ?", (which.wikidata,))
        )
    else:
        rows = (
            row
            for name in _spellings(connection, which.name or "")
            for row in connection.execute(
                "SELECT document FROM actors WHERE name = ? COLLATE NOCASE", (name,)
            )
        )
    yield from (int(number) for (number,) in rows)


def _spellings(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the name, and where SQLite cannot fold its letters, the names of the store that differ in case alone."""
    if name.isascii():
        return [name]
    folded = name.casefold()
    names = (str(row[0]) for row in connection.execute("SELECT DISTINCT name FROM actors"))
    return [other for other in names if other.casefold() == folded]


# ---- entities, between two assemblies ----------------------------------------------------


def _link_actors(connection: sqlite3.Connection, number: int, reading: Reading, told: Reading) -> None:
    """Give the actors of a document that corrections change to the entities that they now are; the next assembly decides anew."""
    positions = {actor.id: n for n, actor in enumerate(reading.actors)}
    links = connection.execute(
        "SELECT fact, thing FROM assembled_from WHERE what = 'entities' AND document = ?", (number,)
    ).fetchall()
    if not links:  # not assembled yet
        return
    before: dict[int, str] = dict(links)
    after: dict[int, str] = {}
    for actor in told.actors:
        if actor.named:
            key = actor_key(actor.id, positions)
            after[key] = _entity_of(connection, actor, before.get(key), reading.document.id)
    if after == before:
        return
    connection.execute("DELETE FROM assembled_from WHERE what = 'entities' AND document = ?", (number,))
    connection.executemany(
        "INSERT INTO assembled_from (what, thing, document, fact) VALUES ('entities', ?, ?, ?)",
        [(entity, number, key) for key, entity in sorted(after.items())],
    )
    for entity in {*before.values(), *after.values()}:  # so that the next assembly writes its links again
        connection.execute("UPDATE entities SET digest = x'' WHERE id = ?", (entity,))


def _entity_of(connection: sqlite3.Connection, actor: Actor, before: str | None, document: str) -> str:
    """Return the entity of an actor: the one that it was, if that still fits, else one that does, else a new one."""
    asked = {
        "id": before,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "wikidata": actor.wikidata,
    }
    row = connection.execute(_FITTING, asked).fetchone()
    if row is not None:
        return str(row[0])
    known = actor.wikidata or f"{document} {actor.id} {actor.name}"
    entity = f"n_{hashlib.blake2b(known.encode(), digest_size=8).hexdigest()}"
    body = {"id": entity, "actors": [{"document": document, "actor": actor.id}]}
    body |= {field: getattr(actor, field) for field in ("name", "kind", "country", "sector", "wikidata")}
    connection.execute(
        "INSERT INTO entities (id, body, digest) VALUES (?, ?, x'') ON CONFLICT (id) DO NOTHING",
        (entity, msgspec.json.encode(body).decode("utf-8")),
    )
    index_entity(connection, entity)
    return entity


_FITTING = """
SELECT e.id FROM entities AS e
 WHERE (e.wikidata = :wikidata
    OR (e.id IN (SELECT entity FROM entity_names WHERE name = :name)
        AND json_extract(e.body, '$.kind') = :kind
        AND (e.wikidata IS NULL OR :wikidata IS NULL)
        AND coalesce(json_extract(e.body, '$.country') = :country, 1)))
 ORDER BY e.id IS NOT :id, e.wikidata IS NOT :wikidata, e.id LIMIT 1
"""
