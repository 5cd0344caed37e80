"""The commands on what many reports say together, over a store of reports that were really read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.store import assembled_counts, journal, open_store, runs, unassembled
from onrecord.views import cli
from onrecord.views.together import VIEWS

STRIKE = (
    "HUARAZ, Peru - An air strike killed 12 people at a market in Huaraz on Monday, Mayor Rosa Quispe said.\n\n"
    "The army of Peru carried out the strike, the mayor said. Quispe will meet President Dina Boluarte in Lima on Friday."
)
REPORTS = [
    {"id": "first", "title": "Air strike kills 12 at a market", "published": "2024-05-14", "text": STRIKE},
    {
        "id": "second",
        "title": "Nineteen dead in Huaraz",
        "published": "2024-05-14",
        "text": "LIMA - An air strike on a market in the Peruvian town of Huaraz killed 19 people on Monday, the Red Cross "
        "said.\n\nPeru's army said that it was looking into reports of the strike on Huaraz.",
    },
    {
        "id": "other",
        "title": "Former governor jailed",
        "published": "2024-05-16",
        "text": "MANILA - A court in Manila sentenced the former governor Ramon Villanueva to ten years in prison on Thursday "
        "for misuse of public money.",
    },
]
COPY = {**REPORTS[0], "id": "reprint", "published": "2024-05-15"}
UNINVOLVED = {"id": "hills", "published": "2024-05-15", "text": "The hills are green, and the air is clear."}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the three reports and a copy of the first, as `onrecord add` leaves it."""
    return added(tmp_path_factory.mktemp("together"), [*REPORTS, COPY])


def added(folder: Path, reports: list[dict[str, str]], *options: str) -> Path:
    lines = folder / "reports.jsonl"
    urls = {report["id"]: f"https://news.example/{report['id']}" for report in reports}
    lines.write_text("".join(json.dumps({**r, "url": urls[r["id"]]}) + "\n" for r in reports))
    assert cli.run(["add", str(lines), "--store", str(folder / "news.db"), *options]) == 0
    return folder / "news.db"


@pytest.fixture
def objects(store: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function from the name of a view to the objects that its command prints."""

    def of(name: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert cli.run([name, "--store", str(store), "--format", "jsonl"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]

    return of


def test_a_story_names_its_reports_by_the_ids_that_were_given(objects: Any) -> None:
    given = {frozenset(d["given_id"] for d in story["documents"]) for story in objects("stories")}
    assert given == {frozenset({"first", "second", "reprint"}), frozenset({"other"})}


def test_the_tellings_of_a_happening_have_the_words_and_the_report(objects: Any) -> None:
    (strike,) = [h for h in objects("happenings") if h["type"] == "ASSAULT"]
    told = {t["given_id"]: t for t in strike["tellings"]}
    assert told.keys() == {"first", "second", "reprint"}
    assert told["reprint"]["copy_of"] == {"document": told["first"]["document"], "given_id": "first"}
    assert {report["given_id"] for report in strike["reports"]} == {"first", "second"}
    triggers = [t["trigger"] for t in strike["tellings"] if t["given_id"] == "first"]
    assert all(STRIKE[t["start"] : t["end"]] == t["text"] for t in triggers)
    assert "strike" in triggers[0]["text"]


def test_a_copy_stands_beside_its_origin(objects: Any) -> None:
    (group,) = objects("copies")
    assert group["origin"]["given_id"] == "first"
    assert {m["given_id"]: m["similarity"] for m in group["members"]} == {"first": 1.0, "reprint": 1.0}


def test_an_entity_has_its_actors_and_the_days_of_its_offices(objects: Any) -> None:
    (boluarte,) = [e for e in objects("entities") if "Boluarte" in e["name"]]
    assert {a["given_id"] for a in boluarte["actors"]} == {"first", "reprint"}
    assert all(set(office) == {"office", "country", "from", "to"} for office in boluarte["offices"])
    assert boluarte["offices"]


def test_what_lay_ahead_is_a_plan(objects: Any) -> None:
    (meeting,) = objects("plans")
    assert [(t["given_id"], t["earliest"]) for t in meeting["history"]] == [
        ("first", "2024-05-17"),
        ("reprint", "2024-05-17"),
    ]


def test_two_tolls_of_one_strike_are_a_disagreement(objects: Any) -> None:
    (toll,) = objects("disagreements")
    sides = {side["value"]: {t["given_id"] for t in side["tellings"]} for side in toll["sides"]}
    assert (toll["field"], toll["what"]) == ("number", "killed")
    assert sides == {"12": {"first", "reprint"}, "19": {"second"}}


SHOWN = {
    "happenings": "air strike",
    "copies": "Air strike kills 12 at a market",
    "entities": "Dina Boluarte",
    "plans": "Rosa Quispe",
    "disagreements": "12 (Rosa Quispe) | 19",
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_table_has_a_head_and_fits_the_terminal(
    name: str, store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert cli.run([name, "--store", str(store)]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.startswith("id ")
    assert SHOWN[name] in " ".join(" ".join(lines).split())
    assert all(len(line) <= 90 for line in lines)


def test_the_latest_story_comes_first(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["stories", "--store", str(store)])
    _, first, *_ = capsys.readouterr().out.splitlines()
    assert "16 May 2024" in first


# ---- assembling --------------------------------------------------------------------------


def test_assembling_again_changes_nothing_and_says_what_there_is(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["assemble", "--store", str(store)]) == 0
    with open_store(store) as opened:
        counts = assembled_counts(opened)
        (latest, *_) = runs(opened)
        assert latest.ended is not None
        assert journal(opened, run=latest.id) == []
    line = capsys.readouterr().out
    assert line.startswith(
        f"{store}: 4 reports, 1 group of copies, {counts['entities']} entities, 2 stories, "
    )
    assert line.endswith("(nothing changed)\n")


def test_the_run_that_adds_a_report_says_what_it_made(store: Path) -> None:
    with open_store(store) as opened:
        first = runs(opened)[-1]
        made = {entry.what for entry in journal(opened, run=first.id) if entry.change == "added"}
        assert unassembled(opened) == 0
    assert {"document", "stories", "happenings", "copies", "entities", "plans"} <= made


def test_a_store_that_was_not_assembled_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = added(tmp_path, REPORTS[:2], "--no-assemble")
    capsys.readouterr()
    assert cli.run(["stories", "--store", str(store)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 reports not assembled" in err
    assert "run 'onrecord assemble" in err
    assert cli.run(["assemble", "--store", str(store)]) == 0
    assert "(new: " in capsys.readouterr().out
    assert cli.run(["stories", "--store", str(store)]) == 0
    assert capsys.readouterr().err == ""


def test_a_run_assembles_what_an_earlier_one_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(tmp_path, REPORTS[2:], "--no-assemble")
    store = added(tmp_path, REPORTS[2:])  # nothing is new
    assert "1 unchanged" in capsys.readouterr().out
    with open_store(store) as opened:
        assert (unassembled(opened), assembled_counts(opened)["stories"]) == (0, 1)


def test_nothing_found_is_not_nothing_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = added(tmp_path, [UNINVOLVED])
    capsys.readouterr()
    assert cli.run(["disagreements", "--store", str(store), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert (out, "no disagreements in 1 report" in err) == ("", True)
    empty = tmp_path / "empty.db"
    with open_store(empty, create=True):
        pass
    assert cli.run(["stories", "--store", str(empty)]) == 0
    out, err = capsys.readouterr()
    assert (out, "holds no reports" in err) == ("", True)


@pytest.mark.parametrize("name", ["assemble", *VIEWS])
def test_a_store_that_is_not_there_is_reported(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no.db"
    assert cli.run([name, "--store", str(missing)]) == 6
    assert "is not there" in capsys.readouterr().err
    assert not missing.exists()
