"""A small hand-made reading with every layer, for tests of the store and the views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.types import (
    Actor,
    ActorId,
    AgendaId,
    AgendaItem,
    AgendaWindow,
    Attribution,
    AttributionId,
    Disagreement,
    Document,
    DocumentId,
    Event,
    EventId,
    EventTime,
    Figure,
    Location,
    Mention,
    Note,
    Place,
    PlaceId,
    Plover,
    Published,
    Reading,
    Reason,
    Side,
    Source,
    Span,
    Time,
    TimeId,
)

TEXT = (
    "Foreign Minister Ana Kovač will fly to Valletta on Monday with at least 12 envoys, her office said 🛫.\n\n"
    "“We never agreed to these talks,” an opposition spokesman told reporters. "
    "If they fail, Brussels may impose sanctions next month."
)


def span(words: str, nth: int = 1) -> Span:
    """Return the span of the `nth` occurrence of `words` in the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def located(words: str) -> dict[str, Any]:
    """Return start, end and text of `words`, for values that are spans themselves."""
    found = span(words)
    return {"start": found.start, "end": found.end, "text": found.text}


def sample_reading() -> Reading:
    """Return the record of `TEXT`."""
    kovac, office, spokesman, brussels = (ActorId(f"a_{n}") for n in range(4))
    monday, next_month = TimeId("t_0"), TimeId("t_1")
    said, told = AttributionId("q_0"), AttributionId("q_1")
    flight, agreement, sanctions = (EventId(f"e_{n}") for n in range(3))
    valletta = Location(
        **located("Valletta"), name="Valletta", country="MLT", geonames=2562305, lat=35.9, lon=14.5
    )
    return Reading(
        document=Document(
            id=DocumentId("d_0"),
            given_id="wire-7",
            url="https://news.example/kovac",
            title="Kovač to open talks in Valletta",
            section="World",
            bylines=("Jo Field",),
            publisher="The Example",
            tags=("Malta", "talks"),
            language="en",
            text=TEXT,
            published=Published(
                value="2024-03-08",
                earliest="2024-03-08",
                latest="2024-03-08",
                basis="metadata",
                evidence=("meta",),
            ),
        ),
        times=(
            Time(
                **located("Monday"),
                id=monday,
                type="DATE",
                value="2024-03-11",
                earliest="2024-03-11",
                latest="2024-03-11",
                basis=(Reason(rule="weekday-by-tense", table="times_grammar.tsv", line=62),),
            ),
            Time(
                **located("next month"),
                id=next_month,
                type="DATE",
                value="2024-04",
                earliest="2024-04-01",
                latest="2024-04-30",
            ),
        ),
        actors=(
            Actor(
                id=kovac,
                name="Ana Kovač",
                kind="person",
                country="HRV",
                sector="GOV",
                office="foreign minister",
                wikidata="Q1",
                mentions=(Mention(**located("Foreign Minister Ana Kovač"), form="name"),),
            ),
            Actor(
                id=office,
                name="office of Ana Kovač",
                kind="organization",
                named=False,
                mentions=(Mention(**located("her office"), form="nominal"),),
            ),
            Actor(
                id=spokesman,
                name="opposition spokesman",
                kind="person",
                sector="OPP",
                named=False,
                mentions=(Mention(**located("an opposition spokesman"), form="nominal"),),
            ),
            Actor(
                id=brussels,
                name="European Union",
                kind="organization",
                country="EUR",
                mentions=(Mention(**located("Brussels"), form="name"),),
            ),
        ),
        places=(
            Place(
                **located("Valletta"),
                id=PlaceId("p_0"),
                name="Valletta",
                kind="city",
                country="MLT",
                geonames=2562305,
                lat=35.9,
                lon=14.5,
            ),
        ),
        attributions=(
            Attribution(
                id=said,
                source=Source(**located("her office"), actor=office),
                cue=span("said"),
                content=(span("Foreign Minister Ana Kovač will fly to Valletta on Monday"),),
                quotation="indirect",
                sourcing="unnamed",
            ),
            Attribution(
                id=told,
                source=Source(**located("an opposition spokesman"), actor=spokesman),
                cue=span("told"),
                content=(span("We never agreed to these talks"),),
                quotation="direct",
                sourcing="unnamed",
                kind="deny",
                basis=(Reason(rule="cue-and-clause", words="tell", table="cues.tsv", line=216),),
            ),
        ),
        events=(
            Event(
                id=flight,
                type="CONSULT",
                mode="visit",
                trigger=span("fly to"),
                mentions=(span("fly to"), span("talks")),
                contexts=("diplomatic",),
                plover=Plover(type="AGREE", aux=("future",), quad=1, scale=2.5),
                cameo="042",
                actors=(kovac,),
                location=valletta,
                time=EventTime(earliest="2024-03-11", latest="2024-03-11", time=monday),
                figures=(Figure(what="participants", low=12, high=None, span=span("at least 12 envoys")),),
                status="planned",
                within=said,
                evidence=(
                    span("Foreign Minister Ana Kovač will fly to Valletta on Monday"),
                    span("We never agreed to these talks"),
                ),
            ),
            Event(
                id=agreement,
                type="AGREE",
                trigger=span("agreed to"),
                mentions=(span("agreed to"),),
                status="denied",
                within=told,
                evidence=(span("We never agreed to these talks"),),
            ),
            Event(
                id=sanctions,
                type="SANCTION",
                trigger=span("impose sanctions"),
                mentions=(span("impose sanctions"),),
                actors=(brussels,),
                recipients=(kovac, spokesman),
                status="conditional",
                certainty="possible",
                condition=span("If they fail"),
                time=EventTime(earliest="2024-04-01", latest="2024-04-30", time=next_month),
                evidence=(span("If they fail, Brussels may impose sanctions next month."),),
            ),
        ),
        agenda=(
            AgendaItem(
                id=AgendaId("g_0"),
                kind="event",
                summary="Ana Kovač flies to Valletta",
                event=flight,
                earliest="2024-03-11",
                latest="2024-03-11",
                participants=(kovac,),
                location=valletta,
                evidence=(span("fly to Valletta on Monday"),),
            ),
            AgendaItem(
                id=AgendaId("g_1"),
                kind="event",
                summary="European Union may impose sanctions",
                event=sanctions,
                earliest="2024-04-01",
                latest="2024-04-30",
                status="conditional",
                participants=(brussels,),
                evidence=(span("impose sanctions next month"),),
            ),
        ),
        disagreements=(
            Disagreement(
                id="x_0",
                about="whether talks were agreed",
                sides=(
                    Side(actor=office, span=span("will fly to Valletta"), event=flight),
                    Side(actor=spokesman, span=span("We never agreed"), attribution=told),
                ),
            ),
        ),
        notes=(
            Note(code="actor-open", message="It is open whose spokesman is meant.", span=span("spokesman")),
            Note(code="no-map", message="No map was consulted."),
        ),
    )


# ---- what lies ahead -----------------------------------------------------------------------


def window(earliest: str | None, latest: str | None) -> AgendaWindow:
    return AgendaWindow(earliest=earliest, latest=latest)


def plan(number: int = 5, **fields: Any) -> AgendaItem:
    """Return an item ahead of the sample reading: a vote on 12 March 2024, unless `fields` say otherwise."""
    made: dict[str, Any] = {
        "kind": "event",
        "summary": "The council votes",
        "earliest": "2024-03-12",
        "latest": "2024-03-12",
    }
    return AgendaItem(id=AgendaId(f"g_{number}"), **made | fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Disagreement):
    """A disagreement with all fields of the contract."""

    kind: Any
    field: Any


def dispute(found: Disagreement, kind: str, field: str) -> Dispute:
    """Return a disagreement of this kind, about this field."""
    return Dispute(id=found.id, about=found.about, sides=found.sides, kind=kind, field=field)
