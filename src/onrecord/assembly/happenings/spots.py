"""Places of events and reports, and how two of them stand to each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.types import Location, Place, PlaceKind
from onrecord.world.variants import fold

Distance = Literal["same", "contains", "near", "apart", "open"]

EARTH_KM = 6371.0
NEAR_KM = 40.0  # of a city: its suburbs
WATER_KM = 2500.0  # of places without an outline
REGION_KM = 400.0  # from the middle of a region to a place in it


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its names and where it is."""

    name: str
    kind: PlaceKind | None
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None

    @property
    def key(self) -> str:
        """Return what two mentions of one place share."""
        return str(self.geonames) if self.geonames is not None else fold(self.name)


def spot_of_place(place: Place) -> Spot:
    """Return the place that a name stands for."""
    return Spot(place.name, place.kind, place.country, place.geonames, place.lat, place.lon)


def spot_of_location(location: Location, places: Sequence[Place]) -> Spot:
    """Return the place of an event, with the kind that the reading found for it."""
    kind = next((p.kind for p in places if p.start == location.start and p.end == location.end), None)
    return Spot(location.name, kind, location.country, location.geonames, location.lat, location.lon)


def distance(left: Spot, right: Spot) -> Distance:
    """Return how two places stand to each other; the order does not matter."""
    if left.key == right.key or fold(left.name) == fold(right.name):
        return "same"  # two towns of one name are one town that was resolved twice more often than two
    if left.country and right.country and left.country != right.country:
        return "apart"
    if "country" in (left.kind, right.kind):
        return "contains" if left.country and left.country == right.country else "open"
    km = kilometres(left, right)
    if km is None:
        return "open"
    if km <= NEAR_KM:
        return "near"
    if "region" in (left.kind, right.kind) and km <= REGION_KM:
        return "contains"
    if km <= WATER_KM and "other" in (left.kind, right.kind):
        return "open"  # seas, valleys, streets: their middle says little of where they end, and streets have one name in many towns
    return "apart"


def kilometres(left: Spot, right: Spot) -> float | None:
    """Return the distance of two places on the globe, or None if one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(right.lon - left.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
