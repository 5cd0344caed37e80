"""Fit a logistic regression with an L2 penalty by Newton's method: no chance, so the same rows give the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
ROUNDS = 12  # the weights no longer change after about eight


def fit(rows: Array, wanted: Array, penalties: Array, counts: Array | None = None) -> NDArray[np.float64]:
    """Return the weights: (examples, features), (examples,), one penalty a feature → (features,).

    `counts`: how much each example counts; 1 if not given. Products are in the precision of `rows`, the equations are solved in double precision.
    """
    weights = np.zeros(rows.shape[1])
    count = np.ones(len(rows), rows.dtype) if counts is None else counts.astype(rows.dtype)
    for _ in range(ROUNDS):
        odds = rows @ weights.astype(rows.dtype)
        p = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        gradient = rows.T @ (count * (wanted - p)) - penalties * weights
        curvature = (rows * (count * p * (1 - p))[:, None]).T @ rows + np.diag(penalties)
        weights = weights + np.linalg.solve(curvature.astype(np.float64), gradient.astype(np.float64))
    return weights
