"""What the reports tell of one actor."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions import Store
from onrecord.questions.rows_lines import DossierLine, Quote
from onrecord.store import Assembler, add_corrections, corrections_path, keep, open_store
from onrecord.store.corrections import ActorCorrection, Identity
from onrecord.types import Actor, ActorId, Document, DocumentId, Mention, Reading
from tests.questions.strike import REPORTS, add

TEXTS = {key: text for key, _, _, _, text in REPORTS}


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


def of(store: Store, section: str, actor: str = "Dina Boluarte", **filters: Any) -> list[DossierLine]:
    """Return the lines of one section of a dossier."""
    return [line for line in store.dossier(actor, each=0, **filters) if line.section == section]


def text(quote: Quote | None) -> str:
    """Return the words of a quote, which the report has at that place."""
    assert quote is not None
    assert quote.given_id is not None
    assert TEXTS[quote.given_id][quote.start : quote.end] == quote.text
    return quote.text


def test_who_it_is_and_which_offices_it_held(store: Store) -> None:
    who = {line.what: line.value for line in of(store, "actor")}
    assert who | {"name": "Dina Boluarte", "kind": "person", "country": "PER"} == who
    assert [(line.what, line.value) for line in of(store, "office")] == [("President of Peru", "PER")]


def test_an_admission_stands_beside_the_denial_before_it(store: Store) -> None:
    (change,) = of(store, "change")
    assert (change.what, change.value, change.day) == ("polarity", "deny → say", "2024-05-18")
    assert "denied that Peru bombed the market" in text(change.beside)
    assert "admitted on Saturday that Peru bombed the market" in text(change.words)
    assert change.beside
    assert change.words
    assert (change.beside.given_id, change.words.given_id) == ("moved", "admitted")


def test_a_speaker_that_gives_another_day_or_number_changed_its_line(store: Store) -> None:
    (date,) = of(store, "change", "Gabriela Sommerfeld")
    assert (date.what, date.value) == ("date", "2024-05-17 → 2024-05-24")
    assert "on Friday" in text(date.beside)
    assert "24 May" in text(date.words)
    (toll,) = of(store, "change", "Alfredo Suquilanda")
    assert toll.what == "killed"
    assert "killed 12" in text(toll.beside)
    assert "killed 17" in text(toll.words)


def test_statements_stand_by_topic_in_order_of_day_and_those_of_copies_do_not(store: Store) -> None:
    said = of(store, "said")
    assert {(line.topic, line.topic_basis) for line in said} == {
        ("Ministers of Ecuador and Peru put off their talks", "story")
    }
    assert [line.day for line in said] == sorted(line.day or "" for line in said)
    assert "reprint" not in {line.words.given_id for line in said if line.words}
    assert text(said[0].words) == "that Peru bombed the market in Macará"


def test_acts_are_counted_by_type_and_quad_class_and_shown_with_their_words(store: Store) -> None:
    counts = {(line.value, line.what): line for line in of(store, "act", "Peru")}
    assert counts["did", "ACCUSE"].quad == 3
    assert counts["received", "REQUEST"].happenings == 1
    condemned = next(line for line in of(store, "did", "Peru") if line.what == "ACCUSE")
    assert (condemned.who, condemned.day) == ("Ecuador", "2024-06-09")
    assert text(condemned.words) == "Peru condemned Ecuador on Sunday for closing the border"
    assert counts["did", "ACCUSE"].happenings == sum(
        line.what == "ACCUSE" for line in of(store, "did", "Peru")
    )


def test_plans_say_what_became_of_them(store: Store) -> None:
    plans = {line.what: line for line in of(store, "plan", "Peru")}
    assert plans["AID"].value == "its day has passed, no report tells of it"
    assert (plans["AID"].day, plans["AID"].until) == ("2024-06-01", "2024-06-01")
    assert "compensation" in text(plans["AID"].words)


def test_what_it_denies_stands_beside_what_others_say(store: Store) -> None:
    sides = [(line.who, text(line.words)) for line in of(store, "disagreement")]
    assert ("Dina Boluarte", "that Peru bombed the market in Macará") in sides
    assert any(who == "Gabriela Sommerfeld" for who, _ in sides)


def test_reports_are_counted_by_outlet(store: Store) -> None:
    counts = {line.what: line.reports for line in of(store, "outlet")}
    assert counts == {"Andes Wire": 2, "Lima Chronicle": 1, "Sierra Gazette": 1}


def test_days_of_publication_and_an_outlet_narrow_it(store: Store) -> None:
    assert {line.day for line in of(store, "said", since="2024-05-16")} == {"2024-05-18"}
    assert of(store, "change", since="2024-05-16") == []
    assert {line.what for line in of(store, "outlet", until="2024-05-14")} == {"Andes Wire", "Sierra Gazette"}
    assert {line.words.publisher for line in of(store, "said", outlet="lima chronicle") if line.words} == {
        "Lima Chronicle"
    }


def test_as_many_lines_of_each_section_are_shown_as_are_asked_for(store: Store) -> None:
    whole, part = store.dossier("Dina Boluarte", each=0), store.dossier("Dina Boluarte", each=2)
    assert part.total == whole.total == len(whole)
    latest = [line.day for line in part if line.section == "said"]
    assert latest == ["2024-05-18", "2024-05-18"]
    assert sum(line.section == "actor" for line in part) == 2


def test_a_country_is_the_country_itself(store: Store) -> None:
    for name in ("Peru", "PER"):
        lines = store.dossier(name)
        assert {line.value for line in lines if line.section == "actor" and line.what == "kind"} == {
            "country"
        }
        assert not [
            line
            for line in lines
            if line.section == "said" and line.words and "Our aircraft" in line.words.text
        ]


def test_nobody_of_that_name_is_an_answer_with_a_reason(store: Store) -> None:
    answer = store.dossier("Nobody At All")
    assert (len(answer), answer.total) == (0, 0)
    assert answer.why is not None
    assert "Nobody At All" in answer.why
    assert "onrecord said" in (store.dossier("Chad").why or "")


def test_a_surname_alone_is_who_has_it(store: Store) -> None:
    answer = store.dossier("boluarte")
    assert [(meant.asked, meant.name) for meant in answer.meant] == [("boluarte", "Dina Boluarte")]
    assert answer.rows == store.dossier("Dina Boluarte").rows
    assert store.said(speaker="Sommerfeld").total == store.said(speaker="Gabriela Sommerfeld").total > 0
    assert store.dyad("Boluarte", "Sommerfeld").meant[1].name == "Gabriela Sommerfeld"


def test_a_part_of_a_word_is_nobody_and_says_what_to_type(store: Store) -> None:
    near = store.dossier("Somm").why or ""
    assert "Gabriela Sommerfeld (person, ECU) is n_" in near
    assert near.startswith("No report names an actor 'Somm'; names that hold these letters: ")


def test_two_of_one_surname_are_not_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db", create=True) as opened:
        for number, name in enumerate(("Ana Soto", "Luis Soto")):
            keep(opened, named_alone(f"d_{number}", name))
        Assembler(opened).bring_up()
    with onrecord.open(tmp_path / "news.db") as store:
        answer = store.said(speaker="Soto")
        assert (answer.total, answer.meant) == (0, ())
        assert (
            "'Soto' is a part of the names of 2 actors, ask for one by its name or id: Ana Soto (person) is n_"
            in str(answer.why)
        )
        assert store.said(speaker="ana soto").meant[0].name == "Ana Soto"


def named_alone(document: str, name: str) -> Reading:
    """Return a report that names one person."""
    mention = Mention(start=0, end=len(name), text=name, form="name")
    actor = Actor(id=ActorId("a_0"), name=name, kind="person", named=True, mentions=(mention,))
    return Reading(document=Document(id=DocumentId(document), text=f"{name} came."), actors=(actor,))


def test_an_unknown_filter_is_an_error(store: Store) -> None:
    with pytest.raises(QuestionError, match="takes no filter 'cue'"):
        store.dossier("Peru", cue="deny")  # type: ignore[call-arg]


def test_a_merged_actor_has_what_both_said(tmp_path: Path) -> None:
    path = add(tmp_path / "news.db", REPORTS[:4])
    merge = ActorCorrection(
        do="merge",
        actor=Identity(name="Alfredo Suquilanda", kind="person"),
        new=Identity(name="Gabriela Sommerfeld", kind="person", country="ECU"),
    )
    with open_store(path, write=True) as opened:
        add_corrections(corrections_path(opened.path), [merge])
    add(path, ())
    with onrecord.open(path) as store:
        words = {line.words.text for line in of(store, "said", "Gabriela Sommerfeld") if line.words}
    assert "An air strike killed 12 people at a market in Macará on Sunday" in words
    assert "that Peru bombed the market" in words


def test_of_an_actor_with_many_acts_the_latest_are_told_and_a_note_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store.dossier("Peru", each=0)
    acts = {line.id for line in whole.rows if line.section in ("did", "received")}
    assert store.dossier("Peru", each=1).total == len(whole.rows)
    monkeypatch.setattr(sys.modules["onrecord.questions.dossier"], "MOST_ACTS", 2)
    latest = store.dossier("Peru", each=1000)
    (note,) = set(latest.notes) - set(whole.notes)
    day = note.split("since ")[1].split(":")[0]
    shown = {line.id for line in latest.rows if line.section in ("did", "received")}
    assert shown < acts
    assert shown == {line.id for line in store.dossier("Peru", each=1000, since=day).rows} & acts
    assert store.dossier("Peru", each=0) == whole
