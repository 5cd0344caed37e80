"""Events with their parties, codes and day, as exports need them: one for each report or one for each happening.

The user chooses reports or happenings. As happenings, type, mode, status, place, days and figures are those of all
reports together; words and parties are those of the latest report that tells of it, and where it leaves a side open, those of all
reports. Other reports may name the same party otherwise ("police", "officers"), and all their names together would make many pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import permutations, product
from typing import Literal

from onrecord.assembly.types import Entity, Happening
from onrecord.lexicon.codes import Codes, codes_of
from onrecord.ontologies import CameoRow, load_ontology
from onrecord.questions.periods import day_in_series
from onrecord.questions.report import source_of
from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.store.index import day_of
from onrecord.store.told import Told
from onrecord.types import Actor, ActorId, CodedParty, CodingBasis, Event, EventId, EventTime, Plover
from onrecord.views.coding import Countries, coded_sides
from onrecord.views.exports.codes import iso3c
from onrecord.world import load_world
from onrecord.world.rows import PlaceRow

LAYERS = ("times", "actors", "attributions", "events")
DayBasis = Literal["text", "window", "published"]
CAMEO_CANNOT_SAY = ("hypothetical", "negation")  # auxiliary modes


@dataclass(frozen=True)
class Coded:
    """An event with its parties."""

    report: Told
    event: Event
    id: str
    """Unique in the export: document and event, or the id of the happening."""
    counting: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    entities: Mapping[str, str]
    """The entity of each of its parties, by the id of the actor."""
    happening: Happening | None = None
    """The happening, if these are counted."""
    countries: Countries = "said"
    """Whether its parties have the countries that the words give alone."""
    bases: Mapping[ActorId, CodingBasis] = field(default_factory=dict)
    """Where the countries of its parties come from that the words do not give."""

    def basis(self, actor: Actor | None) -> CodingBasis | None:
        """Return where the country of a party comes from, or None if it has none."""
        if actor is None or actor.country is None:
            return None
        return self.bases.get(actor.id, "said")

    @cached_property
    def published(self) -> str | None:
        """The day of publication, or the earliest possible one; of a happening that of the first report."""
        if self.happening is not None:
            return next((t.published for t in self.happening.tellings if t.published), None)
        return day_of(self.report.reading.document.published)

    @cached_property
    def day(self) -> str | None:
        """The one day by which it is counted."""
        time = self.event.time
        found = day_in_series(
            time.earliest if time else None, time.latest if time else None, self.published, "day"
        )
        return found.isoformat() if found else None

    @property
    def day_basis(self) -> DayBasis | None:
        """Where the day comes from: the text, the nearest day of a window, or the day of publication."""
        time = self.event.time
        if self.day is None:
            return None
        if time is None or (time.earliest is None and time.latest is None) or self._is_inherited:
            return "published"
        return "text" if time.earliest == time.latest else "window"

    @property
    def _is_inherited(self) -> bool:
        """Whether no report of a happening gives its time, so that it comes from the reports around it."""
        tellings = self.happening.tellings if self.happening else ()
        return bool(tellings) and all(telling.time_basis != "event" for telling in tellings)

    @cached_property
    def plover(self) -> Plover | None:
        """The code of the published standard, or None if it has none."""
        if self.happening is None:
            return self.event.plover
        return load_ontology().plover_of(self.event, self.published)

    @property
    def is_recoded(self) -> bool:
        """Whether the standard gives it another type, without the mode of the act."""
        return self.plover is not None and self.plover.type != self.event.type

    @property
    def mode(self) -> str | None:
        """The mode in the standard."""
        return None if self.is_recoded else self.event.mode

    @cached_property
    def cameo(self) -> CameoRow | None:
        """CAMEO's code; None if there is none, or if the event did not or may not happen, which CAMEO cannot express."""
        plover = self.plover
        if plover is None or set(plover.aux) & set(CAMEO_CANNOT_SAY):
            return None
        return load_ontology().cameo_of(plover.type, self.mode, self.event.contexts)

    @property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER's contexts, the auxiliary modes among them, as the manual has it."""
        return (*self.event.contexts, *(self.plover.aux if self.plover else ()))

    @property
    def reports(self) -> int:
        """How many reports tell of it, copies folded."""
        return len(self.happening.reports) if self.happening else 1

    @property
    def publishers(self) -> tuple[str, ...]:
        """The outlets that tell of it."""
        if self.happening:
            return self.happening.publishers
        return tuple(filter(None, (self.report.reading.document.publisher,)))

    @property
    def sources(self) -> int:
        """How many independent voices tell of it."""
        return len(self.happening.sources) if self.happening else 1

    @property
    def source(self) -> str | None:
        """On whose word, or None for the report itself."""
        return source_of(self.report, self.event.within)

    @property
    def happening_id(self) -> str | None:
        """The happening that it is or tells of."""
        return self.happening.id if self.happening else self.report.happenings.get(self.event.id)

    def figure(self, what: str) -> tuple[float | int | None, float | int | None]:
        """Return the least and the most of its figures of a kind."""
        found = next((f for f in self.event.figures if f.what == what), None)
        return (found.low, found.high) if found else (None, None)


@dataclass(frozen=True, slots=True)
class Pair:
    """One actor and one recipient of an event. Of actors who act together, each acts on each."""

    coded: Coded
    actor: Actor | None
    recipient: Actor | None
    number: int
    of: int
    together: bool = False

    @property
    def id(self) -> str:
        """Unique in the export: the id of the event; from the second pair on, with the number of the pair."""
        return self.coded.id if self.number == 1 else f"{self.coded.id}-{self.number}"


def coded(
    store: Store,
    asked: Selection,
    countries: Countries = "said",
    *,
    mentions: bool = False,
    places: bool = False,
) -> Iterator[Coded]:
    """Yield the events that are asked for."""
    is_completed = countries == "completed"
    layers = (*LAYERS, "places") if places or is_completed else LAYERS
    reports = asked.reader(store, layers, mentions=mentions or is_completed)
    for report, found in _coded_by_report(store, asked, reports):
        if is_completed:
            sides = coded_sides(report.reading)
            yield from (_completed(one, sides) for one in found)
        else:
            yield from found


def _coded_by_report(
    store: Store, asked: Selection, reports: stream.Reports
) -> Iterator[tuple[Told, Iterator[Coded]]]:
    if asked.counting == "happenings":
        entity = stream.finder(store, "entities", Entity)
        for report, found in stream.happenings(store, asked.conditions, Happening, reports):
            yield report, (_of_happening(report, one, entity) for one in found if _event_of(report, one))
            for one in found:
                earlier = None if _event_of(report, one) else _earlier(report, one, reports)
                if earlier is not None:
                    yield earlier, iter((_of_happening(earlier, one, entity),))
        return
    for report, events in stream.facts(store, "events", asked.conditions, reports):
        yield report, (_of_report(report, event) for event in events)


def _of_report(report: Told, event: Event) -> Coded:
    return Coded(
        report=report,
        event=event,
        id=f"{report.reading.document.id}:{event.id}",
        counting="reports",
        actors=_actors(report, event.actors),
        recipients=_actors(report, event.recipients),
        entities=report.entities,
    )


# ---- countries that the words leave open -------------------------------------------------------

Sides = Mapping[EventId, tuple[tuple[CodedParty, ...], tuple[CodedParty, ...]]]
NOBODY_NAMED = Actor(id=ActorId(""), name="", kind="group", named=False)


def _completed(one: Coded, sides: Sides) -> Coded:
    """Return an event whose open sides have the countries that rules give; a side without a party may get one without a name.

    A happening is completed where its parties are those of the report that it stands with.
    """
    found = sides.get(one.event.id)
    if found is None:
        return one
    actors, recipients = (
        _with_countries(parties, of_side)
        for parties, of_side in zip((one.actors, one.recipients), found, strict=True)
    )
    bases = {
        p.actor or NOBODY_NAMED.id: p.basis for side in found for p in side if p.basis not in (None, "said")
    }
    return replace(one, actors=actors, recipients=recipients, countries="completed", bases=bases)


def _with_countries(parties: tuple[Actor, ...], coded: tuple[CodedParty, ...]) -> tuple[Actor, ...]:
    if not parties:
        return tuple(replace(NOBODY_NAMED, country=party.country) for party in coded if party.actor is None)
    if any(party.country for party in parties):
        return parties
    countries = {party.actor: party.country for party in coded}
    return tuple(replace(party, country=countries.get(party.id)) for party in parties)


def _actors(report: Told, ids: Iterable[ActorId]) -> tuple[Actor, ...]:
    return tuple(report.actors[one] for one in dict.fromkeys(ids) if one in report.actors)


def _event_of(report: Told, happening: Happening) -> Event | None:
    """Return the last event by which a report tells of a happening; None if it was withdrawn since reports were put together."""
    own = (t.event for t in reversed(happening.tellings) if t.document == report.document.id)
    return next(filter(None, (report.facts.named("events", event) for event in own)), None)


def _earlier(latest: Told, happening: Happening, reports: stream.Reports) -> Told | None:
    """Return the latest report that still tells of a happening, if the one that it stands with does not; None if none does."""
    documents = dict.fromkeys(t.document for t in reversed(happening.tellings))
    others = (reports.of(document) for document in documents if document != latest.document.id)
    return next((report for report in others if report and _event_of(report, happening)), None)


def _of_happening(report: Told, happening: Happening, entity: Callable[[str], Entity | None]) -> Coded:
    event = _event_of(report, happening)
    assert event is not None  # noqa: S101 - the caller's
    by_entity = {thing: report.actors[ActorId(one)] for one, thing in report.entities.items()}
    entities = dict(report.entities)
    sides = []
    for own, everyone in ((event.actors, happening.actors), (event.recipients, happening.recipients)):
        found = _actors(report, own) or tuple(_party(one, by_entity, report, entity) for one in everyone)
        entities |= {actor.id: actor.id for actor in found if actor.id in everyone and entity(actor.id)}
        sides.append(found)
    actors, recipients = sides
    together = replace(
        event,
        type=happening.type,
        mode=happening.mode,
        status=happening.status,
        location=happening.location,
        time=EventTime(earliest=happening.earliest, latest=happening.latest),
        figures=happening.figures,
        actors=tuple(one.id for one in actors),
        recipients=tuple(one.id for one in recipients),
    )
    return Coded(
        report=report,
        event=together,
        id=happening.id,
        counting="happenings",
        actors=actors,
        recipients=recipients,
        entities=entities,
        happening=happening,
    )


def _party(
    one: str, by_entity: Mapping[str, Actor], report: Told, entity: Callable[[str], Entity | None]
) -> Actor:
    """Return a party of a happening: the actor of the report, else the entity over all reports, else the words."""
    if one in by_entity:
        return by_entity[one]
    found = entity(one)
    if found is not None:
        return Actor(
            id=ActorId(found.id),
            name=found.name,
            kind=found.kind,
            country=found.country,
            sector=found.sector,
            wikidata=found.wikidata,
        )
    called = next((a for a in report.actors.values() if not a.named and a.name == one), None)
    return called or Actor(id=ActorId(one), name=one, kind="group", named=False)


def pairs(events: Iterable[Coded]) -> Iterator[Pair]:
    """Yield each actor with each recipient of events; if actors act together without a recipient, each pair of them."""
    for one in events:
        yield from pairs_of(one)


def pairs_of(one: Coded) -> Iterator[Pair]:
    """Yield the pairs of an event, at least one."""
    together = not one.recipients and len(one.actors) > 1
    found = (
        list(permutations(one.actors, 2))
        if together
        else list(product(one.actors or (None,), one.recipients or (None,)))
    )
    for number, (actor, recipient) in enumerate(found, 1):
        yield Pair(one, actor, recipient, number, len(found), together)


# ---- what columns of several tables have ---------------------------------------------------


@lru_cache(maxsize=16384)
def _codes(kind: str, country: str | None, sector: str | None, sector2: str | None) -> Codes:
    return codes_of(kind, country, sector, sector2)


NO_CODES = Codes()


def codes(actor: Actor | None) -> Codes:
    """Return the codes of an actor in other code books."""
    return _codes(actor.kind, actor.country, actor.sector, actor.sector2) if actor else NO_CODES


def sectors(actor: Actor | None) -> tuple[str, ...]:
    """Return the sectors of an actor."""
    return tuple(filter(None, (actor.sector, actor.sector2))) if actor else ()


def country_iso3c(actor: Actor | None) -> str | None:
    """Return the country of an actor, if it is one of ISO 3166."""
    return iso3c(actor.country) if actor else None


def gazetteer(geonames: int | None) -> PlaceRow | None:
    """Return what the tables of the world know of a place."""
    return load_world().place_of(geonames) if geonames else None


def place(one: Coded) -> PlaceRow | None:
    """Return what the tables of the world know of the place of an event."""
    return gazetteer(one.event.location.geonames) if one.event.location else None


def city(pair: Pair) -> str | None:
    """Return the city in which it takes place."""
    row = place(pair.coded)
    return row.name if row and row.kind == "city" else None


def province(pair: Pair) -> str | None:
    """Return the first-order region in which it takes place."""
    row = place(pair.coded)
    return (row.name if row.kind == "region" else row.admin1) if row else None


@lru_cache(maxsize=1024)
def country_name(code: str | None) -> str | None:
    """Return the English name of a country, or the code of a body that is not a country."""
    return (load_world().country_name(code) or code) if code else None
