"""Every noun of the record, as frozen values.

One shape everywhere: these dataclasses are the JSON record, the JSON Schema (`onrecord
schema`) and the rows of the store. All offsets count Unicode code points of
`Document.text`, end exclusive, and `document.text[start:end] == span.text` for every
span. A layer is a tuple of frozen values that refer to earlier layers by id; nothing is
edited later, a stage that adds to a value returns a new one (`dataclasses.replace`).

`basis` fields say why: each `Reason` names the rule, table row or model score that decided.
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
    """Offset of the first character: a count of Unicode code points of `document.text`."""
    end: int
    """Offset behind the last character."""
    text: str
    """The words themselves: `document.text[start:end]`."""


# ---- before the reading ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as fetched, before anything is known about them.

    `target` is what the user named (a path, `-`, a line of a JSONL file); `given_*` is what
    the input itself states and is taken as it is. `text` is set instead of `content` where
    the input is text already (a JSONL line).
    """

    target: str
    """What the user named: a path, `-`, or a line of a JSONL file."""
    content: bytes = b""
    """The bytes as fetched."""
    text: str | None = None
    """The text, where the input is text already (a line of JSONL); then `content` is empty."""
    kind: Literal["plain", "html"] = "plain"
    """Whether the bytes are HTML or plain text."""
    url: str | None = None
    """The address of the page, or null."""
    charset: str | None = None
    """The character set that the transport named, or null."""
    given_id: str | None = None
    """The id that the input gave, or null."""
    given_title: str | None = None
    """The title that the input gave, or null."""
    given_published: str | None = None
    """The day of publication that the input gave, or null."""
    clean: bool = True
    """False: take plain text as it is, and remove no page furniture."""
    problem: Note | None = None
    """Why there is nothing to read here, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the document was published, how that is known, and what narrows it."""

    value: str | None = None
    """The day, or null where it is not known to the day."""
    earliest: str | None = None
    """The first day that it can be."""
    latest: str | None = None
    """The last day that it can be; equal to `earliest` where the day is known."""
    basis: DateBasis | None = None
    """`metadata`, `url`, `dateline`, `given` (by the caller) or `inferred` (from the text and what is known of the world), or null."""
    evidence: tuple[Span | str, ...] = ()
    """What narrows it: spans of the text, or facts in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the reader could not do, in words: never silent."""

    code: str
    """One of the codes below."""
    message: str
    """What was found, what was expected, and what to do."""
    span: Span | None = None
    """The words it is about, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The article's own words and its metadata. `text` is final, the only coordinate system."""

    id: DocumentId
    """Made from the text alone: the same words have the same id wherever they were found."""
    text: str
    """The article's own words: paragraphs separated by one empty line, no page furniture; with `--input plain` the input exactly."""
    given_id: str | None = None
    """The id that the input gave (JSONL), or null."""
    url: str | None = None
    """The address of the page, or null."""
    title: str | None = None
    """The title, or null."""
    section: str | None = None
    """The section of the publication that the page names, or null."""
    bylines: tuple[str, ...] = ()
    """Who signed the article; empty where nobody did."""
    publisher: str | None = None
    """The publication, or null."""
    tags: tuple[str, ...] = ()
    """The key words that the page gives itself."""
    language: str | None = None
    """ISO 639-1 code, or null."""
    published: Published = field(default_factory=Published)
    """When it was published, as below."""


# ---- the language layer ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A UD word. `head` is an index into the sentence's tokens, -1 for the root."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    text: str
    """The word as it stands."""
    lemma: str
    """Its base form."""
    upos: str
    """UD part of speech."""
    feats: str
    """UD features, `Mood=Ind|Tense=Past|VerbForm=Fin`, or `_`."""
    head: int
    """Index of its head in the sentence's tokens, -1 for the root."""
    deprel: str
    """UD relation with its subtype: `nsubj:pass`, `obl:tmod`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its place in the text and its words, with the dependency tree (UD v2)."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    tokens: tuple[Token, ...]
    """Its words, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A proper name that the model found: `score` is the mean probability of its tags."""

    label: NameLabel
    """What kind of name it is; `NORP` is a nationality, religion or group."""
    score: float
    """Mean probability of its words' tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Span):
    """A run of words with one role in an attribution (PolNeAR: outermost only).

    `cue` is the index, in `Language.roles`, of the cue that this source or content belongs
    to (itself for a cue), or None where the model links it to none.
    """

    role: RoleLabel
    """`source`, `cue` or `content`."""
    cue: int | None
    """Index, in `Language.roles`, of the cue that it belongs to (itself for a cue), or null."""
    score: float
    """Mean probability of its words' roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Span):
    """A mention in a chain: the span of its noun phrase, and the word that heads it."""

    form: MentionForm
    """`name`, `nominal` or `pronoun`."""
    entity: str
    """What kind of thing it is: person, organization, place, time and so on."""
    head_start: int
    """Offset of the head word."""
    head_end: int
    """Offset behind the head word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that the model says of one text, in text order."""

    sentences: tuple[Sentence, ...] = ()
    """Sentences with their words and trees."""
    names: tuple[Name, ...] = ()
    """Proper names."""
    roles: tuple[Role, ...] = ()
    """Sources, cues and contents as the model marks them, before any rule."""
    chains: tuple[tuple[Reference, ...], ...] = ()
    """Mentions of one thing, two or more a chain, in text order."""


# ---- the layers of a reading -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a fact is as it is: the rule that decided, and what it decided by."""

    rule: str
    """The name of the rule, one of those below; it is the same in every version."""
    words: str | None = None
    """The words that it decided by: of the text, or of the table's row; or null."""
    table: str | None = None
    """The file of the table whose row decided, or null."""
    line: int | None = None
    """The line of that row; null where no row decided, and for the tables of the world, which ship compiled."""
    score: float | None = None
    """How sure the model is, or how well a candidate fits, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A time expression (TIMEX3) with its value and, for dates, the days it can mean."""

    id: TimeId
    """Its id."""
    type: TimeType
    """`DATE`, `TIME`, `DURATION` or `SET`."""
    value: str
    """TIMEX3 value: `2018-11-06`, `2018-W43`, `P2Y`, `PRESENT_REF`."""
    mod: str | None = None
    """`START`, `MID`, `END`, `APPROX`, `MORE_THAN` and so on, or null."""
    earliest: str | None = None
    """The first day that it can mean; null for durations and sets, and where it stays open."""
    latest: str | None = None
    """The last day that it can mean; null likewise."""
    basis: tuple[Reason, ...] = ()
    """The rule that gave the value, the tense, and what is open about the day of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A span that refers to an actor."""

    form: MentionForm
    """`name`, `nominal` ("the minister") or `pronoun`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or some body that acts or speaks in the document, with all its mentions."""

    id: ActorId
    """Its id."""
    name: str
    """The canonical name, or for somebody without a name the words that describe them."""
    kind: ActorKind
    """`person`, `organization`, `country`, `place` or `group`."""
    country: str | None = None
    """ISO 3166 alpha-3; `EUR`, `UNO`, `IGO`, `NGO` for bodies of no country; or null."""
    sector: str | None = None
    """PLOVER sector: `GOV`, `MIL`, `LEG`, `JUD`, `SPY`, `COP`, `PTY`, `OPP`, `REB`, `JRN`, `BUS` and so on, or null."""
    sector2: str | None = None
    """A second sector of the office or body that gave the first (a defence minister is `GOV`, `MIL`), or null."""
    office: str | None = None
    """The office held on the document's date, or null."""
    wikidata: str | None = None
    """Wikidata id, or null."""
    named: bool = True
    """False for "a Kremlin spokesman"."""
    mentions: tuple[Mention, ...] = ()
    """Spans that refer to the actor, each with its `form`: `name`, `nominal` ("the minister") or `pronoun`."""
    basis: tuple[Reason, ...] = ()
    """How the actor was found and linked, and where country and sector come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    """A toponym, resolved."""

    id: PlaceId
    """Its id."""
    name: str
    """The canonical name."""
    kind: PlaceKind
    """`country`, `region`, `city` or `other`."""
    country: str | None = None
    """ISO 3166 alpha-3, or null."""
    geonames: int | None = None
    """GeoNames id, or null."""
    lat: float | None = None
    """Latitude (WGS 84, degrees), or null."""
    lon: float | None = None
    """Longitude (WGS 84, degrees), or null."""
    basis: tuple[Reason, ...] = ()
    """How the name was found, and why it is this place, of all places with that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Span):
    """The words that name who is speaking, and the actor they refer to."""

    actor: ActorId | None = None
    """The actor's id, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium(Span):
    """The words that say on what occasion or by what channel something was said."""

    kind: MediumKind
    """`interview`, `statement`, `tweet`, `post`, `briefing`, `speech`, `debate`, `testimony`, `letter`, `report`, `poll`, `broadcast` or `call`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to say (or think) what: source, cue, content (PARC, PolNeAR)."""

    id: AttributionId
    """Its id."""
    source: Source | None
    """The span that names the holder, with `actor` (an actor's id, or null); null where the text names none."""
    cue: Span | None
    """The span that signals it ("said", "according to"), or null."""
    content: tuple[Span, ...]
    """What is attributed: a list of spans, since a quotation can be interrupted."""
    quotation: Quotation
    """`direct`, `indirect`, or `mixed` where only part stands in quotation marks."""
    sourcing: Sourcing
    """`named` by the article anywhere, `unnamed` ("a senior official"), `collective` ("officials"), `document` or `none`."""
    reason: Span | None = None
    """The span that says why the source is not named ("because she was not authorised to speak"), or null."""
    kind: str = "say"
    """`say`, `ask`, `demand`, `deny`, `warn`, `promise`, `accuse`, `believe` or `plan`."""
    addressee: ActorId | None = None
    """The id of the actor who is spoken to, or null."""
    time: TimeId | None = None
    """The id of the time when it was said, or null."""
    polarity: Polarity = "positive"
    """`negative` for "has said nothing" and "did not say", else `positive`."""
    medium: Medium | None = None
    """The span that says on what occasion or by what channel, with `kind` (`interview`, `statement`, `tweet` and so on), or null."""
    within: AttributionId | None = None
    """The id of the attribution in whose content this one stands, or null."""
    basis: tuple[Reason, ...] = ()
    """How it was found (the row of the cue, the score of the model), and why its `sourcing` is what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """How the published PLOVER standard codes an event (quad 1 to 4, scale as printed there)."""

    type: str
    """The type in the standard."""
    aux: tuple[str, ...]
    """Of `historical`, `future`, `hypothetical`, `negation`."""
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    scale: float
    """The score of conflict and cooperation as printed in the manual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Span):
    """Where an event takes place."""

    name: str
    """The canonical name."""
    country: str | None = None
    """ISO 3166 alpha-3, or null."""
    geonames: int | None = None
    """GeoNames id, or null."""
    lat: float | None = None
    """Latitude (WGS 84, degrees), or null."""
    lon: float | None = None
    """Longitude (WGS 84, degrees), or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event takes place: ISO dates, both inclusive, and the time expression used."""

    earliest: str | None
    """The first day, or null."""
    latest: str | None
    """The last day, or null."""
    time: TimeId | None = None
    """The id of the time expression used, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did (or will do, may do, denies having done) what to whom, on whose word."""

    id: EventId
    """Its id."""
    type: str
    """The act itself, one of PLOVER's sixteen types: a planned visit is `CONSULT`."""
    trigger: Span
    """The span of one to six words that names the act."""
    mode: str | None = None
    """PLOVER mode (`visit`, `arrest`, `expel`), or null."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts (`military`, `election`), a list."""
    plover: Plover | None = None
    """How the published standard codes it: `type`, `aux` (of `historical`, `future`, `hypothetical`, `negation`), `quad` (1 to 4) and `scale`; null where the standard leaves it out."""
    cameo: str | None = None
    """CAMEO code, or null."""
    actors: tuple[ActorId, ...] = ()
    """The ids of those who act."""
    recipients: tuple[ActorId, ...] = ()
    """The ids of those to whom it is done."""
    location: Location | None = None
    """A span with `name`, `country`, `geonames`, `lat`, `lon`, or null."""
    time: EventTime | None = None
    """`earliest`, `latest` and the id of the `time` expression used (or null), or null as a whole."""
    status: Status = "occurred"
    """How the text presents it, as below."""
    certainty: Certainty = "certain"
    """`certain`, `probable`, `possible` or `unknown`: how sure the text is, not we."""
    condition: Span | None = None
    """The span of the condition on which it depends, or null."""
    within: AttributionId | None = None
    """The id of the attribution on whose word it stands; null: the report itself says it."""
    evidence: tuple[Span, ...] = ()
    """Spans: the clause from which it was read."""
    basis: tuple[Reason, ...] = ()
    """The rows of the lexicon, the rule for each role, for time, place and `within`, and what decided status and certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """Something that lies ahead of the document's date."""

    id: AgendaId
    """Its id."""
    kind: AgendaKind
    """`event` or `deadline`."""
    summary: str
    """A short line."""
    event: EventId | None = None
    """The id of the event, or null."""
    earliest: str | None = None
    """The first day on which it can fall, or null."""
    latest: str | None = None
    """The last day on which it can fall, or null."""
    status: Status = "planned"
    """As for events."""
    participants: tuple[ActorId, ...] = ()
    """The ids of those who take part."""
    location: Location | None = None
    """As for events."""
    evidence: tuple[Span, ...] = ()
    """Spans from which it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement: who, in which attribution or event, in which words."""

    actor: ActorId | None
    """The id of the actor, or null: the report itself."""
    span: Span
    """The words."""
    attribution: AttributionId | None = None
    """The id of the attribution in which they stand, or null."""
    event: EventId | None = None
    """The id of the event in which they stand, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sources that do not say the same of one thing."""

    id: str
    """Its id."""
    about: str
    """A short phrase."""
    sides: tuple[Side, ...]
    """Each with `actor` (id, or null: the report), `span` (the words) and the `attribution` or `event` in which they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All layers of one document: the record."""

    document: Document
    """The text and its metadata."""
    times: tuple[Time, ...] = ()
    """Time expressions."""
    actors: tuple[Actor, ...] = ()
    """Who acts or speaks."""
    places: tuple[Place, ...] = ()
    """Place names."""
    attributions: tuple[Attribution, ...] = ()
    """Who is said to say, or think, what."""
    events: tuple[Event, ...] = ()
    """Who did, or will do, or denies having done, what to whom."""
    agenda: tuple[AgendaItem, ...] = ()
    """What lies ahead of the document's date."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where two sources do not say the same of one thing."""
    notes: tuple[Note, ...] = ()
    """What the reader could not do."""


# ---- who ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoQuery:
    """One phrase to resolve, with what is known about where it stood."""

    text: str
    """The phrase."""
    id: str | None = None
    """The id of the line that asks, or null."""
    date: str | None = None
    """The day on which the phrase was used (ISO), or null."""
    context: str | None = None
    """Words around the phrase, or null."""
    country: str | None = None
    """The country in which it was used or of which it speaks (ISO 3166 alpha-3), or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswer:
    """Whom a phrase names at a date, and the rule and row that decided."""

    text: str
    """The phrase."""
    name: str | None = None
    """The canonical name, or null."""
    kind: ActorKind | None = None
    """As for actors, or null."""
    country: str | None = None
    """As for actors, or null."""
    sector: str | None = None
    """As for actors, or null."""
    sector2: str | None = None
    """A second sector, or null."""
    office: str | None = None
    """The office that the phrase or the person holds on that date, or null."""
    wikidata: str | None = None
    """Wikidata id, or null."""
    wikipedia: str | None = None
    """Title of the English article, or null."""
    cow: int | None = None
    """The country's number in the list of the Correlates of War project, or null."""
    gw: int | None = None
    """The country's number in the list of Gleditsch and Ward, or null."""
    cameo: str | None = None
    """CAMEO's code of the actor, the country and then the roles, as in `RUSMIL`, or null."""
    basis: tuple[Reason, ...] = ()
    """The rule and the row that decided, or why nothing did."""
    id: str | None = None
    """The id of the line that asked, or null."""


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
