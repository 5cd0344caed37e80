"""A steady reader of feeds: ask those that are due, fetch what is new, keep it as WARC, read it, hand it on.

One round does all this; `watch` repeats rounds until it is stopped. Addresses are fetched by threads, pages are written and
noted in one, in the order in which they were seen. What a round could not do stands in the state, and is done in a later one.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from onrecord.collect.archive import Archive
from onrecord.collect.feeds import FeedSource
from onrecord.collect.fetch import Fetcher
from onrecord.collect.links import has_links, links_of, page_of
from onrecord.collect.schedule import next_look, next_try
from onrecord.collect.state import State, Waiting, conditions, when
from onrecord.collect.types import Fetched, FetchError
from onrecord.pages.feed import Entry, Feed, entry_page, is_feed, parse_feed
from onrecord.runner import Outcome
from onrecord.types import Note, Page

THREADS = 8  # that fetch; a host has one request at a time whatever their number
AHEAD = 16  # pages that may be fetched before their turn: a bound on memory
LONGEST_SLEEP = 3_600.0  # seconds
LASTING = frozenset(
    {"binary", "empty", "format", "too-large"}
)  # what is wrong with a page will be wrong again

Reads = Callable[[Iterator[Page]], Iterator[Outcome]]
Keeps = Callable[[Outcome], tuple[str, Note | None]]
Says = Callable[[str], None]


@dataclass(slots=True)
class Round:
    """What one round did: feeds asked and failed, and what became of pages."""

    asked: int = 0
    failed: int = 0
    pages: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a feed answered: links with their stamps, entries with texts, or why there is nothing."""

    source: FeedSource
    fetched: Fetched | None = None
    links: dict[str, str] = field(default_factory=dict)
    feed: Feed = field(default_factory=Feed)
    error: FetchError | None = None


@dataclass(slots=True)
class _Job:
    """One page on its way: what it is, and where it is kept."""

    url: str
    feed: str
    tries: int
    page: Page
    fetched: Fetched | None = None
    number: int | None = None  # of the kept page
    error: FetchError | None = None


class Watcher:
    """Feeds with their state; `round` does what is due."""

    def __init__(
        self, feeds: Sequence[FeedSource], state: State, archive: Archive, fetcher: Fetcher, say: Says
    ) -> None:
        self._feeds, self._state, self._archive, self._fetcher, self._say = (
            feeds,
            state,
            archive,
            fetcher,
            say,
        )
        self._stop = fetcher.stop

    def round(self, reads: Reads, keeps: Keeps, *, eager: bool = False) -> Round:
        """Ask the feeds that are due, and fetch, read and keep what is new; with `eager` all that do not back off."""
        done = Round()
        threads = ThreadPoolExecutor(THREADS, thread_name_prefix="fetch")
        try:
            answers = self._answers(threads, self._due(eager=eager), done)
            self._take(reads, keeps, self._of_texts(answers), done)
            for answer in answers:
                self._note(answer)
            self._take(reads, keeps, self._of_pages(threads), done)
        except BaseException:
            self._stop.set()  # or threads would go on fetching what nobody takes
            raise
        finally:
            threads.shutdown(cancel_futures=True)
        return done

    def next_due(self) -> float:
        """Return when the next feed is due."""
        return min(self._state.feed(source.url).due for source in self._feeds)

    def _due(self, *, eager: bool) -> list[FeedSource]:
        now = time.time()
        states = ((source, self._state.feed(source.url)) for source in self._feeds)
        return [source for source, state in states if state.due <= now or (eager and not state.failures)]

    # ---- feeds

    def _answers(self, threads: ThreadPoolExecutor, due: Sequence[FeedSource], done: Round) -> list[_Answer]:
        known = [self._state.feed(source.url) for source in due]
        wanted = [conditions(state.etag, state.modified) for state in known]
        answers = []
        for answer, state in zip(threads.map(self._ask, due, wanted), known, strict=True):
            if answer.error is not None and answer.error.code == "stopped":
                continue
            done.asked += 1
            if answer.error is not None:
                done.failed += 1
                self._note_failure(answer.source, answer.error, state.failures, state.since)
                continue
            if state.failures:
                self._say(f"{answer.source.name} is there again; it had failed since {state.since}.")
            answers.append(answer)
        return answers

    def _ask(self, source: FeedSource, wanted: dict[str, str]) -> _Answer:
        try:
            fetched = self._fetcher.fetch(source.url, wanted)
            if fetched.is_unchanged:
                return _Answer(source, fetched)
            if not has_links(fetched.content):
                raise FetchError("format", f"{fetched.url} is no feed and no sitemap")
            return self._parsed(source, fetched)
        except FetchError as error:
            return _Answer(source, error=error)
        except Exception as error:  # noqa: BLE001 - a feed must not end the others
            return _Answer(
                source, error=FetchError("format", f"it cannot be read ({type(error).__name__}: {error})")
            )

    def _parsed(self, source: FeedSource, fetched: Fetched) -> _Answer:
        if not is_feed(fetched.content):
            links = list(links_of(fetched, self._fetcher))
            return _Answer(
                source, fetched, dict.fromkeys((link for link in links if isinstance(link, str)), "")
            )
        feed = parse_feed(fetched.content, fetched.url)
        if feed.problem is not None and not feed.entries:
            raise FetchError("damaged", f"{fetched.url} is a feed that cannot be read: {feed.problem}")
        return _Answer(source, fetched, {e.url: _stamp(e) for e in feed.entries if e.url is not None}, feed)

    def _note(self, answer: _Answer) -> None:
        source, now = answer.source, time.time()
        if answer.fetched is None or self._stop.is_set():
            return  # asked again at the next start, so that nothing of it is lost
        due = next_look(source.url, source.every, now, 0)
        if answer.fetched.is_unchanged:
            self._state.note_unchanged(source.url, now, due)
        else:
            takes = source.text == "page"
            self._state.note_answer(source.url, answer.fetched, answer.links, now, due, takes=takes)

    def _note_failure(self, source: FeedSource, error: FetchError, failures: int, since: str | None) -> None:
        now = time.time()
        due = next_look(source.url, source.every, now, failures + 1, error.after)
        self._state.note_failure(source.url, error, now, due)
        told = f", since {since}, {failures + 1} times" if since else ""
        self._say(f"{source.name} failed{told}: {error}; next at {when(due)}.")

    # ---- pages

    def _of_texts(self, answers: Sequence[_Answer]) -> Iterator[_Job]:
        """Yield the entries whose text stands in the feed itself; the feed is kept as their page."""
        for answer in answers:
            if answer.source.text != "feed" or answer.fetched is None or not answer.feed.entries:
                continue
            keys = [_key(answer.source, entry) for entry in answer.feed.entries]
            new, number = self._state.new_of(keys), None
            for key, entry in zip(keys, answer.feed.entries, strict=True):
                if key not in new or self._stop.is_set():
                    continue
                if number is None:
                    number = self._state.note_page(answer.fetched, self._archive.keep(answer.fetched))
                page = entry_page(entry, entry.url or key, answer.feed.title or answer.source.name)
                yield _Job(key, answer.source.url, 0, page, number=number)

    def _of_pages(self, threads: ThreadPoolExecutor) -> Iterator[_Job]:
        """Yield the pages that wait, fetched by threads some ahead, in order; each is on disk before it is yielded."""
        now = time.time()
        coming = (one for source in self._feeds for one in self._state.waiting(source.url, now, source.most))
        under_way: deque[Future[_Job]] = deque(
            threads.submit(self._get, one) for one in islice(coming, AHEAD)
        )
        while under_way and not self._stop.is_set():
            job = under_way.popleft().result()
            under_way.extend(threads.submit(self._get, one) for one in islice(coming, 1))
            if job.error is not None and job.error.code == "stopped":
                return
            if job.fetched is not None and job.page.problem is None and not job.fetched.is_unchanged:
                job.number = self._state.note_page(job.fetched, self._archive.keep(job.fetched))
            yield job

    def _get(self, waiting: Waiting) -> _Job:
        try:
            fetched = self._fetcher.fetch(waiting.url, waiting.conditions)
            page = Page(target=waiting.url) if fetched.is_unchanged else page_of(fetched)
            return _Job(waiting.url, waiting.feed, waiting.tries, page, fetched)
        except FetchError as error:
            problem = Note(code=error.code, message=f"{waiting.url} was not fetched: {error}.")
            page = Page(target=waiting.url, url=waiting.url, problem=problem)
            return _Job(waiting.url, waiting.feed, waiting.tries, page, error=error)

    def _take(self, reads: Reads, keeps: Keeps, jobs: Iterable[_Job], done: Round) -> None:
        """Read pages and note what became of each; those that are as they were are not read."""
        under_way: deque[_Job] = deque()

        def pages() -> Iterator[Page]:
            for job in jobs:
                if job.fetched is not None and job.fetched.is_unchanged:
                    self._state.note_kept(job.url, job.feed, time.time())
                    done.pages["unchanged"] += 1
                    continue
                under_way.append(job)
                yield job.page

        for outcome in reads(pages()):
            job = under_way.popleft()
            change, failure = keeps(outcome)
            done.pages[change] += 1
            if failure is not None:
                self._note_page_failure(job, failure)
                continue
            if job.number is not None:
                self._state.note_document(job.number, outcome.reading.document.id)
            self._state.note_kept(job.url, job.feed, time.time(), job.fetched)

    def _note_page_failure(self, job: _Job, failure: Note) -> None:
        lasting = job.error.lasting if job.error is not None else failure.code in LASTING
        after = job.error.after if job.error is not None else None
        again = next_try(time.time(), job.tries + 1, lasting=lasting, after=after)
        self._state.note_page_failure(job.url, job.feed, failure, time.time(), again)


def _stamp(entry: Entry) -> str:
    return entry.updated or entry.published or ""


def _key(source: FeedSource, entry: Entry) -> str:
    """Return what an entry is known by: its address, or what the feed calls it."""
    return entry.url or f"{source.url}#{entry.id or entry.title or (entry.text or '')[:80]}"


def sleep_until(due: float, stop: threading.Event) -> None:
    """Wait until a moment, or until everything is stopped."""
    stop.wait(max(0.5, min(due - time.time(), LONGEST_SLEEP)))
