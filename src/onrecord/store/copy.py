"""A copy of a store, of one moment, while others may write."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.store.open import Store, explained

PAGES_AT_ONCE = 1024


def copy_store(store: Store, path: Path) -> int:
    """Copy a store into a new file, and return how many reports it holds; the copy is a store itself."""
    with explained(store.path):
        copy = sqlite3.connect(path)
        try:
            store.connection.backup(copy, pages=PAGES_AT_ONCE)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            copy.commit()
            (number,) = copy.execute("SELECT count(*) FROM documents").fetchone()
        finally:
            copy.close()
    return int(number)
