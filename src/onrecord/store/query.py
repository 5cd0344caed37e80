"""Queries to the store: the kept documents, a reading as it was kept, documents by their words."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.store.open import Store, explained
from onrecord.store.rows import DOCUMENTS, LAYERS, Column, Links, Table, columns_of, fact_of
from onrecord.types import Actor, DocumentId, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """One kept document: its metadata and the number of facts in each layer."""

    id: DocumentId
    title: str | None
    publisher: str | None
    published: str | None  # the day, or the earliest possible day
    added: str
    actors: int
    attributions: int
    events: int
    agenda: int


def documents(store: Store, *, words: str | None = None) -> list[KeptDocument]:
    """Return the kept documents, latest published first; with `words`, only those that contain all of them."""
    where, parameters = "", []
    if words is not None:
        asked = _phrases(words)
        if not asked:
            return []
        where = "WHERE number IN (SELECT rowid FROM words WHERE words MATCH ?)"
        parameters = [asked]
    with explained(store.path):
        rows = store.connection.execute(_LIST.format(where=where), parameters).fetchall()
    return [KeptDocument(**dict(zip(_LISTED, row, strict=True))) for row in rows]


def _phrases(words: str) -> str:
    """Return a full-text query for all of `words`; none of them acts as an operator.

    >>> _phrases('S-400 OR "Turkey')
    '"S" "400" "OR" "Turkey"'
    """
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words))


_LISTED = ("id", "title", "publisher", "published", "added", "actors", "attributions", "events", "agenda")
_LIST = """
SELECT id, title, publisher,
       coalesce(json_extract(published, '$.value'), json_extract(published, '$.earliest')), added,
       (SELECT count(*) FROM actors WHERE document = d.id),
       (SELECT count(*) FROM attributions WHERE document = d.id),
       (SELECT count(*) FROM events WHERE document = d.id),
       (SELECT count(*) FROM agenda WHERE document = d.id)
  FROM documents AS d
 {where}
 ORDER BY 4 DESC, number
"""


def find_documents(store: Store, beginning: str) -> list[DocumentId]:
    """Return the ids of kept documents that begin with `beginning`, or whose `given_id` equals it."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT id FROM documents WHERE substr(id, 1, ?) = ? OR given_id = ? ORDER BY number",
            (len(beginning), beginning, beginning),
        ).fetchall()
    return [DocumentId(row[0]) for row in rows]


def reading_of(store: Store, document: DocumentId) -> Reading | None:
    """Return the reading of a kept document, equal to the one that was kept."""
    with explained(store.path):
        connection = store.connection
        connection.execute("BEGIN")  # all layers of one moment, though another process may write
        try:
            row = connection.execute(
                f"SELECT {_names(DOCUMENTS.columns)} FROM documents WHERE id = ?",  # noqa: S608
                (document,),
            ).fetchone()
            layers = {table.name: _facts(connection, table, document) for table in LAYERS}
        finally:
            connection.execute("ROLLBACK")
    if row is None:
        return None
    return Reading(document=fact_of(DOCUMENTS.item, row, DOCUMENTS.columns), **layers)


def actors_by_document(store: Store) -> Iterator[tuple[DocumentId, tuple[Actor, ...]]]:
    """Yield the actors of each kept document, in the order in which the documents were added."""
    table = next(table for table in LAYERS if table.item is Actor)
    with explained(store.path):
        store.connection.execute("BEGIN")
        try:
            for (document,) in store.connection.execute("SELECT id FROM documents ORDER BY number"):
                yield document, _facts(store.connection, table, document)
        finally:
            store.connection.execute("ROLLBACK")


def _facts(connection: sqlite3.Connection, table: Table, document: DocumentId) -> tuple[Any, ...]:
    """Return the facts of one layer of a document, in text order."""
    lists = {field: _linked(connection, links, document) for field, links in table.links.items()}
    rows = connection.execute(
        f"SELECT {_names(table.columns)} FROM {table.name} WHERE document = ? ORDER BY position",  # noqa: S608
        (document,),
    )
    facts = [fact_of(table.item, row, table.columns) for row in rows]
    if not lists:
        return tuple(facts)
    return tuple(replace(f, **{field: of.get(f.id, ()) for field, of in lists.items()}) for f in facts)


def _linked(
    connection: sqlite3.Connection, links: Links, document: DocumentId
) -> Mapping[str, tuple[object, ...]]:
    """Return the rows of a table of links, by the fact that they belong to."""
    columns = columns_of(links.item) if links.item else ()
    names = _names(columns) if columns else "actor"
    found: dict[str, list[object]] = defaultdict(list)
    for owner, *row in connection.execute(
        f"SELECT {links.owner}, {names} FROM {links.table} WHERE document = ? ORDER BY position",  # noqa: S608
        (document,),
    ):
        found[owner].append(fact_of(links.item, row, columns) if links.item else row[0])
    return {owner: tuple(values) for owner, values in found.items()}


def _names(columns: tuple[Column, ...]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)
