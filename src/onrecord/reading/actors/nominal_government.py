"""Nominals for a government: whose "the Trump administration", "the government", "the regime" are.

A government is that of its leader if one is named with it, otherwise that of a country.
"""

from __future__ import annotations

from collections import Counter

from onrecord.reading.actors.cluster import Cluster, noun_of
from onrecord.reading.actors.nominal import NEAR, Nominal, ReferenceRule, country_named, unnamed_actor
from onrecord.types import Reason

GOVERNMENT_NOUN = "government"  # the noun of a phrase without a role noun: "Kabul's"


def _noun(nominal: Nominal) -> str:
    return nominal.noun or GOVERNMENT_NOUN


# ---- of a leader -----------------------------------------------------------------------------


def _of_owner(nominal: Nominal) -> Cluster | None:
    """Return the government of the person who owns it: "the Trump administration"."""
    owner = nominal.owner
    return _government_of(owner, nominal) if owner is not None and owner.kind == "person" else None


def _of_leader(nominal: Nominal) -> Cluster | None:
    """Return the government of the leader that the document names with the same noun elsewhere."""
    noun, leaders = _noun(nominal), nominal.clusters.leader_by_noun
    if noun not in leaders:
        leaders[noun] = _find_leader(nominal)
    leader = leaders[noun]
    return _government_of(leader, nominal) if leader is not None else None


def _government_of(leader: Cluster, nominal: Nominal) -> Cluster:
    known = nominal.clusters.find("government", leader.key)
    if known is None:
        name = f"{leader.name.split()[-1]} {_noun(nominal)}"
        known = nominal.clusters.new("government", leader.key, name)
        known.owner, known.number = leader, "singular"
        known.basis.append(Reason(rule="government-of-its-leader", words=leader.name))
    return known


def _find_leader(nominal: Nominal) -> Cluster | None:
    """Return whose government the document names: a leader in office, else the person named most with it."""
    counts: Counter[Cluster] = Counter()
    for placed in nominal.clusters.placed:
        candidate = placed.candidate
        if candidate.kind == "government" and noun_of(candidate) == _noun(nominal):
            owner = nominal.clusters.owner_of(candidate)
            if owner is not None and owner.kind == "person":
                counts[owner] += 1
    return max(counts, key=lambda owner: (bool(owner.tenures), counts[owner]), default=None)


# ---- of a country ----------------------------------------------------------------------------


def _of_part(nominal: Nominal) -> Cluster | None:
    """Return the government of a part of a country, which is not the country's: "the Scottish government"."""
    candidate = nominal.candidate
    if nominal.background.classes.part_peoples.isdisjoint(candidate.modifiers):
        return None
    cluster = nominal.clusters.find("government", candidate.core) or unnamed_actor(nominal, candidate.core)
    cluster.country = cluster.country or candidate.country
    return cluster


def _of_country(nominal: Nominal) -> Cluster | None:
    """Return the country that the phrase names: its government acts for it."""
    owner, candidate = nominal.owner, nominal.candidate
    code = candidate.country or (owner.country if owner is not None and owner.kind == "country" else None)
    if code is None:
        return None
    return nominal.clusters.country(code, candidate.core, Reason(rule="government-of-the-country"))


def _may_be_last_country(nominal: Nominal) -> bool:
    return _noun(nominal) not in nominal.background.classes.leader_named_governments


def _of_last_country(nominal: Nominal) -> Cluster | None:
    """Return the country named last before the phrase."""
    for earlier, cluster in reversed(nominal.before):
        if nominal.placed.sentences_after(earlier) > NEAR:
            return None
        code = country_named(earlier, cluster)
        if code is not None:
            reason = Reason(rule="government-of-the-last-country")
            return nominal.clusters.country(code, cluster.name, reason)
    return None


def _of_report(nominal: Nominal) -> Cluster:
    """Return the one government that the document leaves without a country: that of the report's country."""
    noun = _noun(nominal)
    cluster = nominal.clusters.find("government", noun) or unnamed_actor(nominal, noun)
    cluster.country = cluster.country or nominal.clusters.home
    return cluster


GOVERNMENT_RULES = (
    ReferenceRule("owner", _of_owner),
    ReferenceRule("government of a part of a country", _of_part),
    ReferenceRule("government-of-the-country", _of_country),
    ReferenceRule("government-of-its-leader", _of_leader),
    ReferenceRule("government-of-the-last-country", _of_last_country, _may_be_last_country),
    ReferenceRule("government of the report", _of_report),
)
