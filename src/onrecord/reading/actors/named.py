"""Named actors: who and what is named in it, before any nominal or pronoun is read.

Names are clustered and linked for the whole document, appositions join nominals to names,
and titles give people their bodies. unnamed.py then adds what comes without a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import WordSets
from onrecord.grammar.negation import own_negation
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import (
    Cluster,
    ClusterKind,
    Placed,
    body_key,
    cluster_people,
    initials,
)
from onrecord.reading.actors.link import BODY, home_country, link_body, link_person, tenures_at
from onrecord.reading.actors.resolve import nominal_key
from onrecord.reading.mentions import Candidate
from onrecord.types import Note, Reason, Span
from onrecord.world import Entity, TableRow, World, reasons_of


class DocumentClusters:
    """The clusters of one document as they are made. `name_all` fills it with the named ones."""

    def __init__(self, placed: Sequence[Placed], words: MentionWords, world: World, date: str | None) -> None:
        self.placed = placed
        self.words = words
        self.world = world
        self.date = date
        self.home: str | None = None
        self.notes: list[Note] = []
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}  # position in `placed` → cluster
        self.by_key: dict[tuple[str, str], Cluster] = {}
        self._by_end: dict[int, Cluster] = {}  # end of a mention → cluster, to find owners
        self._position = {id(p): n for n, p in enumerate(placed)}

    def name_all(self) -> None:
        """Cluster and link the names and join to them what grammar equates with them."""
        self._name_people()
        self._name_countries()
        self._join_appositions()
        self._mark_leaders()
        self._link_people()
        self.home = home_country(self.clusters)
        self._name_bodies()
        self._join_appositions()  # those of bodies
        self.find_owners()
        self.home = home_country(self.clusters)

    def new(self, kind: ClusterKind, key: str, name: str, named: bool = True) -> Cluster:
        """Return a new cluster, found again by its key."""
        cluster = Cluster(kind, key, name, named=named)
        self.clusters.append(cluster)
        self.by_key[kind, key] = cluster
        return cluster

    def take(self, placed: Placed, cluster: Cluster) -> None:
        """Make a mention the cluster's and remember it."""
        self.of[self._position[id(placed)]] = cluster
        cluster.add(placed)
        if placed.candidate.form == "name":
            self._by_end[placed.candidate.end] = cluster
        else:
            self._by_end.setdefault(placed.candidate.end, cluster)

    def merge(self, cluster: Cluster, into: Cluster) -> None:
        """Give all that is known of one cluster to another and empty it."""
        for placed in cluster.mentions:
            self._by_end.pop(placed.candidate.end, None)
            self.take(placed, into)
        into.described.extend(cluster.described)
        into.owner = into.owner or (cluster.owner if cluster.owner is not into else None)
        into.country = into.country or cluster.country
        into.mentions.sort(key=lambda p: p.candidate.start)
        cluster.mentions = []
        for key, found in self.by_key.items():
            if found is cluster:
                self.by_key[key] = into

    def owner(self, candidate: Candidate) -> Cluster | None:
        """Return whose a nominal is, if that is known by now."""
        return self._by_end.get(candidate.owner.end) if candidate.owner is not None else None

    def country(self, code: str, name: str, reason: Reason) -> Cluster:
        """Return the cluster of a country."""
        found = self.by_key.get(("country", code))
        if found is None:
            found = self.new("country", code, name)
            found.country = code
            found.entity = self.world.country_by_code(code)
            found.number = "singular"
            if found.entity is not None:
                found.basis.extend(reasons_of(found.entity.rows, rule="country-in-the-world"))
        if reason not in found.basis:
            found.basis.append(reason)
        return found

    def of_entity(self, kind: ClusterKind, entity: Entity) -> Cluster | None:
        """Return the cluster that is linked to an entity already."""
        return next(
            (
                c
                for c in self.clusters
                if c.kind == kind and c.entity is not None and same_entity(c.entity, entity)
            ),
            None,
        )

    def find_owners(self) -> None:
        """Give actors the people and bodies that their titles, appositions and nouns name as their own."""
        abroad = self.words.classes.foreign_relation_nouns
        for cluster in self.clusters:
            for candidate in cluster.described:
                owner = self.owner(candidate)
                is_abroad = candidate.role is not None and candidate.role.phrase in abroad
                if cluster.owner is None and owner is not cluster and not is_abroad:
                    cluster.owner = owner

    # ---- names ---------------------------------------------------------------------------

    def _name_people(self) -> None:
        for cluster in cluster_people(self.placed, self.words):
            self.clusters.append(cluster)
            self.by_key["person", cluster.key] = cluster
            for placed in cluster.mentions:
                self.of[self._position[id(placed)]] = cluster
                self._by_end[placed.candidate.end] = cluster
                cluster.country = cluster.country or placed.candidate.country
                if placed.candidate.owner is not None or (
                    placed.candidate.title is not None and placed.candidate.role is not None
                ):
                    cluster.described.append(placed.candidate)

    def _name_countries(self) -> None:
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind == "country" and candidate.country is not None:
                self.take(placed, self.country(candidate.country, candidate.core, candidate.reason))

    def _name_bodies(self) -> None:
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind != "body" or candidate.form != "name":
                continue
            key = body_key(candidate.core, self.words)
            found = self.by_key.get(("body", key)) or self._known_body(placed, key)
            self.by_key["body", key] = found
            self.take(placed, found)

    def _known_body(self, placed: Placed, key: str) -> Cluster:
        """Return the cluster of a body seen for the first time under this name."""
        name = placed.candidate.core
        country = placed.candidate.country or self.home
        countries = {c.country for c in self.clusters if c.country is not None}
        entity = link_body(name, self.world, country, countries)
        is_bare = not self.world.bodies(name)  # a "Constitutional Court" whose country only the report gives
        for other in reversed(self.clusters):
            if other.kind != "body":
                continue
            if entity is not None and other.entity is not None and same_entity(entity, other.entity):
                return other
            if (
                is_bare
                and entity is not None
                and other.entity is not None
                and entity.rows == other.entity.rows
            ):
                return other
            if name.isupper() and len(name) > 2 and initials(other.name) == name.replace(".", ""):
                return other
            if entity is None and " " not in name and other.name.split()[0] == name and " " in other.name:
                return other
            if entity is None and other.entity is None and self._adds_form(name, other.name):
                return other
        cluster = self.new("body", key, name)
        cluster.entity = entity
        cluster.number = "singular"
        known = reasons_of(entity.rows, rule=BODY) if entity is not None else (placed.candidate.reason,)
        cluster.basis.extend(known)
        cluster.country = placed.candidate.country
        return cluster

    def _adds_form(self, name: str, other: str) -> bool:
        """Return whether one name is the other with a company's form or country: "Acme Systems USA Inc."."""
        shorter, longer = sorted((name, other), key=len)
        rest = longer.removeprefix(shorter + " ").split() if longer.startswith(shorter + " ") else []
        corporate = self.words.classes.company_endings
        return bool(rest) and all(w in corporate or self.world.country(w) is not None for w in rest)

    # ---- what the text itself equates ----------------------------------------------------

    def _join_appositions(self) -> None:
        """Join nominals to the names they stand beside: "John Kelly, the chief of staff"; "X is the ..."."""
        heads = {
            (p.tree.index, p.token): n for n, p in enumerate(self.placed) if p.candidate.form != "pronoun"
        }
        for n, placed in enumerate(self.placed):
            if placed.candidate.form != "nominal" or n in self.of:
                continue
            for token in equated(placed, self.words):
                other = heads.get((placed.tree.index, token))
                cluster = self.of.get(other) if other is not None else None
                is_owner = cluster is self.owner(placed.candidate)
                if cluster is not None and not is_owner and _may_join(placed.candidate, cluster):
                    self._describe(placed, cluster)
                    break

    def _describe(self, placed: Placed, cluster: Cluster) -> None:
        candidate = placed.candidate
        self.take(placed, cluster)
        cluster.described.append(candidate)
        cluster.gender = cluster.gender or candidate.gender
        cluster.country = cluster.country or candidate.country
        self.by_key.setdefault((cluster.kind, nominal_key(candidate, self.owner(candidate))), cluster)

    def _mark_leaders(self) -> None:
        """Mark whose "administration" is named: it tells a president from namesakes."""
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind == "government" and candidate.role is not None:
                owner = self.owner(candidate)
                if owner is not None and candidate.role.phrase in self.words.classes.leader_named_governments:
                    owner.leads = True

    def _link_people(self) -> None:
        by_entity: dict[tuple[str, tuple[TableRow, ...]], Cluster] = {}
        for cluster in [c for c in self.clusters if c.kind == "person"]:
            link = link_person(cluster, self.world, self.date)
            cluster.entity = link.entity
            cluster.tenures = tenures_at(link.entity, self.world, self.date)
            cluster.basis.extend(link.basis)
            if link.problem is not None:
                first = cluster.mentions[0].candidate
                span = Span(start=first.start, end=first.end, text=first.text)
                self.notes.append(Note(code="actor-open", message=link.problem, span=span))
            if link.entity is not None:
                same = by_entity.setdefault((link.entity.name, link.entity.rows), cluster)
                if same is not cluster:
                    self.merge(cluster, same)


def same_entity(a: Entity, b: Entity) -> bool:
    """Return whether two entities of the world are one."""
    return (a.rows, a.country) == (b.rows, b.country) or (a.wikidata is not None and a.wikidata == b.wikidata)


def equated(placed: Placed, words: MentionWords) -> list[int]:
    """Return the tokens that grammar equates with a nominal's head: apposition either way, or a copula."""
    tree, i = placed.tree, placed.token
    token = tree.tokens[i]
    found = []
    if token.deprel == "appos" and token.head >= 0:
        found.append(token.head)
    elif token.deprel == "conj" and token.head >= 0 and tree.tokens[token.head].deprel == "appos":
        found.append(tree.tokens[token.head].head)  # "the secretary and a Kelly ally"
    found.extend(tree.of(i, "appos"))
    # "has been the minister" says what somebody is; "would be", "did not become" do not.
    is_open = any(
        tree.tokens[a].lemma.lower() not in words.classes.tense_auxiliaries for a in tree.of(i, "aux")
    )
    if tree.of(i, "cop") and not is_open and not _is_negated(placed, words):
        found.extend(tree.of(i, "nsubj"))
    return found


def _is_negated(placed: Placed, words: MentionWords) -> bool:
    negators = WordSets(negators=words.classes.plain_negators)
    return own_negation(placed.tree, placed.token, negators) is not None


def _may_join(candidate: Candidate, cluster: Cluster) -> bool:
    if candidate.kind == "person":
        fits = cluster.kind == "person"
    elif candidate.kind == "body":
        fits = cluster.kind == "body"
    else:
        fits = cluster.kind == "group" and candidate.kind == "group"
    return fits and (candidate.gender is None or cluster.gender in (None, candidate.gender))
