"""Stream what a store keeps: one report after the other, whatever the size of the store.

The order is that of the days of publication, then of the ids, never that of adding: the same reports give the same stream. A
happening stands with the latest report that tells of it, so that each report is read once. The keys are sorted by SQLite,
which takes room on the disk and not in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, Literal, TypeVar

import msgspec

from onrecord.store.correct import corrector
from onrecord.store.corrections import Correction, corrections_path, read_corrections
from onrecord.store.find import Condition
from onrecord.store.index import place_of
from onrecord.store.layers import Packed
from onrecord.store.open import Store
from onrecord.store.packed import body_of
from onrecord.store.query import reading_of_number
from onrecord.store.rows import LAYERS
from onrecord.store.told import NAMED, Told, Whole
from onrecord.store.transaction import one_moment
from onrecord.types import Reading

Layer = Literal["attributions", "events", "agenda"]
T = TypeVar("T")
TABLES: dict[Layer, str] = {"attributions": "statements", "events": "tellings", "agenda": "prospects"}
PARTIES = {"tellings": "('actor', 'recipient')", "prospects": "('participant')"}  # who takes part in them
ENTITIES_HELD = 4096  # entities that a stream keeps in memory


class Reports:
    """Reads reports one by one, with some of their layers, as people corrected them."""

    def __init__(self, store: Store, layers: Sequence[str], *, mentions: bool, reasons: bool = False) -> None:
        """Set what is read of each report."""
        self.store, self.mentions, self.reasons = store, mentions, reasons
        self.layers = tuple(table for table in LAYERS if table.name in layers)
        self.corrections = read_corrections(corrections_path(store.path))[0]
        self.correct: Callable[[Reading], Reading] = corrector(self.corrections)
        rows = store.connection.execute("SELECT document FROM corrected")
        self.corrected = frozenset(row[0] for row in rows)

    def read(self, document: int) -> Told | None:
        """Return the report of a number, or None."""
        is_corrected = document in self.corrected
        reading = reading_of_number(
            self.store.connection,
            document,
            self.layers,
            reasons=self.reasons or is_corrected,  # a correction goes by mentions
            mentions=self.mentions,
        )
        if reading is None:
            return None
        positions = {actor.id: n for n, actor in enumerate(reading.actors)}
        ids = {layer: [fact.id for fact in getattr(reading, layer)] for layer in NAMED}
        told = self.correct(reading) if is_corrected else reading
        return Told(self.store, document, positions, ids, Whole(told))

    def of(self, document: str) -> Told | None:
        """Return the report of an id, or None."""
        sql = "SELECT number FROM documents WHERE id = ?"
        row = self.store.connection.execute(sql, (document,)).fetchone()
        return self.read(int(row[0])) if row else None


class Held(Reports):
    """Reads each of a few reports once, for several streams that are read side by side."""

    def __init__(self, store: Store, layers: Sequence[str], *, mentions: bool) -> None:
        """Set what is read of each report; no report is held yet."""
        super().__init__(store, layers, mentions=mentions)
        self._told: dict[int, Told | None] = {}

    def read(self, document: int) -> Told | None:
        """Return the report of a number, or None."""
        if document not in self._told:
            self._told[document] = super().read(document)
        return self._told[document]

    def held(self, documents: Sequence[int]) -> Condition:
        """Let go of the reports that are held, and return the condition that a fact is told by one of some others."""
        self._told = {}
        return Condition(f"document IN ({', '.join('?' * len(documents))})", tuple(documents))


def numbers_of(store: Store, conditions: Sequence[Condition], many: int) -> Iterator[list[int]]:
    """Yield the numbers of the reports that fulfil all conditions, so many at a time, in their order."""
    with one_moment(store):
        found = _in_order(store, conditions)
        while numbers := list(islice(found, many)):
            yield numbers


def _in_order(store: Store, conditions: Sequence[Condition]) -> Iterator[int]:
    where, values = _where(conditions)
    sql = (
        f"SELECT document FROM reports{where} ORDER BY published, "  # noqa: S608
        "(SELECT id FROM documents AS d WHERE d.number = reports.document)"
    )
    return (document for (document,) in store.connection.execute(sql, values))


def reports(store: Store, conditions: Sequence[Condition], of: Reports) -> Iterator[Told]:
    """Yield the reports that fulfil all conditions."""
    with one_moment(store):
        for document in _in_order(store, conditions):
            report = of.read(document)
            if report is not None:
                yield report


def facts(
    store: Store, layer: Layer, conditions: Sequence[Condition], of: Reports
) -> Iterator[tuple[Told, tuple[Any, ...]]]:
    """Yield each report that has facts which fulfil all conditions, with these facts in their order."""
    where, values = _where(conditions)
    table = TABLES[layer]
    sql = (
        f"SELECT number FROM {table}{where} ORDER BY published, "  # noqa: S608
        f"(SELECT id FROM documents AS d WHERE d.number = {table}.document), number"
    )
    with one_moment(store):
        places = (place_of(number) for (number,) in store.connection.execute(sql, values))
        for document, own in groupby(places, key=lambda place: place[0]):
            report = of.read(document)
            if report is not None:
                yield report, tuple(report.fact(layer, position) for _, position in own)


def happenings(
    store: Store, conditions: Sequence[Condition], kind: type[T], of: Reports
) -> Iterator[tuple[Told, tuple[T, ...]]]:
    """Yield each report that is the latest to tell of happenings which fulfil all conditions, with these happenings."""
    where, values = _where(conditions)
    store.connection.create_function("body_of", 1, body_of, deterministic=True)
    last = "json_extract(body_of(body), '$.tellings[#-1].document')"
    sql = (
        f"SELECT number, (SELECT d.number FROM documents AS d WHERE d.id = {last}) FROM happenings{where} "  # noqa: S608
        f"ORDER BY json_extract(body_of(body), '$.tellings[#-1].published'), {last}, id"
    )
    with one_moment(store):
        found = store.connection.execute(sql, values)
        for document, own in groupby(found, key=lambda row: row[1]):
            report = of.read(document) if document is not None else None
            if report is not None:
                yield report, tuple(_body(store, "happenings", "number", number, kind) for number, _ in own)


def entities(
    store: Store, conditions: Sequence[Condition], kind: type[T], *, of_happenings: bool = False
) -> Iterator[T]:
    """Yield the entities that the reports name which fulfil all conditions, by id; without their actors.

    With `of_happenings` also those that take part, in any report, in the happenings that these reports tell of.
    """
    where, values = _where(conditions)
    asked = f"SELECT document FROM reports{where}"  # noqa: S608
    found = [f"SELECT thing FROM assembled_from WHERE what = 'entities' AND document IN ({asked})"]  # noqa: S608
    found += (_parties_of(table, asked) for table in PARTIES) if of_happenings else ()
    named = f" WHERE id IN ({' UNION '.join(found)})" if conditions else ""
    sql = f"SELECT body FROM entities{named} ORDER BY id"  # noqa: S608
    with one_moment(store):
        for (body,) in store.connection.execute(sql, values * len(found) if conditions else ()):
            yield msgspec.json.decode(body_of(body), type=kind)


def _parties_of(table: str, documents: str) -> str:
    """Return the SQL for the entities that take part in the happenings of which some documents tell."""
    return (
        f"SELECT p.entity FROM {table} AS f JOIN parties AS p ON p.document = f.document AND p.fact = f.number "  # noqa: S608
        f"AND p.role IN {PARTIES[table]} WHERE f.happening IN "
        f"(SELECT happening FROM {table} WHERE happening IS NOT NULL AND document IN ({documents}))"
    )


def finder(store: Store, table: str, kind: type[T]) -> Callable[[str], T | None]:
    """Return a function from an id to the thing of one table of the assembly, or None."""

    @lru_cache(maxsize=ENTITIES_HELD)
    def find(thing: str) -> T | None:
        found: T | None = _body(store, table, "id", thing, kind)
        return found

    return find


def numbers(store: Store, document: int) -> dict[str, int]:
    """Return how many facts each layer of a document has, before corrections."""
    packed = Packed(store.connection, document)
    counts: dict[str, int] = {}
    for table in LAYERS:
        asked = f"SELECT count(*) FROM {table.name} WHERE document = ?"  # noqa: S608
        counts[table.name] = (
            len(packed.rows(table))
            if table.is_packed
            else store.connection.execute(asked, (document,)).fetchone()[0]
        )
    return counts


def copies(store: Store) -> dict[str, str]:
    """Return the origin of each copy, by the ids of the documents."""
    rows = store.connection.execute(
        "SELECT c.origin, d.id FROM copies AS c JOIN assembled_from AS a ON a.what = 'copies' AND a.thing = c.id "
        "JOIN documents AS d ON d.number = a.document WHERE d.id <> c.origin"
    )
    return {copy: origin for origin, copy in rows}


def corrections_of(store: Store) -> tuple[Correction, ...]:
    """Return the corrections that hold for a store."""
    return read_corrections(corrections_path(store.path))[0]


def failures(store: Store) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the inputs that could not be read: name, code and message of the last failure, by name."""
    yield from store.connection.execute(
        "SELECT id, reason, message FROM (SELECT id, reason, message, max(run) FROM journal "
        "WHERE what = 'input' AND change = 'failed' GROUP BY id) ORDER BY id"
    )


def readers(store: Store) -> list[tuple[str, int]]:
    """Return the versions of the reader, and how many reports each has read."""
    rows = store.connection.execute("SELECT reader, count(*) FROM documents GROUP BY 1 ORDER BY 1")
    return [(str(version), int(number)) for version, number in rows]


def _body(store: Store, table: str, column: str, key: object, kind: type[T]) -> Any:
    row = store.connection.execute(f"SELECT body FROM {table} WHERE {column} = ?", (key,)).fetchone()  # noqa: S608
    return None if row is None else msgspec.json.decode(body_of(row[0]), type=kind)


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    joined = " AND ".join(f"({condition.sql})" for condition in conditions)
    return (f" WHERE {joined}" if joined else ""), tuple(v for c in conditions for v in c.values)
