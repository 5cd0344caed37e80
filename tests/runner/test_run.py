"""Runs into Parquet: real processes, which are really killed; the reader is a cheap one (benchmarks/scale_reader.py)."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.scale_kills import begin, digests, finish, kill_often, reports
from benchmarks.scale_reader import load, read_cheaply
from onrecord.errors import InputError, RunnerError
from onrecord.parquet import LAYERS, readings_in
from onrecord.runner.ledger import LOCK, Ledger
from onrecord.runner.local import Outcome, Task
from onrecord.runner.run import Options, Plan, job_of, run, settings_of
from onrecord.runner.shard import Call, read_shard
from onrecord.runner.shards import Cut, shards_of
from onrecord.runner.tasks import Ended
from onrecord.types import Page
from onrecord.views.cli import run as main
from tests.runner import dying


def cheap(**more: Any) -> Options:
    return replace(Options(jobs=1, read=read_cheaply, load=load, cut=Cut(size=10)), **more)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read shards in this process, where it is no matter that others read them."""

    def one_by_one(
        work: Any, items: Any, same: Any, _jobs: int, hear: Any, load: Any
    ) -> Iterator[Ended[Any]]:
        load()
        for number, item in enumerate(items):
            yield Ended(number, work(item, replace(same, seconds=None), Call(say=hear)))

    monkeypatch.setattr("onrecord.runner.run.local", one_by_one)


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    return [
        row for file in sorted((out / table).glob("*.parquet")) for row in pl.read_parquet(file).to_dicts()
    ]


def ledger_file(ledger: Ledger, shard: str, table: str) -> Path:
    return ledger.file(table, shard)


def failures(out: Path) -> dict[str, str]:
    return {row["target"]: row["message"] for row in rows(out, "inputs") if row["status"] == "failed"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three files of 25 lines: nine shards of ten pages at most."""
    return reports(tmp_path / "in", 3, 25)


# ---- shards --------------------------------------------------------------------------------


def test_a_shard_is_some_small_files_or_a_range_of_a_large_one(tmp_path: Path, folder: Path) -> None:
    for number in range(12):
        (folder / f"a{number:02}.txt").write_text("The talks ended.")
    found = list(shards_of([str(folder)], Cut(size=10)))
    assert [(len(s.inputs), s.first, s.last, s.pages) for s in found] == [
        *([(1, 0, 10, 10), (1, 10, 20, 10), (1, 20, None, 5)] * 3),
        (10, 0, None, 10),
        (2, 0, None, 2),
    ]
    assert len({shard.name for shard in found}) == len(found)
    assert found == list(shards_of([str(folder)], Cut(size=10)))
    assert found[:3] == list(shards_of([str(folder / "000.jsonl")], Cut(size=10)))  # whatever else is read


def test_a_large_file_whose_pages_cannot_be_counted_is_dealt_out(
    tmp_path: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.runner.shards.DEALT_BYTES", 200)
    path = tmp_path / "all.json"
    path.write_text(json.dumps([{"id": str(n), "text": f"Peter met Paul {n}."} for n in range(20)]))
    assert len(list(shards_of([str(path)]))) > 2
    summary = run([str(path)], tmp_path / "out", cheap())
    assert summary.read == 20
    told = {row["page"]: row["document"] for row in rows(tmp_path / "out", "inputs")}
    assert sorted(told) == list(range(20))
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    assert [texts[told[n]] for n in range(20)] == [f"Peter met Paul {n}." for n in range(20)]


def test_a_web_archive_is_dealt_out_and_each_of_its_pages_is_read_once(
    tmp_path: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.runner.shards.DEALT_BYTES", 1000)
    path = tmp_path / "news.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(9):
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            body = f"<html><body><p>Peter met Paul {n} in Vienna.</p></body></html>".encode()
            url = f"https://news.example/{n}"
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers)
            )
    assert len(list(shards_of([str(path)]))) > 1
    summary = run([str(path)], tmp_path / "out", cheap())
    assert (summary.read, summary.failed) == (9, 0)
    assert sorted(row["page"] for row in rows(tmp_path / "out", "inputs")) == list(range(9))


def test_an_input_in_a_store_of_objects_is_dealt_out_and_read_again_when_it_has_changed(
    tmp_path: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    path = "/a-run/all.json"
    monkeypatch.setattr("onrecord.runner.shards.DEALT_BYTES", 200)
    try:
        for many in (20, 3):
            objects = [{"id": str(n), "text": f"Peter met Paul {n} of {many}."} for n in range(many)]
            store.pipe({path: json.dumps(objects).encode()})
            if many == 20:
                assert len(list(shards_of([f"memory:/{path}"]))) > 2
            summary = run([f"memory:/{path}"], tmp_path / "out", cheap())
            assert (summary.read, summary.failed) == (many, 0)
            texts = {row["text"] for row in rows(tmp_path / "out", "documents")}
            assert texts == {one["text"] for one in objects}
    finally:
        store.rm("/a-run", recursive=True)


def test_standard_input_cannot_be_cut() -> None:
    with pytest.raises(InputError, match="Standard input"):
        list(shards_of(["-"]))


# ---- what is written -----------------------------------------------------------------------


def test_every_page_is_accounted_for_once(folder: Path, tmp_path: Path, here: None) -> None:
    (folder / "001.jsonl").write_text(
        '{"id": "x", "text": "Peter met Paul."}\n{"no": 1}\n{"id": "x", "text": "Peter met Paul."}\n'
    )
    (folder / "002.jsonl").rename(folder / "002.txt")
    (folder / "002.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    summary = run([str(folder), str(tmp_path / "absent.txt")], tmp_path / "out", cheap())
    assert (summary.read, summary.skipped, summary.failed) == (26, 1, 3)
    assert summary.reasons == {"again": 1, "binary": 1, "json": 1, "missing": 1}
    told = rows(tmp_path / "out", "inputs")
    assert len(told) == 30
    assert sorted({(row["status"], row["reason"]) for row in told}, key=str) == sorted(
        [
            ("read", None),
            ("skipped", "again"),
            ("failed", "binary"),
            ("failed", "json"),
            ("failed", "missing"),
        ],
        key=str,
    )
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["failed"] == 3
    assert summary.rows["documents"] == len(rows(tmp_path / "out", "documents")) == 26
    assert not (tmp_path / "out" / "_running").exists()


def test_the_bytes_are_the_same_however_many_processes_read(folder: Path, tmp_path: Path) -> None:
    (folder / "000.jsonl").write_text(
        json.dumps({"text": "Peter met Paul. Slowly 300"}) + "\n"
    )  # the others are faster
    for jobs in (1, 2):
        run([str(folder)], tmp_path / str(jobs), cheap(jobs=jobs))
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_a_run_goes_on_where_it_was(folder: Path, tmp_path: Path, here: None) -> None:
    out, left = tmp_path / "out", list[int]()
    run([str(folder)], out, cheap())
    before = digests(out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    victim = min((out / "_finished").iterdir())
    victim.unlink()
    torn = sorted((out / "events").iterdir())[1]
    torn.write_bytes(torn.read_bytes()[:100])
    (out / "events" / "nobody.parquet").write_bytes(b"half")

    def begun(plan: Plan) -> Any:
        left.append(len(plan.shards))
        return lambda failed: None

    run([str(folder)], out, cheap(), begun)
    assert left == [2]
    assert digests(out) == before
    unchanged = [path for path, at in times.items() if path.stat().st_mtime_ns == at]
    assert len(unchanged) == len(times) - 2 * 10


def test_what_changed_is_read_again_and_what_is_of_other_inputs_stays(
    folder: Path, tmp_path: Path, here: None
) -> None:
    out = tmp_path / "out"
    run([str(folder / "000.jsonl")], out, cheap())
    run([str(folder / "001.jsonl")], out, cheap())
    assert len(rows(out, "documents")) == 50
    (folder / "000.jsonl").write_text('{"text": "Peter met Paul."}\n')
    summary = run([str(folder / "000.jsonl")], out, cheap())
    assert (summary.read, summary.shards) == (26, 4)
    assert len(rows(out, "documents")) == 26
    summary = run([str(folder)], out, cheap(cut=Cut(size=1000)))  # cut otherwise
    assert (summary.read, len(rows(out, "documents"))) == (51, 51)


def test_an_input_under_another_path_is_the_same_input(
    folder: Path, tmp_path: Path, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    for at, path in (
        (tmp_path, "in/000.jsonl"),
        (tmp_path, "./in/000.jsonl"),
        (folder, "000.jsonl"),
        (folder, "../in"),
        (tmp_path, str(folder / "000.jsonl")),
    ):
        monkeypatch.chdir(at)
        summary = run([path], out, cheap())
        assert len({row["id"] for row in rows(out, "documents")}) == len(rows(out, "documents"))
    assert (summary.read, len(rows(out, "documents"))) == (75, 75)
    assert len(list(shards_of(["in/000.jsonl", str(folder / "000.jsonl")], Cut(size=100)))) == 1


def test_two_runs_cannot_write_to_one_folder(folder: Path, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "out")
    ledger.make()
    with ledger.alone(), pytest.raises(RunnerError, match="Another run writes"):
        run([str(folder)], tmp_path / "out", cheap())


def test_a_run_that_waited_for_the_lock_and_a_third_one_cannot_both_have_it(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    ledger = Ledger(tmp_path / "out")
    ledger.make()
    with ledger.alone():
        second = (ledger.out / LOCK).open("w")
    with second:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(RunnerError, match="Another run writes"), ledger.alone():
            pass


def test_a_shard_that_is_finished_is_not_read_when_a_cluster_gives_it_again(
    folder: Path, tmp_path: Path
) -> None:
    Ledger(tmp_path / "out").make()
    shard, *_ = shards_of([str(folder)], Cut(size=10))
    options = cheap(seconds=None)
    job = job_of(tmp_path / "out", options, settings_of(options))
    done = read_shard(shard, job)

    def fail(page: Page, _task: Task) -> Outcome:
        raise AssertionError(page.target)

    assert read_shard(shard, replace(job, read=fail)) == done
    with pytest.raises(AssertionError):
        read_shard(shard, replace(job, read=fail, settings="other"))


def test_a_shard_that_ends_in_an_error_leaves_no_timer_that_ends_the_process(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timers: list[float] = []
    monkeypatch.setattr("faulthandler.dump_traceback_later", lambda after, **_: timers.append(after))
    monkeypatch.setattr("faulthandler.cancel_dump_traceback_later", timers.clear)
    Ledger(tmp_path / "out").make()
    shard, *_ = shards_of([str(folder)], Cut(size=10))

    def fail(page: Page, _task: Task) -> Outcome:
        assert timers
        raise OSError(28, "No space left on device", page.target)

    options = cheap(read=fail)
    with pytest.raises(OSError, match="No space left"):
        read_shard(shard, job_of(tmp_path / "out", options, settings_of(options)))
    assert timers == []
    held = [Path(f"/proc/self/fd/{number}").resolve() for number in os.listdir("/proc/self/fd")]  # noqa: PTH208
    assert [path for path in held if path.suffix in (".at", ".hung")] == []


def test_each_shard_that_could_not_be_read_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ends(_work: Any, items: Any, *_: Any) -> Iterator[Ended[Any]]:
        yield from (Ended(number, why=f"reason {number}") for number, _ in enumerate(items))

    monkeypatch.setattr("onrecord.runner.run.local", ends)
    path = str(folder / "000.jsonl")
    summary = run([path], tmp_path / "out", cheap())
    assert summary.unread == {f"{path} from page {10 * n}": f"reason {n}" for n in range(3)}
    assert main(["run", path, "--out", str(tmp_path / "out"), "--shard-pages", "10"]) == 1
    told = capsys.readouterr().err
    assert f"The shard of {path} from page 10 was not read (reason 1)" in told
    (folder / "one.txt").write_text("Peter met Paul.")
    path = str(folder / "one.txt")
    assert run([path], tmp_path / "out", cheap()).unread == {path: "reason 0"}


# ---- processes that die --------------------------------------------------------------------


def test_a_page_of_which_processes_die_is_set_aside_after_its_tries(folder: Path, tmp_path: Path) -> None:
    lines = [{"text": f"Peter met Paul {n}."} for n in range(12)]
    lines[3]["text"] += f" Once {tmp_path / 'mark'}"
    lines[5]["text"] += " Always"
    (folder / "000.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    summary = run([str(folder)], tmp_path / "out", cheap(tries=2))
    assert (summary.read, summary.failed, summary.reasons) == (61, 1, {"failed": 1})
    found = failures(tmp_path / "out")
    assert list(found) == [f"{folder}/000.jsonl:6"]
    assert found[f"{folder}/000.jsonl:6"] == (
        f"The process that read {folder}/000.jsonl:6 was killed (SIGSEGV), 2 times; nothing was coded."
    )
    assert (tmp_path / "mark").exists()


def test_a_page_that_never_ends_is_set_aside_though_it_holds_the_interpreter(
    folder: Path, tmp_path: Path
) -> None:
    lines = folder / "000.jsonl"
    lines.write_text('{"text": "Hangs"}\n{"text": "Peter met Paul."}\n')
    begun = time.monotonic()
    summary = run([str(lines)], tmp_path / "out", cheap(tries=1, seconds=5.0))
    assert (summary.read, summary.failed) == (1, 1)
    (message,) = failures(tmp_path / "out").values()
    assert "took more than 5 seconds in obey (scale_reader.py, line " in message
    assert 5 < time.monotonic() - begun < 300


def test_an_input_that_cannot_be_taken_apart_costs_no_other_input_of_its_shard(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "deadly", "z"):
        (folder / f"{name}.txt").write_text(f"Peter met Paul {name}.")
    summary = run([str(folder)], tmp_path / "out", cheap(tries=2, load=dying.load))
    assert (summary.shards, summary.read, summary.failed) == (1, 3, 1)
    assert [(row["page"], row["target"], row["status"]) for row in rows(tmp_path / "out", "inputs")] == [
        (0, f"{folder}/a.txt", "read"),
        (1, f"{folder}/deadly.txt", "read"),
        (2, f"{folder}/deadly.txt", "failed"),
        (3, f"{folder}/z.txt", "read"),
    ]
    assert failures(tmp_path / "out")[f"{folder}/deadly.txt"] == (
        "The process that took this input apart was killed (SIGSEGV), 2 times; nothing was read behind it."
    )


def test_kills_leave_no_trace(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 4, 30, lambda _: "Slowly 20")
    finish(folder, tmp_path / "whole", "--shard-pages", 10)
    killed = kill_often(folder, tmp_path / "killed", 3, 1, "--shard-pages", 10)
    assert set(killed.kills) == {"worker", "driver", "all"}
    assert digests(tmp_path / "killed") == digests(tmp_path / "whole")


@pytest.mark.long
def test_fifty_kills_leave_no_trace(tmp_path: Path) -> None:
    folder = reports(tmp_path / "in", 8, 60, lambda _: "Slowly 20")
    finish(folder, tmp_path / "whole", "--shard-pages", 10)
    killed = kill_often(folder, tmp_path / "killed", 50, 2, "--shard-pages", 10)
    assert killed.kills.total() == 50
    assert digests(tmp_path / "killed") == digests(tmp_path / "whole")


@pytest.mark.slow
def test_processes_end_when_the_one_that_began_them_is_killed(tmp_path: Path) -> None:
    from benchmarks.scale_kills import children

    folder = reports(tmp_path / "in", 2, 30, lambda _: "Slowly 50")
    with begin(folder, tmp_path / "out", "--shard-pages", 30) as process:
        while not any((tmp_path / "out" / "_running").glob("*.at")):
            assert process.poll() is None
            time.sleep(0.01)
        begun = list(children(process.pid))
        process.kill()
        end = time.monotonic() + 60
        while any(os.path.exists(f"/proc/{child}") for child in begun):  # noqa: PTH110
            assert time.monotonic() < end
            time.sleep(0.01)
    assert begun


@pytest.mark.slow
def test_a_cluster_writes_the_same_bytes_and_sets_the_same_pages_aside(folder: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    (folder / "000.jsonl").write_text('{"text": "Peter met Paul. Always"}\n{"text": "Peter met Paul."}\n')
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        summary = run([str(folder)], tmp_path / "dask", cheap(scheduler=workers.scheduler_address, tries=2))
    assert (summary.read, summary.failed) == (51, 1)
    (message,) = failures(tmp_path / "dask").values()
    assert message == f"The process that read {folder}/000.jsonl:1 died, 2 times; nothing was coded."
    (folder / "000.jsonl").write_text('{"text": "Peter met Paul."}\n')
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        run([str(folder)], tmp_path / "dask", cheap(scheduler=workers.scheduler_address))
    run([str(folder)], tmp_path / "pool", cheap(jobs=2))
    assert digests(tmp_path / "dask") == digests(tmp_path / "pool")


def test_failed_pages_of_a_cluster_are_heard_of_as_failed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_by_one(work: Any, items: Any, same: Any, _scheduler: str) -> Iterator[Ended[Any]]:
        for number, item in enumerate(items):
            yield Ended(number, work(item, replace(same, seconds=None), Call()))

    monkeypatch.setattr("onrecord.runner.run.cluster", one_by_one)
    (folder / "000.jsonl").write_text('{"text": "Peter met Paul."}\n{"no": 1}\n')
    heard: list[bool] = []
    summary = run([str(folder)], tmp_path / "out", cheap(scheduler="tcp://none:1"), lambda _: heard.append)
    assert (summary.read, summary.failed) == (51, 1)
    assert (heard.count(False), heard.count(True)) == (51, 1)


def test_no_scheduler_is_one_sentence(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("dask")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "0.2s"}),
        pytest.raises(RunnerError, match="no Dask scheduler"),
    ):
        run([str(folder)], tmp_path / "out", cheap(scheduler="tcp://127.0.0.1:9"))


# ---- the command, and the reader itself ----------------------------------------------------


@pytest.mark.slow
def test_the_reader_itself_fills_the_tables_and_the_pool_and_the_store_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "The foreign minister told reporters in {where} on Friday that {n} people had been arrested. “We will not meet,” she added."
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        "".join(
            json.dumps({"text": told.format(where=where, n=n), "published": "2026-02-07"}) + "\n"
            for n, where in enumerate(("Lima", "Kyiv", "Vienna", "Quito"), 3)
        )
    )
    out = tmp_path / "out"
    assert main(["run", str(lines), "--out", str(out), "--jobs", "2", "--shard-pages", "2"]) == 0
    assert "4 read, 0 skipped, 0 failed in 2 shards" in capsys.readouterr().out
    assert main(["read", str(lines), "--format", "jsonl", "--jobs", "1"]) == 0
    from onrecord.views.jsonl import read_line

    alone = [read_line(line) for line in capsys.readouterr().out.splitlines()]
    ledger = Ledger(out)
    shards = [shard.name for shard in shards_of([str(lines)], Cut(size=2))]
    found = [r for shard in shards for r in readings_in(partial(ledger_file, ledger, shard))]
    assert found == alone
    assert all(
        any(getattr(reading, layer) for reading in found) for layer in ("attributions", "events", "times")
    )
    assert set(LAYERS) < {path.name for path in out.iterdir()}
