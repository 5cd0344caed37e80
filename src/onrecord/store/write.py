"""Keep readings: one transaction a document, so that a reader never sees half of one."""

from __future__ import annotations

import sqlite3
from typing import Literal

from onrecord import __version__
from onrecord.errors import UnsoundError
from onrecord.store.open import Store, explained
from onrecord.store.rows import DOCUMENTS, LAYERS, Links, columns_of, row_of
from onrecord.types import DocumentId, Reading

Kept = Literal["added", "replaced", "unchanged"]


def keep(store: Store, reading: Reading, *, reader: str = __version__, again: bool = False) -> Kept:
    """Keep `reading`, made by version `reader`; return whether it was added, replaced or left unchanged.

    A document is identified by its text. A kept reading is replaced only if an older version made it,
    or if `again` is set.
    """
    connection = store.connection
    with explained(store.path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            before = _reader_of(connection, reading.document.id)
            done: Kept = "added" if before is None else "replaced"
            if before is not None and not again and _version(before) >= _version(reader):
                done = "unchanged"
            else:
                connection.execute("DELETE FROM documents WHERE id = ?", (reading.document.id,))
                _insert(connection, reading, reader)
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:  # a full disk has ended the transaction
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError | OverflowError):  # an id, or a number, of no row
                raise UnsoundError(
                    f"{store.path}: document {reading.document.id} was not kept: its record is not sound ({error})."
                ) from error
            raise
    return done


def _reader_of(connection: sqlite3.Connection, document: DocumentId) -> str | None:
    row = connection.execute("SELECT reader FROM documents WHERE id = ?", (document,)).fetchone()
    return None if row is None else str(row[0])


def _version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparing.

    >>> _version("0.10.1") > _version("0.9")
    True
    """
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _insert(connection: sqlite3.Connection, reading: Reading, reader: str) -> None:
    document = reading.document
    names = [column.name for column in DOCUMENTS.columns]
    connection.execute(
        _insertion("documents", [*names, "reader"]), [*row_of(document, DOCUMENTS.columns), reader]
    )
    for table in LAYERS:
        facts = getattr(reading, table.name)
        names = [column.name for column in table.columns]
        connection.executemany(
            _insertion(table.name, ["document", "position", *names]),
            [[document.id, n, *row_of(fact, table.columns)] for n, fact in enumerate(facts)],
        )
        for field, links in table.links.items():
            _insert_links(connection, document.id, field, links, facts)


def _insert_links(
    connection: sqlite3.Connection,
    document: DocumentId,
    field: str,
    links: Links,
    facts: tuple[object, ...],
) -> None:
    columns = columns_of(links.item) if links.item else ()
    names = [column.name for column in columns] or ["actor"]
    connection.executemany(
        _insertion(links.table, ["document", links.owner, "position", *names]),
        [
            [document, getattr(fact, "id"), n, *(row_of(value, columns) if columns else [value])]  # noqa: B009
            for fact in facts
            for n, value in enumerate(getattr(fact, field))
        ],
    )


def _insertion(table: str, columns: list[str]) -> str:
    """Return the statement that adds a row; both names come from our own types, never from input."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
