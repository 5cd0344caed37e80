"""Dependency trees: children, heads, paths and extents, and the form of a word by its features.

UD v2 relations and features throughout (universaldependencies.org). `Tree` wraps one sentence, `Forest`
finds the sentence and the token at an offset. Positions are those of tokens in their sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar, cast

from onrecord.types import Sentence, Span, Token

Value = TypeVar("Value")
Begun = TypeVar("Begun", bound=Span)

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, eq=False)
class Tree:
    """One sentence and its dependency tree, in both directions; `index` is its number in the text."""

    sentence: Sentence
    index: int = 0

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.sentence.tokens

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The relation of each token without its subtype: "nsubj" for "nsubj:pass"."""
        return tuple([without_subtype(token.deprel) for token in self.tokens])

    @cached_property
    def children(self) -> tuple[Sequence[int], ...]:
        """The positions right under each token, in text order."""
        below: defaultdict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            below[token.head].append(i)
        return tuple([below.get(i, ()) for i in range(len(self.tokens))])

    @cached_property
    def _full_relations(self) -> tuple[str, ...]:
        return tuple([token.deprel for token in self.tokens])

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple([token.text.lower() for token in self.tokens])

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas in small letters."""
        return tuple([token.lemma.lower() for token in self.tokens])

    @cached_property
    def capitalised(self) -> tuple[int, ...]:
        """The positions of the words that begin with a capital."""
        return tuple([i for i, token in enumerate(self.tokens) if token.text[:1].isupper()])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words and lemmas of the sentence in small letters: what no word of a table is in need not be searched for."""
        return frozenset(self.lowered).union(self.lemmas)

    def of(self, i: int, *relations: str) -> list[int]:
        """Return the children of `i` whose relation, or its part before `:`, is one of `relations`."""
        bare, full = self.relations, self._full_relations
        found: list[int] = []
        for c in self.children[i]:
            if bare[c] in relations or full[c] in relations:
                found.append(c)  # noqa: PERF401 - a comprehension is slower for so few words
        return found

    def is_related(self, i: int, relations: Sequence[str]) -> bool:
        """Return whether `i` has one of `relations`, named with or without a subtype."""
        return self.relations[i] in relations or self._full_relations[i] in relations

    def word(self, i: int) -> str:
        """Return token `i` in small letters."""
        return self.lowered[i]

    def lemma(self, i: int) -> str:
        """Return the lemma of token `i` in small letters."""
        return self.lemmas[i]

    def subtree(self, i: int, without: Sequence[str] = ()) -> list[int]:
        """Return the positions under `i`, itself included, in text order.

        Children of `i` (not of its descendants) with a relation in `without` are left out together with their
        subtrees.
        """
        if not self.children[i]:
            return [i]
        found = [i]
        stack = [c for c in self.children[i] if not (without and self.is_related(c, without))]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children[node])
        return sorted(found)

    def word_behind(self, i: int) -> str | None:
        """Return the word behind the phrase of `i`, as written; None if the phrase ends the sentence."""
        behind = max(self.subtree(i)) + 1
        return self.tokens[behind].text if behind < len(self.tokens) else None

    def path_up(self, i: int) -> Iterator[int]:
        """Yield the heads of `i` from its own head to the root."""
        node = self.tokens[i].head
        while node >= 0:
            yield node
            node = self.tokens[node].head

    def extent(self, positions: Sequence[int]) -> tuple[int, int]:
        """Return the offsets from the first to the last of `positions`."""
        return self.tokens[min(positions)].start, self.tokens[max(positions)].end

    def head_of(self, start: int, end: int) -> int | None:
        """Return the token between the offsets that has its head outside: the head of the phrase."""
        inside = self.between(start, end)
        for i in inside:
            if not inside[0] <= self.tokens[i].head <= inside[-1]:
                return i
        return inside[0] if inside else None

    def between(self, start: int, end: int) -> range:
        """Return the tokens that share a code point with the offsets from `start` to `end`."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def starting(self, start: int, end: int) -> range:
        """Return the tokens that begin between the offsets `start` and `end`."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Return `i` and what is coordinated with it further on: "talks, visits and calls"."""
        found = [i]
        for c in self.of(i, "conj"):
            found += self.conjuncts(c)
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Forest:
    """The trees of a document, found by offset."""

    sentences: Sequence[Sentence]
    trees: tuple[Tree, ...] = field(init=False, repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False)

    _kept: dict[Hashable, object] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Wrap the sentences, once for all stages."""
        object.__setattr__(self, "trees", tuple(Tree(s, n) for n, s in enumerate(self.sentences)))
        object.__setattr__(self, "_starts", tuple(s.start for s in self.sentences))

    def once(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return what `compute` gave when `key` was first asked for: what several stages ask is computed once a document."""
        if key not in self._kept:
            self._kept[key] = compute()
        return cast("Value", self._kept[key])

    def at(self, offset: int) -> Tree | None:
        """Return the sentence that holds `offset`, or None between sentences."""
        n = bisect_right(self._starts, offset) - 1
        if n < 0 or offset >= self.trees[n].sentence.end:
            return None
        return self.trees[n]

    def head_in(self, start: int, end: int) -> tuple[Tree, int] | None:
        """Return the sentence in which a phrase begins, and the position of the head of the phrase."""
        tree = self.at(start)
        head = tree.head_of(start, end) if tree is not None else None
        return None if tree is None or head is None else (tree, head)

    def by_sentence(self, facts: Iterable[Begun]) -> dict[int, list[Begun]]:
        """Return things of the text by the number of the sentence in which they begin; those between sentences are left out."""
        found: dict[int, list[Begun]] = {}
        for fact in facts:
            tree = self.at(fact.start)
            if tree is not None:
                found.setdefault(tree.index, []).append(fact)
        return found

    def token_at(self, offset: int) -> tuple[Tree, int] | None:
        """Return the sentence and the position of the token that covers `offset`."""
        tree = self.at(offset)
        if tree is None:
            return None
        inside = tree.between(offset, offset + 1)
        return (tree, inside[0]) if inside else None


@lru_cache(maxsize=256)  # more than UD has relations
def without_subtype(relation: str) -> str:
    """Return a relation without its subtype.

    >>> without_subtype("nsubj:pass"), without_subtype("obj")
    ('nsubj', 'obj')
    """
    return relation.partition(":")[0]


# ---- features of a word ----------------------------------------------------------------------


def has(token: Token, feature: str) -> bool:
    """Return whether the token's features hold `feature`, such as "Tense=Past"."""
    return feature in token.feats and feature in token.feats.split("|")


def is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb form."""
    return "VerbForm=Fin" in token.feats


def is_infinitive_form(token: Token) -> bool:
    """Return whether a token is a bare infinitive form."""
    return "VerbForm=Inf" in token.feats


def is_ing(token: Token) -> bool:
    """Return whether a token is a gerund or present participle."""
    return "VerbForm=Ger" in token.feats or ("VerbForm=Part" in token.feats and "Tense=Pres" in token.feats)


def is_past_participle(token: Token) -> bool:
    """Return whether a token is a past participle."""
    return "VerbForm=Part" in token.feats and "Tense=Past" in token.feats


def is_participle(token: Token) -> bool:
    """Return whether a token is a participle of either tense, or a gerund."""
    return "VerbForm=Part" in token.feats or "VerbForm=Ger" in token.feats


def is_plural_form(token: Token) -> bool:
    """Return whether the features of a token say plural."""
    return "Number=Plur" in token.feats
