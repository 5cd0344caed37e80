"""Stories: the list of them, and what the reports of one tell together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.questions import Store
from onrecord.questions.rows_lines import Quote, StoryLine
from tests.questions.strike import REPORTS, add

TEXTS = {key: text for key, _, _, _, text in REPORTS}


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


def of(store: Store, section: str, story: str = "strike") -> list[StoryLine]:
    """Return the lines of one section of the story of a report."""
    return [line for line in store.story(story, each=0) if line.section == section]


def text(quote: Quote | None) -> str:
    assert quote is not None
    assert quote.given_id is not None
    assert TEXTS[quote.given_id][quote.start : quote.end] == quote.text
    return quote.text


def given_ids(store: Store, **filters: Any) -> list[set[str | None]]:
    return [{document.given_id for document in found.documents} for found in store.stories(**filters)]


OF_THE_STRIKE = {"strike", "reprint", "toll", "moved", "admitted", "met", "later"}


# ---- the list ----------------------------------------------------------------------------


def test_all_stories_are_listed_the_latest_first(store: Store) -> None:
    assert given_ids(store) == [OF_THE_STRIKE, {"jailed"}]
    first = store.stories().rows[0]
    assert (first.reports, first.earliest, first.latest) == (6, "2024-05-13", "2024-06-10")
    assert first.outlets[0] == "Andes Wire"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"words": "market"}, "strike"),
        ({"words": "prison"}, "jailed"),
        ({"actor": "Dina Boluarte"}, "strike"),
        ({"actor": "Ramon Villanueva"}, "jailed"),
        ({"country": "Philippines"}, "jailed"),
        ({"country": "PER"}, "strike"),
        ({"since": "2024-05-20"}, "strike"),
        ({"until": "2024-05-15"}, "strike"),
        ({"outlet": "Manila Star"}, "jailed"),
        ({"words": "governor", "country": "PHL", "until": "2024-05-16"}, "jailed"),
        ({"limit": 1}, "strike"),
        ({"limit": 1, "offset": 1}, "jailed"),
    ],
    ids=str,
)
def test_filters_narrow_the_stories(store: Store, filters: dict[str, Any], found: str) -> None:
    (only,) = given_ids(store, **filters)
    assert found in only


def test_no_story_says_why_and_which_wider_question_has_some(store: Store) -> None:
    answer = store.stories(words="market", outlet="Manila Star")
    assert (len(answer), answer.total) == (0, 0)
    assert answer.why is not None
    assert answer.wider is not None
    wider = dict(answer.wider.given().items())
    assert len(store.stories(**wider)) == answer.wider_total == 1


# ---- one story ---------------------------------------------------------------------------


def test_a_story_is_named_by_its_id_its_beginning_or_a_report(store: Store) -> None:
    (found,) = [one for one in store.stories() if one.reports > 1]
    answers = [store.story(name) for name in (found.id, found.id[:8], "reprint", found.documents[2].document)]
    assert {answer.rows[0].id for answer in answers} == {found.id}
    assert answers[0].rows[0].section == "story"


def test_what_no_story_is_called_is_an_answer_with_a_reason(store: Store) -> None:
    assert "'nothing'" in (store.story("nothing").why or "")
    assert "may be several stories" in (store.story("s_").why or "")


def test_what_happened_stands_in_order_of_day(store: Store) -> None:
    happened = of(store, "happened")
    assert [line.day for line in happened] == sorted(line.day or "" for line in happened)
    words = [text(line.words) for line in happened]
    assert "Ecuador expelled Peru's ambassador on Monday" in words
    assert not any(line.status == "planned" for line in happened)


def test_agreement_counts_independent_sources(store: Store) -> None:
    (where,) = [
        line for line in of(store, "agreed") if line.what == "where" and "Red Cross" in (line.who or "")
    ]
    assert where.value == "Macará"
    assert all((line.sources or 0) >= 2 for line in of(store, "agreed"))


def test_a_copy_is_no_source_of_its_own(store: Store) -> None:
    assert all("Sierra Gazette" not in (line.who or "") for line in of(store, "agreed"))


def test_how_a_toll_moved_is_on_the_word_of_who_gave_it(store: Store) -> None:
    tolls = [line for line in of(store, "moved") if line.what == "killed"]
    assert ("Alfredo Suquilanda", "12") in {(line.who, line.value) for line in tolls}
    assert ("Alfredo Suquilanda", "17") in {(line.who, line.value) for line in tolls}
    for line in tolls:
        number = {"9": "nine"}.get(line.value or "", line.value or "")
        assert f"killed {number} people" in text(line.words)


def test_how_a_day_moved(store: Store) -> None:
    moved = [(line.value, text(line.words)) for line in of(store, "moved") if line.what == "date"]
    assert [value for value, _ in moved] == ["2024-05-17", "2024-05-24"]
    assert "on Friday" in moved[0][1]


def test_a_denial_stands_beside_what_it_denies(store: Store) -> None:
    denials = of(store, "denial")
    assert {line.who for line in denials} == {"Dina Boluarte"}
    for line in denials:
        assert "denied" in text(line.words)
        assert "denied" not in text(line.beside)


def test_a_copy_is_folded_and_shows_what_differs(store: Store) -> None:
    (copy,) = of(store, "copy")
    assert copy.who == "Sierra Gazette"
    assert text(copy.words) == "Schools in the province stayed closed"
    assert copy.beside is None
    assert {line.who: line.value for line in of(store, "report")}["Sierra Gazette"] == "copy of Andes Wire"


def test_what_is_ahead_says_whether_it_came_about(store: Store) -> None:
    ahead = {text(line.words): line.value for line in of(store, "ahead")}
    assert ahead["Boluarte will visit Quito on 20 July"] == "ahead"
    assert any(value == "came about, by 1 report; moved 1 time" for value in ahead.values())


def test_two_tolls_of_two_voices_are_sides_with_their_words(tmp_path: Path) -> None:
    strike = ("an", "Andes Wire", "2024-05-14", "Strike", "An air strike killed 12 people at a market in Huaraz on Monday, Mayor Rosa Quispe said.\n\nThe army of Peru carried out the strike, the mayor said.")  # fmt: skip
    other = ("gp", "Guayas Post", "2024-05-14", "Nineteen dead", "LIMA - An air strike on a market in the Peruvian town of Huaraz killed 19 people on Monday, the Red Cross said.\n\nPeru's army said that it was looking into reports of the strike on Huaraz.")  # fmt: skip
    with onrecord.open(add(tmp_path / "news.db", [strike, other])) as store:
        sides = of(store, "disagreement", "an")
        assert {(line.value, line.who) for line in sides} >= {("12", "Rosa Quispe")}
        assert {line.value for line in sides} == {"12", "19"}
        assert {line.id for line in of(store, "disagreement", "gp")} == {sides[0].id}
        assert not [line for line in of(store, "agreed", "an") if line.what == "killed"]


def test_a_report_alone_is_a_story_of_its_own(store: Store) -> None:
    sections = {line.section for line in store.story("jailed")}
    assert sections == {"story", "happened", "report"}


def test_without_a_name_it_is_the_latest_story(store: Store) -> None:
    (latest, *_) = store.stories(limit=1)
    assert store.story().rows == store.story(latest.id).rows
    assert store.story().asked.story == latest.id


def test_a_store_without_stories_says_so(tmp_path: Path) -> None:
    onrecord.store.open_store(tmp_path / "news.db", create=True).close()
    with onrecord.open(tmp_path / "news.db") as empty:
        for answer in (empty.story(), empty.dossier("Peru"), empty.dyad("Peru", "Ecuador")):
            assert answer.why == "The store holds no reports; 'onrecord add' adds some."
