"""The offices of a person, from the tables of the world."""

from __future__ import annotations

from onrecord.assembly.types import OfficeHeld
from onrecord.world import World


def offices_of(world: World | None, name: str, wikidata: str) -> tuple[OfficeHeld, ...]:
    """Return the offices of the person with a name and a Wikidata id, the highest first."""
    found = [e for e in world.people(name) if e.wikidata == wikidata] if world else []
    if world is None or not found:
        return ()
    return tuple(
        OfficeHeld(office=t.office, country=t.country, from_=t.start, to=t.end)
        for t in world.offices(found[0])
        if t.office
    )
