"""The rows of dossiers, stories, dyads and what is new: lines of several kinds, each with the words that it rests on.

`section` says what kind of line it is; fields that a kind has no use for are null.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.assembly.types import HappeningId, StoryId
from onrecord.types import DocumentId

TopicBasis = Literal["story", "words"]
Direction = Literal["forth", "back", "together"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Exact words of one report. Offsets are code points of its text, the end exclusive."""

    document: DocumentId
    """The id of the document."""
    given_id: str | None
    """The id that the input gave it, or null."""
    publisher: str | None
    """The outlet, or null."""
    published: str | None
    """The day of publication, or the earliest possible one, or null."""
    start: int
    """Where the words begin."""
    end: int
    """Where they end."""
    text: str
    """The words."""


# ---- dossier -----------------------------------------------------------------------------

DossierSection = Literal[
    "actor", "alias", "office", "said", "change", "act", "did", "received", "plan", "disagreement", "outlet"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """One line of what the reports tell of an actor."""

    section: DossierSection
    """`actor` (who it is), `alias`, `office`, `said` (a statement), `change` (an earlier and a later statement that cannot
    both hold), `act` (how many happenings of a type), `did`, `received` (a happening), `plan`, `disagreement` (one side of
    one that the actor stands in), `outlet` (how many reports of an outlet name it)."""
    day: str | None = None
    """The first possible day: of an office, a happening or a plan; of a statement the day of publication."""
    until: str | None = None
    """The last possible day."""
    topic: str | None = None
    """What a statement is about: the title of the story, or content words."""
    topic_basis: TopicBasis | None = None
    """`story`: the statements of the topic stand in reports of one story; `words`: in several, and share content words."""
    what: str | None = None
    """The name, office, type of happening, kind of saying, field of a disagreement, or what changed."""
    value: str | None = None
    """Country, Wikidata id, number or side, as the section has it."""
    who: str | None = None
    """The other side of an act, or on whose word a side of a disagreement is."""
    quad: int | None = None
    """PLOVER quad class, 1 to 4, or null."""
    status: str | None = None
    """As for happenings and plans."""
    reports: int | None = None
    """How many reports tell it, copies folded."""
    happenings: int | None = None
    """How many happenings a line counts."""
    id: str | None = None
    """The id of the entity, happening, plan, disagreement or story."""
    words: Quote | None = None
    """The words that it rests on, or null."""
    beside: Quote | None = None
    """Of a change of line the earlier words; null otherwise."""


# ---- stories -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A document and the id that its input gave it."""

    document: DocumentId
    """The id of the document."""
    given_id: str | None
    """The id that the input gave it, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInShort:
    """One story: its fields as the store has them, and how much there is of it."""

    id: StoryId
    """The id."""
    title: str | None
    """The title of its most central report, or null."""
    documents: tuple[Named, ...]
    """Its reports, in order of publication; copies are among them."""
    happenings: tuple[HappeningId, ...]
    """The ids of the happenings that its reports tell of."""
    earliest: str | None
    """The first day on which one of its reports may have been published, or null."""
    latest: str | None
    """The last day on which one of its reports may have been published, or null."""
    continues: StoryId | None
    """The story that this one takes up again, or null."""
    reports: int
    """How many reports it has, copies folded."""
    outlets: tuple[str, ...]
    """The outlets, those with most reports first."""
    disagreements: int
    """How many disagreements there are about its happenings."""


StorySection = Literal[
    "story", "happened", "agreed", "disagreement", "moved", "denial", "copy", "ahead", "report"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One line of what the reports of a story tell together."""

    section: StorySection
    """`story` (the story itself), `happened` (what happened, in order), `agreed` (what independent sources agree on),
    `disagreement` (one side of one), `moved` (a number or day as one report gives it, where it moved), `denial` (beside
    what it denies), `copy` (where a copy differs from its origin), `ahead` (what was or is planned), `report`."""
    day: str | None = None
    """The first possible day of a happening or plan; of words the day of publication."""
    until: str | None = None
    """The last possible day."""
    what: str | None = None
    """What happened, the field, or the title."""
    value: str | None = None
    """The value that is agreed on, given by a side or moved to."""
    who: str | None = None
    """On whose word."""
    status: str | None = None
    """As for happenings and plans."""
    reports: int | None = None
    """How many reports tell it, copies folded."""
    sources: int | None = None
    """How many independent sources tell it."""
    id: str | None = None
    """The id of the story, happening, disagreement, plan or copy group."""
    words: Quote | None = None
    """The words that it rests on, or null."""
    beside: Quote | None = None
    """What a denial denies, what the origin of a copy has, or what moved before; null otherwise."""


# ---- dyads -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPeriod:
    """What one of two actors did to the other in one period."""

    period: str
    """The first day of the period."""
    until: str
    """The last day of the period."""
    direction: Direction
    """`forth` (the first did it to the second), `back`, or `together` (both did it, as those who meet do)."""
    actor: str
    """Who acts."""
    recipient: str
    """To whom it is done."""
    reports: int
    """How many reports tell of it, copies folded."""
    happenings: int
    """How many distinct happenings there are."""
    verbal_cooperation: int
    """Happenings of quad class 1."""
    material_cooperation: int
    """Happenings of quad class 2."""
    verbal_conflict: int
    """Happenings of quad class 3."""
    material_conflict: int
    """Happenings of quad class 4."""
    scale: float | None
    """The mean of their PLOVER scores (-10 to 10), or null if none has one."""
    goldstein: float | None
    """The mean of the Goldstein scores of their CAMEO codes, or null if none has one."""
    ids: tuple[HappeningId, ...]
    """The happenings."""
    words: Quote | None
    """The words for the happening of the period that most reports tell, or null."""


# ---- what is new -------------------------------------------------------------------------

NewSection = Literal["story", "moved", "date", "denial", "contradiction", "fulfilled", "due", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """One thing that is new since a moment."""

    section: NewSection
    """`story` (one began), `moved` (a number or another field), `date` (of a plan), `denial`, `contradiction` (a
    disagreement began), `fulfilled` (a plan), `due` (a plan whose day passed without a word), `failed` (an input)."""
    at: str | None
    """When the report was added (UTC), or of a failure when it failed."""
    story: str | None = None
    """The title of the story."""
    what: str | None = None
    """What it is about."""
    value: str | None = None
    """The new value."""
    before: str | None = None
    """The value before."""
    who: str | None = None
    """On whose word."""
    id: str | None = None
    """The id of the story, update, plan, disagreement or happening."""
    words: Quote | None = None
    """The new words, or null."""
    beside: Quote | None = None
    """The words before, what is denied, or the other side; null otherwise."""
