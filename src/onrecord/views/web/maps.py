"""A map of happenings as figures for SVG: made on the server, so that it prints and needs no script.

A town is a point. Where only a region is known it is a ring without a middle, where only a country is known the country is
hatched: nothing stands where nobody says that it took place. What is at one point stands side by side, each quad class in a
shape and a colour of its own, as large as the number of reports.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.questions.rows import OfQuad, PlaceTold
from onrecord.views.web.shapes import WIDTH, Shape, View, shapes_in, view_of

MOST_MARKS = 72  # places that are drawn: a page stays small (140 kB when each has four classes)
MOST_NAMES = 14  # of places that are written
RADIUS, MOST_RADIUS = 4.6, 20.0  # pixels: of one report, and of the most
RING = 13.0  # the least radius of a ring, in which its number is written
LEAST_AREA = 160.0  # square pixels of a country that can be hatched; a smaller one has a ring
STEPS = (1, 3, 8)  # reports from which an area is hatched more densely
LETTER, LINE = 5.6, 12.0  # pixels that a letter of a name takes, and a line
OTHER = 0  # the class of types without a quad class in PLOVER


@dataclass(frozen=True, slots=True)
class Symbol:
    """One quad class at a place: a path."""

    quad: int
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: symbols for a town, or a ring for a larger region."""

    row: PlaceTold
    number: int
    """Of the row in the table."""
    x: float
    y: float
    radius: float
    """Of a ring; else half the width of its symbols."""
    symbols: tuple[Symbol, ...]
    """None of a ring."""
    quad: int
    """The class with most reports."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country that is the only known place of happenings."""

    row: PlaceTold
    number: int
    shape: Shape
    step: int
    """How densely it is hatched, 1 to 3."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a place beside it."""

    x: float
    y: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Map:
    """The figures of a map; all lengths are pixels."""

    width: int
    height: int
    land: tuple[Shape, ...]
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    quads: tuple[int, ...]
    """The classes that are on it, for its legend."""
    rows: tuple[tuple[int, PlaceTold], ...]
    """The places that are on it, with their numbers."""
    outside: int
    """How many places are elsewhere, or have no degrees."""
    left_out: int
    """How many more places are in the view than are drawn."""


def map_of(rows: Sequence[PlaceTold], key: str) -> Map:
    """Return the map of a view; `rows` are in the order in which they are drawn if there is not room for all."""
    view, shapes = view_of(key), shapes_in(key)
    found = [
        placed
        for number, row in enumerate(rows)
        if (placed := _placed(view, shapes.get(row.country or ""), number, row))
    ]
    drawn = found[:MOST_MARKS]
    marks = [one for one in drawn if isinstance(one, Mark)]
    areas = [one for one in drawn if isinstance(one, Area)]
    quads = {symbol.quad for mark in marks for symbol in mark.symbols} | {mark.quad for mark in marks}
    return Map(
        width=WIDTH,
        height=view.height,
        land=tuple(shapes.values()),
        areas=tuple(areas),
        marks=tuple(sorted(marks, key=lambda mark: -mark.radius)),
        names=tuple(_names(marks, view.height)),
        quads=tuple(sorted(quads, key=lambda quad: (quad == OTHER, quad))),
        rows=tuple((one.number, one.row) for one in drawn),
        outside=len(rows) - len(found),
        left_out=len(found) - len(drawn),
    )


def _placed(view: View, shape: Shape | None, number: int, row: PlaceTold) -> Mark | Area | None:
    """Return how a place is drawn, or None if it is not in the view."""
    if row.kind == "country" and shape is not None and shape.area >= LEAST_AREA:
        return Area(row, number, shape, sum(row.reports >= least for least in STEPS))
    at = view.place(row.lat, row.lon)
    if at is None and row.kind == "country" and shape is not None:
        at = (shape.x, shape.y)
    if at is None or not (0 <= at[0] <= WIDTH and 0 <= at[1] <= view.height):
        return None
    quad = _main_quad(row)
    if row.kind != "city":
        return Mark(row, number, *at, max(RING, radius_of(row.reports)), (), quad)
    symbols = tuple(_side_by_side(row.quads, *at))
    half = sum(radius_of(of.reports) for of in row.quads)
    return Mark(row, number, *at, half, symbols, quad)


def _main_quad(row: PlaceTold) -> int:
    """Return the class with most reports at a place."""
    return max(row.quads, key=lambda of: (of.reports, of.happenings)).quad or OTHER if row.quads else OTHER


def radius_of(reports: int) -> float:
    """Return the radius of a number of reports: the area grows with the number, up to a largest one.

    >>> radius_of(1), radius_of(4), radius_of(1000)
    (4.6, 9.2, 20.0)
    """
    return min(round(RADIUS * math.sqrt(max(reports, 1)), 1), MOST_RADIUS)


def _side_by_side(quads: Sequence[OfQuad], x: float, y: float) -> Iterator[Symbol]:
    """Yield the symbols of a place in a row whose middle is the place."""
    radii = [radius_of(of.reports) for of in quads]
    left = x - sum(radii)
    for of, radius in zip(quads, radii, strict=True):
        quad = of.quad or OTHER
        yield Symbol(quad, symbol(quad, left + radius, y, radius))
        left += 2 * radius


def symbol(quad: int, x: float, y: float, r: float) -> str:
    """Return the path of the shape of a class; shapes of one radius have about the same area.

    Cooperation is round or square, conflict is pointed: words and deeds, told apart without a colour.
    """
    if quad == 1:  # circle
        return f"M{x - r:.1f},{y:.1f}a{r},{r} 0 1,0 {2 * r:.1f},0a{r},{r} 0 1,0 {-2 * r:.1f},0z"
    corners = {
        2: ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),  # square
        3: ((0, -1.25), (1.2, 0.85), (-1.2, 0.85)),  # triangle
        4: ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),  # diamond
        OTHER: (  # cross
            (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4),
            (0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
        ),
    }[quad]  # fmt: skip
    return "M" + "L".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in corners) + "z"


def _names(marks: Iterable[Mark], height: int) -> Iterator[Name]:
    """Yield the names of places, those with most reports first, where there is room for them."""
    taken = [(m.x - m.radius, m.y - LINE / 2, m.x + m.radius, m.y + LINE / 2) for m in marks]
    written = 0
    for mark in marks:
        words = mark.row.name if len(mark.row.name) <= 28 else f"{mark.row.name[:27]}…"
        wide = LETTER * len(words)
        for anchor, x in (("start", mark.x + mark.radius + 4), ("end", mark.x - mark.radius - 4)):
            left = x if anchor == "start" else x - wide
            box = (left, mark.y - LINE / 2, left + wide, mark.y + LINE / 2)
            if (
                left >= 0
                and left + wide <= WIDTH
                and mark.y < height - 4
                and not any(_meet(box, b) for b in taken)
            ):
                taken.append(box)
                written += 1
                yield Name(round(x, 1), round(mark.y + 4, 1), words, anchor)
                break
        if written >= MOST_NAMES:
            return


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
