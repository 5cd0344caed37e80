"""The members of a gzip file, each a stream that ends where the member does.

Web archives are written a record a member. So damage costs the record that it is in: behind it the next member is looked
for by the bytes with which one begins.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

GZIP = b"\x1f\x8b"
MEMBER = b"\x1f\x8b\x08"  # what a member begins with; in packed bytes they stand once in 16 million
CHUNK_BYTES = 64 * 1024


class Member(io.RawIOBase):
    """What one member holds. `damage` says why it ended early, `next` where the next one begins, once it is read."""

    def __init__(self, file: io.BufferedIOBase, start: int) -> None:
        self._file, self._inflate = file, zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting, self._is_over = b"", False
        self.start, self.next = start, start
        self.damage: str | None = None
        file.seek(start)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Unpack at most as much as the buffer holds; 0 at the end of the member."""
        while not self._is_over:
            packed = self._waiting or self._file.read(CHUNK_BYTES)
            part = self._unpacked(packed, len(buffer))
            if part:
                buffer[: len(part)] = part
                return len(part)
        return 0

    def _unpacked(self, packed: bytes, most: int) -> bytes:
        if not packed:
            self._end("it ends early")
            return b""
        try:
            part = self._inflate.decompress(packed, most)
        except zlib.error as error:
            self._end(str(error))
            return b""
        self._waiting = self._inflate.unconsumed_tail
        if self._inflate.eof:
            self._is_over = True
            self.next = self._file.tell() - len(self._inflate.unused_data)
        return part

    def _end(self, damage: str) -> None:
        self._is_over, self.damage = True, damage


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes that are no member, or a member that is damaged: from where on, and what is wrong."""

    start: int
    why: str


def members(file: io.BufferedIOBase, begins: Callable[[bytes], bool]) -> Iterator[Member | Gap]:
    """Yield the members of a gzip file that can seek, and a gap behind each that is damaged.

    `begins` tells from the first bytes of a member whether it is one; this is asked of those behind a damaged one, where
    bytes may look like a member by chance. The caller reads each member to its end.
    """
    start: int | None = 0
    is_sure = True
    while start is not None:
        member = Member(file, start)
        if is_sure or begins(Member(file, start).read(16) or b""):
            file.seek(start)
            yield member
            if member.damage is None:
                following = _following(file, member.next)
                if following != member.next and following is not None:
                    yield Gap(member.next, "it is no gzip")
                start, is_sure = following, True
                continue
            yield Gap(start, member.damage)
        start, is_sure = _next_magic(file, start + 1), False


def _following(file: io.BufferedIOBase, at: int) -> int | None:
    """Return where the next member begins: here, behind filling zeros, or further on."""
    file.seek(at)
    head = file.read(len(MEMBER))
    if not head:
        return None
    return at if head == MEMBER else _next_magic(file, at)


def _next_magic(file: io.BufferedIOBase, at: int) -> int | None:
    """Return the next place from `at` on where bytes stand with which a member begins."""
    file.seek(at)
    kept = b""
    while part := file.read(CHUNK_BYTES):
        found = (kept + part).find(MEMBER)
        if found >= 0:
            return at - len(kept) + found
        at += len(part)
        kept = (kept + part)[-len(MEMBER) + 1 :]
    return None
