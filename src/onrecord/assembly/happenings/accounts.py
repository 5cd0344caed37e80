"""An event as one report tells it, with what the report around it adds: an account.

An event without a place or day of its own inherits them from its report: the place and day of the lead or dateline,
bounded by the day of publication. `basis` says which of the two it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from onrecord.assembly.counts import Count, counts_of
from onrecord.assembly.happenings.spots import Spot, spot_of_location, spot_of_place
from onrecord.assembly.happenings.triggers import TriggerWords
from onrecord.assembly.parties import Party, party_of
from onrecord.assembly.stories.keys import StoryKey, story_key
from onrecord.assembly.stories.terms import Terms, terms_of
from onrecord.assembly.types import EventRef, InheritedFrom
from onrecord.assembly.vectors import Vector, vector
from onrecord.lexicon.counts import load_count_words
from onrecord.lexicon.numbers import load_number_words
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.types import (
    ActorId,
    DocumentId,
    Event,
    Figure,
    FigureKind,
    Location,
    Place,
    Reading,
    Status,
    location_of,
)

LEAD = 500  # characters of the text that count as its lead: dateline and first paragraphs
COUNTRY_DAYS = 3  # days between two reports that are compared for a country of their events
DAYS_BACK = 7  # an event without a day happened at most so long before its report
LONGEST_DAY = timedelta(days=3)  # a time of the lead that covers more days says no day

AHEAD: frozenset[Status] = frozenset(
    {"planned", "expected", "possible", "unlikely", "conditional", "requested"}
)
HISTORICAL = "historical"


@dataclass(frozen=True, slots=True)
class Window:
    """Days between two ISO days, both inclusive; None is open."""

    earliest: str | None
    latest: str | None

    @property
    def days(self) -> int | None:
        """Return how many days lie between the two ends, or None if one is open."""
        if self.earliest is None or self.latest is None:
            return None
        return days_between(self.earliest, self.latest)

    def meets(self, other: Window) -> bool:
        """Return whether the two can be one time."""
        return not self.gap(other)

    def gap(self, other: Window) -> int:
        """Return the days between the end of one and the begin of the other; 0 if they overlap."""
        if self.latest and other.earliest and self.latest < other.earliest:
            return days_between(self.latest, other.earliest)
        if other.latest and self.earliest and other.latest < self.earliest:
            return days_between(other.latest, self.earliest)
        return 0


def days_between(first: str, last: str) -> int:
    """Return the number of days from one ISO day to another.

    >>> days_between("2024-02-28", "2024-03-01")
    2
    """
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def days_before(day: str, number: int) -> str:
    """Return the ISO day `number` days before another one; the first day of the calendar if there is none.

    >>> days_before("2024-03-01", 7)
    '2024-02-23'
    """
    at = date.fromisoformat(day)
    return (at - timedelta(days=min(number, (at - date.min).days))).isoformat()


@dataclass(frozen=True)
class Report:
    """What a report gives all its events, and what two reports are compared by."""

    document: DocumentId
    publisher: str | None
    published: Window
    parties: Mapping[ActorId, Party]
    spots: tuple[Spot, ...]
    lead: Place | None
    lead_day: Window | None
    figures: Mapping[FigureKind, tuple[Figure, ...]]
    story: StoryKey
    terms: Terms
    countries: frozenset[str]
    """Countries of those who take part in its events, and of the places of these."""
    text: str = ""

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Return the numbers of the text with what they count; made when they are first asked for."""
        return counts_of(self.text, load_count_words(), load_number_words())

    @cached_property
    def cast(self) -> frozenset[str]:
        """Return keys of the named people and bodies of the report; countries are in too many reports to tell any apart."""
        return frozenset(
            p.wikidata or p.folded for p in self.parties.values() if p.is_full and p.kind != "country"
        )

    @cached_property
    def places(self) -> frozenset[str]:
        """Return keys of the places of the report that are no countries."""
        return frozenset(spot.key for spot in self.spots if spot.kind != "country")

    @property
    def near_days(self) -> tuple[str, ...]:
        """Return the day of publication and those before it: two reports a few days apart have one in common."""
        last = self.published.latest
        return tuple(days_before(last, n) for n in range(COUNTRY_DAYS + 1)) if last else ()

    @property
    def shares(self) -> frozenset[str]:
        """Return what two reports have one of in common if their events are compared."""
        keys = [f"cast {key}" for key in self.cast]
        keys += [f"place {key}" for key in self.places]
        keys += [f"word {word}" for word in self.story.blocks]  # ships, laws and villages are in no table
        keys += [f"country {country} {day}" for country in self.countries for day in self.near_days]
        return frozenset(keys)


@dataclass(frozen=True)
class Account:
    """One event of one report, with place and day of its own or of the report."""

    ref: EventRef
    event: Event
    report: Report
    lemmas: frozenset[str]
    all_lemmas: frozenset[str]
    rows: frozenset[int]
    another: frozenset[str]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    location: Location | None
    spot: Spot | None
    spot_basis: InheritedFrom | None
    window: Window | None
    window_basis: InheritedFrom | None
    words: Vector
    names: frozenset[str]
    """Words of its sentences that are names."""
    is_definite: bool
    """Whether a word before it says that it is known: "the", "this"."""
    is_lead: bool
    """Whether it stands in the first paragraph."""

    @property
    def is_ahead(self) -> bool:
        """Return whether the report tells it as lying ahead, or open."""
        return self.event.status in AHEAD

    @property
    def published(self) -> str | None:
        """Return the day of publication of the report, or the first possible one."""
        return self.report.published.earliest

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the numbers of the event."""
        return self.event.figures


def accounts_of(reading: Reading, words: TriggerWords, story: StoryKey | None = None) -> tuple[Account, ...]:
    """Return an account of each event of a reading, in the order of the reading; `story` holds its words, if known."""
    report = report_of(reading, story)
    return tuple(_account(event, reading, report, words) for event in reading.events)


def report_of(reading: Reading, story: StoryKey | None = None) -> Report:
    """Return what two reports are compared by."""
    story = story or story_key(reading, load_word_texts())
    document = reading.document
    spots = tuple(dict.fromkeys(spot_of_place(place) for place in reading.places))
    published = Window(document.published.earliest, document.published.latest)
    return Report(
        document=document.id,
        publisher=document.publisher,
        published=published,
        parties={actor.id: party_of(document.id, actor) for actor in reading.actors},
        spots=spots,
        lead=lead_place(reading.places),
        lead_day=lead_day(reading, published),
        figures=figures_of(reading),
        story=story,
        terms=terms_of(story),
        countries=countries_of(reading),
        text=document.text,
    )


def countries_of(reading: Reading) -> frozenset[str]:
    """Return the countries of those who take part in the events of a report, and of the places of these."""
    part = {a for event in reading.events for a in (*event.actors, *event.recipients)}
    found = {actor.country for actor in reading.actors if actor.id in part}
    found |= {event.location.country for event in reading.events if event.location}
    return frozenset(country for country in found if country)


def figures_of(reading: Reading) -> dict[FigureKind, tuple[Figure, ...]]:
    """Return the numbers of all events of a report by kind."""
    found: dict[FigureKind, list[Figure]] = {}
    for event in reading.events:
        for figure in event.figures:
            found.setdefault(figure.what, []).append(figure)
    return {kind: tuple(figures) for kind, figures in found.items()}


def lead_place(places: Sequence[Place]) -> Place | None:
    """Return the first place of the lead that is no country, else the one that the text names most often.

    Where it names no such place, the same of countries.
    """
    small = [p for p in places if p.kind != "country"] or list(places)
    if not small:
        return None
    in_lead = [p for p in small if p.start < LEAD]
    if in_lead:
        return min(in_lead, key=lambda p: p.start)
    counted = Counter(spot_of_place(place).key for place in small)
    return min(small, key=lambda p: (-counted[spot_of_place(p).key], p.start))


def lead_day(reading: Reading, published: Window) -> Window | None:
    """Return the first day of the lead that may be that of what it tells: in the week before publication."""
    if published.latest is None or published.earliest is None:
        return None
    week = Window(days_before(published.earliest, DAYS_BACK), published.latest)
    for time in reading.times:
        if time.start >= LEAD or time.type not in ("DATE", "TIME") or not (time.earliest and time.latest):
            continue
        window = Window(time.earliest, time.latest)
        if (window.days or 0) <= LONGEST_DAY.days and week.meets(window):
            return window
    return None


def _account(event: Event, reading: Reading, report: Report, words: TriggerWords) -> Account:
    location = event.location or (location_of(report.lead) if report.lead else None)
    window, basis = when(event, report)
    said = " ".join(span.text for span in event.evidence) or event.trigger.text
    before = reading.document.text[max(0, event.trigger.start - words.reach) : event.trigger.end]
    return Account(
        ref=EventRef(report.document, event.id),
        event=event,
        report=report,
        lemmas=words.lemmas(event.trigger.text),
        all_lemmas=words.all_lemmas(event),
        rows=words.rows(event),
        another=words.another(before),
        actors=_parties(event.actors, report),
        recipients=_parties(event.recipients, report),
        location=location,
        spot=spot_of_location(location, reading.places) if location else None,
        spot_basis=None if location is None else "event" if event.location else "report",
        window=window,
        window_basis=basis,
        words=(weights := vector(said)),
        names=frozenset(word for word in weights if (term := report.story.terms.get(word)) and term.name),
        is_definite=words.is_definite(before),
        is_lead="\n\n" not in reading.document.text[: event.trigger.start].strip(),
    )


def _parties(actors: Iterable[ActorId], report: Report) -> tuple[Party, ...]:
    return tuple(report.parties[actor] for actor in actors if actor in report.parties)


def when(event: Event, report: Report) -> tuple[Window | None, InheritedFrom | None]:
    """Return the days of an event and whose they are: its own, else those that its report allows."""
    if event.time is not None and (event.time.earliest or event.time.latest):
        return Window(event.time.earliest, event.time.latest), "event"
    if report.published.earliest is None or (event.plover and HISTORICAL in event.plover.aux):
        return None, None
    if event.status in AHEAD:
        return Window(report.published.earliest, None), "report"
    if report.lead_day is not None:
        return report.lead_day, "report"
    return Window(days_before(report.published.earliest, DAYS_BACK), report.published.latest), "report"
