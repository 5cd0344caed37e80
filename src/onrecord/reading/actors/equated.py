"""Equated: the names that grammar equates with a nominal ("John Kelly, the chief of staff")."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.grammar import WordSets
from onrecord.grammar.negation import own_negation
from onrecord.grammar.noun_phrase import apposed_to
from onrecord.lexicon.mentions import MentionWords
from onrecord.reading.actors.cluster import Placed


def equated(placed: Placed, words: MentionWords) -> Iterator[int]:
    """Yield the tokens that grammar equates with a nominal's head: by apposition either way, or by a copula."""
    tree, i = placed.tree, placed.token
    is_conjunct = placed.relation == "conj" and placed.governor >= 0
    apposed = apposed_to(tree, placed.governor if is_conjunct else i)  # "the secretary and a Kelly ally"
    if apposed is not None:
        yield apposed
    yield from tree.of(i, "appos")
    if tree.of(i, "cop") and _is_asserted(placed, words):
        yield from tree.of(i, "nsubj")


def _is_asserted(placed: Placed, words: MentionWords) -> bool:
    """Return whether a predicate noun says what somebody is: "has been", not "would be" or "is not"."""
    tree, classes = placed.tree, words.classes
    if any(tree.lemma(a) not in classes.tense_auxiliaries for a in tree.of(placed.token, "aux")):
        return False
    return own_negation(tree, placed.token, WordSets(negators=classes.plain_negators)) is None
