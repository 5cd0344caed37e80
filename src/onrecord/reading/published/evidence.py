"""What a text says of its own day of publication: its phrases and the dated facts it mentions, weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from onrecord.lexicon.times import DATED_WORD, DatedEvent, DatedFact, DatedOffice, Tense, TimeWords
from onrecord.reading.published.axis import Weights, index_of
from onrecord.reading.published.weights import (
    READERS,
    around_event,
    best_of,
    in_office,
    same_day_weights,
    shifted_event,
    window_in_axis,
)
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.tense import tense_around
from onrecord.types import Span, span_of

WEEKDAY_FADE = -0.35  # log weight a day between a weekday named and that of publication
POSSESSIVE_REACH = 30  # characters between "next month's" and the event it is said of


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that narrows the day of publication: its words, what it is, a log weight a day."""

    span: Span
    fact: str | None
    weights: Weights  # of length N, YEAR_DAYS or 7
    fixes_year: bool
    told: int | None = None  # the day of the axis it tells of, where that is certain


def gather(
    text: str, phrases: Sequence[Phrase], dateline: Phrase | None, words: TimeWords
) -> Iterator[Evidence]:
    """Yield all evidence of a text; the same fact counts once."""
    tenses = [tense_around(p, text, words) for p in phrases]
    seen: set[str] = set()
    for phrase, tense in zip(phrases, tenses, strict=True):
        if phrase is dateline:
            yield Evidence(phrase_span(phrase), "dateline", same_day_weights(phrase, words), fixes_year=False)
        elif phrase.kind in READERS and phrase.text.lower() not in seen:
            seen.add(phrase.text.lower())
            weights = READERS[phrase.kind](phrase, tense, words)
            if weights is not None:
                has_year = phrase.first("year", "iso", "slashed") is not None
                window = window_in_axis(phrase, words) if has_year else None
                told = index_of(window.first) if window and tense != "future" else None
                yield Evidence(phrase_span(phrase), None, weights, has_year, told)
    yield from _weekdays(phrases, tenses)
    yield from _dated_facts(text, phrases, words)


def _dated_facts(text: str, phrases: Sequence[Phrase], words: TimeWords) -> Iterator[Evidence]:
    shifts = {p.end: p for p in phrases if p.kind == "unit" and p.first("next", "last", "this") is not None}
    seen: set[tuple[DatedFact, ...]] = set()
    for span, facts, before in _mentions_of_facts(text, words):
        events = [f for f in facts if isinstance(f, DatedEvent)]
        offices = [f for f in facts if isinstance(f, DatedOffice)]
        ends = range(span.start, span.start - POSSESSIVE_REACH, -1)
        shift = next((shifts[end] for end in ends if end in shifts), None)
        if shift is not None and shift.after.group == "poss" and events:
            weights = best_of([shifted_event(e, shift) for e in events])
            yield Evidence(span_of(text, shift.start, span.end), _names(facts), weights, fixes_year=True)
        if facts in seen:
            continue
        seen.add(facts)
        tense = tense_around(span, text, words)
        row = words.words.get(before)
        is_former = row is not None and row.group == "former"
        weighed = [around_event(e, tense) for e in events] + [in_office(o, is_former) for o in offices]
        yield Evidence(span, _names(facts), best_of(weighed), fixes_year=True, told=_told(facts))


def _mentions_of_facts(text: str, words: TimeWords) -> Iterator[tuple[Span, tuple[DatedFact, ...], str]]:
    """Yield each phrase of the dated tables in the text, the facts it can mean, and the word before it."""
    found = list(DATED_WORD.finditer(text))
    lowered = [m[0].lower().replace("’", "'") for m in found]
    n = 0
    while n < len(found):
        step = 1
        for parts, facts in words.dated.get(lowered[n], ()):
            if tuple(lowered[n : n + len(parts)]) == parts:
                step = len(parts)
                span = span_of(text, found[n].start(), found[n + step - 1].end())
                yield span, facts, lowered[n - 1] if n else ""
                break
        n += step


def _told(facts: Sequence[DatedFact]) -> int | None:
    """Return the day of the event that a phrase means, where it can mean one only."""
    fact = facts[0]
    if len(facts) > 1 or not isinstance(fact, DatedEvent):
        return None
    return index_of(date.fromisoformat(fact.date))


def _weekdays(phrases: Sequence[Phrase], tenses: Sequence[Tense | None]) -> Iterator[Evidence]:
    """Yield what each weekday named says of the weekday of publication: just gone, or coming."""
    seen: set[tuple[str, bool]] = set()
    weekday = np.arange(1, 8)
    for phrase, tense in zip(phrases, tenses, strict=True):
        piece = phrase.first("weekday")
        if phrase.kind != "weekday" or piece is None or (piece.value, tense == "future") in seen:
            continue
        seen.add((piece.value, tense == "future"))
        named = int(piece.value)
        days = (named - weekday - 1) % 7 + 1 if tense == "future" else (weekday - named) % 7
        yield Evidence(phrase_span(phrase), None, WEEKDAY_FADE * days, fixes_year=False)


def _names(facts: Sequence[DatedFact]) -> str:
    names = [
        f"{f.name}, {f.date}" if isinstance(f, DatedEvent) else f"{f.phrase}, {f.first} to {f.last or 'now'}"
        for f in facts
    ]
    return " or ".join(names)


def phrase_span(phrase: Phrase) -> Span:
    """Return where a phrase stands, without its words and kind."""
    return Span(start=phrase.start, end=phrase.end, text=phrase.text)
