"""From degrees to a plane, so that areas stay as they are: the world as a whole, and a part of it.

The world is drawn in Equal Earth (Šavrič, Patterson and Jenny 2018, The Equal Earth map projection), a part in Lambert's
azimuthal equal-area projection about its middle (Snyder 1987, Map projections: a working manual, section 24). Both take and
return arrays of floats; y grows to the north.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]
Plane = tuple[NDArray[np.float64], NDArray[np.float64]]
Projection = Callable[[Degrees, Degrees], Plane]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # of Equal Earth
ROOT = np.sqrt(3.0)


def equal_earth(lon: Degrees, lat: Degrees) -> Plane:
    """Return points of the world on a plane, about the meridian of Greenwich.

    >>> x, y = equal_earth(np.array([0.0, 180.0]), np.array([90.0, 0.0]))
    >>> x.round(3).tolist(), y.round(3).tolist()
    ([0.0, 2.707], [1.317, 0.0])
    """
    t = np.arcsin(ROOT / 2 * np.sin(np.radians(lat)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * ROOT * np.radians(lon) * np.cos(t) / (3 * slope)
    return x, A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t


def azimuthal(lon0: float, lat0: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection about a point."""
    return partial(_azimuthal, np.radians(lon0), np.radians(lat0))


def _azimuthal(lon0: float, lat0: float, lon: Degrees, lat: Degrees) -> Plane:
    east, north = np.radians(lon) - lon0, np.radians(lat)
    cos = np.sin(lat0) * np.sin(north) + np.cos(lat0) * np.cos(north) * np.cos(east)
    k = np.sqrt(2 / np.maximum(1 + cos, 1e-9))  # the point opposite is a circle
    x = k * np.cos(north) * np.sin(east)
    return x, k * (np.cos(lat0) * np.sin(north) - np.sin(lat0) * np.cos(north) * np.cos(east))
