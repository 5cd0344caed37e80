"""Pages from a JSON file: an array of objects with a text, or one such object. Names of fields: input_columns.tsv."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onrecord.lexicon.columns import columns_of
from onrecord.pages.kind import Kind
from onrecord.pages.record import kind_of, page_of, problem_page
from onrecord.pages.source import BYTE_ORDER_MARK, name_of, read_content
from onrecord.types import Note, Page

SUFFIX = ".json"
ARRAY_OF_OBJECTS = re.compile(rb"\s*\[\s*\{\s*\"")
OBJECT = re.compile(rb"\s*[\[{]")


def pages(target: str) -> Iterator[Page]:
    """Yield the page of each object of a JSON file."""
    content = read_content(target)
    if isinstance(content, Note):
        yield Page(target=target, problem=content)
        return
    try:
        value = json.loads(content.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:
        yield problem_page(target, f"{target} is not JSON that can be read ({error})")
        return
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        name, found = f"{target}:{number}", f"Object {number} of {target}"
        if isinstance(one, dict):
            yield page_of(one, name, found, columns_of(one))
        else:
            yield problem_page(name, f"{found} is a JSON {kind_of(one)}")


def recognises(target: str, head: bytes) -> bool:
    """Return whether an input is JSON: an array of objects, or what a file of that name begins with."""
    head = head.removeprefix(BYTE_ORDER_MARK)
    return ARRAY_OF_OBJECTS.match(head) is not None or (
        name_of(target).endswith(SUFFIX) and OBJECT.match(head) is not None
    )


KIND = Kind(name="json", help="an array of such objects", recognises=recognises, read=pages)
