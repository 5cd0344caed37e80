"""The days that weights are given for: all of some forty years, with their place in year and week.

The axis ends a few years after the newest fact of the dated tables. A text that reports on a later day has a
longer axis, so that what the tables do not know does not keep it undated. The clock is not asked: a text is
dated alike on every day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.lexicon.times import DatedEvent, DatedFact, TimeWords
from onrecord.reading.times.calendar import Window

Weights = npt.NDArray[np.floating]

FIRST_DAY = date(1987, 1, 1)
MARGIN_YEARS = 2  # full years after the newest day in which a text may have been published
LATEST_YEAR = 2099  # the last year that times_grammar.tsv reads
YEAR_DAYS = 366
A_LEAP_YEAR = date(2004, 7, 1)


@dataclass(frozen=True, slots=True)
class Axis:
    """All days from `FIRST_DAY` to `last`."""

    last: date

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - FIRST_DAY).days + 1

    @property
    def days(self) -> npt.NDArray[np.int64]:
        """The index of each day."""
        return np.arange(self.length)

    def holds(self, window: Window) -> bool:
        """Return whether all days of a window are on the axis."""
        return window.first >= FIRST_DAY and window.last <= self.last


def axis_for(days: Iterable[date], words: TimeWords) -> Axis:
    """Return the axis of a text that reports on these days.

    >>> from onrecord.lexicon.times import load_time_words
    >>> axis_for([date(2040, 5, 1)], load_time_words()).last
    datetime.date(2042, 12, 31)
    """
    years = (day.year for day in days if day.year <= LATEST_YEAR)
    return Axis(date(max([_newest_year(words), *years]) + MARGIN_YEARS, 12, 31))


@lru_cache(maxsize=8)
def _newest_year(words: TimeWords) -> int:
    """Return the year of the newest day in the tables of dated facts."""
    facts = (fact for entries in words.dated.values() for _, facts in entries for fact in facts)
    return max(date.fromisoformat(day).year for fact in facts for day in _days_of(fact))


def _days_of(fact: DatedFact) -> tuple[str, ...]:
    if isinstance(fact, DatedEvent):
        return (fact.date,)
    return (fact.first,) if fact.last is None else (fact.first, fact.last)


def index_of(day: date) -> int:
    """Return the index of a day on the axis; it is out of range for days before or after the axis."""
    return (day - FIRST_DAY).days


@lru_cache(maxsize=8)
def places_in_year(axis: Axis) -> npt.NDArray[np.int64]:
    """Return the place of each day of the axis in a leap year, from 0."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(axis.length))
    return np.array([date(A_LEAP_YEAR.year, d.month, d.day).timetuple().tm_yday - 1 for d in days])


def places_in_week(axis: Axis) -> npt.NDArray[np.int64]:
    """Return the weekday of each day of the axis, Monday 0."""
    return (axis.days + FIRST_DAY.isoweekday() - 1) % 7
