"""Read broken inputs as the program does, and give an account of each: what was read, refused, and not accounted for.

An input is accounted for if each of its pages has a text or a note that says why not, there is a page at all, and the reports
of it that the damage does not touch are read. It is read in a process of its own that is watched: one that dies or hangs is a
finding, and so is memory beyond bounds.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from ipaddress import ip_network
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from onrecord.collect.archive import Archive
from onrecord.collect.fetch import Fetcher
from onrecord.collect.links import pages_at
from onrecord.collect.types import Policy
from onrecord.known import load_known
from onrecord.pages import AUTO, count_pages, pages
from onrecord.runner.local import Outcome, Task, read_page
from onrecord.runner.shards import Cut, shards_of
from onrecord.types import Document, Page
from onrecord.views.jsonl import read_line, write_line
from tests.broken.certificates import Certificates, made, trusted
from tests.broken.inputs import SEED, Broken, Dice, cases
from tests.broken.servers import Served

POLICY = Policy(
    delay=0.0,
    private=(ip_network("127.0.0.1/32"),),
    seconds=1.2,
    idle_seconds=0.5,
    tries=1,
    redirects=5,
    page_bytes=20 * 1024 * 1024,
)
MOST_LINKS = 8  # pages of a feed or sitemap that are fetched
SECONDS = 400.0  # of CPU time for one input: then it hangs
STILL = 60.0  # seconds of the clock without any: the same
MOST_READ = 8_000  # characters of a text that the reader is given
TOO_MANY = 200_000  # pages of one input


@dataclass(frozen=True)
class Account:
    """What became of an input. Memory is the peak of the process, in MiB; an input whose process died has the cause as `fault`."""

    name: str
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """By the code of the note."""
    fault: str | None = None
    """Why it is not accounted for, or null."""
    is_dead: bool = False
    """Whether the process died or hung."""
    seconds: float = 0.0
    """CPU time."""
    waited: float = 0.0
    """Time by the clock."""
    memory: float = 0.0


def accounts(
    number: int,
    seed: int = SEED,
    *,
    largest: int,
    only: str = "",
    first: int = 0,
    load: Callable[[], Any] = load_known,
) -> Iterator[Account]:
    """Yield the account of each of so many inputs, whose names hold `only`; each is read by a process that is watched."""
    reader, table = None, list(cases())
    for n in range(first, number):
        name = table[n % len(table)]
        if only not in name:
            continue
        reader = reader if reader is not None and reader.is_there else _Reader(seed, largest, load)
        yield reader.account(n, f"{n} {name}")
    if reader is not None:
        reader.end()


class _Reader:
    """A process that reads inputs, and the connection to it."""

    def __init__(self, seed: int, largest: int, load: Callable[[], Any]) -> None:
        self._connection, theirs = get_context("spawn").Pipe()
        self._process = get_context("spawn").Process(
            target=_serve, args=(theirs, seed, largest, load), daemon=True
        )
        self._process.start()
        theirs.close()
        assert self._connection.recv() is None
        self.is_there = True

    def account(self, n: int, name: str) -> Account:
        """Return the account of one input."""
        self._connection.send(n)
        begun = time.monotonic()
        try:
            if self._answers():
                said: Account = self._connection.recv()
                return said
            why = f"it hangs: no answer within {SECONDS:.0f} s of CPU time"
        except (EOFError, OSError):
            self._process.join(5)
            why = f"its process died: {self._process.exitcode}"
        self.end()
        return Account(
            name, fault=why, is_dead=True, seconds=time.monotonic() - begun, waited=time.monotonic() - begun
        )

    def _answers(self) -> bool:
        """Wait for an answer, as long as the process works, however few of the machine it is given."""
        first = last = cpu_seconds(self._process.pid)
        moved = time.monotonic()
        while not self._connection.poll(1.0):
            now = cpu_seconds(self._process.pid)
            moved = time.monotonic() if now > last else moved
            last = now
            if now - first > SECONDS or time.monotonic() - moved > STILL:
                return False
        return True

    def end(self) -> None:
        """End the process."""
        self.is_there = False
        self._process.kill()
        self._process.join()


def _serve(here: Connection, seed: int, largest: int, load: Callable[[], Any]) -> None:
    """Read the inputs whose numbers come."""
    known, table = load(), list(cases().items())
    with tempfile.TemporaryDirectory() as folder:
        certificates = made(Path(folder))
        here.send(None)
        while True:
            n = here.recv()
            name, case = table[n % len(table)]
            input_ = case(Dice(f"{seed} {n}", largest))
            forget_peak()
            here.send(
                account(f"{n} {name}", input_, Task(load=lambda: known, is_known=is_long), certificates)
            )


def is_long(document: Document) -> bool:
    """Whether a document is left unread: what the reader takes for a text grows with its length, which is measured elsewhere."""
    return len(document.text) > MOST_READ


def cpu_seconds(process: int | None) -> float:
    """Return the CPU time of a process (Linux); elsewhere that of the clock."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def forget_peak() -> None:
    """Begin to measure the peak of memory anew, where the system can (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak() -> float:
    """Return the peak of memory in MiB."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def account(name: str, given: Broken, task: Task, certificates: Certificates | None = None) -> Account:
    """Read one input in this process; whatever is raised is its fault."""
    begun, spent = time.monotonic(), time.process_time()
    found = _Found(given)
    try:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            for page in _pages(given, Path(folder), stack, certificates):
                found.take(read_page(page, task))
        fault = found.fault()
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        fault = f"{type(error).__name__}: {str(error)[:200]}"
    return Account(
        name,
        found.read,
        found.refused,
        fault,
        seconds=time.process_time() - spent,
        waited=time.monotonic() - begun,
        memory=peak(),
    )


def _pages(
    given: Broken, folder: Path, stack: ExitStack, certificates: Certificates | None
) -> Iterator[Page]:
    if isinstance(given, Served):
        yield from _served_pages(given, folder, stack, certificates)
        return
    (folder / "in").mkdir()
    target = given.lay(folder / "in")
    for kind in given.options or (AUTO,):
        count = count_pages([target], kind)
        assert count is None or count >= 0
        assert list(shards_of([target], Cut(kind=kind))) or not given.files
        yield from pages([target], kind)


def _served_pages(
    given: Served, folder: Path, stack: ExitStack, certificates: Certificates | None
) -> Iterator[Page]:
    """Yield the pages at an address, and read again what was kept of them."""
    server = given.serve(certificates)
    stack.callback(server.close)
    if certificates is not None:
        stack.enter_context(trusted(certificates.authority))
    with Archive(folder, "kept.warc.gz") as archive:
        fetched = list(pages_at([server.url], Fetcher(POLICY), archive.keep, MOST_LINKS))
        yield from fetched
    if archive.kept:
        again = list(pages([str(folder / "kept.warc.gz")]))
        assert len(again) == archive.kept, f"{archive.kept} pages were kept, and {len(again)} are there"
        assert {page.content for page in again} == {page.content for page in fetched if page.problem is None}


class _Found:
    """What is found in an input, page by page."""

    def __init__(self, given: Broken) -> None:
        self._given = given
        self._left = dict.fromkeys(given.must | given.told, False)
        self._pages, self._notes = 0, 0
        self._silent: str | None = None
        self.read = 0
        self.refused = Counter[str]()

    def take(self, outcome: Outcome) -> None:
        """Count one page."""
        self._pages += 1
        assert self._pages < TOO_MANY, "there is no end of pages"
        document, notes = outcome.reading.document, outcome.reading.notes
        assert read_line(write_line(outcome.reading)) == outcome.reading, "the record does not come back"
        self._notes += len(notes)
        if outcome.failure == "reader":
            raise AssertionError(next(note.message for note in notes if note.code == "failed"))
        if document.text.strip():
            self.read += 1
            self._left |= {mark: True for mark in self._left if mark in document.text}
        elif notes:
            self.refused[notes[0].code] += 1
        else:
            self._silent = outcome.page.target

    def fault(self) -> str | None:
        """Return why the input is not accounted for, or None."""
        if not self._pages:
            return "it gives no page"
        if self._silent:
            return f"{self._silent} has no text and no note"
        lost = sorted(mark for mark, is_read in self._left.items() if not is_read)
        of_must = [mark for mark in lost if mark in self._given.must]
        if of_must:
            return f"reports that are sound are not read: {', '.join(of_must)}"
        return f"reports are lost without a word: {', '.join(lost)}" if lost and not self._notes else None
