"""Open the store; errors say in one sentence why it cannot be opened, read or written.

With write-ahead logging, any number of processes can read while one writes. `application_id` marks the
file as a store of this program, `user_version` is the number of its schema.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import msgspec

from onrecord.errors import StoreError
from onrecord.types import Reading

APPLICATION_ID = 0x6F6E7263  # "onrc"
SCHEMA = 13
WAIT_SECONDS = 30.0  # for another process to finish writing one document
MOST_HANDED = 64  # readings that wait for the assembly in memory, of some 200 kB each
READ_ONLY = ("mode=ro", "mode=ro&immutable=1")  # ways to open a store that leave the file as it is


@dataclass(frozen=True)
class Store:
    """An open store. Close it, or use it in a `with`."""

    path: Path
    connection: sqlite3.Connection
    handed: OrderedDict[int, tuple[bytes, Reading]] = field(
        default_factory=OrderedDict, repr=False, compare=False
    )
    """The readings that were kept last, by the number of the document, each with its hash: the assembly need not read them back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; all that was kept is on disk."""
        self.handed.clear()
        self.connection.close()

    def hand_over(self, number: int, digest: bytes, reading: Reading) -> None:
        """Hold a reading that was just kept for the assembly."""
        self.handed[number] = digest, reading
        while len(self.handed) > MOST_HANDED:
            self.handed.popitem(last=False)

    def take_over(self, number: int) -> Reading | None:
        """Return the reading of a document if it was just kept here, and is what the store has now; else None."""
        digest, reading = self.handed.pop(number, (None, None))
        if digest is None:
            return None
        row = self.connection.execute("SELECT digest FROM documents WHERE number = ?", (number,)).fetchone()
        return reading if row is not None and row[0] == digest else None


def open_store(path: str | Path, *, create: bool = False, write: bool = False) -> Store:
    """Open the store at `path` for reading; with `write` also for writing, and with `create` make a missing one.

    Raises `StoreError` for a file that is missing, not a store, of another schema, or not accessible.
    """
    path = Path(path)
    if not path.exists() and not create:
        raise StoreError(f"{path} is not there; 'onrecord add PATH --store {path}' makes it.")
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, such as {path / 'news.db'}.")
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} is not there; make it, or name the store elsewhere.")
    with explained(path):
        connection = _connect(path, writable=create or write)
        try:
            check_schema(path, connection)
        except BaseException:
            connection.close()
            raise
    return Store(path, connection)


def script(name: str) -> str:
    """Return the text of an SQL file of this package."""
    return resources.files("onrecord.store").joinpath(name).read_text(encoding="utf-8")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of SQLite, or a value that cannot be what was written, into a `StoreError` that says what to do."""
    try:
        yield
    except (msgspec.MsgspecError, zlib.error) as error:
        raise StoreError(_EXPLANATIONS[sqlite3.SQLITE_CORRUPT].format(path=path, error=error)) from error
    except sqlite3.Error as error:
        # the low byte is the kind of error, the rest its cause
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        raise StoreError(
            _EXPLANATIONS.get(code, "{path}: {error}.").format(path=path, error=error)
        ) from error


_EXPLANATIONS = {
    sqlite3.SQLITE_NOTADB: "{path} is not a database; name another file, or move this one away.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged ({error}); restore it from a copy, or save what is sound with 'onrecord check {path} --save NEW'.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; check that you may write in its folder.",
    sqlite3.SQLITE_PERM: "{path} cannot be opened; check its permissions.",
    sqlite3.SQLITE_READONLY: "{path} is read-only; nothing was added to it.",
    sqlite3.SQLITE_FULL: "The disk of {path} is full; what was kept before is safe. Make room and add again.",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written ({error}); what was kept before is safe.",
    sqlite3.SQLITE_BUSY: "{path} is being written by another process; try again when it has finished.",
    sqlite3.SQLITE_LOCKED: "{path} is being written by another process; try again when it has finished.",
}


def _connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    if not writable:
        return connect_to_read(path, ways=("mode=rw", *READ_ONLY))
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    check_kind(path, connection)  # before anything is written into another program's database
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if not _tables(connection):
        _create(connection)
    return connection


def connect_to_read(path: Path, ways: Sequence[str] = READ_ONLY) -> sqlite3.Connection:
    """Open for reading, in the first of some ways that works; writing is forbidden in all.

    With "mode=rw" first, SQLite takes its files beside the store away again when the connection is closed. On a read-only
    disk, where it cannot make them, the store is opened as immutable. Any thread may use the connection, one at a time.
    """
    place = quote(str(path.absolute()))
    for way in ways:
        connection = sqlite3.connect(
            f"file:{place}?{way}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if way == ways[-1]:
                raise
            continue
        break
    return connection


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables in one transaction, unless another process has made them in the meantime."""
    connection.execute("BEGIN IMMEDIATE")
    if _tables(connection):
        connection.execute("ROLLBACK")
        return
    try:
        for statement in statements(script("schema.sql")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """Split a script into statements; `executescript` would end the transaction that must hold them all."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def check_kind(path: Path, connection: sqlite3.Connection) -> None:
    """Raise `StoreError` if a file is a database of another program."""
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    if _tables(connection) and found != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; name another file.")


def check_schema(path: Path, connection: sqlite3.Connection) -> None:
    """Raise `StoreError` if a file is no store of this version's schema."""
    check_kind(path, connection)
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA:
        raise StoreError(
            f"{path} has schema {schema}, this version reads {SCHEMA}; install a newer onrecord to use it."
        )
    if 0 < schema < SCHEMA:
        raise StoreError(
            f"{path} has schema {schema}, this version reads {SCHEMA}; run 'onrecord migrate {path}'."
        )
    if schema < SCHEMA:
        raise StoreError(
            f"{path} has schema {schema}, this version reads {SCHEMA}; it is empty or damaged: add to it again."
        )
