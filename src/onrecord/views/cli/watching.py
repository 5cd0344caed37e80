"""The command that reads feeds steadily: `onrecord watch`."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.keeping import keep_outcome
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import UNREAD, needs_collect, world_with

if TYPE_CHECKING:
    from onrecord.collect.feeds import FeedList
    from onrecord.collect.state import State
    from onrecord.runner import Outcome
    from onrecord.store import Store
    from onrecord.types import Page
    from onrecord.watch import Round, Watcher

STATUS_PAGES = 3  # that failed, of each feed


@click.command()
@click.argument("feeds", type=click.Path(path_type=Path, dir_okay=False), metavar="FEEDS.TOML")
@options.store
@click.option(
    "--once",
    is_flag=True,
    help="Ask all feeds once and end, for cron; those that fail are let alone for longer.",
)
@click.option(
    "--status",
    "is_status",
    is_flag=True,
    help="Say how each feed does, what failed and since when; ask none.",
)
@options.text_or_jsonl("Of --status.")
@options.jobs
@options.overlay
@click.pass_context
def watch(
    context: click.Context,
    feeds: Path,
    store_path: Path,
    once: bool,
    is_status: bool,
    form: str,
    jobs: int | None,
    overlays: tuple[Path, ...],
) -> None:
    """Read feeds and sitemaps steadily: fetch what is new, keep its pages, read them into the store.

    FEEDS.TOML lists them. Pages are kept as WARC in a folder beside the store (news.db has news.pages), with the state of
    each feed, so that a restart goes on where it was. SIGTERM and Ctrl-C end it cleanly. With --status, exit status 3 says
    that a feed is failing. Needs the extra 'collect'.
    """
    needs_collect("Watching feeds")
    from onrecord.collect.archive import alone_in, pages_folder
    from onrecord.collect.feeds import load_feeds
    from onrecord.collect.state import State

    listed, folder = load_feeds(feeds), pages_folder(store_path)
    if is_status:
        if not folder.is_dir():
            raise StoreError(f"{folder} is not there: {store_path} has watched no feeds yet.")
        with State(folder) as state:
            context.exit(_tell_status(listed, state, form))
    status = world_with(overlays)[1] if overlays else 0
    with alone_in(folder) as is_alone:
        if not is_alone:
            raise StoreError(f"{store_path} is watched by another process already; end it first.")
        with State(folder) as state, _until_stopped() as stop:
            failed = _Rounds(listed, store_path, state, stop, jobs, overlays).run(once=once)
    context.exit(status or (UNREAD if once and failed else 0))


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Yield what is set when the process is told to end; a second signal ends it at once."""
    stop = threading.Event()

    def end(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Rounds:
    """Rounds over all feeds, until it is stopped."""

    def __init__(
        self,
        listed: FeedList,
        store_path: Path,
        state: State,
        stop: threading.Event,
        jobs: int | None,
        overlays: Sequence[Path],
    ) -> None:
        self._listed, self._path, self._state, self._stop = listed, store_path, state, stop
        self._jobs, self._overlays = jobs, overlays

    def run(self, *, once: bool) -> int:
        """Do rounds; return how many feeds failed in the last one."""
        from onrecord.collect.archive import Archive, pages_folder
        from onrecord.collect.fetch import Fetcher
        from onrecord.watch import Watcher, sleep_until

        fetcher = Fetcher(self._listed.policy, stop=self._stop)
        with Archive(pages_folder(self._path)) as archive:
            watcher = Watcher(self._listed.feeds, self._state, archive, fetcher, complain)
            done = self._round(watcher, eager=once)
            while not once and not self._stop.is_set():
                due = watcher.next_due()
                if due > time.time():
                    sleep_until(due, self._stop)
                    continue
                done = self._round(watcher, eager=False)
        return done.failed

    def _round(self, watcher: Watcher, *, eager: bool) -> Round:
        from onrecord.store import KeptIn, begin_run, end_run, open_store, unassembled
        from onrecord.views.cli.together import assemble_kept

        with open_store(self._path, create=True) as store, KeptIn(self._path) as is_known:
            run = begin_run(store)
            reads = partial(self._read, store, is_known)
            done = watcher.round(reads, partial(keep_outcome, store, run), eager=eager)
            if unassembled(store) and not self._stop.is_set():
                assemble_kept(store, run, self._overlays)
            end_run(store, run)
        if done.asked or done.pages:
            click.echo(_told(done))
        return done

    def _read(self, store: Store, is_known: object, pages: Iterator[Page]) -> Iterator[Outcome]:
        from onrecord.known import load_known
        from onrecord.runner import Task
        from onrecord.runner.pool import read_with
        from onrecord.store import known_page

        task = Task(
            load=partial(load_known, tuple(self._overlays)),
            keeps_language=False,
            known_page=partial(known_page, store),
            is_known=is_known,  # type: ignore[arg-type]
        )
        return read_with(pages, task, self._jobs)


def _told(done: Round) -> str:
    now = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    failed = f", {done.failed} failed" if done.failed else ""
    pages = ", ".join(f"{number} {change}" for change, number in sorted(done.pages.items())) or "none new"
    return f"{now} {counted(done.asked, 'feed')} asked{failed}; pages: {pages}"


# ---- how feeds do ------------------------------------------------------------------------


def _tell_status(listed: FeedList, state: State, form: str) -> int:
    """Print how each feed does; return the exit status."""
    from onrecord.collect.state import when
    from onrecord.views.layout import printable

    is_failing = False
    for source in listed.feeds:
        found, counts = state.feed(source.url), state.counts(source.url)
        is_failing = is_failing or found.failures > 0
        if form == "jsonl":
            record = {"name": source.name, **asdict(found), "due": when(found.due), "pages": asdict(counts)}
            click.echo(json.dumps(record, ensure_ascii=False))
            continue
        state_of = (
            f"fails since {found.since} ({found.failures} times): {found.message}"
            if found.failures
            else "works"
        )
        if found.asked is None:
            state_of = "not asked yet"
        last = found.succeeded or "never"
        told = f"{counts.kept} kept, {counts.waiting} waiting, {counts.failed} failed"
        click.echo(
            printable(f"{source.name}: {state_of}; last read {last}; next {when(found.due)}; pages: {told}")
        )
        for url, message in state.failures(source.url, STATUS_PAGES):
            click.echo(printable(f"  {url if url not in message else 'page'}: {message}"))
    return UNREAD if is_failing else 0
