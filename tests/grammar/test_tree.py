"""Trees and forests: children, subtrees, paths, coordination, and tokens by offset."""

from __future__ import annotations

from onrecord.grammar import Forest
from tests.grammar.parsed import at, parsed, words
from tests.sketch import language_of_sketches

TALKS = (
    "Talks/NOUN/nsubj:pass>held ,/PUNCT/punct>visits visits/NOUN/conj>Talks and/CCONJ/cc>calls calls/NOUN/conj>visits "
    "were=be/AUX/aux:pass>held held=hold/VERB/root/Pass in/ADP/case>Lima Lima/PROPN/obl>held ./PUNCT/punct>held"
)


def test_children_are_found_by_relation_with_and_without_its_subtype() -> None:
    tree = parsed(TALKS)
    held = at(tree, "held")
    assert words(tree, tree.of(held, "nsubj")) == ["Talks"]
    assert words(tree, tree.of(held, "nsubj:pass", "obl")) == ["Talks", "Lima"]
    assert tree.of(held, "nsubj:outer") == []


def test_a_subtree_can_leave_out_children_of_its_own_head() -> None:
    tree = parsed(TALKS)
    assert words(tree, tree.subtree(0, without=("conj",))) == ["Talks"]
    assert words(tree, tree.subtree(at(tree, "held"), without=("nsubj", "punct"))) == [
        "were",
        "held",
        "in",
        "Lima",
    ]


def test_the_path_leads_to_the_root() -> None:
    tree = parsed(TALKS)
    assert words(tree, tree.path_up(at(tree, "calls"))) == ["visits", "Talks", "held"]


def test_conjuncts_are_found_however_they_are_chained() -> None:
    tree = parsed(TALKS)
    assert words(tree, tree.conjuncts(0)) == ["Talks", "visits", "calls"]


def test_a_forest_finds_sentence_and_token_by_offset() -> None:
    text, language = language_of_sketches(
        "Go/VERB/root ./PUNCT/punct>Go", "Stay/VERB/root ./PUNCT/punct>Stay"
    )
    forest = Forest(language.sentences)
    found = forest.token_at(text.index("Stay"))
    assert found is not None
    assert (found[0].index, found[0].tokens[found[1]].text) == (1, "Stay")
    assert forest.at(text.index("Stay") - 1) is None


def test_a_phrase_at_the_end_of_a_sentence_has_no_word_behind_it() -> None:
    tree = parsed(TALKS)
    assert tree.word_behind(0) == "were"
    assert tree.word_behind(at(tree, "Lima")) == "."
    assert tree.word_behind(at(tree, "held")) is None


def test_tokens_between_offsets_are_those_that_share_a_code_point() -> None:
    tree = parsed(TALKS)
    first, last = tree.tokens[at(tree, "visits")], tree.tokens[at(tree, "and")]
    assert words(tree, tree.between(first.start + 1, last.start + 1)) == ["visits", "and"]
    assert list(tree.between(first.end, first.end)) == []


def test_tokens_that_begin_between_offsets_leave_out_one_that_began_before() -> None:
    tree = parsed(TALKS)
    first, last = tree.tokens[at(tree, "visits")], tree.tokens[at(tree, "and")]
    assert words(tree, tree.starting(first.start + 1, last.start + 1)) == ["and"]
    assert words(tree, tree.starting(first.start, last.start)) == ["visits"]


def test_the_vocabulary_holds_words_and_lemmas_in_small_letters() -> None:
    assert parsed(TALKS).vocabulary >= {"talks", "held", "hold", "lima"}


def test_a_forest_computes_what_several_stages_ask_only_once() -> None:
    forest = Forest(())
    asked: list[int] = []

    def compute() -> int:
        asked.append(1)
        return len(asked)

    assert [forest.once("a", compute), forest.once("a", compute), forest.once("b", compute)] == [1, 1, 2]
