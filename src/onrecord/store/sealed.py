"""Seals of rows that nothing else in the store repeats: the journal, its runs, when a document was added and by which version.

Everything else has a hash beside it or is derived. Of these tables one hash of all rows is kept, in `state`: the hashes of the
rows joined by XOR, so that a change costs the rows that it changes, in whatever order they came. A store that was made before
there were seals gets them with its next change.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

DOCUMENT = "SELECT id, reader, added FROM documents"
FORMER = "SELECT f.id, d.id FROM former_ids AS f JOIN documents AS d ON d.number = f.document"
RUN = "SELECT id, begun, ended, reader FROM runs"
SEALED = {  # by the table: its rows, without what has a hash of its own
    "documents": DOCUMENT,
    "former_ids": FORMER,
    "journal": "SELECT run, number, at, what, id, change, reason, message FROM journal",
    "runs": RUN,
}
SEAL_BYTES = 16

Row = Sequence[object]


def note_rows(
    connection: sqlite3.Connection, table: str, *, gone: Iterable[Row] = (), come: Iterable[Row] = ()
) -> None:
    """Write a change of rows into the seal of a table, before the rows themselves are changed."""
    seal = _kept(connection, table)
    if seal is None:
        seal = _made(connection, table)
    for row in (*gone, *come):
        seal ^= _hash(row)
    _keep(connection, table, seal)


def seal_all(connection: sqlite3.Connection) -> None:
    """Take all rows as they are now."""
    for table in SEALED:
        _keep(connection, table, _made(connection, table))


def unsealed(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables whose rows are not those that were sealed."""
    for table in SEALED:
        seal = _kept(connection, table)
        if seal is not None and seal != _made(connection, table):
            yield table


def document_rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """Return the sealed rows of `documents` with a number: one, or none."""
    return connection.execute(f"{DOCUMENT} WHERE number = ?", (number,)).fetchall()


def former_rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """Return the sealed rows of `former_ids` of a document."""
    return connection.execute(f"{FORMER} WHERE f.document = ?", (number,)).fetchall()


def seal_name(table: str) -> str:
    """Return the name of the seal of a table in `state`."""
    return f"seal of {table}"


def _kept(connection: sqlite3.Connection, table: str) -> int | None:
    row = connection.execute("SELECT value FROM state WHERE name = ?", (seal_name(table),)).fetchone()
    return None if row is None else int(row[0], 16)


def _keep(connection: sqlite3.Connection, table: str, seal: int) -> None:
    connection.execute(
        "INSERT INTO state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (seal_name(table), f"{seal:0{2 * SEAL_BYTES}x}"),
    )


def _made(connection: sqlite3.Connection, table: str) -> int:
    seal = 0
    for row in connection.execute(SEALED[table]):
        seal ^= _hash(row)
    return seal


def _hash(row: Row) -> int:
    told = repr(tuple(row)).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(told, digest_size=SEAL_BYTES).digest(), "big")
