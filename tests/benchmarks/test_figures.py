"""What a number counts, as the benchmark of figures asks the rules."""

from __future__ import annotations

from benchmarks.figures import what_counts
from onrecord.grammar import Tree
from onrecord.lexicon.numbers import load_number_words
from onrecord.reading.events.figures import find_numbers
from tests.sketch import language_of_sketches

WORDS = load_number_words()


def test_currency_makes_a_number_money() -> None:
    _, language = language_of_sketches("fined=fine/VERB/root $/SYM/obj>fined 17/NUM/nummod>$")
    tree = Tree(language.sentences[0])
    assert what_counts(find_numbers(tree, WORDS), tree, 2, WORDS) == "money"
