"""Whom a phrase names: cases in words against the shipped world, and what holds for any phrase."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.types import WhoQuery
from onrecord.world import load_world
from onrecord.world.who import parse_date, resolve_who

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "who.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_phrase_names_whom_the_case_says(case: dict[str, Any]) -> None:
    date = str(case["date"]) if "date" in case else None
    query = WhoQuery(text=case["text"], date=date, context=case.get("context"), country=case.get("country"))
    answer = resolve_who(query, load_world())
    assert {field: getattr(answer, field) for field in case["answer"]} == case["answer"], case["why"]


def test_every_answer_says_why_and_keeps_text_and_id() -> None:
    for text in ("Russian foreign minister", "nobody at all here", "the Kremlin"):
        answer = resolve_who(WhoQuery(text=text, id="7"), load_world())
        assert answer.text == text
        assert answer.id == "7"
        assert answer.basis


def test_the_office_comes_with_the_row_that_decided() -> None:
    answer = resolve_who(WhoQuery(text="German chancellor", date="2018-10-20"), load_world())
    assert answer.name == "Angela Merkel"
    assert any(r.table and r.words == "Angela Merkel" for r in answer.basis)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("10 May 2015", "2015-05-10"),
        ("Oct 20, 2018", "2018-10-20"),
        ("2018-10", "2018-10"),
        ("Today", None),
        (None, None),
    ],
)
def test_dates_are_read_as_people_write_them(written: str | None, iso: str | None) -> None:
    assert parse_date(written) == iso


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_answered_the_same_way_twice(text: str) -> None:
    query = WhoQuery(text=text, date="2018-10-20")
    assert resolve_who(query, load_world()) == resolve_who(query, load_world())
