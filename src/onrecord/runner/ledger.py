"""What a run has finished: for each shard one file, written last, by renaming.

    out/events/3f2a….parquet     a layer of a shard
    out/inputs/3f2a….parquet     its pages: read, skipped or failed, with the reason
    out/_finished/3f2a….json     that it is finished: then all its files are there, whole
    out/_running/                what is being written; nothing of it counts
    out/_running.lock            locked by the run that writes; it is always there
    out/manifest.json            the account of the run

A shard without its file in `_finished` was not read, whatever else lies there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import RunnerError
from onrecord.parquet import TABLES
from onrecord.runner.shards import Shard

INPUTS = "inputs"
FINISHED, RUNNING, LOCK, MANIFEST = "_finished", "_running", "_running.lock", "manifest.json"
FILES = (*TABLES, INPUTS)
SUFFIX = ".parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The account of a shard that was read: what its file in the ledger holds."""

    shard: Shard
    settings: str
    """A hash of version and settings: with others the shard is read again."""
    read: int = 0
    skipped: int = 0
    failed: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    """How many were skipped or failed, by the code of the reason."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows each table has."""
    bytes: Mapping[str, int] = field(default_factory=dict)
    """The size of each file."""
    first_day: str | None = None
    """The first day of publication of its documents, or null."""
    last_day: str | None = None
    """The last one."""
    undated: int = 0
    """How many of its documents have no day."""

    def holds(self, shard: Shard, settings: str) -> bool:
        """Return whether reading a shard now would write the same bytes."""
        return (self.shard.stamp, self.settings) == (shard.stamp, settings)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The folder of a run."""

    out: Path

    def file(self, table: str, shard: str) -> Path:
        """Return the file of a table of a shard."""
        return self.out / table / f"{shard}{SUFFIX}"

    def marker(self, shard: str) -> Path:
        """Return the file that says that a shard is finished."""
        return self.out / FINISHED / f"{shard}.json"

    @property
    def running(self) -> Path:
        """Return the folder of what is being written."""
        return self.out / RUNNING

    def make(self) -> None:
        """Make the folders."""
        try:
            for name in (*FILES, FINISHED, RUNNING):
                (self.out / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunnerError(
                f"{self.out} cannot be written ({error.strerror}); give another folder."
            ) from error

    def finished(self) -> Iterator[Done]:
        """Yield the accounts of the shards that are finished and whose files are there, by name."""
        for name in self.names():
            done = self.account(name)
            if done is not None:
                yield done

    def account(self, shard: str) -> Done | None:
        """Return the account of a shard that is finished and whose files are there, else None."""
        done = _account(self.marker(shard))
        if done is None or any(_size(self.file(table, shard)) != n for table, n in done.bytes.items()):
            return None
        return done

    def names(self) -> list[str]:
        """Return the names of all shards that have a marker, whole or not."""
        return sorted(marker.stem for marker in (self.out / FINISHED).glob("*.json"))

    def commit(self, done: Done, written: Path) -> Done:
        """Move the files of a shard from the folder where they were written to where they belong, the marker last."""
        name = done.shard.name
        for table in FILES:
            _settle(written / f"{table}{SUFFIX}", self.file(table, name))
        sizes = {table: self.file(table, name).stat().st_size for table in FILES}
        done = replace(done, bytes=sizes)
        write_whole(self.marker(name), msgspec.json.format(msgspec.json.encode(done)))
        return done

    def forget(self, shard: str) -> None:
        """Remove a shard, the marker first."""
        for path in (self.marker(shard), *(self.file(table, shard) for table in FILES)):
            path.unlink(missing_ok=True)

    def clean(self, kept: Iterable[str]) -> None:
        """Remove what is neither finished nor needed: files without a marker, and what a kill left half written."""
        names = set(kept)
        for table in FILES:
            for path in (self.out / table).glob(f"*{SUFFIX}"):
                if path.name.removesuffix(SUFFIX) not in names:
                    path.unlink(missing_ok=True)
        self.end()
        self.running.mkdir(exist_ok=True)

    def end(self) -> None:
        """Remove the folder of what is being written."""
        shutil.rmtree(self.running, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only run that writes here; raises `RunnerError` if another one does. A kill frees the folder."""
        with (self.out / LOCK).open("w") as file:
            _lock(file, self.out)
            yield  # the file stays: a run that has opened it could lock a removed one, beside a new one


def _lock(file: Any, out: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RunnerError(f"Another run writes to {out}; wait for it, or give another folder.") from None
    except OSError:  # a file system without locks
        return


def _account(marker: Path) -> Done | None:
    """Return the account in a marker; None if it is damaged: then the shard is read again."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(marker.read_bytes(), type=Done)
    return None


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _settle(source: Path, target: Path) -> None:
    """Move a file that is written to its place, once its bytes are on the disk."""
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.replace(target)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
