"""The fit of the models of disagreements: the same result every time, and a table that the loader reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.lexicon.disagreements import Weight
from onrecord.lexicon.tables import parse_table
from onrecord.reading.disagreements.decide import BIAS
from training.disagreements import LEAST_COUNT, weigh, write_weights

ROWS = [
    *[(frozenset({"denies", "next"}), True, 1.0)] * 20,
    *[(frozenset({"denies"}), False, 1.0)] * 10,
    *[(frozenset({"next"}), False, 1.0)] * 40,
    *[(frozenset({"rare"}), True, 1.0)] * (LEAST_COUNT - 1),
]


def test_fit_ranks_what_was_right_above_what_was_wrong() -> None:
    weights = weigh(ROWS, penalty=1.0)
    scores = [
        weights[BIAS] + sum(weights[name] for name in names)
        for names in (("denies", "next"), ("denies",), ("next",))
    ]
    assert scores[0] > max(scores[1:])


def test_fit_does_not_depend_on_the_order_of_the_rows() -> None:
    assert weigh(ROWS, 1.0) == pytest.approx(weigh(ROWS[::-1], 1.0), abs=1e-4)


def test_rare_feature_has_no_weight() -> None:
    assert "rare" not in weigh(ROWS, 1.0)


def test_higher_penalty_makes_smaller_weights() -> None:
    assert abs(weigh(ROWS, 50.0)["denies"]) < abs(weigh(ROWS, 1.0)["denies"])


def test_table_holds_both_models(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    write_weights({"bias": -1.0, "next": 0.25}, {"bias": -2.5, "denies": 0.0001}, path)
    rows = parse_table(path.read_text(encoding="utf-8"), Weight, path.name)
    assert [(row.feature, row.partner, row.sureness) for row in rows] == [
        ("bias", -1.0, -2.5),
        ("next", 0.25, 0.0),
    ]
