"""Make anew, in a store, what is derived from its readings: indexes, what questions go by, the assembly, seals."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.assembled import ASSEMBLED
from onrecord.store.assembler.bring_up import STATE
from onrecord.store.check import Checked, check_store
from onrecord.store.corrections import corrections_path, read_corrections
from onrecord.store.derived import FTS
from onrecord.store.index import TABLES, note_corrections, write_index
from onrecord.store.open import Store, open_store
from onrecord.store.query import reading_of_number
from onrecord.store.sealed import seal_all
from onrecord.store.transaction import writing

DERIVED = ("entity_names", "assembled_from", "waiting", "corrected", *TABLES, "toponyms", "roles", "state")


def repair_store(
    path: str | Path, assemble: Callable[[Store], object], found: Checked | None = None
) -> Checked:
    """Make anew what is derived, if nothing else is damaged, and return what a check finds then.

    `assemble` makes the assembly of an open store. `found` is the result of a check. All is done in one transaction. Raises
    `StoreError` if readings, references or pages are damaged too: then nothing is changed.
    """
    path = Path(path)
    found = found or check_store(path)
    lost = next((damage for damage in found.damage if not damage.is_derived), None)
    if lost is not None:
        raise StoreError(
            f"{path} was not repaired: more is damaged than what can be made anew ({lost}); "
            f"save what is sound with 'onrecord check {path} --save NEW'."
        )
    with open_store(path, write=True) as store, writing(store):
        was_assembled = _is_assembled(store.connection)
        _make_anew(store)
        if was_assembled:
            assemble(store)
    return check_store(path)


def _is_assembled(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM assembled_from LIMIT 1").fetchone() is not None


def _make_anew(store: Store) -> None:
    db = store.connection
    db.execute("REINDEX")  # first: what follows finds rows by indexes
    for table in FTS:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608
    for table in (*DERIVED, *ASSEMBLED, "pairs", *STATE):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.execute("INSERT INTO waiting (document) SELECT number FROM documents")
    corrections, _ = read_corrections(corrections_path(store.path))
    for (number,) in db.execute("SELECT number FROM documents ORDER BY number").fetchall():
        reading = reading_of_number(db, number)
        if reading is not None:
            write_index(db, number, reading, corrections)
    note_corrections(db, corrections)
    seal_all(db)
