"""The measures of chains, on the published examples and test cases of the reference scorer."""

from __future__ import annotations

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.chain_scores import (
    MEASURES,
    Tally,
    by_head,
    by_span,
    conll,
    heaviest,
    measure,
    without_singletons,
)

TC_A = "a bc def"

# key, response, recall and precision of MUC, B³ and CEAF-e; None where nothing is published
PUBLISHED = [
    # the worked example of Pradhan and others 2014, section 5
    ("abc defg", "ab cd fghi", (2 / 5, 2 / 5), (35 / 12 / 7, 4 / 8), (1.3 / 2, 1.3 / 3)),
    # TC-A of the reference scorer's tests
    (TC_A, "a bc def", (1, 1), (1, 1), (1, 1)),
    (TC_A, "a de", (1 / 3, 1), (7 / 3 / 6, 1), (0.6, 0.9)),
    (TC_A, "a bcx defy z", (1, 3 / 5), (1, (4 + 7 / 12) / 9), (0.88571, 0.66429)),
    (TC_A, "a bcx dy z", (1 / 3, 1 / 3), (10 / 3 / 6, (1 + 4 / 3 + 1 / 2) / 7), (0.73333, 0.55)),
    (TC_A, "a bcxB dy z", (1 / 3, 1 / 4), (10 / 3 / 6, 2.5 / 8), (0.68889, 0.51667)),
    (TC_A, "a bcx dy Bz", (1 / 3, 1 / 4), (10 / 3 / 6, (1 + 4 / 3 + 1 / 2) / 8), (0.73333, 0.55)),
    (TC_A, "a b c d e f", (0, 0), (3 / 6, 1), None),
    (TC_A, "abcdef", (1, 3 / 5), (1, (1 / 6 + 4 / 6 + 9 / 6) / 6), None),
    (TC_A, "a b d e x y z", (0, 0), ((1 + 1 / 2 + 2 / 3) / 6, 4 / 7), None),
    (TC_A, "abdexyz", (1 / 3, 1 / 6), ((1 + 1 / 2 + 4 / 3) / 6, 6 / 49), None),
    # TC-D and TC-E, which are those of Bagga and Baldwin 1998; TC-F, TC-L
    ("12345 67 89ABC", "12345 6789ABC", (1, 9 / 10), (1, 16 / 21), None),
    ("12345 67 89ABC", "1234589ABC 67", (1, 9 / 10), (1, 7 / 12), None),
    ("1234", "12 34", (2 / 3, 1), None, None),
    ("abc defg", "ab cd fgh", (2 / 5, 2 / 4), None, None),
]
Pair = tuple[float, float] | None


def chains(text: str) -> list[AbstractSet[Hashable]]:
    return [set(word) for word in text.split()]


@pytest.mark.parametrize(("key", "response", "muc", "b3", "ceafe"), PUBLISHED)
def test_published_values(key: str, response: str, muc: Pair, b3: Pair, ceafe: Pair) -> None:
    for name, expected in (("muc", muc), ("b3", b3), ("ceafe", ceafe)):
        if expected is not None:
            tally = MEASURES[name](chains(key), chains(response))
            assert (tally.recall, tally.precision) == pytest.approx(expected, abs=1e-5), name


def test_the_worked_example_has_its_mean() -> None:
    totals = measure([(chains("abc defg"), chains("ab cd fghi"))])
    assert [round(totals[n].f1, 2) for n in ("muc", "b3", "ceafe")] == [0.4, 0.45, 0.52]
    assert conll(totals) == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)
    assert (totals["mentions"].recall, totals["mentions"].precision) == (6 / 7, 6 / 8)


def test_documents_are_summed_before_the_division() -> None:
    totals = measure([(chains("ab"), chains("ab")), (chains("abcd"), [])])
    assert totals["muc"].recall == 1 / 4
    assert totals["b3"].recall == 2 / 6
    assert totals["ceafe"] == Tally(found=1, asked=2, right=1, given=1)


def test_nothing_on_either_side_is_no_division_by_zero() -> None:
    assert conll(measure([([], [])])) == 0.0


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_matching_is_the_best_of_all(weights: list[list[float]]) -> None:
    rows, columns = len(weights), 4
    if rows <= columns:
        every = (sum(weights[i][j] for i, j in enumerate(p)) for p in permutations(range(columns), rows))
    else:
        every = (sum(weights[i][j] for j, i in enumerate(p)) for p in permutations(range(rows), columns))
    assert heaviest(weights) == pytest.approx(max(every))


def test_by_span_only_the_whole_span_will_do() -> None:
    key, response = by_span([[(0, 2, 1), (5, 5, 5)]], [[(1, 2, 1), (5, 5, 5)]])
    assert MEASURES["mentions"](key, response).f1 == 0.5


def test_by_head_a_shorter_span_matches() -> None:
    key, response = by_head([[(0, 2, 1), (5, 5, 5)]], [[(1, 2, 1), (5, 5, 5)]])
    assert MEASURES["mentions"](key, response).f1 == 1.0


def test_by_head_one_mention_matches_once_and_the_same_span_first() -> None:
    key, response = by_head([[(0, 3, 1)], [(1, 1, 1)]], [[(1, 1, 1), (0, 2, 1), (0, 1, 1)]])
    assert MEASURES["mentions"](key, response) == Tally(found=2, asked=2, right=2, given=3)
    assert len(response[0] & key[1]) == 1


def test_by_head_a_span_with_another_head_does_not_match() -> None:
    key, response = by_head([[(0, 3, 1)]], [[(0, 3, 3)]])
    assert MEASURES["mentions"](key, response).f1 == 0.0


def test_a_mention_in_two_chains_counts_where_it_came_first() -> None:
    _, response = by_span([], [[(0, 0, 0), (1, 1, 1)], [(1, 1, 1), (2, 2, 2)]])
    assert [len(chain) for chain in response] == [2, 1]
    assert without_singletons(response) == response[:1]
