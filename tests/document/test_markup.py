"""Pages whose markup is beyond bounds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.document import make_document, markup
from onrecord.document.markup import MAX_ATTRIBUTES, MAX_TAGS, bounded
from onrecord.lexicon.furniture import load_furniture
from onrecord.types import Page

PARAGRAPH = "<p>The two ministers met in Geneva on Monday and agreed to meet again.</p>"


def test_a_page_with_too_many_tags_is_cut_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "MAX_TAGS", 8)
    text, (note,) = bounded(PARAGRAPH * 9 + " 1 < 2")
    assert text == PARAGRAPH * 4
    assert note.code == "cut"
    assert bounded(PARAGRAPH * 4 + " 1 < 2") == (PARAGRAPH * 4 + " 1 < 2", ())


def test_an_element_with_too_many_attributes_loses_them_and_no_text() -> None:
    many = " ".join(f"a{n}='<b>'" for n in range(20_000))
    make_document(
        Page(target="a", kind="html", content=PARAGRAPH.encode()), load_furniture()
    )  # what is loaded once
    begun = time.process_time()
    found = make_document(
        Page(target="a", kind="html", content=f"<html><body><div {many}>{PARAGRAPH}</div>".encode()),
        load_furniture(),
    )
    assert time.process_time() - begun < 2  # 6 s for each parser, without the bound
    assert found.items[0].text == "The two ministers met in Geneva on Monday and agreed to meet again."
    assert [note.code for note in found.notes] == ["cut"]


@pytest.mark.parametrize(
    "tag",
    [
        "<img src='data:image/png;base64," + "QUFB" * 9_000 + "'>",
        '<div data-x=\'{"a": "<p> b' + " c" * 9_000 + "'>",
        "<a " + "b" * 9_000 + ">",
    ],
)
def test_long_values_of_few_attributes_are_left_alone(tag: str) -> None:
    assert bounded(tag + PARAGRAPH) == (tag + PARAGRAPH, ())


@pytest.mark.parametrize("unit", ["<a ", "<a '", '<a "', "<a b='", "<", "<a\"'", "='", " a=b"])
def test_bounds_are_found_in_linear_time(unit: str) -> None:
    begun = time.process_time()
    bounded("<p " + unit * (400_000 // len(unit)))
    assert time.process_time() - begun < 2


@given(st.text(alphabet="<>a/ ='\"\n", max_size=200))
def test_text_within_bounds_is_not_changed(text: str) -> None:
    assert bounded(text) == (text, ())
    assert MAX_ATTRIBUTES < MAX_TAGS
