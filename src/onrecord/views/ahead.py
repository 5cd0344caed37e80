"""What lies ahead, in words: each item of the agenda with what its event and its attribution add.

The brief, the page and the calendar show the same of an item, so they take it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.types import AgendaItem, Event, Reading, Span
from onrecord.views.dates import days
from onrecord.views.figures import figures_in_words
from onrecord.views.firmness import Firmness, firmness
from onrecord.views.labels import label
from onrecord.views.layout import printable
from onrecord.views.names import Names

WIDEST = 14  # days of a window: "next week" and "within two weeks" have days to speak of, a month has none


@dataclass(frozen=True, slots=True)
class Prospect:
    """One item for people. Words are printable and on one line; what is not known is None or empty."""

    item: AgendaItem
    status: str
    """As of the item: that of an event, or `cancelled`."""
    summary: str
    when: str | None
    """The days that it can mean."""
    was: str | None
    """The days from which it was moved."""
    condition: str | None
    """The words of the condition, `if` or the like included."""
    voice: str | None
    """On whose word, such as "Ana Kovač says"."""
    who: tuple[str, ...]
    place: str | None
    figures: str
    marks: tuple[Span, ...]
    """The words that tell of it."""

    @property
    def firmness(self) -> Firmness:
        """How firm it is."""
        return firmness(self.status)

    @property
    def is_deadline(self) -> bool:
        """Whether it is a last day, and not a happening."""
        return self.item.kind == "deadline"

    @property
    def standing(self) -> str:
        """How firm it is, in words: "planned", "deadline, expected", "cancelled"."""
        parts = ["deadline"] if self.is_deadline else []
        if not (self.is_deadline and self.status == "planned"):
            parts.append(label("status", self.status))
        return ", ".join(parts)

    @property
    def wording(self) -> str:
        """How firm it is, and whether it was moved: "planned, moved"."""
        return f"{self.standing}, moved" if self.was else self.standing

    @property
    def unsaid_who(self) -> tuple[str, ...]:
        """Who takes part and is not named in the summary."""
        return tuple(name for name in self.who if name not in self.summary)

    @property
    def unsaid_condition(self) -> str | None:
        """The condition, if the summary does not have its words."""
        return None if self.condition is None or self.condition in self.summary else self.condition

    @property
    def unsaid_place(self) -> str | None:
        """The place, if the summary does not name it."""
        return None if self.place is None or self.place in self.summary else self.place


def prospects_of(reading: Reading) -> list[Prospect]:
    """Return the agenda, those first that are soonest over: "this year" is no sooner than "on Monday"."""
    names = Names(reading)
    found = [_prospect(item, names) for item in reading.agenda]
    return sorted(found, key=lambda p: (p.item.latest or p.item.earliest or "9999", p.item.id))


def _prospect(item: AgendaItem, names: Names) -> Prospect:
    event = names.events.get(item.event) if item.event else None
    condition: Span | None = item.condition or (event.condition if event else None)
    within = item.within or (event.within if event else None)
    moved = item.moved_from
    place = item.location or (event.location if event else None)
    summary = printable(item.summary)
    return Prospect(
        item=item,
        status=str(item.status),
        summary=summary,
        when=days(item.earliest, item.latest),
        was=days(moved.earliest, moved.latest) if moved else None,
        condition=printable(condition.text) if condition else None,
        voice=names.voice(within),
        who=tuple(names.each(item.participants)),
        place=printable(place.name) if place else None,
        figures=_unsaid_figures(event, summary),
        marks=_marks(item, event),
    )


def _unsaid_figures(event: Event | None, summary: str) -> str:
    figures = event.figures if event else ()
    return printable(figures_in_words([f for f in figures if f.span.text not in summary]))


def _marks(item: AgendaItem, event: Event | None) -> tuple[Span, ...]:
    if event is None:
        return item.evidence[:1]
    return tuple(dict.fromkeys((event.trigger, *event.mentions)))


def windows_of(prospects: Sequence[Prospect]) -> list[tuple[Prospect, tuple[date, date]]]:
    """Return those whose first and last day are both known, with the two days."""
    windows = ((p, day_of(p.item.earliest), day_of(p.item.latest)) for p in prospects)
    return [(p, (low, high)) for p, low, high in windows if low and high and low <= high]


def day_of(iso: str | None) -> date | None:
    """Return the day of an ISO date or date and time; None for a year or a month alone.

    >>> day_of("2018-10-20T08:00"), day_of("2018-10")
    (datetime.date(2018, 10, 20), None)
    """
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
