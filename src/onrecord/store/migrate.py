"""Bring an older store to this version's schema, in one transaction.

Schemas 2 to 7 each changed a few columns (migrations/*.sql). Schema 8 has other keys: each reading is read from the old
tables and kept anew, so this step leads to the newest schema at once. Schema 9 adds what questions ask for, schema 10 what
the assembly keeps of reports, schema 11 which entity takes part in what, schema 12 pairs without their reasons, schema 13
pairs packed by their reports, and layers of which nothing is asked packed by their document.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import sqlite3
import typing
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from onrecord.assembly.ids import content_id
from onrecord.assembly.stories.terms import HASH_BYTES, TERM, Terms
from onrecord.errors import StoreError, UnsoundError
from onrecord.store.assembled import write_thing
from onrecord.store.assembler.kept import pack_keys, pack_terms, row_digest
from onrecord.store.check import id_of
from onrecord.store.corrections import corrections_path, read_corrections, rename_documents
from onrecord.store.index import index_entity, index_happening, note_corrections, write_index
from onrecord.store.layers import keep_layer, keep_lists, pack_tables
from onrecord.store.open import (
    SCHEMA,
    WAIT_SECONDS,
    Store,
    check_kind,
    check_schema,
    explained,
    script,
    statements,
)
from onrecord.store.packed import FRAMES_OF_PAIRS, pack, pack_rows, unpack
from onrecord.store.query import reading_of_number
from onrecord.store.reasons import seal_of
from onrecord.store.rows import LAYERS, LINKS, Links, Table, cells_of
from onrecord.store.sealed import seal_all
from onrecord.store.write import UNREAD, keep
from onrecord.types import Document, DocumentId, Reading

REBUILT = 8  # the first schema whose tables are written anew
CREATED = re.compile(r"^CREATE (?:VIRTUAL )?(?:TABLE|INDEX|VIEW|TRIGGER) (\w+)", re.MULTILINE)
PACKED_LAYERS = 13  # the first schema in which some layers are one cell a document
INDEXED = 9  # the first schema that has what questions ask for
OLD = "old_"  # before the names of tables while their rows are brought over


def migrate_store(path: str | Path) -> tuple[int, int]:
    """Bring an older store to this version's schema; return the schema's number before and after.

    One transaction holds all changes. The kept readings do not change, but documents get the ids of this version, and the
    table of corrections beside the store is given them too. A record that is not sound keeps its text and metadata, and is
    read again when it is next added.
    """
    path = Path(path)
    if not path.is_file():
        raise StoreError(f"{path} is not there; 'onrecord add PATH --store {path}' makes it.")
    with explained(path), closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as db:
        check_kind(path, db)
        db.execute("BEGIN IMMEDIATE")
        before = int(db.execute("PRAGMA user_version").fetchone()[0])
        try:
            _migrate(path, db, before)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        check_schema(path, db)
        if before < REBUILT:
            with suppress(sqlite3.Error):  # the space of the old rows; a full disk leaves it for later
                db.execute("VACUUM")
        former = dict(
            db.execute("SELECT f.id, d.id FROM former_ids AS f JOIN documents AS d ON number = document")
        )
    rename_documents(corrections_path(path), former)
    return before, SCHEMA


def _migrate(path: Path, db: sqlite3.Connection, before: int) -> None:
    if not 0 < before < SCHEMA:
        return
    for number in range(before + 1, REBUILT):
        _run(db, f"migrations/{number:04d}.sql")
    if before < REBUILT:
        _rebuild(path, db)
    else:
        for number in range(before + 1, SCHEMA + 1):
            if number == PACKED_LAYERS:
                _pack_layers(db)
            _run(db, f"migrations/{number:04d}.sql")
        if before < INDEXED:
            _fill(path, db)
    seal_all(db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def _run(db: sqlite3.Connection, name: str) -> None:
    for function in _FUNCTIONS:
        db.create_function(*function, deterministic=True)
    db.create_aggregate("packed_rows", -1, _Rows)  # type: ignore[arg-type]  # it returns bytes
    for statement in statements(script(name)):
        db.execute(statement)


def _terms_12(terms: Terms) -> bytes:
    """Return the words of a report as schema 12 had them: hashes of 64 bits, and the weights by column."""
    columns = np.array([terms[name] for name in _WEIGHTS], dtype="<i2")
    hashes = np.ascontiguousarray(terms["word"]).tobytes()
    return len(terms).to_bytes(4, "little") + hashes + zlib.compress(columns.tobytes(), 9)


def _terms_13(cell: bytes) -> bytes:
    """Return words as schema 12 had them as they are now: the lower 48 bits of a hash."""
    number = int.from_bytes(cell[:4], "little")
    end = 4 + number * TERM["word"].itemsize
    terms = np.empty(number, dtype=TERM)
    terms["word"] = np.frombuffer(cell, dtype="<i8", count=number, offset=4) & _LOW
    columns = np.frombuffer(zlib.decompress(cell[end:]), dtype="<i2").reshape(len(_WEIGHTS), number)
    for name, column in zip(_WEIGHTS, columns, strict=True):
        terms[name] = column
    return pack_terms(np.sort(terms, order="word"))


_WEIGHTS = [name for name in TERM.names or () if name != "word"]
_LOW = (1 << 8 * HASH_BYTES) - 1


class _Rows:
    """The rows of a group as one cell, sorted."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def step(self, *row: Any) -> None:
        self._rows.append(row)

    def finalize(self) -> bytes:
        return pack_rows(sorted(self._rows))


_FUNCTIONS = (  # that the steps in SQL ask for: name, number of values, function
    ("pair_id", 1, partial(content_id, "w")),
    ("packed", 1, partial(pack, frames=FRAMES_OF_PAIRS)),
    ("unpacked", 1, partial(unpack, frames=FRAMES_OF_PAIRS)),
    ("packed_happening", 1, pack),
    ("seal_of", 5, seal_of),
    ("seal_of_row", 4, seal_of),
    ("packed_terms", 1, lambda cell: _terms_12(np.frombuffer(cell, dtype=TERM))),
    ("terms_13", 1, lambda cell: _terms_13(cell)),
    ("keys_13", 1, lambda cell: pack_keys((np.frombuffer(cell, dtype="<i8") & _LOW).tolist())),
    ("digest_of_row", 13, lambda *row: row_digest(row)),
    ("digest_of", 2, lambda _thing, _body: b""),  # of rows that schema 12 writes without one
)

# ---- to schema 13 ------------------------------------------------------------------------


def _pack_layers(db: sqlite3.Connection) -> None:
    """Write the cells of the layers that schema 12 has as tables."""
    db.execute("CREATE TEMP TABLE layers_12 (document INTEGER PRIMARY KEY, cell BLOB NOT NULL)")
    for (number,) in db.execute("SELECT number FROM documents ORDER BY number").fetchall():
        tables: dict[str, Any] = {}
        for table in LAYERS:
            if table.is_packed:
                keep_layer(tables, table, _rows_of(db, table.name, "position", table.cells, number))
            for links in table.links.values():
                if links.is_packed:
                    keep_lists(tables, links, _lists_of(db, table, links, number))
        if tables:
            db.execute("INSERT INTO layers_12 VALUES (?, ?)", (number, pack_tables(tables)))


def _rows_of(
    db: sqlite3.Connection, table: str, order: str, cells: Iterable[str], document: int
) -> list[tuple[Any, ...]]:
    names = ", ".join(f'"{cell}"' for cell in cells)
    return db.execute(
        f"SELECT {names} FROM {table} WHERE document = ? ORDER BY {order}",  # noqa: S608
        (document,),
    ).fetchall()


def _lists_of(
    db: sqlite3.Connection, table: Table, links: Links, document: int
) -> list[list[tuple[Any, ...]]]:
    (many,) = db.execute(
        f"SELECT coalesce(max(position), -1) + 1 FROM {table.name} WHERE document = ?",  # noqa: S608
        (document,),
    ).fetchone()
    lists: list[list[tuple[Any, ...]]] = [[] for _ in range(many)]
    cells = (links.owner, *cells_of(links.columns))
    for owner, *row in _rows_of(db, links.table, f"{links.owner}, position", cells, document):
        lists[owner].append(tuple(row))
    return lists


# ---- from schema 8 -----------------------------------------------------------------------


def _fill(path: Path, db: sqlite3.Connection) -> None:
    """Make what schema 9 has beside the tables of schema 8, and write into it what questions ask for."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for statement in statements(script("schema.sql")):
        made = CREATED.search(statement)
        if made and made[1] not in there:
            db.execute(statement)
    for table in ("happenings", "plans"):
        for name, body in db.execute(f"SELECT id, body FROM kept_{table} ORDER BY id").fetchall():  # noqa: S608
            write_thing(db, table, name, body)
        db.execute(f"DROP TABLE kept_{table}")
    for words in ("content_words", "summary_words"):
        db.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")  # noqa: S608
    corrections, _ = read_corrections(corrections_path(path))
    for (number,) in db.execute("SELECT number FROM documents ORDER BY number").fetchall():
        if (reading := reading_of_number(db, number)) is not None:
            write_index(db, number, reading, corrections)
    note_corrections(db, corrections)
    for table, index in (("happenings", index_happening), ("entities", index_entity)):
        for (thing,) in db.execute(f"SELECT id FROM {table}").fetchall():  # noqa: S608
            index(db, thing)


# ---- from schema 7 -----------------------------------------------------------------------


def _rebuild(path: Path, db: sqlite3.Connection) -> None:
    """Write all readings of a store of schema 7 into tables of the newest schema."""
    for kind, name in db.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall():
        db.execute(f'DROP {kind} "{name}"')
    db.execute("DROP TABLE words")
    tables = [
        name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    ]
    for name in tables:
        db.execute(f'ALTER TABLE "{name}" RENAME TO "{OLD}{name}"')
    _run(db, "schema.sql")
    store = Store(path, db)
    for (number,) in db.execute("SELECT number FROM old_documents ORDER BY number").fetchall():
        cursor = db.execute("SELECT * FROM old_documents WHERE number = ?", (number,))
        columns = [column[0] for column in cursor.description]
        _bring_over(store, dict(zip(columns, cursor.fetchone(), strict=True)))
    for name in reversed(tables):
        db.execute(f'DROP TABLE "{OLD}{name}"')


def _bring_over(store: Store, row: Mapping[str, Any]) -> None:
    old = DocumentId(row["id"])
    document = _old_fact(Document, row, {})
    document = dataclasses.replace(document, id=_new_id(document))
    layers = {table.name: _old_layer(store.connection, table, old) for table in LAYERS}
    try:
        keep(store, Reading(document=document, **layers), reader=row["reader"])
    except UnsoundError:
        keep(store, Reading(document=document), reader=UNREAD)
    store.connection.execute("UPDATE documents SET added = ? WHERE id = ?", (row["added"], document.id))
    if document.id != old:
        store.connection.execute(
            "INSERT INTO former_ids (id, document) SELECT ?, number FROM documents WHERE id = ?",
            (old, document.id),
        )


def _new_id(document: Document) -> DocumentId:
    """Return the id of a document that had a hash of its text alone; any other id stays."""
    text = hashlib.blake2b(document.text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return id_of(document) if document.id == f"d_{text}" else document.id


def _old_layer(db: sqlite3.Connection, table: Table, document: DocumentId) -> tuple[Any, ...]:
    lists = {
        field: _old_lists(db, links.table, links.owner, links.item, document)
        for field, links in LINKS.get(table.item, {}).items()
    }
    return tuple(
        _old_fact(table.item, row, {field: of.get(row.get("id"), ()) for field, of in lists.items()})
        for row in _old_rows(db, table.name, document)
    )


def _old_lists(
    db: sqlite3.Connection, table: str, owner: str, item: type | None, document: DocumentId
) -> dict[object, tuple[object, ...]]:
    found = defaultdict(list)
    for row in _old_rows(db, table, document):
        found[row[owner]].append(_old_fact(item, row, {}) if item else row["actor"])
    return {fact: tuple(values) for fact, values in found.items()}


def _old_rows(db: sqlite3.Connection, table: str, document: DocumentId) -> list[dict[str, Any]]:
    cursor = db.execute(
        f"SELECT * FROM {OLD}{table} WHERE document = ? ORDER BY position",  # noqa: S608
        (document,),
    )
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _old_fact(item: Any, row: Mapping[str, Any], others: Mapping[str, object]) -> Any:
    """Return a fact of a row of schema 7: plain values are cells, all others JSON."""
    hints = typing.get_type_hints(item)
    values = {name: _old_value(row[name], hint) for name, hint in hints.items() if name in row}
    return item(**values, **others)


def _old_value(cell: Any, hint: Any) -> Any:
    if hint is bool:
        return bool(cell)
    is_json = isinstance(cell, str) and any(_has_parts(part) for part in (hint, *typing.get_args(hint)))
    return msgspec.json.decode(cell, type=hint) if is_json else cell


def _has_parts(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint) or typing.get_origin(hint) is tuple
