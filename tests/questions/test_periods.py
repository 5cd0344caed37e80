"""Days, weeks and months of a series."""

import itertools
from datetime import date, timedelta

import pytest

from onrecord.questions.periods import BYS, By, day_in_series, period_of, periods


@pytest.mark.parametrize("by", BYS)
def test_periods_follow_each_other_without_gap_and_hold_their_days(by: By) -> None:
    first, last = date(2023, 11, 27), date(2025, 3, 2)
    found = list(periods(first, last, by))
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= last <= found[-1].last
    for one, other in itertools.pairwise(found):
        assert one.last + timedelta(days=1) == other.first
    for number in range((last - first).days):
        assert period_of(first + timedelta(days=number), by) in found


@pytest.mark.parametrize(
    ("earliest", "latest", "told", "by", "day"),
    [
        ("2024-05-12", "2024-05-12", "2024-05-20", "day", "2024-05-12"),
        ("2024-05-01", "2024-05-31", "2024-06-20", "month", "2024-05-01"),
        ("2024-05-01", "2024-05-31", "2024-06-20", "day", "2024-05-31"),
        ("2024-05-14", None, "2024-05-20", "day", "2024-05-20"),
        ("2024-05-24", None, "2024-05-20", "day", "2024-05-24"),
        (None, "2024-05-10", "2024-05-20", "day", "2024-05-10"),
        (None, None, "2024-05-20", "day", "2024-05-20"),
        ("2024-05-14", "2024-05-30", None, "day", "2024-05-14"),
    ],
)
def test_a_window_inside_a_period_decides_else_the_day_of_telling(
    earliest: str | None, latest: str | None, told: str | None, by: By, day: str
) -> None:
    assert day_in_series(earliest, latest, told, by) == date.fromisoformat(day)


def test_what_has_no_day_at_all_has_no_place_in_a_series() -> None:
    assert day_in_series(None, None, None, "week") is None
