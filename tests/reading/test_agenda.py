"""Agenda items: cases over sketched trees with hand-made events and times."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from onrecord.grammar import Forest
from onrecord.lexicon.status import load_status_words
from onrecord.reading.agenda import find_agenda
from onrecord.reading.agenda.summaries import SUMMARY_WORDS
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Mention,
    Published,
    Span,
    Time,
    TimeId,
)
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "agenda.yaml").read_text(encoding="utf-8"))
PUBLISHED = Published(value="2018-10-20", earliest="2018-10-20", latest="2018-10-20", basis="given")
KNOWN: Any = SimpleNamespace(words=SimpleNamespace(status=load_status_words()))


def find(text: str, phrase: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(phrase, start + 1)
    return Span(start=start, end=start + len(phrase), text=phrase)


def time_of(text: str, row: dict[str, Any]) -> Time:
    span = find(text, row["text"])
    earliest, latest = map(str, row["days"])
    return Time(
        id=TimeId(f"t{span.start}"),
        type="DATE",
        value=earliest,
        earliest=earliest,
        latest=latest,
        start=span.start,
        end=span.end,
        text=span.text,
    )


def event_of(text: str, row: dict[str, Any]) -> Event:
    trigger = find(text, row["trigger"], row.get("nth", 1))
    days = row.get("days")
    return Event(
        id=EventId(f"e{trigger.start}"),
        type=row.get("type", "CONSULT"),
        trigger=trigger,
        mentions=(trigger,),
        status=row["status"],
        actors=tuple(ActorId(a) for a in row.get("actors", ())),
        recipients=tuple(ActorId(a) for a in row.get("recipients", ())),
        time=EventTime(earliest=str(days[0]), latest=str(days[1])) if days else None,
        condition=find(text, row["condition"]) if "condition" in row else None,
        evidence=(trigger,),
    )


def actor_of(text: str, name: str, words: str) -> Actor:
    span = find(text, words)
    mention = Mention(start=span.start, end=span.end, text=span.text, form="name")
    return Actor(id=ActorId(name), name=name, kind="country", mentions=(mention,))


def agenda_of(case: dict[str, Any], published: Published = PUBLISHED) -> tuple[str, tuple[AgendaItem, ...]]:
    text, language = language_of_sketches(*case["tree"])
    return text, find_agenda(
        Document(id=DocumentId("d"), text=text, published=published),
        [event_of(text, row) for row in case.get("events", ())],
        [actor_of(text, name, words) for name, words in case.get("actors", {}).items()],
        [time_of(text, row) for row in case.get("times", ())],
        Forest(language.sentences),
        KNOWN,
    ).items


def as_wanted(value: object) -> object:
    """Return a value of an item as YAML writes it."""
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_agenda_case(case: dict[str, Any]) -> None:
    text, items = agenda_of(case)
    assert len(items) == len(case["agenda"]), [item.summary for item in items]
    for item, wanted in zip(items, case["agenda"], strict=True):
        for name, value in wanted.items():
            expected = str(value) if name in ("earliest", "latest") and value is not None else value
            assert as_wanted(getattr(item, name)) == expected, name
        assert len(item.summary.split()) <= SUMMARY_WORDS
        assert all(text[s.start : s.end] == s.text for s in item.evidence)


def case_of(name: str) -> dict[str, Any]:
    return next(case for case in CASES if case["id"] == name)


def test_items_are_the_same_when_read_twice() -> None:
    for case in CASES:
        assert agenda_of(case) == agenda_of(case)


def test_ids_are_unique_in_one_document() -> None:
    for case in CASES:
        ids = [item.id for item in agenda_of(case)[1]]
        assert len(ids) == len(set(ids))


def test_an_item_of_an_event_names_it() -> None:
    text, (item,) = agenda_of(case_of("dated-meeting"))
    assert item.event == f"e{text.index('meet')}"


def test_a_demand_with_a_last_day_names_its_event() -> None:
    text, (item,) = agenda_of(case_of("must-by"))
    assert (item.kind, item.event) == ("deadline", f"e{text.index('leave')}")


def test_both_reports_of_one_meeting_are_evidence() -> None:
    _, (item,) = agenda_of(case_of("one-meeting-two-reports"))
    assert sorted(span.text for span in item.evidence) == ["meet", "meeting"]


def test_without_a_document_date_no_occasion_can_be_ahead() -> None:
    assert agenda_of(case_of("midterms"), Published())[1] == ()


def test_without_a_document_date_a_plan_is_still_listed() -> None:
    _, (item,) = agenda_of(case_of("planned-act-without-day"), Published())
    assert item.status == "planned"


def test_a_long_sentence_is_cut_to_a_line_around_the_act() -> None:
    words = " ".join(f"w{n}/NOUN/nmod>meet" for n in range(40))
    more = " ".join(f"v{n}/NOUN/obl>meet" for n in range(40))
    case = {
        "tree": [f"{words} meet/VERB/root/Inf {more}"],
        "events": [{"trigger": "meet", "status": "planned", "days": ["2018-11-01", "2018-11-01"]}],
    }
    _, (item,) = agenda_of(case)
    assert len(item.summary.split()) == SUMMARY_WORDS
    assert "meet" in item.summary.split()
