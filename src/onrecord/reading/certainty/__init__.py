"""Decide how the text presents each event: status, certainty, and the condition it depends on.

There are three kinds of evidence, in this order: the words of the sentence (`clauses`, `scope`), the
attribution that contains the act, and its date compared with that of the document. Words win over dates:
"met" is past whatever day was resolved for it. A date decides only if the words leave the status open,
as most nouns do. A noun that refers back to an act named elsewhere has the status of that act. The
distinctions are those of PLOVER's auxiliary modes (manual 0.8) and of event factuality (Saurí and
Pustejovsky 2009). Whether the act really happened is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.grammar.tree import has
from onrecord.lexicon.status import ATTRIBUTIONS, StatusWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.certainty.conditions import Condition, condition_of, find_conditions
from onrecord.reading.certainty.dates import is_after, lies_ahead, lies_behind
from onrecord.reading.certainty.odds import agree, weigh
from onrecord.reading.certainty.scope import Scope, planning_complement
from onrecord.reading.certainty.stance import AHEAD, OPEN, REAL, Stance, weakest
from onrecord.types import (
    ActMention,
    Attribution,
    AttributionId,
    Document,
    Event,
    EventTime,
    Found,
    Note,
    Published,
    Reason,
    Span,
    Status,
    Time,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known

MAY_DEPEND: frozenset[Status] = AHEAD | {"negated"}  # statuses of an act that may depend on a condition
DEPENDING: frozenset[Status] = frozenset(
    {"planned", "expected", "possible"}
)  # "conditional" under a condition
# relations from an act up to the root, if the act is the main statement of the sentence
MAIN_CLAUSE = ("root", "conj", "obj", "nsubj", "ccomp", "xcomp", "parataxis", "dep")
OTHER_CLAUSES = ("ccomp", "advcl", "acl", "parataxis", "conj", "csubj")
FIRST_DAY, LAST_DAY = "", "9999"  # before and after every ISO day
ASSUMED = "without-tense-or-date"  # the rule by which an act with an open status is coded as occurred


def judge(
    document: Document,
    acts: Sequence[ActMention],
    coded: Found[Event],
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
) -> Found[Event]:
    """Return the events with status, certainty, condition and their PLOVER code."""
    act_at = {(act.start, act.end): act for act in acts}
    bench = _Bench(document, act_at, attributions, times, forest, known.words.status)
    judged = [(event, bench.stance(event)) for event in coded.items]
    gatherings = known.words.status.classes.gathering_types
    echoed = [
        _echo(n, judged) if judged[n][0].type in gatherings else judged[n][1] for n in range(len(judged))
    ]
    settled = [
        bench.under_its_condition(_settle(event, stance, known.words.status))
        for (event, _), stance in zip(judged, echoed, strict=True)
    ]
    published = document.published.value or document.published.latest
    agreed = [agree(e, act_at.get((e.trigger.start, e.trigger.end)), document.published) for e in settled]
    events = tuple(replace(e, plover=known.ontology.plover_of(e, published)) for e in agreed)
    return Found(events, _notes(events))


class _Bench:
    """The evidence for the status of one document's events."""

    def __init__(
        self,
        document: Document,
        act_at: Mapping[tuple[int, int], ActMention],
        attributions: Sequence[Attribution],
        times: Sequence[Time],
        forest: Forest,
        words: StatusWords,
    ) -> None:
        self.text = document.text
        self.act_at = act_at
        self.published = document.published
        self.attributions = {a.id: a for a in attributions}
        self.reported = [
            (s.start, s.end) for a in attributions if a.quotation == "indirect" for s in a.content
        ]
        self.coming = {t.id for t in times if is_coming(t, words)}
        self.ahead = [t for t in times if t.id in self.coming or is_after(t.earliest, document.published)]
        self.forest = forest
        self.words = words
        self.scopes: dict[int, Scope] = {}

    def stance(self, event: Event) -> Stance:
        """Return the stance of the event by its words, its attributions and its date, in that order."""
        tree = self.forest.at(event.trigger.start)
        head = tree.head_of(event.trigger.start, event.trigger.end) if tree else None
        if tree is None or head is None:
            return self._dated(event, OPEN)
        head = _act(tree, head, event.trigger, self.words)
        if tree.index not in self.scopes:
            self.scopes[tree.index] = Scope(
                tree, self.words, self.reported, find_conditions(self.forest, tree, self.words)
            )
        stance = self.scopes[tree.index].stance(
            head, gathering=event.type in self.words.classes.gathering_types
        )
        for attribution in self._around(event, tree, head):
            stance = _said(stance, attribution, self.words)
        act = self.act_at.get((event.trigger.start, event.trigger.end))
        if act is not None:
            return weigh(stance, act)
        if event.time is None and stance.status == "ongoing" and not stance.firm:
            stance = self._arranged(stance, tree, head)
        stance = self._dated(event, stance)
        if stance.status is None and has(tree.tokens[head], "VerbForm=Inf"):
            return replace(stance, status="possible").because(Reason(rule="infinitive-left-open"))
        return stance

    def under_its_condition(self, event: Event) -> Event:
        """Return the event with the condition of its trigger or of another mention; that of the network, if none is found."""
        in_words = event.type in self.words.classes.uttered_types
        if not (event.status in MAY_DEPEND or (in_words and event.status in REAL)):
            return replace(event, condition=None)
        mentions = (event.trigger, *event.mentions)
        found = next((c for mention in mentions if (c := self._condition(mention, in_words))), None)
        if found is None:
            return event
        conditional = replace(
            event,
            condition=span_of(self.text, found.start, found.end),
            basis=(*event.basis, found.reason),
        )
        if event.status not in DEPENDING:
            return conditional
        return replace(conditional, status="conditional", certainty=self.words.certainties["conditional"])

    def _condition(self, mention: Span, in_words: bool) -> Condition | None:
        tree = self.forest.at(mention.start)
        head = tree.head_of(mention.start, mention.end) if tree else None
        if tree is None or head is None:
            return None
        return condition_of(self.forest, tree, head, self.words, in_words=in_words)

    def _around(self, event: Event, tree: Tree, head: int) -> Iterator[Attribution]:
        """Yield the attributions that contain the event, innermost first, if the tree did not use their cue.

        They do not affect background information inside reported speech (a relative clause, "after the
        attack").
        """
        path = list(tree.path_up(head))
        if any(tree.relations[n] not in MAIN_CLAUSE for n in (head, *path)):
            return
        above = [tree.tokens[n] for n in path]
        seen: set[AttributionId] = set()
        within = event.within
        while within is not None and within in self.attributions and within not in seen:
            seen.add(within)
            attribution = self.attributions[within]
            cue = attribution.cue
            if cue is None or not any(t.start < cue.end and cue.start < t.end for t in above):
                yield attribution
            within = attribution.within

    def _dated(self, event: Event, stance: Stance) -> Stance:
        coming = event.time is not None and event.time.time in self.coming
        return _dated(event, stance, self.published, coming)

    def _arranged(self, stance: Stance, tree: Tree, head: int) -> Stance:
        """Read "is traveling to Russia for talks early next week": a present tense with a future day in its clause."""
        for time in self.ahead:
            if tree.sentence.start <= time.start < tree.sentence.end and _is_in_clause(tree, head, time):
                return replace(stance, status="planned", firm=True).because(
                    Reason(rule="present-with-a-day-ahead", words=time.text)
                )
        return stance


def _is_in_clause(tree: Tree, head: int, time: Span) -> bool:
    """Return whether the time is below `head` in the tree, with no other clause between."""
    node = tree.head_of(time.start, time.end)
    while node is not None and node != head:
        if node < 0 or tree.relations[node] in OTHER_CLAUSES:
            return False
        node = tree.tokens[node].head
    return node == head


def _act(tree: Tree, head: int, trigger: Span, words: StatusWords) -> int:
    """Return the token that names the act: in "held talks" the verb, in "plans to meet" the inner verb."""
    inner = planning_complement(tree, head, trigger.end, words)
    return inner if inner == head else _act(tree, inner, trigger, words)


# ---- the attribution that contains it ----------------------------------------------------------


def _said(stance: Stance, attribution: Attribution, words: StatusWords) -> Stance:
    row = words.attributions.get(attribution.kind)
    if row is None or (row.open and stance.status is not None) or not stance.firm:
        return stance
    effect = row.negative if attribution.polarity == "negative" else row.effect
    certainty = weakest(
        stance.certainty, row.certainty if attribution.polarity == "positive" or row.open else None
    )
    if effect == "same" or effect == "claimed":
        if row.certainty is None and attribution.polarity == "positive":
            return stance
        return replace(stance, certainty=certainty).because(
            row_reason(ATTRIBUTIONS, row.line, rule="inside-what-is-said", words=attribution.kind)
        )
    status = words.combine(effect, stance.status) if stance.status else effect
    return replace(stance, status=status, certainty=certainty).because(
        row_reason(ATTRIBUTIONS, row.line, rule="status-of-what-is-said", words=attribution.kind)
    )


# ---- its date ----------------------------------------------------------------------------


def _dated(event: Event, stance: Stance, published: Published, coming: bool) -> Stance:
    """Return `stance`, with the event's date deciding what its words leave open.

    `coming`: the words of the date refer to the future by themselves ("next week").
    """
    ahead = coming or lies_ahead(event, published)
    if ahead and _may_be_planned(stance):
        return replace(stance, status="planned", certainty=stance.certainty, firm=True).because(
            Reason(rule="date-is-ahead", words=_window(event))
        )
    behind = lies_behind(event, published)
    if behind and not stance.firm and stance.status in AHEAD | REAL:
        return replace(stance, status="occurred", firm=True).because(
            Reason(rule="date-has-passed", words=_window(event))
        )
    if behind and stance.status is None:
        return replace(stance, status="occurred", firm=True).because(
            Reason(rule="date-has-passed", words=_window(event))
        )
    return stance


def _may_be_planned(stance: Stance) -> bool:
    return stance.status is None or (not stance.firm and stance.status in REAL)


def is_coming(time: Time, words: StatusWords) -> bool:
    """Return whether the words of a time refer to the future: "next week", "tomorrow".

    "The next day" counts from the act before it in the text.
    """
    first, *rest = time.text.lower().split()
    return first not in words.classes.definite_determiners and not words.classes.coming_words.isdisjoint(
        [first, *rest]
    )


def _window(event: Event) -> str:
    time = event.time
    if time is None:
        return "unknown"
    return time.earliest or "" if time.earliest == time.latest else f"{time.earliest} to {time.latest}"


# ---- what it refers back to --------------------------------------------------------------


def _echo(n: int, judged: Sequence[tuple[Event, Stance]]) -> Stance:
    """Return the stance of the `n`th event; an open one takes the stance of the event it refers back to.

    This is the nearest earlier event of its type that shares an actor and has a compatible window, else
    the nearest later one (a first paragraph often names what the second one reports).
    """
    event, stance = judged[n]
    if stance.status is not None:
        return stance
    for other, judgement in (*reversed(judged[:n]), *judged[n + 1 :]):
        if (
            judgement.status is None
            or judgement.status in ("negated", "denied")
            or not _may_be_same(event, other)
        ):
            continue
        return replace(
            stance,
            status=judgement.status,
            certainty=weakest(stance.certainty, judgement.certainty),
            condition=judgement.condition,
            firm=False,
        ).because(Reason(rule="taken-up-from-another-act", words=other.trigger.text))
    return stance


def _may_be_same(event: Event, other: Event) -> bool:
    if event.type != other.type or event.mode != other.mode:
        return False
    mine, theirs = set(_parties(event)), set(_parties(other))
    agree = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return agree and _may_be_at_once(event.time, other.time)


def _may_be_at_once(first: EventTime | None, second: EventTime | None) -> bool:
    """Return whether two windows share a day, or one of them is not told."""
    if first is None or second is None:
        return True
    return (first.earliest or FIRST_DAY) <= (second.latest or LAST_DAY) and (
        second.earliest or FIRST_DAY
    ) <= (first.latest or LAST_DAY)


def _parties(event: Event) -> tuple[str, ...]:
    return (*event.actors, *event.recipients)


# ---- the outcome ---------------------------------------------------------------------------


def _settle(event: Event, stance: Stance, words: StatusWords) -> Event:
    status: Status = stance.status or "occurred"
    basis = stance.basis if stance.status is not None else (*stance.basis, Reason(rule=ASSUMED))
    return replace(
        event,
        status=status,
        certainty=weakest(words.certainties[status], stance.certainty) or "unknown",
        basis=(*event.basis, *dict.fromkeys(basis)),
    )


def _notes(events: Sequence[Event]) -> tuple[Note, ...]:
    assumed = [e for e in events if e.basis and e.basis[-1].rule == ASSUMED]
    if not assumed:
        return ()
    named = ", ".join(f"“{e.trigger.text}”" for e in assumed[:3])
    more = f" and {len(assumed) - 3} more" if len(assumed) > 3 else ""
    return (
        Note(
            code="status-assumed",
            message=f"{named}{more}: named by a noun, without tense or date: taken as having happened.",
            span=assumed[0].trigger,
        ),
    )
