"""Phrases of a document, and those whose words take part in an act by the model's odds.

A phrase inside a phrase takes part only if the outer one does not: "Russian troops" is one recipient, but "Russian" of
"Russian shelling" is the actor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import preposition_of
from onrecord.types import ActMention, ParticipationKind, Span

BESIDE_PHRASE = ("conj", "acl", "parataxis", "cc", "punct")  # relations of words beside a phrase, not in it
# relations and parts of speech of words that say more about what a phrase refers to: "the protesters, who threw stones"
BEYOND_CORE = ("acl", "appos", "parataxis", "conj", "cc", "nmod")
NO_CORE = frozenset({"DET", "PUNCT"})
OWNER = "nmod:poss"
UNSEEN = 0.05  # the probability of a word that the model left out
REACH = 200  # characters before the first likely word in which a phrase with that word may begin

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """Something of the document that takes part in an act, its phrase, and the mean probability of its core words.

    `rule` is the rule that found it, if the model did not.
    """

    what: T
    phrase: Span
    score: float
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase and what it refers to.

    `words` are the offsets of its words, `core` those of its head and of what stands before it, `below` those of all words
    that depend on it ("of Ruritania" after "the president"), `depth` is how far its head is from the root.
    """

    span: Span
    what: T
    words: tuple[int, ...]
    core: tuple[int, ...]
    below: frozenset[int]
    depth: int


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """The phrases of a document in text order."""

    given: tuple[tuple[Span, T], ...]
    forest: Forest
    _starts: tuple[int, ...] = field(repr=False)
    _read: dict[int, Phrase[T] | None] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, given: Sequence[tuple[Span, T]], forest: Forest) -> Phrases[T]:
        """Return the phrases; the words of one are read when it is first asked for."""
        ordered = sorted(given, key=lambda pair: (pair[0].start, -pair[0].end))
        return cls(tuple(ordered), forest, tuple(span.start for span, _ in ordered))

    def between(self, start: int, end: int) -> list[Phrase[T]]:
        """Return the phrases that begin between two offsets; a phrase without words is left out."""
        numbers = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        return [phrase for n in numbers if (phrase := self._phrase(n)) is not None]

    def _phrase(self, n: int) -> Phrase[T] | None:
        if n not in self._read:
            self._read[n] = _phrase(*self.given[n], self.forest)
        return self._read[n]

    def taken(self, odds: Mapping[int, float], least: float) -> list[Taken[T]]:
        """Return the phrases whose words take part by `odds`, of a word's offset, in text order."""
        if not odds:
            return []
        around = self.between(min(odds) - REACH, max(odds) + 1)
        near = [phrase for phrase in around if not odds.keys().isdisjoint(phrase.words)]
        used: set[int] = set()
        found = []
        for phrase in sorted(near, key=lambda p: (p.depth, -len(p.words), p.span.start)):
            score = sum(odds.get(w, UNSEEN) for w in phrase.core) / len(phrase.core)
            if score >= least and used.isdisjoint(phrase.words):
                used.update(phrase.words, phrase.below)
                found.append(Taken(phrase.what, phrase.span, score))
        return sorted(found, key=lambda taken: taken.phrase.start)

    def at(self, starts: Collection[int]) -> list[Phrase[T]]:
        """Return the phrases that begin at some offsets, in text order."""
        if not starts:
            return []
        return [p for p in self.between(min(starts), max(starts) + 1) if p.span.start in starts]

    def behind(self, starts: Collection[int]) -> list[Phrase[T]]:
        """Return the phrases that modify one of some words from behind, in text order."""
        if not starts:
            return []
        tree = self.forest.at(min(starts))
        if tree is None:
            return []
        heads = {i for i, token in enumerate(tree.tokens) if token.start in starts}
        behind = {n for i in heads for n in tree.of(i, "nmod") if n > i}
        words = {tree.tokens[n].start for n in behind}
        inside = self.between(tree.tokens[0].start, tree.tokens[-1].end)
        return [p for p in inside if not words.isdisjoint(p.core)]

    def nearest(self, wanted: Collection[T], start: int) -> list[Taken[T]]:
        """Return for each of some things its phrase nearest to an offset, in the sentence of the offset."""
        tree = self.forest.at(start)
        if tree is None:
            return []
        inside = self.between(tree.sentence.start, tree.sentence.end)
        here = [p for p in inside if p.what in wanted]
        here.sort(key=lambda p: abs(p.span.start - start))
        found: dict[T, Taken[T]] = {}
        for phrase in here:
            found.setdefault(phrase.what, Taken(phrase.what, phrase.span, UNSEEN))
        return list(found.values())


def _phrase(span: Span, what: T, forest: Forest) -> Phrase[T] | None:
    placed = forest.head_in(span.start, span.end)
    if placed is None:
        return None
    tree, head = placed
    words = tuple(tree.tokens[i].start for i in tree.starting(span.start, span.end))
    is_adjective = tree.tokens[head].upos == "ADJ"  # "British" of "British-Dutch" is no part of "Dutch"
    under = [] if is_adjective else tree.subtree(head, without=BESIDE_PHRASE)
    below = frozenset(tree.tokens[i].start for i in under)
    depth = sum(1 for _ in tree.path_up(head))
    return Phrase(span, what, words, _core(tree, head, words), below, depth) if words else None


def _core(tree: Tree, head: int, words: Sequence[int]) -> tuple[int, ...]:
    """Return the offsets of the head of a phrase and of the words that belong to it alone; of all words, if it has none."""
    beyond = {
        n
        for c in tree.children[head]
        if tree.relations[c] in BEYOND_CORE and tree.tokens[c].deprel != OWNER
        for n in tree.subtree(c)
    }
    inside = set(words)
    own = (tree.tokens[n] for n in tree.subtree(head) if n not in beyond)
    return tuple(t.start for t in own if t.start in inside and t.upos not in NO_CORE) or tuple(words)


def odds_of(act: ActMention, kind: ParticipationKind) -> dict[int, float]:
    """Return the probability of each word, by its offset, of taking part in an act in one way."""
    return {part.start: part.score for part in act.parts if part.kind == kind}


def likeliest(taken: Sequence[Taken[T]]) -> Taken[T] | None:
    """Return the most probable one, of equal ones the first; None of none."""
    return max(taken, key=lambda one: (one.score, -one.phrase.start), default=None)


def preposition_before(phrase: Span, forest: Forest) -> str | None:
    """Return the preposition before a phrase."""
    placed = forest.head_in(phrase.start, phrase.end)
    return preposition_of(*placed) if placed is not None else None
