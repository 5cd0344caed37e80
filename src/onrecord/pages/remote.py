"""Files in stores of objects (s3://, gs://, az://, hdfs:// ...), by fsspec: the extra 'remote'.

fsspec brings no store itself: s3:// needs s3fs beside it, gs:// gcsfs, az:// adlfs. Each has its own exceptions, which
become an `OSError` here, with what they say.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, cast


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
    except Exception:  # noqa: BLE001 - opening it says why
        yield target
        return
    for name in names:
        is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
        if not is_hidden and PurePosixPath(name).suffix.lower() not in parts_of_pages:
            yield str(system.unstrip_protocol(name))


@contextmanager
def opened(target: str) -> Iterator[io.BufferedReader]:
    """Open a file for reading; raises `OSError` that says why it cannot be, and what to install."""
    try:
        system, path = _system(target)
        file = system.open(path, "rb")
    except FileNotFoundError:
        raise
    except ImportError as error:
        raise OSError(str(error)) from None
    except Exception as error:  # noqa: BLE001 - of libraries that each have their own
        raise OSError(f"{type(error).__name__}: {str(error)[:200]}") from None
    with file, io.BufferedReader(cast("io.RawIOBase", file)) as stream:
        yield cast("io.BufferedReader", stream)


def _system(target: str) -> tuple[Any, str]:
    """Return the store of a target, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise ImportError(
            "it needs fsspec, which is not installed; 'pip install onrecord[remote]' installs it"
        ) from None
    system, path = url_to_fs(target)
    return system, str(path)
