"""The country in which a report is set, for names that bodies of several countries go by: "the House", "the Treasury".

Reports call the bodies of their own country by such names. Their country is that of the actors, else of the
dateline, else the only one that the text names, else of the outlet. A report that is filed from a state of a
country and names nobody of the federal bodies means the bodies of the state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.lexicon.codes import PUBLIC_SECTORS
from onrecord.lexicon.mentions import SharedBody
from onrecord.lexicon.world import load_generic_bodies
from onrecord.reading.actors.cluster import Background, Cluster
from onrecord.reading.actors.link import UNIONS
from onrecord.reading.datelines import Filed, filed_from
from onrecord.reading.mentions import Candidate
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.times.outlet import outlet_of
from onrecord.types import Document
from onrecord.world import Entity, World
from onrecord.world.offices import only_country_of
from onrecord.world.variants import fold

if TYPE_CHECKING:
    from onrecord.known import Known

NATIONAL = (*PUBLIC_SECTORS, "PTY")  # sectors of bodies that each country has under the same names
OF_ANOTHER_COUNTRY = "body-of-another-country"
OF_A_STATE = "body-of-a-state"


@dataclass(frozen=True)
class Setting:
    """Where a report is set, by all but its actors; each part is found when it is asked for first."""

    document: Document
    forest: Forest
    candidates: tuple[Candidate, ...]
    known: Known

    @cached_property
    def filed(self) -> Filed | None:
        """Where the report was filed."""
        return filed_from(self.document.text, self.known.world)

    @cached_property
    def named(self) -> Counter[str]:
        """How often the text names each country, its people, its places or its bodies, without shared names."""
        counts = Senses(self.document, self.forest, self.known.world).countries(self._shared_names())
        titles = (only_country_of(c.title) for c in self.candidates if c.title is not None)
        counts.update(code for code in titles if code is not None)
        counts.update(self._countries_of_capitals())
        counts.update(c.country for c in self.candidates if c.country is not None)
        return counts

    def _shared_names(self) -> set[str]:
        """Return the names that bodies of several countries go by, and their words, each also with an article."""
        rows, world = self.known.words.mentions.shared_bodies, self.known.world
        shared = {c.core for c in self.candidates if c.kind == "body" and is_shared(c.core, rows, world)}
        parts = shared | {word for name in shared for word in name.split()}  # "Commons" of "House of Commons"
        openers = self.known.words.mentions.classes.definite_articles
        return parts | {f"{the} {name}" for the in openers for name in parts}

    def _countries_of_capitals(self) -> Iterator[str]:
        """Yield the country of each word that is best known as a capital and in no name of a person."""
        people = {n for c in self.candidates if c.kind == "person" for n in range(c.start, c.end)}
        tokens = (tree.tokens[i] for tree in self.forest.trees for i in tree.capitalised)
        for token in tokens:
            if token.start in people:
                continue
            place = next(iter(self.known.world.places(token.text)), None)
            if place is not None and place.is_capital and place.country:
                yield place.country

    @cached_property
    def country(self) -> str | None:
        """The country of the dateline, else the only one that the text names, else that of the outlet."""
        if self.filed is not None:
            return self.filed.country
        countries = {code for code, times in self.named.items() if times and code not in UNIONS}
        if countries:
            return countries.pop() if len(countries) == 1 else None
        outlet = outlet_of(self.document, (), self.known.words.times).country
        return outlet.country if outlet is not None else None

    @cached_property
    def has_federal_words(self) -> bool:
        """Whether the text has a word for the federal legislature: "congressional"."""
        words = self.known.words.mentions.classes.federal_words
        return any(token.text in words for tree in self.forest.trees for token in tree.tokens)


@dataclass(frozen=True, slots=True)
class Meant:
    """The body that a name means: its entry, or only its country and the rule by which it has no entry."""

    entity: Entity | None
    country: str | None = None
    rule: str | None = None
    sector: str | None = None  # of the bodies of that name


def is_shared(name: str, rows: Mapping[str, Mapping[str, SharedBody]], world: World) -> bool:
    """Return whether bodies of several countries go by a name; an acronym is no such name."""
    key = fold(name)
    if key in rows or key in load_generic_bodies():
        return True
    found = world.bodies(name)
    is_national = bool(found) and found[0].sector in NATIONAL and not name.isupper()
    return is_national and len({entity.country for entity in found}) > 1


def body_of_the_report(
    name: str,
    found: Entity | None,
    home: str | None,
    setting: Setting,
    clusters: Iterable[Cluster],
    background: Background,
) -> Meant:
    """Return the body that a shared name means in a report whose actors are of `home`; `found` is the usual answer."""
    people = [c for c in clusters if c.kind in ("person", "country")]
    country = home or setting.country
    if country is None:
        return Meant(found)
    row = background.words.shared_bodies.get(fold(name), {}).get(country)
    if is_of_a_state(name, country, people, setting, background):
        return Meant(None, country, OF_A_STATE, found.sector if found is not None else None)
    own = _own(name, row, country, background.world)
    if found is None or found.country in (None, country, *UNIONS):
        return Meant(own or found)
    is_named = _is_named(found.country, people, setting)
    if own is not None and (home is not None or not is_named):
        return Meant(own)
    return Meant(found) if is_named else Meant(None, country, OF_ANOTHER_COUNTRY, found.sector)


def _own(name: str, row: SharedBody | None, country: str, world: World) -> Entity | None:
    """Return the body that a country's own reports call by a name."""
    if row is not None and row.body is None:
        return None
    asked = row.body if row is not None and row.body is not None else name
    return next((body for body in world.bodies(asked, country)[:1] if body.country == country), None)


def _is_named(country: str | None, people: Iterable[Cluster], setting: Setting) -> bool:
    """Return whether a report names a country, or people of it."""
    of_people = (c.entity.country if c.entity is not None else c.country for c in people)
    return setting.named[country or ""] > 0 or country in of_people


def is_of_a_state(
    name: str, country: str, people: Iterable[Cluster], setting: Setting, background: Background
) -> bool:
    """Return whether a name means a body of a state: in a report from there that names nobody of the federal bodies."""
    row = background.words.shared_bodies.get(fold(name), {}).get(country)
    if row is None or not row.in_states or not _is_filed_from_a_state(country, setting):
        return False
    return _names_nobody_federal(country, list(people), background)


def _is_filed_from_a_state(country: str, setting: Setting) -> bool:
    """Return whether a dateline names a state of a country, and no word of the report the federal bodies."""
    filed = setting.filed
    is_there = filed is not None and filed.region is not None and filed.country == country
    return is_there and not setting.has_federal_words


def _names_nobody_federal(country: str, people: Sequence[Cluster], background: Background) -> bool:
    """Return whether no federal legislator is among some people, and nobody federal but beside officials of a state."""
    classes = background.classes
    offices = [t for c in people for t in c.tenures if t.country == country]
    federal = [t for t in offices if any(words in t.office for words in classes.federal_office_words)]
    if any(t.role in classes.legislator_roles for t in federal):
        return False
    of_states = any(row.phrase in classes.state_offices for c in people for row in c.roles)
    return of_states or not federal
