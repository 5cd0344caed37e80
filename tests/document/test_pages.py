"""Web pages → documents, case by case (tests/cases/pages.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Document, Note, Page

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "pages.yaml").read_text(encoding="utf-8")
)
REPORT = (
    "The foreign ministers of Norland and Westmark parted on Sunday without a word on the harbour.",
    "“There is nothing left to sign,” said Ines Falk, who leads the observers of the United Nations.",
    "Norland wants the grain ships to pass before the winter, and Westmark wants its prisoners first.",
    "The two governments meet again in Oslo on 4 March, according to a timetable seen by reporters.",
    "Officials of the port declined to say how many ships were waiting outside the breakwater.",
)
NUMBERS = ("one", "two", "three", "four", "five")
HEAD = "<title>Ministers part</title><meta property='article:published_time' content='2026-02-01'>"


def page_of(body: str) -> tuple[Document, tuple[Note, ...]]:
    for number, (name, text) in enumerate(zip(NUMBERS, REPORT, strict=True), 1):
        body = body.replace(f"{{{number}}}", f"<p>{text}</p>\n").replace(f"{{{name}}}", text)
    html = f"<!DOCTYPE html><html lang='en'><head>{HEAD}</head><body>{body}</body></html>"
    found = make_document(
        Page(target="page.html", content=html.encode("utf-8"), kind="html"), load_furniture()
    )
    return found.items[0], found.notes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_page_becomes_the_article_alone(case: dict[str, Any]) -> None:
    document, notes = page_of(case["body"])
    kept = [REPORT[number - 1] for number in case.get("keeps", range(1, 6))]
    assert [text for text in REPORT if text in document.text] == kept, case["why"]
    if case.get("paragraphs"):
        assert document.text.split("\n\n") == kept, case["why"]
    for words in case.get("has", ()):
        assert words in document.text, case["why"]
    for words in case.get("lacks", ()):
        assert words not in document.text, case["why"]
    if "notes" in case:
        assert [note.code for note in notes] == case["notes"], case["why"]
    if "bylines" in case:
        assert list(document.bylines) == case["bylines"], case["why"]
