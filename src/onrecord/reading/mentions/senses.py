"""Names of several senses, decided once a document: Georgia the state, Brussels the Union.

A name has one sense in a document (Gale, Church and Yarowsky 1992). A name of a country and of a region
abroad means the region if the document names the region's country and never the people of the other. A
capital that is also the seat of a union means the union, unless the document names the country alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from onrecord.grammar import Forest, Tree
from onrecord.grammar.words import GENITIVES
from onrecord.types import Document
from onrecord.world import Entity, PlaceRow, World

NO_SIGNS: Mapping[str, Mapping[str, bool]] = MappingProxyType({})
FAMOUS = 0.9  # weight of a person whom reports everywhere name, by a surname alone
SHORTEST_TITLED, LONGEST_TITLED = 3, 6  # words of a titled person and "of" before a state
CURATED = 1.0  # weight of bodies chosen by hand: their country counts as named by the document
LONGEST_SENSE = 3  # words of the names of regions and bodies that are looked up: "South Carolina"
LEAST_PEOPLE = 1_000_000  # of a region whose name can mean it rather than a country
NAMED_PEOPLE = LEAST_PEOPLE / 2  # of a region or city that shows which country the document is about


class Senses:
    """The senses of the names of one document, for the mention stage; built for one call."""

    def __init__(
        self,
        document: Document,
        forest: Forest,
        world: World,
        signs: Mapping[str, Mapping[str, bool]] = NO_SIGNS,
        people: Sequence[str] = (),
    ) -> None:
        self._document = document
        self._forest = forest
        self.world = world
        self._regions: dict[str, bool] = {}
        self._towns: dict[str, bool] = {}
        self._signs = signs
        self._people = people

    def country(self, text: str) -> str | None:
        """Return the code of the country that `text` names in this document, or None."""
        found = self.world.country(text)
        if found is None or found.country is None or self._is_town(text):
            return None
        return None if self.is_region(text, found.country) else found.country

    def region_of(self, text: str, bodies: Container[str]) -> str | None:
        """Return the code of the country of the region whose body a name means: "Georgia Supreme Court".

        The words behind the region are the name of one of `bodies`.
        """
        words = text.split()
        for n in range(1, len(words)):
            region, rest = " ".join(words[:n]), " ".join(words[n:]).lower()
            if rest in bodies and (code := self._region_called(region)) is not None:
                return code
        return None

    def _region_called(self, text: str) -> str | None:
        """Return the code of the country of the region that a name means in this document, or None."""
        country = self.world.country(text)
        if country is not None and country.country is not None:
            return self._other(text, country.country) if self.is_region(text, country.country) else None
        best = next((p for p in self.world.places(text) if p.is_main_name), None)
        return best.country if best is not None and best.kind == "region" else None

    def region_abroad(self, text: str) -> str | None:
        """Return the code of the country of the region that the name of a country or capital means here, or None."""
        found, capital = self.world.country(text), self.world.capital_country(text)
        if self._is_town(text):
            return None
        if found is not None and found.country is not None:
            return self._other(text, found.country) if self.is_region(text, found.country) else None
        return self._other(text, capital) if capital is not None and self.capital(text) is None else None

    def is_town_of_a_name(self, text: str) -> bool:
        """Return whether the name of a country is that of a town here: "Lebanon, Ohio"."""
        return self.world.country(text) is not None and self._is_town(text)

    def capital(self, text: str) -> str | None:
        """Return the code of the country whose capital `text` names in this document, or None.

        A larger place abroad is meant unless the document names the country: "Victoria" in Australia, not Seychelles.
        """
        code = self.world.capital_country(text)
        if code is None or self._is_town(text):
            return None
        best = next(iter(self.world.places(text)), None)
        is_less_known = best is not None and best.country != code
        return None if is_less_known and not self._named[code] else code

    def nation(self, text: str) -> str | None:
        """Return the code of the country or people that `text` names, or of the country of its region."""
        code = self.world.demonym(text)
        if code is not None:
            return code
        found = self.world.country(text)
        if found is None or found.country is None:
            return None
        return self._other(text, found.country) if self.is_region(text, found.country) else found.country

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

    def is_region(self, text: str, code: str) -> bool:
        """Return whether a country's name means a region abroad in this document."""
        text = self._bare(text)
        if text not in self._regions:
            other = self._other(text, code)
            self._regions[text] = (
                other is not None and not self._peoples[code] and self._is_of_other(text, other, code)
            )
        return self._regions[text]

    def _bare(self, text: str) -> str:
        """Return a name without its article and possessive: "Georgia" of "The Georgia", "Georgia's"."""
        article, _, rest = text.partition(" ")
        bare = rest if rest and article in self.world.classes.definite_articles else text
        mark = next((mark for mark in GENITIVES if bare.endswith(mark)), "")
        return bare.removesuffix(mark)

    def _is_of_other(self, text: str, other: str, code: str) -> bool:
        """Return whether a name means the region of `other`, as words beside it or the whole document say."""
        is_larger, own = self._is_larger(text, other, code), self._own(text, code)
        if is_larger and not own and self._is_beside_sign(text, other):
            return True
        parts, people = self._parts[other] - {text}, self._by_people
        return (
            self._named[other] + people[other] > own + people[code]
            and bool(is_larger or parts)
            and len(parts) + people[other] >= len(self._abroad - {code, other})
        )

    def _is_beside_sign(self, text: str, country: str) -> bool:
        """Return whether a word for the states of a country stands beside a name: "Georgia Rep.", "Sen. Ann Lee of Georgia"."""
        signs = self._signs.get(country, {})
        return bool(signs) and any(
            self._follows(tree, i, signs) or self._names_seat(tree, i, signs)
            for tree in self._forest.trees
            for i in tree.capitalised
            if tree.tokens[i].text == text
        )

    def _follows(self, tree: Tree, i: int, signs: Mapping[str, bool]) -> bool:
        """Return whether a sign is right behind token `i`, or behind its possessive."""
        behind = [t.text for t in tree.tokens[i + 1 : i + 3]]
        if behind and behind[0] in GENITIVES:
            return len(behind) > 1 and signs.get(behind[1], False)
        return bool(behind) and behind[0] in signs

    def _names_seat(self, tree: Tree, i: int, signs: Container[str]) -> bool:
        """Return whether token `i` follows "of" behind a person with a sign for a title."""
        tokens = tree.tokens
        if i < SHORTEST_TITLED or tokens[i - 1].lemma != "of":
            return False
        before = [t.text for t in tokens[max(0, i - LONGEST_TITLED) : i - 1]]
        n = next((n for n in range(len(before) - 1, -1, -1) if before[n] in signs), None)
        return n is not None and n < len(before) - 1 and all(w[:1].isupper() or w == "." for w in before[n:])

    def _is_town(self, text: str) -> bool:
        """Return whether a name stands before the region that its town is in: "Lebanon, Ohio", "LONDON, Ont."."""
        if text not in self._towns:
            found = re.compile(rf"\b{re.escape(text)}, ((?:[A-Z]\w*\.? ?)+)")
            behind = (m[1].strip() for m in found.finditer(self._document.text))
            self._towns[text] = any(self._lies_in(text, words) for words in behind)
        return self._towns[text]

    def _lies_in(self, town: str, words: str) -> bool:
        short = self.world.region_short(words)
        region = short[0] if short is not None else words
        places = self.world.places(town.title() if town.isupper() else town)
        return any(p.kind == "city" and p.admin1 == region for p in places)

    @cached_property
    def _by_people(self) -> Counter[str]:
        """Count the people named in the document who are in office, or whom reports everywhere name, by country."""
        day, found = self._document.published.value, Counter[str]()
        for name in dict.fromkeys(self._people):
            known = self.world.people(name, day) if " " in name else self.world.people_by_surname(name, day)
            best = next(iter(known), None)
            if best is not None and best.country is not None and self._is_public(best, name, day):
                found[best.country] += 1
        return found

    def _is_public(self, person: Entity, name: str, day: str | None) -> bool:
        in_office = " " in name and day is not None and bool(self.world.offices(person, day))
        return in_office or person.weight >= FAMOUS

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
        itself = sum(c == code and self._bare(run) == text for run, c in self._countries_and_bodies)
        return self._named[code] - itself

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
