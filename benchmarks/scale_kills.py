"""Kill a run at random moments until it has been killed often enough, and compare what it leaves with an undisturbed run.

What is killed takes turns: a process that reads, the one that gives it its work, and all of them at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.runner.ledger import LOCK, RUNNING

ROOT = Path(__file__).parent.parent
KINDS = ("worker", "driver", "all")
POLL_SECONDS = 0.01
LONGEST_SECONDS = 1800.0


@dataclass
class Killed:
    """What was killed, and how often a run was begun."""

    kills: Counter[str] = field(default_factory=Counter)
    begun: int = 0


def reports(folder: Path, files: int, lines: int, more: Callable[[int], str] = lambda _: "") -> Path:
    """Write files of short reports, one a line; return the folder."""
    folder.mkdir(parents=True)
    for file in range(files):
        rows = (
            {
                "id": f"{file}-{line}",
                "text": f"Minister {file} met Envoy {line} in Vienna on Friday. {more(line)}",
                "published": f"2026-03-{line % 28 + 1:02}",
            }
            for line in range(lines)
        )
        (folder / f"{file:03}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def begin(folder: Path, out: Path, *more: object) -> subprocess.Popen[str]:
    """Begin a run in a session of its own, so that all its processes can be killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.scale_reader", str(out), str(folder), *map(str, more)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(folder: Path, out: Path, *more: object) -> str:
    """Run to the end, and return what was printed."""
    with begin(folder, out, *more) as process:
        printed, errors = process.communicate(timeout=LONGEST_SECONDS)
    assert process.returncode == 0, errors
    return printed


def kill_often(folder: Path, out: Path, kills: int, seed: int, *more: object) -> Killed:
    """Run with so many kills, and then to the end. Most come while pages are read, some while processes begin."""
    chance, killed = random.Random(seed), Killed()
    end = time.monotonic() + LONGEST_SECONDS
    while killed.kills.total() < kills:
        assert time.monotonic() < end
        killed.begun += 1
        with begin(folder, out, *more) as process:
            _kill_while(process, out, chance, killed, kills)
            process.communicate(timeout=LONGEST_SECONDS)
        if process.returncode == 0 and killed.kills.total() < kills:
            _unfinish(out, chance)
    finish(folder, out, *more)
    return killed


def _kill_while(
    process: subprocess.Popen[str], out: Path, chance: random.Random, killed: Killed, kills: int
) -> None:
    while process.poll() is None and killed.kills.total() < kills:
        if chance.random() < 0.8:
            _wait_for(lambda: process.poll() is not None or any((out / RUNNING).glob("*.at")))
        time.sleep(chance.uniform(0, 0.5))
        kind = KINDS[killed.kills.total() % len(KINDS)]
        if _kill(kind, process, chance):
            killed.kills[kind] += 1


def _kill(kind: str, process: subprocess.Popen[str], chance: random.Random) -> bool:
    """Kill; return whether there was something to kill."""
    if process.poll() is not None:
        return False
    with suppress(ProcessLookupError):
        if kind == "worker":
            workers = list(children(process.pid))
            if not workers:
                return False
            os.kill(chance.choice(workers), signal.SIGKILL)
        elif kind == "driver":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        return True
    return False


def _unfinish(out: Path, chance: random.Random) -> None:
    """Take some shards of a run that ended too early out of its ledger: they are read again, over what lies there."""
    markers = sorted((out / "_finished").glob("*.json"))
    for marker in chance.sample(markers, max(1, len(markers) // 2)):
        marker.unlink()


def children(pid: int) -> Iterator[int]:
    """Yield the processes that a process began to read."""
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    yield int(child)


def _wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(POLL_SECONDS)


def digests(out: Path) -> Mapping[str, str]:
    """Return a hash of each file of a run, by its path in the folder; all of them count, but for the lock."""
    return {
        str(path.relative_to(out)): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != LOCK
    }
