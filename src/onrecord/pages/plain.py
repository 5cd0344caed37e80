"""Plain text: every input that no other kind recognises."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind, one_page
from onrecord.pages.source import read_file
from onrecord.types import Page


def pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield one file as plain text that is not cleaned."""
    yield from read_file(target, "plain", clean=False)


def recognised_pages(target: str, _columns: Columns) -> Iterator[Page]:
    """Yield one file as plain text, possibly the dump of a page, from which furniture is removed."""
    yield from read_file(target, "plain", clean=True)


KIND = Kind(
    name="plain",
    help="text, taken byte for byte, nothing cleaned",
    recognises=lambda _target, _head, _columns: True,
    read=pages,
    read_recognised=recognised_pages,
    count=one_page,
)
