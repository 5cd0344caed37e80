"""Where it takes place: happenings counted by place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions import Store


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


def test_happenings_are_counted_where_they_take_place(store: Store) -> None:
    answer = store.places()
    found = {row.name: row for row in answer}
    macara = found["Macará"]
    assert (macara.kind, macara.country) == ("city", "ECU")
    assert macara.happenings == sum(of.happenings for of in macara.quads) == len(macara.ids)
    assert max(of.reports for of in macara.quads) <= macara.reports
    assert [row.reports for row in answer] == sorted((row.reports for row in answer), reverse=True)
    assert answer.total == len(found)


def test_places_take_the_filters_of_events(store: Store) -> None:
    conflict = store.places(quad="material_conflict")
    assert {of.quad for row in conflict for of in row.quads} == {4}
    assert [row.name for row in store.places(place="Lima")] == ["Lima"]
    assert len(store.places(limit=1, offset=1).rows) == 1
    with pytest.raises(QuestionError, match="material_conflict"):
        store.places(quad="war")


def test_events_are_narrowed_by_quad_class(store: Store) -> None:
    every, some = store.events(limit=0), store.events(quad=("verbal_conflict", "material_conflict"), limit=0)
    assert 0 < some.total < every.total
    assert {row.type for row in some}.isdisjoint({"CONSULT", "AGREE", "AID", "COOPERATE"})


def test_nothing_says_why_and_what_is_wider(store: Store) -> None:
    answer = store.places(type="AID", actor="Peru", place="Manila")
    assert not answer.rows
    assert answer.why
    assert answer.wider is not None
    assert answer.wider.limit == answer.asked.limit


def test_an_empty_store_has_no_places(tmp_path: Path) -> None:
    from onrecord.store import open_store

    open_store(tmp_path / "empty.db", create=True).close()
    with onrecord.open(tmp_path / "empty.db") as empty:
        assert "holds no reports" in (empty.places().why or "")
