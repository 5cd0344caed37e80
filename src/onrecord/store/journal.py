"""The journal: what each run of `onrecord add` changed, written in the transaction of the change.

A run that was killed has no end; what it had kept until then stands in the journal and in the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NewType

from onrecord import __version__
from onrecord.store.open import Store, explained
from onrecord.store.sealed import RUN, note_rows
from onrecord.store.transaction import writing
from onrecord.types import DocumentId, Note

RunId = NewType("RunId", int)
PAGE = "page"  # of lines that say which document a page gave (inputs.py): they are no change
Change = Literal["added", "replaced", "unchanged", "removed", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of `onrecord add`, and how much it changed."""

    id: RunId
    begun: str  # UTC, 2018-10-20T08:30:00Z
    ended: str | None  # null: still at work, or killed
    reader: str
    added: int
    replaced: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a run changed, or could not read."""

    run: RunId
    at: str  # UTC
    what: str  # document, input, or a thing of the assembly
    id: str  # of the thing; of an input its name
    change: Change
    reason: str | None  # of a failure: the code of its note
    message: str | None


def begin_run(store: Store, *, reader: str = __version__) -> RunId:
    """Begin a run and return its id."""
    with writing(store):
        connection = store.connection
        (run,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM runs").fetchone()
        row = (run, now(), None, reader)
        note_rows(connection, "runs", come=[row])
        connection.execute("INSERT INTO runs (id, begun, ended, reader) VALUES (?, ?, ?, ?)", row)
        return RunId(run)


def end_run(store: Store, run: RunId) -> None:
    """Write down that a run came to its end."""
    with writing(store):
        connection, ended = store.connection, now()
        for row in connection.execute(f"{RUN} WHERE id = ?", (run,)).fetchall():
            id_, begun, _, reader = row
            note_rows(connection, "runs", gone=[row], come=[(id_, begun, ended, reader)])
        connection.execute("UPDATE runs SET ended = ? WHERE id = ?", (ended, run))


def note_change(
    connection: sqlite3.Connection,
    run: RunId,
    what: str,
    thing: str,
    change: Change,
    failure: Note | None = None,
) -> None:
    """Add a line to the journal, in the transaction that is open."""
    reason, message = (failure.code, failure.message) if failure else (None, None)
    write_line(connection, run, what, thing, change, reason, message)


def note_changes(
    connection: sqlite3.Connection, run: RunId, changes: Iterable[tuple[str, str, Change]]
) -> None:
    """Add a line to the journal for each change of a thing, in the transaction that is open: its kind, its id, the change."""
    at, first = now(), _next_line(connection, run)
    rows = [
        (run, first + n, at, what, thing, change, None, None)
        for n, (what, thing, change) in enumerate(changes)
    ]
    _write_lines(connection, rows)


def write_line(
    connection: sqlite3.Connection,
    run: RunId,
    what: str,
    thing: str,
    change: Change,
    reason: str | None,
    message: str | None,
) -> None:
    """Add a line to the journal whose reason and message are given."""
    row = (run, _next_line(connection, run), now(), what, thing, change, reason, message)
    _write_lines(connection, [row])


def _next_line(connection: sqlite3.Connection, run: RunId) -> int:
    row = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM journal WHERE run = ?", (run,)
    ).fetchone()
    return int(row[0])


def _write_lines(connection: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> None:
    note_rows(connection, "journal", come=rows)
    connection.executemany(
        "INSERT INTO journal (run, number, at, what, id, change, reason, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def note_failure(store: Store, run: RunId, target: str, failure: Note) -> None:
    """Write down an input that could not be read, by its name, and why."""
    with writing(store):
        note_change(store.connection, run, "input", target, "failed", failure)


def note_unchanged(store: Store, run: RunId, document: DocumentId) -> None:
    """Write down that a document was kept already, and not read again."""
    with writing(store):
        note_change(store.connection, run, "document", document, "unchanged")


def runs(store: Store) -> list[Run]:
    """Return all runs, the latest first."""
    with explained(store.path):
        rows = store.connection.execute(_RUNS).fetchall()
    names = ("id", "begun", "ended", "reader", "added", "replaced", "unchanged", "failed")
    return [Run(**dict(zip(names, row, strict=True))) for row in rows]


def last_run_began(store: Store) -> str | None:
    """Return when the last run began (UTC), or None if there was none."""
    with explained(store.path):
        row = store.connection.execute("SELECT begun FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


_RUNS = """
SELECT id, begun, ended, reader, coalesce(sum(change = 'added'), 0), coalesce(sum(change = 'replaced'), 0),
       coalesce(sum(change = 'unchanged'), 0), coalesce(sum(change = 'failed'), 0)
  FROM runs LEFT JOIN (SELECT run, change FROM journal WHERE what IN ('document', 'input')) ON run = id
 GROUP BY id ORDER BY id DESC
"""


def journal(store: Store, *, run: RunId | None = None, since: str | None = None) -> list[Entry]:
    """Return the lines of the journal, oldest first: of one run, or from a day or moment (UTC) on."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT run, at, what, id, change, reason, message FROM journal "
            "WHERE (?1 IS NULL OR run = ?1) AND (?2 IS NULL OR at >= ?2) AND what <> ?3 ORDER BY run, number",
            (run, since, PAGE),
        ).fetchall()
    names = ("run", "at", "what", "id", "change", "reason", "message")
    return [Entry(**dict(zip(names, row, strict=True))) for row in rows]


def failures_by_reason(store: Store, run: RunId) -> dict[str, int]:
    """Return how many inputs of a run failed, by the code of the reason, the most frequent first."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT reason, count(*) FROM journal WHERE run = ? AND change = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1",
            (run,),
        ).fetchall()
    return {str(reason): int(number) for reason, number in rows}


def now() -> str:
    """Return the moment in UTC, to the second."""
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
