"""Nominals: what the rules for all kinds of actors share.

A nominal is resolved by an ordered table of rules, one table a kind of actor (`nominal_person.py` and so on). Each
rule looks in another place for the actor that the phrase means: the same phrase before, the same noun, an office.
The last rule makes a new actor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.reading.actors.cluster import (
    Background,
    Cluster,
    ClusterKind,
    Placed,
    Resolved,
    nations_agree,
    noun_of,
)
from onrecord.reading.actors.clusters import DocumentClusters
from onrecord.reading.actors.link import UNIONS
from onrecord.reading.actors.phrases import same_noun
from onrecord.reading.actors.pronouns import chained
from onrecord.reading.mentions import Candidate
from onrecord.types import Reason

NEAR = 3  # sentences back within which a country named before gives "the government" its country
INDIVIDUALS = ("person", "body")  # kinds of actors that a definite phrase picks out


@dataclass(frozen=True, slots=True)
class Nominal:
    """A nominal that is being resolved: its mention, its owner, its phrase, and the actors known so far."""

    placed: Placed
    kind: ClusterKind
    owner: Cluster | None
    key: str
    clusters: DocumentClusters
    without: frozenset[Cluster] = frozenset()  # whom it cannot mean: the subject of its clause

    @property
    def candidate(self) -> Candidate:
        """What its own words say."""
        return self.placed.candidate

    @property
    def noun(self) -> str:
        """Its role noun, or ""."""
        return noun_of(self.candidate)

    @property
    def background(self) -> Background:
        """The words, the world and the day."""
        return self.clusters.background

    @property
    def before(self) -> Resolved:
        """The mentions resolved before it, in text order."""
        return self.clusters.resolved

    @property
    def is_relational(self) -> bool:
        """Whether its noun means somebody only with an owner: "spokesman", "campaign"."""
        return self.candidate.role is not None and self.candidate.role.relational

    @property
    def nation(self) -> str | None:
        """The country that its words or its owner name: "the Israeli army", "the army of Lebanon"."""
        is_owned = self.owner is not None and self.owner.kind == "country"
        return self.candidate.country or (self.owner.country if self.owner is not None and is_owned else None)

    @property
    def is_definite(self) -> bool:
        """Whether its article is definite."""
        return self.candidate.determiner == "definite"

    @property
    def is_indefinite(self) -> bool:
        """Whether its article is indefinite: it introduces somebody."""
        return self.candidate.determiner == "indefinite"

    @property
    def is_predicate(self) -> bool:
        """Whether it only says what somebody is, and introduces nobody: "is a good man"."""
        return bool(self.placed.tree.of(self.placed.token, "cop"))

    @property
    def is_abroad(self) -> bool:
        """Whether its noun names somebody of another country than its owner: "his counterpart"."""
        return self.clusters.is_abroad(self.candidate)


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """A rule of reference: where it `applies` and `find` finds an actor, the nominal means that actor.

    `find` is None for a rule of no reference: where it applies, the nominal means nobody. The name of a rule that
    `joins` the nominal to an earlier actor goes into the actor's `basis`.
    """

    name: str
    find: Callable[[Nominal], Cluster | None] | None
    applies: Callable[[Nominal], bool] | None = None
    joins: bool = False


def first_actor(rules: Sequence[ReferenceRule], nominal: Nominal) -> Cluster | None:
    """Return the actor of the first rule that finds one, or None if the nominal means nobody."""
    for rule in rules:
        if rule.applies is not None and not rule.applies(nominal):
            continue
        if rule.find is None:
            return None
        found = rule.find(nominal)
        if found is not None and found not in nominal.without:
            if rule.joins:
                found.basis.append(Reason(rule=rule.name, words=nominal.candidate.core))
            return found
    return None


# ---- rules of several kinds ------------------------------------------------------------------


def is_predicate(nominal: Nominal) -> bool:
    """Return whether a nominal is a predicate."""
    return nominal.is_predicate


def is_indefinite(nominal: Nominal) -> bool:
    """Return whether a nominal has an indefinite article."""
    return nominal.is_indefinite


def is_definite(nominal: Nominal) -> bool:
    """Return whether a nominal has a definite article."""
    return nominal.is_definite


def is_indefinite_predicate(nominal: Nominal) -> bool:
    """Return whether a nominal says what somebody is, in general: "is a good man"."""
    return nominal.is_indefinite and nominal.is_predicate


def with_same_phrase(nominal: Nominal) -> Cluster | None:
    """Return the actor with the same phrase."""
    return nominal.clusters.find(nominal.kind, nominal.key)


def with_same_noun(nominal: Nominal) -> Cluster | None:
    """Return the last actor of the kind with the same noun."""
    return same_noun(nominal.placed, nominal.before, nominal.kind, nominal.nation)


def introduced(nominal: Nominal) -> Cluster:
    """Return a new actor whom an indefinite phrase introduces: two times "an official" are two people."""
    return unnamed_actor(nominal, f"{nominal.key}@{nominal.candidate.start}")


def first_mentioned(nominal: Nominal) -> Cluster:
    """Return a new actor that the same phrase will mean again."""
    return unnamed_actor(nominal, nominal.key)


def unnamed_actor(nominal: Nominal, key: str) -> Cluster:
    """Return a new actor that goes by its description, or the actor that the model's chain leads to."""
    known = _by_chain(nominal)
    if known is not None:
        return known
    candidate = nominal.candidate
    cluster = nominal.clusters.new(nominal.kind, key, plain_name(nominal), named=False)
    cluster.number = candidate.number
    cluster.gender = candidate.gender
    cluster.country = candidate.country
    cluster.owner = None if nominal.is_abroad else nominal.owner
    cluster.described.append(candidate)
    cluster.basis.append(candidate.reason)
    return cluster


def _by_chain(nominal: Nominal) -> Cluster | None:
    """Return the actor of a definite phrase's chain if kind, nation and gender agree.

    The model's chains often join "the Lebanese army" and "the Israeli army": the words decide.
    """
    if nominal.kind not in INDIVIDUALS or not nominal.is_definite:
        return None
    known = chained(nominal.placed, nominal.before)
    if known is None or known.kind != nominal.kind or known in nominal.without:
        return None
    if not nations_agree(nominal.nation, known):
        return None
    return known if nominal.candidate.gender in (None, known.gender) else None


PLACE_RULES = (  # of places that take part in an act: "Kharkiv", "the theatre"
    ReferenceRule("introduced", introduced, is_indefinite),
    ReferenceRule("same-phrase-before", with_same_phrase, joins=True),
    ReferenceRule("first mention", first_mentioned),
)


# ---- what an unnamed actor is called ---------------------------------------------------------


def plain_name(nominal: Nominal) -> str:
    """Return what an unnamed actor is called: its phrase without pronoun, small at the start of a sentence."""
    name = _without_pronoun(nominal)
    is_capital_of_sentence = _opens_sentence(nominal) and name[1:2].islower()
    if is_capital_of_sentence and not _starts_with_name(nominal, name):
        return name[0].lower() + name[1:]
    return name


def _without_pronoun(nominal: Nominal) -> str:
    """Return the phrase without a possessive before it: "her lawyer" is called "lawyer"."""
    words = nominal.background.words
    first, _, rest = nominal.candidate.core.partition(" ")
    is_possessive = first.lower() in words.pronouns or first.lower() in words.classes.speaker_possessives
    return rest if rest and is_possessive else nominal.candidate.core


def _core_start(candidate: Candidate) -> int:
    return candidate.end - len(candidate.core)


def _opens_sentence(nominal: Nominal) -> bool:
    """Return whether a phrase is the first of its sentence and does not begin with a proper noun."""
    tree = nominal.placed.tree
    return _core_start(nominal.candidate) == tree.sentence.start and tree.tokens[0].upos != "PROPN"


def _starts_with_name(nominal: Nominal, name: str) -> bool:
    """Return whether a phrase begins with a name: its owner's, a people's, or one of several words."""
    candidate, background = nominal.candidate, nominal.background
    if candidate.owner is not None and candidate.owner.start == _core_start(candidate):
        return True
    first, second = (*name.split(), "")[:2]
    if background.world.demonym(first) is not None:
        return True
    # "West African states", but "congressional Democrats"
    return second[:1].isupper() and second not in background.classes.party_member_nouns


# ---- countries named before ------------------------------------------------------------------


def country_named(placed: Placed, cluster: Cluster) -> str | None:
    """Return the country that a mention names, by its words or as a country."""
    return placed.candidate.country or (cluster.country if cluster.kind == "country" else None)


def countries_near(nominal: Nominal, reach: int) -> set[str]:
    """Return the countries named before a nominal, at most `reach` sentences back."""
    near = ((p, c) for p, c in nominal.before if nominal.placed.sentences_after(p) <= reach)
    codes = {country_named(placed, cluster) for placed, cluster in near}
    return {code for code in codes if code is not None and code not in UNIONS}
