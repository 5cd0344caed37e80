"""Fit a logistic regression with an L2 penalty by Newton's method: no chance, so the same rows give the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Weights = NDArray[np.float64]
ROUNDS = 12  # the weights no longer change after about eight
HALVINGS = 8  # of a step that makes the loss larger: from far away Newton's method overshoots


def fit(
    rows: Array,
    wanted: Array,
    penalties: Array,
    counts: Array | None = None,
    prior: Array | None = None,
) -> Weights:
    """Return the weights: (examples, features), (examples,), one penalty a feature → (features,).

    Penalties are on the distance from `prior`, one weight a feature, which is 0 if none is given; `counts` says how
    much each example counts, 1 if it is not given. Products are in the precision of `rows`, the equations are solved in
    double precision.
    """
    centre = np.zeros(rows.shape[1]) if prior is None else np.asarray(prior, np.float64)
    much = np.ones(len(rows), rows.dtype) if counts is None else counts.astype(rows.dtype)

    def loss(weights: Weights) -> float:
        odds = (rows @ weights.astype(rows.dtype)).astype(np.float64)
        missed = much * (np.logaddexp(0.0, odds) - wanted * odds)
        return float(missed.sum() + (penalties * (weights - centre) ** 2).sum() / 2)

    weights = centre.copy()
    for _ in range(ROUNDS):
        odds = rows @ weights.astype(rows.dtype)
        p = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        gradient = rows.T @ (much * (wanted - p)) - penalties * (weights - centre)
        curvature = (rows * (much * p * (1 - p))[:, None]).T @ rows + np.diag(penalties)
        step = np.linalg.solve(curvature.astype(np.float64), gradient.astype(np.float64))
        now = loss(weights)
        sizes = (0.5**n for n in range(HALVINGS))
        weights = next((new for size in sizes if loss(new := weights + size * step) <= now), weights)
    return weights
