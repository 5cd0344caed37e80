"""Pages from a JSON file: an array of objects with a text, or one such object. Names of fields: input_columns.tsv.

The objects are read one after the other, so that an array may be larger than memory, and what stands before a fault in
it is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onrecord.lexicon.columns import Columns
from onrecord.pages.kind import Kind
from onrecord.pages.record import Objects, problem_page
from onrecord.pages.source import (
    BYTE_ORDER_MARK,
    MAX_BYTES,
    UNREADABLE,
    name_of,
    text_parts,
    unreadable,
)
from onrecord.types import Page

SUFFIX = ".json"
ARRAY_OF_OBJECTS = re.compile(rb"\s*\[\s*\{\s*\"")
OBJECT = re.compile(rb"\s*[\[{]")
BLANKS = re.compile(r"\s*")
DECODER = json.JSONDecoder()
UNENDED = "Unterminated string"  # the decoder's word for a string whose end it has not seen
NEAR_THE_END = 16  # characters: a fault there may be a word or an escape that goes on


def pages(target: str, columns: Columns) -> Iterator[Page]:
    """Yield the page of each object of a JSON file."""
    objects, number, is_sound = Objects(target, columns), 0, False
    try:
        for number, value in enumerate(values(text_parts(target)), 1):
            yield objects.page(value, f"{target}:{number}", f"Object {number} of {target}")
        is_sound = True
    except (json.JSONDecodeError, RecursionError) as error:
        what = f"from object {number + 1} on" if number else "at all"
        yield problem_page(target, f"{target} is not JSON that can be read {what} ({error})")
    except UNREADABLE as error:
        yield Page(target=target, problem=unreadable(target, error))
    yield from objects.faults(number if is_sound else 1)


def values(parts: Iterator[str]) -> Iterator[object]:
    """Yield the values of an array, or the one value that a text holds, which comes in parts.

    Raises `JSONDecodeError` where something else stands; what came before was yielded.
    """
    text = _Text(parts)
    if text.sign() != "[":
        yield text.value()
    else:
        text.pass_over("[")
        while text.sign() != "]":
            yield text.value()
            if text.sign() != "]":
                text.pass_over(",")
        text.pass_over("]")
    if text.sign():
        raise json.JSONDecodeError("Extra data", text.text, text.at)


class _Text:
    """A text that comes in parts, as much of it as is needed for one value."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self._end: Exception | None = None  # what ended the parts early: raised when all before it was read
        self.text, self.at = "", 0

    def sign(self) -> str:
        """Return the next character that is no blank, or nothing at the end."""
        while True:
            blanks = BLANKS.match(self.text, self.at)
            self.at = blanks.end() if blanks else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def pass_over(self, sign: str) -> None:
        """Go behind a sign that must stand here."""
        if self.sign() != sign:
            raise json.JSONDecodeError(f"Expecting '{sign}'", self.text, self.at)
        self.at += 1

    def value(self) -> object:
        """Return the value that begins here."""
        self.sign()
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                may_go_on = error.msg.startswith(UNENDED) or error.pos > len(self.text) - NEAR_THE_END
                if may_go_on and len(self.text) - self.at < MAX_BYTES and self._more():
                    continue
                raise
            if end == len(self.text) and isinstance(value, int | float) and self._more():
                continue  # a number may go on
            self.at = end
            return value

    def _more(self) -> bool:
        """Read on: twice as much as is waiting, so that a long value is not tried too often."""
        waiting, size = [self.text[self.at :]], 0
        try:
            while size <= len(waiting[0]) and self._end is None and (part := next(self._parts, "")):
                waiting.append(part)
                size += len(part)
        except UNREADABLE as error:
            self._end = error
        if self._end is not None and not size:
            raise self._end
        self.text, self.at = "".join(waiting), 0
        return size > 0


def recognises(target: str, head: bytes, _columns: Columns) -> bool:
    """Return whether an input is JSON: an array of objects, or what a file of that name begins with."""
    head = head.removeprefix(BYTE_ORDER_MARK)
    return ARRAY_OF_OBJECTS.match(head) is not None or (
        name_of(target).endswith(SUFFIX) and OBJECT.match(head) is not None
    )


KIND = Kind(name="json", help="an array of such objects", recognises=recognises, read=pages)
