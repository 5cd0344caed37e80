"""Noun phrases by the words alone, where the parser may attach them wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from onrecord.grammar import Tree

OF_A_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP"})
NOT_LAST = frozenset({"DET", "ADJ", "ADP", "PART"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST_PHRASE = 12  # words


def phrase_at(tree: Tree, positions: Sequence[int]) -> range | None:
    """Return the tokens of the noun phrase that `positions` begin with, its prepositional phrases included, or None."""
    first = positions[0] if positions else 0
    phrase = list(
        takewhile(lambda i: tree.tokens[i].upos in OF_A_PHRASE and _may_be_inside(tree, i, first), positions)
    )
    while phrase and tree.tokens[phrase[-1]].upos in NOT_LAST:
        phrase.pop()
    if not phrase or len(phrase) > LONGEST_PHRASE or tree.tokens[phrase[0]].upos == "ADP":
        return None
    if not any(tree.tokens[i].upos in NAMING for i in phrase):
        return None
    return range(phrase[0], phrase[-1] + 1)


def _may_be_inside(tree: Tree, i: int, first: int) -> bool:
    """Return whether a word may stand in the phrase: a pronoun only at its head, or as a possessor."""
    token = tree.tokens[i]
    return i == first or token.upos != "PRON" or token.deprel == "nmod:poss"
