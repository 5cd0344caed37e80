"""Where pages come from. A kind of input is one file with `pages(target) -> Iterator[Page]`.

`pages(targets, kind)` yields every page of every target in the order given. What cannot be
read is a page too: with a `problem` in its place, so that nothing goes missing and one bad
input harms no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.pages import file, jsonl
from onrecord.types import InputKind, Page

# `auto` tells the kinds apart by name and content; the others take every file as what they say
READERS: Mapping[InputKind, Callable[[str], Iterator[Page]]] = {
    "auto": file.pages,
    "plain": file.plain_pages,
    "html": file.html_pages,
    "jsonl": jsonl.pages,
}


def pages(targets: Sequence[str], kind: InputKind = "auto") -> Iterator[Page]:
    """Yield the pages of `targets`: files, folders (all their files, sorted), or `-` for stdin."""
    read_pages = READERS[kind]
    for target in targets:
        for path in file.expand(target):
            yield from read_pages(path)
