"""Pages from objects with the fields of a document: lines of JSONL, objects of a JSON array, rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.lexicon.columns import Columns, columns_of
from onrecord.types import Note, Page

SHOWN_COLUMNS = 20  # of a table, in a message
OPTIONS = {"published": "--date", "publisher": "--outlet"}  # the others are named as their field


class Objects:
    """The objects of one input; makes the page of each, and knows which columns it has met."""

    def __init__(self, name: str, columns: Columns) -> None:
        self._name, self._columns = name, columns
        self._fields: dict[tuple[str, ...], dict[str, str]] = {}  # by the keys of an object
        self._met: dict[str, None] = {}  # all keys, in order
        self._is_told = False

    def page(self, value: object, target: str, found: str) -> Page:
        """Return the page of one value; `found` names it in a message: "Line 3 of a.jsonl"."""
        if not isinstance(value, dict):
            return problem_page(target, f"{found} is a JSON {kind_of(value)}")
        keys = tuple(value)
        if keys not in self._fields:
            if len(self._fields) > len(keys) + SHOWN_COLUMNS:  # each has other keys: they are names of things
                self._fields.clear()
            self._fields[keys] = columns_of(keys, self._columns)
            self._met |= dict.fromkeys(keys)
        fields = self._fields[keys]
        if "text" not in fields:
            return _without_text(value, target, found, fields, self._columns)
        notes = () if self._is_told else tuple(found_by_name(self._name, fields, self._columns))
        self._is_told = self._is_told or bool(notes)
        return page_of(value, target, found, fields, notes)

    def faults(self, count: int) -> Iterator[Page]:
        """Yield a page with a problem if there was nothing in the input, and for each column that no object has."""
        if not count:
            message = f"{self._name} is empty; at least one document was expected."
            yield Page(target=self._name, problem=Note(code="empty", message=message))
        for field, column in self._columns.named.items():
            if self._met and column not in self._met and field != "text":  # of the text, each page has told
                yield Page(target=self._name, problem=no_column(self._name, column, list(self._met)))


def _without_text(
    value: Mapping[str, object], target: str, found: str, fields: Mapping[str, str], columns: Columns
) -> Page:
    """Return the page of an object that has no field of that name."""
    if columns.text is not None:
        return Page(target=target, problem=no_column(found, columns.text, value))
    given_id = text_of(value.get(fields.get("id", "id")))
    return problem_page(target, f"{found} has no text (its fields: {listed(value)})", given_id)


def page_of(
    value: Mapping[str, object],
    target: str,
    found: str,
    fields: Mapping[str, str],
    notes: tuple[Note, ...] = (),
) -> Page:
    """Return the page of one object; `fields` says which of its keys holds each field of a document.

    `found` names the object in a message on what is wrong with it: "Line 3 of a.jsonl".
    """
    given = {field: text_of(value.get(fields.get(field, field))) for field in fields if field != "text"}
    text = value.get(fields["text"])
    if text is None or (isinstance(text, str) and not text.strip()):
        message = f"{found} has no text; a report of at least one sentence was expected."
        return Page(
            target=target,
            given_id=given.get("id"),
            clean=False,
            problem=Note(code="empty", message=message),
            notes=notes,
        )
    if not isinstance(text, str):
        return problem_page(target, f"{found} has a text that is a JSON {kind_of(text)}", given.get("id"))
    return Page(
        target=target,
        text=text,
        url=given.get("url"),
        given_id=given.get("id"),
        given_title=given.get("title"),
        given_published=given.get("published"),
        given_publisher=given.get("publisher"),
        clean=False,
        notes=notes,
    )


def problem_page(target: str, found: str, given_id: str | None = None) -> Page:
    """Return a page that cannot be read; `found` says what was found instead of a document."""
    message = f'{found}; expected one object such as {{"id": "a1", "text": "..."}}.'
    return Page(target=target, given_id=given_id, clean=False, problem=Note(code="json", message=message))


def no_column(found: str, column: str, names: Iterable[str]) -> Note:
    """Return the note on a column that the user named and that is not there; it lists those that are."""
    return Note(code="columns", message=f"{found} has no column “{column}”; its columns: {listed(names)}.")


def column_fault(
    name: str, header: Sequence[str], fields: Mapping[str, str], columns: Columns
) -> Note | None:
    """Return what is wrong with the columns of a table: one is not there that was named, or none holds texts."""
    missing = next((column for field, column in columns.named.items() if field not in fields), None)
    if missing is not None:
        return no_column(name, missing, header)
    if "text" in fields:
        return None
    message = (
        f"{name} is a table without a column of texts (its columns: {listed(header)}); say which one it is with --text, "
        "and with --title, --date, --outlet, --id and --url which ones hold those."
    )
    return Note(code="columns", message=message)


def found_by_name(name: str, fields: Mapping[str, str], columns: Columns) -> Iterator[Note]:
    """Yield a note on the columns of an input that were found by names that are not those of their fields."""
    others = {f: column for f, column in fields.items() if f not in columns.named and column.lower() != f}
    if others:
        told = ", ".join(f"{field} is read from “{column}”" for field, column in others.items())
        options = ", ".join(OPTIONS.get(field, f"--{field}") for field in others)
        yield Note(code="columns", message=f"{name}: {told} ({options} for others).")


def listed(names: Iterable[str]) -> str:
    """Return the names of columns for a message, the first of them if they are many."""
    given = [name.strip() or "(no name)" for name in names]
    rest = f" and {len(given) - SHOWN_COLUMNS} more" if len(given) > SHOWN_COLUMNS else ""
    return (", ".join(given[:SHOWN_COLUMNS]) or "none") + rest


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
