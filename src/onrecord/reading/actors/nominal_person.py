"""Nominals for one person: whom "the president", "his Russian counterpart", "a spokesman" refer to.

An indefinite phrase introduces somebody. A definite phrase means a person whose title, office, sector and country
fit, and otherwise the person who held the office on the document's date.
"""

from __future__ import annotations

from onrecord.reading.actors.cluster import Cluster, country_of, first_known
from onrecord.reading.actors.link import HOLDER, office_holder, tenures_at
from onrecord.reading.actors.nominal import (
    Nominal,
    ReferenceRule,
    first_mentioned,
    introduced,
    is_indefinite,
    is_indefinite_predicate,
    is_predicate,
    with_same_noun,
    with_same_phrase,
)
from onrecord.reading.actors.phrases import nominal_key
from onrecord.reading.actors.role_fit import best_person
from onrecord.types import Reason
from onrecord.world import reasons_of


def _is_abroad(nominal: Nominal) -> bool:
    return nominal.is_abroad


def _is_not_relational(nominal: Nominal) -> bool:
    return not nominal.is_relational


def _needs_no_owner(nominal: Nominal) -> bool:
    """Whether it means somebody without an owner: it has none, or its words name a country."""
    return not nominal.is_relational and (nominal.owner is None or nominal.candidate.country is not None)


def _same_abroad(nominal: Nominal) -> Cluster | None:
    """Return the person of the same phrase with any owner: all "Russian counterparts" are one person."""
    return nominal.clusters.find("person", nominal_key(nominal.candidate, None))


def _best_fitting(nominal: Nominal) -> Cluster | None:
    return best_person(nominal.placed, nominal.before, nominal.background, nominal.clusters.home)


# ---- offices ---------------------------------------------------------------------------------


def _is_counterpart(nominal: Nominal) -> bool:
    """Whether it is somebody's counterpart in another country, and both are known."""
    is_owned = nominal.owner is not None and nominal.owner.kind == "person"
    is_counterpart = nominal.noun in nominal.background.classes.counterpart_nouns
    return is_owned and is_counterpart and nominal.candidate.country is not None


def _named_counterpart(nominal: Nominal) -> Cluster | None:
    """Return the person of the text with the owner's office in the other country."""
    offices = _offices_of(nominal.owner)
    abroad = (c for c in nominal.clusters.all if _is_of_country(c, nominal.candidate.country))
    others = (c for c in abroad if c is not nominal.owner)
    return next((c for c in others if not set(offices).isdisjoint(_offices_of(c))), None)


def _is_of_country(cluster: Cluster, country: str | None) -> bool:
    return cluster.kind == "person" and country_of(cluster) == country


def _counterpart_in_office(nominal: Nominal) -> Cluster | None:
    """Return the person of the world who holds the owner's office in the other country."""
    return first_known(_holder_of(office, nominal) for office in _offices_of(nominal.owner))


def _offices_of(cluster: Cluster | None) -> list[str]:
    """Return the offices that a person holds on the day and that have a normal form, then those of the text."""
    if cluster is None:
        return []
    held = (tenure.role for tenure in cluster.tenures if tenure.role is not None)
    return [*held, *(row.phrase for row in cluster.roles)]


def _holder(nominal: Nominal) -> Cluster | None:
    return _holder_of(nominal.noun, nominal) if nominal.noun else None


def _holder_of(office: str, nominal: Nominal) -> Cluster | None:
    """Return the person who alone holds an office of the phrase's country on the day, named or not."""
    background, candidate = nominal.background, nominal.candidate
    if background.world.role_of(office) is None:
        return None
    holder = office_holder(office, candidate.country, background)
    if holder is None:
        return None
    cluster = nominal.clusters.linked_to("person", holder)
    if cluster is None:
        cluster = nominal.clusters.new("person", f"holder {holder.row}", holder.name)
        cluster.entity = holder
        cluster.tenures = tenures_at(holder, background)
        cluster.basis.append(Reason(rule="office-on-the-day", words=candidate.core))
        cluster.basis.extend(reasons_of(holder.rows, rule=HOLDER))
    return cluster


PERSON_RULES = (
    ReferenceRule("indefinite predicate", None, is_indefinite_predicate),
    ReferenceRule("introduced", introduced, is_indefinite),
    ReferenceRule("same-phrase-before", with_same_phrase, joins=True),
    ReferenceRule("counterpart-in-the-text", _named_counterpart, _is_counterpart, joins=True),
    ReferenceRule("counterpart-in-office", _counterpart_in_office, _is_counterpart, joins=True),
    ReferenceRule("counterpart-of-anybody", _same_abroad, _is_abroad, joins=True),
    ReferenceRule("role-noun-that-fits", _best_fitting, _is_not_relational, joins=True),
    ReferenceRule("same-noun-before", with_same_noun, _needs_no_owner, joins=True),
    ReferenceRule("office-on-the-day", _holder, _needs_no_owner),
    ReferenceRule("predicate", None, is_predicate),
    ReferenceRule("first mention", first_mentioned),
)
