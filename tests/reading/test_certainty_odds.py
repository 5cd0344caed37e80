"""The status by the model's odds beside the words, and statuses that agree with the dates."""

from __future__ import annotations

import pytest

from onrecord.reading.certainty.odds import agree, weigh
from onrecord.reading.certainty.stance import Stance
from onrecord.types import ActMention, Event, EventId, EventTime, Odds, Published, Span, Status

TRIGGER = Span(start=0, end=3, text="met")
TODAY = Published(value="2031-03-12", earliest="2031-03-12", latest="2031-03-12", basis="given")


def act(*statuses: tuple[str, float]) -> ActMention:
    return ActMention(
        start=0,
        end=3,
        text="met",
        score=0.9,
        statuses=tuple(Odds(label=label, score=score) for label, score in statuses),
        certainties=(Odds(label="probable", score=0.5),),
    )


def event(status: Status, earliest: str | None, latest: str | None) -> Event:
    time = EventTime(earliest=earliest, latest=latest)
    return Event(
        id=EventId("e"), type="CONSULT", trigger=TRIGGER, mentions=(TRIGGER,), time=time, status=status
    )


@pytest.mark.parametrize(
    ("stance", "statuses", "wanted"),
    [
        (Stance(status="occurred"), [("planned", 0.8)], "planned"),  # the model is sure
        (Stance(status="denied"), [("occurred", 0.4)], "denied"),  # the words are firm, the model is not sure
        (Stance(status="occurred", firm=False), [("planned", 0.4)], "planned"),  # the words are not firm
        (Stance(), [("ongoing", 0.3)], "ongoing"),  # the words say nothing
        (Stance(status="negated", holds=True), [("occurred", 0.99)], "negated"),  # the words hold
        (Stance(is_claimed=True), [("denied", 0.99)], "denied"),  # it is also denied
    ],
)
def test_who_decides_the_status(stance: Stance, statuses: list[tuple[str, float]], wanted: str) -> None:
    assert weigh(stance, act(*statuses)).status == wanted


@pytest.mark.parametrize(
    ("statuses", "wanted"), [([("denied", 0.8), ("occurred", 0.2)], "occurred"), ([("denied", 0.99)], None)]
)
def test_what_nobody_denies_is_only_claimed(statuses: list[tuple[str, float]], wanted: str | None) -> None:
    assert weigh(Stance(is_claimed=True), act(*statuses), is_denied=False).status == wanted


@pytest.mark.parametrize(
    ("given", "statuses", "status", "has_time"),
    [
        (event("occurred", "2031-03-14", "2031-03-14"), [("occurred", 0.7), ("planned", 0.2)], "planned", True),
        (event("occurred", "2031-03-14", "2031-03-14"), [("occurred", 0.99)], "occurred", False),
        (event("planned", "2031-03-01", "2031-03-02"), [("planned", 0.6), ("occurred", 0.3)], "occurred", True),
        (event("planned", "2031-03-10", "2031-03-14"), [("planned", 0.9)], "planned", True),
        (event("negated", "2031-03-14", "2031-03-14"), [("negated", 0.9)], "negated", True),
    ],
)  # fmt: skip
def test_a_status_agrees_with_the_date(
    given: Event, statuses: list[tuple[str, float]], status: str, has_time: bool
) -> None:
    found = agree(given, act(*statuses), TODAY)
    assert (found.status, found.time is not None) == (status, has_time)


def test_an_undated_report_rules_nothing_out() -> None:
    given = event("occurred", "2031-03-14", "2031-03-14")
    assert agree(given, act(("planned", 0.9)), Published()) is given
