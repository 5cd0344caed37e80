"""`onrecord actors`: from the command to the table beside the store and the corrected views."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store import keep, open_store
from onrecord.types import DocumentId, Reading
from onrecord.views import cli
from tests.readings import TEXT, sample_reading


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        keep(store, sample_reading())
    return path


BY = ("--author", "Jo Field", "--made", "2024-03-09")


class Run:
    """One run of the command line: exit status, output, errors."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.status = cli.run([str(argument) for argument in arguments])
        self.out, self.err = capsys.readouterr()


def names(capsys: pytest.CaptureFixture[str], store: Path, *options: str) -> list[str]:
    run = Run(capsys, "show", "d_0", "--store", store, "--format", "jsonl", *options)
    return [actor["name"] for actor in json.loads(run.out)["actors"]]


def test_the_list_has_all_codes_as_csv_and_jsonl(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(
        csv.DictReader(io.StringIO(Run(capsys, "actors", "list", "--store", news, "--format", "csv").out))
    )
    assert rows[0] == {
        "name": "Ana Kovač", "kind": "person", "country": "HRV", "cow": "344", "gw": "344", "sector": "GOV",
        "sector2": "", "cameo": "HRVGOV", "wikidata": "Q1", "documents": "1", "mentions": "1",
    }  # fmt: skip
    lines = Run(capsys, "actors", "list", "--store", news, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Ana Kovač", "European Union"]
    assert json.loads(lines[1])["cameo"] == "IGOEUREEC"


def test_a_renamed_actor_is_shown_everywhere_and_the_original_on_demand(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = news.read_bytes()
    run = Run(capsys, "actors", "rename", "Ana Kovač", "Ana Kovač-Horvat", "--sector", "MIL", "--store", news,
              "--reason", "since her marriage", *BY)  # fmt: skip
    assert (run.status, run.err) == (0, "")
    assert re.fullmatch(
        r"c_\w{10}  2024-03-09 Jo Field  rename Ana Kovač \(person\) → Ana Kovač-Horvat \(MIL\)"
        r"  # since her marriage  \(1 document\)\n",
        run.out,
    )
    assert names(capsys, news)[0] == "Ana Kovač-Horvat"
    assert names(capsys, news, "--original")[0] == "Ana Kovač"
    assert "Ana Kovač-Horvat" in Run(capsys, "show", "d_0", "--store", news).out
    assert "Ana Kovač-Horvat" in Run(capsys, "show", "d_0", "--store", news, "--format", "html").out
    listed = Run(capsys, "actors", "list", "--store", news, "--search", "kovač", "--format", "csv").out
    assert "Ana Kovač-Horvat,person,HRV,344,344,MIL,,HRVMIL" in listed
    assert "Ana Kovač (" in Run(capsys, "actors", "list", "--store", news, "--original").out
    assert news.read_bytes() == before


def test_actors_are_merged_listed_and_undone(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Run(
        capsys, "actors", "merge", "opposition spokesman", "--in", "d_0", "--into", "Q1", "--store", news, *BY
    )
    assert names(capsys, news) == ["Ana Kovač", "office of Ana Kovač", "European Union"]
    listed = Run(capsys, "corrections", "list", "--store", news).out
    assert listed.endswith(
        "2024-03-09 Jo Field  merge opposition spokesman (person) → Ana Kovač (person, HRV, Q1) in d_0  (1 document)\n"
    )
    assert "undone: c_" in Run(capsys, "corrections", "undo", "--store", news).out
    assert names(capsys, news) == [actor.name for actor in sample_reading().actors]
    assert Run(capsys, "corrections", "undo", "--store", news).status == 6


def test_mentions_are_split_off(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = TEXT.index("Foreign Minister Ana")
    run = Run(capsys, "actors", "split", "Ana Kovač", "Ivo Bilić", "--country", "HRV", "--in", f"d_0:{start}",
              "--store", news)  # fmt: skip
    assert run.status == 0
    assert names(capsys, news)[0] == "Ivo Bilić"


def test_an_actor_without_a_mention_in_a_document_is_not_split_there(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = sample_reading()
    other = replace(sample.document, id=DocumentId("d_1"))
    with open_store(news, create=True) as store:
        keep(store, Reading(document=other))
    run = Run(capsys, "actors", "split", "Ana Kovač", "X", "--in", "d_0", "--in", "d_1", "--store", news)
    assert run.status == 6
    assert "No mention of 'Ana Kovač' is in document d_1; nothing was split." in run.err
    assert not news.with_name("news.corrections.tsv").exists()


def test_corrections_are_applied_to_a_new_store(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(capsys, "actors", "rename", "Ana Kovač", "A. K.", "--store", news)
    table, other = news.with_name("news.corrections.tsv"), tmp_path / "other.db"
    with table.open("a", encoding="utf-8") as file:
        file.write("drop\tA\n")
    with open_store(other, create=True) as store:
        keep(store, sample_reading())
    run = Run(capsys, "corrections", "import", table, "--store", other)
    assert run.status == 6
    assert (
        "news.corrections.tsv line 5: there is no action 'drop'; write rename, merge, split, set" in run.err
    )
    assert names(capsys, other)[0] == "A. K."
    assert "nothing new" in Run(capsys, "corrections", "import", table, "--store", other).out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["rename", "Nobody", "X"], 6, "holds no actor 'Nobody'"),
        (["rename", "Ana Kovač", "X", "--country", "Peru"], 2, "'Peru' is no ISO 3166 alpha-3 code"),
        (["rename", "Ana Kovač", "X", "--sector", "GVT"], 2, "'GVT' is not one of GOV, MIL"),
        (["rename", "Ana Kovač", "X", "--wikidata", "7"], 2, "'7' is no id such as Q567"),
        (["rename", "Ana Kovač", "X", "--in", "d_9"], 6, "holds no documents whose id begins with 'd_9'"),
        (["split", "Ana Kovač", "X"], 2, "Missing option '--in'"),
        (["split", "Ana Kovač", "X", "--in", "d_0:x"], 2, "ends in no offset; write ID:120"),
        (
            ["split", "Ana Kovač", "X", "--in", "d_0:1"],
            6,
            "No mention of 'Ana Kovač' begins at 1 of document d_0",
        ),
        (["merge", "Ana Kovač", "--into", "Q1"], 2, "is one of those to be merged into it"),
    ],
)
def test_an_impossible_correction_is_reported_and_nothing_is_written(
    arguments: list[str], status: int, told: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, "actors", *arguments, "--store", news)
    assert run.status == status
    assert told in run.err
    assert not news.with_name("news.corrections.tsv").exists()


def test_a_bad_line_of_the_table_is_reported_and_the_rest_is_shown(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Run(capsys, "actors", "rename", "Ana Kovač", "A. K.", "--store", news)
    table = news.with_name("news.corrections.tsv")
    table.write_text(table.read_text(encoding="utf-8") + "rename\tEuropean Union\tcity\n", encoding="utf-8")
    run = Run(capsys, "show", "d_0", "--store", news)
    assert "A. K." in run.out
    assert "news.corrections.tsv line 5: 'kind' holds 'city'; write one of person" in run.err
