"""Small hand-made reports for tests of the assembly: one sentence, one event each, with the fields that a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import (
    Actor,
    ActorId,
    AgendaId,
    AgendaItem,
    Attribution,
    AttributionId,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Figure,
    Location,
    Mention,
    Place,
    PlaceId,
    Published,
    Reading,
    Source,
    Span,
    Status,
)

TOWNS = {"Huaraz": ("PER", -9.5, -77.5), "Arequipa": ("PER", -16.4, -71.5), "Trujillo": ("PER", -8.1, -79.0)}


@dataclass(frozen=True)
class Who:
    """An actor by the words of the text that name it."""

    words: str
    kind: str = "person"
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None
    named: bool = True
    name: str | None = None


def span(text: str, words: str) -> Span:
    """Return the first occurrence of words."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def report(
    name: str,
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    trigger: str | None = None,
    code: str = "ASSAULT",
    mode: str | None = None,
    actors: Sequence[Who] = (),
    recipients: Sequence[Who] = (),
    others: Sequence[Who] = (),
    place: str | None = None,
    at: str | None = None,
    day: str | None = None,
    status: Status = "occurred",
    killed: tuple[str, int | None, int | None] | None = None,
    source: Who | str | None = None,
    denies: bool = False,
    planned_for: str | None = None,
) -> Reading:
    """Return the reading of a report with one event, named by `trigger`, and everything around it."""
    everyone = [*actors, *recipients, *others, *([source] if isinstance(source, Who) else [])]
    known = {who: _actor(name, text, n, who) for n, who in enumerate(dict.fromkeys(everyone))}
    said = AttributionId(f"q_{name}")
    attribution = Attribution(
        id=said,
        source=_source(text, source, known),
        cue=None,
        content=(span(text, text),),
        quotation="indirect",
        sourcing="named" if isinstance(source, Who) else "unnamed",
        kind="deny" if denies else "say",
    )
    event = Event(
        id=EventId(f"e_{name}"),
        type=code,
        mode=mode,
        trigger=span(text, trigger),
        mentions=(span(text, trigger),),
        actors=tuple(known[who].id for who in actors),
        recipients=tuple(known[who].id for who in recipients),
        time=EventTime(earliest=day, latest=day) if day else None,
        location=_location(text, at) if at else None,
        figures=(Figure(what="killed", low=killed[1], high=killed[2], span=span(text, killed[0])),) if killed else (),
        status=status,
        within=said if source else None,
        evidence=(span(text, text),),
    ) if trigger else None  # fmt: skip
    item = AgendaItem(
        id=AgendaId(f"g_{name}"),
        kind="event",
        summary=text,
        event=EventId(f"e_{name}"),
        earliest=planned_for,
        latest=planned_for,
    )
    return Reading(
        document=Document(
            id=DocumentId(name),
            text=text,
            title=text[:40],
            publisher=publisher,
            published=Published(value=published, earliest=published, latest=published, basis="given")
            if published
            else Published(),
        ),
        actors=tuple(known.values()),
        places=tuple(_place(name, text, words) for words in dict.fromkeys((place, at)) if words),
        attributions=(attribution,) if source else (),
        events=(event,) if event else (),
        agenda=(item,) if planned_for else (),
    )


def _actor(report_name: str, text: str, number: int, who: Who) -> Actor:
    at = span(text, who.words)
    return Actor(
        id=ActorId(f"a_{report_name}_{number}"),
        name=who.name or who.words,
        kind=who.kind,  # type: ignore[arg-type]
        country=who.country,
        sector=who.sector,
        office=who.office,
        wikidata=who.wikidata,
        named=who.named,
        mentions=(
            Mention(start=at.start, end=at.end, text=at.text, form="name" if who.named else "nominal"),
        ),
    )


def _source(text: str, source: Who | str | None, known: dict[Who, Actor]) -> Source | None:
    if source is None:
        return None
    at = span(text, source if isinstance(source, str) else source.words)
    actor = known[source].id if isinstance(source, Who) else None
    return Source(start=at.start, end=at.end, text=at.text, actor=actor)


def _place(name: str, text: str, words: str) -> Place:
    where = _location(text, words)
    fields = {
        field: getattr(where, field) for field in ("start", "end", "text", "name", "country", "lat", "lon")
    }
    return Place(id=PlaceId(f"p_{name}_{words}"), kind="city", **fields)


def _location(text: str, words: str) -> Location:
    at = span(text, words)
    country, lat, lon = TOWNS.get(words, (None, None, None))
    return Location(start=at.start, end=at.end, text=at.text, name=words, country=country, lat=lat, lon=lon)
