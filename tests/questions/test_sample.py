"""Samples of facts for people to judge, drawn fact by fact or report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.store import Store, open_store
from onrecord.store import sample as module
from onrecord.store.find import Condition
from onrecord.store.sample import Sampled, sample

SEEDS = 400
SLOTS = 16  # of few reports, so that most samples have some


@pytest.fixture
def of_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every store be so large that reports are drawn, not facts."""
    monkeypatch.setattr(module, "MOST_ORDERED", 0)
    monkeypatch.setattr(module, "SLOTS", SLOTS)


def test_a_sample_of_reports_is_the_same_for_the_same_seed(strike: Path, of_reports: None) -> None:
    with open_store(strike) as store:
        first, second, other = (sample(store, "events", (), seed=s, most=3) for s in (7, 7, 8))
        everything, total = sample(store, "events", (), seed=7, most=10_000)
    assert first == second != other
    assert everything[:3] == first[0]
    assert first[1] == total >= len(everything)
    assert len({one.document for one in everything}) == len(everything)  # one of a report


def test_a_sample_of_reports_keeps_to_its_conditions(strike: Path, of_reports: None) -> None:
    with open_store(strike) as store:
        kinds = Counter(one.kind for seed in range(SEEDS) for one in _one(store, seed))
        (kind, _), *_ = kinds.most_common()
        condition = Condition("f.type = ?", (kind,))
        found = [
            one for seed in range(SEEDS) for one in sample(store, "events", [condition], seed=seed, most=1)[0]
        ]
    assert found
    assert {one.kind for one in found} == {kind}


def test_no_fact_is_likelier_than_another(strike: Path, of_reports: None) -> None:
    with open_store(strike) as store:
        facts = store.connection.execute(
            "SELECT d.id, f.id FROM events f JOIN documents d ON d.number = f.document"
        )
        drawn = dict.fromkeys(facts.fetchall(), 0)
        for seed in range(1, SEEDS + 1):
            for one in sample(store, "events", (), seed=seed, most=1000)[0]:
                drawn[one.document, one.fact] += 1
    expected = SEEDS / SLOTS  # a fact is in one of the slots of its report
    assert all(0.4 * expected < number < 1.9 * expected for number in drawn.values()), drawn


def _one(store: Store, seed: int) -> Sequence[Sampled]:
    return sample(store, "events", (), seed=seed, most=1)[0]
