"""Pages from JSONL: one document a line, `{"id", "text", "title", "published", "url"}`.

Only `text` is required; it is not cleaned. A line that cannot be read is a page with a problem; blank lines
are skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from onrecord.pages.kind import Kind
from onrecord.pages.record import kind_of, page_of, problem_page
from onrecord.pages.source import BYTE_ORDER_MARK, STDIN, UNREADABLE, name_of, opened, unreadable
from onrecord.types import Page

SUFFIXES = (".jsonl", ".ndjson")
TEXT_FIELD = re.compile(
    rb'"text"\s*:\s*"'
)  # a first line may be longer than what is peeked at, so it is not parsed


def pages(target: str) -> Iterator[Page]:
    """Yield the page of each line of a JSONL file or of stdin, as soon as the line is there."""
    try:
        with opened(target) as lines:
            yield from read_lines(lines, "standard input" if target == STDIN else target)
    except UNREADABLE as error:
        yield Page(target=target, problem=unreadable(target, error))


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Page]:
    """Yield the page of each line; `name` is the file's, for targets and messages."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if line.strip():
            yield read_line(line, name, number)


def read_line(line: bytes, name: str, number: int) -> Page:
    """Return the page of one line."""
    target, found = f"{name}:{number}", f"Line {number} of {name}"
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return problem_page(target, f"{found} is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return problem_page(target, f"{found} is not JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return problem_page(target, f"{found} is not JSON that can be read ({type(error).__name__})")
    if not isinstance(value, dict):
        return problem_page(target, f"{found} holds a JSON {kind_of(value)}")
    return page_of(value, target, found, {})


def recognises(target: str, head: bytes) -> bool:
    """Tell whether an input is JSONL: by its name, or because its first line is an object with a text."""
    if name_of(target).endswith(SUFFIXES):
        return True
    line = head.removeprefix(BYTE_ORDER_MARK).lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and TEXT_FIELD.search(line) is not None


KIND = Kind(
    name="jsonl",
    help='one {"id", "text", "title", "published", "url"} a line',
    recognises=recognises,
    read=pages,
)
