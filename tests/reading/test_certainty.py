"""Status and certainty: cases over sketched trees, and the properties of combining stances."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grammar import Forest
from onrecord.lexicon.reasons import load_rules
from onrecord.lexicon.status import load_status_words
from onrecord.reading.certainty import judge
from onrecord.reading.certainty.stance import OPEN, Stance, merge
from onrecord.types import (
    ActMention,
    Attribution,
    AttributionId,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Found,
    Odds,
    Plover,
    Published,
    Span,
    Status,
    TimeId,
)
from tests.sketch import language_of_sketches

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "status.yaml").read_text(encoding="utf-8"))
PUBLISHED = Published(value="2018-10-20", earliest="2018-10-20", latest="2018-10-20", basis="given")
UNSURE = Odds(label="occurred", score=0.3)
STATUSES = st.sampled_from(get_args(Status))


@dataclass
class FakeOntology:
    """Codes every event as its own type, and records the calls."""

    asked: list[tuple[str, str | None]]

    def plover_of(self, event: Event, published: str | None = None) -> Plover | None:
        self.asked.append((event.status, published))
        return Plover(type=event.type, aux=(), quad=1, scale=0.0)


def known() -> Any:
    return SimpleNamespace(words=SimpleNamespace(status=load_status_words()), ontology=FakeOntology([]))


def find(text: str, phrase: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(phrase, start + 1)
    return Span(start=start, end=start + len(phrase), text=phrase)


def event_of(text: str, trigger: str, nth: int = 1, **fields: Any) -> Event:
    span = find(text, trigger, nth)
    values: dict[str, Any] = {
        "id": EventId(f"e{span.start}"),
        "type": "CONSULT",
        "trigger": span,
        "mentions": (span,),
        "evidence": (span,),
    }
    return Event(**(values | fields))


def act_of(event: Event, odds: Odds) -> ActMention:
    """Return the mention of the model at the trigger of an event, with one status."""
    trigger = event.trigger
    return ActMention(
        start=trigger.start,
        end=trigger.end,
        text=trigger.text,
        score=0.9,
        statuses=(odds,),
        certainties=(Odds(label="certain", score=0.5),),
    )


def judged(
    sketches: list[str],
    *events: Event,
    attributions: tuple[Attribution, ...] = (),
    odds: Odds = UNSURE,
) -> tuple[Event, ...]:
    text, language = language_of_sketches(*sketches)
    document = Document(id=DocumentId("d"), text=text, published=PUBLISHED)
    acts = [act_of(event, odds) for event in events]
    return judge(document, acts, Found(events), attributions, Forest(language.sentences), known()).items


def attribution_of(kind: str, text: str) -> Attribution:
    content = Span(start=0, end=len(text), text=text)
    return Attribution(
        id=AttributionId("a1"),
        source=None,
        cue=None,
        content=(content,),
        quotation="direct",
        sourcing="named",
        kind=kind,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_status_case(case: dict[str, Any]) -> None:
    text, _ = language_of_sketches(case["tree"])
    time = case.get("time")
    event = event_of(
        text,
        case["trigger"],
        case.get("nth", 1),
        type=case.get("type", "CONSULT"),
        time=EventTime(earliest=str(time[0]), latest=str(time[1]), time=TimeId("t1")) if time else None,
        within=AttributionId("a1") if "within" in case else None,
    )
    attributions = (attribution_of(case["within"], text),) if "within" in case else ()
    odds = Odds(label=case["model"], score=0.95) if "model" in case else UNSURE
    (found,) = judged([case["tree"]], event, attributions=attributions, odds=odds)
    assert found.status == case["status"], found.basis
    if "certainty" in case:
        assert found.certainty == case["certainty"], found.basis
    if "condition" in case:
        assert (found.condition.text if found.condition else None) == case["condition"]
    assert all(load_rules()[reason.rule].layer == "status" for reason in found.basis)
    assert found.basis


MET = (
    "Envoys/NOUN/nsubj>met met=meet/VERB/root/Past Putin/PROPN/obj>met in/ADP/case>Geneva "
    "Geneva/PROPN/obl>met ./PUNCT/punct>met"
)
WILL_MEET = (
    "They/PRON/nsubj>meet will/AUX/aux>meet/Fin meet/VERB/root/Inf Putin/PROPN/obj>meet ./PUNCT/punct>meet"
)
MEETING = (
    "The/DET/det>meeting meeting/NOUN/nsubj>worries worries=worry/VERB/root/Pres Kiev/PROPN/obj>worries "
    "./PUNCT/punct>worries"
)


def test_the_standard_code_is_asked_for_after_the_status_is_known() -> None:
    text, language = language_of_sketches(WILL_MEET)
    document = Document(id=DocumentId("d"), text=text, published=PUBLISHED)
    knows = known()
    event = event_of(text, "meet")
    found = judge(document, [act_of(event, UNSURE)], Found((event,)), (), Forest(language.sentences), knows)
    assert knows.ontology.asked == [("planned", "2018-10-20")]
    assert found.items[0].plover == Plover(type="CONSULT", aux=(), quad=1, scale=0.0)


def test_the_model_decides_where_it_is_sure() -> None:
    text, _ = language_of_sketches(WILL_MEET)
    (event,) = judged([WILL_MEET], event_of(text, "meet"), odds=Odds(label="possible", score=0.9))
    assert (event.status, event.certainty) == ("possible", "possible")
    assert [reason.rule for reason in event.basis] == ["status-by-model"]


def test_a_trigger_outside_every_sentence_has_the_status_of_the_model() -> None:
    event = event_of("talks", "talks")
    document = Document(id=DocumentId("d"), text="talks", published=PUBLISHED)
    (found,) = judge(document, [act_of(event, UNSURE)], Found((event,)), (), Forest(()), known()).items
    assert found.status == "occurred"


@given(outer=STATUSES, inner=STATUSES)
def test_two_statuses_always_make_one(outer: Status, inner: Status) -> None:
    assert load_status_words().combine(outer, inner) in get_args(Status)


@given(inner=STATUSES)
def test_what_is_denied_stays_denied(inner: Status) -> None:
    assert load_status_words().combine("denied", inner) == "denied"


@given(inner=STATUSES)
def test_a_real_governor_changes_nothing(inner: Status) -> None:
    assert load_status_words().combine("occurred", inner) == inner


@given(status=STATUSES)
def test_merging_with_nothing_keeps_the_stance(status: Status) -> None:
    words = load_status_words()
    assert merge(OPEN, Stance(status=status), words).status == status
    assert merge(Stance(status=status), OPEN, words).status == status


def test_every_status_of_the_contract_has_a_case() -> None:
    assert {case["status"] for case in CASES} == set(get_args(Status))


def test_case_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)) >= 60


THREAT = "The/DET/det>union union/NOUN/nsubj>threatened/Sing threatened=threaten/VERB/root/Past to/PART/mark>strike strike/VERB/xcomp>threatened/Inf unless/SCONJ/mark>rise wages=wage/NOUN/nsubj>rise/Plur rise/NOUN/advcl>strike/Pres by/ADP/compound:prt>rise Friday=Friday/PROPN/obl:unmarked>rise/Sing ./PUNCT/punct>threatened"
WITHDRAWAL = (
    "The/DET/det>army army/NOUN/nsubj>pull/Sing will/AUX/aux>pull/Fin pull/VERB/root/Inf back/ADV/advmod>pull on/ADP/case>Friday Friday=Friday/PROPN/obl>pull/Sing ./PUNCT/punct>pull",
    "Unless/SCONJ/mark>resumes ,/PUNCT/punct>of of/ADP/advmod>resumes course/NOUN/fixed>of/Sing ,/PUNCT/punct>of the/DET/det>resumes shelling/NOUN/nsubj>resumes/Sing resumes=resume/VERB/root/Pres ./PUNCT/punct>resumes",
)


def test_an_act_in_words_that_occurred_has_the_condition_of_its_content() -> None:
    text, _ = language_of_sketches(THREAT)
    (found,) = judged([THREAT], event_of(text, "threatened", type="THREATEN"))
    assert found.status == "occurred"
    assert found.condition is not None
    assert found.condition.text == "unless wages rise by Friday"
    assert found.basis[-1].table == "conditions.tsv"


def test_a_past_act_of_another_type_depends_on_nothing() -> None:
    text, _ = language_of_sketches(THREAT)
    (found,) = judged([THREAT], event_of(text, "threatened", type="CONSULT"))
    assert (found.status, found.condition) == ("occurred", None)


def test_a_plan_is_conditional_under_a_condition_that_stands_as_the_next_sentence() -> None:
    text, _ = language_of_sketches(*WITHDRAWAL)
    (found,) = judged(list(WITHDRAWAL), event_of(text, "pull", type="RETREAT"))
    assert (found.status, found.certainty) == ("conditional", "possible")
    assert found.condition is not None
    assert found.condition.text == "Unless, of course, the shelling resumes"
