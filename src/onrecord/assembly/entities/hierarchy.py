"""Who belongs to whom: a member to its body, both to their country, as far as the entities are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.assembly.parties import STATE_SECTORS
from onrecord.assembly.types import Entity, EntityId


def above(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities, each with the bodies and the country that it belongs to."""
    countries = {e.country: e for e in entities if e.kind == "country" and e.country}
    bodies: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.kind == "organization" and entity.country and entity.sector in STATE_SECTORS:
            bodies[entity.country, entity.sector].append(entity)
    return [replace(e, within=_of(e, countries.get(e.country or ""), bodies)) for e in entities]


def _of(
    entity: Entity, country: Entity | None, bodies: dict[tuple[str, str], list[Entity]]
) -> tuple[EntityId, ...]:
    if entity.kind == "country" or entity.country is None:
        return ()
    own = bodies.get((entity.country, entity.sector or ""), ()) if entity.kind == "person" else ()
    found = sorted(body.id for body in own if _is_of(entity, body))
    acts_for = entity.sector in STATE_SECTORS or entity.offices
    return (*found, *([country.id] if country and acts_for else []))


def _is_of(person: Entity, body: Entity) -> bool:
    """Return whether an office of a person names the body by its first word: foreign minister, Foreign Ministry."""
    firsts = {word.lower() for office in person.offices for word in office.office.split()}
    own = {word.lower() for word in body.name.split() if word[:1].isupper()}
    return bool(firsts & own - {(body.country or "").lower()})
