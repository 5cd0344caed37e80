"""What is new since a moment: by the journal, and by days of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions import Store, new
from onrecord.questions.rows_lines import NewLine
from onrecord.store import open_store, runs
from tests.questions.strike import REPORTS, add

SECTIONS = {"story", "moved", "date", "denial", "contradiction", "fulfilled", "failed"}


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


def published(store: Store, since: str, section: str) -> list[NewLine]:
    return [line for line in store.new(since, clock="published", each=0) if line.section == section]


def test_all_that_was_just_added_is_new(store: Store) -> None:
    answer = store.new("1h", each=0)
    assert {line.section for line in answer} >= SECTIONS - {"contradiction"}
    assert answer.total == len(answer)
    titles = [line.story for line in answer if line.section == "story"]
    assert titles == ["Ministers of Ecuador and Peru put off their talks", "Former governor jailed"]


def test_a_story_began_only_if_all_its_reports_are_new(store: Store) -> None:
    assert [line.story for line in published(store, "2024-05-15", "story")] == ["Former governor jailed"]
    assert len(published(store, "2024-05-13", "story")) == 2


def test_a_toll_that_moved_has_both_numbers_and_both_words(store: Store) -> None:
    (later,) = (line for line in published(store, "2024-06-01", "moved") if line.what == "killed")
    assert (later.before, later.value) == ("12", "17")
    assert later.words is not None
    assert later.words.given_id == "later"
    tolls = {(line.before, line.value, line.who) for line in published(store, "2024-05-15", "moved")}
    assert ("12", "17", "Alfredo Suquilanda") in tolls


def test_a_day_that_moved_is_new_with_the_report_that_moves_it(store: Store) -> None:
    (date,) = published(store, "2024-05-15", "date")
    assert (date.before, date.value, date.who) == ("2024-05-17", "2024-05-24", "Gabriela Sommerfeld")
    assert published(store, "2024-05-16", "date") == []


def test_a_denial_is_new_once(store: Store) -> None:
    (denial,) = published(store, "2024-05-13", "denial")
    assert (denial.who, denial.words and denial.words.given_id) == ("Dina Boluarte", "strike")
    assert published(store, "2024-05-15", "denial") == []


def test_a_plan_came_about_with_the_first_report_of_its_outcome(store: Store) -> None:
    told = {line.words.given_id for line in published(store, "2024-05-20", "fulfilled") if line.words}
    assert "met" in told
    assert "met" not in {
        line.words.given_id for line in published(store, "2024-05-26", "fulfilled") if line.words
    }


def test_an_input_that_failed_says_why(store: Store) -> None:
    (failed,) = [line for line in store.new("1h") if line.section == "failed"]
    assert (failed.what, failed.value, failed.before) == (
        "broken.html",
        "unreadable",
        "The page has no article.",
    )


def test_the_sides_of_a_contradiction_are_new_with_the_later_one(tmp_path: Path) -> None:
    first = ("an", "Andes Wire", "2024-05-14", "Strike", "An air strike killed 12 people at a market in Huaraz on Monday, Mayor Rosa Quispe said.\n\nThe army of Peru carried out the strike, the mayor said.")  # fmt: skip
    other = ("gp", "Guayas Post", "2024-05-15", "Nine dead", "LIMA - An air strike on a market in the Peruvian town of Huaraz killed nine people on Monday, the Red Cross said.\n\nPeru's army said that it was looking into reports of the strike on Huaraz.")  # fmt: skip
    with onrecord.open(add(tmp_path / "news.db", [first, other])) as store:
        (begun,) = published(store, "2024-05-15", "contradiction")
        assert (begun.what, begun.before, begun.value) == ("killed", "12", "9")
        assert begun.words is not None
        assert begun.words.given_id == "gp"
        assert published(store, "2024-05-16", "contradiction") == []


def test_a_plan_whose_day_passed_without_a_word_is_due(tmp_path: Path) -> None:
    plan = ("plan", "Andes Wire", "2024-05-13", "Talks", "LIMA - The foreign ministers of Ecuador and Peru will meet in Lima on 16 May, a spokesman said.")  # fmt: skip
    after = ("after", "Andes Wire", "2024-05-20", "Fuel", "LIMA - Drivers in Lima blocked a road on Sunday over the price of fuel.")  # fmt: skip
    path = add(tmp_path / "news.db", [plan])
    with onrecord.open(path) as store:
        assert [line for line in store.new("1h") if line.section == "due"] == []
    add(path, [after])
    with onrecord.open(path) as store:
        (due,) = published(store, "2024-05-18", "due")
        assert (due.value, due.words and due.words.given_id) == ("2024-05-16", "plan")


def test_only_what_came_in_after_the_moment_is_new(tmp_path: Path) -> None:
    path = add(tmp_path / "news.db", REPORTS[:3])
    with open_store(path, write=True) as kept:  # as if the first run had been a year before
        kept.connection.execute(
            "UPDATE runs SET begun = '2023-01-01T00:00:00Z', ended = '2023-01-01T00:05:00Z'"
        )
        kept.connection.execute("UPDATE journal SET at = '2023-01-01T00:01:00Z'")
    add(path, REPORTS[3:4])
    with open_store(path) as kept:
        assert len(runs(kept)) == 2
    with onrecord.open(path) as store:
        answer = store.new("1d", each=0)
        assert {line.words.given_id for line in answer if line.words} == {"moved"}
        assert {line.section for line in answer} >= {"moved", "date"}
        assert "story" not in {line.section for line in answer}


def test_nothing_new_says_when_anything_last_came_in(store: Store) -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    answer = new(store, "1d", now=lambda: later)
    assert not answer.rows
    assert answer.why is not None
    assert "Nothing was added since 2029-12-31T00:00:00Z" in answer.why
    assert answer.wider is not None
    wider: Any = dict(answer.wider.given().items())
    assert new(store, **wider).total == answer.wider_total > 0


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with onrecord.open(add(tmp_path / "news.db", [])) as store:
        assert "holds no reports" in (store.new("1d").why or "")


def test_a_moment_that_is_none_is_an_error(store: Store) -> None:
    with pytest.raises(QuestionError, match="'soon' is no moment"):
        store.new("soon")
