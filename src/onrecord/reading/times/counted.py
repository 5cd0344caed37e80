"""Readers of phrases that count from today, or from an earlier date of the text: "last week", "a year later"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicon.times import MONTHS, Tense
from onrecord.reading.rules import Rule, first_result
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
from onrecord.reading.times.days import month_day
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import (
    ANAPHORIC,
    NTHS,
    UNITS,
    PhraseReader,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason

SATURDAY = 6  # as ISO 8601 counts
NEXT = "next"
LONG_UNITS = ("Y", "M", "DE")  # they count from any earlier date, shorter ones only from a day
MONTHS_IN = {"M": 1, "Q": 3, **{unit: 12 * years for unit, years in YEARS_IN.items()}}


def _unit(phrase: Phrase, at: Setting) -> Value:
    """Read "last week", "later this month", "the end of the year", "the following day"."""
    unit, direction = phrase.one("unit", "century"), direction_of(phrase)
    if _is_of_clock(unit):
        if direction is None or direction.value == "0":
            return Value("DATE", "PRESENT_REF", reason=Reason(rule="this-moment"))
        return Value("DURATION", length(1, unit.value), reason=Reason(rule="length-as-written"))
    if direction is not None and direction.group == "past":
        return Value("DURATION", length(1, unit.value), reason=Reason(rule="length-to-now"))
    is_anaphoric = direction is not None and _is_anaphoric(unit, direction)
    base = _last_of(unit, at) if is_anaphoric else at.day
    step = int(direction.value) if direction else 0
    rule = "counted-from-told-date" if is_anaphoric else "counted-from-published"
    return Value("DATE", period(unit.value, base, step), mod_of(phrase), reason=Reason(rule=rule))


def _is_of_clock(unit: Piece) -> bool:
    """Return whether a unit is shorter than a day: an hour, a minute."""
    return unit.value.startswith("T")


def _is_anaphoric(unit: Piece, direction: Piece) -> bool:
    """Return whether a unit counts from an earlier date of the text: "the following week", "the next day"."""
    is_next_day = unit.value == "D" and direction.group in ("next", "last")
    return is_next_day or direction.group in ANAPHORIC


def _last_of(unit: Piece, at: Setting) -> date:
    """Return the date of the text that a unit counts from: for days the last one that is a day."""
    return at.last_day if unit.value == "D" else at.last_date


def _ago(phrase: Phrase, at: Setting) -> Value:
    """Read "two weeks ago", "three days from now"."""
    way = phrase.one("ago", "from_now")
    return _shifted(phrase, at, at.day, int(way.value))


def _shift(phrase: Phrase, at: Setting) -> Value:
    """Read "a year later", "two days earlier": counted from an earlier date of the text.

    In a past clause the value is not after publication; then the date that it counts from was not given.
    """
    way = phrase.one("earlier", "later")
    unit = phrase.first(*UNITS)
    is_long = unit is not None and unit.value in LONG_UNITS
    counted_from = at.anchor.last_date if is_long else at.anchor.last_day
    looks_back = at.tense == "past" and int(way.value) > 0
    if counted_from is None and looks_back:
        return Value("DATE", "PAST_REF", mod_of(phrase), reason=Reason(rule="counted-from-untold-day"))
    value = _shifted(phrase, at, counted_from or at.day, int(way.value))
    if looks_back and _is_after(value, at.day):
        return Value("DATE", "PAST_REF", value.mod, reason=Reason(rule="told-as-past"))
    return value


def _before_it(phrase: Phrase, at: Setting) -> Value:
    """Read "the day before", "the week before": counted back from an earlier date of the text."""
    unit = phrase.one(*UNITS)
    base = at.anchor.last_date if unit.value in LONG_UNITS else at.anchor.last_day
    if base is None or _is_of_clock(unit):
        return Value("DATE", "PAST_REF", reason=Reason(rule="counted-from-untold-day"))
    reason = Reason(rule="counted-from-day", words=base.isoformat())
    return Value("DATE", moved(base, unit.value, -1), reason=reason)


def _is_after(value: Value, day: date) -> bool:
    window = window_of(value.value)
    return window is not None and window.first > day


def _shifted(phrase: Phrase, at: Setting, base: date, sign: int) -> Value:
    """Return the day, week, month or year that is the phrase's count of units after (or before) `base`."""
    unit = phrase.one(*UNITS)
    count = count_of(phrase.pieces) if len(phrase.pieces) > 2 else None
    if count is None or _is_of_clock(unit):
        return Value(
            "DATE",
            "PAST_REF" if sign < 0 else "FUTURE_REF",
            mod_of(phrase),
            reason=Reason(rule="unknown-number"),
        )
    if unit.value == "Y" and count == 1 and sign < 0 and at.anchor.last_quarter is not None:
        return Value(
            "DATE", _year_before(at.anchor.last_quarter, base), reason=Reason(rule="quarter-a-year-before")
        )
    value = moved(base, unit.value, sign * count)
    return Value(
        "DATE", value, mod_of(phrase), reason=Reason(rule="counted-from-day", words=base.isoformat())
    )


def last_day_of(base: date, unit: str, count: float) -> date:
    """Return the day that is `count` units after `base`."""
    if unit in MONTHS_IN:
        return shift_months(base, round(count * MONTHS_IN[unit]))
    return base + timedelta(days=round(count * DAYS_IN[unit]))


def moved(base: date, unit: str, count: float) -> str:
    """Return the value `count` units on: a year for whole years, a month for parts of years, else a week or day."""
    if unit in YEARS_IN and count == int(count):
        return f"{base.year + int(count) * YEARS_IN[unit]:04d}"
    if unit in MONTHS_IN:
        return month_value(shift_months(base, round(count * MONTHS_IN[unit])))
    day = base + timedelta(days=round(count * DAYS_IN[unit]))
    return day.isoformat() if unit == "D" else week_value(day)


def _weekend(phrase: Phrase, at: Setting) -> Value:
    """Read "last weekend", "the coming weekend", "a weekend"."""
    if phrase.first("a") is not None:
        return Value("DURATION", "P2D", reason=Reason(rule="length-as-written"))
    if phrase.first(*MONTHS) is not None:
        day = month_day(phrase, at)
        saturday = day + ONE_DAY * (SATURDAY - day.isoweekday())
        reason = Reason(rule="weekend-of-named-day", words=day.isoformat())
        return Value("DATE", f"{week_value(saturday)}-WE", mod_of(phrase), reason=reason)
    this_saturday = at.day + timedelta(days=SATURDAY - at.day.isoweekday())
    case = _Weekend(direction_of(phrase), at.tense, is_over=at.day.isoweekday() >= SATURDAY)
    saturday = this_saturday + 7 * ONE_DAY * (first_result(WEEKEND_RULES, case) or 0)
    return Value("DATE", f"{week_value(saturday)}-WE", mod_of(phrase), reason=Reason(rule="weekend-by-tense"))


@dataclass(frozen=True, slots=True)
class _Weekend:
    """A weekend in its clause; `is_over`: today is a Saturday or Sunday, so the next one is next week's."""

    direction: Piece | None
    tense: Tense | None
    is_over: bool

    @property
    def word(self) -> str:
        """The word that says which weekend, or ""."""
        return self.direction.text.lower() if self.direction is not None else ""

    @property
    def step(self) -> int:
        """The number of weeks that the word means: -1 for "last"."""
        return int(self.direction.value) if self.direction is not None else 0

    @property
    def is_next(self) -> bool:
        """Whether it is "next" or "coming", said before Saturday."""
        return self.direction is not None and self.direction.group == "next" and not self.is_over

    @property
    def is_gone(self) -> bool:
        """Whether it is the weekend before this week, by its tense; "this" needs one."""
        is_open = self.direction is not None and self.tense is None
        return not self.is_over and self.tense != "future" and not is_open


# Each result is the number of weeks from this week's Saturday.
WEEKEND_RULES: tuple[Rule[_Weekend, int], ...] = (
    Rule("next weekend", lambda w: w.is_next and w.word == NEXT, lambda _: 1),
    Rule("coming weekend", lambda w: w.is_next, lambda _: 0),
    Rule(
        "weekend with direction",
        lambda w: w.step != 0,
        lambda w: w.step,
    ),
    Rule("weekend just gone", lambda w: w.is_gone, lambda _: -1),
)


def _year_ago(phrase: Phrase, at: Setting) -> Value:
    """Read "the year-earlier quarter": the last quarter of the text, a year before."""
    units = phrase.last("units", "quarters")
    if units is not None:
        return Value(
            "DURATION",
            length(count_of(phrase.pieces[3:]), units.value),
            reason=Reason(rule="length-in-year-before"),
        )
    nth, last_quarter = phrase.first(*NTHS), at.anchor.last_quarter
    if nth is not None:
        return Value(
            "DATE", f"{at.day.year - 1:04d}-Q{number_of(nth)}", reason=Reason(rule="quarter-of-year-before")
        )
    return Value("DATE", _year_before(last_quarter, at.day), reason=Reason(rule="quarter-a-year-before"))


def _year_before(quarter: str | None, day: date) -> str:
    """Return the same quarter a year before, or without a quarter the year before `day`."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}" if quarter else f"{day.year - 1:04d}"


def _loose(phrase: Phrase, at: Setting) -> Value:
    """Read "the day", "the year", "the period" without a word that says which."""
    unit = phrase.first("unit")
    if unit is None or _is_of_clock(unit):
        return Value("DATE", at.anchor.last_quarter or "PAST_REF", reason=Reason(rule="period-told-last"))
    base = at.last_day if unit.value == "D" else at.day
    return Value("DATE", period(unit.value, base, 0), reason=Reason(rule="period-that-holds-the-day"))


COUNTED_READERS: Mapping[str, PhraseReader] = {
    "ago": _ago,
    "loose": _loose,
    "shift": _shift,
    "before_it": _before_it,
    "unit": _unit,
    "weekend": _weekend,
    "year_ago": _year_ago,
}
