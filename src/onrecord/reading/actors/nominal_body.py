"""Nominals for one body: which institution or company "the department", "the army", "her campaign" refer to.

A body is the one with the same phrase or noun, a named body that the noun describes, or a body of the world that
the noun names together with a country: "the army" of the country that the report is about.
"""

from __future__ import annotations

from onrecord.lexicon.codes import PUBLIC_SECTORS
from onrecord.lexicon.mentions import RoleRow
from onrecord.reading.actors.cluster import Cluster, Placed, country_of, sector_of
from onrecord.reading.actors.link import BODY, link_body
from onrecord.reading.actors.nominal import (
    NEAR,
    Nominal,
    ReferenceRule,
    countries_near,
    introduced,
    is_indefinite,
    is_indefinite_predicate,
    is_predicate,
    unnamed_actor,
    with_same_noun,
    with_same_phrase,
)
from onrecord.reading.actors.setting import is_of_a_state
from onrecord.world import Entity, reasons_of

PRIVATE = ("BUS", "JRN")  # sectors of firms: a noun without a sector, such as "group", describes none of them
PARTY = "PTY"
STATES = (
    "country",
    "government",
)  # owners that make no body of a relational noun: "Russia's campaign" is a war
BODY_REACH = 2  # sentences back to the body that a noun such as "the company" describes
LAST_SUBJECT_REACH = 1  # sentences back to a subject of unknown sector that a noun describes


def _is_of_a_state(nominal: Nominal) -> bool:
    """Whether its noun needs an owner, and it has none or only a state: "this year's campaign"."""
    return nominal.is_relational and (nominal.owner is None or nominal.owner.kind in STATES)


def _is_definite_of_a_state(nominal: Nominal) -> bool:
    return nominal.is_definite and _is_of_a_state(nominal)


def _is_party_of_a_state(nominal: Nominal) -> bool:
    """Whether it is a party that no person owns: "the campaign" means no body, "the Clinton campaign" does."""
    role = nominal.candidate.role
    return role is not None and role.sector == PARTY and _is_of_a_state(nominal)


def _is_alone(nominal: Nominal) -> bool:
    """Whether neither a country nor an owner tells which body it is."""
    return nominal.candidate.country is None and nominal.owner is None


def _is_unknown_relation(nominal: Nominal) -> bool:
    """Whether its noun needs an owner, and it has none and is no body of the world."""
    return nominal.is_relational and nominal.owner is None and _entity_of(nominal) is None


# ---- named bodies that a noun describes ------------------------------------------------------


def _described(nominal: Nominal) -> Cluster | None:
    """Return the body named last that a definite noun describes: "the rights group" of Amnesty International."""
    role = nominal.candidate.role
    if role is None or not nominal.is_definite or role.sector in PUBLIC_SECTORS:
        return None
    for earlier, cluster in reversed(nominal.before):
        if nominal.placed.sentences_after(earlier) > BODY_REACH:
            return None
        if _is_named_body(earlier, cluster) and _fits_sector(role, nominal.placed, earlier, cluster):
            return cluster
    return None


def _is_named_body(earlier: Placed, cluster: Cluster) -> bool:
    return cluster.kind == "body" and cluster.named and earlier.candidate.form != "pronoun"


def _fits_sector(role: RoleRow, placed: Placed, earlier: Placed, cluster: Cluster) -> bool:
    """Return whether a noun describes a body: its sector must be the noun's.

    A noun without a sector ("the group") describes any body that is neither a state's nor a firm. A body of unknown
    sector is a firm if it is the subject right before.
    """
    sector = sector_of(cluster) or ("NGO" if country_of(cluster) == "NGO" else None)
    if role.sector is None:
        return sector not in PUBLIC_SECTORS and sector not in PRIVATE
    if sector is None:
        is_near = placed.sentences_after(earlier) <= LAST_SUBJECT_REACH
        return role.sector == "BUS" and earlier.is_subject and is_near
    return sector == role.sector


# ---- bodies of a country ---------------------------------------------------------------------


def _country_of_body(nominal: Nominal) -> str | None:
    return nominal.candidate.country or _national(nominal)


def _national(nominal: Nominal) -> str | None:
    """Return the country of a body: its owner's, else for "the army" the one near, else the report's."""
    owner = nominal.owner
    is_national = nominal.noun in nominal.background.classes.national_bodies
    if owner is not None:
        return country_of(owner) if is_national or owner.kind == "country" else None
    if not is_national or not nominal.is_definite:
        return None
    for reach in (0, NEAR):
        countries = countries_near(nominal, reach)
        if len(countries) == 1:
            return countries.pop()
    return nominal.clusters.home


def _entity_of(nominal: Nominal) -> Entity | None:
    """Return the body of the world that a noun names in a country, of that country or not."""
    code, candidate = _country_of_body(nominal), nominal.candidate
    if not nominal.background.classes.part_peoples.isdisjoint(candidate.modifiers):
        return link_body(candidate.core, nominal.background.world, None)  # "the Scottish parliament"
    return link_body(nominal.noun, nominal.background.world, code) if nominal.noun and code else None


def _own_entity(nominal: Nominal) -> Entity | None:
    """Return the body of the world that a noun names, if it is of the noun's country."""
    entity, code, clusters = _entity_of(nominal), _country_of_body(nominal), nominal.clusters
    if entity is None or code is None or entity.country != code:
        return None
    people = [c for c in clusters.all if c.kind == "person"]
    is_of_state = is_of_a_state(nominal.noun, code, people, clusters.setting, nominal.background)
    return None if is_of_state else entity


def _linked(nominal: Nominal) -> Cluster | None:
    entity = _own_entity(nominal)
    return nominal.clusters.linked_to("body", entity) if entity is not None else None


def _first_mentioned(nominal: Nominal) -> Cluster:
    """Return a new body that goes by a noun, as the body of the world in its country if there is one."""
    country, entity = _country_of_body(nominal), _own_entity(nominal)
    cluster = unnamed_actor(nominal, nominal.key)
    cluster.country = cluster.country or country
    has_person = nominal.owner is not None and nominal.owner.kind == "person"
    cluster.named = has_person and nominal.candidate.determiner != "possessive"
    if entity is not None:
        cluster.entity, cluster.named = entity, True
        cluster.basis.extend(reasons_of(entity.rows, rule=BODY))
    return cluster


BODY_RULES = (
    ReferenceRule("same-noun-before", with_same_noun, _is_definite_of_a_state, joins=True),
    ReferenceRule("party of a state", None, _is_party_of_a_state),
    ReferenceRule("indefinite predicate", None, is_indefinite_predicate),
    ReferenceRule("introduced", introduced, is_indefinite),
    ReferenceRule("same-phrase-before", with_same_phrase, joins=True),
    ReferenceRule("same-noun-before", with_same_noun, _is_alone, joins=True),
    ReferenceRule("body-of-the-sector", _described, _is_alone, joins=True),
    ReferenceRule("body-of-the-country", _linked, joins=True),
    ReferenceRule("predicate", None, is_predicate),
    ReferenceRule("relation to nobody", None, _is_unknown_relation),
    ReferenceRule("first mention", _first_mentioned),
)
