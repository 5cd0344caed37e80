"""The days that weights are given for: all of some forty years, with their place in year and week."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.floating]

FIRST_DAY = date(1987, 1, 1)
LAST_DAY = date(2027, 12, 31)  # two years after the tables of dated facts were written
N = (LAST_DAY - FIRST_DAY).days + 1
DAYS = np.arange(N)
YEAR_DAYS = 366
A_LEAP_YEAR = date(2004, 7, 1)


def index_of(day: date) -> int:
    """Return the index of a day on the axis; it is out of range for days before or after the axis."""
    return (day - FIRST_DAY).days


@lru_cache(maxsize=1)
def places_in_year() -> npt.NDArray[np.int64]:
    """Return the place of each day of the axis in a leap year, from 0."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(N))
    return np.array([date(A_LEAP_YEAR.year, d.month, d.day).timetuple().tm_yday - 1 for d in days])


def places_in_week() -> npt.NDArray[np.int64]:
    """Return the weekday of each day of the axis, Monday 0."""
    return (DAYS + FIRST_DAY.isoweekday() - 1) % 7
