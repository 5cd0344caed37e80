"""When was this report published? From metadata, from its dateline, or from what it talks about.

A report that does not date itself still says much: events it knows of (not before), elections
it awaits (not after), who holds which office, "next month's midterms", "in July", and the
weekdays it names. Each is *evidence* (evidence.py): a weight (weights.py) for every day of some
forty years (axis.py). The sum over all evidence gives a probability for each day, and the answer
is the shortest interval that holds most of it; where that is wide, the report stays undated and
a note says so. In the spirit of Chambers (ACL 2012), with weights set by hand on PolNeAR's
training part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from onrecord.known import Known
from onrecord.reading.published.axis import (
    DAY,
    FIRST_DAY,
    YEAR_DAYS,
    N,
    Weights,
    index_of,
    places_in_week,
    places_in_year,
)
from onrecord.reading.published.evidence import Evidence, gather, phrase_span
from onrecord.reading.times.calendar import Window, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases
from onrecord.types import Document, Found, Note, Published, Span

HELD = 0.85  # the share of the probability that the interval given must hold
WIDEST = 366  # days: a wider interval dates nothing
STALE, STALE_DAYS = 2.0, 365.0  # POWER and FADE of weights.py, for the newest thing that a report tells of
DATELINE_REACH = 400  # characters from the start in which a dateline stands
MOST_EVIDENCE = 12  # spans and facts listed; the ones that narrow most

DATELINE_BEFORE = re.compile(r"(?:^|\n)\s*(?:[A-Z][\w.'’-]*[ ,/]*){1,6}(?:[-—–]+ *)?$")
DATELINE_AFTER = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|[-—–_:])\s|\s*\([A-Z][^)\n]{1,40}\)")
DATE_LINE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:Published|Posted|Updated|Last updated|Date)\W*)?$", re.IGNORECASE
)


def date_document(document: Document, phrases: Sequence[Phrase], known: Known) -> Found[Published]:
    """Return when `document` was published: exactly one item, and a note where that stays open."""
    given = document.published
    if given.value is not None:
        window = window_of(given.value[:10])
        if given.earliest is None and given.latest is None and window is not None:
            given = replace(given, earliest=window.first.isoformat(), latest=window.last.isoformat())
        return Found((given,))
    dateline = _dateline(document.text, phrases)
    if dateline is not None and dateline.last("year") is not None:
        return Found((_stated(dateline, known),))
    evidence = list(gather(document.text, phrases, dateline, known.words.times))
    if not any(e.fixes_year for e in evidence):
        return Found((Published(),), (_undated("nothing in the text fixes its year"),))
    return _infer(evidence, dateline)


# ---- datelines ---------------------------------------------------------------------------


def _dateline(text: str, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the date of a dateline ("MOSCOW, Oct. 20 (Reuters) -") or of a line of its own."""
    for phrase in phrases:
        if phrase.start > DATELINE_REACH:
            return None
        if phrase.kind != "date" and phrase.kind != "instant":
            continue
        before, after = text[: phrase.start], text[phrase.end : phrase.end + 60]
        if DATELINE_BEFORE.search(before) and DATELINE_AFTER.match(after):
            return phrase
        ends_line = after.lstrip(" .,\t")[:1] in ("", "\n", "\r")
        if ends_line and DATE_LINE.search(before) and phrase.last("year") is not None:
            return phrase
    return None


def _stated(dateline: Phrase, known: Known) -> Published:
    value = read_phrases([dateline], [None], FIRST_DAY, known.words.times)[0]
    if value is None or window_of(value.value) is None:
        return Published()
    day = value.value[:10]
    return Published(value=day, earliest=day, latest=day, basis="dateline", evidence=(phrase_span(dateline),))


# ---- the answer --------------------------------------------------------------------------


def _infer(evidence: Sequence[Evidence], dateline: Phrase | None) -> Found[Published]:
    total = _sum(evidence)
    probability = np.exp(total - total.max())
    probability /= probability.sum()
    window = shortest_window(probability, HELD)
    listed = _listed(evidence, window)
    if dateline is not None and window.first == window.last:
        day = window.first.isoformat()
        return Found((Published(value=day, earliest=day, latest=day, basis="dateline", evidence=listed),))
    width = (window.last - window.first).days + 1
    if width > WIDEST:
        return Found((Published(evidence=listed),), (_undated(f"what it says fits {width} days"),))
    first, last = window.first.isoformat(), window.last.isoformat()
    note = Note(code="published-open", message=f"The day of publication is known only as {first} to {last}.")
    published = Published(
        value=first if first == last else None, earliest=first, latest=last, basis="inferred", evidence=listed
    )
    return Found((published,), () if first == last else (note,))


def _sum(evidence: Sequence[Evidence]) -> Weights:
    """Add up all evidence over the axis."""
    total, of_year, of_week = np.zeros(N), np.zeros(YEAR_DAYS), np.zeros(7)
    for item in evidence:
        sums = {N: total, YEAR_DAYS: of_year, 7: of_week}[len(item.weights)]
        sums += item.weights
    total += of_year[places_in_year()] + of_week[places_in_week()]
    latest = max((e.told for e in evidence if e.told is not None), default=None)
    if latest is not None:  # a report that tells of nothing newer is not much newer itself
        total -= STALE * np.log1p(np.maximum(DAY - latest, 0) / STALE_DAYS)
    return total


def shortest_window(probability: Weights, held: float) -> Window:
    """Return the shortest run of days that holds the share `held`; the earliest of equals."""
    reached = np.concatenate(([0.0], np.cumsum(probability)))
    ends = np.searchsorted(reached, reached[:-1] + held * reached[-1] - 1e-12)
    fits = ends <= len(probability)
    lengths = np.where(fits, ends - np.arange(len(probability)), len(probability) + 1)
    first = int(np.argmin(lengths))
    return Window(FIRST_DAY + timedelta(days=first), FIRST_DAY + timedelta(days=int(ends[first]) - 1))


def _listed(evidence: Sequence[Evidence], window: Window) -> tuple[Span | str, ...]:
    """Return the evidence that narrows most: the words, and the fact they rest on."""
    inside = np.arange(index_of(window.first), index_of(window.last) + 1)
    places = {N: inside, YEAR_DAYS: places_in_year()[inside], 7: places_in_week()[inside]}
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
