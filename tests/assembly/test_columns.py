"""Events scored by columns have the points that their parts give one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from onrecord.assembly.happenings import score_of
from onrecord.assembly.happenings.accounts import Account, accounts_of
from onrecord.assembly.happenings.candidates import across
from onrecord.assembly.happenings.columns import NOT_COMPARED, Columned
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.lexicon.happenings import load_happening_words
from tests.store.test_assembler import made_up


def one_by_one(one: list[Account], other: list[Account], alike: int) -> np.ndarray:
    """Return the points of events of two reports as `parts` adds them up, those of `one` as rows."""
    found = np.full((len(one), len(other)), NOT_COMPARED)
    left, right = sorted((one, other), key=lambda accounts: accounts[0].ref)
    for pair in across(left, right, alike, load_happening_words()):
        first, second = (pair.left, pair.right) if left is one else (pair.right, pair.left)
        found[one.index(first), other.index(second)] = score_of(pair)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_points_of_many_reports_at_once_are_those_of_single_pairs(seed: int) -> None:
    chance, words = random.Random(seed), load_trigger_words()
    reports = [list(accounts_of(made_up(chance, f"d_{n}"), words)) for n in range(40)]
    maker = Columned(load_happening_words())
    columns = [maker.columns(accounts) for accounts in reports]
    compared = 0
    for n in range(0, len(reports), 4):
        others = [other for other in range(len(reports)) if other != n]
        alike = [chance.randrange(-4000, 4000) for _ in others]
        found = maker.points(columns[n], [columns[other] for other in others], alike)
        for other, likeness, points in zip(others, alike, found, strict=True):
            wanted = one_by_one(reports[n], reports[other], likeness)
            assert points.tolist() == wanted.tolist()
            compared += int((wanted != NOT_COMPARED).sum())
    assert compared > len(reports)
