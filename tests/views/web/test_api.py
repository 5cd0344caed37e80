"""The questions as JSON: rows of their types, paged, described, and errors that say what is allowed."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from onrecord.questions import QUESTIONS, filters_of
from onrecord.types import Reading
from onrecord.views.web.api import described, row_of
from tests.views.web.sites import Served

NEEDED = {
    "dossier": "actor=Dina+Boluarte",
    "story": "story=strike",
    "dyad": "dyad=Peru&dyad=Ecuador",
    "search": "words=market",
}


def asked(site: Served, path: str) -> Any:
    got = site.get(path)
    assert got.headers["content-type"].startswith("application/json")
    return json.loads(got.text)


@pytest.mark.parametrize("name", QUESTIONS)
def test_rows_have_the_type_that_the_description_names(site: Served, name: str) -> None:
    answer = asked(site, f"/api/{name}?{NEEDED.get(name, '')}")
    assert answer["question"] == name
    row: Any = row_of(QUESTIONS[name])
    assert row is not None
    rows = msgspec.convert(answer["rows"], tuple[row, ...])
    assert len(rows) == len(answer["rows"]) > 0


def test_the_description_has_every_question_with_every_filter() -> None:
    description = described(QUESTIONS)
    for name, question in QUESTIONS.items():
        parameters = description["paths"][f"/api/{name}"]["get"]["parameters"]
        assert [p["name"] for p in parameters] == [row.name for row in filters_of(name)]
        assert {p["name"] for p in parameters if p["required"]} == set(question.arguments)
        assert all(p["description"] for p in parameters)


def test_every_reference_of_the_description_leads_somewhere() -> None:
    text = json.dumps(described(QUESTIONS))
    schemas = described(QUESTIONS)["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(schemas)
    assert {"Statement", "Error", "Span"} <= named


def test_the_rows_of_all_pages_are_the_rows_of_one(site: Served) -> None:
    whole = asked(site, "/api/said?limit=500")
    pages, path = [], "/api/said?limit=7"
    while path:
        answer = asked(site, path)
        pages += answer["rows"]
        path = answer["next"]
    assert pages == whole["rows"]
    assert len(pages) == whole["total"]


def test_an_answer_without_rows_says_why_and_what_is_wider(site: Served) -> None:
    answer = asked(site, "/api/said?speaker=Dina+Boluarte&cue=promise")
    assert (answer["rows"], answer["total"]) == ([], 0)
    assert "promise" in answer["why"]
    assert answer["wider"] == {"speaker": "Dina Boluarte"}
    assert answer["wider_total"] > 0


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/api/said?cue=bogus", "promise"),
        ("/api/said?nonsense=1", "speaker"),
        ("/api/said?limit=many", "number"),
        ("/api/said?limit=100000", "500"),
        ("/api/said?named=perhaps", "yes or no"),
        ("/api/said?since=soon", "2018-10-20"),
        ("/api/dyad?dyad=Peru", "two"),
        ("/api/story", "story"),
        ("/api/new?since=whenever", "yesterday"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(site: Served, path: str, told: str) -> None:
    got = site.get(path)
    assert got.status == 400
    assert told in json.loads(got.text)["error"]


def test_what_is_not_there_is_told(site: Served) -> None:
    assert site.get("/api/nothing").status == 404
    assert site.get("/api/reports/nothing").status == 404


def test_a_report_is_its_record(site: Served) -> None:
    reading = msgspec.json.decode(site.get("/api/reports/strike").text, type=Reading)
    assert reading.document.given_id == "strike"
    assert reading.attributions
