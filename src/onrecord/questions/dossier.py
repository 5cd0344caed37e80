"""What the reports tell of one actor: who it is, what it said, where its position changed, what it did, what lies ahead.

A dossier is about one actor. A country that is asked for by its name or code is the country itself, not all who are of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Unpack

from onrecord.assembly.types import (
    Happening,
    OfficeHeld,
    Plan,
    PlanTelling,
    ReportsDisagreement,
)
from onrecord.ontologies import load_ontology
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import notes_on
from onrecord.questions.filters import DossierFilters, Filters, checked
from onrecord.questions.lines import (
    NO_REPORTS,
    days_in_words,
    first_of_each,
    last_dated,
    plan_state,
    voices_in_words,
)
from onrecord.questions.meant import UnclearError, resolve_actor
from onrecord.questions.quotes import Quotes
from onrecord.questions.rows_lines import DossierLine, DossierSection, Quote
from onrecord.questions.utterances import ChangeOfLine, Topic, Utterance, changes_of_line, topics_of
from onrecord.store import Store, one_moment
from onrecord.store.find import Condition, at_least, at_most, named
from onrecord.store.gathered import (
    ActRow,
    SideRow,
    StatementRow,
    actors_of,
    acts_of,
    by_document,
    day_of_latest,
    figures_in,
    happenings_awaited,
    happenings_told_by,
    last_day,
    names_of_entities,
    of_happenings,
    origins,
    outlets_of,
    sides_in,
    spans_in,
    statements_of,
    things,
    things_of_documents,
    titles_of_stories,
)
from onrecord.store.index import place_of
from onrecord.types import Figure, Span

NAME = "dossier"
MOST_ACTORS = 64  # whose topics and changes of line are remembered as long as they say nothing more
MOST_STATEMENTS = 400  # the latest ones, which are put in topics and compared
SECTIONS: tuple[tuple[str, DossierSection], ...] = (("actor", "did"), ("recipient", "received"))  # of roles
MOST_REPORTS = 2000  # the most reports whose own disagreements are searched
MOST_ACTS = (
    1000  # the latest ones, which are told with their plans and disagreements, unless all are asked for
)


def dossier(store: Store, actor: str, **filters: Unpack[DossierFilters]) -> Answer[DossierLine]:
    """Return what the reports tell of an actor; raises `QuestionError` for a value that is not allowed."""
    asked = checked(NAME, {"actor": actor, **filters})
    with one_moment(store):
        answer = Answer(question=NAME, row=DossierLine, asked=asked, notes=notes_on(store))
        try:
            meant = resolve_actor(store, "actor", asked.actor or "")
        except UnclearError as unclear:
            return replace(answer, why=str(unclear) if last_day(store) else NO_REPORTS)
        answer = replace(answer, meant=(meant,))
        entities = meant.entities or _country_itself(store, meant)
        if not entities:
            why = f"No report names {meant.name} itself; 'onrecord said --speaker {meant.country}' asks for all who are of it."
            return replace(answer, why=why if last_day(store) else NO_REPORTS)
        acts_asked = _with_latest_acts(store, entities, asked)
        lines = list(_Dossier(store, entities, asked, acts_asked).lines())
        if acts_asked != asked:
            answer = replace(answer, notes=(*answer.notes, _note_on_acts(meant.name, acts_asked.since)))
        return replace(answer, rows=first_of_each(lines, asked.each), total=len(lines))


def _with_latest_acts(store: Store, entities: Sequence[str], asked: Filters) -> Filters:
    """Return what is asked of acts: since a later day, if the actor has more of them than are gone through."""
    day = day_of_latest(store, entities, conditions_of(asked), MOST_ACTS) if asked.each is not None else None
    return asked if day is None else replace(asked, since=day)


def _note_on_acts(name: str, day: str | None) -> str:
    return (
        f"{name} has {MOST_ACTS:,} acts and more since {day}: acts, plans and disagreements of earlier reports are left out; "
        "'--until DAY' asks for earlier ones, '--each 0' for all."
    )


def _country_itself(store: Store, meant: Meant) -> tuple[str, ...]:
    found = named(store, name=meant.name)
    return tuple(one.id for one in found if one.kind == "country" and one.country == meant.country)


@dataclass(frozen=True)
class _InBrief:
    """An entity without its actors: those of a country are in most reports."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()


def conditions_of(asked: Filters) -> list[Condition]:
    """Return the conditions on the reports of facts, which SQL calls `s`."""
    wanted: tuple[tuple[str | None, Callable[[str], Condition]], ...] = (
        (asked.since, lambda day: at_least("s.published", day)),
        (asked.until, lambda day: at_most("s.published", day)),
        (asked.outlet, of_outlet),
    )
    return [condition(value) for value, condition in wanted if value is not None]


def of_outlet(publisher: str) -> Condition:
    """Return the condition that an outlet published the report of a fact."""
    return Condition("s.document IN (SELECT document FROM reports WHERE publisher = ?)", (publisher,))


class _Dossier:
    """Gathers the lines of one dossier."""

    def __init__(self, store: Store, entities: Sequence[str], asked: Filters, acts_asked: Filters) -> None:
        self._store, self._entities, self._asked, self._acts_asked = store, entities, asked, acts_asked
        self._quotes = Quotes(store)
        self._conditions = conditions_of(asked)

    def lines(self) -> Iterator[DossierLine]:
        """Yield all lines, by section."""
        yield from self._who()
        yield from self._said()
        yield from self._changes()
        yield from self._acts()
        yield from self._plans()
        yield from self._disagreements()
        yield from self._outlets()

    # ---- who it is -----------------------------------------------------------------------

    def _who(self) -> Iterator[DossierLine]:
        for entity in things(self._store, "entities", _InBrief, self._entities):
            for what in ("name", "kind", "country", "sector", "wikidata"):
                if value := getattr(entity, what):
                    yield DossierLine(section="actor", what=what, value=value, id=entity.id)
            for alias in entity.aliases:
                yield DossierLine(section="alias", what=alias, id=entity.id)
            for held in sorted(entity.offices, key=lambda o: (o.from_ or "", o.to or "9"), reverse=True):
                yield DossierLine(
                    section="office",
                    what=held.office,
                    value=held.country,
                    day=held.from_,
                    until=held.to,
                    id=entity.id,
                )

    # ---- what it said --------------------------------------------------------------------

    @cached_property
    def _statements(self) -> Sequence[StatementRow]:
        rows = statements_of(self._store, self._entities, self._conditions, MOST_STATEMENTS)
        self._quotes.fetch(numbers=(place_of(row.number)[0] for row in rows))
        return rows

    @cached_property
    def _utterances(self) -> tuple[Utterance, ...]:
        """The statements in order, those of copies left out."""
        documents = sorted({place_of(row.number)[0] for row in self._statements})
        stories = by_document(things_of_documents(self._store, "stories", documents))
        figures: dict[int, list[Figure]] = defaultdict(list)
        for found in figures_in(self._store, documents):
            span = Span(start=found.start, end=found.end, text="")
            figures[found.document].append(
                Figure(what=found.what, low=found.low, high=found.high, unit=found.unit, span=span)  # type: ignore[arg-type]
            )
        copies = self._copies(documents)
        utterances = (
            self._utterance(row, stories, figures)
            for row in self._statements
            if place_of(row.number)[0] not in copies
        )
        return tuple(one for one in utterances if one is not None)

    def _copies(self, documents: Iterable[int]) -> set[int]:
        """Return the documents that are copies of another one."""
        found = origins(self._store, documents)
        self._quotes.fetch(numbers=found)
        return {
            number
            for number, origin in found.items()
            if (report := self._quotes.report_of_number(number)) is not None and report.id != origin
        }

    def _utterance(
        self, row: StatementRow, stories: Mapping[int, str], figures: Mapping[int, Sequence[Figure]]
    ) -> Utterance | None:
        document, position = place_of(row.number)
        quote = self._content(row)
        if quote is None:
            return None
        return Utterance(
            document=document,
            position=position,
            day=row.published or "",
            kind=row.kind,
            content=quote.text,
            is_quoted=row.quotation != "indirect",
            says_nothing=row.polarity == "negative",
            figures=tuple(
                f
                for f in figures.get(document, ())
                if quote.start <= f.span.start and f.span.end <= quote.end
            ),
            story=stories.get(document),
        )

    def _content(self, row: StatementRow) -> Quote | None:
        spans = list(spans_in(row.content))
        report = self._quotes.report_of_number(place_of(row.number)[0])
        return self._quotes.words(report, spans[0][0], spans[-1][1]) if spans else None

    def _sentence(self, utterance: Utterance) -> Quote | None:
        """Return the sentence of an utterance, which says how it was said."""
        quote = self._quoted(utterance)
        return self._quotes.sentence_of(utterance.document, quote.start, quote.end) if quote else None

    def _quoted(self, utterance: Utterance) -> Quote | None:
        return self._quote_of.get((utterance.document, utterance.position))

    @cached_property
    def _quote_of(self) -> dict[tuple[int, int], Quote | None]:
        return {place_of(row.number): self._content(row) for row in self._statements}

    @cached_property
    def _topics(self) -> Sequence[tuple[Topic, str]]:
        """The topics with their names."""
        topics = _topics_of(self._utterances)
        titles = titles_of_stories(self._store, {t.story for t in topics if t.story})
        return [(topic, _topic_name(topic, titles.get(topic.story or ""))) for topic in topics]

    def _said(self) -> Iterator[DossierLine]:
        """Yield the latest statements by topic, as many as are shown, and then the others."""
        latest = {_place(u) for u in _latest(self._utterances, self._asked.each)}
        lines = [
            (_place(utterance) in latest, self._said_line(utterance, topic, name))
            for topic, name in self._topics
            for utterance in topic.utterances
        ]
        yield from (line for is_latest, line in lines if is_latest)
        yield from (line for is_latest, line in lines if not is_latest)

    def _said_line(self, utterance: Utterance, topic: Topic, name: str) -> DossierLine:
        return DossierLine(
            section="said",
            day=utterance.day or None,
            topic=name,
            topic_basis=topic.basis,
            what=utterance.kind,
            id=utterance.story,
            words=self._quoted(utterance),
        )

    # ---- changes of line -----------------------------------------------------------------

    def _changes(self) -> Iterator[DossierLine]:
        name_of = {_place(u): (topic, name) for topic, name in self._topics for u in topic.utterances}
        found = [
            self._change_line(change, *name_of[_place(change.later)])
            for change in _changes_of(self._utterances)
        ]
        found += self._moved_dates()
        yield from sorted(found, key=lambda line: line.day or "")

    def _change_line(self, change: ChangeOfLine, topic: Topic, name: str) -> DossierLine:
        return DossierLine(
            section="change",
            day=change.later.day,
            topic=name,
            topic_basis=topic.basis,
            what=change.what or change.kind,
            value=f"{change.earlier.kind} → {change.later.kind}" if change.kind == "polarity" else None,
            id=change.later.story,
            words=self._sentence(change.later),
            beside=self._sentence(change.earlier),
        )

    def _moved_dates(self) -> Iterator[DossierLine]:
        """Yield the changes of day: the actor gave another day for a plan than before."""
        told = happenings_told_by(self._store, (row.number for row in self._statements))
        plans = things(self._store, "plans", Plan, of_happenings(self._store, "plans", told))
        happenings = {
            h.id: h for h in things(self._store, "happenings", Happening, (p.happening for p in plans))
        }
        for plan in plans:
            own = [t for t in plan.history if t.voice.entity in self._entities and (t.earliest or t.latest)]
            for before, after in pairwise(own):
                if after in plan.moved and plan.happening in happenings:
                    yield self._date_line(before, after, happenings[plan.happening])

    def _date_line(self, before: PlanTelling, after: PlanTelling, happening: Happening) -> DossierLine:
        event_in = {t.document: t.event for t in happening.tellings}
        return DossierLine(
            section="change",
            day=after.published,
            what="date",
            value=f"{days_in_words(before.earliest, before.latest)} → {days_in_words(after.earliest, after.latest)}",
            id=happening.id,
            words=self._quotes.clause(after.document, event_in.get(after.document, "")),
            beside=self._quotes.clause(before.document, event_in.get(before.document, "")),
        )

    # ---- what it did ---------------------------------------------------------------------

    @cached_property
    def _done(self) -> Sequence[ActRow]:
        return acts_of(self._store, self._entities, conditions_of(self._acts_asked))

    def _acts(self) -> Iterator[DossierLine]:
        yield from _counts(self._done)
        for role, section in SECTIONS:
            acts = [act for act in self._done if act.role == role]
            shown = acts if self._asked.each is None else acts[: self._asked.each]
            happenings = things(self._store, "happenings", Happening, (act.id for act in shown))
            self._quotes.of_happenings(happenings)
            names = self._names(happenings)
            by_id: dict[str, Happening] = {happening.id: happening for happening in happenings}
            for act in acts:
                yield self._act_line(section, act, by_id.get(act.id), names)

    def _act_line(
        self, section: DossierSection, act: ActRow, happening: Happening | None, names: Mapping[str, str]
    ) -> DossierLine:
        others: tuple[str, ...] = ()
        if happening is not None:
            others = happening.recipients if section == "did" else happening.actors
        return DossierLine(
            section=section,
            day=act.earliest,
            until=act.latest,
            what=act.type,
            who=", ".join(names.get(one, one) for one in others if one not in self._entities) or None,
            quad=_quad(act.type),
            status=act.status,
            reports=act.reports,
            id=act.id,
            words=self._quotes.of_happening(happening) if happening else None,
        )

    def _names(self, happenings: Iterable[Happening]) -> dict[str, str]:
        return names_of_entities(
            self._store, {party for h in happenings for party in (*h.actors, *h.recipients)}
        )

    # ---- what lies ahead -----------------------------------------------------------------

    def _plans(self) -> Iterator[DossierLine]:
        happenings = {act.id for act in self._done} | set(
            happenings_awaited(self._store, self._entities, self._acts_asked.since)
        )
        plans = things(self._store, "plans", Plan, of_happenings(self._store, "plans", sorted(happenings)))
        since = self._acts_asked.since
        plans = [plan for plan in plans if plan.history and self._is_asked(plan.history[-1].published, since)]
        plans.sort(key=_plan_order, reverse=True)
        shown = plans[: self._asked.each]
        told = {h.id: h for h in things(self._store, "happenings", Happening, (p.happening for p in shown))}
        self._quotes.of_happenings([*told.values()])
        yield from (self._plan_line(plan, told.get(plan.happening)) for plan in plans)

    def _is_asked(self, published: str | None, since: str | None) -> bool:
        since, until = since or "", self._asked.until or "9"
        return since <= (published or since) <= until

    def _plan_line(self, plan: Plan, happening: Happening | None) -> DossierLine:
        """Return the line of a plan: of one that is not shown no more than its days."""
        last = last_dated(plan)
        if happening is None:
            return DossierLine(section="plan", day=last.earliest, until=last.latest, id=plan.id)
        return DossierLine(
            section="plan",
            day=last.earliest,
            until=last.latest,
            what=happening.type,
            value="; ".join(plan_state(plan)),
            who=voices_in_words([last.voice]),
            status=plan.history[-1].status,
            reports=len(happening.reports),
            id=plan.id,
            words=self._quotes.of_happening(happening),
        )

    # ---- where it stands against others --------------------------------------------------

    def _disagreements(self) -> Iterator[DossierLine]:
        told = happenings_told_by(self._store, (row.number for row in self._statements))
        ids = of_happenings(
            self._store, "reports_disagreements", sorted({*told, *(act.id for act in self._done)})
        )
        found = things(self._store, "reports_disagreements", ReportsDisagreement, ids)
        own = {act.id for act in self._done}
        self._quotes.fetch(ids=(t.document for one in found for side in one.sides for t in side.tellings))
        for disagreement in found:
            is_about = disagreement.happening in own or self._is_a_voice_of(disagreement)
            if is_about and self._quotes.is_between_speakers(disagreement):
                yield from self._sides(disagreement)
        yield from self._own_sides()

    def _is_a_voice_of(self, disagreement: ReportsDisagreement) -> bool:
        tellings = (telling for side in disagreement.sides for telling in side.tellings)
        return any(telling.voice.entity in self._entities for telling in tellings)

    def _sides(self, disagreement: ReportsDisagreement) -> Iterator[DossierLine]:
        for side in disagreement.sides:
            first = side.tellings[0]
            yield DossierLine(
                section="disagreement",
                day=first.published,
                what=disagreement.what or disagreement.field,
                value=side.value,
                who=", ".join(dict.fromkeys(map(self._quotes.said_by, side.tellings))),
                id=disagreement.id,
                reports=len({t.document for t in side.tellings}),
                words=self._quotes.of_side(first),
            )

    def _own_sides(self) -> Iterator[DossierLine]:
        """Yield the disagreements inside one report that the actor is a side of, those of copies left out."""
        places = set(actors_of(self._store, self._entities, MOST_REPORTS))
        documents = sorted({document for document, _ in places}, reverse=True)
        copies = self._copies(documents)
        by_disagreement: dict[tuple[int, int], list[SideRow]] = defaultdict(list)
        for side in sides_in(self._store, documents):
            by_disagreement[side.document, side.disagreement].append(side)
        seen: set[tuple[str, ...]] = set()
        own = [
            s for s in by_disagreement.values() if any((side.document, side.actor) in places for side in s)
        ]
        self._quotes.fetch(numbers=(sides[0].document for sides in own))
        for sides in own:
            if sides[0].document not in copies:
                lines = [self._own_side(side) for side in sides]
                words = tuple(line.words.text for line in lines if line.words)
                if words not in seen and all(self._is_asked(line.day, self._asked.since) for line in lines):
                    yield from lines
                seen.add(words)

    def _own_side(self, side: SideRow) -> DossierLine:
        words = self._quotes.words(self._quotes.report_of_number(side.document), side.start, side.end)
        return DossierLine(
            section="disagreement",
            day=words.published if words else None,
            what=side.field or side.kind,
            value=side.attribution_kind,
            who=side.speaker,
            id=side.id,
            words=words,
        )

    # ---- who tells it --------------------------------------------------------------------

    def _outlets(self) -> Iterator[DossierLine]:
        for publisher, reports in outlets_of(self._store, self._entities, self._conditions):
            yield DossierLine(section="outlet", what=publisher, reports=reports)


def _plan_order(plan: Plan) -> tuple[str, str]:
    last = last_dated(plan)
    return last.earliest or last.latest or "", plan.id


def _place(one: Utterance) -> tuple[int, int]:
    return one.document, one.position


@lru_cache(maxsize=MOST_ACTORS)
def _topics_of(utterances: tuple[Utterance, ...]) -> Sequence[Topic]:
    return topics_of(utterances)


@lru_cache(maxsize=MOST_ACTORS)
def _changes_of(utterances: tuple[Utterance, ...]) -> Sequence[ChangeOfLine]:
    return changes_of_line(utterances)


def _topic_name(topic: Topic, title: str | None) -> str:
    words = ", ".join(topic.words)
    return title or words if topic.basis == "story" else words


def _latest(utterances: Sequence[Utterance], most: int | None) -> Sequence[Utterance]:
    ordered = sorted(utterances, key=lambda u: u.order)
    return ordered if most is None else ordered[-most:]


def _counts(acts: Iterable[ActRow]) -> Iterator[DossierLine]:
    """Yield how many happenings of each type there are, by role and quad class."""
    happenings: Counter[tuple[str, str]] = Counter()
    reports: Counter[tuple[str, str]] = Counter()
    for act in acts:
        happenings[act.role, act.type] += 1
        reports[act.role, act.type] += act.reports
    order = sorted(happenings, key=lambda key: (key[0], _quad(key[1]) or 9, -happenings[key], key[1]))
    for role, type_ in order:
        yield DossierLine(
            section="act",
            what=type_,
            value="did" if role == "actor" else "received",
            quad=_quad(type_),
            happenings=happenings[role, type_],
            reports=reports[role, type_],
        )


def _quad(type_: str) -> int | None:
    found = load_ontology().types.get(type_)
    return found.quad if found else None
