"""How the site answers under load: `make bench TASK=site_load`, or with `ONRECORD_SITE_DOCUMENTS=100000` for the full size.

A store of generated records of news length is made and assembled, and repeated in time to its size (`benchmarks.repeated`);
`onrecord serve` serves it as it does by default, in processes of its own. First every screen is asked for alone, some times: what a
page costs the server. Then `READERS` readers go through all screens for `SECONDS` seconds over the loopback, about the
people, countries, stories and words that most reports have; each looks at a page for `LOOKS` seconds in the mean (exponential). In that
time one writer, a process of its own, adds a report a second to the same store, with what it changes in the assembly. Times are what
a reader waits: from the request to the last byte; an error is any other status than 200, or none. Requests go to this machine
alone, and end by themselves.

    python -m benchmarks.site_load --documents 100000 --store many.db    makes the store, or asks one that is there
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import quote_plus

from benchmarks.about import About
from benchmarks.repeated import repeat
from benchmarks.store_scale import fill, made, subjects
from onrecord.questions import open_questions
from onrecord.store import Assembler, Store, begin_run, end_run, keep, open_store, writing
from onrecord.types import Reading

DOCUMENTS = int(os.environ.get("ONRECORD_SITE_DOCUMENTS", "2000"))
BASE = 200  # records that are read, rewritten and assembled one by one; the others repeat them
READERS, SECONDS, LOOKS = 50, 120.0, 5.0
ALONE = 5  # times that each screen is asked for alone
WARM = 10  # reports that the writer adds before: the assembly takes the last days into memory with the first
EVERY = 1.0  # seconds between reports of the writer
SUBJECTS = 8  # sets of people, countries, stories and words that are asked about
SCREENS = (
    "/today", "/today?since={news}&clock=published", "/stories", "/stories?country={country}", "/story/{story}",
    "/report/{document}", "/report/{document}?at=0-40",
    "/ahead", "/ahead?view=week", "/ahead?view=month", "/ahead?country={country}", "/ahead?overdue=yes", "/ahead.ics",
    "/dossier", "/dossier?actor={leader}", "/dossier?actor={country}",
    "/said", "/said?speaker={leader}", "/said?words={words}", "/said?cue=deny", "/said?named=no", "/said.atom?speaker={leader}",
    "/dyad", "/dyad?dyad={country}&dyad={other}&by=month", "/dyad?dyad={country}&dyad={other}&by=week&show=reports",
    "/events", "/events?country={country}", "/events?counting=happenings", "/events?counting=happenings&quad=material_conflict",
    "/map", "/map?area=europe", "/map?country={country}",
    "/search?words={words}", "/search?words={name}",
    "/desk", "/corrections",
    "/api/said?speaker={leader}", "/api/events?country={country}", "/api/story?story={story}", "/api/ahead",
    "/api/reports/{document}", "/api/openapi.json",
)  # fmt: skip
LISTENS = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d+)")

ABOUT = About(
    data="records made by rewriting readings of texts that were written for the project, repeated in time",
    size=f"{DOCUMENTS:,} records; {READERS} readers for {SECONDS:.0f} seconds, and one writer",
    developed_on="not a matter of quality",
    compared_with="150 ms at the median alone, 300 ms at the 95th percentile under load",
)
Subject = Mapping[str, str]
Answered = tuple[str, int, float]  # the screen, the status (0: none), and milliseconds


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return what readers wait, in milliseconds: alone and under load, the median and the 95th percentile; and the errors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.db"
        make(path, DOCUMENTS)
        return measured(path)


# ---- the store ---------------------------------------------------------------------------


def make(path: Path, documents: int) -> None:
    """Make the store."""
    base = path.with_suffix(".base.db")
    with open_store(base, create=True) as store:
        fill(store, Assembler(store), islice(made(BASE), BASE))
    repeat(base, path, documents)


def subjects_of(path: Path) -> list[Subject]:
    """Return what is asked about: those of most reports, and some reports of the last days."""
    with open_questions(path) as store:
        reports = [row[0] for row in store.connection.execute(
            "SELECT d.id FROM reports AS r JOIN documents AS d ON d.number = r.document ORDER BY r.published DESC, r.document LIMIT ?",
            (SUBJECTS,),
        )]  # fmt: skip
        found: list[Subject] = []
        for of, document in zip(islice(subjects(store), SUBJECTS), reports, strict=False):
            row = store.connection.execute(
                "SELECT name FROM entities WHERE id = ?", (of["leader"],)
            ).fetchone()
            told = {**of, "document": document, "name": row[0].split()[-1]}
            found.append({name: quote_plus(str(value)) for name, value in told.items()})
        return found


# ---- asking ------------------------------------------------------------------------------


def measured(path: Path, seconds: float = SECONDS, readers: int = READERS) -> dict[str, float]:
    """Return the figures for a store, and tell those of each screen on standard error."""
    of = subjects_of(path)
    command = [sys.executable, "-m", "onrecord", "serve", "--store", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            port = _port(server)
            alone = list(_alone(port, of))
            waited, written = _under_load(port, path, of, seconds, readers)
        finally:
            server.terminate()
    times = sorted(ms for _, status, ms in waited if status == 200)
    _tell(alone, waited)
    return {
        "alone_median_ms": round(statistics.median(ms for _, _, ms in alone), 1),
        "alone_slowest_screen_ms": round(max(_medians(alone).values()), 1),
        "load_median_ms": round(statistics.median(times), 1),
        "load_p95_ms": round(_p95(times), 1),
        "load_slowest_screen_p95_ms": round(max(map(_p95, _by_screen(waited).values())), 1),
        "requests": float(len(waited)),
        "errors": float(sum(status != 200 for _, status, _ in (*alone, *waited))),
        "reports_written": float(written),
    }


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    for line in server.stdout:
        if found := LISTENS.search(line):
            return int(found[1])
    raise RuntimeError("the site did not start")


def _alone(port: int, of: Sequence[Subject]) -> list[Answered]:
    """Ask for each screen by itself; the first answer of each, which fills caches, is not counted."""
    asked = [(screen, of[n % len(of)], n) for screen in SCREENS for n in range(ALONE + 1)]
    return [answer for screen, subject, n in asked if (answer := _asked(port, screen, subject)) and n]


def _asked(port: int, screen: str, subject: Subject) -> Answered:
    """Ask for a page; return its screen, its status, 0 if there was none, and the milliseconds until its last byte."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    status = 0
    try:
        connection.request("GET", screen.format(**subject), headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except (OSError, http.client.HTTPException):
        pass
    finally:
        connection.close()
    return screen, status, (time.perf_counter() - began) * 1000


def _under_load(
    port: int, path: Path, of: Sequence[Subject], seconds: float, readers: int
) -> tuple[Sequence[Answered], int]:
    """Return the answers that all readers had, and how many reports were added in that time."""
    waited: list[Answered] = []
    command = [sys.executable, "-m", "benchmarks.site_load", "--store", str(path), "--write"]
    with subprocess.Popen(
        [*command, str(seconds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()  # it is ready: its records are made
        writer.stdin.write("\n")
        writer.stdin.flush()
        end = time.perf_counter() + seconds

        def reader(seed: int) -> None:
            choice = random.Random(seed)
            time.sleep(min(choice.expovariate(1 / LOOKS), seconds))
            while time.perf_counter() < end:
                waited.append(_asked(port, choice.choice(SCREENS), choice.choice(of)))
                time.sleep(max(min(choice.expovariate(1 / LOOKS), end - time.perf_counter()), 0))

        threads = [threading.Thread(target=partial(reader, n)) for n in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return waited, int(writer.stdout.readline() or 0)


def write(path: Path, seconds: float) -> None:
    """Add a report a second, each as a run of `onrecord add` with its assembly; print how many."""
    with open_store(path, write=True) as store:
        records = islice(made(BASE), BASE, None)
        waiting = list(islice(records, WARM + int(seconds / EVERY) + 1))
        assembler = Assembler(store)
        for reading in waiting[:WARM]:
            _add(store, assembler, reading)
        print(flush=True)
        sys.stdin.readline()
        end, written = time.perf_counter() + seconds, 0
        for reading in waiting[WARM:]:
            began = time.perf_counter()
            if began > end:
                break
            _add(store, assembler, reading)
            written += 1
            time.sleep(max(EVERY - (time.perf_counter() - began), 0))
    print(written, flush=True)


def _add(store: Store, assembler: Assembler, reading: Reading) -> None:
    run_id = begin_run(store)
    with writing(store):
        keep(store, reading, run=run_id)
        assembler.bring_up(run=run_id)
    end_run(store, run_id)


# ---- figures -----------------------------------------------------------------------------


def _by_screen(answers: Sequence[Answered]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for screen, _, ms in answers:
        found.setdefault(screen, []).append(ms)
    return found


def _medians(answers: Sequence[Answered]) -> dict[str, float]:
    return {screen: statistics.median(times) for screen, times in _by_screen(answers).items()}


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _tell(alone: Sequence[Answered], waited: Sequence[Answered]) -> None:
    medians, load = _medians(alone), _by_screen(waited)
    for screen in SCREENS:
        times = load.get(screen, [0.0])
        told = f"{medians[screen]:8.1f} {statistics.median(times):8.1f} {_p95(times):8.1f} {len(times):5}"
        print(f"{screen:60}{told}", file=sys.stderr)
    wrong = {(screen, status) for screen, status, _ in (*alone, *waited) if status != 200}
    for screen, status in sorted(wrong):
        print(f"{screen}: status {status}", file=sys.stderr)


def main() -> None:
    """Make a store, or take one that is there, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, metavar="N", help="how many records")
    parser.add_argument("--store", type=Path, required=True, metavar="PATH", help="the store")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long readers read")
    parser.add_argument("--write", type=float, metavar="SECONDS", help="only add reports, so long")
    options = parser.parse_args()
    if options.write is not None:
        write(options.store, options.write)
        return
    if not options.store.exists():
        make(options.store, options.documents)
    for name, value in measured(options.store, options.seconds).items():
        print(f"{name:32} {value:10.1f}")


if __name__ == "__main__":
    main()
