"""Read a document's candidates once, from left to right, and give each its cluster.

named.py finds who is named; the resolver joins each remaining nominal and pronoun
to an actor mentioned before it, or makes a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Cluster, ClusterKind, Placed, country_of
from onrecord.reading.actors.link import BODY, HOLDER, UNIONS, link_body, office_holder, tenures_at
from onrecord.reading.actors.named import DocumentClusters
from onrecord.reading.actors.pairs import is_pair, pair_of
from onrecord.reading.actors.pronouns import agrees, antecedent, chained, governs
from onrecord.reading.actors.resolve import best_person, namesake_body, nominal_key, same_noun
from onrecord.reading.mentions import Candidate
from onrecord.types import Note, Reason
from onrecord.world import Entity, World, reasons_of

NEAR = 3  # sentences within which "the government" takes its country from what was named last
NEAR_MENTIONS = 6  # mentions back in which a pronoun's governing subject is looked for


class MentionResolver:
    """Resolves the mentions of one document. Made for one call; `run` returns clusters in order of first mention."""

    def __init__(self, placed: Sequence[Placed], words: MentionWords, world: World, date: str | None) -> None:
        self.placed = placed
        self.words = words
        self.world = world
        self.date = date
        self.clusters = DocumentClusters(placed, words, world, date)
        self._pronouns = {p.candidate.start: p for p in placed if p.candidate.form == "pronoun"}
        self._leaders: dict[str, Cluster | None] = {}
        self._before: list[tuple[Placed, Cluster]] = []

    @property
    def notes(self) -> list[Note]:
        """Return what stayed open."""
        return self.clusters.notes

    def run(self) -> list[Cluster]:
        """Give every candidate that can be resolved its cluster and return the clusters."""
        self.clusters.name_all()
        for n, placed in enumerate(self.placed):
            cluster = self.clusters.of.get(n)
            if cluster is not None and placed.candidate.form == "nominal":
                self._join_introduction(placed, cluster)
            elif cluster is None:
                cluster = self._resolve(placed)
            if cluster is None:
                continue
            if n not in self.clusters.of:
                self.clusters.take(placed, cluster)
            self._before.append((placed, cluster))
        self.clusters.find_owners()
        kept = [c for c in self.clusters.clusters if c.mentions]
        return sorted(kept, key=lambda c: min(p.candidate.start for p in c.mentions))

    def _join_introduction(self, placed: Placed, cluster: Cluster) -> None:
        """Join who was spoken of without a name to the name: "A spokeswoman ... The spokeswoman, Ana Ruiz"."""
        candidate = placed.candidate
        if candidate.is_pronoun_owned and (owner := self._owner(placed)) is not None:
            self.clusters.by_key.setdefault((cluster.kind, nominal_key(candidate, owner)), cluster)
        if candidate.determiner != "definite" or cluster.kind not in ("person", "body"):
            return
        earlier = same_noun(placed, self._before, cluster.kind)
        if earlier is None or earlier is cluster or earlier.named or earlier.kind != cluster.kind:
            return
        if earlier.gender is not None and cluster.gender not in (None, earlier.gender):
            return
        self.clusters.merge(earlier, cluster)
        self._before = [(p, cluster if c is earlier else c) for p, c in self._before]

    def _owner(self, placed: Placed) -> Cluster | None:
        """Return whose a nominal is; a possessive pronoun inside it is resolved for it."""
        candidate = placed.candidate
        pronoun = self._pronouns.get(candidate.owner.start) if candidate.owner is not None else None
        if pronoun is not None and self.clusters.owner(candidate) is None:
            found = self._pronoun(pronoun)
            if found is not None:
                self.clusters.take(pronoun, found)
        return self.clusters.owner(candidate)

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
        if found is None and row.use != "relative":
            found = chained(placed, self._before)
            return found if found is not None and agrees(row, found) else None
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
        if kind in ("person", "body") and candidate.determiner == "definite":
            known = chained(placed, self._before)
            if known is not None and known.kind == kind and candidate.gender in (None, known.gender):
                return known
        cluster = self.clusters.new(kind, key, _plain_name(placed, self.words, self.world), named=False)
        cluster.number = candidate.number
        cluster.gender = candidate.gender
        cluster.country = candidate.country
        cluster.owner = None if self._is_abroad(candidate) else self._owner(placed)
        cluster.described.append(candidate)
        cluster.basis.append(candidate.reason)
        return cluster

    def _is_abroad(self, candidate: Candidate) -> bool:
        return (
            candidate.role is not None and candidate.role.phrase in self.words.classes.foreign_relation_nouns
        )

    def _person(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(placed)
        key = nominal_key(candidate, owner)
        if candidate.determiner == "indefinite":
            return (
                None if _is_predicate(placed) else self._unnamed(placed, "person", f"{key}@{candidate.start}")
            )
        known = self.clusters.by_key.get(("person", key)) or self._counterpart(placed, owner)
        if known is None and self._is_abroad(
            candidate
        ):  # there is one "Russian counterpart", whoever "he" is
            known = self.clusters.by_key.get(("person", nominal_key(candidate, None)))
        if known is not None:
            return known
        if candidate.role is None or not candidate.role.relational:
            found = best_person(placed, self._before, self.words, self.world, self.clusters.home)
            if found is not None:
                return found
            if owner is None or candidate.country is not None:
                found = same_noun(placed, self._before, "person") or self._holder(placed)
                if found is not None:
                    return found
        return None if _is_predicate(placed) else self._unnamed(placed, "person", key)

    def _counterpart(self, placed: Placed, owner: Cluster | None) -> Cluster | None:
        """Return who holds the owner's office in the other country: "his Russian counterpart"."""
        candidate = placed.candidate
        if (
            candidate.role is None
            or candidate.role.phrase not in self.words.classes.counterpart_nouns
            or owner is None
        ):
            return None
        code = candidate.country
        roles = list(dict.fromkeys([t.role for t in owner.tenures] + [r.phrase for r in owner.roles]))
        if code is None or owner.kind != "person":
            return None
        for cluster in self.clusters.clusters:
            held = {t.role for t in cluster.tenures} | {r.phrase for r in cluster.roles}
            is_there = cluster.kind == "person" and cluster is not owner and country_of(cluster) == code
            if is_there and not held.isdisjoint(roles):
                return cluster
        for role in roles:
            found = self._held(role, code, candidate.core) if role else None
            if found is not None:
                return found
        return None

    def _holder(self, placed: Placed) -> Cluster | None:
        """Return the person who holds the office that a phrase names, though no name is in the text."""
        candidate = placed.candidate
        if candidate.role is None:
            return None
        return self._held(candidate.role.phrase, candidate.country, candidate.core)

    def _held(self, office: str, country: str | None, phrase: str) -> Cluster | None:
        """Return the one holder of an office of a country on the document's date."""
        if self.world.role_of(office) is None:
            return None
        holder = office_holder(office, country, self.world, self.date)
        if holder is None:
            return None
        found = self.clusters.of_entity("person", holder)
        if found is not None:
            return found
        cluster = self.clusters.new("person", f"holder {holder.row}", holder.name)
        cluster.entity = holder
        cluster.tenures = tenures_at(holder, self.world, self.date)
        cluster.basis.append(Reason(rule="office-on-the-day", words=phrase))
        cluster.basis.extend(reasons_of(holder.rows, rule=HOLDER))
        return cluster

    def _group(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(placed)
        if is_pair(candidate, self.words):
            pair = pair_of(placed, self._before, self.words, self.world)
            if pair is not None:
                return self._pair(pair, candidate.core)
        noun = candidate.role.phrase if candidate.role is not None else ""
        if noun in self.words.classes.side_nouns and owner is None:
            return None  # of what?
        key = nominal_key(candidate, owner)
        known = self.clusters.by_key.get(("group", key))
        if known is not None or _is_predicate(placed):
            return known
        if candidate.determiner == "definite":
            found = same_noun(placed, self._before, "group")
            if found is not None:
                return found
        cluster = self._unnamed(placed, "group", key)
        cluster.named = candidate.form == "name"  # "the Clintons"
        self._name_party(candidate, cluster)
        return cluster

    def _pair(self, pair: tuple[Cluster, Cluster], phrase: str) -> Cluster:
        """Return the group of two actors."""
        key = " & ".join(sorted(c.key for c in pair))
        known = self.clusters.by_key.get(("group", key))
        if known is None:
            known = self.clusters.new("group", key, phrase, named=all(c.named for c in pair))
            known.members, known.number = pair, "plural"
            known.basis.append(Reason(rule="the-two-meant", words=phrase))
        return known

    def _name_party(self, candidate: Candidate, cluster: Cluster) -> None:
        """Give "Democrats" and "House Republicans" the country of their party, the latter its sector too."""
        last = candidate.core.split()[-1]
        if last not in self.words.classes.party_member_nouns:
            return
        party = link_body(last, self.world, self.clusters.home)
        cluster.country = cluster.country or (party.country if party is not None else None)
        cluster.named = not candidate.modifiers

    def _government(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(placed)
        noun = candidate.role.phrase if candidate.role is not None else "government"
        if owner is not None and owner.kind == "person":
            return self._governments(owner, noun)
        code = candidate.country or (owner.country if owner is not None and owner.kind == "country" else None)
        if code is not None:
            return self.clusters.country(code, candidate.core, Reason(rule="government-of-the-country"))
        return self._bare_government(placed, noun)

    def _governments(self, owner: Cluster, noun: str) -> Cluster:
        """Return the government that goes by its leader's name."""
        known = self.clusters.by_key.get(("government", owner.key))
        if known is None:
            known = self.clusters.new("government", owner.key, f"{owner.name.split()[-1]} {noun}")
            known.owner, known.number = owner, "singular"
            known.basis.append(Reason(rule="government-of-its-leader", words=owner.name))
        return known

    def _bare_government(self, placed: Placed, noun: str) -> Cluster | None:
        """Return whose government it is: the one named with its leader, else the nearest country's."""
        owner = self._leader(noun)
        if owner is not None:
            return self._governments(owner, noun)
        if noun not in self.words.classes.leader_named_governments:
            for earlier, cluster in reversed(self._before):
                if placed.tree.index - earlier.tree.index > NEAR:
                    break
                code = earlier.candidate.country or (cluster.country if cluster.kind == "country" else None)
                if code is not None:
                    return self.clusters.country(
                        code, cluster.name, Reason(rule="government-of-the-last-country")
                    )
        cluster = self.clusters.by_key.get(("government", noun)) or self._unnamed(placed, "government", noun)
        cluster.country = cluster.country or self.clusters.home
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
                    owner = self.clusters.owner(candidate)
                    if owner is not None and owner.kind == "person":
                        owners[id(owner)] += 1 + 100 * bool(owner.tenures)
                        by_id[id(owner)] = owner
            best = max(owners, key=lambda o: owners[o], default=None)
            self._leaders[noun] = by_id[best] if best is not None else None
        return self._leaders[noun]

    def _body(self, placed: Placed) -> Cluster | None:
        candidate = placed.candidate
        owner = self._owner(placed)
        key = nominal_key(candidate, owner)
        is_relational = candidate.role is not None and candidate.role.relational
        if is_relational and (owner is None or owner.kind in ("country", "government")):
            found = self._related_body(placed)
            if found is not None or candidate.role is None or candidate.role.sector == "PTY":
                return found
        if candidate.determiner == "indefinite":
            return (
                None if _is_predicate(placed) else self._unnamed(placed, "body", f"{key}@{candidate.start}")
            )
        known = self.clusters.by_key.get(("body", key))
        if known is not None:
            return known
        if candidate.country is None and owner is None:
            found = same_noun(placed, self._before, "body") or namesake_body(placed, self._before)
            if found is not None:
                return found
        code = candidate.country or self._national(placed, owner)
        entity = link_body(candidate.role.phrase, self.world, code) if candidate.role and code else None
        own = entity if entity is not None and entity.country == code else None
        known = self.clusters.of_entity("body", own) if own is not None else None
        if known is not None:
            return known
        if _is_predicate(placed) or (is_relational and owner is None and entity is None):
            return None
        return self._new_body(placed, key, owner, own, code)

    def _new_body(
        self, placed: Placed, key: str, owner: Cluster | None, entity: Entity | None, code: str | None
    ) -> Cluster:
        """Return a new body that goes by a noun, as the `entity` of the country where there is one."""
        cluster = self._unnamed(placed, "body", key)
        cluster.country = cluster.country or code
        is_own = placed.candidate.determiner == "possessive"
        cluster.named = owner is not None and owner.kind == "person" and not is_own
        if entity is not None:
            cluster.entity, cluster.named = entity, True
            cluster.basis.extend(reasons_of(entity.rows, rule=BODY))
        return cluster

    def _related_body(self, placed: Placed) -> Cluster | None:
        """Return a body that only an owner tells apart, named before by its noun.

        "This year's campaign" is no body, "the Clinton campaign" is; Congress is one of its country.
        """
        is_definite = placed.candidate.determiner == "definite"
        return same_noun(placed, self._before, "body") if is_definite else None

    def _national(self, placed: Placed, owner: Cluster | None) -> str | None:
        """Return the country whose body "the army" is: its owner's, else the only one near, else the report's."""
        candidate = placed.candidate
        if owner is not None and owner.kind == "country":
            return country_of(owner)
        is_national = (
            candidate.role is not None and candidate.role.phrase in self.words.classes.national_bodies
        )
        if not is_national:
            return None
        if owner is not None:
            return country_of(owner)
        if candidate.determiner != "definite":
            return None
        here, near = self._countries_near(placed, 0), self._countries_near(placed, NEAR)
        if len(here) == 1:
            return here.pop()
        if len(near) == 1:
            return near.pop()
        return self.clusters.home

    def _countries_near(self, placed: Placed, reach: int) -> set[str]:
        """Return the countries named before a mention, at most `reach` sentences back."""
        codes = {
            earlier.candidate.country or (cluster.country if cluster.kind == "country" else None)
            for earlier, cluster in self._before
            if placed.tree.index - earlier.tree.index <= reach
        }
        return {code for code in codes if code is not None and code not in UNIONS}


def _is_predicate(placed: Placed) -> bool:
    """Return whether a phrase only says what somebody is: it brings in nobody new ("is a good man")."""
    return bool(placed.tree.of(placed.token, "cop"))


def _plain_name(placed: Placed, words: MentionWords, world: World) -> str:
    """Return what an unnamed actor is called: its phrase without pronoun, small at a sentence's front."""
    candidate = placed.candidate
    name = candidate.core
    first_word, _, rest = name.partition(" ")
    if rest and (
        first_word.lower() in words.pronouns or first_word.lower() in words.classes.speaker_possessives
    ):
        name = rest
    opens = candidate.end - len(candidate.core) == placed.tree.sentence.start
    named = candidate.owner is not None and candidate.owner.start == candidate.end - len(candidate.core)
    named = named or world.demonym(name.split()[0]) is not None
    second = name.split()[1:2]  # "West African states", but "congressional Democrats"
    named = named or any(w[:1].isupper() and w not in words.classes.party_member_nouns for w in second)
    if opens and not named and placed.tree.tokens[0].upos != "PROPN" and name[1:2].islower():
        name = name[0].lower() + name[1:]
    return name
