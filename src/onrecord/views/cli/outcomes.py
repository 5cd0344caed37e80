"""Read reports for a command: report failures and derive the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.errors import InputError, TableError
from onrecord.types import Document, Note
from onrecord.views.cli.options import complain

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.runner import Outcome
    from onrecord.world import World

FAILED, UNREAD = 1, InputError.exit_status


class Watched:
    """Outcomes of reading: failures are reported at once, and decide the exit status."""

    def __init__(self, outcomes: Iterable[Outcome], *, quiet: bool) -> None:
        self._outcomes = outcomes
        self._progress = sys.stderr.isatty() and not quiet
        self.status = 0

    def __iter__(self) -> Iterator[Outcome]:
        for number, outcome in enumerate(self._outcomes, 1):
            if outcome.failure:
                self.report(reason_of(outcome), FAILED if outcome.failure == "reader" else UNREAD)
            elif self._progress:
                click.echo(f"\r{number} read", nl=False, err=True)
            yield outcome
        self._clear()

    def report(self, message: str, status: int) -> None:
        """Report a failure; in the exit status a failure of the reader counts more than an unreadable input."""
        self._clear()
        complain(message)
        self.status = FAILED if FAILED in (status, self.status) else status

    def _clear(self) -> None:
        if self._progress:
            click.echo("\r\x1b[K", nl=False, err=True)


def outcomes_of(
    paths: Sequence[str],
    kind: str,
    overlays: Sequence[Path] = (),
    is_known: Callable[[Document], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """Read the pages of `paths` that are not known, with the user's tables written over the world."""
    from onrecord.pages import pages
    from onrecord.runner import read_pages

    report_skipped(paths)
    if not overlays:
        return read_pages(pages(paths, kind), is_known=is_known)
    from onrecord.known import load_known

    return read_pages(pages(paths, kind), load=partial(load_known, tuple(overlays)), is_known=is_known)


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
