"""Pairs: "the two leaders", "both sides", "the two countries", as a group of the two that are meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Cluster, Placed, country_of
from onrecord.reading.actors.link import UNIONS
from onrecord.reading.actors.resolve import role_fit
from onrecord.reading.mentions import Candidate
from onrecord.world import World

REACH = 4  # sentences back in which both must have been mentioned


def is_pair(candidate: Candidate, words: MentionWords) -> bool:
    """Return whether a phrase speaks of two who are known: "both sides", "the two ministers"."""
    first = [w.lower() for w in candidate.text.split()[:2]]
    dual = words.classes.dual_words
    return candidate.determiner == "definite" and any(w in dual for w in first)


def pair_of(
    placed: Placed, before: Sequence[tuple[Placed, Cluster]], words: MentionWords, world: World
) -> tuple[Cluster, Cluster] | None:
    """Return the two actors mentioned last that a phrase can mean, in text order, or None."""
    seen = [(p, c) for p, c in before if placed.tree.index - p.tree.index <= REACH and not c.members]
    speakers = {id(c) for p, c in seen if _speaks(p, placed)}
    near = [c for _, c in reversed(seen) if id(c) not in speakers]
    for fits in _tests(placed.candidate, words, world):
        found = list(dict.fromkeys(c for c in near if fits(c)))
        if len(found) >= 2:
            return found[1], found[0]
    return None


def _speaks(earlier: Placed, pair: Placed) -> bool:
    """Return whether a mention is the subject of the pair's own verb or of one above: it is a third."""
    tree = pair.tree
    verbs = [tree.tokens[pair.token].head, *tree.path_up(pair.token)]
    return earlier.tree is tree and earlier.relation == "nsubj" and tree.tokens[earlier.token].head in verbs


def _tests(candidate: Candidate, words: MentionWords, world: World) -> list[Callable[[Cluster], bool]]:
    """Return what tells whether a cluster can be one of the two, the likelier meaning first."""
    role = candidate.role
    noun = role.phrase if role is not None else ""
    if noun in words.classes.state_nouns:
        return [lambda c: c.kind == "country"]
    if noun in words.classes.side_nouns:
        return [
            lambda c: c.kind == "country",
            lambda c: (
                c.kind in ("body", "government", "group") and c.named and country_of(c) not in UNIONS
            ),  # who calls on both sides
        ]
    if role is None or role.kind != "person":
        return []
    is_open = noun in words.classes.head_nouns or role.sector in (None, "CVL")

    def fits(cluster: Cluster) -> bool:
        if cluster.kind != "person" or candidate.gender not in (None, cluster.gender):
            return False
        return is_open or role_fit(noun, role.sector, cluster, world, False) > 0

    return [fits]
