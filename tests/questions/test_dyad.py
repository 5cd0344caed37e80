"""What two actors did to one another, by period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions import Store
from onrecord.questions.rows_lines import DyadPeriod


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


def counts(row: DyadPeriod) -> tuple[int, ...]:
    return (
        row.happenings,
        row.verbal_cooperation,
        row.material_cooperation,
        row.verbal_conflict,
        row.material_conflict,
    )


def test_both_directions_stand_apart_with_quad_classes_and_scores(store: Store) -> None:
    rows = {(row.period, row.direction): row for row in store.dyad("Ecuador", "Peru", by="week")}
    forth = rows["2024-05-13", "forth"]
    assert (forth.actor, forth.recipient, forth.reports) == ("Ecuador", "Peru", 2)
    assert counts(forth) == (2, 0, 0, 2, 0)
    assert forth.scale is not None
    assert forth.scale < 0
    back = rows["2024-06-03", "back"]
    assert (back.actor, back.recipient, back.happenings) == ("Peru", "Ecuador", 1)
    assert back.words is not None
    assert back.words.text == "Peru condemned Ecuador on Sunday for closing the border"
    together = rows["2024-05-20", "together"]
    assert counts(together) == (1, 1, 0, 0, 0)


def test_the_other_way_round_directions_change_places(store: Store) -> None:
    one = {(r.period, r.direction): counts(r) for r in store.dyad("Ecuador", "Peru")}
    other = {(r.period, r.direction): counts(r) for r in store.dyad("Peru", "Ecuador")}
    swapped = {"forth": "back", "back": "forth", "together": "together"}
    assert {(period, swapped[direction]): row for (period, direction), row in one.items()} == other


@pytest.mark.parametrize(("by", "days"), [("day", 1), ("week", 7), ("month", 31)])
def test_empty_periods_are_rows_with_zeros(store: Store, by: str, days: int) -> None:
    answer = store.dyad("Ecuador", "Peru", by=by)
    periods = sorted({date.fromisoformat(row.period + "-01"[: 10 - len(row.period)]) for row in answer})
    assert all((after - before).days in (days, days - 1) for before, after in pairwise(periods))
    assert len(answer) == answer.total == 3 * len(periods)
    empty = [row for row in answer if not row.happenings]
    assert empty
    assert all((row.reports, row.scale, row.words) == (0, None, None) for row in empty)
    told = sum(row.happenings for row in answer)
    assert told == sum(row.happenings for row in store.dyad("Ecuador", "Peru", by="month")) >= 4


def test_plans_count_only_if_they_are_asked_for(store: Store) -> None:
    happened = sum(row.happenings for row in store.dyad("Peru", "Ecuador"))
    with_plans = store.dyad("Peru", "Ecuador", status=("occurred", "ongoing", "planned"))
    assert sum(row.happenings for row in with_plans) > happened


def test_filters_narrow_the_series(store: Store) -> None:
    (row, *_) = store.dyad("Ecuador", "Peru", type="SANCTION")
    assert (row.happenings, row.verbal_conflict) == (1, 1)
    assert len(store.dyad("Ecuador", "Peru", until="2024-05-15", outlet="Guayas Post")) == 2
    days = store.dyad("Ecuador", "Peru", by="day").total
    assert len(store.dyad("Ecuador", "Peru", by="day", limit=5, offset=days - 4)) == 4


def test_a_person_can_be_one_side(store: Store) -> None:
    answer = store.dyad("Daniel Noboa", "Peru", by="month")
    assert [(row.direction, row.happenings) for row in answer] == [("forth", 1), ("back", 0)]


def test_nothing_between_two_says_why_and_what_wider_question_has_some(store: Store) -> None:
    answer = store.dyad("Ecuador", "Peru", type="ASSAULT")
    assert not answer.rows
    assert answer.wider is not None
    assert answer.wider.type == ()
    assert answer.wider_total == len(store.dyad("Ecuador", "Peru"))
    nothing = store.dyad("Philippines", "Ecuador")
    assert (nothing.wider, nothing.why) == (
        None,
        "No report tells of anything that Philippines and Ecuador did to one another.",
    )


def test_what_is_only_planned_is_the_wider_question(store: Store) -> None:
    answer = store.dyad("Peru", "Ecuador", until="2024-05-20", type="AID")
    assert not answer.rows
    assert answer.wider is not None
    assert answer.wider_total > 0


def test_an_unknown_period_is_an_error(store: Store) -> None:
    with pytest.raises(QuestionError, match="one of day, week, month"):
        store.dyad("Ecuador", "Peru", by="decade")
