"""What the readers of time phrases take and return: a setting (anchor, tense, words) and a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from onrecord.lexicon.times import Tense, TimeWords
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.types import Reason, TimeType

DIRECTIONS = ("last", "past", "previous", "this", "current", "next", "that", "following")
SEASONS = ("season", "season_word")
NTHS = ("ordinal", "nth")
ANAPHORIC = ("previous", "following", "that")  # these count from an earlier date of the text, not from today
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


def number_of(piece: Piece | None) -> int:
    """Return the number of a month, weekday, ordinal or day of the month."""
    if piece is None:
        raise ValueError("no number where the rule has one")
    return int(piece.value if piece.value.isdigit() else "".join(c for c in piece.text if c.isdigit()))
