"""The agenda as a timeline: each item is a row, with its words beside a bar.

An uncertain date is a bar over all possible days, never a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.types import AgendaItem, Reading
from onrecord.views.dates import days
from onrecord.views.html.cards import TONES

WIDTH, LEAST = 1000.0, 10.0  # in units of the drawing: the whole, and the narrowest visible bar
MOST_BARS = 8
AXIS_MARGIN = timedelta(days=2)
FURTHEST = timedelta(days=800)  # an item further ahead would make all others too narrow
YEARS = range(1000, 9000)  # leaves room for a margin on both sides within the range of `date`


@dataclass(frozen=True, slots=True)
class Bar:
    """One dated item: its bar, its tone, its words, and the id of its card."""

    x: float
    width: float
    tone: str
    summary: str
    when: str
    is_deadline: bool
    fact: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The first and last day, the position of the day of the report, and the bars, soonest first."""

    start: str
    end: str
    report: float | None
    bars: tuple[Bar, ...]


def timeline_of(reading: Reading) -> Timeline | None:
    """Return the timeline of the dated items, or None if there are none."""
    published = reading.document.published
    report = _day(published.value) or _day(published.latest)
    dated = sorted(_dated(reading.agenda), key=lambda pair: (pair[1], pair[0].id))
    if not dated:
        return None
    begins = report or dated[0][1][0]
    near = [(item, span) for item, span in dated if span[1] - begins <= FURTHEST][:MOST_BARS]
    if not near:
        return None
    first = min(begins, *(low for _, (low, _) in near)) - AXIS_MARGIN
    last = max(begins, *(high for _, (_, high) in near)) + AXIS_MARGIN
    scale = WIDTH / ((last - first).days + 1)
    bars = (
        _bar(item, (low - first).days * scale, ((high - low).days + 1) * scale) for item, (low, high) in near
    )
    middle = round(((report - first).days + 0.5) * scale, 1) if report else None
    return Timeline(start=_words(first), end=_words(last), report=middle, bars=tuple(bars))


def _bar(item: AgendaItem, x: float, width: float) -> Bar:
    width = max(width, LEAST)
    return Bar(
        x=round(min(x, WIDTH - width), 1),
        width=round(width, 1),
        tone=TONES[item.status],
        summary=" ".join(item.summary.split()),
        when=days(item.earliest, item.latest) or "",
        is_deadline=item.kind == "deadline",
        fact=item.id,
    )


def _dated(agenda: Sequence[AgendaItem]) -> list[tuple[AgendaItem, tuple[date, date]]]:
    """Return the items whose first and last day are both known."""
    windows = ((item, _day(item.earliest), _day(item.latest)) for item in agenda)
    return [(item, (low, high)) for item, low, high in windows if low and high and low <= high]


def _words(day: date) -> str:
    return days(day.isoformat(), day.isoformat()) or ""


def _day(iso: str | None) -> date | None:
    try:
        day = date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
