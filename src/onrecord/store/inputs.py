"""Which pages were read into which documents, so that adding the same input again does not look for its article again.

A page is known by a hash of its content and of what was said of it, not by its path: a file that was moved is the same
page, one that was changed is another. The journal has a line for each (what: `page`, id: the hash, message: the document).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.store.journal import PAGE, RunId, write_line
from onrecord.store.open import Store, explained, open_store
from onrecord.store.transaction import writing
from onrecord.store.write import is_kept, is_read_by
from onrecord.types import Document, DocumentId, Page

KEY_BYTES = 16
_FIND = f"""
SELECT d.id, d.reader FROM journal AS j JOIN documents AS d ON d.id = j.message
 WHERE j.what = '{PAGE}' AND j.id = ? ORDER BY j.run DESC, j.number DESC LIMIT 1
"""  # noqa: S608 - the word stands there, so that SQLite takes the index of such lines


def known_page(store: Store, page: Page) -> DocumentId | None:
    """Return the document that a page gave, if it is kept as this version, or a newer one, read it."""
    if page.problem is not None:
        return None
    with explained(store.path):
        row = store.connection.execute(_FIND, (key_of(page),)).fetchone()
    return DocumentId(row[0]) if row is not None and is_read_by(row[1]) else None


def note_page(store: Store, run: RunId, page: Page, document: DocumentId) -> None:
    """Write down that a page gave a document, unless it is written down already."""
    if known_page(store, page) == document:
        return
    with writing(store):
        write_line(store.connection, run, PAGE, key_of(page), "added", None, document)


def key_of(page: Page) -> str:
    """Return a hash of what a document is made of: all of a page but its name and what was noticed."""
    told = (page.kind, page.clean, page.charset, page.url, page.given_id, page.given_title)
    text = repr((*told, page.given_published, page.given_publisher, page.text)).encode(
        "utf-8", "surrogatepass"
    )
    made = hashlib.blake2b(text, digest_size=KEY_BYTES)
    made.update(page.content)
    return made.hexdigest()


class KeptIn:
    """Whether a store has a document; a copy of it in another process opens the store for itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: Store | None = None

    def __call__(self, document: Document) -> bool:
        """Return whether the store has it."""
        if self._store is None:
            self._store = open_store(self._path)
        return is_kept(self._store, document)

    def __reduce__(self) -> tuple[type[KeptIn], tuple[Path]]:
        return KeptIn, (self._path,)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._store is not None:
            self._store.close()
