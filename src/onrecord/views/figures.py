"""The figures of an event in words for people."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Figure
from onrecord.views.labels import label

SHARE = "%"  # the unit of a share of all votes
NAMED_BY_UNIT = ("money", "participants")  # kinds whose unit is what is counted: "600 troops"


def figures_in_words(figures: Sequence[Figure]) -> str:
    """Return figures in words, with commas between them; empty if there are none."""
    return ", ".join(map(figure_in_words, figures))


def figure_in_words(figure: Figure) -> str:
    """Return one figure in words.

    A figure whose number alone says nothing, of a kind without a name or of money without a currency, is shown in the
    words of the text.

    >>> from onrecord.types import span_of
    >>> figure_in_words(Figure(what="killed", low=12, high=None, span=span_of("at least a dozen", 0, 16)))
    'at least 12 killed'
    >>> figure_in_words(
    ...     Figure(what="votes", low=52.5, high=52.5, unit="%", span=span_of("52.5 per cent", 0, 13))
    ... )
    '52.5% of votes'
    >>> figure_in_words(Figure(what="other", low=14, high=14, span=span_of("14 tons", 0, 7)))
    '14 tons'
    """
    number, unit = _number(figure), figure.unit
    if number is None or figure.what == "other" or (figure.what == "money" and unit is None):
        return " ".join(figure.span.text.split())
    if unit is None:
        return f"{number} {_counted(figure)}"
    if unit == SHARE:
        return f"{number}% of {_counted(figure)}"
    return f"{number} {unit}" if figure.what in NAMED_BY_UNIT else f"{number} {unit} {_counted(figure)}"


def _number(figure: Figure) -> str | None:
    low, high = figure.low, figure.high
    if low is None:
        return None if high is None else f"at most {_digits(high)}"
    if high is None:
        return f"at least {_digits(low)}"
    return _digits(low) if low == high else f"{_digits(low)}–{_digits(high)}"


def _digits(number: float) -> str:
    """Return a number with a comma after each third digit.

    >>> _digits(1200000), _digits(12.0), _digits(52.5)
    ('1,200,000', '12', '52.5')
    """
    return f"{number:,}".removesuffix(".0")


def _counted(figure: Figure) -> str:
    return label("one", figure.what) if figure.low == figure.high == 1 else figure.what
