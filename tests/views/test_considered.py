"""What was considered in a sentence: the acts that the network saw, and the facts that the sentence gave."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.events.bounds import BOUNDS
from onrecord.types import ActMention, Language, Note, Odds, Participation, Reading, Sentence
from onrecord.views.considered import MOST_SENTENCES, explain_sentences, sentences_with
from tests.readings import TEXT, located, sample_reading, span

READING = sample_reading()
SENTENCES = tuple(
    Sentence(start=TEXT.index(begin), end=TEXT.index(end) + len(end), tokens=())
    for begin, end in (("Foreign", "🛫."), ("“We never", "reporters."), ("If they", "next month."))
)
ACT = ActMention(
    **located("told reporters"),
    score=0.7,
    types=(Odds(label="REJECT", score=0.44), Odds(label="ACCUSE", score=0.21), Odds(label="AID", score=0.01)),
    statuses=(Odds(label="occurred", score=0.9),),
    parts=(
        Participation(**located("an opposition spokesman"), kind="actor", score=0.8),
        Participation(**located("talks"), kind="recipient", score=0.1),
    ),
)
LANGUAGE = Language(sentences=SENTENCES, acts=(ACT,))


def told(words: str, reading: Reading = READING, language: Language = LANGUAGE) -> list[str]:
    return list(explain_sentences(reading, language, sentences_with(reading, language, words)))


def test_words_are_found_whatever_their_case_and_white_space() -> None:
    assert sentences_with(READING, LANGUAGE, "NEVER  agreed\nto") == [SENTENCES[1]]
    assert sentences_with(READING, LANGUAGE, "never agreed with") == []
    assert sentences_with(READING, LANGUAGE, " ") == []


def test_an_act_that_was_left_out_is_told_with_its_probabilities_and_why() -> None:
    lines = told("never agreed")
    assert lines[lines.index("  considered: “told reporters”") :] == [
        "  considered: “told reporters”",
        "    as: REJECT 0.44, ACCUSE 0.21; no act 0.34",
        "    status: occurred 0.90",
        "    with: actor “an opposition spokesman” 0.80",
        f"    left out because: its likeliest type has the probability 0.44, below the bound of {BOUNDS.sure:.2f}, and no row of the tables made it surer",
        "  note: It is open whose spokesman is meant.",
    ]


def test_what_a_sentence_gave_is_told_with_the_ids_to_ask_for_next() -> None:
    lines = told("never agreed")
    assert "  gave: event e_1, AGREE, denied, from “agreed to”" in lines
    assert "  gave: attribution q_1, deny, from “told”" in lines
    assert any(line.startswith("  gave: agenda item g_1, conditional") for line in told("If they fail"))
    assert "  gave: time t_1, “next month” is 2024-04" in told("If they fail")


def test_an_act_above_the_bound_was_weighed_with_the_tables() -> None:
    likely = replace(ACT, types=(Odds(label="REJECT", score=0.65),))
    (why,) = [
        line for line in told("never agreed", language=replace(LANGUAGE, acts=(likely,))) if "because" in line
    ]
    assert why.endswith(
        f"weighed with the rows of the tables, its probability of 0.65 fell below the bound of {BOUNDS.sure:.2f}"
    )


def test_an_act_that_became_an_event_is_not_left_out() -> None:
    became = replace(ACT, **located("agreed to"))
    lines = told("never agreed", language=replace(LANGUAGE, acts=(became,)))
    assert not [line for line in lines if "considered" in line]


def test_a_sentence_without_any_act_says_so_and_has_its_notes() -> None:
    noted = replace(READING, notes=(Note(code="x", message="A note on it.", span=span("Brussels")),))
    lines = told("If they fail", noted)
    assert "  considered: nothing; the network saw no act of the record in it" in lines
    assert "  note: A note on it." in lines


def test_an_earlier_act_that_it_may_repeat_is_named() -> None:
    again = replace(ACT, **located("impose sanctions next"), repeats=((0, 1.5),))
    bare = replace(READING, events=())
    lines = told("If they fail", bare, replace(LANGUAGE, acts=(ACT, again)))
    assert "    may repeat: “told reporters”" in lines


def test_many_sentences_are_cut_and_counted() -> None:
    many = replace(LANGUAGE, sentences=SENTENCES[:1] * (MOST_SENTENCES + 2))
    assert told("Foreign Minister", language=many)[-1] == "and 2 more sentences with these words"
