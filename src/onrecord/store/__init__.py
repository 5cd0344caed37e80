"""The database of many readings: one SQLite file, and the only SQL of the package.

with open_store("news.db", create=True) as store:
    keep(store, reading)
    reading_of(store, reading.document.id) == reading
"""

from onrecord.store.open import Store, migrate_store, open_store
from onrecord.store.query import KeptDocument, documents, find_documents, reading_of
from onrecord.store.write import Kept, keep

__all__ = [
    "Kept",
    "KeptDocument",
    "Store",
    "documents",
    "find_documents",
    "keep",
    "migrate_store",
    "open_store",
    "reading_of",
]
