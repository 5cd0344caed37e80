"""Statements, events, what lies ahead and search, over a store of reports that were really read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions import FILTERS, QUESTIONS, filters_of
from onrecord.questions.filters import AheadFilters, EventFilters, SaidFilters, SearchFilters
from onrecord.store import open_store, reading_of
from onrecord.types import Span
from onrecord.views import cli
from tests.questions.reports import copied, kept


@pytest.fixture(scope="module")
def store() -> Iterator[onrecord.Store]:
    with onrecord.open(kept()) as opened:
        yield opened


# ---- who said what -----------------------------------------------------------------------


def test_statements_of_a_person_carry_their_exact_words(store: onrecord.Store) -> None:
    found = store.said(speaker="Ana Kovač")
    assert found.total == len(found) == 2
    assert {row.given_id for row in found} == {"talks"}
    assert {row.quotation for row in found} == {"direct", "indirect"}
    for row in found:
        reading = reading_of(store, row.document)
        assert reading is not None
        assert row.cue is not None
        for span in (row.cue, *row.content):
            assert reading.document.text[span.start : span.end] == span.text
        assert row.published == "2024-05-13"


@pytest.mark.parametrize("asked", ["Sergey Lavrov", "Q58217"])
def test_an_actor_is_asked_for_by_name_or_id(store: onrecord.Store, asked: str) -> None:
    by_name = store.said(speaker=asked)
    assert {row.speaker for row in by_name} == {"Sergey Lavrov"}
    assert store.said(speaker=by_name.meant[0].entities[0]).rows == by_name.rows


def test_an_abbreviation_stands_for_a_body_and_the_answer_says_so(store: onrecord.Store) -> None:
    found = store.said(speaker="EU")
    (meant,) = found.meant
    assert (meant.asked, meant.name, meant.wikidata) == ("EU", "European Union", "Q458")
    assert {row.speaker for row in found} == {"European Union"}


def test_a_country_stands_for_all_who_are_of_it(store: onrecord.Store) -> None:
    of_russia = {row.speaker for row in store.said(speaker="Russia")}
    assert {"Sergey Lavrov", "Vladimir Putin", "Russia", "Kremlin spokesman"} <= of_russia
    assert of_russia == {row.speaker for row in store.said(speaker="RUS")}


def test_statements_are_narrowed_by_each_filter(store: onrecord.Store) -> None:
    every = store.said()
    assert {row.kind for row in store.said(cue="deny")} == {"deny"}
    assert {row.quotation for row in store.said(quotation=["direct", "mixed"])} <= {"direct", "mixed"}
    assert {row.sourcing for row in store.said(named=True)} == {"named"}
    assert store.said(named=True).total + store.said(named=False).total == every.total
    assert {row.office for row in store.said(role="foreign minister")} != {None}
    assert store.said(since="2024-05-14").total + store.said(until=date(2024, 5, 13)).total == every.total
    pressure = store.said(words="pressure anything")
    assert [row.speaker for row in pressure] == ["Ana Kovač"]
    unnamed = store.said(role="spokesman")
    assert [row.speaker for row in unnamed] == ["Kremlin spokesman"]


def test_topic_words_are_looked_for_in_what_is_said_and_not_around_it(store: onrecord.Store) -> None:
    assert store.said(words="reporters").total == 0  # "told reporters" is no content
    assert store.search("reporters").total == 1


def test_rows_are_shown_page_by_page(store: onrecord.Store) -> None:
    every = store.said(limit=0).rows
    assert store.said(limit=2, offset=2).rows == every[2:4]
    assert store.said(limit=2).total == len(every)
    assert [row.published for row in every] == sorted((r.published for r in every), reverse=True)  # type: ignore[type-var]


# ---- events ------------------------------------------------------------------------------


def test_events_are_counted_by_reports_or_by_happenings(store: onrecord.Store) -> None:
    told = store.events(type="ASSAULT")
    happened = store.events(type="ASSAULT", counting="happenings")
    assert told.total == 2
    assert happened.total == 1
    (row,) = happened
    assert row.reports == 2  # type: ignore[attr-defined]
    assert row.happening in {each.happening for each in told}
    assert {each.happening for each in told} == {row.happening}


def test_events_are_narrowed_by_who_where_and_when(store: onrecord.Store) -> None:
    arrest = store.events(place="Vienna", type="COERCE")
    assert [row.given_id for row in arrest] == ["arrests"]
    assert store.events(place="Austria", type="COERCE").rows == arrest.rows
    assert [(r.actors[0].name, r.recipients[0].name) for r in store.events(dyad=("Russia", "Ukraine"))] == [
        ("Ukraine", "Russia")
    ]
    assert store.events(actor="Ukraine").total == store.events(recipient="Russia", actor="UKR").total == 1
    assert {row.given_id for row in store.events(country="UKR")} == {"talks", "moved"}
    june = store.events(on_or_after="2024-06-01", on_or_before="2024-06-30")
    assert june.total
    assert all((row.latest or "") >= "2024-06-01" and (row.earliest or "") <= "2024-06-30" for row in june)
    assert {row.status for row in store.events(status=("planned",))} == {"planned"}


def test_happenings_take_the_filters_of_events(store: onrecord.Store) -> None:
    for filters in ({"country": "UKR"}, {"actor": "Ukraine"}, {"since": "2024-05-14"}, {"place": "Vienna"}):
        told = {row.happening for row in store.events(limit=0, **filters)}  # type: ignore[arg-type]
        happened = {row.happening for row in store.events(limit=0, counting="happenings", **filters)}  # type: ignore[arg-type]
        assert happened == told != set()


# ---- what lies ahead ---------------------------------------------------------------------


def test_what_lies_ahead_of_the_latest_day_stands_soonest_first(store: onrecord.Store) -> None:
    found = store.ahead()
    assert found.asked.as_of == "2024-06-15"
    days = [row.latest for row in found if row.latest]
    assert days == sorted(days)
    assert all(day >= "2024-06-15" for day in days)
    assert any("summit" in row.summary for row in found)


def test_a_plan_of_three_reports_is_one_row_with_the_days_that_it_had(store: onrecord.Store) -> None:
    (talks,) = store.ahead(words="Vienna", on_or_after="2024-06-12", on_or_before="2024-06-12")
    assert talks.given_id == "summit"
    assert talks.reports == 3
    assert talks.moved_from is not None
    assert talks.moved_from.earliest == "2024-06-05"
    assert [t.latest for t in talks.history] == ["2024-06-05", "2024-06-12", "2024-06-12"]


def test_past_plans_ask_for_their_outcome(store: onrecord.Store) -> None:
    assert any("past plan" in note for note in store.ahead().notes)
    assert [row.given_id for row in store.ahead(overdue=True)] == ["summit"]
    assert all(row.overdue for row in store.ahead(overdue=True))


def test_what_lies_ahead_has_its_condition(store: onrecord.Store) -> None:
    (row,) = store.ahead(words="sanctions imposed", as_of="2024-05-21", status="conditional")
    assert row.condition is not None
    assert "withdraw" in row.condition.text


# ---- search ------------------------------------------------------------------------------


def test_search_finds_actors_places_stories_and_documents(store: onrecord.Store) -> None:
    kinds = {hit.what for hit in store.search("Vienna")}
    assert kinds == {"place", "document"}
    assert {hit.what for hit in store.search("kovac")} == {"person", "document"} or store.search(
        "kovac"
    ).total
    assert {hit.what for hit in store.search("talks")} == {"story", "document"}
    assert [hit.name for hit in store.search("lavrov", what="actors")] == ["Sergey Lavrov"] or store.search(
        "lavrov", what="actors"
    ).rows[0].name.startswith("Sergey Lavrov")


def test_search_shows_the_words_that_match(store: onrecord.Store) -> None:
    (hit,) = store.search("kovac pressure", what="documents")
    assert hit.document is not None
    reading = reading_of(store, hit.document)
    assert reading is not None
    assert {match.text for match in hit.matches} == {"Kovač", "pressure"}
    assert hit.excerpt is not None
    for span in (*hit.matches, hit.excerpt):
        assert isinstance(span, Span)
        assert reading.document.text[span.start : span.end] == span.text


def test_a_search_without_hits_says_which_word_no_report_has(store: onrecord.Store) -> None:
    found = store.search("Vienna zebra")
    assert found.why == "No report, name or place has 'zebra'."
    rarer = store.search("arrested summit")
    assert rarer.wider is not None
    assert rarer.wider_total


# ---- no rows -----------------------------------------------------------------------------


def test_no_rows_say_why_and_which_wider_question_has_some(store: onrecord.Store) -> None:
    found = store.said(speaker="Ana Kovač", words="sanctions", since="2024-05-01")
    assert (found.total, found.rows) == (0, ())
    assert found.why is not None
    assert "speaker 'Ana Kovač'" in found.why  # the narrowest: she says less than is said of sanctions
    assert found.wider is not None
    assert found.wider.given() == {"words": "sanctions", "since": "2024-05-01"}
    assert found.wider_total == store.said(words="sanctions", since="2024-05-01").total > 0


def test_nobody_of_that_name_is_said(store: onrecord.Store) -> None:
    found = store.said(speaker="Nobody Atall")
    assert found.why == "No report names an actor 'Nobody Atall'."


ARGUMENTS = {
    "search": ["words"],
    "dossier": ["Ana Kovač"],
    "story": ["s_1"],
    "dyad": ["Ana Kovač", "Peru"],
}


def test_an_empty_store_says_that_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path, create=True).close()
    with onrecord.open(path) as opened:
        for name in QUESTIONS:
            answer = getattr(opened, name)(*ARGUMENTS.get(name, ()))
            assert "holds no reports" in (answer.why or ""), name


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"type": "PROTST"}, "Did you mean PROTEST"),
        ({"status": "finished"}, "it is one of occurred, ongoing"),
        ({"since": "yesterday"}, "'yesterday' is no day for 'since'"),
        ({"dyad": "Russia"}, "it takes two actors"),
        ({"limit": -1}, "it is a number"),
        ({"speaker": "Ana"}, "'events' takes no filter 'speaker'"),
        ({"actor": "  "}, "'actor' is empty"),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_those_that_are(
    store: onrecord.Store, filters: dict[str, object], told: str
) -> None:
    with pytest.raises(QuestionError, match=told):
        store.events(**filters)  # type: ignore[arg-type]


def test_the_named_arguments_are_the_filters_of_the_table() -> None:
    typed = {"said": SaidFilters, "events": EventFilters, "ahead": AheadFilters, "search": SearchFilters}
    for name, arguments in typed.items():
        taken = {row.name for row in filters_of(name)} - set(QUESTIONS[name].arguments)
        assert taken == set(arguments.__annotations__) | set(arguments.__mro__[0].__annotations__), name
    assert all(row.help[0] != row.help[0].upper() or not row.help[0].isalpha() for row in FILTERS.values())


# ---- corrections -------------------------------------------------------------------------


def test_a_correction_holds_in_the_answers_at_once_and_when_it_is_undone(tmp_path: Path) -> None:
    path = copied(tmp_path)
    run = ["--store", str(path)]
    assert cli.run(["actors", "rename", "Ana Kovač", "Anna Kovac", "--country", "HRV", *run]) == 0
    with onrecord.open(path) as opened:
        renamed = opened.said(speaker="Anna Kovac")
        assert {row.speaker for row in renamed} == {"Anna Kovac"}
        assert renamed.total == 2
        assert opened.said(speaker="HRV").total == 2
        assert opened.said(speaker="Ana Kovač").total == 0
        assert opened.said().notes == ()
    assert cli.run(["assemble", *run]) == 0
    with onrecord.open(path) as opened:
        assert [r.attribution for r in opened.said(speaker="Anna Kovac")] == [r.attribution for r in renamed]
    assert cli.run(["corrections", "undo", *run]) == 0
    with onrecord.open(path) as opened:
        assert opened.said(speaker="Ana Kovač").total == 2
        assert opened.said(speaker="HRV").total == 0


def test_a_mention_that_is_split_off_speaks_for_itself(tmp_path: Path) -> None:
    path = copied(tmp_path)
    with onrecord.open(path) as opened:
        row = next(r for r in opened.said(speaker="Ana Kovač") if r.quotation == "direct")
        assert row.source is not None
        place = f"{row.document}:{row.source.start}"
    assert cli.run(["actors", "split", "Ana Kovač", "Iva Kovač", "--in", place, "--store", str(path)]) == 0
    for command in (None, ["assemble", "--store", str(path)]):
        if command:
            assert cli.run(command) == 0
        with onrecord.open(path) as opened:
            assert [r.attribution for r in opened.said(speaker="Iva Kovač")] == [row.attribution]
            assert opened.said(speaker="Ana Kovač").total == 1


# ---- indexes -----------------------------------------------------------------------------


ASKED: dict[str, list[dict[str, object]]] = {
    "said": [
        {"speaker": "Ana Kovač"}, {"speaker": "RUS"}, {"words": "talks"}, {"cue": "deny"}, {"role": "GOV"},
        {"role": "minister"}, {"since": "2024-05-14"}, {"outlet": "Herald"}, {"story": "s_"},
    ],
    "events": [
        {"type": "ASSAULT"}, {"actor": "Ukraine"}, {"country": "UKR"}, {"dyad": ("Ana Kovač", "Sergey Lavrov")},
        {"place": "Vienna"}, {"on_or_after": "2024-06-01"}, {"since": "2024-05-14"},
        {"counting": "happenings", "type": "ASSAULT"}, {"counting": "happenings", "on_or_after": "2024-06-01"},
    ],
    "ahead": [{}, {"on_or_after": "2024-06-01"}, {"words": "summit"}],
}  # fmt: skip
SCANNED = (
    "SCAN statements",
    "SCAN tellings",
    "SCAN prospects",
    "SCAN happenings",
    "SCAN parties",
    "SCAN reports",
)


@pytest.mark.parametrize(("question", "filters"), [(q, f) for q, each in ASKED.items() for f in each])
def test_a_narrowed_question_reads_no_table_from_end_to_end(
    store: onrecord.Store, question: str, filters: dict[str, object]
) -> None:
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    getattr(store, question)(**filters)
    store.connection.set_trace_callback(None)
    asked = [sql for sql in statements if sql.startswith("SELECT") and "LIMIT" in sql and "OFFSET" in sql]
    assert asked
    for sql in asked:
        steps = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        whole = [s for s in steps if s.startswith(SCANNED) and "INDEX" not in s]
        assert not whole, (sql, steps)


def test_the_full_text_indexes_fit_what_they_index(tmp_path: Path) -> None:
    path = copied(tmp_path)
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for table in ("words", "content_words", "summary_words"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        connection.execute("DELETE FROM documents WHERE given_id = 'talks'")
        for table in ("words", "content_words", "summary_words"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("SELECT count(*) FROM reports").fetchone()[0] == 3
