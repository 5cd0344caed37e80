"""The reports of the demo tell one story, with the model and rules as they are."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from onrecord.assembly.types import Plan, ReportsDisagreement, Story
from onrecord.store import assembled, open_store
from onrecord.views.cli import run

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.slow
def test_two_outlets_tell_one_story_with_a_disagreement_and_a_date_that_moved(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    reports = sorted(EXAMPLES.glob("*.html"))
    assert run(["add", *map(str, reports), "--store", str(store)]) == 0
    with open_store(store) as opened:
        (story,) = assembled(opened, "stories", Story)
        disagreements = assembled(opened, "reports_disagreements", ReportsDisagreement)
        plans = assembled(opened, "plans", Plan)
    assert len(story.documents) == len(reports)
    assert any({"11", "9"} <= {side.value for side in found.sides} for found in disagreements)
    moved = [
        [day for day, _ in groupby((entry.earliest, entry.latest) for entry in plan.history)]
        for plan in plans
        if plan.moved
    ]
    assert any(
        history[-2:] == [("2026-03-16", "2026-03-16"), ("2026-03-19", "2026-03-19")] for history in moved
    )
