"""Answers on the command line: formats, widths, what stands on standard error."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import QuestionError
from onrecord.questions.answer import flat_names
from onrecord.questions.rows import Statement
from onrecord.views import cli
from onrecord.views.answers import ANSWER_FORMATS, COLUMNS
from onrecord.views.cli.questions import as_command
from onrecord.views.tables import Column, shown_width, write_table
from tests.questions.reports import kept


def asked(*words: str) -> int:
    return cli.run([*words, "--store", str(kept())])


def test_every_format_prints_the_same_rows(capsys: pytest.CaptureFixture[str]) -> None:
    printed = {}
    for form in ANSWER_FORMATS:
        assert asked("said", "--speaker", "Sergey Lavrov", "--format", form) == 0
        printed[form] = capsys.readouterr().out
    lines = [json.loads(line) for line in printed["jsonl"].splitlines()]
    whole = json.loads(printed["json"])
    assert whole["rows"] == lines
    assert whole["total"] == len(lines) > 0
    assert whole["meant"][0]["name"] == "Sergey Lavrov"
    cells = list(csv.DictReader(io.StringIO(printed["csv"])))
    assert [row["attribution"] for row in cells] == [line["attribution"] for line in lines]
    assert [row["cue_start"] for row in cells] == [str(line["cue"]["start"]) for line in lines]
    assert printed["html"].count("<tr>") == len(lines) + 1
    assert printed["table"].startswith("published")


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize(
    "words", [["said"], ["events"], ["events", "--counting", "happenings"], ["ahead"], ["search", "Vienna"]]
)
def test_tables_fit_the_terminal(
    words: list[str], width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert asked(*words) == 0
    table = capsys.readouterr().out
    assert table
    assert max(map(shown_width, table.splitlines())) <= width


def test_without_rows_the_reason_and_a_wider_question_stand_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asked("said", "--speaker", "Ana Kovač", "--cue", "accuse", "--not-named") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "No statement has" in err
    wider = next(line for line in err.splitlines() if "Wider: " in line)
    command = wider.split("Wider: onrecord ")[1].rsplit(" (", 1)[0]
    assert asked(*shlex.split(command)) == 0
    assert capsys.readouterr().out


def test_a_wrong_value_is_one_sentence_with_the_status_of_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asked("events", "--type", "RIOT") == 2
    assert "is no value of 'type'" in capsys.readouterr().err


def test_a_question_is_written_as_it_is_typed() -> None:
    with onrecord.open(kept()) as store:
        events = store.events(dyad=("Russia", "Ukraine"), type=["ACCUSE", "ASSAULT"], since="2024-05-01")
        search = store.search("nuclear talks", what="documents")
    assert as_command("events", events.asked) == (
        "onrecord events --type ACCUSE --type ASSAULT --dyad Russia Ukraine --since 2024-05-01"
    )
    assert as_command("search", search.asked) == "onrecord search 'nuclear talks' --what documents"


def test_answers_become_tables_of_other_libraries() -> None:
    with onrecord.open(kept()) as store:
        answer = store.said()
    assert answer.to_dicts()[0]["content"][0]["text"]
    assert set(answer.flat()[0]) == set(flat_names(Statement))
    for name, convert in (
        ("pyarrow", answer.to_arrow),
        ("pandas", answer.to_pandas),
        ("polars", answer.to_polars),
    ):
        try:
            __import__(name)
        except ImportError:
            with pytest.raises(QuestionError, match=f"{name} is not installed; .*pip install"):
                convert()
        else:
            assert len(convert()) == len(answer)


def test_every_row_that_people_see_has_columns() -> None:
    assert all(columns for columns in COLUMNS.values())


def test_a_long_word_is_broken_and_wide_letters_count_twice() -> None:
    columns = (Column("n", lambda row: row[0]), Column("words", lambda row: row[1], wraps=True))
    table = write_table(columns, [("1", "東京" * 20), ("2", "x" * 50)], 30)
    assert max(map(shown_width, table.splitlines())) <= 30
    assert write_table(columns, [], 30) == ""


def test_a_store_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["said", "--store", str(tmp_path / "none.db")]) == 6
    assert "is not there" in capsys.readouterr().err
