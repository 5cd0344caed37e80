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
from onrecord.store.journal import (
    Change,
    Entry,
    Run,
    RunId,
    begin_run,
    end_run,
    failures_by_reason,
    journal,
    note_failure,
    runs,
)
from onrecord.store.migrate import migrate_store
from onrecord.store.open import Store, open_store
from onrecord.store.query import KeptDocument, documents, find_documents, reading_of, readings
from onrecord.store.transaction import writing
from onrecord.store.write import is_kept, keep

__all__ = [
    "Change",
    "Correction",
    "Entry",
    "KeptActor",
    "KeptDocument",
    "Run",
    "RunId",
    "Store",
    "add_corrections",
    "begin_run",
    "changes_of",
    "corrected",
    "corrections_path",
    "documents",
    "end_run",
    "failures_by_reason",
    "find_actor",
    "find_documents",
    "is_kept",
    "journal",
    "keep",
    "kept_actors",
    "migrate_store",
    "note_failure",
    "open_store",
    "read_corrections",
    "reading_of",
    "readings",
    "runs",
    "undo_correction",
    "writing",
]
