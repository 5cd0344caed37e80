"""Charts and calendars on hand-made rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.questions.rows import Ahead
from onrecord.questions.rows_lines import DyadPeriod, StoryLine
from onrecord.views.web.calendars import is_wide, month_of, week_of, weeks_of, window_of
from onrecord.views.web.charts import BARS, COUNTINGS, TOP, dyad_chart
from onrecord.views.web.lines import matrix_of, together
from tests.views.web.test_hostile import filled

ITEM: Ahead = filled(Ahead, "talks")


def item(earliest: str | None, latest: str | None) -> Ahead:
    return replace(ITEM, earliest=earliest, latest=latest)


def period(first: str, scale: float | None, *quads: int) -> DyadPeriod:
    fields: dict[str, Any] = dict(
        zip(
            ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"),
            quads,
            strict=True,
        )
    )
    row: DyadPeriod = filled(DyadPeriod, "A")
    return replace(
        row,
        period=first,
        until=first,
        scale=scale,
        happenings=sum(quads),
        reports=2 * sum(quads),
        **fields,
    )


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_month_is_whole_weeks_and_leads_to_its_neighbours(today: date) -> None:
    span = month_of(None, today)
    assert (span.first.weekday(), span.last.weekday()) == (0, 6)
    assert span.first <= today <= span.last
    assert month_of(month_of(span.after, today).before, today) == span


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_leads_to_its_neighbours(today: date) -> None:
    span = week_of(None, today)
    assert week_of(week_of(span.after, today).before, today) == span


def test_an_item_stands_in_each_of_its_days_and_says_where_it_goes_on() -> None:
    weeks = weeks_of(month_of("2024-05", date(2024, 1, 1)), [item("2024-05-18", "2024-05-20")])
    found = {day.day.isoformat(): day.items[0] for week in weeks for day in week if day.items}
    assert [(day, one.came_on, one.goes_on) for day, one in found.items()] == [
        ("2024-05-18", False, True), ("2024-05-19", True, True), ("2024-05-20", True, False),
    ]  # fmt: skip


def test_an_item_of_a_month_has_no_day_of_its_own() -> None:
    month = item("2024-05-01", "2024-05-31")
    assert is_wide(month)
    assert not [
        d for week in weeks_of(month_of("2024-05", date(2024, 1, 1)), [month]) for d in week if d.items
    ]


@pytest.mark.parametrize(
    ("earliest", "latest", "window"),
    [
        (None, "2024-05-18", ("2024-05-18", "2024-05-18")),
        ("2024-05-18", None, ("2024-05-18", "2024-05-18")),
        (None, None, None),
        ("2024", "2024", None),
        ("2024-05-18", "2024-05-01", None),
        ("0001-01-01", "9999-12-31", None),
    ],
)
def test_only_what_has_a_day_is_drawn(
    earliest: str | None, latest: str | None, window: tuple[str, str] | None
) -> None:
    found = window_of(item(earliest, latest))
    assert (found and (found[0].isoformat(), found[1].isoformat())) == window


@pytest.mark.parametrize("counting", COUNTINGS)
def test_bars_stand_on_the_ground_and_the_highest_reaches_the_top(counting: str) -> None:
    rows = [
        period("2024-05-06", -2.0, 1, 0, 2, 1),
        period("2024-05-13", None, 0, 0, 0, 0),
        period("2024-05-20", 4.0, 0, 2, 0, 0),
    ]
    chart = dyad_chart(rows, counting, "A and B")
    first, empty, last = chart.bars
    assert first.parts[0].y + first.parts[0].height == pytest.approx(TOP + BARS)
    assert min(part.y for part in first.parts) == pytest.approx(TOP)
    assert sum(part.height for part in last.parts) == pytest.approx(BARS / 2, abs=0.2)
    assert empty.parts == ()
    assert len(chart.dots) == 2
    assert chart.dots[0][1] > chart.zero > chart.dots[1][1]  # conflict is below, as y grows downwards


def test_both_directions_of_a_period_are_one_bar_with_their_mean_by_happenings() -> None:
    rows = [period("2024-05-06", -2.0, 0, 0, 3, 0), period("2024-05-06", 2.0, 1, 0, 0, 0)]
    chart = dyad_chart(rows, "happenings", "A and B")
    assert len(chart.bars) == 1
    assert chart.bars[0].title.endswith(": 4")
    assert len(chart.dots) == 1
    assert chart.dots[0][1] > chart.zero


def line(what: str, who: str, value: str, id_: str = "g_1") -> StoryLine:
    return StoryLine(section="disagreement", what=what, who=who, value=value, id=id_)


def test_disagreements_are_a_table_of_fields_and_sources() -> None:
    twelve, nine = line("killed", "mayor", "12"), line("killed", "Red Cross", "9")
    did, not_ = line("happened", "mayor", "occurred", "g_2"), line("happened", "Peru", "denied", "g_2")
    matrix = matrix_of([twelve, nine, did, not_])
    assert matrix.sources == ("mayor", "Red Cross", "Peru")
    assert [cells for _, cells in matrix.rows] == [(twelve, nine, None), (did, None, not_)]
    assert together([twelve, did, nine]) == [(twelve, nine), (did,)]
