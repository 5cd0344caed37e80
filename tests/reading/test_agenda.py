"""Agenda items: cases over sketched trees with hand-made layers, outlooks and weights."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.grammar import Forest
from onrecord.known import grammar_words, load_words
from onrecord.lexicon.agenda import load_agenda_words
from onrecord.reading.agenda import find_agenda
from onrecord.reading.agenda.items import log_odds
from onrecord.reading.agenda.summaries import LINE_WORDS
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    AgendaWindow,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Language,
    Mention,
    Odds,
    Outlook,
    Place,
    PlaceId,
    Published,
    Span,
    Time,
    TimeId,
)
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "agenda.yaml").read_text(encoding="utf-8"))
PUBLISHED = Published(value="2018-10-20", earliest="2018-10-20", latest="2018-10-20", basis="given")
WEIGHTS = {  # what the model sees ahead or a plan that is changed is an item; its words decide on the status
    "item": {
        "open_odds": 1.0,
        "unseen": -1.0,
        "change=cancelled": 3.0,
        "change=moved": 3.0,
        "date_own=ahead": 0.5,
        "bound": 0.0,
    },
    "planned": {"bias": 0.5},
    "expected": {"stance=expected": 2.0},
    "possible": {"stance=possible": 2.0},
    "requested": {"stance=requested": 2.0},
    "conditional": {"condition": 3.0},
    "cancelled": {"change=cancelled": 4.0},
}


@lru_cache(maxsize=1)
def known() -> Any:
    from types import SimpleNamespace

    words = load_words()
    agenda = replace(load_agenda_words(), weights=WEIGHTS)
    return SimpleNamespace(words=replace(words, agenda=agenda), grammar=grammar_words(words))


def find(text: str, phrase: str) -> Span:
    start = text.index(phrase)
    return Span(start=start, end=start + len(phrase), text=phrase)


def time_of(text: str, row: dict[str, Any]) -> Time:
    span = find(text, row["text"])
    earliest, latest = map(str, row["days"]) if "days" in row else (None, None)
    return Time(
        id=TimeId(f"t{span.start}"),
        type="DATE" if earliest else "SET",
        value=earliest or row["value"],
        earliest=earliest,
        latest=latest,
        start=span.start,
        end=span.end,
        text=span.text,
    )


def event_of(text: str, row: dict[str, Any]) -> Event:
    trigger = find(text, row["trigger"])
    days = row.get("days")
    return Event(
        id=EventId(f"e{trigger.start}"),
        type=row.get("type", "CONSULT"),
        trigger=trigger,
        mentions=(trigger,),
        status=row["status"],
        actors=tuple(ActorId(a) for a in row.get("actors", ())),
        time=EventTime(earliest=str(days[0]), latest=str(days[1])) if days else None,
        evidence=(trigger,),
    )


def actor_of(text: str, name: str, words: list[str]) -> Actor:
    mentions = tuple(
        Mention(start=m.start(), end=m.end(), text=m.group(), form="name" if word[0].isupper() else "pronoun")
        for word in words
        for m in re.finditer(rf"\b{word}\b", text)
    )
    return Actor(id=ActorId(name), name=name, kind="country", mentions=mentions)


def place_of(text: str, name: str) -> Place:
    span = find(text, name)
    return Place(id=PlaceId(name), name=name, kind="city", start=span.start, end=span.end, text=name)


def outlooks_of(text: str, case: dict[str, Any]) -> tuple[Outlook, ...]:
    """Return the outlooks of all words that a case names as ahead or hypothetical."""
    found = [
        Outlook(
            start=m.start(),
            end=m.end(),
            text=word,
            act=0.5,
            times=tuple(
                Odds(label=x, score=0.9 if x == time else 0.025)
                for x in ("past", "present", "ahead", "hyp", "neg")
            ),
        )
        for time in ("ahead", "hyp")
        for word in case.get(time, ())
        for m in re.finditer(rf"\b{word}\b", text)
    ]
    return tuple(sorted(found, key=lambda outlook: outlook.start))


def agenda_of(case: dict[str, Any], published: Published = PUBLISHED) -> tuple[str, tuple[AgendaItem, ...]]:
    text, sketched = language_of_sketches(*case["tree"])
    language = Language(sentences=sketched.sentences, outlooks=outlooks_of(text, case))
    return text, find_agenda(
        Document(id=DocumentId("d"), text=text, published=published),
        language,
        [actor_of(text, name, words) for name, words in case.get("actors", {}).items()],
        [place_of(text, name) for name in case.get("places", ())],
        [time_of(text, row) for row in case.get("times", ())],
        (),
        [event_of(text, row) for row in case.get("events", ())],
        Forest(language.sentences),
        known(),
    ).items


def shown(item: AgendaItem, name: str) -> object:
    """Return a field of an item as a case writes it."""
    if name == "place":
        return item.location.name if item.location else None
    value = getattr(item, name)
    if isinstance(value, AgendaWindow):
        return [value.earliest, value.latest]
    if isinstance(value, Span):
        return value.text
    return list(value) if isinstance(value, tuple) else value


def wanted(value: object) -> object:
    """Return a value of a case with its days as strings."""
    if isinstance(value, list):
        return [wanted(one) for one in value]
    return value if value is None else str(value)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_agenda_case(case: dict[str, Any]) -> None:
    text, items = agenda_of(case)
    assert len(items) == len(case["agenda"]), [item.summary for item in items]
    for item, fields in zip(items, case["agenda"], strict=True):
        for name, value in fields.items():
            assert shown(item, name) == wanted(value), name
        assert len(item.summary.split()) <= 2 * LINE_WORDS
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


def test_both_sentences_about_one_meeting_are_evidence() -> None:
    _, (item,) = agenda_of(case_of("one-meeting-two-reports"))
    assert sorted(span.text for span in item.evidence) == [
        "Bolton will meet Putin on Monday.",
        "Bolton will meet Putin.",
    ]


def test_without_the_day_of_the_report_a_plan_is_still_listed() -> None:
    _, (item,) = agenda_of(case_of("dated-meeting"), Published())
    assert item.status == "planned"


def test_nothing_on_the_agenda_is_over() -> None:
    for case in CASES:
        for item in agenda_of(case)[1]:
            assert item.latest is None or item.latest > "2018-10-20"


def test_a_long_sentence_is_cut_to_a_line_around_the_act() -> None:
    more = " ".join(f"v{n}/NOUN/obl>meet" for n in range(40))
    _, (item,) = agenda_of(
        {"tree": [f"They/PRON/nsubj>meet will/AUX/aux>meet/Fin meet/VERB/root/Inf {more}"], "ahead": ["meet"]}
    )
    assert item.summary.startswith("They to meet v0 v1")
    assert len(item.summary.split()) <= LINE_WORDS + 2


def test_log_odds_sum_the_weights_of_the_features_that_have_one() -> None:
    assert log_odds({"a": 2.0, "b": 1.0, "c": 5.0}, {"a": 0.5, "b": -3.0}) == -2.0


def test_the_fitted_weights_decide_on_every_status_that_they_name() -> None:
    words = load_agenda_words()
    assert set(words.weights) - {"item"} <= {
        "planned", "expected", "possible", "conditional", "requested", "unlikely", "ongoing", "cancelled",
    }  # fmt: skip
    assert {"planned", "possible", "conditional"} <= set(words.weights)
