"""The scores of event labels: known values on tiny labels, and the values of the shared scorers."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.event_labels import labels_of
from benchmarks.event_scores import (
    HELD_CHECKS,
    Window,
    agreement,
    condition_tally,
    differences,
    held_against,
    match,
    same_party,
    word_f1,
)
from benchmarks.run import SHARED
from benchmarks.scorers import load_scorer
from corpora.own.events.onrecord_events import Labels
from onrecord.views.jsonl import write_line
from tests.readings import located, sample_reading

TEXT = (
    "French air strikes killed at least 12 rebels in Ourna on Friday, the army said. Jo Oyo will travel to Mali "
    "next week. Doctors counted 40 bodies after the raid."
)
TWICE = [SHARED / "data" / "events" / "annotated" / f"twice_{reader}.jsonl" for reader in "AB"]
needs_shared = pytest.mark.skipif(
    not all(path.is_file() for path in TWICE), reason=f"{SHARED} with its data and tools is not at hand"
)


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def party(words: str) -> Labels:
    return {"span": at(words), "name": at(words)}


def event(name: str, kind: str, trigger: str, **fields: Any) -> Labels:
    return {
        "id": name, "type": kind, "mode": None, "trigger": at(trigger), "mentions": [at(trigger)], "actors": [],
        "recipients": [], "location": None, "time": None, "figures": [], "status": "occurred",
        "certainty": "certain", "condition": None, "within": None, "minor": False, **fields,
    }  # fmt: skip


def strikes(**fields: Any) -> Labels:
    known = {
        "mode": "aerial",
        "mentions": [at("air strikes"), at("raid")],
        "actors": [party("French")],
        "recipients": [party("rebels")],
        "location": {"span": at("Ourna"), "name": "Ourna", "country": "MLI"},
        "time": {"span": at("on Friday"), "earliest": "2024-05-10", "latest": "2024-05-10"},
        "figures": [{"what": "killed", "low": 12, "high": None, "unit": None, "span": at("at least 12")}],
        "condition": at("after the raid"),
        "within": party("army"),
    }
    return event("E1", "ASSAULT", "air strikes", **{**known, **fields})


def travel(**fields: Any) -> Labels:
    return event("E2", "CONSULT", "travel", **{"actors": [party("Jo Oyo")], "status": "planned", **fields})


def visit(**fields: Any) -> Labels:
    return {
        "id": "G1",
        "summary": "Jo Oyo to travel to Mali",
        "earliest": "2024-05-13",
        "latest": "2024-05-19",
        "status": "planned",
        "evidence": [at("Jo Oyo will travel to Mali next week.")],
        **fields,
    }


def dispute(**fields: Any) -> Labels:
    sides = [("army", "killed at least 12"), ("Doctors", "counted 40 bodies")]
    return {
        "id": "D1", "about": "how many were killed", "kind": "contradiction", "field": "number",
        "sides": [{"source": party(who), "span": at(words)} for who, words in sides], **fields,
    }  # fmt: skip


def labels(
    *events: Labels, agenda: tuple[Labels, ...] = (), rows: tuple[Labels, ...] = ()
) -> dict[str, Labels]:
    return {"x": {"id": "x", "events": [*events], "agenda": [*agenda], "disagreements": [*rows]}}


def whole(**fields: Any) -> dict[str, Labels]:
    return labels(strikes(**fields), travel(), agenda=(visit(),), rows=(dispute(),))


def agreed(**fields: Any) -> dict[str, float]:
    """Return the agreement of the whole set with a copy whose first event has other fields."""
    return agreement(whole(), whole(**fields))


def held(**fields: Any) -> dict[str, float]:
    """Return the scores of a system whose first event has other fields."""
    return held_against(whole(), whole(**fields))


def below_one(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in figures.items() if 0 <= value < 1}


# ---- agreement ---------------------------------------------------------------------------------


def test_identical_labels_agree_in_every_figure() -> None:
    sizes = {"articles": 1, "events_first": 2, "events_second": 2, "minor_alone": 0, "agenda_first": 1,
             "agenda_second": 1, "disagreements_first": 1, "disagreements_second": 1}  # fmt: skip
    shares = [
        "event_f1", "event_f1_same_type", "mention_f1", "type_given_event", "type_kappa", "actors_f1", "recipients_f1",
        "figures_f1", "mode_given_type", "status", "certainty", "within", "time_overlaps", "time_exact", "location",
        "condition", "minor", "agenda_f1", "agenda_status", "agenda_window", "disagreements_f1", "disagreement_kind",
        "disagreement_field",
    ]  # fmt: skip
    assert agreed() == {**sizes, **dict.fromkeys(shares, 1.0)}


def test_another_type_counts_in_the_type_and_not_in_the_mode() -> None:
    figures = agreed(type="COERCE", mode="seize")
    assert below_one(figures) == {
        "minor_alone": 0, "event_f1_same_type": 0.5, "type_given_event": 0.5, "type_kappa": pytest.approx(1 / 3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "figure", "value"),
    [
        ({"actors": []}, "actors_f1", 2 / 3),
        ({"actors": [party("French"), party("rebels")]}, "actors_f1", 4 / 5),
        ({"recipients": [party("Doctors")]}, "recipients_f1", 0.0),
        ({"figures": [{"what": "killed", "low": 12, "high": 12}]}, "figures_f1", 0.0),
        ({"mentions": [at("air strikes")]}, "mention_f1", 4 / 5),
        ({"mode": None}, "mode_given_type", 0.5),
        ({"status": "planned"}, "status", 0.5),
        ({"certainty": "probable"}, "certainty", 0.5),
        ({"within": None}, "within", 0.5),  # none on both sides of the other event counts as equal
        ({"time": {"earliest": "2024-05-09", "latest": "2024-05-10"}}, "time_exact", 0.0),
        ({"time": None}, "time_overlaps", 0.5),
        ({"location": {"span": at("Mali"), "name": "Mali", "country": "MLI"}}, "location", 0.5),
        ({"location": None}, "location", 0.5),
        ({"condition": None}, "condition", 0.5),
        ({"condition": at("next week")}, "condition", 0.5),
        ({"minor": True}, "minor", 0.5),
    ],
)
def test_one_other_field_lowers_its_own_figure_and_no_other(
    fields: Labels, figure: str, value: float
) -> None:
    assert below_one(agreed(**fields)) == {"minor_alone": 0, figure: pytest.approx(value)}


def test_a_figure_that_cannot_be_computed_is_left_out() -> None:
    sizes = {
        f"{layer}_{side}" for layer in ("events", "agenda", "disagreements") for side in ("first", "second")
    }
    assert agreement({}, {}) == dict.fromkeys(sizes | {"articles", "minor_alone"}, 0)
    assert "time_exact" not in agreed(time=None)


def test_an_unmatched_minor_event_counts_in_neither() -> None:
    first = labels(strikes(), travel(minor=True))
    figures = agreement(first, labels(strikes()))
    assert (figures["minor_alone"], figures["events_first"], figures["event_f1"]) == (1, 1, 1.0)
    assert figures["mention_f1"] == 1.0
    other = agreement(labels(strikes(), travel()), labels(strikes()))
    assert [other["minor_alone"], other["event_f1"]] == pytest.approx([0, 2 / 3])
    assert other["mention_f1"] == pytest.approx(4 / 5)


def test_articles_that_one_side_lacks_are_left_out() -> None:
    assert agreement({**whole(), "y": whole()["x"]}, whole()) == agreed()


def test_agenda_items_match_by_words_and_windows_that_can_meet() -> None:
    def figures(**fields: Any) -> dict[str, float]:
        return agreement(labels(agenda=(visit(),)), labels(agenda=(visit(**fields),)))

    assert figures(summary="Mali visit", status="expected")["agenda_status"] == 0.0  # one sentence, a third
    assert figures(summary="Mali visit", evidence=[at("Doctors")])["agenda_f1"] == 0.0
    assert figures(earliest=None, latest=None)["agenda_window"] == 0.0
    assert figures(earliest="2024-06-01", latest=None)["agenda_f1"] == 0.0
    assert figures(earliest=None, latest="2024-05-13")["agenda_window"] == 1.0


def test_disagreements_match_by_two_sides() -> None:
    kind = agreement(labels(rows=(dispute(),)), labels(rows=(dispute(kind="denial", about="deaths"),)))
    assert (kind["disagreements_f1"], kind["disagreement_kind"], kind["disagreement_field"]) == (
        1.0,
        0.0,
        1.0,
    )
    one_side = dispute()["sides"][:1]
    assert (
        agreement(labels(rows=(dispute(),)), labels(rows=(dispute(sides=one_side),)))["disagreements_f1"] == 0
    )


def test_the_type_decides_which_of_two_events_on_one_trigger_match() -> None:
    killing = strikes(id="E9", type="ACCUSE", mentions=[at("air strikes")])
    assert agreement(labels(killing, strikes()), labels(strikes(), killing))["event_f1_same_type"] == 1.0


def test_matching_is_one_to_one_and_of_equal_scores_the_earlier_come_first() -> None:
    matching = match([{"n": 1}, {"n": 2}], [{"n": 3}], lambda _a, _b: 1.0)
    assert (matching.pairs, matching.first_alone, matching.second_alone) == (
        (({"n": 1}, {"n": 3}),),
        ({"n": 2},),
        (),
    )


def test_an_open_window_matches_only_another_open_window() -> None:
    whole_may, until_june, nothing = (
        Window("2024-05-01", "2024-05-31"),
        Window(None, "2024-06-30"),
        Window.of(None),
    )
    assert whole_may.meets(until_june)
    assert until_june.meets(whole_may)
    assert not Window("2024-07-01", None).meets(until_june)
    assert nothing.meets(nothing)
    assert not nothing.meets(whole_may)


def test_words_are_compared_by_stems_without_function_words() -> None:
    assert word_f1("the elections of May", "May election") == 1.0
    assert word_f1("of the", "of the") == 0.0


# ---- names, and texts that do not ship ---------------------------------------------------------


def without_words(node: Any) -> Any:
    """Return labels whose spans have a digest instead of their words."""
    if isinstance(node, dict):
        kept = {key: without_words(value) for key, value in node.items() if key != "text"}
        return {**kept, "sha1": "00000000"} if "start" in node else kept
    return [without_words(item) for item in node] if isinstance(node, list) else node


def test_one_name_holds_the_words_of_the_other() -> None:
    def named(name: str, start: int) -> Labels:
        marked = {"start": start, "end": start + len(name), "text": name}
        return {"span": marked, "name": marked}

    assert same_party(named("the army's", 0), named("Army of Mali", 50))
    assert not same_party(named("the army", 0), named("a navy", 50))
    assert not same_party(without_words(named("army", 0)), named("army", 50))
    assert same_party(without_words(named("army", 0)), named("navy", 2))


def test_without_its_text_a_party_is_compared_by_offsets_alone() -> None:
    first, second = without_words(whole()), without_words(whole())
    assert agreement(first, second) == agreed()
    assert held_against(first, second) == held()
    moved = first["x"]["events"][0]["actors"][0]
    for marked in (moved["span"], moved["name"]):
        marked |= {"start": 900, "end": 906}
    assert agreement(first, second)["actors_f1"] == 0.5


def test_a_place_without_its_name_is_compared_by_offsets() -> None:
    first = without_words(whole())
    del first["x"]["events"][0]["location"]["name"]
    assert agreement(first, whole())["location"] == 1.0
    assert list(differences(first, whole())) == []


# ---- a system against the gold ------------------------------------------------------------


def test_a_system_that_gives_the_gold_is_right_in_every_figure() -> None:
    assert below_one(held()) == {}
    assert {name for name, value in held().items() if value == 2} == {"events_wanted", "events_shown"}
    assert set(HELD_CHECKS) | {"whole_of_shown", "whole_of_wanted", "agenda_date"} <= set(held())


def test_another_type_is_found_and_judged_no_further() -> None:
    figures = below_one(held(type="COERCE", mode=None, status="denied"))
    wrong = ("found_right_type", "precision", "event_f1", "whole_of_shown", "whole_of_wanted")
    assert figures == dict.fromkeys(wrong, 0.5)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"actors": []}, {"actors_f1": 2 / 3, "roles_whole": 0.5}),
        ({"recipients": [party("rebels"), party("Doctors")]}, {"recipients_f1": 2 / 3, "roles_whole": 0.5}),
        ({"status": "denied"}, {"status": 0.5}),
        ({"within": None}, {"within": 0.5}),
        ({"time": {"earliest": "2024-05-12", "latest": None}}, {"no_wrong_time": 0.5, "time_found": 0.0}),
        ({"location": {"span": at("Doctors"), "name": "Bamako", "country": None}},
         {"no_wrong_place": 0.5, "place_found": 0.0}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_whole(fields: Labels, expected: dict[str, float]) -> None:
    unwhole = {"whole_of_shown": 0.5, "whole_of_wanted": 0.5}
    assert below_one(held(**fields)) == pytest.approx({**expected, **unwhole})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"time": None}, {"time_found": 0.0}),
        ({"location": None}, {"place_found": 0.0}),
        ({"location": {"span": at("Mali"), "name": "Gao", "country": "MLI"}}, {}),  # the country is right
        ({"condition": None}, {"condition_found": 0.0}),
        ({"certainty": "unknown"}, {"certainty": 0.5}),
        ({"figures": []}, {"figures_f1": 0.0}),
    ],
)
def test_what_is_missing_or_aside_leaves_an_event_whole(fields: Labels, expected: dict[str, float]) -> None:
    assert below_one(held(**fields)) == expected


def test_events_that_are_minor_in_the_gold_are_neither_wanted_nor_shown() -> None:
    gold, system = labels(strikes(minor=True), travel()), labels(strikes(status="denied"), travel())
    assert below_one(held_against(gold, system)) == {"agenda_wanted": 0, "agenda_shown": 0,
                                                     "disagreements_wanted": 0, "disagreements_shown": 0}  # fmt: skip
    assert held_against(gold, system)["events_shown"] == 1
    assert held_against(gold, labels(travel()))["found_any_type"] == 1.0


def test_an_article_that_the_system_lacks_has_nothing() -> None:
    figures = held_against(whole(), {})
    assert (figures["found_any_type"], figures["agenda_recall"], figures["event_f1"]) == (0, 0, 0)
    assert "precision" not in figures
    assert "agenda_precision" not in figures


def test_an_event_that_is_not_wanted_costs_precision() -> None:
    figures = held_against(labels(strikes()), labels(strikes(), travel()))
    assert (figures["found_right_type"], figures["precision"]) == (1.0, 0.5)


# ---- differences -------------------------------------------------------------------------------


def test_differences_are_lines_that_say_what_differs() -> None:
    first = labels(strikes(), travel(), agenda=(visit(),), rows=(dispute(),))
    second = labels(
        strikes(actors=[party("army")], within=None, time=None, status="denied"),
        event("E3", "LAW", "Mali", minor=True),
        agenda=(visit(status="expected"),),
    )
    assert list(differences(first, second)) == [
        "x: only in the first: E2 'travel', CONSULT planned",
        "x: E1 'air strikes' / E1 'air strikes': status occurred / denied; actors French / army; within army / -; time 2024-05-10..2024-05-10 / -",
        "x: G1 'Jo Oyo to travel to Mali' / G1 'Jo Oyo to travel to Mali': status planned / expected",
        "x: only in the first: D1 'how many were killed', contradiction number",
    ]


def test_identical_labels_have_no_differences() -> None:
    assert list(differences(whole(), whole())) == []


# ---- readings ----------------------------------------------------------------------------------


def test_a_reading_has_the_form_of_labels() -> None:
    found = labels_of(sample_reading())
    flight, _, sanctions = found["events"]
    assert found["id"] == "wire-7"
    assert [mention["text"] for mention in flight["mentions"]] == ["fly to", "talks"]
    (figure,) = flight["figures"]
    assert figure.pop("span")["text"] == "at least 12 envoys"
    assert figure == {"what": "participants", "low": 12, "high": None, "unit": None}
    assert [actor["name"]["text"] for actor in flight["actors"]] == ["Foreign Minister Ana Kovač"]
    assert flight["within"]["span"]["text"] == "her office"
    assert flight["location"] | {"span": None} == {"span": None, "name": "Valletta", "country": "MLT"}
    assert (flight["time"]["span"]["text"], flight["time"]["latest"]) == ("Monday", "2024-03-11")
    assert sanctions["condition"]["text"] == "If they fail"
    assert [side["source"]["name"]["text"] for side in found["disagreements"][0]["sides"]] == [
        "her office", "an opposition spokesman",
    ]  # fmt: skip
    assert [item["evidence"][0]["text"] for item in found["agenda"]] == [
        "fly to Valletta on Monday", "impose sanctions next month",
    ]  # fmt: skip


def test_a_reading_agrees_with_itself() -> None:
    mine = {"wire-7": labels_of(sample_reading())}
    assert all(value >= 1 for name, value in agreement(mine, mine).items() if name != "minor_alone")
    assert below_one(held_against(mine, mine)) == {}


def test_a_source_that_is_not_named_is_the_cue_and_an_actor_without_mentions_touches_nothing() -> None:
    reading = sample_reading()
    bare = replace(
        reading,
        actors=tuple(replace(actor, mentions=()) for actor in reading.actors),
        attributions=tuple(replace(attribution, source=None) for attribution in reading.attributions),
    )
    flight = labels_of(bare)["events"][0]
    assert flight["within"]["name"]["text"] == "said"
    assert flight["actors"][0]["name"] == {"start": 0, "end": 0, "text": "Ana Kovač"}
    assert not same_party(flight["actors"][0], {"span": at("French"), "name": at("French")})


# ---- the scorers of the shared folder ----------------------------------------------------------

THEIRS = {  # the names in tools/event_lines.py and tools/score_events.py that are not ours with blanks
    "reports": "articles", "mode (same type)": "mode_given_type", "event F1, any type": "event_f1",
    "event F1, same type": "event_f1_same_type", "time (window overlaps, or both open)": "time_overlaps",
    "time exact, where both give one": "time_exact", "found (any type)": "found_any_type",
    "found, right type": "found_right_type", "precision, right type": "precision",
    "whole, of those shown": "whole_of_shown", "whole, of those wanted": "whole_of_wanted",
}  # fmt: skip


def named_as_ours(figures: Mapping[str, Any]) -> dict[str, float]:
    numbers = {name: value for name, value in figures.items() if isinstance(value, int | float)}
    return {THEIRS.get(name, name.lower().replace(" ", "_")): value for name, value in numbers.items()}


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SHARED / "tools"))  # one scorer imports the other
    return load_scorer(SHARED, name)


def rows_of(path: Path) -> list[Labels]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@needs_shared
def test_two_readers_agree_as_the_shared_scorer_says(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = map(rows_of, TWICE)
    theirs = named_as_ours(load("event_lines", monkeypatch).agreement(first, second))
    ours = agreement({row["id"]: row for row in first}, {row["id"]: row for row in second})
    assert len(theirs) > 20
    assert {name: ours[name] for name in theirs} == pytest.approx(theirs)
    sizes = [ours[name] for name in ("events_first", "events_second", "minor_alone", "agenda_first")]
    assert sizes == [58, 50, 3, 8]


@needs_shared
def test_a_reading_is_held_against_the_gold_as_the_shared_scorer_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scorer = load("score_events", monkeypatch)
    reading = sample_reading()
    gold = labels_of(reading)
    gold["disagreements"][0]["sides"][1]["source"] = None
    flight, agreed_to, sanctions = gold["events"]
    agreed_to |= {"type": "CONCEDE"}
    sanctions |= {"status": "possible", "recipients": sanctions["recipients"][:1]}
    gold["events"].append(copy.deepcopy(flight) | {"id": "more", "mentions": [located("talks")]})
    theirs = named_as_ours(scorer.score([gold], [json.loads(write_line(reading))]))
    assert held_against({gold["id"]: gold}, {gold["id"]: labels_of(reading)}) == pytest.approx(theirs)


def test_conditions_count_where_they_touch_and_where_only_one_side_has_one() -> None:
    one, touching, other = {"start": 0, "end": 9}, {"start": 5, "end": 20}, {"start": 30, "end": 40}
    tally = condition_tally([(one, touching), (one, other), (one, None), (None, other), (None, None)])
    assert (tally.hits, tally.first, tally.second) == (1, 3, 3)
