"""How an act that a row finds moves the odds of the model."""

from __future__ import annotations

from onrecord.reading.events.evidence import Evidence, evidence_on, moved
from onrecord.reading.events.rows import RowAct
from onrecord.types import ActMention, ActorId, Odds, Span

TRIGGER = Span(start=10, end=18, text="arrested")
ROW = RowAct(TRIGGER, "COERCE", actors=(ActorId("police"),))


def act(type_: str, start: int = 10) -> ActMention:
    return ActMention(
        start=start, end=start + 8, text="arrested", score=0.5, types=(Odds(label=type_, score=0.4),)
    )


def test_a_row_of_the_same_type_makes_a_mention_likelier() -> None:
    evidence = evidence_on(act("COERCE"), [ROW])
    assert evidence.same is ROW
    assert evidence.sense(0.4) > 0.6


def test_a_row_of_another_type_makes_it_less_likely() -> None:
    evidence = evidence_on(act("ACCUSE"), [ROW])
    assert evidence == Evidence(None, others=True)
    assert evidence.sense(0.4) < 0.3


def test_a_row_elsewhere_says_nothing() -> None:
    evidence = evidence_on(act("COERCE", start=40), [ROW])
    assert evidence == Evidence()
    assert evidence.sense(0.4) == 0.4


def test_parties_of_the_row_are_likelier_and_others_less_likely() -> None:
    evidence = Evidence(ROW)
    assert evidence.party(ActorId("police"), "actor", 0.3) > 0.6
    assert evidence.party(ActorId("crowd"), "actor", 0.5) < 0.3
    assert evidence.party(ActorId("crowd"), "recipient", 0.5) == 0.5  # the row has no recipient


def test_certain_probabilities_stay_between_nought_and_one() -> None:
    assert 0 < moved(0.0, 2.0) < 0.01
    assert 0.99 < moved(1.0, -1.0) < 1
