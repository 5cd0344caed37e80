"""The weight of each fact and phrase for the day of publication: a log weight for each day.

Weights are logarithms of likelihoods up to a constant: for each day of the axis, of a leap year
(366) or of the week (7). The short ones are added up separately and laid over the axis once. All constants
were set by hand on the training part of PolNeAR.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from onrecord.lexicon.times import DatedEvent, DatedOffice, Tense, TimeWords
from onrecord.reading.published.axis import (
    A_LEAP_YEAR,
    FIRST_DAY,
    YEAR_DAYS,
    Axis,
    Weights,
    index_of,
)
from onrecord.reading.times.calendar import Window, period, window_of
from onrecord.reading.times.phrases import Phrase
from onrecord.reading.times.resolve import read_phrases

FADE, POWER = 60.0, 2.0  # days, exponent: mentions of an event decay as (1 + days / FADE) ** -POWER
FADE_AHEAD = 400.0  # days: the same before an event; a campaign lasts long
BEFORE_THE_EVENT = -6.0  # log weight of an error: to report an event before it happened
CANNOT = -10.0  # log weight of "next month's vote" in any other month
LASTING = -2.0  # least log weight of a past event: some are mentioned for decades
HARDLY = -4.0  # log weight against the tense of the clause
SELDOM = -2.0  # log weight of a year far ahead, or a date on the wrong side
LEFT_OFFICE = -3.0  # log weight of "President Clinton" after the term
YEARLY = 0.8  # how fast mentions of a year decay with each year after it
DAYS_A_YEAR = 365.25


@lru_cache(maxsize=8)
def _template(length: int, ahead: float, fading_ahead: bool) -> Weights:
    """Return the weights of `length` days on each side of a date: decaying after it, `ahead` before it."""
    lag = np.arange(-length, length + 1)
    weights = np.maximum(-POWER * np.log1p(lag.clip(0) / FADE), LASTING)
    weights[lag < 0] = ahead
    if fading_ahead:
        weights[lag < 0] -= POWER * np.log1p(-lag[lag < 0] / FADE_AHEAD)
    return weights


def _since(axis: Axis, first: int, ahead: float = BEFORE_THE_EVENT, fading_ahead: bool = False) -> Weights:
    """Return weights that decay after the day `first`; before it `ahead`, which decays if `fading_ahead`."""
    length = axis.length
    first = min(max(first, 0), length)
    return _template(length, ahead, fading_ahead)[length - first : 2 * length - first]


def around_event(event: DatedEvent, tense: Tense | None, axis: Axis) -> Weights:
    """Weigh an event that the text mentions: after it, and before it only if it is scheduled."""
    first = index_of(date.fromisoformat(event.date))
    if not event.scheduled:
        return _since(axis, first)
    weights = _since(axis, first, ahead=SELDOM if tense == "past" else 0.0, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[max(first, 0) + 1 :] += HARDLY
    return weights


def in_office(office: DatedOffice, is_former: bool, axis: Axis) -> Weights:
    """Weigh an office with its holder: the days of the term, or all days after it for a former holder."""
    first = max(index_of(date.fromisoformat(office.first)), 0)
    last = index_of(date.fromisoformat(office.last)) if office.last else axis.length
    weights = np.zeros(axis.length)
    if is_former:
        weights[:last] = BEFORE_THE_EVENT
        return weights
    weights[:first] = BEFORE_THE_EVENT
    weights[last:] = LEFT_OFFICE
    return weights


def shifted_event(event: DatedEvent, phrase: Phrase, axis: Axis) -> Weights:
    """Weigh "next month's midterms": the days whose next month has the event."""
    unit, direction = phrase.last("unit"), phrase.last("last", "this", "next")
    weights = np.full(axis.length, CANNOT)
    if unit is not None and direction is not None and unit.value in ("Y", "M", "W"):
        window = window_of(period(unit.value, date.fromisoformat(event.date), -int(direction.value)))
        if window is not None and axis.holds(window):
            weights[index_of(window.first) : index_of(window.last) + 1] = 0.0
    return weights


def best_of(weights: Sequence[Weights]) -> Weights:
    """Return the best weight of each day."""
    best = weights[0]
    for other in weights[1:]:
        best = np.maximum(best, other)
    return best


def _dated_weights(phrase: Phrase, tense: Tense | None, words: TimeWords, axis: Axis) -> Weights | None:
    """Weigh a date or month that names its year."""
    window = window_in_axis(phrase, words, axis)
    if window is None:
        return None
    first, last = index_of(window.first), index_of(window.last)
    ahead = {"future": -SELDOM, "past": 2 * SELDOM}.get(tense or "", SELDOM)
    weights = _since(axis, first, ahead=ahead, fading_ahead=True)
    if tense == "future":
        weights = weights.copy()
        weights[last + 1 :] += HARDLY
    return weights


def _year_weights(phrase: Phrase, tense: Tense | None, words: TimeWords, axis: Axis) -> Weights | None:
    """Weigh a year: mostly a recent year in the past, or in a future clause one to come."""
    window = window_in_axis(phrase, words, axis)
    if window is None:
        return None
    years = (axis.days - index_of(window.first)) / DAYS_A_YEAR
    weights: Weights = -YEARLY * np.log1p(np.maximum(np.abs(years) - 1, 0))
    if tense == "future":
        weights[index_of(window.last) + 1 :] += SELDOM
    else:
        weights[: index_of(window.first)] += SELDOM
    return weights


def window_in_axis(phrase: Phrase, words: TimeWords, axis: Axis) -> Window | None:
    """Return the days of a phrase with a year, or None where one is outside the axis."""
    window = dated_window(phrase, words)
    return window if window is not None and axis.holds(window) else None


def dated_window(phrase: Phrase, words: TimeWords) -> Window | None:
    """Return the days of a phrase with a year, or None where it has none."""
    return _window_at(phrase, FIRST_DAY, words)


def _window_at(phrase: Phrase, day: date, words: TimeWords) -> Window | None:
    """Return the days of a phrase in a text published on `day`, or None where it has none."""
    value = read_phrases([phrase], [None], day, words)[0]
    return window_of(value.value) if value is not None else None


def _month_or_day_weights(
    phrase: Phrase, tense: Tense | None, words: TimeWords, axis: Axis
) -> Weights | None:
    """Weigh a date or month; without a year, by its distance in days on either side within a year."""
    if phrase.first("year", "hundreds") is not None:
        return _dated_weights(phrase, tense, words, axis)
    window = _window_at(phrase, A_LEAP_YEAR, words)
    if window is None or phrase.first("unit") is not None:
        return None
    days = np.arange(YEAR_DAYS)
    fade = _template(axis.length, BEFORE_THE_EVENT, fading_ahead=False)[axis.length :]
    past = fade[(days - window.first.timetuple().tm_yday + 1) % YEAR_DAYS]
    future = fade[(window.last.timetuple().tm_yday - 1 - days) % YEAR_DAYS]
    side = _side_of(phrase, tense)
    if side == "past":
        future = future + SELDOM
    elif side == "future":
        past = past + SELDOM
    best: Weights = np.maximum(past, future)
    return best


def _side_of(phrase: Phrase, tense: Tense | None) -> Tense | None:
    """Return on which side of publication a date lies: by "last" or "next", else by the tense."""
    direction = phrase.first("last", "past", "next")
    if direction is None:
        return tense
    return "future" if direction.group == "next" else "past"


def same_day_weights(phrase: Phrase, words: TimeWords) -> Weights:
    """Weigh a dateline without a year: its day in any year."""
    window = _window_at(phrase, A_LEAP_YEAR, words)
    weights = np.full(YEAR_DAYS, BEFORE_THE_EVENT)
    if window is not None:
        weights[window.first.timetuple().tm_yday - 1] = 0.0
    return weights


WEIGHERS: dict[str, Callable[[Phrase, Tense | None, TimeWords, Axis], Weights | None]] = {
    "date": _month_or_day_weights,
    "instant": _dated_weights,
    "month": _month_or_day_weights,
    "slashed": _dated_weights,
    "year": _year_weights,
}
