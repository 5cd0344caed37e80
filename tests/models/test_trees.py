"""The best tree from arc scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.models.trees import best_heads, with_auxiliaries
from onrecord.types import Token


def reaches_root(heads: list[int], word: int) -> bool:
    seen = set()
    while word >= 0 and word not in seen:
        seen.add(word)
        word = heads[word]
    return word == -1


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_tree_with_one_root(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = best_heads(scores)
    assert heads.count(-1) == 1
    assert all(reaches_root(heads, w) for w in range(words))


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # words 0 and 1 score each other highest; word 1 scores higher with the root
    scores = np.array([[0.0, 0.0, 9.0], [8.0, 9.0, 0.0]], dtype=np.float32)
    assert best_heads(scores) == [1, -1]


def test_of_two_roots_the_one_that_loses_more_elsewhere_stays() -> None:
    scores = np.array([[9.0, 0.0, 8.5], [9.0, 1.0, 0.0]], dtype=np.float32)
    assert best_heads(scores) == [1, -1]


def brute_force(scores: NDArray[np.float32]) -> list[int]:
    import itertools

    n = len(scores)
    best, found = -np.inf, list[int]()
    for heads in itertools.product(range(-1, n), repeat=n):
        if list(heads).count(-1) != 1 or any(h == i for i, h in enumerate(heads)):
            continue
        if not all(reaches_root(list(heads), w) for w in range(n)):
            continue
        total = sum(scores[i, h + 1] for i, h in enumerate(heads))
        if total > best:
            best, found = total, list(heads)
    return found


@given(st.integers(0, 2**32 - 1))
def test_with_the_root_given_no_tree_scores_higher(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    scores[:, 0] = -50.0
    scores[seed % 4, 0] = 50.0
    assert best_heads(scores) == brute_force(scores)


def token(text: str, upos: str, feats: str, head: int, deprel: str) -> Token:
    return Token(start=0, end=0, text=text, lemma=text, upos=upos, feats=feats, head=head, deprel=deprel)


def test_an_auxiliary_before_a_bare_infinitive_depends_on_it() -> None:
    ministers = token("ministers", "NOUN", "_", 2, "nsubj")
    meet = token("meet", "VERB", "VerbForm=Inf", -1, "root")
    in_lima = token("Lima", "PROPN", "_", 2, "obl")
    astray = token("will", "AUX", "VerbForm=Fin", 3, "appos")
    mended = with_auxiliaries([ministers, astray, meet, in_lima])
    assert (mended[1].head, mended[1].deprel) == (2, "aux")
    assert [t for n, t in enumerate(mended) if n != 1] == [ministers, meet, in_lima]


def test_an_auxiliary_that_heads_a_clause_is_left_as_it_is() -> None:
    will = token("will", "AUX", "VerbForm=Fin", -1, "root")
    meet = token("meet", "VERB", "VerbForm=Inf", 0, "xcomp")
    assert with_auxiliaries([will, meet]) == [will, meet]
    above = token("will", "AUX", "VerbForm=Fin", 2, "obj")
    below = token("meet", "VERB", "VerbForm=Inf", 0, "xcomp")
    other = token("say", "VERB", "VerbForm=Fin", -1, "root")
    assert with_auxiliaries([above, below, other]) == [above, below, other]  # a cycle otherwise
