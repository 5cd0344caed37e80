"""Save what is sound of a damaged store into a new file: sound readings as they are, and of the others the document, if its text is whole."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from onrecord.errors import StoreError, UnsoundError
from onrecord.store.check import (
    HASHED,
    UNREADABLE,
    check_document,
    check_schema_of,
    guarded,
    id_of,
    numbers_of,
    open_to_check,
    text_id_in,
)
from onrecord.store.corrections.table import take_along
from onrecord.store.open import Store, explained, open_store
from onrecord.store.query import reading_of_number
from onrecord.store.sealed import seal_all
from onrecord.store.write import UNREAD, keep
from onrecord.types import Document, Reading, text_id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved into a new file."""

    whole: int  # documents with their readings
    bare: int  # documents without: the next `onrecord add` reads them again
    lost: int


def save_store(path: str | Path, target: str | Path) -> Saved:
    """Save what is sound of the store at `path` into a new store at `target`; raises `StoreError` if that is there.

    Corrections are taken along: they are a table of their own.
    """
    path, target = Path(path), Path(target)
    if target.exists():
        raise StoreError(f"{target} is there already; name a new file for what is saved.")
    counts = {"whole": 0, "bare": 0, "lost": 0}
    with _readable(path, target) as db, open_store(target, create=True) as store:
        for number in numbers_of(db):
            counts[_save(db, number, store)] += 1
        _save_journal(db, store)
        seal_all(store.connection)
    take_along(path, target)
    return Saved(**counts)


@contextmanager
def _readable(path: Path, target: Path) -> Iterator[sqlite3.Connection]:
    """Open a store to save from; if its schema is damaged, a copy of it (beside the target) with the schema of this version.

    SQLite reads no table of a file whose schema it cannot parse, but which page a table begins on may still be there.
    """
    with suppress(StoreError), closing(open_to_check(path)) as db:
        if not list(guarded("schema", check_schema_of, db)):
            yield db
            return
    copy = target.with_name(f"{target.name}.copy")
    try:
        for ending in ("", "-wal"):
            if (beside := path.with_name(path.name + ending)).exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        with explained(path), closing(sqlite3.connect(copy, isolation_level=None)) as db:
            _repair_schema(db)
        with closing(open_to_check(copy)) as db:
            yield db
    finally:
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _repair_schema(db: sqlite3.Connection) -> None:
    """Write the schema of this version over the rows of the schema: those of the same name, then the others in order."""
    db.execute("PRAGMA writable_schema = ON")  # and schemas that cannot be parsed are no error
    rows = db.execute("SELECT rowid, type, name FROM sqlite_schema ORDER BY rowid").fetchall()
    with open_store(":memory:", create=True) as fresh:
        expected = fresh.connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
        ).fetchall()
    names = {name for _, name, _, _ in expected}
    found = {name: rowid for rowid, _, name in rows}
    unknown = [rowid for rowid, _, name in rows if name not in names]
    for kind, name, table, sql in expected:
        rowid = found[name] if name in found else unknown.pop(0) if unknown else None
        db.execute(
            "UPDATE sqlite_schema SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?",
            (kind, name, table, sql, rowid),
        )


def _save(db: sqlite3.Connection, number: int, store: Store) -> Literal["whole", "bare", "lost"]:
    """Save one document, with its reading if that is sound."""
    with suppress(UnsoundError, *UNREADABLE):
        if not check_document(db, number):
            reading = reading_of_number(db, number)
            if reading is not None:
                reader, added = db.execute(
                    "SELECT reader, added FROM documents WHERE number = ?", (number,)
                ).fetchone()
                keep(store, reading, reader=reader)
                _save_row(db, number, store, reading.document.id, added)
                return "whole"
    with suppress(UnsoundError, *UNREADABLE):
        document = _bare(db, number)
        if document is not None:
            keep(store, Reading(document=document), reader=UNREAD)
            _save_row(db, number, store, document.id, None)
            return "bare"
    return "lost"


def _bare(db: sqlite3.Connection, number: int) -> Document | None:
    """Return a document without its facts, if its text is whole and its metadata can be read."""
    reading = reading_of_number(db, number, layers=())
    if reading is None or text_id_in(db, number) != text_id_of(reading.document.text):
        return None
    has_own_id = not HASHED.fullmatch(reading.document.id) or not reading.document.text
    return reading.document if has_own_id else replace(reading.document, id=id_of(reading.document))


def _save_row(db: sqlite3.Connection, number: int, store: Store, document: str, added: str | None) -> None:
    """Save what stands beside a reading: when it was added, and former ids."""
    kept = store.connection
    if added is not None:
        kept.execute("UPDATE documents SET added = ? WHERE id = ?", (added, document))
    with suppress(sqlite3.Error):
        for (former,) in db.execute("SELECT id FROM former_ids WHERE document = ?", (number,)).fetchall():
            kept.execute(
                "INSERT INTO former_ids (id, document) SELECT ?, number FROM documents WHERE id = ?",
                (former, document),
            )


def _save_journal(db: sqlite3.Connection, store: Store) -> None:
    for table in ("runs", "journal"):
        with suppress(sqlite3.Error):
            for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608
                marks = ", ".join("?" * len(row))
                with suppress(sqlite3.Error):
                    store.connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608
