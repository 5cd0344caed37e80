"""Annotations as lines: the labels they give, and the errors they report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpora.event_edit import format_lines
from corpora.event_lines import Annotations, Report, cut_sentences, read_lines, show
from corpora.own.events.onrecord_events import spans_of

TEXT = (
    "Raid kills 12 in Ourna\n\nFrench air strikes killed at least 12 rebels in Ourna on Friday, the army said. "
    "Gen. Jo Oyo, U.S. envoy, will travel to Mali next week for talks. “We’ll strike back unless the strikes "
    "stop,” the rebels said. Doctors of Ourna counted 40 bodies."
)
LINES = """== x # a remark
E1 s2 ASSAULT.aerial | air strikes; s1 Raid | A: French | R: rebels | occ | t: on Friday [2024-05-10] | l: Ourna [MLI] | w: army | fig: killed 12.. "at least 12"
E2 s3 CONSULT.visit | will travel | A: Gen. Jo Oyo | R: Mali | planned | t: next week [2024-05-13..2024-05-19]
E3 s4 THREATEN.violence | strike back | A: We = s4 rebels | R: s2 French | if: unless the strikes stop
G1 s3 | Jo Oyo to travel to Mali for talks | planned | t: next week [2024-05-13..2024-05-19] | from: [2024-04-01] | p: Jo Oyo | ev: E2
D1 contradiction number | how many were killed in Ourna | army // s2 killed at least 12 | Doctors = Doctors of Ourna // s5 counted 40 bodies
P s2 | past: said
"""


def report() -> Report:
    return Report("x", TEXT, "2024-05-11")


def read(lines: str, tmp_path: Path) -> Annotations:
    path = tmp_path / "a.lines"
    path.write_text(lines, encoding="utf-8")
    return read_lines(path, {"x": report()})


def labels(tmp_path: Path) -> dict[str, Any]:
    found = read(LINES, tmp_path)
    assert found.faults == []
    return found.labels["x"]


def test_initials_and_titles_do_not_end_a_sentence() -> None:
    assert [TEXT[a:b].split()[0] for a, b in cut_sentences(TEXT)] == [
        "Raid",
        "French",
        "Gen.",
        "“We’ll",
        "Doctors",
    ]


def test_the_first_mention_written_is_the_trigger_and_mentions_are_in_text_order(tmp_path: Path) -> None:
    event = labels(tmp_path)["events"][0]
    assert event["trigger"]["text"] == "air strikes"
    assert [m["text"] for m in event["mentions"]] == ["Raid", "air strikes"]
    assert (event["status"], event["certainty"]) == ("occurred", "certain")


def test_at_least_has_no_upper_bound(tmp_path: Path) -> None:
    (figure,) = labels(tmp_path)["events"][0]["figures"]
    assert (figure["what"], figure["low"], figure["high"]) == ("killed", 12, None)


def test_a_pronoun_is_given_the_name_that_it_stands_for(tmp_path: Path) -> None:
    (actor,) = labels(tmp_path)["events"][2]["actors"]
    assert (actor["span"]["text"], actor["name"]["text"]) == ("We", "rebels")


def test_straight_quotes_and_dashes_in_lines_match_curly_ones_in_the_text(tmp_path: Path) -> None:
    found = read(LINES.replace("strike back |", "We'll strike |"), tmp_path)
    assert found.labels["x"]["events"][2]["trigger"]["text"] == "We’ll strike"


def test_every_span_quotes_the_text(tmp_path: Path) -> None:
    spans = list(spans_of(list(labels(tmp_path).values())))
    assert len(spans) > 20
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)


def test_agenda_items_keep_their_window_and_what_they_were_moved_from(tmp_path: Path) -> None:
    (item,) = labels(tmp_path)["agenda"]
    assert (item["earliest"], item["latest"], item["event"]) == ("2024-05-13", "2024-05-19", "E2")
    assert item["moved_from"] == {"earliest": "2024-04-01", "latest": "2024-04-01"}


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("ASSAULT.air |", "ASSAULT.aerial |", "no mode of ASSAULT: 'air'"),
        ("ASSOLT |", "ASSAULT.aerial |", "no type: 'ASSOLT'"),
        (
            "| planed |",
            "| planned | t: next week [2024-05-13..2024-05-19]\nE3",
            "no status or field: 'planed'",
        ),
        ("s1 Rai ", "s1 Raid ", "not in s1: 'Rai'"),
        ("if: unless it stops", "if: unless the strikes stop", "not in s4: 'unless it stops'"),
        ("ev: E9", "ev: E2", "there is no event E9"),
        ("s9 counted", "s5 counted", "there is no s9"),
        ("A: Nobody Known", "A: French", "not in s2: 'Nobody Known'"),
        ("[2024-05-19..2024-05-13]", "[2024-05-13..2024-05-19]", "window runs backwards"),
        ("[next Friday]", "[2024-05-10]", "no ISO day"),
        ("Ourna [YUG]", "Ourna [MLI]", "no country of today: 'YUG'"),
        ('killed some "', 'killed 12.. "', "no figure"),
        ("P s2 | passed: said", "P s2 | past: said", "no predicate status"),
        ("D1 quarrel number", "D1 contradiction number", "no kind: 'quarrel'"),
    ],
)
def test_a_wrong_field_is_reported_with_its_value(wrong: str, right: str, fault: str, tmp_path: Path) -> None:
    if right.endswith("\nE3"):
        lines = LINES.replace(
            "| planned | t: next week [2024-05-13..2024-05-19]\nE3", f"{wrong} t: next week\nE3"
        )
    else:
        lines = LINES.replace(right, wrong, 1)
    assert lines != LINES
    assert any(fault in told for told in read(lines, tmp_path).faults)


def test_a_wrong_line_costs_no_other_line(tmp_path: Path) -> None:
    found = read(LINES.replace("ASSAULT.aerial", "ASSOLT", 1), tmp_path)
    assert [e["id"] for e in found.labels["x"]["events"]] == ["E2", "E3"]


def test_a_phrase_that_occurs_twice_in_its_sentence_needs_a_number(tmp_path: Path) -> None:
    text = "A strike began. The strike and a second strike failed."
    path = tmp_path / "b.lines"
    reports = {"y": Report("y", text, None)}
    path.write_text("== y\nE1 s2 PROTEST.strike | strike\n", encoding="utf-8")
    assert "2 times in s2, say which with #1" in read_lines(path, reports).faults[0]
    path.write_text("== y\nE1 s2 PROTEST.strike | strike#2\n", encoding="utf-8")
    found = read_lines(path, reports)
    assert found.faults == []
    assert found.labels["y"]["events"][0]["trigger"]["start"] == text.rindex("strike")


def test_an_act_that_occurred_is_not_after_publication(tmp_path: Path) -> None:
    found = read(LINES.replace("[2024-05-10]", "[2024-05-12]"), tmp_path)
    assert any("occurred, yet not before 2024-05-12" in fault for fault in found.faults)


def test_two_events_of_a_type_do_not_share_a_trigger(tmp_path: Path) -> None:
    found = read(LINES + "E4 s2 ASSAULT | air strikes\n", tmp_path)
    assert any("2 ASSAULT mentions on 'air strikes'" in fault for fault in found.faults)


def test_a_report_with_nothing_to_label_says_so(tmp_path: Path) -> None:
    assert read("== x\n", tmp_path).faults == ["a.lines: x: no line, and no NONE"]
    assert read("== x\nNONE\n", tmp_path).faults == []


def test_labels_written_as_lines_read_back_the_same(tmp_path: Path) -> None:
    before = labels(tmp_path)
    after = read(format_lines(before, report()), tmp_path)
    assert after.faults == []
    assert after.labels["x"] == before


def test_a_report_is_shown_as_numbered_sentences_with_its_weekday() -> None:
    shown = show(report())
    assert shown.startswith("== x   published 2024-05-11 Saturday\ns1 Raid kills 12 in Ourna\n\ns2 French")
