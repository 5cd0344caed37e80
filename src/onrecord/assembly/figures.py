"""Numbers of events as intervals: whether two can be one number, and how they are shown."""

from __future__ import annotations

import math

from onrecord.types import Figure, FigureKind

GROWING: frozenset[FigureKind] = frozenset(
    {"killed", "injured", "arrested", "abducted", "displaced", "votes"}
)
TOLLS: frozenset[FigureKind] = frozenset({"killed", "injured", "arrested", "abducted"})
NEARLY = 0.05  # of the larger: rounded numbers of one amount of money or crowd differ by so much
ROUNDED: frozenset[FigureKind] = frozenset({"money", "participants", "displaced"})


def bounds(figure: Figure) -> tuple[float, float]:
    """Return the least and the most that a number can be."""
    low = 0.0 if figure.low is None else float(figure.low)
    return low, math.inf if figure.high is None else float(figure.high)


def fits_figure(left: Figure, right: Figure) -> bool:
    """Return whether two numbers of one kind can be one: their intervals meet, and nothing else is counted."""
    if left.unit != right.unit:
        return True  # another currency or unit, or none: not to be compared
    (low, high), (low_2, high_2) = bounds(left), bounds(right)
    gap = max(low, low_2) - min(high, high_2)
    slack = NEARLY * max(low, low_2) if left.what in ROUNDED else 0.0
    return gap <= slack


def shown(figure: Figure) -> str:
    """Return a number or its bounds, with the unit.

    >>> from onrecord.types import Span
    >>> shown(Figure(what="killed", low=12, high=None, span=Span(start=0, end=2, text="12")))
    '12 or more'
    """
    low, high = figure.low, figure.high
    if low == high:
        number = f"{low}"
    elif high is None:
        number = f"{low} or more"
    elif low is None:
        number = f"{high} or fewer"
    else:
        number = f"{low} to {high}"
    return f"{number} {figure.unit}" if figure.unit else number
