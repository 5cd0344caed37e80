"""Every noun of the record, as frozen values.

One shape everywhere: these dataclasses are the JSON record, the JSON Schema (`onrecord
schema`) and the rows of the store. All offsets count Unicode code points of
`Document.text`, end exclusive, and `document.text[start:end] == span.text` for every
span. A layer is a tuple of frozen values that refer to earlier layers by id; nothing is
edited later, a stage that adds to a value returns a new one (`dataclasses.replace`).

`basis` fields say why: the rule, table row or model score that decided, in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, NewType, TypeVar

DocumentId = NewType("DocumentId", str)
TimeId = NewType("TimeId", str)
ActorId = NewType("ActorId", str)
PlaceId = NewType("PlaceId", str)
AttributionId = NewType("AttributionId", str)
EventId = NewType("EventId", str)
AgendaId = NewType("AgendaId", str)

DateBasis = Literal["metadata", "url", "dateline", "given", "inferred"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "organization", "country", "place", "group"]
MentionForm = Literal["name", "nominal", "pronoun"]
PlaceKind = Literal["country", "region", "city", "other"]
Quotation = Literal["direct", "indirect", "mixed"]
Sourcing = Literal["named", "unnamed", "collective", "document", "none"]
Polarity = Literal["positive", "negative"]
MediumKind = Literal[
    "interview",
    "statement",
    "tweet",
    "post",
    "briefing",
    "speech",
    "debate",
    "testimony",
    "letter",
    "report",
    "poll",
    "broadcast",
    "call",
]
Status = Literal[
    "occurred",
    "ongoing",
    "planned",
    "expected",
    "possible",
    "unlikely",
    "conditional",
    "requested",
    "negated",
    "denied",
]
Certainty = Literal["certain", "probable", "possible", "unknown"]
AgendaKind = Literal["event", "deadline"]
NameLabel = Literal["PER", "ORG", "LOC", "EVENT", "MISC", "NORP"]
RoleLabel = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of `Document.text`: code points, end exclusive, and the words themselves."""

    start: int
    end: int
    text: str


# ---- before the reading ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as fetched, before anything is known about them.

    `target` is what the user named (a path, `-`, a line of a JSONL file); `given_*` is what
    the input itself states and is taken as it is. `text` is set instead of `content` where
    the input is text already (a JSONL line).
    """

    target: str
    content: bytes = b""
    text: str | None = None
    kind: Literal["plain", "html"] = "plain"
    url: str | None = None
    charset: str | None = None
    given_id: str | None = None
    given_title: str | None = None
    given_published: str | None = None
    clean: bool = True  # False: take plain text as it is, no furniture removed
    problem: Note | None = None  # why there is nothing to read here


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the document was published, how that is known, and what narrows it."""

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: DateBasis | None = None
    evidence: tuple[Span | str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the reader could not do, in words: never silent."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The article's own words and its metadata. `text` is final, the only coordinate system."""

    id: DocumentId
    text: str
    given_id: str | None = None
    url: str | None = None
    title: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    publisher: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    published: Published = field(default_factory=Published)


# ---- the language layer ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A UD word. `head` is an index into the sentence's tokens, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str  # "Mood=Ind|Tense=Past|VerbForm=Fin", or "_"
    head: int
    deprel: str  # with its subtype: "nsubj:pass", "obl:tmod"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its place in the text and its words, with the dependency tree (UD v2)."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A proper name that the model found: `score` is the mean probability of its tags."""

    label: NameLabel
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Span):
    """A run of words with one role in an attribution (PolNeAR: outermost only).

    `cue` is the index, in `Language.roles`, of the cue that this source or content belongs
    to (itself for a cue), or None where the model links it to none.
    """

    role: RoleLabel
    cue: int | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Span):
    """A mention in a chain: the span of its noun phrase, and the word that heads it."""

    form: MentionForm
    entity: str  # what kind of thing it is: person, organization, place, time, …
    head_start: int
    head_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that the model says of one text, in text order."""

    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    roles: tuple[Role, ...] = ()
    chains: tuple[tuple[Reference, ...], ...] = ()  # of two or more mentions of one thing, in text order


# ---- the layers of a reading -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A time expression (TIMEX3) with its value and, for dates, the days it can mean."""

    id: TimeId
    type: TimeType
    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A span that refers to an actor."""

    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or some body that acts or speaks in the document, with all its mentions."""

    id: ActorId
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    sector2: str | None = None
    office: str | None = None
    wikidata: str | None = None
    named: bool = True
    mentions: tuple[Mention, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    """A toponym, resolved."""

    id: PlaceId
    name: str
    kind: PlaceKind
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Span):
    """The words that name who is speaking, and the actor they refer to."""

    actor: ActorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium(Span):
    """The words that say on what occasion or by what channel something was said."""

    kind: MediumKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to say (or think) what: source, cue, content (PARC, PolNeAR)."""

    id: AttributionId
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    sourcing: Sourcing
    reason: Span | None = None  # why the source is not named: "because he was not authorised to speak"
    kind: str = "say"  # say, ask, demand, deny, warn, promise, accuse, believe, plan
    addressee: ActorId | None = None
    time: TimeId | None = None
    polarity: Polarity = "positive"
    medium: Medium | None = None
    within: AttributionId | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """How the published PLOVER standard codes an event (quad 1 to 4, scale as printed there)."""

    type: str
    aux: tuple[str, ...]
    quad: int
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Span):
    """Where an event takes place."""

    name: str
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event takes place: ISO dates, both inclusive, and the time expression used."""

    earliest: str | None
    latest: str | None
    time: TimeId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did (or will do, may do, denies having done) what to whom, on whose word."""

    id: EventId
    type: str
    trigger: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    plover: Plover | None = None
    cameo: str | None = None
    actors: tuple[ActorId, ...] = ()
    recipients: tuple[ActorId, ...] = ()
    location: Location | None = None
    time: EventTime | None = None
    status: Status = "occurred"
    certainty: Certainty = "certain"
    condition: Span | None = None
    within: AttributionId | None = None
    evidence: tuple[Span, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """Something that lies ahead of the document's date."""

    id: AgendaId
    kind: AgendaKind
    summary: str
    event: EventId | None = None
    earliest: str | None = None
    latest: str | None = None
    status: Status = "planned"
    participants: tuple[ActorId, ...] = ()
    location: Location | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement: who, in which attribution or event, in which words."""

    actor: ActorId | None
    span: Span
    attribution: AttributionId | None = None
    event: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sources that do not say the same of one thing."""

    id: str
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All layers of one document: the record."""

    document: Document
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[Note, ...] = ()


# ---- who ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoQuery:
    """One phrase to resolve, with what is known about where it stood."""

    text: str
    id: str | None = None
    date: str | None = None
    context: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswer:
    """Whom a phrase names at a date, and the rule and row that decided."""

    text: str
    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    sector2: str | None = None
    office: str | None = None
    wikidata: str | None = None
    wikipedia: str | None = None
    cow: int | None = None  # numbers of the country: Correlates of War,
    gw: int | None = None  # Gleditsch and Ward
    cameo: str | None = None  # CAMEO's code of the actor: "RUSGOV"
    basis: tuple[str, ...] = ()
    id: str | None = None


# ---- what a stage returns ----------------------------------------------------------------

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a stage found, and notes on what it could not do."""

    items: tuple[T, ...] = ()
    notes: tuple[Note, ...] = ()


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span of `text` from `start` to `end`.

    >>> span_of("Bolton said", 0, 6)
    Span(start=0, end=6, text='Bolton')
    """
    return Span(start=start, end=end, text=text[start:end])
