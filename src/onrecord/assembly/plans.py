"""Plans over reports: what was said of a happening in advance, how its days moved, and what came of it.

A plan and its fulfilment stay two happenings. They are linked if their accounts fit (the mean of their scores), and if
the fulfilment is told no earlier than the plan. A plan whose days have passed without a word asks for its outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.assembly.clusters import TOGETHER
from onrecord.assembly.happenings import Joined
from onrecord.assembly.happenings.accounts import Account, Window
from onrecord.assembly.happenings.clusters import RefPair
from onrecord.assembly.happenings.describe import UNDATED, Context, happening_id
from onrecord.assembly.ids import content_id
from onrecord.assembly.types import EventRef, Happening, Plan, PlanId, PlanTelling, Story
from onrecord.types import AgendaItem, DocumentId, EventId, Reading, Status

FULFILLED = (
    -1500
)  # thousandths of log odds: as for one happening, less what a plan and a fact are apart by themselves
PLANNED: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional"})
SETTLED = ("cancelled", "negated")  # words after which nothing is awaited

Items = Mapping[tuple[DocumentId, EventId], AgendaItem]


@dataclass(frozen=True)
class Reports:
    """What plans need of the reports around them."""

    items: Items
    stories: Mapping[DocumentId, Sequence[DocumentId]]
    """The documents of the story of each document."""
    published: Mapping[DocumentId, str | None]
    """The day of publication, or the first possible one, of the documents of these stories."""
    latest: str | None
    """The latest day of publication of all reports."""
    context: Context


def find_plans(
    joined: Joined,
    happenings: Sequence[Happening],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    context: Context,
) -> tuple[Plan, ...]:
    """Return the plans that the reports tell, by id."""
    published = {r.document.id: r.document.published.earliest for r in readings}
    reports = Reports(
        items=items_of(readings),
        stories={document: story.documents for story in stories for document in story.documents},
        published=published,
        latest=max((day for day in published.values() if day), default=None),
        context=context,
    )
    by_id = {h.id: h for h in happenings}
    cluster_of = {account.ref: cluster for cluster in joined.clusters for account in cluster}
    across = _across(joined.scores, cluster_of)
    plans = []
    for cluster in joined.clusters:
        if is_plan(cluster):
            others = {cluster_of[other][0].ref: cluster_of[other] for a in cluster for other in across[a.ref]}
            came = fulfilment_of(cluster, others.values(), joined.scores)
            plans.append(plan_of(cluster, by_id[happening_id(came)] if came else None, reports))
    return tuple(sorted(plans, key=lambda plan: plan.id))


def _across(
    scores: Iterable[RefPair], cluster_of: Mapping[EventRef, Sequence[Account]]
) -> Mapping[EventRef, set[EventRef]]:
    """Return with which events that have happened each one that lies ahead was compared, and the reverse."""
    found: dict[EventRef, set[EventRef]] = defaultdict(set)
    for left, right in scores:
        if cluster_of[left][0].is_ahead != cluster_of[right][0].is_ahead:
            found[left].add(right)
            found[right].add(left)
    return found


def items_of(readings: Iterable[Reading]) -> Items:
    """Return the items of all agendas that belong to an event, by the event."""
    return {
        (r.document.id, item.event): item for r in readings for item in r.agenda if item.event is not None
    }


def is_plan(cluster: Sequence[Account]) -> bool:
    """Return whether a happening lies ahead, and somebody plans or expects it: what is only asked for is no plan."""
    return cluster[0].is_ahead and any(account.event.status in PLANNED for account in cluster)


# ---- what came of it ---------------------------------------------------------------------------


def fulfilment_of(
    plan: Sequence[Account], others: Iterable[Sequence[Account]], scores: Mapping[RefPair, int]
) -> Sequence[Account] | None:
    """Return the happening that a plan became: the one that fits best, if it fits well enough; the first of several.

    `scores` are of all pairs that were compared, the smaller event first, in thousandths of log odds.
    """
    best: tuple[float, EventRef, Sequence[Account]] | None = None
    for other in others:
        pairs = ((min(a.ref, b.ref), max(a.ref, b.ref)) for a in plan for b in other)
        values = [score for pair in pairs if (score := scores.get(pair)) is not None]
        mean = sum(values) / len(values) if values else FULFILLED - 1
        fits = mean >= FULFILLED and (TOGETHER in values or _can_follow(plan, other))
        found = (-mean, min(account.ref for account in other), other)
        if fits and (best is None or found[:2] < best[:2]):
            best = found
    return best[2] if best else None


def _can_follow(plan: Sequence[Account], past: Sequence[Account]) -> bool:
    """Return whether the fulfilment is told, and happened, no earlier than the plan was first told."""
    told = min((a.published for a in plan if a.published), default=None)
    if told is None:
        return True
    later = max((a.published for a in past if a.published), default=None)
    days = [a.window.latest for a in past if a.window and a.window_basis == "event" and a.window.latest]
    return (later is None or later >= told) and (not days or max(days) >= told)


# ---- the plan ----------------------------------------------------------------------------------


def plan_of(cluster: Sequence[Account], fulfilment: Happening | None, reports: Reports) -> Plan:
    """Return the plan that a happening is as long as it lies ahead."""
    happening = happening_id(cluster)
    ordered = sorted(cluster, key=lambda a: (a.published or UNDATED, a.ref))
    history = tuple(_told(account, reports) for account in ordered)
    outcome = fulfilment.tellings if fulfilment else None
    overdue = outcome is None and _is_overdue(history, reports.latest)
    return Plan(
        id=PlanId(content_id("p", happening)),
        happening=happening,
        history=history,
        moved=_moved(history),
        fulfilment=fulfilment.id if fulfilment else None,
        outcome=outcome,
        overdue=overdue,
        may_answer=_may_answer(history, reports) if overdue else (),
    )


def _told(account: Account, reports: Reports) -> PlanTelling:
    item = reports.items.get((account.ref.document, account.event.id))
    of_item = Window(item.earliest, item.latest) if item and (item.earliest or item.latest) else None
    window = account.window if account.window_basis == "event" else of_item
    return PlanTelling(
        document=account.ref.document,
        published=account.published,
        earliest=window.earliest if window else None,
        latest=window.latest if window else None,
        status=item.status if item else account.event.status,
        condition=item.condition if item else account.event.condition,
        voice=reports.context.voices[account.ref.document].of(account.event.within),
    )


def _days(telling: PlanTelling) -> Window | None:
    window = Window(telling.earliest, telling.latest)
    return window if window.earliest or window.latest else None


def _moved(history: Sequence[PlanTelling]) -> tuple[PlanTelling, ...]:
    """Return the entries whose days do not meet those of the last entry before that gives days."""
    found, before = [], None
    for telling in history:
        days = _days(telling)
        if days is None:
            continue
        if before is not None and not before.meets(days):
            found.append(telling)
        before = days
    return tuple(found)


def last_day(history: Sequence[PlanTelling]) -> str | None:
    """Return the last day of a plan by the latest entry that gives days."""
    return next((t.latest for t in reversed(history) if _days(t) is not None), None)


def _is_overdue(history: Sequence[PlanTelling], today: str | None) -> bool:
    day = last_day(history)
    return day is not None and today is not None and day < today and history[-1].status not in SETTLED


def _may_answer(history: Sequence[PlanTelling], reports: Reports) -> tuple[DocumentId, ...]:
    """Return later reports of the stories of a plan, in order of publication."""
    day, own = last_day(history) or UNDATED, {t.document for t in history}
    documents = {d for t in own for d in reports.stories.get(t, ())} - own
    later = [
        (published, d) for d in documents if (published := reports.published.get(d)) and published >= day
    ]
    return tuple(document for _, document in sorted(later))
