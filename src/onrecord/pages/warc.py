"""Pages from web archives: WARC and WET, also compressed. ISO 28500; records are parsed by warcio.

A page is a record of type `response` with status 200 (or `resource`) that holds HTML or plain text, or one of type
`conversion` (WET). The target is the archive and the number of the record. Broken records are passed over, and a page with
a problem at the end says how many there are, and where.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from onrecord.lexicon.columns import Columns
from onrecord.lexicon.forms import counted
from onrecord.pages.coding import CodingError, decoded
from onrecord.pages.html import START
from onrecord.pages.kind import Kind
from onrecord.pages.members import GZIP, Gap, Member, members
from onrecord.pages.needs import missing
from onrecord.pages.source import (
    MAX_BYTES,
    STDIN,
    UNREADABLE,
    find_problem,
    name_of,
    opened_packed,
    unreadable,
)
from onrecord.types import Note, Page

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc", ".wet")
VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]*\r?\n?\Z")
MAX_LINE = 64 * 1024  # bytes of one line of a header
MAX_HEAD = 256 * 1024  # bytes of a header: those of the web have some thousand
MAX_BLOCK = MAX_BYTES + MAX_HEAD  # of a record: what is longer is no page that is read
NEXT_RECORD = re.compile(rb"\r?\n\r?\nWARC/1\.\d\r?\n")
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(r"\d{3}\b")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
HTML_TYPES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
TEXT_TYPES = ("text/plain",)
UNSTATED = ("", "application/octet-stream", "application/unknown", "unk", "text/plain")
MOST_TOLD = 3  # broken records whose place is told


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read: where it begins in the unpacked bytes of its member, or in the file, and why."""

    at: int
    why: str


@dataclass(slots=True)
class _Tally:
    """What an archive held beside its pages."""

    records: int = 0
    pages: int = 0
    broken: list[Broken] = field(default_factory=list)


def pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield the pages of an archive, and at the end a page with a problem if records of it are broken."""
    if (lacking := missing(target, "warcio", "collect")) is not None:
        yield Page(target=target, problem=lacking)
        return
    name, tally = "standard input" if target == STDIN else target, _Tally()
    try:
        with opened_packed(target) as file:
            for found in records(file):
                if isinstance(found, Broken):
                    tally.broken.append(found)
                    continue
                tally.records += 1
                page = _page(found, name, tally)
                if page is not None:
                    tally.pages += 1
                    yield page
    except UNREADABLE as error:
        yield Page(target=target, problem=unreadable(target, error))
        return
    yield from _account(name, tally)


def record_at(path: str, offset: int) -> ArcWarcRecord | None:
    """Return the record that begins at a byte of an archive; None if there is none."""
    with opened_packed(path) as file:
        file.seek(offset)
        stream: io.BufferedIOBase = file
        if file.read(len(GZIP)) == GZIP:
            stream = io.BufferedReader(Member(file, offset))
        else:
            file.seek(offset)
        found = next(_records(_Stream(stream), offset), None)
    return None if isinstance(found, Broken) else found


def _account(name: str, tally: _Tally) -> Iterator[Page]:
    """Yield a page with a problem if records are broken, or if there is no page at all."""
    if tally.broken:
        told = "; ".join(f"at byte {broken.at:,}: {broken.why}" for broken in tally.broken[:MOST_TOLD])
        more = "; ..." if len(tally.broken) > MOST_TOLD else ""
        found = counted(len(tally.broken), "broken record")
        message = f"{name}: {found} passed over ({told}{more}); {counted(tally.records, 'record')} read."
        yield Page(target=name, problem=Note(code="damaged", message=message))
    elif not tally.pages:
        message = f"{name} has {counted(tally.records, 'record')} and no page: HTML or text of status 200 was expected."
        yield Page(target=name, problem=Note(code="empty", message=message))


# ---- records -----------------------------------------------------------------------------


def records(file: io.BufferedIOBase) -> Iterator[ArcWarcRecord | Broken]:
    """Yield the records of an archive that can seek, in order, each with its whole block in memory."""
    head = file.read(len(GZIP))
    file.seek(0)
    if head != GZIP:
        yield from _records(_Stream(file), 0)
        return
    for member in members(file, lambda first: first.startswith(b"WARC/")):
        if isinstance(member, Gap):
            yield Broken(member.start, member.why)
            continue
        for found in _records(_Stream(io.BufferedReader(member)), member.start):
            if isinstance(found, Broken) and member.damage is not None:
                break  # the gap that follows says so
            yield found
        _drained(member)


def _drained(member: Member) -> None:
    """Read a member to its end, so that it knows where the next one begins."""
    while member.read(MAX_LINE):
        pass


class _Stream:
    """Bytes that are read in order, some of which can be given back; knows where it is."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream, self._front, self.at = stream, io.BytesIO(), 0

    def readline(self) -> bytes:
        """Return the next line, or as much of it as a line may have."""
        line = self._front.readline(MAX_LINE)
        if not line.endswith(b"\n") and len(line) < MAX_LINE:
            line += self._stream.readline(MAX_LINE - len(line))
        self.at += len(line)
        return line

    def read(self, size: int) -> bytes:
        """Return so many bytes, or all that are left."""
        content = self._front.read(size)
        content += self._stream.read(size - len(content))
        self.at += len(content)
        return content

    def give_back(self, content: bytes) -> None:
        """Make these bytes the next ones."""
        self._front = io.BytesIO(content + self._front.read())
        self.at -= len(content)


def _records(stream: _Stream, start: int) -> Iterator[ArcWarcRecord | Broken]:
    """Yield the records of unpacked bytes; `start` is where these begin in the file."""
    lost: int | None = None  # where bytes began that belong to no record
    while line := stream.readline():
        at = start + stream.at - len(line)
        if not VERSION.match(line):
            if line.strip() and lost is None:
                lost = at
            continue
        if lost is not None:
            yield Broken(lost, "bytes that belong to no record")
            lost = None
        try:
            yield _record(line, stream)
        except _RecordError as error:
            yield Broken(at, str(error))
            lost = None
    if lost is not None:
        yield Broken(lost, "bytes that belong to no record")


class _RecordError(ValueError):
    """A record that cannot be read, and why."""


def _record(line: bytes, stream: _Stream) -> ArcWarcRecord:
    """Return the record that begins with a line; raises `_RecordError`, and then the stream is where to look on."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    head = _head(line, stream)
    length = _length(head)
    block = stream.read(length)
    inner = NEXT_RECORD.search(block) if len(block) < length or not _is_at_end(stream) else None
    if inner is not None:  # the length is wrong: the next record begins inside
        stream.give_back(block[inner.start() :])
        raise _RecordError("its Content-Length reaches into the next record")
    if len(block) < length:
        raise _RecordError(f"it ends early: {len(block):,} bytes of {length:,}")
    if _says_http(head) and len(block) > MAX_HEAD and not END_OF_HEAD.search(block, 0, MAX_HEAD):
        raise _RecordError(f"its HTTP header does not end within {MAX_HEAD // 1024} KiB")
    try:
        loaded = ArcWarcRecordLoader(arc2warc=False).parse_record_stream(
            io.BytesIO(head + block), known_format="warc"
        )
    except (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        EOFError,
        ValueError,
        AttributeError,
    ) as error:
        raise _RecordError(f"its header cannot be read ({type(error).__name__})") from None
    if loaded.rec_type is None:
        raise _RecordError("it has no WARC-Type")
    if (
        loaded.rec_type == "response"
        and loaded.http_headers
        and not STATUS.match(loaded.http_headers.statusline)
    ):
        raise _RecordError("its HTTP status is no number")
    return cast("ArcWarcRecord", loaded)


def _says_http(head: bytes) -> bool:
    return b"application/http" in head.lower()


def _head(line: bytes, stream: _Stream) -> bytes:
    """Return the lines of a header, up to the blank one."""
    lines, size = [line], len(line)
    while line := stream.readline():
        lines.append(line)
        size += len(line)
        if not line.strip():
            return b"".join(lines)
        if VERSION.match(line):
            stream.give_back(line)
            raise _RecordError("another record begins in its header")
        if size > MAX_HEAD:
            raise _RecordError(f"its header has more than {MAX_HEAD // 1024} KiB")
    raise _RecordError("it ends in its header")


def _length(head: bytes) -> int:
    found = re.search(rb"(?im)^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", head)
    if found is None:
        raise _RecordError("it has no Content-Length")
    length = int(found[1])
    if length > MAX_BLOCK:
        raise _RecordError(f"it has {length:,} bytes, more than the {MAX_BLOCK:,} that are read")
    return length


def _is_at_end(stream: _Stream) -> bool:
    """Whether a record ends here: two line ends, then another record or nothing."""
    first, second = stream.readline(), stream.readline()
    following = stream.readline() if not first.strip() and not second.strip() else b"?"
    stream.give_back(first + second + (following if following != b"?" else b""))
    return not following or VERSION.match(following) is not None


# ---- a record as a page ------------------------------------------------------------------


def _page(record: ArcWarcRecord, name: str, tally: _Tally) -> Page | None:
    """Return the page of a record, None if it holds none."""
    kind_of = {"response": _of_response, "resource": _of_resource, "conversion": _of_resource}.get(
        record.rec_type
    )
    stated = kind_of(record) if kind_of is not None else None
    if stated is None:
        return None
    target = f"{name}:{tally.records + len(tally.broken)}"
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        content = payload(record)
    except CodingError as error:
        message = f"{target} ({url}) cannot be unpacked: {error}."
        return Page(target=target, url=url, problem=Note(code=error.code, message=message))
    kind = kind_of_content(stated, content)
    if kind is None:
        return None
    problem = find_problem(content, target)
    if problem is not None:
        return Page(target=target, url=url, problem=problem)
    return Page(
        target=target, content=content, kind=kind, url=url, charset=charset_of(stated, record.rec_type)
    )


def _of_response(record: ArcWarcRecord) -> str | None:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return None
    return str(headers.get_header("Content-Type") or "")


def _of_resource(record: ArcWarcRecord) -> str | None:
    return str(record.rec_headers.get_header("Content-Type") or "")


def payload(record: ArcWarcRecord) -> bytes:
    """Return what a record holds, unpacked; raises `CodingError`."""
    headers = record.http_headers
    raw = cast("BinaryIO", record.raw_stream).read()
    if headers is None:
        return raw
    if (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        raw = _unchunked(raw)
    return decoded(raw, headers.get_header("Content-Encoding"), MAX_BYTES)


def _unchunked(raw: bytes) -> bytes:
    """Return the content of chunks; as it is if somebody took the chunks away before."""
    from warcio.bufferedreaders import ChunkedDataReader

    return bytes(ChunkedDataReader(io.BytesIO(raw)).read())


def kind_of_content(stated: str, content: bytes) -> Literal["html", "plain"] | None:
    """Return what a page is, from its Content-Type, or from its first bytes where that says nothing.

    >>> (
    ...     kind_of_content("text/html; charset=utf-8", b""),
    ...     kind_of_content("", b"<html>"),
    ...     kind_of_content("image/png", b""),
    ... )
    ('html', 'html', None)
    """
    media = stated.partition(";")[0].strip().lower()
    if media in HTML_TYPES or (media in UNSTATED and START.match(content[:MAX_LINE])):
        return "html"
    return "plain" if media in TEXT_TYPES else None


def charset_of(stated: str, record_type: str = "response") -> str | None:
    """Return the character set that a Content-Type names; text that an archiver made is UTF-8."""
    found = CHARSET.search(stated)
    if found is not None:
        return found[1]
    return "utf-8" if record_type == "conversion" else None


def recognises(target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether an input is a web archive: by its name, or by its first line."""
    return name_of(target).endswith(SUFFIXES) or head.startswith(b"WARC/")


KIND = Kind(name="warc", help="a web archive (WARC, WET)", recognises=recognises, read=pages)
