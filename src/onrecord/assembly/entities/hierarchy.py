"""Who belongs to whom: a member to its body, both to their country, as far as the entities are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.assembly.parties import STATE_SECTORS
from onrecord.assembly.types import Entity, EntityId


def above(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities, each with the bodies and the country that it belongs to."""
    countries: dict[str, list[tuple[Entity, int]]] = defaultdict(list)
    bodies: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.country and entity.kind == "country":
            countries[entity.country].append((entity, len(entity.actors)))
        if entity.country and is_state_body(entity):
            bodies[entity.country, entity.sector or ""].append(entity)
    own = {code: country_of(found) for code, found in countries.items()}
    return [
        replace(
            e, within=within(e, own.get(e.country or ""), bodies.get((e.country or "", e.sector or ""), ()))
        )
        for e in entities
    ]


def is_state_body(entity: Entity) -> bool:
    """Return whether people can belong to an entity: it acts for its country."""
    return entity.kind == "organization" and entity.country is not None and entity.sector in STATE_SECTORS


def country_of(found: Iterable[tuple[Entity, int]]) -> EntityId | None:
    """Return which of the entities that are read as one country, given with their numbers of actors, stands for it."""
    first = min(((-actors, entity.id) for entity, actors in found), default=None)
    return first[1] if first else None


def within(entity: Entity, country: EntityId | None, bodies: Iterable[Entity]) -> tuple[EntityId, ...]:
    """Return what an entity belongs to, of its country and of the bodies of the same country and sector."""
    if entity.kind == "country" or entity.country is None:
        return ()
    found = sorted(body.id for body in bodies if _is_of(entity, body)) if entity.kind == "person" else []
    acts_for = entity.sector in STATE_SECTORS or entity.offices
    return (*found, *([country] if country and acts_for else []))


def words_of(entity: Entity) -> set[str]:
    """Return the words by which people and bodies of one country and sector are told to belong together."""
    if entity.kind == "person":
        return {word.lower() for office in entity.offices for word in office.office.split()}
    return {word.lower() for word in entity.name.split() if word[:1].isupper()} - {
        (entity.country or "").lower()
    }


def _is_of(person: Entity, body: Entity) -> bool:
    """Return whether an office of a person names the body by its first word: foreign minister, Foreign Ministry."""
    return not words_of(person).isdisjoint(words_of(body))
