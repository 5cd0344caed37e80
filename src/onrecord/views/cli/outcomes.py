"""Read reports for a command: how far it is, what failed, and the exit status."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.addresses import WEB
from onrecord.errors import InputError, OnRecordError, TableError
from onrecord.lexicon.columns import BY_NAME, Columns
from onrecord.types import Document, DocumentId, Note, Page
from onrecord.views.cli.options import complain
from onrecord.views.cli.progress import Progress

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.collect.types import Fetched
    from onrecord.known import Known
    from onrecord.runner import Outcome
    from onrecord.world import World

FAILED, UNREAD = 1, InputError.exit_status
MOST_TOLD = 5  # failures of one reason that are told when they happen; the others are counted
FIRST_NAMES = 3  # of a reason, in the account at the end
STDIN = "-"
REASONS = {  # what the account at the end calls the codes of notes; others go by their code
    "address": "no addresses that may be fetched",
    "binary": "no text",
    "columns": "columns not there",
    "damaged": "damaged",
    "empty": "without text",
    "failed": "faults of the reader",
    "extra": "in need of a library",
    "format": "of a format that is not read",
    "json": "no JSON of a document",
    "missing": "not there",
    "network": "without an answer",
    "quotes": "quotation marks that do not fit",
    "redirects": "redirected without end",
    "robots": "forbidden by robots.txt",
    "slow": "too slow",
    "status": "refused by the server",
    "ragged": "more or fewer cells than columns",
    "too-large": "too large",
    "unreadable": "cannot be opened",
}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a command is to read: paths, of which kind, and which columns hold what."""

    paths: Sequence[str]
    kind: str
    columns: Columns = BY_NAME
    keep: Callable[[Fetched], object] | None = None
    """Is given each page that is fetched."""

    def pages(self) -> Iterator[Page]:
        """Yield all pages; addresses (http, https) are fetched."""
        from onrecord.pages import pages

        if not any(map(is_address, self.paths)):
            yield from pages(self.paths, self.kind, self.columns)
            return
        needs_collect("an address")
        from onrecord.collect.fetch import Fetcher
        from onrecord.collect.links import pages_at

        fetcher = Fetcher()

        for path in self.paths:
            if is_address(path):
                yield from pages_at([path], fetcher, self.keep)
            else:
                yield from pages([path], self.kind, self.columns)

    def count(self) -> int | None:
        """Return how many pages there are, or None if only reading tells."""
        from onrecord.pages import count_pages

        if any(map(is_address, self.paths)):
            return None
        return count_pages(self.paths, self.kind, self.columns)


def is_address(path: str) -> bool:
    """Return whether an input is an address of the web."""
    return path.lower().startswith(WEB)


def needs_collect(what: str) -> None:
    """Raise an error that says what to install if a library is missing that `what` needs."""
    from onrecord.pages.needs import missing

    for library in ("urllib3", "protego", "warcio", "feedparser"):
        lacking = missing(what, library, "collect")
        if lacking is not None:
            raise OnRecordError(f"{lacking.message[0].upper()}{lacking.message[1:]}")


class Watched:
    """Outcomes of reading: failures are reported at once, and decide the exit status.

    On a terminal a line says how far it is; `count` tells it how many there are. Of many failures of one reason only the
    first are reported; `tell` says at the end how many there were, and of which.
    """

    def __init__(
        self, outcomes: Iterator[Outcome], *, quiet: bool, count: Callable[[], int | None] = lambda: None
    ) -> None:
        self._outcomes = outcomes
        self._progress = Progress(sys.stderr, count()) if sys.stderr.isatty() and not quiet else None
        self._failures: dict[str, list[str]] = defaultdict(list)  # by code: the names of inputs
        self._notes: dict[str, list[str]] = defaultdict(list)
        self.status = self.done = 0

    def __iter__(self) -> Iterator[Outcome]:
        for outcome in self._outcomes:
            self.done += 1
            self._hear(outcome)
            if self._progress is not None:
                self._progress.step(failed=outcome.failure is not None)
            yield outcome
        self.tell()

    def report(self, message: str, status: int, target: str = "", code: str = "failed") -> None:
        """Report a failure; in the exit status a failure of the reader counts more than an unreadable input."""
        self._failures[code].append(target)
        if len(self._failures[code]) <= MOST_TOLD:
            self._say(message)
        self.status = FAILED if FAILED in (status, self.status) else status

    def tell(self) -> None:
        """Say how many failed, by reason, and which rows were read though something was wrong with them."""
        self.clear()
        number = sum(map(len, self._failures.values()))
        if number > 1:
            complain(f"{number:,} of {self.done:,} failed: {_account(self._failures)}.")
        if self._notes:
            complain(f"Read, but noted: {_account(self._notes)}.")

    def clear(self) -> None:
        """Take away the line that says how far it is."""
        if self._progress is not None:
            self._progress.clear()

    def _hear(self, outcome: Outcome) -> None:
        page = outcome.page
        if outcome.failure:
            status = FAILED if outcome.failure == "reader" else UNREAD
            self.report(reason_of(outcome), status, page.target, failure_of(outcome).code)
        for note in page.notes:
            if note.code == "columns":  # once an input
                self._say(note.message)
            elif not outcome.failure:
                self._notes[note.code].append(page.target)

    def _say(self, message: str) -> None:
        self.clear()
        complain(message)


def _account(names: dict[str, list[str]]) -> str:
    """Return how many there are of each code, the most frequent first, and the first names of each."""
    told = []
    for code, targets in sorted(names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        first = ", ".join(filter(None, targets[:FIRST_NAMES])) + ", ..." * (len(targets) > FIRST_NAMES)
        told.append(f"{len(targets):,} {REASONS.get(code, code)}" + (f" ({first})" if first else ""))
    return "; ".join(told)


@contextmanager
def stoppable(outcomes: Watched, done: Callable[[], str]) -> Iterator[None]:
    """Say what was done until then if somebody presses Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        outcomes.clear()
        complain(f"Stopped: {done()}")
        raise


def outcomes_of(
    inputs: Inputs,
    overlays: Sequence[Path] = (),
    *,
    jobs: int | None = 1,
    keeps_language: bool = True,
    known_page: Callable[[Page], DocumentId | None] | None = None,
    is_known: Callable[[Document], bool] | None = None,
) -> Iterator[Outcome]:
    """Read the pages of `inputs` that are not known, with the user's tables written over the world.

    `jobs` processes read; with None as many as there are cores, but one from standard input, whose lines may come slowly.
    """
    from onrecord.runner import Task
    from onrecord.runner.pool import read_with

    report_skipped(inputs.paths)
    task = Task(load=partial(_load_for_good, tuple(overlays)), keeps_language=keeps_language)
    if known_page is not None:
        task = replace(task, known_page=known_page)
    if is_known is not None:
        task = replace(task, is_known=is_known)
    return read_with(inputs.pages(), task, 1 if jobs is None and STDIN in inputs.paths else jobs)


def _load_for_good(overlays: tuple[Path, ...]) -> Known:
    """Load what the reader knows, which stays as long as the command: no collection of garbage need go through it."""
    from onrecord.known import load_known

    known = load_known(overlays)
    if not gc.get_freeze_count():
        gc.freeze()
    return known


def report_skipped(paths: Sequence[str]) -> None:
    """Report the files of folders that are no reports; this leaves the exit status as it is."""
    from onrecord.pages.source import skipped

    for message in skipped(paths):
        complain(message)


def world_with(overlays: Sequence[Path]) -> tuple[World, int]:
    """Return the world with the user's tables written over it, and the exit status; report invalid lines."""
    from onrecord.world import load_world

    world = load_world(tuple(overlays))
    for problem in world.problems:
        complain(str(problem))
    return world, TableError.exit_status if world.problems else 0


def failure_of(outcome: Outcome) -> Note:
    """Return the note on a failure."""
    return outcome.page.problem or outcome.reading.notes[-1]


def reason_of(outcome: Outcome) -> str:
    """Return the message of the note on a failure, with the name of the input."""
    note = failure_of(outcome)
    target = outcome.page.target
    return note.message if target in note.message else f"{target}: {note.message}"
