"""The types of the assembly, as frozen values: what many reports say together.

Fields have the names of the JSON that the store prints. An id is a hash of content: the same reports give the same
ids, whatever the order in which they came. Documents are named by their id (`Document.id`), spans are spans of the
text of the document beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

from onrecord.types import (
    ActorId,
    ActorKind,
    AgendaStatus,
    AttributionId,
    Certainty,
    DisagreementField,
    DocumentId,
    EventId,
    Figure,
    Location,
    Reason,
    Span,
    Status,
)

CopyGroupId = NewType("CopyGroupId", str)
StoryId = NewType("StoryId", str)
HappeningId = NewType("HappeningId", str)
EntityId = NewType("EntityId", str)
PlanId = NewType("PlanId", str)
DisagreementId = NewType("DisagreementId", str)
UpdateId = NewType("UpdateId", str)

InheritedFrom = Literal["event", "report"]
VoiceKind = Literal["publisher", "named", "unnamed", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How well two things fit together, and the parts of the score: why they were joined or kept apart."""

    score: float
    """0 and more; what it is compared with stands beside the function that made it."""
    parts: tuple[Reason, ...] = ()
    """What speaks for and against, the strongest first: each with its `score` and the `words` that decided."""


# ---- copies ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a copy is not as the origin: added (`origin` is null), cut (`here` is null) or changed."""

    here: Span | None
    """The words in the copy, or null: they stand in the origin alone."""
    origin: Span | None
    """The words in the origin, or null: they stand in the copy alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMember:
    """One document of a copy group, and how it differs from the origin."""

    document: DocumentId
    """The id of the document."""
    similarity: float
    """Share of the words of the shorter text that also stand, in the same order, in the other (0 to 1); 1 for the origin."""
    differences: tuple[Difference, ...] = ()
    """Places where the two texts differ, in the order of the texts; empty for the origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Documents that are one report, printed more than once: two or more, the origin among them."""

    id: CopyGroupId
    """The id: a hash of the smallest document id of the group."""
    origin: DocumentId
    """The document that the others are taken from: the agency's own, else the earliest."""
    members: tuple[CopyMember, ...]
    """All documents of the group, the origin first, then by id."""


# ---- stories -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports on one course of events. Every document is in one story, alone if no other report tells of it."""

    id: StoryId
    """The id: a hash of the smallest document id of the story."""
    title: str | None
    """The title of its most central report, or null if none has a title."""
    documents: tuple[DocumentId, ...]
    """Its reports, in order of publication, then by id; copies are among them."""
    happenings: tuple[HappeningId, ...] = ()
    """The ids of the happenings that its reports tell of."""
    earliest: str | None = None
    """The first day on which one of its reports may have been published, or null if none is dated."""
    latest: str | None = None
    """The last day on which one of its reports may have been published, or null if none is dated."""
    continues: StoryId | None = None
    """The story that this one takes up again after a long time without a report, or null."""


# ---- references --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class ActorRef:
    """An actor of one document."""

    document: DocumentId
    """The id of the document."""
    actor: ActorId
    """The id of the actor in it."""


@dataclass(frozen=True, slots=True, order=True)
class EventRef:
    """An event of one document."""

    document: DocumentId
    """The id of the document."""
    event: EventId
    """The id of the event in it."""


# ---- entities ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """An office that a person held, as the tables of the world give it. Dates are as full as known."""

    office: str
    """The title."""
    country: str | None
    """The country of the office (ISO 3166 alpha-3), or null."""
    from_: str | None
    """The day, month or year since when, or null; `from` in the record."""
    to: str | None
    """The day, month or year until when, or null if no end is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, body, country or group over all reports. Unnamed actors belong to no entity."""

    id: EntityId
    """The id: a hash of the Wikidata id, else of name, kind and country; of actors that people parted of the smallest."""
    name: str
    """The name that most reports use; the first in the alphabet of several."""
    kind: ActorKind
    """As for actors."""
    country: str | None = None
    """As for actors."""
    sector: str | None = None
    """As for actors: the most frequent one."""
    wikidata: str | None = None
    """Wikidata id, or null."""
    aliases: tuple[str, ...] = ()
    """Other names that reports use."""
    offices: tuple[OfficeHeld, ...] = ()
    """Offices of a person, those of the table of the world and those that reports name."""
    within: tuple[EntityId, ...] = ()
    """The bodies and the country that it belongs to, as far as they are entities too."""
    actors: tuple[ActorRef, ...] = ()
    """The actors that are this entity, sorted."""


# ---- happenings --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """On whose word something is told: the outlet's own, or that of a source that it cites."""

    kind: VoiceKind
    """`publisher` (the outlet itself), `named`, `unnamed` (by the words for it) or `document`."""
    name: str
    """The outlet, the name or the words for the source; of an unknown outlet the id of the document."""
    entity: EntityId | None = None
    """The entity of a named source, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's event of a happening. Place and day are those of the event, else of the report around it."""

    document: DocumentId
    """The id of the document."""
    event: EventId
    """The id of the event in it."""
    trigger: Span
    """The words that name it."""
    published: str | None
    """The day of publication, or the earliest possible one, or null."""
    status: Status
    """As for events."""
    certainty: Certainty
    """As for events."""
    source: EntityId | None
    """The entity on whose word it is told, or null."""
    voice: Voice
    """On whose word it is told."""
    publisher: str | None
    """The outlet, or null."""
    copy_of: DocumentId | None = None
    """The origin, if the report is a copy, or null: then it is no independent telling."""
    earliest: str | None = None
    """The first possible day, or null."""
    latest: str | None = None
    """The last possible day, or null."""
    time_basis: InheritedFrom | None = None
    """`event`: the text gives the time; `report`: inherited from lead, dateline or day of publication; null: no time."""
    place_basis: InheritedFrom | None = None
    """The same for the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event over all reports that tell it."""

    id: HappeningId
    """The id: a hash of the smallest of its events."""
    type: str
    """The type that most tellings have."""
    mode: str | None
    """The mode that most tellings have, or null."""
    actors: tuple[str, ...]
    """Entity ids of who acts, or the words for those without a name."""
    recipients: tuple[str, ...]
    """The same for those to whom it is done."""
    location: Location | None
    """Where: the place that most tellings give, those of the event before those of the report."""
    location_in: DocumentId | None
    """The document that the span of `location` is of, or null."""
    earliest: str | None
    """The first possible day, or null."""
    latest: str | None
    """The last possible day, or null."""
    figures: tuple[Figure, ...]
    """Its numbers, by the latest report that gives each kind; spans are of that report."""
    status: Status
    """By the latest word."""
    tellings: tuple[Telling, ...]
    """Who tells it, in order of publication, then by id."""
    reports: tuple[DocumentId, ...]
    """The documents that tell it, copies folded into their origin."""
    publishers: tuple[str, ...]
    """The outlets that tell it."""
    sources: tuple[Voice, ...]
    """The independent voices: an outlet's own word, or a source, once each, however many reports cite it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReasons:
    """Why two events are one happening, or are not."""

    left: EventRef
    """The smaller of the two."""
    right: EventRef
    """The larger of the two."""
    score: float
    """Log odds that the two are one happening, by this pair alone."""
    parts: tuple[Reason, ...]
    """What speaks for and against: each part with its `score`, the strongest first."""
    joined: bool
    """True if they stand in one happening."""
    by: Literal["score", "person"]
    """`person` if somebody joined or parted them, whatever the score."""


# ---- plans -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTelling:
    """What one report says of a plan."""

    document: DocumentId
    """The id of the document."""
    published: str | None
    """The day of publication, or null."""
    earliest: str | None
    """The first day that it is planned for, or null."""
    latest: str | None
    """The last day that it is planned for, or null."""
    status: AgendaStatus
    """As on the agenda."""
    condition: Span | None = None
    """The words of the condition, or null."""
    voice: Voice
    """On whose word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A happening that lay ahead when it was told: what was said of it over time, and what came of it."""

    id: PlanId
    """The id: a hash of the happening's."""
    happening: HappeningId
    """The happening as it was told in advance."""
    history: tuple[PlanTelling, ...]
    """What reports said of it in advance, in order of publication."""
    moved: tuple[PlanTelling, ...] = ()
    """The entries of the history that give other days than an earlier one."""
    fulfilment: HappeningId | None = None
    """The happening that it became, or null if no report tells of one."""
    outcome: tuple[Telling, ...] | None = None
    """The tellings of the fulfilment, or null."""
    overdue: bool = False
    """True if its last day is before the latest day of publication and no report tells what came of it."""
    may_answer: tuple[DocumentId, ...] = ()
    """Later reports of the same story, which may tell what came of an overdue plan."""


# ---- disagreements and updates -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTelling:
    """Where one side of a disagreement is told."""

    document: DocumentId
    """The id of the document."""
    span: Span
    """The words."""
    attribution: AttributionId | None
    """The attribution that they stand in, or null: the report's own word."""
    voice: Voice
    """On whose word."""
    published: str | None
    """The day of publication, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedSide:
    """One value of a field, and who gives it."""

    value: str
    """The value: a number or its bounds, a name, a day, a status."""
    tellings: tuple[SideTelling, ...]
    """Where it is told, in order of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsDisagreement:
    """Two or more independent voices that do not say the same of one happening."""

    id: DisagreementId
    """The id: a hash of the happening and the field."""
    happening: HappeningId
    """The happening."""
    field: DisagreementField
    """`happened`, `who`, `whom`, `when`, `where` or `number`."""
    what: str | None
    """What a number counts: a kind of figures, or a word such as `crew` or `expelled`; null for other fields."""
    sides: tuple[ReportedSide, ...]
    """The values, the earliest told first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A later word on a field of a happening that takes the place of an earlier one."""

    id: UpdateId
    """The id: a hash of the happening, the field and both tellings."""
    happening: HappeningId
    """The happening."""
    field: DisagreementField
    """As for disagreements."""
    what: str | None
    """What a number counts: a kind of figures, or a word such as `crew` or `expelled`; null for other fields."""
    before: ReportedSide
    """The earlier word."""
    after: ReportedSide
    """The later word."""


# ---- corrections by people, and the whole ------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A name, kind, country or Wikidata id that a person gave to an entity, by one of its actors. Null keeps a value."""

    actor: ActorRef
    """An actor of the entity."""
    name: str | None = None
    """The new name."""
    kind: ActorKind | None = None
    """The new kind."""
    country: str | None = None
    """The new country."""
    sector: str | None = None
    """The new sector."""
    wikidata: str | None = None
    """The new Wikidata id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What people decided, whatever the scores say. A pair that is joined and parted at once is parted."""

    same_entity: tuple[tuple[ActorRef, ActorRef], ...] = ()
    """Actors that are one."""
    other_entity: tuple[tuple[ActorRef, ActorRef], ...] = ()
    """Actors that are two."""
    renames: tuple[Rename, ...] = ()
    """New values of entities; of two for one entity the last counts."""
    same_happening: tuple[tuple[EventRef, EventRef], ...] = ()
    """Events that are one happening; of a plan and what has come to pass: that this came of it."""
    other_happening: tuple[tuple[EventRef, EventRef], ...] = ()
    """Events that are two."""
    same_story: tuple[tuple[DocumentId, DocumentId], ...] = ()
    """Reports that are in one story."""
    other_story: tuple[tuple[DocumentId, DocumentId], ...] = ()
    """Reports that are in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """What many readings say together. Everything is sorted by id."""

    copies: tuple[CopyGroup, ...] = ()
    """Reports that were printed more than once."""
    entities: tuple[Entity, ...] = ()
    """Who is named."""
    stories: tuple[Story, ...] = ()
    """Reports on one course of events, with their happenings."""
    happenings: tuple[Happening, ...] = ()
    """Events over all reports."""
    plans: tuple[Plan, ...] = ()
    """What lay ahead when it was told."""
    disagreements: tuple[ReportsDisagreement, ...] = ()
    """What independent voices do not agree on."""
    updates: tuple[Update, ...] = ()
    """Words that later ones took the place of."""
    pairs: tuple[PairReasons, ...] = ()
    """Why events were joined or kept apart, for each pair that was compared."""
