"""Several processes: real ones, which are really killed. The model and the rules are stand-ins (standing.py)."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from onrecord.store import check_store, open_store, readings
from onrecord.types import Reading

STANDING = Path(__file__).parent / "standing.py"
ROOT = STANDING.parent.parent.parent
SECONDS = 120


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which compiled modules are kept, so that processes begin quickly."""
    kept = str(tmp_path_factory.mktemp("compiled"))
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return others | {"PYTHONPYCACHEPREFIX": kept, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


class Runs:
    """Runs of the command line in a session of their own, so that all their processes can be killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def begin(self, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(STANDING), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=self.environment,
        )

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        with self.begin(*arguments) as process:
            out, err = process.communicate(timeout=SECONDS)
        return process.returncode, out, err


@pytest.fixture
def run(environment: dict[str, str]) -> Runs:
    return Runs(environment)


def report(number: int, more: str = "") -> str:
    return f"Minister {number} met Peter in Vienna on Friday, said Paul. {more}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(report(number))
    return folder


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def children(pid: int) -> list[int]:
    """Return the processes that a process began to read."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in _command(int(child))]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait_until(is_so: Any, seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


# ---- outcomes ----------------------------------------------------------------------------


def test_outcomes_and_messages_are_the_same_however_many_processes_read(run: Runs, folder: Path) -> None:
    (folder / "00.txt").write_text(report(0, "Slowly 400"))  # the others are read before it
    (folder / "05.txt").write_bytes(b"")
    (folder / "12.csv").write_text(f'nr,Body\n1,"{report(90)}"\n2,\n3,"{report(91)}"\n')
    alone, *others = (run("read", folder, "--format", "jsonl", "--jobs", jobs) for jobs in (1, 2, 3))
    assert alone[0] == 3
    assert len(records(alone[1])) == 22 + 1
    assert others == [alone, alone]


def test_a_process_that_is_killed_costs_nothing(run: Runs, folder: Path, tmp_path: Path) -> None:
    (folder / "07.txt").write_text(report(7, f"Once {tmp_path / 'mark'}"))
    status, out, err = run("read", folder, "--format", "jsonl", "--jobs", 2)
    assert (status, err) == (0, "")
    assert (tmp_path / "mark").exists()
    assert [record["document"]["text"][:11] for record in records(out)] == [
        f"Minister {number}"[:11] + " " * (number < 10) for number in range(20)
    ]


def test_a_document_of_which_processes_die_is_a_failure_with_a_reason(run: Runs, folder: Path) -> None:
    (folder / "07.txt").write_text(report(7, "Always"))
    status, out, err = run("read", folder, "--format", "jsonl", "--jobs", 2)
    assert status == 1
    assert err == (
        f"onrecord: The process that read {folder / '07.txt'} was killed (SIGSEGV), twice; nothing was coded.\n"
    )
    assert [note["code"] for note in records(out)[7]["notes"]] == ["failed"]
    assert sum(bool(record["actors"]) for record in records(out)) == 19


def test_processes_that_cannot_begin_are_one_sentence(run: Runs, folder: Path) -> None:
    run.environment = run.environment | {"STANDING_FAILS": "1"}
    status, out, err = run("read", folder, "--format", "jsonl", "--jobs", 2)
    assert (status, out) == (1, "")
    assert err == (
        "onrecord: No process that reads could begin: the last one was killed (SIGKILL; is there enough memory?); "
        "try --jobs 1.\n"
    )


def test_processes_end_when_the_one_that_began_them_is_killed(run: Runs, folder: Path) -> None:
    for path in folder.iterdir():
        path.write_text(report(0, "Slowly 300"))
    with run.begin("read", folder, "--jobs", 2) as process:
        wait_until(lambda: len(children(process.pid)) == 2)
        begun = children(process.pid)
        process.kill()
        wait_until(lambda: not any(map(_command, begun)))


@pytest.mark.slow
def test_the_reader_itself_gives_the_same_bytes_however_many_processes_read(
    environment: dict[str, str], tmp_path: Path
) -> None:
    lines = tmp_path / "lines.jsonl"
    told = "{who} told reporters in {where} on Friday that {number} people had been arrested. “We will not meet,” she added."
    rows = [
        ("The foreign minister", "Vienna", 12),
        ("A spokeswoman for the army", "Lima", 7),
        ("She", "Kyiv", 3),
    ] * 4
    texts = [
        told.format(who=who, where=where, number=number + n) for n, (who, where, number) in enumerate(rows)
    ]
    lines.write_text("".join(json.dumps({"text": text, "published": "2026-02-03"}) + "\n" for text in texts))
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "onrecord", "read", str(lines), "--format", form, "--jobs", str(jobs)],
            capture_output=True,
            check=True,
            env=environment,
        ).stdout
        for form in ("jsonl", "conllu")
        for jobs in (1, 2)
    ]
    assert outputs[0] == outputs[1]
    assert outputs[2] == outputs[3]
    assert outputs[0].count(b"\n") == len(texts)


def test_on_a_terminal_a_line_says_how_far_it_is(run: Runs, folder: Path, tmp_path: Path) -> None:
    (folder / "05.txt").write_bytes(b"")
    ours, theirs = os.openpty()
    command = [sys.executable, str(STANDING), "add", str(folder), "--store", str(tmp_path / "news.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=run.environment) as process:
        os.close(theirs)
        process.communicate(timeout=SECONDS)
    seen = b""
    with suppress(OSError):  # the terminal is closed
        while part := os.read(ours, 10_000):
            seen += part
    os.close(ours)
    assert process.returncode == 3
    assert re.search(rb"\r\d+ of 20, [\d.]+ a (second|minute), .*left", seen)
    assert b"\r\x1b[Konrecord: " in seen  # a message has a line of its own
    assert seen.endswith(b"\r\x1b[K")


# ---- stopping and going on ---------------------------------------------------------------


def facts(path: Path) -> dict[str, Reading]:
    with open_store(path) as store:
        return {reading.document.id: reading for reading in readings(store)}


def assembled(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as store:
        tables = ("copies", "entities", "stories", "happenings", "plans", "reports_disagreements", "updates")
        return {
            table: store.execute(f"SELECT id, digest FROM {table} ORDER BY id").fetchall() for table in tables
        }


def test_control_c_says_what_is_kept_and_the_same_command_goes_on(
    run: Runs, folder: Path, tmp_path: Path
) -> None:
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(report(number, "Slowly 100"))
    store = tmp_path / "news.db"
    with run.begin("add", folder, "--store", store, "--jobs", 2) as process:
        wait_until(lambda: store.exists() and _kept(store) >= 3)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to all
        out, err = process.communicate(timeout=SECONDS)
    kept = _kept(store)
    assert (process.returncode, out) == (130, "")
    assert err == f"onrecord: Stopped: {kept} added in {store}; the same command goes on from there.\n"
    assert 3 <= kept < 20
    status, out, _ = run("add", folder, "--store", store, "--jobs", 2)
    assert (status, out) == (0, f"{store}: {20 - kept} added, {kept} unchanged\n")


def _kept(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as store:
            return int(store.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:  # it is being made
        return 0


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a folder of pages and tables that take a moment each."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(report(number, "Slowly 10"))
    rows = "".join(f'{number},"{report(number, "Slowly 5")}"\n' for number in range(100, 160))
    (folder / "rows.csv").write_text(f"nr,Body\n{rows}")
    return folder


def killed_and_gone_on(run: Runs, folder: Path, tmp_path: Path, times: int) -> None:
    """Kill `add` or one of its processes at random moments, and compare the store with one of a single run."""
    chance = random.Random(times)
    undisturbed, store = tmp_path / "undisturbed.db", tmp_path / "news.db"
    begun = time.monotonic()
    assert run("add", folder, "--store", undisturbed, "--jobs", 2)[0] == 0
    seconds = time.monotonic() - begun
    for _ in range(times):
        with run.begin("add", folder, "--store", store, "--jobs", chance.choice((1, 2, 2))) as process:
            time.sleep(chance.uniform(0, seconds))
            if chance.random() < 0.3:  # one of those that read: the run goes on
                for child in children(process.pid)[:1]:
                    os.kill(child, signal.SIGKILL)
                time.sleep(chance.uniform(0, seconds / 4))
            os.killpg(process.pid, signal.SIGKILL)
        if store.exists() and _kept(store):
            assert check_store(store).damage == ()
        if facts_are_all(store, 120) and chance.random() < 0.5:
            for end in ("", "-wal", "-shm"):  # from the beginning again
                store.with_name(store.name + end).unlink(missing_ok=True)
    status, _, err = run("add", folder, "--store", store, "--jobs", 2)
    assert status == 0, err
    assert check_store(store).damage == ()
    assert facts(store) == facts(undisturbed)
    assert assembled(store) == assembled(undisturbed)
    assert run("add", folder, "--store", store)[1] == f"{store}: 120 unchanged\n"


def facts_are_all(path: Path, number: int) -> bool:
    return path.exists() and _kept(path) == number


def test_a_run_that_is_killed_at_random_moments_goes_on(run: Runs, many: Path, tmp_path: Path) -> None:
    killed_and_gone_on(run, many, tmp_path, times=5)


@pytest.mark.long
def test_a_run_that_is_killed_at_200_random_moments_goes_on(run: Runs, many: Path, tmp_path: Path) -> None:
    killed_and_gone_on(run, many, tmp_path, times=200)
