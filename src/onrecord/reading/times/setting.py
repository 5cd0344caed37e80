"""What a rule of time works with: the anchor and tense around a phrase, and the value it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.lexicon.times import Tense, TimeWords
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.types import Reason, TimeType

DIRECTIONS = ("last", "past", "previous", "this", "current", "next", "that", "following")
MONTHS = ("month", "month_word", "month_short")
SEASONS = ("season", "season_word")
NTHS = ("ordinal", "nth")
TOLD = ("previous", "following", "that")  # these count from what was told, not from today
UNITS = ("unit", "units", "century", "quarter", "quarters")


@dataclass(frozen=True, slots=True)
class Value:
    """What a phrase means: TIMEX3 type, value and modifier, and the rule that says so."""

    type: TimeType
    value: str
    mod: str | None = None
    reason: Reason = field(kw_only=True)


@dataclass(slots=True)
class Anchor:
    """What a phrase counts from: the day of publication, and what the text told last."""

    day: date
    told: date | None = None  # the first day of the last date told, for "a year later"
    told_day: date | None = None  # the last date told to the day, for "the next day" and "at 7 p.m."
    quarter: str | None = None  # the last quarter told, for "a year earlier" in an earnings report


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a phrase."""

    anchor: Anchor
    tense: Tense | None
    words: TimeWords

    @property
    def day(self) -> date:
        """The day of publication."""
        return self.anchor.day

    @property
    def told(self) -> date:
        """The first day of the date told last, or the day of publication."""
        return self.anchor.told or self.anchor.day

    @property
    def told_day(self) -> date:
        """The last date told to the day, or the day of publication."""
        return self.anchor.told_day or self.anchor.day


Rule = Callable[[Phrase, Setting], Value]


def mod_of(phrase: Phrase) -> str | None:
    """Return the TIMEX3 modifier of the first word that adds one."""
    return next((p.mod for p in phrase.pieces if p.mod), None)


def direction_of(phrase: Phrase) -> Piece | None:
    """Return the last word that says which one: last, this, next, that, following."""
    return phrase.last(*DIRECTIONS)


def number_of(piece: Piece | None) -> int:
    """Return the number a month, weekday, ordinal or day of the month stands for."""
    if piece is None:
        raise ValueError("no number where the rule has one")
    return int(piece.value if piece.value.isdigit() else "".join(c for c in piece.text if c.isdigit()))
