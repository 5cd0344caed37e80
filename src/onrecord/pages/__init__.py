"""Where pages come from. A kind of input is one file with a `Kind`, and its line in `KINDS`.

`pages(targets, kind)` yields every page of every target in the given order. An input that cannot be read is a
page with a `problem`, so that every input has an output and a bad one does not affect the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.pages import array, export, html, jsonl, plain, table
from onrecord.pages.kind import Kind
from onrecord.pages.source import expand, no_files, peek
from onrecord.types import Page

AUTO = "auto"  # the first kind that recognises an input reads it
KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (jsonl.KIND, array.KIND, table.KIND, export.KIND, html.KIND, plain.KIND)
}


def pages(targets: Sequence[str], kind: str = AUTO) -> Iterator[Page]:
    """Yield the pages of `targets`: files, folders (their files, sorted), or `-` for stdin."""
    for target in targets:
        is_empty = True
        for path in expand(target):
            is_empty = False
            yield from KINDS[kind].read(path) if kind != AUTO else recognised_pages(path)
        if is_empty:
            yield Page(target=target, problem=no_files(target))


def recognised_pages(path: str) -> Iterator[Page]:
    """Yield the pages of one input, by the kind that recognises it."""
    head = peek(path)
    kind = next(
        kind for kind in KINDS.values() if kind.recognises(path, head)
    )  # the last recognises anything
    return (kind.read_recognised or kind.read)(path)
