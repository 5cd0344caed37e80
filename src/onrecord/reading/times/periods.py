"""Readers of phrases that name a month, season, quarter, year, decade or century."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.lexicon.times import MONTHS, Tense
from onrecord.reading.rules import Rule, first_result
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
    ANAPHORIC,
    NTHS,
    SEASONS,
    PhraseReader,
    Setting,
    Value,
    direction_of,
    mod_of,
    number_of,
)
from onrecord.types import Reason

QUARTERS = 4  # of a year
FORGOTTEN_QUARTERS = 2  # quarters: one that is so long over is next year's in a future clause
SOON_MONTHS = 2  # a bare month that comes so soon is meant even in a past clause: "was to meet in November"
NEAR_MONTHS = 4  # a bare month further ahead is the past one, unless the clause is future
LATEST = "latest"
LAST_CLOSED_MONTH = 3  # until March, "year-end" in a past clause is that of the year before


def _month(phrase: Phrase, at: Setting) -> Value:
    """Read "July", "last July", "July 2015", "July of last year", "every July"."""
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
        value = month_value(_following_month(month, at.day, step))
        reason = Reason(rule="month-with-direction", words=direction.text)
    elif direction is not None:
        base = _base_of(direction, at)
        value, reason = f"{base.year:04d}-{month:02d}", Reason(rule="month-of-this-year")
    else:
        value = month_value(nearest_month(month, at.day, at.tense))
        reason = Reason(rule="month-by-tense")
    return Value("DATE", value, mod_of(phrase), reason=reason)


def _base_of(direction: Piece, at: Setting) -> date:
    """Return the day whose year is meant: with "that" the last date of the text, else today."""
    return at.last_date if direction.group == "that" else at.day


def _following_month(month: int, day: date, step: int) -> date:
    """Return the next (`step` 1) or last (-1) `month` that is not that of `day`, by its first day."""
    ahead = (month - day.month) % 12
    if step <= 0:
        ahead -= 12
    return shift_months(day.replace(day=1), ahead or 12)


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
    """Return the year in the phrase: 1998 or nineteen ninety-eight."""
    year = phrase.last("year")
    if year is not None:
        return int(year.text)
    hundreds = phrase.first("hundreds")
    if hundreds is None:
        return None
    rest = [p for p in phrase.pieces if p.group in ("tens", "number") and p.start > hundreds.start]
    return 100 * int(hundreds.value) + sum(int(p.value) for p in rest)


def _season(phrase: Phrase, at: Setting) -> Value:
    """Read "the summer", "last summer", "the summer of 2015", "every summer"."""
    piece = phrase.one(*SEASONS)
    season, year, direction = piece.value, _stated_year(phrase), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{season}", reason=Reason(rule="every-year"))
    if year is None and direction is not None and phrase.first("unit") is not None:
        year = at.day.year + int(direction.value)
    if year is None:
        year = _season_year(season, at.day, at.tense, direction)
    return Value("DATE", f"{year:04d}-{season}", mod_of(phrase), reason=Reason(rule="season-by-tense"))


@dataclass(frozen=True, slots=True)
class _SeasonCase:
    """A season without a year; `begun` is the year of the latest one that has begun, `step` its direction."""

    begun: int
    is_current: bool
    tense: Tense | None
    step: int | None
    this_year: int


def _season_year(season: str, day: date, tense: Tense | None, direction: Piece | None) -> int:
    """Return the year of a season: of the latest one that has begun, unless words or tense say otherwise."""
    current_year, current = season_of(day)
    begun = current_year if SEASON_MONTHS[season] <= SEASON_MONTHS[current] else current_year - 1
    step = int(direction.value) if direction is not None else None
    found = first_result(SEASON_RULES, _SeasonCase(begun, season == current, tense, step, day.year))
    return begun if found is None else found


SEASON_RULES: tuple[Rule[_SeasonCase, int], ...] = (
    Rule("last, in the season itself", lambda c: c.step == -1 and c.is_current, lambda c: c.begun - 1),
    Rule("last", lambda c: c.step == -1, lambda c: c.begun),
    Rule("next", lambda c: c.step == 1, lambda c: c.begun + 1),
    Rule("in the season itself", lambda c: c.is_current, lambda c: c.begun),
    Rule("to come", lambda c: c.tense == "future", lambda c: c.begun + 1),
    Rule("of this year", lambda c: c.step is not None and c.begun < c.this_year, lambda c: c.begun + 1),
)


def _years_ahead(which: Piece | None) -> int:
    """Return how many years "last", "this" or "next year" is ahead."""
    return int(which.value) if which is not None and which.group not in ("that", "following") else 0


def _quarter(phrase: Phrase, at: Setting) -> Value:
    """Read "the third quarter", "the first half of last year", "the latest quarter"."""
    nth, which = phrase.first(*NTHS, "final"), direction_of(phrase)
    year = _stated_year(phrase)
    if year is None and phrase.first("unit") is not None:
        year = at.day.year + _years_ahead(which)
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
    if not 1 <= quarter <= QUARTERS:
        raise ValueError(f"no quarter {quarter}")
    return Value(
        "DATE",
        f"{year or _quarter_year(quarter, at):04d}-Q{quarter}",
        mod_of(phrase),
        reason=Reason(rule="quarter-of-year"),
    )


def _quarter_year(quarter: int, at: Setting) -> int:
    """Return the year of a quarter without one: the latest that has begun, or in a future clause the coming one."""
    now = (at.day.month + 2) // 3
    if at.tense == "future":
        return at.day.year + (now - quarter >= FORGOTTEN_QUARTERS)
    return at.day.year - (quarter > now)


@dataclass(frozen=True, slots=True)
class _QuarterCase:
    """A quarter without a number: the word that says which, the year named, and the last quarter of the text."""

    which: Piece | None
    year: int | None
    last: str | None
    is_period: bool
    day: date

    @property
    def is_latest(self) -> bool:
        """Whether no word says which quarter, or one that means the latest."""
        return self.which is None or self.which.text.lower() == LATEST or self.is_period

    def shifted(self, day: date) -> str:
        """Return the quarter that the word means, counted from that of `day`."""
        return quarter_value(shift_months(day, 3 * int(self.which.value if self.which else 0)))


def _which_quarter(phrase: Phrase, at: Setting, year: int | None) -> str:
    """Return the quarter that "last", "the", "the previous", "next year's" mean."""
    is_period = phrase.first("period") is not None
    case = _QuarterCase(direction_of(phrase), year, at.anchor.last_quarter, is_period, at.day)
    return first_result(QUARTER_RULES, case) or case.shifted(at.day)


def _is_anaphoric(case: _QuarterCase) -> bool:
    return case.which is not None and case.which.group in ANAPHORIC and case.last is not None


def _from_last(case: _QuarterCase) -> str:
    base = window_of(case.last or "")
    return case.shifted(base.first if base else case.day)


QUARTER_RULES: tuple[Rule[_QuarterCase, str], ...] = (
    Rule(
        "last quarter of the text in the year named",
        lambda c: c.year is not None and c.last is not None,
        lambda c: f"{c.year:04d}{(c.last or '')[4:]}",
    ),
    Rule("year alone", lambda c: c.year is not None, lambda c: f"{c.year:04d}"),
    Rule("latest", lambda c: c.is_latest, lambda c: c.last or quarter_value(shift_months(c.day, -3))),
    Rule("counted from the last quarter of the text", _is_anaphoric, _from_last),
)


def _year(phrase: Phrase, _at: Setting) -> Value:
    """Read "1998", "nineteen ninety-eight"."""
    return Value("DATE", f"{_stated_year(phrase):04d}", mod_of(phrase), reason=Reason(rule="year-as-written"))


def _year_end(phrase: Phrase, at: Setting) -> Value:
    """Read "year-end", "month-end", "the year-start"."""
    unit = phrase.one("unit")
    if unit.value != "Y":
        return Value(
            "DATE", period(unit.value, at.day, 0), mod_of(phrase), reason=Reason(rule="end-of-period")
        )
    year = at.day.year - (at.day.month <= LAST_CLOSED_MONTH and at.tense == "past")
    extreme = phrase.last("extreme")
    if extreme is not None and extreme.mod == "START":
        return Value("DATE", f"{year:04d}", "START", reason=Reason(rule="start-of-year"))
    return Value("DATE", f"{year:04d}-12-31", reason=Reason(rule="end-of-year"))


def _decade(phrase: Phrase, at: Setting) -> Value:
    """Read "the 1990s", "the '90s", "the nineties"; two digits are never in the future."""
    piece = phrase.one("decade")
    digits = "".join(c for c in piece.value if c.isdigit())
    if len(digits) == 4:
        value = digits[:3]
    else:
        century = at.day.year // 100
        value = f"{century if 100 * century + int(digits) <= at.day.year else century - 1}{digits[0]}"
    return Value("DATE", value, mod_of(phrase), reason=Reason(rule="decade-of-century"))


def _century(phrase: Phrase, _at: Setting) -> Value:
    """Read "the 19th century", which TIMEX3 writes as 18."""
    return Value(
        "DATE",
        f"{number_of(phrase.first(*NTHS)) - 1:02d}",
        mod_of(phrase),
        reason=Reason(rule="century-by-number"),
    )


PERIOD_READERS: Mapping[str, PhraseReader] = {
    "century": _century,
    "decade": _decade,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "year": _year,
    "year_end": _year_end,
}
