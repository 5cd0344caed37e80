"""Figures in words: their bounds, units and kinds."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from onrecord.types import Figure, FigureKind, Span
from onrecord.views.figures import figure_in_words, figures_in_words


def figure(what: Any, low: float | None, high: float | None, unit: str | None = None) -> Figure:
    return Figure(
        what=what, low=low, high=high, unit=unit, span=Span(start=0, end=15, text="as the\ntext says")
    )


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (figure("killed", 24, 24), "24 killed"),
        (figure("killed", 12, None), "at least 12 killed"),
        (figure("injured", None, 9), "at most 9 injured"),
        (figure("arrested", 7, 8), "7–8 arrested"),
        (figure("participants", 20000, None), "at least 20,000 participants"),
        (figure("participants", 1, 1), "1 participant"),
        (figure("participants", 600, 600, "troops"), "600 troops"),
        (figure("killed", 3, 3, "children"), "3 children killed"),
        (figure("votes", 329, 329), "329 votes"),
        (figure("votes", 52.5, 52.5, "%"), "52.5% of votes"),
        (figure("money", 1200000, 1200000, "USD"), "1,200,000 USD"),
        (figure("money", 1.5, 1.5, "USD"), "1.5 USD"),
        (figure("money", 30000000, 30000000), "as the text says"),
        (figure("other", 14, 14, "tons"), "as the text says"),
        (figure("killed", None, None), "as the text says"),
    ],
)
def test_a_figure_says_its_bounds_and_what_it_counts(shown: Figure, words: str) -> None:
    assert figure_in_words(shown) == words


def test_several_figures_stand_in_their_order() -> None:
    assert figures_in_words((figure("killed", 24, 24), figure("injured", 200, None))) == (
        "24 killed, at least 200 injured"
    )
    assert figures_in_words(()) == ""


@pytest.mark.parametrize("what", get_args(FigureKind))
def test_every_kind_of_figure_has_words(what: str) -> None:
    assert figure_in_words(figure(what, 3, 3, "USD"))
