"""Check a record: its shape, that every span quotes its text, that ids name what is there, and that it does not contradict itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.questions.filters import event_types
from onrecord.types import Document, Event, Reading, Span, document_id
from onrecord.views.jsonl import read_line

LAYERS = ("times", "actors", "places", "attributions", "events", "agenda", "disagreements")
DAY = 10  # characters


def check_record(line: bytes) -> Iterator[str]:
    """Yield what is wrong with a line of records."""
    try:
        reading = read_line(line)
    except msgspec.DecodeError as error:
        yield f"it is no record: {error}"
        return
    yield from _spans(reading)
    yield from _references(reading)
    yield from _events(reading)
    document = reading.document
    known = document_id(
        document.text, url=document.url, given_id=document.given_id, publisher=document.publisher, published=document.published
    )  # fmt: skip
    if document.id != known and document.text:
        yield f"the id of the document is {document.id}; its text and address give {known}"


def _spans(reading: Reading) -> Iterator[str]:
    text = reading.document.text
    for layer in (*LAYERS, "notes"):
        for fact in getattr(reading, layer):
            for span in _spans_of(fact):
                if text[span.start : span.end] != span.text:
                    yield f"{layer}, {getattr(fact, 'id', '')}: the span {span.start} to {span.end} does not quote the text, '{span.text}'"


def _spans_of(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from _spans_of(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Document, type)):
        for field in dataclasses.fields(value):
            yield from _spans_of(getattr(value, field.name))


def _references(reading: Reading) -> Iterator[str]:
    """Yield the ids that stand twice in a layer, or name what is not there."""
    known: dict[str, set[str]] = {}
    for layer in LAYERS:
        own = [fact.id for fact in getattr(reading, layer)]
        known[layer] = set(own)
        twice = sorted({name for name in own if own.count(name) > 1})
        yield from (f"{layer}: the id {name} stands twice" for name in twice)
    for fact, layer, name in _named(reading):
        if name is not None and name not in known[layer]:
            yield f"{fact} names {name}, which is not among the {layer}"


def _named(reading: Reading) -> Iterator[tuple[str, str, str | None]]:
    """Yield each fact with the layer and the id of each other fact that it names."""
    for attribution in reading.attributions:
        yield attribution.id, "actors", attribution.source.actor if attribution.source else None
        yield attribution.id, "actors", attribution.addressee
        yield attribution.id, "times", attribution.time
        yield attribution.id, "attributions", attribution.within
    for event in reading.events:
        yield from ((event.id, "actors", who) for who in (*event.actors, *event.recipients))
        yield event.id, "attributions", event.within
        yield event.id, "times", event.time.time if event.time else None
    for item in reading.agenda:
        yield from ((item.id, "actors", who) for who in item.participants)
        yield item.id, "events", item.event


def _events(reading: Reading) -> Iterator[str]:
    types = event_types()
    published = reading.document.published
    for event in reading.events:
        if event.type not in types:
            yield f"{event.id}: its type is '{event.type}'; expected one of {', '.join(types)}"
        if event.trigger not in event.mentions:
            yield f"{event.id}: its trigger is not among its mentions"
        yield from _days(event, published.earliest, published.latest)


def _days(event: Event, first_published: str | None, last_published: str | None) -> Iterator[str]:
    if event.time is None:
        return
    first, last = event.time.earliest, event.time.latest
    if first and last and first > last:
        yield f"{event.id}: its first day, {first}, is after its last, {last}"
    if event.status == "occurred" and first and last_published and first > last_published[:DAY]:
        yield f"{event.id}: it occurred, on {first}, after the day of publication, {last_published}"
    if event.status in ("planned", "expected") and last and first_published and last < first_published[:DAY]:
        yield f"{event.id}: it is {event.status}, for {last}, before the day of publication, {first_published}"
