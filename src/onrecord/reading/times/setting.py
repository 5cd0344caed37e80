"""What the readers of time phrases take and return: a setting (anchor, tense, words) and a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.lexicon.times import CountryTimes, Tense, TimeWords
from onrecord.reading.times.calendar import Window
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.types import Reason, TimeType

DIRECTIONS = ("last", "past", "previous", "this", "current", "next", "that", "following", "beyond")
SEASONS = ("season", "season_word")
DAY_NAMES = ("weekday", "weekday_short")
NTHS = ("ordinal", "nth")
ANAPHORIC = ("previous", "following", "that")  # these count from an earlier date of the text, not from today
UNITS = ("unit", "units", "century", "quarter", "quarters")


@dataclass(frozen=True, slots=True)
class Value:
    """What a phrase means: TIMEX3 type, value and modifier, and the rule that says so."""

    type: TimeType
    value: str
    mod: str | None = None
    days: Window | None = None  # where they are not those of the value
    is_open: bool = False  # the days are not known although the value is written
    reason: Reason = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a report was written: its country, and whether its numeric dates have the month first, if known."""

    country: CountryTimes | None = None
    month_first: bool | None = None


@dataclass(slots=True)
class Anchor:
    """The days that a phrase may count from: that of publication, and the last ones of the text before it."""

    day: date
    last_date: date | None = None  # the first day of the last date, for "a year later"
    last_day: date | None = None  # the last date that is one day, for "the next day" and "at 7 p.m."
    last_quarter: str | None = None  # the last quarter, for "a year earlier" in an earnings report


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read with: its anchor, the tense of its clause, and the words of time."""

    anchor: Anchor
    tense: Tense | None
    words: TimeWords
    outlet: Outlet = field(default_factory=lambda: Outlet())

    @property
    def day(self) -> date:
        """The day of publication."""
        return self.anchor.day

    @property
    def last_date(self) -> date:
        """The first day of the last date in the text, or the day of publication."""
        return self.anchor.last_date or self.anchor.day

    @property
    def last_day(self) -> date:
        """The last date in the text that is one day, or the day of publication."""
        return self.anchor.last_day or self.anchor.day


PhraseReader = Callable[[Phrase, Setting], Value]  # reads the phrases of one kind


def mod_of(phrase: Phrase) -> str | None:
    """Return the TIMEX3 modifier of the first word that adds one."""
    return next((p.mod for p in phrase.pieces if p.mod), None)


def direction_of(phrase: Phrase) -> Piece | None:
    """Return the last word that says which one: last, this, next, that, following."""
    return phrase.last(*DIRECTIONS)


def base_of(direction: Piece, at: Setting) -> date:
    """Return the day that a word counts from: with "that" and "following" the last date of the text, else today."""
    return at.last_date if direction.group in ANAPHORIC else at.day


def full_year(short: int, latest: int) -> int:
    """Return the year of two digits that is not after `latest`.

    >>> full_year(84, 2011), full_year(12, 2014)
    (1984, 2012)
    """
    year = latest - latest % 100 + short
    return year if year <= latest else year - 100


def number_of(piece: Piece | None) -> int:
    """Return the number of a month, weekday, ordinal or day of the month."""
    if piece is None:
        raise ValueError("no number where the rule has one")
    return int(piece.value if piece.value.isdigit() else "".join(c for c in piece.text if c.isdigit()))
