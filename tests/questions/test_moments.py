"""Moments from which something is new."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from onrecord.errors import QuestionError
from onrecord.questions.moments import parse_moment

NOW = datetime(2024, 5, 15, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        ("2d", "2024-05-13T10:00:00Z"),
        ("1w", "2024-05-08T10:00:00Z"),
        ("6h", "2024-05-15T04:00:00Z"),
        ("12 h", "2024-05-14T22:00:00Z"),
        ("2024-05-13", "2024-05-13T00:00:00Z"),
        ("2024-05-13T08:30", "2024-05-13T08:30:00Z"),
        ("2024-05-13T08:30+02:00", "2024-05-13T06:30:00Z"),
        ("Yesterday", "2024-05-14T00:00:00Z"),
        ("9:30", "2024-05-15T09:30:00Z"),
        ("99999w", "0107-11-09T10:00:00Z"),
        ("23:15", "2024-05-14T23:15:00Z"),
    ],
)
def test_a_moment_is_a_day_a_time_or_how_long_ago(words: str, stamp: str) -> None:
    assert parse_moment(words, NOW).stamp == stamp


def test_now_may_be_in_another_zone() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert parse_moment("today", there).stamp == "2024-05-15T00:00:00Z"


@pytest.mark.parametrize("words", ["", "soon", "2024-13-01", "25:00", "3y", "-2d", "999999d", "0000-00-00"])
def test_other_words_are_an_error_that_says_what_is_allowed(words: str) -> None:
    with pytest.raises(QuestionError, match=r"give a day .* or how long ago"):
        parse_moment(words, NOW)
