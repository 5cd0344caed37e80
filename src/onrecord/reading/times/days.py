"""Readers of phrases for a day or an hour: dates, weekdays, parts of the day, clock times, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lexicon.times import MONTHS, NamedDate, Tense
from onrecord.reading.rules import Rule, always, first_result, first_rule
from onrecord.reading.times.calendar import DAYS_IN, ONE_DAY, Window, holiday_date, interval, shift_months
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import (
    ANAPHORIC,
    DAY_NAMES,
    DIRECTIONS,
    NTHS,
    Outlet,
    PhraseReader,
    Setting,
    Value,
    base_of,
    direction_of,
    full_year,
    mod_of,
    number_of,
)
from onrecord.types import Reason

AMBIGUOUS_NUMBERS = "ambiguous-numbers"  # the rule of 03/04/2021
LEAP_CYCLE = 4  # years
LAST_MONTH = 12
LEAP_DAY = (2, 29)
SIDES: Mapping[Tense | None, int] = {"past": -1, "future": 1}
CLOCK_GROUPS = ("clock", "day", "number", "noon", "year", "digits")
NEAR_DAYS = 31  # a date so near keeps its year although the weekday beside it is another one
DASHED_PIECES = 5  # of "19-Nov-12"
SHORT_YEAR = 2  # digits
NAMED_BEFORE, NAMED_AFTER = 3, 4  # words around a date that can say which event it names
AHEAD_AT_MOST = 275  # days: a month and day further away belongs to the year after or before
SOON_DAYS = 45  # a day so soon can be told in a past clause: "was due on Sept. 3"


def _instant(phrase: Phrase, at: Setting) -> Value:
    """Read an ISO date or instant; raises `ValueError` for a day that does not exist."""
    named = phrase.first("named_day")
    if named is not None:
        return _named_day(named.value, at.day)
    written = phrase.pieces[0].text
    written = written.replace("/", "-")
    date.fromisoformat(written[:10])
    return Value("TIME" if "T" in written else "DATE", written, reason=Reason(rule="written-in-full"))


def _named_day(value: str, published: date) -> Value:
    """Return the day that "9/11" names; raises `ValueError` in a report that is older than it."""
    if value > published.isoformat():
        raise ValueError(f"{value} is after the report")
    return Value("DATE", value, reason=Reason(rule="named-day"))


def _slashed(phrase: Phrase, at: Setting) -> Value:
    """Read 10/20/2018, which has only one reading; 03/04/2021 as the outlet's country writes it, else both ways."""
    written = phrase.pieces[0]
    if written.group == "dotted":  # 05.03.2021: the day is always first
        day, month, year = map(int, written.text.split("."))
        return Value("DATE", date(year, month, day).isoformat(), reason=Reason(rule="written-in-full"))
    first, second, year = map(int, written.text.split("/"))
    if year < 100:
        year = full_year(year, at.day.year + 1)
    month_first = month_comes_first(first, second, at.outlet)
    if month_first is None:
        days = sorted((date(year, first, second), date(year, second, first)))
        reason = Reason(rule=AMBIGUOUS_NUMBERS, words=f"{days[0]} or {days[1]}")
        return Value("DATE", f"{year:04d}-XX-XX", days=Window(*days), reason=reason)
    month, day = (first, second) if month_first else (second, first)
    return Value("DATE", date(year, month, day).isoformat(), reason=Reason(rule="written-in-full"))


def month_comes_first(first: int, second: int, outlet: Outlet) -> bool | None:
    """Return whether the first of two numbers is the month; None where both can be and the outlet does not say."""
    if first > LAST_MONTH or second > LAST_MONTH:
        return second > LAST_MONTH
    return True if first == second else outlet.month_first


def _date(phrase: Phrase, at: Setting) -> Value:
    """Read "Oct. 20", "20 October 2018", "Monday night, Oct. 1"."""
    day = month_day(phrase, at)
    part, last = phrase.first("part"), _last_of_range(phrase, day)
    if part is not None:
        return _with_part(day, part)
    rule = "month-and-day" if last == day else "days-of-a-range"
    return Value("DATE", interval(day, last), reason=Reason(rule=rule, words=str(day.year)))


def month_day(phrase: Phrase, at: Setting) -> date:
    """Return the first day of a phrase with a month and a day; raises `ValueError` if there is none such."""
    case = _MonthDay(phrase, at, number_of(phrase.first(*MONTHS)), number_of(phrase.first("day", *NTHS)))
    year = first_result(YEAR_RULES, case)
    if year is not None:
        return date(year, case.month, case.day)
    weekday = phrase.first(*DAY_NAMES)
    return nearest_day(case.month, case.day, at.day, at.tense, number_of(weekday) if weekday else None)


@dataclass(frozen=True, slots=True)
class _MonthDay:
    """A month and day in its phrase, which may say the year."""

    phrase: Phrase
    at: Setting
    month: int
    day: int

    @property
    def short_year(self) -> int | None:
        """The two digits of the year in "19-Nov-12", or None."""
        numbers = [p for p in self.phrase.pieces if p.group in ("day", "digits")]
        is_dashed = len(self.phrase.pieces) == DASHED_PIECES and self.phrase.pieces[1].group == "dash"
        is_short = is_dashed and self.phrase.pieces[2].group in MONTHS and len(numbers) > 1
        return int(numbers[-1].text) if is_short and len(numbers[-1].text) == SHORT_YEAR else None

    @property
    def named(self) -> NamedDate | None:
        """The event that the day names, if the words around it say so and the report is not older."""
        near = {
            p.text.lower()
            for p in (*self.phrase.preceding[-NAMED_BEFORE:], *self.phrase.following[:NAMED_AFTER])
        }
        rows = self.at.words.named.get(f"{self.month:02d}-{self.day:02d}", ())
        told = (row for row in rows if row.date <= self.at.day.isoformat())
        return next((row for row in told if not near.isdisjoint(row.words)), None)

    @property
    def is_of_told_year(self) -> bool:
        """Whether the phrase ends in "last year", "of that year"."""
        return direction_of(self.phrase) is not None and self.phrase.last("unit") is not None

    def year_by_direction(self) -> int:
        """Return the year that "last year" or "that year" means."""
        direction = self.phrase.one(*DIRECTIONS)
        return base_of(direction, self.at).year + int(direction.value)

    def year_of_range(self) -> int:
        """Return the year of a range's end, or the one before if the month is later in the year."""
        last = end_of_range(self.phrase)
        return last.year - (self.month > last.month) if last is not None else self.at.day.year


YEAR_RULES: tuple[Rule[_MonthDay, int], ...] = (
    Rule("year", lambda c: c.phrase.last("year") is not None, lambda c: int(c.phrase.one("year").text)),
    Rule(
        "year of two digits",
        lambda c: c.short_year is not None,
        lambda c: full_year(c.short_year or 0, c.at.day.year),
    ),
    Rule("named year", lambda c: c.is_of_told_year, _MonthDay.year_by_direction),
    Rule("year of the range", lambda c: end_of_range(c.phrase) is not None, _MonthDay.year_of_range),
    Rule(
        "name of an event",
        lambda c: c.named is not None,
        lambda c: int(c.named.date[:4]) if c.named else c.at.day.year,
    ),
)


def end_of_range(phrase: Phrase) -> date | None:
    """Return the end of a range that begins with `phrase`, if it has its year: "Sept. 28 to Oct. 3, 2025".

    Of a month ("June to August 2024") it is the first day.
    """
    joiner, *rest = phrase.following or (phrase.after,)
    if joiner.group not in ("dash", "to", "through"):
        return None
    groups = [p.group for p in rest]
    at = next((n for n, group in enumerate(groups) if group == "year"), None)
    if at is None or not set(groups[:at]) <= {*MONTHS, "day", "comma", "nth"}:
        return None
    month = next((p for p in rest[:at] if p.group in MONTHS), None)
    return date(int(rest[at].text), number_of(month), 1) if month is not None else None


def _last_of_range(phrase: Phrase, first: date) -> date:
    """Return the last day of "Sept. 26-27" or "9 to 11 July"; the day itself where no later one follows."""
    days = [p for p in phrase.pieces if p.group in ("day", *NTHS)]
    joined = any(p.group in ("dash", "to", "through", "and") for p in phrase.pieces)
    number = number_of(days[1]) if joined and len(days) > 1 else first.day
    return first.replace(day=number) if number > first.day else first


def nearest_day(month: int, day: int, anchor: date, tense: Tense | None, weekday: int | None = None) -> date:
    """Return the date nearest to `anchor` with this month and day; tense and weekday outweigh nearness.

    >>> nearest_day(11, 6, date(2018, 10, 20), "future")
    datetime.date(2018, 11, 6)
    >>> nearest_day(10, 7, date(2024, 8, 8), "past")  # "attacked on Oct. 7": two months ahead is not past
    datetime.date(2023, 10, 7)
    """
    candidates = list(_days_of_years(month, day, anchor.year))
    if not candidates:
        raise ValueError(f"no day {day} in month {month}")
    candidates.sort(key=lambda c: abs((c - anchor).days))
    if weekday is not None and not _is_near((candidates[0] - anchor).days, tense):
        candidates = [c for c in candidates if c.isoweekday() == weekday] or candidates
    fitting = [c for c in candidates if _fits_tense((c - anchor).days, tense)]
    if not fitting and _decides(candidates[0], anchor, tense):
        fitting = [c for c in candidates if (c - anchor).days * SIDES.get(tense, 0) > 0]
    return next(iter(fitting or candidates))


def _decides(nearest: date, anchor: date, tense: Tense | None) -> bool:
    """Return whether the tense decides against the nearest day: a leap day, or one far ahead of what is past."""
    is_leap_day = (nearest.month, nearest.day) == LEAP_DAY  # the nearest may be years away
    return is_leap_day or (tense == "past" and (nearest - anchor).days > SOON_DAYS)


def _is_near(ahead: int, tense: Tense | None) -> bool:
    """Return whether a day is so near that its weekday is rather wrong than of another year."""
    fits = tense not in SIDES or ahead * SIDES[tense] >= 0
    return fits and abs(ahead) <= NEAR_DAYS


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


def _day_of_month(phrase: Phrase, at: Setting) -> Value:
    """Read "on the 24th": of this month, or of the one that the tense asks for; raises `ValueError` if it has no such day."""
    number = number_of(phrase.one("nth"))
    is_other = (number - at.day.day) * SIDES.get(at.tense, 0) < 0
    month = shift_months(at.day.replace(day=1), SIDES[at.tense] if is_other else 0)
    return Value("DATE", month.replace(day=number).isoformat(), reason=Reason(rule="day-of-month"))


def _weekday(phrase: Phrase, at: Setting) -> Value:
    """Read "Friday", "next Friday", "Friday night", "Friday of last week", "a week from Friday"."""
    case = _Weekday(phrase, at, phrase.first("unit", "units"), direction_of(phrase))
    found = first_rule(WEEKDAY_RULES, case)
    if found is None:
        raise ValueError(f"'{phrase.text}' is no weekday")
    day, part = found.result(case), phrase.first("part")
    words = (
        case.direction.text if case.direction is not None and found.name == "weekday-with-direction" else None
    )
    return (
        _with_part(day, part)
        if part
        else Value("DATE", day.isoformat(), reason=Reason(rule=found.name, words=words))
    )


@dataclass(frozen=True, slots=True)
class _Weekday:
    """A weekday in its phrase, with the unit ("of last week") and the direction ("next") that stand beside it."""

    phrase: Phrase
    at: Setting
    unit: Piece | None
    direction: Piece | None

    @property
    def number(self) -> int:
        """The weekday, Monday is 1."""
        return number_of(self.phrase.first("weekday"))

    @property
    def step(self) -> int:
        """The steps that the direction means: 1 for "next", -2 for "before last"."""
        return int(self.direction.value) if self.direction is not None else 0

    @property
    def is_counted(self) -> bool:
        """Whether weeks are counted from it: "two weeks from Friday"."""
        return self.phrase.first("from") is not None

    def is_in(self, *groups: str) -> bool:
        """Return whether the direction is of one of the groups."""
        return self.direction is not None and self.direction.group in groups

    def weeks_from(self) -> date:
        """Return the day so many weeks after the coming weekday, or after today."""
        dayword = self.phrase.first("dayword")
        base = _coming(self) if dayword is None else self.at.day + ONE_DAY * int(dayword.value)
        counted = self.phrase.first("number")
        return base + 7 * ONE_DAY * (int(counted.value) if counted is not None else 1)

    def from_told_day(self) -> date:
        """Return the weekday after or before the day told last; before that of publication, if the clause is past and no day was told."""
        is_before = self.is_in("previous") or (self.at.anchor.last_day is None and self.at.tense == "past")
        return _following(self.number, self.at.last_day, -1 if is_before else 1)


def _coming(case: _Weekday) -> date:
    return _following(case.number, case.at.day, 1)


def _weeks_on(case: _Weekday) -> date:
    """Return the day a week, or a fortnight, after the coming weekday: "Tuesday week", "Tuesday fortnight"."""
    days = DAYS_IN[case.unit.value] if case.unit is not None else 0
    return _coming(case) + days * ONE_DAY


def _beyond(case: _Weekday) -> date:
    """Return the weekday two weeks away: "the Tuesday before last"."""
    side = 1 if case.step > 0 else -1
    return _following(case.number, case.at.day, side) + 7 * ONE_DAY * side


WEEKDAY_RULES: tuple[Rule[_Weekday, date], ...] = (
    Rule("weeks-from-weekday", lambda c: c.is_counted, _Weekday.weeks_from),
    Rule("weekday-before-last", lambda c: c.is_in("beyond"), _beyond),
    Rule(
        "weekday-and-a-week",
        lambda c: c.unit is not None and c.direction is None,
        _weeks_on,
    ),
    Rule(
        "weekday-of-named-week",
        lambda c: c.unit is not None and c.unit.value == "W",
        lambda c: _on(c.number, c.at.day + 7 * ONE_DAY * c.step),
    ),
    Rule(
        "weekday-by-tense",
        lambda c: c.direction is None or c.unit is not None or c.is_in("this", "current"),
        lambda c: bare_weekday(c.number, c.at.day, c.at.tense),
    ),
    Rule("weekday-from-told-day", lambda c: c.is_in(*ANAPHORIC), _Weekday.from_told_day),
    Rule("weekday-with-direction", always, lambda c: _following(c.number, c.at.day, 1 if c.step > 0 else -1)),
)


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
        day = month_day(_after_clock(phrase), at)
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
    """Return the phrase behind its clock time: in "5 p.m., Nov. 6" and "10 a.m. on 6 June" the day is 6."""
    first = 1 + next(n for n, p in enumerate(phrase.pieces) if p.group in CLOCK_GROUPS)
    return Phrase(
        start=phrase.pieces[first].start,
        end=phrase.end,
        text=phrase.text,
        kind=phrase.kind,
        pieces=phrase.pieces[first:],
        before=phrase.before,
        after=phrase.after,
        preceding=phrase.preceding,
        following=phrase.following,
    )


def _hour(phrase: Phrase) -> str:
    """Return the hour and minute on the 24-hour clock.

    12 a.m. is 00:00 and 12 p.m. is 12:00.
    """
    noon = phrase.first("noon")
    if noon is not None:
        return noon.value
    said = phrase.one("clock", "day", "number", "year", "digits")
    if said.group in ("year", "digits"):  # "1900 GMT"
        return f"{said.text[:2]}:{said.text[2:]}"
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
    "day_of_month": _day_of_month,
    "dayword": _dayword,
    "holiday": _holiday,
    "instant": _instant,
    "part": _part,
    "slashed": _slashed,
    "weekday": _weekday,
}
