"""Keep readings: one transaction a document, so that a reader never sees half of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord import __version__
from onrecord.errors import UnsoundError
from onrecord.store.corrections import Correction, corrections_path, read_corrections
from onrecord.store.index import remove_index, write_index
from onrecord.store.journal import Change, RunId, note_change, now
from onrecord.store.layers import write_layers
from onrecord.store.open import Store, explained
from onrecord.store.rows import DOCUMENTS, LAYERS, Places, cells_of, digest_of, pack_reasons, row_of
from onrecord.store.sealed import DOCUMENT, document_rows, former_rows, note_rows
from onrecord.store.transaction import writing
from onrecord.types import Document, DocumentId, Reading

OF_HAPPENINGS = ("reports_disagreements", "updates", "plans", "due")  # tables with a column for the happening
UNREAD = "0"  # version of the reader of a record that was not sound: the next `onrecord add` reads it again


def keep(
    store: Store,
    reading: Reading,
    *,
    reader: str = __version__,
    again: bool = False,
    run: RunId | None = None,
) -> Change:
    """Keep `reading`, made by version `reader`; return whether it was added, replaced or left unchanged.

    A document is a publication: the same text in another outlet is another one. A kept reading is replaced only if an
    older version made it, or if `again` is set. With a `run`, the journal says what was done. Raises `UnsoundError` for a
    reading with an id twice, a reference to nothing, or a span that does not quote its text; others can be kept.
    """
    document = reading.document.id
    try:
        with writing(store):
            corrections, _ = read_corrections(corrections_path(store.path))
            done = _keep(store, reading, reader, corrections, again=again)
            if run is not None:
                note_change(store.connection, run, "document", document, done)
    except (UnsoundError, sqlite3.IntegrityError, OverflowError) as error:  # an id, or a number, of no row
        raise _unsound(store, document, error) from error
    except Exception as error:
        if isinstance(error.__cause__, sqlite3.IntegrityError):
            raise _unsound(store, document, error.__cause__) from error
        raise
    return done


def _unsound(store: Store, document: DocumentId, error: Exception) -> UnsoundError:
    return UnsoundError(f"{store.path}: document {document} was not kept: its record is not sound ({error}).")


def is_kept(store: Store, document: Document, *, reader: str = __version__) -> bool:
    """Return whether a publication is kept as this version, or a newer one, read it: then it need not be read again."""
    with explained(store.path):
        before = _reader_of(store.connection, document.id)
    return before is not None and is_read_by(before, reader)


def is_read_by(before: str, reader: str = __version__) -> bool:
    """Return whether a document that version `before` read need not be read again by `reader`."""
    return _version(before) >= _version(reader)


def _keep(
    store: Store,
    reading: Reading,
    reader: str,
    corrections: Sequence[Correction],
    *,
    again: bool,
) -> Change:
    connection = store.connection
    before = _reader_of(connection, reading.document.id)
    if before is not None and not again and is_read_by(before, reader):
        return "unchanged"
    places = Places(reading)
    if before is not None:
        _forget(connection, reading.document.id)
    digest = digest_of(reading)
    number = _write_document(connection, reading, reader, places, digest)
    _write_layers(connection, reading, number, places)
    write_index(connection, number, reading, corrections)
    store.hand_over(number, digest, reading)
    return "added" if before is None else "replaced"


def _reader_of(connection: sqlite3.Connection, document: DocumentId) -> str | None:
    row = connection.execute("SELECT reader FROM documents WHERE id = ?", (document,)).fetchone()
    return None if row is None else str(row[0])


def _version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparing.

    >>> _version("0.10.1") > _version("0.9")
    True
    """
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _write_document(
    connection: sqlite3.Connection, reading: Reading, reader: str, places: Places, digest: bytes
) -> int:
    """Write the text, if it is new, and the row of the document; return its number, which a replaced one keeps."""
    document = reading.document
    connection.execute(
        "INSERT INTO texts (id, text) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        (document.text_id, document.text),
    )
    text = connection.execute("SELECT number FROM texts WHERE id = ?", (document.text_id,)).fetchone()[0]
    names = [*DOCUMENTS.cells, "text", "basis", "digest", "reader", "added"]
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in ("id", "added"))
    before = connection.execute(f"{DOCUMENT} WHERE id = ?", (document.id,)).fetchall()
    added = before[0][2] if before else now()
    note_rows(connection, "documents", gone=before, come=[(document.id, reader, added)])
    connection.execute(
        f"{_insertion('documents', names)} ON CONFLICT (id) DO UPDATE SET {changes}",
        [
            *row_of(document, DOCUMENTS.columns, places),
            text,
            pack_reasons(reading),
            digest,
            reader,
            added,
        ],
    )
    found = connection.execute("SELECT number FROM documents WHERE id = ?", (document.id,)).fetchone()
    return int(found[0])


def _write_layers(connection: sqlite3.Connection, reading: Reading, number: int, places: Places) -> None:
    write_layers(connection, number, reading, places)
    for table in LAYERS:
        facts = getattr(reading, table.name)
        if not table.is_packed:
            connection.executemany(
                _insertion(table.name, ["document", "position", *table.cells]),
                [(number, n, *row_of(fact, table.columns, places)) for n, fact in enumerate(facts)],
            )
        for field, links in table.links.items():
            if not links.is_packed:
                lists = [links.rows_of(getattr(fact, field), places) for fact in facts]
                connection.executemany(
                    _insertion(links.table, ["document", links.owner, "position", *cells_of(links.columns)]),
                    [
                        (number, owner, n, *row)
                        for owner, rows in enumerate(lists)
                        for n, row in enumerate(rows)
                    ],
                )


def _forget(connection: sqlite3.Connection, document: DocumentId) -> None:
    """Remove the layers of a document that is replaced, before its text changes, and what was derived from them."""
    (number,) = connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
    _forget_assembled(connection, number)
    remove_index(connection, number)
    for name in ("layers", *(table.name for table in reversed(LAYERS) if not table.is_packed)):
        connection.execute(f"DELETE FROM {name} WHERE document = ?", (number,))  # noqa: S608


def _forget_assembled(connection: sqlite3.Connection, document: int) -> None:
    """Remove what the assembly made of a document that is replaced; the next assembly makes it again."""
    for (table,) in connection.execute(
        "SELECT DISTINCT what FROM assembled_from WHERE document = ?", (document,)
    ).fetchall():
        of_document = "(SELECT thing FROM assembled_from WHERE document = ? AND what = ?)"
        for other in OF_HAPPENINGS if table == "happenings" else ():
            connection.execute(f"DELETE FROM {other} WHERE happening IN {of_document}", (document, table))  # noqa: S608
        connection.execute(f"DELETE FROM {table} WHERE id IN {of_document}", (document, table))  # noqa: S608
    connection.execute("DELETE FROM assembled_from WHERE document = ?", (document,))
    for side in ("left_report", "right_report"):
        connection.execute(f"DELETE FROM pairs WHERE {side} = ?", (document,))  # noqa: S608


def remove(store: Store, document: DocumentId, *, run: RunId | None = None) -> bool:
    """Remove a document and all that was read in it; return whether it was kept."""
    with writing(store):
        row = store.connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None:
            return False
        _forget(store.connection, document)
        note_rows(store.connection, "documents", gone=document_rows(store.connection, row[0]))
        note_rows(store.connection, "former_ids", gone=former_rows(store.connection, row[0]))
        store.connection.execute("DELETE FROM documents WHERE number = ?", row)
        if run is not None:
            note_change(store.connection, run, "document", document, "removed")
        return True


def _insertion(table: str, columns: Sequence[str]) -> str:
    """Return the statement that adds a row; both names come from our own types, never from input."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
