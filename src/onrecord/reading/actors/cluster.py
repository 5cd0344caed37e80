"""Clusters: the mentions of one actor, collected while a document is read.

A `Cluster` grows while the document is read; `describe` makes an `Actor` of it at the end. `Background` is what
the stage knows before it reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from onrecord.grammar import Forest, GrammarWords, Tree
from onrecord.lexicon.classes import WordClasses
from onrecord.lexicon.mentions import MentionWords, RoleRow
from onrecord.reading.mentions import Candidate
from onrecord.types import Reason
from onrecord.world import Entity, Tenure, World

OWNER_DEPTH = 3  # owners of owners asked for a country: "the spokesman of the wife of the president"

_MARKS = re.compile('[“”"\n]')

ClusterKind = Literal["person", "group", "body", "government", "country", "place"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Background:
    """What is known before the document is read: the words, the world, and the date of the document."""

    words: MentionWords
    world: World
    grammar: GrammarWords
    date: str | None

    @property
    def classes(self) -> WordClasses:
        """The closed word classes."""
        return self.words.classes


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate and its place: the tree of its sentence, the token of its head, its paragraph."""

    candidate: Candidate
    tree: Tree
    token: int
    paragraph: int
    is_quoted: bool

    @property
    def relation(self) -> str:
        """The relation of the head word, without its subtype."""
        return self.tree.relations[self.token]

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of a clause."""
        return self.tree.relations[self.token] == "nsubj"

    @property
    def governor(self) -> int:
        """The position of the word that the head depends on, -1 for the root."""
        return self.tree.tokens[self.token].head

    def sentences_after(self, earlier: Placed) -> int:
        """Return how many sentences it comes after another mention."""
        return self.tree.index - earlier.tree.index


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one actor, and what the document and the world say of it so far."""

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
    sector: str | None = None  # of the bodies of its name, where it is none of the world
    suffix: str | None = None  # "jr": the son, not the father
    leads: bool = False  # its name is that of an administration: "the Trump administration"
    mentions: list[Placed] = field(default_factory=list)
    basis: list[Reason] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Add a mention, with the gender and the role that its words give."""
        self.mentions.append(placed)
        candidate = placed.candidate
        if candidate.form != "pronoun" and self.kind == "person":
            self.gender = self.gender or candidate.gender
        if candidate.role is not None and candidate.role not in self.roles:
            self.roles.append(candidate.role)


Resolved = Sequence[tuple[Placed, Cluster]]  # mentions whose actor is known, in text order


def noun_of(candidate: Candidate) -> str:
    """Return the role noun of a mention, or "" if it has none."""
    return candidate.role.phrase if candidate.role is not None else ""


def genders_agree(one: str | None, other: str | None) -> bool:
    """Return whether two genders can be one person's; an unknown gender agrees with any."""
    return one is None or other is None or one == other


# ---- mentions in their place ------------------------------------------------------------------


def place(candidates: Sequence[Candidate], forest: Forest, text: str) -> list[Placed]:
    """Return the candidates with their places; a candidate whose head is no token is left out."""
    heads = {candidate.head for candidate in candidates}
    at = {t.start: (tree, i) for tree in forest.trees for i, t in enumerate(tree.tokens) if t.start in heads}
    breaks, quotes = _breaks(text), _quoted(text)
    placed = []
    for candidate in candidates:
        found = at.get(candidate.head)
        if found is not None:
            paragraph = bisect_right(breaks, candidate.start)
            placed.append(Placed(candidate, *found, paragraph, _is_within(candidate.start, quotes)))
    return placed


def _breaks(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


def _quoted(text: str) -> list[tuple[int, int]]:
    """Return the spans between double quotation marks; an open quotation ends with its paragraph."""
    found = []
    start: int | None = None
    for mark in _MARKS.finditer(text):
        opens = mark.group() == "“" or (mark.group() == '"' and start is None)
        if start is not None and not opens:
            found.append((start, mark.start()))
        start = mark.start() if opens else None
    return found


def _is_within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether an offset lies in one of `spans`, which are in text order and do not overlap."""
    n = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return n >= 0 and offset < spans[n][1]


# ---- what is known of a cluster ---------------------------------------------------------------


def country_of(cluster: Cluster, depth: int = 0) -> str | None:
    """Return the country of a cluster: of its offices, its entry, its words or its owner, in this order."""
    found = first_known(row.country for row in _rows(cluster)) or cluster.country
    if found is not None or cluster.owner is None or depth >= OWNER_DEPTH:
        return found
    return country_of(cluster.owner, depth + 1)


def nations_agree(nation: str | None, cluster: Cluster) -> bool:
    """Return whether a phrase that names a nation can mean a cluster: of that nation, or of none that is known."""
    return nation is None or country_of(cluster) in (None, nation)


def sector_of(cluster: Cluster) -> str | None:
    """Return the sector of a cluster: of its offices, its entry, its titles or its name, in this order."""
    by_world = first_known(row.sector for row in _rows(cluster))
    return by_world or first_known(row.sector for row in cluster.roles) or cluster.sector


def _rows(cluster: Cluster) -> Iterator[Tenure | Entity]:
    """Yield what the world says of a cluster: the offices on the day, then its entry."""
    yield from cluster.tenures
    if cluster.entity is not None:
        yield cluster.entity


def first_known(values: Iterable[T | None]) -> T | None:
    """Return the first value that is not None."""
    return next((value for value in values if value is not None), None)
