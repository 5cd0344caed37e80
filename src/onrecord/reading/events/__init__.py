"""Events: who did what to whom, where and when, under which type.

The model marks the words that may name an act (`Language.acts`), and the rows of the lexicon find others (`rows`).
`tellings` reads what each mention tells, `joining` decides which mentions are one event. Status, certainty and condition
are decided in `certainty`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.events.joining import join
from onrecord.reading.events.tellings import Taken, Teller, Telling
from onrecord.reading.ids import content_id
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Attribution,
    Document,
    Event,
    EventId,
    EventTime,
    Found,
    Language,
    Location,
    Place,
    Span,
    Time,
)

if TYPE_CHECKING:
    from onrecord.known import Known

LEAST_SURE = 0.5  # probability of its type, below which a mention is no event


def find_events(
    document: Document,
    language: Language,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> Found[Event]:
    """Return the events of a document in text order; `status` and `plover` are set later, by `certainty`."""
    teller = Teller(document.text, actors, places, times, forest)
    kept = [(n, act) for n, act in enumerate(language.acts) if act.types[0].score >= LEAST_SURE]
    tellings = [teller.telling(act, n) for n, act in kept]
    events = [_event(document, telling, attributions, forest, known) for telling in join(tellings)]
    return Found(tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end))))


def _event(
    document: Document,
    tellings: Sequence[Telling],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> Event:
    main = max(tellings, key=lambda t: (len(t.actors) > 0) + (len(t.recipients) > 0) + t.score)
    order = [main, *(t for t in tellings if t is not main)]
    place = next((t.place for t in order if t.place), None)
    time = next((t.time for t in order if t.time), None)
    condition = next((t.condition for t in order if t.condition), None)
    trigger = _span(main.act)
    mode = main.act.modes[0].label
    actors = next((t.actors for t in order if t.actors), ())
    recipients = next((t.recipients for t in order if t.recipients), ())
    recipients = tuple(r for r in recipients if r.what not in {a.what for a in actors})
    return Event(
        id=EventId(content_id("e", document.id, trigger.start, trigger.end)),
        type=main.type,
        mode=None if mode == "O" or mode not in modes_of(known, main.type) else mode,
        trigger=trigger,
        mentions=tuple(_span(t.act) for t in sorted(tellings, key=lambda t: t.act.start)),
        actors=tuple(a.what for a in actors),
        recipients=tuple(r.what for r in recipients),
        location=_location(place.what) if place else None,
        time=EventTime(earliest=time.what.earliest, latest=time.what.latest, time=time.what.id) if time else None,
        status=main.act.statuses[0].label,
        certainty=main.act.certainties[0].label,
        condition=condition,
        within=_within(trigger, attributions),
        evidence=(trigger,),
    )


def modes_of(known: Known, type_: str) -> tuple[str, ...]:
    found = known.ontology.types.get(type_)
    return tuple(found.modes) if found else ()


def _span(span: Span) -> Span:
    return Span(start=span.start, end=span.end, text=span.text)


def _location(place: Place) -> Location:
    return Location(
        start=place.start, end=place.end, text=place.text, name=place.name, country=place.country,
        geonames=place.geonames, lat=place.lat, lon=place.lon,
    )  # fmt: skip


def _within(trigger: Span, attributions: Sequence[Attribution]):
    best = None
    for a in attributions:
        for span in a.content:
            if span.start <= trigger.start < span.end and (best is None or span.end - span.start < best[0]):
                best = (span.end - span.start, a.id)
    return best[1] if best else None
