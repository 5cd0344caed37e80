"""Negation in the clause of an act, with the word classes of status."""

from __future__ import annotations

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
    return WordSets(
        negators=classes.negators,
        negatives=classes.negative_pronouns,
        focus=classes.focus_adverbs,
        deferrals=classes.deferral_openers,
        unfulfilled=classes.unfulfilled_adverbs,
    )
