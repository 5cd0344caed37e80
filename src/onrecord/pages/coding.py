"""Unpack what a server packed (Content-Encoding), never into more than a given number of bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

GZIP = b"\x1f\x8b"
WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
PLAIN = ("", "identity", "none", "utf-8")  # what servers write for "not packed"
MAX_CODINGS = 2  # one over the other; more are there to be unpacked for ever


class CodingError(ValueError):
    """Content that cannot be unpacked; `code` is that of a note: damaged, format or too-large."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decoded(content: bytes, encoding: str | None, limit: int) -> bytes:
    """Return what was packed with a Content-Encoding; raises `CodingError` for more than `limit` bytes, or for damage.

    What is called gzip and is none was unpacked by somebody before, and is returned as it is.

    >>> decoded(b"They met.", "gzip", 100)
    b'They met.'
    """
    names = [name for part in (encoding or "").lower().split(",") if (name := part.strip()) not in PLAIN]
    if len(names) > MAX_CODINGS:
        raise CodingError("format", f"it is packed {len(names)} times over")
    for name in reversed(names):
        content = _unpacked(content, name, limit)
    return content


def _unpacked(content: bytes, name: str, limit: int) -> bytes:
    if name not in WINDOWS:
        raise CodingError("format", f"it is packed as '{name[:20]}', which is not read")
    if name != "deflate" and not content.startswith(GZIP):
        return content
    try:
        return b"".join(_parts(content, WINDOWS[name], limit))
    except zlib.error as error:
        if name == "deflate":  # some servers leave out the header of zlib
            try:
                return b"".join(_parts(content, -zlib.MAX_WBITS, limit))
            except zlib.error:
                pass
        raise CodingError("damaged", f"its {name} is damaged ({error})") from None


def _parts(content: bytes, window: int, limit: int) -> Iterator[bytes]:
    """Yield the unpacked bytes of all members, `limit` in all."""
    size = 0
    while content:
        inflate = zlib.decompressobj(window)
        while not inflate.eof:
            part = inflate.decompress(content, limit + 1 - size)
            content, size = inflate.unconsumed_tail, size + len(part)
            yield part
            if size > limit:
                raise CodingError("too-large", f"it unpacks to more than {limit // 1024**2} MiB")
            if not content and not inflate.eof:
                raise CodingError("damaged", "it ends early")
        content = inflate.unused_data.lstrip(b"\x00") if inflate.unused_data.startswith(GZIP) else b""
