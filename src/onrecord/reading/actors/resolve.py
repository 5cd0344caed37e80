"""Nominals: whom "the president", "his Russian counterpart", "the officials" refer to.

An indefinite singular brings in somebody new; a bare plural is one collective, wherever it
recurs ("U.S. officials"); a definite phrase looks for an actor whose title, office, sector
and country fit, the nearest and most talked-of first, and failing that for the one who held
the office on the document's date.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Cluster, Placed, country_of, sector_of
from onrecord.reading.mentions import Candidate
from onrecord.world import World

SAME_PHRASE, SAME_HEAD, SAME_SECTOR = 3.0, 2.0, 1.0  # how well a role noun fits what is known of an actor
SAME_COUNTRY, HOME_COUNTRY = 1.5, 0.75
SENTENCE_STEP, FAR = 0.15, 12  # lost for each sentence since the last mention, up to so many
SALIENCE = 0.2  # won for each doubling of the mentions so far
STATE = ("GOV", "LEG", "MIL", "JUD", "SPY", "COP")
BODY_REACH = 2  # sentences back to the body that "the company" is
ENOUGH = 2.0  # fit (not nearness) that a definite phrase needs


def nominal_key(candidate: Candidate, owner: Cluster | None) -> str:
    """Return what makes two nominals the same phrase: owner, modifiers and noun, in lower case.

    A pronoun among the modifiers says nothing: "his Russian counterpart" is one, whoever "he" is.
    """
    words = [w.lower() for w in candidate.modifiers if w not in ("-", "'s", "’s")]
    noun = candidate.role.phrase if candidate.role is not None else candidate.core.lower()
    if candidate.is_pronoun_owned and candidate.owner is not None:
        words = [w for w in words if w != candidate.owner.text.lower()]
    elif (
        owner is not None and candidate.owner is not None
    ):  # "the Hillary Clinton campaign", hers by any name
        words = [w for w in words if w not in candidate.owner.text.lower().split()]
    return " ".join(([owner.key, "/"] if owner else []) + [*words, noun])


def fit(candidate: Candidate, cluster: Cluster, words: MentionWords, world: World, home: str | None) -> float:
    """Return how well a singular role noun fits a person: 0 where something speaks against it.

    "the president": 3 for who was called "President", 2 for who held such an office.
    """
    role = candidate.role
    if role is None or cluster.kind != "person" or not _genders_agree(candidate, cluster):
        return 0.0
    country = country_of(cluster)
    if candidate.country is not None and country is not None and candidate.country != country:
        return 0.0
    is_former = not words.classes.former_words.isdisjoint(w.lower() for w in candidate.modifiers)
    score = role_fit(role.phrase, role.sector, cluster, world, is_former)
    if not score and candidate.country is None:
        return 0.0
    if candidate.country is not None and candidate.country == country:
        score += SAME_COUNTRY
    elif candidate.country is None and home is not None and country == home and score >= SAME_HEAD:
        score += HOME_COUNTRY
    return score


def _genders_agree(candidate: Candidate, cluster: Cluster) -> bool:
    return candidate.gender is None or cluster.gender is None or candidate.gender == cluster.gender


def role_fit(phrase: str, sector: str | None, cluster: Cluster, world: World, is_former: bool) -> float:
    """Return how well a role noun fits the titles, offices or sector of a person."""
    phrases = {r.phrase for r in cluster.roles}
    if phrase in phrases:
        return SAME_PHRASE
    role = world.role_of(phrase)
    offices = {t.role for t in cluster.tenures}
    if is_former:
        offices = {t.role for t in world.offices(cluster.entity)} if cluster.entity is not None else set()
    if role is not None and role in offices:
        return SAME_HEAD
    if any(p.endswith(" " + phrase) or phrase.endswith(" " + p) for p in phrases if not _is_other(p, phrase)):
        return SAME_HEAD
    if role is not None and (phrases or offices):
        return 0.0  # an office of its own: "the ambassador" is no minister
    if sector is not None and sector == sector_of(cluster):
        return SAME_SECTOR
    return 0.0


def _is_other(phrase: str, other: str) -> bool:
    """Return whether one phrase is the other's deputy: "vice president" is no "president"."""
    return phrase.startswith(("vice ", "deputy ")) != other.startswith(("vice ", "deputy "))


def best_person(
    placed: Placed,
    before: Sequence[tuple[Placed, Cluster]],
    words: MentionWords,
    world: World,
    home: str | None,
) -> Cluster | None:
    """Return the named person mentioned before whom a definite role noun fits best."""
    last: dict[int, Placed] = {id(cluster): p for p, cluster in before if cluster.kind == "person"}
    best: tuple[float, Cluster] | None = None
    seen: set[int] = set()
    for _, cluster in reversed(before):
        if cluster.kind != "person" or not cluster.named or id(cluster) in seen:
            continue
        seen.add(id(cluster))
        score = fit(placed.candidate, cluster, words, world, home)
        if score < ENOUGH:
            continue
        distance = min(FAR, placed.tree.index - last[id(cluster)].tree.index)
        score += SALIENCE * log2(1 + len(cluster.mentions)) - SENTENCE_STEP * distance
        if best is None or score > best[0]:
            best = (score, cluster)
    return best[1] if best is not None else None


def same_noun(placed: Placed, before: Sequence[tuple[Placed, Cluster]], kind: str) -> Cluster | None:
    """Return the last unnamed actor with the same noun, or the last body whose name ends in it.

    "the spokesman" after "a Kremlin spokesman"; "the department" after "the Justice Department".
    """
    candidate = placed.candidate
    noun = candidate.role.phrase if candidate.role is not None else ""
    modifiers = {w.lower() for w in candidate.modifiers}
    for earlier, cluster in reversed(before):
        if cluster.kind != kind or earlier.candidate.form == "pronoun":
            continue
        other = earlier.candidate
        if candidate.country and cluster.country and candidate.country != cluster.country:
            continue
        if other.form == "name":
            if cluster.kind == "body" and _ends_in(other.core, noun):
                return cluster
        elif (
            other.role is not None
            and other.role.phrase == noun
            and other.number == candidate.number
            and modifiers <= {w.lower() for w in other.modifiers}
        ):
            return cluster
    return None


def namesake_body(placed: Placed, before: Sequence[tuple[Placed, Cluster]]) -> Cluster | None:
    """Return the body named last that a definite noun describes: "the rights group" of Amnesty International.

    Its sector must be the noun's; one whose sector is unknown is a company or a group; "the group" may
    be any that is neither a state's nor a company.
    """
    role = placed.candidate.role
    if role is None or placed.candidate.determiner != "definite" or role.sector in STATE:
        return None
    for earlier, cluster in reversed(before):
        if placed.tree.index - earlier.tree.index > BODY_REACH:
            return None
        if cluster.kind != "body" or not cluster.named or earlier.candidate.form == "pronoun":
            continue
        sector = sector_of(cluster) or ("NGO" if country_of(cluster) == "NGO" else None)
        if role.sector is None:
            fits = sector not in STATE and sector not in ("BUS", "JRN")
        elif sector is None:  # nobody knows it: the subject right before, or none
            near = placed.tree.index - earlier.tree.index <= 1
            fits = role.sector == "BUS" and earlier.relation == "nsubj" and near
        else:
            fits = sector == role.sector
        if fits:
            return cluster
    return None


def _ends_in(name: str, noun: str) -> bool:
    """Return whether a body's name ends or begins in a noun: "Justice Department", "University of Oslo"."""
    parts = name.lower().split()
    return noun in (parts[-1], parts[0])
