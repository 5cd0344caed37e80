"""How the site answers under load: `make bench TASK=site_load`.

A store of generated records of real shape (`benchmarks.store`), put together, is served by `onrecord serve` in a process of its own.
First each screen is asked for alone, some times; then `READERS` readers go through the screens for `SECONDS` seconds over the
loopback, each looking at a page for `LOOKS` seconds in the mean (exponential), while one writer adds a report a second to the
same store. Times are what a reader waits: from the request to the last byte. Requests go to this machine alone, and end by themselves.
"""

from __future__ import annotations

import http.client
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.about import About
from benchmarks.store import document_of, fill, records
from corpora.jsonl import read_jsonl
from onrecord.assembly.assemble import assemble
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.store import assemble_store, begin_run, end_run, keep, open_store
from onrecord.types import Reading
from onrecord.world import load_world

ARTICLES, RECORDS = 20, 400
READERS, SECONDS, LOOKS = 50, 120, 5.0
ALONE = 5  # times that each screen is asked for alone
EVERY = 1.0  # seconds between reports of the writer
SCREENS = (
    "/today?since=2015-01-01", "/stories", "/said", "/said?cue=deny", "/ahead", "/ahead?view=month", "/events", "/events?counting=happenings",
    "/map", "/map?area=europe", "/dossier", "/dyad?dyad=Russia&dyad=Ukraine", "/search?words=president", "/desk", "/corrections",
)  # fmt: skip
LISTENS = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d+)")

ABOUT = About(
    data="records generated from readings of PolNeAR dev",
    size=f"{RECORDS} records; {READERS} readers for {SECONDS} seconds, and one writer",
    developed_on="not a matter of quality",
    compared_with="150 ms at the median alone, 300 ms at the 95th percentile under load",
)


def run(shared: Path) -> dict[str, float]:
    """Return what readers wait, in milliseconds: alone and under load, the median and the 95th percentile; and the errors."""
    rows = read_jsonl(shared / "data" / "attribution" / "polnear_dev.jsonl.gz")[:ARTICLES]
    readings = list(read_all(map(document_of, [row["text"] for row in rows]), load_known()))
    with tempfile.TemporaryDirectory() as folder:
        path, generated = Path(folder) / "news.db", records(readings)
        fill(path, islice(generated, RECORDS))
        with open_store(path, write=True) as store:
            run_ = begin_run(store)
            assemble_store(store, partial(assemble, world=load_world(())), run=run_)
            end_run(store, run_)
        return measured(path, generated)


def measured(
    path: Path, added: Iterator[Reading], seconds: float = SECONDS, readers: int = READERS
) -> dict[str, float]:
    """Return the figures for a store."""
    command = [sys.executable, "-m", "onrecord", "serve", "--store", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            port = _port(server)
            alone = [_asked(port, screen) for screen in SCREENS for _ in range(ALONE + 1)]
            alone = [one for n, one in enumerate(alone) if n % (ALONE + 1)]  # the first of each fills caches
            waited, written = _under_load(port, path, added, seconds, readers)
        finally:
            server.terminate()
    times = sorted(ms for status, ms in waited if status == 200)
    return {
        "alone_median_ms": round(statistics.median(ms for _, ms in alone), 1),
        "alone_slowest_ms": round(max(ms for _, ms in alone), 1),
        "load_median_ms": round(statistics.median(times), 1),
        "load_p95_ms": round(times[int(len(times) * 0.95)], 1),
        "requests": float(len(waited)),
        "errors": float(len(waited) - len(times)),
        "reports_written": float(written),
    }


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    for line in server.stdout:
        if found := LISTENS.search(line):
            return int(found[1])
    raise RuntimeError("the site did not start")


def _asked(port: int, path: str) -> tuple[int, float]:
    """Ask for a page; return its status, 0 if there was none, and the milliseconds until its last byte."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - began) * 1000
    except OSError:
        return 0, (time.perf_counter() - began) * 1000
    finally:
        connection.close()


def _under_load(
    port: int, path: Path, added: Iterator[Reading], seconds: float, readers: int
) -> tuple[Sequence[tuple[int, float]], int]:
    """Return the answers that all readers had, and how many reports were added in that time."""
    end, waited, written = time.perf_counter() + seconds, [], []

    def reader(seed: int) -> None:
        choice = random.Random(seed)
        time.sleep(min(choice.expovariate(1 / LOOKS), seconds))
        while time.perf_counter() < end:
            waited.append(_asked(port, choice.choice(SCREENS)))
            time.sleep(max(min(choice.expovariate(1 / LOOKS), end - time.perf_counter()), 0))

    def writer() -> None:
        while time.perf_counter() < end:
            with open_store(path, write=True) as store:
                keep(store, next(added))
            written.append(1)
            time.sleep(EVERY)

    work: list[Callable[[], None]] = [writer, *(partial(reader, n) for n in range(readers))]
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited, len(written)
