"""Plans over reports: what was said of a happening in advance, how its days moved, and what came of it.

A plan and its fulfilment stay two happenings. They are linked if their accounts fit (the mean of their scores), and if
the fulfilment is told no earlier than the plan. A plan whose days have passed without a word asks for its outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.assembly.clusters import TOGETHER
from onrecord.assembly.happenings import Joined
from onrecord.assembly.happenings.accounts import Account, Window
from onrecord.assembly.happenings.describe import UNDATED, Context, happening_id
from onrecord.assembly.ids import content_id
from onrecord.assembly.types import Happening, HappeningId, Plan, PlanId, PlanTelling, Story
from onrecord.types import AgendaItem, DocumentId, EventId, Reading, Status

FULFILLED = (
    -1500
)  # thousandths of log odds: as for one happening, less what a plan and a fact are apart by themselves
PLANNED: frozenset[Status] = frozenset({"planned", "expected", "possible", "conditional"})
SETTLED = ("cancelled", "negated")  # words after which nothing is awaited

Items = Mapping[tuple[DocumentId, EventId], AgendaItem]


@dataclass(frozen=True)
class _Reports:
    """What plans need of all reports."""

    happenings: Mapping[HappeningId, Happening]
    items: Items
    stories: Mapping[DocumentId, Story]
    published: Mapping[DocumentId, str | None]
    context: Context

    @property
    def latest(self) -> str | None:
        """Return the latest day of publication."""
        return max((day for day in self.published.values() if day), default=None)


def find_plans(
    joined: Joined,
    happenings: Sequence[Happening],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    context: Context,
) -> tuple[Plan, ...]:
    """Return the plans that the reports tell, by id."""
    reports = _Reports(
        happenings={h.id: h for h in happenings},
        items=_items(readings),
        stories={document: story for story in stories for document in story.documents},
        published={r.document.id: r.document.published.earliest for r in readings},
        context=context,
    )
    ahead = [c for c in joined.clusters if _is_ahead(c)]
    fulfilments = _fulfilments(ahead, [c for c in joined.clusters if not _is_ahead(c)], joined)
    found = [_plan(c, fulfilments.get(happening_id(c)), reports) for c in ahead if _is_planned(c)]
    return tuple(sorted(found, key=lambda plan: plan.id))


def _items(readings: Sequence[Reading]) -> Items:
    """Return the items of all agendas that belong to an event, by the event."""
    return {
        (r.document.id, item.event): item for r in readings for item in r.agenda if item.event is not None
    }


def _is_ahead(cluster: Sequence[Account]) -> bool:
    return all(account.is_ahead for account in cluster)


def _is_planned(cluster: Sequence[Account]) -> bool:
    """Return whether somebody plans or expects it: what is only asked for is no plan."""
    return any(account.event.status in PLANNED for account in cluster)


# ---- what came of it ---------------------------------------------------------------------------


def _fulfilments(
    ahead: Sequence[tuple[Account, ...]], past: Sequence[tuple[Account, ...]], joined: Joined
) -> dict[HappeningId, HappeningId]:
    """Return the happening that each plan became: the one that fits best, if it fits well enough."""
    plan_of = {a.ref: n for n, cluster in enumerate(ahead) for a in cluster}
    past_of = {a.ref: n for n, cluster in enumerate(past) for a in cluster}
    scores: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (left, right), score in joined.scores.items():
        if left in plan_of and right in past_of:
            scores[plan_of[left], past_of[right]].append(score)
        elif right in plan_of and left in past_of:
            scores[plan_of[right], past_of[left]].append(score)
    best: dict[int, tuple[float, int]] = {}
    for (plan, other), values in sorted(scores.items()):
        mean = sum(values) / len(values)
        if mean >= FULFILLED and (TOGETHER in values or _can_follow(ahead[plan], past[other])):
            best[plan] = min(best.get(plan, (-mean, other)), (-mean, other))
    return {happening_id(ahead[plan]): happening_id(past[other]) for plan, (_, other) in best.items()}


def _can_follow(plan: Sequence[Account], past: Sequence[Account]) -> bool:
    """Return whether the fulfilment is told, and happened, no earlier than the plan was first told."""
    told = min((a.published for a in plan if a.published), default=None)
    if told is None:
        return True
    later = max((a.published for a in past if a.published), default=None)
    days = [a.window.latest for a in past if a.window and a.window_basis == "event" and a.window.latest]
    return (later is None or later >= told) and (not days or max(days) >= told)


# ---- the plan ----------------------------------------------------------------------------------


def _plan(cluster: Sequence[Account], fulfilment: HappeningId | None, reports: _Reports) -> Plan:
    happening = happening_id(cluster)
    ordered = sorted(cluster, key=lambda a: (a.published or UNDATED, a.ref))
    history = tuple(_told(account, reports) for account in ordered)
    outcome = reports.happenings[fulfilment].tellings if fulfilment else None
    overdue = outcome is None and _is_overdue(history, reports.latest)
    return Plan(
        id=PlanId(content_id("p", happening)),
        happening=happening,
        history=history,
        moved=_moved(history),
        fulfilment=fulfilment,
        outcome=outcome,
        overdue=overdue,
        may_answer=_may_answer(history, reports) if overdue else (),
    )


def _told(account: Account, reports: _Reports) -> PlanTelling:
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


def _last_day(history: Sequence[PlanTelling]) -> str | None:
    """Return the last day of a plan by the latest entry that gives days."""
    return next((t.latest for t in reversed(history) if _days(t) is not None), None)


def _is_overdue(history: Sequence[PlanTelling], today: str | None) -> bool:
    day = _last_day(history)
    return day is not None and today is not None and day < today and history[-1].status not in SETTLED


def _may_answer(history: Sequence[PlanTelling], reports: _Reports) -> tuple[DocumentId, ...]:
    """Return later reports of the stories of a plan, in order of publication."""
    day, own = _last_day(history) or UNDATED, {t.document for t in history}
    documents = {d for t in own if t in reports.stories for d in reports.stories[t].documents} - own
    later = [
        (published, d) for d in documents if (published := reports.published.get(d)) and published >= day
    ]
    return tuple(document for _, document in sorted(later))
