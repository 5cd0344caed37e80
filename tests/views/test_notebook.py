"""What a notebook shows of a reading and of an answer: all of it, without a script, and no text of a page as markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import onrecord
from onrecord.questions import QUESTIONS
from onrecord.types import Document, Reading, document_id
from onrecord.views.html import shown
from onrecord.views.notebook import MOST_TEXT
from tests.questions.reports import kept
from tests.questions.strike import REPORTS, document_of
from tests.views.web.sites import Parsed
from tests.views.web.test_hostile import HOSTILE, LONG, hostile_question

SAFE = {"div", "style", "p", "b", "br", "span", "a", "label", "input", "mark", "details", "summary", "table", "thead", "tbody",
        "tr", "td", "th", "svg", "g", "title", "line", "rect", "circle", "polyline", "text"}  # fmt: skip


def parsed(text: str) -> Parsed:
    """Return a page, of which it is known that nothing in it runs, and that it can stand beside another one."""
    page = Parsed(text)
    for tag, attributes in page.tags:
        assert tag in SAFE
        assert not [name for name in attributes if name.startswith("on") or name == "id"]
    assert not [link for link in page.links if not re.match(r"https?://", link)]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert text.count("<div") == text.count("</div>")
    return page


@pytest.fixture(scope="module")
def reading() -> Reading:
    return onrecord.read(document_of(REPORTS[0]), onrecord.load_known())


def test_a_reading_shows_its_article_with_a_switch_and_a_table_for_each_layer(reading: Reading) -> None:
    page = parsed(reading._repr_html_())
    for paragraph in reading.document.text.split("\n\n"):
        assert paragraph in "".join(page.texts)
    switches = {a["class"].removeprefix("off-"): "checked" in a for a in page.all("input")}
    assert {"said", "did", "who"} <= set(switches)
    assert (switches["said"], switches["who"]) == (True, False)
    assert page.words.count("Mayor Alfredo Suquilanda") > 1 or "Alfredo Suquilanda says" in page.words
    assert len(page.all("details")) == len(switches)
    marks = [mark["class"] for mark in page.all("mark")]
    assert any("said-content" in each for each in marks)
    assert any("did-trigger" in each for each in marks)
    assert all(mark["title"] for mark in page.all("mark"))


def test_a_hostile_article_stays_text(reading: Reading) -> None:
    text = f"{HOSTILE}\n\nMayor {HOSTILE} said that {HOSTILE}."
    hostile = Document(
        id=document_id(text), text=text, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"
    )
    page = parsed(onrecord.read(hostile, onrecord.load_known())._repr_html_())
    assert shown(HOSTILE).split()[0] in page.words
    assert page.all("script") == []
    actors = tuple(replace(actor, name=HOSTILE) for actor in reading.actors)
    parsed(replace(reading, document=replace(reading.document, title=HOSTILE), actors=actors)._repr_html_())


def test_an_article_without_facts_and_one_that_is_very_long_are_shown() -> None:
    empty = Reading(document=Document(id=document_id("x"), text="Nothing."))
    assert "undated" in parsed(empty._repr_html_()).words
    text = "Rain fell. " * MOST_TEXT
    whole = Reading(document=Document(id=document_id(text), text=text))._repr_html_()
    assert len(whole) < 2 * MOST_TEXT
    assert f"and {len(text) - MOST_TEXT} more characters" in parsed(whole).words


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["markup", "long"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_shows_hostile_texts_as_texts(name: str, text: str) -> None:
    values = {"dyad": ("A", "B")} if name == "dyad" else dict.fromkeys(QUESTIONS[name].arguments, "A")
    answer = hostile_question(QUESTIONS[name], text).answer(None, **values)
    shown_ = answer._repr_html_()
    page = parsed(shown_)
    assert len(page.all("tr")) == len(answer.rows) + 1
    assert len(shown_) < 120_000


def test_the_answer_of_two_actors_has_a_chart_with_a_bar_for_each_period() -> None:
    with onrecord.open(kept()) as store:
        dyad = store.dyad("Russia", "Ukraine")
        said = store.said(limit=2)
    page = parsed(dyad._repr_html_())
    assert len({row.period for row in dyad.rows}) == len(page.all("g"))
    assert page.all("rect")
    assert len(parsed(said._repr_html_()).all("tr")) == 3
    assert parsed(said._repr_html_()).all("svg") == []


def test_an_answer_without_rows_says_why() -> None:
    with onrecord.open(kept()) as store:
        answer = store.said(outlet="Nobody")
    assert answer.why is not None
    assert answer.why in parsed(answer._repr_html_()).words
