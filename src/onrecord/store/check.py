"""Check a store, and save what is sound of a damaged one.

SQLite checks its own pages and indexes; it cannot see a flipped bit inside a value. So each reading is read and compared
with the hash that was written beside it, each text with its id, and each thing of the assembly with its hash. What can be
saved goes into a new file: sound readings as they are, and of the others the document, if its text is whole.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from onrecord.errors import StoreError, UnsoundError
from onrecord.store.assembled import ASSEMBLED, digest_of_body
from onrecord.store.assembler.faults import faults_of
from onrecord.store.corrections.table import take_along
from onrecord.store.open import Store, check_kind, check_schema, connect_to_read, explained, open_store
from onrecord.store.query import reading_of_number
from onrecord.store.rows import LAYERS, digest_of
from onrecord.store.write import UNREAD, keep
from onrecord.types import Document, DocumentId, Reading, document_id, text_id_of

MOST_MESSAGES = 20  # of one check of SQLite
UNREADABLE = (  # what a damaged row or page raises when it is read
    sqlite3.Error, zlib.error, msgspec.MsgspecError, ValueError, TypeError, LookupError, OverflowError, AttributeError,
    RecursionError,
)  # fmt: skip
HASHED = re.compile(r"d_[0-9a-f]{32}")

Part = Literal["file", "schema", "references", "words", "document", "assembly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that is not as it was written."""

    part: Part
    id: str | None  # of a document or a thing of the assembly, if it is known
    what: str  # in words

    def __str__(self) -> str:
        return f"{self.part} {self.id}: {self.what}" if self.id else f"{self.part}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result of a check: the number of documents that are sound, and all damage."""

    sound: int
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved into a new file."""

    whole: int  # documents with their readings
    bare: int  # documents without: the next `onrecord add` reads them again
    lost: int


def check_store(path: str | Path) -> Checked:
    """Return what is damaged in a store. Raises `StoreError` if it cannot be opened at all."""
    path = Path(path)
    with closing(_open(path)) as db:
        damage = [damage for part, check in _CHECKS for damage in _guarded(part, check, db)]
        damage += _check_words(path)
        sound = 0
        for number in _numbers(db):
            found = _check_document(db, number)
            damage += found
            sound += not found
    return Checked(sound=sound, damage=tuple(damage))


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"{path} is not there; 'onrecord add PATH --store {path}' makes it.")
    with explained(path):
        db = connect_to_read(path)
        try:
            check_kind(path, db)
            check_schema(path, db)
        except BaseException:
            db.close()
            raise
    return db


def _guarded(
    part: Part, check: Callable[[sqlite3.Connection], Iterator[Damage]], db: sqlite3.Connection
) -> Iterator[Damage]:
    """Yield what a check finds; a page that cannot be read ends the check and is damage too."""
    try:
        yield from check(db)
    except UNREADABLE as error:
        yield Damage(part=part, id=None, what=f"it cannot be read ({error})")


def _check_file(db: sqlite3.Connection) -> Iterator[Damage]:
    for (message,) in db.execute(f"PRAGMA integrity_check({MOST_MESSAGES})"):
        if message != "ok":
            yield Damage(part="file", id=None, what=" ".join(str(message).split()))


def _check_schema(db: sqlite3.Connection) -> Iterator[Damage]:
    asked = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    with open_store(":memory:", create=True) as fresh:
        expected = {(kind, name): sql for kind, name, sql in fresh.connection.execute(asked)}
    found = {(kind, name): sql for kind, name, sql in db.execute(asked)}
    for kind, name in sorted(expected.keys() | found.keys()):
        if expected.get((kind, name)) != found.get((kind, name)):
            yield Damage(part="schema", id=None, what=f"the {kind} {name} is not that of this version")


def _check_references(db: sqlite3.Connection) -> Iterator[Damage]:
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(MOST_MESSAGES):
        yield Damage(
            part="references", id=None, what=f"a row of {table} names one of {parent} that is not there"
        )


def _check_assembly(db: sqlite3.Connection) -> Iterator[Damage]:
    for table in ASSEMBLED:
        for thing, body, digest in db.execute(f"SELECT id, body, digest FROM {table}"):  # noqa: S608
            if digest_of_body(thing, body) != digest:
                what = f"the row of {table} is not as it was written; assemble the store again"
                yield Damage(part="assembly", id=str(thing), what=what)


def _check_kept(db: sqlite3.Connection) -> Iterator[Damage]:
    for fault in faults_of(db):
        yield Damage(part="assembly", id=None, what=f"{fault}; assemble the store again")


_CHECKS: tuple[tuple[Part, Callable[[sqlite3.Connection], Iterator[Damage]]], ...] = (
    ("file", _check_file),
    ("schema", _check_schema),
    ("references", _check_references),
    ("assembly", _check_assembly),
    ("assembly", _check_kept),
)


def _check_words(path: Path) -> list[Damage]:
    """Check the full-text index against the texts: a command that needs the right to write, and changes nothing."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("BEGIN")
            try:
                db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_CANTOPEN,
        ):
            return []  # not checked: the file is read-only, or being written
        return [Damage(part="words", id=None, what=f"the full-text index does not fit the texts ({error})")]
    return []


# ---- documents ---------------------------------------------------------------------------


def _numbers(db: sqlite3.Connection) -> list[int]:
    """Return the numbers of all documents, of which some table can still tell."""
    numbers: set[int] = set()
    asked = ["number FROM documents ORDER BY number", "number FROM documents ORDER BY number DESC"]
    asked += [f"DISTINCT document FROM {table.name}" for table in LAYERS]
    for one in asked:
        with suppress(*UNREADABLE):
            for (number,) in db.execute(f"SELECT {one}"):
                numbers.add(int(number))
    return sorted(numbers)


def _check_document(db: sqlite3.Connection, number: int) -> list[Damage]:
    """Return what is damaged in one document: at most one message, the first that says enough."""
    known: str | None = None
    try:
        known, digest = _known(db, number)
        reading = reading_of_number(db, number)
    except UNREADABLE as error:
        return [Damage(part="document", id=known or f"number {number}", what=f"it cannot be read ({error})")]
    if reading is None:
        return [Damage(part="document", id=known or f"number {number}", what="its text is missing")]
    found = _unlike(reading, digest)
    if found is None and _text_id(db, number) != reading.document.text_id:
        found = "the id of its text is not the hash of the text"
    return [Damage(part="document", id=reading.document.id, what=found)] if found else []


def _known(db: sqlite3.Connection, number: int) -> tuple[str | None, bytes | None]:
    row = db.execute("SELECT id, digest FROM documents WHERE number = ?", (number,)).fetchone()
    return row if row is not None else (None, None)


def _text_id(db: sqlite3.Connection, number: int) -> str | None:
    row = db.execute(
        "SELECT t.id FROM texts AS t JOIN documents AS d ON d.text = t.number WHERE d.number = ?", (number,)
    ).fetchone()
    return None if row is None else str(row[0])


def _unlike(reading: Reading, digest: bytes | None) -> str | None:
    """Return how a reading differs from what was written, or None."""
    document = reading.document
    if HASHED.fullmatch(document.id) and document.text and _id_of(document) != document.id:
        return "its id is not the hash of its text and of what it is known by"
    return None if digest_of(reading) == digest else "its record is not as it was written"


def _id_of(document: Document) -> DocumentId:
    return document_id(
        document.text,
        url=document.url,
        given_id=document.given_id,
        publisher=document.publisher,
        published=document.published,
    )


# ---- saving ------------------------------------------------------------------------------


def save_store(path: str | Path, target: str | Path) -> Saved:
    """Save what is sound of the store at `path` into a new store at `target`; raises `StoreError` if that is there.

    Corrections are taken along: they are a table of their own.
    """
    path, target = Path(path), Path(target)
    if target.exists():
        raise StoreError(f"{target} is there already; name a new file for what is saved.")
    counts = {"whole": 0, "bare": 0, "lost": 0}
    with _readable(path, target) as db, open_store(target, create=True) as store:
        for number in _numbers(db):
            counts[_save(db, number, store)] += 1
        _save_journal(db, store)
    take_along(path, target)
    return Saved(**counts)


@contextmanager
def _readable(path: Path, target: Path) -> Iterator[sqlite3.Connection]:
    """Open a store to save from; if its schema is damaged, a copy of it (beside the target) with the schema of this version.

    SQLite reads no table of a file whose schema it cannot parse, but which page a table begins on may still be there.
    """
    with suppress(StoreError), closing(_open(path)) as db:
        if not list(_guarded("schema", _check_schema, db)):
            yield db
            return
    copy = target.with_name(f"{target.name}.copy")
    try:
        for ending in ("", "-wal"):
            if (beside := path.with_name(path.name + ending)).exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        with explained(path), closing(sqlite3.connect(copy, isolation_level=None)) as db:
            _repair_schema(db)
        with closing(_open(copy)) as db:
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
        if not _check_document(db, number):
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
    if reading is None or _text_id(db, number) != text_id_of(reading.document.text):
        return None
    has_own_id = not HASHED.fullmatch(reading.document.id) or not reading.document.text
    return reading.document if has_own_id else replace(reading.document, id=_id_of(reading.document))


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
