"""Negation in the clause of an act, with the word classes of status."""

from __future__ import annotations

from functools import lru_cache

from onrecord.grammar import GrammarWords, Tree, WordSets
from onrecord.grammar.negation import lack, own_negation
from onrecord.lexicon.status import StatusWords


def denied(tree: Tree, i: int, words: StatusWords) -> bool:
    """Return whether a word of its own clause negates `i`."""
    return own_negation(tree, i, negation_words(words)) is not None


def is_lacking(tree: Tree, i: int, words: StatusWords) -> bool:
    """Return whether the noun `i` has a negative determiner: "no talks"."""
    return lack(tree, i, negation_words(words)) is not None


def subject_lacks(tree: Tree, i: int, words: StatusWords) -> bool:
    """Return whether nobody does `i`: "neither Oslo nor Lima signed", "no minister came"."""
    return any(c < i and is_lacking(tree, c, words) for c in tree.of(i, "nsubj"))


def negation_words(words: StatusWords) -> GrammarWords:
    """Return the word classes of negation."""
    classes = words.classes
    return _sets(
        classes.negators,
        classes.negative_pronouns,
        classes.focus_adverbs,
        classes.deferral_openers,
        classes.unfulfilled_adverbs,
    )


@lru_cache(maxsize=1)
def _sets(
    negators: frozenset[str],
    negatives: frozenset[str],
    focus: frozenset[str],
    deferrals: frozenset[str],
    unfulfilled: frozenset[str],
) -> GrammarWords:
    return WordSets(
        negators=negators, negatives=negatives, focus=focus, deferrals=deferrals, unfulfilled=unfulfilled
    )
