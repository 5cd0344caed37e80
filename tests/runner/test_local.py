"""Many pages: in order, and a failure on one does not affect the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import cast

import pytest

from onrecord.known import Known
from onrecord.runner import Outcome, read_pages, read_text
from onrecord.types import Document, Language, Note, Page, Reading, Sentence

GOOD = "The talks in Vienna have ended and the two sides went home, a spokesman said."


class FakeModel:
    """Find one sentence in each text; fail if a text requests it. Record the calls."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def read(self, texts: Sequence[str]) -> list[Language]:
        self.batches.append(len(texts))
        if any("break the model" in text for text in texts):
            raise RuntimeError("shape")
        return [Language(sentences=(Sentence(start=0, end=len(text), tokens=()),)) for text in texts]


class FakeKnown:
    def __init__(self) -> None:
        self.model = FakeModel()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    def stand_in(
        document: Document, language: Language, known: FakeKnown, notes: Sequence[Note] = ()
    ) -> Reading:
        if "break the reader" in document.text:
            raise KeyError("trigger")
        return Reading(
            document=document, notes=(*notes, Note(code="read", message=str(len(language.sentences))))
        )

    monkeypatch.setattr("onrecord.runner.local.read_language", stand_in)
    return cast("Known", FakeKnown())


def page(text: str) -> Page:
    return Page(target="line", text=text, clean=False)


def codes(outcome: Outcome) -> list[str]:
    return [note.code for note in outcome.reading.notes]


def test_outcomes_come_in_the_order_of_the_pages(known: Known) -> None:
    texts = [f"{GOOD} Number {n}." for n in range(5)]
    outcomes = list(read_pages(map(page, texts), lambda: known))
    assert [outcome.reading.document.text for outcome in outcomes] == texts


def test_a_page_is_taken_when_its_outcome_is_asked_for(known: Known) -> None:
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for n in range(10):
            taken += 1
            yield page(f"{GOOD} Number {n}.")

    next(read_pages(pages(), lambda: known))
    assert taken == 1


def test_a_text_that_breaks_the_model_does_not_affect_the_others(known: Known) -> None:
    outcomes = list(read_pages(map(page, [GOOD, f"{GOOD} Now break the model.", GOOD]), lambda: known))
    assert [outcome.failure for outcome in outcomes] == [None, "reader", None]
    assert codes(outcomes[0]) == codes(outcomes[2]) == ["read"]
    assert codes(outcomes[1]) == ["failed"]
    assert "RuntimeError: shape" in outcomes[1].reading.notes[0].message
    assert outcomes[1].reading.document.text.startswith(GOOD)


def test_a_text_that_breaks_a_stage_gets_a_note_beside_those_of_its_page(known: Known) -> None:
    bad = Page(target="line", text=f"{GOOD} Now break the reader.", given_published="someday", clean=False)
    (outcome,) = read_pages([bad], lambda: known)
    assert outcome.failure == "reader"
    assert codes(outcome) == ["published", "failed"]


def test_a_page_with_a_problem_is_a_record_with_a_note_and_needs_no_model() -> None:
    def load() -> Known:
        raise AssertionError("nothing to read, so nothing to load")

    problem = Note(code="missing", message="x.html does not exist.")
    outcomes = list(read_pages([Page(target="x.html", given_id="7", problem=problem)], load))
    assert [(o.failure, o.reading.document.given_id, codes(o)) for o in outcomes] == [
        ("input", "7", ["missing"])
    ]


def test_an_empty_text_is_no_failure(known: Known) -> None:
    (outcome,) = read_pages([page(" \n")], lambda: known)
    batches = cast("FakeModel", known.model).batches
    assert (outcome.failure, codes(outcome), batches) == (None, ["empty"], [])


def test_a_text_in_another_language_is_not_shown_to_the_model(known: Known) -> None:
    german = "Der Außenminister reiste am Freitag nach Wien und sprach dort mit seinem Kollegen. " * 3
    outcomes = list(read_pages([page(german), page(GOOD)], lambda: known))
    assert sum(cast("FakeModel", known.model).batches) == 1
    assert outcomes[0].language == Language()
    assert outcomes[1].language.sentences


def test_a_text_is_taken_as_it_is_with_what_is_known_of_it(known: Known) -> None:
    text = f"  {GOOD}\r\n"
    reading = read_text(text, published="2024-05-13", title="Talks end", known=known)
    assert reading.document.text == text
    assert (reading.document.title, reading.document.published.value) == ("Talks end", "2024-05-13")
    assert reading.document.published.basis == "given"


@pytest.mark.parametrize(
    "published", ["2024-05-13", dt.date(2024, 5, 13), dt.datetime(2024, 5, 13, 9, tzinfo=dt.UTC)]
)
def test_the_day_of_a_text_may_be_a_date(published: str | dt.date, known: Known) -> None:
    assert (read_text(GOOD, published, known=known).document.published.value or "").startswith("2024-05-13")


def test_what_is_no_text_or_no_date_is_a_type_error_that_says_so() -> None:
    with pytest.raises(TypeError, match="decode bytes first"):
        read_text(b"They met.")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="published is 2024; a date or a str"):
        read_text("They met.", published=2024)  # type: ignore[arg-type]
