"""A user's own table on the command line: `--overlay`, from the file to the answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.views import cli

HEADER = "kind\tname\tcountry\tsector\toffice\tfrom\n"
KOVAC = "person\tAna Kovač\tHRV\t\tForeign Minister\t2026-03-01\n"
FRONT = "organization\tChira Front\tPER\tREB\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + KOVAC + FRONT, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[dict[str, Any]], str]:
    status = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def rows_of(fact: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(r["table"], r["line"], r["words"]) for r in fact["basis"] if r["table"]]


def test_who_answers_from_the_overlay_and_names_its_line(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, (answer,), err = run(
        capsys, "who", "Croatian foreign minister", "--date", "2026-04-01", "--overlay", mine
    )
    assert (status, err) == (0, "")
    assert (answer["name"], answer["cameo"], answer["cow"]) == ("Ana Kovač", "HRVGOV", 344)
    assert ("mine.tsv", 2, "Ana Kovač") in rows_of(answer)


def test_a_later_overlay_lies_over_an_earlier_one(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second.tsv"
    second.write_text("kind\tname\tcountry\tsector\norganization\tChira Front\tPER\tPTY\n")
    _, (answer,), _ = run(capsys, "who", "Chira Front", "--overlay", mine, "--overlay", second)
    assert answer["sector"] == "PTY"
    assert rows_of(answer) == [("mine.tsv", 3, "Chira Front"), ("second.tsv", 2, "Chira Front")]


def test_a_project_names_its_overlay_in_the_environment(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_OVERLAY", str(mine))
    assert run(capsys, "who", "Chira Front")[1][0]["sector"] == "REB"


def test_a_bad_line_is_told_and_the_others_answer(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write_text(HEADER + KOVAC.replace("HRV", "CRO") + FRONT, encoding="utf-8")
    lines = mine.parent / "questions.jsonl"
    lines.write_text('{"id": "1", "text": "Chira Front"}\n{"id": "2", "text": "the Kremlin"}\n')
    status, answers, err = run(capsys, "who", "--jsonl", lines, "--overlay", mine)
    assert status == 4
    assert [a["country"] for a in answers] == ["PER", "RUS"]
    assert err == (
        "onrecord: mine.tsv line 2: country 'CRO' is no ISO 3166 alpha-3 code; write HRV (Croatia)."
        " The line was left out.\n"
    )


def test_an_overlay_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, answers, err = run(capsys, "who", "the Kremlin", "--overlay", tmp_path / "none.tsv")
    assert (status, answers) == (4, [])
    assert "none.tsv cannot be read: No such file or directory." in err


@pytest.mark.slow
def test_a_report_is_read_with_the_overlay(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "LIMA, April 2, 2026 - The Chira Front said on Thursday that it would observe a truce, "
        "and Foreign Minister Ana Kovač welcomed it.\n",
        encoding="utf-8",
    )
    for overlays in ((), ("--overlay", mine)):
        status, (record,), err = run(capsys, "read", report, "--format", "jsonl", *overlays)
        assert (status, err) == (0, "")
        actors = {actor["name"].removeprefix("The "): actor for actor in record["actors"]}
        assert actors["Chira Front"]["sector"] == ("REB" if overlays else None)
        assert (("mine.tsv", 3, "Chira Front") in rows_of(actors["Chira Front"])) == bool(overlays)
    assert actors["Ana Kovač"]["country"] == "HRV"
