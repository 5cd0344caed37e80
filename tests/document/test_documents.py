"""Dumps of pages → documents, case by case (tests/cases/documents.yaml)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import make_document
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Document, Page

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "documents.yaml").read_text(encoding="utf-8")
)


def document_of(text: str, clean: bool = True) -> Document:
    page = Page(target="dump.txt", content=text.encode("utf-8"), clean=clean)
    return make_document(page, load_furniture()).items[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_dump_becomes_the_article_and_its_metadata(case: dict[str, Any]) -> None:
    document = document_of(case["dump"])
    assert document.text.split("\n\n") == case["text"].strip().split("\n"), case["why"]
    for field in ("title", "section", "publisher"):
        if field in case:
            assert getattr(document, field) == case[field], case["why"]
    for field in ("bylines", "tags"):
        if field in case:
            assert list(getattr(document, field)) == case[field], case["why"]
    if "published" in case:
        assert document.published.value == case["published"], case["why"]
        assert document.published.basis == "metadata"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_with_plain_input_nothing_is_cleaned(case: dict[str, Any]) -> None:
    assert document_of(case["dump"], clean=False).text == case["dump"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_cleaning_a_clean_text_again_changes_nothing(case: dict[str, Any]) -> None:
    once = document_of(case["dump"]).text
    assert document_of(once).text == once


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_any_text_becomes_paragraphs_parted_by_one_blank_line(text: str) -> None:
    document = document_of(text)
    assert "\n\n\n" not in document.text
    assert document.text == document.text.strip()
    assert all(line == "" or line.strip() == line for line in document.text.split("\n"))


@given(st.text(max_size=300))
def test_the_same_text_has_the_same_id(text: str) -> None:
    page = Page(target="line 1", text=text, clean=False)
    first, second = (make_document(page, load_furniture()).items[0] for _ in range(2))
    assert first == second
    assert len(first.text) == len(text)


def test_documents_of_other_text_have_other_ids() -> None:
    assert document_of("The talks ended.").id != document_of("The talks began.").id


def test_a_dump_has_its_publication_and_its_last_change() -> None:
    prose = "\n\n".join(f"The foreign ministers met in Geneva for the {n} time since the border was closed in spring." for n in ("first", "second", "third"))  # fmt: skip
    dump = f"Ministers meet in Geneva\n\nTue 3 Feb 2026 09.30 GMT\n\nLast updated: 6 February 2026\n\nBy Ada Stone\n\n{prose}"
    document = document_of(dump)
    assert document.published.value == "2026-02-03"
    assert document.updated is not None
    assert (document.updated.value, document.updated.basis) == ("2026-02-06", "visible")
    assert document.text == prose


def test_the_export_of_an_archive_has_its_byline_and_date_and_ends_at_its_fields() -> None:
    prose = "\n\n".join(f"The foreign ministers met in Geneva for the {n} time since the border was closed in spring." for n in ("first", "second", "third"))  # fmt: skip
    export = (
        "1 of 1 DOCUMENT\n\nFebruary 3, 2026 Tuesday\n\nMinisters meet in Geneva\n\nBYLINE: Ada Stone; Ben Hale\n\n"
        f"SECTION: FOREIGN; Pg. A12\n\nBODY:\n\n{prose}\n\nLOAD-DATE: February 4, 2026\n\nGRAPHIC: PHOTO; A hall in 2019."
    )
    document = document_of(export)
    assert (document.published.value, document.bylines) == ("2026-02-03", ("Ada Stone", "Ben Hale"))
    assert document.title == "Ministers meet in Geneva"
    assert document.text == prose


@pytest.mark.parametrize("clean", [True, False])
def test_a_run_of_one_sign_leaves_a_note(clean: bool) -> None:
    text = "The talks ended on Friday. " + "(" * 5000 + " It was late."
    found = make_document(Page(target="x", text=text, clean=clean), load_furniture())
    (note,) = [note for note in found.notes if note.code == "cut"]
    assert "5,000 the longest" in note.message
    assert "(" * 5000 in found.items[0].text
