"""Topics of what one speaker said, and changes of line."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.questions.utterances import Utterance, changes_of_line, topics_of
from onrecord.types import Figure, Span


def said(day: int, content: str, kind: str = "say", *, position: int = 0, **fields: Any) -> Utterance:
    """Return a utterance of the report of a day in May."""
    fields = {"story": "s_1", **fields}
    return Utterance(
        document=day, position=position, day=f"2024-05-{day:02}", kind=kind, content=content, **fields
    )


def killed(number: int) -> Figure:
    return Figure(what="killed", low=number, high=number, span=Span(start=0, end=2, text=str(number)))


DENIED = said(13, "that Peru bombed the market in Macará", "deny")
ADMITTED = said(18, "that Peru bombed the market in Macará")


def pairs(*utterances: Utterance) -> list[tuple[str, int, int]]:
    return [(c.kind, c.earlier.document, c.later.document) for c in changes_of_line(utterances)]


def test_an_admission_of_what_was_denied_changes_the_line() -> None:
    assert pairs(ADMITTED, DENIED) == [("polarity", 13, 18)]


def test_the_last_denial_stands_against_the_admission() -> None:
    again = said(15, "that Peru bombed the market", "deny")
    assert pairs(DENIED, again, ADMITTED) == [("polarity", 15, 18)]


def test_a_later_report_that_tells_the_denial_again_is_no_change() -> None:
    assert pairs(DENIED, ADMITTED, said(20, "that Peru bombed the market", "deny")) == [("polarity", 13, 18)]


def test_a_return_to_an_earlier_line_counts_if_it_is_quoted() -> None:
    back = said(20, "Peru did not bomb the market in Macará", is_quoted=True)
    assert pairs(DENIED, ADMITTED, back) == [("polarity", 13, 18), ("polarity", 18, 20)]


def test_one_report_that_admits_in_two_sentences_is_one_change() -> None:
    quote = said(18, "Our aircraft bombed the market", position=1, is_quoted=True)
    assert pairs(DENIED, ADMITTED, quote) == [("polarity", 13, 18)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (
            said(1, "Peru will pay compensation to Ecuador"),
            said(9, "Peru has not paid compensation to Ecuador"),
        ),
        (said(1, "Peru bombed the market"), said(9, "Peru did not only bomb the market")),
        (said(1, "the foreign ministers will meet in Lima"), said(9, "the talks in Lima", "deny")),
        (said(1, "that Peru bombed the market", "ask"), said(9, "that Peru bombed the market", "deny")),
        (said(1, "that Peru bombed the market", "deny"), said(1, "that Peru bombed the market", position=3)),
        (
            said(1, "that Peru bombed the market", "deny", says_nothing=True),
            said(9, "that Peru bombed the market"),
        ),
        (said(1, "that Peru and Ecuador are at war", "deny"), said(9, "that Peru and Ecuador are friends")),
    ],
    ids=[
        "promise and fact",
        "not only",
        "another matter",
        "question",
        "one report",
        "did not deny",
        "names alone",
    ],
)
def test_what_only_looks_like_a_reversal_is_none(earlier: Utterance, later: Utterance) -> None:
    assert pairs(earlier, later) == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Taxes on fuel will rise in March", "Taxes on fuel will not rise in March"),
        ("We never sold weapons to the rebels", "We sold weapons to the rebels"),
        ("Nobody was hurt in the raid on the port", "People were hurt in the raid on the port"),
    ],
)
def test_a_negator_turns_the_same_words(earlier: str, later: str) -> None:
    assert pairs(said(1, earlier), said(9, later)) == [("polarity", 1, 9)]


def test_another_number_for_the_same_thing_is_a_change() -> None:
    twelve = said(13, "An air strike killed 12 people at a market in Macará", figures=(killed(12),))
    seventeen = said(15, "The air strike on the market in Macará killed 17 people", figures=(killed(17),))
    (change,) = changes_of_line([twelve, seventeen])
    assert (change.kind, change.what) == ("number", "killed")
    assert (change.earlier, change.later) == (twelve, seventeen)


def test_numbers_that_fit_or_are_of_another_story_are_no_change() -> None:
    twelve = said(13, "An air strike killed 12 people at a market in Macará", figures=(killed(12),))
    elsewhere = said(
        15, "An air strike killed 3 people at a market in Loja", figures=(killed(3),), story="s_2"
    )
    more = Figure(what="killed", low=10, high=None, span=Span(start=0, end=1, text="10"))
    least = said(15, "The air strike on the market in Macará killed at least 10", figures=(more,))
    assert pairs(twelve, elsewhere) == []
    assert pairs(twelve, least) == []


def test_an_undated_statement_is_neither_earlier_nor_later() -> None:
    undated = Utterance(document=1, position=0, day="", kind="deny", content=ADMITTED.content, story="s_1")
    assert changes_of_line([undated, ADMITTED]) == []


# ---- topics ------------------------------------------------------------------------------


def test_statements_of_one_story_are_one_topic_the_latest_topic_first() -> None:
    taxes = said(3, "Taxes on fuel will rise in March", story="s_2")
    first, second = topics_of([taxes, DENIED, ADMITTED])
    assert [first.basis, first.story, second.story] == ["story", "s_1", "s_2"]
    assert first.utterances == (DENIED, ADMITTED)


def test_stories_with_nearly_the_same_words_are_one_topic() -> None:
    early = said(1, "The tariffs on imported steel will fall", story="s_1")
    late = said(28, "Tariffs on imported steel must fall", story="s_9")
    (topic,) = topics_of([late, early])
    assert (topic.basis, topic.story, topic.utterances) == ("words", "s_9", (early, late))
    assert "steel" in topic.words


def test_shared_names_alone_do_not_make_a_topic() -> None:
    one = said(1, "Ecuador and Peru will meet in Lima", story="s_1")
    other = said(2, "Ecuador and Peru have closed their border", story="s_2")
    assert len(topics_of([one, other])) == 2


def test_nothing_said_is_no_topic() -> None:
    assert topics_of([]) == []
    assert changes_of_line([]) == []
