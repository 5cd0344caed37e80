"""Pages from JSONL: one document a line, `{"id", "text", "title", "published", "url"}`.

Only `text` is required; it is not cleaned. A line that cannot be read is a page with a problem; blank lines
are skipped.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.pages.kind import Kind
from onrecord.pages.source import STDIN, unreadable
from onrecord.types import Note, Page

SUFFIXES = (".jsonl", ".ndjson")
FIELDS = ("id", "title", "published", "url")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
TEXT_FIELD = re.compile(
    rb'"text"\s*:\s*"'
)  # a first line may be longer than what is peeked at, so it is not parsed


def pages(target: str) -> Iterator[Page]:
    """Yield the page of each line of a JSONL file or of stdin, as soon as the line is there."""
    if target == STDIN:
        yield from read_lines(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(target).open("rb") as lines:
            yield from read_lines(lines, target)
    except (OSError, ValueError) as error:
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
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _problem(name, number, f"is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return _problem(name, number, f"is not JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return _problem(name, number, f"is not JSON that can be read ({type(error).__name__})")
    if not isinstance(value, dict):
        return _problem(name, number, f"holds a JSON {_kind(value)}")
    given = {field: _text_of(value.get(field)) for field in FIELDS}
    text = value.get("text")
    if not isinstance(text, str):
        found = "has no text" if text is None else f"has a text that is a JSON {_kind(text)}"
        return _problem(name, number, found, given["id"])
    return Page(
        target=f"{name}:{number}",
        text=text,
        url=given["url"],
        given_id=given["id"],
        given_title=given["title"],
        given_published=given["published"],
        clean=False,
    )


def _text_of(value: object) -> str | None:
    """Return a field as text: ids are often numbers; other values give None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) and value else None


def _kind(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    names = {list: "list", dict: "object", str: "string", int: "number", float: "number"}
    return names.get(type(value), "value")


def _problem(name: str, number: int, found: str, given_id: str | None = None) -> Page:
    message = f'Line {number} of {name} {found}; expected one object such as {{"id": "a1", "text": "..."}} on a line.'
    return Page(
        target=f"{name}:{number}", given_id=given_id, clean=False, problem=Note(code="json", message=message)
    )


def recognises(target: str, head: bytes) -> bool:
    """Tell whether an input is JSONL: by its name, or because its first line is an object with a text."""
    if target.lower().endswith(SUFFIXES):
        return True
    line = head.removeprefix(BYTE_ORDER_MARK).lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and TEXT_FIELD.search(line) is not None


KIND = Kind(
    name="jsonl",
    help='one {"id", "text", "title", "published", "url"} a line',
    recognises=recognises,
    read=pages,
)
