"""Phrases: when two nominals are the same phrase, and when they have the same noun."""

from __future__ import annotations

from onrecord.reading.actors.cluster import Cluster, ClusterKind, Placed, Resolved, nations_agree, noun_of
from onrecord.reading.mentions import Candidate

CLITICS = ("-", "'s", "’s")  # tokens among the modifiers that are no words


def nominal_key(candidate: Candidate, owner: Cluster | None) -> str:
    """Return what makes two nominals the same phrase: owner, modifiers and noun, in lower case.

    The words of the owner are left out: the owner's key stands for them. "His Russian counterpart" is the same
    as "Pompeo's Russian counterpart", and "the Hillary Clinton campaign" the same as "the Clinton campaign".
    """
    omitted = _owner_words(candidate, owner)
    modifiers = (w.lower() for w in candidate.modifiers if w not in CLITICS)
    words = [w for w in modifiers if w not in omitted]
    return " ".join([*_owner_key(owner), *words, noun_of(candidate) or candidate.core.lower()])


def _owner_key(owner: Cluster | None) -> tuple[str, ...]:
    return (owner.key, "/") if owner is not None else ()


def _owner_words(candidate: Candidate, owner: Cluster | None) -> tuple[str, ...]:
    """Return the words of a pronoun that owns a nominal, or those of a name whose actor is known."""
    if candidate.owner is None or (owner is None and not candidate.is_pronoun_owned):
        return ()
    return tuple(candidate.owner.text.lower().split())


def same_noun(placed: Placed, before: Resolved, kind: ClusterKind, nation: str | None) -> Cluster | None:
    """Return the last actor of a kind with the same noun, or the last body whose name has it at an end.

    "the spokesman" after "a Kremlin spokesman"; "the department" after "the Justice Department". `nation` is the
    country that the phrase names: it is never the actor of another one.
    """
    for earlier, cluster in reversed(before):
        is_possible = cluster.kind == kind and nations_agree(nation, cluster)
        if is_possible and _goes_by(placed.candidate, earlier.candidate, cluster):
            return cluster
    return None


def _goes_by(candidate: Candidate, earlier: Candidate, cluster: Cluster) -> bool:
    """Return whether a nominal can mean the actor of an earlier mention, by the noun of the mention."""
    if earlier.form == "pronoun":
        return False
    if earlier.form == "name":
        return cluster.kind == "body" and _has_at_an_end(earlier.core, noun_of(candidate))
    return _is_same_noun(candidate, earlier)


def _is_same_noun(candidate: Candidate, earlier: Candidate) -> bool:
    """Return whether two nominals have the same noun and number, and the later one no modifier of its own."""
    if earlier.role is None or earlier.number != candidate.number or noun_of(earlier) != noun_of(candidate):
        return False
    return {w.lower() for w in candidate.modifiers} <= {w.lower() for w in earlier.modifiers}


def _has_at_an_end(name: str, noun: str) -> bool:
    """Return whether a body's name begins or ends with a noun: "University of Oslo", "Justice Department"."""
    parts = name.lower().split()
    return noun in (parts[0], parts[-1])
