"""Readers of phrases without a day: lengths, repetitions, and vague words such as "recently"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.reading.times.amounts import count_of, length
from onrecord.reading.times.phrases import Phrase, Piece
from onrecord.reading.times.setting import SEASONS, UNITS, PhraseReader, Setting, Value, mod_of
from onrecord.types import Reason


def _duration(phrase: Phrase, _at: Setting) -> Value:
    """Read "two weeks", "over a year", "two weekends"."""
    unit = phrase.one(*UNITS, "weekends")
    if unit.group == "weekends":
        return Value("DURATION", "PXWE", mod_of(phrase), reason=Reason(rule="length-as-written"))
    return Value(
        "DURATION",
        length(count_of(phrase.pieces), unit.value),
        mod_of(phrase),
        reason=Reason(rule="length-as-written"),
    )


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
    "weekday": _repeated_weekday,
    "weekdays": lambda _, unit: f"XXXX-WXX-{unit.value}",
    "weekend": lambda *_: "XXXX-WXX-WE",
    "part": lambda _, unit: f"XXXX-XX-XXT{unit.value}",
    **dict.fromkeys(SEASONS, lambda _, unit: f"XXXX-{unit.value}"),
}


def _set(phrase: Phrase, _at: Setting) -> Value:
    """Read "every Friday", "twice a week", "daily"."""
    unit = phrase.one(*UNITS, "weekday", "weekdays", "weekend", "part", "freq", *SEASONS)
    value = SET_VALUES.get(unit.group, _repeated_length)(phrase, unit)
    return Value("SET", value, reason=Reason(rule="repeated-time"))


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
    "set": _set,
    "span": _span,
    "vague": _vague,
    "vague_duration": _vague_duration,
    "vague_set": _vague_set,
}
