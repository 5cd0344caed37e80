"""Read pages in several processes: the outcomes, their order and every byte are those of one process.

Each process loads the model once and reads one document at a time. The pages that it was given wait in its own memory, so
that it need not wait for this one. A process that dies (killed, out of memory, a fault in a library) is replaced; the
document that it was reading is given to another one, and if that dies too, it is a failure with a reason. All else that
the process had been given is read by others.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing.connection import Connection

from onrecord.runner.local import Outcome, Task, at_once, no_page_is_known, read_page, read_pages
from onrecord.runner.workers import Died, Worker, Workers, is_loaded
from onrecord.types import Language, Note, Page

FEW = 8  # pages: they are read before other processes could have begun
GIVEN = 2  # pages that a process has: the one that it reads, and the next one
AHEAD = 16  # pages a process that may be finished before their turn, which limits memory
TRIES = 2  # of a document: the cause of one death may be another process, hardly of two


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
class _Worker(Worker):
    """A process with the numbers of the pages that it has, in the order of its answers."""

    has: deque[int] = field(default_factory=deque)


class _Pool:
    """Processes that read, and the pages between them."""

    def __init__(self, task: Task, jobs: int) -> None:
        self._task = task
        same = replace(task, known_page=no_page_is_known)  # asked here, before a page is given
        self._workers = Workers(_Worker, _serve, (same,), jobs, advice="; try --jobs 1")
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
        self._workers.end()

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
        while len(self._pages) < AHEAD * self._workers.jobs and (one := next(coming, None)) is not None:
            number, self._pages[number] = one
            outcome = at_once(self._pages[number], self._task)
            if outcome is None:
                return number
            self._done[number] = outcome
        return None

    def _idle(self) -> _Worker | None:
        """Return the process that has the fewest pages, or a new one; None if all have enough."""
        idlest = min(self._workers.all, key=lambda worker: len(worker.has), default=None)
        if idlest is not None and not idlest.has:
            return idlest
        if len(self._workers.all) < self._workers.jobs:
            return self._workers.begin()
        return idlest if idlest is not None and len(idlest.has) < GIVEN else None

    def _take(self) -> None:
        """Wait until a process has something to say, and take it."""
        for worker, said in self._workers.said():
            if isinstance(said, Died):
                self._give_again(worker, said.cause)
            elif isinstance(said, Outcome):
                self._done[worker.has.popleft()] = said

    def _give_again(self, worker: _Worker, cause: str) -> None:
        """Give the pages of a process that died to the others; a page on which two processes died gets the cause as its outcome."""
        if worker.is_ready and worker.has:
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


# ---- the other processes -----------------------------------------------------------------


def _serve(here: Connection, task: Task) -> None:
    """Read pages as they come and send their outcomes, until the connection ends."""
    with suppress(OSError):
        if not is_loaded(here, task.load):
            return
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
