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
    """An open store; each method is the question of its name. Close it, or use it in a `with`.

    The filters are named arguments, those of the command of the same name. Each method returns an `Answer`, and raises
    `QuestionError` for a filter or a value that is not allowed.
    """

    def said(self, **filters: Unpack[SaidFilters]) -> Answer[Statement]:
        """Return who said what, the latest first; a row is a `Statement`.

        >>> answer = store.said(speaker="Amina Okello", quotation="direct", until="2025-01-31")
        >>> [(row.published, row.content[0].text) for row in answer]
        [('2025-01-13', '"The arrests are illegal,"'), ('2025-01-10', '"The arrests are illegal,"')]
        """
        return said(self, **filters)

    def dossier(self, actor: str, **filters: Unpack[DossierFilters]) -> Answer[DossierLine]:
        """Return what the reports tell of an actor, a section after the other; a row is a `DossierLine`.

        >>> answer = store.dossier("Amina Okello")
        >>> [(row.what, row.value) for row in answer if row.section == "actor"][:2]
        [('name', 'Amina Okello'), ('kind', 'person')]
        """
        return dossier(self, actor, **filters)

    def stories(self, **filters: Unpack[StoriesFilters]) -> Answer[StoryInShort]:
        """Return the stories, the latest first; a row is a `StoryInShort`.

        >>> [row.title for row in store.stories(words="seizes boats")]
        ['Uganda seizes Kenyan boats on Lake Victoria']
        """
        return stories(self, **filters)

    def story(self, story_: str | None = None, **filters: Unpack[StoryFilters]) -> Answer[StoryLine]:
        """Return what the reports of a story tell together; a row is a `StoryLine`.

        `story_` is an id or its beginning, of a story or of a report in it; without it, the latest story is told.

        >>> story = store.stories(words="seizes boats").rows[0]
        >>> answer = store.story(story.id)
        >>> sorted({row.section for row in answer} & {"happened", "report"})
        ['happened', 'report']
        """
        return story(self, story_, **filters)

    def dyad(self, one: str, other: str, **filters: Unpack[DyadFilters]) -> Answer[DyadPeriod]:
        """Return what two actors did to one another, by day, week or month; a row is a `DyadPeriod`.

        >>> series = store.dyad("Kenya", "Uganda", by="month")
        >>> [row.period for row in series if row.direction == "forth"]
        ['2025-01-01', '2025-02-01', '2025-03-01']
        """
        return dyad(self, (one, other), **filters)

    def new(self, since: str = YESTERDAY, **filters: Unpack[NewFilters]) -> Answer[NewLine]:
        """Return what is new since a moment; a row is a `NewLine`.

        `since` is a day, a time (UTC) or how long ago (`6h`, `2d`, `1w`), by when reports were added to the store, or, with
        `clock="published"`, by their days of publication.

        >>> answer = store.new("2025-01-01", clock="published")
        >>> [(row.before, row.value) for row in answer if row.section == "date"]
        [('2025-01-20', '2025-01-27')]
        """
        return new(self, since, **filters)

    def events(self, **filters: Unpack[EventFilters]) -> Answer[Reported]:
        """Return who did what to whom, the latest first; a row is a `Reported`, or a `Distinct` where happenings are counted.

        >>> answer = store.events(type="SANCTION", country="KEN", counting="happenings")
        >>> [(row.type, row.actors[0].name, row.recipients[0].name, row.earliest) for row in answer]
        [('SANCTION', 'Kenya', 'Uganda', '2025-02-14')]
        """
        return events(self, **filters)

    def places(self, **filters: Unpack[PlaceFilters]) -> Answer[PlaceTold]:
        """Return where it takes place, those with most reports first; a row is a `PlaceTold`.

        >>> next((row.name, row.country) for row in store.places() if row.name == "Kampala")
        ('Kampala', 'UGA')
        """
        return places(self, **filters)

    def ahead(self, **filters: Unpack[AheadFilters]) -> Answer[Ahead]:
        """Return what lies ahead, the soonest first; a row is an `Ahead`.

        >>> [(row.earliest, row.place) for row in store.ahead(words="summit")]
        [('2025-04-10', 'Entebbe')]
        """
        return ahead(self, **filters)

    def search(self, words: str, **filters: Unpack[SearchFilters]) -> Answer[Hit]:
        """Return the documents, actors, places and stories that have all of some words; a row is a `Hit`.

        >>> [hit.given_id for hit in store.search("treaty summit", what="documents")]
        ['treaty']
        """
        return search(self, words, **filters)


def open_questions(path: str | Path) -> Store:
    """Open a store for questions; raises `StoreError` if it cannot be opened.

    A correction that was made since the store was last written is written into what questions go by; if it cannot be,
    because the file is read-only, the answers say so.

    >>> with open_questions("news.db") as opened:
    ...     opened.said(cue="deny").total
    1
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
