"""Bounds on the markup of a page, which would cost far more than its text.

A few bytes are an element, which costs time and memory in every step of the extraction; libxml2 compares each attribute of
an element with all earlier ones, so that time grows with the square of their number.
"""

from __future__ import annotations

import re

from onrecord.lexicon.forms import counted
from onrecord.types import Note

MAX_TAGS = 200_000  # that begin or end an element: the longest pages of news have some 40,000
MAX_ATTRIBUTES = 500  # of an element: those of scripts and players have some 100
LONG_TAG = 4_000  # characters: with fewer, there are not so many attributes that they matter
TAG = re.compile(r"<[a-zA-Z/]")
WHOLE_TAG = re.compile(r"<([a-zA-Z][^\s/<>]{0,60})((?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)")
ATTRIBUTE = re.compile(r"[^\s\"'=/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def bounded(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return HTML within the bounds, and notes on what was left out."""
    text, of_tags = _cut(text)
    text, of_attributes = _stripped(text)
    return text, (*of_tags, *of_attributes)


def _cut(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return the page up to the last tag that it may have."""
    if text.count("<") <= MAX_TAGS:
        return text, ()
    for number, tag in enumerate(TAG.finditer(text)):
        if number == MAX_TAGS:
            message = f"The page has more than {MAX_TAGS:,} tags; what stands before the next one was read."
            return text[: tag.start()], (Note(code="cut", message=message),)
    return text, ()


def _stripped(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return the page with no attributes where an element has too many."""
    if all(tag.end() - tag.start() < LONG_TAG for tag in WHOLE_TAG.finditer(text)):
        return text, ()
    stripped = 0

    def within(tag: re.Match[str]) -> str:
        nonlocal stripped
        name, attributes = tag.groups()
        if len(attributes) < LONG_TAG or sum(1 for _ in ATTRIBUTE.finditer(attributes)) <= MAX_ATTRIBUTES:
            return tag[0]
        stripped += 1
        return f"<{name}"

    text = WHOLE_TAG.sub(within, text)
    if not stripped:
        return text, ()
    message = f"The page has {counted(stripped, 'element')} with more than {MAX_ATTRIBUTES} attributes, which were left out."
    return text, (Note(code="cut", message=message),)
