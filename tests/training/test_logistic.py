"""The weights of a logistic regression."""

from __future__ import annotations

import numpy as np

from training.logistic import fit


def test_the_gradient_is_zero_at_the_weights() -> None:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(200, 4))
    wanted = (rows @ [1.0, -2.0, 0.5, 0.0] + chance.normal(size=200) > 0).astype(float)
    penalties = np.array([0.0, 1.0, 1.0, 4.0])
    weights = fit(rows, wanted, penalties)
    p = 1 / (1 + np.exp(-(rows @ weights)))
    assert np.abs(rows.T @ (wanted - p) - penalties * weights).max() < 1e-8
    assert weights[0] > 0 > weights[1]


def test_an_example_that_counts_twice_is_the_same_as_two() -> None:
    chance = np.random.default_rng(2)
    rows, penalties = chance.normal(size=(60, 3)), np.array([0.0, 1.0, 1.0])
    wanted = (rows[:, 0] + chance.normal(size=60) > 0).astype(float)
    counts = np.repeat([2.0, 1.0], 30)
    twice = np.repeat(np.arange(60), counts.astype(int))
    assert np.allclose(fit(rows, wanted, penalties, counts), fit(rows[twice], wanted[twice], penalties))
