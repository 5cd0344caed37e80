"""Evidence for the day of publication: the time phrases of a text and the dated facts that it mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from onrecord.lexicon.times import DATED_WORD, DatedEvent, DatedFact, DatedOffice, Tense, TimeWords
from onrecord.reading.published.axis import Axis, Weights, axis_for, index_of
from onrecord.reading.published.weights import (
    WEIGHERS,
    around_event,
    best_of,
    dated_window,
    in_office,
    same_day_weights,
    shifted_event,
    window_in_axis,
)
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.tense import tense_around
from onrecord.types import Span, span_of

WEEKDAY_FADE = -0.35  # log weight for each day between a weekday in the text and that of publication
DATED_KINDS = ("date", "instant", "month", "slashed")  # kinds of phrases for a day or month
TENSED = frozenset({*WEIGHERS, "weekday"})  # kinds of phrases whose weight depends on their tense
POSSESSIVE_REACH = 30  # characters between "next month's" and the event that it modifies


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that narrow the day of publication: the fact they mention, and a log weight for each day."""

    span: Span
    fact: str | None
    weights: Weights  # for each day of the axis, of a leap year or of the week
    fixes_year: bool
    event_day: int | None = None  # the day, on the axis, of the event or date that is certainly over


def axis_of(text: str, phrases: Sequence[Phrase], words: TimeWords) -> Axis:
    """Return the axis of a text: that of the tables, or longer if a past clause has a later date with its year."""
    dated = [p for p in phrases if p.kind in DATED_KINDS and p.first("year", "iso", "slashed") is not None]
    past = (p for p in dated if tense_around(phrase_span(p), text, words) == "past")
    windows = (dated_window(phrase, words) for phrase in past)
    return axis_for((window.last for window in windows if window is not None), words)


def gather(
    text: str, phrases: Sequence[Phrase], dateline: Phrase | None, words: TimeWords, axis: Axis
) -> Iterator[Evidence]:
    """Yield all evidence of a text; the same fact counts once."""
    tenses = [tense_around(p, text, words) if p.kind in TENSED else None for p in phrases]
    seen: set[str] = set()
    for phrase, tense in zip(phrases, tenses, strict=True):
        if phrase is dateline:
            yield Evidence(phrase_span(phrase), "dateline", same_day_weights(phrase, words), fixes_year=False)
        elif phrase.kind in WEIGHERS and phrase.text.lower() not in seen:
            seen.add(phrase.text.lower())
            found = _of_phrase(phrase, tense, words, axis)
            if found is not None:
                yield found
    yield from _weekdays(phrases, tenses)
    yield from _dated_facts(text, phrases, words, axis)


def _of_phrase(phrase: Phrase, tense: Tense | None, words: TimeWords, axis: Axis) -> Evidence | None:
    """Return the evidence of a date, month or year; one with its year in the past also has its day."""
    weights = WEIGHERS[phrase.kind](phrase, tense, words, axis)
    if weights is None:
        return None
    has_year = phrase.first("year", "iso", "slashed") is not None
    window = window_in_axis(phrase, words, axis) if has_year else None
    day = index_of(window.first) if window is not None and tense != "future" else None
    return Evidence(phrase_span(phrase), None, weights, has_year, day)


def _dated_facts(text: str, phrases: Sequence[Phrase], words: TimeWords, axis: Axis) -> Iterator[Evidence]:
    """Yield the evidence of each mention of dated facts with "next month's"; without it once a fact."""
    shifts = {p.end: p for p in phrases if _is_shift(p)}
    seen: set[tuple[DatedFact, ...]] = set()
    for mention in _mentions_of_facts(text, words):
        shift = _shift_before(mention.span, shifts)
        if shift is not None and shift.after.group == "poss" and mention.events:
            yield _shifted_mention(text, mention, shift, axis)
        if mention.facts not in seen:
            seen.add(mention.facts)
            yield _weighed_mention(text, mention, words, axis)


@dataclass(frozen=True, slots=True)
class _FactMention:
    """A phrase of the dated tables in the text, the facts that it can mean, and the word before it."""

    span: Span
    facts: tuple[DatedFact, ...]
    before: str

    @property
    def events(self) -> list[DatedEvent]:
        """The facts that are events."""
        return [fact for fact in self.facts if isinstance(fact, DatedEvent)]


def _is_shift(phrase: Phrase) -> bool:
    """Return whether a phrase can shift an event: "next month", "last week"."""
    return phrase.kind == "unit" and phrase.first("next", "last", "this") is not None


def _shift_before(span: Span, shifts: Mapping[int, Phrase]) -> Phrase | None:
    """Return the nearest of `shifts`, phrases by their ends, that ends shortly before a mention."""
    ends = range(span.start, span.start - POSSESSIVE_REACH, -1)
    return next((shifts[end] for end in ends if end in shifts), None)


def _shifted_mention(text: str, mention: _FactMention, shift: Phrase, axis: Axis) -> Evidence:
    """Return the evidence of "next month's midterms"."""
    weights = best_of([shifted_event(event, shift, axis) for event in mention.events])
    span = span_of(text, shift.start, mention.span.end)
    return Evidence(span, _names(mention.facts), weights, fixes_year=True)


def _weighed_mention(text: str, mention: _FactMention, words: TimeWords, axis: Axis) -> Evidence:
    """Return the evidence of an event or office: the best for each day of all facts that the words can mean."""
    tense = tense_around(mention.span, text, words)
    row = words.words.get(mention.before)
    is_former = row is not None and row.group == "former"
    weighed = [around_event(event, tense, axis) for event in mention.events]
    weighed += [in_office(fact, is_former, axis) for fact in mention.facts if isinstance(fact, DatedOffice)]
    day = _event_day(mention.facts)
    return Evidence(mention.span, _names(mention.facts), best_of(weighed), fixes_year=True, event_day=day)


def _mentions_of_facts(text: str, words: TimeWords) -> Iterator[_FactMention]:
    """Yield each phrase of the dated tables in the text, the longest at each place."""
    found = list(DATED_WORD.finditer(text))
    lowered = [m[0].lower().replace("’", "'") for m in found]
    n = 0
    while n < len(found):
        options = words.dated.get(lowered[n], ())
        entry = next((e for e in options if tuple(lowered[n : n + len(e[0])]) == e[0]), None)
        if entry is None:
            n += 1
            continue
        parts, facts = entry
        span = span_of(text, found[n].start(), found[n + len(parts) - 1].end())
        yield _FactMention(span, facts, lowered[n - 1] if n else "")
        n += len(parts)


def _event_day(facts: Sequence[DatedFact]) -> int | None:
    """Return the day of the event that a phrase means, if it can mean only one."""
    fact = facts[0]
    if len(facts) > 1 or not isinstance(fact, DatedEvent):
        return None
    return index_of(date.fromisoformat(fact.date))


def _weekdays(phrases: Sequence[Phrase], tenses: Sequence[Tense | None]) -> Iterator[Evidence]:
    """Yield the evidence of each weekday for that of publication: shortly after it, or before it in the future."""
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
    """Return the facts in words, with their dates."""
    names = [
        f"{f.name}, {f.date}" if isinstance(f, DatedEvent) else f"{f.phrase}, {f.first} to {f.last or 'now'}"
        for f in facts
    ]
    return " or ".join(names)


def phrase_span(phrase: Phrase) -> Span:
    """Return the span of a phrase without its words and kind."""
    return Span(start=phrase.start, end=phrase.end, text=phrase.text)
