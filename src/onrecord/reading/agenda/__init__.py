"""List future events: planned acts, deadlines, dated public occasions after the document's date.

Most sentences with "will" are promises, not appointments. An act becomes an item if its day is given,
if it is a meeting, if the words say that it is planned or scheduled, or if it depends on a condition.
Acts that are only requested are left out. Deadlines and occasions need their own date. Several sentences
about one future event make one item (merge.py), with a line for a calendar (summaries.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.tree import has
from onrecord.lexicon.status import StatusWords
from onrecord.reading.agenda.merge import Entry, merge
from onrecord.reading.agenda.summaries import CLAUSE_ENDS, summarize
from onrecord.reading.certainty.clauses import operators_of
from onrecord.reading.certainty.dates import lies_behind
from onrecord.reading.certainty.scope import Scope
from onrecord.reading.certainty.stance import AHEAD
from onrecord.reading.ids import content_id
from onrecord.types import (
    Actor,
    ActorId,
    AgendaId,
    AgendaItem,
    AgendaKind,
    Document,
    Event,
    Found,
    Published,
    Sentence,
    Span,
    Status,
    Time,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known

BLANKS = re.compile(r"\s+")


def find_agenda(
    document: Document,
    events: Sequence[Event],
    actors: Sequence[Actor],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
) -> Found[AgendaItem]:
    """Return the future events of the document by date, those without a date last."""
    desk = _Desk(document, events, actors, times, forest, known.words.status)
    fixed = [*desk.deadlines(), *desk.acts()]
    entries = [*fixed, *desk.occasions(fixed)]
    merged = merge(entries)
    return Found(tuple(sorted((e.item for e in merged), key=_soonest)))


def _soonest(item: AgendaItem) -> tuple[bool, str, str, int]:
    start = item.evidence[0].start if item.evidence else 0
    return item.earliest is None, item.earliest or "", item.latest or "", start


class _Desk:
    """The layers of one document, searched for future events."""

    def __init__(
        self,
        document: Document,
        events: Sequence[Event],
        actors: Sequence[Actor],
        times: Sequence[Time],
        forest: Forest,
        words: StatusWords,
    ) -> None:
        self.document = document
        self.events = events
        self.forest = forest
        self.words = words
        self.day = document.published.value or document.published.latest
        self.mentions = sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)
        self.scopes: dict[int, Scope] = {}
        self.times_of: dict[int, list[Time]] = {}
        for time in times:
            tree = forest.at(time.start)
            if tree is not None and time.type in ("DATE", "TIME"):
                self.times_of.setdefault(tree.index, []).append(time)

    # ---- acts ----------------------------------------------------------------------------

    def acts(self) -> Iterator[Entry]:
        """Yield the coded events that are in the future and are appointments."""
        for event in self.events:
            located = self._head(event.trigger)
            if located is None or lies_behind(event, self.document.published):
                continue
            tree, head = located
            agreed = event.status == "occurred" and self._is_agreed(event, tree, head)
            if not agreed and (event.status not in AHEAD or not self._is_appointment(event, tree, head)):
                continue
            window = event.time
            item = self._item(
                tree,
                head,
                kind="event",
                earliest=window.earliest if window else None,
                latest=window.latest if window else None,
                status="planned" if agreed else event.status,
                participants=(*event.actors, *event.recipients),
                evidence=event.evidence or (event.trigger,),
            )
            yield Entry(replace(item, event=event.id, location=event.location), event.type)

    def _is_appointment(self, event: Event, tree: Tree, head: int) -> bool:
        if event.time is not None and self._is_ahead(event.time.earliest):
            return True
        if event.status == "possible" and _was_tried(tree, head):
            return False
        if event.type in self.words.classes.gathering_types and len({*event.actors, *event.recipients}) > 1:
            return True
        if event.status == "conditional":
            return event.condition is not None and self._has_modal(tree, head)
        return event.status in ("planned", "expected") and self._is_arranged(tree, head)

    def _has_modal(self, tree: Tree, head: int) -> bool:
        """Return whether a modal puts the clause into the future; "offers loans if ..." is a rule, not a plan."""
        clause = (head, *tree.path_up(head))
        return any(
            tree.tokens[c].lemma.lower() in self.words.auxiliaries for n in clause for c in tree.of(n, "aux")
        )

    def _is_agreed(self, event: Event, tree: Tree, head: int) -> bool:
        """Return whether a completed act schedules another one: "agreed to meet again next month"."""
        rows = operators_of(tree, head, self.words)
        if not any(row.effect == "planned" and "clause" in row.scope for row in rows):
            return False
        fixed = [tree.tokens[c].lemma.lower() for c in tree.of(head, "xcomp", "acl", "obl", "nmod")]
        meets = any(lemma in self.words.classes.meeting_words for lemma in fixed)
        return meets or (event.time is not None and self._is_ahead(event.time.earliest))

    def _is_arranged(self, tree: Tree, head: int) -> bool:
        """Return whether a word of planning governs the act: "is due to", "plans to"."""
        planning = self.words.classes.planning_words
        for node in (head, *tree.path_up(head)):
            token = tree.tokens[node]
            if node != head and (token.lemma.lower() in planning or token.text.lower() in planning):
                return not self._is_blamed_on(tree, node)
            if tree.relations[node] in ("ccomp", "parataxis", "advcl"):
                return False
        return False

    def _is_blamed_on(self, tree: Tree, i: int) -> bool:
        """Whether somebody is only accused of the plan: "men suspected of planning the attack"."""
        above = tree.tokens[i].head
        if above < 0 or not introducer(tree, i) or tree.of(i, "nsubj"):
            return False
        return any(row.effect == "claimed" for row in operators_of(tree, above, self.words))

    # ---- deadlines -----------------------------------------------------------------------

    def deadlines(self) -> Iterator[Entry]:
        """Yield last days: "a Nov. 6 deadline", "expires on Friday", "must withdraw by Monday"."""
        for tree, times in self._dated_sentences():
            found: set[str] = set()
            for i, token in enumerate(tree.tokens):
                time = self._deadline_time(tree, i, times)
                if time is None or time.id in found:
                    continue
                found.add(time.id)
                verb = i if token.upos == "VERB" else _verb_over(tree, i)
                yield Entry(self._deadline(tree, verb, time), "deadline")

    def _deadline_time(self, tree: Tree, i: int, times: Sequence[Time]) -> Time | None:
        """Return the date that word `i` marks as a deadline, or None."""
        token, classes = tree.tokens[i], self.words.classes
        if token.upos in ("NOUN", "PROPN") and token.lemma.lower() in classes.deadline_nouns:
            own = _times_in(tree, tree.subtree(i), times)
            return next(filter(self._not_behind, own or self._clause_times(tree, i, times)), None)
        if token.upos != "VERB":
            return None
        if _with_particle(tree, i) in classes.expiry_verbs:
            return next(filter(self._not_behind, self._clause_times(tree, i, times)), None)
        for c in tree.of(i, "obl"):
            if introducer(tree, c) in classes.limit_prepositions and self._is_due(tree, i):
                limited = _times_in(tree, tree.subtree(c), times)
                return next((t for t in limited if self._is_ahead(t.latest)), None)
        return None

    def _is_due(self, tree: Tree, i: int) -> bool:
        """Return whether the verb `i` is to be done: requested, or a coded event in the future."""
        status = self._stands(tree, i)
        if status == "requested":
            return True
        return status in AHEAD and any(self._head(e.trigger) == (tree, i) for e in self.events)

    def _deadline(self, tree: Tree, verb: int, time: Time) -> AgendaItem:
        act = next((e for e in self.events if self._head(e.trigger) == (tree, verb)), None)
        item = self._item(
            tree,
            verb,
            kind="deadline",
            earliest=time.earliest,
            latest=time.latest,
            status="planned",
            participants=(*act.actors, *act.recipients) if act else self._subjects(tree, verb),
            evidence=(),
        )
        return replace(item, event=act.id if act else None)

    # ---- occasions -----------------------------------------------------------------------

    def occasions(self, fixed: Sequence[Entry]) -> Iterator[Entry]:
        """Yield public occasions with a future date that are not coded as events.

        An occasion that only dates an item of the same sentence ("will vote on Election Day") is not another item.
        """
        dated = {(s.start, e.item.earliest, e.item.latest) for e in fixed for s in self._sentences_of(e.item)}
        coded = [(e.trigger.start, e.trigger.end) for e in self.events]
        for tree, times in self._dated_sentences():
            for i, token in enumerate(tree.tokens):
                if (
                    token.upos not in ("NOUN", "PROPN")
                    or token.lemma.lower() not in self.words.classes.occasion_nouns
                ):
                    continue
                if any(start < token.end and token.start < end for start, end in coded):
                    continue
                time = next(
                    (t for t in self._occasion_times(tree, i, times) if self._is_ahead(t.earliest)), None
                )
                if time is None or (tree.sentence.start, time.earliest, time.latest) in dated:
                    continue
                status = self._stands(tree, i, gathering=True)
                if status in ("negated", "denied", "requested"):
                    continue
                yield Entry(self._occasion(tree, i, time, status), token.lemma.lower().rstrip("s"))

    def _occasion_times(self, tree: Tree, i: int, times: Sequence[Time]) -> list[Time]:
        """Return the dates of the occasion: in its own phrase, else in the clause of which it is the subject."""
        own = _times_in(tree, [i], times)
        for c in tree.of(i, "nmod", "compound", "amod", "nummod"):
            if introducer(tree, c) not in self.words.classes.unrelated_date_prepositions:
                own += _times_in(tree, tree.subtree(c), times)
        scheduled = [t for c in tree.of(i, "acl") for t in _times_in(tree, tree.subtree(c), times)]
        if own or scheduled or not tree.tokens[i].deprel.startswith("nsubj"):
            return own or scheduled
        return self._clause_times(tree, i, times)

    def _occasion(self, tree: Tree, i: int, time: Time, status: Status | None) -> AgendaItem:
        inside = tree.extent(tree.subtree(i))
        return self._item(
            tree,
            i,
            kind="event",
            earliest=time.earliest,
            latest=time.latest,
            status=status if status in AHEAD and status is not None else "planned",
            participants=self._actors_in(*inside),
            evidence=(),
            phrase=True,
        )

    # ---- shared by all -----------------------------------------------------------------

    def _item(
        self,
        tree: Tree,
        head: int,
        *,
        kind: AgendaKind,
        earliest: str | None,
        latest: str | None,
        status: Status,
        participants: Sequence[ActorId],
        evidence: tuple[Span, ...],
        phrase: bool = False,
    ) -> AgendaItem:
        start, end = summarize(self.document.text, tree, head, self.words.classes, phrase=phrase)
        token = tree.tokens[head]
        return AgendaItem(
            id=AgendaId(content_id("g", self.document.id, kind, token.start, token.end, earliest, latest)),
            kind=kind,
            summary=BLANKS.sub(" ", self.document.text[start:end]),
            earliest=earliest,
            latest=latest,
            status=status,
            participants=tuple(dict.fromkeys(participants)),
            evidence=evidence or (span_of(self.document.text, start, end),),
        )

    def _head(self, span: Span) -> tuple[Tree, int] | None:
        tree = self.forest.at(span.start)
        head = tree.head_of(span.start, span.end) if tree else None
        return None if tree is None or head is None else (tree, head)

    def _dated_sentences(self) -> Iterator[tuple[Tree, list[Time]]]:
        for index in sorted(self.times_of):
            yield self.forest.trees[index], self.times_of[index]

    def _sentences_of(self, item: AgendaItem) -> Iterator[Sentence]:
        for span in item.evidence:
            tree = self.forest.at(span.start)
            if tree is not None:
                yield tree.sentence

    def _stands(self, tree: Tree, i: int, gathering: bool = False) -> Status | None:
        if tree.index not in self.scopes:
            self.scopes[tree.index] = Scope(tree, self.words)
        return self.scopes[tree.index].stance(i, gathering).status

    def _clause_times(self, tree: Tree, i: int, times: Sequence[Time]) -> list[Time]:
        """Return the dates of the clause of `i`, without those of clauses inside it."""
        verb = _verb_over(tree, i)
        return _times_in(tree, tree.subtree(verb, without=("ccomp", "advcl", "parataxis", "conj")), times)

    def _is_ahead(self, day: str | None) -> bool:
        return day is not None and self.day is not None and day > self.day

    def _not_behind(self, time: Time) -> bool:
        return not is_behind(time, self.document.published)

    def _subjects(self, tree: Tree, verb: int) -> tuple[ActorId, ...]:
        return tuple(
            a for c in tree.of(verb, "nsubj") for a in self._actors_in(*tree.extent(tree.subtree(c)))
        )

    def _actors_in(self, start: int, end: int) -> tuple[ActorId, ...]:
        return tuple(actor for first, last, actor in self.mentions if start <= first and last <= end)


def is_behind(time: Time, published: Published) -> bool:
    """Return whether the last day of `time` is before the first possible day of the document."""
    day = published.value or published.earliest
    return day is not None and time.latest is not None and time.latest < day


def _was_tried(tree: Tree, head: int) -> bool:
    """Return whether a past verb governs the act: "tried to mediate" is not an appointment."""
    token = tree.tokens[head]
    return token.deprel == "xcomp" and has(tree.tokens[token.head], "Tense=Past")


def _times_in(tree: Tree, positions: Iterable[int], times: Sequence[Time]) -> list[Time]:
    tokens = [tree.tokens[p] for p in positions]
    return [t for t in times if any(t.start < token.end and token.start < t.end for token in tokens)]


def _with_particle(tree: Tree, i: int) -> str:
    for c in tree.of(i, "compound"):
        if tree.tokens[c].deprel == "compound:prt":
            return f"{tree.tokens[i].lemma} {tree.tokens[c].text.lower()}"
    return tree.tokens[i].lemma


def _verb_over(tree: Tree, i: int) -> int:
    """Return the head of the clause of `i`."""
    node = i
    for above in tree.path_up(i):
        if tree.tokens[node].upos == "VERB" or tree.relations[node] in CLAUSE_ENDS:
            break
        node = above
    return node
