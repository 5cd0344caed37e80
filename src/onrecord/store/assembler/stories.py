"""Which stories are told, as far as reports that are new, gone, or otherwise copied touch them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import msgspec

from onrecord.assembly.clusters import average_link
from onrecord.assembly.days import Days
from onrecord.assembly.stories import (
    CONTINUES,
    GAP,
    ReportOfStory,
    TitledReport,
    compared,
    compared_all,
    may_continue,
    parts_of,
    predecessor,
    told_of,
)
from onrecord.assembly.stories.scores import CUT, FLOOR, STEP
from onrecord.assembly.types import Story, StoryId
from onrecord.store.assembler.kept import (
    KeptReport,
    add_keys,
    may_be_near,
    near,
    read_kept,
    read_terms,
    read_told_days,
    remove_keys,
    write_kept,
)
from onrecord.store.assembler.likeness import Likenesses
from onrecord.store.assembler.matrices import Matrices, Scores
from onrecord.store.assembler.units import Units
from onrecord.types import DocumentId

MOST_REPORTS = 4000  # that stay in memory, of some 8 kB each
NO_DOCUMENTS: tuple[TitledReport, ...] = ()


@dataclass(frozen=True)
class StoriesChanged:
    """What became of stories."""

    gone: set[str]
    """Ids of stories that are made anew, or are no more."""
    stories: dict[StoryId, Story]
    """Those that are made anew, without their happenings."""
    told_apart: set[tuple[int, int]]
    """Pairs of documents, the smaller number first, that were in one story and are in one no longer, or the other way round."""


class Stories:
    """The reports of a store as the nodes of a graph."""

    def __init__(self, db: sqlite3.Connection, likenesses: Likenesses) -> None:
        """Take the open store, and the words of its reports."""
        self._db, self._words = db, likenesses
        self.units = Units(db, "stories", self._joined, CUT)
        self._matrices = Matrices()
        self._tolds: dict[int, ReportOfStory] = {}
        self._parts: dict[tuple[int, ...], list[tuple[Story, tuple[ReportOfStory, ...]]]] = {}

    def change(
        self, touched: set[int], before: Mapping[int, KeptReport], members: Sequence[Sequence[int]]
    ) -> StoriesChanged:
        """Return the stories that other reports make other than they were.

        `touched` are documents that are new, gone or otherwise copied, `before` the rows that those had that are gone or
        replaced, `members` the documents of the groups of copies among them.
        """
        now = read_kept(self._db, touched)
        earlier = {**now, **before}
        removed = {earlier[n].told for n in touched if n in earlier and self._is_node(n, earlier)}
        around, sequels = self._remove(removed, earlier)
        nodes = list(self._nodes(now, members))
        for node in nodes:
            self._add(node, now)
        new = {now_number for now_number, _ in nodes}
        around |= {other for number in new for other in self._joined(number, CUT)}
        self._forget(removed | new)
        around = self.units.before(around | removed) - removed | new
        self.units.forget(removed - new)
        return self._made_anew(around, sequels - removed, touched)

    # -- nodes and edges -------------------------------------------------------------------

    def _is_node(self, number: int, kept: Mapping[int, KeptReport]) -> bool:
        return kept[number].told == number or kept[number].told in kept

    def _joined(self, number: int, bound: int) -> list[int]:
        rows = self._db.execute("SELECT b FROM story_pairs WHERE a = ? AND score >= ?", (number, bound))
        return [int(b) for (b,) in rows]

    def _sequels(self, number: int) -> list[int]:
        rows = self._db.execute(
            "SELECT b FROM story_pairs WHERE a = ? AND likeness >= ?", (number, CONTINUES)
        )
        return [int(b) for (b,) in rows]

    def _remove(self, nodes: Iterable[int], kept: Mapping[int, KeptReport]) -> tuple[set[int], set[int]]:
        """Remove nodes; return those that were joined with them, and those whose story may have continued theirs."""
        around, sequels = set[int](), set[int]()
        for node in nodes:
            around.update(self._joined(node, CUT))
            sequels.update(self._sequels(node))
            others = self._db.execute("SELECT b FROM story_pairs WHERE a = ?", (node,)).fetchall()
            self._db.executemany(
                "DELETE FROM story_pairs WHERE a = ? AND b = ?", [(b, node) for (b,) in others]
            )
            self._db.execute("DELETE FROM story_pairs WHERE a = ?", (node,))
            remove_keys(self._db, kept[node].blocks, kept[node].told_days, node)
        return around, sequels

    def _nodes(
        self, now: Mapping[int, KeptReport], members: Sequence[Sequence[int]]
    ) -> Iterator[tuple[int, ReportOfStory]]:
        """Yield the reports among `now`, each with its copies, and write down which of them stands for them."""
        grouped = {number for group in members for number in group}
        groups = [*members, *([number] for number in sorted(now) if number not in grouped)]
        number_of = {kept.id: kept.number for kept in now.values()}
        for group in groups:
            reports = sorted((now[number] for number in group), key=lambda kept: kept.id)
            told = told_of([TitledReport(kept.id, None, kept.days, kept.terms) for kept in reports])
            number = number_of[told.document]
            for kept in reports:
                if (kept.told, kept.told_days) != (number, told.days):
                    write_kept(self._db, replace(kept, told=number, told_days=told.days))
            yield number, told

    def _add(self, node: tuple[int, ReportOfStory], now: Mapping[int, KeptReport]) -> None:
        number, told = node
        found = near(self._db, now[number].blocks, told.days if told.days.dated else None, GAP) - {number}
        near_days = {
            other: days
            for other, days in read_told_days(self._db, found).items()
            if may_be_near(told.days, days, GAP)
        }
        words = self._words.terms(near_days)
        others = {
            other: ReportOfStory(DocumentId(""), days, words[other], NO_DOCUMENTS)
            for other, days in near_days.items()
        }
        for (other, of), edge in zip(others.items(), compared(told, list(others.values())), strict=True):
            if edge.score >= CUT or may_continue(told, of, edge):
                likeness = edge.likeness if may_continue(told, of, edge) else CONTINUES - 1
                self._db.executemany(
                    "REPLACE INTO story_pairs (a, b, score, likeness) VALUES (?, ?, ?, ?)",
                    [(number, other, edge.score, likeness), (other, number, edge.score, likeness)],
                )
        add_keys(self._db, now[number].blocks, told.days, number)

    # -- stories ---------------------------------------------------------------------------

    def _made_anew(self, around: set[int], sequels: set[int], touched: set[int]) -> StoriesChanged:
        units = self.units.around(around)
        nodes = {node for unit in units for node in unit}
        tolds = self._told(nodes)
        parts = dict(self._parts_in(units, tolds))
        number_of = {told.document: node for node, told in tolds.items()}
        new_story = {number_of[one.document]: s for s, (_, part) in parts.items() for one in part}
        documents = self._documents_of(nodes)
        gone = self.stories_of(documents | touched)
        pairs = self._pairs_of(gone)
        for node in nodes:
            sequels.update(self._sequels(node))
        sequels -= nodes
        others = self.stories_of(sequels) - gone
        known = _Known(self, parts, new_story)
        found = {
            story.id: replace(story, continues=known.predecessor_of(part)) for story, part in parts.values()
        }
        for other in others:
            story = self.body(other)
            part = known.part(story.id)
            found[story.id] = replace(story, continues=known.predecessor_of(part))
        now = {pair for story, _ in parts.values() for pair in combinations(sorted(known.numbers(story)), 2)}
        same = set(self._unchanged(found, gone | others, known, touched))
        changed = {name: story for name, story in found.items() if name not in same}
        return StoriesChanged((gone | others) - same, changed, pairs ^ now)

    def _unchanged(
        self, found: Mapping[StoryId, Story], kept: set[str], known: _Known, touched: set[int]
    ) -> Iterator[StoryId]:
        """Yield the stories that are as they were last kept, and of whose reports none is another now."""
        for name, story in found.items():
            if name in kept and touched.isdisjoint(known.numbers(story)):
                before = self._kept(name)
                if before is not None and before == replace(story, happenings=before.happenings):
                    yield name

    def _clustered(self, unit: Sequence[int], tolds: Mapping[int, ReportOfStory]) -> list[list[int]]:
        """Return the nodes of a unit that are one story, each in order."""
        ordered = sorted(unit, key=lambda node: tolds[node].document)

        def fill(new: Sequence[int], found: Scores) -> None:
            every = [tolds[node] for node in ordered]
            rows = compared_all([every[place] for place in new], every)
            for place, edges in zip(new, rows, strict=True):
                found[place] = found[:, place] = [edge.score for edge in edges]

        scores = self._matrices.scores(ordered, FLOOR, fill)
        found = average_link(range(len(ordered)), lambda _: scores, CUT, STEP)
        return [[ordered[place] for place in places] for places in found]

    def _parts_in(
        self, units: Iterable[Sequence[int]], tolds: Mapping[int, ReportOfStory]
    ) -> Iterator[tuple[StoryId, tuple[Story, tuple[ReportOfStory, ...]]]]:
        """Yield the stories of units by their ids, with their reports."""
        for unit in units:
            for members in self._clustered(unit, tolds):
                for story, part in self._parts_of(members, tolds):
                    yield story.id, (story, part)

    def _parts_of(
        self, members: Sequence[int], tolds: Mapping[int, ReportOfStory]
    ) -> list[tuple[Story, tuple[ReportOfStory, ...]]]:
        """Return the stories of a cluster, and their reports."""
        key = tuple(members)
        if key not in self._parts:
            self._parts[key] = parts_of([tolds[node] for node in members])
        return self._parts[key]

    def _forget(self, nodes: set[int]) -> None:
        """Forget what is in memory of reports that are other ones now, and what is too much."""
        self._matrices.forget(nodes)
        for node in nodes:
            self._tolds.pop(node, None)
        if len(self._tolds) > MOST_REPORTS:
            self._tolds.clear()
            self._parts.clear()
        self._parts = {key: parts for key, parts in self._parts.items() if nodes.isdisjoint(key)}

    def _told(self, nodes: Iterable[int]) -> dict[int, ReportOfStory]:
        """Return reports with their copies."""
        nodes = set(nodes)
        groups: dict[int, list[TitledReport]] = defaultdict(list)
        rows = self._db.execute(
            "SELECT told, a.id, title, earliest, latest, terms FROM assembled_reports AS a "
            "JOIN documents AS d ON d.number = a.document WHERE told IN (SELECT value FROM json_each(?)) ORDER BY a.id",
            (json.dumps(sorted(nodes - self._tolds.keys())),),
        )
        for told, name, title, first, last, terms in rows:
            report = TitledReport(DocumentId(name), title, Days(first, last), read_terms(terms))
            groups[told].append(report)
        self._tolds |= {node: told_of(reports) for node, reports in groups.items()}
        return {node: self._tolds[node] for node in nodes if node in self._tolds}

    def _documents_of(self, nodes: Iterable[int]) -> set[int]:
        rows = self._db.execute(
            "SELECT document FROM assembled_reports WHERE told IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(nodes)),),
        )
        return {int(document) for (document,) in rows}

    def stories_of(self, documents: Iterable[int]) -> set[str]:
        """Return the ids of the stories of documents as they were last kept."""
        rows = self._db.execute(
            "SELECT DISTINCT a.thing FROM json_each(?) AS asked CROSS JOIN assembled_from AS a "
            "INDEXED BY assembled_from_by_document ON a.document = asked.value AND a.what = 'stories'",
            (json.dumps(sorted(documents)),),
        )
        return {thing for (thing,) in rows}

    def documents_in(self, story: str) -> set[int]:
        """Return the documents of a story as it was last kept."""
        rows = self._db.execute(
            "SELECT document FROM assembled_from WHERE what = 'stories' AND thing = ?", (story,)
        )
        return {int(document) for (document,) in rows}

    def _pairs_of(self, stories: Iterable[str]) -> set[tuple[int, int]]:
        return {pair for story in stories for pair in combinations(sorted(self.documents_in(story)), 2)}

    def body(self, story: str) -> Story:
        """Return a story as it was last kept."""
        found = self._kept(story)
        if found is None:
            raise KeyError(story)
        return found

    def _kept(self, story: str) -> Story | None:
        row = self._db.execute("SELECT body FROM stories WHERE id = ?", (story,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=Story)


class _Known:
    """The stories around those that are made anew, and these."""

    def __init__(
        self,
        stories: Stories,
        parts: Mapping[StoryId, tuple[Story, tuple[ReportOfStory, ...]]],
        new_story: Mapping[int, StoryId],
    ) -> None:
        self._stories, self._new_story = stories, new_story
        self._parts = {story: part for story, (_, part) in parts.items()}
        self._numbers: dict[str, int] = {}

    def part(self, story: StoryId) -> tuple[ReportOfStory, ...]:
        """Return the reports of a story."""
        if story not in self._parts:
            documents = self._stories.documents_in(story)
            nodes = {one.told for one in read_kept(self._stories._db, documents).values()}
            self._parts[story] = tuple(self._stories._told(nodes).values())
        return self._parts[story]

    def predecessor_of(self, part: tuple[ReportOfStory, ...]) -> StoryId | None:
        """Return the story that one continues."""
        near = {
            story
            for told in part
            for other in self._stories._sequels(self._number(told.document))
            for story in self._story_of(other)
        }
        return predecessor(part, {story: self.part(story) for story in near})

    def _story_of(self, node: int) -> set[StoryId]:
        if node in self._new_story:
            return {self._new_story[node]}
        return {StoryId(story) for story in self._stories.stories_of([node])}

    def numbers(self, story: Story) -> set[int]:
        """Return the numbers of the documents of a story."""
        return {self._number(document) for document in story.documents}

    def _number(self, document: str) -> int:
        if document not in self._numbers:
            (self._numbers[document],) = self._stories._db.execute(
                "SELECT number FROM documents WHERE id = ?", (document,)
            ).fetchone()
        return self._numbers[document]
