"""Rules for phrases that name a month, season, quarter, year, decade or century."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.lexicon.times import Tense
from onrecord.reading.times.calendar import (
    SEASON_MONTHS,
    month_value,
    period,
    quarter_value,
    season_of,
    shift_months,
    window_of,
)
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import (
    MONTHS,
    NTHS,
    SEASONS,
    TOLD,
    Rule,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason

FORGOTTEN_QUARTERS = 2  # a quarter so long gone is not the one that a future clause means
SOON_MONTHS = 2  # a bare month so little ahead is meant even in a past clause: "was to meet in November"
NEAR_MONTHS = 4  # further ahead than this, a bare month with no tense is the one gone by
LAST_CLOSED_MONTH = 3  # until March, "year-end" is the one gone by


def _month(phrase: Phrase, at: Setting) -> Value:
    month = number_of(phrase.first(*MONTHS))
    year, direction = _stated_year(phrase), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{month:02d}", reason=Reason(rule="every-year"))
    if year is not None:
        value, reason = f"{year:04d}-{month:02d}", Reason(rule="month-and-year")
    elif direction is not None and phrase.first("unit") is not None:
        value = f"{at.day.year + int(direction.value):04d}-{month:02d}"
        reason = Reason(rule="month-of-named-year")
    elif direction is not None and direction.group not in ("that", "this", "current"):
        step = int(direction.value)
        ahead = (month - at.day.month) % 12 if step > 0 else (month - at.day.month) % 12 - 12
        value = month_value(shift_months(at.day.replace(day=1), ahead or 12))
        reason = Reason(rule="month-with-direction", words=direction.text)
    elif direction is not None:
        base = at.told if direction.group == "that" else at.day
        value, reason = f"{base.year:04d}-{month:02d}", Reason(rule="month-of-this-year")
    else:
        value = month_value(nearest_month(month, at.day, at.tense))
        reason = Reason(rule="month-by-tense")
    return Value("DATE", value, mod_of(phrase), reason=reason)


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
        return Value("SET", f"XXXX-{season}", reason=Reason(rule="every-year"))
    if year is None and direction is not None and phrase.first("unit") is not None:
        year = at.day.year + int(direction.value)
    if year is None:
        year = _season_year(season, at.day, at.tense, direction)
    return Value("DATE", f"{year:04d}-{season}", mod_of(phrase), reason=Reason(rule="season-by-tense"))


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
        return Value("DATE", f"{year or at.day.year:04d}-H{half}", reason=Reason(rule="half-of-year"))
    if nth is None:
        return Value(
            "DATE",
            _which_quarter(phrase, at, year),
            mod_of(phrase),
            reason=Reason(rule="quarter-told-or-over"),
        )
    quarter = number_of(nth)
    if not 1 <= quarter <= 4:
        raise ValueError(f"no quarter {quarter}")
    return Value(
        "DATE",
        f"{year or _quarter_year(quarter, at):04d}-Q{quarter}",
        mod_of(phrase),
        reason=Reason(rule="quarter-of-year"),
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


def _year(phrase: Phrase, _at: Setting) -> Value:
    return Value("DATE", f"{_stated_year(phrase):04d}", mod_of(phrase), reason=Reason(rule="year-as-written"))


def _year_end(phrase: Phrase, at: Setting) -> Value:
    unit = phrase.one("unit")
    if unit.value != "Y":
        return Value(
            "DATE", period(unit.value, at.day, 0), mod_of(phrase), reason=Reason(rule="end-of-period")
        )
    year = at.day.year - (at.day.month <= LAST_CLOSED_MONTH and at.tense == "past")
    if phrase.last("extreme") is not None and phrase.last("extreme").mod == "START":  # type: ignore[union-attr]
        return Value("DATE", f"{year:04d}", "START", reason=Reason(rule="start-of-year"))
    return Value("DATE", f"{year:04d}-12-31", reason=Reason(rule="end-of-year"))


def _decade(phrase: Phrase, at: Setting) -> Value:
    piece = phrase.one("decade")
    digits = "".join(c for c in piece.value if c.isdigit())
    if len(digits) == 4:
        value = digits[:3]
    else:
        century = at.day.year // 100
        value = f"{century if 100 * century + int(digits) <= at.day.year else century - 1}{digits[0]}"
    return Value("DATE", value, mod_of(phrase), reason=Reason(rule="decade-of-century"))


def _century(phrase: Phrase, _at: Setting) -> Value:
    return Value(
        "DATE",
        f"{number_of(phrase.first(*NTHS)) - 1:02d}",
        mod_of(phrase),
        reason=Reason(rule="century-by-number"),
    )


PERIOD_RULES: Mapping[str, Rule] = {
    "century": _century,
    "decade": _decade,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "year": _year,
    "year_end": _year_end,
}
