"""Fetched pages, kept as they came: WARC 1.1, a gzip member a record (ISO 28500), written by warcio.

A store `news.db` has its pages in `news.pages/`. A file there is begun by one process and never added to by another; each
record is on disk before anything refers to it. What is cut off by a kill is the last record, and costs itself.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from onrecord import __version__
from onrecord.collect.types import Fetched

MOST_BYTES = 1_000_000_000  # of a file: what ISO 28500 recommends
NOT_KEPT = ("transfer-encoding", "content-length", "connection", "keep-alive", "set-cookie")
LOCK = ".lock"


def pages_folder(store: str | Path) -> Path:
    """Return the folder of the pages of a store: news.pages beside news.db."""
    path = Path(store)
    return path.with_name(f"{path.stem}.pages")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is kept: a file of the folder, and the byte at which its record begins."""

    file: str
    offset: int


class Archive:
    """Web archives in a folder, or one file; begun when there is a page to keep."""

    def __init__(self, folder: Path, file: str | None = None) -> None:
        self._folder, self._name = folder, file
        self._out: BinaryIO | None = None
        self._writer: Any = None
        self.kept = 0

    def keep(self, fetched: Fetched) -> Place:
        """Write a page, and return where it is when it is on disk."""
        out = self._out
        if out is None or (self._name is None and out.tell() > MOST_BYTES):
            self.close()
            out = self._begin()
        place = Place(Path(out.name).name, out.tell())
        self._write(self._record(fetched), out)
        self.kept += 1
        return place

    def _begin(self) -> BinaryIO:
        from warcio.warcwriter import WARCWriter

        self._folder.mkdir(parents=True, exist_ok=True)
        self._out = out = self._opened()
        self._writer = WARCWriter(out, gzip=True, warc_version="1.1")
        if not out.tell():
            info = {"software": f"onrecord/{__version__}", "format": "WARC File Format 1.1"}
            self._write(self._writer.create_warcinfo_record(Path(out.name).name, info), out)
        return out

    def _opened(self) -> BinaryIO:
        if self._name is not None:
            return (self._folder / self._name).open("ab")
        now = datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 0
        while True:
            try:
                return (self._folder / f"{now}-{os.getpid()}-{number:03}.warc.gz").open("xb")
            except FileExistsError:
                number += 1

    def _record(self, fetched: Fetched) -> Any:
        from warcio.statusandheaders import StatusAndHeaders

        headers = [(_ascii(name), value) for name, value in fetched.headers if name.lower() not in NOT_KEPT]
        headers.append(("Content-Length", str(len(fetched.raw))))
        status = f"{fetched.status} {_ascii(fetched.reason)}".rstrip()
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        return self._writer.create_warc_record(
            fetched.url,
            "response",
            payload=io.BytesIO(fetched.raw),
            http_headers=http,
            warc_headers_dict={"WARC-Date": fetched.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")},
        )

    def _write(self, record: Any, out: BinaryIO) -> None:
        self._writer.write_record(record)
        out.flush()
        os.fsync(out.fileno())

    def close(self) -> None:
        """Close the file that is open."""
        if self._out is not None:
            self._out.close()
        self._out = self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _ascii(text: str) -> str:
    """Return a status in words, or the name of a header, with ? for what HTTP does not have: of values, warcio makes %XX."""
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in text)


@contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder; yield whether this process got it. The system releases the lock when the process dies."""
    try:
        import fcntl
    except ImportError:  # Windows: there is no lock
        yield True
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
