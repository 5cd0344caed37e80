"""Whom the words for an actor mean: a name, an alias, a Wikidata id, an entity id, a country's name or code, a surname.

A country asked for by its name or code stands for all who are coded as of it; by its Wikidata id, for itself alone. If
several entities fit that cannot be one, the question has no answer, and says which they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from onrecord.questions.answer import Meant
from onrecord.store import Store
from onrecord.store.find import Condition, Named, Role, named, named_with, with_party, with_party_of
from onrecord.types import WhoQuery

WIKIDATA = re.compile(r"Q[1-9]\d*")
ENTITY = re.compile(r"[a-z]_[0-9a-f]+")
CODE = re.compile(r"[A-Z]{3}")
WORD = re.compile(r"\w+")
MOST_LISTED = 5
ACTORS = ("speaker", "actor", "recipient")  # filters whose words stand for somebody
PAIRS = ("dyad",)  # for two


class UnclearError(Exception):
    """Nobody, or more than one, is meant; the message is a sentence."""


def resolve(store: Store, filter_: str, value: Any) -> tuple[Meant, ...]:
    """Return whom or what the value of a filter means; nothing for a filter whose value means itself.

    Raises `UnclearError` for nobody, or several who cannot be one.
    """
    if filter_ in ACTORS:
        return (resolve_actor(store, filter_, value),)
    if filter_ in PAIRS:
        return tuple(resolve_actor(store, filter_, each) for each in value)
    if filter_ == "country":
        return (resolve_country(filter_, value),)
    return (resolve_place(filter_, value),) if filter_ == "place" else ()


def resolve_country(filter_: str, asked: str) -> Meant:
    """Return the country of a name or code; raises `UnclearError` if there is none."""
    code = country_code(asked)
    if code is None:
        raise UnclearError(
            f"'{asked}' is no country; write its name, or its code (ISO 3166 alpha-3) such as FRA."
        )
    return Meant(filter=filter_, asked=asked, name=_country_name(code), kind="country", country=code)


def resolve_place(filter_: str, asked: str) -> Meant:
    """Return the place of a name, a GeoNames id, or a country's name or code."""
    if country_code(asked):
        return resolve_country(filter_, asked)
    return Meant(filter=filter_, asked=asked, name=asked, kind="place")


def resolve_actor(store: Store, filter_: str, asked: str) -> Meant:
    """Return whom the words mean; raises `UnclearError` for nobody, or several who cannot be one."""
    country = country_code(asked)
    if country is not None:
        return Meant(
            filter=filter_, asked=asked, name=_country_name(country), kind="country", country=country
        )
    found = (
        _by_id(store, asked) or _by_name(store, asked) or _by_world(store, asked) or _by_part(store, asked)
    )
    if not _may_be_one(found):
        raise UnclearError(f"'{asked}' may be {len(found)} actors, ask for one by its id: {_listed(found)}.")
    first = found[0]
    return Meant(
        filter=filter_,
        asked=asked,
        name=first.name,
        kind=first.kind,
        country=next((one.country for one in found if one.country), None),
        wikidata=next((one.wikidata for one in found if one.wikidata), None),
        entities=tuple(one.id for one in found),
    )


def takes_part(meant: Meant, roles: Sequence[Role]) -> Condition:
    """Return the condition that whoever is meant takes part in one of some roles."""
    if meant.entities:
        return with_party(roles, meant.entities)
    return with_party_of(roles, meant.country or "")


def country_code(asked: str) -> str | None:
    """Return the code of a country that is asked for by its name or code, or None.

    >>> country_code("France"), country_code("FRA"), country_code("Angela Merkel")
    ('FRA', 'FRA', None)
    """
    from onrecord.world import load_world

    world = load_world()
    if CODE.fullmatch(asked) and world.country_name(asked):
        return asked
    found = world.country(asked)
    return found.country if found else None


def _country_name(code: str) -> str:
    from onrecord.world import load_world

    return load_world().country_name(code) or code


def _by_id(store: Store, asked: str) -> list[Named]:
    if WIKIDATA.fullmatch(asked):
        return named(store, wikidata=asked)
    return named(store, id_=asked) if ENTITY.fullmatch(asked) else []


def _by_name(store: Store, asked: str) -> list[Named]:
    """Return the entities of a name, or if there are none, those with the alias."""
    found = named(store, name=asked)
    return [one for one in found if not one.alias] or found


def _by_world(store: Store, asked: str) -> list[Named]:
    """Return the entity that the tables of the world know by these words: "EU" is the European Union."""
    from onrecord.world import load_world
    from onrecord.world.who import resolve_who

    answer = resolve_who(WhoQuery(text=asked), load_world())
    return named(store, wikidata=answer.wikidata) if answer.wikidata else []


def _by_part(store: Store, asked: str) -> list[Named]:
    """Return the entity of whose name the words are a part, or the one person: a surname alone.

    Raises `UnclearError` for none or several: two who share a surname are not one.
    """
    holding = [(one, name) for one, name, _ in named_with(store, asked, limit=None, offset=0)[0]]
    whole = [one for one, name in holding if _has_words(name, asked)]
    people = [one for one in whole if one.kind == "person"]  # "Andrade" is no government of hers
    for found in (whole, people):
        if len(found) == 1:
            return found
    if whole:
        raise UnclearError(
            f"'{asked}' is a part of the names of {len(whole)} actors, ask for one by its name or id: {_listed(whole)}."
        )
    near = f"; names that hold these letters: {_listed([one for one, _ in holding])}" if holding else ""
    raise UnclearError(f"No report names an actor '{asked}'{near}.")


def _has_words(name: str, asked: str) -> bool:
    """Return whether all words asked for are whole words of a name.

    >>> _has_words("Dina Boluarte", "boluarte"), _has_words("Dina Boluarte", "Bolu")
    (True, False)
    """
    return {*WORD.findall(asked.casefold())} <= {*WORD.findall(name.casefold())}


def _listed(found: Sequence[Named]) -> str:
    """Return the first of some entities, each with what to type for it, and how many others there are."""
    told = "; ".join(f"{_told(one)} is {one.id}" for one in found[:MOST_LISTED])
    return told + (f"; and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else "")


def _may_be_one(found: Sequence[Named]) -> bool:
    """Return whether nothing says that entities of one name are different."""
    return all(
        len({value for one in found if (value := getattr(one, field)) is not None}) == 1
        or all(getattr(one, field) is None for one in found)
        for field in ("kind", "country", "wikidata")
    )


def _told(one: Named) -> str:
    return f"{one.name} ({', '.join(filter(None, (one.kind, one.country, one.wikidata)))})"
