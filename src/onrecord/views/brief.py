"""The brief: one report, to be read in a minute by somebody whose desk it is.

Who is in it, who said what, who did what to whom, what lies ahead, what is open. Few of each: those that the report itself
makes important (importance.py), one line a happening (happenings.py). The record holds the rest, and `onrecord explain`
what is of use to those who keep the tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.grammar.words import COMPLEMENTIZER
from onrecord.types import Actor, ActorId, Attribution, Event, Figure, Note, Reading
from onrecord.views.ahead import Prospect, prospects_of
from onrecord.views.dates import days
from onrecord.views.differences import QUOTATION_MARKS, Difference, differences_of
from onrecord.views.figures import figures_in_words
from onrecord.views.firmness import Tone, firmness
from onrecord.views.happenings import Line, Lines, evidence_of
from onrecord.views.importance import Importance
from onrecord.views.labels import has_label, label
from onrecord.views.layout import Style, Words, paragraph, printable
from onrecord.views.names import NOBODY, Names

T = TypeVar("T")

MOST = {"who": 8, "said": 6, "did": 7, "ahead": 7, "open": 5}  # items a section: together, a minute's reading
QUOTED_WORDS = 26  # of what is said
JOINED_KINDS = ("accuse",)  # of saying: "accuses Ecuador of ...", without a colon
SOURCE_WORDS = 12  # of a source that the text only describes
OPENING_WORDS = 16  # of a report without a title
TONE_STYLES: dict[Tone, Style] = {"firm": "good", "ahead": "open", "open": "open", "no": "bad"}


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
    """One brief in the making: the reading with its names at hand."""

    def __init__(self, reading: Reading, look: Look) -> None:
        self.reading = reading
        self.look = look
        self.names = Names(reading)
        self.importance = Importance(reading, self.names)
        self.happenings = Lines(reading, self.names)

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
        opening = _cut(document.text, OPENING_WORDS) or "A document without text"
        yield self.set([(printable(document.title) if document.title else opening, "title")])
        published = document.published
        when = days(published.earliest or published.value, published.latest or published.value)
        basis = f" ({label('basis', published.basis)})" if published.basis and when else ""
        facts = [document.publisher, document.section, f"{when}{basis}" if when else "date unknown"]
        yield self.set([(" · ".join(printable(fact) for fact in facts if fact), "faint")])

    def who(self) -> Section:
        weight = self.weights()
        telling = [actor for actor in self.reading.actors if actor.named]  # the others are in the record
        telling.sort(key=lambda actor: -weight[actor.id])  # ties stay in the order of the report
        return self.section("who", telling, self.describe)

    def said(self) -> Section:
        main = [a for a in self.reading.attributions if a.content and a.source and not a.within]
        return self.section("said", main, self.telling, self.importance.of_attribution)

    def did(self) -> Section:
        """Return what was done, one line a happening, the weightiest first."""
        ahead = {item.event for item in self.reading.agenda}
        lines = [(e, self.happenings.line(e)) for e in self.reading.events if e.id not in ahead]
        told = [(event, line) for event, line in lines if line is not None]
        told.sort(
            key=lambda pair: -self.importance.of_event(pair[0]) - pair[1].worth
        )  # ties as in the report
        once: list[tuple[Event, Line, tuple[Figure, ...]]] = []
        for event, line in told:
            same = next(
                (n for n, (e, known, _) in enumerate(once) if _is_same(event, e) or line == known), None
            )
            if same is None:
                once.append((event, line, event.figures))
                continue
            figures = tuple(dict.fromkeys((*once[same][2], *event.figures)))
            is_better = line.is_own and not once[same][1].is_own
            # in the place of the weightier telling, if it can be in words of the report
            once[same] = (*((event, line) if is_better else once[same][:2]), figures)
        return self.section("did", once, lambda told: self.act(*told))

    def ahead(self) -> Section:
        return self.section("ahead", prospects_of(self.reading), self.due)

    def open(self) -> Section:
        disputed = [self.dispute(difference) for difference in differences_of(self.reading)]
        return self.section("open", disputed + list(_notes(self.reading.notes)), lambda words: words)

    def section(
        self,
        title: str,
        items: Sequence[T],
        show: Callable[[T], list[Words]],
        worth: Callable[[T], float] = lambda _: 0,
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
        verb = self.names.verb(attribution)
        if attribution.polarity == "negative":
            verb = f"{verb}, in the negative"
        direct = attribution.quotation == "direct"
        parts = [printable(span.text) for span in attribution.content]
        shown = _cut(
            " … ".join(part.strip(QUOTATION_MARKS) if direct else part for part in parts), QUOTED_WORDS
        )
        quote = f"“{shown.rstrip(',')}”" if direct else shown.removeprefix(f"{COMPLEMENTIZER} ")
        speaker = _cut(self.names.speaker(attribution), SOURCE_WORDS)
        words: list[Words] = [(speaker, "name"), (f" {verb}", "plain")]
        if attribution.addressee:
            words += [(" to ", "plain"), self.name(attribution.addressee)]
        return [
            *words,
            (" " if attribution.kind in JOINED_KINDS and not direct else ": ", "plain"),
            (quote, "quote"),
        ]

    def act(self, event: Event, line: Line, figures: Sequence[Figure]) -> list[Words]:
        shown = line.words
        words = self.standing(event, shown)
        when = days(event.time.earliest, event.time.latest) if event.time else None
        place = printable(event.location.name) if event.location else None
        return [
            *words,
            (shown, "quote" if line.is_own else "plain"),
            _aside(
                None if line.is_own else f"“{printable(event.trigger.text)}”",
                printable(figures_in_words([f for f in figures if _adds(f, shown)])),
                when,
                None if place is None or place in shown else place,
                self.names.voice(event.within),
            ),
        ]

    def standing(self, event: Event, shown: str) -> list[Words]:
        """Return the status in words, or the condition if `shown` lacks it; nothing for what simply happened."""
        if event.status == "occurred":
            return []
        condition = printable(event.condition.text) if event.condition else None
        told = label("status", event.status)
        if condition and condition not in shown:
            told = _lowered(condition) if event.status == "conditional" else f"{told}, {_lowered(condition)}"
        return [(told, TONE_STYLES[firmness(event.status).tone]), (" · ", "plain")]

    def due(self, p: Prospect) -> list[Words]:
        words: list[Words] = [(p.when or "no date", "name")]
        if p.was:
            words += [(", moved from ", "plain"), (p.was, "struck")]
        words += [(" · ", "plain"), (p.standing, TONE_STYLES[p.firmness.tone]), (" · ", "plain")]
        words.append((p.summary, "struck" if p.firmness.stroke == "crossed" else "plain"))
        if p.unsaid_condition:
            words.append((f", {_lowered(p.unsaid_condition)}", "open"))
        return [*words, _aside(", ".join(p.unsaid_who), p.unsaid_place, p.figures, p.voice)]

    def dispute(self, difference: Difference) -> list[Words]:
        words: list[Words] = [(difference.about, "name")]
        if difference.wording:
            words.append((f" ({difference.wording})", "faint"))
        for n, side in enumerate(difference.sides):
            who = f"{side.who} {side.verb}" if side.verb else side.who
            words.append((": " if n == 0 else " — ", "plain"))
            words += [(who, "plain"), (f" “{_cut(side.words, QUOTED_WORDS)}”", "quote")]
        return words

    # ---- names ---------------------------------------------------------------------------------

    def name(self, actor: ActorId) -> Words:
        return self.names.actor(actor) or NOBODY, "name"

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


def _is_same(event: Event, other: Event) -> bool:
    """Return whether two events read as one happening: the same act of the same doers, told in one stretch of text."""
    if (event.type, event.actors, event.status) != (other.type, other.actors, other.status):
        return False
    if (event.recipients, event.figures) == (other.recipients, other.figures):
        return True
    one, two = evidence_of(event), evidence_of(other)
    return one.start < two.end and two.start < one.end


def _adds(figure: Figure, shown: str) -> bool:
    """Return whether a figure says something that is not `shown`; a number of nobody knows what says nothing."""
    return figure.span.text not in shown and (figure.what != "other" or figure.unit is not None)


def _lowered(words: str) -> str:
    """Return a condition as it reads inside a line: "If they fail" with a small letter."""
    return words[:1].lower() + words[1:]


def _cut(text: str, words: int) -> str:
    """Return at most the first `words` words of `text`, with an ellipsis where more follow."""
    whole = printable(text).split()
    return " ".join(whole[:words]).removesuffix(" …") + (" …" if len(whole) > words else "")


def _notes(notes: Sequence[Note]) -> Iterator[list[Words]]:
    """Yield each kind of note for readers once, with how many more of its kind there are."""
    notes = [note for note in notes if not has_label("inside", note.code)]
    kinds = Counter(note.code for note in notes)
    seen: set[str] = set()
    for note in notes:
        if note.code in seen:
            continue
        seen.add(note.code)
        more = f" (and {kinds[note.code] - 1} more like it)" if kinds[note.code] > 1 else ""
        yield [(printable(note.message), "plain"), (more, "faint")]
