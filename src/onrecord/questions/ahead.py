"""What lies ahead: the agendas of all reports, each happening once, and past plans that ask for their outcome.

Where the assembly found that several reports tell of one happening, the row is that of the latest, with the history of the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Unpack

from onrecord.assembly.types import Plan
from onrecord.lexicon.forms import counted
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import OF_REPORTS, Conditions, Question, among, ask
from onrecord.questions.events import by_place
from onrecord.questions.filters import AheadFilters, Filters, checked
from onrecord.questions.meant import takes_part
from onrecord.questions.report import in_report, parties, source_of
from onrecord.questions.rows import Ahead
from onrecord.store import Store
from onrecord.store.find import (
    Condition,
    any_of,
    any_report,
    at_least,
    at_most,
    count,
    due_from,
    is_geonames,
    is_in,
    latest_day,
    plan_of,
    planned_at,
    with_party_of,
    with_summary,
)
from onrecord.store.told import Told, told
from onrecord.types import AgendaItem, AgendaWindow, Event

UNDATED_DAYS = 30  # how long after its report an item without a day counts as ahead
LAYERS = ("times", "actors", "attributions", "events", "agenda")
LATEST = Condition("superseded = 0")
OVERDUE = "happening IN (SELECT h.number FROM plans AS p JOIN happenings AS h ON h.id = p.happening WHERE p.overdue = 1)"


def ahead(store: Store, **filters: Unpack[AheadFilters]) -> Answer[Ahead]:
    """Return what lies ahead, the soonest first; raises `QuestionError` for a value that is not allowed.

    What is past is left out, unless days are asked for (`on_or_after`, `on_or_before`), or `overdue`: past plans of which no
    report tells what came of them.
    """
    asked = _from_today(store, checked("ahead", filters))
    answer = ask(store, QUESTION, asked)
    is_of_days = asked.on_or_after is not None and asked.on_or_before is not None
    waiting = 0 if asked.overdue or is_of_days else count(store, "prospects", (LATEST, Condition(OVERDUE)))
    if not waiting:
        return answer
    note = f"{counted(waiting, 'past plan')} without an outcome; 'overdue' lists them."
    return replace(answer, notes=(*answer.notes, note))


def _from_today(store: Store, asked: Filters) -> Filters:
    """Return the filters with the first day that counts as ahead, unless days or past plans are asked for."""
    if asked.as_of or asked.on_or_after or asked.on_or_before or asked.overdue:
        return asked
    return replace(asked, as_of=latest_day(store))


# ---- conditions --------------------------------------------------------------------------


def _lies_ahead(day: str) -> Condition:
    recent = (dt.date.fromisoformat(day) - dt.timedelta(days=UNDATED_DAYS)).isoformat()
    return due_from(day, recent)


def _is_overdue(overdue: bool) -> Condition:
    return Condition(OVERDUE if overdue else f"happening IS NULL OR NOT {OVERDUE}")


def _by_country(meant: Meant) -> Condition:
    code = meant.country or ""
    return any_report(any_of((is_in("country", (code,)), with_party_of(("participant",), code))))


def _at(meant: Meant) -> Condition:
    is_number = meant.kind != "country" and is_geonames(meant.name)
    return planned_at(int(meant.name)) if is_number else by_place(meant)


CONDITIONS: Conditions = {
    **{name: lambda value, of=of: any_report(of(value)) for name, of in OF_REPORTS.items()},  # type: ignore[misc]
    "words": lambda words: any_report(with_summary(words)),
    "type": among("type"),
    "status": among("status"),
    "actor": lambda meant: any_report(takes_part(meant, ("participant",))),
    "country": _by_country,
    "place": lambda meant: any_report(_at(meant)),
    "on_or_after": lambda day: at_least("latest", day),
    "on_or_before": lambda day: at_most("earliest", day),
    "as_of": _lies_ahead,
    "overdue": _is_overdue,
}


# ---- rows --------------------------------------------------------------------------------


def _rows(store: Store, keys: Sequence[int]) -> tuple[Ahead, ...]:
    return tuple(
        _row(report, report.fact("agenda", position)) for report, position in told(store, keys, LAYERS)
    )


def _row(report: Told, item: AgendaItem) -> Ahead:
    event: Event | None = report.facts.named("events", item.event) if item.event else None
    happening = report.happenings.get(item.event) if item.event else None
    plan: Plan | None = plan_of(report.store, happening, Plan) if happening else None
    place = item.location or (event.location if event else None)
    return Ahead(
        **in_report(report),
        item=item.id,
        event=item.event,
        kind=item.kind,
        summary=item.summary,
        type=event.type if event else None,
        status=item.status,
        earliest=item.earliest,
        latest=item.latest,
        moved_from=item.moved_from or _moved_from(plan, item),
        condition=item.condition or (event.condition if event else None),
        participants=parties(report, item.participants),
        place=place.name if place else None,
        country=place.country if place else None,
        source=source_of(report, item.within or (event.within if event else None)),
        evidence=item.evidence,
        **_of_plan(plan),
    )


def _of_plan(plan: Plan | None) -> dict[str, Any]:
    """Return the fields of a row that its plan gives."""
    if plan is None:
        return {
            "happening": None,
            "plan": None,
            "reports": 1,
            "history": (),
            "overdue": False,
            "may_answer": (),
        }
    return {
        "happening": plan.happening,
        "plan": plan.id,
        "reports": len({telling.document for telling in plan.history}),
        "history": plan.history,
        "overdue": plan.overdue,
        "may_answer": plan.may_answer,
    }


def _moved_from(plan: Plan | None, item: AgendaItem) -> AgendaWindow | None:
    """Return the days that the plan had before it was moved to those of the item: those of the last report with other days."""
    if plan is None or not any((t.earliest, t.latest) == (item.earliest, item.latest) for t in plan.moved):
        return None
    days = [(t.earliest, t.latest) for t in plan.history if t.earliest or t.latest]
    at = len(days) - 1 - days[::-1].index((item.earliest, item.latest))
    before = next((window for window in reversed(days[:at]) if window != days[at]), None)
    return AgendaWindow(earliest=before[0], latest=before[1]) if before else None


QUESTION = Question(
    name="ahead",
    noun="item",
    row=Ahead,
    table="prospects",
    conditions=CONDITIONS,
    build=_rows,
    combine=lambda conditions: (LATEST, *conditions.values()),
    order="latest IS NULL, latest, earliest, number",
    always=("as_of",),
)
