"""Say of each event how the text presents it: status, certainty, and the condition it hangs on.

Three kinds of evidence, in this order: the words of the sentence (`clauses`, `scope`), the
attribution the act stands in, and its date against the document's. Words beat dates: "met" is
past whatever day was resolved for it; a date decides where the words leave the act open, as
most nouns do. A noun that only takes up an act named elsewhere stands as that act does. The
distinctions are PLOVER's auxiliary modes (manual 0.8) and event factuality (Saurí and
Pustejovsky 2009). Whether the act is true is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.lexicon.status import StatusWords
from onrecord.reading.certainty.scope import Scope, planning_complement
from onrecord.reading.certainty.stance import AHEAD, OPEN, REAL, Stance, strip_edges, weakest
from onrecord.reading.syntax import Forest, Tree
from onrecord.types import (
    Attribution,
    AttributionId,
    Document,
    Event,
    Found,
    Note,
    Published,
    Span,
    Status,
    Time,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Known

CONDITION_EDGES = ",;:–—-"  # punctuation that the condition's span leaves out
ASSUMED = "named by a noun, without tense or date: taken as having happened"


def judge(
    document: Document,
    coded: Found[Event],
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    forest: Forest,
    known: Known,
) -> Found[Event]:
    """Return the events with status, certainty, condition and their PLOVER code."""
    words = known.status
    by_id = {a.id: a for a in attributions}
    scopes: dict[int, Scope] = {}
    reported = _indirect_speech(attributions)
    judged: list[tuple[Event, Stance]] = []
    for event in coded.items:
        stance = _stance_of(event, forest, scopes, reported, words)
        stance = _within(event, stance, by_id, words)
        judged.append((event, _dated(event, stance, document.published)))
    echoed = [_echo(n, judged) for n in range(len(judged))]
    settled = [
        _settle(event, stance, document, words) for (event, _), stance in zip(judged, echoed, strict=True)
    ]
    published = document.published.value or document.published.latest
    coded_events = tuple(replace(e, plover=known.ontology.plover_of(e, published)) for e in settled)
    return Found(coded_events, _notes(coded_events))


def _stance_of(
    event: Event,
    forest: Forest,
    scopes: dict[int, Scope],
    reported: Sequence[tuple[int, int]],
    words: StatusWords,
) -> Stance:
    tree = forest.at(event.trigger.start)
    if tree is None:
        return OPEN
    head = tree.head_of(event.trigger.start, event.trigger.end)
    if head is None:
        return OPEN
    head = _act(tree, head, event.trigger, words)
    scope = scopes.setdefault(tree.index, Scope(tree, words, reported))
    return scope.stance(head, gathering=event.type in words.classes["gathering"])


def _act(tree: Tree, head: int, trigger: Span, words: StatusWords) -> int:
    """Return the token that names the act: of "held talks" the verb, of "plans to meet" the meeting."""
    inner = planning_complement(tree, head, trigger.end, words)
    return inner if inner == head else _act(tree, inner, trigger, words)


def _indirect_speech(attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for a in attributions if a.quotation != "direct" for s in a.content]


# ---- the attribution it stands in ----------------------------------------------------------


def _within(
    event: Event, stance: Stance, by_id: dict[AttributionId, Attribution], words: StatusWords
) -> Stance:
    """Return `stance` as the attributions around the event change it, from the innermost out."""
    seen: set[AttributionId] = set()
    within = event.within
    while within is not None and within in by_id and within not in seen:
        seen.add(within)
        attribution = by_id[within]
        stance = _said(stance, attribution, words)
        within = attribution.within
    return stance


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
            f"within an attribution of kind {attribution.kind}"
        )
    status = words.combine(effect, stance.status) if stance.status else effect
    return replace(stance, status=status, certainty=certainty).because(
        f"within an attribution of kind {attribution.kind} ({effect})"
    )


# ---- its date ----------------------------------------------------------------------------


def _dated(event: Event, stance: Stance, published: Published) -> Stance:
    """Return `stance` as the event's date decides what its words leave open."""
    ahead = lies_ahead(event, published)
    if ahead and _may_be_planned(stance):
        return replace(stance, status="planned", certainty=stance.certainty, firm=True).because(
            f"its date, {_window(event)}, is after the document's"
        )
    behind = lies_behind(event, published)
    if behind and not stance.firm and stance.status in AHEAD | REAL:
        return replace(stance, status="occurred", firm=True).because(
            f"its date, {_window(event)}, has passed"
        )
    if behind and stance.status is None:
        return replace(stance, status="occurred", firm=True).because(
            f"its date, {_window(event)}, has passed"
        )
    return stance


def _may_be_planned(stance: Stance) -> bool:
    return stance.status is None or (not stance.firm and stance.status in REAL)


def lies_ahead(event: Event, published: Published) -> bool:
    """Return whether the event's time begins after the last day the document may be of."""
    day = published.value or published.latest
    begins = event.time.earliest if event.time else None
    return day is not None and begins is not None and begins > day


def lies_behind(event: Event, published: Published) -> bool:
    """Return whether the event's time is over before the first day the document may be of."""
    day = published.value or published.earliest
    ends = event.time.latest if event.time else None
    return day is not None and ends is not None and ends < day


def _window(event: Event) -> str:
    time = event.time
    if time is None:
        return "unknown"
    return time.earliest or "" if time.earliest == time.latest else f"{time.earliest} to {time.latest}"


# ---- what it refers back to --------------------------------------------------------------


def _echo(n: int, judged: Sequence[tuple[Event, Stance]]) -> Stance:
    """Return the stance of the `n`th event; one left open takes that of the act it takes up.

    The nearest earlier event of its type that shares an actor, and whose window does not speak
    against it; else the nearest later one (a first paragraph often names what the second tells).
    """
    event, stance = judged[n]
    if stance.status is not None:
        return stance
    for other, told in (*reversed(judged[:n]), *judged[n + 1 :]):
        if told.status is None or told.status in ("negated", "denied") or not _may_be_same(event, other):
            continue
        return replace(
            stance,
            status=told.status,
            certainty=weakest(stance.certainty, told.certainty),
            condition=told.condition,
            firm=False,
        ).because(f"taken up from “{other.trigger.text}” at {other.trigger.start}")
    return stance


def _may_be_same(event: Event, other: Event) -> bool:
    if event.type != other.type or not set(_parties(event)) & set(_parties(other)):
        return False
    if event.time is None or other.time is None:
        return True
    first, second = event.time, other.time
    return (first.earliest or "") <= (second.latest or "9999") and (second.earliest or "") <= (
        first.latest or "9999"
    )


def _parties(event: Event) -> tuple[str, ...]:
    return (*event.actors, *event.recipients)


# ---- the outcome ---------------------------------------------------------------------------


def _settle(event: Event, stance: Stance, document: Document, words: StatusWords) -> Event:
    status: Status = stance.status or "occurred"
    basis = stance.basis if stance.status is not None else (*stance.basis, ASSUMED)
    condition = None
    if stance.condition is not None:
        condition = span_of(document.text, *strip_edges(document.text, stance.condition, CONDITION_EDGES))
    return replace(
        event,
        status=status,
        certainty=weakest(words.certainties[status], stance.certainty) or "unknown",
        condition=condition if status in AHEAD or status == "negated" else None,
        basis=(*event.basis, f"{status}: {'; '.join(dict.fromkeys(basis))}"),
    )


def _notes(events: Sequence[Event]) -> tuple[Note, ...]:
    assumed = [e for e in events if e.basis and e.basis[-1].endswith(ASSUMED)]
    if not assumed:
        return ()
    named = ", ".join(f"“{e.trigger.text}”" for e in assumed[:3])
    more = f" and {len(assumed) - 3} more" if len(assumed) > 3 else ""
    return (Note(code="status-assumed", message=f"{named}{more}: {ASSUMED}.", span=assumed[0].trigger),)
