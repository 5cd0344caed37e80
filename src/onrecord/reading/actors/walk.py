"""Read a document's candidates once, from left to right, and give each its cluster.

Names are clustered and linked first, for the whole document; appositions join nominals to
names; then the walk resolves each remaining nominal and pronoun against what came before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import (
    Cluster,
    ClusterKind,
    Placed,
    body_key,
    cluster_people,
    country_of,
    initials,
)
from onrecord.reading.actors.link import home_country, link_body, link_person, office_holder, tenures_at
from onrecord.reading.actors.pronouns import antecedent, governs
from onrecord.reading.actors.resolve import best_person, nominal_key, same_noun
from onrecord.reading.mentions import Candidate
from onrecord.types import Note, Span
from onrecord.world import Entity, World

NEAR = 3  # sentences within which "the government" takes its country from what was named last

NEAR_MENTIONS = 6  # mentions back in which a pronoun's governing subject is looked for


class Walk:
    """The clusters of one document. Made for one call; `run` returns them in order of first mention."""

    def __init__(self, placed: Sequence[Placed], words: MentionWords, world: World, date: str | None) -> None:
        self.placed = placed
        self.words = words
        self.world = world
        self.date = date
        self.home: str | None = None
        self.notes: list[Note] = []
        self.clusters: list[Cluster] = []
        self._of: dict[int, Cluster] = {}  # position in `placed` → cluster
        self._by_key: dict[tuple[str, str], Cluster] = {}
        self._by_end: dict[int, Cluster] = {}  # end of a name → cluster, to find owners
        self._position = {id(p): n for n, p in enumerate(placed)}
        self._leaders: dict[str, Cluster | None] = {}
        self._before: list[tuple[Placed, Cluster]] = []

    def run(self) -> list[Cluster]:
        """Give every candidate that can be resolved its cluster and return the clusters."""
        self._name_people()
        self._name_countries()
        self._join_appositions()
        self._mark_leaders()
        self._link_people()
        self.home = home_country(self.clusters)
        self._name_bodies()
        self._find_owners()
        self.home = home_country(self.clusters)
        for n, placed in enumerate(self.placed):
            cluster = self._of.get(n) or self._resolve(placed)
            if cluster is None:
                continue
            if n not in self._of:
                self._take(placed, cluster)
            self._before.append((placed, cluster))
        kept = [c for c in self.clusters if c.mentions]
        return sorted(kept, key=lambda c: min(p.candidate.start for p in c.mentions))

    # ---- names ---------------------------------------------------------------------------

    def _new(self, kind: ClusterKind, key: str, name: str, named: bool = True) -> Cluster:
        cluster = Cluster(kind, key, name, named=named)
        self.clusters.append(cluster)
        self._by_key[kind, key] = cluster
        return cluster

    def _take(self, placed: Placed, cluster: Cluster) -> None:
        """Make a mention the cluster's and remember it."""
        self._of[self._position[id(placed)]] = cluster
        cluster.add(placed)
        if placed.candidate.form == "name":
            self._by_end[placed.candidate.end] = cluster

    def _name_people(self) -> None:
        for cluster in cluster_people(self.placed, self.words):
            self.clusters.append(cluster)
            self._by_key["person", cluster.key] = cluster
            for placed in cluster.mentions:
                self._of[self._position[id(placed)]] = cluster
                self._by_end[placed.candidate.end] = cluster
                cluster.country = cluster.country or placed.candidate.country
                if placed.candidate.title is not None and placed.candidate.role is not None:
                    cluster.described.append(placed.candidate)

    def _name_countries(self) -> None:
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind == "country" and candidate.country is not None:
                self._take(placed, self._country(candidate.country, candidate.core, candidate.basis))

    def _country(self, code: str, name: str, basis: str) -> Cluster:
        found = self._by_key.get(("country", code))
        if found is None:
            found = self._new("country", code, name)
            found.country = code
            found.entity = self.world.country_by_code(code)
            found.number = "singular"
        if basis not in found.basis:
            found.basis.append(basis)
        return found

    def _name_bodies(self) -> None:
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind != "body" or candidate.form != "name":
                continue
            key = body_key(candidate.core, self.words)
            found = self._by_key.get(("body", key)) or self._known_body(placed, key)
            self._by_key["body", key] = found
            self._take(placed, found)

    def _known_body(self, placed: Placed, key: str) -> Cluster:
        """Return the cluster of a body seen for the first time under this name."""
        name = placed.candidate.core
        country = placed.candidate.country or self.home
        countries = {c.country for c in self.clusters if c.country is not None}
        entity = link_body(name, self.world, country, countries)
        for other in reversed(self.clusters):
            if other.kind != "body":
                continue
            if entity is not None and other.entity is not None and _same_entity(entity, other.entity):
                return other
            if name.isupper() and len(name) > 2 and initials(other.name) == name.replace(".", ""):
                return other
            if entity is None and " " not in name and other.name.split()[0] == name and " " in other.name:
                return other
        cluster = self._new("body", key, name)
        cluster.entity = entity
        cluster.number = "singular"
        cluster.basis.append(entity.row if entity is not None else placed.candidate.basis)
        cluster.country = placed.candidate.country
        return cluster

    # ---- what the text itself equates ----------------------------------------------------

    def _join_appositions(self) -> None:
        """Join nominals to the names they stand beside: "John Kelly, the chief of staff"; "X is the ..."."""
        heads = {
            (p.tree.index, p.token): n for n, p in enumerate(self.placed) if p.candidate.form != "pronoun"
        }
        for n, placed in enumerate(self.placed):
            if placed.candidate.form != "nominal" or n in self._of:
                continue
            for token in _equated(placed, self.words):
                other = heads.get((placed.tree.index, token))
                cluster = self._of.get(other) if other is not None else None
                is_owner = cluster is self._owner(placed.candidate)
                if cluster is not None and not is_owner and _may_join(placed.candidate, cluster):
                    self._describe(placed, cluster)
                    break

    def _describe(self, placed: Placed, cluster: Cluster) -> None:
        candidate = placed.candidate
        self._take(placed, cluster)
        cluster.described.append(candidate)
        cluster.gender = cluster.gender or candidate.gender
        cluster.country = cluster.country or candidate.country
        self._by_key.setdefault(("person", nominal_key(candidate, self._owner(candidate))), cluster)

    def _find_owners(self) -> None:
        """Give people the bodies that their titles and appositions name, now that bodies are known."""
        for cluster in self.clusters:
            for candidate in cluster.described:
                owner = self._owner(candidate)
                if cluster.owner is None and owner is not cluster:
                    cluster.owner = owner

    def _owner(self, candidate: Candidate) -> Cluster | None:
        return self._by_end.get(candidate.owner.end) if candidate.owner is not None else None

    def _mark_leaders(self) -> None:
        """Mark whose "administration" is named: it tells a president from namesakes."""
        for placed in self.placed:
            candidate = placed.candidate
            if candidate.kind == "government" and candidate.role is not None:
                owner = self._owner(candidate)
                if owner is not None and candidate.role.phrase == "administration":
                    owner.leads = True

    def _link_people(self) -> None:
        by_entity: dict[tuple[str, str], Cluster] = {}
        for cluster in [c for c in self.clusters if c.kind == "person"]:
            link = link_person(cluster, self.world, self.date)
            cluster.entity = link.entity
            cluster.tenures = tenures_at(link.entity, self.world, self.date)
            cluster.basis.append(link.basis)
            if link.is_open:
                first = cluster.mentions[0].candidate
                span = Span(start=first.start, end=first.end, text=first.text)
                self.notes.append(Note(code="actor-open", message=link.basis, span=span))
            if link.entity is not None:
                same = by_entity.setdefault((link.entity.name, link.entity.row), cluster)
                if same is not cluster:
                    self._merge(cluster, same)

    def _merge(self, cluster: Cluster, into: Cluster) -> None:
        for placed in cluster.mentions:
            self._take(placed, into)
        into.described.extend(cluster.described)
        into.mentions.sort(key=lambda p: p.candidate.start)
        cluster.mentions = []

    # ---- nominals and pronouns -----------------------------------------------------------

    def _resolve(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        if candidate.form == "pronoun":
            return self._pronoun(placed)
        if candidate.kind == "government":
            return self._government(placed)
        if candidate.kind == "group":
            return self._group(placed)
        if candidate.kind == "body":
            return self._body(placed)
        return self._person(placed)

    def _pronoun(self, placed: Placed) -> Cluster | None:
        """Return whom a pronoun means; one that grammar binds to a person of open gender settles it."""
        row = self.words.pronouns[placed.candidate.core]
        found = antecedent(placed, row, self._before)
        if found is None or found.kind != "person" or found.gender is not None or placed.is_quoted:
            return found
        if any(
            cluster is found and governs(earlier, placed)
            for earlier, cluster in self._before[-NEAR_MENTIONS:]
        ):
            found.gender = row.gender
        return found

    def _unnamed(self, placed: Placed, kind: ClusterKind, key: str) -> Cluster:
        """Return a new actor that goes by a description."""
        candidate = placed.candidate
        cluster = self._new(kind, key, _plain_name(placed, self.words, self.world), named=False)
        cluster.number = candidate.number
        cluster.gender = candidate.gender
        cluster.country = candidate.country
        cluster.owner = self._owner(candidate)
        cluster.described.append(candidate)
        cluster.basis.append(candidate.basis)
        return cluster

    def _person(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(candidate)
        key = nominal_key(candidate, owner)
        if candidate.determiner == "indefinite":
            return self._unnamed(placed, "person", f"{key}@{candidate.start}")
        known = self._by_key.get(("person", key))
        if known is not None:
            return known
        if candidate.role is None or not candidate.role.relational:
            found = best_person(placed, self._before, self.words, self.world, self.home)
            if found is not None:
                return found
            if owner is None or candidate.country is not None:
                found = same_noun(placed, self._before, "person") or self._holder(placed)
                if found is not None:
                    return found
        return self._unnamed(placed, "person", key)

    def _holder(self, placed: Placed) -> Cluster | None:
        """Return the person who holds the office that a phrase names, though no name is in the text."""
        candidate = placed.candidate
        if candidate.role is None or self.world.role_of(candidate.role.phrase) is None:
            return None
        holder = office_holder(candidate.role.phrase, candidate.country, self.world, self.date)
        if holder is None:
            return None
        for cluster in self.clusters:
            if cluster.entity is not None and _same_entity(cluster.entity, holder):
                return cluster
        cluster = self._new("person", f"holder {holder.row}", holder.name)
        cluster.entity = holder
        cluster.tenures = tenures_at(holder, self.world, self.date)
        cluster.basis.append(f"holder of '{candidate.core}' on the document's date: {holder.row}")
        return cluster

    def _group(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        key = nominal_key(candidate, self._owner(candidate))
        known = self._by_key.get(("group", key))
        if known is not None:
            return known
        if candidate.determiner == "definite":
            found = same_noun(placed, self._before, "group")
            if found is not None:
                return found
        cluster = self._unnamed(placed, "group", key)
        self._name_party(candidate, cluster)
        return cluster

    def _name_party(self, candidate: Candidate, cluster: Cluster) -> None:
        """Give "Democrats" and "House Republicans" the country of their party, the latter its sector too."""
        last = candidate.core.split()[-1]
        if last not in self.words.body_words["party"]:
            return
        party = link_body(last, self.world, self.home)
        cluster.country = cluster.country or (party.country if party is not None else None)
        cluster.named = not candidate.modifiers

    def _government(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(candidate)
        noun = candidate.role.phrase if candidate.role is not None else "government"
        if owner is not None and owner.kind == "person":
            return self._governments(owner, noun)
        code = candidate.country or (owner.country if owner is not None and owner.kind == "country" else None)
        if code is not None:
            return self._country(code, candidate.core, "the government of the country")
        return self._bare_government(placed, noun)

    def _governments(self, owner: Cluster, noun: str) -> Cluster:
        """Return the government that goes by its leader's name."""
        known = self._by_key.get(("government", owner.key))
        if known is None:
            known = self._new("government", owner.key, f"{owner.name.split()[-1]} {noun}")
            known.owner, known.number = owner, "singular"
            known.basis.append(f"the {noun} of {owner.name}")
        return known

    def _bare_government(self, placed: Placed, noun: str) -> Cluster | None:
        """Return whose government it is: the one named with its leader, else the nearest country's."""
        owner = self._leader(noun)
        if owner is not None:
            return self._governments(owner, noun)
        if noun != "administration":
            for earlier, cluster in reversed(self._before):
                if placed.tree.index - earlier.tree.index > NEAR:
                    break
                code = earlier.candidate.country or (cluster.country if cluster.kind == "country" else None)
                if code is not None:
                    return self._country(code, cluster.name, "the government of the country named last")
        cluster = self._by_key.get(("government", noun)) or self._unnamed(placed, "government", noun)
        cluster.country = cluster.country or self.home
        return cluster

    def _leader(self, noun: str) -> Cluster | None:
        """Return whose administration the document names: the leader in office, else the one named most."""
        if noun not in self._leaders:
            owners: Counter[int] = Counter()
            by_id: dict[int, Cluster] = {}
            for placed in self.placed:
                candidate = placed.candidate
                if (
                    candidate.kind == "government"
                    and candidate.role is not None
                    and candidate.role.phrase == noun
                ):
                    owner = self._owner(candidate)
                    if owner is not None and owner.kind == "person":
                        owners[id(owner)] += 1 + 100 * bool(owner.tenures)
                        by_id[id(owner)] = owner
            best = max(owners, key=lambda o: owners[o], default=None)
            self._leaders[noun] = by_id[best] if best is not None else None
        return self._leaders[noun]

    def _body(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(candidate)
        key = nominal_key(candidate, owner)
        if candidate.determiner == "indefinite":
            return self._unnamed(placed, "body", f"{key}@{candidate.start}")
        known = self._by_key.get(("body", key))
        if known is not None:
            return known
        if candidate.country is None and owner is None:
            found = same_noun(placed, self._before, "body")
            if found is not None:
                return found
            if candidate.role is not None and candidate.role.relational:
                return None  # "this year's campaign" is no body, "the Clinton campaign" is
        code = candidate.country or (
            country_of(owner) if owner is not None and owner.kind == "country" else None
        )
        cluster = self._unnamed(placed, "body", key)
        cluster.named = owner is not None and owner.kind == "person" and candidate.determiner != "possessive"
        entity = link_body(candidate.role.phrase, self.world, code) if candidate.role and code else None
        if entity is not None and entity.country == code:
            cluster.entity, cluster.named = entity, True
            cluster.basis.append(entity.row)
        return cluster


def _same_entity(a: Entity, b: Entity) -> bool:
    return a.row == b.row or (a.wikidata is not None and a.wikidata == b.wikidata)


def _equated(placed: Placed, words: MentionWords) -> list[int]:
    """Return the tokens that grammar equates with a nominal's head: apposition either way, or a copula."""
    tree, i = placed.tree, placed.token
    token = tree.tokens[i]
    found = []
    if token.deprel == "appos" and token.head >= 0:
        found.append(token.head)
    elif token.deprel == "conj" and token.head >= 0 and tree.tokens[token.head].deprel == "appos":
        found.append(tree.tokens[token.head].head)  # "the secretary and a Kelly ally"
    found.extend(tree.of(i, "appos"))
    if tree.of(i, "cop") and not tree.of(i, "aux") and not _is_negated(placed, words):
        found.extend(tree.of(i, "nsubj"))
    return found


def _is_negated(placed: Placed, words: MentionWords) -> bool:
    tokens = placed.tree.tokens
    return any(
        tokens[c].text.lower() in words.phrase_words["negation"]
        for c in placed.tree.of(placed.token, "advmod")
    )


def _may_join(candidate: Candidate, cluster: Cluster) -> bool:
    if candidate.kind == "person":
        fits = cluster.kind == "person"
    elif candidate.kind == "body":
        fits = cluster.kind == "body"
    else:
        fits = cluster.kind == "group" and candidate.kind == "group"
    return fits and (candidate.gender is None or cluster.gender in (None, candidate.gender))


def _plain_name(placed: Placed, words: MentionWords, world: World) -> str:
    """Return what an unnamed actor is called: its phrase without pronoun, small at a sentence's front."""
    candidate = placed.candidate
    name = candidate.core
    first_word, _, rest = name.partition(" ")
    if rest and (first_word.lower() in words.pronouns or first_word.lower() in words.phrase_words["speaker"]):
        name = rest
    opens = candidate.end - len(candidate.core) == placed.tree.sentence.start
    named = candidate.owner is not None and candidate.owner.start == candidate.end - len(candidate.core)
    named = named or world.demonym(name.split()[0]) is not None
    if opens and not named and placed.tree.tokens[0].upos != "PROPN" and name[1:2].islower():
        name = name[0].lower() + name[1:]
    return name
