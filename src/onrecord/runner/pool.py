"""Read pages in several processes: the outcomes, their order and every byte are those of one process.

Each process loads the model once and reads one document at a time. The pages that it was given wait in its own memory, so
that it need not wait for this one. A process that dies (killed, out of memory, a fault in a library) is replaced; the
document that it was reading is given to another one, and if that dies too, it is a failure with a reason. All else that
the process had been given is read by others.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from onrecord.errors import RunnerError
from onrecord.runner.local import Outcome, Task, at_once, no_page_is_known, read_page, read_pages
from onrecord.types import Language, Note, Page

FEW = 8  # pages: they are read before other processes could have begun
GIVEN = 2  # pages that a process has: the one that it reads, and the next one
AHEAD = 16  # pages a process that may be finished before their turn, which limits memory
TRIES = 2  # of a document: the cause of one death may be another process, hardly of two
SECONDS_TO_END = 5.0  # for a process whose connection is closed
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # one a process: it has one core


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_with(pages: Iterable[Page], task: Task, jobs: int | None = None) -> Iterator[Outcome]:
    """Yield the outcome of each page, in order, read by so many processes; by one for each core if `jobs` is None.

    Then a few pages are read in this process, where it takes less time than to begin others. As the processes import the
    program that began them, it must stand below `if __name__ == "__main__"` there.
    """
    first: list[Page] = []
    if jobs is None:
        jobs, pages = cores(), iter(pages)
        first = list(islice(pages, FEW + 1))
        jobs = jobs if len(first) > FEW else 1
    return read_pages(chain(first, pages), task=task) if jobs == 1 else _read(chain(first, pages), task, jobs)


def _read(pages: Iterable[Page], task: Task, jobs: int) -> Iterator[Outcome]:
    pool = _Pool(task, jobs)
    try:
        yield from pool.outcomes(pages)
    finally:
        pool.end()


# ---- this process ------------------------------------------------------------------------


@dataclass
class _Worker:
    """A process, the connection to it, and the numbers of the pages that it has, in the order of its answers."""

    process: SpawnProcess
    connection: Connection
    has: deque[int] = field(default_factory=deque)
    is_ready: bool = False


class _Pool:
    """Processes that read, and the pages between them."""

    def __init__(self, task: Task, jobs: int) -> None:
        self._task, self._jobs = task, jobs
        self._workers: list[_Worker] = []
        self._pages: dict[int, Page] = {}  # that are not yielded, by number
        self._again: deque[int] = deque()  # pages whose process died
        self._done: dict[int, Outcome] = {}
        self._deaths: Counter[int] = Counter()  # by the page that was read

    def outcomes(self, pages: Iterable[Page]) -> Iterator[Outcome]:
        """Yield the outcome of each page, in order."""
        coming, turn = enumerate(pages), 0
        while True:
            self._give(coming)
            while turn in self._done:
                page = self._pages.pop(turn)
                yield _with_page(self._done.pop(turn), page)
                turn += 1
                self._give(coming)
            if not self._pages:
                return
            self._take()

    def end(self) -> None:
        """End all processes; they have nothing that is not in the outcomes."""
        for worker in self._workers:
            worker.process.kill()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(SECONDS_TO_END)
        self._workers.clear()

    def _give(self, coming: Iterator[tuple[int, Page]]) -> None:
        """Give pages to processes that have too few, while there are pages and the next outcome is not too far behind."""
        while (number := self._next(coming)) is not None:
            worker = self._idle()
            if worker is None:
                self._again.appendleft(number)
                return
            worker.has.append(number)
            with suppress(OSError):  # it has died: its connection says so when it is read
                worker.connection.send(self._pages[number])

    def _next(self, coming: Iterator[tuple[int, Page]]) -> int | None:
        """Return the number of the next page that has to be read; a page that need not be read becomes an outcome at once."""
        if self._again:
            return self._again.popleft()
        while len(self._pages) < AHEAD * self._jobs and (one := next(coming, None)) is not None:
            number, self._pages[number] = one
            outcome = at_once(self._pages[number], self._task)
            if outcome is None:
                return number
            self._done[number] = outcome
        return None

    def _idle(self) -> _Worker | None:
        """Return the process that has the fewest pages, or a new one; None if all have enough."""
        idlest = min(self._workers, key=lambda worker: len(worker.has), default=None)
        if idlest is not None and not idlest.has:
            return idlest
        if len(self._workers) < self._jobs:
            self._workers.append(_begun(self._task))
            return self._workers[-1]
        return idlest if idlest is not None and len(idlest.has) < GIVEN else None

    def _take(self) -> None:
        """Wait until a process has something to say, and take it."""
        by_connection: dict[object, _Worker] = {worker.connection: worker for worker in self._workers}
        for ready in connection.wait([worker.connection for worker in self._workers]):
            worker = by_connection[ready]
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(said, Exception):
                raise said  # it cannot read anything: weights or a table are missing
            worker.is_ready = True
            if isinstance(said, Outcome):
                self._done[worker.has.popleft()] = said

    def _replace(self, worker: _Worker) -> None:
        """Give the pages of a process that died to the others; a page on which two processes died gets the cause as its outcome."""
        worker.process.join(SECONDS_TO_END)
        worker.connection.close()
        self._workers.remove(worker)
        cause = cause_of(worker.process.exitcode)
        if not worker.is_ready:  # it had not begun: there is no room for so many
            self._jobs -= 1
            if not self._jobs:
                raise RunnerError(f"No process that reads could begin: the last one {cause}; try --jobs 1.")
        elif worker.has:
            number = worker.has[0]
            self._deaths[number] += 1
            if self._deaths[number] >= TRIES:
                self._done[worker.has.popleft()] = _failed(self._pages[number], cause)
        self._again.extendleft(reversed(worker.has))


def _with_page(outcome: Outcome, page: Page) -> Outcome:
    """Return an outcome with its page as it was given: the processes do not send it back."""
    return replace(outcome, page=replace(page, target=outcome.page.target, problem=outcome.page.problem))


def _failed(page: Page, cause: str) -> Outcome:
    message = f"The process that read {page.target} {cause}, twice; nothing was coded."
    return read_page(replace(page, problem=Note(code="failed", message=message)), Task())


def cause_of(status: int | None) -> str:
    """Return what ended a process, from its exit status."""
    if status is None or status >= 0:
        return f"ended with status {status}"
    name = signal.Signals(-status).name
    return f"was killed ({name}{'; is there enough memory?' if -status == signal.SIGKILL else ''})"


def _begun(task: Task) -> _Worker:
    """Start a process. Only this process handles Ctrl-C and then ends the others."""
    ours, theirs = get_context("spawn").Pipe()
    task = replace(task, known_page=no_page_is_known)  # asked here, before a page is given
    process = get_context("spawn").Process(target=_serve, args=(theirs, task), daemon=True)
    with for_a_process():
        process.start()
    theirs.close()  # so that the connection ends when the process does
    return _Worker(process, ours)


@contextmanager
def for_a_process() -> Iterator[None]:
    """Set what a process inherits: it ignores Ctrl-C, and libraries start one thread."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        with _without_interrupts():
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Block Ctrl-C in this process for a while; processes that it starts meanwhile never receive it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # the process that tracks shared resources unblocks Ctrl-C when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---- the other processes -----------------------------------------------------------------


def _serve(here: Connection, task: Task) -> None:
    """Read pages as they come and send their outcomes, until the connection ends."""
    with suppress(OSError):
        try:
            task.load()
        except Exception as error:  # noqa: BLE001 - whatever it is (no weights, no table, no memory), it is raised there
            here.send(error)
            return
        here.send(None)  # ready
        waiting: queue.SimpleQueue[Page | None] = queue.SimpleQueue()
        threading.Thread(target=_receive, args=(here, waiting), daemon=True).start()
        while (page := waiting.get()) is not None:
            outcome = read_page(page, task)
            told = replace(outcome.page, content=b"", text=None)
            language = outcome.language if task.keeps_language else Language()
            here.send(replace(outcome, page=told, language=language))


def _receive(here: Connection, waiting: queue.SimpleQueue[Page | None]) -> None:
    """Receive pages as they come, so that the sender never has to wait for the reader."""
    with suppress(EOFError, OSError):
        while True:
            waiting.put(here.recv())
    waiting.put(None)
