"""Every format: written, checked, told about, the same whatever the order of adding."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from click.testing import CliRunner

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly
from onrecord.errors import InputError, QuestionError
from onrecord.questions import open_questions
from onrecord.store import Store, assemble_store, assembly_of, keep, open_store, query, readings
from onrecord.types import EventTime, Location, Plover, Published, Reading, Span, document_id
from onrecord.views.cli import cli
from onrecord.views.coding import Countries
from onrecord.views.exports import EXPORTS
from onrecord.views.exports.job import Options
from onrecord.views.exports.run import export
from onrecord.views.validate import validated
from onrecord.world import load_world
from tests.questions.reports import copied
from tests.readings import sample_reading
from tests.views.exports.conftest import Write

COUNTRIES: tuple[Countries, ...] = get_args(Countries)
HEAVY = {"docbin": "spacy"}


def needs(name: str) -> None:
    if name in HEAVY:
        pytest.importorskip(
            HEAVY[name], reason=f"{HEAVY[name]} is not installed; pip install -e '.[formats-test]'"
        )


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("counting", ["reports", "happenings"])
def test_every_export_stands_the_check_and_says_what_it_counts(
    name: str, counting: str, write: Write
) -> None:
    needs(name)
    path = write(name, counting)
    found = validated(path)
    assert (found.number, found.faults) == (0, ())
    assert found.checked > 0
    beside = path / "about.json" if path.is_dir() else path.with_name(path.name + ".about.json")
    about = json.loads(beside.read_text(encoding="utf-8"))
    assert about["format"] == name
    assert about.get("counting") == (counting if EXPORTS[name].counts else None)
    assert about["rows"] > 0
    assert about["made_with"]["read_by"] == {"0.1.0": 4}


@pytest.mark.parametrize("encoding", ["csv", "tsv", "jsonl", "parquet"])
def test_a_table_stands_the_check_in_every_encoding(encoding: str, write: Write) -> None:
    found = validated(write("events", encoding=encoding))
    assert (found.what, found.number) == ("events table", 0)
    assert found.checked > 10


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == ",":
            return list(csv.DictReader(file))
        return list(csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def test_reports_count_each_telling_and_happenings_count_once(write: Write) -> None:
    tellings, happenings = rows(write("events", "reports")), rows(write("events", "happenings"))
    assert len(tellings) > len(happenings)
    assert {row["happening"] for row in tellings} == {row["id"] for row in happenings}
    assert sum(int(row["reports"]) for row in happenings) >= len(happenings)


def test_a_report_is_read_once_for_all_tables_and_each_is_as_if_it_were_alone(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def reading_of_number(connection: Any, number: int, layers: Any, **others: Any) -> Reading | None:
        read.extend([number] if len(layers) > 1 else [])  # for the table of reports notes alone are read
        return query.reading_of_number(connection, number, layers, **others)

    monkeypatch.setattr("onrecord.views.exports.HELD", 3)
    monkeypatch.setattr("onrecord.store.stream.reading_of_number", reading_of_number)
    folder = write("csv")
    assert sorted(read) == [1, 2, 3, 4]
    names = ("reports", "events", "statements", "agenda", "dyads", "actors")
    assert {name: (folder / f"{name}.csv").read_bytes() for name in names} == {
        name: write(name).read_bytes() for name in names
    }


def test_who_does_not_say_what_is_counted_is_asked_for_it(store_path: Path, tmp_path: Path) -> None:
    with (
        open_questions(store_path) as store,
        pytest.raises(QuestionError, match="--counting reports or --counting happenings"),
    ):
        export(store, "events", tmp_path / "events.csv")


def test_filters_are_those_of_the_question(write: Write, store_path: Path) -> None:
    chosen = rows(write("events", type=("ASSAULT", "ACCUSE")))
    assert chosen
    assert {row["type"] for row in chosen} == {"ASSAULT", "ACCUSE"}
    assert {row["published"] for row in rows(write("statements", since="2024-05-20"))} <= {
        "2024-05-20",
        "2024-06-15",
    }
    with open_questions(store_path) as store, pytest.raises(QuestionError, match="takes no filter 'speaker'"):
        export(store, "events", io.BytesIO(), {"speaker": "Ana Kovač"}, counting="reports")
    with (
        open_questions(store_path) as store,
        pytest.raises(QuestionError, match="No report names an actor 'Nobody'"),
    ):
        export(store, "events", io.BytesIO(), {"actor": "Nobody"}, counting="reports")


@pytest.mark.parametrize("counting", ["reports", "happenings"])
def test_actors_of_chosen_reports_are_those_that_the_tables_name(counting: str, write: Write) -> None:
    every = {row["id"]: row["name"] for row in rows(write("actors"))}
    for filters in ({"until": "2024-05-14"}, {"until": "2024-05-13"}, {"since": "2024-06-01"}):
        folder = write("csv", counting, **filters)
        tables = {path.stem: rows(path) for path in folder.glob("*.csv")}
        shutil.rmtree(folder)
        found = {row["id"]: row["name"] for row in tables["actors"]}
        named = {
            entity
            for table in tables.values()
            for row in table
            for column, cell in row.items()
            if column.endswith(("_entity", "_entities"))
            for entity in cell.split("|")
            if entity
        }
        assert named
        assert named <= set(found)
        assert "Ursula von der Leyen" in every.values()
        assert "Ursula von der Leyen" not in found.values()  # of a report of 20 May, as a speaker
        alone = {row["id"] for row in rows(write("actors", **filters))}
        assert alone == set(found) if counting == "reports" else alone <= set(found)


def test_entities_of_followthemoney_are_those_of_the_chosen_reports(write: Write) -> None:
    path = write("ftm", since="2024-06-01")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    resolved = {entity for line in lines for entity in line["properties"].get("resolved", ())}
    people = {line["id"] for line in lines if line["schema"] == "Person"}
    assert people
    assert people <= resolved


def test_without_excerpts_no_column_of_words_is_written_or_told_of(store_path: Path, tmp_path: Path) -> None:
    for name, target in (("events", "events.csv"), ("csv", "csv"), ("xlsx", "book.xlsx")):
        with open_questions(store_path) as store:
            export(store, name, tmp_path / target, counting="reports", options=Options(excerpts=False))
    about = json.loads((tmp_path / "events.csv.about.json").read_text(encoding="utf-8"))
    header = (tmp_path / "events.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [column["name"] for column in about["columns"]] == header
    assert "quote_start" in header
    assert "quote" not in header
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    for table in ("events", "statements", "agenda"):
        with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert [cell.value for cell in next(book[table].iter_rows())] == next(csv.reader(file))


def test_what_a_format_cannot_say_is_counted(store_path: Path) -> None:
    with open_questions(store_path) as store:
        done = export(store, "icews", io.BytesIO(), counting="reports")
        every = export(store, "events", io.BytesIO(), counting="reports")
    assert sum(done.left_out.values()) > 0
    assert all("CAMEO" in reason for reason in done.left_out)
    assert sum(done.left_out.values()) < every.rows


def test_polecat_cells_are_empty_and_never_the_word_none(write: Write) -> None:
    path = write("polecat")
    text = path.read_bytes().decode("utf-8")
    assert "None" not in text
    assert "; " not in text.replace("; counting", "")
    found = rows(path, "\t")
    assert {len(row) for row in found} == {40}
    assert len({row["Event ID"] for row in found}) == len(found)
    assert {row["Version"] for row in found} == {"onrecord 0.1.0; counting reports, countries said"}
    assert any(row["Contexts"].endswith("future") for row in found)


def test_a_planned_visit_is_agreement_to_meet_in_cameo(write: Write) -> None:
    found = {(row["Event Text"], row["CAMEO Code"]) for row in rows(write("icews"), "\t")}
    assert ("Express intent to meet or negotiate", "036") in found
    assert ("Arrest, detain, or charge with legal action", "173") in found


def test_weights_of_the_pairs_of_an_event_add_up_to_one(write: Write) -> None:
    by_event: dict[str, float] = {}
    for row in rows(write("dyads", status=("occurred", "planned", "denied"))):
        by_event[row["event"]] = by_event.get(row["event"], 0) + float(row["weight"])
    assert by_event
    assert all(total == pytest.approx(1, abs=0.01) for total in by_event.values())


def sanctioned(month: str, recipient: str, number: int) -> Reading:
    """Return the sample reading with one event: the EU has imposed sanctions on somebody of a country on the fifth of a month."""
    reading = sample_reading()
    day = f"2024-{month}-05"
    published = Published(value=day, earliest=day, latest=day, basis="metadata")
    text = reading.document.text
    document = replace(
        reading.document,
        id=document_id(text, url=f"https://n.example/{number}"),
        url=f"https://n.example/{number}",
        published=published,
    )
    actors = tuple(replace(a, country=recipient) if a.name == "Ana Kovač" else a for a in reading.actors)
    event = replace(
        reading.events[2], recipients=reading.events[2].recipients[:1], status="occurred", certainty="certain", condition=None,
        time=EventTime(earliest=day, latest=day), plover=Plover(type="SANCTION", aux=(), quad=3, scale=-6.0),
    )  # fmt: skip
    return replace(reading, document=document, actors=actors, events=(event,), agenda=(), disagreements=())


def test_zeros_stand_where_two_countries_share_nothing(tmp_path: Path) -> None:
    path = tmp_path / "three.db"
    told = [("01", "HRV"), ("01", "HRV"), ("02", "SRB"), ("04", "HRV")]
    with open_store(path, create=True) as store:
        for number, (month, country) in enumerate(told):
            keep(store, sanctioned(month, country, number))
    tables = []
    for zeros in (False, True):
        out = io.BytesIO()
        with open_questions(path) as store:
            export(store, "dyad-month", out, counting="reports", options=Options(zeros=zeros))
        tables.append([tuple(row.values()) for row in csv.DictReader(io.StringIO(out.getvalue().decode()))])
    bare, filled = tables
    assert [(row[0], row[4], row[9], row[12]) for row in filled] == [
        (f"2024-{month}-01", "EUR", country, events)
        for month, counts in (("01", "20"), ("02", "01"), ("03", "00"), ("04", "10"))
        for country, events in zip(("HRV", "SRB"), counts, strict=True)
    ]
    assert [row for row in filled if row[12] != "0"] == bare
    assert bare[0][5:12] == ("", "", "", "HRV", "HRV", "344", "344")
    assert bare[0][14:] == ("0", "0", "2", "0", "-6.0", "-4.0")
    assert filled[1][-2:] == ("", "")


def in_other_order(path: Path, other: Path) -> Store:
    """Return a store with the same reports, added the other way round."""
    with open_store(path) as store:
        found = list(readings(store))
    opened = open_store(other, create=True)
    for reading in reversed(found):
        keep(opened, reading)
    assemble_store(opened, partial(assemble, world=load_world(())))
    return opened


@pytest.mark.parametrize(
    "name",
    [
        "polecat",
        "plover",
        "gdelt",
        "events",
        "dyads",
        "dyad-week",
        "statements",
        "reports",
        "actors",
        "annotations",
        "ftm",
    ],
)
def test_the_order_of_adding_changes_no_byte(name: str, store_path: Path, tmp_path: Path) -> None:
    counting = "happenings" if EXPORTS[name].counts else None
    one, other = io.BytesIO(), io.BytesIO()
    with open_questions(store_path) as store:
        export(store, name, one, counting=counting)
    with in_other_order(store_path, tmp_path / "other.db") as store:
        export(store, name, other, counting=counting)
    assert one.getvalue() == other.getvalue()
    assert one.getvalue()


def test_a_store_that_keeps_nothing_gives_empty_files(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path, create=True).close()
    for name, chosen in EXPORTS.items():
        if chosen.begin is not None:
            out = io.BytesIO()
            with open_questions(path) as store:
                assert export(store, name, out, counting="reports" if chosen.counts else None).rows == 0


def test_a_happening_whose_event_was_withdrawn_is_told_by_an_earlier_report_or_none(tmp_path: Path) -> None:
    path = copied(tmp_path)
    with open_store(path) as store:
        happenings = assembly_of(store, Assembly).happenings
    told = next(h for h in happenings if len({t.document for t in h.tellings}) > 1)
    alone = next(h for h in happenings if len(h.tellings) == 1)
    last = told.tellings[-1].document
    gone = [t for t in told.tellings if t.document == last] + list(alone.tellings)
    for telling in gone:
        how = ["--withdraw", "--no-assemble", "--author", "Jo Field", "--store", str(path)]
        done = CliRunner().invoke(cli, ["correct", telling.document, telling.event, *how])
        assert done.exit_code == 0, done.output
    for name, chosen in EXPORTS.items():
        if chosen.counts:
            for counting in ("reports", "happenings"):
                with open_questions(path) as store:
                    export(store, name, tmp_path / f"{name}-{counting}", counting=counting)
    found = {row["id"]: row["document"] for row in rows(tmp_path / "events-happenings")}
    assert set(found) == {h.id for h in happenings} - {alone.id}
    assert found[told.id] == next(t.document for t in reversed(told.tellings) if t.document != last)
    tellings = {row["id"] for row in rows(tmp_path / "events-reports")}
    assert tellings.isdisjoint(f"{t.document}:{t.event}" for t in gone)


# ---- the command ---------------------------------------------------------------------------


def test_the_command_writes_a_file_and_says_what_it_left_out(store_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.tsv"
    done = CliRunner().invoke(
        cli,
        ["export", "icews", "--store", str(store_path), "--counting", "happenings", "--output", str(target)],
    )
    assert done.exit_code == 0
    assert "counting happenings" in done.stderr
    assert "left out: CAMEO has no code for it" in done.stderr
    assert target.read_text(encoding="utf-8").startswith("Event ID\tEvent Date")
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_holds_something_is_left_alone(store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with open_questions(store_path) as store, pytest.raises(QuestionError, match="is there already"):
        export(store, "csv", tmp_path, counting="reports")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("csv", ".", "name a new folder"),
        ("csv", "notes.txt/csv", "cannot be written"),
        ("events", "notes.txt/events.csv", "cannot be written"),
        ("events", "full.csv", "cannot be written"),
        ("events", ".", "is a folder; name a file"),
    ],
)
def test_a_target_that_cannot_be_is_one_sentence(
    name: str, target: str, why: str, store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    monkeypatch.chdir(there)
    if target != ".":
        (there / "notes.txt").write_text("mine")
        (there / "full.csv.part").mkdir()
    before = sorted(there.rglob("*"))
    asked = ["export", name, "--store", str(store_path), "--counting", "reports", "--output", target]
    done = CliRunner().invoke(cli, asked)
    assert isinstance(done.exception, QuestionError | SystemExit)
    assert why in done.stderr + str(done.exception)
    assert sorted(there.rglob("*")) == before


def test_validate_says_what_is_wrong_and_where(write: Write, tmp_path: Path) -> None:
    path = write("polecat")
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split("\t")
    cells[1], cells[5], cells[28] = "yesterday", "4", "None"
    broken = tmp_path / "broken.tsv"
    broken.write_text(
        "\n".join([lines[0], "\t".join(cells), lines[2], lines[2], lines[3] + "\tmore", ""]), encoding="utf-8"
    )
    found = {(fault.where.removeprefix(f"{broken}, "), fault.message) for fault in validated(broken).faults}
    assert ("row 2, column Event Date", "it holds 'yesterday'; expected a day such as 2018-10-20") in found
    assert ("row 2, column Latitude", "it holds the word None; what is not known is an empty cell") in found
    assert any(where == "row 2" and "the quad class of" in message for where, message in found)
    assert any(where == "row 4, column Event ID" and "must be unique" in message for where, message in found)
    assert ("row 5", "it has 41 cells; expected 40") in found
    done = CliRunner().invoke(cli, ["validate", str(broken)])
    assert done.exit_code == InputError.exit_status
    assert "faults" in done.stdout


def test_validate_notices_a_file_that_was_changed_or_cut(write: Write) -> None:
    path = write("events")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-2]), encoding="utf-8")
    messages = [fault.message for fault in validated(path).faults]
    assert any("it was changed since it was written" in message for message in messages)
    assert any(f"says {len(lines) - 1:,}" in message for message in messages)


def test_validate_names_the_columns_that_are_not_there(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text(
        write("events").read_text(encoding="utf-8").replace("certainty", "sureness", 1), encoding="utf-8"
    )
    (fault,) = validated(path, "events").faults
    assert "it lacks certainty" in fault.message
    assert "it has sureness" in fault.message


def test_validate_finds_a_record_whose_span_does_not_quote_its_text(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    records = [json.loads(line) for line in write("jsonl").read_text(encoding="utf-8").splitlines()]
    records[0]["events"][0]["trigger"]["start"] -= 1
    records[1]["events"][0]["actors"] = ["a_gone"]
    path.write_text("".join(json.dumps(record) + "\n" for record in records) + "{]\n", encoding="utf-8")
    found = validated(path)
    messages = {fault.where.rpartition(" ")[2]: fault.message for fault in found.faults}
    assert found.what == "jsonl"
    assert any(
        "does not quote the text" in fault.message for fault in found.faults if fault.where.endswith("line 1")
    )
    assert "names a_gone, which is not among the actors" in messages["2"]
    assert "it is no record" in messages["5"]


def test_validate_says_what_it_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing of ours.", encoding="utf-8")
    with pytest.raises(InputError, match="--as says what it is"):
        validated(path)


# ---- countries that the words leave open -----------------------------------------------------


@pytest.fixture
def open_side(tmp_path: Path) -> Path:
    """Return a store with two reports of a deed of the EU in Zagreb: to somebody of no stated country, and to nobody named."""
    path = tmp_path / "open.db"
    reading = sanctioned("01", "HRV", 1)
    (event,) = reading.events
    deed = Plover(type="COERCE", aux=(), quad=4, scale=-7.0)
    event = replace(event, type="COERCE", plover=deed)
    zagreb = Location(name="Zagreb", country="HRV", geonames=3186886, **span_fields(event.trigger))
    nobody = sanctioned("02", "HRV", 2)
    actors = tuple(replace(a, country=None) if a.name == "Ana Kovač" else a for a in reading.actors)
    with open_store(path, create=True) as store:
        keep(store, replace(reading, actors=actors, events=(replace(event, location=zagreb),)))
        alone = replace(nobody.events[0], type="COERCE", plover=deed, recipients=(), location=zagreb)
        keep(store, replace(nobody, events=(alone,)))
    return path


def span_fields(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def written(path: Path, name: str, countries: Countries) -> str:
    out = io.BytesIO()
    with open_questions(path) as store:
        export(store, name, out, counting="reports", options=Options(countries=countries))
    return out.getvalue().decode()


def test_countries_are_those_said_unless_completed_ones_are_asked_for(open_side: Path) -> None:
    said, completed = (
        list(csv.DictReader(io.StringIO(written(open_side, "dyads", countries)))) for countries in COUNTRIES
    )
    assert [(row["recipient_name"], row["recipient_country"], row["recipient_basis"]) for row in said] == [
        ("Ana Kovač", "", "")
    ]
    assert [
        (row["recipient_name"], row["recipient_country"], row["recipient_basis"]) for row in completed
    ] == [
        ("Ana Kovač", "HRV", "place"),
        ("", "HRV", "place"),
    ]
    assert {row["countries"] for row in said} == {"said"}
    assert {row["countries"] for row in completed} == {"completed"}
    assert {(row["actor_country"], row["actor_basis"]) for row in completed} == {("EUR", "said")}


def test_counts_of_countries_grow_by_the_completed_ones(open_side: Path) -> None:
    counts = [
        [(row["actor_country"], row["recipient_country"], row["events"]) for row in csv.DictReader(io.StringIO(written(open_side, "dyad-month", countries)))]
        for countries in COUNTRIES
    ]  # fmt: skip
    assert counts == [[], [("EUR", "HRV", "1"), ("EUR", "HRV", "1")]]


@pytest.mark.parametrize("name", ["polecat", "plover", "icews", "gdelt", "events"])
def test_every_format_of_events_takes_completed_countries(name: str, open_side: Path, tmp_path: Path) -> None:
    assert written(open_side, name, "said") != written(open_side, name, "completed")
    path = tmp_path / f"{name}{EXPORTS[name].suffix}"
    with open_questions(open_side) as store:
        export(store, name, path, counting="reports", options=Options(countries="completed"))
    assert validated(path).faults == ()
    about = json.loads(path.with_name(path.name + ".about.json").read_text(encoding="utf-8"))
    assert about["countries"] == "completed"


def test_a_record_of_plover_says_which_rule_gave_a_country(open_side: Path) -> None:
    first, second = map(json.loads, written(open_side, "plover", "completed").splitlines())
    assert first["recipient"][0]["code"] == "HRV"
    assert first["recipient"][0]["onrecord_basis"] == "place"
    assert second["recipient"] == [{"code": "HRV", "onrecord_basis": "place"}]
    assert {one["onrecord"]["countries"] for one in (first, second)} == {"completed"}
