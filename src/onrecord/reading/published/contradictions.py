"""Notes on a stated day of publication that the text contradicts; the stated day is kept.

A dateline far from it, and a day after it that the text tells as past with its year, show that the date is
that of another version of the text, or of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.known import Known
from onrecord.lexicon.times import TimeWords
from onrecord.reading.times.calendar import Window, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases
from onrecord.reading.times.tense import tense_around
from onrecord.types import Document, Note, Span

ISO_DAY = 10  # characters of "2018-10-20"
ONE_DAY = timedelta(days=1)  # between the newsroom's calendar and that of the text
DATELINE_DAYS = 31  # a dateline further away is that of another report
DAYS_IN_WORDS = ("date", "instant", "slashed")  # kinds of phrases that name a day


def contradictions_of(
    document: Document, phrases: Sequence[Phrase], dateline: Phrase | None, known: Known
) -> tuple[Note, ...]:
    """Return one note if the text contradicts the day of publication that the page or the caller states."""
    published = window_of((document.published.value or "")[:ISO_DAY])
    if published is None:
        return ()
    found = next(_contradicting(document, phrases, dateline, published.last, known.words.times), None)
    if found is None:
        return ()
    phrase, told = found
    message = (
        f"The date {document.published.value} ({document.published.basis or 'stated'}) does not fit the text, "
        f"which tells '{phrase.text}' ({told}); the stated date was kept."
    )
    span = Span(start=phrase.start, end=phrase.end, text=phrase.text)
    return (Note(code="published-contradiction", message=message, span=span),)


def _contradicting(
    document: Document, phrases: Sequence[Phrase], dateline: Phrase | None, published: date, words: TimeWords
) -> Iterator[tuple[Phrase, date]]:
    """Yield the phrases that do not fit the day, with the day that they mean."""
    if dateline is not None:
        window = _days(dateline, published, words)
        if window is not None and abs((window.first - published).days) > DATELINE_DAYS:
            yield dateline, window.first
    last = _last_change(document, published) + ONE_DAY
    for phrase in phrases:
        if phrase.kind not in DAYS_IN_WORDS or phrase.first("year", "iso", "slashed") is None:
            continue
        window = _days(phrase, published, words)
        if (
            window is not None
            and window.first > last
            and tense_around(phrase, document.text, words) == "past"
        ):
            yield phrase, window.first


def _days(phrase: Phrase, published: date, words: TimeWords) -> Window | None:
    value = read_phrases([phrase], [None], published, words)[0]
    return window_of(value.value) if value is not None else None


def _last_change(document: Document, published: date) -> date:
    """Return the day of the last change, or of publication."""
    updated = window_of(document.updated.value[:ISO_DAY]) if document.updated is not None else None
    return max(updated.last, published) if updated is not None else published
