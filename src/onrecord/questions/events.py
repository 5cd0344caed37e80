"""Who did what to whom: the events of all reports, counted by reports or by distinct happenings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Unpack

from onrecord.assembly.types import Happening, HappeningId
from onrecord.ontologies import load_ontology
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import OF_REPORTS, Conditions, Question, among, ask
from onrecord.questions.filters import QUADS, EventFilters, checked
from onrecord.questions.meant import takes_part
from onrecord.questions.report import in_report, parties, source_of
from onrecord.questions.rows import Distinct, Reported
from onrecord.store import Store
from onrecord.store.find import (
    Condition,
    all_of,
    any_of,
    at_least,
    at_most,
    in_place,
    is_in,
    told_by,
    with_party_of,
)
from onrecord.store.told import Told, told, told_latest_first
from onrecord.types import Event

LAYERS = ("times", "actors", "attributions", "events")
TOGETHER = tuple(OF_REPORTS)  # filters of happenings that one report alone must fulfil


def events(store: Store, **filters: Unpack[EventFilters]) -> Answer[Reported]:
    """Return who did what to whom, the latest reports first; with `counting="happenings"` each happening once.

    Raises `QuestionError` for a value that is not allowed.
    """
    asked = checked("events", filters)
    return ask(store, HAPPENINGS if asked.counting == "happenings" else REPORTS, asked)


# ---- one row a report --------------------------------------------------------------------


def _by_dyad(pair: Sequence[Meant]) -> Condition:
    first, second = pair
    return any_of(
        all_of((takes_part(doer, ("actor",)), takes_part(other, ("recipient",))))
        for doer, other in ((first, second), (second, first))
    )


def _by_quad(quads: Sequence[str]) -> Condition:
    """Return the condition that the type is of one of some quad classes."""
    wanted = {QUADS.index(quad) + 1 for quad in quads}
    return is_in("type", [row.name for row in load_ontology().types.values() if row.quad in wanted])


def _by_country(meant: Meant) -> Condition:
    code = meant.country or ""
    return any_of((is_in("country", (code,)), with_party_of(("actor", "recipient"), code)))


def by_place(meant: Meant) -> Condition:
    """Return the condition that something takes place somewhere: a country, a GeoNames id or a name."""
    return in_place(meant.name, meant.country if meant.kind == "country" else None)


CONDITIONS: Conditions = {
    **OF_REPORTS,
    "type": among("type"),
    "status": among("status"),
    "quad": _by_quad,
    "actor": lambda meant: takes_part(meant, ("actor",)),
    "recipient": lambda meant: takes_part(meant, ("recipient",)),
    "dyad": _by_dyad,
    "country": _by_country,
    "place": by_place,
    "on_or_after": lambda day: at_least("latest", day),
    "on_or_before": lambda day: at_most("earliest", day),
}


def _reported(store: Store, keys: Sequence[int]) -> tuple[Reported, ...]:
    return tuple(
        _row(report, report.fact("events", position)) for report, position in told(store, keys, LAYERS)
    )


def _row(report: Told, event: Event) -> Reported:
    place, time = event.location, event.time
    return Reported(
        **in_report(report),
        event=event.id,
        happening=_id(report.happenings.get(event.id)),
        type=event.type,
        mode=event.mode,
        status=event.status,
        certainty=event.certainty,
        actors=parties(report, event.actors),
        recipients=parties(report, event.recipients),
        place=place.name if place else None,
        country=place.country if place else None,
        geonames=place.geonames if place else None,
        earliest=time.earliest if time else None,
        latest=time.latest if time else None,
        figures=event.figures,
        condition=event.condition,
        source=source_of(report, event.within),
        trigger=event.trigger,
        evidence=event.evidence,
    )


def _id(happening: str | None) -> HappeningId | None:
    return HappeningId(happening) if happening else None


REPORTS = Question(
    name="events", noun="event", row=Reported, table="tellings", conditions=CONDITIONS, build=_reported
)


# ---- one row a happening -----------------------------------------------------------------


def _through_reports(conditions: Mapping[str, Condition]) -> tuple[Condition, ...]:
    """Return the conditions on happenings: what is asked of reports holds for one of those that tell of it."""
    own = [condition for name, condition in conditions.items() if name in OWN]
    together = [condition for name, condition in conditions.items() if name in TOGETHER]
    others = [(c,) for name, c in conditions.items() if name not in OWN and name not in TOGETHER]
    return (*own, *(told_by(group) for group in (*others, together) if group))


def _distinct(store: Store, keys: Sequence[int]) -> tuple[Distinct, ...]:
    found = (_happening_row(*told_latest_first(store, key, Happening, LAYERS)) for key in keys)
    return tuple(row for row in found if row is not None)


def _happening_row(happening: Happening, reports: Iterable[Told | None]) -> Distinct | None:
    """Return a happening, in the words of the latest report that tells of it.

    None if nobody does any more: its events were withdrawn, and reports were not put together anew since then.
    """
    tellings = zip(reversed(happening.tellings), reports, strict=False)
    row = next(
        (
            _row(report, event)
            for telling, report in tellings
            if report and (event := report.facts.named("events", telling.event)) is not None
        ),
        None,
    )
    if row is None:
        return None
    place = happening.location
    fields: dict[str, Any] = {name: getattr(row, name) for name in Reported.__dataclass_fields__}
    found = Distinct(
        **fields,
        reports=len(happening.reports),
        publishers=happening.publishers,
        sources=len(happening.sources),
        documents=happening.reports,
    )
    return replace(
        found,
        type=happening.type,
        mode=happening.mode,
        status=happening.status,
        place=place.name if place else None,
        country=place.country if place else None,
        geonames=place.geonames if place else None,
        earliest=happening.earliest,
        latest=happening.latest,
        figures=happening.figures,
    )


OWN = ("type", "status", "quad", "on_or_after", "on_or_before")  # what a happening has itself
HAPPENINGS: Question = Question(
    name="events",
    noun="happening",
    row=Distinct,
    table="happenings",
    conditions=CONDITIONS,
    build=_distinct,
    combine=_through_reports,
    order="latest DESC, number",
)
