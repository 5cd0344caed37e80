"""The clusters of one document, and how to find them: by mention, by phrase, by owner, by entry of the world.

`named.py` adds the named actors; `unnamed.py` then resolves the other mentions in text order.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.actors.cluster import Background, Cluster, ClusterKind, Placed, noun_of
from onrecord.reading.actors.setting import Setting
from onrecord.reading.actors.speakers import Speaker
from onrecord.reading.mentions import Candidate
from onrecord.types import Note, Reason
from onrecord.world import Entity, reasons_of


class DocumentClusters:
    """The clusters of one document while it is read. `resolved` are the mentions read so far, in text order."""

    def __init__(
        self,
        placed: Sequence[Placed],
        background: Background,
        setting: Setting,
        speakers: Sequence[Speaker] = (),
    ) -> None:
        self.placed = placed
        self.background = background
        self.setting = setting
        self.speakers = speakers  # of the direct quotations
        self.home: str | None = None  # the country that the report is mostly about
        self.notes: list[Note] = []
        self.all: list[Cluster] = []
        self.resolved: list[tuple[Placed, Cluster]] = []
        self.leader_by_noun: dict[str, Cluster | None] = {}  # whose "administration" the document names
        self._by_mention: dict[int, Cluster] = {}  # id of a `Placed` → cluster
        self._by_key: dict[tuple[ClusterKind, str], Cluster] = {}
        self._by_end: dict[int, Cluster] = {}  # end of a mention → cluster, to find owners

    # ---- finding -------------------------------------------------------------------------

    def of(self, placed: Placed) -> Cluster | None:
        """Return the cluster of a mention, or None if it has none yet."""
        return self._by_mention.get(id(placed))

    def find(self, kind: ClusterKind, key: str) -> Cluster | None:
        """Return the cluster of a kind with this key, or None."""
        return self._by_key.get((kind, key))

    def owner_of(self, candidate: Candidate) -> Cluster | None:
        """Return the owner of a nominal, or None if it has none that is known yet."""
        return self._by_end.get(candidate.owner.end) if candidate.owner is not None else None

    def linked_to(self, kind: ClusterKind, entity: Entity) -> Cluster | None:
        """Return the first cluster that is linked to an entity, or None."""
        return next((c for c in self.all if c.kind == kind and is_entry(c, entity)), None)

    def is_abroad(self, candidate: Candidate) -> bool:
        """Return whether a noun names somebody of another country than its owner: "his counterpart"."""
        return noun_of(candidate) in self.background.classes.foreign_relation_nouns

    def in_text_order(self) -> list[Cluster]:
        """Return the clusters that have mentions, in order of first mention."""
        kept = [cluster for cluster in self.all if cluster.mentions]
        return sorted(kept, key=lambda c: min(p.candidate.start for p in c.mentions))

    # ---- adding --------------------------------------------------------------------------

    def new(self, kind: ClusterKind, key: str, name: str, named: bool = True) -> Cluster:
        """Return a new cluster with this key."""
        cluster = Cluster(kind, key, name, named=named)
        self.all.append(cluster)
        self._by_key[kind, key] = cluster
        return cluster

    def keep(self, cluster: Cluster) -> None:
        """Add a cluster that already has its mentions."""
        self.all.append(cluster)
        self._by_key[cluster.kind, cluster.key] = cluster
        for placed in cluster.mentions:
            self._by_mention[id(placed)] = cluster
            self._by_end[placed.candidate.end] = cluster

    def alias(self, kind: ClusterKind, key: str, cluster: Cluster) -> None:
        """Let a second key find a cluster, unless the key has one."""
        self._by_key.setdefault((kind, key), cluster)

    def add(self, placed: Placed, cluster: Cluster) -> None:
        """Give a mention to a cluster."""
        self._by_mention[id(placed)] = cluster
        cluster.add(placed)
        if placed.candidate.form == "name":
            self._by_end[placed.candidate.end] = cluster
        else:
            self._by_end.setdefault(placed.candidate.end, cluster)

    def country(self, code: str, name: str, reason: Reason) -> Cluster:
        """Return the cluster of a country, with the reason for one more of its mentions."""
        found = self.find("country", code) or self._new_country(code, name)
        if reason not in found.basis:
            found.basis.append(reason)
        return found

    def _new_country(self, code: str, name: str) -> Cluster:
        country = self.new("country", code, name)
        country.country = code
        country.entity = self.background.world.country_by_code(code)
        country.number = "singular"
        if country.entity is not None:
            country.basis.extend(reasons_of(country.entity.rows, rule="country-in-the-world"))
        return country

    def merge(self, cluster: Cluster, into: Cluster) -> None:
        """Move all that is known of one cluster to another and empty it."""
        for placed in cluster.mentions:
            self._by_end.pop(placed.candidate.end, None)
            self.add(placed, into)
        into.described.extend(cluster.described)
        into.owner = into.owner or (cluster.owner if cluster.owner is not into else None)
        into.country = into.country or cluster.country
        into.mentions.sort(key=lambda p: p.candidate.start)
        cluster.mentions = []
        self._by_key.update({key: into for key, found in self._by_key.items() if found is cluster})
        self.resolved[:] = [(p, into if c is cluster else c) for p, c in self.resolved]

    def set_owners(self) -> None:
        """Give actors the people and bodies that own their titles, appositions and nouns."""
        for cluster in self.all:
            for candidate in cluster.described:
                cluster.owner = cluster.owner or self._own(candidate, cluster)

    def _own(self, candidate: Candidate, cluster: Cluster) -> Cluster | None:
        owner = self.owner_of(candidate)
        return None if owner is cluster or self.is_abroad(candidate) else owner


def is_entry(cluster: Cluster, entity: Entity) -> bool:
    """Return whether a cluster is linked to an entity of the world."""
    return cluster.entity is not None and same_entity(cluster.entity, entity)


def same_entity(a: Entity, b: Entity) -> bool:
    """Return whether two entities of the world are one."""
    return (a.rows, a.country) == (b.rows, b.country) or (a.wikidata is not None and a.wikidata == b.wikidata)
