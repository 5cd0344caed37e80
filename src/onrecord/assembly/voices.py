"""On whose word an event is told. Two outlets that cite one source are one voice, and so are the copies of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.assembly.types import ActorRef, CopyGroup, EntityId, Voice, VoiceKind
from onrecord.types import Actor, ActorId, Attribution, AttributionId, Document, DocumentId, Reading, Span
from onrecord.world.variants import fold

DENIAL = "deny"  # kind of an attribution


@dataclass(frozen=True)
class Voices:
    """The voices of one report."""

    document: DocumentId
    own: Voice
    attributions: Mapping[AttributionId, Attribution]
    actors: Mapping[ActorId, Actor]
    entities: Mapping[ActorRef, EntityId]

    def of(self, within: AttributionId | None) -> Voice:
        """Return on whose word something is told that stands in an attribution, or in none."""
        attribution = self.attributions.get(within) if within else None
        if attribution is None or attribution.source is None:
            return self.own
        actor = self.actors.get(attribution.source.actor) if attribution.source.actor else None
        words = fold(actor.name if actor else attribution.source.text)
        entity = self.entities.get(ActorRef(self.document, actor.id)) if actor else None
        if entity is not None and actor is not None:
            return Voice(kind="named", name=actor.name, entity=entity)
        kind: VoiceKind = "document" if attribution.sourcing == "document" else "unnamed"
        return Voice(kind=kind, name=words) if words else self.own

    def around(self, span: Span) -> AttributionId | None:
        """Return the attribution in whose content some words stand, the narrowest of several."""
        inside = [
            (content.end - content.start, a.id)
            for a in self.attributions.values()
            for content in a.content
            if content.start <= span.start and span.end <= content.end
        ]
        return min(inside)[1] if inside else None

    def is_denied(self, within: AttributionId | None) -> bool:
        """Return whether something stands in what a source denies."""
        attribution = self.attributions.get(within) if within else None
        return attribution is not None and attribution.kind == DENIAL


def voices_of(
    reading: Reading, entities: Mapping[ActorRef, EntityId], origins: Mapping[DocumentId, Document]
) -> Voices:
    """Return the voices of a report; a copy speaks with the voice of its origin."""
    document = reading.document
    origin = origins.get(document.id, document)
    return Voices(
        document=document.id,
        own=Voice(kind="publisher", name=origin.publisher or origin.id),
        attributions={a.id: a for a in reading.attributions},
        actors={a.id: a for a in reading.actors},
        entities=entities,
    )


def key_of(voice: Voice) -> tuple[str, str]:
    """Return what is the same for one voice in all reports: the entity, else the words."""
    return voice.kind, voice.entity or fold(voice.name)


def origins_of(
    copies: tuple[CopyGroup, ...], documents: Mapping[DocumentId, Document]
) -> dict[DocumentId, Document]:
    """Return the origin of each document that is a copy, the origin itself not counted."""
    return {
        member.document: documents[group.origin]
        for group in copies
        for member in group.members
        if member.document != group.origin and group.origin in documents
    }
