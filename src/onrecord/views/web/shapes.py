"""The shapes of countries, in degrees and as paths of a view: `shapes.json.gz`, made by training/shapes.py."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from onrecord.errors import QuestionError
from onrecord.lexicon.tables import read_table
from onrecord.views.web.projections import Projection, azimuthal, equal_earth

WORLD = "world"
WIDTH = 960  # of a map, in pixels
LEAST_ASPECT, MOST_ASPECT = 0.42, 0.72  # of its height to its width
MARGIN = 0.08  # of a part of the world, on each side
LEAST_DEGREES = 4.0  # that a country is shown in, so that its neighbours are seen
NEAR = 12.0  # degrees: a part of a country that is farther from its largest one is not in the picture of it
OUTSIDE = 40  # pixels: how far shapes go on beyond the frame
LEAST_PIXELS = 4.0  # square pixels: of a ring that is drawn
LEAST_BEND = 0.6  # square pixels: of the triangle of a point with its neighbours
EDGE = 24  # points of each side of a rectangle

Ring = NDArray[np.float64]  # (points, 2): longitude and latitude, or x and y


@dataclass(frozen=True, slots=True)
class Region:
    """One line of `regions.tsv`: a rectangle in degrees."""

    key: str
    name: str
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A country in a view: its path, the square pixels that it covers, and the middle of its largest part."""

    code: str
    path: Markup
    area: float
    x: float
    y: float


@dataclass(frozen=True)
class View:
    """A part of the world on a map: how degrees become pixels, and the shapes that are in it."""

    key: str
    project: Projection
    scale: float
    left: float
    top: float
    height: int

    def pixels(self, degrees: Ring) -> Ring:
        """Return points as pixels of the map."""
        x, y = self.project(degrees[:, 0], degrees[:, 1])
        return np.column_stack(((x - self.left) * self.scale, (self.top - y) * self.scale))

    def place(self, lat: float | None, lon: float | None) -> tuple[float, float] | None:
        """Return the position of a point, or None if it has no coordinates or is outside the picture.

        Latitude 0 with longitude 0 means that the row has no coordinates.
        """
        if lat is None or lon is None or lat == lon == 0:
            return None
        x, y = self.pixels(np.array([[lon, lat]]))[0]
        inside = 0 <= x <= WIDTH and 0 <= y <= self.height
        return (round(float(x), 1), round(float(y), 1)) if inside else None


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Region]:
    """Return the parts of the world by their key."""
    return {row.key: row for row in read_table("regions.tsv", Region, "onrecord.views.web")}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Sequence[Ring]]:
    """Return the rings of the countries in degrees, by code, the largest first."""
    file = resources.files("onrecord.views.web").joinpath("shapes.json.gz")
    kept: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    arcs = [np.cumsum(np.reshape(arc, (-1, 2)), axis=0) * kept["scale"] for arc in kept["arcs"]]
    found = {code: [_ring(arcs, ring) for ring in rings] for code, rings in kept["countries"].items()}
    return {code: sorted(rings, key=_area, reverse=True) for code, rings in found.items()}


def _ring(arcs: Sequence[Ring], ring: Sequence[int]) -> Ring:
    return np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring])


def _area(ring: Ring) -> float:
    """Return the area of a ring, in the square of its unit."""
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


# ---- views -------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def view_of(key: str) -> View:
    """Return the view of the world, of a region, or of a country by its code; raises `QuestionError` for any other."""
    if key == WORLD:
        edge = _edges(Region(WORLD, "World", -180, -58, 180, 84))
        return _fitted(key, equal_earth, edge, margin=0.0)
    region = regions().get(key) or _around(key)
    if region is None:
        raise QuestionError(
            f"'{key}' is no part of the map; it is {WORLD}, {', '.join(regions())}, or the code of a country such as FRA."
        )
    middle = azimuthal((region.west + region.east) / 2, (region.south + region.north) / 2)
    return _fitted(key, middle, _edges(region), margin=MARGIN)


def _around(code: str) -> Region | None:
    """Return the rectangle of a country: its largest part, and those that are near to it."""
    rings = countries().get(code)
    if not rings:
        return None
    first = rings[0]
    middle = (first[:, 0].min() + first[:, 0].max()) / 2
    turned = [np.column_stack(((r[:, 0] - middle + 540) % 360 - 180, r[:, 1])) for r in rings]
    low, high = turned[0].min(axis=0), turned[0].max(axis=0)
    near = [r for r in turned if (r.min(axis=0) < high + NEAR).all() and (r.max(axis=0) > low - NEAR).all()]
    west, south = np.min([r.min(axis=0) for r in near], axis=0)
    east, north = np.max([r.max(axis=0) for r in near], axis=0)
    wide, tall = (max(LEAST_DEGREES - span, 0) / 2 for span in (east - west, north - south))
    return Region(code, code, west - wide + middle, south - tall, east + wide + middle, north + tall)


def _edges(region: Region) -> Ring:
    """Return points along the edges of a rectangle, which a projection bends, and along its middle."""
    lon, lat = (
        np.linspace(a, b, EDGE) for a, b in ((region.west, region.east), (region.south, region.north))
    )
    return np.array([(x, y) for x in lon for y in lat])


def _fitted(key: str, project: Projection, edges: Ring, margin: float) -> View:
    """Return a view in which some points are inside, as wide as a map is and as high as it need be."""
    x, y = project(edges[:, 0], edges[:, 1])
    wide, tall = np.ptp(x) * (1 + 2 * margin), np.ptp(y) * (1 + 2 * margin)
    aspect = float(np.clip(tall / wide, LEAST_ASPECT, MOST_ASPECT))
    scale = min(WIDTH / wide, WIDTH * aspect / tall)
    height = round(WIDTH * aspect)
    middle_x, middle_y = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    return View(key, project, scale, middle_x - WIDTH / 2 / scale, middle_y + height / 2 / scale, height)


# ---- shapes of a view --------------------------------------------------------------------


@lru_cache(maxsize=64)
def shapes_in(key: str) -> Mapping[str, Shape]:
    """Return the shapes of the countries in a view, by code, the largest first, so that an enclave is drawn over the country around it."""
    view = view_of(key)
    cut = _cut_at_edges if key == WORLD else lambda ring: (ring,)
    listed = [(code, part) for code, rings in countries().items() for ring in rings for part in cut(ring)]
    starts = np.cumsum([0, *(len(ring) for _, ring in listed[:-1])])
    pixels = view.pixels(np.concatenate([ring for _, ring in listed]))  # all at once
    low, high = np.minimum.reduceat(pixels, starts), np.maximum.reduceat(pixels, starts)
    box = (-OUTSIDE, -OUTSIDE, WIDTH + OUTSIDE, view.height + OUTSIDE)
    is_near = ((high > box[:2]) & (low < box[2:])).all(axis=1)
    by_code: dict[str, list[Ring]] = defaultdict(list)
    for (code, ring), start, near in zip(listed, starts, np.atleast_1d(is_near), strict=True):
        if near:
            by_code[code].append(_clipped(pixels[start : start + len(ring)], box))
    found = (_shape(code, rings) for code, rings in by_code.items())
    return {shape.code: shape for shape in sorted(filter(None, found), key=lambda shape: -shape.area)}


def _cut_at_edges(ring: Ring) -> Iterator[Ring]:
    """Yield the parts of a ring west and east of the meridian of 180 degrees, where a map of the world ends.

    A ring about a pole has no such parts, and is left out: that of Antarctica is below the picture.
    """
    turns = np.concatenate(([0.0], np.cumsum(-360.0 * np.rint(np.diff(ring[:, 0]) / 360))))
    whole = np.column_stack((ring[:, 0] + turns, ring[:, 1]))
    if abs(whole[-1, 0] - whole[0, 0]) > 180:
        return
    for shift in (-360.0, 0.0, 360.0):
        part = whole + np.array((shift, 0.0))
        if part[:, 0].max() > -180 and part[:, 0].min() < 180:
            yield _clipped(part, (-180.0, -90.0, 180.0, 90.0))


def _shape(code: str, rings: Sequence[Ring]) -> Shape | None:
    drawn = sorted(
        ((area, n) for n, ring in enumerate(rings) if (area := _area(ring)) >= LEAST_PIXELS), reverse=True
    )
    paths = "".join(_path(rings[n]) for _, n in drawn)
    if not paths:
        return None
    x, y = _middle(rings[drawn[0][1]])
    return Shape(code, Markup(paths), sum(area for area, _ in drawn), x, y)  # noqa: S704 (numbers)


def _clipped(ring: Ring, box: tuple[float, float, float, float]) -> Ring:
    """Return a ring without what is outside a rectangle (Sutherland and Hodgman 1974)."""
    left, top, right, bottom = box
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        inside = (ring[:, axis] - edge) * sign >= 0
        if inside.all():
            continue
        ring = np.array(list(_cut(ring, inside, axis, edge))).reshape(-1, 2)
        if not len(ring):
            break
    return ring


def _cut(ring: Ring, inside: NDArray[np.bool_], axis: int, edge: float) -> Iterator[Ring]:
    """Yield the points of a ring on one side of a line, with those at which it crosses the line."""
    for n in range(len(ring)):
        before, at = ring[n - 1], ring[n]
        if inside[n] != inside[n - 1]:
            share = (edge - before[axis]) / (at[axis] - before[axis])
            yield before + share * (at - before)
        if inside[n]:
            yield at


def _path(ring: Ring) -> str:
    """Return a ring as a path of whole pixels: a start, then steps."""
    points = np.rint(_thinned(ring)).astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    told = " ".join(f"{x},{y}" for x, y in steps).replace(" -", "-").replace(",-", "-")
    return f"M{points[0][0]},{points[0][1]}l{told}z"


def _thinned(ring: Ring) -> Ring:
    """Return a ring without the points that hardly bend it: of neighbours that both do, every other."""
    while len(ring) > 4:
        before, after = np.roll(ring, 1, axis=0) - ring, np.roll(ring, -1, axis=0) - ring
        bend = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]) / 2
        goes = (bend < LEAST_BEND) & (np.arange(len(ring)) % 2 == 1)
        if not goes.any():
            break
        ring = ring[~goes]
    return ring


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centroid of a ring."""
    x, y = ring[:, 0], ring[:, 1]
    cross = x * np.roll(y, -1) - y * np.roll(x, -1)
    whole = cross.sum()
    if abs(whole) < 1e-9:
        return round(float(x.mean()), 1), round(float(y.mean()), 1)
    return (
        round(float(((x + np.roll(x, -1)) * cross).sum() / (3 * whole)), 1),
        round(float(((y + np.roll(y, -1)) * cross).sum() / (3 * whole)), 1),
    )
