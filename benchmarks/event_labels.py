"""A reading of the program in the form of the labels of the corpus of events, so that both can be compared.

A party is the mention nearest to the trigger and the longest name of the actor; a word-giver is the source of the
attribution. `benchmarks/event_scores.py` compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpora.own.events.onrecord_events import Labels
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    AgendaWindow,
    Attribution,
    AttributionId,
    Disagreement,
    Event,
    EventTime,
    Figure,
    Location,
    Reading,
    Side,
    Span,
    Time,
    TimeId,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that events, agenda and disagreements of a reading refer to, by id."""

    actor_by_id: Mapping[ActorId, Actor]
    attribution_by_id: Mapping[AttributionId, Attribution]
    time_by_id: Mapping[TimeId, Time]

    def parties(self, actors: Iterable[ActorId], near: int) -> list[Labels]:
        """Return the parties of actors; an id that is not in the record is left out."""
        found = (self.party(actor, near) for actor in actors)
        return [party for party in found if party is not None]

    def party(self, actor_id: ActorId, near: int) -> Labels | None:
        """Return an actor as its mention nearest to an offset, and its longest name (else nominal, else mention)."""
        actor = self.actor_by_id.get(actor_id)
        if actor is None:
            return None
        nearest = min(
            actor.mentions, key=lambda mention: abs(mention.start - near), default=_unplaced(actor.name)
        )
        fullest = max(_most_telling(actor), key=lambda mention: len(mention.text), default=nearest)
        return {"span": _span(nearest), "name": _span(fullest)}

    def voice(self, attribution_id: AttributionId | None) -> Labels | None:
        """Return the source of an attribution; if the text names none, the cue represents it."""
        attribution = self.attribution_by_id.get(attribution_id) if attribution_id else None
        if attribution is None:
            return None
        source = attribution.source
        if source is None:
            cue = _span(attribution.cue or _unplaced(""))
            return {"span": cue, "name": cue}
        actor = self.party(source.actor, source.start) if source.actor else None
        return {"span": _span(source), "name": actor["name"] if actor else _span(source)}

    def time(self, time: EventTime | None) -> Labels | None:
        """Return a time as its expression and window, or None if both ends are open."""
        if time is None or (time.earliest is None and time.latest is None):
            return None
        phrase = self.time_by_id.get(time.time) if time.time else None
        return {
            "span": _span(phrase) if phrase else None,
            "earliest": time.earliest,
            "latest": time.latest,
        }


def labels_of(reading: Reading) -> Labels:
    """Return a reading in the form of labels, with the id that its input gave; none of its events is minor."""
    facts = Facts(
        {actor.id: actor for actor in reading.actors},
        {attribution.id: attribution for attribution in reading.attributions},
        {time.id: time for time in reading.times},
    )
    return {
        "id": reading.document.given_id or reading.document.id,
        "events": [_event_labels(event, facts) for event in reading.events],
        "agenda": [_agenda_labels(item, facts) for item in reading.agenda],
        "disagreements": [_disagreement_labels(row, facts) for row in reading.disagreements],
        "predicates": [],
    }


def _event_labels(event: Event, facts: Facts) -> Labels:
    near = event.trigger.start
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "trigger": _span(event.trigger),
        "mentions": [_span(mention) for mention in event.mentions],
        "actors": facts.parties(event.actors, near),
        "recipients": facts.parties(event.recipients, near),
        "location": _location_labels(event.location),
        "time": facts.time(event.time),
        "figures": [_figure_labels(figure) for figure in event.figures],
        "status": event.status,
        "certainty": event.certainty,
        "condition": _span(event.condition) if event.condition else None,
        "within": facts.voice(event.within),
        "minor": False,
    }


def _figure_labels(figure: Figure) -> Labels:
    return {
        "what": figure.what,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "span": _span(figure.span),
    }


def _agenda_labels(item: AgendaItem, facts: Facts) -> Labels:
    near = item.evidence[0].start if item.evidence else 0
    return {
        "id": item.id,
        "kind": item.kind,
        "event": item.event,
        "summary": item.summary,
        "phrase": None,
        "earliest": item.earliest,
        "latest": item.latest,
        "status": item.status,
        "condition": _span(item.condition) if item.condition else None,
        "moved_from": _window_labels(item.moved_from),
        "participants": facts.parties(item.participants, near),
        "location": _location_labels(item.location),
        "within": facts.voice(item.within),
        "evidence": [_span(span) for span in item.evidence],
    }


def _window_labels(window: AgendaWindow | None) -> Labels | None:
    return {"earliest": window.earliest, "latest": window.latest} if window else None


def _disagreement_labels(row: Disagreement, facts: Facts) -> Labels:
    return {
        "id": row.id,
        "about": row.about,
        "kind": row.kind,
        "field": row.field,
        "sides": [{"source": _side_source(side, facts), "span": _span(side.span)} for side in row.sides],
    }


def _side_source(side: Side, facts: Facts) -> Labels | None:
    return facts.party(side.actor, side.span.start) if side.actor else facts.voice(side.attribution)


def _location_labels(location: Location | None) -> Labels | None:
    if location is None:
        return None
    return {"span": _span(location), "name": location.name, "country": location.country}


def _most_telling(actor: Actor) -> Sequence[Span]:
    by_form = ([m for m in actor.mentions if m.form == form] for form in ("name", "nominal"))
    return next((mentions for mentions in by_form if mentions), actor.mentions)


def _span(span: Span) -> Labels:
    return {"start": span.start, "end": span.end, "text": span.text}


def _unplaced(words: str) -> Span:
    """Return words that are not in the text: an empty span at offset 0, which overlaps nothing."""
    return Span(start=0, end=0, text=words)
