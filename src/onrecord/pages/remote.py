"""Files in stores of objects (s3://, gs://, az://, hdfs:// ...), by fsspec: the extra 'remote'.

fsspec brings no store itself: s3:// needs s3fs beside it, gs:// gcsfs, az:// adlfs. Each lets through the exceptions of the
libraries that it is built on, and these have no base of their own: botocore's (no credentials, no endpoint), aiohttp's, those
of google.auth and azure.core. Which of them are installed is not known here, so that none can be named: whatever a
store raises becomes an `OSError`, with what it says.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, cast

from onrecord.errors import installed_by


def expand(target: str, parts_of_pages: Collection[str]) -> Iterator[str]:
    """Yield the files that a target stands for: itself, those of a folder at any depth, or of a pattern with *; sorted."""
    try:
        system, path = _system(target)
        if any(sign in path for sign in "*?["):
            found = system.glob(path)
        elif system.isdir(path):
            found = system.find(path)
        else:
            yield target
            return
        names = sorted(str(name) for name in found)
    except Exception:  # noqa: BLE001 - of any library; opening it says why
        yield target
        return
    for name in names:
        is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        if not is_hidden and PurePosixPath(name).suffix.lower() not in parts_of_pages:
            yield str(system.unstrip_protocol(name))


# what stores call that which is another one when a file is written anew: a hash of it, else the time of its last change
MARKS = ("ETag", "etag", "LastModified", "last_modified", "mtime", "modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class State:
    """What a store says of a file without opening it."""

    size: int
    mark: str
    """A hash, or the time of its last change; empty if the store has neither."""


def state(target: str) -> State | None:
    """Return the state of a file; None if the store does not say: opening it says why."""
    try:
        system, path = _system(target)
        told = system.info(path)
        mark = next((told[name] for name in MARKS if told.get(name)), "")
        return State(int(told.get("size") or 0), str(mark))
    except Exception:  # noqa: BLE001 - of any library
        return None


@contextmanager
def opened(target: str) -> Iterator[io.BufferedReader]:
    """Open a file for reading; raises `OSError` that says why it cannot be, and what to install."""
    with _as_os_errors():
        system, path = _system(target)
        file = system.open(path, "rb")
    with file, io.BufferedReader(_File(file)) as stream:
        yield cast("io.BufferedReader", stream)


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Raise what a store raises as `OSError`."""
    try:
        yield
    except OSError:
        raise
    except ImportError as error:
        raise OSError(str(error)) from None
    except Exception as error:  # noqa: BLE001 - of any library
        raise OSError(f"{type(error).__name__}: {str(error)[:200]}") from None


class _File(io.RawIOBase):
    """A file in a store, which may fail at any read."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with _as_os_errors():
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        with _as_os_errors():
            part = self._file.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def _system(target: str) -> tuple[Any, str]:
    """Return the store of a target, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ImportError(f"it needs fsspec, which is not installed; {installed_by('remote')}") from None
    system, path = url_to_fs(target)
    return system, str(path)
