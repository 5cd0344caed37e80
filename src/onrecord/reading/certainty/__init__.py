"""Decide how the text presents each event: status, certainty, and the condition it depends on.

There are three kinds of evidence: the words of the sentence (`clauses`, `scope`), the attribution that contains the
act, and the odds of the model (`odds`). The model decides where it is sure, and where the words leave the status open.
A status that the date of the act rules out gives way to the next one. The distinctions are those of PLOVER's auxiliary modes (manual 0.8) and of event factuality
(Saurí and Pustejovsky 2009). Whether the act really happened is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.status import ATTRIBUTIONS, StatusWords
from onrecord.lexicon.tables import row_reason
from onrecord.reading.certainty.conditions import Condition, condition_of, find_conditions
from onrecord.reading.certainty.odds import agree, weigh
from onrecord.reading.certainty.scope import Scope, planning_complement
from onrecord.reading.certainty.stance import AHEAD, OPEN, REAL, Stance, weakest
from onrecord.types import (
    ActMention,
    Attribution,
    AttributionId,
    Document,
    Event,
    Found,
    Span,
    Status,
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


def judge(
    document: Document,
    acts: Sequence[ActMention],
    coded: Found[Event],
    attributions: Sequence[Attribution],
    forest: Forest,
    known: Known,
) -> Found[Event]:
    """Return the events with status, certainty, condition and their PLOVER code; `acts` holds the trigger of each."""
    act_at = {(act.start, act.end): act for act in acts}
    bench = _Bench(document, attributions, forest, known.words.status)
    published = document.published.value or document.published.latest
    events = []
    for event in coded.items:
        act = act_at[event.trigger.start, event.trigger.end]
        stance = bench.stance(event)
        if event.type in known.words.status.classes.refusing_types:
            stance = replace(stance, holds=False)  # "will not sign" is a refusal that occurred
        stance = weigh(stance, act, is_denied=bench.is_denied)
        settled = bench.under_its_condition(_settle(event, stance, known.words.status))
        settled = agree(settled, act, document.published)
        events.append(replace(settled, plover=known.ontology.plover_of(settled, published)))
    return Found(tuple(events))


class _Bench:
    """The evidence for the status of one document's events."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], forest: Forest, words: StatusWords
    ) -> None:
        self.text = document.text
        self.attributions = {a.id: a for a in attributions}
        self.is_denied = any(a.kind == "deny" for a in attributions)
        self.reported = [
            (s.start, s.end) for a in attributions if a.quotation == "indirect" for s in a.content
        ]
        self.forest = forest
        self.words = words
        self.scopes: dict[int, Scope] = {}

    def stance(self, event: Event) -> Stance:
        """Return the stance of the event by its words and its attributions, in that order."""
        placed = self.forest.head_in(event.trigger.start, event.trigger.end)
        if placed is None:
            return OPEN
        tree, head = placed[0], _act(*placed, event.trigger, self.words)
        if tree.index not in self.scopes:
            self.scopes[tree.index] = Scope(
                tree, self.words, self.reported, find_conditions(self.forest, tree, self.words)
            )
        stance = self.scopes[tree.index].stance(
            head, gathering=event.type in self.words.classes.gathering_types
        )
        for attribution in self._around(event, tree, head):
            stance = _said(stance, attribution, self.words)
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
        placed = self.forest.head_in(mention.start, mention.end)
        return (
            condition_of(self.forest, *placed, self.words, in_words=in_words) if placed is not None else None
        )

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
    holds = stance.holds and status == stance.status
    return replace(stance, status=status, certainty=certainty, holds=holds).because(
        row_reason(ATTRIBUTIONS, row.line, rule="status-of-what-is-said", words=attribution.kind)
    )


# ---- the outcome ---------------------------------------------------------------------------


def _settle(event: Event, stance: Stance, words: StatusWords) -> Event:
    status: Status = stance.status or "occurred"
    return replace(
        event,
        status=status,
        certainty=weakest(words.certainties[status], stance.certainty) or "unknown",
        basis=(*event.basis, *dict.fromkeys(stance.basis)),
    )
