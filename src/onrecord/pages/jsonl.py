"""Pages from JSONL: one document a line, `{"id", "text", "title", "published", "url"}`.

Only a text is required; it is not cleaned. Other names of fields are found as in a table, or named by the user. A line
that cannot be read is a page with a problem; blank lines are skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind
from onrecord.pages.record import Objects, problem_page
from onrecord.pages.source import (
    BYTE_ORDER_MARK,
    CHUNK_BYTES,
    MAX_BYTES,
    STDIN,
    UNREADABLE,
    lines_of,
    name_of,
    opened,
    unreadable,
)
from onrecord.types import Note, Page

SUFFIXES = (".jsonl", ".ndjson")
TEXT_FIELD = re.compile(
    rb'"text"\s*:\s*"'
)  # a first line may be longer than what is peeked at, so it is not parsed
TWO_OBJECTS = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


def pages(target: str, columns: Columns) -> Iterator[Page]:
    """Yield the page of each line of a JSONL file or of stdin, as soon as the line is there."""
    name = "standard input" if target == STDIN else target
    try:
        with opened(target) as stream:
            yield from read_lines(lines_of(stream), name, columns)
    except UNREADABLE as error:
        yield Page(target=target, problem=unreadable(target, error))


def read_lines(lines: Iterable[bytes | None], name: str, columns: Columns) -> Iterator[Page]:
    """Yield the page of each line; `name` is the file's, for targets and messages."""
    objects, count = Objects(name, columns), 0
    for number, line in enumerate(lines, 1):
        target, found = f"{name}:{number}", f"Line {number} of {name}"
        if line is None:
            message = f"{found} has more than {MAX_BYTES // 1024**2} MiB, the most that one page may have."
            yield Page(target=target, problem=Note(code="too-large", message=message))
            count += 1
        elif (line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line).strip():
            yield _page_of(line.removeprefix(BYTE_ORDER_MARK), target, found, objects)
            count += 1
    yield from objects.faults(count)


def _page_of(line: bytes, target: str, found: str, objects: Objects) -> Page:
    """Return the page of one line."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return problem_page(target, f"{found} is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return problem_page(target, f"{found} is not JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return problem_page(target, f"{found} is not JSON that can be read ({type(error).__name__})")
    return objects.page(value, target, found)


def recognises(target: str, head: bytes, columns: Columns) -> bool:
    """Tell whether an input is JSONL: by its name, or because its first line is an object with a text."""
    if name_of(target).endswith(SUFFIXES):
        return True
    head = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    line = head.partition(b"\n")[0]
    text = re.compile(rb'"%s"\s*:' % re.escape(columns.text.encode())) if columns.text else TEXT_FIELD
    return line.startswith(b"{") and (text.search(line) is not None or TWO_OBJECTS.match(head) is not None)


def count(target: str) -> int | None:
    """Count the lines of a file; None for one that cannot be opened or is compressed."""
    if target.lower().endswith(".gz"):
        return None
    lines, last = 0, b"\n"
    try:
        with opened(target) as stream:
            while part := stream.read1(CHUNK_BYTES):
                lines, last = lines + part.count(b"\n"), part[-1:]
    except UNREADABLE:
        return None
    return lines + (last != b"\n")


KIND = Kind(
    name="jsonl",
    help='one {"id", "text", "title", "published", "url"} a line',
    recognises=recognises,
    read=pages,
    count=count,
)
