"""Runs at scale: `make bench TASK=scale`, some minutes on an idle machine.

- `two_workers`: reports a second of two processes over those of one, with the real reader, start-up apart. On a machine that
  others use, wall time says little: `two_workers_cpu` is twice the CPU time a report of one process over that of two.
- `memory`: the peak of memory of the largest process in a run of 10,000 short reports over that of 1,000 (cheap reader).
- `kills_identical`: 1 if a run that was killed at 50 random moments leaves the same files, byte for byte, as an undisturbed
  one: nothing twice, nothing lost (cheap reader).
- `dask_pool`: shards a second of a local Dask cluster over those of the pool, the same two cores, start-up apart.
- The rest are the figures that docs/scale.md reckons with: CPU seconds and kilobytes a report, and the CPU seconds a report
  of the assembly in windows.

`ONRECORD_SCALE=two_workers,memory` measures these alone.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.about import About
from benchmarks.scale_kills import digests, finish, kill_often, reports
from corpora.told import read_reports
from onrecord.assembly.entities import offices_in
from onrecord.assembly.happenings import score_of
from onrecord.assembly.happenings.accounts import accounts_of
from onrecord.assembly.happenings.candidates import across, report_pairs
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.known import load_known
from onrecord.lexicon.happenings import load_happening_words
from onrecord.read import read_all as read_texts
from onrecord.runner.gather import Gathering, assembled
from onrecord.runner.ledger import Done, Ledger
from onrecord.runner.run import Options, job_of, settings_of
from onrecord.runner.run import run as read_all
from onrecord.runner.shard import read_shard
from onrecord.runner.shards import Cut, Shard, shards_of
from onrecord.runner.tasks import Ended, cluster, local
from onrecord.types import Published

TEXTS = int(os.environ.get("ONRECORD_SCALE_TEXTS", "512"))  # of our own, 180 words each
A_SHARD = 8  # reports: enough shards to measure a rate
CORES = 2
KILLS = 50
SHORT, LONG = 1_000, 10_000  # reports of the runs whose memory is compared
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

ABOUT = About(
    data="reports that were written for the project, and short generated ones",
    size=f"{TEXTS} reports for rates, {SHORT:,} and {LONG:,} for memory, {KILLS} kills",
    developed_on="not a matter of quality",
    compared_with="one process, a short run, an undisturbed run, the pool: each in the same run",
)


def run(shared: Path) -> dict[str, float]:  # noqa: ARG001
    """Return the figures of the parts that are asked for."""
    for name in THREADS:
        os.environ[name] = "1"
    asked = os.environ.get("ONRECORD_SCALE", ",".join(PARTS)).split(",")
    with tempfile.TemporaryDirectory() as folder:
        return {name: value for part in asked for name, value in PARTS[part](Path(folder)).items()}


def written(folder: Path) -> Path:
    """Write the texts of our own as lines; return the file."""
    path = folder / "texts.jsonl"
    if path.exists():  # as it is: with another time of change it is another input
        return path
    documents = [report.document for report in read_reports()][:TEXTS]
    lines = ({"id": d.given_id or d.id, "text": d.text, "published": d.published.value} for d in documents)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


class Rate:
    """The rate of shards as they are finished, start-up apart, and the CPU time of the processes."""

    def __init__(self, ended: Iterable[Ended[Done]], first: int) -> None:
        """Take all; the time is counted from the end of shard `first` on, when every process has read one."""
        times = []
        for one in ended:
            assert one.result is not None, one.why
            times.append(time.monotonic())
        self.shards_a_second = (len(times) - first - 1) / (times[-1] - times[first])


def measured(folder: Path, name: str, work: Callable[[list[Shard], Path], Iterator[Ended[Done]]]) -> Rate:
    """Return the rate of a way to read all texts."""
    Ledger(folder / name).make()
    shards = list(shards_of([str(written(folder))], Cut(size=A_SHARD)))
    return Rate(work(shards, folder / name), CORES)


def pooled(jobs: int) -> Callable[[list[Shard], Path], Iterator[Ended[Done]]]:
    """Return what reads shards in so many processes."""
    options = Options(cut=Cut(size=A_SHARD))

    def work(shards: list[Shard], out: Path) -> Iterator[Ended[Done]]:
        job = job_of(out, options, settings_of(options))
        return local(read_shard, shards, job, jobs, load=job.task.load)

    return work


def two_workers(folder: Path) -> dict[str, float]:
    """Return how much faster two processes are, by the clock and by CPU time."""
    rates, seconds = {}, {}
    for jobs in (1, 2):
        begun = children_cpu()
        rates[jobs] = measured(folder, f"jobs{jobs}", pooled(jobs)).shards_a_second
        seconds[jobs] = children_cpu() - begun
    start = start_up(folder)
    one, two = ((seconds[jobs] - jobs * start) / TEXTS for jobs in (1, 2))
    whole = folder / "whole"
    read_all([str(written(folder))], whole, Options(jobs=1))
    size = sum(path.stat().st_size for path in whole.rglob("*.parquet"))
    return {
        "two_workers": rates[2] / rates[1],
        "two_workers_cpu": 2 * one / two,
        "start_up_cpu_seconds": start,
        "report_cpu_seconds": one,
        "report_kilobytes": size / 1000 / TEXTS,
        "report_words": statistics.mean(len(r.document.text.split()) for r in list(read_reports())[:TEXTS]),
    }


def start_up(folder: Path) -> float:
    """Return the CPU seconds of a process that begins, loads the model and reads one short text, the median of three."""
    (folder / "one").mkdir(exist_ok=True)
    (folder / "one" / "one.txt").write_text("The talks ended on Friday, a spokeswoman said in Lima.")
    spent = []
    for n in range(3):
        begun = children_cpu()
        read_all([str(folder / "one")], folder / f"start{n}", Options(jobs=1))
        spent.append(children_cpu() - begun)
    return statistics.median(spent)


def children_cpu() -> float:
    """Return the CPU seconds of all processes that were begun here and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def memory(folder: Path) -> dict[str, float]:
    """Return the peak of memory of a long run over that of a short one, and in megabytes."""
    peaks = {}
    for number in (SHORT, LONG):
        inputs = reports(folder / f"in{number}", 1, number, lambda _: "The harbour was closed. " * 20)
        peaks[number] = int(finish(inputs, folder / f"out{number}", "--shard-pages", number, "--jobs", 1))
    return {"memory": peaks[LONG] / peaks[SHORT], "memory_megabytes": peaks[LONG] / 1024}


def kills(folder: Path) -> dict[str, float]:
    """Return whether a run that was killed often leaves what an undisturbed one leaves."""
    inputs = reports(folder / "kin", 8, 60, lambda _: "Slowly 20")
    finish(inputs, folder / "whole", "--shard-pages", 10)
    killed = kill_often(inputs, folder / "killed", KILLS, 17, "--shard-pages", 10)
    same = digests(folder / "killed") == digests(folder / "whole")
    return {"kills_identical": float(same), "kills": killed.kills.total(), "kills_begun": killed.begun}


def dask_pool(folder: Path) -> dict[str, float]:
    """Return the rate of a local Dask cluster over that of the pool."""
    from distributed import LocalCluster

    pool = measured(folder, "pool", pooled(CORES)).shards_a_second
    options = Options(cut=Cut(size=A_SHARD))
    with LocalCluster(n_workers=CORES, threads_per_worker=1, dashboard_address=None) as workers:

        def work(shards: list[Shard], out: Path) -> Iterator[Ended[Done]]:
            job = job_of(out, options, settings_of(options))
            return cluster(read_shard, shards, job, workers.scheduler_address)

        dask = measured(folder, "dask", work).shards_a_second
    assert digests(folder / "dask") == digests(folder / "pool")
    return {"dask_pool": dask / pool}


def windows(folder: Path) -> dict[str, float]:
    """Return the CPU seconds a report of the assembly in windows; the reports are those of `two_workers`."""
    out = folder / "windows"
    read_all([str(written(folder))], out, Options(cut=Cut(size=A_SHARD), jobs=CORES))
    begun = children_cpu() + time.process_time()
    found = assembled(out, offices_in(load_known().world), Gathering(jobs=CORES))
    spent = children_cpu() + time.process_time() - begun
    return {"windows_cpu_seconds": spent / TEXTS, "windows_happenings": len(found.happenings)}


def density(folder: Path) -> dict[str, float]:  # noqa: ARG001
    """Return how many reports each one is compared with if all are of one day, and what a comparison costs."""
    documents = [report.document for report in read_reports()][:TEXTS]
    day = Published(value="2026-03-02", earliest="2026-03-02", latest="2026-03-02", basis="given")
    readings = list(read_texts([replace(document, published=day) for document in documents], load_known()))
    accounts = {r.document.id: accounts_of(r, load_trigger_words()) for r in readings}
    reports = {document: found[0].report for document, found in accounts.items() if found}
    considered: set[tuple[str, str]] = set()

    def consider(a: str, b: str) -> bool:
        considered.add((a, b))
        return False

    report_pairs(reports, [], consider)
    begun = time.process_time()
    pairs = report_pairs(reports, [])
    words = load_happening_words()
    for (a, b), alike in sorted(pairs.items()):
        for pair in across(accounts[a], accounts[b], alike, words):
            score_of(pair)
    spent = time.process_time() - begun
    possible = len(reports) * (len(reports) - 1) / 2
    return {
        "considered_share": len(considered) / possible,
        "compared_share": len(pairs) / possible,
        "compared_microseconds": 1e6 * spent / len(pairs),
    }


PARTS: Mapping[str, Callable[[Path], dict[str, float]]] = {
    "two_workers": two_workers,
    "memory": memory,
    "kills": kills,
    "dask_pool": dask_pool,
    "windows": windows,
    "density": density,
}


if __name__ == "__main__":
    for figure, value in run(Path()).items():
        print(f"{figure}: {value:.4g}", flush=True)
