"""The agenda as a strip: each item a row, with its words beside a bar over all days that it can mean.

An uncertain date is a bar over all possible days, never a point. The strip begins on the day of the report and is as long
as the near items need: one item of a whole year does not flatten all others. What lies behind its end has an arrow.
Positions are per cent of the width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from onrecord.types import Reading
from onrecord.views.ahead import WIDEST, Prospect, day_of, prospects_of, windows_of
from onrecord.views.dates import MONTH_NAMES, days

WHOLE, LEAST = 100.0, 0.8  # per cent: the strip, and the narrowest visible bar
MOST_ROWS = 8
SHORTEST = 13  # days that a strip has at least
SPREAD = 3  # the strip ends no later than so many times the middle distance of its items
STEPS = (1, 2, 3, 7, 14, 31, 92, 183, 366, 732)  # days between two ticks
MOST_TICKS = 5
LAST_TICK = 92.0  # per cent: behind it there is no room for words
YEARS = range(1000, 9000)  # leaves room for a margin on both sides within the range of `date`


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a window lies on the strip; `goes_on` if it ends behind the strip, `is_wide` if it has no day to speak of.

    A window that begins behind the strip has the width 0: an arrow is all that shows of it.
    """

    x: float
    width: float
    goes_on: bool
    is_wide: bool

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True, slots=True)
class Row:
    """One item: its words, its bar, and the bar of the days from which it was moved."""

    prospect: Prospect
    bar: Bar | None
    was: Bar | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The words at the beginning, the ticks (position and words), the rows, and how many more items there are."""

    start: str
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a strip: the first one, and how many."""

    first: date
    days: int

    def bar(self, low: date, high: date) -> Bar | None:
        """Return the part of a window on the strip; None if it is over before it begins."""
        begin, end = (low - self.first).days, (high - self.first).days + 1
        if end <= 0:
            return None
        is_wide = (high - low).days >= WIDEST
        if begin >= self.days:
            return Bar(x=WHOLE, width=0.0, goes_on=True, is_wide=is_wide)
        x = min(max(begin, 0) / self.days * WHOLE, WHOLE - LEAST)
        width = max(min(end, self.days) / self.days * WHOLE - x, LEAST)
        return Bar(x=round(x, 2), width=round(width, 2), goes_on=end > self.days, is_wide=is_wide)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield positions and words of at most `MOST_TICKS` days behind the first."""
        step = next((step for step in STEPS if self.days / step <= MOST_TICKS), self.days)
        for after in range(step, self.days, step):
            x = after / self.days * WHOLE
            if x <= LAST_TICK:
                yield round(x, 2), _short(self.first + timedelta(days=after), with_year=self.days > STEPS[-2])


def timeline_of(reading: Reading) -> Timeline | None:
    """Return the strip of the agenda, the items without a day last; None if nothing lies ahead."""
    prospects = prospects_of(reading)
    if not prospects:
        return None
    windows = {p.item.id: span for p, span in windows_of(prospects) if _is_drawable(*span)}
    shown = sorted(prospects, key=lambda p: p.item.id not in windows)[:MOST_ROWS]
    published = reading.document.published
    report = day_of(published.value) or day_of(published.latest)
    report = report if report and _is_drawable(report, report) else None
    axis = axis_of(report, [windows[p.item.id] for p in shown if p.item.id in windows])
    return Timeline(
        start=_start(report, axis),
        ticks=tuple(axis.ticks()) if axis else (),
        rows=tuple(_row(p, windows.get(p.item.id), axis) for p in shown),
        more=len(prospects) - len(shown),
    )


def axis_of(report: date | None, windows: Sequence[tuple[date, date]]) -> Axis | None:
    """Return the days that the near ones of some windows need, from a day on; None without windows."""
    if not windows:
        return None
    first = report or min(low for low, _ in windows)
    with_days = [(low, high) for low, high in windows if (high - low).days < WIDEST] or windows
    distances = [max((high - first).days, 0) for _, high in with_days]
    near = max(SHORTEST, round(SPREAD * median(distances)))
    return Axis(first, max([SHORTEST, *(distance for distance in distances if distance <= near)]) + 1)


def _row(prospect: Prospect, window: tuple[date, date] | None, axis: Axis | None) -> Row:
    moved = prospect.item.moved_from
    old = (day_of(moved.earliest), day_of(moved.latest)) if moved else (None, None)
    return Row(
        prospect=prospect,
        bar=axis.bar(*window) if axis and window else None,
        was=axis.bar(old[0], old[1]) if axis and old[0] and old[1] and old[0] <= old[1] else None,
    )


def _start(report: date | None, axis: Axis | None) -> str:
    if report is None:
        return _short(axis.first, with_year=True) if axis else ""
    day = report.isoformat()
    return f"report of {days(day, day)}"


def _short(day: date, *, with_year: bool) -> str:
    """Return a day in few letters: "16 Mar", or "Mar 2026" on a long strip."""
    month = MONTH_NAMES[day.month - 1][:3]
    return f"{month} {day.year}" if with_year else f"{day.day} {month}"


def _is_drawable(low: date, high: date) -> bool:
    return low.year in YEARS and high.year in YEARS
