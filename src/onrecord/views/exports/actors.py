"""Actors as a table: each person, body, country or group over all reports, with its codes in other code books."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.assembly.types import Entity
from onrecord.lexicon.codes import Codes, codes_of
from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.views.exports.codes import iso3c
from onrecord.views.exports.columns import Column, Table


def _codes(one: Entity) -> Codes:
    return codes_of(one.kind, one.country, one.sector)


TABLE = Table(
    name="actors",
    help="a person, body, country or group over all reports",
    key="id",
    columns=(
        Column("id", "string", "the id of the entity, by which the other tables name it", lambda one: one.id, needed=True),
        Column("name", "string", "the name that most reports use", lambda one: one.name, needed=True),
        Column("kind", "string", "person, organization, country, place or group", lambda one: one.kind, needed=True),
        Column("country", "string", "ISO 3166 alpha-3, or EUR, UNO, IGO, NGO", lambda one: one.country),
        Column("iso3c", "string", "the country, if it is one of ISO 3166 (XKX is Kosovo)", lambda one: iso3c(one.country)),
        Column("cown", "integer", "its number in the list of the Correlates of War project", lambda one: _codes(one).cow),
        Column("gwn", "integer", "its number in the list of Gleditsch and Ward", lambda one: _codes(one).gw),
        Column("cameo", "string", "CAMEO code of the actor: country, then roles", lambda one: _codes(one).cameo),
        Column("sector", "string", "PLOVER sector: the most frequent one", lambda one: one.sector),
        Column("wikidata", "string", "Wikidata id", lambda one: one.wikidata),
        Column("aliases", "list", "other names that reports use", lambda one: one.aliases),
    ),
)  # fmt: skip


def rows(store: Store, asked: Selection) -> Iterator[Entity]:
    """Yield the entities that the reports name which are asked for, by id; all that the other tables name are among them."""
    yield from stream.entities(store, asked.conditions, Entity, of_happenings=asked.counting == "happenings")
