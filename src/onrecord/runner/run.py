"""Read many inputs into Parquet: cut them into shards, read those that are not finished, and give an account.

    summary = run(["archive/"], Path("out"), Options(jobs=8))

A run that was stopped or killed goes on where it was when it is begun again: shards in the ledger are not read again. What is
of an input that has changed since, or of one that is cut otherwise now, is replaced.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.known import load_known
from onrecord.parquet.arrow import load_pyarrow
from onrecord.runner.ledger import FILES, MANIFEST, Done, Ledger, write_whole
from onrecord.runner.local import Outcome, Task, read_page
from onrecord.runner.pool import cores
from onrecord.runner.shard import SECONDS, TRIES, Job, read_shard
from onrecord.runner.shards import Cut, Shard, shards_of
from onrecord.runner.tasks import Ended, cluster, local
from onrecord.types import Page


@dataclass(frozen=True, kw_only=True)
class Options:
    """How a run reads."""

    cut: Cut = field(default_factory=Cut)
    """How inputs are cut into shards."""
    overlays: tuple[Path, ...] = ()
    """Tables of a user that correct the world."""
    jobs: int | None = None
    """Processes; null: one a core."""
    scheduler: str | None = None
    """The address of a Dask scheduler, or null: processes of our own."""
    tries: int = TRIES
    """How often a page of which processes die is tried."""
    seconds: float | None = SECONDS
    """How long one page may take; null: without a limit."""
    read: Callable[[Page, Task], Outcome] = read_page
    """Reads one page; another one is for tests and measurements of the runner."""
    load: Callable[[], object] | None = None
    """Loads what `read` needs, once a process; null: what the reader knows."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The account of a run: what the manifest holds, for all shards of the folder."""

    version: str = __version__
    """The version of the package that wrote it."""
    shards: int
    """Shards that are finished."""
    read: int
    """Pages that were read."""
    skipped: int
    """Pages without English text, and documents that stand earlier in the shard."""
    failed: int
    """Pages that could not be read."""
    reasons: Mapping[str, int]
    """How many pages were skipped or failed, by the code of the reason."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    bytes: int
    """The size of all tables."""
    first_day: str | None
    """The first day of publication; null if no document has one."""
    last_day: str | None
    """The last day of publication; null if no document has one."""
    undated: int
    """Documents without a day."""
    unread: Mapping[str, str]
    """Why shards could not be read, by their first input and, where it is cut, the number of their first page."""
    finished: tuple[Mapping[str, Any], ...] = ()
    """Each shard that is finished: its name, its inputs, and how many of its pages were read, skipped and failed."""


@dataclass(frozen=True)
class Plan:
    """What is to be done: the shards that are not finished, and what those that are give."""

    shards: tuple[Shard, ...]
    finished: Mapping[str, Done]

    @property
    def pages(self) -> int | None:
        """Return how many pages are to be read, or None if only reading tells."""
        counts = [shard.pages for shard in self.shards]
        return None if None in counts else sum(n for n in counts if n is not None)


def run(
    targets: Sequence[str],
    out: Path,
    options: Options = Options(),
    begin: Callable[[Plan], Callable[[bool], None]] = lambda _plan: lambda _failed: None,
) -> Summary:
    """Read all pages of `targets` into Parquet in `out`; return the account, which is the manifest.

    `begin` is given the plan and returns what hears of each page, and whether it failed. Raises `InputError` for standard
    input, and `RunnerError` if nothing can be written or no process can begin.
    """
    load_pyarrow()
    ledger = Ledger(out)
    ledger.make()
    with ledger.alone():
        settings = settings_of(options)
        plan = planned(ledger, list(shards_of(targets, options.cut)), settings)
        finished, unread = dict(plan.finished), dict[str, str]()
        for ended in _ended(plan.shards, job_of(out, options, settings), options, begin(plan)):
            shard = plan.shards[ended.number]
            if ended.result is None:
                unread[called(shard)] = ended.why or ""
            else:
                finished[shard.name] = ended.result
        ledger.end()
        summary = summed(list(finished.values()), unread)
        write_whole(out / MANIFEST, msgspec.json.format(msgspec.json.encode(summary)) + b"\n")
        return summary


def called(shard: Shard) -> str:
    """Return a shard by its first input and, if that is cut into several shards, the number of its first page there.

    >>> called(Shard(name="3f2a", inputs=("news.warc.gz",), first=7, step=30))
    'news.warc.gz from page 7'
    """
    is_part = shard.first > 0 or shard.last is not None or shard.step > 1
    return f"{shard.inputs[0]} from page {shard.first}" if is_part else shard.inputs[0]


def planned(ledger: Ledger, shards: Sequence[Shard], settings: str) -> Plan:
    """Return what is to be done; remove half-written files and shards of inputs that were cut in another way."""
    current = {shard.name: shard for shard in shards}
    places = {place for shard in shards for place in shard.places()}
    finished: dict[str, Done] = {}
    for done in ledger.finished():
        name = done.shard.name
        # inputs of an earlier run
        is_of_others = name not in current and places.isdisjoint(done.shard.places())
        if is_of_others or (name in current and done.holds(current[name], settings)):
            finished[name] = done
    for name in ledger.names():
        if name not in finished:
            ledger.forget(name)
    ledger.clean(finished)
    return Plan(tuple(shard for shard in shards if shard.name not in finished), finished)


def settings_of(options: Options) -> str:
    """Return a hash of what decides the bytes that are written: the version, how pages are read, the tables of the user."""
    tables = [path.read_bytes() if path.is_file() else b"" for path in options.overlays]
    told = repr((__version__, options.cut.kind, options.cut.columns, FILES)).encode()
    return hashlib.blake2b(b"\x1f".join((told, *tables)), digest_size=8).hexdigest()


def job_of(out: Path, options: Options, settings: str) -> Job:
    """Return what is the same for all shards."""
    load: Any = options.load or partial(load_known, options.overlays)
    return Job(
        out=out.resolve(),
        run=uuid.uuid4().hex,
        settings=settings,
        cut=options.cut,
        task=Task(load=load, keeps_language=False),
        tries=options.tries,
        seconds=options.seconds,
        read=options.read,
    )


def _ended(
    shards: Sequence[Shard], job: Job, options: Options, hear: Callable[[bool], None]
) -> Iterator[Ended[Done]]:
    if not shards:
        return
    if options.scheduler is None:
        jobs = min(options.jobs or cores(), len(shards))
        yield from local(read_shard, shards, job, jobs, hear, job.task.load)
        return
    for ended in cluster(read_shard, shards, job, options.scheduler):
        if ended.result is not None:
            _tell(ended.result, hear)
        yield ended


def _tell(done: Done, hear: Callable[[bool], None]) -> None:
    """Tell of the pages of a shard at once: the workers of a cluster do not tell of each."""
    for failed, number in ((False, done.read + done.skipped), (True, done.failed)):
        for _ in range(number):
            hear(failed)


def summed(finished: Sequence[Done], unread: Mapping[str, str]) -> Summary:
    """Return the account of shards, by name."""
    finished = sorted(finished, key=lambda done: done.shard.name)
    reasons, rows = Counter[str](), Counter[str]()
    for done in finished:
        reasons.update(done.reasons)
        rows.update(done.rows)
    return Summary(
        shards=len(finished),
        read=sum(done.read for done in finished),
        skipped=sum(done.skipped for done in finished),
        failed=sum(done.failed for done in finished),
        reasons=dict(sorted(reasons.items())),
        rows={table: rows[table] for table in FILES},
        bytes=sum(sum(done.bytes.values()) for done in finished),
        first_day=min((d.first_day for d in finished if d.first_day), default=None),
        last_day=max((d.last_day for d in finished if d.last_day), default=None),
        undated=sum(done.undated for done in finished),
        unread=dict(sorted(unread.items())),
        finished=tuple(_line(done) for done in finished),
    )


def _line(done: Done) -> Mapping[str, Any]:
    shard = done.shard
    return {
        "shard": shard.name,
        "inputs": shard.inputs,
        "first": shard.first,
        "last": shard.last,
        "step": shard.step,
        "read": done.read,
        "skipped": done.skipped,
        "failed": done.failed,
    }
