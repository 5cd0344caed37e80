"""The database of many readings: one SQLite file, and the only SQL of the package.

with open_store("news.db", create=True) as store:
    keep(store, reading)
    reading_of(store, reading.document.id) == reading
"""

from onrecord.store.actors import KeptActor, changes_of, find_actor, kept_actors
from onrecord.store.correct import corrected
from onrecord.store.corrections import (
    Correction,
    add_corrections,
    corrections_path,
    read_corrections,
    undo_correction,
)
from onrecord.store.open import Store, migrate_store, open_store
from onrecord.store.query import KeptDocument, documents, find_documents, reading_of
from onrecord.store.write import Kept, keep

__all__ = [
    "Correction",
    "Kept",
    "KeptActor",
    "KeptDocument",
    "Store",
    "add_corrections",
    "changes_of",
    "corrected",
    "corrections_path",
    "documents",
    "find_actor",
    "find_documents",
    "keep",
    "kept_actors",
    "migrate_store",
    "open_store",
    "read_corrections",
    "reading_of",
    "undo_correction",
]
