"""The assembly of more reports than fit into memory: tasks over windows of days, then tasks over connected units.

The result is that of `assemble`, to the last byte. Pairs of reports are scored in windows: a report is present in all windows
that its days reach (`spans`), and each pair is scored in one of them. The pairs that are joined go to the caller, who
holds ids, scores and names but no texts, and finds there what is clustered at once. Each such unit is clustered, and each happening
described, by a task that reads its reports again (`tasks`). Links that people made reach further than two reports, and are
none of this.

    found = assemble_windows(archive.parts, each, held, days=30)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from onrecord.assembly.assemble import NO_OVERRIDES, with_happenings
from onrecord.assembly.clusters import units
from onrecord.assembly.copies import stars
from onrecord.assembly.copies.scores import WINDOW as COPY_DAYS
from onrecord.assembly.days import iso, spanned
from onrecord.assembly.entities import Held, entities_of
from onrecord.assembly.happenings.candidates import LONGEST_GAP
from onrecord.assembly.happenings.clusters import CUT as HAPPENING_CUT
from onrecord.assembly.stories import GAP, Edge
from onrecord.assembly.stories.scores import CUT as STORY_CUT
from onrecord.assembly.types import (
    Assembly,
    CopyGroup,
    EntityId,
    EventRef,
    Happening,
    Plan,
    ReportsDisagreement,
    Story,
    StoryId,
    Update,
)
from onrecord.assembly.windows import tasks
from onrecord.assembly.windows.spans import EVER, Span, Windows, reach
from onrecord.assembly.windows.tasks import FoldedReport, Head
from onrecord.types import DocumentId

BATCH = 200  # the most documents that a task over units reads, unless one unit has more
R = TypeVar("R")
Pair = tuple[DocumentId, DocumentId]
RefPair = tuple[EventRef, EventRef]


class Each(Protocol):
    """Calls a function of `tasks` with each item and a reader of documents, in any process; results come in any order."""

    def __call__(self, work: Callable[[Any, Any], R], items: Iterable[Any]) -> Iterator[R]:
        """Yield the results."""


@dataclass(frozen=True)
class _Copied:
    """The groups of copies, and the document that each one is folded into."""

    groups: tuple[CopyGroup, ...]
    told: Mapping[DocumentId, FoldedReport]
    """The reports, each with its copies, by the fullest of them."""


def assemble_windows(parts: Sequence[str], each: Each, held: Held, days: int) -> Assembly:
    """Return what the documents of some parts say together; of two documents with one id, the first part's counts."""
    return _Assembling(parts, each, held, days).result()


class _Assembling:
    """The state of an assembly while its levels (copies, stories, happenings) are made in order."""

    def __init__(self, parts: Sequence[str], each: Each, held: Held, days: int) -> None:
        self._each, self._held = each, held
        found: dict[DocumentId, Head] = {}
        by_part = dict(each(tasks.heads_in, parts))
        for part in parts:
            for head in by_part[part]:
                found.setdefault(head.document, head)
        self._heads = {document: found[document] for document in sorted(found)}
        self._windows = Windows.over((reach(head.days) for head in self._heads.values()), days)

    def result(self) -> Assembly:
        """Make all levels."""
        copied = self._copies()
        stories = self._stories(copied)
        entities = entities_of(
            (p for head in self._heads.values() for p in head.parties), NO_OVERRIDES, self._held
        )
        entity_of = {ref: entity.id for entity in entities for ref in entity.actors}
        context = _Context(self._heads, entity_of, copied.groups, stories)
        clusters, edges, reasons = self._clusters(stories)
        happenings, disagreements, updates, planned = self._described(clusters, context)
        plans = self._plans(planned, clusters, edges, context)
        return Assembly(
            copies=copied.groups,
            entities=entities,
            stories=with_happenings(stories, happenings),
            happenings=tuple(sorted(happenings, key=lambda h: h.id)),
            plans=tuple(sorted(plans, key=lambda p: p.id)),
            disagreements=tuple(sorted(disagreements, key=lambda d: d.id)),
            updates=tuple(sorted(updates, key=lambda u: u.id)),
            pairs=tuple(reasons[refs] for refs in sorted(reasons)),
        )

    def _where(self, documents: Collection[DocumentId]) -> dict[str, set[DocumentId]]:
        """Return documents by their part of the archive, as tasks take them."""
        found: dict[str, set[DocumentId]] = defaultdict(set)
        for document in documents:
            found[self._heads[document].part].add(document)
        return dict(found)

    def _batches(self, groups: Iterable[tuple[Any, Collection[DocumentId]]]) -> Iterator[tuple[Any, ...]]:
        """Yield batches for tasks: where the documents are, and the items that need them."""
        things: list[Any] = []
        documents: set[DocumentId] = set()
        for thing, needed in groups:
            if things and len(documents.union(needed)) > BATCH:
                yield self._where(documents), things
                things, documents = [], set()
            things.append(thing)
            documents.update(needed)
        if things:
            yield self._where(documents), things

    # -- copies ----------------------------------------------------------------------------

    def _copies(self) -> _Copied:
        spans = {document: reach(head.days, COPY_DAYS) for document, head in self._heads.items()}
        pairs = [pair for found in self._each(tasks.copy_pairs, self._present(spans)) for pair in found]
        groups = list(stars(self._heads, sorted(pairs)))
        made = self._each(tasks.copy_groups, self._batches((group, group) for group in groups))
        found = tuple(sorted((group for some in made for group in some), key=lambda group: group.id))
        copies = {document for group in groups for document in group}
        alone = ([document] for document in self._heads if document not in copies)
        told = (self._folded([self._heads[d] for d in sorted(group)]) for group in (*groups, *alone))
        return _Copied(found, {one.document: one for one in told})

    def _folded(self, heads: Sequence[Head]) -> FoldedReport:
        fullest = max(heads, key=lambda head: head.terms)
        days = spanned(head.days for head in heads) if len(heads) > 1 else fullest.days
        return FoldedReport(fullest.document, days, tuple(head.document for head in heads))

    def _present(
        self, spans: Mapping[DocumentId, Span], more: Callable[[Collection[DocumentId]], Any] = lambda _: None
    ) -> Iterator[Any]:
        """Yield the documents that are present in each window, with their spans; empty windows are left out."""
        for number, present in self._windows.present(spans):
            own = {document: spans[document] for document in present}
            yield self._where(present), self._windows, number, own, more(present)

    # -- stories ---------------------------------------------------------------------------

    def _stories(self, copied: _Copied) -> tuple[Story, ...]:
        told = copied.told
        spans = {document: reach(one.days, GAP) for document, one in told.items()}
        of = lambda present: {document: told[document].days for document in present}  # noqa: E731 - it is one word
        edges: dict[Pair, Edge] = {}
        for found in self._each(tasks.story_edges, self._present(spans, of)):
            edges |= found
        joining = [(a, b, edge.score) for (a, b), edge in sorted(edges.items()) if edge.score >= STORY_CUT]
        together = ([told[one] for one in unit] for unit in units(told, joining, STORY_CUT))
        made = self._each(tasks.stories_of, self._batches((unit, _documents(unit)) for unit in together))
        parts = {story.id: (story, members) for some in made for story, members in some}
        return self._continued(parts, told, edges)

    def _continued(
        self,
        parts: Mapping[StoryId, tuple[Story, tuple[DocumentId, ...]]],
        told: Mapping[DocumentId, FoldedReport],
        edges: Mapping[Pair, Edge],
    ) -> tuple[Story, ...]:
        """Return the stories by id, each with the one that it continues."""
        story_of = {member: story for story, (_, members) in parts.items() for member in members}
        near: dict[StoryId, set[StoryId]] = defaultdict(set)
        for (a, b), edge in edges.items():
            if tasks.continues(told[a].days, told[b].days, edge):
                near[story_of[a]].add(story_of[b])
                near[story_of[b]].add(story_of[a])
        asked = {story: near[story] for story in sorted(near)}
        with_parts = (
            ((story, {one: [told[m] for m in parts[one][1]] for one in (story, *sorted(others))}),
             _documents([told[m] for one in (story, *others) for m in parts[one][1]]))
            for story, others in asked.items()
        )  # fmt: skip
        before = dict(
            one for some in self._each(tasks.predecessors, self._batches(with_parts)) for one in some
        )
        return tuple(replace(parts[story][0], continues=before.get(story)) for story in sorted(parts))

    # -- happenings ------------------------------------------------------------------------

    def _clusters(
        self, stories: Sequence[Story]
    ) -> tuple[list[tuple[EventRef, ...]], dict[RefPair, int], dict[RefPair, Any]]:
        """Return the events that are one happening, the pairs that may be, and the reasons of pairs."""
        story_of = {document: story.id for story in stories for document in story.documents}
        of = lambda present: {document: story_of[document] for document in present}  # noqa: E731 - it is one word
        with_events = {document: head for document, head in self._heads.items() if head.events}
        near = {document: reach(head.days, LONGEST_GAP) for document, head in with_events.items()}
        far = {document: head.own for document, head in with_events.items() if head.own is not None}
        edges: dict[RefPair, int] = {}
        reasons: dict[RefPair, Any] = {}
        for work, spans in ((tasks.near_scores, near), (tasks.far_scores, far)):
            for scores, explained in self._each(work, self._present(spans, of)):
                edges |= scores
                reasons |= explained
        clusters = list(self._joined(edges, story_of, reasons))
        number = {ref: n for n, cluster in enumerate(clusters) for ref in cluster}
        return clusters, edges, {
            refs: replace(reason, joined=number[refs[0]] == number[refs[1]]) for refs, reason in reasons.items()
        }  # fmt: skip

    def _joined(
        self,
        edges: Mapping[RefPair, int],
        story_of: Mapping[DocumentId, StoryId],
        reasons: dict[RefPair, Any],
    ) -> Iterator[tuple[EventRef, ...]]:
        """Yield the clusters; add the reasons of pairs that were joined with a low score."""
        ref_of = {tasks.name_of(ref): ref for head in self._heads.values() for ref in head.events}
        joining = [
            (tasks.name_of(a), tasks.name_of(b), score)
            for (a, b), score in sorted(edges.items())
            if score >= HAPPENING_CUT and self._is_ahead(a) == self._is_ahead(b)
        ]
        several = []
        for unit in units(ref_of, joining, HAPPENING_CUT):
            refs = [ref_of[name] for name in unit]
            if len(refs) > 1:
                several.append(refs)
            else:
                yield tuple(refs)
        given = (
            ((refs, {r.document: story_of[r.document] for r in refs}), {r.document for r in refs})
            for refs in several
        )
        for clusters, explained in (
            one for some in self._each(tasks.join_units, self._batches(given)) for one in some
        ):
            reasons |= explained
            yield from clusters

    def _is_ahead(self, ref: EventRef) -> bool:
        return ref in self._heads[ref.document].ahead

    # -- what they are ---------------------------------------------------------------------

    def _described(
        self, clusters: Sequence[tuple[EventRef, ...]], context: _Context
    ) -> tuple[list[Happening], list[ReportsDisagreement], list[Update], list[int]]:
        """Return the happenings, what reports of them do not say alike, and which clusters are plans."""
        given = (((n, refs), {ref.document for ref in refs}) for n, refs in enumerate(clusters))
        happenings: list[Happening] = []
        disagreements: list[ReportsDisagreement] = []
        updates: list[Update] = []
        plans: list[int] = []
        for found in self._each(tasks.describe_all, map(context.added, self._batches(given))):
            for number, happening, differences, is_plan in found:
                happenings.append(happening)
                disagreements += differences.disagreements
                updates += differences.updates
                plans += [number] if is_plan else []
        return happenings, disagreements, updates, sorted(plans)

    def _plans(
        self,
        planned: Sequence[int],
        clusters: Sequence[tuple[EventRef, ...]],
        edges: Mapping[RefPair, int],
        context: _Context,
    ) -> list[Plan]:
        number = {ref: n for n, cluster in enumerate(clusters) for ref in cluster}
        others: dict[int, set[int]] = defaultdict(set)
        for a, b in edges:
            if self._is_ahead(a) != self._is_ahead(b):
                others[number[a]].add(number[b])
                others[number[b]].add(number[a])
        latest = max((iso(head.days.earliest) or "" for head in self._heads.values()), default="") or None
        given = (
            ((clusters[n], [clusters[o] for o in sorted(others[n])], context.around(clusters[n])),
             {ref.document for m in (n, *others[n]) for ref in clusters[m]})
            for n in planned
        )  # fmt: skip
        batches = ((*context.added(batch), latest) for batch in self._batches(given))
        return [plan for found in self._each(tasks.make_plans, batches) for plan in found]


def _documents(told: Iterable[FoldedReport]) -> set[DocumentId]:
    return {document for one in told for document in one.documents}


class _Context:
    """What tasks need from other reports: entities, origins of copies, and the stories around a plan."""

    def __init__(
        self,
        heads: Mapping[DocumentId, Head],
        entity_of: Mapping[Any, EntityId],
        copies: Sequence[CopyGroup],
        stories: Sequence[Story],
    ) -> None:
        self._heads = heads
        self._entities: dict[DocumentId, dict[Any, EntityId]] = defaultdict(dict)
        for ref, entity in entity_of.items():
            self._entities[ref.document][ref] = entity
        self._origin = {m.document: g.origin for g in copies for m in g.members if m.document != g.origin}
        self._stories = {document: story for story in stories for document in story.documents}

    def added(self, batch: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the item of a task with the entities, origins and stories of its documents."""
        documents = [document for found in batch[0].values() for document in found]
        entities = {ref: e for document in documents for ref, e in self._entities[document].items()}
        origins = {
            d: (o, self._heads[o].publisher) for d in documents if (o := self._origin.get(d)) is not None
        }
        stories = {document: self._stories[document].id for document in documents}
        return (*batch, entities, origins, stories)

    def around(self, refs: Iterable[EventRef]) -> dict[DocumentId, dict[DocumentId, str | None]]:
        """Return for each document of a plan those of its story, with their first possible day of publication."""
        return {
            ref.document: {
                d: iso(self._heads[d].days.earliest) for d in self._stories[ref.document].documents
            }
            for ref in refs
        }


__all__ = ["EVER", "Each", "assemble_windows"]
