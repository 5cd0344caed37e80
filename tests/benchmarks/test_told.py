"""How the differences found are held against the planted ones."""

from __future__ import annotations

import pytest

from benchmarks.told import FoundDifference, difference_scores, is_one
from corpora.told import Planted, PlantedSide


def sides(*pairs: tuple[str, str]) -> tuple[PlantedSide, ...]:
    """Return a side for each value and its reports, separated by spaces."""
    return tuple(PlantedSide(value, frozenset(reports.split())) for value, reports in pairs)


TOLL = Planted("disagreement", "h1", "number", "killed", sides(("12", "r1 r2"), ("17", "r3"), ("20", "r4")))
RISEN = Planted("update", "h1", "number", "killed", sides(("12", "r1"), ("15", "r5")))


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (FoundDifference("disagreement", "h1", "number", sides(("17", "r3"), ("12 or more", "r2"))), True),
        (FoundDifference("disagreement", "h1", "number", sides(("17", "r3"), ("20", "r4"))), True),
        (FoundDifference("disagreement", "h1", "number", sides(("17", "r3"), ("30", "r2"))), False),
        (FoundDifference("disagreement", "h1", "number", sides(("12", "r1"), ("12", "r2"))), False),
        (FoundDifference("disagreement", "h2", "number", sides(("17", "r3"), ("12", "r2"))), False),
        (FoundDifference("disagreement", "h1", "when", sides(("17", "r3"), ("12", "r2"))), False),
        (FoundDifference("update", "h1", "number", sides(("17", "r3"), ("12", "r2"))), False),
    ],
)
def test_two_sides_hold_reports_and_values_of_two_planted_ones(found: FoundDifference, right: bool) -> None:
    assert is_one(TOLL, found) is right


def test_an_update_has_an_order() -> None:
    assert is_one(RISEN, FoundDifference("update", "h1", "number", sides(("12", "r1"), ("15", "r5"))))
    assert not is_one(RISEN, FoundDifference("update", "h1", "number", sides(("15", "r5"), ("12", "r1"))))


def test_what_was_not_planted_counts_against_precision() -> None:
    right = FoundDifference("disagreement", "h1", "number", sides(("17", "r3"), ("12", "r2")))
    other = FoundDifference("disagreement", "h1", "where", sides(("Lima", "r3"), ("Tacna", "r2")))
    scores = difference_scores([TOLL, RISEN], [right, other])
    assert scores["disagreements_precision"] == 0.5
    assert scores["differences_recall"] == 0.5
    assert scores["updates_precision"] == scores["updates_recall"] == 0.0
