"""Read the bytes of files, folders and standard input, or return the reason why they cannot be read.

A folder stands for all its files, at any depth, in sorted order; hidden files, what is no regular file, and the pictures,
styles, scripts, fonts, sounds and films of saved pages are skipped. A gzip file is read as what it holds. Pictures, archives
and other binaries, and texts of formats that are not read (RTF, mail), are recognised by their first bytes. What is in a
store of objects (s3://, gs:// ...) is read by remote.py.
"""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import shutil
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Literal, TextIO, cast

from onrecord.addresses import WEB
from onrecord.lexicon.forms import counted
from onrecord.pages import remote
from onrecord.types import Note, Page

STDIN = "-"
REMOTE = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
UNREADABLE = (OSError, ValueError, EOFError, zlib.error)  # of a file, and of one that gzip cannot unpack
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)  # what gzip says of a file that is cut or has other bytes
MAX_BYTES = 64 * 1024 * 1024  # of one page: a bound on memory (document/make.py cuts text much earlier)
PEEK_BYTES = 64 * 1024  # enough to recognise any kind of input
CHUNK_BYTES = 64 * 1024
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
FORMATS = (  # texts that are no report: they are not read as one
    (re.compile(rb"\s*\{\\rtf\d"), "an RTF document"),
    (re.compile(rb"WARC/\d"), "a web archive (WARC)"),
    (re.compile(rb"%!PS-"), "a PostScript file"),
    (
        re.compile(
            rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL
        ),
        "a feed",
    ),
    (
        re.compile(
            rb"(?:From \S+ .{10,40}\r?\n)?(?:[A-Z][A-Za-z-]{1,40}: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}?(?:MIME-Version|Message-I[dD]|Received): "
        ),
        "a mail",
    ),
)
GZIP = b"\x1f\x8b"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
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
    if is_remote(target):
        yield from remote.expand(target, PARTS_OF_PAGES)
        return
    if target == STDIN or not _is(target, Path.is_dir):
        yield target
        return
    yield from (path for path in _files(target) if not _is_part_of_page(path))


def no_files(target: str) -> Note:
    """Return the note on a folder without files that can be reports."""
    message = f"{target} is a folder without reports; a folder with text, HTML or JSONL files was expected."
    return Note(code="empty", message=message)


def skipped(targets: Sequence[str]) -> Iterator[str]:
    """Yield a message on the files of each folder that `expand` skips, if there are any."""
    for target in targets:
        if target != STDIN and _is(target, Path.is_dir):
            suffixes = Counter(Path(path).suffix.lower() for path in _files(target) if _is_part_of_page(path))
            if suffixes:
                kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(suffixes.items()))
                files = counted(suffixes.total(), "file")
                are = "is" if suffixes.total() == 1 else "are"
                yield f"{target}: {files} beside the reports {are} not read ({kinds})."


def _is_part_of_page(path: str) -> bool:
    return Path(path).suffix.lower() in PARTS_OF_PAGES


def _files(target: str) -> Iterator[str]:
    """Yield all files of a folder that are not hidden, sorted; then the folders in it that cannot be looked into."""
    shut: list[OSError] = []
    for folder, folders, names in os.walk(target, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            # whoever opens a pipe or a socket waits for ever
            if not name.startswith(".") and _is(path, Path.is_file):
                yield str(path)
    yield from (str(error.filename) for error in shut)


def _is(target: str | Path, what: Callable[[Path], bool]) -> bool:
    """Whether a path is a folder, or a file; one that is too long for the system is neither."""
    try:
        return what(Path(target))
    except OSError:  # opening it says why
        return False


@contextmanager
def opened(target: str) -> Iterator[io.BufferedIOBase]:
    """Open a file, or standard input; what is compressed with gzip is read as what it holds."""
    if target == STDIN:
        yield _unpacked(_stdin())
        return
    with _opened(target) as file:
        yield _unpacked(file)


def _opened(target: str) -> AbstractContextManager[io.BufferedReader]:
    """Open a file of this machine or of a store of objects."""
    return remote.opened(target) if is_remote(target) else Path(target).open("rb")


def is_remote(target: str) -> bool:
    """Return whether a target is in a store of objects (s3://, gs:// ...); what is on the web is none."""
    return REMOTE.match(target) is not None and not target.lower().startswith(WEB)


@contextmanager
def opened_packed(target: str) -> Iterator[io.BufferedIOBase]:
    """Open a file as it lies there, so that any place in it can be gone to; standard input is written to a file before."""
    if target != STDIN:
        with _opened(target) as file:
            yield file
        return
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(_stdin(), file)
        file.seek(0)
        yield cast("io.BufferedIOBase", file)


def _stdin() -> io.BufferedReader:
    """Return standard input as a stream that can be looked into without consuming it."""
    stream = sys.stdin.buffer
    return (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )


def _unpacked(stream: io.BufferedReader) -> io.BufferedIOBase:
    return gzip.GzipFile(fileobj=stream) if stream.peek(2).startswith(GZIP) else stream


def name_of(target: str) -> str:
    """Return the name of a target that tells what it is: without ".gz", in small letters."""
    return target.lower().removesuffix(".gz")


def peek(target: str) -> bytes:
    """Return the first bytes of a file or of stdin without consuming them; none if it cannot be opened."""
    if target == STDIN:
        head = _stdin().peek(PEEK_BYTES)[:PEEK_BYTES]
        return _inflated(head) if head.startswith(GZIP) else head
    return _read(target, PEEK_BYTES)[0]


def _inflated(head: bytes) -> bytes:
    """Return what the first bytes of a gzip file hold."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, PEEK_BYTES)
    except zlib.error:
        return b""


def read_file(target: str, kind: Literal["plain", "html", "export"], *, clean: bool) -> Iterator[Page]:
    """Yield one file as a page, or a page with a problem if it cannot be read.

    Of a damaged gzip file, what came before the damage is a page, and the rest one with a problem.
    """
    content, damage = read_content(target)
    problem = damage if damage and not content else find_problem(content, target)
    if problem is None and clean:
        problem = find_format(content, target)
    if problem is not None:
        yield Page(target=target, problem=problem)
        return
    notes = () if damage is None else (Note(code="cut", message=damage.message),)
    yield Page(target=target, content=content, kind=kind, clean=clean, notes=notes)
    if damage is not None:
        yield Page(target=target, problem=damage)


def read_content(target: str) -> tuple[bytes, Note | None]:
    """Return the bytes of a file or of stdin, and a note on the reason why there are none, or no more."""
    content, error = _read(target, MAX_BYTES + 1)
    if error is not None:
        return content, unreadable(target, error)
    if len(content) > MAX_BYTES:
        message = (
            f"{target} has more than {MAX_BYTES // 1024**2} MiB, the most that one page may have; "
            "split it into one file a report, or give it as JSONL."
        )
        return b"", Note(code="too-large", message=message)
    return content, None


def _read(target: str, most: int) -> tuple[bytes, Exception | None]:
    """Return the bytes of an input, `most` of them at most, and the error that ended them early."""
    parts, size = [], 0
    try:
        with opened(target) as file:
            # not read(), which loses what it has when a gzip file ends early
            while size < most and (part := file.read1(min(CHUNK_BYTES, most - size))):
                parts.append(part)
                size += len(part)
    except UNREADABLE as error:
        return b"".join(parts), error
    return b"".join(parts), None


def text_parts(target: str) -> Iterator[str]:
    """Yield the text of a file, or of standard input, part by part; raises one of `UNREADABLE` where it ends early."""
    with opened(target) as stream:
        first = stream.read1(CHUNK_BYTES)
        encoding, errors = _encoding(first)
        decoder = codecs.getincrementaldecoder(encoding)(errors)
        yield decoder.decode(first)
        while part := stream.read1(CHUNK_BYTES):
            yield decoder.decode(part)
        yield decoder.decode(b"", True)


@contextmanager
def opened_text(target: str) -> Iterator[TextIO]:
    """Open a file, or standard input, as text whose line ends are as they are."""
    with opened(target) as stream:
        encoding, errors = _encoding(cast("io.BufferedReader", stream).peek(2)[:2])
        text = io.TextIOWrapper(cast("IO[bytes]", stream), encoding, errors, newline="")
        try:
            yield text
        finally:
            text.detach()  # or standard input would be closed with it


def _encoding(head: bytes) -> tuple[str, str]:
    """Return the encoding of a text, and what becomes of other bytes: halves of surrogate pairs, one each."""
    return ("utf-16", "replace") if head.startswith(UTF16_MARKS) else ("utf-8-sig", "surrogateescape")


def lines_of(stream: io.BufferedIOBase) -> Iterator[bytes | None]:
    """Yield the lines of a stream, with their ends; None for one that is longer than a page may be."""
    while line := stream.readline(MAX_BYTES):
        if len(line) < MAX_BYTES:
            yield line
            continue
        while len(stream.readline(CHUNK_BYTES)) == CHUNK_BYTES:
            pass
        yield None


def unreadable(target: str, error: Exception) -> Note:
    """Return the note on a target that cannot be opened."""
    if target.lower().startswith(WEB):
        message = (
            f"{target} is an address, and addresses are not fetched here; save the page and give its file."
        )
        return Note(code="missing", message=message)
    if isinstance(error, FileNotFoundError):
        message = (
            f"{target} does not exist; a file, a folder or - for standard input was expected. Check the path."
        )
        return Note(code="missing", message=message)
    if isinstance(error, DAMAGED):
        message = f"{target} is damaged ({error}): what comes before that was read, and nothing behind it."
        return Note(code="damaged", message=message)
    reason = getattr(error, "strerror", None) or str(error)
    return Note(
        code="unreadable", message=f"{target} cannot be read ({reason}); check its permissions and path."
    )


def find_problem(content: bytes, target: str) -> Note | None:
    """Return the problem with `content` if it is empty or not text, else None."""
    if not content.removeprefix(BYTE_ORDER_MARK).strip():
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


def find_format(content: bytes, target: str) -> Note | None:
    """Return the problem with a text that is in a format which is not read as prose, else None."""
    head = content[:SNIFF_BYTES].removeprefix(BYTE_ORDER_MARK)
    found = next((name for pattern, name in FORMATS if pattern.match(head)), None)
    if found is None:
        return None
    message = f"{target} is {found}, which is not read; give its reports as text, HTML or JSONL (with --input plain it is read as it stands)."
    return Note(code="format", message=message)


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
