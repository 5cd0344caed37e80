"""The fields of facts that people correct: how each is read as text, taken from text, and written into a fact.

A value names actors, places and numbers by words of the text (offsets), so that it holds for another reading of the same
text. An actor that a reading does not have is made, if the value says what kind of actor it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, TypeVar, get_args

from onrecord.ontologies import load_ontology
from onrecord.store.corrections.types import NOTHING
from onrecord.store.corrections.values import (
    NOWHERE,
    At,
    Count,
    Days,
    InvalidValueError,
    Party,
    Spot,
    choice,
    list_text,
    listed,
    optional,
    parse_count,
    parse_days,
    parse_party,
    parse_spot,
)
from onrecord.types import (
    Actor,
    ActorId,
    AgendaItem,
    Attribution,
    Certainty,
    Event,
    EventTime,
    Figure,
    Location,
    Mention,
    Polarity,
    Reading,
    Source,
    Status,
    span_of,
)

__all__ = ["FIELDS", "Field", "InvalidValueError", "NotAppliedError", "actor_at", "party_of"]

Do = str  # set, add or remove
S = TypeVar("S", Event, AgendaItem)
STATUSES: tuple[str, ...] = get_args(Status)
AGENDA_STATUSES = (*STATUSES, "cancelled")
UNNAMED = ("unnamed", "collective", "document")  # kinds of sourcing that need no name
HAND_BYTES = 8  # of the id of an actor that a correction made


class NotAppliedError(Exception):
    """Raised where a correction cannot be applied to a reading; the message says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value as text, and the fact with another value."""

    read: Callable[[Reading, Any], str]
    """The value in a fact, as text."""
    parse: Callable[[str], Any]
    """The value of a text; raises `InvalidValueError`."""
    write: Callable[[Reading, Any, Any, Do], tuple[Reading, Any]]
    """The reading and the fact with a value; raises `NotAppliedError`."""
    is_list: bool = False
    """Whether parts of it can be added and removed."""


# ---- closed sets -------------------------------------------------------------------------


def _plain(name: str, parse: Callable[[str], Any]) -> Field:
    """Return a field whose value is one of a closed set."""
    return Field(
        read=lambda _, fact: getattr(fact, name) or NOTHING,
        parse=parse,
        write=lambda reading, fact, value, _: (reading, replace(fact, **{name: value})),
    )


def _types() -> tuple[str, ...]:
    ontology = load_ontology()
    return (*ontology.types, *ontology.further)


def _modes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode for row in load_ontology().types.values() for mode in row.modes))


def _with_mode(reading: Reading, event: Event, mode: str | None, _: Do) -> tuple[Reading, Event]:
    row = load_ontology().types.get(event.type)
    modes = tuple(row.modes) if row else ()
    if mode is not None and mode not in modes:
        raise NotAppliedError(
            f"'{mode}' is no mode of {event.type}; its modes are {', '.join(modes) or 'none'}"
        )
    return reading, replace(event, mode=mode)


def _with_type(reading: Reading, event: Event, name: str, _: Do) -> tuple[Reading, Event]:
    """Return the event with another type; a mode that the type does not have is left out."""
    row = load_ontology().types.get(name)
    keeps = row is not None and event.mode in row.modes
    return reading, replace(event, type=name, mode=event.mode if keeps else None)


# ---- actors ------------------------------------------------------------------------------


def party_of(actor: Actor) -> Party:
    """Return an actor as a value: its name and facts, and its first mention by name."""
    at = next((m for m in actor.mentions if m.form == "name"), actor.mentions[0] if actor.mentions else None)
    return Party(
        actor.name, actor.kind, actor.country, actor.wikidata, At(at.start, at.end) if at else NOWHERE
    )


def actor_at(reading: Reading, start: int) -> Actor | None:
    """Return the actor with a mention that begins at an offset, else one that holds it."""
    for holds in (lambda m: m.start == start, lambda m: m.start <= start < m.end):
        for actor in reading.actors:
            if any(map(holds, actor.mentions)):
                return actor
    return None


def _actor(reading: Reading, party: Party) -> Actor | None:
    """Return the actor that a value names: by its words, else by its Wikidata id, else by name."""
    by_words = actor_at(reading, party.at.start) if party.at.start is not None else None
    if by_words is not None:
        return by_words
    for actor in reading.actors:
        if party.wikidata is not None and actor.wikidata == party.wikidata:
            return actor
        if actor.name.casefold() == party.name.casefold() and party.kind in (None, actor.kind):
            return actor
    return None


def with_actor(reading: Reading, party: Party) -> tuple[Reading, Actor]:
    """Return a reading that has the actor, and the actor; raises `NotAppliedError` if it has not and cannot."""
    found = _actor(reading, party)
    if found is not None:
        return reading, found
    start, end = party.at.start, party.at.end
    if party.kind is None or start is None or end is None:
        raise NotAppliedError(f"the report has no actor '{party}' any more")
    words = span_of(reading.document.text, start, end)
    named = words.text[:1].isupper()
    content = f"{reading.document.id}\x1f{party.kind}\x1f{start}\x1f{end}"
    actor = Actor(
        id=ActorId(f"a_{blake2b(content.encode(), digest_size=HAND_BYTES).hexdigest()}"),
        name=party.name,
        kind=party.kind,
        country=party.country,
        wikidata=party.wikidata,
        named=named,
        mentions=(Mention(start=start, end=end, text=words.text, form="name" if named else "nominal"),),
    )
    actors = sorted((*reading.actors, actor), key=lambda a: a.mentions[0].start if a.mentions else 0)
    return replace(reading, actors=tuple(actors)), actor


def _parties(name: str) -> Field:
    """Return the field of a role: actors or recipients."""

    def read(reading: Reading, fact: Event) -> str:
        by_id = {actor.id: actor for actor in reading.actors}
        return list_text(party_of(by_id[one]) for one in getattr(fact, name) if one in by_id)

    def write(reading: Reading, fact: Event, parties: Sequence[Party], do: Do) -> tuple[Reading, Event]:
        if do == "remove":  # who is not there is not in the role either
            gone = {found.id for party in parties if (found := _actor(reading, party))}
            return reading, replace(fact, **{name: tuple(a for a in getattr(fact, name) if a not in gone)})  # type: ignore[arg-type]
        ids: list[ActorId] = list(getattr(fact, name)) if do == "add" else []
        for party in parties:
            reading, actor = with_actor(reading, party)
            ids.append(actor.id)
        return reading, replace(fact, **{name: tuple(dict.fromkeys(ids))})  # type: ignore[arg-type]

    return Field(read, listed(parse_party), write, is_list=True)


# ---- time, place, figures ----------------------------------------------------------------


def _time_text(_: Reading, event: Event) -> str:
    return str(Days(event.time.earliest, event.time.latest)) if event.time else NOTHING


def _with_time(reading: Reading, event: Event, days: Days | None, _: Do) -> tuple[Reading, Event]:
    time = None if days is None else EventTime(earliest=days.earliest, latest=days.latest)
    return reading, replace(event, time=time)


def _window_text(_: Reading, item: AgendaItem) -> str:
    return str(Days(item.earliest, item.latest))


def _with_window(reading: Reading, item: AgendaItem, days: Days | None, _: Do) -> tuple[Reading, AgendaItem]:
    earliest, latest = (days.earliest, days.latest) if days else (None, None)
    return reading, replace(item, earliest=earliest, latest=latest)


def _location_text(_: Reading, fact: Event | AgendaItem) -> str:
    at = fact.location
    if at is None:
        return NOTHING
    return str(Spot(at.name, at.country, at.geonames, at.lat, at.lon, At(at.start, at.end)))


def _with_location(reading: Reading, fact: S, spot: Spot | None, _: Do) -> tuple[Reading, S]:
    if spot is None:
        return reading, replace(fact, location=None)
    words = _span(reading, spot.at, spot.name)
    there = next((p for p in reading.places if (p.start, p.end) == (words.start, words.end)), None)
    if there is not None and there.name == spot.name and spot.geonames is None:
        spot = replace(
            spot, country=spot.country or there.country, geonames=there.geonames, lat=there.lat, lon=there.lon
        )
    location = Location(
        start=words.start, end=words.end, text=words.text, name=spot.name,
        country=spot.country, geonames=spot.geonames, lat=spot.lat, lon=spot.lon,
    )  # fmt: skip
    return reading, replace(fact, location=location)


def _span(reading: Reading, at: At, what: str) -> Any:
    """Return the words of a value; raises `NotAppliedError` if it does not say which, or they are not in the text."""
    text = reading.document.text
    if at.start is None or at.end is None or not at.start < at.end <= len(text):
        raise NotAppliedError(f"'{what}' does not say which words of the text it rests on, as @120-126")
    return span_of(text, at.start, at.end)


def _figures_text(_: Reading, event: Event) -> str:
    return list_text(
        Count(f.what, f.low, f.high, f.unit, At(f.span.start, f.span.end)) for f in event.figures
    )


def _with_figures(reading: Reading, event: Event, counts: Sequence[Count], do: Do) -> tuple[Reading, Event]:
    given = [
        Figure(what=c.what, low=c.low, high=c.high, unit=c.unit, span=_span(reading, c.at, str(c))) for c in counts
    ]  # fmt: skip
    if do == "remove":
        gone = {(f.what, f.low, f.high) for f in given}
        figures = [f for f in event.figures if (f.what, f.low, f.high) not in gone]
    else:
        figures = [*(event.figures if do == "add" else ()), *given]
    return reading, replace(event, figures=tuple(sorted(dict.fromkeys(figures), key=lambda f: f.span.start)))


# ---- sources -----------------------------------------------------------------------------


def _source_text(reading: Reading, attribution: Attribution) -> str:
    source = attribution.source
    if source is None:
        return NOTHING
    at = At(source.start, source.end)
    actor = next((a for a in reading.actors if a.id == source.actor), None)
    return str(replace(party_of(actor), at=at) if actor else Party(source.text, at=at))


def _with_source(
    reading: Reading, attribution: Attribution, party: Party | None, _: Do
) -> tuple[Reading, Attribution]:
    if party is None:
        return reading, replace(attribution, source=None, sourcing="none")
    words = _span(reading, party.at, str(party))
    reading, actor = with_actor(reading, party)
    source = Source(start=words.start, end=words.end, text=words.text, actor=actor.id)
    kept = attribution.sourcing if attribution.sourcing in UNNAMED else "unnamed"
    return reading, replace(attribution, source=source, sourcing="named" if actor.named else kept)


FIELDS: Mapping[str, Mapping[str, Field]] = {  # by layer and name, in the order in which they are corrected
    "events": {
        "type": Field(
            lambda _, event: event.type, lambda text: choice(_types())(text), _with_type
        ),
        "mode": Field(
            lambda _, event: event.mode or NOTHING, lambda text: choice(_modes(), optional=True)(text), _with_mode
        ),
        "status": _plain("status", choice(STATUSES)),
        "certainty": _plain("certainty", choice(get_args(Certainty))),
        "actors": _parties("actors"),
        "recipients": _parties("recipients"),
        "time": Field(_time_text, optional(parse_days), _with_time),
        "location": Field(_location_text, optional(parse_spot), _with_location),
        "figures": Field(_figures_text, listed(parse_count), _with_figures, is_list=True),
    },
    "attributions": {
        "source": Field(_source_text, optional(parse_party), _with_source),
        "polarity": _plain("polarity", choice(get_args(Polarity))),
    },
    "agenda": {
        "time": Field(_window_text, optional(parse_days), _with_window),
        "status": _plain("status", choice(AGENDA_STATUSES)),
        "location": Field(_location_text, optional(parse_spot), _with_location),
    },
    "disagreements": {},
}  # fmt: skip
