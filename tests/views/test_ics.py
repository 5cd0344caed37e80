"""The calendar: read back by the library that other programs use, and the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component

from onrecord.types import AgendaItem, Published, Reading, Time, TimeId, Updated
from onrecord.views.brief import Look
from onrecord.views.formats import KEPT_FORMATS, READING_FORMATS, Shown, write_items
from onrecord.views.layout import printable
from tests.readings import plan, sample_reading, span, window

READING = sample_reading()


def calendar(*readings: Reading) -> str:
    out = io.StringIO()
    write_items(READING_FORMATS["ics"], [Shown(reading) for reading in readings], out, Look())
    return out.getvalue()


def components(*readings: Reading) -> Sequence[Component]:
    """Return what the library finds in the calendar, without the calendar itself."""
    text = calendar(*readings)
    (found,) = Calendar.from_ical(text, multiple=True)
    assert not [c.errors for c in found.walk() if c.errors]
    return found.subcomponents


def of_items(*items: AgendaItem, **fields: Any) -> Sequence[Component]:
    return components(replace(READING, agenda=items, **fields))


def only(item: AgendaItem, **fields: Any) -> Component:
    (component,) = of_items(item, **fields)
    return component


def test_a_planned_day_is_a_whole_day_that_is_confirmed() -> None:
    event = components(READING)[0]
    assert event.name == "VEVENT"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 3, 11), date(2024, 3, 12))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["status"], event["transp"], event["sequence"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert (event["uid"], event["summary"]) == ("g_0@onrecord", "Ana Kovač flies to Valletta")
    assert (event["location"], event["geo"].to_ical()) == ("Valletta", "35.9;14.5")
    assert event["url"] == "https://news.example/kovac"
    assert b"CATEGORIES:event,planned" in event.to_ical()


def test_the_description_has_firmness_party_source_quote_and_report() -> None:
    assert str(components(READING)[0]["description"]).split("\n") == [
        "planned",
        "with Ana Kovač",
        "at least 12 participants",
        "office of Ana Kovač says",
        "“fly to Valletta on Monday”",
        "The Example, Kovač to open talks in Valletta, 8 March 2024",
        "Fact g_0",
    ]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("planned", "CONFIRMED"), ("ongoing", "CONFIRMED"), ("expected", "TENTATIVE"), ("possible", "TENTATIVE"),
        ("conditional", "TENTATIVE"), ("requested", "TENTATIVE"), ("denied", "CANCELLED"), ("cancelled", "CANCELLED"),
    ],
)  # fmt: skip
def test_status_is_one_of_the_three_of_the_standard(status: str, shown: str) -> None:
    assert only(plan(status=status))["status"] == shown


def test_a_window_is_an_event_of_several_days() -> None:
    event = only(plan(earliest="2024-03-18", latest="2024-03-24"))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2024, 3, 18), date(2024, 3, 25))
    assert "some time in 18–24 March 2024" in str(event["description"])


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2024-04-01", "2024-04-30", "April 2024"),
        ("2024-03-01", "2024-05-31", "March–May 2024"),
        ("2024-05-01", None, "from 1 May 2024"),
        (None, None, "no date given"),
        ("2025", "2025", "no date given"),
        ("2024-03-12", "2024-03-11", "12 March 2024"),
    ],
)
def test_what_has_no_day_is_in_a_note_and_never_given_one(
    earliest: str | None, latest: str | None, words: str
) -> None:
    note = only(plan(earliest=earliest, latest=latest))
    assert note.name == "VJOURNAL"
    assert f"• {words}: The council votes" in str(note["description"])
    assert note.decoded("dtstart") == date(2024, 3, 8)  # the day of the report, whose note it is
    assert not {"due", "dtend"} & {name.lower() for name in note}


def test_one_note_lists_all_that_has_no_day() -> None:
    undated = [plan(n, earliest=None, latest=None) for n in range(3)]
    (note,) = of_items(*undated)
    assert str(note["description"]).count("• no date given") == 3
    assert note["uid"] == "ahead-d_0@onrecord"


def test_a_long_range_whose_ends_the_text_gives_is_an_event() -> None:
    ends: dict[str, Any] = {"earliest": "2024-04-15", "latest": "2024-05-20"}
    assert only(plan(**ends)).name == "VJOURNAL"
    said = Time(
        start=0, end=7, text="Foreign", id=TimeId("t_9"), type="DATE", value="2024-04-15/2024-05-20", **ends
    )
    event = only(plan(**ends), times=(said,))
    assert (event.name, event.decoded("dtend")) == ("VEVENT", date(2024, 5, 21))


def test_a_deadline_is_a_task_with_its_last_day() -> None:
    task = only(plan(kind="deadline", earliest="2024-03-31", latest="2024-03-31"))
    assert (task.name, task.decoded("due"), task["status"]) == ("VTODO", date(2024, 3, 31), "NEEDS-ACTION")
    assert task["due"].params["VALUE"] == "DATE"
    assert only(plan(kind="deadline", earliest=None, latest="2024-03-31")).decoded("due") == date(2024, 3, 31)
    assert only(plan(kind="deadline", status="cancelled"))["status"] == "CANCELLED"
    assert only(plan(kind="deadline", earliest="2024-03-01", latest="2024-03-31")).name == "VJOURNAL"


def test_a_moved_date_raises_the_sequence_and_is_told() -> None:
    event = only(plan(moved_from=window("2024-03-10", "2024-03-10")))
    assert event["sequence"] == 1
    assert str(event["description"]).startswith("planned, moved\nmoved from 10 March 2024\n")
    assert only(plan(status="cancelled", moved_from=window("2024-03-10", "2024-03-10")))["sequence"] == 2


def test_the_condition_is_written_out() -> None:
    event = only(plan(status="conditional", condition=span("If they fail")))
    assert str(event["description"]).startswith("conditional: If they fail\n")


def test_the_stamp_is_that_of_the_report_and_not_of_the_clock() -> None:
    midnight = datetime(2024, 3, 8, tzinfo=UTC)
    assert components(READING)[0].decoded("dtstamp") == midnight
    changed = replace(READING.document, updated=Updated(value="2024-03-09T01:30+02:00", basis="metadata"))
    assert components(replace(READING, document=changed))[0].decoded("dtstamp") == datetime(
        2024, 3, 8, 23, 30, tzinfo=UTC
    )
    undated = replace(READING.document, published=Published(earliest="2024"))
    assert components(replace(READING, document=undated))[0].decoded("dtstamp").year == 1970


def test_the_same_readings_give_the_same_bytes() -> None:
    assert calendar(READING, READING) == calendar(sample_reading(), sample_reading())
    assert "\n" not in calendar(READING).replace("\r\n", "")


def test_several_reports_are_one_calendar() -> None:
    other = replace(READING, agenda=(replace(plan(7), summary="Another"),))
    summaries = [str(c["summary"]) for c in components(READING, other)]
    assert summaries[0] == "Ana Kovač flies to Valletta"
    assert summaries[-1] == "Another"
    assert calendar().split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//onrecord//onrecord//EN", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_a_store_offers_the_calendar() -> None:
    assert "ics" in KEPT_FORMATS


def test_an_address_of_another_kind_is_left_out() -> None:
    document = replace(READING.document, url="javascript:alert(1)")
    assert "url" not in components(replace(READING, document=document))[0]


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=200)


@settings(max_examples=20, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_any_words_come_back_and_stay_in_their_property(summary: str, title: str, url: str) -> None:
    document = replace(READING.document, title=title, url=f"https://news.example/{url}")
    reading = replace(READING, document=document, agenda=(plan(summary=summary),))
    (event,) = components(reading)
    assert str(event["summary"]) == printable(summary)
    assert {name.lower() for name in event} == {
        "uid", "dtstamp", "sequence", "summary", "description", "categories", "url", "dtstart", "dtend", "status", "transp",
    }  # fmt: skip
