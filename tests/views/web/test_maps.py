"""The map: projections, shapes, and what stands where; a region or a country is never a point."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QuestionError
from onrecord.questions import QUESTIONS, Answer, checked
from onrecord.questions.rows import OfQuad, PlaceTold
from onrecord.views.web.maps import MOST_MARKS, RING, Mark, map_of, symbol
from onrecord.views.web.projections import azimuthal, equal_earth
from onrecord.views.web.shapes import WIDTH, countries, regions, shapes_in, view_of
from tests.views.web.sites import Parsed, Served, served

TOWN = PlaceTold(
    name="Quito", country="ECU", geonames=3652462, kind="city", lat=-0.2298, lon=-78.525, happenings=2, reports=3,
    quads=(OfQuad(quad=1, happenings=1, reports=1), OfQuad(quad=4, happenings=1, reports=2)), earliest=None, latest=None,
    ids=(),
)  # fmt: skip


@given(st.floats(-179, 178), st.floats(-80, 79))
def test_a_square_degree_keeps_its_area_in_both_projections(lon: float, lat: float) -> None:
    corners = np.array([(lon, lat), (lon + 0.1, lat), (lon + 0.1, lat + 0.1), (lon, lat + 0.1)])
    true = np.radians(0.1) * (np.sin(np.radians(lat + 0.1)) - np.sin(np.radians(lat)))
    for project in (equal_earth, azimuthal(lon - 20, lat / 2)):
        x, y = project(corners[:, 0], corners[:, 1])
        area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
        assert area == pytest.approx(true, rel=2e-3)


@pytest.mark.parametrize("key", ["world", *regions(), "ECU", "RUS", "FJI", "USA", "LUX", "NZL"])
def test_every_view_has_shapes_that_stay_near_its_frame(key: str) -> None:
    view, shapes = view_of(key), shapes_in(key)
    assert shapes
    assert 300 < view.height <= 700
    for shape in shapes.values():
        for start, steps in re.findall(r"M(-?\d+,-?\d+)l([^z]+)z", shape.path):
            first = np.array([int(n) for n in start.split(",")])
            rest = np.array([int(n) for n in re.findall(r"-?\d+", steps)]).reshape(-1, 2)
            points = np.vstack((first, first + np.cumsum(rest, axis=0)))
            assert points.min() > -60
            assert points[:, 0].max() < WIDTH + 60
            assert np.abs(rest[:, 0]).max() < WIDTH / 2 or key != "world"  # no line across the world


def test_a_country_is_in_the_picture_of_it() -> None:
    for code in ("ECU", "FRA", "RUS", "LUX", "JPN"):
        largest = countries()[code][0]
        pixels = view_of(code).pixels(largest)
        assert (pixels > -1).all()
        assert pixels[:, 0].max() < WIDTH + 1


def test_a_part_of_the_world_that_is_none_is_told() -> None:
    with pytest.raises(QuestionError, match="europe"):
        view_of("atlantis")


def test_a_town_is_a_point_and_what_is_larger_is_not() -> None:
    drawn = map_of(
        [TOWN, replace(TOWN, kind="region"), replace(TOWN, kind="country", name="Ecuador")], "world"
    )
    assert [len(mark.symbols) for mark in drawn.marks] == [0, 2]
    ring = next(mark for mark in drawn.marks if not mark.symbols)
    assert ring.radius >= RING
    (area,) = drawn.areas
    assert area.shape.code == "ECU"
    x, y = view_of("world").pixels(np.array([[TOWN.lon or 0, TOWN.lat or 0]]))[0]
    town = next(mark for mark in drawn.marks if mark.symbols)
    assert town.x == pytest.approx(x, abs=0.1)
    assert town.y == pytest.approx(y, abs=0.1)


def test_a_country_too_small_for_an_area_has_a_ring_and_one_without_degrees_is_not_drawn() -> None:
    small = replace(TOWN, kind="country", country="LUX", lat=49.75, lon=6.17)
    drawn = map_of([small, replace(TOWN, lat=0.0, lon=0.0), replace(TOWN, lat=None, lon=None)], "world")
    assert [type(one) for one in (*drawn.areas, *drawn.marks)] == [Mark]
    assert drawn.outside == 2


def test_what_is_outside_of_the_view_is_counted_and_not_drawn() -> None:
    drawn = map_of([TOWN, replace(TOWN, country="PHL", lat=14.6, lon=121.0)], "south-america")
    assert [row.country for _, row in drawn.rows] == ["ECU"]
    assert drawn.outside == 1


def test_the_places_with_most_reports_are_drawn_if_there_are_too_many() -> None:
    rows = [replace(TOWN, name=f"Town {n}") for n in range(MOST_MARKS + 30)]
    drawn = map_of(rows, "world")
    assert len(drawn.rows) == MOST_MARKS
    assert drawn.left_out == 30


def test_each_class_has_a_shape_of_its_own() -> None:
    paths = {symbol(quad, 10, 10, 5) for quad in range(5)}
    assert len(paths) == 5


def test_the_map_leads_to_the_happenings_of_its_places(site: Served) -> None:
    page = Parsed(site.get("/map").text)
    link = next(link for link in page.links if link.startswith("/events?") and "3654545" in link)
    assert "counting=happenings" in link
    words = Parsed(site.get(link).text).words
    told = re.search(r"Macará, ?town: |Macará: (\d+ happenings?) in", page.words)
    assert told is not None
    assert f"{told[1]} " in words  # what the map counts is what its link opens
    assert "Macará" in words


def test_a_layer_of_the_map_has_its_class_alone(site: Served) -> None:
    page = Parsed(site.get("/map?quad=material_conflict").text)
    marks = [
        a["class"] for a in page.all("path") if re.fullmatch(r"q\d", a.get("class", "")) and "id" not in a
    ]
    assert "q4" in marks
    assert "Quito" not in page.words
    assert isinstance(map_of([TOWN], "ECU").areas, tuple)


def test_the_world_with_the_most_places_stays_below_the_size_of_a_page(store_path: Path) -> None:
    def answer(_store: object, **values: object) -> Answer[PlaceTold]:
        quads = tuple(OfQuad(quad=quad, happenings=123, reports=456) for quad in (1, 2, 3, 4))
        towns = [
            replace(
                TOWN,
                name=f"San Sebastián del Oeste {n}",
                lat=n % 100 - 40.5,
                lon=3.7 * (n % 90) - 170,
                quads=quads,
            )
            for n in range(250)
        ]
        whole = [
            replace(TOWN, name=code, country=code, kind="country", quads=quads)
            for code in list(countries())[:250]
        ]
        rows = tuple(row for pair in zip(whole, towns, strict=False) for row in pair)
        return Answer(
            question="places",
            row=PlaceTold,
            rows=rows,
            total=len(rows),
            asked=checked("places", dict(values)),
        )

    questions = dict(QUESTIONS) | {"places": replace(QUESTIONS["places"], answer=answer)}
    with served(store_path, questions=questions) as full:
        got = full.get("/map")
    page = Parsed(got.text)
    assert len([row for row in page.all("tr") if row.get("id", "").startswith("place-")]) == MOST_MARKS
    assert len(got.text.encode()) < 150_000
