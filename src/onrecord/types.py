"""The types of the record, as frozen values.

The JSON record, the JSON Schema (`onrecord schema`) and the rows of the store have the fields of these
dataclasses. All offsets count Unicode code points of `Document.text`, end exclusive, and
`document.text[start:end] == span.text` for every span. A layer is a tuple of frozen values that refer
to earlier layers by id. No value is edited: a stage that adds to a value returns a new one
(`dataclasses.replace`).

`basis` fields give reasons: each `Reason` names the rule, table row or model score that decided.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Generic, Literal, NewType, TypeVar

DocumentId = NewType("DocumentId", str)
TextId = NewType("TextId", str)
TimeId = NewType("TimeId", str)
ActorId = NewType("ActorId", str)
PlaceId = NewType("PlaceId", str)
AttributionId = NewType("AttributionId", str)
EventId = NewType("EventId", str)
AgendaId = NewType("AgendaId", str)

UpdateBasis = Literal["metadata", "visible", "live"]
DateBasis = Literal["metadata", "url", "dateline", "given", "inferred"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
CALENDAR_TYPES: frozenset[TimeType] = frozenset({"DATE", "TIME"})  # of days and times of day, not of lengths
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
NOT_SO: frozenset[Status] = frozenset({"negated", "denied"})  # statuses of what did not happen, or will not
AgendaStatus = Status | Literal["cancelled"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
FigureKind = Literal[
    "killed",
    "injured",
    "arrested",
    "abducted",
    "displaced",
    "participants",
    "money",
    "votes",
    "other",
]
CodingBasis = Literal["said", "member", "place", "only country", "home"]
AgendaKind = Literal["event", "deadline"]
DisagreementKind = Literal["denial", "contradiction", "correction"]
DisagreementField = Literal["happened", "when", "where", "who", "whom", "number", "cause", "meaning"]
NameLabel = Literal["PER", "ORG", "LOC", "EVENT", "MISC", "NORP"]
RoleLabel = Literal["source", "cue", "content"]
ParticipationKind = Literal["actor", "recipient", "location", "time", "condition", "figure", "voice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of `Document.text`: offsets in code points, end exclusive, and the words."""

    start: int
    """Offset of the first character, in Unicode code points of `document.text`."""
    end: int
    """Offset after the last character."""
    text: str
    """The words: `document.text[start:end]`."""


# ---- before the reading ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One input before it is parsed: bytes, or the text of a JSONL line.

    `given_*` fields hold what the input itself states; they are used unchanged. `text` is set
    instead of `content` if the input is already text.
    """

    target: str
    """The input that the user named: a path, `-`, or a line of a JSONL file."""
    content: bytes = b""
    """The bytes as fetched."""
    text: str | None = None
    """The text, if the input is already text (a line of JSONL); then `content` is empty."""
    kind: Literal["plain", "html", "export"] = "plain"
    """Whether the bytes are HTML, plain text, or one article of a database export."""
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
    given_publisher: str | None = None
    """The publisher that the input gave, or null."""
    clean: bool = True
    """False: use plain text unchanged, and remove no page furniture."""
    problem: Note | None = None
    """Why this input cannot be read, or null."""
    notes: tuple[Note, ...] = ()
    """What was noticed while the input was taken apart; the record gets these notes too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the document was published, how this is known, and the evidence for it."""

    value: str | None = None
    """The day, or null if the exact day is not known."""
    earliest: str | None = None
    """The first possible day."""
    latest: str | None = None
    """The last possible day; equal to `earliest` if the day is known."""
    basis: DateBasis | None = None
    """Where the date comes from: `metadata`, `url`, `dateline`, `given` (by the caller) or `inferred` (from the text and the tables of the world), or null."""
    evidence: tuple[Span | str, ...] = ()
    """Evidence for the date: spans of the text, or facts in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """When the page says that it was last changed, and where it says so."""

    value: str
    """The day, with the clock time and the zone as far as the page gives them (ISO 8601)."""
    basis: UpdateBasis
    """Where it comes from: `metadata`, `visible` (a line of the page) or `live` (metadata that name a running report)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that the reader could not do, in words."""

    code: str
    """One of the codes below."""
    message: str
    """A sentence: what was found, what was expected, and what to do."""
    span: Span | None = None
    """The words that the note is about, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of the article and its metadata. All offsets refer to `text`, which never changes."""

    id: DocumentId
    """The id of this publication: a hash of the text and of what it is known by (its address, else the given id, else publisher and day)."""
    text: str
    """The text of the article: paragraphs separated by one empty line, without page furniture; with `--input plain` exactly the input."""
    given_id: str | None = None
    """The id that the input gave (JSONL), or null."""
    url: str | None = None
    """The address of the page, or null."""
    title: str | None = None
    """The title, or null."""
    section: str | None = None
    """The section of the publication that the page names, or null."""
    bylines: tuple[str, ...] = ()
    """The authors that the article names; empty if it names none."""
    publisher: str | None = None
    """The publication, or null."""
    tags: tuple[str, ...] = ()
    """The keywords in the metadata of the page."""
    language: str | None = None
    """ISO 639-1 code, or null."""
    published: Published = field(default_factory=Published)
    """When it was first published; see below."""
    updated: Updated | None = None
    """When the page says that it was last changed after that, or null; see below."""
    text_id: TextId = TextId("")
    """A hash of the text alone: the same text in another outlet has the same."""

    def __post_init__(self) -> None:
        """Set `text_id`, which is a function of the text, whatever was given."""
        object.__setattr__(self, "text_id", text_id_of(self.text))


# ---- the language layer ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A UD word. `head` is an index into the sentence's tokens, -1 for the root."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    text: str
    """The word as written."""
    lemma: str
    """The base form."""
    upos: str
    """UD part of speech."""
    feats: str
    """UD features, `Mood=Ind|Tense=Past|VerbForm=Fin`, or `_`."""
    head: int
    """Index of the head in the sentence's tokens, -1 for the root."""
    deprel: str
    """UD relation with its subtype: `nsubj:pass`, `obl:tmod`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its offsets and its words, with the dependency tree (UD v2)."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    tokens: tuple[Token, ...]
    """The words, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A proper name that the model found: `score` is the mean probability of its tags."""

    label: NameLabel
    """What kind of name it is; `NORP` is a nationality, religion or group."""
    score: float
    """Mean probability of its words' tags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Span):
    """A run of words with one role in an attribution (as in PolNeAR, only outermost attributions).

    `cue` is the index, in `Language.roles`, of the cue of this source or content. A cue has its
    own index. None: the model found no cue for it.
    """

    role: RoleLabel
    """`source`, `cue` or `content`."""
    cue: int | None
    """Index, in `Language.roles`, of its cue (for a cue, its own index), or null."""
    score: float
    """Mean probability of its words' roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Span):
    """A mention in a chain: the span of its noun phrase, and the head word."""

    form: MentionForm
    """`name`, `nominal` or `pronoun`."""
    entity: str
    """What kind of thing it is: person, organization, place, time and so on."""
    head_start: int
    """Offset of the head word."""
    head_end: int
    """Offset behind the head word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """A class that the model considers, and its probability."""

    label: str
    """The class."""
    score: float
    """Its probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Span):
    """A word that may take part in an act, or say when, where or how many."""

    kind: ParticipationKind
    """`actor`, `recipient`, `location`, `time`, `condition`, `figure` (a number) or `voice` (on whose word)."""
    counts: FigureKind | None = None
    """What a number counts (`killed`, `arrested` and so on); null for the other kinds."""
    score: float
    """Probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActMention(Span):
    """Words that may name an act, as the model sees them, before any rule."""

    score: float
    """Probability that the words name an act of the record."""
    types: tuple[Odds, ...] = ()
    """Types of the act, the most probable first; what is missing to 1 is "no act"."""
    modes: tuple[Odds, ...] = ()
    """Modes, the most probable first; `O` is none."""
    statuses: tuple[Odds, ...] = ()
    """Statuses, the most probable first."""
    certainties: tuple[Odds, ...] = ()
    """Certainties, the most probable first."""
    parts: tuple[Participation, ...] = ()
    """Words that may take part, in text order."""
    repeats: tuple[tuple[int, float], ...] = ()
    """Earlier mentions of `Language.acts` that this one may repeat: index, log odds against none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Span):
    """A word, and the time at which the model sees what it names, whether it names an act of the record or not."""

    act: float
    """Probability that it names an act of the record."""
    item: float = 0.0
    """Probability that it names something that is on the agenda."""
    times: tuple[Odds, ...] = ()
    """`past`, `present`, `ahead`, `hyp` (hypothetical) and `neg` (negated), in this order."""
    statuses: tuple[Odds, ...] = ()
    """Statuses, the most probable first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedWord(Span):
    """A word that may be in a claim which somebody in the text disputes, or in the words that dispute it."""

    claim: float
    """Probability that it is in a claim which is disputed."""
    answer: float
    """Probability that it is in what disputes a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that the model finds in one text, in text order."""

    sentences: tuple[Sentence, ...] = ()
    """Sentences with their words and trees."""
    names: tuple[Name, ...] = ()
    """Proper names."""
    roles: tuple[Role, ...] = ()
    """Sources, cues and contents as the model marks them, before any rule."""
    chains: tuple[tuple[Reference, ...], ...] = ()
    """Chains: two or more mentions of one thing each, in text order."""
    acts: tuple[ActMention, ...] = ()
    """Mentions of acts, with their probabilities, before any rule."""
    outlooks: tuple[Outlook, ...] = ()
    """Words that may name what lies ahead or is left open, before any rule."""
    disputed: tuple[DisputedWord, ...] = ()
    """Words that may be in a disputed claim or in what answers it, before any rule."""


# ---- the layers of a reading -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a fact was coded as it is: the rule that decided, and its grounds."""

    rule: str
    """The name of the rule, one of those below; it is the same in every version."""
    words: str | None = None
    """The words that decided: from the text or from the table row; or null."""
    table: str | None = None
    """The file of the table whose row decided, or null."""
    line: int | None = None
    """The line of that row; null if no row decided, and for the tables of the world, which ship compiled."""
    score: float | None = None
    """The probability that the model gives, or how well a candidate fits, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A time expression (TIMEX3) with its value and, for dates, the days that it can mean."""

    id: TimeId
    """The id."""
    type: TimeType
    """`DATE`, `TIME`, `DURATION` or `SET`."""
    value: str
    """The TIMEX3 value: `2018-11-06`, `2018-W43`, `P2Y`, `PRESENT_REF`; of a range its two ends, `2022-09-26/2022-09-27`."""
    mod: str | None = None
    """`START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `ON_OR_AFTER` ("not before") and so on, or null."""
    earliest: str | None = None
    """The first day that it can mean; null for durations and sets, and if it could not be resolved."""
    latest: str | None = None
    """The last day that it can mean; null in the same cases, and if it is open to the future ("not before Oct. 15")."""
    basis: tuple[Reason, ...] = ()
    """Reasons: the rule that gave the value, and the tense of the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A span that refers to an actor."""

    form: MentionForm
    """`name`, `nominal` ("the minister") or `pronoun`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, body, country or group that acts or speaks in the document, with all its mentions."""

    id: ActorId
    """The id."""
    name: str
    """The canonical name; for an actor without a name, the words that describe them."""
    kind: ActorKind
    """`person`, `organization`, `country`, `place` or `group`."""
    country: str | None = None
    """ISO 3166 alpha-3, or `EUR`, `UNO`, `IGO`, `NGO` for bodies that belong to no country, or null."""
    sector: str | None = None
    """PLOVER sector: `GOV`, `MIL`, `LEG`, `JUD`, `SPY`, `COP`, `PTY`, `OPP`, `REB`, `JRN`, `BUS` and so on, or null."""
    sector2: str | None = None
    """A second PLOVER sector (a defence minister has `GOV` and `MIL`), or null."""
    office: str | None = None
    """The office that the actor holds on the day of publication, or null."""
    wikidata: str | None = None
    """Wikidata id, or null."""
    named: bool = True
    """True if the text names the actor; false for "a Kremlin spokesman"."""
    mentions: tuple[Mention, ...] = ()
    """Spans that refer to the actor, each with its `form`: `name`, `nominal` ("the minister") or `pronoun`."""
    basis: tuple[Reason, ...] = ()
    """Reasons: how the actor was found and linked, and where country and sector come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    """A place name, resolved to a place."""

    id: PlaceId
    """The id."""
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
    """Reasons: how the name was found, and why it was resolved to this place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Span):
    """The words that refer to the source, and the actor that they refer to."""

    actor: ActorId | None = None
    """The actor's id, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium(Span):
    """The words for the occasion or channel at which something was said."""

    kind: MediumKind
    """`interview`, `statement`, `tweet`, `post`, `briefing`, `speech`, `debate`, `testimony`, `letter`, `report`, `poll`, `broadcast` or `call`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is reported to say or think what: source, cue, content (PARC, PolNeAR)."""

    id: AttributionId
    """The id."""
    source: Source | None
    """The span that refers to the source, with `actor` (the id of an actor, or null); null if the text gives no source."""
    cue: Span | None
    """The span that signals the attribution ("said", "according to"), or null."""
    content: tuple[Span, ...]
    """What is attributed: a list of spans, because a quotation can be interrupted."""
    quotation: Quotation
    """`direct`, `indirect`, or `mixed` if only a part is in quotation marks."""
    sourcing: Sourcing
    """`named` (anywhere in the article), `unnamed` ("a senior official"), `collective` ("officials"), `document` or `none`."""
    reason: Span | None = None
    """The span that says why the source is not named ("because she was not authorised to speak"), or null."""
    kind: str = "say"
    """`say`, `ask`, `demand`, `deny`, `warn`, `promise`, `accuse`, `believe` or `plan`."""
    addressee: ActorId | None = None
    """The id of the actor who is addressed, or null."""
    time: TimeId | None = None
    """The id of the time at which it was said, or null."""
    polarity: Polarity = "positive"
    """`negative` for "has said nothing" and "did not say", otherwise `positive`."""
    medium: Medium | None = None
    """The span that names the occasion or channel, with `kind` (`interview`, `statement`, `tweet` and so on), or null."""
    within: AttributionId | None = None
    """The id of the attribution whose content contains this one, or null."""
    basis: tuple[Reason, ...] = ()
    """Reasons: how the attribution was found (the row of the cue, the score of the model), then the rules that decided `sourcing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """How the published PLOVER standard codes an event (quad 1 to 4, scale as printed there)."""

    type: str
    """The type in the standard."""
    aux: tuple[str, ...]
    """Any of `historical`, `future`, `hypothetical`, `negation`."""
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    scale: float
    """The score of conflict and cooperation as printed in the manual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedParty:
    """The country and sector that a side of an event is coded with.

    Either those of a party, or of whom the words leave unnamed. What the words name stays in `actors` and `recipients`.
    """

    actor: ActorId | None = None
    """The id of the party, or null if the words name nobody."""
    country: str | None = None
    """As for actors; null if nothing says which."""
    sector: str | None = None
    """As for actors."""
    basis: CodingBasis | None = None
    """Where the country comes from: `said` (the party's own, as for actors), `member` (all bodies of its sector in the report are of that country), `place` (where the deed is done), `only country` (nearly all that the report names is of it), `home` (that of the other side), or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPlover(Plover):
    """The code of an event with the countries of both sides, as the record gives it."""

    actors: tuple[CodedParty, ...] = ()
    """Those whom the act is coded for: one for each of the event's `actors`."""
    recipients: tuple[CodedParty, ...] = ()
    """Those to whom it is coded as done: one for each of the event's `recipients`; if the words name nobody and a rule gives a country, one without `actor`."""


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
class Figure:
    """A number that belongs to an event: "at least 12" has `low` 12 and no `high`, an exact number is both."""

    what: FigureKind
    """`killed`, `injured`, `arrested`, `abducted`, `displaced`, `participants`, `money`, `votes` or `other`."""
    low: int | float | None
    """The least that the words allow, or null."""
    high: int | float | None
    """The most that the words allow, or null."""
    unit: str | None = None
    """What is counted, if `what` does not say it: a currency (ISO 4217, such as `USD`), `%`, `seats`; or null."""
    span: Span
    """The words of the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did (or will do, may do, denies having done) what to whom, and according to which source.

    One event is one happening as the report tells it, with all its mentions. Each field comes from whichever mention
    gives it.
    """

    id: EventId
    """The id."""
    type: str
    """One of PLOVER's sixteen types, or one of the five further types below, whatever the status: a planned visit is `CONSULT`."""
    trigger: Span
    """The span of one to six words that names the event, in its most telling mention."""
    mentions: tuple[Span, ...]
    """The spans that name the event, in text order; `trigger` is one of them."""
    mode: str | None = None
    """PLOVER mode (`visit`, `arrest`, `expel`), or null; the five further types have none."""
    contexts: tuple[str, ...] = ()
    """PLOVER contexts (`military`, `election`), a list."""
    plover: Plover | None = None
    """How the published standard codes the event: `type`, `aux` (any of `historical`, `future`, `hypothetical`, `negation`), `quad` (1 to 4) and `scale`; null if the standard does not code it, and for the five further types. The record adds `actors` and `recipients`: whom it is coded for, see below."""
    cameo: str | None = None
    """CAMEO code, or null; null for the five further types."""
    actors: tuple[ActorId, ...] = ()
    """The ids of the actors who act."""
    recipients: tuple[ActorId, ...] = ()
    """The ids of the actors to whom it is done."""
    location: Location | None = None
    """Where it takes place: a span with `name`, `country`, `geonames`, `lat`, `lon`, or null."""
    time: EventTime | None = None
    """When it takes place: `earliest`, `latest` and the id of the `time` expression used (or null); null if the text gives no time."""
    figures: tuple[Figure, ...] = ()
    """The numbers of the event: `what` they count, `low`, `high`, `unit` and `span`."""
    status: Status = "occurred"
    """How the text presents the event; see below."""
    certainty: Certainty = "certain"
    """How certain the text is, not whether it is true: `certain`, `probable`, `possible` or `unknown`."""
    condition: Span | None = None
    """The span of the condition on which the event depends, or null."""
    within: AttributionId | None = None
    """The id of the attribution that contains the event; null if the report itself says it."""
    evidence: tuple[Span, ...] = ()
    """The sentence or clause of each mention, in text order: a list of spans."""
    basis: tuple[Reason, ...] = ()
    """Reasons: the rows of the lexicon, then the rules for each role, for time, place and `within`, then those for status and certainty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaWindow:
    """The days between two ISO days, both inclusive."""

    earliest: str | None
    """The first possible day, or null."""
    latest: str | None
    """The last possible day, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An event or deadline after the day of publication, or a plan that was cancelled."""

    id: AgendaId
    """The id."""
    kind: AgendaKind
    """`event` or `deadline`."""
    summary: str
    """A clause or noun phrase that can stand alone, in words of the text."""
    event: EventId | None = None
    """The id of the coded event, or null."""
    earliest: str | None = None
    """The first possible day, or null."""
    latest: str | None = None
    """The last possible day, or null."""
    status: AgendaStatus = "planned"
    """As for events, and `cancelled`."""
    condition: Span | None = None
    """The span of the condition on which it depends, or null."""
    moved_from: AgendaWindow | None = None
    """The days that it was planned for before, if the text says that it was moved, else null."""
    participants: tuple[ActorId, ...] = ()
    """The ids of the actors who take part."""
    location: Location | None = None
    """As for events."""
    within: AttributionId | None = None
    """The id of the attribution that contains it; null if the report itself says it."""
    evidence: tuple[Span, ...] = ()
    """The sentences from which it was read, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement: the actor, the words, and the attribution or event."""

    actor: ActorId | None
    """The id of the actor; null for the report itself."""
    span: Span
    """The words."""
    attribution: AttributionId | None = None
    """The id of the attribution that contains the words, or null."""
    event: EventId | None = None
    """The id of the event that contains the words, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sources that contradict each other on one matter."""

    id: str
    """The id."""
    about: str
    """A short phrase for the matter."""
    kind: DisagreementKind = "contradiction"
    """`denial` (one side says that the other's words are not so), `contradiction` (both cannot hold) or `correction` (the report sets it right)."""
    field: DisagreementField = "meaning"
    """What they differ on: whether it `happened`, `when`, `where`, `who` did it, to `whom`, a `number`, the `cause`, or its `meaning`."""
    sides: tuple[Side, ...] = ()
    """The sides, each with `actor` (an id; null for the report itself), `span` (the words) and the `attribution` or `event` that contains them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All layers of one document: the record."""

    document: Document
    """The text and its metadata."""
    times: tuple[Time, ...] = ()
    """Time expressions."""
    actors: tuple[Actor, ...] = ()
    """Who acts or speaks in the text."""
    places: tuple[Place, ...] = ()
    """Place names."""
    attributions: tuple[Attribution, ...] = ()
    """Who is reported to say or think what."""
    events: tuple[Event, ...] = ()
    """Who did, will do, or denies having done what to whom."""
    agenda: tuple[AgendaItem, ...] = ()
    """What lies ahead of the day of publication."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where two sources contradict each other on one matter."""
    notes: tuple[Note, ...] = ()
    """Notes on what the reader could not do."""

    def _repr_html_(self) -> str:
        """Return the article with its layers marked, for a notebook."""
        from onrecord.views.notebook import reading_html

        return reading_html(self)


# ---- who ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoQuery:
    """One phrase to resolve, with what is known about its context."""

    text: str
    """The phrase."""
    id: str | None = None
    """The id that the line gives, or null."""
    date: str | None = None
    """The day on which the phrase was used (ISO), or null."""
    context: str | None = None
    """The words around the phrase, or null."""
    country: str | None = None
    """The country in which the phrase was used, or that it refers to (ISO 3166 alpha-3), or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswer:
    """Whom a phrase names at a date, and the rules and rows that decided."""

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
    """The CAMEO code of the actor, such as `RUSMIL` (country, then roles), or null."""
    basis: tuple[Reason, ...] = ()
    """Reasons: the rules and rows that decided, or why the phrase could not be resolved."""
    id: str | None = None
    """The id that the line of the question gives, or null."""


# ---- the result of a stage ----------------------------------------------------------------

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a stage found, and notes on what it could not do."""

    items: tuple[T, ...] = ()
    """The facts."""
    notes: tuple[Note, ...] = ()
    """What could not be decided or was not kept."""


ID_BYTES = 16  # 128 bits, so that ids of 10**9 documents in a store are different
STATED: tuple[DateBasis, ...] = ("metadata", "url", "given")  # whence a page itself has its day


def text_id_of(text: str) -> TextId:
    """Return the id of a text: a hash of its UTF-8 bytes.

    >>> text_id_of("The talks ended.")
    'w_35fab165a6d4748f3779f98e091813c1'
    """
    return TextId(f"w_{_digest(text)}")


def document_id(
    text: str,
    *,
    url: str | None = None,
    given_id: str | None = None,
    publisher: str | None = None,
    published: Published | None = None,
) -> DocumentId:
    """Return the id of a publication: a hash of its text and of what it is known by.

    It is known by its address, else by the id that the input gave, else by publisher and day. A day counts only if
    the page states it: an inferred one depends on the reader.

    >>> document_id("The talks ended.") == document_id("The talks ended.", url="https://a.example/1")
    False
    >>> document_id("Same.", url="https://a.example/1") == document_id(
    ...     "Same.", url="https://a.example/1", publisher="A"
    ... )
    True
    """
    stated = published is not None and published.basis in STATED
    day = published.value if published is not None and stated else None
    known_by = (
        ("url", url) if url else ("given", given_id) if given_id else ("outlet", publisher or "", day or "")
    )
    key = "\x1f".join((*known_by, text))
    return DocumentId(f"d_{_digest(key)}")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=ID_BYTES).hexdigest()


def location_of(place: Place) -> Location:
    """Return a place as the location of an event."""
    return Location(
        start=place.start,
        end=place.end,
        text=place.text,
        name=place.name,
        country=place.country,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
    )


def span_of(text: str, start: int, end: int) -> Span:
    """Return the span of `text` from `start` to `end`.

    >>> span_of("Bolton said", 0, 6)
    Span(start=0, end=6, text='Bolton')
    """
    return Span(start=start, end=end, text=text[start:end])
