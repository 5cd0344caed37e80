"""Notes on dates that are wrong or can be read in two ways: no such day, another weekday, 03/04/2021.

Bad text is no error: a day that does not exist is left out of the times, a wrong weekday beside a date is
ignored, and of a numeric date without a known order both days are kept.
"""

from __future__ import annotations

from calendar import day_name
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.reading.times.calendar import window_of
from onrecord.reading.times.days import AMBIGUOUS_NUMBERS
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.setting import DAY_NAMES, Value, number_of
from onrecord.types import Note, Span

WRITTEN_DAYS = ("date", "instant", "slashed", "nth_weekday", "week_of", "clock")  # kinds that can name no day
ISO_DAY = 10  # characters of "2018-10-20"


def faults_of(phrases: Sequence[Phrase], values: Sequence[Value | None]) -> tuple[Note, ...]:
    """Return a note on each phrase whose date does not exist, contradicts its weekday or has two readings."""
    return tuple(
        note for phrase, value in zip(phrases, values, strict=True) for note in _faults(phrase, value)
    )


def _faults(phrase: Phrase, value: Value | None) -> Iterator[Note]:
    if value is None:
        if phrase.kind in WRITTEN_DAYS:
            message = f"'{phrase.text}' is no day of the calendar; it was left out of the times."
            yield Note(code="time-impossible", message=message, span=_words(phrase))
    elif value.reason.rule == AMBIGUOUS_NUMBERS:
        message = f"'{phrase.text}' can be {value.reason.words}; the country of the outlet is not known."
        yield Note(code="time-ambiguous", message=message, span=_words(phrase))
    elif phrase.kind == "date":
        yield from _wrong_weekday(phrase, value)


def _wrong_weekday(phrase: Phrase, value: Value) -> Iterator[Note]:
    """Yield a note if the weekday that stands beside a date is not that of its day."""
    weekday, window = phrase.first(*DAY_NAMES), window_of(value.value[:ISO_DAY])
    if weekday is None or window is None or window.first.isoweekday() == number_of(weekday):
        return
    message = f"'{phrase.text}' contradicts itself: {window.first} is a {_weekday(window.first)}; the date was kept."
    yield Note(code="time-contradiction", message=message, span=_words(phrase))


def _weekday(day: date) -> str:
    return day_name[day.weekday()]


def _words(phrase: Phrase) -> Span:
    """Return the span of a phrase, which is more than a span."""
    return Span(start=phrase.start, end=phrase.end, text=phrase.text)
