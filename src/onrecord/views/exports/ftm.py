"""FollowTheMoney entities, one JSON object a line: articles, people and bodies, mentions, and events with the words that tell of them.

Entities that a reader did not name are left out. A mention has no place for offsets in that model; they stand in the annotations export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from onrecord.addresses import safe_link
from onrecord.assembly.types import Entity
from onrecord.lexicon.codes import PUBLIC_SECTORS
from onrecord.store import stream
from onrecord.store.told import Told
from onrecord.types import Actor, Event
from onrecord.views.exports.codes import load_countries
from onrecord.views.exports.job import Job
from onrecord.views.exports.marks import LAYERS

SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "country": "PublicBody",
    "group": "Organization",
    "place": "LegalEntity",
}
REFERENCES = {"document", "resolved", "involved", "proof"}  # properties that name other entities
Item = Entity | Told


def rows(job: Job) -> Iterator[Item]:
    """Yield the entities that the reports name which are asked for, then these reports."""
    yield from stream.entities(job.store, job.asked.conditions, Entity)
    yield from stream.reports(
        job.store, job.asked.conditions, stream.Reports(job.store, LAYERS, mentions=True)
    )


def write(item: Item) -> str:
    """Return the entities of one item as lines."""
    found = [_entity(item)] if isinstance(item, Entity) else _of_report(item)
    return "".join(msgspec.json.encode(one).decode() + "\n" for one in found)


def _id(name: str) -> str:
    """Return an id of ours as FollowTheMoney takes it: without an underscore."""
    return name.replace("_", "-")


def _proxy(id_: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> dict[str, Any]:
    filled = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    for name in REFERENCES & filled.keys():
        filled[name] = [_id(value) for value in filled[name]]
    return {"id": _id(id_), "schema": schema, "properties": {n: v for n, v in filled.items() if v}}


def _entity(one: Entity) -> dict[str, Any]:
    is_public = one.kind == "organization" and one.sector in PUBLIC_SECTORS
    properties: dict[str, Iterable[str | None]] = {
        "name": [one.name],
        "alias": one.aliases,
        "country": [iso2(one.country)],
        "wikidataId": [one.wikidata],
    }
    if one.kind == "person":
        properties["position"] = [office.office for office in one.offices]
    return _proxy(one.id, "PublicBody" if is_public else SCHEMATA[one.kind], properties)


def iso2(country: str | None) -> str | None:
    """Return a country as FollowTheMoney writes it: ISO 3166 alpha-2, in small letters."""
    row = load_countries().get(country or "")
    return row.iso2.lower() if row else None


def _of_report(report: Told) -> Iterator[dict[str, Any]]:
    document = report.reading.document
    yield _proxy(
        document.id,
        "Article",
        {
            "title": [document.title],
            "author": document.bylines,
            "publisher": [document.publisher],
            "publishedAt": [document.published.value],
            "sourceUrl": [safe_link(document.url)],
            "language": ["eng" if document.language == "en" else None],
            "bodyText": [document.text],
        },
    )
    for actor in report.reading.actors:
        if actor.named:
            yield from _mentions(report, actor)
    for event in report.reading.events:
        yield _event(report, event)


def _mentions(report: Told, actor: Actor) -> Iterator[dict[str, Any]]:
    """Yield one mention for each name by which a report calls an actor."""
    names = dict.fromkeys(" ".join(m.text.split()) for m in actor.mentions if m.form == "name")
    entity = report.entities.get(actor.id)
    document = report.reading.document.id
    for name in names or {actor.name: None}:
        yield _proxy(
            f"m_{_hash(document, actor.id, name)}",
            "Mention",
            {
                "document": [document],
                "name": [name],
                "resolved": [entity],
                "detectedSchema": [SCHEMATA[actor.kind]],
                "contextCountry": [iso2(actor.country)],
            },
        )


def _event(report: Told, event: Event) -> dict[str, Any]:
    document, time, place = report.reading.document, event.time, event.location
    parties = [report.entities.get(who) for who in (*event.actors, *event.recipients)]
    day = time.earliest if time and time.earliest == time.latest else None
    words = [" ".join(span.text.split()) for span in event.evidence]
    return _proxy(
        f"e_{_hash(document.id, event.id)}",
        "Event",
        {
            "name": [f"{event.type}: {' '.join(event.trigger.text.split())}"],
            "date": [day],
            "startDate": [time.earliest if time and day is None else None],
            "endDate": [time.latest if time and day is None else None],
            "involved": parties,
            "location": [place.name if place else None],
            "country": [iso2(place.country) if place else None],
            "summary": [f"{event.status}, {event.certainty}"],
            "description": words,
            "proof": [document.id],
            "sourceUrl": [safe_link(document.url)],
        },
    )


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()
