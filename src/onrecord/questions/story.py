"""What the reports of one story tell together: in order, agreed, disputed, moved, denied, copied, and ahead.

The fields of its happenings are compared as the assembly compares them, so that what is agreed here is what no disagreement
of the store contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Unpack

from onrecord.assembly.disagreements.cells import SO, Cell, cells_of
from onrecord.assembly.happenings.accounts import AHEAD, Account, accounts_of
from onrecord.assembly.happenings.describe import Context
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.types import (
    ActorRef,
    CopyGroup,
    CopyMember,
    EntityId,
    EventRef,
    Happening,
    HappeningId,
    Plan,
    PlanTelling,
    ReportsDisagreement,
    Story,
    Update,
)
from onrecord.assembly.voices import voices_of
from onrecord.questions.answer import Answer
from onrecord.questions.asking import notes_on
from onrecord.questions.fields import (
    Agreement,
    Denial,
    Field,
    agreements,
    denials,
    fields_of,
    moves,
    on_whose_word,
)
from onrecord.questions.filters import StoryFilters, checked
from onrecord.questions.lines import (
    NO_REPORTS,
    days_in_words,
    first_of_each,
    last_dated,
    parties_in_words,
    plan_state,
    voices_in_words,
)
from onrecord.questions.quotes import Quotes
from onrecord.questions.rows_lines import Quote, StoryLine
from onrecord.store import Store, find_documents, one_moment
from onrecord.store.gathered import (
    SideRow,
    last_day,
    latest_story,
    names_of_entities,
    of_happenings,
    reports_of,
    sides_in,
    stories_beginning,
    things,
    things_of_documents,
)
from onrecord.store.told import Told, told_report
from onrecord.types import ActorId, Document, DocumentId, Reading, Span

NAME = "story"
LAYERS = ("times", "actors", "places", "attributions", "events")
MOST_REPORTS = 300  # the first ones of a story: what they say is compared word by word
MOST_LISTED = 5


def story(store: Store, story: str | None = None, **filters: Unpack[StoryFilters]) -> Answer[StoryLine]:
    """Return what the reports of a story tell together; it is named by its id or the beginning of it, or by a report.

    Without a name it is the latest story.
    """
    with one_moment(store):
        asked = checked(NAME, {"story": story or latest_story(store), **filters})
        answer = Answer(question=NAME, row=StoryLine, asked=asked, notes=notes_on(store))
        found = _meant(store, asked.story or "")
        if len(found) != 1:
            why = _why(asked.story or "", found) if last_day(store) else NO_REPORTS
            return replace(answer, why=why)
        lines = list(_Record(store, found[0]).lines())
        return replace(answer, rows=first_of_each(lines, asked.each), total=len(lines))


def _meant(store: Store, beginning: str) -> list[Story]:
    """Return the stories whose id begins so, else those of the reports that are named so."""
    ids = stories_beginning(store, beginning, MOST_LISTED + 1)
    if not ids:
        numbers = [row.number for row in reports_of(store, ids=find_documents(store, beginning))]
        ids = sorted({thing for _, _, thing in things_of_documents(store, "stories", numbers)})
    return things(store, "stories", Story, ids)


def _why(asked: str, found: Sequence[Story]) -> str:
    if not asked:
        return "There is no story; 'onrecord assemble' makes the stories of the reports."
    if not found:
        return f"No story or report is called '{asked}'; 'onrecord stories' lists the stories."
    listed = "; ".join(f"{one.id} ({one.title or 'untitled'})" for one in found[:MOST_LISTED])
    return f"'{asked}' may be several stories: {listed}."


class _Record:
    """Gathers the lines of one story."""

    def __init__(self, store: Store, of: Story) -> None:
        self._store, self._story = store, of
        self._quotes = Quotes(store)
        self._quotes.fetch(ids=of.documents)

    def lines(self) -> Iterator[StoryLine]:
        """Yield all lines, by section."""
        yield self._head()
        yield from self._happened()
        yield from map(self._agreed, agreements(self._fields))
        yield from self._disagreements()
        yield from self._moved()
        yield from self._denied()
        yield from self._copied()
        yield from self._ahead()
        yield from self._reports()

    # ---- what is read --------------------------------------------------------------------

    @cached_property
    def _happenings(self) -> Sequence[Happening]:
        """The happenings, in order of day."""
        found = things(self._store, "happenings", Happening, self._story.happenings)
        return sorted(found, key=lambda h: (h.earliest or h.latest or h.tellings[0].published or "", h.id))

    @cached_property
    def _told(self) -> Sequence[Told]:
        """The reports of the story, and those of other stories that tell of its happenings."""
        others = (t.document for h in self._happenings for t in h.tellings)
        documents = [*dict.fromkeys((*self._story.documents, *others))][:MOST_REPORTS]
        self._quotes.fetch(ids=documents)
        rows = (self._quotes.report(document) for document in documents)
        found = (told_report(self._store, row.number, LAYERS) for row in rows if row is not None)
        return [told for told in found if told is not None]

    @cached_property
    def _copies(self) -> Sequence[CopyGroup]:
        numbers = [told.number for told in self._told]
        ids = sorted({thing for _, _, thing in things_of_documents(self._store, "copies", numbers)})
        return things(self._store, "copies", CopyGroup, ids)

    @cached_property
    def _origin_of(self) -> Mapping[DocumentId, DocumentId]:
        """The origin of each report that is a copy."""
        return {m.document: g.origin for g in self._copies for m in g.members if m.document != g.origin}

    @cached_property
    def _context(self) -> Context:
        readings = {told.document.id: told.reading for told in self._told}
        entities = {
            ActorRef(told.document.id, ActorId(actor)): EntityId(entity)
            for told in self._told
            for actor, entity in told.entities.items()
        }
        origins: dict[DocumentId, Document] = {
            copy: readings[origin].document for copy, origin in self._origin_of.items() if origin in readings
        }
        voices = {document: voices_of(r, entities, origins) for document, r in readings.items()}
        return Context(entities=entities, voices=voices, origins=origins)

    @cached_property
    def _fields(self) -> Sequence[Field]:
        """What the reports say of each field of each happening."""
        of = {EventRef(t.document, t.event): h.id for h in self._happenings for t in h.tellings}
        accounts: dict[HappeningId, list[Account]] = defaultdict(list)
        for told in self._told:
            for account in told.made(_accounts):
                if account.ref in of:
                    accounts[of[account.ref]].append(account)
        return fields_of({h.id: self._cells(accounts[h.id]) for h in self._happenings})

    def _cells(self, accounts: Sequence[Account]) -> list[Cell]:
        voices = self._context.voices
        cells = (on_whose_word(c, voices[c.telling.document]) for c in cells_of(accounts, self._context))
        return [cell for cell in cells if cell is not None]

    @cached_property
    def _affirming(self) -> Mapping[HappeningId, Sequence[Cell]]:
        """The first word of each independent voice that says that a happening took place."""
        return {
            field.happening: [*{c.voice: c for c in reversed(field.cells) if c.value in SO}.values()][::-1]
            for field in self._fields
            if field.field == "happened"
        }

    def _told_first(self, happening: Happening) -> Quote | None:
        """Return the clause of the first report that affirms a happening, else of the first that tells of it."""
        affirming = self._affirming.get(happening.id)
        if not affirming:
            return self._quotes.of_happening(happening)
        document = affirming[0].telling.document
        return self._quotes.clause(document, self._event_in(happening.id, document))

    # ---- its lines -----------------------------------------------------------------------

    def _head(self) -> StoryLine:
        documents = self._story.documents
        return StoryLine(
            section="story",
            day=self._story.earliest,
            until=self._story.latest,
            what=self._story.title,
            value=f"continues {self._story.continues}" if self._story.continues else None,
            reports=len({self._origin_of.get(document, document) for document in documents}),
            sources=len({self._publisher(document) for document in documents}),
            id=self._story.id,
        )

    def _publisher(self, document: str) -> str | None:
        report = self._quotes.report(document)
        return (report.publisher or report.id) if report else None

    def _happened(self) -> Iterator[StoryLine]:
        found = [h for h in self._happenings if h.status not in AHEAD]
        names = names_of_entities(self._store, {party for h in found for party in (*h.actors, *h.recipients)})
        self._quotes.of_happenings(found)
        for happening in found:
            yield StoryLine(
                section="happened",
                day=happening.earliest,
                until=happening.latest,
                what=happening.type,
                who=parties_in_words(happening, names),
                status=happening.status,
                reports=len(happening.reports),
                sources=len(self._affirming.get(happening.id, ())),
                id=happening.id,
                words=self._told_first(happening),
            )

    def _agreed(self, agreement: Agreement) -> StoryLine:
        field, first = agreement.field, agreement.cells[0]
        return StoryLine(
            section="agreed",
            day=first.published,
            what=field.what or field.field,
            value=agreement.value,
            who=voices_in_words(cell.telling.voice for cell in agreement.cells),
            sources=len(agreement.cells),
            id=field.happening,
            words=self._quotes.of_side(first.telling),
        )

    def _disagreements(self) -> Iterator[StoryLine]:
        ids = of_happenings(self._store, "reports_disagreements", self._story.happenings)
        found_all = things(self._store, "reports_disagreements", ReportsDisagreement, ids)
        for found in filter(self._quotes.is_between_speakers, found_all):
            for side in found.sides:
                yield StoryLine(
                    section="disagreement",
                    day=side.tellings[0].published,
                    what=found.what or found.field,
                    value=side.value,
                    who=", ".join(dict.fromkeys(map(self._quotes.said_by, side.tellings))),
                    reports=len({self._origin_of.get(t.document, t.document) for t in side.tellings}),
                    sources=len({t.voice for t in side.tellings}),
                    id=found.id,
                    words=self._quotes.of_side(side.tellings[0]),
                )

    # ---- what moved ----------------------------------------------------------------------

    def _moved(self) -> Iterator[StoryLine]:
        for field in moves(self._fields):
            yield from (self._moved_to(field, cell) for cell in field.cells)
        ids = of_happenings(self._store, "updates", self._story.happenings)
        for update in things(self._store, "updates", Update, ids):
            if update.field not in ("number", "happened"):
                yield self._updated(update)
        for plan in self._plans:
            yield from (self._moved_plan(plan, telling) for telling in _days_of(plan))

    def _moved_to(self, field: Field, cell: Cell) -> StoryLine:
        return StoryLine(
            section="moved",
            day=cell.published,
            what=field.what or field.field,
            value=cell.shown,
            who=voices_in_words([cell.telling.voice]),
            id=field.happening,
            words=self._quotes.of_side(cell.telling),
        )

    def _updated(self, update: Update) -> StoryLine:
        before, after = update.before.tellings[0], update.after.tellings[0]
        return StoryLine(
            section="moved",
            day=after.published,
            what=update.field,
            value=f"{update.before.value} → {update.after.value}",
            who=self._quotes.said_by(after),
            id=update.happening,
            words=self._quotes.of_side(after),
            beside=self._quotes.of_side(before),
        )

    def _moved_plan(self, plan: Plan, telling: PlanTelling) -> StoryLine:
        return StoryLine(
            section="moved",
            day=telling.published,
            what="date",
            value=days_in_words(telling.earliest, telling.latest),
            who=voices_in_words([telling.voice]),
            id=plan.id,
            words=self._quotes.clause(telling.document, self._event_in(plan.happening, telling.document)),
        )

    def _event_in(self, happening: HappeningId, document: DocumentId) -> str:
        found = (
            t.event
            for h in self._happenings
            if h.id == happening
            for t in h.tellings
            if t.document == document
        )
        return next(found, "")

    # ---- what is denied ------------------------------------------------------------------

    def _denied(self) -> Iterator[StoryLine]:
        lines = [self._denial(found) for found in denials(self._fields)]
        numbers = [told.number for told in self._told if told.document.id not in self._origin_of]
        by_disagreement: dict[tuple[int, str], list[SideRow]] = defaultdict(list)
        for side in sides_in(self._store, numbers):
            by_disagreement[side.document, side.id].append(side)
        lines += [
            line for sides in by_disagreement.values() if (line := self._denial_inside(sides)) is not None
        ]
        seen: set[tuple[str | None, str | None]] = set()
        for line in sorted(lines, key=lambda line: line.day or ""):
            key = (line.who, line.words.text if line.words else None)
            if key not in seen:
                yield line
            seen.add(key)

    def _denial(self, found: Denial) -> StoryLine:
        return StoryLine(
            section="denial",
            day=found.denied.published,
            what="happened",
            who=voices_in_words([found.denied.telling.voice]),
            id=found.happening,
            words=self._quotes.of_side(found.denied.telling),
            beside=self._quotes.of_side(found.claimed.telling),
        )

    def _denial_inside(self, sides: Sequence[SideRow]) -> StoryLine | None:
        """Return a denial inside one report beside what it denies, or None if no side is said to deny."""
        denied = next((side for side in sides if side.attribution_kind == "deny"), None)
        claimed = next((side for side in sides if side is not denied), None)
        if denied is None or claimed is None or denied.kind != "denial":
            return None
        words = self._quotes.sentence_of(denied.document, denied.start, denied.end)
        return StoryLine(
            section="denial",
            day=words.published if words else None,
            what=denied.field,
            who=denied.speaker,
            id=denied.id,
            words=words,
            beside=self._quotes.sentence_of(claimed.document, claimed.start, claimed.end),
        )

    # ---- copies, plans, reports ----------------------------------------------------------

    def _copied(self) -> Iterator[StoryLine]:
        for group in self._copies:
            for member in group.members:
                if member.document != group.origin:
                    yield from self._copy(group, member)

    def _copy(self, group: CopyGroup, member: CopyMember) -> Iterator[StoryLine]:
        """Yield where a copy differs from its origin; one line without words if it nowhere does."""
        report = self._quotes.report(member.document)
        line = StoryLine(
            section="copy",
            day=report.published if report else None,
            what=report.title if report else None,
            value=f"{member.similarity:.0%}",
            who=self._publisher(member.document),
            id=group.id,
        )
        for difference in member.differences:
            yield replace(
                line,
                words=self._difference(member.document, difference.here),
                beside=self._difference(group.origin, difference.origin),
            )
        if not member.differences:
            yield line

    def _difference(self, document: DocumentId, span: Span | None) -> Quote | None:
        return self._quotes.words(self._quotes.report(document), span.start, span.end) if span else None

    @cached_property
    def _plans(self) -> Sequence[Plan]:
        return things(self._store, "plans", Plan, of_happenings(self._store, "plans", self._story.happenings))

    def _ahead(self) -> Iterator[StoryLine]:
        happenings = {h.id: h for h in self._happenings}
        lines = [self._plan(plan, happenings[plan.happening]) for plan in self._plans if plan.history]
        yield from sorted(lines, key=lambda line: (line.day or line.until or "", line.id or ""))

    def _plan(self, plan: Plan, happening: Happening) -> StoryLine:
        last = last_dated(plan)
        return StoryLine(
            section="ahead",
            day=last.earliest,
            until=last.latest,
            what=happening.type,
            value="; ".join(plan_state(plan)),
            who=voices_in_words([last.voice]),
            status=plan.history[-1].status,
            reports=len(happening.reports),
            sources=len(happening.sources),
            id=plan.id,
            words=self._quotes.clause(last.document, self._event_in(plan.happening, last.document)),
        )

    def _reports(self) -> Iterator[StoryLine]:
        for document in self._story.documents:
            report = self._quotes.report(document)
            origin = self._origin_of.get(document)
            if report is not None:
                yield StoryLine(
                    section="report",
                    day=report.published,
                    what=report.title,
                    value=f"copy of {self._publisher(origin)}" if origin else None,
                    who=report.publisher,
                    id=document,
                )


def _accounts(reading: Reading) -> tuple[Account, ...]:
    return accounts_of(reading, load_trigger_words())


def _days_of(plan: Plan) -> Iterator[PlanTelling]:
    """Yield the tellings of a plan that moved: the first that gives days, and each that gives others."""
    dated: Iterable[PlanTelling] = (t for t in plan.history if t.earliest or t.latest)
    if plan.moved:
        yield next(iter(dated))
        yield from plan.moved
