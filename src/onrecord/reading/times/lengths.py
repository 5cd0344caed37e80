"""Readers of phrases without a day: lengths, repetitions, and vague words such as "recently"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.reading.times.amounts import count_of, length
from onrecord.reading.times.calendar import DAYS_IN, interval
from onrecord.reading.times.counted import MONTHS_IN, last_day_of, moved
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import (
    NTHS,
    SEASONS,
    UNITS,
    PhraseReader,
    Setting,
    Value,
    mod_of,
    number_of,
)
from onrecord.types import Reason

COUNTING_WORDS = 4  # before "in two weeks" that can hold "the third time"


def _duration(phrase: Phrase, at: Setting) -> Value:
    """Read "two weeks", "over a year", "two weekends"; in a future clause "in 63 days" and "within 30 days" are days."""
    unit = phrase.one(*UNITS, "weekends")
    if _is_ahead(phrase, unit, at):
        return _days_ahead(phrase, unit, at)
    if unit.group == "weekends":
        return Value("DURATION", "PXWE", mod_of(phrase), reason=Reason(rule="length-as-written"))
    return Value(
        "DURATION",
        length(count_of(phrase.pieces), unit.value),
        mod_of(phrase),
        reason=Reason(rule="length-as-written"),
    )


def _is_ahead(phrase: Phrase, unit: Piece, at: Setting) -> bool:
    """Return whether a length says when, in the future: not "the third time in two weeks", nor "in two hours"."""
    is_counted = any(p.group in (*NTHS, "times", "last") for p in phrase.preceding[-COUNTING_WORDS:])
    prepositions = at.words.classes.within_prepositions
    has_preposition = phrase.before.group == "in" or phrase.before.text.lower() in prepositions
    is_known = unit.value in (*DAYS_IN, *MONTHS_IN) and count_of(phrase.pieces) is not None
    is_known = is_known and phrase.first("the") is None  # "the year ending June 30" is no count
    return at.tense == "future" and has_preposition and is_known and not is_counted


def _days_ahead(phrase: Phrase, unit: Piece, at: Setting) -> Value:
    """Return the day, week or year that comes in so long a time; with "within" all days until then."""
    count = count_of(phrase.pieces) or 1
    value = moved(at.day, unit.value, count)
    reason = Reason(rule="counted-from-day", words=at.day.isoformat())
    if phrase.before.text.lower() in at.words.classes.within_prepositions:
        value = interval(at.day, last_day_of(at.day, unit.value, count))
    return Value("DATE", value, mod_of(phrase), reason=reason)


def _span(phrase: Phrase, _at: Setting) -> Value:
    """Read "the last two months", "recent years": lengths that end or begin now."""
    unit = phrase.one("units", "quarters", "weekends", "seasons", "parts", "unit")
    if unit.group in ("seasons", "parts"):
        value = f"XXXX-{unit.value}" if unit.group == "seasons" else f"XXXX-XX-XXT{unit.value}"
        return Value("SET", value, reason=Reason(rule="every-one-of-them"))
    counted = phrase.first(
        "number", "tens", "hundreds", "day", "digits", "couple", "magnitude", "half", "year"
    )
    return Value(
        "DURATION",
        length(count_of(phrase.pieces) if counted else None, unit.value),
        mod_of(phrase),
        reason=Reason(rule="length-from-now"),
    )


def _plural(phrase: Phrase, _at: Setting) -> Value:
    """Read "years" after "for" and the like."""
    return Value(
        "DURATION", length(None, phrase.pieces[0].value), reason=Reason(rule="length-of-unknown-number")
    )


def _repeated_weekday(phrase: Phrase, unit: Piece) -> str:
    """Return the set of "every Friday", "every Friday night"."""
    part = phrase.first("part")
    return f"XXXX-WXX-{unit.value}T{part.value}" if part else f"XXXX-WXX-{unit.value}"


def _repeated_length(phrase: Phrase, unit: Piece) -> str:
    """Return the length after which it comes back: "every two weeks", "twice a week"."""
    return length(count_of(phrase.pieces) if phrase.first("every") is not None else 1, unit.value)


# The value of a set by the group of its unit; units of time have none here.
SET_VALUES: Mapping[str, Callable[[Phrase, Piece], str]] = {
    "freq": lambda _, unit: unit.value,
    "quarterly": lambda _, unit: unit.value,
    "weekday": _repeated_weekday,
    "weekdays": lambda _, unit: f"XXXX-WXX-{unit.value}",
    "weekend": lambda *_: "XXXX-WXX-WE",
    "part": lambda _, unit: f"XXXX-XX-XXT{unit.value}",
    **dict.fromkeys(SEASONS, lambda _, unit: f"XXXX-{unit.value}"),
}


def _set(phrase: Phrase, _at: Setting) -> Value:
    """Read "every Friday", "twice a week", "daily"."""
    unit = phrase.one(*UNITS, "weekday", "weekdays", "weekend", "part", "freq", "quarterly", *SEASONS)
    value = SET_VALUES.get(unit.group, _repeated_length)(phrase, unit)
    return Value("SET", value, reason=Reason(rule="repeated-time"))


def _nth_set(phrase: Phrase, _at: Setting) -> Value:
    """Read "the first Monday of each month": a month in general, the week in it, the day of the week."""
    nth, weekday = number_of(phrase.first(*NTHS)), phrase.one("weekday").value
    if phrase.one("unit").value != "M":
        raise ValueError("weeks are counted in a month")
    return Value("SET", f"XXXX-XX-W{nth}-{weekday}", reason=Reason(rule="repeated-time"))


def _vague(phrase: Phrase, _at: Setting) -> Value:
    """Read "now", "recently", "in the past"."""
    piece = phrase.first("vague", "recent")
    if piece is not None:
        return Value("DATE", piece.value, reason=Reason(rule="names-no-day"))
    return Value(
        "DATE", "PAST_REF" if phrase.first("past") else "PRESENT_REF", reason=Reason(rule="names-no-day")
    )


def _vague_duration(phrase: Phrase, _at: Setting) -> Value:
    """Read "a while", "some time"."""
    return Value("DURATION", phrase.pieces[0].value, reason=Reason(rule="length-of-unknown-number"))


def _vague_set(phrase: Phrase, _at: Setting) -> Value:
    """Read "from time to time"."""
    return Value("SET", phrase.pieces[0].value, reason=Reason(rule="repeated-time"))


LENGTH_READERS: Mapping[str, PhraseReader] = {
    "duration": _duration,
    "plural": _plural,
    "nth_set": _nth_set,
    "set": _set,
    "span": _span,
    "vague": _vague,
    "vague_duration": _vague_duration,
    "vague_set": _vague_set,
}
