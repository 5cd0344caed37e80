"""What lies ahead as a strip for each item, and as the days of a month or a week.

An uncertain day is a span over all possible days, never a point: in a calendar an item stands in each of its days, and one of two
weeks or more has no day of its own and stands above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.questions.rows import Ahead
from onrecord.views.ahead import WIDEST, day_of
from onrecord.views.dates import MONTH_NAMES
from onrecord.views.html.timeline import YEARS, Axis, Bar, axis_of

WEEK = 7
MOST_IN_A_DAY = 6
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are shown: a month, filled up to whole weeks, or one week."""

    first: date
    last: date
    month: int | None
    """The month, of which the other days are the margin; None of a week."""
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item in one of its days: whether it began before, and whether it goes on."""

    row: Ahead
    came_on: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar."""

    day: date
    is_out: bool
    items: tuple[Item, ...]
    more: int


def window_of(row: Ahead) -> tuple[date, date] | None:
    """Return the first and the last day of an item, or None if it has no day to draw; of one open side the other day."""
    first, last = day_of(row.earliest), day_of(row.latest)
    first, last = first or last, last or first
    if first is None or last is None or first > last:
        return None
    return (first, last) if first.year in YEARS and last.year in YEARS else None


def axis_for(rows: Iterable[Ahead], start: date | None) -> Axis | None:
    """Return the axis of the strips of some items."""
    return axis_of(start, [window for row in rows if (window := window_of(row))])


def bar_of(axis: Axis | None, row: Ahead) -> Bar | None:
    """Return the bar of an item on an axis."""
    window = window_of(row)
    return axis.bar(*window) if axis and window else None


# ---- months and weeks --------------------------------------------------------------------


def month_of(asked: str | None, today: date) -> Span:
    """Return a month, "2024-05", filled up to whole weeks; the month of `today` if the words are no month.

    >>> span = month_of("2024-05", date(2024, 1, 1))
    >>> span.first, span.last, span.name, span.before, span.after
    (datetime.date(2024, 4, 29), datetime.date(2024, 6, 2), 'May 2024', '2024-04', '2024-06')
    """
    start = _parsed(f"{asked}-01") or today.replace(day=1)
    following = (start + timedelta(days=31)).replace(day=1)
    end = following - timedelta(days=1)
    return Span(
        first=start - timedelta(days=start.weekday()),
        last=end + timedelta(days=WEEK - 1 - end.weekday()),
        month=start.month,
        name=f"{MONTH_NAMES[start.month - 1]} {start.year}",
        before=f"{start - timedelta(days=1):%Y-%m}",
        after=f"{following:%Y-%m}",
    )


def week_of(asked: str | None, today: date) -> Span:
    """Return the week of a day, "2024-05-13"; the month of `today` if the words are no month.

    >>> week_of("2024-05-15", date(2024, 1, 1)).name
    'week of 13 May 2024'
    """
    day = _parsed(asked or "") or today
    first = day - timedelta(days=day.weekday())
    return Span(
        first=first,
        last=first + timedelta(days=WEEK - 1),
        month=None,
        name=f"week of {first.day} {MONTH_NAMES[first.month - 1]} {first.year}",
        before=(first - timedelta(days=WEEK)).isoformat(),
        after=(first + timedelta(days=WEEK)).isoformat(),
    )


def _parsed(asked: str) -> date | None:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def days_of(span: Span) -> list[date]:
    """Return the days of a span."""
    return [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]


def weeks_of(span: Span, rows: Sequence[Ahead], totals: Mapping[date, int] | None = None) -> list[list[Day]]:
    """Return the days of a span by week, with the items of each; `totals` are how many there are, if not all are among the rows."""
    by_day = _by_day(span, rows)
    days = [_day(day, span, by_day[day], (totals or {}).get(day, 0)) for day in days_of(span)]
    return [days[n : n + WEEK] for n in range(0, len(days), WEEK)]


def _day(day: date, span: Span, items: Sequence[Item], total: int) -> Day:
    is_out = span.month is not None and day.month != span.month
    shown = tuple(items[:MOST_IN_A_DAY])
    return Day(day, is_out, shown, max(len(items), total) - len(shown))


def _by_day(span: Span, rows: Sequence[Ahead]) -> Mapping[date, list[Item]]:
    found: dict[date, list[Item]] = defaultdict(list)
    for row in rows:
        window = window_of(row)
        if window and not is_wide(row):
            for day in _days(max(window[0], span.first), min(window[1], span.last)):
                found[day].append(Item(row, day > window[0], day < window[1]))
    return found


def is_wide(row: Ahead) -> bool:
    """Return whether an item has no day to speak of: a month, a season."""
    window = window_of(row)
    return window is not None and (window[1] - window[0]).days >= WIDEST


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def distance(row: Ahead, today: date | None) -> str | None:
    """Return how far away the last day of an item is, in words.

    For an uncertain day it is the greatest possible distance.
    """
    window = window_of(row)
    if window is None or today is None:
        return None
    left = (window[1] - today).days
    if left < 0:
        return f"{-left} day{'s' if left < -1 else ''} ago"
    return "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
