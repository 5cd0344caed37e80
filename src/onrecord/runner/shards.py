"""Cut inputs into shards: a shard is some small files, a range of pages of a large one, or one page of every so many.

The same inputs make the same shards, whoever reads them, with names that do not depend on the other shards. What an input was
like when it was cut (size, and time of change or the hash that a store of objects gives) is the `stamp`: with another one the
shard is read again.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from onrecord.errors import InputError
from onrecord.lexicon.columns import BY_NAME, Columns
from onrecord.pages import AUTO, count_pages, pages, remote
from onrecord.pages.source import REMOTE, STDIN, expand, is_remote
from onrecord.types import Page

PAGES = 1000  # of a shard: some minutes of one core, which is what a killed process can lose
DEALT_BYTES = 32 * 1024**2  # of a packed file a shard: in a web archive some 1,000 pages
SKETCH_BYTES = 8  # bytes of a name: two of a million shards share one with a probability of 1 in 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """What is read as one task: all pages of some files, or of one file those from `first` on, before `last`, each `step`-th."""

    name: str
    """A hash of the paths and the range: the name of its files."""
    inputs: tuple[str, ...]
    """Paths, in the order given."""
    first: int = 0
    """The number of its first page."""
    last: int | None = None
    """The number of the page behind its last one, or null: to the end."""
    step: int = 1
    """Of how many pages it has one: a large file whose pages cannot be counted is dealt out to several shards."""
    pages: int | None = None
    """How many pages it has, if that could be told."""
    stamp: str = ""
    """A hash of what its inputs were like: size, and time of change or the hash that their store gives."""
    folder: str | None = None
    """The folder from which relative paths are read; null if all are absolute."""

    def places(self) -> Iterator[str]:
        """Yield where its inputs lie."""
        return (place_of(path, self.folder or "") for path in self.inputs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How inputs are read and cut."""

    kind: str = AUTO
    columns: Columns = BY_NAME
    size: int = PAGES


def shards_of(targets: Sequence[str], cut: Cut = Cut()) -> Iterator[Shard]:
    """Yield the shards of files and folders; raises `InputError` for standard input, which cannot be read again."""
    if STDIN in targets:
        raise InputError("Standard input cannot be cut into shards and read again; give files or folders.")
    waiting: list[tuple[str, int]] = []
    for path in _distinct(chain.from_iterable(expand(t) for t in targets)):
        number = count_pages([path], cut.kind, cut.columns)
        if number is None or number > cut.size:
            yield from _flushed(waiting)
            yield from _dealt(path) if number is None else _ranges(path, number, cut.size)
            continue
        if sum(n for _, n in waiting) + number > cut.size:
            yield from _flushed(waiting)
        waiting.append((path, number))
    yield from _flushed(waiting)


def place_of(path: str, folder: str = "") -> str:
    """Return where an input lies, however it is written; `folder` is that of relative paths, by default the current one.

    Links are not followed: an input that lies in two folders is two.

    >>> place_of("./a.txt", "/data") == place_of("a.txt", "/data") == place_of("/data/a.txt")
    True
    >>> place_of("s3://news/a.txt", "/data")
    's3://news/a.txt'
    """
    if REMOTE.match(path):
        return path
    return os.path.abspath(os.path.join(folder, path))  # noqa: PTH100, PTH118 - Path.absolute keeps ".."


def _distinct(paths: Iterable[str]) -> Iterator[str]:
    """Yield each input once, as it is written first."""
    seen: set[str] = set()
    for path in paths:
        place = place_of(path)
        if place not in seen:
            seen.add(place)
            yield path


def _flushed(waiting: list[tuple[str, int]]) -> Iterator[Shard]:
    if waiting:
        yield _shard(tuple(path for path, _ in waiting), pages=sum(n for _, n in waiting))
        waiting.clear()


def _ranges(path: str, number: int, size: int) -> Iterator[Shard]:
    """Yield the ranges of a file; the last one is open, since some kinds of files give a rough count."""
    firsts = range(0, number, size)
    for first in firsts:
        is_last = first == firsts[-1]
        last = None if is_last else first + size
        yield _shard((path,), first, last, number - first if is_last else size)


def _dealt(path: str) -> Iterator[Shard]:
    """Yield the shards of a file whose pages cannot be counted: each reads every n-th page and skips the others."""
    step = max(1, _size(path) // DEALT_BYTES)
    for first in range(step):
        yield _shard((path,), first, step=step)


def _shard(
    inputs: tuple[str, ...], first: int = 0, last: int | None = None, pages: int | None = None, step: int = 1
) -> Shard:
    name = _sketch((*inputs, str(first), str(last), str(step)))
    stamp = _sketch(map(_state, inputs))
    is_relative = any(not Path(path).is_absolute() and not REMOTE.match(path) for path in inputs)
    folder = str(Path.cwd()) if is_relative else None
    return Shard(
        name=name, inputs=inputs, first=first, last=last, step=step, pages=pages, stamp=stamp, folder=folder
    )


def _size(path: str) -> int:
    """Return the bytes of a file; none of what is no file."""
    if is_remote(path):
        told = remote.state(path)
        return told.size if told is not None else 0
    found = _stat(path)
    return found.st_size if found is not None and stat.S_ISREG(found.st_mode) else 0


def _state(path: str) -> str:
    """Return what is another one when a file has changed."""
    if is_remote(path):
        told = remote.state(path)
        return "absent" if told is None else f"{told.size} {told.mark}"
    found = _stat(path)
    return "absent" if found is None else f"{found.st_size} {found.st_mtime_ns}"


def _stat(path: str) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except (OSError, ValueError):  # not there, a name too long, or with a NUL
        return None


def _sketch(parts: Iterable[str]) -> str:
    told = "\x1f".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(told, digest_size=SKETCH_BYTES).hexdigest()


def pages_of(shard: Shard, cut: Cut) -> Iterator[Page]:
    """Yield the pages of a shard."""
    return islice(pages(shard.inputs, cut.kind, cut.columns), shard.first, shard.last, shard.step)
