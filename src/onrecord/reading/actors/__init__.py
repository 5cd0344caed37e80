"""Actors: which mentions are one actor, and who or what in the world it is.

Coreference inside the document (cluster.py, resolve.py, pronouns.py, applied in text order by
unnamed.py), linking to the world (link.py), and country, sector and office (describe.py).
Conservative throughout: a mention that fits nobody becomes an actor of its own or stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.actors.cluster import Cluster, place
from onrecord.reading.actors.describe import describe
from onrecord.reading.actors.link import date_of
from onrecord.reading.actors.unnamed import MentionResolver
from onrecord.reading.mentions import Candidate
from onrecord.types import Actor, Document, Found

if TYPE_CHECKING:
    from onrecord.known import Known


def link_actors(
    document: Document, candidates: Sequence[Candidate], forest: Forest, known: Known
) -> Found[Actor]:
    """Return the actors of a document in order of first mention; each mention belongs to one."""
    date = date_of(document.published)
    resolver = MentionResolver(
        place(candidates, forest, document.text), known.words.mentions, known.world, date
    )
    states = known.words.mentions.classes.state_nouns
    actors = [
        describe(document, c, known.words.mentions, known.world, date)
        for c in resolver.run()
        if _acts(c, states)
    ]
    return Found(items=tuple(actors), notes=tuple(resolver.notes))


def _acts(cluster: Cluster, states: frozenset[str]) -> bool:
    """Return whether a cluster is worth an actor: an unnamed body or "states" only where they act."""
    if cluster.named or cluster.members:
        return True
    is_state = any(c.role is not None and c.role.phrase in states for c in cluster.described)
    if cluster.kind == "body" or (is_state and cluster.country is None):
        return len(cluster.mentions) > 1 or cluster.mentions[0].relation == "nsubj"
    return True
