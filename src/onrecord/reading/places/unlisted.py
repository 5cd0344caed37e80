"""Place the toponyms that the gazetteer does not have: where the text says, else where the report is.

A quarter, a hospital or a village gets the coordinates of a place that the text says it is in or beside, which are
right to some kilometres; its `basis` says which place. Without one it gets a country at most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.grammar import Forest
from onrecord.reading.places.resolve import BETWEEN, Resolved, kilometres
from onrecord.reading.places.toponyms import Toponym
from onrecord.types import PlaceKind, Reason
from onrecord.world import PlaceRow, World

MAIN_SHARE = 0.6  # of the resolved places: a country with this share is taken for that of unlisted places
LOCAL_KM = 100.0  # how far from its centre the places of a local report lie
LOCAL_SHARE = 0.6  # of the mentions of towns that lie so near in a local report
FEWEST_LOCAL = 2  # mentions of towns in a local report

_OWNING = re.compile(r"['’]s? (?:[a-z]+ )?")
_BEHIND = re.compile(r",? (?:in|near|outside) |, ")


@dataclass(frozen=True, slots=True)
class Located:
    """A row for a toponym, of the gazetteer or made for it, and why it is this one."""

    row: PlaceRow
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class PlacedNames:
    """The toponyms of a document in text order, what each name was resolved to, and the countries that it names."""

    text: str
    toponyms: Sequence[Toponym]
    resolved: Mapping[str, Resolved]
    named: Counter[str]
    forest: Forest
    world: World

    def row(self, toponym: Toponym) -> PlaceRow | None:
        """Return the place of the gazetteer that a toponym was resolved to."""
        return self.resolved[toponym.key].row

    @cached_property
    def country(self) -> str | None:
        """The country of most resolved places, else the one that the document names most, or None."""
        rows = (found.row for found in self.resolved.values())
        of_places = Counter(row.country for row in rows if row is not None and row.country)
        return _majority(of_places) or _majority(self.named)

    @cached_property
    def centre(self) -> PlaceRow | None:
        """The town that a local report names most: most of its mentions of towns lie around it; None in any other."""
        towns = Counter(row for t in self.toponyms if (row := self.row(t)) is not None and _is_town(row))
        if towns.total() < FEWEST_LOCAL:
            return None
        centre, _ = max(towns.items(), key=lambda town: town[1])
        near = sum(count for row, count in towns.items() if _is_near(row, centre))
        return centre if near >= LOCAL_SHARE * towns.total() else None

    def beside(self, toponym: Toponym) -> tuple[Toponym | None, Toponym | None]:
        """Return the toponyms before and behind one."""
        n = self.toponyms.index(toponym)
        before = self.toponyms[n - 1] if n > 0 else None
        return before, self.toponyms[n + 1] if n + 1 < len(self.toponyms) else None

    def between(self, first: Toponym, second: Toponym) -> str:
        """Return the text between two toponyms."""
        return self.text[first.end : second.start]


def place_unlisted(toponym: Toponym, names: PlacedNames) -> Located:
    """Return where a toponym lies: its place of the gazetteer, or else a row made for it."""
    found = names.resolved[toponym.key]
    if found.row is not None:
        return Located(found.row, (found.reason,))
    whole = names.resolved.get(toponym.inside or "")
    # A building that is named after a place abroad does not lie there.
    if whole is not None and whole.row is not None and names.country in (None, whole.row.country):
        row = replace(whole.row, name=toponym.text, kind="other", geonames=None)
        return Located(row, (Reason(rule="in-place-of-its-name", words=whole.row.name), whole.reason))
    return _beside_a_town(toponym, found.reason, names) or _in_a_country(toponym, found.reason, names)


# ---- in or beside a town ---------------------------------------------------------------------


def _beside_a_town(toponym: Toponym, reason: Reason, names: PlacedNames) -> Located | None:
    """Return an unlisted place with the coordinates of a town, or None where none is said."""
    if toponym.division or toponym.holder:
        return None
    mentions = [t for t in names.toponyms if t.key == toponym.key]  # a name has one sense in a document
    found = ((rule, find(mention, names)) for rule, find in BESIDE for mention in mentions)
    rule, town = next(((rule, town) for rule, town in found if town is not None), ("", None))
    if town is None or _country_of_sentence(toponym, names) not in (None, town.country):
        return None
    row = replace(town, name=toponym.text, kind="other", geonames=None)
    return Located(row, (reason, Reason(rule=rule, words=town.name)))


def _owner(toponym: Toponym, names: PlacedNames) -> PlaceRow | None:
    """Return the town that an unlisted place is of: "Toronto's Pearson Airport"."""
    before, _ = names.beside(toponym)
    if before is None or not _OWNING.fullmatch(names.between(before, toponym)):
        return None
    return _town_at(before, names)


def _around(toponym: Toponym, names: PlacedNames) -> PlaceRow | None:
    """Return the town that stands right behind an unlisted place: "Northumberland Park, Tottenham"."""
    _, behind = names.beside(toponym)
    if behind is None or not _BEHIND.fullmatch(names.between(toponym, behind)):
        return None
    return _town_at(behind, names)


def _coordinated(toponym: Toponym, names: PlacedNames) -> PlaceRow | None:
    """Return a town that an unlisted place stands in a list with: "Hornsey, Stoke Newington and Walthamstow"."""
    before, behind = names.beside(toponym)
    pairs = ((before, (before, toponym)), (behind, (toponym, behind)))
    listed = (
        town
        for other, (first, second) in pairs
        if other is not None and first is not None and second is not None
        if BETWEEN.fullmatch(names.between(first, second))
        if (town := _town_at(other, names)) is not None
    )
    return next(listed, None)


def _town_at(toponym: Toponym, names: PlacedNames) -> PlaceRow | None:
    row = names.row(toponym)
    return row if row is not None and _is_town(row) else None


def _is_town(row: PlaceRow) -> bool:
    return row.kind == "city" and row.lat is not None and row.lon is not None


def _is_near(row: PlaceRow, centre: PlaceRow) -> bool:
    points = (row.lat, row.lon, centre.lat, centre.lon)
    known = [number for number in points if number is not None]
    return len(known) == len(points) and kilometres(*known) <= LOCAL_KM


BESIDE: tuple[tuple[str, Callable[[Toponym, PlacedNames], PlaceRow | None]], ...] = (
    ("of-the-place-before-it", _owner),
    ("in-the-place-behind-it", _around),
    ("in-a-list-with-a-place", _coordinated),
    ("in-a-local-report", lambda _, names: names.centre),
)


# ---- in a country ----------------------------------------------------------------------------


def _in_a_country(toponym: Toponym, reason: Reason, names: PlacedNames) -> Located:
    """Return an unlisted place with the country that its sentence says, else that of most places of the report.

    A place that the gazetteer lacks lies where its own sentence is, not in the country that is named next.
    """
    kind: PlaceKind = "region" if toponym.division or toponym.holder else "other"
    found = ((rule, find(toponym, names)) for rule, find in COUNTRIES)
    rule, country = next(((rule, code) for rule, code in found if code is not None), ("", None))
    row = PlaceRow(toponym.text, kind, country, None, None, None, 0)
    reasons = (Reason(rule=rule, words=country),) if country is not None else ()
    return Located(row, (reason, *reasons))


def _country_of_sentence(toponym: Toponym, names: PlacedNames) -> str | None:
    """Return the country of an unlisted place that its sentence says; None if it names several."""
    codes = _of_holder(toponym, names.world) or set(_named_before(toponym, names))
    return next(iter(codes)) if len(codes) == 1 else None


def _of_holder(toponym: Toponym, world: World) -> set[str]:
    """Return the country of the armed group that holds a ground: "Houthi-held areas" are in Yemen."""
    if toponym.holder is None or world.nation(toponym.holder) is not None:
        return set()
    return {body.country for body in world.bodies(toponym.holder)[:1] if body.country is not None}


def _named_before(toponym: Toponym, names: PlacedNames) -> Iterator[str]:
    """Yield the countries that a sentence names before an unlisted place, without that which holds the ground."""
    tree = names.forest.at(toponym.start)
    if tree is None:
        return
    start, world = tree.tokens[0].start, names.world
    rows = (names.row(t) for t in names.toponyms if start <= t.start < toponym.start)
    words = (t.text for t in tree.tokens if t.start < toponym.start and t.text[:1].isupper())
    holder = world.nation(toponym.holder) if toponym.holder else None
    for code in (*(row.country for row in rows if row is not None), *map(world.demonym, words)):
        if code is not None and code != holder:
            yield code


def _country_in_name(toponym: Toponym, names: PlacedNames) -> str | None:
    """Return the country whose name an unlisted place ends with, if the document names it, too: "Stade de France"."""
    head, _, last = toponym.key.rpartition(" ")
    country = names.world.country(last) if head else None
    code = country.country if country is not None else None
    return code if code is not None and names.named[code] else None


COUNTRIES: tuple[tuple[str, Callable[[Toponym, PlacedNames], str | None]], ...] = (
    ("country-of-its-sentence", _country_of_sentence),
    ("country-in-its-name", _country_in_name),
    ("country-of-most-places", lambda _, names: names.country),
)


def _majority(countries: Counter[str]) -> str | None:
    """Return the country with the share `MAIN_SHARE`, or None."""
    if not countries:
        return None
    code, count = min(countries.items(), key=lambda c: (-c[1], c[0]))
    return code if count / countries.total() >= MAIN_SHARE else None
