"""What a run has written, assembled and laid out: the same as in a store, read by the programs that people use."""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly
from onrecord.parquet import TABLES
from onrecord.runner.gather import TOGETHER, UNDATED
from onrecord.runner.ledger import Ledger
from onrecord.runner.local import Outcome
from onrecord.runner.shard import Job, read_shard
from onrecord.runner.shards import Cut, shards_of
from onrecord.store import assembly_of, check_store, open_store, readings, unassembled
from onrecord.types import Language, Reading
from onrecord.views.cli import run as main
from onrecord.world import load_world
from tests.store.test_assembler import made_up


def run_of(readings: Sequence[Reading], folder: Path) -> Path:
    """Return the folder of a run that read some readings, four a shard."""
    by_id = {reading.document.id: reading for reading in readings}
    lines = folder / "lines.jsonl"
    lines.write_text("".join(json.dumps({"id": r.document.id, "text": "x"}) + "\n" for r in readings))
    out = folder / "run"
    Ledger(out).make()
    job = Job(
        out=out,
        run="one",
        settings="",
        seconds=None,
        read=lambda page, _task: Outcome(page, by_id[page.given_id], Language()),  # type: ignore[index]
    )
    for shard in shards_of([str(lines)], Cut(size=4)):
        read_shard(shard, job)
    Ledger(out).end()
    return out


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Reading], Path]:
    """Return reports, and a folder with their run, the tables of it, and a store."""
    folder, chance = tmp_path_factory.mktemp("gathered"), random.Random(7)
    given = [made_up(chance, f"d_{n:02}") for n in range(18)]
    run = run_of([*given, *given[:2]], folder)
    arguments = [
        "--out",
        str(folder / "tables"),
        "--store",
        str(folder / "news.db"),
        "--jobs",
        "2",
        "--window",
        "20",
    ]
    assert main(["gather", str(run), *arguments]) == 0
    return given, folder


def test_a_store_of_a_run_is_that_of_its_reports(made: tuple[list[Reading], Path]) -> None:
    given, folder = made
    with open_store(folder / "news.db") as store:
        assert sorted(readings(store), key=lambda r: r.document.id) == given
        assert assembly_of(store, Assembly) == assemble(given, world=load_world())
        assert assembly_of(store, Assembly).plans
        assert unassembled(store) == 0
    assert check_store(folder / "news.db").damage == ()


def test_tables_hold_each_fact_once_in_the_month_of_its_report(made: tuple[list[Reading], Path]) -> None:
    given, folder = made
    months = {path.name for path in (folder / "tables" / "events").iterdir()}
    assert f"month={UNDATED}" in months
    assert len(months) > 2
    wanted = assemble(given, world=load_world())
    sql = f"SELECT count(*), count(*) FILTER (month <> 'undated'), count(day), count(DISTINCT id) FROM read_parquet('{folder}/tables/{{}}/**/*.parquet', hive_partitioning = true)"
    events = [(reading, event) for reading in given for event in reading.events]
    dated = sum(reading.document.published.value is not None for reading, _ in events)
    assert duckdb.execute(sql.format("events")).fetchall() == [(len(events), dated, dated, len(events))]
    number = len(wanted.happenings)
    days = sum(bool(h.earliest or h.latest) for h in wanted.happenings)
    assert duckdb.execute(sql.format("happenings")).fetchall() == [(number, days, days, number)]


def test_duckdb_polars_and_pandas_ask_by_month_and_join_layers(made: tuple[list[Reading], Path]) -> None:
    given, folder = made
    tables = folder / "tables"
    april = [r for r in given if (r.document.published.value or "").startswith("2023-04")]
    deaths = sum(figure.low for r in april for e in r.events for figure in e.figures if figure.low)
    assert deaths
    found = duckdb.execute(
        f"SELECT sum(f.figure.low) FROM (SELECT month, unnest(figures) AS figure FROM "
        f"read_parquet('{tables}/events/**/*.parquet', hive_partitioning = true)) AS f WHERE month = '2023-04'"
    ).fetchall()
    assert found == [(deaths,)]
    frame = pl.scan_parquet(tables / "events", hive_partitioning=True).filter(pl.col("month") == "2023-04")
    figures = frame.explode("figures").select(pl.col("figures").struct.field("low").sum()).collect()
    assert figures.item() == deaths
    joined = pd.read_parquet(tables / "events", filters=[("month", "==", "2023-04")]).merge(
        pd.read_parquet(tables / "documents")[["id", "publisher"]], left_on="document", right_on="id"
    )
    assert sorted(joined["publisher"]) == sorted(r.document.publisher or "" for r in april)


def test_the_codebook_names_every_column_of_every_table(made: tuple[list[Reading], Path]) -> None:
    _, folder = made
    tables = folder / "tables"
    with (tables / "codebook.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for table in (*TABLES, *TOGETHER):
        columns = [line["column"] for line in lines if line["table"] == table and "." not in line["column"]]
        files = sorted((tables / table).rglob("*.parquet"))
        for path in files:
            of_folders = [part.partition("=")[0] for part in path.relative_to(tables / table).parts[:-1]]
            assert of_folders == [column for column in columns if column == "month"]
            assert [*pl.read_parquet_schema(path)] == [column for column in columns if column != "month"]
    assert [line for line in lines if not line["meaning"]] == []
    assert (
        "| `status` | string | How the text presents the event; see below. |"
        in (tables / "codebook.md").read_text()
    )


def test_a_store_with_other_reports_is_assembled_with_them(
    made: tuple[list[Reading], Path], tmp_path: Path
) -> None:
    given, folder = made
    other = run_of([made_up(random.Random(3), "d_x")], tmp_path)
    store = tmp_path / "news.db"
    store.write_bytes((folder / "news.db").read_bytes())
    assert main(["gather", str(other), "--store", str(store), "--jobs", "1"]) == 0
    with open_store(store) as opened:
        kept = list(readings(opened))
        assert len(kept) == len(given) + 1
        assert assembly_of(opened, Assembly) == assemble(kept, world=load_world())


def test_tables_never_replace_a_run_or_files_of_others(
    made: tuple[list[Reading], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = shutil.copytree(made[1] / "run", tmp_path / "run")
    before = sorted(done.shard.name for done in Ledger(run).finished())
    assert main(["gather", str(run), "--out", str(run), "--jobs", "1"]) == 1
    assert "is the folder of a run" in capsys.readouterr().err
    assert sorted(done.shard.name for done in Ledger(run).finished()) == before
    mine = tmp_path / "mine"
    (mine / "notes").mkdir(parents=True)
    (mine / "notes" / "monday.txt").write_text("mine")
    (mine / "codebook.csv").write_text("variable,label\n")
    assert main(["gather", str(run), "--out", str(mine), "--jobs", "1"]) == 1
    assert "holds other files" in capsys.readouterr().err
    assert (mine / "notes" / "monday.txt").read_text() == "mine"


def test_tables_of_an_earlier_gathering_are_replaced(
    made: tuple[list[Reading], Path], tmp_path: Path
) -> None:
    given, folder = made
    tables = shutil.copytree(folder / "tables", tmp_path / "tables")
    other = run_of(given[:4], tmp_path)
    assert main(["gather", str(other), "--out", str(tables), "--jobs", "1"]) == 0
    assert len(pd.read_parquet(tables / "documents")) == 4


def test_what_is_no_run_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gather", str(tmp_path), "--store", str(tmp_path / "x.db")]) == 1
    assert "holds no finished shard" in capsys.readouterr().err
    assert main(["gather", str(tmp_path)]) == 2
