"""Figures: the bounds, units and spans of number phrases."""

from __future__ import annotations

import pytest

from onrecord.grammar import Tree
from onrecord.lexicon.numbers import load_number_words
from onrecord.reading.events.figures import Number, count_among, find_numbers, number_among
from onrecord.types import Sentence, Token
from tests.sketch import language_of_sketches

WORDS = load_number_words()


def flat(phrase: str) -> tuple[str, Tree]:
    """Return the text and the tree of words written `form/UPOS` (NOUN if left out), all under a last word "end"."""
    items = [word if "/" in word else f"{word}/NOUN" for word in phrase.split()]
    return sketched(" ".join([*(f"{item}/dep>end" for item in items), "end/NOUN/root"]))


def sketched(sketch: str) -> tuple[str, Tree]:
    text, language = language_of_sketches(sketch)
    return text, Tree(language.sentences[0])


def numbers(tree: Tree) -> list[Number]:
    return [found.number for found in find_numbers(tree, WORDS)]


def number_at(tree: Tree, i: int) -> Number | None:
    return number_among(find_numbers(tree, WORDS), tree, i, WORDS)


def found_in(phrase: str) -> list[tuple[str, float | None, float | None, str | None]]:
    text, tree = flat(phrase)
    return [(text[n.start : n.end], n.low, n.high, n.unit) for n in numbers(tree)]


def at(tree: Tree, form: str) -> int:
    return next(i for i, token in enumerate(tree.tokens) if token.text == form)


@pytest.mark.parametrize(
    ("phrase", "span", "low", "high"),
    [
        ("12/NUM people", "12", 12, 12),
        ("1,200/NUM", "1,200", 1200, 1200),
        ("twenty-three/NUM", "twenty-three", 23, 23),
        ("one/NUM hundred/NUM and/CCONJ five/NUM", "one hundred and five", 105, 105),
        ("two/NUM hundred/NUM and/CCONJ five/NUM thousand/NUM", "two hundred and five thousand", 205000, 205000),
        ("two/NUM and/CCONJ a/DET half million/NUM", "two and a half million", 2500000, 2500000),
        ("half/DET a/DET million/NUM", "half a million", 500000, 500000),
        ("half-million/NUM", "half-million", 500000, 500000),
        ("a/DET dozen/NOUN", "a dozen", 12, 12),
        ("a/DET couple of/ADP men", "a couple of", 2, 2),
        ("seven-hundred/NUM", "seven-hundred", 700, 700),
        ("2.5bn/NUM", "2.5bn", 2500000000, 2500000000),
        ("dozens", "dozens", 24, None),
        ("hundreds", "hundreds", 200, None),
        ("thousands of/ADP people", "thousands", 2000, None),
        ("tens of/ADP thousands", "tens of thousands", 20000, None),
        ("hundreds of/ADP thousands", "hundreds of thousands", 200000, None),
        ("hundreds and/CCONJ hundreds", "hundreds and hundreds", 200, None),
        ("several/ADJ thousand/NUM", "several thousand", 2000, None),
        ("a/DET few/ADJ hundred/NUM", "a few hundred", 200, None),
        ("at/ADP least/ADJ 12/NUM", "at least 12", 12, None),
        ("more/ADJ than/ADP 24/NUM", "more than 24", 24, None),
        ("more/ADJ than/ADP a/DET dozen/NOUN", "more than a dozen", 12, None),
        ("topped/VERB 2,200/NUM", "topped 2,200", 2200, None),
        ("no/DET fewer/ADJ than/ADP 40/NUM", "no fewer than 40", 40, None),
        ("20/NUM or/CCONJ more/ADJ", "20 or more", 20, None),
        ("100/NUM +/SYM", "100 +", 100, None),
        ("up/ADP to/ADP 40/NUM", "up to 40", None, 40),
        ("as/ADV many/ADJ as/ADP 20,000/NUM", "as many as 20,000", None, 20000),
        ("fewer/ADJ than/ADP 50/NUM", "fewer than 50", None, 50),
        ("nearly/ADV 150/NUM", "nearly 150", None, 150),
        ("about/ADV 400/NUM", "about 400", 400, 400),
        ("some/DET 300/NUM", "some 300", 300, 300),
        ("1,000/NUM or/CCONJ so/ADV", "1,000 or so", 1000, 1000),
        ("at/ADP least/ADJ another/DET 20/NUM", "at least another 20", 20, None),
        ("the/DET two/NUM", "two", 2, 2),
        ("both/DET men", "both", 2, 2),
        ("no/DET casualties", "no", 0, 0),
        ("between/ADP 10/NUM and/CCONJ 15/NUM", "between 10 and 15", 10, 15),
        ("10/NUM to/ADP 15/NUM", "10 to 15", 10, 15),
        ("10-15/NUM", "10-15", 10, 15),
        ("ten-to-fifteen/NUM", "ten-to-fifteen", 10, 15),
        ("two/NUM or/CCONJ three/NUM", "two or three", 2, 3),
        ("10/NUM to/ADP 15/NUM million/NUM", "10 to 15 million", 10000000, 15000000),
        ("up/ADP to/ADP 20-30/NUM", "up to 20-30", None, 30),
    ],
)  # fmt: skip
def test_bounds_are_those_of_the_guideline(
    phrase: str, span: str, low: float | None, high: float | None
) -> None:
    assert found_in(phrase) == [(span, low, high, None)]


def test_groups_of_a_number_in_two_tokens_are_one_number() -> None:
    words = (("over", 0, "ADP"), ("5", 5, "NUM"), (",000", 6, "PUNCT"))
    tokens = tuple(
        Token(
            start=start,
            end=start + len(text),
            text=text,
            lemma=text,
            upos=upos,
            feats="_",
            head=n - 1,
            deprel="dep",
        )
        for n, (text, start, upos) in enumerate(words)
    )
    tree = Tree(Sentence(start=0, end=10, tokens=tokens))
    assert numbers(tree) == [Number(0, 10, 5000, None, None)]


@pytest.mark.parametrize(
    ("phrase", "span", "low", "unit"),
    [
        ("$/SYM 1.2/NUM million/NUM", "$1.2 million", 1200000, "USD"),
        ("US/PROPN $/SYM 20,000/NUM", "US $20,000", 20000, "USD"),
        ("N500m/NUM", "N500m", 500000000, "NGN"),
        ("€/SYM 3/NUM million/NUM", "€ 3 million", 3000000, "EUR"),
        ("200/NUM million/NUM euros", "200 million euros", 200000000, "EUR"),
        ("100,000/NUM Kenyan/ADJ shillings", "100,000 Kenyan shillings", 100000, "KES"),
        ("50/NUM Tarnian/ADJ pesos", "50 Tarnian pesos", 50, "Tarnian pesos"),
        ("hundreds of/ADP millions of/ADP dollars", "hundreds of millions of dollars", 200000000, "USD"),
        ("40/NUM %/SYM", "40%", 40, "%"),
        ("40/NUM per/ADP cent", "40 per cent", 40, "%"),
    ],
)
def test_unit_is_the_code_of_the_currency_or_percent(phrase: str, span: str, low: float, unit: str) -> None:
    (found,) = found_in(phrase)
    assert (found[0], found[1], found[3]) == (span, low, unit)


def test_currency_may_stand_at_each_number_of_a_range() -> None:
    phrase = "between/ADP $/SYM 10/NUM million/NUM and/CCONJ $/SYM 25/NUM million/NUM"
    assert found_in(phrase) == [("between $10 million and $25 million", 10000000, 25000000, "USD")]


@pytest.mark.parametrize(
    "phrase", ["6-3/NUM", "five-to-four/NUM", "29/NUM votes to/ADP 17/NUM", "11/NUM to/ADP 10/NUM"]
)
def test_result_of_a_vote_is_two_numbers(phrase: str) -> None:
    assert [(low, high) for _, low, high, _ in found_in(phrase)] == RESULTS[phrase]


RESULTS = {
    "6-3/NUM": [(6, 6), (3, 3)],
    "five-to-four/NUM": [(5, 5), (4, 4)],
    "29/NUM votes to/ADP 17/NUM": [(29, 29), (17, 17)],
    "11/NUM to/ADP 10/NUM": [(11, 11), (10, 10)],
}


def test_lower_number_first_is_no_range_in_a_vote() -> None:
    _, tree = sketched(
        "They/PRON/nsubj>voted voted=vote/VERB/root 3/NUM/obl>voted to/ADP/case>5 5/NUM/nmod>3"
    )
    assert [(n.low, n.high) for n in numbers(tree)] == [(3, 3), (5, 5)]


def test_seven_in_ten_is_a_percentage() -> None:
    _, tree = sketched("Seven/NUM/nsubj>left in/ADP/case>ten ten/NUM/nmod>Seven left=leave/VERB/root")
    assert numbers(tree) == [Number(0, 12, 70, 70, "%")]


def test_year_after_in_is_no_whole() -> None:
    _, tree = sketched("Seven/NUM/nsubj>left in/ADP/case>2012 2012/NUM/nmod>Seven left=leave/VERB/root")
    assert [n.low for n in numbers(tree)] == [7, 2012]


@pytest.mark.parametrize(
    "phrase",
    [
        "H5N1/PROPN",
        "9:30/NUM",
        "527-3247/NUM",
        "3rd/ADJ",
        "16-year-old/ADJ",
        "sixteen-year-old/ADJ",
        "two-thirds/NOUN",
        "several/ADJ people",
        "one/PRON",
        "over/ADP there/ADV",
        "score/VERB",
    ],
)
def test_other_words_are_no_numbers(phrase: str) -> None:
    assert found_in(phrase) == []


def test_particle_of_a_verb_sets_no_bound() -> None:
    _, tree = sketched(
        "They/PRON/nsubj>hand hand/VERB/root over/ADP/compound:prt>hand two/NUM/nummod>boats boats=boat/NOUN/obj>hand"
    )
    assert [(n.low, n.high) for n in numbers(tree)] == [(2, 2)]


def test_number_is_read_from_any_of_its_words() -> None:
    text, tree = flat("at/ADP least/ADJ two/NUM hundred/NUM men")
    read = [number_at(tree, i) for i in range(5)]
    assert [n and text[n.start : n.end] for n in read] == ["at least two hundred"] * 4 + [None]


A_MAN = "a/DET/det>man man/NOUN/nsubj>died/Sing died=die/VERB/root"


def test_article_of_a_singular_noun_is_one() -> None:
    _, tree = sketched(A_MAN)
    assert number_at(tree, 0) == Number(0, 1, 1, 1, None)
    assert numbers(tree) == []


@pytest.mark.parametrize(
    ("sketch", "head", "words", "low"),
    [
        (A_MAN, "man", "a man", 1),
        ("two/NUM/nummod>nuns nuns=nun/NOUN/nsubj>died/Plur died=die/VERB/root", "nuns", "two", 2),
        ("Lea/PROPN/nsubj>died/Sing 15/NUM/nummod>Lea died=die/VERB/root", "Lea", "Lea", 1),
    ],
    ids=["one", "two", "age"],
)
def test_noun_phrase_counts_by_its_number_or_as_one(sketch: str, head: str, words: str, low: int) -> None:
    text, tree = sketched(sketch)
    found = count_among(find_numbers(tree, WORDS), tree, at(tree, head))
    assert found is not None
    assert (text[found.start : found.end], found.low) == (words, low)


def test_plural_without_number_has_no_count() -> None:
    _, tree = sketched("nuns=nun/NOUN/nsubj>died/Plur died=die/VERB/root")
    assert count_among(find_numbers(tree, WORDS), tree, 0) is None
