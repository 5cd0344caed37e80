"""Names of several senses, decided once a report: Georgia the state, Brussels the Union.

One sense a name in a document (Gale, Church and Yarowsky 1992): a country whose name is also
a region's is that region where the report speaks of the region's country and never of the
country's own people; a seat shared by a country and a union is the union's unless the
report speaks of the country alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from onrecord.grammar import Forest
from onrecord.types import Document
from onrecord.world import Entity, World

CURATED = 1.0  # weight of bodies chosen by hand: they say of which country a report speaks
LONGEST = 3  # words of a region's or body's name looked for: "South Carolina"
LEAST_PEOPLE = 1_000_000  # of a region whose name can outweigh a country's


class Senses:
    """What the names of one report mean. Made for one call; asked by the mention stage."""

    def __init__(self, document: Document, forest: Forest, world: World) -> None:
        self._document = document
        self._forest = forest
        self.world = world
        self._regions: dict[str, bool] = {}

    def country(self, text: str) -> str | None:
        """Return the code of the country that `text` names in this report, or None."""
        found = self.world.country(text)
        if found is None or found.country is None:
            return None
        return None if self._is_region(text, found.country) else found.country

    def nation(self, text: str) -> str | None:
        """Return the code of the country or people that `text` names, or the country of a region meant."""
        code = self.world.demonym(text)
        if code is not None:
            return code
        found = self.world.country(text)
        if found is None or found.country is None:
            return None
        return self._other(text, found.country) if self._is_region(text, found.country) else found.country

    def seat(self, text: str) -> Entity | None:
        """Return the body that a capital's name stands for though its country is another: Brussels."""
        home = self.world.capital_country(text)
        found = self.world.bodies(text) if home is not None else ()
        if not found or found[0].weight < CURATED or found[0].country in (home, None):
            return None
        union = found[0].country or ""
        return None if self._named[home or ""] and not self._named[union] else found[0]

    def _is_region(self, text: str, code: str) -> bool:
        if text not in self._regions:
            other = self._other(text, code)
            self._regions[text] = (
                other is not None
                and self._named[other] > self._own(text, code)
                and not self._peoples[code]
                and len(self._parts[other] - {text}) >= len(self._abroad - {code, other})
            )
        return self._regions[text]

    def _other(self, text: str, code: str) -> str | None:
        """Return the country, not `code`, that has a large region called `text`."""
        regions = [p for p in self.world.places(text) if p.kind == "region" and p.is_main_name]
        return next((p.country for p in regions if p.country != code and p.population >= LEAST_PEOPLE), None)

    def _own(self, text: str, code: str) -> int:
        """Return how often the report names a country other than by the word in question."""
        return self._named[code] - sum(t == text for t in self._capitalised)

    @cached_property
    def _capitalised(self) -> list[str]:
        return [t.text for tree in self._forest.trees for t in tree.tokens if t.text[:1].isupper()]

    @cached_property
    def _peoples(self) -> Counter[str]:
        """Count the adjectives and peoples of the report by country."""
        found = (self.world.demonym(word) for word in self._capitalised)
        return Counter(code for code in found if code is not None)

    @cached_property
    def _abroad(self) -> frozenset[str]:
        """Return the countries that the report names by name or people."""
        named = (found.country for run in self._runs() if (found := self.world.country(run)) is not None)
        return frozenset(self._peoples) | {code for code in named if code is not None}

    @cached_property
    def _parts(self) -> defaultdict[str, set[str]]:
        """Collect the regions and cities that the report names, by country."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for run in self._runs():
            place = next(iter(self.world.places(run)), None)
            if place is None or place.country is None or place.kind not in ("region", "city"):
                continue
            if place.is_main_name and place.population >= LEAST_PEOPLE / 2:
                found[place.country].add(run)
        return found

    @cached_property
    def _named(self) -> Counter[str]:
        """Count what names each country: its name, people, regions, cities and well-known bodies."""
        counts: Counter[str] = Counter(self._peoples)
        counts.update({code: len(parts) for code, parts in self._parts.items()})
        for run in self._runs():
            country = self.world.country(run)
            bodies = self.world.bodies(run) if country is None else ()
            if country is not None and country.country is not None:
                counts[country.country] += 1
            elif bodies and bodies[0].weight >= CURATED and self.world.capital_country(run) is None:
                counts[bodies[0].country or ""] += 1
        return counts

    def _runs(self) -> Iterator[str]:
        """Yield the stretches of up to three capitalised words."""
        text = self._document.text
        for tree in self._forest.trees:
            for i, token in enumerate(tree.tokens):
                for end in range(i, min(i + LONGEST, len(tree.tokens))):
                    if not tree.tokens[end].text[:1].isupper():
                        break
                    yield text[token.start : tree.tokens[end].end]
