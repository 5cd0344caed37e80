"""The reports written for the project: marks and words stand where they say, and every difference is about a happening."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "corpora" / "own" / "stories"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).open(encoding="utf-8")]


def test_marks_quote_the_text() -> None:
    reports = rows("reports.jsonl")
    assert len({row["id"] for row in reports}) == len(reports)
    for row in reports:
        for mark in row["happenings"]:
            assert row["text"][mark["start"] : mark["end"]] == mark["text"]
    assert len({mark["happening"] for row in reports for mark in row["happenings"]}) == 23


def test_differences_quote_the_text_and_name_a_happening() -> None:
    texts = {row["id"]: row for row in rows("reports.jsonl")}
    named = {mark["happening"] for row in texts.values() for mark in row["happenings"]}
    for row in rows("differences.jsonl"):
        assert row["happening"] in named
        for words in row["words"]:
            assert texts[words["doc"]]["text"][words["start"] : words["end"]] == words["text"]
