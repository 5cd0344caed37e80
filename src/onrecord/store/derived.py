"""What is derived, compared with what it is derived from: rows of questions, links, stored columns, places of facts.

Hashes tell that a reading or a thing of the assembly is as it was written. The rows beside them have none: they are made
again, in a store in memory, and compared. Each function yields sentences without a full stop.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from onrecord.store.assembled import ASSEMBLED, Link, places
from onrecord.store.assembler.kept import read_parties
from onrecord.store.correct import corrected
from onrecord.store.corrections import Correction
from onrecord.store.index import corrections_digest, documents_meant, held_digest, remove_index, write_index
from onrecord.store.open import open_store
from onrecord.store.packed import body_of
from onrecord.store.rows import LAYERS
from onrecord.store.sealed import SEALED, seal_name
from onrecord.types import Reading

ROWS = {  # what is compared of a document, by table; the order of rows is that of the first columns
    "reports": "document, published, publisher",
    "statements": "number, published, kind, quotation, sourcing, sector, "
    "(SELECT words FROM roles AS r WHERE r.number = role)",
    "tellings": "number, published, type, status, place, country, geonames, earliest, latest",
    "prospects": "number, published, kind, status, type, place, country, earliest, latest, telling",
    "parties": "actor, role, fact, published, country",
    "corrected": "document",
}
ORDERS = {"parties": "ORDER BY 1, 2, 3"}  # of the others the first column is the key
FTS = {"words": "the texts", "content_words": "what is said", "summary_words": "what lies ahead"}
STATES = {  # the names of their rows
    "state": ["corrections", *map(seal_name, SEALED)],
    "assembly_state": ["settings", "turn", "whole"],
}
STORED = re.compile(r"^ *(\w+) +\w+ +GENERATED ALWAYS AS \((.+)\) STORED", re.MULTILINE)
WAITS = b""  # the hash of an entity that a correction changed, until the next assembly


# ---- one document ------------------------------------------------------------------------


class Indexed:
    """The rows that questions go by, made again document by document."""

    def __init__(self, db: sqlite3.Connection, corrections: Sequence[Correction]) -> None:
        """Take a store, and the corrections beside it: where they are not yet in its rows, documents are passed over."""
        self.db = db
        self._corrections = corrections
        self._scratch = open_store(":memory:", create=True)
        self._scratch.connection.execute("PRAGMA foreign_keys = OFF")
        self._places: dict[tuple[str, str, int], set[tuple[str, str]]] = defaultdict(set)

    @cached_property
    def _waiting(self) -> set[int]:
        """The documents whose rows another table of corrections may change, or has changed."""
        if held_digest(self.db) == corrections_digest(self._corrections):
            return set()
        corrected_before = {int(number) for (number,) in self.db.execute("SELECT document FROM corrected")}
        return corrected_before | documents_meant(self.db, self._corrections)

    def close(self) -> None:
        """Forget the rows."""
        self._scratch.close()

    def faults(self, number: int, reading: Reading) -> Iterator[str]:
        """Yield which rows of a document are not what its reading gives."""
        for place in corrected(reading, self._corrections).places:
            key = (_lower(place.name), place.country or "", place.geonames or 0)
            self._places[key].add((place.name, place.kind))
        if number in self._waiting:
            return
        made = self._scratch.connection
        write_index(made, number, reading, self._corrections)
        different = [table for table in ROWS if _rows(self.db, table, number) != _rows(made, table, number)]
        remove_index(made, number)
        if different:
            yield f"what questions go by ({', '.join(different)}) is not what its record gives"

    def faults_of_places(self) -> Iterator[str]:
        """Yield that the places which the documents name are not those of the table; it may have more, of documents that are gone."""
        found = {
            (_lower(name), country, geonames): (name, kind)
            for name, country, geonames, kind in self.db.execute(
                "SELECT name, country, geonames, kind FROM toponyms"
            )
        }
        if any(found.get(key) not in told for key, told in self._places.items()):
            yield "the places that reports name are not those that questions go by (toponyms)"


def _rows(db: sqlite3.Connection, table: str, number: int) -> list[Any]:
    return db.execute(
        f"SELECT {ROWS[table]} FROM {table} WHERE document = ? {ORDERS.get(table, 'ORDER BY 1')}",  # noqa: S608
        (number,),
    ).fetchall()


def _lower(name: str) -> str:
    """Return a name as SQLite compares it without case: of ASCII letters alone."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


# ---- all documents -----------------------------------------------------------------------


def faults_of_positions(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the layers whose facts do not stand at 0, 1, 2 ...: other rows name them by these places."""
    owners = {table.name: "document" for table in LAYERS if not table.is_packed}
    lists = (links for table in LAYERS for links in table.links.values() if not links.is_packed)
    owners |= {links.table: f"document, {links.owner}" for links in lists}
    for table, owner in owners.items():
        row = db.execute(
            f"SELECT document FROM {table} GROUP BY {owner} "  # noqa: S608
            "HAVING min(position) <> 0 OR max(position) <> count(*) - 1 LIMIT 1"
        ).fetchone()
        if row is not None:
            yield f"a row of {table}, of document number {row[0]}, does not stand where it was written"


def faults_of_columns(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables with a stored column that is not what its expression gives."""
    for table, sql in db.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% STORED%'"
    ):
        for column, expression in STORED.findall(sql):
            if db.execute(f"SELECT 1 FROM {table} WHERE {column} IS NOT {expression} LIMIT 1").fetchone():  # noqa: S608
                yield f"the column {column} of {table} is not what the things of the assembly give"


def faults_of_cells(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables of the assembly with a column that is not what the things say."""
    for table, kind in ASSEMBLED.items():
        for body, name in db.execute(f"SELECT body, id FROM {table}") if kind.cells else ():  # noqa: S608
            cells = kind.cells(json.loads(body_of(body))) if kind.cells else {}
            asked = f"SELECT {', '.join(cells)} FROM {table} WHERE id = ?"  # noqa: S608
            if db.execute(asked, (name,)).fetchone() != tuple(cells.values()):
                yield f"a column of {table} is not what the things of the assembly give"
                break


def faults_of_happenings(db: sqlite3.Connection) -> Iterator[str]:
    """Yield that tellings, or what lies ahead, do not belong to the happenings that the assembly found."""
    for table, sql in _OF_HAPPENINGS.items():
        if db.execute(sql).fetchone() is not None:
            yield f"a row of {table} does not belong to the happening that the assembly found for it"


_FOUND = (
    "(SELECT h.number FROM assembled_from AS a JOIN happenings AS h ON h.id = a.thing "
    "WHERE a.what = 'happenings' AND a.document = t.number >> 20 AND a.fact = t.number & 1048575)"
)
_OF_HAPPENINGS = {
    "tellings": f"SELECT 1 FROM tellings AS t WHERE t.happening IS NOT {_FOUND} LIMIT 1",  # noqa: S608
    "prospects": "SELECT 1 FROM (SELECT p.happening, p.superseded, t.happening AS told, p.number <> "
    "first_value(p.number) OVER (PARTITION BY p.happening ORDER BY p.published DESC, p.latest IS NULL, p.number DESC) "
    "AS later FROM prospects AS p LEFT JOIN tellings AS t ON t.number = p.telling) "
    "WHERE happening IS NOT told OR superseded <> (happening IS NOT NULL AND later) LIMIT 1",
}


def faults_of_states(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the names of states that no version writes; a value that is wrong makes anew what it stands for."""
    for table, names in STATES.items():
        known = json.dumps(names)
        for (name,) in db.execute(
            f"SELECT name FROM {table} WHERE name NOT IN (SELECT value FROM json_each(?))",  # noqa: S608
            (known,),
        ):
            yield f"{table} has a row '{name}', which no store has"


# ---- the assembly ------------------------------------------------------------------------


def faults_of_names(db: sqlite3.Connection) -> Iterator[str]:
    """Yield that the names by which entities are found are not those of the entities."""
    given = (
        "SELECT name, id, 0 AS alias FROM entities WHERE name IS NOT NULL UNION ALL "
        "SELECT a.value, e.id, 1 FROM entities AS e, json_each(e.body, '$.aliases') AS a"
    )
    first = f"SELECT name COLLATE NOCASE AS name, id, min(alias) AS alias FROM ({given}) GROUP BY 1, 2"  # noqa: S608
    kept = "SELECT name COLLATE NOCASE, entity, alias FROM entity_names"
    for one, other in ((first, kept), (kept, first)):
        if db.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}) LIMIT 1").fetchone():  # noqa: S608
            yield "the names by which entities are found are not those of the entities"
            return


def faults_of_links(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables of the assembly whose things are not linked with the facts that they are made of."""
    if db.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None:
        return  # links of what was removed or replaced wait for the next assembly
    place, parties = places(db), _parties(db)
    for table, kind in ASSEMBLED.items():
        things = db.execute(f"SELECT id, body, digest FROM {table}").fetchall()  # noqa: S608
        if any(digest == WAITS for _, _, digest in things):
            continue  # a correction has moved actors since the last assembly
        for thing, body, _ in things:
            parsed = _parsed(body_of(body))
            links = (
                parties.get(thing, ()) if table == "entities" and not parsed.actors else kind.links(parsed)
            )
            wanted = {at for link in links if (at := place(kind.layer, link)) is not None}
            found = db.execute(
                "SELECT document, fact FROM assembled_from WHERE what = ? AND thing = ?", (table, thing)
            )
            if set(found) != wanted:
                yield f"the {table} are not linked with what they are made of"
                break
    strange = db.execute(_STRANGE, (json.dumps(list(ASSEMBLED)),)).fetchone()
    if strange is not None:
        yield f"a link names one of {strange[0]} that is not there"


def _parsed(body: str) -> SimpleNamespace:
    return json.loads(body, object_hook=lambda fields: SimpleNamespace(**fields))  # type: ignore[no-any-return]


def faults_of_parties(db: sqlite3.Connection) -> Iterator[str]:
    """Yield that those who take part are not the entities that the assembly found."""
    found = (
        "SELECT a.thing FROM assembled_from AS a "
        "WHERE a.what = 'entities' AND a.document = p.document AND a.fact = p.actor"
    )
    if db.execute(f"SELECT 1 FROM parties AS p WHERE entity IS NOT ({found}) LIMIT 1").fetchone():  # noqa: S608
        yield "a row of parties does not belong to the entity that the assembly found for it"


_GONE = " UNION ALL ".join(
    f"SELECT what FROM assembled_from WHERE what = '{table}' AND thing NOT IN (SELECT id FROM {table})"  # noqa: S608
    for table in ASSEMBLED
)
_STRANGE = (
    f"SELECT what FROM ({_GONE} UNION ALL SELECT what FROM assembled_from "  # noqa: S608
    "WHERE what NOT IN (SELECT value FROM json_each(?))) LIMIT 1"
)


def _parties(db: sqlite3.Connection) -> dict[str, list[Link]]:
    """Return the actors of entities, by the counts of the assembly: not every way of making it repeats them in an entity."""
    entity_of = dict(db.execute("SELECT number, entity FROM namesakes"))
    found: dict[str, list[Link]] = defaultdict(list)
    for document, cell in db.execute("SELECT id, parties FROM assembled_reports"):
        for party in read_parties(cell):
            found[entity_of.get(party.namesakes, "")].append(Link(document, party.actor))
    return found
