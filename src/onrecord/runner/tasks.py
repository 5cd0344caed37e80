"""Run one function on many items, in processes of our own or on a Dask cluster; a task whose process dies is tried again.

Results come as they are finished, with the number of their item. `local` begins processes that import what they need once;
`cluster` gives the same function to the workers of a Dask scheduler. In both, a function is called with an item, what is the
same for all items, and a `Call`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, Generic, Self, TypeVar

from onrecord.errors import RunnerError, installed_by
from onrecord.runner.shard import Call
from onrecord.runner.workers import Died, Worker, Workers, is_loaded

Item = TypeVar("Item")
Same = TypeVar("Same")
Result = TypeVar("Result")
Work = Callable[[Item, Same, Call], Result]

DEATHS = 60  # deaths of processes at one item, after which it is not tried again
AHEAD = 4  # items a worker of a cluster that wait there: it need not ask for the next one


@dataclass(frozen=True, slots=True)
class Ended(Generic[Result]):
    """What became of an item: its result, or why there is none."""

    number: int
    result: Result | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A page of an item was read, or failed."""

    failed: bool


def nothing() -> None:
    """Load nothing: items need nothing."""


def local(
    work: Work[Item, Same, Result],
    items: Iterable[Item],
    same: Same,
    jobs: int,
    hear: Callable[[bool], None] = lambda _failed: None,
    load: Callable[[], object] = nothing,
) -> Iterator[Ended[Result]]:
    """Yield the result of each item as processes finish it; `hear` is told of each page, `load` is called once a process."""
    with Processes(same, jobs, hear, load) as processes:
        yield from processes.results(work, items)


@dataclass
class _Worker(Worker):
    """A process with the number of the item that it has."""

    has: int | None = None


class Processes:
    """Processes that work, and the items that they have; with one function after the other, in the same processes."""

    def __init__(
        self,
        same: Any,
        jobs: int,
        hear: Callable[[bool], None] = lambda _failed: None,
        load: Callable[[], object] = nothing,
    ) -> None:
        """Take what is the same for all items, how many processes there are, and what each calls once."""
        self._hear = hear
        self._work: Any = None
        self._workers = Workers(_Worker, _serve, (same, load), jobs)
        self._items: dict[int, Any] = {}
        self._again: deque[tuple[int, str]] = deque()  # items whose process died, and of what
        self._deaths = Counter[int]()

    def __enter__(self) -> Self:
        """Start no process yet: each starts when there is an item for it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes; they have nothing that is not in the results."""
        self._workers.end()

    def results(self, work: Any, items: Iterable[Any]) -> Iterator[Ended[Any]]:
        """Yield the results of all items; the last ones must be taken before other work is given."""
        coming, self._work = enumerate(items), work
        self._deaths.clear()
        while True:
            self._give(coming)
            if not self._items:
                return
            yield from self._take()

    def _give(self, coming: Iterator[tuple[int, Any]]) -> None:
        """Give an item to each process that has none, beginning processes as long as there are items for them."""
        while (
            len(self._items) - len(self._again) < self._workers.jobs
            and (one := self._next(coming)) is not None
        ):
            number, cause = one
            worker = next((w for w in self._workers.all if w.has is None), None) or self._workers.begin()
            worker.has = number
            with suppress(OSError):  # it has died: its connection says so when it is read
                worker.connection.send((self._work, self._items[number], cause))

    def _next(self, coming: Iterator[tuple[int, Any]]) -> tuple[int, str | None] | None:
        if self._again:
            return self._again.popleft()
        one = next(coming, None)
        if one is None:
            return None
        number, self._items[number] = one
        return number, None

    def _take(self) -> Iterator[Ended[Any]]:
        """Wait until a process has something to say, and yield the results that there are."""
        for worker, said in self._workers.said():
            if isinstance(said, Died):
                yield from self._give_again(worker, said.cause)
            elif isinstance(said, Told):
                self._hear(said.failed)
            elif isinstance(said, Ended) and worker.has is not None:
                number, worker.has = worker.has, None
                del self._items[number]
                yield Ended(number, said.result, said.why)

    def _give_again(self, worker: _Worker, cause: str) -> Iterator[Ended[Any]]:
        """Give the item of a process that died to another one, unless too many processes died at it."""
        if worker.has is None:
            return
        self._deaths[worker.has] += worker.is_ready
        if self._deaths[worker.has] < DEATHS:
            self._again.append((worker.has, cause))
            return
        del self._items[worker.has]
        yield Ended(worker.has, why=f"{DEATHS} processes died of it; the last one {cause}")


def _serve(here: Connection, same: Any, load: Any) -> None:
    """Work on items as they come, until the connection ends."""
    with suppress(OSError, EOFError):
        if not is_loaded(here, load):
            return
        while True:
            work, item, cause = here.recv()
            call = Call(say=lambda failed: here.send(Told(failed)), cause=cause)
            try:
                here.send(_worked(work, item, same, call))
            except RunnerError as error:
                here.send(error)


def _worked(work: Any, item: Any, same: Any, call: Call) -> Ended[Any]:
    """Return the result of an item, or the error that ended it, so that one item does not affect the others."""
    try:
        return Ended(0, work(item, same, call))
    except BrokenPipeError:  # nobody waits for it any longer
        raise
    except OSError as error:  # a full disk, a missing folder or file: all other items would fail, too
        raise RunnerError(f"A file of the run cannot be read or written ({error}).") from error
    except Exception as error:  # noqa: BLE001 - of any item and any function: the caller writes it down
        return Ended(0, why=f"{type(error).__name__}: {error}")


# ---- a cluster ---------------------------------------------------------------------------


def cluster(
    work: Work[Item, Same, Result], items: Iterable[Item], same: Same, address: str
) -> Iterator[Ended[Result]]:
    """Yield the result of each item as the workers of a Dask scheduler finish it; raises `RunnerError` if there is none."""
    try:
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise RunnerError(
            f"--scheduler needs Dask, which is not installed; {installed_by('cluster')}."
        ) from error
    try:
        client: Any = Client(address, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise RunnerError(
            f"There is no Dask scheduler at {address} ({error}); begin one with: dask scheduler."
        ) from error
    with client:
        with client.as_current():
            waiting: Any = as_completed()
        yield from _Submitted(client, work, same).results(items, waiting, KilledWorker)


class _Submitted:
    """The items that a cluster has: a few for each worker, so that a scheduler need not hold millions."""

    def __init__(self, client: Any, work: Any, same: Any) -> None:
        self._client, self._work, self._same = client, work, same
        self._items: dict[Any, tuple[int, Any]] = {}  # by the key of their future
        self._deaths = Counter[int]()

    def results(self, items: Iterable[Any], waiting: Any, killed: type[Exception]) -> Iterator[Ended[Any]]:
        """Yield the results of all items; one whose workers were killed is submitted again."""
        coming = enumerate(items)
        for number, item in islice(coming, AHEAD * max(1, len(self._client.nthreads()))):
            waiting.add(self._submit(number, item))
        for future in waiting:
            number, item = self._items.pop(future.key)
            error = future.exception()
            if isinstance(error, killed) and self._deaths[number] < DEATHS:
                self._deaths[number] += 1
                waiting.add(self._submit(number, item))
                continue
            if isinstance(error, RunnerError):
                raise error
            yield _ended(number, future.result() if error is None else None, error)
            for following in islice(coming, 1):
                waiting.add(self._submit(*following))

    def _submit(self, number: int, item: Any) -> Any:
        future = self._client.submit(_called, self._work, item, self._same, pure=False)
        self._items[future.key] = number, item
        return future


def _ended(number: int, ended: Ended[Any] | None, error: Exception | None) -> Ended[Any]:
    if ended is None:
        return Ended(number, why=f"{type(error).__name__}: {error}")
    return Ended(number, ended.result, ended.why)


def _called(work: Any, item: Any, same: Any) -> Ended[Any]:
    return _worked(work, item, same, Call())
