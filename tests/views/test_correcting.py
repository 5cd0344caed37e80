"""`onrecord correct`, `join`, `part`, `corrections` and `explain --store`, over a store of reports that were really read."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.store import keep, open_store, readings
from onrecord.types import Reading
from onrecord.views import cli

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
        "id": "court",
        "title": "Former governor jailed",
        "published": "2024-05-16",
        "text": "MANILA - A court in Manila sentenced the former governor Ramon Villanueva to ten years in prison on Thursday "
        "for misuse of public money.",
    },
    {
        "id": "hearing",
        "title": "Governor appeals",
        "published": "2024-09-20",
        "text": "MANILA - Lawyers of Ramon Villanueva, the former governor, asked the Supreme Court on Friday to hear him.",
    },
]
BY = ("--author", "Jo Field", "--made", "2024-06-01")


@pytest.fixture(scope="module")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the reports, as `onrecord add` leaves it."""
    folder = tmp_path_factory.mktemp("correcting")
    lines = folder / "reports.jsonl"
    lines.write_text(
        "".join(json.dumps({**r, "url": f"https://news.example/{r['id']}"}) + "\n" for r in REPORTS)
    )
    assert cli.run(["add", str(lines), "--store", str(folder / "news.db")]) == 0
    return folder / "news.db"


@pytest.fixture
def store(read_store: Path, tmp_path: Path) -> Path:
    """Return a copy of the store, which a test may correct."""
    return Path(shutil.copy(read_store, tmp_path / "news.db"))


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs a command on the store: what it prints, on standard error too."""

    def of(*arguments: object, status: int = 0, on: Path = store) -> str:
        capsys.readouterr()
        found = cli.run([*map(str, arguments), "--store", str(on)])
        out, err = capsys.readouterr()
        assert found == status, out + err
        return out + err

    return of


@pytest.fixture
def objects(run: Any) -> Any:
    """Return a function from a view, or `show` and a document, to the objects that it prints."""
    return lambda *arguments: [
        json.loads(x) for x in run(*arguments, "--format", "jsonl").splitlines() if x.startswith("{")
    ]


def kept(store: Path, given_id: str) -> Reading:
    with open_store(store) as opened:
        return next(r for r in readings(opened) if r.document.given_id == given_id)


def assault(store: Path, given_id: str) -> Any:
    return next(e for e in kept(store, given_id).events if e.type == "ASSAULT")


def event(objects: Any, given_id: str, event_id: str, *options: str) -> Any:
    (record,) = objects("show", given_id, *options)
    return next((e for e in record["events"] if e["id"] == event_id), None)


# ---- one fact ----------------------------------------------------------------------------


def test_a_corrected_type_holds_in_the_record_with_author_and_reason(
    store: Path, run: Any, objects: Any
) -> None:
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--certainty", "probable", *BY)
    assert event(objects, "first", strike.id)["plover"]["type"] == "ASSAULT"
    told = run("correct", "first", strike.id, "--type", "PROTEST", "--reason", "a labour dispute", *BY)
    assert f"event “{strike.trigger.text}”" in told
    assert f"type {strike.type} → PROTEST  # a labour dispute" in told
    seen = event(objects, "first", strike.id)
    assert (seen["type"], seen["mode"], seen["plover"]["type"]) == ("PROTEST", None, "PROTEST")
    reason = seen["basis"][-1]
    assert (reason["rule"], reason["table"], reason["line"]) == (
        "corrected-by-hand",
        "news.corrections.tsv",
        5,
    )
    assert reason["words"] == f"type {strike.type} → PROTEST, by Jo Field, 2024-06-01: a labour dispute"
    assert event(objects, "first", strike.id, "--original")["type"] == strike.type
    assert assault(store, "first") == strike


def test_a_corrected_type_holds_in_happenings_at_once(store: Path, run: Any, objects: Any) -> None:
    (before,) = [h for h in objects("happenings") if h["type"] == "ASSAULT"]
    assert {t["given_id"] for t in before["tellings"]} == {"first", "second"}
    for name in ("first", "second"):
        run("correct", name, assault(store, name).id, "--type", "ACCUSE", *BY)
    types = {
        t["given_id"]: h["type"]
        for h in objects("happenings")
        for t in h["tellings"]
        if "strike" in t["trigger"]["text"]
    }
    assert types == {"first": "ACCUSE", "second": "ACCUSE"}
    run("corrections", "undo")
    run("corrections", "undo")
    assert before in objects("happenings")


def test_roles_figures_time_and_place_are_corrected_by_words_of_the_text(
    store: Path, run: Any, objects: Any
) -> None:
    strike = assault(store, "second")
    run("correct", "second", strike.id, "--actor", "Peru's army (organization, PER)", "--figure", "killed 19..",
        "--time", "2024-05-12/2024-05-13", "--location", "Lima", *BY)  # fmt: skip
    (record,) = objects("show", "second")
    seen = next(e for e in record["events"] if e["id"] == strike.id)
    by_id = {actor["id"]: actor for actor in record["actors"]}
    assert [by_id[a]["country"] for a in seen["actors"]] == ["PER"]
    assert [(f["what"], f["low"], f["high"], f["span"]["text"]) for f in seen["figures"]] == [
        ("killed", 19, None, "19")
    ]
    assert (seen["time"]["earliest"], seen["time"]["latest"]) == ("2024-05-12", "2024-05-13")
    assert (seen["location"]["name"], seen["location"]["country"]) == ("Lima", "PER")
    assert len([r for r in seen["basis"] if r["rule"] == "corrected-by-hand"]) == 4


def test_a_role_is_added_and_removed(store: Path, run: Any, objects: Any) -> None:
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--add-actor", "Rosa Quispe", *BY)
    (record,) = objects("show", "first")
    quispe = next(a["id"] for a in record["actors"] if "Quispe" in a["name"])
    assert quispe in event(objects, "first", strike.id)["actors"]
    run("correct", "first", strike.id, "--remove-actor", "Rosa Quispe", *BY)
    assert quispe not in event(objects, "first", strike.id)["actors"]


def test_a_withdrawn_event_is_in_no_record_and_no_happening(store: Path, run: Any, objects: Any) -> None:
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--withdraw", "--reason", "a film", *BY)
    assert event(objects, "first", strike.id) is None
    (record,) = objects("show", "first")
    note = next(n for n in record["notes"] if n["code"] == "corrected-by-hand")
    assert "no event, by Jo Field, 2024-06-01: a film" in note["message"]
    (left,) = [h for h in objects("happenings") if h["type"] == "ASSAULT"]
    assert {t["given_id"] for t in left["tellings"]} == {"second"}
    assert "no fact" in run("correct", "first", strike.id, "--type", "AID", status=6)


def test_a_plan_that_has_happened_leaves_agenda_and_plans(store: Path, run: Any, objects: Any) -> None:
    (item,) = kept(store, "first").agenda
    assert item.event is not None
    assert [p["history"][0]["given_id"] for p in objects("plans")] == ["first"]
    run("correct", "first", item.event, "--status", "occurred", "--time", "2024-05-10", *BY)
    (record,) = objects("show", "first")
    assert record["agenda"] == []
    assert objects("plans") == []


def test_a_record_never_contradicts_itself(store: Path, run: Any) -> None:
    (item,) = kept(store, "first").agenda
    told = run("correct", "first", item.event, "--status", "occurred", *BY, status=6)
    assert "after the day of publication, cannot have occurred. Correct status and time together." in told
    assert not store.with_name("news.corrections.tsv").exists()


def test_an_agenda_item_is_moved_or_not_ahead(store: Path, run: Any, objects: Any) -> None:
    (item,) = kept(store, "first").agenda
    run("correct", "first", item.id, "--time", "2024-05-20/2024-05-21", "--status", "cancelled", *BY)
    (record,) = objects("show", "first")
    (seen,) = record["agenda"]
    assert (seen["earliest"], seen["latest"], seen["status"]) == ("2024-05-20", "2024-05-21", "cancelled")
    run("correct", "first", item.id, "--withdraw", *BY)
    assert objects("show", "first")[0]["agenda"] == []


def test_the_source_and_polarity_of_an_attribution_are_corrected(store: Path, run: Any, objects: Any) -> None:
    said = kept(store, "first").attributions[0]
    run("correct", "first", said.id, "--source", "Dina Boluarte", "--polarity", "negative", *BY)
    (record,) = objects("show", "first")
    seen = next(a for a in record["attributions"] if a["id"] == said.id)
    names = {actor["id"]: actor["name"] for actor in record["actors"]}
    assert (names[seen["source"]["actor"]], seen["polarity"]) == ("Dina Boluarte", "negative")
    run("correct", "first", said.id, "--withdraw", *BY)
    (record,) = objects("show", "first")
    assert said.id not in {a["id"] for a in record["attributions"]}
    assert said.id not in {e["within"] for e in record["events"]}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["third", "strike", "--type", "AID"], "holds no document 'third'; 'onrecord show --store"),
        (["first", "e_0", "--type", "AID"], "has no fact 'e_0'; its facts are"),
        (["first", "EVENT", "--type", "RIOT"], "The type is 'RIOT'; write one of AGREE, "),
        (["first", "EVENT", "--status", "done"], "The status is 'done'; write one of occurred, ongoing"),
        (["first", "EVENT", "--mode", "visit"], "The mode cannot be corrected: 'visit' is no mode of ASSAULT"),
        (["first", "EVENT", "--type", "ASSAULT"], "is ASSAULT already: nothing to correct. --right says"),
        (["first", "EVENT", "--time", "May"], "The time is 'May'; write days such as 2024-05-13"),
        (["first", "EVENT", "--time", "2024-05-13/2024-05-01"], "which ends before it begins"),
        (["first", "EVENT", "--actor", "Nato"], "has no actor 'Nato', and not these words; its actors are"),
        (["first", "EVENT", "--actor", "Monday"], "is no actor of the report yet; say what it is, such as 'Monday (org"),
        (["first", "EVENT", "--location", "Cusco"], "The report does not name 'Cusco'; add the words"),
        (["first", "EVENT", "--figure", "dozens"], "write what and how many, such as killed 12"),
        (["first", "EVENT", "--polarity", "negative"], "The event has no polarity to correct; it has type, mode"),
        (["first", "EVENT", "--withdraw", "--type", "AID"], "A fact that is withdrawn has no other fields"),
    ],
)  # fmt: skip
def test_an_impossible_correction_is_one_clear_sentence_and_nothing_is_written(
    arguments: list[str], told: str, store: Path, run: Any
) -> None:
    given = [assault(store, "first").id if a == "EVENT" else a for a in arguments]
    assert told in run("correct", *given, *BY, status=6)
    assert not store.with_name("news.corrections.tsv").exists()


# ---- pairs -------------------------------------------------------------------------------


def test_tellings_are_parted_and_joined_again_whatever_the_scores(
    store: Path, run: Any, objects: Any
) -> None:
    (before,) = [h for h in objects("happenings") if h["type"] == "ASSAULT"]
    run("part", before["id"], "second", "--reason", "two strikes", *BY)
    assert len([h for h in objects("happenings") if h["type"] == "ASSAULT"]) == 2
    assert objects("disagreements") == []
    pair = f"first:{assault(store, 'first').id}", f"second:{assault(store, 'second').id}"
    told = run("explain", *pair)
    assert "kept apart by people" in told
    assert ": two strikes" in told
    refused = run("join", *pair, *BY, status=6)
    assert "would be one, and c_" in refused
    assert (
        "(Jo Field, 2024-06-01) keeps them apart. Undo that one first: onrecord corrections undo c_"
        in refused
    )
    run("corrections", "undo")
    assert before in objects("happenings")
    run("join", *pair, *BY)
    assert "would be two, and c_" in run("part", *pair, *BY, status=6)


def test_events_that_nothing_connects_are_joined(store: Path, run: Any, objects: Any) -> None:
    sentence = next(e for e in kept(store, "court").events)
    strike = assault(store, "first")
    run("join", f"court:{sentence.id}", f"first:{strike.id}", *BY)
    (joined,) = [h for h in objects("happenings") if strike.id in {t["event"] for t in h["tellings"]}]
    assert "court" in {t["given_id"] for t in joined["tellings"]}
    told = run("explain", joined["id"])
    assert "joined by people" in told
    assert "against" in told


def test_reports_are_joined_to_a_story_and_parted(store: Path, run: Any, objects: Any) -> None:
    def stories() -> set[frozenset[str]]:
        return {frozenset(d["given_id"] for d in story["documents"]) for story in objects("stories")}

    assert {frozenset({"first", "second"}), frozenset({"court"}), frozenset({"hearing"})} == stories()
    run("join", "court", "hearing", *BY)  # four months apart: a story ends after two without a report
    assert frozenset({"court", "hearing"}) in stories()
    run("part", "first", "second", *BY)
    assert stories() == {frozenset({"first"}), frozenset({"second"}), frozenset({"court", "hearing"})}
    told = run("explain", "court", "hearing")
    assert "in one story by people" in told
    assert "names in common" in told


def test_a_plan_and_what_came_of_it_stay_two_and_are_linked(store: Path, run: Any, objects: Any) -> None:
    (item,) = kept(store, "first").agenda
    run("join", f"first:{item.event}", f"second:{assault(store, 'second').id}", *BY)
    (plan,) = objects("plans")
    strike = next(h for h in objects("happenings") if h["type"] == "ASSAULT")
    assert plan["fulfilment"] == strike["id"]
    assert plan["happening"] != strike["id"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["join", "first", "first"], "are the same; name two things to join them"),
        (["join", "h_0", "first"], "holds no 'h_0'; 'onrecord happenings', 'stories' and 'entities' list"),
        (["join", "first", "first:EVENT"], "name two of a kind"),
        (["part", "first:EVENT", "court:none"], "has no fact 'none'; its facts are"),
        (["part", "STORY", "court"], "is no part of"),
    ],
)
def test_what_cannot_be_joined_or_parted_is_told(
    arguments: list[str], told: str, store: Path, run: Any, objects: Any
) -> None:
    story = next(s["id"] for s in objects("stories") if len(s["documents"]) == 2)
    given = [a.replace("EVENT", assault(store, "first").id).replace("STORY", story) for a in arguments]
    assert told in run(*given, *BY, status=6)


# ---- all of them -------------------------------------------------------------------------


def test_what_is_exported_is_imported_with_the_same_effect(
    store: Path, read_store: Path, tmp_path: Path, run: Any, objects: Any
) -> None:
    strike = assault(store, "first")
    run(
        "correct",
        "first",
        strike.id,
        "--type",
        "PROTEST",
        "--status",
        "ongoing",
        "--reason",
        'a "sit-in"',
        *BY,
    )
    run("part", "first", "second", *BY)
    run("actors", "rename", "Rosa Quispe", "Rosa Quispe Flores", *BY)
    lines = tmp_path / "mine.jsonl"
    run("corrections", "export", "--output", lines)
    assert [json.loads(line)["do"] for line in lines.read_text().splitlines()] == [
        "set",
        "set",
        "part",
        "rename",
    ]
    other = Path(shutil.copy(read_store, tmp_path / "other.db"))
    run("corrections", "import", lines, on=other)
    assert run("corrections", "export", on=other) == lines.read_text()
    assert run("happenings", "--format", "jsonl", on=other) == run("happenings", "--format", "jsonl")
    assert "nothing new" in run("corrections", "import", lines, on=other)
    table = store.with_name("news.corrections.tsv").read_text()
    assert other.with_name("other.corrections.tsv").read_text() == table


def test_an_import_tells_conflicts_and_keeps_what_is_here(
    store: Path, read_store: Path, tmp_path: Path, run: Any, objects: Any
) -> None:
    strike, lines = assault(store, "first"), tmp_path / "theirs.jsonl"
    other = Path(shutil.copy(read_store, tmp_path / "other.db"))
    run("correct", "first", strike.id, "--type", "AID", "--author", "A. Lund", on=other)
    run("actors", "merge", "Dina Boluarte", "--into", "Rosa Quispe", on=other)
    run("corrections", "export", "--output", lines, on=other)
    with lines.open("a") as file:
        file.write(
            '{"do": "set", "layer": "events", "documents": "d_1:2-3", "field": "type", "now": "RIOT"}\nno\n'
        )
    run("correct", "first", strike.id, "--type", "PROTEST", *BY)
    run("actors", "merge", "Rosa Quispe", "--into", "Dina Boluarte", *BY)
    told = run("corrections", "import", lines, status=6)
    assert "here holds type ASSAULT → PROTEST (c_" in told
    assert "merges in a circle" in told
    assert "theirs.jsonl line 3: 'now' holds 'RIOT'; write one of AGREE" in told
    assert "theirs.jsonl line 4: it is no JSON" in told
    assert event(objects, "first", strike.id)["type"] == "PROTEST"
    run("corrections", "import", lines, "--replace", status=6)
    assert event(objects, "first", strike.id)["type"] == "AID"


def test_merging_back_says_which_correction_stands_in_the_way(run: Any) -> None:
    run("actors", "merge", "Rosa Quispe", "--into", "Dina Boluarte", *BY)
    told = run("actors", "merge", "Dina Boluarte", "--into", "Rosa Quispe", *BY, status=6)
    assert "holds no actor 'Rosa Quispe' any more: by c_" in told
    assert "undo the correction first" in told


def test_a_correction_is_undone_by_its_id_and_the_last_command_without(
    store: Path, run: Any, objects: Any
) -> None:
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--type", "AID", *BY)
    run(
        "correct", "first", strike.id, "--status", "ongoing", "--certainty", "probable", "--author", "A. Lund"
    )
    names = [line.split()[0] for line in run("corrections", "list").splitlines()]
    assert len(names) == 3
    run("corrections", "undo", names[0])
    seen = event(objects, "first", strike.id)
    assert (seen["type"], seen["status"], seen["certainty"]) == ("ASSAULT", "ongoing", "probable")
    run("corrections", "undo")
    seen = event(objects, "first", strike.id)
    assert (seen["type"], seen["status"], seen["certainty"]) == (strike.type, strike.status, strike.certainty)
    assert "no corrections have an id that begins with 'c_x'" in run("corrections", "undo", "c_x", status=6)


def test_a_correction_outlives_a_new_reading_and_is_told_when_its_fact_is_gone(
    store: Path, read_store: Path, run: Any, objects: Any
) -> None:
    before = kept(store, "first")
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--type", "PROTEST", *BY)
    turned = replace(strike, id="e_newer", status="possible")
    events = tuple(turned if e.id == strike.id else e for e in before.events)
    with open_store(store, write=True) as opened:
        keep(opened, replace(before, events=events), again=True)
    assert event(objects, "first", "e_newer")["type"] == "PROTEST"
    with open_store(store, write=True) as opened:
        keep(opened, replace(before, events=(), agenda=(), disagreements=()), again=True)
    told = run("add", read_store.parent / "reports.jsonl")
    assert "a correction finds its fact no more, and is kept: c_" in told
    listed = run("corrections", "list")
    assert f"(lost: no event has the words “{strike.trigger.text}” at" in listed
    assert "type ASSAULT → PROTEST" in listed


# ---- explained ---------------------------------------------------------------------------


def test_every_pair_that_was_joined_or_kept_apart_has_its_reasons(store: Path, run: Any) -> None:
    told = run("explain")
    assert "joined by the scores" in told
    assert "  for +" in told
    assert "both have the type ASSAULT" in told


def test_a_fact_is_explained_with_its_corrections(store: Path, run: Any) -> None:
    strike = assault(store, "first")
    run("correct", "first", strike.id, "--type", "PROTEST", "--reason", "a sit-in", *BY)
    for named in ([f"first:{strike.id}"], ["first", strike.id]):
        told = run("explain", *named)
        assert f"{strike.id} PROTEST" in told
        assert "a correction by hand: type ASSAULT → PROTEST, by Jo Field, 2024-06-01: a sit-in" in told
        assert "corrected: type ASSAULT → PROTEST (c_" in told
    assert "type ASSAULT → PROTEST" in run("explain", "first")


# ---- the score ---------------------------------------------------------------------------


def test_corrections_are_test_data(store: Path, run: Any) -> None:
    strike = assault(store, "first")
    other = assault(store, "second")
    run("correct", "first", strike.id, "--type", "PROTEST", "--right", *BY)
    run("correct", "second", other.id, "--right", *BY)
    run("correct", "court", kept(store, "court").events[0].id, "--withdraw", *BY)
    run("part", "first", "second", *BY)
    lines = [json.loads(x) for x in run("corrections", "score", "--format", "jsonl").splitlines()]
    by_name = {(line["by"], line["name"]): line for line in lines}
    events = by_name["layer", "events"]
    assert (events["judged"], events["right"], events["wrong"]) == (3, 1, 2)
    assert 0.05 < events["low"] < 1 / 3 < events["high"] < 0.8
    assert (events["now_right"], events["now_wrong"]) == (0, 0)  # this version reads what it read
    assert by_name["type", "events ASSAULT"]["judged"] == 2
    assert (by_name["field", "events type"]["judged"], by_name["field", "events type"]["right"]) == (2, 1)
    assert (by_name["field", "events status"]["judged"], by_name["field", "events status"]["right"]) == (2, 2)
    assert (by_name["pairs", "stories"]["judged"], by_name["pairs", "stories"]["right"]) == (1, 0)
    table = run("corrections", "score", "--no-anew")
    assert "events type" in table
    assert "0.500 (0.095 to 0.905)" in table
