"""What lies ahead of the reports as a table: each item of an agenda, or each happening once, by the latest report that tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.assembly.types import Plan
from onrecord.questions.report import source_of
from onrecord.questions.streaming import Selection
from onrecord.store import Store, stream
from onrecord.store.find import plan_of
from onrecord.store.told import Told
from onrecord.types import ActorId, AgendaItem, Event, Location, Span
from onrecord.views.exports.columns import Column, Table
from onrecord.views.exports.events import first, span_columns
from onrecord.views.exports.reports import of_report

LAYERS = ("times", "actors", "attributions", "events", "agenda")


@dataclass(frozen=True, slots=True)
class Due:
    """An item of the agenda in its report."""

    report: Told
    item: AgendaItem
    event: Event | None
    plan: Plan | None
    counting: str

    @property
    def id(self) -> str:
        """Unique: document and item."""
        return f"{self.report.reading.document.id}:{self.item.id}"

    @property
    def place(self) -> Location | None:
        """Where, or None."""
        return self.item.location or (self.event.location if self.event else None)

    @property
    def condition(self) -> Span | None:
        """The words of the condition, or None."""
        return self.item.condition or (self.event.condition if self.event else None)

    @property
    def source(self) -> str | None:
        """On whose word, or None for the report itself."""
        within = self.item.within or (self.event.within if self.event else None)
        return source_of(self.report, within)


def rows(store: Store, asked: Selection) -> Iterator[Due]:
    """Yield the items that are asked for."""
    reports = asked.reader(store, LAYERS, mentions=False)
    for report, found in stream.facts(store, "agenda", asked.conditions, reports):
        events = {event.id: event for event in report.reading.events}
        for item in found:
            event = events.get(item.event) if item.event else None
            happening = report.happenings.get(item.event) if item.event else None
            plan = plan_of(store, happening, Plan) if happening else None
            yield Due(report, item, event, plan, asked.counting)


def _each(value: Callable[[Due, ActorId], object]) -> Callable[[Due], object]:
    return lambda one: tuple(
        value(one, who) or "" for who in dict.fromkeys(one.item.participants) if who in one.report.actors
    )


TABLE = Table(
    name="agenda",
    help="what lay ahead of a report",
    key="id",
    columns=(
        Column("id", "string", "unique: document and item", lambda one: one.id, needed=True),
        Column("counting", "string", "reports: a row for each report that tells of an item; happenings: a row for each distinct happening, by the latest report", lambda one: one.counting, needed=True),
        Column("happening", "string", "the happening", lambda one: one.report.happenings.get(one.item.event) if one.item.event else None),
        Column("plan", "string", "the plan over all reports", lambda one: one.plan.id if one.plan else None),
        *of_report(lambda one: one.report),
        Column("kind", "string", "event or deadline", lambda one: one.item.kind, needed=True),
        Column("summary", "string", "a clause or noun phrase that can stand alone, in words of the report", lambda one: one.item.summary, excerpt=True),
        Column("type", "string", "the type of its event", lambda one: one.event.type if one.event else None),
        Column("status", "string", "as of events, and cancelled", lambda one: one.item.status, needed=True),
        Column("earliest", "date", "the first day that it is planned for", lambda one: one.item.earliest),
        Column("latest", "date", "the last day that it is planned for", lambda one: one.item.latest),
        Column("moved_from_earliest", "date", "the first day of the plan before it was moved", lambda one: m.earliest if (m := one.item.moved_from) else None),
        Column("moved_from_latest", "date", "the last day of the plan before it was moved", lambda one: m.latest if (m := one.item.moved_from) else None),
        Column("participant_names", "list", "who takes part", _each(lambda one, who: one.report.actors[who].name)),
        Column("participant_entities", "list", "their entities, in the same order", _each(lambda one, who: one.report.entities.get(who))),
        Column("participant_countries", "list", "their countries, in the same order", _each(lambda one, who: one.report.actors[who].country)),
        Column("place", "string", "the name of the place", lambda one: p.name if (p := one.place) else None),
        Column("country", "string", "the country of the place, ISO 3166 alpha-3", lambda one: p.country if (p := one.place) else None),
        Column("geonames", "integer", "GeoNames id of the place", lambda one: p.geonames if (p := one.place) else None),
        Column("source", "string", "on whose word; empty: the report's own", lambda one: one.source),
        Column("reports", "integer", "how many reports told of it in advance", lambda one: len({t.document for t in one.plan.history}) if one.plan else 1, needed=True),
        Column("overdue", "boolean", "whether its day has passed and no report tells what came of it", lambda one: bool(one.plan and one.plan.overdue), needed=True),
        *span_columns("condition", "the words of the condition", lambda one: one.condition),
        *span_columns("quote", "the words that tell of it", lambda one: first(one.item.evidence)),
    ),
)  # fmt: skip
