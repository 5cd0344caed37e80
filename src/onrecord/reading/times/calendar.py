"""Days, weeks, quarters, seasons and holidays: the days that a TIMEX3 value covers, and how to shift them.

Weeks are ISO 8601 weeks (Monday first). A season has three whole months; the winter of a year begins in its
December, as in TIMEX3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first of its three months
ONE_DAY = timedelta(days=1)
YEARS_IN = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
DAYS_IN = {"D": 1, "W": 7, "FO": 14}

VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both inclusive."""

    first: date
    last: date


@lru_cache(maxsize=4096)
def window_of(value: str) -> Window | None:
    """Return the days that a TIMEX3 date value covers, or None for open values and those without days.

    >>> window_of("2018-W43")
    Window(first=datetime.date(2018, 10, 22), last=datetime.date(2018, 10, 28))
    >>> window_of("2022-09-26/2022-09-27").last
    datetime.date(2022, 9, 27)
    >>> window_of("XXXX-WXX-5") is None
    True
    """
    if "/" in value:
        return _interval(*value.split("/", 1))
    if value.isdigit() and len(value) in (2, 3):
        scale = 10 ** (4 - len(value))
        return _years(int(value) * scale, int(value) * scale + scale - 1)
    parts = VALUE.fullmatch(value)
    if parts is None or int(parts["year"]) == 0:
        return None
    year = int(parts["year"])
    finest = next((field for field in WINDOW_OF_FIELD if parts[field]), None)
    if finest is None:
        return _years(year, year)
    try:
        return WINDOW_OF_FIELD[finest](year, parts)
    except ValueError:  # month 13, February 30
        return None


def _interval(first: str, last: str) -> Window | None:
    """Return the days from the first of one value to the last of another."""
    begin, end = window_of(first), window_of(last)
    return Window(begin.first, end.last) if begin is not None and end is not None else None


def _week(year: int, parts: re.Match[str]) -> Window:
    monday = date.fromisocalendar(year, int(parts["week"]), 1)
    sunday = monday + 6 * ONE_DAY
    return Window(sunday - ONE_DAY if parts["weekend"] else monday, sunday)


def _day(year: int, parts: re.Match[str]) -> Window:
    day = date(year, int(parts["month"]), int(parts["day"]))
    return Window(day, day)


# The days of a value by the field that says most; a day also has its month, so it is asked first.
WINDOW_OF_FIELD: Mapping[str, Callable[[int, re.Match[str]], Window]] = {
    "week": _week,
    "day": _day,
    "quarter": lambda year, parts: months(year, 3 * int(parts["quarter"]) - 2, 3),
    "half": lambda year, parts: months(year, 6 * int(parts["half"]) - 5, 6),
    "season": lambda year, parts: months(year, SEASON_MONTHS[parts["season"]], 3),
    "month": lambda year, parts: months(year, int(parts["month"]), 1),
}


def months(year: int, first: int, count: int) -> Window:
    """Return the `count` whole months from the month `first` (1 to 12) of `year`."""
    start = shift_months(date(year, first, 1), 0)
    return Window(start, shift_months(start, count) - ONE_DAY)


def shift_months(day: date, count: int) -> date:
    """Return the day `count` months on, or the month's last day where it is shorter.

    >>> shift_months(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def narrowed(window: Window, mod: str | None) -> Window:
    """Return the third of a `window` that START, MID or END names.

    >>> narrowed(window_of("2018-W43"), "START").last
    datetime.date(2018, 10, 24)
    """
    days = (window.last - window.first).days
    third = timedelta(days=max(days // 3, 0))
    if mod == "START":
        return Window(window.first, window.first + third)
    if mod == "END":
        return Window(window.last - third, window.last)
    if mod == "MID":
        return Window(window.first + third, window.last - third)
    return window


def week_value(day: date) -> str:
    """Return the ISO week of a day, as `2018-W43`."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def month_value(day: date) -> str:
    """Return the month of a day, as `2018-10`."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_value(day: date) -> str:
    """Return the quarter of a day, as `2018-Q4`."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def period(unit: str, day: date, step: int) -> str:
    """Return the value of the year, month, week ... that holds `day`, or of one `step` units on.

    >>> period("W", date(2018, 10, 20), 1)
    '2018-W43'
    """
    if unit in YEARS_IN:
        year = day.year + step * YEARS_IN[unit]
        return f"{year:04d}"[: {"Y": 4, "DE": 3}.get(unit, 2)]
    if unit == "M":
        return month_value(shift_months(day, step))
    if unit == "Q":
        return quarter_value(shift_months(day, 3 * step))
    moved = day + timedelta(days=step * DAYS_IN[unit])
    return moved.isoformat() if unit == "D" else week_value(moved)


def season_of(day: date) -> tuple[int, str]:
    """Return the year and the season of a day; January belongs to the winter of the year before."""
    start = shift_months(day, -(day.month % 3))
    season = next(name for name, month in SEASON_MONTHS.items() if month == start.month)
    return start.year, season


@lru_cache(maxsize=1024)
def holiday_date(rule: str, year: int) -> date:
    """Return the date of a holiday in `year` by its rule in times_holidays.tsv.

    >>> holiday_date("election", 2018), holiday_date("nth 11 4 4", 2018), holiday_date("easter 0", 2024)
    (datetime.date(2018, 11, 6), datetime.date(2018, 11, 22), datetime.date(2024, 3, 31))
    """
    kind, *rest = rule.split()
    if kind == "fixed":
        month, day = map(int, rest[0].split("-"))
        return date(year, month, day)
    if kind == "easter":
        return _easter(year) + timedelta(days=int(rest[0]))
    if kind == "orthodox":
        return _orthodox_easter(year) + timedelta(days=int(rest[0]))
    if kind == "election":
        return nth_weekday(year, 11, 1, 1) + ONE_DAY
    month, weekday, nth, *shift = map(int, rest)
    return nth_weekday(year, month, weekday, nth) + timedelta(days=sum(shift))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the `nth` `weekday` (Monday is 1) of a month; -1 is the last."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


def _orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8, Julian)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    lag = year // 100 - year // 400 - 2  # days of the Julian calendar behind the Gregorian one
    return date(year, month, day + 1) + timedelta(days=lag)


def interval(first: date, last: date) -> str:
    """Return the value of the days from `first` to `last`, as an ISO 8601 interval; of one day the day.

    >>> interval(date(2022, 9, 26), date(2022, 9, 27))
    '2022-09-26/2022-09-27'
    """
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _years(first: int, last: int) -> Window | None:
    if first < 1 or last > date.max.year:
        return None
    return Window(date(first, 1, 1), date(last, 12, 31))
