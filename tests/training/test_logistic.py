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
