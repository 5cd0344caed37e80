"""HTML pages, by their first element or by their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind, one_page
from onrecord.pages.source import SNIFF_BYTES, UTF16_MARKS, name_of, read_file
from onrecord.types import Page

SUFFIXES = (".html", ".htm", ".xhtml")
START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|meta|title|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


def pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield one file as HTML."""
    yield from read_file(target, "html", clean=True)


def recognises(target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether a file is HTML: by its first element, or by its name if it contains a tag."""
    start = head[:SNIFF_BYTES]
    if start.startswith(UTF16_MARKS):
        start = start.replace(b"\x00", b"")[2:]
    if START.match(start):
        return True
    return name_of(target).endswith(SUFFIXES) and b"<" in head


KIND = Kind(name="html", help="a page of the web", recognises=recognises, read=pages, count=one_page)
