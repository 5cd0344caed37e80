"""Nominals for several people: whom "U.S. officials", "the Clintons", "the two leaders" refer to.

A bare plural is one group wherever the document repeats it. A phrase for two who are known ("both sides") is the
group of the two fitting actors that were mentioned last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.reading.actors.cluster import Background, Cluster, Placed, Resolved, country_of
from onrecord.reading.actors.link import UNIONS, link_body
from onrecord.reading.actors.nominal import (
    Nominal,
    ReferenceRule,
    is_definite,
    is_predicate,
    unnamed_actor,
    with_same_noun,
    with_same_phrase,
)
from onrecord.reading.actors.role_fit import RoleNoun, role_fit
from onrecord.reading.mentions import Candidate
from onrecord.types import Reason

PAIR_REACH = 4  # sentences back within which both of a pair must have been mentioned
DUAL_REACH = 2  # words at the start of a phrase among which "two" or "both" is looked for
SIDES = (
    "body",
    "government",
    "group",
)  # kinds of actors, besides countries, that can be the sides of a conflict
OPEN_SECTORS = (None, "CVL")  # sectors of nouns that tell nothing of an office: "the two men"

Test = Callable[[Cluster], bool]


def _is_side_of_nobody(nominal: Nominal) -> bool:
    """Whether it is "the sides" without an owner that says of what."""
    return nominal.owner is None and nominal.noun in nominal.background.classes.side_nouns


def _first_mentioned(nominal: Nominal) -> Cluster:
    group = unnamed_actor(nominal, nominal.key)
    group.named = nominal.candidate.form == "name"  # "the Clintons"
    _add_party(nominal, group)
    return group


def _add_party(nominal: Nominal, group: Cluster) -> None:
    """Give party members ("Democrats", "House Republicans") the country of their party."""
    member = nominal.candidate.core.split()[-1]
    if member in nominal.background.classes.party_member_nouns:
        group.country = group.country or _country_of_party(member, nominal)
        group.named = not nominal.candidate.modifiers


def _country_of_party(member: str, nominal: Nominal) -> str | None:
    """Return the country of a party's members, one that the report names if it names any; None where another may fit.

    Words of party_words.tsv that fit the report are names of parties; what is left of them fits none of its countries.
    """
    party = link_body(member, nominal.background.world, nominal.clusters.home)
    named = {code for c in nominal.clusters.all if (code := country_of(c)) is not None}
    rows = nominal.background.words.parties.get(member, ())
    if party is None or any(row.party is not None and row.country == party.country for row in rows):
        return None
    return party.country if not named or party.country in named else None


# ---- pairs -----------------------------------------------------------------------------------


def _is_pair(nominal: Nominal) -> bool:
    """Whether it means two who are known: "both sides", "the two ministers"."""
    dual = nominal.background.classes.dual_words
    words = nominal.candidate.text.lower().split()[:DUAL_REACH]
    return nominal.is_definite and not dual.isdisjoint(words)


def _pair(nominal: Nominal) -> Cluster | None:
    """Return the group of the two actors that a phrase means, or None if no two fit."""
    pair = _find_pair(nominal)
    if pair is None:
        return None
    key = " & ".join(sorted(c.key for c in pair))
    group = nominal.clusters.find("group", key)
    if group is None:
        group = nominal.clusters.new("group", key, nominal.candidate.core, named=all(c.named for c in pair))
        group.members, group.number = pair, "plural"
        group.basis.append(Reason(rule="the-two-meant", words=nominal.candidate.core))
    return group


def _find_pair(nominal: Nominal) -> tuple[Cluster, Cluster] | None:
    """Return the two actors mentioned last that a phrase can mean, in text order, or None."""
    near = _possible_members(nominal.placed, nominal.before)
    for test in _tests(nominal.candidate, nominal.background):
        found = [cluster for cluster in near if test(cluster)]
        if len(found) > 1:
            return found[1], found[0]
    return None


def _possible_members(placed: Placed, before: Resolved) -> list[Cluster]:
    """Return the actors mentioned near a pair, the last one first, without the subjects of the pair's verbs."""
    seen = [(p, c) for p, c in before if placed.sentences_after(p) <= PAIR_REACH and not c.members]
    subjects = {cluster for earlier, cluster in seen if _is_subject_above(earlier, placed)}
    return list(dict.fromkeys(c for _, c in reversed(seen) if c not in subjects))


def _is_subject_above(earlier: Placed, pair: Placed) -> bool:
    """Return whether a mention is the subject of the pair's verb or of one above: somebody else than the pair."""
    if earlier.tree is not pair.tree or not earlier.is_subject:
        return False
    return earlier.governor in pair.tree.path_up(pair.token)


def _tests(candidate: Candidate, background: Background) -> Sequence[Test]:
    """Return the tests that both of a pair must pass, the likelier meaning of the noun first."""
    noun, classes = RoleNoun.of(candidate, background), background.classes
    if noun.phrase in classes.state_nouns:
        return (_is_country,)
    if noun.phrase in classes.side_nouns:
        return (_is_country, _is_side)
    if candidate.role is None or candidate.role.kind != "person":
        return ()
    is_open = noun.phrase in classes.head_nouns or noun.sector in OPEN_SECTORS

    def is_one(cluster: Cluster) -> bool:
        if cluster.kind != "person" or candidate.gender not in (None, cluster.gender):
            return False
        return is_open or role_fit(RoleNoun(noun.phrase, noun.sector), cluster, background) > 0

    return (is_one,)


def _is_country(cluster: Cluster) -> bool:
    return cluster.kind == "country"


def _is_side(cluster: Cluster) -> bool:
    """Return whether an actor can be a side of a conflict: unions call on both sides and are neither."""
    return cluster.kind in SIDES and cluster.named and country_of(cluster) not in UNIONS


GROUP_RULES = (
    ReferenceRule("the-two-meant", _pair, _is_pair),
    ReferenceRule("sides of nobody", None, _is_side_of_nobody),
    ReferenceRule("same-phrase-before", with_same_phrase, joins=True),
    ReferenceRule("predicate", None, is_predicate),
    ReferenceRule("same-noun-before", with_same_noun, is_definite, joins=True),
    ReferenceRule("first mention", _first_mentioned),
)
