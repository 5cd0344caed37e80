"""Whom an act is coded for: the countries of both sides of an event, also where the words leave them open.

Event data count what one country does to another, but reports often leave a country to the reader: "police fired on the
crowd", told from Seoul. Coders then supply it. This does the same by rules, and says of each country where it comes from, so
that a count can use what the words say alone. It is a view: `actors` and `recipients` stay what the words name, and nothing of
it is kept in a store, so that corrected facts are coded as corrected.

`RULES` are tried in order on a side of which no party has a country. They look at the whole report, since a sentence alone
misleads: the one country in it is often that of the other side. How often each is right: `make bench TASK=parties`. A rule is on
if it is right in nine of ten cases, in the half of the reports on which it was chosen and in the other one (decision 23).
Source of the idea: the coding instructions of CAMEO and PLOVER, by which a domestic actor has the country where it acts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord.ontologies import load_ontology
from onrecord.types import Actor, ActorId, CodedParty, CodedPlover, CodingBasis, Event, EventId, Reading

MATERIAL = (2, 4)  # PLOVER quad classes of deeds; words can be spoken anywhere
NOT_FRIENDLY_WORDS = (2, 3, 4)  # talks and praise may have no other side, and name it if they have one
ALL_QUADS = (1, 2, 3, 4)
NEARLY_ALL = 0.7  # share of a report's mentions that are of one country; fitted on the read half
MOST = 0.5  # share from which a country is the main one of a report
NO_STATES = ("EUR", "UNO", "IGO", "NGO")  # codes of bodies that belong to no country

Countries = Literal["said", "completed"]  # the countries of parties: as the words say, or also by `RULES`
Named = Literal["open", "nobody"]  # a side whose parties have no country, or that has no party


@dataclass(frozen=True)
class Mentioned:
    """What a report names, by country."""

    reading: Reading

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each country is mentioned: by its actors, and by places in it."""
        found: Counter[str] = Counter()
        for actor in self.reading.actors:
            if actor.country:
                found[actor.country] += len(actor.mentions)
        found.update(place.country for place in self.reading.places if place.country)
        return found

    def main(self, share: float) -> str | None:
        """Return the country that has this share of all mentions, those of international bodies among them, or None."""
        if not self.counts:
            return None
        country, mentions = max(self.counts.items(), key=lambda item: (item[1], item[0]))
        is_main = mentions >= share * self.counts.total()
        return country if is_main and country not in NO_STATES else None

    def of_sector(self, sectors: Sequence[str]) -> str | None:
        """Return the one country of all actors of these sectors, or None."""
        found = {actor.country for actor in self.reading.actors if actor.country and actor.sector in sectors}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event of which no party has a country."""

    event: Event
    is_recipient: bool
    parties: tuple[Actor, ...]
    others: tuple[Actor, ...]
    """The parties of the other side."""
    mentioned: Mentioned


@dataclass(frozen=True, slots=True)
class CodingRule:
    """Where the country of an open side comes from, and on which sides the rule is tried."""

    basis: CodingBasis
    named: tuple[Named, ...]
    quads: tuple[int, ...]
    """Quad classes of the type of the act."""
    find: Callable[[Side], str | None]
    is_on: bool = True

    def country(self, side: Side) -> str | None:
        """Return the country of a side, or None if the rule does not apply."""
        named: Named = "open" if side.parties else "nobody"
        quad = load_ontology().quad_of(side.event.type)
        return self.find(side) if named in self.named and quad in self.quads else None


def _of_member(side: Side) -> str | None:
    """Return the country of the bodies of the same sector, if the report is mainly about it."""
    sectors = [party.sector for party in side.parties if party.sector]
    found = side.mentioned.of_sector(sectors) if sectors else None
    return found if found == side.mentioned.main(MOST) else None


def _of_place(side: Side) -> str | None:
    """Return the country of a place of the gazetteer; that of any other place is itself inferred from the report."""
    place = side.event.location
    return place.country if place is not None and place.geonames is not None else None


def _of_report(side: Side) -> str | None:
    return side.mentioned.main(NEARLY_ALL)


def _of_other_side(side: Side) -> str | None:
    """Return the one country of the other side, if the report is mainly about it."""
    found = {other.country for other in side.others if other.country}
    return found.pop() if found == {side.mentioned.main(MOST)} else None


RULES: Sequence[CodingRule] = (
    CodingRule("member", ("open",), ALL_QUADS, _of_member),
    CodingRule("place", ("open", "nobody"), MATERIAL, _of_place),
    CodingRule("only country", ("open",), ALL_QUADS, _of_report),
    CodingRule("only country", ("nobody",), NOT_FRIENDLY_WORDS, _of_report),
    CodingRule("home", ("open", "nobody"), NOT_FRIENDLY_WORDS, _of_other_side, is_on=False),
)


def coded(reading: Reading, rules: Sequence[CodingRule] = RULES) -> Reading:
    """Return a reading whose events have the parties that they are coded for, in `plover`.

    It needs the layers of actors (with mentions), places and events.
    """
    sides = coded_sides(reading, rules)
    events = tuple(
        event if event.plover is None else replace(event, plover=_plover(event, *sides[event.id]))
        for event in reading.events
    )
    return replace(reading, events=events)


def _plover(event: Event, actors: tuple[CodedParty, ...], recipients: tuple[CodedParty, ...]) -> CodedPlover:
    code = event.plover
    if code is None:
        raise ValueError(f"the standard does not code {event.id}")
    return CodedPlover(
        type=code.type, aux=code.aux, quad=code.quad, scale=code.scale, actors=actors, recipients=recipients
    )


def coded_sides(
    reading: Reading, rules: Sequence[CodingRule] = RULES
) -> Mapping[EventId, tuple[tuple[CodedParty, ...], tuple[CodedParty, ...]]]:
    """Return actors and recipients as coded, of each event with a type of the standard."""
    mentioned = Mentioned(reading)
    by_id = {actor.id: actor for actor in reading.actors}
    types = load_ontology().types
    return {
        event.id: _sides(event, by_id, mentioned, rules) for event in reading.events if event.type in types
    }


def _sides(
    event: Event, by_id: Mapping[ActorId, Actor], mentioned: Mentioned, rules: Sequence[CodingRule]
) -> tuple[tuple[CodedParty, ...], tuple[CodedParty, ...]]:
    actors, recipients = (
        tuple(by_id[one] for one in ids if one in by_id) for ids in (event.actors, event.recipients)
    )
    return (
        _parties(Side(event, False, actors, recipients, mentioned), rules),
        _parties(Side(event, True, recipients, actors, mentioned), rules),
    )


def _parties(side: Side, rules: Sequence[CodingRule]) -> tuple[CodedParty, ...]:
    """Return the parties of a side, or what stands for one that the words leave out."""
    if any(party.country for party in side.parties):
        return tuple(_said(party) for party in side.parties)
    found = _by_rule(side, rules)
    country, basis = found or (None, None)
    if side.parties:
        return tuple(
            CodedParty(actor=party.id, country=country, sector=party.sector, basis=basis)
            for party in side.parties
        )
    may_be_added = found is not None and side.is_recipient and len(side.others) == 1
    return (CodedParty(country=country, basis=basis),) if may_be_added else ()


def _said(party: Actor) -> CodedParty:
    basis: CodingBasis | None = "said" if party.country else None
    return CodedParty(actor=party.id, country=party.country, sector=party.sector, basis=basis)


def _by_rule(side: Side, rules: Sequence[CodingRule]) -> tuple[str, CodingBasis] | None:
    """Return the country of the first rule that applies, and its basis."""
    for rule in rules:
        country = rule.country(side) if rule.is_on else None
        if country is not None:
            return country, rule.basis
    return None
