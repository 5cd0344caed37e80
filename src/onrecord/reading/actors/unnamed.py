"""Unnamed actors: the nominals and pronouns of a document, resolved in text order after the names.

Each mention is joined to an actor mentioned before it, or makes a new one. A mention that fits nobody stays
unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.lexicon.mentions import PronounRow
from onrecord.reading.actors.cluster import Cluster, ClusterKind, Placed, genders_agree
from onrecord.reading.actors.clusters import DocumentClusters
from onrecord.reading.actors.nominal import (
    INDIVIDUALS,
    PLACE_RULES,
    Nominal,
    ReferenceRule,
    first_actor,
)
from onrecord.reading.actors.nominal_body import BODY_RULES
from onrecord.reading.actors.nominal_government import GOVERNMENT_RULES
from onrecord.reading.actors.nominal_group import GROUP_RULES
from onrecord.reading.actors.nominal_person import PERSON_RULES
from onrecord.reading.actors.phrases import nominal_key, same_noun
from onrecord.reading.actors.pronouns import (
    agrees,
    antecedent,
    barred_from_noun,
    barred_from_pronoun,
    chained,
    governs,
)
from onrecord.reading.actors.speakers import speaker_at
from onrecord.reading.mentions import Candidate

GOVERNING_MENTIONS = 6  # mentions back in which the subject that governs a pronoun is looked for
RULES_BY_KIND: Mapping[str, tuple[ClusterKind, Sequence[ReferenceRule]]] = {  # by the kind of the candidate
    "person": ("person", PERSON_RULES),
    "group": ("group", GROUP_RULES),
    "body": ("body", BODY_RULES),
    "government": ("government", GOVERNMENT_RULES),
    "place": ("place", PLACE_RULES),
}


def resolve_unnamed(clusters: DocumentClusters) -> None:
    """Give every nominal and pronoun that can be resolved its cluster."""
    _Resolver(clusters).run()


class _Resolver:
    """Resolves the mentions of one document, whose names have their clusters already."""

    def __init__(self, clusters: DocumentClusters) -> None:
        self.clusters = clusters
        self._pronouns = {p.candidate.start: p for p in clusters.placed if p.candidate.form == "pronoun"}
        self._by_token = {(p.tree.index, p.token): p for p in reversed(clusters.placed)}

    def run(self) -> None:
        for placed in self.clusters.placed:
            cluster = self._cluster_of(placed)
            if cluster is not None:
                self.clusters.resolved.append((placed, cluster))

    def _cluster_of(self, placed: Placed) -> Cluster | None:
        """Return the cluster that a mention has, or give it the one that it is resolved to."""
        cluster = self.clusters.of(placed)
        if cluster is not None:
            if placed.candidate.form == "nominal":
                self._join_introduction(placed, cluster)
            return cluster
        cluster = self._pronoun(placed) if placed.candidate.form == "pronoun" else self._nominal(placed)
        if cluster is not None and self.clusters.of(placed) is None:
            self.clusters.add(placed, cluster)
        return cluster

    # ---- nominals ------------------------------------------------------------------------

    def _nominal(self, placed: Placed) -> Cluster | None:
        """Return the actor that the rules for the nominal's kind find."""
        candidate = placed.candidate
        owner = self._owner(candidate)
        kind, rules = RULES_BY_KIND.get(candidate.kind, RULES_BY_KIND["person"])
        without = barred_from_noun(placed, self.clusters.resolved, self.clusters.background)
        key = nominal_key(candidate, owner)
        return first_actor(rules, Nominal(placed, kind, owner, key, self.clusters, without))

    def _owner(self, candidate: Candidate) -> Cluster | None:
        """Return the owner of a nominal; a possessive pronoun inside the nominal is resolved first."""
        pronoun = self._pronouns.get(candidate.owner.start) if candidate.owner is not None else None
        if pronoun is not None and self.clusters.owner_of(candidate) is None:
            found = self._pronoun(pronoun)
            if found is not None:
                self.clusters.add(pronoun, found)
        return self.clusters.owner_of(candidate)

    def _join_introduction(self, placed: Placed, cluster: Cluster) -> None:
        """Merge an actor without a name into the name: "A spokeswoman ... The spokeswoman, Ana Ruiz"."""
        candidate = placed.candidate
        owner = self._owner(candidate) if candidate.is_pronoun_owned else None
        if owner is not None:
            self.clusters.alias(cluster.kind, nominal_key(candidate, owner), cluster)
        if candidate.determiner == "definite" and cluster.kind in INDIVIDUALS:
            earlier = same_noun(placed, self.clusters.resolved, cluster.kind, candidate.country)
            if earlier is not None and _is_introduction(earlier, cluster):
                self.clusters.merge(earlier, cluster)

    # ---- pronouns ------------------------------------------------------------------------

    def _pronoun(self, placed: Placed) -> Cluster | None:
        """Return the actor that a pronoun means: by the rules, else by the model's chain."""
        background, before = self.clusters.background, self.clusters.resolved
        row = background.words.pronouns[placed.candidate.core]
        without = barred_from_pronoun(placed, row, before, background.grammar) | self._speaker(placed, row)
        found = antecedent(placed, row, before, without)
        if found is None:
            chain = self._by_chain(placed, row)
            return chain if chain not in without else None
        if self._tells_gender(placed, found):
            found.gender = row.gender
        return found

    def _speaker(self, placed: Placed, row: PronounRow) -> frozenset[Cluster]:
        """Return who speaks in the quotation of "he" or "she", read before the pronoun: it is somebody else."""
        found = speaker_at(placed.candidate.start, self.clusters.speakers) if row.animate else None
        if found is None or row.use == "relative":
            return frozenset()
        speaker = self._by_token.get((found.tree.index, found.i))
        cluster = self._cluster_of(speaker) if speaker is not None else None
        return frozenset() if cluster is None else frozenset((cluster,))

    def _by_chain(self, placed: Placed, row: PronounRow) -> Cluster | None:
        found = chained(placed, self.clusters.resolved) if row.use != "relative" else None
        return found if found is not None and agrees(row, found) else None

    def _tells_gender(self, placed: Placed, person: Cluster) -> bool:
        """Return whether a pronoun tells the gender of a person: its clause depends on the person's verb."""
        if person.kind != "person" or person.gender is not None or placed.is_quoted:
            return False
        recent = self.clusters.resolved[-GOVERNING_MENTIONS:]
        return any(cluster is person and governs(earlier, placed) for earlier, cluster in recent)


def _is_introduction(earlier: Cluster, named: Cluster) -> bool:
    is_unnamed = earlier is not named and not earlier.named
    return is_unnamed and genders_agree(earlier.gender, named.gender)
