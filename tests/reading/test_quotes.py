"""Quotation marks, paired: every style, apostrophes, and marks that do not balance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grammar import Forest, find_quotes
from onrecord.lexicon.attributions import load_attribution_words
from onrecord.lexicon.classes import load_word_classes
from onrecord.reading.attributions.extents.drafts import Draft
from onrecord.reading.attributions.extents.quotations import continue_quotations
from onrecord.types import Reason, Role

ELISIONS = load_attribution_words().classes.elisions


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, ELISIONS)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“Stay,” she said. “Please.”", ["“Stay,”", "“Please.”"]),
        ('"Stay," she said. "Please."', ['"Stay,"', '"Please."']),
        ("''Stay,'' she said. ''Please.''", ["''Stay,''", "''Please.''"]),
        ("‘Stay,’ she said.", ["‘Stay,’"]),
        ("'Stay with us,' she said.", ["'Stay with us,'"]),
        ("«Reste», dit-elle.", ["«Reste»"]),
        ("„Bleib“, sagte sie.", ["„Bleib“"]),
        ("»Bleib«, sagte sie.", ["»Bleib«"]),
        ("He said ”stay” twice.", ["”stay”"]),
    ],
    ids=[
        "curly",
        "straight",
        "two-apostrophes",
        "single-curly",
        "single",
        "french",
        "german",
        "danish",
        "closing-twice",
    ],
)
def test_each_style_of_marks_is_paired(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "The workers' pay and the miners' pay rose.",
        "It’s the ’90s, rock ’n’ roll and Dylan’s.",
        'A 6\'2" fence and a 5" nail.',
    ],
    ids=["plural-possessives", "short-forms", "feet-and-inches"],
)
def test_apostrophe_is_no_mark(text: str) -> None:
    assert quoted(text) == []


def test_plural_possessive_does_not_end_a_single_quotation() -> None:
    assert quoted("'The workers' day has come,' he said.") == ["'The workers' day has come,'"]


def test_mark_that_is_never_closed_ends_with_its_sentence() -> None:
    (quote,) = find_quotes("He called it “a mess and left. Then he slept.")
    assert (quote.end, quote.closed) == (30, False)


def test_mark_that_was_never_opened_begins_with_its_sentence() -> None:
    text = "The vote is over. We never said that,” Olm said."
    (quote,) = find_quotes(text)
    assert text[quote.start : quote.end] == "We never said that,”"
    assert not quote.opened


def test_marks_opened_again_in_the_next_paragraph_continue_the_quotation() -> None:
    first, second = find_quotes("“We will stay.\n\n“And we will win,” he said.")
    assert (first.closed, second.continues) == (False, True)


def test_second_opening_mark_ends_a_quotation_left_open() -> None:
    assert quoted("“One is gone. “Two is here,” he said.") == ["“One is gone.", "“Two is here,”"]


@given(st.text(alphabet="ab .,“”‘’\"'«»\n5s—", max_size=60))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    quotes = find_quotes(text, ELISIONS)
    edges = [edge for q in quotes for edge in (q.start, q.end)]
    assert edges == sorted(edges)
    assert all(0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in quotes)
    assert all("\n" not in text[q.start : q.end] for q in quotes)


def test_a_straight_mark_alone_between_blanks_closes_what_is_open() -> None:
    text = '"She called it \'most urgent,\' " he said. "I agree."'
    assert quoted(text) == ["\"She called it 'most urgent,' \"", '"I agree."']
    assert quoted('He said " We will go . " and left.') == ['" We will go . "']


def test_a_long_quotation_that_the_model_hears_is_kept_though_nothing_says_who_speaks() -> None:
    said = "“We have waited nine years for this bridge and we will not wait for another one.”"
    text = f"Lea Ort has a shop at the quay. Below her sign {said} is painted in red."
    start = text.index(said)
    role = Role(
        start=start + 1, end=start + len(said) - 1, text=said[1:-1], role="content", cue=None, score=0.9
    )
    speaker = Draft((0, 7), (8, 11), ((12, 31),), (Reason(rule="quotation"),), score=0.5)
    quotes = find_quotes(text)
    (_, kept) = continue_quotations(text, (speaker,), quotes, Forest(()), load_word_classes(), (role,))
    assert (kept.source, kept.cue, kept.content) == ((0, 7), None, ((start, start + len(said)),))
    assert continue_quotations(text, (speaker,), quotes, Forest(()), load_word_classes()) == (speaker,)
