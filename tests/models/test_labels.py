"""Lemmas as edit rules."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.labels import apply_rule, lemma_rule

WORDS = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_rule_gives_back_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    rule = lemma_rule(form, lemma)
    assert apply_rule(form, rule) == lemma


def test_one_rule_serves_many_words() -> None:
    assert lemma_rule("talks", "talk") == lemma_rule("Officials", "official") == "l1|"


def test_a_rule_longer_than_the_word_drops_all_of_it() -> None:
    assert apply_rule("a", "l3|be") == "be"
