"""A store that answers questions: `onrecord.open("news.db").said(speaker="Ana Kovač")`."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from onrecord.errors import StoreError
from onrecord.questions.ahead import ahead
from onrecord.questions.answer import Answer
from onrecord.questions.events import events
from onrecord.questions.filters import AheadFilters, EventFilters, SaidFilters, SearchFilters
from onrecord.questions.rows import Ahead, Hit, Reported, Statement
from onrecord.questions.said import said
from onrecord.questions.search import search
from onrecord.store import Store as KeptStore
from onrecord.store import (
    apply_corrections,
    corrections_path,
    holds_corrections,
    open_store,
    read_corrections,
)


class Store(KeptStore):
    """An open store; each method is the question of its name. Close it, or use it in a `with`."""

    def said(self, **filters: Unpack[SaidFilters]) -> Answer[Statement]:
        """Return who said what: `onrecord.questions.said`."""
        return said(self, **filters)

    def events(self, **filters: Unpack[EventFilters]) -> Answer[Reported]:
        """Return who did what to whom: `onrecord.questions.events`."""
        return events(self, **filters)

    def ahead(self, **filters: Unpack[AheadFilters]) -> Answer[Ahead]:
        """Return what lies ahead: `onrecord.questions.ahead`."""
        return ahead(self, **filters)

    def search(self, words: str, **filters: Unpack[SearchFilters]) -> Answer[Hit]:
        """Return what has all of some words: `onrecord.questions.search`."""
        return search(self, words, **filters)


def open_questions(path: str | Path) -> Store:
    """Open a store for questions; raises `StoreError` if it cannot be opened.

    A correction that was made since the store was last written is written into what questions go by; if it cannot be,
    because the file is read-only, the answers say so.
    """
    opened = open_store(path)
    corrections, _ = read_corrections(corrections_path(opened.path))
    if not holds_corrections(opened, corrections):
        try:
            with open_store(path, write=True) as writable:
                apply_corrections(writable, corrections)
        except StoreError:
            pass  # the answers have a note
    return Store(opened.path, opened.connection)
