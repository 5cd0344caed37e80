"""The brief: one report, to be read in a minute by somebody whose desk it is.

Who is in it, who said what, who did what to whom, what lies ahead, what is open. Few of
each, the most telling ones, in the order of the report; the record itself holds the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.grammar.words import COMPLEMENTIZER
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    Attribution,
    AttributionId,
    Disagreement,
    Event,
    Note,
    Reading,
    Span,
    Status,
)
from onrecord.views.dates import days
from onrecord.views.figures import figures_in_words
from onrecord.views.labels import label
from onrecord.views.layout import Style, Words, paragraph, printable

T = TypeVar("T")

MOST = {"who": 8, "said": 6, "did": 7, "ahead": 7, "open": 5}  # items a section: together, a minute's reading
QUOTED_WORDS = 26  # of what is said
ACT_WORDS = 16  # of the sentence an act stands in
QUOTATION_MARKS = '“”"'
STATUS_STYLES: dict[Status, Style] = {
    "occurred": "good",
    "ongoing": "good",
    "denied": "bad",
    "negated": "bad",
}


@dataclass(frozen=True)
class Look:
    """How a brief is to be set: columns, colours, the names of countries, all items or the most telling."""

    width: int = 80
    colour: bool = False
    country_name: Callable[[str], str | None] = lambda code: code
    everything: bool = False


@dataclass(frozen=True)
class Section:
    """One part of a brief: its items, each a paragraph, and how many more there are."""

    title: str
    items: list[list[Words]]
    more: int


def brief(reading: Reading, look: Look = Look()) -> str:
    """Return the brief of a report as text for a terminal or a pipe."""
    return "\n".join(_Brief(reading, look).lines()) + "\n"


class _Brief:
    """One brief in the making: the reading with its actors and attributions at hand."""

    def __init__(self, reading: Reading, look: Look) -> None:
        self.reading = reading
        self.look = look
        self.actors: dict[ActorId, Actor] = {actor.id: actor for actor in reading.actors}
        self.attributions: dict[AttributionId, Attribution] = {a.id: a for a in reading.attributions}

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for section in (self.who(), self.said(), self.did(), self.ahead(), self.open()):
            if not section.items:
                continue
            yield ""
            yield self.set([(section.title, "head")])
            for item in section.items:
                yield self.set(item, indent=2, hanging=4)
            if section.more:
                yield self.set([(f"and {section.more} more", "faint")], indent=2)

    def set(self, parts: Iterable[Words], indent: int = 0, hanging: int = 0) -> str:
        return paragraph(parts, self.look.width, indent=indent, hanging=hanging, colour=self.look.colour)

    # ---- the sections ----------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        document = self.reading.document
        opening = _cut(document.text, ACT_WORDS) or "A document without text"
        yield self.set([(printable(document.title) if document.title else opening, "title")])
        published = document.published
        when = days(published.earliest or published.value, published.latest or published.value)
        basis = f" ({label('basis', published.basis)})" if published.basis and when else ""
        facts = [document.publisher, document.section, f"{when}{basis}" if when else "date unknown"]
        yield self.set([(" · ".join(printable(fact) for fact in facts if fact), "faint")])

    def who(self) -> Section:
        weight = self.weights()
        telling = [actor for actor in self.reading.actors if weight[actor.id] > 1 or actor.named]
        telling.sort(key=lambda actor: -weight[actor.id])  # ties stay in the order of the report
        return self.section("who", telling, self.describe)

    def said(self) -> Section:
        main = [a for a in self.reading.attributions if a.content and a.source and not a.within]
        return self.section(
            "said", main, self.telling, lambda a: (a.quotation != "indirect") + (a.kind != "believe")
        )

    def did(self) -> Section:
        ahead = {item.event for item in self.reading.agenda}
        once: dict[tuple[object, ...], Event] = {}
        for event in self.reading.events:
            if event.id not in ahead:
                key = (event.type, event.actors, event.recipients, event.status, event.figures)
                once.setdefault(key, event)
        return self.section(
            "did",
            list(once.values()),
            self.act,
            lambda e: 2 * bool(e.actors) + bool(e.recipients) + (e.status == "occurred"),
        )

    def ahead(self) -> Section:
        # by the last day it can be: "this year" is no sooner than "on Monday"
        soonest = sorted(self.reading.agenda, key=lambda item: item.latest or item.earliest or "9999")
        return self.section("ahead", soonest, self.due)

    def open(self) -> Section:
        disputed = [self.dispute(disagreement) for disagreement in self.reading.disagreements]
        return self.section("open", disputed + list(_notes(self.reading.notes)), lambda words: words)

    def section(
        self,
        title: str,
        items: Sequence[T],
        show: Callable[[T], list[Words]],
        worth: Callable[[T], int] = lambda _: 0,
    ) -> Section:
        """Return a section with its most telling items, those worth most, in the order given."""
        most = len(items) if self.look.everything else MOST[title]
        places = sorted(range(len(items)), key=lambda n: -worth(items[n]))[:most]
        return Section(title.upper(), [show(items[n]) for n in sorted(places)], len(items) - len(places))

    # ---- one item of each --------------------------------------------------------------------

    def describe(self, actor: Actor) -> list[Words]:
        country = self.country(actor)
        named = f"{actor.name} {actor.office or ''}"  # "President of Russia" needs no "Russia" after it
        facts = [actor.office, country if country and country not in named else None]
        if not actor.office and actor.sector and actor.kind != "country":
            facts.append(label("sector", actor.sector))
        described = ", ".join(printable(fact) for fact in facts if fact)
        return [self.name(actor.id), (f" — {described}" if described else "", "plain")]

    def telling(self, attribution: Attribution) -> list[Words]:
        verb = self.verb(attribution)
        if attribution.polarity == "negative":
            verb = f"{verb}, in the negative"
        direct = attribution.quotation == "direct"
        parts = [printable(span.text) for span in attribution.content]
        shown = _cut(
            " … ".join(part.strip(QUOTATION_MARKS) if direct else part for part in parts), QUOTED_WORDS
        )
        quote = f"“{shown.rstrip(',')}”" if direct else shown.removeprefix(f"{COMPLEMENTIZER} ")
        words: list[Words] = [self.source(attribution), (f" {verb}", "plain")]
        if attribution.addressee:
            words += [(" to ", "plain"), self.name(attribution.addressee)]
        return [*words, (": ", "plain"), (quote, "quote")]

    def act(self, event: Event) -> list[Words]:
        words: list[Words] = [(label("status", event.status), STATUS_STYLES.get(event.status, "open"))]
        words.append((f" · {label('type', event.type)}", "plain"))
        if event.actors or event.recipients:
            words.append((" · ", "plain"))
            words += self.names(event.actors) or [("somebody", "faint")]
            if event.recipients and set(event.recipients) != set(event.actors):  # else: with one another
                words += [(" → ", "plain"), *self.names(event.recipients)]
        if event.figures:
            words.append((f" · {printable(figures_in_words(event.figures))}", "plain"))
        when = days(event.time.earliest, event.time.latest) if event.time else None
        place = event.location.name if event.location else None
        aside = _aside(when, place, *self.terms(event, _evidence(event).text))
        return [*words, (": ", "plain"), *self.in_its_sentence(event), aside]

    def in_its_sentence(self, event: Event) -> list[Words]:
        """Return the event's words with its trigger in bold, cut to what stands around it."""
        whole, trigger = _evidence(event), event.trigger
        ahead, behind = whole.text[: trigger.start - whole.start], whole.text[trigger.end - whole.start :]
        before, after = printable(ahead).split(), printable(behind).split()
        left = before[-ACT_WORDS // 2 :]
        right = after[: ACT_WORDS - len(left)]
        begin = "… " if len(left) < len(before) else ""
        end = " …" if len(right) < len(after) else ""
        opening = (
            " " if left and ahead[-1:].isspace() else ""
        )  # blanks as in the text: “negotiating, invitation “without
        joint = " " if behind[:1].isspace() else ""
        return [
            (begin + " ".join(left) + opening, "quote"),
            (printable(trigger.text), "name"),
            ((joint + " ".join(right) if right else "") + end, "quote"),
        ]

    def due(self, item: AgendaItem) -> list[Words]:
        when = days(item.earliest, item.latest) or "no date"
        words: list[Words] = [
            (when, "name"),
            (" · ", "plain"),
            ("deadline" if item.kind == "deadline" else label("status", item.status), "open"),
            (" · ", "plain"),
            (printable(item.summary), "plain"),
        ]
        return [*words, _aside(*self.unsaid(item))]

    def unsaid(self, item: AgendaItem) -> Iterator[str]:
        """Yield what the summary does not say: who takes part, the place, the figures and the terms of the event."""
        names = [name for name in map(self.plain_name, item.participants) if name]
        yield ", ".join(name for name in names if name not in item.summary)
        if item.location and item.location.name not in item.summary:
            yield item.location.name
        for event in self.reading.events:
            if event.id == item.event:
                unsaid = [figure for figure in event.figures if figure.span.text not in item.summary]
                yield printable(figures_in_words(unsaid))
                yield from self.terms(event, item.summary)

    def terms(self, event: Event, shown: str) -> Iterator[str]:
        """Yield on what condition and on whose word, where what is `shown` does not say it."""
        if event.condition and event.condition.text not in shown:
            yield printable(event.condition.text)
        outer = self.attributions.get(event.within) if event.within else None
        if outer and outer.source:
            yield f"{self.source(outer)[0]} {self.verb(outer)}"

    def dispute(self, disagreement: Disagreement) -> list[Words]:
        words: list[Words] = [(printable(disagreement.about).strip(QUOTATION_MARKS), "name")]
        for n, side in enumerate(disagreement.sides):
            words.append((": " if n == 0 else " — ", "plain"))
            words.append((self.plain_name(side.actor) or "the report", "plain"))
            words.append((f" “{_cut(side.span.text, ACT_WORDS).strip(QUOTATION_MARKS)}”", "quote"))
        return words

    # ---- names ---------------------------------------------------------------------------------

    def plain_name(self, actor: ActorId | None) -> str | None:
        found = self.actors.get(actor) if actor else None
        return printable(found.name) if found else None

    def name(self, actor: ActorId) -> Words:
        return self.plain_name(actor) or "somebody", "name"

    def names(self, actors: Sequence[ActorId]) -> list[Words]:
        words: list[Words] = []
        for n, actor in enumerate(actors):
            words += [(", ", "plain")] if n else []
            words.append(self.name(actor))
        return words

    def source(self, attribution: Attribution) -> Words:
        source = attribution.source
        if source is None:
            return "somebody", "name"
        return self.plain_name(source.actor) or _cut(source.text, ACT_WORDS), "name"

    def verb(self, attribution: Attribution) -> str:
        """Return "says", "denies" ..., or "say", "deny" of several who speak together."""
        source = attribution.source
        actor = self.actors.get(source.actor) if source and source.actor else None
        several = attribution.sourcing == "collective" or (actor is not None and actor.kind == "group")
        return label("say" if several else "says", attribution.kind)

    def country(self, actor: Actor) -> str | None:
        code = actor.country
        return (self.look.country_name(code) or label("country", code)) if code else None

    def weights(self) -> Counter[ActorId]:
        """Return how much each actor has to do with the report: mentions, words, deeds."""
        weight = Counter({actor.id: len(actor.mentions) for actor in self.reading.actors})
        for attribution in self.reading.attributions:
            if attribution.source and attribution.source.actor:
                weight[attribution.source.actor] += 3
        for event in self.reading.events:
            weight.update(dict.fromkeys((*event.actors, *event.recipients), 2))
        return weight


def _aside(*facts: str | None) -> Words:
    """Return the facts that there are, in brackets."""
    there = "; ".join(fact for fact in facts if fact)
    return f" ({there})" if there else "", "faint"


def _evidence(event: Event) -> Span:
    """Return the first evidence that holds the trigger, or the trigger alone."""
    trigger = event.trigger
    return next((s for s in event.evidence if s.start <= trigger.start and trigger.end <= s.end), trigger)


def _cut(text: str, words: int) -> str:
    """Return at most the first `words` words of `text`, with an ellipsis where more follow."""
    whole = printable(text).split()
    return " ".join(whole[:words]).removesuffix(" …") + (" …" if len(whole) > words else "")


def _notes(notes: Sequence[Note]) -> Iterator[list[Words]]:
    """Yield each kind of note once, with how many more of its kind there are."""
    kinds = Counter(note.code for note in notes)
    seen: set[str] = set()
    for note in notes:
        if note.code in seen:
            continue
        seen.add(note.code)
        more = f" (and {kinds[note.code] - 1} more like it)" if kinds[note.code] > 1 else ""
        yield [(printable(note.message), "plain"), (more, "faint")]
