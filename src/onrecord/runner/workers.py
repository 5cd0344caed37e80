"""Processes that work for this one: each with a connection, begun when there is work for it, replaced when it dies.

`pool` gives them pages, `tasks` any items. What a process serves is a function that is called with its end of the connection and
with what is the same for all of them. It calls `load`, says that it is ready, and then answers what it is sent.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from onrecord.errors import RunnerError

SECONDS_TO_END = 5.0  # for a process whose connection is closed
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # one a process: it has one core


@dataclass
class Worker:
    """A process and the connection to it; who gives it work adds what it has."""

    process: SpawnProcess
    connection: Connection
    is_ready: bool = False


Own = TypeVar("Own", bound=Worker)


@dataclass(frozen=True, slots=True)
class Died:
    """What a process said last: nothing, it died."""

    cause: str


class Workers(Generic[Own]):
    """The processes that there are, at most `jobs`."""

    def __init__(
        self,
        own: Callable[[SpawnProcess, Connection], Own],
        serve: Callable[..., None],
        same: tuple[Any, ...],
        jobs: int,
        advice: str = "",
    ) -> None:
        """Take what a worker is, what each process does with `same`, and what to advise if none can begin. No process is begun yet."""
        self._own, self._serve, self._same, self._advice = own, serve, same, advice
        self.jobs = jobs
        self.all: list[Own] = []

    def begin(self) -> Own:
        """Begin a process. Only this process handles Ctrl-C and then ends the others."""
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=self._serve, args=(theirs, *self._same), daemon=True)
        with _for_a_process():
            process.start()
        theirs.close()  # so that the connection ends when the process does
        self.all.append(self._own(process, ours))
        return self.all[-1]

    def said(self) -> Iterator[tuple[Own, Any]]:
        """Wait until processes have something to say, and yield each with it; one that died is no longer among them.

        Raises what a process sends as an error: it cannot work at all. Raises `RunnerError` if the last of them died before it was ready.
        """
        by_connection: dict[object, Own] = {worker.connection: worker for worker in self.all}
        for ready in connection.wait([worker.connection for worker in self.all]):
            worker = by_connection[ready]
            try:
                said = worker.connection.recv()
            except (EOFError, OSError):
                yield worker, Died(self._remove(worker))
                continue
            if isinstance(said, Exception):
                raise said
            worker.is_ready = True
            yield worker, said

    def _remove(self, worker: Own) -> str:
        """Remove a process that died, and return of what; there is one less from then on if it had not begun to work."""
        worker.process.join(SECONDS_TO_END)
        worker.connection.close()
        self.all.remove(worker)
        cause = _cause_of(worker.process.exitcode)
        if not worker.is_ready:  # there is no room for so many
            self.jobs -= 1
            if not self.jobs:
                raise RunnerError(f"No process that reads could begin: the last one {cause}{self._advice}.")
        return cause

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self.all:
            worker.process.kill()
            worker.connection.close()
        for worker in self.all:
            worker.process.join(SECONDS_TO_END)
        self.all.clear()


def is_loaded(here: Connection, load: Callable[[], object]) -> bool:
    """Load, in a process, what it needs, and say that it is ready, or what went wrong; return whether it can work."""
    try:
        load()
    except Exception as error:  # noqa: BLE001 - whatever it is (no weights, no table, no memory), it is raised there
        here.send(error)
        return False
    gc.freeze()  # tables and weights stay as long as the process: no collection of garbage need go through them
    here.send(None)
    return True


def _cause_of(status: int | None) -> str:
    """Return what ended a process, from its exit status."""
    if status is None or status >= 0:
        return f"ended with status {status}"
    name = signal.Signals(-status).name
    return f"was killed ({name}{'; is there enough memory?' if -status == signal.SIGKILL else ''})"


@contextmanager
def _for_a_process() -> Iterator[None]:
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
