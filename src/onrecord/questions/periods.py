"""Days, weeks and months as the rows of a series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

By = Literal["day", "week", "month"]
BYS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One day, week (from Monday) or month: its first and its last day."""

    first: date
    last: date


def _week_start(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_start(day: date) -> date:
    return day.replace(day=1)


STARTS: Mapping[By, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _week_start,
    "month": _month_start,
}
LONGEST: Mapping[By, timedelta] = {  # at least one period, less than two
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
}


def period_of(day: date, by: By) -> Period:
    """Return the period that a day lies in.

    >>> period_of(date(2024, 5, 15), "week")
    Period(first=datetime.date(2024, 5, 13), last=datetime.date(2024, 5, 19))
    """
    first = STARTS[by](day)
    return Period(first, STARTS[by](first + LONGEST[by]) - timedelta(days=1))


def periods(first: date, last: date, by: By) -> Iterator[Period]:
    """Yield all periods from that of `first` to that of `last`.

    >>> [p.first.isoformat() for p in periods(date(2023, 12, 30), date(2024, 2, 1), "month")]
    ['2023-12-01', '2024-01-01', '2024-02-01']
    """
    period = period_of(first, by)
    while period.first <= last:
        yield period
        period = period_of(period.last + timedelta(days=1), by)


def day_in_series(earliest: str | None, latest: str | None, told: str | None, by: By) -> date | None:
    """Return the day by which something belongs to a series, or None if it has none.

    A window inside one period decides. A longer or open one leaves the day open: then it is the day on which it was first
    told, if that lies in the window, else the side of the window that is nearest to it.

    >>> day_in_series("2024-05-13", "2024-05-15", "2024-05-20", "week")
    datetime.date(2024, 5, 13)
    >>> day_in_series("2024-01-01", "2024-12-31", "2024-05-20", "week")
    datetime.date(2024, 5, 20)
    """
    first, last, day = _parse(earliest), _parse(latest), _parse(told)
    if first is not None and last is not None and period_of(first, by) == period_of(last, by):
        return first
    if day is None:
        return first or last
    if first is not None and day < first:
        return first
    return last if last is not None and day > last else day


def _parse(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
