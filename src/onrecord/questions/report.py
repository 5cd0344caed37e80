"""Fields of rows that come from their report: its ids and title, and who takes part in a fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from onrecord.questions.rows import Party
from onrecord.store.index import day_of
from onrecord.store.told import Told
from onrecord.types import ActorId, Attribution, AttributionId, DocumentId


class OfReport(TypedDict):
    """The fields of `InReport`."""

    document: DocumentId
    given_id: str | None
    publisher: str | None
    published: str | None
    title: str | None


def in_report(report: Told) -> OfReport:
    """Return the fields that a row has of its report."""
    document = report.document
    return OfReport(
        document=document.id,
        given_id=document.given_id,
        publisher=document.publisher,
        published=day_of(document.published),
        title=document.title,
    )


def parties(report: Told, actors: Iterable[ActorId]) -> tuple[Party, ...]:
    """Return who takes part, each actor once."""
    found = map(report.actor, dict.fromkeys(actors))
    return tuple(
        Party(name=actor.name, entity=report.entities.get(actor.id), country=actor.country)
        for actor in found
        if actor is not None
    )


def source_of(report: Told, within: AttributionId | None) -> str | None:
    """Return the name of the source of the attribution that contains a fact, or the words for it."""
    found = report.facts.named("attributions", within) if within else None
    return speaker_of(report, found) if found else None


def speaker_of(report: Told, attribution: Attribution) -> str | None:
    """Return the name of the source of an attribution, or the words for it."""
    if attribution.source is None:
        return None
    actor = report.actor(attribution.source.actor)
    return actor.name if actor else attribution.source.text
