"""What is remembered of feeds and pages between two looks: one SQLite file beside the kept pages.

It is no part of the store: a store can be made again from its pages without it, and another program can add to the store
while feeds are asked. Each change is one transaction, so a kill costs at most what was under way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.collect.archive import Place
from onrecord.collect.schedule import NextTry
from onrecord.collect.types import Fetched, FetchError
from onrecord.errors import StoreError
from onrecord.types import Note

FILE = ".index.db"  # hidden, so that the folder as an input is its archives
WAIT_SECONDS = 30.0
VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of one feed."""

    url: str
    due: float = 0.0
    etag: str | None = None
    modified: str | None = None
    asked: str | None = None
    succeeded: str | None = None
    failures: int = 0
    since: str | None = None
    code: str | None = None
    message: str | None = None
    links: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One page that is to be fetched."""

    url: str
    feed: str
    tries: int
    etag: str | None
    modified: str | None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for it only if it has changed."""
        return conditions(self.etag, self.modified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many pages of a feed are in which state."""

    waiting: int = 0
    kept: int = 0
    failed: int = 0


def conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """Return the headers that ask for something only if it has changed."""
    pairs = ((VALIDATORS["etag"], etag), (VALIDATORS["last-modified"], modified))
    return {name: value for name, value in pairs if value is not None}


def when(moment: float) -> str:
    """Return a moment for people: UTC."""
    return datetime.fromtimestamp(moment, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class State:
    """The state of all feeds of a store; close it, or use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        with self._explained():
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(
                resources.files("onrecord.collect").joinpath("state.sql").read_text("utf-8")
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            message = f"{self.path} cannot be read or written ({error}); move it away to begin anew: kept pages stay."
            raise StoreError(message) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    # ---- feeds

    def feed(self, url: str) -> FeedState:
        """Return what is known of a feed."""
        with self._explained():
            cursor = self._db.execute("SELECT * FROM feeds WHERE url = ?", (url,))
            row = cursor.fetchone()
        return FeedState(url=url) if row is None else FeedState(**dict(zip(_names(cursor), row, strict=True)))

    def note_answer(
        self,
        url: str,
        answer: Fetched,
        links: Mapping[str, str],
        now: float,
        due: float,
        *,
        takes: bool = True,
    ) -> int:
        """Note what a feed answered, and the pages that it links to with their stamps; return how many are new or changed.

        With `takes` false the pages are not to be fetched: their texts were in the feed.
        """
        with self._writing() as db:
            db.execute(
                "INSERT INTO feeds (url, due, etag, modified, asked, succeeded, links) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) "
                "ON CONFLICT (url) DO UPDATE SET due = ?2, etag = ?3, modified = ?4, asked = ?5, succeeded = ?5, "
                "failures = 0, since = NULL, code = NULL, message = NULL, "
                "links = CASE WHEN ?7 THEN links ELSE ?6 END",
                (
                    url,
                    due,
                    answer.header("etag"),
                    answer.header("last-modified"),
                    when(now),
                    len(links),
                    answer.is_unchanged,
                ),
            )
            if answer.is_unchanged:
                return 0
            return sum(_note_link(db, url, link, stamp, now) for link, stamp in links.items()) if takes else 0

    def note_unchanged(self, url: str, now: float, due: float) -> None:
        """Note that a feed is as it was."""
        with self._writing() as db:
            db.execute(
                "UPDATE feeds SET due = ?2, asked = ?3, succeeded = ?3, failures = 0, since = NULL, code = NULL, "
                "message = NULL WHERE url = ?1",
                (url, due, when(now)),
            )

    def note_failure(self, url: str, error: FetchError, now: float, due: float) -> None:
        """Note that a feed could not be had, and since when this is so."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO feeds (url, due, asked, failures, since, code, message) VALUES (?1, ?2, ?3, 1, ?3, ?4, ?5) "
                "ON CONFLICT (url) DO UPDATE SET due = ?2, asked = ?3, failures = failures + 1, "
                "since = coalesce(since, ?3), code = ?4, message = ?5",
                (url, due, when(now), error.code, str(error)),
            )

    # ---- entries

    def waiting(self, feed: str, now: float, most: int) -> list[Waiting]:
        """Return the pages of a feed that are to be fetched now, those that were seen first first."""
        with self._explained():
            rows = self._db.execute(
                "SELECT url, feed, tries, etag, modified FROM entries WHERE state = 'waiting' AND feed = ? AND due <= ? "
                "ORDER BY seen, url LIMIT ?",
                (feed, now, most),
            ).fetchall()
        return [
            Waiting(url=url, feed=of, tries=tries, etag=etag, modified=modified)
            for url, of, tries, etag, modified in rows
        ]

    def new_of(self, links: Iterable[str]) -> set[str]:
        """Return those addresses that were not kept yet, and have not failed for good."""
        with self._explained():
            return {
                link
                for link in links
                if self._db.execute(
                    "SELECT 1 FROM entries WHERE url = ? AND state IN ('kept', 'failed')", (link,)
                ).fetchone()
                is None
            }

    def note_kept(self, url: str, feed: str, now: float, answer: Fetched | None = None) -> None:
        """Note that a page was fetched and read."""
        etag, modified = (answer.header("etag"), answer.header("last-modified")) if answer else (None, None)
        with self._writing() as db:
            db.execute(
                "INSERT INTO entries (url, feed, stamp, seen, state, due, etag, modified) "
                "VALUES (?1, ?2, '', ?3, 'kept', 0, ?4, ?5) ON CONFLICT (url) DO UPDATE SET state = 'kept', tries = 0, "
                "code = NULL, message = NULL, etag = coalesce(?4, etag), modified = coalesce(?5, modified)",
                (url, feed, when(now), etag, modified),
            )

    def note_page_failure(self, url: str, feed: str, failure: Note, now: float, again: NextTry) -> None:
        """Note that a page could not be had or read, and when it is tried again, if at all."""
        state = "failed" if again.due is None else "waiting"
        with self._writing() as db:
            db.execute(
                "INSERT INTO entries (url, feed, stamp, seen, tries, state, due, code, message) "
                "VALUES (?1, ?2, '', ?3, 1, ?4, ?5, ?6, ?7) ON CONFLICT (url) DO UPDATE SET tries = tries + 1, "
                "state = ?4, due = ?5, code = ?6, message = ?7",
                (url, feed, when(now), state, again.due or 0.0, failure.code, failure.message),
            )

    def counts(self, feed: str) -> Counts:
        """Return how many pages of a feed are in which state."""
        with self._explained():
            rows = self._db.execute(
                "SELECT state, count(*) FROM entries WHERE feed = ? GROUP BY 1", (feed,)
            ).fetchall()
        return Counts(**dict(rows))

    def failures(self, feed: str, most: int = 20) -> list[tuple[str, str]]:
        """Return pages of a feed that failed or wait for another try, with the reason."""
        with self._explained():
            rows: Sequence[tuple[str, str]] = self._db.execute(
                "SELECT url, message FROM entries WHERE feed = ? AND message IS NOT NULL ORDER BY seen DESC, url LIMIT ?",
                (feed, most),
            ).fetchall()
        return list(rows)

    # ---- kept pages

    def note_page(self, fetched: Fetched, place: Place) -> int:
        """Note where a page is kept; return its number."""
        with self._writing() as db:
            cursor = db.execute(
                "INSERT INTO pages (url, at, file, offset) VALUES (?, ?, ?, ?)",
                (fetched.url, when(fetched.at.timestamp()), place.file, place.offset),
            )
            return int(cursor.lastrowid or 0)

    def note_document(self, page: int, document: str) -> None:
        """Note which document a kept page gave."""
        with self._writing() as db:
            db.execute("UPDATE pages SET document = ? WHERE number = ?", (document, page))

    def place_of(self, document: str) -> Place | None:
        """Return where the page of a document is kept, the latest; None if it is not."""
        with self._explained():
            row = self._db.execute(
                "SELECT file, offset FROM pages WHERE document = ? ORDER BY number DESC LIMIT 1", (document,)
            ).fetchone()
        return None if row is None else Place(*row)


def _note_link(db: sqlite3.Connection, feed: str, link: str, stamp: str, now: float) -> int:
    """Note one link: it waits if it is new, or if the feed says that it was changed since. 1 if it waits now."""
    cursor = db.execute(
        "INSERT INTO entries (url, feed, stamp, seen, state, due) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5) "
        "ON CONFLICT (url) DO UPDATE SET stamp = ?3, state = 'waiting', due = ?5, tries = 0 "
        "WHERE stamp <> ?3 AND ?3 <> '' AND state <> 'waiting'",
        (link, feed, stamp, when(now), now),
    )
    return cursor.rowcount


def _names(cursor: sqlite3.Cursor) -> list[str]:
    return [column[0] for column in cursor.description]
