"""The facts of a reading as cards, in reading order, each with the words it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.codes import codes_of
from onrecord.lexicon.reasons import sentences_of
from onrecord.types import Actor, Attribution, Event, Place, Reading, Reason, Span, Time
from onrecord.views.ahead import Prospect, prospects_of
from onrecord.views.dates import days
from onrecord.views.figures import figures_in_words
from onrecord.views.firmness import firmness
from onrecord.views.labels import label
from onrecord.views.names import Names


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of card: its key, its name, what it shows, and whether it is on at first."""

    key: str
    name: str
    shows: str
    on: bool = True


LAYERS = (
    Layer("said", "Said", "who is said to say or think what"),
    Layer("did", "Did", "who did what to whom, or may, or denies it"),
    Layer("ahead", "Ahead", "what lies ahead of the report"),
    Layer("who", "Who", "people, bodies, countries, groups", on=False),
    Layer("when", "When", "dates and durations", on=False),
    Layer("where", "Where", "places", on=False),
)


UNNAMED = ("unnamed", "collective")  # kinds of sourcing


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the article that belong to a card; `part` says as what (content, source, trigger ...)."""

    start: int
    end: int
    part: str


Link = tuple[str, str]  # words and address


@dataclass(frozen=True, slots=True)
class Card:
    """One fact for people: what it says, what hangs on it, its words, and why it was coded."""

    layer: str
    fact: str  # the id in the record
    head: str
    tags: tuple[tuple[str, str], ...]  # words and the tone that colours them
    rows: tuple[tuple[str, str], ...]  # name and value
    quote: str
    basis: tuple[str, ...]  # sentences
    marks: tuple[Mark, ...]
    citation: str
    also: tuple[str, ...] = ()  # the other passages that tell of it
    depth: int = 0  # of a statement: how many others it stands inside
    unnamed: bool = False  # of a statement: whether its source has no name
    links: tuple[Link, ...] = ()  # where a site leads from it

    @property
    def start(self) -> int:
        """Where its first words stand."""
        return min((mark.start for mark in self.marks), default=0)


def cards_of(reading: Reading) -> list[Card]:
    """Return all cards of a reading, in the order of their first words."""
    maker = _Maker(reading)
    cards = [
        *map(maker.said, reading.attributions),
        *map(maker.did, reading.events),
        *map(maker.ahead, prospects_of(reading)),
        *map(maker.who, reading.actors),
        *map(maker.when, reading.times),
        *map(maker.where, reading.places),
    ]
    order = {layer.key: n for n, layer in enumerate(LAYERS)}
    return sorted(cards, key=lambda card: (card.start, order[card.layer], card.fact))


class _Maker:
    """Makes cards; knows the names behind ids."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document
        self.names = Names(reading)
        self.times = {time.id: time for time in reading.times}

    def said(self, a: Attribution) -> Card:
        quote = " … ".join(_flat(span.text) for span in a.content)
        tags: list[tuple[str, str]] = [
            (label("quotation", a.quotation), "plain"),
            (label("sourcing", a.sourcing), "open" if a.sourcing != "named" else "plain"),
        ]
        if a.polarity == "negative":
            tags.append(("in the negative", "no"))
        unnamed = a.sourcing in UNNAMED
        source = "source unnamed" if unnamed else "source"
        marks = [*_marks(a.content, "content"), *_marks([a.cue], "cue"), *_marks([a.source], source)]
        rows = _rows(
            ("to", self.names.actor(a.addressee)),
            ("when", self.times[a.time].text if a.time in self.times else None),
            ("within", self.names.voice(a.within)),
        )
        head = f"{self.names.speaker(a)} {self.names.verb(a)}"
        card = self.card("said", a.id, head, tags, rows, quote, a.basis, marks)
        return replace(card, depth=self.depth(a), unnamed=unnamed)

    def depth(self, a: Attribution) -> int:
        """Return how many other statements hold this one; a circle, which no sound reading has, ends."""
        holders = {a.id}
        while a.within in self.names.attributions and a.within not in holders:
            holders.add(a.within)
            a = self.names.attributions[a.within]
        return len(holders) - 1

    def did(self, e: Event) -> Card:
        who, whom = (", ".join(self.names.each(actors)) for actors in (e.actors, e.recipients))
        head = f"{label('type', e.type)}: " + " → ".join(filter(None, (who or "doer not named", whom)))
        tone = firmness(e.status).tone
        tags: list[tuple[str, str]] = [(label("status", e.status), tone)]
        if e.certainty != "certain":
            tags.append((e.certainty, "open"))
        coded = e.type + (f" / {e.mode}" if e.mode else "") + (f", CAMEO {e.cameo}" if e.cameo else "")
        rows = _rows(
            ("when", days(e.time.earliest, e.time.latest) if e.time else None),
            ("where", e.location.name if e.location else None),
            ("figures", figures_in_words(e.figures)),
            ("condition", _flat(e.condition.text) if e.condition else None),
            ("on whose word", self.names.voice(e.within)),
            ("coded", coded),
        )
        marks = [
            *_marks(_first(e.trigger, e.mentions), f"trigger {tone}"),
            *_marks([e.condition, e.location, *(figure.span for figure in e.figures)], "detail"),
        ]
        quote, *also = _passages(e)
        card = self.card("did", e.id, head, tags, rows, quote, e.basis, marks)
        return replace(card, also=tuple(also))

    def ahead(self, p: Prospect) -> Card:
        tags: list[tuple[str, str]] = [("deadline", "plain")] if p.is_deadline else []
        tags.append((label("status", p.status), p.firmness.tone))
        if p.was:
            tags.append(("moved", "open"))
        rows = _rows(
            ("when", p.when or "no date given"),
            ("moved from", p.was),
            ("who", ", ".join(p.who)),
            ("where", p.place),
            ("condition", p.condition),
            ("on whose word", p.voice),
        )
        return self.card("ahead", p.item.id, p.summary, tags, rows, "", (), _marks(p.marks, "ahead"))

    def who(self, actor: Actor) -> Card:
        tags = [(actor.kind, "plain")] + ([] if actor.named else [("not named", "open")])
        rows = _rows(
            ("office", actor.office),
            ("country", actor.country),
            ("sector", ", ".join(label("sector", s) for s in (actor.sector, actor.sector2) if s) or None),
            ("CAMEO", codes_of(actor.kind, actor.country, actor.sector, actor.sector2).cameo),
            ("Wikidata", actor.wikidata),
            ("mentions", str(len(actor.mentions))),
        )
        return self.card(
            "who", actor.id, actor.name, tags, rows, "", actor.basis, _marks(actor.mentions, "actor")
        )

    def when(self, time: Time) -> Card:
        rows = _rows(
            ("value", time.value), ("days", days(time.earliest, time.latest)), ("modifier", time.mod)
        )
        return self.card(
            "when",
            time.id,
            _flat(time.text),
            [(time.type.lower(), "plain")],
            rows,
            "",
            time.basis,
            _marks([time], "time"),
        )

    def where(self, place: Place) -> Card:
        point = (
            f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else None
        )
        rows = _rows(
            ("country", place.country),
            ("point", point),
            ("GeoNames", str(place.geonames) if place.geonames else None),
        )
        return self.card(
            "where",
            place.id,
            place.name,
            [(place.kind, "plain")],
            rows,
            "",
            place.basis,
            _marks([place], "place"),
        )

    def card(
        self,
        layer: str,
        fact: str,
        head: str,
        tags: Sequence[tuple[str, str]],
        rows: tuple[tuple[str, str], ...],
        quote: str,
        basis: tuple[Reason, ...],
        marks: Iterable[Mark],
    ) -> Card:
        found = tuple(marks)
        return Card(
            layer,
            fact,
            head,
            tuple(tags),
            rows,
            quote,
            sentences_of(basis),
            found,
            self.citation(head, quote, found),
        )

    def citation(self, head: str, quote: str, marks: Sequence[Mark]) -> str:
        """Return what to put under a quotation: words, outlet, title, date, address, offsets, text id."""
        document = self.document
        words = quote or "; ".join(_flat(document.text[m.start : m.end]) for m in marks[:1])
        published = document.published.value or days(document.published.earliest, document.published.latest)
        title = f"“{document.title}”" if document.title else None
        where = ", ".join(filter(None, (document.publisher, title, published, document.url)))
        at = f"characters {marks[0].start}–{marks[0].end} of text {document.id}" if marks else document.id
        return f"{head}: “{words.strip('“”')}” ({'; '.join(filter(None, (where, at)))})"


def _first(one: Span, all_of_them: Sequence[Span]) -> list[Span]:
    """Return the spans, each once, with `one` before the others."""
    return list(dict.fromkeys((one, *all_of_them)))


def _passages(event: Event) -> list[str]:
    """Return the passages that tell of an event, each once: first the one that holds its trigger."""
    at = event.trigger.start
    ordered = sorted(event.evidence, key=lambda span: not span.start <= at < span.end)
    return list(dict.fromkeys(_flat(span.text) for span in ordered)) or [event.trigger.text]


def _marks(spans: Iterable[Span | None], part: str) -> list[Mark]:
    return [Mark(span.start, span.end, part) for span in spans if span is not None]


def _rows(*rows: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows if value)


def _flat(text: str) -> str:
    return " ".join(text.split())
