"""Names of several senses, decided once a document: Georgia the state, Brussels the Union.

A name has one sense in a document (Gale, Church and Yarowsky 1992). A name of a country and of a region
abroad means the region if the document names the region's country and never the people of the other. A
capital that is also the seat of a union means the union, unless the document names the country alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container
from functools import cached_property

from onrecord.grammar import Forest
from onrecord.types import Document
from onrecord.world import Entity, PlaceRow, World

CURATED = 1.0  # weight of bodies chosen by hand: their country counts as named by the document
LONGEST_SENSE = 3  # words of the names of regions and bodies that are looked up: "South Carolina"
LEAST_PEOPLE = 1_000_000  # of a region whose name can mean it rather than a country
NAMED_PEOPLE = LEAST_PEOPLE / 2  # of a region or city that shows which country the document is about


class Senses:
    """The senses of the names of one document, for the mention stage; built for one call."""

    def __init__(self, document: Document, forest: Forest, world: World) -> None:
        self._document = document
        self._forest = forest
        self.world = world
        self._regions: dict[str, bool] = {}

    def country(self, text: str) -> str | None:
        """Return the code of the country that `text` names in this document, or None."""
        found = self.world.country(text)
        if found is None or found.country is None:
            return None
        return None if self._is_region(text, found.country) else found.country

    def nation(self, text: str) -> str | None:
        """Return the code of the country or people that `text` names, or of the country of its region."""
        code = self.world.demonym(text)
        if code is not None:
            return code
        found = self.world.country(text)
        if found is None or found.country is None:
            return None
        return self._other(text, found.country) if self._is_region(text, found.country) else found.country

    def seat(self, text: str) -> Entity | None:
        """Return the body of another country that a capital's name stands for: the Union for Brussels."""
        home = self.world.capital_country(text)
        if home is None:
            return None
        body = next(iter(self.world.bodies(text)), None)
        if body is None or body.weight < CURATED or body.country in (home, None):
            return None
        names_home_alone = self._named[home] and not self._named[body.country or ""]
        return None if names_home_alone else body

    def countries(self, without: Container[str]) -> Counter[str]:
        """Count the names that the document has for each country, but for the words of `without`."""
        counts: Counter[str] = Counter(self._peoples)
        counts.update({code: len(parts) for code, parts in self._parts.items()})
        counts.update(code for run, code in self._countries_and_bodies if run not in without)
        return counts

    def _is_region(self, text: str, code: str) -> bool:
        """Return whether a country's name means a region abroad in this document."""
        if text not in self._regions:
            other = self._other(text, code)
            self._regions[text] = bool(
                other is not None
                and self._named[other] > self._own(text, code)
                and not self._peoples[code]
                and (self._is_larger(text, other, code) or self._parts[other] - {text})
                and len(self._parts[other] - {text}) >= len(self._abroad - {code, other})
            )
        return self._regions[text]

    def _is_larger(self, text: str, other: str, code: str) -> bool:
        """Return whether the region of `other` has more people than the country `code` of the same name."""
        people = {(p.kind, p.country): p.population for p in reversed(self.world.places(text))}
        return people.get(("region", other), 0) >= people.get(("country", code), 0)

    def _other(self, text: str, code: str) -> str | None:
        """Return the country, not `code`, that has a large region called `text`."""
        regions = [p for p in self.world.places(text) if p.kind == "region" and p.is_main_name]
        return next((p.country for p in regions if p.country != code and p.population >= LEAST_PEOPLE), None)

    def _own(self, text: str, code: str) -> int:
        """Return how often the document names a country by other words than `text`."""
        return self._named[code] - sum(t == text for t in self._capitalised)

    @cached_property
    def _capitalised(self) -> list[str]:
        return [tree.tokens[i].text for tree in self._forest.trees for i in tree.capitalised]

    @cached_property
    def _peoples(self) -> Counter[str]:
        """Count the adjectives and peoples of the document by country."""
        found = (self.world.demonym(word) for word in self._capitalised)
        return Counter(code for code in found if code is not None)

    @cached_property
    def _abroad(self) -> frozenset[str]:
        """Return the countries that the document names by their name or their people."""
        named = (found.country for run in self._runs if (found := self.world.country(run)) is not None)
        return frozenset(self._peoples) | {code for code in named if code is not None}

    @cached_property
    def _parts(self) -> defaultdict[str, set[str]]:
        """Return the large regions and cities that the document names, by country."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for run in self._runs:
            place = next(iter(self.world.places(run)), None)
            if place is not None and place.country is not None and _is_large_part(place):
                found[place.country].add(run)
        return found

    @cached_property
    def _named(self) -> Counter[str]:
        """Count the names for each country: its own, its people, regions, cities and well-known bodies."""
        return self.countries(without=())

    def _country_or_body(self, text: str) -> str | None:
        """Return the country that a name names, by itself or by a well-known body that is no capital's name."""
        country = self.world.country(text)
        if country is not None:
            return country.country
        bodies = self.world.bodies(text)
        if not bodies or bodies[0].weight < CURATED or self.world.capital_country(text) is not None:
            return None
        return bodies[0].country or ""

    @cached_property
    def _countries_and_bodies(self) -> list[tuple[str, str]]:
        """Return the runs that name a country or a well-known body, each time, with the country."""
        codes = {run: self._country_or_body(run) for run in dict.fromkeys(self._runs)}
        return [(run, code) for run in self._runs if (code := codes[run]) is not None]

    @cached_property
    def _runs(self) -> list[str]:
        """All runs of up to `LONGEST_SENSE` capitalised words."""
        text, found = self._document.text, []
        for tree in self._forest.trees:
            tokens, capitalised = tree.tokens, tree.capitalised
            for n, i in enumerate(capitalised):
                for size, end in enumerate(capitalised[n : n + LONGEST_SENSE]):
                    if end > i + size:
                        break
                    found.append(text[tokens[i].start : tokens[end].end])
        return found


def _is_large_part(place: PlaceRow) -> bool:
    """Return whether a place is a large region or city under its main name."""
    return place.kind in ("region", "city") and place.is_main_name and place.population >= NAMED_PEOPLE
