"""The next time of what recurs: "every Friday", "every July", "the first Monday of each month"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.reading.times.calendar import Window, months, nth_weekday

WEEKLY = re.compile(r"XXXX-WXX-(?P<weekday>[1-7])(?:T.*)?")
MONTHLY = re.compile(r"XXXX-XX-W(?P<nth>[1-5])-(?P<weekday>[1-7])")
YEARLY = re.compile(r"XXXX-(?P<month>\d\d)")
ONE_DAY = timedelta(days=1)
MONTHS_AHEAD = 12  # a fifth Monday is not in every month


def next_time(value: str, day: date) -> Window | None:
    """Return the first days after `day` that a TIMEX3 set means, or None where its value names no days.

    >>> next_time("XXXX-WXX-5", date(2018, 10, 20)).first
    datetime.date(2018, 10, 26)
    >>> next_time("XXXX-XX-W1-1", date(2018, 10, 20)).first
    datetime.date(2018, 11, 5)
    """
    weekly, monthly, yearly = (p.fullmatch(value) for p in (WEEKLY, MONTHLY, YEARLY))
    if weekly:
        ahead = day + timedelta(days=(int(weekly["weekday"]) - day.isoweekday() - 1) % 7 + 1)
        return Window(ahead, ahead)
    if monthly:
        return _in_month(day, int(monthly["nth"]), int(monthly["weekday"]))
    if yearly:
        month = int(yearly["month"])
        return months(day.year + (month <= day.month), month, 1)
    return None


def _in_month(day: date, nth: int, weekday: int) -> Window | None:
    for step in range(MONTHS_AHEAD):
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        found = nth_weekday(year, month + 1, weekday, nth)
        if found > day and found.month == month + 1:
            return Window(found, found)
    return None
