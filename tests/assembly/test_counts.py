"""What the numbers of a report count, and which of them are compared over reports."""

from __future__ import annotations

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.counts import Count, counts_of
from onrecord.assembly.counts.numbers import plain_numbers, tokens_of
from onrecord.lexicon.counts import load_count_words
from onrecord.lexicon.numbers import load_number_words
from onrecord.types import Reading
from tests.assembly.hand_made import Who, report


def counts(text: str) -> dict[str, Count]:
    """Return the counts of a text, by their words."""
    return {count.span.text: count for count in counts_of(text, load_count_words(), load_number_words())}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Thirty-nine came.", 39, 39),
        ("two hundred and five tents", 205, 205),
        ("1,200 tents", 1200, 1200),
        ("at least 12 tents", 12, None),
        ("up to 40 tents", None, 40),
        ("some 3 million people", 3_000_000, 3_000_000),
        ("dozens of tents", 24, None),
        ("twelve or more tents", 12, None),
    ],
)
def test_a_number_phrase_has_the_bounds_of_its_words(text: str, low: int, high: int | None) -> None:
    (number,) = plain_numbers(tokens_of(text), load_number_words())
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "words", "state", "group"),
    [
        ("A mine went off under a lorry, killing nine herders.", "nine", "killed", None),
        ("Nine herders perished when the lorry hit a mine.", "Nine", "killed", None),
        ("The mine took its toll: the dead now number nine.", "nine", "killed", None),
        ("Troops picked up 31 students.", "31", "held", None),
        ("Sudan told three Kenyan envoys to leave.", "three", "expelled", "diplomat"),
        ("A freighter with 19 sailors is adrift.", "19", None, "crew"),
        ("Deputies passed the bill by 61 votes for and 40 against.", "61", "votes for", None),
        ("Deputies passed the bill by 61 votes for and 40 against.", "40", "votes against", None),
        ("The barge carried 300 tonnes of rice.", "300", None, "tonne"),
    ],
)
def test_a_number_counts_what_the_words_around_it_say(
    text: str, words: str, state: str | None, group: str | None
) -> None:
    count = counts(text)[words]
    assert (count.state, count.group) == (state, group)


@pytest.mark.parametrize(
    "text",
    [
        "She served 17 years.",
        "It struck in 2019.",
        "Flight MH-17 left.",
        "A 24-hour strike",
        "page 12",
        "H5N1",
    ],
)
def test_dates_terms_and_names_are_no_counts(text: str) -> None:
    assert not counts(text)


def test_a_number_says_whether_it_stands_for_all_for_some_or_no_longer() -> None:
    found = counts(
        "Six more rebels died overnight, bringing to 14 the number of dead, four of them officers. "
        "The ministry had first reported eight, not ten."
    )
    assert found["14"].is_total
    assert not found["14"].is_part
    assert found["Six"].is_part
    assert found["four"].is_part
    assert found["eight"].is_former
    assert found["ten"].is_former
    assert not found["14"].is_former


def test_a_number_given_on_another_word_counts_what_the_number_before_counts() -> None:
    found = counts("Police counted 900 marchers at the port. The union put it at 2,500.")
    assert found["2,500"].is_again
    assert (found["2,500"].state, found["2,500"].group) == (found["900"].state, found["900"].group)


def test_a_number_of_other_days_says_so() -> None:
    found = counts("The blast killed five people, and another one killed 40 people last year.")
    assert found["40"].is_elsewhen


# ---- over reports ------------------------------------------------------------------------------

POLICE = Who("police", "group", "PER", "COP", named=False)
MINERS = Who("miners", "group", "PER", "LAB", named=False)


def clash(name: str, text: str, outlet: str, day: str) -> Reading:
    """Return a report of shots at miners; its event has no number."""
    return report(
        name,
        text,
        published=day,
        publisher=outlet,
        trigger="shot at",
        mode="firearms",
        actors=[POLICE],
        recipients=[MINERS],
        at="Huaraz",
        day="2023-05-08",
    )


FIRST = clash(
    "d_1",
    "On Monday police shot at striking miners in Huaraz. The road to the mine stayed closed.\n\nThree miners were killed.",
    "Andes Herald",
    "2023-05-09",
)


def test_numbers_of_other_sentences_are_compared() -> None:
    other = clash(
        "d_2",
        "On Monday police shot at striking miners in Huaraz, on the road to the mine.\n\nSeven people lost their lives there.",
        "Pacific Report",
        "2023-05-09",
    )
    (found,) = assemble([FIRST, other]).disagreements
    assert (found.field, found.what) == ("number", "killed")
    assert [side.value for side in found.sides] == ["3", "7"]


def test_a_later_report_that_recalls_the_number_of_its_outlet_is_an_update() -> None:
    later = clash(
        "d_3",
        "On Monday police shot at striking miners in Huaraz.\n\nThe number of dead has risen to five. This newspaper had reported three.",
        "Andes Herald",
        "2023-05-11",
    )
    found = assemble([FIRST, later])
    assert found.disagreements == ()
    assert [(u.field, u.what, u.before.value, u.after.value) for u in found.updates] == [
        ("number", "killed", "3", "5")
    ]


def test_numbers_of_other_things_are_not_compared() -> None:
    hurt = clash(
        "d_2",
        "On Monday police shot at striking miners in Huaraz, on the road to the mine.\n\nSeven people were injured there.",
        "Pacific Report",
        "2023-05-09",
    )
    assert assemble([FIRST, hurt]).disagreements == ()


def test_a_number_of_some_only_is_not_compared() -> None:
    some = clash(
        "d_2",
        "On Monday police shot at striking miners in Huaraz.\n\nThe dead came from the south, and two of them had children; "
        "another 12 were killed in a riot last year.",
        "Pacific Report",
        "2023-05-09",
    )
    assert assemble([FIRST, some]).disagreements == ()
