"""A store that answers questions: `onrecord.open("news.db").said(speaker="Ana Kovač")`."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from onrecord.errors import StoreError
from onrecord.questions.ahead import ahead
from onrecord.questions.answer import Answer
from onrecord.questions.dossier import dossier
from onrecord.questions.dyad import dyad
from onrecord.questions.events import events
from onrecord.questions.filters import (
    AheadFilters,
    DossierFilters,
    DyadFilters,
    EventFilters,
    NewFilters,
    PlaceFilters,
    SaidFilters,
    SearchFilters,
    StoriesFilters,
    StoryFilters,
)
from onrecord.questions.new import YESTERDAY, new
from onrecord.questions.places import places
from onrecord.questions.rows import Ahead, Hit, PlaceTold, Reported, Statement
from onrecord.questions.rows_lines import DossierLine, DyadPeriod, NewLine, StoryInShort, StoryLine
from onrecord.questions.said import said
from onrecord.questions.search import search
from onrecord.questions.stories import stories
from onrecord.questions.story import story
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

    def dossier(self, actor: str, **filters: Unpack[DossierFilters]) -> Answer[DossierLine]:
        """Return what the reports tell of an actor: `onrecord.questions.dossier`."""
        return dossier(self, actor, **filters)

    def stories(self, **filters: Unpack[StoriesFilters]) -> Answer[StoryInShort]:
        """Return the stories: `onrecord.questions.stories`."""
        return stories(self, **filters)

    def story(self, story_: str | None = None, **filters: Unpack[StoryFilters]) -> Answer[StoryLine]:
        """Return what the reports of a story, or of the latest one, tell together: `onrecord.questions.story`."""
        return story(self, story_, **filters)

    def dyad(self, one: str, other: str, **filters: Unpack[DyadFilters]) -> Answer[DyadPeriod]:
        """Return what two actors did to one another, by period: `onrecord.questions.dyad`."""
        return dyad(self, (one, other), **filters)

    def new(self, since: str = YESTERDAY, **filters: Unpack[NewFilters]) -> Answer[NewLine]:
        """Return what is new since a moment: `onrecord.questions.new`."""
        return new(self, since, **filters)

    def events(self, **filters: Unpack[EventFilters]) -> Answer[Reported]:
        """Return who did what to whom: `onrecord.questions.events`."""
        return events(self, **filters)

    def places(self, **filters: Unpack[PlaceFilters]) -> Answer[PlaceTold]:
        """Return where it takes place: `onrecord.questions.places`."""
        return places(self, **filters)

    def ahead(self, **filters: Unpack[AheadFilters]) -> Answer[Ahead]:
        """Return what lies ahead: `onrecord.questions.ahead`."""
        return ahead(self, **filters)

    def search(self, words: str, **filters: Unpack[SearchFilters]) -> Answer[Hit]:
        """Return documents, actors, places and stories that words find: `onrecord.questions.search`."""
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
