"""Queries to the store: the kept documents, a reading as it was kept, documents by their words."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.store.find import phrases
from onrecord.store.layers import Packed
from onrecord.store.open import Store, explained
from onrecord.store.rows import (
    DOCUMENTS,
    LAYERS,
    Basis,
    Ids,
    Links,
    Table,
    cells_of,
    unpack_reasons,
)
from onrecord.store.transaction import one_moment
from onrecord.types import Actor, Document, DocumentId, Reading, TextId

MENTIONS = "mentions"  # the field of the places where a fact is named


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """One kept document: its metadata and the number of facts in each layer."""

    id: DocumentId
    """Its id."""
    text_id: TextId
    """The id of its text, which copies share."""
    title: str | None
    """Its title."""
    publisher: str | None
    """The outlet that published it."""
    published: str | None  # the day, or the earliest possible day
    """The day of publication, or the earliest possible one."""
    added: str
    """When it was added, UTC."""
    actors: int
    """How many actors it has."""
    attributions: int
    """How many attributions it has."""
    events: int
    """How many events it has."""
    agenda: int
    """How many items lie ahead in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What names a kept document to people: the id that its input gave, its title and outlet."""

    given_id: str | None
    """The id that its input gave."""
    title: str | None
    """Its title."""
    publisher: str | None
    """The outlet that published it."""


def publications(store: Store) -> dict[DocumentId, Publication]:
    """Return what names each kept document, by its id."""
    with explained(store.path):
        rows = store.connection.execute("SELECT id, given_id, title, publisher FROM documents").fetchall()
    return {
        DocumentId(document): Publication(given_id=given_id, title=title, publisher=publisher)
        for document, given_id, title, publisher in rows
    }


def documents(store: Store, *, words: str | None = None) -> list[KeptDocument]:
    """Return the kept documents, latest published first; with `words`, only those that contain all of them."""
    where, parameters = "", []
    if words is not None:
        asked = phrases(words)
        if not asked:
            return []
        where = "WHERE number IN (SELECT rowid FROM words WHERE words MATCH ?)"
        parameters = [asked]
    with explained(store.path):
        rows = store.connection.execute(_LIST.format(where=where), parameters).fetchall()
    return [KeptDocument(**dict(zip(_LISTED, row, strict=True))) for row in rows]


_LISTED = (
    "id",
    "text_id",
    "title",
    "publisher",
    "published",
    "added",
    "actors",
    "attributions",
    "events",
    "agenda",
)
_LIST = """
SELECT id, (SELECT id FROM texts WHERE number = d.text), title, publisher,
       coalesce(json_extract(published, '$.value'), json_extract(published, '$.earliest')), added,
       (SELECT count(*) FROM actors WHERE document = d.number),
       (SELECT count(*) FROM attributions WHERE document = d.number),
       (SELECT count(*) FROM events WHERE document = d.number),
       (SELECT count(*) FROM agenda WHERE document = d.number)
  FROM documents AS d
 {where}
 ORDER BY 5 DESC, number
"""


def find_documents(store: Store, beginning: str) -> list[DocumentId]:
    """Return the ids of kept documents that begin with `beginning`, or whose `given_id` or former id equals it."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT id FROM documents WHERE (id >= ?1 AND id < ?1 || char(0x10FFFF)) OR given_id = ?1 "
            "OR number IN (SELECT document FROM former_ids WHERE id = ?1) ORDER BY number",
            (beginning,),
        ).fetchall()
    return [DocumentId(row[0]) for row in rows]


def reading_of(store: Store, document: DocumentId) -> Reading | None:
    """Return the reading of a kept document, equal to the one that was kept."""
    with one_moment(store):
        row = store.connection.execute(f"{_DOCUMENT} WHERE d.id = ?", (document,)).fetchone()
        return None if row is None else _reading(store.connection, row)


def readings(store: Store) -> Iterator[Reading]:
    """Yield the readings of all kept documents, in the order in which they were first added."""
    with one_moment(store):
        for row in store.connection.execute(f"{_DOCUMENT} ORDER BY d.number"):
            yield _reading(store.connection, row)


def reading_of_number(
    connection: sqlite3.Connection,
    number: int,
    layers: Sequence[Table] = LAYERS,
    *,
    reasons: bool = True,
    mentions: bool = False,
) -> Reading | None:
    """Return the reading of the document with this number, or None; of all layers, or only some.

    Without `reasons`, the facts lack them and, unless `mentions`, their mentions: enough for the rows of an answer.
    """
    row = connection.execute(f"{_DOCUMENT} WHERE d.number = ?", (number,)).fetchone()
    if row is None:
        return None
    return _reading(connection, row, layers, with_reasons=reasons, with_mentions=reasons or mentions)


class KeptFacts:
    """Some layers of a document as rows, of which a fact is made when it is asked for, without reasons and mentions."""

    def __init__(
        self, connection: sqlite3.Connection, row: Sequence[Any], layers: Sequence[Table] = LAYERS
    ) -> None:
        """Take the number of the document, its text, reasons and the cells of its own row."""
        number, text, _, *cells = row
        packed = Packed(connection, number)
        self._tables = {table.name: table for table in layers}
        self._rows = {table.name: _rows(connection, table, number, packed) for table in layers}
        ids = {table.name: _ids(table, self._rows[table.name]) for table in layers}
        self._ids = Ids(text, ids)
        self._lists = {
            table.name: {
                field: _linked(connection, links, number, self._ids, packed)
                for field, links in table.links.items()
                if field != MENTIONS
            }
            for table in layers
        }
        self._places = {layer: {name: n for n, name in enumerate(names)} for layer, names in ids.items()}
        self._made: dict[tuple[str, int], Any] = {}
        self._all: dict[str, tuple[Any, ...]] = {}
        self.document: Document = DOCUMENTS.read(cells, self._ids, {"text": text})

    def ids(self, layer: str) -> Sequence[str]:
        """Return the ids of the facts of a layer, in their order."""
        return self._ids.ids.get(layer, ())

    def named(self, layer: str, name: str) -> Any:
        """Return the fact of an id, or None."""
        place = self._places.get(layer, {}).get(name)
        return None if place is None else self._at(layer, place)

    def all(self, layer: str) -> tuple[Any, ...]:
        """Return the facts of a layer."""
        if layer not in self._all:
            self._all[layer] = tuple(self._at(layer, n) for n in range(len(self._rows.get(layer, ()))))
        return self._all[layer]

    def _at(self, layer: str, place: int) -> Any:
        if (layer, place) not in self._made:
            table = self._tables[layer]
            others: dict[str, object] = {f: of.get(place, ()) for f, of in self._lists[layer].items()}
            others |= {MENTIONS: ()} if MENTIONS in table.links else {}
            others |= {"basis": ()} if table.has_basis else {}
            self._made[layer, place] = table.read(self._rows[layer][place], self._ids, others)
        return self._made[layer, place]

    @cached_property
    def reading(self) -> Reading:
        """All facts."""
        facts: dict[str, Any] = {layer: self.all(layer) for layer in self._rows}
        return Reading(document=self.document, **facts)


def kept_facts(
    connection: sqlite3.Connection, number: int, layers: Sequence[Table] = LAYERS
) -> KeptFacts | None:
    """Return layers of the document with this number, or None."""
    row = connection.execute(f"{_DOCUMENT} WHERE d.number = ?", (number,)).fetchone()
    return None if row is None else KeptFacts(connection, row, layers)


_DOCUMENT = (
    f"SELECT d.number, t.text, d.basis, {', '.join(f'd.{cell}' for cell in DOCUMENTS.cells)} "  # noqa: S608
    "FROM documents AS d JOIN texts AS t ON t.number = d.text"
)


def _reading(
    connection: sqlite3.Connection,
    row: Sequence[Any],
    layers: Sequence[Table] = LAYERS,
    *,
    with_reasons: bool = True,
    with_mentions: bool = True,
) -> Reading:
    """Return the reading of a document, given its number, text, reasons and the cells of its own row."""
    number, text, basis, *cells = row
    packed = Packed(connection, number)
    rows = {table.name: _rows(connection, table, number, packed) for table in layers}
    ids = Ids(text, {table.name: _ids(table, rows[table.name]) for table in layers})
    reasons = unpack_reasons(basis) if layers and with_reasons else {}
    left_out = () if with_mentions else (MENTIONS,)
    facts = {
        table.name: _facts(connection, table, number, rows[table.name], ids, reasons, packed, left_out)
        for table in layers
    }
    return Reading(document=DOCUMENTS.read(cells, ids, {"text": text}), **facts)


def _rows(
    connection: sqlite3.Connection, table: Table, number: int, packed: Packed
) -> Sequence[Sequence[Any]]:
    if table.is_packed:
        return packed.rows(table)
    return connection.execute(
        f"SELECT {_names(table.cells)} FROM {table.name} WHERE document = ? ORDER BY position",  # noqa: S608
        (number,),
    ).fetchall()


def _ids(table: Table, rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return the ids of the facts of a layer, in their order."""
    if "id" not in table.cells:
        return []
    column = table.cells.index("id")
    return [row[column] for row in rows]


def actors_by_document(store: Store) -> Iterator[tuple[DocumentId, tuple[Actor, ...]]]:
    """Yield the actors of each kept document, in the order in which the documents were added."""
    table = next(table for table in LAYERS if table.item is Actor)
    with one_moment(store):
        for number, text, basis, document in store.connection.execute(_TEXTS):
            packed = Packed(store.connection, number)
            rows, reasons = _rows(store.connection, table, number, packed), unpack_reasons(basis)
            yield document, _facts(store.connection, table, number, rows, Ids(text, {}), reasons, packed)


_TEXTS = "SELECT d.number, t.text, d.basis, d.id FROM documents AS d JOIN texts AS t ON t.number = d.text ORDER BY d.number"


def _facts(
    connection: sqlite3.Connection,
    table: Table,
    number: int,
    rows: Sequence[Sequence[Any]],
    ids: Ids,
    reasons: Mapping[str, Sequence[Basis]],
    packed: Packed,
    left_out: Sequence[str] = (),
) -> tuple[Any, ...]:
    """Return the facts of one layer of a document, in text order; lists that are left out are empty."""
    lists = {
        field: {} if field in left_out else _linked(connection, links, number, ids, packed)
        for field, links in table.links.items()
    }
    of_layer = reasons.get(table.name, ())
    facts = []
    for n, row in enumerate(rows):
        others: dict[str, object] = {field: of.get(n, ()) for field, of in lists.items()}
        if table.has_basis:
            others["basis"] = of_layer[n] if n < len(of_layer) else ()
        facts.append(table.read(row, ids, others))
    return tuple(facts)


def _linked(
    connection: sqlite3.Connection, links: Links, number: int, ids: Ids, packed: Packed
) -> Mapping[int, tuple[object, ...]]:
    """Return the rows of a table of links, by the place of the fact that they belong to."""
    if links.is_packed:
        return {owner: tuple(links.read(row, ids) for row in rows) for owner, rows in packed.lists(links)}
    found: dict[int, list[object]] = defaultdict(list)
    for owner, *row in connection.execute(
        f"SELECT {links.owner}, {_names(cells_of(links.columns))} FROM {links.table} "  # noqa: S608
        f"WHERE document = ? ORDER BY {links.owner}, position",
        (number,),
    ):
        found[owner].append(links.read(row, ids))
    return {owner: tuple(values) for owner, values in found.items()}


def _names(cells: Sequence[str]) -> str:
    return ", ".join(f'"{cell}"' for cell in cells)
