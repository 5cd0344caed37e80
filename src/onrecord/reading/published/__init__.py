"""The day of publication: from metadata, from a dateline, or inferred from the text.

A text without a date still holds evidence (evidence.py): events that it mentions were before it, elections
that it expects are after it; who holds which office, "next month's midterms", "in July" and weekdays narrow
it further. Each piece of evidence gives a weight (weights.py) to every day of some forty years (axis.py). The
sum gives each day a probability. The answer is the shortest interval that holds most of the probability; if
that is wide, the text stays undated and a note says so. The method follows Chambers (ACL 2012), with weights
set by hand on the training part of PolNeAR.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

import numpy as np

from onrecord.known import Known
from onrecord.lexicon.classes import WordClasses, any_of
from onrecord.reading.published.axis import (
    FIRST_DAY,
    YEAR_DAYS,
    Axis,
    Weights,
    index_of,
    places_in_week,
    places_in_year,
)
from onrecord.reading.published.contradictions import contradictions_of
from onrecord.reading.published.evidence import Evidence, axis_of, gather, phrase_span
from onrecord.reading.published.rewriting import find_told_day
from onrecord.reading.times.calendar import Window, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases
from onrecord.types import Document, Found, Note, Published, Span

__all__ = ["date_document", "find_told_day", "shortest_window"]

HELD = 0.85  # share of the probability that the interval must hold
WIDEST_WINDOW = 366  # days: a text with a wider interval stays undated
STALE, STALE_DAYS = (
    2.0,
    365.0,
)  # exponent, days: a report decays like this after the newest event that it mentions
ISO_DAY = 10  # characters of "2018-10-20"
AFTER_REACH = 60  # characters behind a date that can hold the rest of a dateline: "(Reuters) -"
DATELINE_REACH = 400  # characters from the start of the text that can hold a dateline
MOST_EVIDENCE = 12  # pieces of evidence that are listed: those that narrow most

DATELINE_BEFORE = re.compile(r"(?:^|\n)\s*(?:[A-Z][\w.'’-]*[ ,/]*){1,6}(?:[-—–]+ *)?$")
DATELINE_AFTER = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|[-—–_:])\s|\s*\([A-Z][^)\n]{1,40}\)")
LINE_AFTER_DATE = re.compile(r"[ .,\t|/–-]*(?:at )?(?:\d{1,2}[:.]\d{2}[ \w.]{0,12})?(?:\s*$|[ .,\t]*[\n\r])")


def date_document(document: Document, phrases: Sequence[Phrase], known: Known) -> Found[Published]:
    """Return when `document` was published: exactly one item, and a note where that stays open."""
    dateline = _dateline(document.text, phrases, known.words.times.classes)
    if document.published.value is not None:
        given = _with_days(document.published, document.published.value)
        return Found((given,), contradictions_of(document, phrases, dateline, known))
    if dateline is not None and dateline.last("year") is not None:
        return Found((_stated(dateline, known),))
    axis = axis_of(document.text, phrases, known.words.times)
    evidence = list(gather(document.text, phrases, dateline, known.words.times, axis))
    if not any(e.fixes_year for e in evidence):
        return Found((Published(),), (_undated("nothing in the text fixes its year"),))
    return _infer(evidence, dateline, axis)


def _with_days(given: Published, value: str) -> Published:
    """Return a given date with its first and last day, unless it has one of them."""
    window = window_of(value[:ISO_DAY])
    if window is None or given.earliest is not None or given.latest is not None:
        return given
    return replace(given, earliest=window.first.isoformat(), latest=window.last.isoformat())


# ---- datelines ---------------------------------------------------------------------------


def _dateline(text: str, phrases: Sequence[Phrase], classes: WordClasses) -> Phrase | None:
    """Return the date of a dateline ("MOSCOW, Oct. 20 (Reuters) -") or on a separate line."""
    near = itertools.takewhile(lambda p: p.start <= DATELINE_REACH, phrases)
    dates = (p for p in near if p.kind in ("date", "instant") or (p.kind == "clock" and p.last("year")))
    line_before = _line_before(classes.publication_labels)
    return next((p for p in dates if _is_in_dateline(text, p) or _is_date_line(text, p, line_before)), None)


@lru_cache(maxsize=4)
def _line_before(labels: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of what may stand in a line before its date: nothing, or a label such as "Published:"."""
    return re.compile(rf"(?:^|\n)[ \t]*(?:{any_of(labels)}\W*)?$", re.IGNORECASE)


def _is_in_dateline(text: str, phrase: Phrase) -> bool:
    """Return whether a date follows a place name and comes before a dash or an agency."""
    if DATELINE_AFTER.match(_behind(text, phrase)) is None:
        return False
    return DATELINE_BEFORE.search(text[: phrase.start]) is not None


def _is_date_line(text: str, phrase: Phrase, line_before: re.Pattern[str]) -> bool:
    """Return whether a date with its year is on a separate line: "Published: October 20, 2018"."""
    ends_line = LINE_AFTER_DATE.match(_behind(text, phrase)) is not None
    opens_line = ends_line and line_before.search(text[: phrase.start]) is not None
    return opens_line and phrase.last("year") is not None


def _behind(text: str, phrase: Phrase) -> str:
    return text[phrase.end : phrase.end + AFTER_REACH]


def _stated(dateline: Phrase, known: Known) -> Published:
    """Return the day of a dateline with its year."""
    value = read_phrases([dateline], [None], FIRST_DAY, known.words.times)[0]
    if value is None or window_of(value.value) is None:
        return Published()
    day = value.value[:ISO_DAY]
    return Published(value=day, earliest=day, latest=day, basis="dateline", evidence=(phrase_span(dateline),))


# ---- the answer --------------------------------------------------------------------------


def _infer(evidence: Sequence[Evidence], dateline: Phrase | None, axis: Axis) -> Found[Published]:
    """Return the shortest interval that the evidence allows, or an undated one with a note."""
    total = _sum(evidence, axis)
    probability = np.exp(total - total.max())
    probability /= probability.sum()
    window = shortest_window(probability, HELD)
    listed = _listed(evidence, window, axis)
    if dateline is not None and window.first == window.last:
        day = window.first.isoformat()
        return Found((Published(value=day, earliest=day, latest=day, basis="dateline", evidence=listed),))
    width = (window.last - window.first).days + 1
    if width > WIDEST_WINDOW:
        return Found((Published(evidence=listed),), (_undated(f"what it says fits {width} days"),))
    first, last = window.first.isoformat(), window.last.isoformat()
    note = Note(code="published-open", message=f"The day of publication is known only as {first} to {last}.")
    published = Published(
        value=first if first == last else None, earliest=first, latest=last, basis="inferred", evidence=listed
    )
    return Found((published,), () if first == last else (note,))


def _sum(evidence: Sequence[Evidence], axis: Axis) -> Weights:
    """Return the sum of all evidence over the axis."""
    total, of_year, of_week = np.zeros(axis.length), np.zeros(YEAR_DAYS), np.zeros(7)
    for item in evidence:
        sums = {axis.length: total, YEAR_DAYS: of_year, 7: of_week}[len(item.weights)]
        sums += item.weights
    total += of_year[places_in_year(axis)] + of_week[places_in_week(axis)]
    latest = max((e.event_day for e in evidence if e.event_day is not None), default=None)
    if latest is not None:  # a report is not much newer than the newest event in it
        total -= STALE * np.log1p(np.maximum(axis.days - latest, 0) / STALE_DAYS)
    return total


def shortest_window(probability: Weights, held: float) -> Window:
    """Return the shortest run of days that holds the share `held`; of equal runs the earliest."""
    reached = np.concatenate(([0.0], np.cumsum(probability)))
    ends = np.searchsorted(reached, reached[:-1] + held * reached[-1] - 1e-12)
    fits = ends <= len(probability)
    lengths = np.where(fits, ends - np.arange(len(probability)), len(probability) + 1)
    first = int(np.argmin(lengths))
    return Window(FIRST_DAY + timedelta(days=first), FIRST_DAY + timedelta(days=int(ends[first]) - 1))


def _listed(evidence: Sequence[Evidence], window: Window, axis: Axis) -> tuple[Span | str, ...]:
    """Return the evidence that narrows the day most, in text order: the words and the fact they mention."""
    inside = np.arange(index_of(window.first), index_of(window.last) + 1)
    places = {axis.length: inside, YEAR_DAYS: places_in_year(axis)[inside], 7: places_in_week(axis)[inside]}
    force = [float(e.weights[places[len(e.weights)]].mean() - e.weights.mean()) for e in evidence]
    order = sorted(range(len(evidence)), key=lambda n: (-force[n], evidence[n].span.start))[:MOST_EVIDENCE]
    listed: list[Span | str] = []
    for n in sorted(order, key=lambda n: evidence[n].span.start):
        listed.append(evidence[n].span)
        fact = evidence[n].fact
        if fact is not None:
            listed.append(fact)
    return tuple(listed)


def _undated(reason: str) -> Note:
    return Note(code="published-open", message=f"The day of publication is not known: {reason}.")
