"""How the text introduces people and bodies that it describes by a noun: "an official", or "Lea Ort, an official"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.grammar import Forest, Tree
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.attributions import AttributionWords
from onrecord.reading.attributions.sources.noun_phrases import has_name, is_introduced, modifiers

PERSON_KINDS = ("person", "office", "informant")


@dataclass(frozen=True, slots=True)
class Introductions:
    """What a text does with its nouns. Keys are lemmas, places are offsets."""

    with_name: frozenset[str] = frozenset()
    """Nouns that stand with a name somewhere."""
    introduced: Mapping[str, int] = field(default_factory=dict)
    """Where the noun first introduces an unnamed person or body."""
    modifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The modifiers that it has there."""
    others: Mapping[str, int] = field(default_factory=dict)
    """Where the noun is first a plural, or has an owner."""
    nameless: Sequence[int] = ()
    """All places where a subject introduces a person without a name."""

    def is_introduced_before(self, noun: str, offset: int) -> bool:
        """Return whether `noun` introduces an unnamed person or body before `offset`."""
        return self.introduced.get(noun, offset) < offset

    def last_nameless(self, offset: int) -> int:
        """Return the last place before `offset` where a person without a name is introduced, or -1."""
        n = bisect_left(self.nameless, offset)
        return self.nameless[n - 1] if n else -1


def find_introductions(forest: Forest, words: AttributionWords) -> Introductions:
    """Return how the nouns of a text are introduced."""
    with_name: set[str] = set()
    introduced: dict[str, int] = {}
    modified: dict[str, frozenset[str]] = {}
    others: dict[str, int] = {}
    nameless: list[int] = []
    for tree, i in _nouns(forest):
        token, lemma = tree.tokens[i], words.noun(tree.tokens[i])
        if has_name(tree, i):
            with_name.add(lemma)
        elif is_plural_form(token) or tree.of(i, "nmod:poss"):
            others.setdefault(lemma, token.start)
        elif is_introduced(tree, i, words) and not _is_capacity(tree, i, words):
            introduced.setdefault(lemma, token.start)
            modified.setdefault(lemma, frozenset(modifiers(tree, i)))
            if tree.relations[i] == "nsubj" and words.source_kind(lemma) in PERSON_KINDS:
                nameless.append(token.start)
    return Introductions(frozenset(with_name), introduced, modified, others, tuple(nameless))


def _nouns(forest: Forest) -> list[tuple[Tree, int]]:
    return [(tree, i) for tree in forest.trees for i, t in enumerate(tree.tokens) if t.upos == "NOUN"]


def _is_capacity(tree: Tree, i: int, words: AttributionWords) -> bool:
    """Return whether noun `i` names the capacity in which a person acts: "her record as a senator"."""
    return any(tree.word(c) in words.classes.capacity_openers for c in tree.of(i, "case", "mark"))
