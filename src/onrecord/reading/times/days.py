"""Readers of phrases for a day or an hour: dates, weekdays, parts of the day, clock times, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicon.times import MONTHS, Tense
from onrecord.reading.rules import Rule, first_result
from onrecord.reading.times.calendar import ONE_DAY, holiday_date
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import (
    ANAPHORIC,
    NTHS,
    PhraseReader,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason

LEAP_CYCLE = 4  # years
LAST_MONTH = 12
AHEAD_AT_MOST = 275  # days: a month and day further away belongs to the year after or before


def _instant(phrase: Phrase, _at: Setting) -> Value:
    """Read an ISO date or instant; raises `ValueError` for a day that does not exist."""
    written = phrase.pieces[0].text
    date.fromisoformat(written[:10])
    return Value("TIME" if "T" in written else "DATE", written, reason=Reason(rule="written-in-full"))


def _slashed(phrase: Phrase, at: Setting) -> Value:
    """Read 10/20/2018 with the month first, as in American English; 20/10/2018 has only one reading."""
    month, day, year = map(int, phrase.pieces[0].text.split("/"))
    if month > LAST_MONTH:
        month, day = day, month
    if year < 100:
        year += 2000 if 2000 + year <= at.day.year + 1 else 1900
    return Value("DATE", date(year, month, day).isoformat(), reason=Reason(rule="written-in-full"))


def _date(phrase: Phrase, at: Setting) -> Value:
    """Read "Oct. 20", "20 October 2018", "Monday night, Oct. 1"."""
    day = _month_day(phrase, at)
    part = phrase.first("part")
    if part is not None:
        return _with_part(day, part)
    return Value("DATE", day.isoformat(), reason=Reason(rule="month-and-day", words=str(day.year)))


def _month_day(phrase: Phrase, at: Setting) -> date:
    """Return the day of a phrase with a month and a day."""
    month = number_of(phrase.first(*MONTHS))
    number = number_of(phrase.first("day", *NTHS))
    year, direction = phrase.last("year"), direction_of(phrase)
    if year is not None:
        return date(int(year.text), month, number)
    if direction is not None and phrase.last("unit") is not None:
        return date(at.day.year + int(direction.value), month, number)
    weekday = phrase.first("weekday")
    return nearest_day(month, number, at.day, at.tense, number_of(weekday) if weekday else None)


def nearest_day(month: int, day: int, anchor: date, tense: Tense | None, weekday: int | None = None) -> date:
    """Return the date nearest to `anchor` with this month and day; tense and weekday outweigh nearness.

    >>> nearest_day(11, 6, date(2018, 10, 20), "future")
    datetime.date(2018, 11, 6)
    """
    candidates = list(_days_of_years(month, day, anchor.year))
    if not candidates:
        raise ValueError(f"no day {day} in month {month}")
    if weekday is not None:
        candidates = [c for c in candidates if c.isoweekday() == weekday] or candidates
    candidates.sort(key=lambda c: abs((c - anchor).days))
    fitting = (c for c in candidates if _fits_tense((c - anchor).days, tense))
    return next(fitting, candidates[0])


def _days_of_years(month: int, day: int, year: int) -> Iterator[date]:
    """Yield the month and day in the years around `year`; within four years there is a February 29."""
    for around in range(year - LEAP_CYCLE, year + LEAP_CYCLE + 1):
        try:
            yield date(around, month, day)
        except ValueError:
            continue


def _fits_tense(ahead: int, tense: Tense | None) -> bool:
    """Return whether a day so many days ahead fits a past or future clause."""
    if tense == "future":
        return 0 <= ahead <= AHEAD_AT_MOST
    return tense == "past" and -AHEAD_AT_MOST <= ahead <= 0


def _weekday(phrase: Phrase, at: Setting) -> Value:
    """Read "Friday", "next Friday", "Friday night", "Friday of last week"."""
    weekday = number_of(phrase.first("weekday"))
    unit, direction = phrase.first("unit"), direction_of(phrase)
    if unit is not None and direction is not None:  # "Friday of last week"
        day = _on(weekday, at.day + 7 * ONE_DAY * int(direction.value))
        reason = Reason(rule="weekday-of-named-week")
    elif direction is None or direction.group in ("this", "current"):
        day, reason = bare_weekday(weekday, at.day, at.tense), Reason(rule="weekday-by-tense")
    elif direction.group in ANAPHORIC:
        base = at.last_day
        step = -1 if direction.group == "previous" else 1
        day, reason = _following(weekday, base, step), Reason(rule="weekday-from-told-day")
    else:
        step = 1 if direction.group == "next" else -1
        day = _following(weekday, at.day, step)
        reason = Reason(rule="weekday-with-direction", words=direction.text)
    part = phrase.first("part")
    return _with_part(day, part) if part else Value("DATE", day.isoformat(), reason=reason)


def bare_weekday(weekday: int, anchor: date, tense: Tense | None) -> date:
    """Return the coming `weekday` (Monday is 1) in a future clause, else the latest; today counts.

    >>> bare_weekday(5, date(2018, 10, 20), "past")
    datetime.date(2018, 10, 19)
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    return anchor + timedelta(days=ahead if tense == "future" or ahead == 0 else ahead - 7)


def _on(weekday: int, day: date) -> date:
    """Return the `weekday` in the ISO week of `day`."""
    return day + timedelta(days=weekday - day.isoweekday())


def _following(weekday: int, day: date, step: int) -> date:
    """Return the next (`step` 1) or last (-1) `weekday` that is not `day` itself."""
    ahead = (weekday - day.isoweekday()) % 7
    if step > 0:
        return day + timedelta(days=ahead or 7)
    return day + timedelta(days=ahead - 7)


def _dayword(phrase: Phrase, at: Setting) -> Value:
    """Read "yesterday", "tomorrow morning", "tonight"."""
    word, part = phrase.one("dayword", "tonight"), phrase.first("part", "tonight")
    day = at.day + timedelta(days=int(word.value) if word.group == "dayword" else 0)
    if part is not None:
        return _with_part(day, part)
    return Value("DATE", day.isoformat(), mod_of(phrase), reason=Reason(rule="counted-from-published"))


def _part(phrase: Phrase, at: Setting) -> Value:
    """Read "this morning", "last night", "the next morning", "overnight"."""
    part, direction, dayword = phrase.one("part", "overnight"), direction_of(phrase), phrase.first("dayword")
    if dayword is not None:
        day = at.day + timedelta(days=int(dayword.value))
    elif direction is None:
        day = at.day - ONE_DAY * (phrase.first("overnight") is not None)
    elif direction.group in ("following", "next"):
        day = at.last_day + ONE_DAY
    elif direction.group in ("that", "previous"):
        day = at.last_day + ONE_DAY * int(direction.value)
    else:
        day = at.day + ONE_DAY * int(direction.value)
    return _with_part(day, part)


def _with_part(day: date, part: Piece) -> Value:
    """Return a part of a day, as `2018-10-20TMO`."""
    value = part.value if part.value.startswith("T") else f"T{part.value}"
    return Value("TIME", day.isoformat() + value, reason=Reason(rule="part-of-day", words=part.text))


def _clock(phrase: Phrase, at: Setting) -> Value:
    """Read "7 p.m.", "7:30 a.m. tomorrow", "noon on Nov. 6"."""
    dayword, weekday = phrase.first("dayword"), phrase.first("weekday")
    if phrase.first(*MONTHS) is not None:
        day = _month_day(_after_clock(phrase), at)
    elif dayword is not None:
        day = at.day + timedelta(days=int(dayword.value))
    elif weekday is not None:
        day = bare_weekday(number_of(weekday), at.day, at.tense)
    else:
        day = at.last_day
    return Value(
        "TIME", f"{day.isoformat()}T{_hour(phrase)}", mod_of(phrase), reason=Reason(rule="clock-time")
    )


def _after_clock(phrase: Phrase) -> Phrase:
    """Return the phrase from its month on: in "5 p.m., Nov. 6" the day is 6."""
    first = next(n for n, p in enumerate(phrase.pieces) if p.group in MONTHS)
    return Phrase(
        start=phrase.pieces[first].start,
        end=phrase.end,
        text=phrase.text,
        kind=phrase.kind,
        pieces=phrase.pieces[first:],
        before=phrase.before,
        after=phrase.after,
    )


def _hour(phrase: Phrase) -> str:
    """Return the hour and minute on the 24-hour clock.

    12 a.m. is 00:00 and 12 p.m. is 12:00.
    """
    noon = phrase.first("noon")
    if noon is not None:
        return noon.value
    said = phrase.one("clock", "day", "number")
    half = phrase.first("ampm")
    hour_said, _, rest = (said.value or said.text).partition(":")
    hour = int(hour_said)
    if half is not None:
        hour = hour % 12 + (12 if half.value == "PM" else 0)
    return f"{hour:02d}:{rest or '00'}"


def _holiday(phrase: Phrase, at: Setting) -> Value:
    """Read "Christmas", "last Easter", "Thanksgiving 2015"."""
    piece = phrase.one("holiday")
    row = at.words.holidays[piece.value]
    rule = row.rule
    reason = Reason(rule="holiday-by-its-rule", words=rule, table="times_holidays.tsv", line=row.line)
    year, direction = phrase.first("year"), direction_of(phrase)
    if year is not None:
        day = holiday_date(rule, int(year.text))
    else:
        days = [holiday_date(rule, at.day.year + n) for n in (-1, 0, 1)]
        day = _nearest(days, at.day, at.tense, direction)
    return Value("DATE", day.isoformat(), reason=reason)


@dataclass(frozen=True, slots=True)
class _Holidays:
    """A holiday's `days` of last, this and next year, in a clause, with the direction in words: -1, 0, 1."""

    days: Sequence[date]
    anchor: date
    tense: Tense | None
    direction: str | None


def _nearest(days: list[date], anchor: date, tense: Tense | None, direction: Piece | None) -> date:
    """Return the day of a holiday that a phrase without a year means."""
    case = _Holidays(days, anchor, tense, direction.value if direction is not None else None)
    found = first_result(HOLIDAY_RULES, case)
    return found if found is not None else min(days, key=lambda d: abs((d - anchor).days))


HOLIDAY_RULES: tuple[Rule[_Holidays, date], ...] = (
    Rule("last", lambda h: h.direction == "-1", lambda h: max(d for d in h.days if d < h.anchor)),
    Rule("next", lambda h: h.direction == "1", lambda h: min(d for d in h.days if d > h.anchor)),
    Rule(
        "to come",
        lambda h: h.tense == "future",
        lambda h: min((d for d in h.days if d >= h.anchor), default=h.days[-1]),
    ),
    Rule("this", lambda h: h.direction is not None, lambda h: h.days[1]),
)


DAY_READERS: Mapping[str, PhraseReader] = {
    "clock": _clock,
    "date": _date,
    "dayword": _dayword,
    "holiday": _holiday,
    "instant": _instant,
    "part": _part,
    "slashed": _slashed,
    "weekday": _weekday,
}
