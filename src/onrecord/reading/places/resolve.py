"""Resolve toponyms to the gazetteer: which Georgia, which London.

A name has one sense in a document (Gale et al. 1992). A region or country that follows the name
("London, Ky.") decides. Otherwise each candidate gets a score: from its population, from how often the
document names its country and region, and from its distance to the other places (spatial minimality,
Leidner 2007). Names that are open themselves speak, too: the region in which most of them have a candidate is
likelier than the best known place of each. The weights were set by hand on the development part of the places data.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from onrecord.grammar import Forest
from onrecord.reading.places.toponyms import KNOWN_TOWN, PARTY_COUNTRY, SEAT, Toponym
from onrecord.reading.rules import Rule, always, first_rule
from onrecord.types import Reason
from onrecord.world import PlaceRow, World

CANDIDATES = 12  # places of one name that are scored; the best known come first
MOST_POINTS = 12  # other places whose distance counts: the first of the document
NEAR_KM = 500.0  # the distance at which the closeness of two places is one half
KM_PER_DEGREE = 111.2  # of latitude
EQUAL_PEOPLE = 10  # added to every population, so that unknown ones have a logarithm
COUNTRY_PRIOR = 1.5
ALIAS_PENALTY = 1.5
REGION_PENALTY = 1.0  # the population of a region is that of its towns: the town of its name is likelier
SIBLING_WEIGHT = 4.0  # for a country in a list of countries
CAPITALS_WEIGHT = 7.0  # for a capital in a list of capitals: more than that its namesake is near one of them
STATE_WEIGHT = 5.0  # for a state among states: more than what they say for a town of its name in one of them
METROPOLIS = 500_000  # people: in a list of states, "New York" may still be the city
FAMOUS = 50  # a place with so many times fewer people than its namesake abroad is an unlikely reading
FAMOUS_ABROAD = 8  # the same in an international report
FEWEST_NAMES = 2  # other names of a report that has a home
HOME_SHARE = 0.6  # of the other names of a report that lie in its home
INTERNATIONAL = 6  # countries that make a report international
OBSCURE_PENALTY = 3.0
COUNTRY_WEIGHT, REGION_WEIGHT, NEAR_WEIGHT, CAPITAL_WEIGHT = 5.0, 3.5, 2.0, 0.5
VOTES_WEIGHT = 3.0  # of the region in which most of the names that are open may lie

BETWEEN = re.compile(r",? and |,? or |, |/")
BY_CONTEXT = "place-by-context"
Region: TypeAlias = tuple[str, str]  # code of the country, name of the region
Candidates: TypeAlias = dict[str, tuple[PlaceRow, ...]]  # by name


class Choice(NamedTuple):
    """What a rule chose for a name: a place or None, by these words of the text, with this score."""

    row: PlaceRow | None
    words: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means here, and the name of the rule that chose it."""

    choice: Choice
    rule: str

    @property
    def row(self) -> PlaceRow | None:
        """The place, or None."""
        return self.choice.row

    @property
    def reason(self) -> Reason:
        """Return why it is this place."""
        row, words, score = self.choice
        entry = row.row if row is not None and (row.geonames or row.source) else None
        if entry is None:
            return Reason(rule=self.rule, words=words, score=score)
        return Reason(
            rule=self.rule, words=words or entry.words, table=entry.table, line=entry.line, score=score
        )


@dataclass
class Context:
    """What the document names: how often each country and region, and the coordinates of its places.

    `own` holds what each name has added itself: a name is no evidence for its own reading. `among_countries`
    are names in a list with countries: "Georgia, Azerbaijan and Armenia"; `among_capitals` those in a list with
    capitals: "London, Berlin and Washington". `may_lie` has for each name the regions
    of its candidates, `peoples` the countries of the adjectives and peoples.
    """

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    points: list[tuple[str, float, float]]
    own: dict[str, tuple[str, str | None]]
    among_countries: frozenset[str] = frozenset()
    among_capitals: frozenset[str] = frozenset()
    may_lie: Mapping[str, frozenset[Region]] = field(default_factory=dict)
    peoples: frozenset[str] = frozenset()

    @cached_property
    def votes(self) -> Counter[Region]:
        """The weight of each region: a name that may lie in n regions gives each of them 1/n."""
        votes: Counter[Region] = Counter()
        for regions in self.may_lie.values():
            votes.update(dict.fromkeys(regions, 1 / len(regions)))
        return votes

    def share_of_votes(self, key: str, region: Region) -> float:
        """Return how much all other names speak for a region, from 0 to below 1; many ambiguous ones are enough."""
        own = self.may_lie.get(key, frozenset())
        votes = self.votes[region] - (1 / len(own) if region in own else 0.0)
        return votes / (votes + 1)

    def names_country(self, key: str, country: str | None) -> bool:
        """Return whether another name is that country itself."""
        return any(
            code == country and region is None and name != key for name, (code, region) in self.own.items()
        )

    def share(self, key: str, country: str | None) -> float:
        """Return the share of a country among the countries of all other names."""
        own = self.own.get(key, (None, None))[0]
        total = sum(self.countries.values()) - (own is not None)
        return (self.countries[country] - (own == country)) / total if country and total > 0 else 0.0

    def share_of_parts(self, key: str, country: str | None) -> float:
        """Return the share of a country among the regions and towns of all other names, without countries' names."""
        parts = Counter(code for name, (code, region) in self.own.items() if region and name != key)
        return parts[country] / parts.total() if country and parts else 0.0

    def names_region(self, key: str, country: str, region: str) -> bool:
        """Return whether another name is that region or lies in it."""
        return self.regions[country, region] > (self.own.get(key) == (country, region))

    def names_sibling(self, key: str, row: PlaceRow) -> bool:
        """Return whether the document names another region of the same country: "Iowa, Missouri and Nevada"."""
        return any(
            country == row.country and name != row.name and count > (self.own.get(key) == (country, name))
            for (country, name), count in self.regions.items()
        )

    def add(self, key: str, row: PlaceRow) -> None:
        """Count the country, region and coordinates of a resolved name, once a name."""
        if row.country is None or key in self.own:
            return
        region = row.name if row.kind == "region" else row.admin1
        self.countries[row.country] += 1
        self.own[key] = (row.country, region)
        if region:
            self.regions[row.country, region] += 1
        self.add_point(key, row)

    def add_body_region(self, name: str, row: PlaceRow) -> None:
        """Count the region or country in a body's name; each body counts, and only regions have a point."""
        if row.country is None:
            return
        self.countries[row.country] += 1
        self.regions[row.country, row.admin1 or row.name] += 1
        if row.kind == "region":
            self.add_point(f"in {name}", row)

    def add_point(self, key: str, row: PlaceRow) -> None:
        """Add the coordinates of a place, if the gazetteer has them."""
        if row.lat is not None and row.lon is not None:
            self.points.append((key, row.lat, row.lon))


# ---- candidates --------------------------------------------------------------------------


def candidates_of(toponym: Toponym, world: World) -> tuple[PlaceRow, ...]:
    """Return the places that a name can mean, the best known first."""
    short = world.region_short(toponym.text)
    if short:
        return tuple(p for p in world.places(short[0]) if p.kind == "region" and p.country == short[1])
    rows = world.places(toponym.key) or _off_the_map(toponym, world)
    if toponym.rule == SEAT:
        rows = tuple(p for p in rows if p.country == PARTY_COUNTRY)
    elif toponym.division:
        rows = _of_division(toponym.division, rows, world)
    return rows[:CANDIDATES]


def _off_the_map(toponym: Toponym, world: World) -> tuple[PlaceRow, ...]:
    """Return a country that the gazetteer lacks: the Soviet Union lies in no country of today."""
    country = world.country(toponym.key)
    return (PlaceRow(country.name, "country", country.country, None, None, None, 0),) if country else ()


def _of_division(division: str, rows: tuple[PlaceRow, ...], world: World) -> tuple[PlaceRow, ...]:
    """Return the places that fit the word cut off a name: "Province" rules out cities, if others are left."""
    if division in world.classes.county_words:
        return ()  # the county is not listed, and a town of its name is another place
    if division.lower() in world.classes.city_words:
        return rows
    return tuple(p for p in rows if p.kind != "city") or rows


# ---- what the document names ---------------------------------------------------------------


def sure_context(
    toponyms: Sequence[Toponym], candidates: Candidates, inside: Sequence[str], forest: Forest, world: World
) -> Context:
    """Collect what needs no resolving: country names, adjectives, regions and names of one place.

    `inside` are regions and countries in the names of bodies: the "Arkansas State Police" says where
    the report is.
    """
    may_lie = {key: regions for key, rows in candidates.items() if (regions := frozenset(_regions_of(rows)))}
    peoples = list(_peoples(forest, world))
    context = Context(Counter(), Counter(), [], {}, may_lie=may_lie, peoples=frozenset(peoples))
    for name in inside:
        context.add_body_region(name, world.places(name)[0])
    context.countries.update(peoples)
    for key, rows in candidates.items():
        if _has_one_sense(rows):
            context.add(key, rows[0])
    # a country that is named often weighs more than one that is named once
    context.countries.update(context.own[t.key][0] for t in toponyms if t.key in context.own)
    return context


def _regions_of(rows: Sequence[PlaceRow]) -> Iterator[Region]:
    """Yield the region of each candidate that lies in one or is one."""
    for row in rows:
        region = row.name if row.kind == "region" and not row.admin1 else row.admin1
        if row.country and region:
            yield row.country, region


def _peoples(forest: Forest, world: World) -> Iterator[str]:
    """Yield the country of each adjective and people in the document: "Russian", "Turks"."""
    for tree in forest.trees:
        for i in tree.capitalised:
            if code := world.demonym(tree.tokens[i].text):
                yield code


def _has_one_sense(rows: Sequence[PlaceRow]) -> bool:
    """Return whether a name means one place without more context: the only one, or a country and no region."""
    if len(rows) == 1:
        return True
    return bool(rows) and rows[0].kind == "country" and all(p.kind != "region" for p in rows)


def among_countries(text: str, toponyms: Sequence[Toponym], candidates: Candidates) -> frozenset[str]:
    """Return the names that are coordinated with a name that can only be a country."""
    sure = {key for key, rows in candidates.items() if len(rows) == 1 and rows[0].kind == "country"}
    return _beside(text, toponyms, sure)


def among_capitals(text: str, toponyms: Sequence[Toponym], candidates: Candidates) -> frozenset[str]:
    """Return the names that are coordinated with a name whose best known place is a capital."""
    sure = {key for key, rows in candidates.items() if rows and rows[0].is_capital and rows[0].is_main_name}
    return _beside(text, toponyms, sure)


def _beside(text: str, toponyms: Sequence[Toponym], sure: Collection[str]) -> frozenset[str]:
    """Return the names that are coordinated with one of `sure`."""
    return frozenset(
        key
        for one, other in itertools.pairwise(toponyms)
        if BETWEEN.fullmatch(text[one.end : other.start])
        for key, beside in ((one.key, other.key), (other.key, one.key))
        if beside in sure
    )


def states_named(
    text: str, toponyms: Sequence[Toponym], candidates: Candidates, forest: Forest, world: World
) -> frozenset[str]:
    """Return the names of countries that act as states, and are no towns: "Lebanon and Jordan", "fly to Poland".

    A name with its region behind it in the document is that of the town.
    """
    in_regions = {t.key for t in toponyms if t.within is not None}
    countries = {
        key
        for key, rows in candidates.items()
        if rows and rows[0].kind == "country" and key not in in_regions
    }
    found = {t.key for t in toponyms if t.key in countries and _is_beside_act(t, forest, world)}
    for one, other in itertools.pairwise(toponyms):
        if BETWEEN.fullmatch(text[one.end : other.start]) and {one.key, other.key} <= countries:
            found |= {one.key, other.key}
    return frozenset(found)


def _is_beside_act(toponym: Toponym, forest: Forest, world: World) -> bool:
    """Return whether a name depends on a word for a visit, a journey, or for what only states have."""
    tree = forest.at(toponym.start)
    head = tree.head_of(toponym.start, toponym.end) if tree is not None else None
    if tree is None or head is None or tree.tokens[head].head < 0:
        return False
    classes, governor = world.classes, tree.lemma(tree.tokens[head].head)
    if tree.is_related(head, ("obl", "obj", "nmod")) and governor in classes.travel_words:
        return True
    return tree.is_related(head, ("nmod", "compound")) and governor in classes.nouns_of_states


def widened(context: Context, resolved: dict[str, Resolved]) -> Context:
    """Return the context with the names that the first round resolved, except by context alone."""
    wider = replace(
        context,
        countries=Counter(context.countries),
        regions=Counter(context.regions),
        points=list(context.points),
        own=dict(context.own),
    )
    for key, found in resolved.items():
        if found.row is not None and found.rule != BY_CONTEXT:  # two guesses must not support each other
            wider.add(key, found.row)
    return wider


# ---- the answer for each name --------------------------------------------------------------


@dataclass(frozen=True)
class _Query:
    """One name to resolve: its candidates, the region or country that follows it, and the document."""

    key: str
    rows: Sequence[PlaceRow]
    within: str | None
    context: Context
    world: World

    @cached_property
    def best_scored(self) -> Choice:
        """The candidate with the highest score; of equals the better known."""
        rows, listed = self.rows, _listed_state(self)
        scores = [_score(self.key, p, rows[0], self.context) + STATE_WEIGHT * (p is listed) for p in rows]
        best = max(scores)
        return Choice(rows[scores.index(best)], score=round(best, 2))


def resolve_all(
    toponyms: Sequence[Toponym], candidates: Candidates, context: Context, world: World
) -> dict[str, Resolved]:
    """Return the place and the reason for each name: one sense a document."""
    within: dict[str, str] = {}
    for toponym in toponyms:
        if toponym.within:
            within.setdefault(toponym.key, toponym.within)
    queries = (_Query(key, rows, within.get(key), context, world) for key, rows in candidates.items())
    return {query.key: _resolve(query) for query in queries}


def _resolve(query: _Query) -> Resolved:
    rule = first_rule(RESOLVE_RULES, query) or NOT_LISTED
    return Resolved(rule.result(query), rule.name)


def _is_located(query: _Query) -> bool:
    """Return whether a listed place lies in the region or country that follows its name: "London, Ky."."""
    return bool(_places_within(query))


def _located(query: _Query) -> Choice:
    return Choice(_places_within(query)[0], words=query.within)


def _places_within(query: _Query) -> list[PlaceRow]:
    """Return the places of the name in what follows it; a country needs the place's main name."""
    within = query.within
    if within is None or _can_be_country(query):
        return []
    country = query.world.country(within)
    code = country.country if country is not None else None
    return [
        place
        for place in query.world.places(query.key)
        if place.admin1 == within or (country is not None and place.country == code and place.is_main_name)
    ]


def _can_be_country(query: _Query) -> bool:
    return bool(query.rows) and query.rows[0].kind == "country"


def _is_unlisted_in_region(query: _Query) -> bool:
    """Return whether an unlisted place is followed by its region; "Texas, Oklahoma" is a list."""
    region = _region_behind(query)
    return region is not None and not _is_beside(query.rows, region)


def _region_behind(query: _Query) -> PlaceRow | None:
    """Return the region that follows the name, if the best known place of that name is a region."""
    if query.within is None or _can_be_country(query):
        return None
    around = next(iter(query.world.places(query.within)), None)
    return around if around is not None and around.kind == "region" else None


def _is_beside(rows: Sequence[PlaceRow], region: PlaceRow) -> bool:
    """Return whether a name is another region, or a capital, beside `region`: "Texas, Oklahoma"."""
    if not rows:
        return False
    return rows[0].kind == "region" or (rows[0].is_capital and rows[0].country == region.country)


def _unlisted_in_region(query: _Query) -> Choice:
    """Place a village that the gazetteer leaves out in its country, without coordinates."""
    region = _region_behind(query)
    row = PlaceRow(query.key, "city", region.country if region else None, None, None, None, 0)
    return Choice(row, words=query.within)


def _is_namesake_abroad(query: _Query) -> bool:
    """Return whether the likeliest place is a small one of a country that the report of another does not name.

    The gazetteer leaves out villages and quarters: "McKee" in a report from Kentucky is none in Canada. A name of
    common words ("Central Coast") says so little that the place need not be small.
    """
    row, context = (query.best_scored.row if query.rows else None), query.context
    if row is None or row.is_capital or row.country is None:
        return False
    if row.population >= KNOWN_TOWN and not _is_of_common_words(query.key, query.world):
        return False
    others = [country for name, (country, _) in context.own.items() if name != query.key]
    if len(others) < FEWEST_NAMES or row.country in context.peoples.union(others):
        return False
    return Counter(others).most_common(1)[0][1] >= HOME_SHARE * len(others)


def _is_of_common_words(name: str, world: World) -> bool:
    """Return whether a name of several words consists of words for parts of places and landforms."""
    classes, words = world.classes, name.split()
    common = (w.lower() in classes.place_parts or w in classes.landform_words for w in words)
    return len(words) > 1 and all(common)


def _is_best_known(query: _Query) -> bool:
    """Return whether the best known place of the name has the highest score."""
    return bool(query.rows) and query.best_scored.row is query.rows[0]


def _listed_state(query: _Query) -> PlaceRow | None:
    """Return the region of the name, if the document names other regions of its country and no metropolis."""
    state = next((p for p in query.rows if p.kind == "region"), None)
    if state is None or any(p.kind == "city" and p.population >= METROPOLIS for p in query.rows):
        return None
    return state if query.context.names_sibling(query.key, state) else None


NOT_LISTED: Rule[_Query, Choice] = Rule("not-in-the-gazetteer", always, lambda q: Choice(None, words=q.key))
# These names stand in the basis of a place; where none applies, it is NOT_LISTED.
RESOLVE_RULES: tuple[Rule[_Query, Choice], ...] = (
    Rule("place-that-follows", _is_located, _located),
    Rule("unlisted-in-what-follows", _is_unlisted_in_region, _unlisted_in_region),
    Rule("namesake-abroad", _is_namesake_abroad, lambda q: Choice(None, words=q.key)),
    Rule("only-place-of-the-name", lambda q: len(q.rows) == 1, lambda q: Choice(q.rows[0])),
    Rule("best-known-of-the-name", _is_best_known, lambda q: q.best_scored),
    Rule(BY_CONTEXT, lambda q: bool(q.rows), lambda q: q.best_scored),
)


# ---- scores --------------------------------------------------------------------------------


def _score(key: str, row: PlaceRow, best_known: PlaceRow, context: Context) -> float:
    """Score a candidate: its prior, the document's names for its country and region, and its distance."""
    in_region = _is_in_named_region(key, row, best_known, context)
    is_obscure = not in_region and _is_obscure(row, best_known, context)
    votes = (context.share_of_votes(key, region) for region in _regions_of([row]))
    return (
        _prior(row, is_best_known=row is best_known)
        + SIBLING_WEIGHT * (row.kind == "country" and key in context.among_countries)
        + CAPITALS_WEIGHT * (row is best_known and row.is_capital and key in context.among_capitals)
        + (-OBSCURE_PENALTY if is_obscure else VOTES_WEIGHT * max(votes, default=0.0))
        + COUNTRY_WEIGHT * _share(key, row, best_known, context)
        + REGION_WEIGHT * in_region
        + NEAR_WEIGHT * _nearness(key, row, context)
    )


def _is_in_named_region(key: str, row: PlaceRow, best_known: PlaceRow, context: Context) -> bool:
    """Return whether another name is a candidate's region or lies in it.

    A report that names France means the Paris there, though it is about Kentucky, which has one, too.
    """
    if not row.country or not row.admin1 or not context.names_region(key, row.country, row.admin1):
        return False
    return not (_is_obscure(row, best_known, context) and context.names_country(key, best_known.country))


def _share(key: str, row: PlaceRow, best_known: PlaceRow, context: Context) -> float:
    """Return the share of a candidate's country in the document.

    That a report names Nigeria does not make Niger the Nigerian state: a region with fewer people than the country
    of its name needs other regions or towns of its own country.
    """
    is_lesser = row.kind == "region" and best_known.kind == "country" and row.country != best_known.country
    if is_lesser and row.population < best_known.population:
        return context.share_of_parts(key, row.country)
    return context.share(key, row.country)


def _prior(row: PlaceRow, *, is_best_known: bool) -> float:
    """Return how likely a candidate is without context: by its population, its kind and its name."""
    return (
        math.log10(row.population + EQUAL_PEOPLE)
        + COUNTRY_PRIOR * (row.kind == "country")
        + CAPITAL_WEIGHT * (row.is_capital and is_best_known)  # not the towns that are named after it
        - REGION_PENALTY * (row.kind == "region")
        - ALIAS_PENALTY * (not row.is_main_name)
    )


def _is_obscure(row: PlaceRow, best_known: PlaceRow, context: Context) -> bool:
    """Return whether a candidate is far smaller than its namesake abroad: Moscow in Idaho."""
    times = FAMOUS_ABROAD if len(context.countries) >= INTERNATIONAL else FAMOUS
    return row.country != best_known.country and row.population * times < best_known.population


def _nearness(key: str, row: PlaceRow, context: Context) -> float:
    """Return the mean closeness, 0 to 1, to the other places of the report."""
    if row.lat is None or row.lon is None:
        return 0.0
    close = [
        1 / (1 + kilometres(row.lat, row.lon, lat, lon) / NEAR_KM)
        for name, lat, lon in context.points[:MOST_POINTS]
        if name != key
    ]
    return sum(close) / len(close) if close else 0.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points on a flat map: exact enough to compare distances."""
    x = (other_lon - lon + 180) % 360 - 180
    x *= math.cos(math.radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * math.hypot(x, other_lat - lat)
