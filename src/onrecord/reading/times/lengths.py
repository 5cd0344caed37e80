"""Rules for phrases that stand on no day: lengths, repetitions, and words as vague as "recently"."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.reading.times.amounts import count_of, length
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.setting import SEASONS, UNITS, Rule, Setting, Value, mod_of
from onrecord.types import Reason


def _duration(phrase: Phrase, _at: Setting) -> Value:
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
    """Read "the last two months" and "recent years": lengths that end or begin now."""
    unit = phrase.one("units", "quarters", "weekends", "seasons", "parts", "unit")
    if unit.group in ("seasons", "parts"):
        value = f"XXXX-{unit.value}" if unit.group == "seasons" else f"XXXX-XX-XXT{unit.value}"
        return Value("SET", value, reason=Reason(rule="every-one-of-them"))
    counted = phrase.first(
        "number", "tens", "hundreds", "day", "digits", "couple", "magnitude", "half", "year"
    )
    return Value(
        "DURATION",
        length(count_of(phrase.pieces) if counted else None, "D" if unit.group == "weekends" else unit.value),
        mod_of(phrase),
        reason=Reason(rule="length-from-now"),
    )


def _plural(phrase: Phrase, _at: Setting) -> Value:
    return Value(
        "DURATION", length(None, phrase.pieces[0].value), reason=Reason(rule="length-of-unknown-number")
    )


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
    return Value("SET", value, reason=Reason(rule="repeated-time"))


def _vague(phrase: Phrase, _at: Setting) -> Value:
    piece = phrase.first("vague", "recent")
    if piece is not None:
        return Value("DATE", piece.value, reason=Reason(rule="names-no-day"))
    return Value(
        "DATE", "PAST_REF" if phrase.first("past") else "PRESENT_REF", reason=Reason(rule="names-no-day")
    )


def _vague_duration(phrase: Phrase, _at: Setting) -> Value:
    return Value("DURATION", phrase.pieces[0].value, reason=Reason(rule="length-of-unknown-number"))


def _vague_set(phrase: Phrase, _at: Setting) -> Value:
    return Value("SET", phrase.pieces[0].value, reason=Reason(rule="repeated-time"))


LENGTH_RULES: Mapping[str, Rule] = {
    "duration": _duration,
    "plural": _plural,
    "set": _set,
    "span": _span,
    "vague": _vague,
    "vague_duration": _vague_duration,
    "vague_set": _vague_set,
}
