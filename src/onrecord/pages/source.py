"""Read the bytes of files, folders and standard input, or return the reason why they cannot be read.

A folder stands for all its files, at any depth, in sorted order; hidden files, and the pictures, styles, scripts, fonts,
sounds and films of saved pages are skipped. Pictures, archives and other binaries are recognised by their first bytes.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, cast

from onrecord.lexicon.forms import counted
from onrecord.types import Note, Page

STDIN = "-"
MAX_BYTES = 64 * 1024 * 1024  # of one page: a bound on memory (document/make.py cuts text much earlier)
PEEK_BYTES = 64 * 1024  # enough to recognise any kind of input
SNIFF_BYTES = 2048
MAX_CONTROL_SHARE = 0.03  # of a text's first bytes: .1 in random bytes, less than .03 in damaged text

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CONTROL_BYTES = bytes({*range(0x09), *range(0x0E, 0x20)} - {0x1B})  # ESC begins ISO-2022-JP
MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
PARTS_OF_PAGES = frozenset(  # endings of the files that a browser saves beside a page: no reports
    {
        *(".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
        *(".css", ".less", ".scss", ".js", ".map", ".mjs", ".ts"),
        *(".eot", ".otf", ".ttf", ".woff", ".woff2"),
        *(".avi", ".m4a", ".mov", ".mp3", ".mp4", ".ogg", ".wav", ".webm"),
    }
)


def expand(target: str) -> Iterator[str]:
    """Yield the files that `target` stands for: itself, or all files of a folder that can be reports, sorted."""
    if target == STDIN or not Path(target).is_dir():
        yield target
        return
    yield from (path for path in _files(target) if not _is_part_of_page(path))


def skipped(targets: Sequence[str]) -> Iterator[str]:
    """Yield a message on the files of each folder that `expand` skips, if there are any."""
    for target in targets:
        if target != STDIN and Path(target).is_dir():
            suffixes = Counter(Path(path).suffix.lower() for path in _files(target) if _is_part_of_page(path))
            if suffixes:
                kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(suffixes.items()))
                files = counted(suffixes.total(), "file")
                are = "is" if suffixes.total() == 1 else "are"
                yield f"{target}: {files} beside the reports {are} not read ({kinds})."


def _is_part_of_page(path: str) -> bool:
    return Path(path).suffix.lower() in PARTS_OF_PAGES


def _files(target: str) -> Iterator[str]:
    """Yield all files of a folder that are not hidden, sorted."""
    for folder, folders, names in os.walk(target):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(folder) / name)


def peek(target: str) -> bytes:
    """Return the first bytes of a file or of stdin without consuming them; none if it cannot be opened."""
    if target == STDIN:
        stream = cast("io.BufferedReader", sys.stdin.buffer)
        return stream.peek(PEEK_BYTES)[:PEEK_BYTES]
    try:
        with Path(target).open("rb") as file:
            return file.read(PEEK_BYTES)
    except (OSError, ValueError):
        return b""


def read_page(target: str, kind: Literal["plain", "html"], *, clean: bool) -> Page:
    """Return one file as a page, or a page with a problem if it cannot be read."""
    content = read_content(target)
    if isinstance(content, Note):
        return Page(target=target, problem=content)
    problem = find_problem(content, target)
    if problem:
        return Page(target=target, problem=problem)
    return Page(target=target, content=content, kind=kind, clean=clean)


def read_content(target: str) -> bytes | Note:
    """Return the bytes of a file or of stdin, or a note on the reason why there are none."""
    try:
        if target == STDIN:
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(target).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        return unreadable(target, error)
    if len(content) > MAX_BYTES:
        message = (
            f"{target} has more than {MAX_BYTES // 1024**2} MiB, the most that one page may have; "
            "split it into one file a report, or give it as JSONL."
        )
        return Note(code="too-large", message=message)
    return content


def unreadable(target: str, error: OSError | ValueError) -> Note:
    """Return the note on a target that cannot be opened."""
    if "://" in target:
        message = (
            f"{target} is an address, and addresses are not fetched here; save the page and give its file."
        )
        return Note(code="missing", message=message)
    if isinstance(error, FileNotFoundError):
        message = (
            f"{target} does not exist; a file, a folder or - for standard input was expected. Check the path."
        )
        return Note(code="missing", message=message)
    reason = getattr(error, "strerror", None) or str(error)
    return Note(
        code="unreadable", message=f"{target} cannot be read ({reason}); check its permissions and path."
    )


def find_problem(content: bytes, target: str) -> Note | None:
    """Return the problem with `content` if it is empty or not text, else None."""
    if not content.strip():
        return Note(
            code="empty", message=f"{target} is empty; a report of at least one sentence was expected."
        )
    found = next((name for magic, name in MAGIC if content.startswith(magic)), None)
    if content.startswith(b"RIFF") and content[8:12] not in (b"WEBP", b"WAVE", b"AVI "):
        found = None
    if found is None and not _is_text(content):
        found = "a binary file"
    if found is None:
        return None
    message = (
        f"{target} is {found}, whatever its name says; text or HTML was expected. Convert it to text first."
    )
    return Note(code="binary", message=message)


def _is_text(content: bytes) -> bool:
    head = content[:SNIFF_BYTES]
    if head.startswith(UTF16_MARKS):
        return _is_utf16(head)
    controls = len(head) - len(head.translate(None, CONTROL_BYTES))
    return controls <= MAX_CONTROL_SHARE * len(head)


def _is_utf16(head: bytes) -> bool:
    """Whether bytes decode as UTF-16: by chance they hardly ever do, since half of a pair must not stand alone."""
    pairs = head[: len(head) // 4 * 4]
    try:
        text = pairs.decode("utf-16")
    except UnicodeDecodeError as error:
        text = pairs[: error.start].decode("utf-16", "ignore") if error.end >= len(pairs) else ""
    return bool(text)
