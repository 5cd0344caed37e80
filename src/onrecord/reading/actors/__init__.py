"""Actors: which mentions are one actor, and who or what in the world it is.

    cluster, clusters      the mentions of one actor; all clusters of a document
    people, bodies, link   names that are one actor's, and the entry of the world that they name
    setting                the country of a report, for names that bodies of several countries go by
    named                  the named actors of a document
    phrases, role_fit      when two nominals are the same, and how well a role noun fits a person
    nominal, nominal_*     nominals by ordered rules, one table a kind of actor
    speakers               who speaks in each direct quotation
    pronouns               pronouns by salience
    unnamed                nominals and pronouns in text order
    describe               a finished cluster as an `Actor`, with its country, sector and office

Conservative throughout: a mention that fits nobody becomes an actor of its own or stays unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.actors.cluster import Background, Cluster, noun_of, place
from onrecord.reading.actors.clusters import DocumentClusters
from onrecord.reading.actors.describe import describe
from onrecord.reading.actors.link import date_of
from onrecord.reading.actors.named import add_named_actors
from onrecord.reading.actors.setting import Setting
from onrecord.reading.actors.speakers import find_speakers
from onrecord.reading.actors.unnamed import resolve_unnamed
from onrecord.reading.mentions import Candidate
from onrecord.types import Actor, Document, Found

if TYPE_CHECKING:
    from onrecord.known import Known


def link_actors(
    document: Document, candidates: Sequence[Candidate], forest: Forest, known: Known
) -> Found[Actor]:
    """Return the actors of a document in order of first mention; each mention belongs to one."""
    background = Background(known.words.mentions, known.world, known.grammar, date_of(document.published))
    setting = Setting(document, forest, tuple(candidates), known)
    speakers = find_speakers(document.text, forest, background.classes)
    clusters = DocumentClusters(place(candidates, forest, document.text), background, setting, speakers)
    add_named_actors(clusters)
    resolve_unnamed(clusters)
    clusters.set_owners()
    states = background.classes.state_nouns
    acting = [c for c in clusters.in_text_order() if _is_actor(c, states)]
    actors = (describe(document, cluster, background) for cluster in acting)
    return Found(items=tuple(actors), notes=tuple(clusters.notes))


def _is_actor(cluster: Cluster, states: frozenset[str]) -> bool:
    """Return whether a cluster becomes an actor: an unnamed body or "states" only if it acts."""
    if cluster.named or cluster.members or not _is_often_a_place(cluster, states):
        return True
    if any(placed.candidate.takes_part for placed in cluster.mentions):
        return True
    return len(cluster.mentions) > 1 or cluster.mentions[0].is_subject


def _is_often_a_place(cluster: Cluster, states: frozenset[str]) -> bool:
    """Return whether a cluster is of a kind that texts mention as places or things: bodies, "the states"."""
    if cluster.kind == "body":
        return True
    return cluster.country is None and any(noun_of(c) in states for c in cluster.described)
