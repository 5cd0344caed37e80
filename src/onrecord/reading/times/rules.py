"""What each kind of time phrase means, one function a kind.

A rule reads the words of a phrase against its `Setting`: the anchor, and the tense of its
clause. Values follow TimeML 1.2.1 (Pustejovsky et al. 2003); where the guidelines leave a
choice, it is HeidelTime's (Strötgen and Gertz, SemEval 2010), but that a bare weekday may be
today: news agencies name today by its weekday (43% of them in TimeBank).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from onrecord.lexicon.times import Tense
from onrecord.reading.times.amounts import count_of, length
from onrecord.reading.times.calendar import (
    ONE_DAY,
    SEASON_MONTHS,
    holiday_date,
    month_value,
    quarter_value,
    season_of,
    shift_months,
    week_value,
    window_of,
)
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import Setting, Value, direction_of, mod_of, number_of

AHEAD_AT_MOST = 275  # days: a month and day further ahead or back than this is another year's
FORGOTTEN_QUARTERS = 2  # a quarter so long gone is not the one that a future clause means
SOON_MONTHS = 2  # a bare month so little ahead is meant even in a past clause: "was to meet in November"
NEAR_MONTHS = 4  # further ahead than this, a bare month with no tense is the one gone by
LAST_CLOSED_MONTH = 3  # until March, "year-end" is the one gone by
MONTHS = ("month", "month_word", "month_short")
SEASONS = ("season", "season_word")
NTHS = ("ordinal", "nth")
TOLD = ("previous", "following", "that")  # these count from what was told, not from today
UNITS = ("unit", "units", "century", "quarter", "quarters")
YEARS_IN = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}
DAYS_IN = {"D": 1, "W": 7, "FO": 14}


# ---- days --------------------------------------------------------------------------------


def _instant(phrase: Phrase, _at: Setting) -> Value:
    written = phrase.pieces[0].text
    date.fromisoformat(written[:10])
    return Value("TIME" if "T" in written else "DATE", written, why="written in full")


def _slashed(phrase: Phrase, at: Setting) -> Value:
    """Read 10/20/2018 as American, 20/10/2018 as it must be."""
    month, day, year = map(int, phrase.pieces[0].text.split("/"))
    if month > 12:
        month, day = day, month
    if year < 100:
        year += 2000 if 2000 + year <= at.day.year + 1 else 1900
    return Value("DATE", date(year, month, day).isoformat(), why="written in full")


def _date(phrase: Phrase, at: Setting) -> Value:
    day = _month_day(phrase, at)
    part = phrase.first("part")
    if part is not None:
        return _with_part(day, part)
    return Value("DATE", day.isoformat(), why=f"month and day, year {day.year}")


def _month_day(phrase: Phrase, at: Setting) -> date:
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
    candidates = []
    for year in range(anchor.year - 4, anchor.year + 5):  # the four years around hold a February 29
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    if not candidates:
        raise ValueError(f"no day {day} in month {month}")
    if weekday is not None:
        candidates = [c for c in candidates if c.isoweekday() == weekday] or candidates
    candidates.sort(key=lambda c: abs((c - anchor).days))
    for candidate in candidates:
        ahead = (candidate - anchor).days
        if (tense == "future" and 0 <= ahead <= AHEAD_AT_MOST) or (
            tense == "past" and -AHEAD_AT_MOST <= ahead <= 0
        ):
            return candidate
    return candidates[0]


def _weekday(phrase: Phrase, at: Setting) -> Value:
    weekday = number_of(phrase.first("weekday"))
    unit, direction = phrase.first("unit"), direction_of(phrase)
    if unit is not None and direction is not None:  # "Friday of last week"
        day = _on(weekday, at.day + 7 * ONE_DAY * int(direction.value))
        why = "weekday of the week named"
    elif direction is None or direction.group in ("this", "current"):
        day, why = bare_weekday(weekday, at.day, at.tense), "bare weekday, by tense"
    elif direction.group in TOLD:
        base = at.told_day
        step = -1 if direction.group == "previous" else 1
        day, why = _following(weekday, base, step), "counted from the day told last"
    else:
        step = 1 if direction.group == "next" else -1
        day, why = _following(weekday, at.day, step), f"weekday with '{direction.text.lower()}'"
    part = phrase.first("part")
    return _with_part(day, part) if part else Value("DATE", day.isoformat(), why=why)


def bare_weekday(weekday: int, anchor: date, tense: Tense | None) -> date:
    """Return the coming `weekday` (Monday is 1) in a future clause, else the latest; today counts.

    >>> bare_weekday(5, date(2018, 10, 20), "past")
    datetime.date(2018, 10, 19)
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    return anchor + timedelta(days=ahead if tense == "future" or ahead == 0 else ahead - 7)


def _on(weekday: int, day: date) -> date:
    return day + timedelta(days=weekday - day.isoweekday())


def _following(weekday: int, day: date, step: int) -> date:
    """Return the next (`step` 1) or last (-1) `weekday` that is not `day` itself."""
    ahead = (weekday - day.isoweekday()) % 7
    if step > 0:
        return day + timedelta(days=ahead or 7)
    return day + timedelta(days=ahead - 7)


def _dayword(phrase: Phrase, at: Setting) -> Value:
    word, part = phrase.one("dayword", "tonight"), phrase.first("part", "tonight")
    day = at.day + timedelta(days=int(word.value) if word.group == "dayword" else 0)
    if part is not None:
        return _with_part(day, part)
    return Value("DATE", day.isoformat(), mod_of(phrase), why="counted from the day of publication")


def _part(phrase: Phrase, at: Setting) -> Value:
    """Read "this morning", "last night", "the next morning", "overnight"."""
    part, direction, dayword = phrase.one("part", "overnight"), direction_of(phrase), phrase.first("dayword")
    if dayword is not None:
        day = at.day + timedelta(days=int(dayword.value))
    elif direction is None:
        day = at.day - ONE_DAY * (phrase.first("overnight") is not None)
    elif direction.group in ("following", "next"):
        day = at.told_day + ONE_DAY
    elif direction.group in ("that", "previous"):
        day = at.told_day + ONE_DAY * int(direction.value)
    else:
        day = at.day + ONE_DAY * int(direction.value)
    return _with_part(day, part)


def _with_part(day: date, part: Piece) -> Value:
    value = part.value if part.value.startswith("T") else f"T{part.value}"
    return Value("TIME", day.isoformat() + value, why=f"'{part.text}' of the day")


def _clock(phrase: Phrase, at: Setting) -> Value:
    dayword, weekday = phrase.first("dayword"), phrase.first("weekday")
    if phrase.first(*MONTHS) is not None:
        day = _month_day(_after_clock(phrase), at)
    elif dayword is not None:
        day = at.day + timedelta(days=int(dayword.value))
    elif weekday is not None:
        day = bare_weekday(number_of(weekday), at.day, at.tense)
    else:
        day = at.told_day
    return Value("TIME", f"{day.isoformat()}T{_hour(phrase)}", mod_of(phrase), why="clock time")


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
    piece = phrase.one("holiday")
    rule = at.words.holidays[piece.value].rule
    year, direction = phrase.first("year"), direction_of(phrase)
    if year is not None:
        day = holiday_date(rule, int(year.text))
    else:
        days = [holiday_date(rule, at.day.year + n) for n in (-1, 0, 1)]
        day = _nearest(days, at.day, at.tense, direction)
    return Value("DATE", day.isoformat(), why=f"holiday: {rule}")


def _nearest(days: list[date], anchor: date, tense: Tense | None, direction: Piece | None) -> date:
    before, after = [d for d in days if d < anchor], [d for d in days if d > anchor]
    if direction is not None and direction.value == "-1":
        return before[-1]
    if direction is not None and direction.value == "1":
        return after[0]
    if tense == "future":
        return min((d for d in days if d >= anchor), default=days[-1])
    if direction is not None:
        return days[1]
    return min(days, key=lambda d: abs((d - anchor).days))


# ---- months, seasons, quarters, years ----------------------------------------------------


def _month(phrase: Phrase, at: Setting) -> Value:
    month = number_of(phrase.first(*MONTHS))
    year, direction = _stated_year(phrase), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{month:02d}", why="every year")
    if year is not None:
        value, why = f"{year:04d}-{month:02d}", "month and year"
    elif direction is not None and phrase.first("unit") is not None:
        value, why = f"{at.day.year + int(direction.value):04d}-{month:02d}", "month of the year named"
    elif direction is not None and direction.group not in ("that", "this", "current"):
        step = int(direction.value)
        ahead = (month - at.day.month) % 12 if step > 0 else (month - at.day.month) % 12 - 12
        value = month_value(shift_months(at.day.replace(day=1), ahead or 12))
        why = f"the {'coming' if step > 0 else 'latest'} {month:02d}"
    elif direction is not None:
        base = at.told if direction.group == "that" else at.day
        value, why = f"{base.year:04d}-{month:02d}", "of this year"
    else:
        value, why = month_value(nearest_month(month, at.day, at.tense)), "bare month, by tense and nearness"
    return Value("DATE", value, mod_of(phrase), why)


def nearest_month(month: int, anchor: date, tense: Tense | None) -> date:
    """Return the first day of the month nearest to `anchor`; the tense decides the side.

    >>> nearest_month(3, date(2018, 10, 20), "past")
    datetime.date(2018, 3, 1)
    """
    ahead = (month - anchor.month) % 12
    if (tense == "past" and ahead > SOON_MONTHS) or (tense != "future" and ahead > NEAR_MONTHS):
        ahead -= 12
    return shift_months(anchor.replace(day=1), ahead)


def _stated_year(phrase: Phrase) -> int | None:
    """Return the year the phrase spells out: 1998 or nineteen ninety-eight."""
    year = phrase.last("year")
    if year is not None:
        return int(year.text)
    hundreds = phrase.first("hundreds")
    if hundreds is None:
        return None
    rest = [p for p in phrase.pieces if p.group in ("tens", "number") and p.start > hundreds.start]
    return 100 * int(hundreds.value) + sum(int(p.value) for p in rest)


def _season(phrase: Phrase, at: Setting) -> Value:
    piece = phrase.one(*SEASONS)
    season, year, direction = piece.value, _stated_year(phrase), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{season}", why="every year")
    if year is None and direction is not None and phrase.first("unit") is not None:
        year = at.day.year + int(direction.value)
    if year is None:
        year = _season_year(season, at.day, at.tense, direction)
    return Value("DATE", f"{year:04d}-{season}", mod_of(phrase), why="season")


def _season_year(season: str, day: date, tense: Tense | None, direction: Piece | None) -> int:
    """Return the year of the season named: the latest one begun, or the coming one in a future clause."""
    current_year, current = season_of(day)
    begun = current_year if SEASON_MONTHS[season] <= SEASON_MONTHS[current] else current_year - 1
    if direction is not None and direction.value == "-1":
        return begun - 1 if season == current else begun
    if direction is not None and direction.value == "1":
        return begun + 1
    if season != current and (tense == "future" or (direction is not None and begun < day.year)):
        return begun + 1
    return begun


def _quarter(phrase: Phrase, at: Setting) -> Value:
    nth, which = phrase.first(*NTHS, "final"), direction_of(phrase)
    year = _stated_year(phrase)
    has_unit = phrase.first("unit") is not None
    if year is None and has_unit:
        year = at.day.year + (int(which.value) if which and which.group not in ("that", "following") else 0)
    if phrase.first("half") is not None:
        half = 1 if nth is not None and number_of(nth) == 1 else 2
        return Value("DATE", f"{year or at.day.year:04d}-H{half}", why="half of the year")
    if nth is None:
        return Value(
            "DATE", _which_quarter(phrase, at, year), mod_of(phrase), why="quarter told or just over"
        )
    quarter = number_of(nth)
    if not 1 <= quarter <= 4:
        raise ValueError(f"no quarter {quarter}")
    return Value(
        "DATE", f"{year or _quarter_year(quarter, at):04d}-Q{quarter}", mod_of(phrase), why="quarter"
    )


def _quarter_year(quarter: int, at: Setting) -> int:
    """Return the year of a quarter with none: the latest begun, or the coming one in a future clause."""
    now = (at.day.month + 2) // 3
    if at.tense == "future":
        return at.day.year + (now - quarter >= FORGOTTEN_QUARTERS)
    return at.day.year - (quarter > now)


def _which_quarter(phrase: Phrase, at: Setting, year: int | None) -> str:
    which = direction_of(phrase)
    told = at.anchor.quarter
    if year is not None and told is not None:
        return f"{year:04d}{told[4:]}"
    if year is not None:
        return f"{year:04d}"
    if which is None or which.text.lower() == "latest" or phrase.first("period") is not None:
        return told or quarter_value(shift_months(at.day, -3))
    if which.group in TOLD and told is not None:
        base = window_of(told)
        return quarter_value(shift_months(base.first if base else at.day, 3 * int(which.value)))
    return quarter_value(shift_months(at.day, 3 * int(which.value)))


def _year_ago(phrase: Phrase, at: Setting) -> Value:
    """Read "the year-earlier quarter": the quarter told last, a year before."""
    units = phrase.last("units", "quarters")
    if units is not None:
        return Value(
            "DURATION", length(count_of(phrase.pieces[3:]), units.value), why="length in the year before"
        )
    nth, told = phrase.first(*NTHS), at.anchor.quarter
    if nth is not None:
        return Value("DATE", f"{at.day.year - 1:04d}-Q{number_of(nth)}", why="quarter of the year before")
    return Value("DATE", _year_before(told, at.day), why="the quarter told last, a year before")


def _year_before(quarter: str | None, day: date) -> str:
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}" if quarter else f"{day.year - 1:04d}"


def _year(phrase: Phrase, _at: Setting) -> Value:
    return Value("DATE", f"{_stated_year(phrase):04d}", mod_of(phrase), why="year")


def _year_end(phrase: Phrase, at: Setting) -> Value:
    unit = phrase.one("unit")
    if unit.value != "Y":
        return Value("DATE", period(unit.value, at.day, 0), mod_of(phrase), why="the end of it")
    year = at.day.year - (at.day.month <= LAST_CLOSED_MONTH and at.tense == "past")
    if phrase.last("extreme") is not None and phrase.last("extreme").mod == "START":  # type: ignore[union-attr]
        return Value("DATE", f"{year:04d}", "START", why="the start of the year")
    return Value("DATE", f"{year:04d}-12-31", why="the end of the year")


def _decade(phrase: Phrase, at: Setting) -> Value:
    piece = phrase.one("decade")
    digits = "".join(c for c in piece.value if c.isdigit())
    if len(digits) == 4:
        value = digits[:3]
    else:
        century = at.day.year // 100
        value = f"{century if 100 * century + int(digits) <= at.day.year else century - 1}{digits[0]}"
    return Value("DATE", value, mod_of(phrase), why="decade")


def _century(phrase: Phrase, _at: Setting) -> Value:
    return Value("DATE", f"{number_of(phrase.first(*NTHS)) - 1:02d}", mod_of(phrase), why="century")


# ---- counted from now, or from what was told ---------------------------------------------


def _unit(phrase: Phrase, at: Setting) -> Value:
    """Read "last week", "later this month", "the end of the year", "the following day"."""
    unit, direction = phrase.one("unit", "century"), direction_of(phrase)
    if unit.value.startswith("T"):
        if direction is None or direction.value == "0":
            return Value("DATE", "PRESENT_REF", why="this very moment")
        return Value("DURATION", length(1, unit.value), why="length")
    if direction is not None and direction.group == "past":
        return Value("DURATION", length(1, unit.value), why="length up to now")
    from_told = direction is not None and (
        direction.group in TOLD or (unit.value == "D" and direction.group in ("next", "last"))
    )
    told = at.told_day if unit.value == "D" else at.told
    base = told if from_told else at.day
    step = int(direction.value) if direction else 0
    why = "counted from the date told last" if from_told else "counted from the day of publication"
    return Value("DATE", period(unit.value, base, step), mod_of(phrase), why)


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
        return Value("DATE", "PAST_REF", mod_of(phrase), why="counted from a day that is not told")
    value = _shifted(phrase, at, counted_from or at.day, int(way.value))
    window = window_of(value.value)
    if at.tense == "past" and int(way.value) > 0 and window is not None and window.first > at.day:
        return Value("DATE", "PAST_REF", value.mod, why="told as past, so not counted from the day told last")
    return value


def _shifted(phrase: Phrase, at: Setting, base: date, sign: int) -> Value:
    """Return the day, week, month or year that lies so many units off `base`."""
    unit = phrase.one(*UNITS)
    count = count_of(phrase.pieces) if len(phrase.pieces) > 2 else None
    if count is None or unit.value.startswith("T"):
        return Value(
            "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod_of(phrase), why="an unknown number"
        )
    if unit.value == "Y" and count == 1 and sign < 0 and at.anchor.quarter is not None:
        return Value(
            "DATE", _year_before(at.anchor.quarter, base), why="the quarter told last, a year before"
        )
    if unit.value in YEARS_IN and count == int(count):
        value = f"{base.year + sign * int(count) * YEARS_IN[unit.value]:04d}"
    elif unit.value in YEARS_IN or unit.value in ("M", "Q"):
        scale = {"M": 1, "Q": 3}.get(unit.value, 12 * YEARS_IN.get(unit.value, 1))
        value = month_value(shift_months(base, sign * round(count * scale)))
    else:
        day = base + timedelta(days=sign * round(count * DAYS_IN[unit.value]))
        value = day.isoformat() if unit.value == "D" else week_value(day)
    return Value("DATE", value, mod_of(phrase), why=f"counted from {base.isoformat()}")


def _weekend(phrase: Phrase, at: Setting) -> Value:
    if phrase.first("a") is not None:
        return Value("DURATION", "P2D", why="length")
    direction = direction_of(phrase)
    saturday = at.day + timedelta(days=6 - at.day.isoweekday())
    if direction is not None and direction.group == "next" and at.day.isoweekday() < 6:
        saturday += 7 * ONE_DAY * (direction.text.lower() == "next")
    elif direction is not None and direction.value != "0":
        saturday += 7 * ONE_DAY * int(direction.value)
    elif at.day.isoweekday() < 6 and at.tense != "future" and not (direction and at.tense is None):
        saturday -= 7 * ONE_DAY
    return Value("DATE", f"{week_value(saturday)}-WE", mod_of(phrase), why="weekend by tense")


# ---- lengths and repetitions -------------------------------------------------------------


def _duration(phrase: Phrase, _at: Setting) -> Value:
    unit = phrase.one(*UNITS, "weekends")
    if unit.group == "weekends":
        return Value("DURATION", "PXWE", mod_of(phrase), why="length")
    return Value("DURATION", length(count_of(phrase.pieces), unit.value), mod_of(phrase), why="length")


def _span(phrase: Phrase, _at: Setting) -> Value:
    """Read "the last two months" and "recent years": lengths that end or begin now."""
    unit = phrase.one("units", "quarters", "weekends", "seasons", "parts", "unit")
    if unit.group in ("seasons", "parts"):
        value = f"XXXX-{unit.value}" if unit.group == "seasons" else f"XXXX-XX-XXT{unit.value}"
        return Value("SET", value, why="every one of them")
    counted = phrase.first(
        "number", "tens", "hundreds", "day", "digits", "couple", "magnitude", "half", "year"
    )
    return Value(
        "DURATION",
        length(count_of(phrase.pieces) if counted else None, "D" if unit.group == "weekends" else unit.value),
        mod_of(phrase),
        why="length up to or from now",
    )


def _plural(phrase: Phrase, _at: Setting) -> Value:
    return Value("DURATION", length(None, phrase.pieces[0].value), why="length of an unknown number")


def _set(phrase: Phrase, _at: Setting) -> Value:
    unit = phrase.one(*UNITS, "weekday", "weekdays", "weekend", "part", "freq", *SEASONS)
    if unit.group == "freq":
        value = unit.value
    elif unit.group in ("weekday", "weekdays"):
        value = f"XXXX-WXX-{unit.value}"
    elif unit.group == "weekend":
        value = "XXXX-WXX-WE"
    elif unit.group == "part":
        weekday = phrase.first("weekday")
        value = f"XXXX-WXX-{weekday.value}T{unit.value}" if weekday else f"XXXX-XX-XXT{unit.value}"
    elif unit.group in SEASONS:
        value = f"XXXX-{unit.value}"
    else:
        value = length(count_of(phrase.pieces) if phrase.first("every") is not None else 1, unit.value)
    return Value("SET", value, why="repeated")


# ---- no day at all -----------------------------------------------------------------------


def _loose(phrase: Phrase, at: Setting) -> Value:
    unit = phrase.first("unit")
    if unit is None or unit.value.startswith("T"):
        return Value("DATE", at.anchor.quarter or "PAST_REF", why="the period told last")
    base = at.told_day if unit.value == "D" else at.day
    return Value("DATE", period(unit.value, base, 0), why="the one that holds today or the day told last")


def _vague(phrase: Phrase, _at: Setting) -> Value:
    piece = phrase.first("vague", "recent")
    if piece is not None:
        return Value("DATE", piece.value, why="names no day")
    return Value("DATE", "PAST_REF" if phrase.first("past") else "PRESENT_REF", why="names no day")


def _vague_duration(phrase: Phrase, _at: Setting) -> Value:
    return Value("DURATION", phrase.pieces[0].value, why="length of an unknown number")


def _vague_set(phrase: Phrase, _at: Setting) -> Value:
    return Value("SET", phrase.pieces[0].value, why="repeated")


RULES: Mapping[str, Callable[[Phrase, Setting], Value]] = {
    "ago": _ago,
    "century": _century,
    "clock": _clock,
    "date": _date,
    "dayword": _dayword,
    "decade": _decade,
    "duration": _duration,
    "holiday": _holiday,
    "instant": _instant,
    "loose": _loose,
    "month": _month,
    "part": _part,
    "plural": _plural,
    "quarter": _quarter,
    "season": _season,
    "set": _set,
    "shift": _shift,
    "slashed": _slashed,
    "span": _span,
    "unit": _unit,
    "vague": _vague,
    "vague_duration": _vague_duration,
    "vague_set": _vague_set,
    "weekday": _weekday,
    "weekend": _weekend,
    "year": _year,
    "year_ago": _year_ago,
    "year_end": _year_end,
}
