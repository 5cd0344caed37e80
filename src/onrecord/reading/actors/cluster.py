"""Clusters: the mentions of one actor as they come together, and names that mean the same.

A `Cluster` grows while a document is read and is thrown away when its `Actor` is made.
People join by full name, then by surname; bodies by the world's entry or their normal form;
countries by code. Nothing here looks at pronouns or role nouns: resolve.py does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.reading.mentions import Candidate
from onrecord.types import Reason
from onrecord.world import Entity, Tenure

IN_SIGHT = 2  # sentences within which a name is still before the reader's eyes
ClusterKind = Literal["person", "group", "body", "government", "country"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate and where it stands: its sentence's tree, its head's token, its paragraph."""

    candidate: Candidate
    tree: Tree
    token: int
    paragraph: int
    is_quoted: bool

    @property
    def relation(self) -> str:
        """Return the relation of the head word, without its subtype."""
        return self.tree.tokens[self.token].deprel.partition(":")[0]


@dataclass(slots=True, eq=False)
class Cluster:
    """One actor in the making."""

    kind: ClusterKind
    key: str
    name: str
    named: bool = True
    number: str | None = None
    gender: str | None = None
    country: str | None = None
    entity: Entity | None = None
    tenures: tuple[Tenure, ...] = ()  # offices held on the document's date
    roles: list[RoleRow] = field(default_factory=list)  # from titles, appositions, "X is the ..."
    described: list[Candidate] = field(default_factory=list)  # nominals that describe it
    owner: Cluster | None = None
    members: tuple[Cluster, ...] = ()  # of "the two leaders"
    suffix: str | None = None  # "jr": the son, not the father
    leads: bool = False  # there is an "administration" of this name
    mentions: list[Placed] = field(default_factory=list)
    basis: list[Reason] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Take in a mention, with the gender and role that its words give."""
        self.mentions.append(placed)
        candidate = placed.candidate
        if candidate.form != "pronoun" and self.kind == "person":
            self.gender = self.gender or candidate.gender
        if candidate.role is not None and candidate.role not in self.roles:
            self.roles.append(candidate.role)


def place(candidates: Sequence[Candidate], forest: Forest, text: str) -> list[Placed]:
    """Return the candidates with their places; one whose head is no token is left out."""
    at = {t.start: (tree, i) for tree in forest.trees for i, t in enumerate(tree.tokens)}
    breaks, quotes = _breaks(text), _quoted(text)
    placed = []
    paragraph = quote = 0
    for candidate in candidates:
        found = at.get(candidate.head)
        if found is None:
            continue
        while paragraph < len(breaks) and breaks[paragraph] <= candidate.start:
            paragraph += 1
        while quote < len(quotes) and quotes[quote][1] <= candidate.start:
            quote += 1
        is_quoted = quote < len(quotes) and quotes[quote][0] <= candidate.start
        placed.append(Placed(candidate, found[0], found[1], paragraph, is_quoted))
    return placed


def _breaks(text: str) -> list[int]:
    found = []
    i = text.find("\n")
    while i >= 0:
        found.append(i)
        i = text.find("\n", i + 1)
    return found


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return the stretches between double quotation marks; one left open ends with its paragraph."""
    found = []
    start: int | None = None
    for i, char in enumerate(text):
        if char == "“" or (char == '"' and start is None):
            start = i
        elif char in '”"\n' and start is not None:
            found.append((start, i))
            start = None
    return found


# ---- what is known of a cluster ---------------------------------------------------------------


def country_of(cluster: Cluster, depth: int = 0) -> str | None:
    """Return the country that offices, entry, words or the body it belongs to give a cluster."""
    for tenure in cluster.tenures:
        if tenure.country is not None:
            return tenure.country
    if cluster.entity is not None and cluster.entity.country is not None:
        return cluster.entity.country
    if cluster.country is not None:
        return cluster.country
    if cluster.owner is not None and depth < 3:
        return country_of(cluster.owner, depth + 1)
    return None


def sector_of(cluster: Cluster) -> str | None:
    """Return the sector that offices, entry or titles of a cluster give, in this order."""
    for tenure in cluster.tenures:
        if tenure.sector is not None:
            return tenure.sector
    if cluster.entity is not None and cluster.entity.sector is not None:
        return cluster.entity.sector
    return next((r.sector for r in cluster.roles if r.sector is not None), None)


# ---- people ----------------------------------------------------------------------------------


def name_parts(name: str, suffixes: Container[str] = ()) -> tuple[str, ...]:
    """Return a personal name's words for comparing: no dots, no `suffixes`, no possessive.

    >>> name_parts("H.R. McMaster Jr.", {"jr"})
    ('hr', 'mcmaster')
    """
    words = [w.replace(".", "").strip(",’'").lower() for w in name.split()]
    return tuple(w for w in words if w and w not in suffixes)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether two names of at least two words can be one person's.

    >>> same_person(("sarah", "sanders"), ("sarah", "huckabee", "sanders"))
    True
    >>> same_person(("bill", "clinton"), ("hillary", "clinton"))
    False
    """
    if a[-1] != b[-1]:
        shorter, longer = sorted((a, b), key=len)
        return len(shorter) > 1 and longer[: len(shorter)] == tuple(shorter)
    first, other = a[0], b[0]
    return first == other or (min(len(first), len(other)) <= 2 and first[0] == other[0])


def name_suffix(name: str, suffixes: Container[str]) -> str | None:
    """Return the "jr" of a personal name."""
    last = name.split()[-1].replace(".", "").strip(",’'").lower()
    return last if last in suffixes else None


def cluster_people(placed: Iterable[Placed], words: MentionWords) -> list[Cluster]:
    """Return the people named in a document: full names first, then surnames to whom they fit."""
    names = [p for p in placed if p.candidate.kind == "person" and p.candidate.form == "name"]
    by_last: defaultdict[str, list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    suffixes = words.classes.name_suffixes
    parts = {id(p): name_parts(p.candidate.core, suffixes) for p in names}
    for p in names:
        own, suffix = parts[id(p)], name_suffix(p.candidate.core, suffixes)
        if len(own) < 2:
            continue
        same = (c for c in by_last[own[-1]] if c.suffix == suffix and same_person(own, _own_parts(c)))
        fit = next(same, None)
        if fit is None:
            key = " ".join([*own, suffix] if suffix else own)
            fit = Cluster("person", key, p.candidate.core, number="singular", suffix=suffix)
            clusters.append(fit)
            by_last[own[-1]].append(fit)
        elif len(own) > len(_own_parts(fit)):
            fit.name = p.candidate.core
        fit.add(p)
    _add_short_names([p for p in names if len(parts[id(p)]) == 1], parts, by_last, clusters, suffixes)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda p: p.candidate.start)
    return sorted(clusters, key=lambda c: c.mentions[0].candidate.start)


def _own_parts(cluster: Cluster) -> tuple[str, ...]:
    """Return the words of a cluster's key without its suffix."""
    parts = tuple(cluster.key.split())
    return parts[:-1] if cluster.suffix else parts


def _add_short_names(
    names: Sequence[Placed],
    parts: Mapping[int, tuple[str, ...]],
    by_last: dict[str, list[Cluster]],
    clusters: list[Cluster],
    suffixes: Container[str],
) -> None:
    by_first: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_first[cluster.key.split()[0]].append(cluster)
    counts = {id(c): len(c.mentions) for c in clusters}  # full names only: who the report is about
    for p in names:
        word, suffix = parts[id(p)][0], name_suffix(p.candidate.core, suffixes)
        options = _fitting(p, by_last.get(word) or by_first.get(word) or [], suffix)
        if not options:
            fit = Cluster("person", word, p.candidate.core, number="singular", suffix=suffix)
            clusters.append(fit)
            by_last.setdefault(word, []).append(fit)
        else:
            fit = _introduced(p, options) or max(options, key=lambda c: counts.get(id(c), 0))
        fit.add(p)


def _fitting(p: Placed, options: Sequence[Cluster], suffix: str | None) -> list[Cluster]:
    """Return the people whom a surname with its title can mean: by gender, "Jr." and the title itself."""
    gender = p.candidate.gender if p.candidate.title else None
    found = [c for c in options if gender is None or c.gender in (None, gender)]
    if suffix is not None:
        return [c for c in found if c.suffix == suffix]
    found = [c for c in found if c.suffix is None] or [c for c in found if " " in c.key]
    return [c for c in found if p.candidate.role is not None and p.candidate.role in c.roles] or found


def _introduced(p: Placed, options: Sequence[Cluster]) -> Cluster | None:
    """Return the one bearer of a surname whom the text has just named, if the others are out of sight."""
    if len(options) < 2:
        return None
    near = [(c, m) for c in options for m in c.mentions if _in_sight(m, p)]
    subjects = {id(c): c for c, m in near if m.relation == "nsubj" and p.tree.index - m.tree.index <= 1}
    bearers = subjects if len(subjects) == 1 else {id(c): c for c, _ in near}
    return next(iter(bearers.values())) if len(bearers) == 1 else None


def _in_sight(earlier: Placed, p: Placed) -> bool:
    is_before = earlier.candidate.start < p.candidate.start
    return is_before and p.tree.index - earlier.tree.index <= IN_SIGHT


# ---- bodies and countries --------------------------------------------------------------------


def body_key(name: str, words: MentionWords) -> str:
    """Return a body's name for comparing: no article, no "Inc.", no dots, lower case."""
    parts = [w for w in name.split() if w not in words.classes.company_endings]
    if len(parts) > 1 and parts[0].lower() in words.classes.definite_articles:
        parts = parts[1:]
    return " ".join(w.replace(".", "").strip(",").lower() for w in parts)


def initials(name: str) -> str:
    """Return the first letters of a name's capitalised words: "Center for New American Security" → "CNAS"."""
    return "".join(w[0] for w in name.split() if w[:1].isupper())
