"""Resolve toponyms to the gazetteer: which Georgia, which London.

One sense a name in a document (Gale et al. 1992). What stands behind a name ("London, Ky.")
decides; else each candidate is scored by its people, by how much the document speaks of its
country and region, and by how near the other places lie (spatial minimality, Leidner 2007).
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest
from onrecord.reading.places.toponyms import PARTY_COUNTRY, SEAT, Toponym
from onrecord.types import Reason
from onrecord.world import PlaceRow, World

CANDIDATES = 12  # of one name; Springfield has more, but none that a report means unsaid
POINTS = 12  # other places that pull a candidate near
NEAR_KM = 500.0
COUNTRY_PRIOR = 1.5
ALIAS_PENALTY = 1.5
REGION_PENALTY = 1.0  # its people are those of its towns: the town is meant unless the report says otherwise
SIBLING_WEIGHT = 4.0  # for a state among other states, a country in a list of countries
METROPOLIS = 500_000  # people: "New York" and "Washington" among states may well be the city
FAMOUS = 50  # times the people of a namesake abroad: Moscow is not in Idaho unless the report speaks of Idaho
FAMOUS_ABROAD, INTERNATIONAL = 8, 6  # the same in a report that speaks of so many countries
OBSCURE_PENALTY = 3.0
COUNTRY_WEIGHT, REGION_WEIGHT, NEAR_WEIGHT, CAPITAL_WEIGHT = 5.0, 3.5, 2.0, 0.5


BETWEEN = re.compile(r",? and |,? or |, |/")
BY_CONTEXT = "place-by-context"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place of a name, and the rule that chose it; `words` are those of the text that it went by."""

    row: PlaceRow | None
    rule: str
    words: str | None = None
    score: float | None = None

    @property
    def reason(self) -> Reason:
        """Return why it is this place."""
        row = self.row.row if self.row is not None and (self.row.geonames or self.row.source) else None
        return Reason(
            rule=self.rule,
            words=self.words or (row.words if row else None),
            table=row.table if row else None,
            line=row.line if row else None,
            score=self.score,
        )


@dataclass(slots=True)
class Context:
    """What the document speaks of: countries with their share, regions, and points on the map."""

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    points: list[tuple[str, float, float]]
    own: dict[str, tuple[str, str | None]]  # what each name has added itself: it must not speak for itself
    among_countries: frozenset[str] = (
        frozenset()
    )  # names in a list with countries: "Georgia, Azerbaijan and Armenia"

    def share(self, key: str, country: str | None) -> float:
        """Return the share of a country in all other names."""
        own = self.own.get(key, (None, None))[0]
        total = sum(self.countries.values()) - (own is not None)
        return (self.countries[country] - (own == country)) / total if country and total > 0 else 0.0

    def names_region(self, key: str, country: str, region: str) -> bool:
        """Return whether another name is, or lies in, a region."""
        return self.regions[country, region] > (self.own.get(key) == (country, region))

    def names_sibling(self, key: str, row: PlaceRow) -> bool:
        """Return whether the report names another region of the same country: "Iowa, Missouri and Nevada"."""
        return any(
            country == row.country and name != row.name and count > (self.own.get(key) == (country, name))
            for (country, name), count in self.regions.items()
        )

    def add(self, key: str, row: PlaceRow) -> None:
        """Count what a resolved name says of the report's countries and regions."""
        if row.country is None or key in self.own:
            return
        region = row.name if row.kind == "region" else row.admin1
        self.countries[row.country] += 1
        self.own[key] = (row.country, region)
        if region:
            self.regions[row.country, region] += 1
        if row.lat is not None and row.lon is not None:
            self.points.append((key, row.lat, row.lon))


def candidates_of(toponym: Toponym, world: World) -> tuple[PlaceRow, ...]:
    """Return the places that a name can mean, best prior first."""
    short = world.region_short(toponym.text)
    if short:
        return tuple(p for p in world.places(short[0]) if p.kind == "region" and p.country == short[1])
    rows = world.places(toponym.key)
    if toponym.rule == SEAT:
        return tuple(p for p in rows if p.country == PARTY_COUNTRY)[:CANDIDATES]
    if (
        toponym.division in world.classes.county_words
    ):  # a county that is not listed: a town of the name misleads
        return ()
    if toponym.division and toponym.division.lower() not in world.classes.city_words:
        rows = tuple(p for p in rows if p.kind != "city") or rows
    return rows[:CANDIDATES]


def sure_context(
    toponyms: Sequence[Toponym],
    candidates: dict[str, tuple[PlaceRow, ...]],
    inside: Sequence[str],
    forest: Forest,
    world: World,
) -> Context:
    """Collect what needs no resolving: country names, adjectives, regions and names of one place.

    `inside` are regions and countries in the names of bodies: the "Arkansas State Police" says where
    the report is.
    """
    context = Context(Counter(), Counter(), [], {})
    for name in inside:
        row = world.places(name)[0]
        if row.country:
            context.countries[row.country] += 1
            context.regions[row.country, row.admin1 or row.name] += 1
            if row.kind == "region" and row.lat is not None and row.lon is not None:
                context.points.append((f"in {name}", row.lat, row.lon))
    for tree in forest.trees:
        for token in tree.tokens:
            if token.text[:1].isupper() and (code := world.demonym(token.text)):
                context.countries[code] += 1
    for key, rows in candidates.items():
        if len(rows) == 1 or (rows and rows[0].kind == "country" and all(p.kind != "region" for p in rows)):
            context.add(key, rows[0])
    for toponym in toponyms:  # a country spoken of often weighs more than one named once
        if toponym.key in context.own:
            context.countries[context.own[toponym.key][0]] += 1
    return context


def among_countries(
    text: str, toponyms: Sequence[Toponym], candidates: dict[str, tuple[PlaceRow, ...]]
) -> frozenset[str]:
    """Return the names that stand in a list beside a name that can only be a country."""
    sure = {key for key, rows in candidates.items() if len(rows) == 1 and rows[0].kind == "country"}
    return frozenset(
        key
        for one, other in itertools.pairwise(toponyms)
        if BETWEEN.fullmatch(text[one.end : other.start])
        for key, beside in ((one.key, other.key), (other.key, one.key))
        if beside in sure
    )


def widened(context: Context, resolved: dict[str, Resolved]) -> Context:
    """Return the context with what the first round resolved."""
    wider = Context(
        Counter(context.countries),
        Counter(context.regions),
        list(context.points),
        dict(context.own),
        context.among_countries,
    )
    for key, found in resolved.items():
        if found.row is not None and found.rule != BY_CONTEXT:  # two guesses must not hold each other up
            wider.add(key, found.row)
    return wider


def resolve_all(
    toponyms: Sequence[Toponym], candidates: dict[str, tuple[PlaceRow, ...]], context: Context, world: World
) -> dict[str, Resolved]:
    """Return the place and the reason for each name: one sense a document."""
    said: dict[str, str] = {}
    for toponym in toponyms:
        if toponym.within and toponym.key not in said:
            said[toponym.key] = toponym.within
    return {key: _resolve(key, rows, said.get(key), context, world) for key, rows in candidates.items()}


def _resolve(
    key: str, rows: Sequence[PlaceRow], within: str | None, context: Context, world: World
) -> Resolved:
    """Return the best candidate for a name, and what decided."""
    if within and (not rows or rows[0].kind != "country"):
        found = _in_what_follows(key, rows, within, world)
        if found is not None:
            return found
    if not rows:
        return Resolved(None, rule="not-in-the-gazetteer", words=key)
    if len(rows) == 1:
        return Resolved(rows[0], rule="only-place-of-the-name")
    state = next((p for p in rows if p.kind == "region"), None)
    metropolis = any(p.kind == "city" and p.population >= METROPOLIS for p in rows)
    listed = state if state is not None and not metropolis and context.names_sibling(key, state) else None
    scores = [_score(key, p, rows[0], context) + SIBLING_WEIGHT * (p is listed) for p in rows]
    n = max(range(len(rows)), key=lambda n: (scores[n], -n))
    rule = BY_CONTEXT if n else "best-known-of-the-name"
    return Resolved(rows[n], rule=rule, score=round(scores[n], 2))


def _in_what_follows(key: str, rows: Sequence[PlaceRow], within: str, world: World) -> Resolved | None:
    """Return the place of a name with what stands behind it: "London, Ky."; None where that is a list."""
    code = world.country(within)
    fit = [
        p
        for p in world.places(key)
        if p.admin1 == within or (code and p.country == code.country and p.is_main_name)
    ]
    if fit:
        return Resolved(fit[0], rule="place-that-follows", words=within)
    around = next(iter(world.places(within)), None)
    if around is None or _is_list(rows, around):
        return None
    # a village that the gazetteer leaves out: where it lies, not which it is
    place = PlaceRow(key, "city", around.country, None, None, None, 0)
    return Resolved(place, rule="unlisted-in-what-follows", words=within)


def _is_list(rows: Sequence[PlaceRow], around: PlaceRow) -> bool:
    """Return whether two names stand in a list, and not one in the other: "Texas, Oklahoma", "Moscow, Kyiv"."""
    if around.kind != "region":
        return True
    is_seat = bool(rows) and rows[0].is_capital and rows[0].country == around.country
    return bool(rows) and (rows[0].kind == "region" or is_seat)


def _score(key: str, row: PlaceRow, best_known: PlaceRow, context: Context) -> float:
    """Score a candidate: how well known, how much the report is about its country, how near the rest."""
    score = math.log10(row.population + 10)
    if row.kind == "country":
        score += COUNTRY_PRIOR + (SIBLING_WEIGHT if key in context.among_countries else 0.0)
    if row.is_capital and row is best_known:  # not the towns that are called after it
        score += CAPITAL_WEIGHT
    if row.kind == "region":
        score -= REGION_PENALTY
    if not row.is_main_name:
        score -= ALIAS_PENALTY
    in_region = bool(row.country and row.admin1 and context.names_region(key, row.country, row.admin1))
    if row.country != best_known.country and not in_region:
        times = FAMOUS_ABROAD if len(context.countries) >= INTERNATIONAL else FAMOUS
        if row.population * times < best_known.population:
            score -= OBSCURE_PENALTY
    score += COUNTRY_WEIGHT * context.share(key, row.country)
    if in_region:
        score += REGION_WEIGHT
    return score + NEAR_WEIGHT * _nearness(key, row, context)


def _nearness(key: str, row: PlaceRow, context: Context) -> float:
    """Return the mean closeness, 0 to 1, to the other places of the report."""
    if row.lat is None or row.lon is None:
        return 0.0
    close = [
        1 / (1 + _kilometres(row.lat, row.lon, lat, lon) / NEAR_KM)
        for name, lat, lon in context.points[:POINTS]
        if name != key
    ]
    return sum(close) / len(close) if close else 0.0


def _kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points, flat between parallels: good enough to compare."""
    x = (other_lon - lon + 180) % 360 - 180
    x *= math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(x, other_lat - lat)
