"""Check a store.

SQLite checks its own pages and indexes; it cannot see a flipped bit inside a value. So each reading is read and compared
with the hash that was written beside it, each text with its id, each thing of the assembly with its hash, the journal with its
seal, and what is derived from them with what they give (derived.py). save.py saves what is sound, repair.py makes anew what is
derived.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from onrecord.errors import StoreError
from onrecord.store.assembled import ASSEMBLED, digest_of_body
from onrecord.store.assembler.faults import faults_of as faults_of_kept
from onrecord.store.corrections import corrections_path, read_corrections
from onrecord.store.derived import (
    FTS,
    WAITS,
    Indexed,
    faults_of_cells,
    faults_of_columns,
    faults_of_happenings,
    faults_of_links,
    faults_of_names,
    faults_of_parties,
    faults_of_positions,
    faults_of_states,
)
from onrecord.store.open import check_kind, check_schema, connect_to_read, explained, open_store
from onrecord.store.query import reading_of_number
from onrecord.store.reasons import faults_of_pairs
from onrecord.store.rows import LAYERS, digest_of
from onrecord.store.sealed import unsealed
from onrecord.types import Document, DocumentId, Reading, document_id

MOST_MESSAGES = 20  # of one check of SQLite
UNREADABLE = (  # what a damaged row or page raises when it is read
    sqlite3.Error, zlib.error, msgspec.MsgspecError, ValueError, TypeError, LookupError, OverflowError, AttributeError,
    RecursionError,
)  # fmt: skip
HASHED = re.compile(r"d_[0-9a-f]{32}")

Part = Literal["file", "schema", "references", "words", "questions", "document", "assembly", "journal"]
DERIVED: tuple[Part, ...] = (
    "words",
    "questions",
    "assembly",
    "journal",
)  # parts that `repair_store` makes anew
NO_INDEX = re.compile(
    r"missing from index|wrong # of entries in index|non-unique entry in index"
)  # and so is an index


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that is not as it was written."""

    part: Part
    id: str | None  # of a document or a thing of the assembly, if it is known
    what: str  # in words

    @property
    def is_derived(self) -> bool:
        """Whether it can be made anew from what is sound."""
        return self.part in DERIVED or (self.part == "file" and NO_INDEX.search(self.what) is not None)

    def __str__(self) -> str:
        return f"{self.part} {self.id}: {self.what}" if self.id else f"{self.part}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The result of a check: the number of documents that are sound, and all damage."""

    sound: int
    damage: tuple[Damage, ...]

    @property
    def is_derived(self) -> bool:
        """Whether all damage can be made anew from what is sound."""
        return all(damage.is_derived for damage in self.damage)


def check_store(path: str | Path) -> Checked:
    """Return what is damaged in a store. Raises `StoreError` if it cannot be opened at all."""
    path = Path(path)
    with closing(open_to_check(path)) as db:
        db.execute("BEGIN")  # all of one moment, though another process may write
        damage = [damage for part, check in _CHECKS for damage in guarded(part, check, db)]
        damage += _check_words(path)
        sound = 0
        with closing(Indexed(db, read_corrections(corrections_path(path))[0])) as indexed:
            for number in numbers_of(db):
                found = check_document(db, number) or list(
                    guarded("questions", partial(_check_rows, indexed=indexed, number=number), db)
                )
                damage += found
                sound += not found
            damage += guarded("questions", lambda _: _as_damage("questions", indexed.faults_of_places()), db)
    return Checked(sound=sound, damage=tuple(damage))


@contextmanager
def blamed_on_damage(path: Path) -> Iterator[None]:
    """Turn an error into a `StoreError`, if a check finds that the store is damaged; in a sound store it stays what it is."""
    try:
        yield
    except UNREADABLE as error:
        found = check_store(path)
        if not found.damage:
            raise
        raise StoreError(
            f"{path} is damaged ({found.damage[0]}); run 'onrecord check {path}', which says what can be done."
        ) from error


def open_to_check(path: Path) -> sqlite3.Connection:
    """Open a store for reading alone; raises `StoreError` if it is none of this version's schema."""
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


def guarded(
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


def check_schema_of(db: sqlite3.Connection) -> Iterator[Damage]:
    """Yield what of the schema is not that of this version."""
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
            if digest not in (digest_of_body(thing, body), WAITS):
                what = f"the row of {table} is not as it was written"
                yield Damage(part="assembly", id=str(thing), what=what)


def _check_journal(db: sqlite3.Connection) -> Iterator[Damage]:
    for table in unsealed(db):
        yield Damage(part="journal", id=None, what=f"a row of {table} is not as it was written")


def _as_damage(part: Part, faults: Iterable[str]) -> Iterator[Damage]:
    return (Damage(part=part, id=None, what=fault) for fault in faults)


def _faults(part: Part, faults_of: Callable[[sqlite3.Connection], Iterator[str]]) -> _Check:
    return part, lambda db: _as_damage(part, faults_of(db))


_Check = tuple[Part, Callable[[sqlite3.Connection], Iterator[Damage]]]
_CHECKS: tuple[_Check, ...] = (
    ("file", _check_file),
    ("schema", check_schema_of),
    ("references", _check_references),
    _faults("references", faults_of_positions),
    ("journal", _check_journal),
    ("assembly", _check_assembly),
    _faults("assembly", faults_of_kept),
    _faults("assembly", faults_of_columns),
    _faults("assembly", faults_of_cells),
    _faults("assembly", faults_of_links),
    _faults("assembly", faults_of_pairs),
    _faults("questions", faults_of_parties),
    _faults("questions", faults_of_names),
    _faults("questions", faults_of_happenings),
    _faults("questions", faults_of_states),
)


def _check_words(path: Path) -> list[Damage]:
    """Check the full-text indexes against the texts: commands that need the right to write, and change nothing."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            return [damage for table, of in FTS.items() for damage in _check_index(db, table, of)]
    except sqlite3.Error as error:
        return _of_words(error, "the texts")


def _check_index(db: sqlite3.Connection, table: str, of: str) -> list[Damage]:
    db.execute("BEGIN")
    try:
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except sqlite3.Error as error:
        return _of_words(error, of)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return []


def _of_words(error: sqlite3.Error, of: str) -> list[Damage]:
    if error.sqlite_errorcode & 0xFF in NOT_CHECKED:
        return []
    return [Damage(part="words", id=None, what=f"the full-text index does not fit {of} ({error})")]


NOT_CHECKED = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
)  # read-only, or being written


# ---- documents ---------------------------------------------------------------------------


def numbers_of(db: sqlite3.Connection) -> list[int]:
    """Return the numbers of all documents, of which some table can still tell."""
    numbers: set[int] = set()
    asked = ["number FROM documents ORDER BY number", "number FROM documents ORDER BY number DESC"]
    asked += [f"DISTINCT document FROM {table.name}" for table in LAYERS if not table.is_packed]
    asked += ["document FROM layers"]
    for one in asked:
        with suppress(*UNREADABLE):
            for (number,) in db.execute(f"SELECT {one}"):
                numbers.add(int(number))
    return sorted(numbers)


def check_document(db: sqlite3.Connection, number: int) -> list[Damage]:
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
    if found is None and text_id_in(db, number) != reading.document.text_id:
        found = "the id of its text is not the hash of the text"
    return [Damage(part="document", id=reading.document.id, what=found)] if found else []


def _check_rows(_: sqlite3.Connection, *, indexed: Indexed, number: int) -> Iterator[Damage]:
    """Check the rows that questions go by, of a document whose reading is sound."""
    reading = reading_of_number(indexed.db, number)
    if reading is not None:
        for fault in indexed.faults(number, reading):
            yield Damage(part="questions", id=reading.document.id, what=fault)


def _known(db: sqlite3.Connection, number: int) -> tuple[str | None, bytes | None]:
    row = db.execute("SELECT id, digest FROM documents WHERE number = ?", (number,)).fetchone()
    return row if row is not None else (None, None)


def text_id_in(db: sqlite3.Connection, number: int) -> str | None:
    """Return the id of the text of a document, as it is written beside the text."""
    row = db.execute(
        "SELECT t.id FROM texts AS t JOIN documents AS d ON d.text = t.number WHERE d.number = ?", (number,)
    ).fetchone()
    return None if row is None else str(row[0])


def _unlike(reading: Reading, digest: bytes | None) -> str | None:
    """Return how a reading differs from what was written, or None."""
    document = reading.document
    if HASHED.fullmatch(document.id) and document.text and id_of(document) != document.id:
        return "its id is not the hash of its text and of what it is known by"
    return None if digest_of(reading) == digest else "its record is not as it was written"


def id_of(document: Document) -> DocumentId:
    """Return the id that a document has by its text and by what it is known by."""
    return document_id(
        document.text,
        url=document.url,
        given_id=document.given_id,
        publisher=document.publisher,
        published=document.published,
    )
