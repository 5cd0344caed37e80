"""Plain text: every input that no other kind recognises."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.pages.kind import Kind
from onrecord.pages.source import read_page
from onrecord.types import Page


def pages(target: str) -> Iterator[Page]:
    """Yield one file as plain text that is not cleaned."""
    yield read_page(target, "plain", clean=False)


def recognised_pages(target: str) -> Iterator[Page]:
    """Yield one file as plain text, possibly the dump of a page, from which furniture is removed."""
    yield read_page(target, "plain", clean=True)


KIND = Kind(
    name="plain",
    help="text, taken byte for byte, nothing cleaned",
    recognises=lambda _target, _head: True,
    read=pages,
    read_recognised=recognised_pages,
)
