"""Reports as a table: metadata, numbers of facts, and what the reader could not do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.store.index import day_of
from onrecord.store.told import Told
from onrecord.types import Document, Reading
from onrecord.views.exports.columns import Column, Table

LAYERS = ("times", "actors", "places", "attributions", "events", "agenda", "disagreements", "notes")


def of_report(report: Callable[[Any], Told]) -> tuple[Column, ...]:
    """Return the columns that every table has for the report of a row."""

    def of(value: Callable[[Document], object]) -> Callable[[Any], object]:
        return lambda one: value(report(one).reading.document)

    return (
        Column("document", "string", "the id of the report", of(lambda d: d.id), needed=True),
        Column("given_id", "string", "the id that the input gave the report", of(lambda d: d.given_id)),
        Column("publisher", "string", "the outlet", of(lambda d: d.publisher)),
        Column("published", "date", "the day of publication, or the earliest possible one", of(lambda d: day_of(d.published))),
        Column("title", "string", "the title of the report", of(lambda d: d.title)),
        Column("url", "string", "the address of the report", of(lambda d: d.url)),
    )  # fmt: skip


def sha256_of(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of a text: offsets can be checked against a copy of the text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _number(layer: str) -> Column:
    name = layer if layer != "agenda" else "agenda_items"
    return Column(name, "integer", f"how many {name.replace('_', ' ')} were read", lambda one: one.numbers[layer], needed=True)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A report, and the report that it is a copy of."""

    report: Told
    copy_of: str | None
    numbers: Mapping[str, int]
    """How many facts each layer has."""

    @property
    def reading(self) -> Reading:
        """Return what was read in it."""
        return self.report.reading


TABLE = Table(
    name="reports",
    help="a report that was read",
    key="document",
    columns=(
        *of_report(lambda one: one.report),
        Column("earliest", "date", "the first possible day of publication", lambda one: one.reading.document.published.earliest),
        Column("latest", "date", "the last possible day of publication", lambda one: one.reading.document.published.latest),
        Column("date_basis", "string", "where the day of publication comes from: metadata, url, dateline, given, inferred", lambda one: one.reading.document.published.basis),
        Column("section", "string", "the section that the page names", lambda one: one.reading.document.section),
        Column("bylines", "list", "the authors that the report names", lambda one: one.reading.document.bylines),
        Column("language", "string", "ISO 639-1", lambda one: one.reading.document.language),
        Column("copy_of", "string", "the report that it is a copy of, if its words are those of another one", lambda one: one.copy_of),
        Column("characters", "integer", "length of the text in code points", lambda one: len(one.reading.document.text), needed=True),
        Column("text_id", "string", "the same for all copies of one text", lambda one: one.reading.document.text_id, needed=True),
        Column("text_sha256", "string", "SHA-256 of the UTF-8 bytes of the text, to which all offsets refer", lambda one: sha256_of(one.reading.document.text), needed=True),
        *map(_number, LAYERS[:-1]),
        Column("notes", "list", "codes of what the reader could not do", lambda one: tuple(dict.fromkeys(note.code for note in one.reading.notes))),
    ),
)  # fmt: skip


def rows(store: Store, asked: Selection) -> Iterator[Listed]:
    """Yield the reports that are asked for."""
    origin = stream.copies(store)
    light, whole = (stream.Reports(store, layers, mentions=False) for layers in (("notes",), LAYERS))
    for report in stream.reports(store, asked.conditions, light):
        copy_of = origin.get(report.reading.document.id)
        corrected = whole.read(report.number) if report.number in light.corrected else None
        if corrected is None:
            yield Listed(report, copy_of, stream.numbers(store, report.number))
        else:
            numbers = {layer: len(getattr(corrected.reading, layer)) for layer in LAYERS}
            yield Listed(corrected, copy_of, numbers)
