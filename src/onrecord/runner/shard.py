"""Read one shard and write its tables: the function that the pool and a cluster run.

A document that cannot be read is a row of `inputs` with its reason. A document of which processes die is set aside after
its tries. The result is a function of the shard and the settings alone, so that every byte is the same whoever reads it.
"""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Literal

from onrecord.document.language import reads_english
from onrecord.parquet import LayerWriter
from onrecord.parquet.arrow import load_pyarrow
from onrecord.parquet.layers import day_of
from onrecord.runner.ledger import INPUTS, SUFFIX, Done, Ledger
from onrecord.runner.local import Outcome, Task, read_page
from onrecord.runner.shards import Cut, Shard, pages_of
from onrecord.runner.strikes import At, Strikes
from onrecord.types import Note, Page, Reading

TRIES = 3  # tries of a page at which processes die: two deaths may be chance
SECONDS = 600.0  # a page: the largest that is read takes some two minutes on a slow core
AGAIN = "again"  # code of the note on a document that was read already
NO_TEXT = ("language", "no-article", "empty")  # codes of the notes that say why a page has no English text

_ONE_AT_A_TIME = threading.Lock()  # a process has one timer, and one core


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is the same for all shards of a run; other processes get a copy of it."""

    out: Path
    run: str
    """What tells this run from others on the same folder."""
    settings: str
    """A hash of what decides the bytes that are written."""
    cut: Cut = field(default_factory=Cut)
    task: Task = field(default_factory=lambda: Task(keeps_language=False))
    tries: int = TRIES
    seconds: float | None = SECONDS
    read: Callable[[Page, Task], Outcome] = read_page
    """Reads one page."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the caller of a task gives with it."""

    say: Callable[[bool], None] = lambda _failed: None
    """Hears of each page, and whether it failed."""
    cause: str | None = None
    """What the process died of that tried it last, or null."""


Status = Literal["read", "skipped", "failed"]
INPUT_COLUMNS = {
    "shard": ("string", "The name of the shard that the page is of."),
    "page": ("int32", "The number of the page in its input, or, of a shard of several inputs, in these."),
    "target": ("string", "The path of the input, with the line or record in it."),
    "status": ("string", "`read`; `skipped`: no English text, or the same document again; `failed`."),
    "reason": ("string", "The code of the note that says why it was skipped or failed, or null."),
    "message": ("string", "The note in words, or null."),
    "document": ("string", "The id of the document, or null if the page failed."),
}


def inputs_schema() -> Any:
    """Return the Arrow schema of the table of inputs."""
    pa = load_pyarrow()
    return pa.schema([(name, getattr(pa, kind)()) for name, (kind, _) in INPUT_COLUMNS.items()])


def read_shard(shard: Shard, job: Job, call: Call = Call()) -> Done:
    """Read a shard and commit its tables, unless that was done; return the account of it."""
    with _ONE_AT_A_TIME:
        ledger = Ledger(job.out)
        before = ledger.account(
            shard.name
        )  # on a cluster the account may be lost with the process that had it
        if before is not None and before.holds(shard, job.settings):
            return before
        strikes = Strikes(ledger.running, shard.name, job.run, call.cause, job.seconds)
        try:
            folder = ledger.running / f"{shard.name}.{uuid.uuid4().hex}"
            folder.mkdir()
            done = _Reading(shard, job, strikes, call, folder).done()
            strikes.go(At("after"))
            done = ledger.commit(done, folder)
        finally:
            strikes.rest()
        strikes.forget()
        folder.rmdir()
        return done


class _Reading:
    """One try of a shard."""

    def __init__(self, shard: Shard, job: Job, strikes: Strikes, call: Call, folder: Path) -> None:
        self._shard, self._job, self._strikes, self._call = shard, job, strikes, call
        self._writer = LayerWriter(lambda table: folder / f"{table}{SUFFIX}", {INPUTS: inputs_schema()})
        self._seen: set[str] = set()
        self._counts = Counter[Status]()
        self._reasons = Counter[str]()
        self._days: set[str] = set()
        self._undated = 0

    def done(self) -> Done:
        """Read everything, write everything, and return the account."""
        for number, outcome in enumerate(self._outcomes()):
            self._take(number, outcome)
        self._writer.close()
        return Done(
            shard=self._shard,
            settings=self._job.settings,
            read=self._counts["read"],
            skipped=self._counts["skipped"],
            failed=self._counts["failed"],
            reasons=dict(sorted(self._reasons.items())),
            rows=self._writer.written,
            first_day=min(self._days, default=None),
            last_day=max(self._days, default=None),
            undated=self._undated,
        )

    def _outcomes(self) -> Iterator[Outcome]:
        """Yield the outcome of each page; where an input cannot be taken apart, one for all that is left of it."""
        # numbers of the shard: the end of an input has one of its own, since processes can die there, too
        places = count()
        for path in self._shard.inputs:
            pages = pages_of(replace(self._shard, inputs=(path,)), self._job.cut)
            for number in places:
                at = At("page", number)
                if self._is_set_aside(at):
                    yield self._failed(Page(target=path), at, "took this input apart", "read behind it")
                    break
                self._strikes.go(at)
                page = next(pages, None)
                if page is None:
                    break
                yield self._read(page, At("reading", number))

    def _read(self, page: Page, at: At) -> Outcome:
        if self._is_set_aside(at):
            return self._failed(page, at, f"read {page.target}", "coded")
        self._strikes.go(at)
        return self._job.read(page, self._job.task)

    def _is_set_aside(self, at: At) -> bool:
        return len(self._strikes.causes(at)) >= self._job.tries

    def _failed(self, page: Page, at: At, did: str, lost: str) -> Outcome:
        causes = self._strikes.causes(at)
        message = f"The process that {did} {causes[-1]}, {len(causes)} times; nothing was {lost}."
        note = Note(code="failed", message=message)
        return read_page(replace(page, content=b"", text=None, problem=note), Task())

    def _take(self, number: int, outcome: Outcome) -> None:
        status, note = self._judged(outcome)
        self._counts[status] += 1
        if note is not None:
            self._reasons[note.code] += 1
        document = outcome.reading.document
        row = {
            "shard": self._shard.name,
            "page": self._shard.first + number * self._shard.step,
            "target": outcome.page.target,
            "status": status,
            "reason": note.code if note else None,
            "message": note.message if note else None,
            "document": None if status == "failed" else document.id,
        }
        self._writer.add(INPUTS, [row])
        if status != "failed" and (note is None or note.code != AGAIN):
            self._keep(outcome.reading)
        self._writer.tick(len(document.text))
        self._call.say(status == "failed")

    def _keep(self, reading: Reading) -> None:
        day = day_of(reading.document)
        self._undated += day is None
        self._days |= {day.isoformat()} if day else set()
        self._writer.keep(reading)

    def _judged(self, outcome: Outcome) -> tuple[Status, Note | None]:
        """Return whether a page was read, skipped or failed, and the note that says why."""
        if outcome.failure:
            return "failed", outcome.page.problem or outcome.reading.notes[-1]
        document = outcome.reading.document
        if document.id in self._seen:
            return "skipped", Note(code=AGAIN, message=f"{document.id} stands earlier in this shard.")
        self._seen.add(document.id)
        if document.text.strip() and reads_english(document):
            return "read", None
        notes = (*outcome.reading.notes, Note(code="empty", message="There is no text."))
        return "skipped", next((note for note in notes if note.code in NO_TEXT), notes[-1])
