"""Pages from objects with the fields of a document: lines of JSONL, objects of a JSON array, rows of a table."""

from __future__ import annotations

import json
from collections.abc import Mapping

from onrecord.types import Note, Page

FIELDS = ("id", "title", "published", "url")


def page_of(value: Mapping[str, object], target: str, found: str, fields: Mapping[str, str]) -> Page:
    """Return the page of one object; `fields` says which of its keys holds each field of a document.

    `found` names the object in a message on what is wrong with it: "Line 3 of a.jsonl".
    """
    given = {field: text_of(value.get(fields.get(field, field))) for field in FIELDS}
    text = value.get(fields.get("text", "text"))
    if not isinstance(text, str):
        wrong = "has no text" if text is None else f"has a text that is a JSON {kind_of(text)}"
        return problem_page(target, f"{found} {wrong}", given["id"])
    return Page(
        target=target,
        text=text,
        url=given["url"],
        given_id=given["id"],
        given_title=given["title"],
        given_published=given["published"],
        clean=False,
    )


def problem_page(target: str, found: str, given_id: str | None = None) -> Page:
    """Return a page that cannot be read; `found` says what was found instead of a document."""
    message = f'{found}; expected one object such as {{"id": "a1", "text": "..."}}.'
    return Page(target=target, given_id=given_id, clean=False, problem=Note(code="json", message=message))


def text_of(value: object) -> str | None:
    """Return a field as text: ids are often numbers; other values give None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) and value else None


def kind_of(value: object) -> str:
    """Return the name of the kind of a JSON value."""
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    names = {list: "list", dict: "object", str: "string", int: "number", float: "number"}
    return names.get(type(value), "value")
