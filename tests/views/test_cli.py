"""The command line from end to end, with a fake instead of the reader.

Every kind of invalid input gives one clear sentence and an exit status, and does not affect other inputs.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from icalendar import Calendar

import onrecord
import onrecord.runner
from onrecord.errors import ModelError
from onrecord.known import Known
from onrecord.store import journal, open_store, runs
from onrecord.store.open import SCHEMA
from onrecord.types import Actor, ActorId, AgendaId, AgendaItem, Document, Language, Note, Reading, Sentence
from onrecord.views import cli
from onrecord.views.cli import reading
from onrecord.views.cli.output import look_for, opened
from onrecord.views.jsonl import write_line
from tests.readings import sample_reading

GOOD = "The foreign minister will meet her counterpart in Vienna on Friday, a spokesman said. The talks are open."


def stand_in(document: Document, language: Language, known: object, notes: Sequence[Note] = ()) -> Reading:
    """Return a reading with one actor; fail if the text requests it."""
    if "break the reader" in document.text:
        raise KeyError("trigger")
    actor = Actor(id=ActorId("a_1"), name="foreign minister", kind="person", country="AUT")
    return Reading(document=document, actors=(actor,), notes=tuple(notes))


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.runner.local.read_language", stand_in)
    monkeypatch.setattr(
        "onrecord.runner.local.find_languages", lambda documents, known: [Language() for _ in documents]
    )
    monkeypatch.setattr("onrecord.known.load_known", lambda overlays=(): cast("Known", None))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


class Run:
    """One run of the command line: exit status, lines of output, lines of errors."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.status = cli.run([str(argument) for argument in arguments])
        self.out, self.err = capsys.readouterr()

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def sentence(self) -> str:
        """Return the one line on standard error."""
        (line,) = self.err.splitlines()
        assert line.startswith("onrecord: ")
        assert "Traceback" not in self.err
        return line


# ---- bad input ---------------------------------------------------------------------------

UNREADABLE = {
    "empty": (b"", "empty.txt", "is empty"),
    "blank": (b" \r\n\n", "blank.txt", "is empty"),
    "binary": (bytes(range(256)) * 8, "data.txt", "is a binary file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "page.html", "is a PNG picture"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_reported_and_the_next_one_read(
    name: str, tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, file_name, reason = UNREADABLE[name]
    bad = tmp_path / file_name
    bad.write_bytes(content)
    run = Run(capsys, "read", bad, good, "--format", "jsonl")
    assert run.status == 3
    assert f"{bad} {reason}" in run.sentence()
    first, second = run.records
    assert (first["document"]["text"], len(first["notes"])) == ("", 1)
    assert second["document"]["text"] == GOOD


def test_a_missing_path_is_reported_and_the_next_one_read(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, "read", tmp_path / "no.html", good)
    assert run.status == 3
    assert "no.html does not exist" in run.sentence()
    assert "foreign minister" in run.out
    assert "no.html" not in run.out


def test_a_broken_line_of_jsonl_yields_a_record_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    row = json.dumps({"id": 7, "text": GOOD, "title": "Talks", "published": "2024-05-13"})
    lines.write_text(f'{row}\n{{"id": 8, "text": \n{{"id": 9}}\n{row}\n')
    run = Run(capsys, "read", lines, "--format", "jsonl")
    assert run.status == 3
    assert [r["document"]["text"] for r in run.records] == [GOOD, "", "", GOOD]
    assert [r["document"]["given_id"] for r in run.records] == ["7", None, "9", "7"]
    assert run.records[0]["document"]["published"]["value"] == "2024-05-13"
    broken, textless, account = run.err.splitlines()
    assert "lines.jsonl" in broken and "2" in broken and "JSON" in broken  # noqa: PT018
    assert "has no text" in textless
    assert account == f"onrecord: 2 of 4 failed: 2 no JSON of a document ({lines}:2, {lines}:3)."


def test_html_without_an_article_is_a_note_not_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "menu.html"
    page.write_text(
        "<html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
    )
    run = Run(capsys, "read", page, "--format", "jsonl")
    assert run.status == 0
    assert run.records[0]["notes"][0]["code"] in ("no-article", "empty")


def test_a_lying_charset_and_a_torn_character_cost_no_more_than_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lying = tmp_path / "lying.html"
    article = "".join(f"<p>{GOOD} Der Außenminister Österreichs spricht in Kraków.</p>" for _ in range(4))
    lying.write_bytes(f"<html><head><meta charset='us-ascii'></head><body><article>{article}".encode())
    torn = tmp_path / "torn.txt"
    torn.write_bytes(GOOD.encode() + "Kovač".encode()[:-1])
    run = Run(capsys, "read", lying, torn, "--format", "jsonl")
    assert run.status == 0
    first, second = run.records
    assert "Außenminister Österreichs spricht in Kraków" in first["document"]["text"]
    assert second["document"]["text"].startswith(GOOD)


def test_a_text_in_another_language_gets_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "de.txt"
    path.write_text("Der Außenminister reiste am Freitag nach Wien und sprach dort mit seinem Kollegen. " * 5)
    run = Run(capsys, "read", path, "--format", "jsonl")
    assert run.status == 0
    assert run.records[0]["document"]["language"] == "de"
    assert "language" in [note["code"] for note in run.records[0]["notes"]]


def test_twenty_megabytes_are_cut_with_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.txt"
    path.write_text((GOOD + "\n\n") * (20_000_000 // len(GOOD)))
    run = Run(capsys, "read", path, "--input", "plain", "--format", "jsonl")
    assert run.status == 0
    assert len(run.records[0]["document"]["text"]) <= 500_000
    assert run.records[0]["notes"][0]["code"] == "cut"


def test_a_fault_of_the_reader_on_one_text_leaves_the_others(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("This will break the reader, said nobody in particular to anybody at all.")
    run = Run(capsys, "read", bad, good, "--format", "jsonl")
    assert run.status == 1
    assert "KeyError: 'trigger'" in run.sentence()
    assert [note["code"] for note in run.records[0]["notes"]] == ["failed"]
    assert run.records[1]["actors"]


def test_missing_weights_are_one_sentence(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def load(overlays: tuple[Path, ...] = ()) -> Known:
        raise ModelError("The weights reader.onnx are missing; install the package again.")

    monkeypatch.setattr("onrecord.known.load_known", load)
    run = Run(capsys, "read", good)
    assert run.status == 5
    assert run.sentence() == "onrecord: The weights reader.onnx are missing; install the package again."


def test_of_many_failures_of_one_reason_the_first_are_told_and_all_are_counted(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    blank = "".join(f"{n},\n" for n in range(2, 10))
    rows.write_text(f'nr,Body\n1,"{GOOD}"\n{blank}10,"No" means "no, he said.\n')
    run = Run(capsys, "read", rows, tmp_path / "gone.txt", "--id", "nr", "--format", "jsonl", "--jobs", 1)
    assert run.status == 3
    assert [record["document"]["given_id"] for record in run.records[:-1]] == [str(n) for n in range(1, 11)]
    first, *told, account, noted = run.err.splitlines()
    assert first == f"onrecord: {rows}: text is read from “Body” (--text for others)."
    assert len(told) == 6  # five rows without text, and the file that is not there
    assert account == (
        f"onrecord: 9 of 11 failed: 8 without text ({rows}:3, {rows}:4, {rows}:5, ...); "
        f"1 not there ({tmp_path / 'gone.txt'})."
    )
    assert (
        noted
        == f"onrecord: Read, but noted: 1 quotation marks that do not fit ({rows}:11); 1 more or fewer cells than columns ({rows}:11)."
    )


def test_an_unknown_column_is_an_error_and_the_next_input_is_read(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(f'nr,Body\n1,"{GOOD}"\n')
    run = Run(capsys, "read", rows, good, "--text", "Text", "--format", "jsonl")
    assert (run.status, len(run.records)) == (3, 2)
    assert run.sentence() == f"onrecord: {rows} has no column “Text”; its columns: nr, Body."


# ---- formats and outputs -----------------------------------------------------------------


def test_the_brief_is_plain_in_a_pipe_and_coloured_when_asked(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "\x1b[" not in Run(capsys, "read", good).out
    assert "\x1b[1m" in Run(capsys, "read", good, "--color", "always").out


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_is_left_out_where_it_is_not_wanted(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = type("Terminal", (), {"isatty": lambda self: True})()
    monkeypatch.setenv("TERM", "xterm")
    assert look_for("auto", False, terminal).colour
    monkeypatch.setenv(variable, value)
    assert not look_for("auto", False, terminal).colour


def test_briefs_of_several_reports_are_set_apart(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = Run(capsys, "read", good, good).out
    assert out.count("─" * 80) == 1
    assert out.count("WHO") == 2


def test_a_folder_is_read_in_order_and_written_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.txt").write_text(f"{GOOD} This is report {name}.")
    out = tmp_path / "out.jsonl"
    run = Run(capsys, "read", folder, "--format", "jsonl", "--output", out)
    assert (run.status, run.out) == (0, "")
    texts = [json.loads(line)["document"]["text"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert [text[-2] for text in texts] == ["a", "b"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "page", "-", "--format", "jsonl"],
        input=GOOD.encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["text"] == GOOD


def test_an_output_that_cannot_be_written_is_wrong_usage(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, "read", good, "--output", "/no/such/folder/out.txt")
    assert run.status == 2
    assert "/no/such/folder/out.txt cannot be written: No such file or directory." in run.err


def test_an_output_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "lines.jsonl"
    out.write_text("before")
    with pytest.raises(OSError, match="No space"), opened(out) as file:  # noqa: PT012
        file.write("half")
        raise OSError(28, "No space left on device")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("lines.jsonl", "before")]
    with pytest.raises(KeyboardInterrupt), opened(out) as file:  # noqa: PT012
        file.write("as far as it came")
        raise KeyboardInterrupt
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("lines.jsonl", "as far as it came")
    ]


def test_a_page_stops_at_the_document(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(capsys, "page", good, "--format", "jsonl")
    assert run.records[0]["text"] == GOOD
    assert "actors" not in run.records[0]
    text = Run(capsys, "page", good).out
    assert text.endswith(f"\n{GOOD}\n\n")
    assert "language:  en\n" in text


@pytest.fixture
def html_view(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.views import html

    monkeypatch.setattr(html, "render_page", lambda reading: f"<p>{reading.document.text}</p>")


@pytest.mark.usefixtures("html_view")
def test_html_pages_of_several_reports_go_to_a_folder_under_their_names(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        "".join(json.dumps({"id": i, "text": f"{GOOD} Line {i}."}) + "\n" for i in ("a/1", "a/1", "../x"))
    )
    out = tmp_path / "pages"
    run = Run(capsys, "read", good, lines, "--format", "html", "--output", out)
    assert run.status == 0
    written = sorted(path.name for path in out.iterdir())
    assert written[:3] == sorted(
        ["a-1.html", next(n for n in written if n.startswith("a-1-d_")), "good.html"]
    )
    assert "x.html" in written
    assert sorted(run.out.splitlines()) == [str(out / name) for name in written]


@pytest.mark.usefixtures("html_view")
def test_html_of_a_folder_without_an_output_is_wrong_usage_before_anything_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ministers met in Riga on Friday.", encoding="utf-8")
    assert cli.run(["read", str(tmp_path), "--format", "html"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "--output FOLDER" in shown.err


@pytest.mark.usefixtures("html_view")
def test_html_of_one_report_goes_to_standard_output_or_a_file(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Run(capsys, "read", good, "--format", "html").out == f"<p>{GOOD}</p>"
    Run(capsys, "read", good, "--format", "html", "--output", tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text() == f"<p>{GOOD}</p>"
    run = Run(capsys, "read", good, good, "--format", "html")
    assert run.status == 2
    assert "name a folder for their pages" in run.err


def test_a_closed_pipe_is_no_error(good: Path) -> None:
    command = f"{sys.executable} -m onrecord schema | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "{"
    assert done.stderr == ""


def test_control_c_is_quiet(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def __iter__(self) -> Iterator[object]:
            raise KeyboardInterrupt

    def interrupted(*arguments: object, **options: object) -> Interrupted:
        return Interrupted()

    monkeypatch.setattr(reading, "outcomes_of", interrupted)
    run = Run(capsys, "read", good)
    assert (run.status, run.out) == (130, "")
    assert run.sentence() == "onrecord: Stopped: 0 reports read."


def test_the_version_is_that_of_program_model_knowledge_and_ontology(
    capsys: pytest.CaptureFixture[str],
) -> None:
    program, *others = Run(capsys, "--version").out.splitlines()
    assert program == f"onrecord {onrecord.__version__}"
    told = dict(line.split(": ", 1) for line in others)
    assert set(told) == {"model", "knowledge", "ontology"}
    assert re.search(r"reader\.onnx sha256 [0-9a-f]{64}", told["model"])
    assert re.fullmatch(r"world\.db sha256 [0-9a-f]{64}", told["knowledge"])
    assert told["ontology"].startswith("PLOVER ")


def test_a_shell_is_told_how_commands_and_values_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(*words: str) -> list[str]:
        monkeypatch.setenv("_ONRECORD_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(("onrecord", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        return [line.partition(",")[2] for line in Run(capsys).out.split()]

    assert offered("dys") == []
    assert offered("do") == ["dossier"]
    assert offered("events", "--type", "pro") == ["PROTEST"]
    assert "--counting" in offered("events", "--co")
    for shell in ("bash", "zsh", "fish"):
        monkeypatch.setenv("_ONRECORD_COMPLETE", f"{shell}_source")
        assert "onrecord" in Run(capsys).out


def test_wrong_usage_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert Run(capsys, "read").status == 2
    assert Run(capsys, "read", "x", "--format", "poem").status == 2
    assert Run(capsys, "who").status == 2
    assert Run(capsys, "rhyme").status == 2


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(Run(capsys, "schema").out)["$defs"]["Event"]


# ---- who ---------------------------------------------------------------------------------


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.types import WhoAnswer, WhoQuery
    from onrecord.world import who as world_who

    def resolve(query: WhoQuery, world: object) -> WhoAnswer:
        return WhoAnswer(
            id=query.id, text=query.text, name=f"{query.text} of {query.country} at {query.date}"
        )

    monkeypatch.setattr(world_who, "resolve_who", resolve)


@pytest.mark.usefixtures("who")
def test_who_answers_a_phrase_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = Run(capsys, "who", "foreign minister", "--date", "2018-10-20", "--country", "RUS")
    assert one.records[0]["name"] == "foreign minister of RUS at 2018-10-20"
    lines = tmp_path / "who.jsonl"
    lines.write_text('{"id": "1", "text": "king"}\n\n{"id": "2", "text": "queen", "date": "2001"}\n')
    many = Run(capsys, "who", "--jsonl", lines)
    assert [(r["id"], r["name"]) for r in many.records] == [
        ("1", "king of None at None"),
        ("2", "queen of None at 2001"),
    ]


@pytest.mark.usefixtures("who")
def test_a_line_that_is_no_question_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "who.jsonl"
    lines.write_text('{"id": "1", "text": "king"}\n{"id": "2"}\n')
    run = Run(capsys, "who", "--jsonl", lines)
    assert run.status == 3
    assert "Line 2 is no question" in run.sentence()


# ---- the store ---------------------------------------------------------------------------


def test_a_report_is_kept_once_listed_and_shown(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    assert Run(capsys, "add", good, "--store", store).out == f"{store}: 1 added\n"
    before = Run(capsys, "show", "--store", store, "--format", "jsonl").out
    assert Run(capsys, "add", good, "--store", store).out == f"{store}: 1 unchanged\n"
    assert Run(capsys, "show", "--store", store, "--format", "jsonl").out == before
    assert Run(capsys, "add", good, "--store", store, "--again").out == f"{store}: 1 replaced\n"
    (line,) = Run(capsys, "show", "--store", store).out.splitlines()
    assert "(1 actor, 0 said, 0 events, 0 ahead)" in line
    shown = Run(capsys, "show", line.split()[0], "--store", store)
    assert "foreign minister" in shown.out
    record = Run(capsys, "show", line.split()[0], "--store", store, "--format", "jsonl").records[0]
    assert record["document"]["text"] == GOOD


def test_what_is_kept_is_not_read_again(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "news.db"
    Run(capsys, "add", good, "--store", store)

    def fails(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr("onrecord.runner.local.find_languages", fails)
    with monkeypatch.context() as not_even_parsed:
        not_even_parsed.setattr("onrecord.runner.local.make_document", fails)
        moved = good.rename(tmp_path / "moved.txt")
        assert Run(capsys, "add", moved, "--store", store).out == f"{store}: 1 unchanged\n"
    good = moved.rename(good)
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"text": GOOD}) + "\n")  # another page of the same document
    assert Run(capsys, "add", lines, "--store", store).out == f"{store}: 1 unchanged\n"
    other = tmp_path / "other.txt"
    other.write_text("The ministers met again on Tuesday.")
    assert Run(capsys, "add", good, other, "--store", store).status == 1  # the other one is read


def test_the_same_text_at_two_addresses_is_kept_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, lines = "The ministers met in Vienna on Friday.", tmp_path / "two.jsonl"
    outlets = ("https://a.example/1", "https://b.example/2")
    lines.write_text("".join(json.dumps({"text": text, "url": url}) + "\n" for url in outlets))
    store = tmp_path / "news.db"
    assert Run(capsys, "add", lines, "--store", store).out == f"{store}: 2 added\n"
    records = Run(capsys, "show", "--store", store, "--format", "jsonl").records
    assert sorted(record["document"]["url"] for record in records) == list(outlets)
    assert len({record["document"]["text_id"] for record in records}) == 1


def test_what_could_not_be_read_is_in_the_journal(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    Run(capsys, "add", good, tmp_path / "gone.txt", "--store", store)
    with open_store(store) as opened:
        (run,) = runs(opened)
        assert (run.added, run.failed, run.ended is not None) == (1, 1, True)
        of_inputs = [(e.what, e.change) for e in journal(opened) if e.what in ("document", "input")]
        assert of_inputs == [("document", "added"), ("input", "failed")]


def test_a_sound_store_is_checked_and_a_damaged_one_is_saved(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, saved = tmp_path / "news.db", tmp_path / "saved.db"
    Run(capsys, "add", good, "--store", store)
    run = Run(capsys, "check", store)
    assert (run.status, run.out, run.err) == (0, f"{store}: 1 document sound, no fault\n", "")
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE documents SET title = 'Another'")
    run = Run(capsys, "check", store, "--save", saved)
    assert run.status == 6
    assert "its record is not as it was written" in run.err
    assert run.out.endswith(f"{saved}: 0 saved, 1 to be read again, 0 lost\n")
    assert Run(capsys, "add", good, "--store", saved).out == f"{saved}: 1 replaced\n"


def test_kept_documents_are_found_by_words(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    Run(capsys, "add", good, "--store", store)
    assert Run(capsys, "show", "--store", store, "--search", "vienna minister").out
    assert not Run(capsys, "show", "--store", store, "--search", "paris").out


def test_without_an_id_a_format_shows_all_kept_documents(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, other = tmp_path / "news.db", tmp_path / "other.txt"
    other.write_text(GOOD + " Another one.")
    Run(capsys, "add", good, other, "--store", store)
    run = Run(capsys, "show", "--store", store, "--format", "jsonl")
    assert {record["document"]["text"] for record in run.records} == {GOOD, GOOD + " Another one."}
    run = Run(capsys, "show", "--store", store, "--format", "jsonl", "--search", "another")
    assert [record["document"]["text"] for record in run.records] == [GOOD + " Another one."]
    assert Run(capsys, "show", "--store", store, "--format", "brief").out.count("foreign minister") > 2
    run = Run(capsys, "show", "--store", store, "--format", "html")
    assert run.status == 2
    assert "--format html shows one document, and 2 are kept; give an ID." in run.err


def test_the_pictures_and_styles_of_a_folder_are_skipped_with_a_message(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "style.css").write_text("p { color: red }")
    for command in ("read", "page"):
        run = Run(capsys, command, good.parent, "--format", "jsonl")
        assert (run.status, len(run.records)) == (0, 1)
        assert run.sentence() == f"onrecord: {tmp_path}: 1 file beside the reports is not read (1 .css)."


def test_what_cannot_be_read_is_not_kept_and_the_rest_is(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    run = Run(capsys, "add", tmp_path / "missing.txt", good, "--store", store)
    assert (run.status, run.out) == (3, f"{store}: 1 added\n")
    assert "missing.txt does not exist" in run.sentence()


def test_an_unsound_record_is_reported_and_the_others_are_stored(
    tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second.txt"
    second.write_text("A second report, said an official, is on its way to the printers tonight.")

    def unsound(document: Document, language: Language, known: object, notes: Sequence[Note] = ()) -> Reading:
        sample = sample_reading()
        sound = document.text != GOOD
        return Reading(document=document, actors=sample.actors if sound else (), events=sample.events[1:2])

    monkeypatch.setattr("onrecord.runner.local.read_language", unsound)
    store = tmp_path / "news.db"
    run = Run(capsys, "add", good, second, "--store", store)
    assert run.status == 1
    assert run.err.count("was not kept: its record is not sound") == 2
    assert run.out == f"{store}: nothing added\n"


@pytest.mark.parametrize("command", [["show"], ["add", "PATH"]])
def test_a_store_of_a_newer_schema_is_reported(
    command: list[str], tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    Run(capsys, "add", good, "--store", store)
    with sqlite3.connect(store) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    run = Run(capsys, *[str(good) if word == "PATH" else word for word in command], "--store", store)
    assert run.status == 6
    assert f"has schema {SCHEMA + 1}, this version reads {SCHEMA}" in run.sentence()


@pytest.mark.skipif(
    os.name != "posix" or not Path("/proc/self").exists(), reason="needs /proc: a folder nobody can write"
)
def test_a_folder_that_cannot_be_written_is_reported(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(capsys, "add", good, "--store", "/proc/self/news.db")
    assert run.status == 6
    assert "cannot be opened; check that you may write in its folder" in run.sentence()


def test_an_unknown_or_ambiguous_id_is_reported(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "news.db"
    other = tmp_path / "other.txt"
    other.write_text(GOOD + " Another one.")
    Run(capsys, "add", good, other, "--store", store)
    assert "holds no document 'zzz'" in Run(capsys, "show", "zzz", "--store", store).sentence()
    assert (
        "holds 2 documents whose id begins with 'd_'"
        in Run(capsys, "show", "d_", "--store", store).sentence()
    )


def test_a_record_on_the_command_line_is_the_record_of_the_library(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, "read", good, "--format", "jsonl")
    (outcome,) = onrecord.runner.read_pages(onrecord.pages.pages([str(good)]))
    assert run.out == write_line(outcome.reading) + "\n"


def test_the_log_says_what_was_loaded_and_only_when_asked(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, good: Path
) -> None:
    Run(capsys, "read", good)
    assert not caplog.records
    try:
        Run(capsys, "--verbose", "read", good)
        assert any("characters read in" in record.getMessage() for record in caplog.records)
    finally:
        logging.getLogger("onrecord").setLevel(logging.NOTSET)


def test_a_pipe_that_is_closed_early_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD * 2000, encoding="utf-8")
    program = f"import sys; from onrecord.views.cli import main; main(['page', {str(tmp_path / 'a.txt')!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.wait(timeout=60) == 0


def test_several_html_pages_without_a_folder_are_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], good: Path, tmp_path: Path
) -> None:
    target = tmp_path / "page.html"
    target.write_text("mine", encoding="utf-8")
    run = Run(capsys, "read", good, good, "--format", "html", "--output", target)
    assert run.status == 2
    assert "name a folder" in run.err
    assert target.read_text(encoding="utf-8") == "mine"


def test_what_lies_ahead_is_one_calendar_from_reports_and_from_a_store(
    capsys: pytest.CaptureFixture[str], good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = AgendaItem(
        id=AgendaId("g_1"), kind="event", summary="Talks", earliest="2024-03-12", latest="2024-03-12"
    )

    def with_agenda(document: Document, *rest: object, **fields: object) -> Reading:
        return Reading(document=document, agenda=(ahead,))

    monkeypatch.setattr("onrecord.runner.local.read_language", with_agenda)
    read, store = Run(capsys, "read", good, good, "--format", "ics"), tmp_path / "news.db"
    assert (read.status, read.out.count("BEGIN:VEVENT"), read.out.count("BEGIN:VCALENDAR")) == (0, 2, 1)
    assert Run(capsys, "add", good, "--store", store).status == 0
    kept = Run(capsys, "show", "--store", store, "--format", "ics")
    target = tmp_path / "ahead.ics"
    assert Run(capsys, "read", good, "--format", "ics", "--output", target).status == 0
    assert target.read_bytes().decode() == kept.out
    assert [str(c["summary"]) for c in Calendar.from_ical(kept.out).subcomponents] == ["Talks"]


def test_words_of_the_report_are_explained_by_their_sentence(
    capsys: pytest.CaptureFixture[str], good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = Language(sentences=(Sentence(start=0, end=GOOD.index(".") + 1, tokens=()),))
    monkeypatch.setattr(
        "onrecord.runner.local.find_languages", lambda documents, known: [language for _ in documents]
    )
    run = Run(capsys, "explain", good, "counterpart in Vienna")
    assert (run.status, run.err) == (0, "")
    first, second = run.out.splitlines()
    assert first == f"sentence: {GOOD.partition('.')[0]}."
    assert second == "  considered: nothing; the network saw no act of the record in it"


def test_what_is_explained_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = {"text": GOOD, "title": "Talks \x1b]0;taken\x07 over"}
    (tmp_path / "e.jsonl").write_text(json.dumps(page), encoding="utf-8")
    run = Run(capsys, "explain", tmp_path / "e.jsonl")
    assert run.out.startswith("Talks ]0;taken over\n")
    assert not set("\x1b\x07") & set(run.out)


def test_explaining_a_fact_that_is_not_there_fails(capsys: pytest.CaptureFixture[str], good: Path) -> None:
    run = Run(capsys, "explain", good, "e_nope")
    assert run.status == 3
    assert "holds no fact 'e_nope'" in run.err
    assert run.out == ""


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(capsys, "who", "Russian foreign minister", "--date", "2018-99-01")
    assert run.status == 2
    assert "'2018-99-01' is no date; write one such as 2018-10-20." in run.err


def test_a_question_that_cannot_be_read_costs_no_other_its_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"text": 1}\n{"id": "b", "text": "Russian foreign minister", "date": "2018-10-20"}\n',
        encoding="utf-8",
    )
    run = Run(capsys, "who", "--jsonl", path)
    assert run.status == 3
    assert "Line 1 is no question" in run.err
    assert [record["id"] for record in run.records] == ["b"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The ministers met in Vienna on Monday, a spokesman said.", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "page", str(path)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 6
    assert done.stderr.startswith("onrecord: The results cannot be written (No space left on device)")
    assert len(done.stderr.splitlines()) == 1


def test_names_of_files_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a\x1b]0;x\x07\udcff.txt").write_bytes(b"")
    run = Run(capsys, "page", tmp_path)
    assert run.status == 3
    assert "\x1b" not in run.err
    assert "\ufffd.txt is empty" in run.err
