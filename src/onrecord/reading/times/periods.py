"""Readers of phrases that name a month, season, quarter, year, decade or century."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.lexicon.tables import row_reason
from onrecord.lexicon.times import MONTHS, CountryTimes, Tense
from onrecord.reading.rules import Rule, first_result
from onrecord.reading.times.calendar import (
    ONE_DAY,
    SEASON_MONTHS,
    Window,
    month_value,
    period,
    quarter_value,
    season_of,
    shift_months,
    window_of,
)
from onrecord.reading.times.days import end_of_range
from onrecord.reading.times.phrases import FISCAL_UNITS, Phrase, Piece
from onrecord.reading.times.setting import (
    ANAPHORIC,
    NTHS,
    SEASONS,
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

QUARTERS = 4  # of a year
MONTHS_OF_YEAR = 12
CENTURY = 100
PLANNED_YEARS = 10  # how far ahead budgets are planned
NEW_YEAR = "01-01"
FORGOTTEN_QUARTERS = 2  # quarters: one that is so long over is next year's in a future clause
NEAR_MONTHS = 4  # a bare month further ahead is the past one, unless the clause is future
LATEST = "latest"
LAST_CLOSED_MONTH = 3  # until March, "year-end" in a past clause is that of the year before


def _month(phrase: Phrase, at: Setting) -> Value:
    """Read "July", "last July", "July 2015", "July of last year", "every July"."""
    month = number_of(phrase.first(*MONTHS))
    year, direction = _stated_year(phrase, at.day.year), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{month:02d}", reason=Reason(rule="every-year"))
    if year is not None:
        value, reason = f"{year:04d}-{month:02d}", Reason(rule="month-and-year")
    elif direction is not None and phrase.first("unit") is not None:
        value = f"{base_of(direction, at).year + int(direction.value):04d}-{month:02d}"
        reason = Reason(rule="month-of-named-year")
    elif direction is not None and direction.group not in ("that", "this", "current"):
        step = int(direction.value)
        value = month_value(_following_month(month, base_of(direction, at), step))
        reason = Reason(rule="month-with-direction", words=direction.text)
    elif direction is not None:
        base = base_of(direction, at)
        value, reason = f"{base.year:04d}-{month:02d}", Reason(rule="month-of-this-year")
    else:
        value, reason = _bare_month(phrase, month, at)
    return Value("DATE", value, mod_of(phrase), reason=reason)


def month_of(phrase: Phrase, at: Setting) -> str:
    """Return the value of the month in a phrase of more words: "the first week of July that year"."""
    first = next(n for n, p in enumerate(phrase.pieces) if p.group in MONTHS)
    return _month(replace(phrase, pieces=phrase.pieces[first:]), at).value


def _bare_month(phrase: Phrase, month: int, at: Setting) -> tuple[str, Reason]:
    """Return a month without a year: that of the month at the end of its range, else the nearest that fits."""
    last = end_of_range(phrase)
    if last is None:
        return month_value(nearest_month(month, at.day, at.tense)), Reason(rule="month-by-tense")
    year = last.year - (month > last.month)
    return f"{year:04d}-{month:02d}", Reason(rule="year-of-the-range", words=str(last.year))


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
    if (tense == "past" and ahead > 0) or (tense != "future" and ahead > NEAR_MONTHS):
        ahead -= 12
    return shift_months(anchor.replace(day=1), ahead)


def _stated_year(phrase: Phrase, latest: int) -> int | None:
    """Return the year in the phrase: 1998, nineteen ninety-eight, or ’98, which is not after `latest`."""
    year = phrase.last("year")
    if year is not None:
        return int(year.text)
    short = phrase.last("short_year")
    if short is not None:
        return full_year(int(short.text[1:]), latest)
    thousands, hundreds = phrase.first("magnitude"), phrase.first("hundreds")
    if thousands is not None:
        return int(phrase.one("number").value) * int(thousands.value)
    if hundreds is None:
        return None
    rest = [p for p in phrase.pieces if p.group in ("tens", "number") and p.start > hundreds.start]
    return 100 * int(hundreds.value) + sum(int(p.value) for p in rest)


def _season(phrase: Phrase, at: Setting) -> Value:
    """Read "the summer", "last summer", "the summer of 2015", "every summer"."""
    piece = phrase.one(*SEASONS)
    season, year, direction = piece.value, _stated_year(phrase, at.day.year), direction_of(phrase)
    if phrase.first("every") is not None:
        return Value("SET", f"XXXX-{season}", reason=Reason(rule="every-year"))
    if year is None and direction is not None and phrase.first("unit") is not None:
        year = base_of(direction, at).year + int(direction.value)
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
    code = phrase.first("quarter_code")
    if code is not None:
        return _coded_quarter(phrase, code, at)
    year = _stated_year(phrase, at.day.year)
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


def _coded_quarter(phrase: Phrase, code: Piece, at: Setting) -> Value:
    """Read "Q3 2024", "H1 2025", "Q2"; a half without a year is that of this year."""
    year = _stated_year(phrase, at.day.year)
    if year is None:
        year = _quarter_year(int(code.value[1:]), at) if code.value.startswith("Q") else at.day.year
    return Value("DATE", f"{year:04d}-{code.value}", reason=Reason(rule="quarter-of-year"))


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


def _year(phrase: Phrase, at: Setting) -> Value:
    """Read "1998", "nineteen ninety-eight", "fiscal 2025"."""
    if _is_fiscal(phrase):
        return _fiscal_year(phrase, at)
    return Value(
        "DATE",
        f"{_stated_year(phrase, at.day.year):04d}",
        mod_of(phrase),
        reason=Reason(rule="year-as-written"),
    )


def _is_fiscal(phrase: Phrase) -> bool:
    return phrase.first("fiscal", "years") is not None or phrase.first("unit") in _financial_units(phrase)


def _financial_units(phrase: Phrase) -> Sequence[Piece]:
    return [p for p in phrase.pieces if p.group == "unit" and p.text.lower() in FISCAL_UNITS]


def _fiscal_year(phrase: Phrase, at: Setting) -> Value:
    """Read a fiscal year as the country near it or the outlet's country counts; without one its days are open."""
    years = phrase.first("years")
    year = int(years.text[:4]) if years is not None else _fiscal_number(phrase, at)
    value = years_value(years.text) if years is not None else f"{year:04d}"
    country = _country_of(phrase, at)
    if country is None:
        return Value(
            "DATE", value, mod_of(phrase), is_open=True, reason=Reason(rule="fiscal-year-of-no-country")
        )
    month, day = map(int, country.fiscal.split("-"))
    is_later = country.named == "end" and years is None and country.fiscal != NEW_YEAR
    first = date(year - is_later, month, day)
    days = Window(first, shift_months(first, MONTHS_OF_YEAR) - ONE_DAY)
    reason = row_reason("times_countries.tsv", country.line, rule="fiscal-year", words=country.country)
    return Value("DATE", value, mod_of(phrase), days=days, reason=reason)


def _fiscal_number(phrase: Phrase, at: Setting) -> int:
    """Return the year of "fiscal 2025" and "FY25", which may be the next but one."""
    year = phrase.first("year")
    if year is not None:
        return int(year.text)
    return full_year(int(phrase.one("day").text), at.day.year + PLANNED_YEARS)


def _country_of(phrase: Phrase, at: Setting) -> CountryTimes | None:
    """Return the country that the words nearest to a phrase name, else that of the outlet."""
    near = (p.text.lower() for p in (*reversed(phrase.preceding), *phrase.following))
    by_word = {word: row for row in at.words.countries for word in row.words}
    return next((by_word[word] for word in near if word in by_word), at.outlet.country)


def years_value(written: str) -> str:
    """Return the value of "2016-17"; raises `ValueError` where the second year is not later.

    >>> years_value("2016-17"), years_value("1999/2001")
    ('2016/2017', '1999/2001')
    """
    first, last = int(written[:4]), int(written[5:])
    last += first - first % CENTURY if last < CENTURY else 0
    if last <= first:
        raise ValueError(f"'{written}' does not count up")
    return f"{first:04d}/{last:04d}"


def _year_end(phrase: Phrase, at: Setting) -> Value:
    """Read "year-end", "month-end", "the year-start"."""
    unit = phrase.one("unit")
    if unit.value != "Y":
        return Value(
            "DATE", period(unit.value, at.day, 0), mod_of(phrase), reason=Reason(rule="end-of-period")
        )
    year = at.day.year - (at.day.month <= LAST_CLOSED_MONTH and at.tense == "past")
    extreme = phrase.last("extreme")
    if phrase.first("poss") is not None:  # "by year's end" is no day, "year-end" the last one
        return Value("DATE", f"{year:04d}", mod_of(phrase), reason=Reason(rule="end-of-period"))
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
