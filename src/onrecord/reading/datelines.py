"""Datelines: "AUSTIN, Texas (AP) - ", and the country and region in which a report was filed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.world import PlaceRow, World

DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+)*)(?:, (?P<behind>[^\n—–]{1,40}?))?"
    r"(?: \([^)\n]{2,40}\))? ?(?:—|–|--| -) ",
    re.MULTILINE,
)
REACH = 400  # characters from the start of the text that can hold the dateline of the report
FILING_TOWN = 50_000  # people of a town that a dateline names without its region


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a report was filed: the span of its dateline, and the country; `region` unless it is the capital."""

    start: int
    end: int
    country: str
    region: str | None
    capital: PlaceRow | None  # the capital of a country, where that is the place of the dateline


def filed_from(text: str, world: World) -> Filed | None:
    """Return where a report was filed, by its first dateline; None if it has none, or one of an unknown place."""
    line = DATELINE.search(text, 0, REACH)
    if line is None:
        return None
    name, behind = line["place"].title(), line["behind"]
    found = _behind(behind, world) if behind is not None else None
    if found is not None:
        return Filed(*line.span(), *found, None)
    place = next(iter(world.places(name)), None)
    if place is None or place.country is None or place.population < FILING_TOWN:
        return None
    if place.is_capital:
        return Filed(*line.span(), place.country, None, place)
    is_press_city = name in world.classes.press_cities
    return Filed(*line.span(), place.country, None if is_press_city else place.admin1, None)


def _behind(words: str, world: World) -> tuple[str, str | None] | None:
    """Return the country and region that follow the town of a dateline: "La.", "Texas", "England"."""
    short = world.region_short(words)
    if short is not None:
        return short[1], short[0]
    country = world.country(words)
    if country is not None and country.country is not None:
        return country.country, None
    place = next(iter(world.places(words)), None)
    is_region = place is not None and place.kind == "region" and place.is_main_name
    return (place.country, place.name) if place is not None and place.country and is_region else None
