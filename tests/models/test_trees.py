"""The best tree from arc scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.models.trees import best_heads


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
