"""Readers of phrases for a part of a month or year, and for years that two numbers name.

"The first week of January" is its days 1 to 7, the second 8 to 14; "the last week" its last seven days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.lexicon.times import MONTHS
from onrecord.reading.times.amounts import count_of
from onrecord.reading.times.calendar import (
    DAYS_IN,
    ONE_DAY,
    Window,
    interval,
    nth_weekday,
    shift_months,
    week_value,
    window_of,
)
from onrecord.reading.times.days import month_day
from onrecord.reading.times.periods import month_of, years_value
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.setting import (
    NTHS,
    PhraseReader,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason

LAST = -1
FINAL = ("last", "past", "previous", "final")
SATURDAY = 6  # as ISO 8601 counts
SUNDAY = 7
REST_OF_WEEK = timedelta(days=6)
MIDDLE_OF_MONTH = 15


def _month_part(phrase: Phrase, at: Setting) -> Value:
    """Read "the first week of January", "the last three days of May", "the second half of July"."""
    month, nth = _month_window(phrase, at), _nth_of(phrase)
    reason = Reason(rule="part-of-a-month", words=month.first.isoformat())
    if phrase.first("half") is not None:
        days = _half(month, nth)
    else:
        unit = phrase.one("unit", "units")
        if unit.value not in DAYS_IN:
            raise ValueError(f"'{phrase.text}' has no days, weeks or fortnights of a month")
        counted = [p for p in phrase.pieces if p.group not in (*FINAL, *NTHS) and p.start < unit.start]
        days = _run(month, nth, DAYS_IN[unit.value] * int(count_of(counted) or 1), is_many=len(counted) > 1)
    return Value("DATE", interval(days.first, days.last), mod_of(phrase), reason=reason)


def _month_window(phrase: Phrase, at: Setting) -> Window:
    """Return the days of the month in a phrase; raises `ValueError` where it names none."""
    window = window_of(month_of(phrase, at)) if phrase.first(*MONTHS) is not None else None
    if window is None:
        raise ValueError(f"'{phrase.text}' names no month")
    return window


def _nth_of(phrase: Phrase) -> int:
    """Return the number of "first", "second", "third"; -1 for "last"."""
    nth = phrase.first(*NTHS)
    return number_of(nth) if nth is not None else LAST


def _half(month: Window, nth: int) -> Window:
    middle = month.first.replace(day=MIDDLE_OF_MONTH)
    return Window(month.first, middle) if nth == 1 else Window(middle + ONE_DAY, month.last)


def _run(month: Window, nth: int, days: int, *, is_many: bool) -> Window:
    """Return the `nth` run of so many days of a month; raises `ValueError` where it does not begin in it."""
    if nth == LAST:
        return Window(month.last - timedelta(days=days - 1), month.last)
    first = month.first + timedelta(days=0 if is_many and nth == 1 else (nth - 1) * days)
    if first > month.last:
        raise ValueError(f"no part {nth} of {days} days in {month.first:%Y-%m}")
    return Window(first, min(first + timedelta(days=days - 1), month.last))


def _nth_weekday(phrase: Phrase, at: Setting) -> Value:
    """Read "the second Sunday of May", "the last Friday of the month", "the first weekend in June"."""
    month = _named_month(phrase, at)
    weekday = phrase.first("weekday")
    wanted = number_of(weekday) if weekday is not None else SATURDAY
    day = nth_weekday(month.year, month.month, wanted, _nth_of(phrase))
    if day.month != month.month:
        raise ValueError(f"no {_nth_of(phrase)} weekday {wanted} in {month:%Y-%m}")
    value = day.isoformat() if weekday is not None else f"{week_value(day)}-WE"
    return Value("DATE", value, mod_of(phrase), reason=Reason(rule="nth-weekday", words=f"{month:%Y-%m}"))


def _named_month(phrase: Phrase, at: Setting) -> date:
    """Return the first day of the month in a phrase: named, or "next month"; raises `ValueError` for a year."""
    if phrase.first(*MONTHS) is not None:
        return _month_window(phrase, at).first
    unit, direction = phrase.last("unit"), direction_of(phrase)
    if unit is None or unit.value != "M" or direction is None:
        raise ValueError(f"'{phrase.text}' names no month")
    return shift_months(at.day.replace(day=1), int(direction.value))


def _week_of(phrase: Phrase, at: Setting) -> Value:
    """Read "the week of September 30": the week that holds the day, and the one that begins on a Sunday."""
    day = month_day(phrase, at)
    reason = Reason(rule="week-of-named-day", words=day.isoformat())
    mark = phrase.first("week_mark")
    if mark is not None:  # "the week beginning", "the week ending"
        first = day if mark.value == "START" else day - REST_OF_WEEK
        return Value("DATE", interval(first, first + REST_OF_WEEK), reason=reason)
    inside = day + ONE_DAY * (day.isoweekday() == SUNDAY)
    return Value("DATE", week_value(inside), reason=reason)


def _years(phrase: Phrase, _at: Setting) -> Value:
    """Read "2016-17", "2014/15", "1914-1918"; raises `ValueError` where the second year is not later."""
    return Value("DATE", years_value(phrase.pieces[0].text), reason=Reason(rule="years-as-written"))


PART_READERS: Mapping[str, PhraseReader] = {
    "month_part": _month_part,
    "nth_weekday": _nth_weekday,
    "week_of": _week_of,
    "years": _years,
}
