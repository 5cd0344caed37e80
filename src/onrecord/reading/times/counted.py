"""Rules for phrases that count from today, or from what the text told last: "last week", "two years later"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.reading.times.amounts import count_of, length
from onrecord.reading.times.calendar import (
    DAYS_IN,
    ONE_DAY,
    YEARS_IN,
    month_value,
    period,
    shift_months,
    week_value,
    window_of,
)
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.setting import (
    NTHS,
    TOLD,
    UNITS,
    Rule,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason


def _unit(phrase: Phrase, at: Setting) -> Value:
    """Read "last week", "later this month", "the end of the year", "the following day"."""
    unit, direction = phrase.one("unit", "century"), direction_of(phrase)
    if unit.value.startswith("T"):
        if direction is None or direction.value == "0":
            return Value("DATE", "PRESENT_REF", reason=Reason(rule="this-moment"))
        return Value("DURATION", length(1, unit.value), reason=Reason(rule="length-as-written"))
    if direction is not None and direction.group == "past":
        return Value("DURATION", length(1, unit.value), reason=Reason(rule="length-to-now"))
    from_told = direction is not None and (
        direction.group in TOLD or (unit.value == "D" and direction.group in ("next", "last"))
    )
    told = at.told_day if unit.value == "D" else at.told
    base = told if from_told else at.day
    step = int(direction.value) if direction else 0
    rule = "counted-from-told-date" if from_told else "counted-from-published"
    return Value("DATE", period(unit.value, base, step), mod_of(phrase), reason=Reason(rule=rule))


def _ago(phrase: Phrase, at: Setting) -> Value:
    way = phrase.one("ago", "from_now")
    return _shifted(phrase, at, at.day, int(way.value))


def _shift(phrase: Phrase, at: Setting) -> Value:
    way = phrase.one("earlier", "later")
    unit = phrase.first(*UNITS)
    is_long = unit is not None and unit.value in ("Y", "M", "DE")
    counted_from = at.anchor.told if is_long else at.anchor.told_day
    if counted_from is None and at.tense == "past" and int(way.value) > 0:
        # what is told as past is not after the report: the day it counts from was not told
        return Value("DATE", "PAST_REF", mod_of(phrase), reason=Reason(rule="counted-from-untold-day"))
    value = _shifted(phrase, at, counted_from or at.day, int(way.value))
    window = window_of(value.value)
    if at.tense == "past" and int(way.value) > 0 and window is not None and window.first > at.day:
        return Value("DATE", "PAST_REF", value.mod, reason=Reason(rule="told-as-past"))
    return value


def _shifted(phrase: Phrase, at: Setting, base: date, sign: int) -> Value:
    """Return the day, week, month or year that lies so many units off `base`."""
    unit = phrase.one(*UNITS)
    count = count_of(phrase.pieces) if len(phrase.pieces) > 2 else None
    if count is None or unit.value.startswith("T"):
        return Value(
            "DATE",
            "PAST_REF" if sign < 0 else "FUTURE_REF",
            mod_of(phrase),
            reason=Reason(rule="unknown-number"),
        )
    if unit.value == "Y" and count == 1 and sign < 0 and at.anchor.quarter is not None:
        return Value(
            "DATE", _year_before(at.anchor.quarter, base), reason=Reason(rule="quarter-a-year-before")
        )
    if unit.value in YEARS_IN and count == int(count):
        value = f"{base.year + sign * int(count) * YEARS_IN[unit.value]:04d}"
    elif unit.value in YEARS_IN or unit.value in ("M", "Q"):
        scale = {"M": 1, "Q": 3}.get(unit.value, 12 * YEARS_IN.get(unit.value, 1))
        value = month_value(shift_months(base, sign * round(count * scale)))
    else:
        day = base + timedelta(days=sign * round(count * DAYS_IN[unit.value]))
        value = day.isoformat() if unit.value == "D" else week_value(day)
    return Value(
        "DATE", value, mod_of(phrase), reason=Reason(rule="counted-from-day", words=base.isoformat())
    )


def _weekend(phrase: Phrase, at: Setting) -> Value:
    if phrase.first("a") is not None:
        return Value("DURATION", "P2D", reason=Reason(rule="length-as-written"))
    direction = direction_of(phrase)
    saturday = at.day + timedelta(days=6 - at.day.isoweekday())
    if direction is not None and direction.group == "next" and at.day.isoweekday() < 6:
        saturday += 7 * ONE_DAY * (direction.text.lower() == "next")
    elif direction is not None and direction.value != "0":
        saturday += 7 * ONE_DAY * int(direction.value)
    elif at.day.isoweekday() < 6 and at.tense != "future" and not (direction and at.tense is None):
        saturday -= 7 * ONE_DAY
    return Value("DATE", f"{week_value(saturday)}-WE", mod_of(phrase), reason=Reason(rule="weekend-by-tense"))


def _year_ago(phrase: Phrase, at: Setting) -> Value:
    """Read "the year-earlier quarter": the quarter told last, a year before."""
    units = phrase.last("units", "quarters")
    if units is not None:
        return Value(
            "DURATION",
            length(count_of(phrase.pieces[3:]), units.value),
            reason=Reason(rule="length-in-year-before"),
        )
    nth, told = phrase.first(*NTHS), at.anchor.quarter
    if nth is not None:
        return Value(
            "DATE", f"{at.day.year - 1:04d}-Q{number_of(nth)}", reason=Reason(rule="quarter-of-year-before")
        )
    return Value("DATE", _year_before(told, at.day), reason=Reason(rule="quarter-a-year-before"))


def _year_before(quarter: str | None, day: date) -> str:
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}" if quarter else f"{day.year - 1:04d}"


def _loose(phrase: Phrase, at: Setting) -> Value:
    unit = phrase.first("unit")
    if unit is None or unit.value.startswith("T"):
        return Value("DATE", at.anchor.quarter or "PAST_REF", reason=Reason(rule="period-told-last"))
    base = at.told_day if unit.value == "D" else at.day
    return Value("DATE", period(unit.value, base, 0), reason=Reason(rule="period-that-holds-the-day"))


COUNTED_RULES: Mapping[str, Rule] = {
    "ago": _ago,
    "loose": _loose,
    "shift": _shift,
    "unit": _unit,
    "weekend": _weekend,
    "year_ago": _year_ago,
}
