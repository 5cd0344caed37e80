"""The day that a report speaks from: its publication, or the last change where the text was rewritten then.

A news report that is changed later keeps its own day: a corrected name does not move its "Tuesday". A running
report or an explainer is rewritten, and so is a text that tells days after its publication as past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.known import Known
from onrecord.lexicon.times import TimeWords
from onrecord.reading.rules import Rule, first_rule
from onrecord.reading.times.calendar import window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases
from onrecord.reading.times.tense import tense_around
from onrecord.types import Document, Found, Note, Published

ISO_DAY = 10  # characters of "2018-10-20"
DAYS_IN_WORDS = ("date", "instant", "slashed")  # kinds of phrases that name a day
NOT_IN_WORDS = re.compile(r"[^a-z0-9&]+")


@dataclass(frozen=True, slots=True)
class _Changed:
    """A document that was changed on a later day than that of its publication."""

    document: Document
    published: date
    updated: date
    phrases: Sequence[Phrase]
    words: TimeWords


def find_told_day(document: Document, phrases: Sequence[Phrase], known: Known) -> Found[Published]:
    """Return the day that relative times count from: exactly one item, and a note if the page was changed later."""
    case = _changed(document, phrases, known.words.times)
    if case is None:
        return Found((document.published,))
    rule = first_rule(REWRITING_RULES, case)
    told = case.published if rule is None else case.updated
    why = "it reads as a report of that day" if rule is None else rule.result(case)
    message = (
        f"The page was published on {case.published} and last changed on {case.updated}; "
        f"relative times count from {told}: {why}."
    )
    if rule is None:
        return Found((document.published,), (Note(code="updated", message=message),))
    day = told.isoformat()
    counted = Published(value=day, earliest=day, latest=day, basis=document.published.basis)
    return Found((counted,), (Note(code="updated", message=message),))


def _changed(document: Document, phrases: Sequence[Phrase], words: TimeWords) -> _Changed | None:
    """Return the case of a document that was changed after its day of publication, or None."""
    if document.updated is None or document.published.value is None:
        return None
    published, updated = _day(document.published.value), _day(document.updated.value)
    if published is None or updated is None or updated <= published:
        return None
    return _Changed(document, published, updated, phrases, words)


def _day(value: str) -> date | None:
    window = window_of(value[:ISO_DAY])
    return window.first if window is not None and window.first == window.last else None


def _is_live(case: _Changed) -> bool:
    return case.document.updated is not None and case.document.updated.basis == "live"


def _words_of_running(case: _Changed) -> str | None:
    """Return the words in the title or address that say that the report is kept up, or None."""
    told = (_plain(case.document.title or ""), _plain(case.document.url or ""))
    return next(
        (w for w in case.words.running if any(f" {_plain(w).strip()} " in text for text in told)), None
    )


def _plain(text: str) -> str:
    return f" {NOT_IN_WORDS.sub(' ', text.lower()).strip()} "


def _told_after(case: _Changed) -> str | None:
    """Return the words for a day after publication that the text tells as past, or None."""
    text = case.document.text
    dates = [p for p in case.phrases if p.kind in DAYS_IN_WORDS]
    tenses = [tense_around(p, text, case.words) for p in dates]
    values = read_phrases(dates, tenses, case.updated, case.words)
    for phrase, tense, value in zip(dates, tenses, values, strict=True):
        window = window_of(value.value) if value is not None else None
        if window is not None and tense == "past" and case.published < window.first <= case.updated:
            return phrase.text
    return None


# Each result says why the text is one of the day of its last change.
REWRITING_RULES: tuple[Rule[_Changed, str], ...] = (
    Rule("running report", _is_live, lambda _: "the page says that it is a running report"),
    Rule(
        "words of the title",
        lambda c: _words_of_running(c) is not None,
        lambda c: f"its title has '{_words_of_running(c)}', so it is kept up",
    ),
    Rule(
        "told after publication",
        lambda c: _told_after(c) is not None,
        lambda c: f"the text tells '{_told_after(c)}' as past",
    ),
)
