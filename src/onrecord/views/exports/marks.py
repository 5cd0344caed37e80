"""The spans of a report as marks: what annotation formats have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.store.told import Told
from onrecord.types import Reading, Span

LAYERS = ("times", "actors", "places", "attributions", "events", "agenda")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a fact."""

    layer: str
    """`actors`, `places`, `times`, `attributions`, `events` or `agenda`."""
    part: str
    """What the span is of the fact: `mention`, `source`, `cue`, `content`, `trigger`, `evidence` ..."""
    fact: str
    """The id of the fact."""
    label: str
    """Its type or kind."""
    span: Span
    values: dict[str, str] = field(default_factory=dict)
    """What else is known, in words."""


def rows(store: Store, asked: Selection) -> Iterator[Told]:
    """Yield the reports that are asked for, with all their spans."""
    yield from stream.reports(store, asked.conditions, stream.Reports(store, LAYERS, mentions=True))


def marks_of(reading: Reading, layers: Sequence[str] = LAYERS) -> Iterator[Mark]:
    """Yield the marks of a report, layer by layer; of all layers, or only some."""
    for layer, marks in _MARKS.items():
        if layer in layers:
            yield from marks(reading)


def _actors(reading: Reading) -> Iterator[Mark]:
    for actor in reading.actors:
        values = _known({"name": actor.name, "country": actor.country, "sector": actor.sector, "wikidata": actor.wikidata, "office": actor.office})  # fmt: skip
        for mention in actor.mentions:
            yield Mark(
                "actors", "mention", actor.id, actor.kind, _bare(mention), values | {"form": mention.form}
            )


def _attributions(reading: Reading) -> Iterator[Mark]:
    for one in reading.attributions:
        values = _known({"kind": one.kind, "quotation": one.quotation, "sourcing": one.sourcing, "polarity": one.polarity, "speaker": one.source.actor if one.source else None})  # fmt: skip
        spans = (
            *((("source", _bare(one.source)),) if one.source else ()),
            *((("cue", one.cue),) if one.cue else ()),
            *(("content", span) for span in one.content),
        )
        for part, span in spans:
            yield Mark("attributions", part, one.id, one.kind, span, values)


def _events(reading: Reading) -> Iterator[Mark]:
    for event in reading.events:
        time = event.time
        values = _known(
            {
                "mode": event.mode,
                "status": event.status,
                "certainty": event.certainty,
                "actors": " ".join(event.actors),
                "recipients": " ".join(event.recipients),
                "earliest": time.earliest if time else None,
                "latest": time.latest if time else None,
                "within": event.within,
            }
        )
        yield Mark("events", "trigger", event.id, event.type, event.trigger, values)
        for span in event.mentions:
            if span != event.trigger:
                yield Mark("events", "mention", event.id, event.type, span, values)
        if event.condition:
            yield Mark("events", "condition", event.id, event.type, event.condition, values)


def _places(reading: Reading) -> Iterator[Mark]:
    for place in reading.places:
        values = {"name": place.name, "country": place.country, "geonames": _text(place.geonames)}
        yield Mark("places", "mention", place.id, place.kind, _bare(place), _known(values))


def _times(reading: Reading) -> Iterator[Mark]:
    for time in reading.times:
        values = {"value": time.value, "mod": time.mod, "earliest": time.earliest, "latest": time.latest}
        yield Mark("times", "mention", time.id, time.type, _bare(time), _known(values))


def _agenda(reading: Reading) -> Iterator[Mark]:
    for item in reading.agenda:
        values = {
            "status": item.status,
            "earliest": item.earliest,
            "latest": item.latest,
            "summary": item.summary,
        }
        for span in item.evidence[:1]:
            yield Mark("agenda", "evidence", item.id, item.kind, span, _known(values))


_MARKS: Mapping[str, Callable[[Reading], Iterator[Mark]]] = {  # in the order in which they are written
    "actors": _actors,
    "places": _places,
    "times": _times,
    "attributions": _attributions,
    "events": _events,
    "agenda": _agenda,
}


def _bare(span: Span) -> Span:
    return Span(start=span.start, end=span.end, text=span.text)


def _known(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
