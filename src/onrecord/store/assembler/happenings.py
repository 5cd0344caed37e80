"""Which events are one happening, as far as reports and stories that are new or gone touch them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.assembly.clusters import average_link
from onrecord.assembly.happenings import WORTH_A_REASON
from onrecord.assembly.happenings.accounts import Account
from onrecord.assembly.happenings.candidates import LONGEST_GAP, UNLIKE
from onrecord.assembly.happenings.clusters import CUT, STEP, UNSCORED, RefPair
from onrecord.assembly.happenings.columns import NOT_COMPARED
from onrecord.assembly.plans import FULFILLED
from onrecord.lexicon.happenings import HappeningWords, load_happening_words
from onrecord.store.assembler.edges import Edges
from onrecord.store.assembler.kept import KeptReport, key_hash, near
from onrecord.store.assembler.likeness import Likenesses
from onrecord.store.assembler.loaded import Reports, made_of
from onrecord.store.assembler.matrices import Matrices, Scores
from onrecord.store.assembler.points import Kept, Points
from onrecord.store.assembler.units import Units
from onrecord.store.index import SHIFT, events_of, number_of, place_of
from onrecord.store.reasons import PairKey, PairSaid, pairs_with

LEAST = min(CUT, WORTH_A_REASON, FULFILLED)  # pairs below are nobody's edge, reason or fulfilment
POSITION = (1 << SHIFT) - 1  # of an event in its report, in the number of the event
LONGEST_WINDOW = 366  # days: longer times stand under no months

Cluster = tuple[Account, ...]


@dataclass(frozen=True)
class HappeningsChanged:
    """What became of happenings."""

    gone: set[str]
    """Ids of happenings that are made anew, or are no more."""
    clusters: list[Cluster]
    """The events of each that is made anew."""
    fresh: set[int]
    """Events that are new, or stand with others than before."""
    across: set[int]
    """Events on the other side, planned or past, of those of `clusters` and of events that are gone."""
    documents: set[int]
    """Documents that are new, or were replaced."""


def own_day_keys(accounts: Sequence[Account]) -> set[int]:
    """Return the keys by which events with days of their own are found."""
    found: set[int] = set()
    for account in accounts:
        if account.window is not None and account.window_basis == "event":
            kind = account.event.type
            found.add(key_hash("own days", kind))
            months = _months(account)
            found |= {key_hash("own month", f"{kind} {month}") for month in months or ("long",)}
    return found


def asked_days(accounts: Sequence[Account], words: HappeningWords) -> set[int]:
    """Return the keys under which events stand that may have the days of these."""
    found: set[int] = set()
    for account in accounts:
        if account.window is None or account.window_basis != "event":
            continue
        months = _months(account)
        for kind in words.neighbours(account.event.type):
            if months:
                found |= {key_hash("own month", f"{kind} {month}") for month in (*months, "long")}
            else:
                found.add(key_hash("own days", kind))
    return found


def _months(account: Account) -> list[str]:
    """Return the months of the own time of an event; none if it is open or long."""
    window = account.window
    if window is None or window.days is None or window.days > LONGEST_WINDOW or window.days < 0:
        return []
    first, last = window.earliest or "", window.latest or ""
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while f"{year:04}-{month:02}" <= last[:7]:
        found.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


class Happenings:
    """The events of a store as the nodes of a graph."""

    def __init__(
        self,
        db: sqlite3.Connection,
        reports: Reports,
        likenesses: Likenesses,
        in_story_of: Callable[[int], set[int]],
    ) -> None:
        """Take the open store, how like its reports are, and a function that gives the documents of the story of one."""
        self._db, self._reports, self.in_story_of = db, reports, in_story_of
        self._words = load_happening_words()
        self._likeness = likenesses
        self._points = Points(reports)
        self._matrices = Matrices()
        self._edges = Edges(db)
        self.units = Units(db, "happenings", self._joined, CUT)

    def change(
        self,
        old: Iterable[KeptReport],
        new: Sequence[KeptReport],
        retold: set[int],
        told_apart: Iterable[tuple[int, int]],
    ) -> HappeningsChanged:
        """Return the happenings that other reports make other than they were.

        `retold` are further documents whose happenings are described anew, `told_apart` pairs of documents of which one story
        has both, and had not, or the other way round.
        """
        old, beside, beyond, gone = list(old), set[int](), set[int](), set[str]()
        for kept in old:
            neighbours, others, events = self._remove(kept.number)
            beside |= neighbours
            beyond |= others
            gone |= self.happenings_of(events)
            self.units.forget(events)
        fresh_documents = {kept.number for kept in new}
        for kept in new:
            self._add(kept)
        moved = self._tell_apart(told_apart, fresh_documents | {kept.number for kept in old})
        events = {event for number in fresh_documents | retold for event in self._events(number)}
        joined = {other for event in events for other in self._joined(event, CUT)}
        beside = {event for event in beside if self._is_there(event)}
        around = {e for e in self.units.before(beside | joined | moved) if self._is_there(e)} | events
        made = self._made_anew(around, events, events & self._of(fresh_documents), (gone, beyond))
        return replace(made, documents=fresh_documents)

    # -- pairs -----------------------------------------------------------------------------

    def _joined(self, event: int, bound: int) -> Sequence[int]:
        return self._edges.joined(event, bound)

    def across(self, event: int) -> list[int]:
        """Return the events of which one is the plan of the other, or may be."""
        edges = self._edges.of(event)
        return [edge.other for edge in edges if not edge.one_side and edge.score >= FULFILLED]

    def _events(self, number: int) -> list[int]:
        return [number_of(number, n) for n in range(self._reports.events_in(number))]

    def _of(self, documents: Iterable[int]) -> set[int]:
        return {event for number in documents for event in self._events(number)}

    def _is_there(self, event: int) -> bool:
        document, position = place_of(event)
        return self._reports.is_kept(document) and position < self._reports.events_in(document)

    def _remove(self, document: int) -> tuple[set[int], set[int], set[int]]:
        """Remove the pairs of a document; return the events that were joined with its own, those across, its own in units."""
        first, last = events_of(document)
        edges = self._edges.of_report(document)
        self._edges.remove(document)
        own = {
            int(node)
            for (node,) in self._db.execute(
                "SELECT node FROM units WHERE kind = 'happenings' AND node BETWEEN ? AND ?", (first, last)
            )
        }
        beside = {edge.other for edge in edges if edge.one_side and edge.score >= CUT}
        beside = (self.units.before(own) | beside) - own
        beyond = {edge.other for edge in edges if not edge.one_side and edge.score >= FULFILLED}
        return (
            {b for b in beside if not first <= b <= last},
            {b for b in beyond if not first <= b <= last},
            own,
        )

    def _add(self, kept: KeptReport) -> None:
        accounts = self._reports[kept.number].accounts
        if not accounts:
            return
        own = self._points.within(kept.number)
        self._keep(kept.number, {kept.number: np.where(np.tri(len(own), dtype=bool), NOT_COMPARED, own)})
        related = self.in_story_of(kept.number)
        found = near(self._db, kept.shares, kept.days, LONGEST_GAP)
        found |= near(self._db, asked_days(accounts, self._words), None, 0)
        alike = dict(self._alike(kept.number, (found | related) - {kept.number}, related))
        self._keep(kept.number, self._points.between(kept.number, alike))

    def _alike(self, one: int, found: Iterable[int], related: set[int]) -> Iterator[tuple[int, int]]:
        """Yield the reports whose events are compared with those of one, with how like they are by words."""
        for other, (shares, alike) in self._likeness.of(one, found, related).items():
            if other in related or (shares and alike >= UNLIKE):
                yield other, alike

    def _keep(self, one: int, points: Mapping[int, Kept]) -> None:
        """Keep the pairs of events of a report (rows) with those of others (columns) that can matter."""
        own = self._reports.ahead(one)
        for other, found in points.items():
            ahead = self._reports.ahead(other)
            places = np.argwhere(found >= LEAST).tolist()
            cells = [(i, j, int(found[i, j]), own[i] == ahead[j]) for i, j in places]
            if cells:
                self._edges.write(one, other, cells)

    def number(self, account: Account) -> int:
        """Return the number of an event."""
        number = self._reports.number(account.ref.document)
        return number_of(number, self._reports[number].positions[account.ref.event])

    def _tell_apart(self, pairs: Iterable[tuple[int, int]], changed: set[int]) -> set[int]:
        """Compare the events of two reports that one story has now, not those that it has no longer; return the events."""
        found: set[int] = set()
        for one, other in pairs:
            if one in changed or other in changed:
                continue
            shares, alike = self._likeness.of(one, [other], {other})[other]
            if alike >= UNLIKE and shares:
                continue  # compared with or without a story
            if other in self.in_story_of(one):
                self._keep(one, self._points.between(one, {other: alike}))
            else:
                self._edges.remove_between(one, other)
            events = {*self._events(one), *self._events(other)}
            self._matrices.forget(events)
            found |= events
        return found

    # -- clusters --------------------------------------------------------------------------

    def _made_anew(
        self, around: set[int], told: set[int], fresh: set[int], lost: tuple[set[str], set[int]]
    ) -> HappeningsChanged:
        """Cluster what is around events again.

        `told` are events that are described anew in any case, `fresh` those that are new, `lost` happenings that are gone and
        events across from those that are.
        """
        gone, beyond = lost
        units = self.units.around(around)
        gone |= self.happenings_of(event for unit in units for event in unit)
        before = self._members_before(gone)
        there = self._there(gone)
        clusters: list[Cluster] = []
        events: set[int] = set()
        for cluster in (cluster for unit in units for cluster in self._clustered(unit)):
            numbers = set(cluster)
            was, members = before.get(min(numbers), ("", frozenset()))
            if members == numbers and was in there and told.isdisjoint(numbers):
                gone.discard(was)  # as it was: nothing that it is described by has changed
                continue
            clusters.append(tuple(self._reports.account(event) for event in cluster))
            events |= numbers
            if members != numbers:
                fresh = fresh | numbers
        for event in events:
            beyond.update(self.across(event))
        across = {event for event in beyond - events if self._is_there(event)}
        return HappeningsChanged(gone, clusters, fresh, across, set())

    def _there(self, happenings: Iterable[str]) -> set[str]:
        """Return those happenings that are kept: one of which a report was replaced is not."""
        rows = self._db.execute(
            "SELECT id FROM happenings WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(happenings)),),
        )
        return {happening for (happening,) in rows}

    def _clustered(self, unit: Sequence[int]) -> list[Sequence[int]]:
        """Return the clusters of a unit, each with its events in order."""
        if len(unit) == 1:
            return [unit]
        ordered = sorted(unit, key=self._reports.name_of)
        scores = self._matrices.scores(
            ordered, NOT_COMPARED, lambda new, found: self._fill(ordered, new, found)
        )
        scores[scores == NOT_COMPARED] = UNSCORED
        found = average_link(range(len(ordered)), lambda _: scores, CUT, STEP)
        return [[ordered[place] for place in places] for places in found]

    def _fill(self, events: Sequence[int], new: Sequence[int], found: Scores) -> None:
        """Write the points of new events, by their places, with all events."""
        by_report: dict[int, list[int]] = {}
        for place, event in enumerate(events):
            by_report.setdefault(event >> SHIFT, []).append(place)
        rows = {report: [events[place] & POSITION for place in own] for report, own in by_report.items()}
        done: set[int] = set()
        for report in {events[place] >> SHIFT: None for place in new}:
            own = by_report[report]
            places, parts = [*own], [self._points.within(report)[rows[report]][:, rows[report]]]
            done.add(report)
            alike = dict(self._alike(report, by_report.keys() - done, self.in_story_of(report)))
            for other, points in self._points.between(report, alike).items():
                places += by_report[other]
                parts.append(points[rows[report]][:, rows[other]])
            part = np.concatenate(parts, axis=1)
            found[np.ix_(own, places)], found[np.ix_(places, own)] = part, part.T

    def scores(self, accounts: Sequence[Account], others: Sequence[Account]) -> dict[RefPair, int]:
        """Return the scores of the pairs of an event and another one that are compared; of some of `others` too."""
        accounts, own = (
            sorted((*accounts, *others), key=lambda a: a.ref),
            {account.ref for account in accounts},
        )
        events = [self.number(account) for account in accounts]
        found = np.full((len(events), len(events)), NOT_COMPARED, dtype=np.int64)
        self._fill(events, [n for n, account in enumerate(accounts) if account.ref in own], found)
        return {
            (accounts[i].ref, accounts[j].ref): int(found[i, j])
            for i, j in np.argwhere(np.triu(found != NOT_COMPARED, 1)).tolist()
        }

    def forget(self, replaced: bool) -> None:
        """Forget scores of reports that are other ones now, or of too many: before a change."""
        if replaced:
            self._points.forget()
            self._matrices.clear()
        self._points.trim()

    def happenings_of(self, events: Iterable[int]) -> set[str]:
        """Return the ids of the happenings of events as they were last kept."""
        return made_of(self._db, "happenings", events)

    def _members_before(self, happenings: Iterable[str]) -> dict[int, tuple[str, frozenset[int]]]:
        """Return the happening that each event was part of, and all events of it."""
        found: dict[int, tuple[str, frozenset[int]]] = {}
        for happening in sorted(happenings):
            rows = self._db.execute(
                f"SELECT (document << {SHIFT}) + fact FROM assembled_from WHERE what = 'happenings' AND thing = ?",  # noqa: S608
                (happening,),
            )
            members = frozenset(int(event) for (event,) in rows)
            found |= dict.fromkeys(members, (happening, members))
        return found

    # -- reasons ---------------------------------------------------------------------------

    def reasons(self, changed: HappeningsChanged) -> tuple[set[PairKey], dict[PairKey, PairSaid]]:
        """Return the pairs of fresh events that are kept no longer, and what is to be kept of those that are new or other ones now."""
        before = pairs_with(self._db, changed.fresh)
        cluster_of = {
            self.number(account): n for n, cluster in enumerate(changed.clusters) for account in cluster
        }
        now = dict(self._pairs_joined(changed))
        for one in changed.fresh:
            for other, score in self._worth_a_reason(one):
                joined = cluster_of.get(one) == cluster_of.get(other)
                now.setdefault(self._key(one, other), PairSaid(score, joined))
        return before.keys() - now.keys(), {key: said for key, said in now.items() if before.get(key) != said}

    def _pairs_joined(self, changed: HappeningsChanged) -> Iterator[tuple[PairKey, PairSaid]]:
        """Yield the pairs of fresh events that stand in one happening, of those that are compared."""
        for cluster in changed.clusters:
            events = [self.number(account) for account in cluster]
            fresh = np.array([event in changed.fresh for event in events])
            if len(events) == 1 or not fresh.any():
                continue
            found = np.full((len(events), len(events)), NOT_COMPARED, dtype=np.int64)
            self._fill(events, np.flatnonzero(fresh).tolist(), found)
            told = np.triu((found != NOT_COMPARED) & np.logical_or.outer(fresh, fresh), 1)
            for i, j in np.argwhere(told).tolist():
                yield self._key(events[i], events[j]), PairSaid(int(found[i, j]), True)

    def _key(self, one: int, other: int) -> PairKey:
        return PairKey(*sorted((one, other), key=self._reports.ref))

    def _worth_a_reason(self, event: int) -> list[tuple[int, int]]:
        edges = self._edges.of(event)
        return [(edge.other, edge.score) for edge in edges if edge.score >= WORTH_A_REASON]
