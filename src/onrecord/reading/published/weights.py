"""What each fact and phrase says of the day of publication, as a log weight a day.

Weights are logarithms of likelihoods up to a constant: of each day of the axis (length N),
of each day of a leap year (366), or of each weekday (7). The short ones are summed by
themselves and laid over the axis once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.lexicon.times import DatedEvent, DatedOffice, Tense, TimeWords
from onrecord.reading.published.axis import (
    A_LEAP_YEAR,
    DAY,
    FIRST_DAY,
    LAST_DAY,
    YEAR_DAYS,
    N,
    Weights,
    index_of,
)
from onrecord.reading.times.calendar import Window, period, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases

FADE, POWER = 60.0, 2.0  # an event (1 + days / FADE) times as old is talked of to the power so much less
FADE_AHEAD = 400.0  # days: a campaign is long
NEVER = -6.0  # log weight of what would be a mistake: to report an event before it happened
CANNOT = -10.0  # "next month's vote", said in any other month
LASTING = -2.0  # some things are talked of for ever: no past is weighed less than this
HARDLY = -4.0  # against the tense of the clause
SELDOM = -2.0  # a year far ahead, a date on the wrong side
LEFT_OFFICE = -3.0  # "President Clinton", years after
YEARLY = 0.8  # how fast a year named fades with each year gone by


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


def around_event(event: DatedEvent, tense: Tense | None) -> Weights:
    """Weigh an event that the text speaks of: reported after it, and before it only where it is scheduled."""
    first = index_of(date.fromisoformat(event.date))
    if not event.scheduled:
        return _since(first)
    weights = _since(first, ahead=SELDOM if tense == "past" else 0.0, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[max(first, 0) + 1 :] += HARDLY
    return weights


def in_office(office: DatedOffice, is_former: bool) -> Weights:
    """Weigh an office with its holder: the days of the term, or all after it for a former one."""
    first = max(index_of(date.fromisoformat(office.first)), 0)
    last = index_of(date.fromisoformat(office.last)) if office.last else N
    weights = np.zeros(N)
    if is_former:
        weights[:last] = NEVER
        return weights
    weights[:first] = NEVER
    weights[last:] = LEFT_OFFICE
    return weights


def shifted_event(event: DatedEvent, phrase: Phrase) -> Weights:
    """Weigh "next month's midterms": the days on which next month held the event."""
    unit, direction = phrase.last("unit"), phrase.last("last", "this", "next")
    weights = np.full(N, CANNOT)
    if unit is not None and direction is not None and unit.value in ("Y", "M", "W"):
        window = window_of(period(unit.value, date.fromisoformat(event.date), -int(direction.value)))
        if window is not None and window.first >= FIRST_DAY and window.last <= LAST_DAY:
            weights[index_of(window.first) : index_of(window.last) + 1] = 0.0
    return weights


def best_of(weights: Sequence[Weights]) -> Weights:
    """Take the best for each day of all that a phrase can mean."""
    best = weights[0]
    for other in weights[1:]:
        best = np.maximum(best, other)
    return best


def _dated_weights(phrase: Phrase, tense: Tense | None, words: TimeWords) -> Weights | None:
    """Weigh a date or month that names its year."""
    window = window_in_axis(phrase, words)
    if window is None:
        return None
    first, last = index_of(window.first), index_of(window.last)
    ahead = {"future": -SELDOM, "past": 2 * SELDOM}.get(tense or "", SELDOM)
    weights = _since(first, ahead=ahead, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[last + 1 :] += HARDLY
    return weights


def _year_weights(phrase: Phrase, tense: Tense | None, words: TimeWords) -> Weights | None:
    """Weigh a year: reports name years gone by, the fresher the more, and sometimes one to come."""
    window = window_in_axis(phrase, words)
    if window is None:
        return None
    years = (DAY - index_of(window.first)) / 365.25
    weights: Weights = -YEARLY * np.log1p(np.maximum(np.abs(years) - 1, 0))
    if tense == "future":
        weights[index_of(window.last) + 1 :] += SELDOM
    else:
        weights[: index_of(window.first)] += SELDOM
    return weights


def window_in_axis(phrase: Phrase, words: TimeWords) -> Window | None:
    """Return the days that a phrase with its year names, or None where any lies off the axis."""
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


def same_day_weights(phrase: Phrase, words: TimeWords) -> Weights:
    """Weigh a dateline without its year: that day of any year."""
    value = read_phrases([phrase], [None], A_LEAP_YEAR, words)[0]
    window = window_of(value.value) if value else None
    weights = np.full(YEAR_DAYS, NEVER)
    if window is not None:
        weights[window.first.timetuple().tm_yday - 1] = 0.0
    return weights


READERS: dict[str, Callable[[Phrase, Tense | None, TimeWords], Weights | None]] = {
    "date": _month_or_day_weights,
    "instant": _dated_weights,
    "month": _month_or_day_weights,
    "slashed": _dated_weights,
    "year": _year_weights,
}
