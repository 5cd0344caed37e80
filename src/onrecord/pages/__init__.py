"""Where pages come from. A kind of input is one file with a `Kind`, and its line in `KINDS`.

`pages(targets, kind)` yields every page of every target in the given order. An input that cannot be read is a
page with a `problem`, so that every input has an output and a bad one does not affect the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicon.columns import BY_NAME, Columns
from onrecord.pages import array, export, feed, html, jsonl, parquet, plain, table, warc
from onrecord.pages.kind import Kind
from onrecord.pages.source import STDIN, expand, name_of, no_files, peek
from onrecord.types import Page

AUTO = "auto"  # the first kind that recognises an input reads it
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        warc.KIND,
        parquet.KIND,
        feed.KIND,
        jsonl.KIND,
        array.KIND,
        table.KIND,
        export.KIND,
        html.KIND,
        plain.KIND,
    )
}


def pages(targets: Sequence[str], kind: str = AUTO, columns: Columns = BY_NAME) -> Iterator[Page]:
    """Yield the pages of `targets`: files, folders (their files, sorted), or `-` for stdin.

    `columns` are those of tables and JSON objects that the user named; what is no table has none.
    """
    for target in targets:
        is_empty = True
        for path in expand(target):
            is_empty = False
            if kind != AUTO:
                yield from KINDS[kind].read(path, columns)
            else:
                found = kind_of(path, columns)
                yield from (found.read_recognised or found.read)(path, columns)
        if is_empty:
            yield Page(target=target, problem=no_files(target))


def kind_of(path: str, columns: Columns = BY_NAME) -> Kind:
    """Return the kind of one input: the first that recognises it; the last recognises anything."""
    head = peek(path)
    return next(kind for kind in KINDS.values() if kind.recognises(path, head, columns))


def count_pages(targets: Sequence[str], kind: str = AUTO, columns: Columns = BY_NAME) -> int | None:
    """Return how many pages the targets have, or None if that cannot be told without reading them all."""
    total = 0
    for target in targets:
        if target == STDIN:
            return None
        paths = list(expand(target))
        for path in paths:
            number = _count(path, kind, columns)
            if number is None:
                return None
            total += number
        total += not paths  # a folder without files is one page with a problem
    return total


def _count(path: str, kind: str, columns: Columns) -> int | None:
    if kind != AUTO:
        return KINDS[kind].count(path)
    if name_of(path).endswith(html.SUFFIXES):
        return 1  # HTML or plain text: there may be many, and they need not be opened
    return kind_of(path, columns).count(path)
