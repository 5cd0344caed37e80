"""The list of rows that are never used."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

import onrecord.reading.events
from benchmarks.lexicon import Asked, Fired, all_rows, count_numbers, listening, report
from onrecord.types import Event, EventId, Reason, Span

TRIGGER = Span(start=0, end=3, text="met")


def test_mapping_remembers_the_keys_that_it_has_and_was_asked_for() -> None:
    rows = Asked({"say": 1, "tell": 2, "warn": 3, "deny": 4})
    assert rows.get("say") == 1
    assert rows.get("sing") is None
    assert "tell" in rows
    assert rows["warn"] == 3
    assert rows.keys_asked == {"say", "tell", "warn"}


def test_row_fires_if_an_event_names_it() -> None:
    fired = Fired()
    basis = (
        Reason(rule="event-word", words="meet (V) with=*", table="events.tsv", line=9),
        Reason(rule="recipient-is-object", words="Latvia", table="events.tsv", line=9),
        Reason(rule="past-tense"),
    )
    event = Event(
        id=EventId("e"),
        type="CONSULT",
        trigger=TRIGGER,
        mentions=(TRIGGER,),
        evidence=(TRIGGER,),
        basis=basis,
    )
    fired.by_events([event])
    assert fired.rows == {("events.tsv", "meet (V) with=*")}


def test_stage_is_wrapped_only_while_calls_are_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    known: Any = SimpleNamespace(words=SimpleNamespace(events=SimpleNamespace()))
    event = SimpleNamespace(basis=(Reason(rule="event-word", words="meet (V)", table="events.tsv"),))
    stage = lambda *_: SimpleNamespace(items=[event])  # noqa: E731
    monkeypatch.setattr(onrecord.reading.events, "find_events", stage)
    fired = Fired()
    with listening(fired):
        onrecord.reading.events.find_events(None, known)  # type: ignore[call-arg, arg-type]
    assert fired.rows == {("events.tsv", "meet (V)")}
    assert onrecord.reading.events.find_events is stage  # type: ignore[comparison-overlap]


def test_report_counts_each_table_and_lists_what_never_fired(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("cues.tsv", "say (verb)"), ("cues.tsv", "aver (verb)"), ("events.tsv", "meet (V)")]
    report(rows, {rows[0]}, {rows[0], rows[2]}, listed=True)
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["table", "rows", "cases", "texts", "never"],
        ["cues.tsv", "2", "1", "1", "1"],
        ["events.tsv", "1", "0", "1", "0"],
        ["cues.tsv:", "aver", "(verb)"],
    ]


def test_rows_are_those_of_the_tables() -> None:
    rows = all_rows()
    assert len(rows) == len(set(rows))
    assert ("events.tsv", "convene (V)") in rows
    assert ("status_marks.tsv", "if (clause)") in rows


def test_row_of_counts_fires_if_its_words_stand_near_a_number() -> None:
    fired = Fired()
    with listening(fired):
        count_numbers(["The storm killed seven villagers and sank two trawlers."])
    assert {
        ("happening_counts.tsv", "kill (verb)"),
        ("happening_counts.tsv", "villagers (person)"),
        ("happening_counts.tsv", "trawlers (thing)"),
    } <= fired.rows
    assert ("happening_counts.tsv", "abduct (verb)") not in fired.rows
    assert fired.rows <= set(all_rows())
