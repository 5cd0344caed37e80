"""What lies ahead as one iCalendar: the components of `views.ics`, for the items that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.assembly.types import Plan
from onrecord.store import stream
from onrecord.store.find import plan_of
from onrecord.store.told import Told
from onrecord.types import AgendaId, AgendaItem, Reading
from onrecord.views.exports.agenda import LAYERS
from onrecord.views.exports.job import Job


def rows(job: Job) -> Iterator[Reading]:
    """Yield each report with the items that are asked for; of happenings an item has the id of its plan, so that it moves with it."""
    reports = stream.Reports(job.store, LAYERS, mentions=True)
    for report, found in stream.facts(job.store, "agenda", job.asked.conditions, reports):
        own = found if job.asked.counting == "reports" else [_by_plan(job, report, item) for item in found]
        yield replace(report.reading, agenda=tuple(own))


def _by_plan(job: Job, report: Told, item: AgendaItem) -> AgendaItem:
    happening = report.happenings.get(item.event) if item.event else None
    plan = plan_of(job.store, happening, Plan) if happening else None
    return replace(item, id=AgendaId(plan.id)) if plan else item


def write(reading: Reading) -> str:
    """Return the components of one report."""
    from onrecord.views.ics import write_items_ahead

    return write_items_ahead(reading)


def begin() -> str:
    """Return the lines before the first item."""
    from onrecord.views.ics import begin_calendar

    return begin_calendar()


def end() -> str:
    """Return the line after the last item."""
    from onrecord.views.ics import end_calendar

    return end_calendar()
