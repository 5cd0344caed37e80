"""How an act that a row finds moves the odds of the model."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.events.bounds import BOUNDS
from onrecord.reading.events.evidence import Evidence, moved, weighed
from onrecord.reading.events.rows import RowAct, RowActs
from onrecord.types import ActMention, ActorId, Odds, Span

TRIGGER = Span(start=10, end=18, text="arrested")
ROW = RowAct(TRIGGER, "COERCE", actors=(ActorId("police"),), subjects=frozenset({4}))
POLICE, CROWD = ActorId("police"), ActorId("crowd")


def act(*types: tuple[str, float], start: int = 10, end: int = 18) -> ActMention:
    odds = tuple(Odds(label=label, score=score) for label, score in types)
    return ActMention(start=start, end=end, text="arrested", score=0.9, types=odds)


def types_by(mention: ActMention, *rows: RowAct, off_topic: bool = False) -> dict[str, float]:
    seen, _ = weighed(mention, RowActs(rows, is_off_topic=off_topic))
    return {odds.label: odds.score for odds in seen.types}


def test_a_row_of_the_same_type_makes_a_mention_likelier() -> None:
    mention, evidence = weighed(act(("COERCE", 0.4)), RowActs((ROW,)))
    assert evidence.same is ROW
    assert mention.types[0].score > 0.6


def test_a_row_of_another_type_makes_it_less_likely() -> None:
    mention, evidence = weighed(act(("ACCUSE", 0.4)), RowActs((ROW,)))
    assert evidence == Evidence()
    assert mention.types[0].score < 0.3


def test_a_row_can_make_the_second_type_the_first() -> None:
    assert list(types_by(act(("ACCUSE", 0.6), ("COERCE", 0.4)), ROW)) == ["COERCE", "ACCUSE"]
    assert list(types_by(act(("ACCUSE", 0.95), ("COERCE", 0.05)), ROW)) == ["ACCUSE", "COERCE"]


def test_a_row_elsewhere_says_nothing() -> None:
    elsewhere = act(("COERCE", 0.4), start=40, end=48)
    assert weighed(elsewhere, RowActs((ROW,))) == (elsewhere, Evidence())


def test_a_row_speaks_for_its_subject_if_the_type_is_the_same() -> None:
    assert types_by(act(("COERCE", 0.4), start=4, end=9), ROW)["COERCE"] > 0.6
    assert types_by(act(("ACCUSE", 0.4), start=4, end=9), ROW) == {"ACCUSE": 0.4}


def test_a_row_that_rules_gives_type_and_parties_whatever_the_model_sees() -> None:
    ruling = replace(ROW, rules=True)
    mention, evidence = weighed(act(("ACCUSE", 0.95)), RowActs((ruling,)))
    assert (mention.types[0].label, mention.types[0].score) == ("COERCE", 0.9)
    assert evidence.party(CROWD, "actor", 0.9) == 0
    assert evidence.party(POLICE, "recipient", 0.9) == 0  # who acts is not acted on
    assert evidence.party(CROWD, "recipient", 0.9) == 0.9  # the row names no recipient


def test_a_report_on_sport_makes_all_types_less_likely() -> None:
    assert types_by(act(("ASSAULT", 0.6), ("REJECT", 0.3)), off_topic=True)["ASSAULT"] < 0.3


def test_parties_of_the_row_are_likelier_and_others_less_likely() -> None:
    evidence = Evidence(ROW)
    assert evidence.party(POLICE, "actor", 0.3) > 0.6
    assert evidence.party(CROWD, "actor", 0.5) < 0.3
    assert evidence.party(CROWD, "recipient", 0.5) == 0.5  # the row has no recipient


def test_who_acts_with_one_another_is_no_recipient() -> None:
    both = replace(ROW, actors=(POLICE, CROWD), recipients=(POLICE, CROWD))
    assert Evidence(both).named("actor") == (POLICE, CROWD)
    assert Evidence(both).named("recipient") == ()


def test_who_only_a_row_names_can_take_part() -> None:
    assert Evidence(ROW).alone(0.05) > BOUNDS.recipient


def test_certain_probabilities_stay_between_nought_and_one() -> None:
    assert 0 < moved(0.0, 2.0) < 0.01
    assert 0.99 < moved(1.0, -1.0) < 1
