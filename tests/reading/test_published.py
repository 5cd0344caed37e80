"""The day of publication: cases in words, and the properties of an interval."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.grammar import Forest
from onrecord.lexicon.tables import read_table
from onrecord.lexicon.times import DatedEvent, DatedOffice, load_time_words
from onrecord.reading.published import date_document, find_told_day, shortest_window
from onrecord.reading.published.axis import FIRST_DAY, axis_for
from onrecord.reading.times import find_time_phrases
from onrecord.types import Document, DocumentId, Found, Published, Updated

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "published.yaml").read_text(encoding="utf-8"))


def read(text: str, given: str | None = None) -> Found[Published]:
    known: Any = SimpleNamespace(words=SimpleNamespace(times=load_time_words()))
    published = Published(value=given, basis="given") if given else Published()
    document = Document(id=DocumentId("d"), text=text, published=published)
    return date_document(document, find_time_phrases(document, Forest(()), known), known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case_is_dated_as_expected(case: dict[str, Any]) -> None:
    found = read(case["text"], str(case["given"]) if "given" in case else None)
    (published,) = found.items
    if "value" in case:
        assert published.value == published.earliest == published.latest == str(case["value"]), case["why"]
        assert found.notes == ()
    if "not_value" in case:
        assert published.value != str(case["not_value"]), case["why"]
    if "basis" in case:
        assert published.basis == case["basis"], case["why"]
    if "within" in case:
        first, last = map(str, case["within"])
        assert published.earliest is not None
        assert published.latest is not None
        assert first <= published.earliest <= published.latest <= last, case["why"]
        assert published.value is None
        assert published.evidence
        assert [n.code for n in found.notes] == ["published-open"]
    if case.get("undated"):
        assert (published.value, published.earliest, published.latest) == (None, None, None), case["why"]
        assert [n.code for n in found.notes] == ["published-open"]


def test_metadata_is_kept_with_its_own_interval() -> None:
    document = Document(
        id=DocumentId("d"),
        text="WASHINGTON, Jan. 1, 1999 - Old news.",
        published=Published(value="2018-10-20", earliest="2018-10-19", latest="2018-10-20", basis="metadata"),
    )
    known: Any = SimpleNamespace(words=SimpleNamespace(times=load_time_words()))
    (published,) = date_document(document, (), known).items
    assert published == document.published


def test_evidence_quotes_the_text_and_names_the_fact() -> None:
    text = "President Trump spoke of the Khashoggi case before next month's midterms."
    (published,) = read(text).items
    spans = [e for e in published.evidence if not isinstance(e, str)]
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert "next month's midterms" in [s.text for s in spans]
    assert any(isinstance(e, str) and "Khashoggi, 2018-10-02" in e for e in published.evidence)


def test_former_secretary_is_out_of_office() -> None:
    text = "{} Hillary Clinton praised President Obama before next month's midterms."
    (in_office,) = read(text.format("Secretary of State")).items
    (out,) = read(text.format("Former Secretary of State")).items
    assert in_office.earliest is not None
    assert in_office.earliest.startswith("2010-10")
    assert out.earliest is not None
    assert out.earliest.startswith("2014-10")


def test_dated_tables_hold_real_days_inside_the_axis() -> None:
    events = read_table("dated_events.tsv", DatedEvent)
    offices = read_table("dated_offices.tsv", DatedOffice)
    assert len(events) >= 150
    last = axis_for((), load_time_words()).last
    assert all(FIRST_DAY <= date.fromisoformat(e.date) <= last and e.phrases for e in events)
    assert all(o.last is None or date.fromisoformat(o.first) < date.fromisoformat(o.last) for o in offices)


def test_the_axis_ends_with_the_tables_or_with_what_the_text_reports() -> None:
    words = load_time_words()
    newest = max(e.date for e in read_table("dated_events.tsv", DatedEvent))
    assert axis_for((), words).last >= date.fromisoformat(newest)
    assert axis_for([date(1990, 1, 1)], words) == axis_for((), words)
    assert axis_for([date(2050, 1, 1), date(9999, 12, 31)], words).last == date(2052, 12, 31)


@given(
    st.lists(st.floats(0.0, 1.0), min_size=3, max_size=40).filter(lambda p: sum(p) > 0.1), st.floats(0.1, 1.0)
)
def test_shortest_window_holds_its_share_and_nothing_shorter_does(shares: list[float], held: float) -> None:
    probability = np.array(shares) / sum(shares)
    window = shortest_window(probability, held)
    first, last = (window.first - FIRST_DAY).days, (window.last - FIRST_DAY).days
    assert probability[first : last + 1].sum() >= held - 1e-9
    shorter = last - first
    assert all(probability[n : n + shorter].sum() < held + 1e-9 for n in range(len(shares) - shorter + 1))


@settings(deadline=None)  # the first example loads the tables
@given(st.text(max_size=80))
def test_any_text_gives_one_answer_and_says_what_is_open(text: str) -> None:
    found = read(text)
    assert len(found.items) == 1
    assert found == read(text)
    assert found.items[0].value is not None or found.notes


# ---- a day that the text contradicts, a text that was rewritten -----------------------------


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        ("MOSCOW, March 3, 2019 (Reuters) - Talks ended.", "2018-10-20", "March 3, 2019"),
        ("Talks ended on March 3, 2019.", "2018-10-20", "March 3, 2019"),
        ("Talks will end on March 3, 2019.", "2018-10-20", None),
        ("Talks ended on Oct. 21, 2018.", "2018-10-20", None),
        ("MOSCOW, Oct. 19 (Reuters) - Talks ended.", "2018-10-20", None),
        ("MOSCOW, July 3 (Reuters) - Talks ended.", "2018-10-20", "July 3"),
    ],
)
def test_a_stated_day_that_the_text_contradicts_is_kept_with_a_note(
    text: str, given: str, told: str | None
) -> None:
    found = read(text, given)
    assert found.items[0].value == given
    assert [n.span.text for n in found.notes if n.span] == ([told] if told else [])
    assert {n.code for n in found.notes} <= {"published-contradiction"}


def told_day(text: str, title: str | None = None, url: str | None = None, **updated: Any) -> Found[Published]:
    """Return the day that a text of August 27 counts from, which was changed as `updated` says."""
    known: Any = SimpleNamespace(words=SimpleNamespace(times=load_time_words()))
    document = Document(
        id=DocumentId("d"),
        text=text,
        title=title,
        url=url,
        published=Published(value="2024-08-27", earliest="2024-08-27", latest="2024-08-27", basis="metadata"),
        updated=Updated(**updated) if updated else None,
    )
    return find_told_day(document, find_time_phrases(document, Forest(()), known), known)


PLAIN = "The talks broke off on Tuesday."


@pytest.mark.parametrize(
    ("text", "title", "url", "basis", "day", "said"),
    [
        (PLAIN, "Talks break off", None, "metadata", "2024-08-27", "a report of that day"),
        (PLAIN, "Talks break off", None, "live", "2024-08-30", "running report"),
        (PLAIN, "Geneva talks: what we know so far", None, "metadata", "2024-08-30", "what we know"),
        (PLAIN, None, "https://example.org/geneva-talks-explained", "visible", "2024-08-30", "explained"),
        (PLAIN, "Alive and well", None, "metadata", "2024-08-27", "a report of that day"),
        ("They signed on Aug. 29.", "Talks", None, "metadata", "2024-08-30", "'Aug. 29'"),
        ("They will sign on Aug. 29.", "Talks", None, "metadata", "2024-08-27", "a report of that day"),
    ],
)
def test_a_rewritten_text_counts_from_its_last_change_and_a_note_says_so(
    text: str, title: str | None, url: str | None, basis: str, day: str, said: str
) -> None:
    found = told_day(text, title, url, value="2024-08-30T12:40", basis=basis)
    assert found.items[0].value == found.items[0].earliest == day
    (note,) = found.notes
    assert note.code == "updated"
    assert f"count from {day}" in note.message
    assert said in note.message


@pytest.mark.parametrize("value", ["2024-08-27T20:00", "2024-08-20", "soon"])
def test_a_change_on_the_day_itself_needs_no_note(value: str) -> None:
    found = told_day(PLAIN, value=value, basis="metadata")
    assert (found.items[0].value, found.notes) == ("2024-08-27", ())
    assert told_day(PLAIN).notes == ()
