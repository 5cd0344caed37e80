"""When was this report published? From metadata, from its dateline, or from what it talks about.

A report that does not date itself still says much: events it knows of (not before), elections
it awaits (not after), who holds which office, "next month's midterms", "in July", and the
weekdays it names. Each is *evidence*: a weight for every day of some forty years. The sum over
all evidence gives a probability for each day, and the answer is the shortest interval that
holds most of it; where that is wide, the report stays undated and a note says so. In the
spirit of Chambers (ACL 2012), with weights set by hand on PolNeAR's training part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.known import Known
from onrecord.lexicon.times import DATED_WORD, DatedEvent, DatedFact, DatedOffice, Tense, TimeWords
from onrecord.reading.times.calendar import Window, period, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases
from onrecord.reading.times.tense import tense_around
from onrecord.types import Document, Found, Note, Published, Span, span_of

Weights = npt.NDArray[np.floating]

FIRST_DAY = date(1987, 1, 1)
LAST_DAY = date(2027, 12, 31)  # two years after the tables of dated facts were written
N = (LAST_DAY - FIRST_DAY).days + 1
DAY = np.arange(N)

HELD = 0.85  # the share of the probability that the interval given must hold
WIDEST = 366  # days: a wider interval dates nothing
FADE, POWER = 60.0, 2.0  # an event (1 + days / FADE) times as old is talked of to the power so much less
STALE, STALE_DAYS = 2.0, 365.0  # the same for the newest thing that a report tells of
FADE_AHEAD = 400.0  # days: a campaign is long
NEVER = -6.0  # log weight of what would be a mistake: to report an event before it happened
CANNOT = -10.0  # "next month's vote", said in any other month
LASTING = -2.0  # some things are talked of for ever: no past is weighed less than this
HARDLY = -4.0  # against the tense of the clause
SELDOM = -2.0  # a year far ahead, a date on the wrong side
LEFT_OFFICE = -3.0  # "President Clinton", years after
YEARLY = 0.8  # how fast a year named fades with each year gone by
YEAR_DAYS = 366
A_LEAP_YEAR = date(2004, 7, 1)
WEEKDAY_FADE = -0.35  # log weight a day between a weekday named and that of publication
DATELINE_REACH = 400  # characters from the start in which a dateline stands
POSSESSIVE_REACH = 30  # characters between "next month's" and the event it is said of
MOST_EVIDENCE = 12  # spans and facts listed; the ones that narrow most

DATELINE_BEFORE = re.compile(r"(?:^|\n)\s*(?:[A-Z][\w.'’-]*[ ,/]*){1,6}(?:[-—–]+ *)?$")
DATELINE_AFTER = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:--|[-—–_:])\s|\s*\([A-Z][^)\n]{1,40}\)")
DATE_LINE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:Published|Posted|Updated|Last updated|Date)\W*)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that narrows the day of publication: its words, what it is, a log weight a day."""

    span: Span
    fact: str | None
    weights: Weights  # of length N, YEAR_DAYS or 7
    fixes_year: bool
    told: int | None = None  # the day of the axis it tells of, where that is certain


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
    evidence = list(_gather(document.text, phrases, dateline, known.times))
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
    value = read_phrases([dateline], [None], FIRST_DAY, known.times)[0]
    if value is None or window_of(value.value) is None:
        return Published()
    day = value.value[:10]
    return Published(value=day, earliest=day, latest=day, basis="dateline", evidence=(_span(dateline),))


# ---- evidence ----------------------------------------------------------------------------


def _gather(
    text: str, phrases: Sequence[Phrase], dateline: Phrase | None, words: TimeWords
) -> Iterator[Evidence]:
    """Yield all evidence of a text; the same fact counts once."""
    tenses = [tense_around(p, text, words) for p in phrases]
    seen: set[str] = set()
    for phrase, tense in zip(phrases, tenses, strict=True):
        if phrase is dateline:
            yield Evidence(_span(phrase), "dateline", _same_day_weights(phrase, words), fixes_year=False)
        elif phrase.kind in READERS and phrase.text.lower() not in seen:
            seen.add(phrase.text.lower())
            weights = READERS[phrase.kind](phrase, tense, words)
            if weights is not None:
                has_year = phrase.first("year", "iso", "slashed") is not None
                window = _window_in_axis(phrase, words) if has_year else None
                told = _index(window.first) if window and tense != "future" else None
                yield Evidence(_span(phrase), None, weights, has_year, told)
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
            weights = _best([_shifted(e, shift) for e in events])
            yield Evidence(span_of(text, shift.start, span.end), _names(facts), weights, fixes_year=True)
        if facts in seen:
            continue
        seen.add(facts)
        tense = tense_around(span, text, words)
        row = words.words.get(before)
        is_former = row is not None and row.group == "former"
        weighed = [_around_event(e, tense) for e in events] + [_in_office(o, is_former) for o in offices]
        yield Evidence(span, _names(facts), _best(weighed), fixes_year=True, told=_told(facts))


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
    return _index(date.fromisoformat(fact.date))


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
        yield Evidence(_span(phrase), None, WEEKDAY_FADE * days, fixes_year=False)


# ---- weights -----------------------------------------------------------------------------
#
# Weights are logarithms of likelihoods up to a constant: of each day of the axis (length N),
# of each day of a leap year (366), or of each weekday (7). The short ones are summed by
# themselves and laid over the axis once.


@lru_cache(maxsize=8)
def _template(ahead: float, fading_ahead: bool) -> Weights:
    """Return the weights of 2N + 1 days around a date at N: fading after, `ahead` before it."""
    lag = np.arange(-N, N + 1)
    weights = np.maximum(-POWER * np.log1p(lag.clip(0) / FADE), LASTING)
    weights[lag < 0] = ahead
    if fading_ahead:
        weights[lag < 0] -= POWER * np.log1p(-lag[lag < 0] / FADE_AHEAD)
    return weights


def _since(first: int, ahead: float = NEVER, fading_ahead: bool = False) -> Weights:
    """Return weights that fade with the days after `first`; before it `ahead`, fading too if asked."""
    first = min(max(first, 0), N)
    return _template(ahead, fading_ahead)[N - first : 2 * N - first]


def _around_event(event: DatedEvent, tense: Tense | None) -> Weights:
    first = _index(date.fromisoformat(event.date))
    if not event.scheduled:
        return _since(first)
    weights = _since(first, ahead=SELDOM if tense == "past" else 0.0, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[max(first, 0) + 1 :] += HARDLY
    return weights


def _in_office(office: DatedOffice, is_former: bool) -> Weights:
    first = max(_index(date.fromisoformat(office.first)), 0)
    last = _index(date.fromisoformat(office.last)) if office.last else N
    weights = np.zeros(N)
    if is_former:
        weights[:last] = NEVER
        return weights
    weights[:first] = NEVER
    weights[last:] = LEFT_OFFICE
    return weights


def _shifted(event: DatedEvent, phrase: Phrase) -> Weights:
    """Weigh "next month's midterms": the days on which next month held the event."""
    unit, direction = phrase.last("unit"), phrase.last("last", "this", "next")
    weights = np.full(N, CANNOT)
    if unit is not None and direction is not None and unit.value in ("Y", "M", "W"):
        window = window_of(period(unit.value, date.fromisoformat(event.date), -int(direction.value)))
        if window is not None and window.first >= FIRST_DAY and window.last <= LAST_DAY:
            weights[_index(window.first) : _index(window.last) + 1] = 0.0
    return weights


def _best(weights: Sequence[Weights]) -> Weights:
    """Take the best for each day of all that a phrase can mean."""
    best = weights[0]
    for other in weights[1:]:
        best = np.maximum(best, other)
    return best


def _dated_weights(phrase: Phrase, tense: Tense | None, words: TimeWords) -> Weights | None:
    """Weigh a date or month that names its year."""
    window = _window_in_axis(phrase, words)
    if window is None:
        return None
    first, last = _index(window.first), _index(window.last)
    ahead = {"future": -SELDOM, "past": 2 * SELDOM}.get(tense or "", SELDOM)
    weights = _since(first, ahead=ahead, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[last + 1 :] += HARDLY
    return weights


def _year_weights(phrase: Phrase, tense: Tense | None, words: TimeWords) -> Weights | None:
    """Weigh a year: reports name years gone by, the fresher the more, and sometimes one to come."""
    window = _window_in_axis(phrase, words)
    if window is None:
        return None
    years = (DAY - _index(window.first)) / 365.25
    weights: Weights = -YEARLY * np.log1p(np.maximum(np.abs(years) - 1, 0))
    if tense == "future":
        weights[_index(window.last) + 1 :] += SELDOM
    else:
        weights[: _index(window.first)] += SELDOM
    return weights


def _window_in_axis(phrase: Phrase, words: TimeWords) -> Window | None:
    value = read_phrases([phrase], [None], FIRST_DAY, words)[0]
    window = window_of(value.value) if value else None
    if window is None or window.first < FIRST_DAY or window.last > LAST_DAY:
        return None
    return window


def _month_or_day_weights(phrase: Phrase, tense: Tense | None, words: TimeWords) -> Weights | None:
    """Weigh a date or month; one without its year by how many days of the year it lies back or ahead."""
    if phrase.first("year", "hundreds") is not None:
        return _dated_weights(phrase, tense, words)
    value = read_phrases([phrase], [None], A_LEAP_YEAR, words)[0]
    window = window_of(value.value) if value else None
    if window is None or phrase.first("unit") is not None:
        return None
    days = np.arange(YEAR_DAYS)
    fade = _template(NEVER, fading_ahead=False)[N:]
    past = fade[(days - window.first.timetuple().tm_yday + 1) % YEAR_DAYS]
    future = fade[(window.last.timetuple().tm_yday - 1 - days) % YEAR_DAYS]
    direction = phrase.first("last", "past", "next")
    if direction is not None:
        tense = "future" if direction.group == "next" else "past"
    if tense == "past":
        future = future + SELDOM
    elif tense == "future":
        past = past + SELDOM
    best: Weights = np.maximum(past, future)
    return best


def _same_day_weights(phrase: Phrase, words: TimeWords) -> Weights:
    """Weigh a dateline without its year: that day of any year."""
    value = read_phrases([phrase], [None], A_LEAP_YEAR, words)[0]
    window = window_of(value.value) if value else None
    weights = np.full(YEAR_DAYS, NEVER)
    if window is not None:
        weights[window.first.timetuple().tm_yday - 1] = 0.0
    return weights


@lru_cache(maxsize=1)
def _places_in_year() -> npt.NDArray[np.int64]:
    """Return the place of each day of the axis in a leap year, from 0."""
    days = (FIRST_DAY + timedelta(days=n) for n in range(N))
    return np.array([date(A_LEAP_YEAR.year, d.month, d.day).timetuple().tm_yday - 1 for d in days])


def _index(day: date) -> int:
    return (day - FIRST_DAY).days


READERS: dict[str, Callable[[Phrase, Tense | None, TimeWords], Weights | None]] = {
    "date": _month_or_day_weights,
    "instant": _dated_weights,
    "month": _month_or_day_weights,
    "slashed": _dated_weights,
    "year": _year_weights,
}


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
    total += of_year[_places_in_year()] + of_week[_places_in_week()]
    latest = max((e.told for e in evidence if e.told is not None), default=None)
    if latest is not None:  # a report that tells of nothing newer is not much newer itself
        total -= STALE * np.log1p(np.maximum(DAY - latest, 0) / STALE_DAYS)
    return total


def _places_in_week() -> npt.NDArray[np.int64]:
    return (DAY + FIRST_DAY.isoweekday() - 1) % 7


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
    inside = np.arange(_index(window.first), _index(window.last) + 1)
    places = {N: inside, YEAR_DAYS: _places_in_year()[inside], 7: _places_in_week()[inside]}
    force = [float(e.weights[places[len(e.weights)]].mean() - e.weights.mean()) for e in evidence]
    order = sorted(range(len(evidence)), key=lambda n: (-force[n], evidence[n].span.start))[:MOST_EVIDENCE]
    listed: list[Span | str] = []
    for n in sorted(order, key=lambda n: evidence[n].span.start):
        listed.append(evidence[n].span)
        fact = evidence[n].fact
        if fact is not None:
            listed.append(fact)
    return tuple(listed)


def _names(facts: Sequence[DatedFact]) -> str:
    names = [
        f"{f.name}, {f.date}" if isinstance(f, DatedEvent) else f"{f.phrase}, {f.first} to {f.last or 'now'}"
        for f in facts
    ]
    return " or ".join(names)


def _undated(reason: str) -> Note:
    return Note(code="published-open", message=f"The day of publication is not known: {reason}.")


def _span(phrase: Phrase) -> Span:
    return Span(start=phrase.start, end=phrase.end, text=phrase.text)
