"""Find who is one over all reports: people, bodies, countries and groups.

Named actors are one entity if they have the same Wikidata id, else the same name, kind and country. A name that several
ids or countries share joins nobody who has neither. A surname alone joins nobody, unless the office and country are the
same too. Links of people come first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeVar

from onrecord.assembly.clusters import components
from onrecord.assembly.entities.hierarchy import above
from onrecord.assembly.entities.offices import offices_of
from onrecord.assembly.ids import content_id
from onrecord.assembly.parties import Party, party_of
from onrecord.assembly.types import ActorRef, Entity, EntityId, OfficeHeld, Overrides, Rename
from onrecord.types import ActorKind, Reading
from onrecord.world import World
from onrecord.world.variants import skeleton

Key = tuple[str, ...]
T = TypeVar("T", bound=str)

NO_DECISIONS = Overrides()
_BROAD_KINDS = {"group": "organization", "country": "place"}  # often read for each other


def find_entities(
    readings: Iterable[Reading],
    overrides: Overrides,
    world: World | None = None,
    held: Held | None = None,
) -> tuple[Entity, ...]:
    """Return the entities of all named actors, by id. `world`, or `held`, gives offices and is left out without harm."""
    named = (party for reading in readings for party in named_in(reading))
    return entities_of(named, overrides, held or offices_in(world))


def named_in(reading: Reading) -> list[Party]:
    """Return the actors of a reading that have a name."""
    parties = (party_of(reading.document.id, actor) for actor in reading.actors)
    return [party for party in parties if party.named]


def entities_of(parties: Iterable[Party], overrides: Overrides, held: Held) -> tuple[Entity, ...]:
    """Return the entities that named actors are, by id."""
    named = {party.ref: party for party in parties}
    groups = apart(joined(named, overrides), overrides)
    found = [_entity([named[ref] for ref in group], overrides.renames, held) for group in groups]
    return tuple(sorted(above(_with_one_id_each(found)), key=lambda entity: entity.id))


# ---- who is one --------------------------------------------------------------------------------


def joined(named: Mapping[ActorRef, Party], overrides: Overrides) -> list[tuple[ActorRef, ...]]:
    """Return the actors that are one by id, by name, or by the word of people."""
    pairs = list(overrides.same_entity)
    for members in _by_key(named.values(), _id_key).values():
        pairs += _chain(members)
    for members in _by_key(named.values(), name_key).values():
        for group in _of_one_name(members):
            pairs += _chain(group)
    return united(named, pairs)


def united(
    refs: Iterable[ActorRef], pairs: Iterable[tuple[ActorRef, ActorRef]]
) -> list[tuple[ActorRef, ...]]:
    """Return the components of the graph of `pairs` over `refs`, each sorted."""
    items = {f"{ref.document}\x1f{ref.actor}": ref for ref in refs}
    name_of = {ref: name for name, ref in items.items()}
    known = [(name_of[a], name_of[b]) for a, b in pairs if a in name_of and b in name_of]
    return [tuple(items[name] for name in names) for names in components(items, known)]


def _id_key(party: Party) -> Key | None:
    return (party.wikidata,) if party.wikidata else None


def name_key(party: Party) -> Key | None:
    """Return what actors of one name share; a surname alone needs an office and a country."""
    if party.kind != "person":
        return ("name", _BROAD_KINDS.get(party.kind, party.kind), party.folded)
    if len(party.words) > 1:
        return ("name", "person", skeleton(party.name))
    if party.office and party.country:
        return ("office", party.folded, party.office, party.country)
    return None


def _by_key(parties: Iterable[Party], key: Callable[[Party], Key | None]) -> dict[Key, list[Party]]:
    found: dict[Key, list[Party]] = defaultdict(list)
    for party in parties:
        if (own := key(party)) is not None:
            found[own].append(party)
    return found


def _of_one_name(members: Sequence[Party]) -> list[list[Party]]:
    """Return who is one of those with a name: all, if it has one id and one country at most; else by these."""
    ids = {p.wikidata for p in members if p.wikidata}
    countries = {p.country for p in members if p.country}
    if len(ids) <= 1 and len(countries) <= 1:
        return [list(members)]
    found: dict[tuple[str | None, str | None], list[Party]] = defaultdict(list)
    for party in members:
        found[_told_apart_by(party, members)].append(party)
    return list(found.values())


def _told_apart_by(party: Party, members: Sequence[Party]) -> tuple[str | None, str | None]:
    """Return id and country of an actor whose name others share: an id that alone has the country counts as its own."""
    if party.wikidata or not party.country:
        return party.wikidata, None
    of_country = {p.wikidata for p in members if p.wikidata and p.country == party.country}
    return (of_country.pop(), None) if len(of_country) == 1 else (None, party.country)


def _chain(members: Sequence[Party]) -> list[tuple[ActorRef, ActorRef]]:
    refs = sorted(party.ref for party in members)
    return list(pairwise(refs))


def apart(groups: Sequence[tuple[ActorRef, ...]], overrides: Overrides) -> list[tuple[ActorRef, ...]]:
    """Split groups that hold two actors whom people keep apart; who is linked to neither stays with the smallest.

    What people joined moves as one.
    """
    against = {frozenset(pair) for pair in overrides.other_entity}
    blocked = {ref for pair in against for ref in pair}
    found: list[tuple[ActorRef, ...]] = []
    for group in groups:
        found += _split(group, overrides, against) if len(blocked & set(group)) > 1 else [group]
    return found


def _split(
    group: tuple[ActorRef, ...], overrides: Overrides, against: set[frozenset[ActorRef]]
) -> list[tuple[ActorRef, ...]]:
    parts: list[list[ActorRef]] = []
    for unit in united(group, overrides.same_entity):
        fitting = (p for p in parts if not any(frozenset((a, b)) in against for a in unit for b in p))
        part = next(fitting, None)
        if part is None:
            parts.append(list(unit))
        else:
            part += unit
    return [tuple(sorted(part)) for part in parts]


# ---- what an entity is -------------------------------------------------------------------------


Tally = Mapping[str, Mapping[str, int]]  # how many actors give each value of a field
Held = Callable[[str, str], tuple[OfficeHeld, ...]]  # the offices of a person, by name and Wikidata id

TALLIED = ("name", "full", "kind", "country", "sector", "office", "wikidata", "key")


def tally_of(members: Iterable[Party]) -> dict[str, Counter[str]]:
    """Return what actors say of the entity that they are, counted: all that is needed to describe it."""
    found = {field: Counter[str]() for field in TALLIED}
    for party in members:
        values = {
            "name": party.name,
            "full": party.name if party.is_full else None,
            "kind": party.kind,
            "country": party.country,
            "sector": party.sector,
            "office": party.office,
            "wikidata": party.wikidata,
            "key": joined_by(party),
        }
        for field, value in values.items():
            if value:
                found[field][value] += 1
    return found


def joined_by(party: Party) -> str | None:
    """Return the name that joins an actor with others, or what it is alone by; None if its Wikidata id alone joins it."""
    key = name_key(party) or (None if party.wikidata else ("actor", party.ref.document, party.ref.actor))
    return " ".join(key) if key else None


def offices_in(world: World | None) -> Held:
    """Return the offices that the tables of the world give."""
    return partial(offices_of, world)


def described(tally: Tally, held: Held) -> Entity:
    """Return what the values that actors give make of an entity, without its actors and what it belongs to."""
    name = _most(tally["full"] or tally["name"]) or ""
    country, wikidata = _most(tally["country"]), _most(tally["wikidata"])
    offices = held(name, wikidata) if wikidata else ()
    kinds: Mapping[ActorKind, int] = tally["kind"]  # type: ignore[assignment]
    return Entity(
        id=EntityId(content_id("n", wikidata or f"{min(tally['key'])} {country}")),
        name=name,
        kind=_most(kinds) or "group",
        country=country,
        sector=_most(tally["sector"]),
        wikidata=wikidata,
        aliases=tuple(sorted(tally["name"].keys() - {name})),
        offices=(*offices, *_told_offices(tally, offices, country)),
    )


def _entity(members: Sequence[Party], renames: Sequence[Rename], held: Held) -> Entity:
    entity = replace(described(tally_of(members), held), actors=tuple(sorted(p.ref for p in members)))
    for rename in renames:
        if rename.actor in entity.actors:
            entity = renamed(entity, rename)
    return entity


def _told_offices(tally: Tally, known: Sequence[OfficeHeld], country: str | None) -> Iterator[OfficeHeld]:
    """Yield the offices that reports give and the world does not have."""
    for office in sorted(tally["office"].keys() - {held.office for held in known}):
        yield OfficeHeld(office=office, country=country, from_=None, to=None)


def renamed(entity: Entity, rename: Rename) -> Entity:
    """Return an entity with the values that a person gave; the old name becomes an alias."""
    name = rename.name or entity.name
    return replace(
        entity,
        name=name,
        kind=rename.kind or entity.kind,
        country=rename.country or entity.country,
        sector=rename.sector or entity.sector,
        wikidata=rename.wikidata or entity.wikidata,
        aliases=tuple(sorted({*entity.aliases, entity.name} - {name})),
    )


def _most(counted: Mapping[T, int]) -> T | None:
    """Return the most frequent value, the first in the alphabet of several; None of none."""
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _with_one_id_each(entities: Sequence[Entity]) -> list[Entity]:
    """Give entities that people parted, and that have the same id, one of their smallest actor."""
    counted = Counter(e.id for e in entities)
    return [
        e
        if counted[e.id] == 1
        else replace(e, id=EntityId(content_id("n", f"{e.actors[0].document} {e.actors[0].actor}")))
        for e in entities
    ]
