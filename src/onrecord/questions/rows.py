"""The rows of answers, as frozen values: each is a fact of one report, with the words that it rests on.

Spans are spans of the text of `document`: offsets in code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.assembly.types import HappeningId, PlanId, PlanTelling
from onrecord.types import (
    AgendaId,
    AgendaKind,
    AgendaStatus,
    AgendaWindow,
    AttributionId,
    Certainty,
    DocumentId,
    EventId,
    Figure,
    PlaceKind,
    Polarity,
    Quotation,
    Sourcing,
    Span,
    Status,
)

Found = Literal["person", "organization", "country", "place", "group", "story", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InReport:
    """A fact of one report."""

    document: DocumentId
    """The id of the document."""
    given_id: str | None
    """The id that the input gave it, or null."""
    publisher: str | None
    """The outlet, or null."""
    published: str | None
    """The day of publication, or the earliest possible one, or null."""
    title: str | None
    """The title of the document, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(InReport):
    """Who is reported to say or think what."""

    attribution: AttributionId
    """The id of the attribution in the document."""
    speaker: str | None
    """The name of the source, or the words for one without a name, or null."""
    entity: str | None
    """The id of the source's entity, or null."""
    office: str | None
    """The office that the source holds on the day of publication, or null."""
    addressee: str | None
    """The name of whom it is said to, or null."""
    kind: str
    """`say`, `ask`, `demand`, `deny`, `warn`, `promise`, `accuse`, `believe` or `plan`."""
    quotation: Quotation
    """As for attributions."""
    sourcing: Sourcing
    """As for attributions."""
    polarity: Polarity
    """As for attributions."""
    source: Span | None
    """The words for the source, or null."""
    cue: Span | None
    """The words that say that something is said, or null."""
    content: tuple[Span, ...]
    """What is said: a list of spans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part: the name in the report, and the entity over all reports."""

    name: str
    """The name, or the words for one without a name."""
    entity: str | None
    """The id of the entity, or null."""
    country: str | None
    """As for actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(InReport):
    """An event as one report tells it."""

    event: EventId
    """The id of the event in the document."""
    happening: HappeningId | None
    """The id of the happening that it tells of, or null if the report is not assembled."""
    type: str
    """As for events."""
    mode: str | None
    """As for events."""
    status: Status
    """As for events."""
    certainty: Certainty
    """As for events."""
    actors: tuple[Party, ...]
    """Who acts."""
    recipients: tuple[Party, ...]
    """To whom it is done."""
    place: str | None
    """The name of the place, or null."""
    country: str | None
    """The country of the place, or null."""
    geonames: int | None
    """GeoNames id of the place, or null."""
    earliest: str | None
    """The first possible day, or null."""
    latest: str | None
    """The last possible day, or null."""
    figures: tuple[Figure, ...]
    """Its numbers."""
    condition: Span | None
    """The words of the condition, or null."""
    source: str | None
    """On whose word: the name of the source, or null for the report itself."""
    trigger: Span
    """The words that name it."""
    evidence: tuple[Span, ...]
    """The sentence or clause of each mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct(Reported):
    """One happening, however many reports tell of it: the fields are those of the latest report that gives them."""

    reports: int
    """How many reports tell of it, copies folded."""
    publishers: tuple[str, ...]
    """The outlets that tell of it."""
    sources: int
    """How many independent voices tell of it."""
    documents: tuple[DocumentId, ...]
    """The reports, copies folded, in order of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfQuad:
    """The happenings of one quad class at a place."""

    quad: int | None
    """PLOVER quad class, 1 to 4, or null for the further types."""
    happenings: int
    """How many happenings."""
    reports: int
    """How many reports tell of them, copies folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTold:
    """One place, and the happenings that take place there."""

    name: str
    """The name of the place."""
    country: str | None
    """Its country, or null."""
    geonames: int | None
    """Its GeoNames id, or null."""
    kind: PlaceKind
    """How near the place is known: a town (`city`), or only a `region`, a `country` or something else (`other`)."""
    lat: float | None
    """Latitude (WGS 84, degrees) of a town, or of the middle of what is larger; null if not known."""
    lon: float | None
    """Longitude, likewise."""
    happenings: int
    """How many happenings."""
    reports: int
    """How many reports tell of them, copies folded."""
    quads: tuple[OfQuad, ...]
    """The same by quad class."""
    earliest: str | None
    """The first day of one of them, or null."""
    latest: str | None
    """The last day of one of them, or null."""
    ids: tuple[HappeningId, ...]
    """The ids of the happenings, those that most reports tell first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead(InReport):
    """What lies ahead, by the latest report that tells of it."""

    item: AgendaId
    """The id of the item on the agenda of the document."""
    event: EventId | None
    """The id of its event in the document, or null."""
    happening: HappeningId | None
    """The id of the happening, or null."""
    plan: PlanId | None
    """The id of the plan, or null."""
    kind: AgendaKind
    """`event` or `deadline`."""
    summary: str
    """A clause or noun phrase that can stand alone."""
    type: str | None
    """The type of the event, or null."""
    status: AgendaStatus
    """As on the agenda."""
    earliest: str | None
    """The first day that it is planned for, or null."""
    latest: str | None
    """The last day that it is planned for, or null."""
    moved_from: AgendaWindow | None
    """The days before it was moved, as this report or an earlier one has them, or null."""
    condition: Span | None
    """The words of the condition, or null."""
    participants: tuple[Party, ...]
    """Who takes part."""
    place: str | None
    """The name of the place, or null."""
    country: str | None
    """The country of the place, or null."""
    source: str | None
    """On whose word: the name of the source, or null for the report itself."""
    evidence: tuple[Span, ...]
    """The sentences that tell of it."""
    reports: int
    """How many reports told of it in advance."""
    history: tuple[PlanTelling, ...]
    """What they said, in order of publication; empty if it belongs to no plan."""
    overdue: bool
    """True if its day has passed and no report tells what came of it."""
    may_answer: tuple[DocumentId, ...]
    """Later reports that may tell what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document, a person, body or country, a place or a story that words find."""

    what: Found
    """What it is."""
    id: str
    """The id of the document, the entity or the story; of a place its name."""
    name: str
    """The title or the name."""
    country: str | None = None
    """The country, or null."""
    reports: int
    """How many reports it is in."""
    document: DocumentId | None = None
    """The id of the document, or, of a story, of one that has the words; or null."""
    given_id: str | None = None
    """The id that the input gave it, or null."""
    publisher: str | None = None
    """The outlet, or null."""
    published: str | None = None
    """The day of publication, or the earliest possible one, or null."""
    title: str | None = None
    """The title of the document, or null."""
    excerpt: Span | None = None
    """The words around the first match in the text of the document, or null."""
    matches: tuple[Span, ...] = ()
    """The words that match: in the text of the document, or, without one, in `name`."""
