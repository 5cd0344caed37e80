"""Which plans there are and what came of them, as far as happenings and stories that are made anew touch them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.describe import Context, happening_id
from onrecord.assembly.plans import Reports as Around
from onrecord.assembly.plans import fulfilment_of, is_plan, items_of, last_day, plan_of
from onrecord.assembly.types import Happening, Plan
from onrecord.store.assembler.happenings import Cluster, Happenings
from onrecord.store.assembler.loaded import Reports, made_of
from onrecord.store.index import number_of
from onrecord.store.packed import body_of
from onrecord.types import DocumentId


@dataclass(frozen=True)
class PlansChanged:
    """What became of plans."""

    gone: set[str]
    """Happenings of which the plan is made anew, or is no more."""
    plans: list[Plan]


class Plans:
    """The plans of a store."""

    def __init__(self, db: sqlite3.Connection, reports: Reports, happenings: Happenings) -> None:
        """Take the open store."""
        self._db, self._reports, self._happenings = db, reports, happenings

    def others(
        self,
        across: Iterable[int],
        stories: Iterable[int],
        apart: Iterable[int],
        days: tuple[str | None, str | None],
    ) -> set[str]:
        """Return the happenings of plans that others touch.

        `across` are events of the other side of happenings that are made anew, `stories` documents whose story is another,
        `apart` documents of which events are compared that were not, or no longer, `days` the latest day of publication
        before and now.
        """
        found = made_of(self._db, "happenings", across)
        rows = self._db.execute(
            "SELECT a.thing FROM json_each(?) AS asked CROSS JOIN assembled_from AS a INDEXED BY assembled_from_by_document "
            "ON a.document = asked.value AND a.what = 'happenings'",
            (json.dumps(sorted({*stories, *apart})),),
        )
        found |= {thing for (thing,) in rows}
        plans = self._db.execute(
            "SELECT happening FROM plans WHERE happening IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(found)),),
        )
        return {happening for (happening,) in plans} | self._due_between(days)

    def _due_between(self, days: tuple[str | None, str | None]) -> set[str]:
        first, last = sorted(day or "" for day in days)
        if first == last:
            return set()
        rows = self._db.execute("SELECT happening FROM due WHERE day >= ? AND day < ?", (first, last))
        return {happening for (happening,) in rows}

    def clusters(self, happenings: Iterable[str]) -> list[Cluster]:
        """Return the events of happenings as they were last kept."""
        return [self._cluster(happening) for happening in sorted(happenings)]

    def change(self, clusters: Sequence[Cluster], context: Context, latest: str | None) -> PlansChanged:
        """Return the plans of happenings."""
        made = [self._plan(cluster, context, latest) for cluster in clusters if is_plan(cluster)]
        return PlansChanged({happening_id(cluster) for cluster in clusters}, made)

    def _cluster(self, happening: str) -> Cluster:
        """Return the events of a happening that is kept."""
        rows = self._db.execute(
            "SELECT document, fact FROM assembled_from WHERE what = 'happenings' AND thing = ?", (happening,)
        )
        accounts = (self._reports.account(number_of(document, fact)) for document, fact in rows.fetchall())
        return tuple(sorted(accounts, key=lambda account: account.ref))

    def _plan(self, cluster: Cluster, context: Context, latest: str | None) -> Plan:
        came = self._came(cluster)
        documents = {self._reports.number(account.ref.document) for account in cluster}
        stories = {document: sorted(self._happenings.in_story_of(document)) for document in documents}
        around = Around(
            items=items_of([self._reports[document].reading for document in documents]),
            stories={
                self._reports.id(d): [self._reports.id(o) for o in others] for d, others in stories.items()
            },
            published=self._published({*documents, *(o for others in stories.values() for o in others)}),
            latest=latest,
            context=context,
        )
        return plan_of(cluster, self._happening(happening_id(came)) if came else None, around)

    def _came(self, cluster: Cluster) -> Sequence[Account] | None:
        events = {self._happenings.number(account) for account in cluster}
        others = {other for event in events for other in self._happenings.across(event)}
        past = {happening: self._cluster(happening) for happening in self._happenings.happenings_of(others)}
        if not past:
            return None
        accounts = [account for other in past.values() for account in other]
        return fulfilment_of(cluster, past.values(), self._happenings.scores(cluster, accounts))

    def _happening(self, happening: str) -> Happening:
        (body,) = self._db.execute("SELECT body FROM happenings WHERE id = ?", (happening,)).fetchone()
        return msgspec.json.decode(body_of(body), type=Happening)

    def _published(self, documents: Iterable[int]) -> dict[DocumentId, str | None]:
        rows = self._db.execute(
            "SELECT id, json_extract(published, '$.earliest') FROM documents "
            "WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(documents)),),
        )
        return {DocumentId(document): day for document, day in rows}

    def keep_days(self, changed: PlansChanged, gone: Iterable[str]) -> None:
        """Write down by when the plans are due; `gone` are happenings that are made anew, or are no more."""
        self._db.executemany(
            "DELETE FROM due WHERE happening = ?", [(one,) for one in {*changed.gone, *gone}]
        )
        self._db.executemany(
            "INSERT INTO due (happening, day) VALUES (?, ?)",
            [(plan.happening, day) for plan in changed.plans if (day := last_day(plan.history)) is not None],
        )
