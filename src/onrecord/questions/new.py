"""What is new since a moment: by when reports were added to the store, or by their days of publication.

What a report brings is new if no earlier report had it: a story all of whose reports are new, a number that a new report
moved, a disagreement that did not stand without the new reports. Nothing here depends on the ids of the assembly, which may
change when a story grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import pairwise
from typing import Unpack

from onrecord.assembly.types import (
    Happening,
    HappeningId,
    Plan,
    PlanTelling,
    ReportedSide,
    ReportsDisagreement,
    Story,
    Telling,
    Update,
)
from onrecord.assembly.words import sentence_ends
from onrecord.lexicon.forms import counted
from onrecord.questions.answer import Answer
from onrecord.questions.asking import notes_on
from onrecord.questions.filters import CLOCKS, Filters, NewFilters, checked
from onrecord.questions.lines import NO_REPORTS, days_in_words, last_dated, voices_in_words
from onrecord.questions.moments import Moment, parse_moment
from onrecord.questions.quotes import Quotes
from onrecord.questions.rows_lines import NewLine, NewSection, Quote
from onrecord.store import Store, one_moment
from onrecord.store.gathered import (
    FailureRow,
    NameRow,
    SideRow,
    added_since,
    by_document,
    documents_of,
    failed_since,
    happenings_due,
    last_added,
    last_day,
    names_of_reports,
    of_happenings,
    origins,
    published_since,
    sides_in,
    stories_begun,
    things,
    things_of_documents,
    titles_of_stories,
)

NAME = "new"
DENIAL = "denial"  # kind of a disagreement inside a report
ADDED = "added"
YESTERDAY = "1d"
MOST_CHECKED = 100  # the most disagreements whose speakers are compared; if there are more, none is compared
Maker = Callable[[], NewLine]  # makes a line that is shown


def new(
    store: Store,
    since: str = YESTERDAY,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    **filters: Unpack[NewFilters],
) -> Answer[NewLine]:
    """Return what is new since a moment: a day, a time, or how long ago. Raises `QuestionError` for other words."""
    asked = checked(NAME, {"since": since, **filters})
    moment = parse_moment(asked.since or YESTERDAY, now())
    with one_moment(store):
        answer = Answer(question=NAME, row=NewLine, asked=asked, notes=notes_on(store))
        rows, total = _news(store, asked.clock, moment).lines(asked.each)
        if total:
            return replace(answer, rows=rows, total=total)
        return _without_rows(store, answer, moment)


def _news(store: Store, clock: str, moment: Moment) -> _News:
    numbers = added_since(store, moment.stamp) if clock == ADDED else published_since(store, moment.day)
    return _News(store, numbers, moment)


def _without_rows(store: Store, answer: Answer[NewLine], moment: Moment) -> Answer[NewLine]:
    """Return the answer with the reason why nothing is new, and the nearest wider question that has something."""
    asked = answer.asked
    last = {ADDED: last_added(store), "published": last_day(store)}
    verb = asked.clock
    if not any(last.values()):
        return replace(answer, why=NO_REPORTS)
    why = f"Nothing was {verb} since {moment.stamp}; the last report was {verb} {last[verb] or 'on no known day'}."
    for wider in _wider(asked, last):
        _, total = _news(store, wider.clock, parse_moment(wider.since or "", moment.at)).lines(1)
        if total:
            return replace(answer, why=why, wider=wider, wider_total=total)
    return replace(answer, why=why)


def _wider(asked: Filters, last: Mapping[str, str | None]) -> Iterator[Filters]:
    """Yield wider questions: since the last day with any report, then by the other time (added or published)."""
    others = [clock for clock in CLOCKS if clock != asked.clock]
    for clock in (asked.clock, *others):
        day = last[clock]
        if day is not None:
            yield replace(asked, clock=clock, since=day[:10])


@dataclass(frozen=True)
class _News:
    """Gathers what some reports brought that are new since a moment. A line is made only if it is shown."""

    store: Store
    numbers: Sequence[int]
    moment: Moment

    def lines(self, each: int | None) -> tuple[tuple[NewLine, ...], int]:
        """Return the lines by section, at most so many of each, and how many there are."""
        of_reports = (
            self._stories,
            self._updates,
            self._dates,
            self._denials,
            self._contradictions,
            self._fulfilled,
            self._due,
        )
        sections = (*(of_reports if self.numbers else ()), self._failures)
        found = [list(section()) for section in sections]
        return tuple(make() for makers in found for make in makers[:each]), sum(map(len, found))

    # ---- what is new and what it belongs to ----------------------------------------------

    @cached_property
    def _quotes(self) -> Quotes:
        return Quotes(self.store)

    @cached_property
    def _names(self) -> Mapping[int, NameRow]:
        return names_of_reports(self.store, self.numbers)

    @cached_property
    def _is_new(self) -> frozenset[str]:
        """The ids of the reports that are new."""
        return frozenset(row.id for row in self._names.values())

    @cached_property
    def _happenings(self) -> Sequence[str]:
        """The happenings that new reports tell of."""
        return sorted({thing for _, _, thing in things_of_documents(self.store, "happenings", self.numbers)})

    @cached_property
    def _story_of(self) -> Mapping[int, str]:
        return by_document(things_of_documents(self.store, "stories", self.numbers))

    @cached_property
    def _titles(self) -> Mapping[str, str | None]:
        return titles_of_stories(self.store, set(self._story_of.values()))

    def _title(self, document: str) -> str | None:
        report = self._quotes.report(document)
        return self._titles.get(self._story_of.get(report.number, "")) if report else None

    def _added(self, document: str) -> str | None:
        report = self._quotes.report(document)
        return report.added if report else None

    def _told(self, ids: Iterable[HappeningId]) -> Mapping[HappeningId, Happening]:
        return {h.id: h for h in things(self.store, "happenings", Happening, ids)}

    # ---- stories, figures, days ----------------------------------------------------------

    def _stories(self) -> Iterator[Maker]:
        begun = things(self.store, "stories", Story, stories_begun(self.store, self.numbers))
        for found in sorted(begun, key=lambda s: (-len(s.documents), s.earliest or "", s.id)):
            yield partial(self._story, found)

    def _story(self, found: Story) -> NewLine:
        self._quotes.fetch(ids=found.documents)
        first = self._quotes.report(found.documents[0])
        outlets = [r.publisher for d in found.documents if (r := self._quotes.report(d)) and r.publisher]
        return NewLine(
            section="story",
            at=first.added if first else None,
            story=found.title,
            what="began",
            value=counted(len(found.documents), "report"),
            who=", ".join(dict.fromkeys(outlets)) or None,
            id=found.id,
            words=self._lead(found.documents[0]),
        )

    def _lead(self, document: str) -> Quote | None:
        """Return the first sentence of a report."""
        report = self._quotes.report(document)
        if report is None:
            return None
        end = next(iter(sentence_ends(report.text)), len(report.text))
        return self._quotes.words(report, 0, len(report.text[:end].rstrip()))

    def _updates(self) -> Iterator[Maker]:
        ids = of_happenings(self.store, "updates", self._happenings)
        for update in things(self.store, "updates", Update, ids):
            if update.after.tellings[0].document in self._is_new:
                yield partial(self._update, update)

    def _update(self, update: Update) -> NewLine:
        before, after = update.before.tellings[0], update.after.tellings[0]
        return NewLine(
            section="moved",
            at=self._added(after.document),
            story=self._title(after.document),
            what=update.what or update.field,
            value=update.after.value,
            before=update.before.value,
            who=self._quotes.said_by(after),
            id=update.id,
            words=self._quotes.of_side(after),
            beside=self._quotes.of_side(before),
        )

    def _dates(self) -> Iterator[Maker]:
        plans = things(self.store, "plans", Plan, of_happenings(self.store, "plans", self._happenings))
        for plan in plans:
            dated = [t for t in plan.history if t.earliest or t.latest]
            for before, after in pairwise(dated):
                if after in plan.moved and after.document in self._is_new:
                    yield partial(self._date, plan, before, after)

    def _date(self, plan: Plan, before: PlanTelling, after: PlanTelling) -> NewLine:
        happening = self._told([plan.happening])[plan.happening]
        event_in = {t.document: t.event for t in happening.tellings}
        return NewLine(
            section="date",
            at=self._added(after.document),
            story=self._title(after.document),
            what=happening.type,
            value=days_in_words(after.earliest, after.latest),
            before=days_in_words(before.earliest, before.latest),
            who=voices_in_words([after.voice]),
            id=plan.id,
            words=self._quotes.clause(after.document, event_in.get(after.document, "")),
            beside=self._quotes.clause(before.document, event_in.get(before.document, "")),
        )

    # ---- denials and contradictions ------------------------------------------------------

    def _denials(self) -> Iterator[Maker]:
        """Yield the first denial of each speaker in each story, if it is new; those of copies left out."""
        denying = [pair for pair in self._denied(self.numbers) if not self._is_copy(pair[0].document)]
        seen = self._denied_before({self._story_of.get(denied.document) for denied, _ in denying})
        for denied, claimed in denying:
            key = (denied.speaker, self._story_of.get(denied.document))
            if key not in seen:
                yield partial(self._denial, denied, claimed)
            seen.add(key)

    def _denied_before(self, stories: Iterable[str | None]) -> set[tuple[str | None, str | None]]:
        """Return the speakers who denied something in old reports, each with the story."""
        in_stories = {d for story in stories if story for d in documents_of(self.store, "stories", story)}
        old = self._denied(sorted(in_stories - set(self.numbers)))
        documents = sorted({denied.document for denied, _ in old})
        story_of = by_document(things_of_documents(self.store, "stories", documents))
        return {(denied.speaker, story_of.get(denied.document)) for denied, _ in old}

    def _denied(self, numbers: Sequence[int]) -> list[tuple[SideRow, SideRow | None]]:
        """Return what is denied inside reports, each with what it denies, in order of publication."""
        sides: dict[tuple[int, int], list[SideRow]] = defaultdict(list)
        for side in sides_in(self.store, numbers):
            if side.kind == DENIAL:
                sides[side.document, side.disagreement].append(side)
        pairs = [
            (denied, next((s for s in own if s is not denied), None))
            for own in sides.values()
            for denied in own
            if denied.attribution_kind == "deny"
        ]
        names = names_of_reports(self.store, sorted({denied.document for denied, _ in pairs}))

        def in_time(pair: tuple[SideRow, SideRow | None]) -> tuple[str, int, int]:
            denied = pair[0]
            return names[denied.document].published or "", denied.document, denied.start

        return sorted(pairs, key=in_time)

    @cached_property
    def _origins(self) -> Mapping[int, str]:
        return origins(self.store, self.numbers)

    def _is_copy(self, number: int) -> bool:
        report, origin = self._names.get(number), self._origins.get(number)
        return report is not None and origin is not None and origin != report.id

    def _denial(self, denied: SideRow, claimed: SideRow | None) -> NewLine:
        words = self._quotes.sentence_of(denied.document, denied.start, denied.end)
        document = words.document if words else ""
        return NewLine(
            section="denial",
            at=self._added(document),
            story=self._title(document),
            what=denied.field,
            who=denied.speaker,
            id=denied.id,
            words=words,
            beside=self._quotes.sentence_of(claimed.document, claimed.start, claimed.end)
            if claimed
            else None,
        )

    def _contradictions(self) -> Iterator[Maker]:
        """Yield the disagreements that did not exist before the new reports."""
        ids = of_happenings(self.store, "reports_disagreements", self._happenings)
        found = things(self.store, "reports_disagreements", ReportsDisagreement, ids)
        begun = [one for one in found if len(self._before(one)) <= 1]
        if len(begun) <= MOST_CHECKED:
            begun = [one for one in begun if self._quotes.is_between_speakers(one)]
        return (partial(self._contradiction, one) for one in begun)

    def _before(self, found: ReportsDisagreement) -> list[ReportedSide]:
        """Return the sides that reports had told before."""
        return [side for side in found.sides if any(t.document not in self._is_new for t in side.tellings)]

    def _contradiction(self, found: ReportsDisagreement) -> NewLine:
        before = self._before(found)
        sides = sorted(found.sides, key=lambda side: side in before)
        other, side = (sides[-1], sides[0]) if before else (sides[0], sides[-1])
        telling = next((t for t in side.tellings if t.document in self._is_new), side.tellings[0])
        return NewLine(
            section="contradiction",
            at=self._added(telling.document),
            story=self._title(telling.document),
            what=found.what or found.field,
            value=side.value,
            before=other.value,
            who=self._quotes.said_by(telling),
            id=found.id,
            words=self._quotes.of_side(telling),
            beside=self._quotes.of_side(other.tellings[0]),
        )

    # ---- plans ---------------------------------------------------------------------------

    def _fulfilled(self) -> Iterator[Maker]:
        """Yield the plans whose outcome is first reported by new reports."""
        stories = things(self.store, "stories", Story, sorted(set(self._story_of.values())))
        own = sorted({happening for found in stories for happening in found.happenings})
        for plan in things(self.store, "plans", Plan, of_happenings(self.store, "plans", own)):
            if plan.outcome and all(t.document in self._is_new for t in plan.outcome):
                yield partial(self._outcome, plan, plan.outcome[0])

    def _outcome(self, plan: Plan, told: Telling) -> NewLine:
        line = self._plan("fulfilled", plan, told.document)
        return replace(line, words=self._quotes.clause(told.document, told.event), beside=line.words)

    def _due(self) -> Iterator[Maker]:
        """Yield the plans whose day has passed by the new reports and whose outcome no report gives."""
        today = last_day(self.store) or ""
        ids = happenings_due(self.store, last_day(self.store, self.numbers) or "", today)
        for plan in things(self.store, "plans", Plan, of_happenings(self.store, "plans", ids)):
            if plan.overdue:
                yield partial(self._plan, "due", plan, plan.history[-1].document)

    def _plan(self, section: NewSection, plan: Plan, document: str) -> NewLine:
        happening = self._told([plan.happening])[plan.happening]
        last = last_dated(plan)
        return NewLine(
            section=section,
            at=self._added(document),
            story=self._title(document),
            what=happening.type,
            value=days_in_words(last.earliest, last.latest),
            who=voices_in_words([last.voice]),
            id=plan.id,
            words=self._quotes.of_happening(happening),
        )

    # ---- failures ------------------------------------------------------------------------

    def _failures(self) -> Iterator[Maker]:
        return (partial(_failure, row) for row in failed_since(self.store, self.moment.stamp))


def _failure(row: FailureRow) -> NewLine:
    return NewLine(section="failed", at=row.at, what=row.name, value=row.reason, before=row.message)
