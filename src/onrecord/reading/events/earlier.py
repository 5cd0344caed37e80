"""Complete an act from earlier acts of the report: "met officials there", "sanctions since Riga".

"There" after the words of an act refers to the destination of the last journey, in the same sentence
or the one before; the hosts of that journey are the people met. "Since" with a place counts from the act
that took place there, as "since the summit" counts from the summit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.lexicon.events import EventWords
from onrecord.reading.events.frames import Clauses
from onrecord.reading.events.participants import GATHERING
from onrecord.reading.events.parties import Parties
from onrecord.reading.events.triggers import Act
from onrecord.reading.events.where_when import SINCE
from onrecord.types import Event, EventTime, Reason

VISIT = "visit"
OPEN_ENDED = 10**6  # days: wider than any window with an end
JOURNEY_REACH = 1  # sentences back to the journey that "there" refers to


@dataclass(frozen=True, slots=True)
class Pointers:
    """What the words of an act say about earlier acts: its sentence, "there", and the object of "since"."""

    sentence: int
    is_there: bool = False
    since: tuple[str, ...] = ()  # names of places, and nouns in lower case


def pointers_of(act: Act, clauses: Clauses, parties: Parties, words: EventWords) -> Pointers:
    """Return what the words of `act` refer back to."""
    tree = clauses.tree
    since: list[str] = []
    for position in clauses.frame(act.head).obl.get(SINCE, ()):
        place = parties.place(tree, position) or parties.namesake(tree, position)
        since.append(place.name if place is not None else words.lemma(tree.tokens[position]))
    return Pointers(tree.index, _is_there(act, clauses, words), tuple(since))


def _is_there(act: Act, clauses: Clauses, words: EventWords) -> bool:
    """Return whether "there" depends on the act's words, or directly follows them, whatever its head is."""
    tree = clauses.tree
    behind = max(tree.subtree(act.core.position)) + 1
    own = {link.position for link in act.chain}
    return any(
        token.upos == "ADV"
        and token.text.lower() in words.classes.place_anaphors
        and (token.head in own or i == behind)
        for i, token in enumerate(tree.tokens)
    )


def complete(found: Sequence[tuple[Event, Pointers]], parties: Parties, today: str | None) -> list[Event]:
    """Return the events, in text order, completed from the events before them."""
    events: list[Event] = []
    journey: tuple[Event, int] | None = None
    for event, pointers in found:
        if event.time is None and pointers.since:
            event = _lasting(event, pointers.since, events, today)
        if pointers.is_there and journey is not None and pointers.sentence - journey[1] <= JOURNEY_REACH:
            event = _at_the_end(event, journey[0], parties)
        if event.mode == VISIT and event.recipients:
            journey = (event, pointers.sentence)
        events.append(event)
    return events


def _lasting(event: Event, names: Sequence[str], earlier: Sequence[Event], today: str | None) -> Event:
    """Return the event with the time since an act that one of `names` refers to, if that act has a time."""
    time = _since(names, earlier, today)
    if time is None:
        return event
    reason = Reason(rule="since-an-earlier-act", words=", ".join(names))
    return replace(event, time=time, basis=(*event.basis, reason))


def _since(names: Sequence[str], earlier: Sequence[Event], today: str | None) -> EventTime | None:
    """Return the time from an act that one of `names` refers to until the day of the report.

    If several events report the act, the one with the narrowest time counts.
    """
    dated = [time for event in earlier if _goes_by(event, names) and (time := event.time) and time.earliest]
    if not dated:
        return None
    closest = min(reversed(dated), key=_days)
    start = closest.earliest or ""
    return replace(closest, latest=max(start, today) if today is not None else None)


def _goes_by(event: Event, names: Sequence[str]) -> bool:
    if event.type == GATHERING and event.location is not None and event.location.name in names:
        return True
    return event.trigger.text.lower().split()[-1] in names


def _days(time: EventTime) -> int:
    if time.earliest is None or time.latest is None:
        return OPEN_ENDED
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days


def _at_the_end(event: Event, journey: Event, parties: Parties) -> Event:
    """Return a meeting with the hosts of the journey added to recipients without a known country."""
    unplaced = all(parties.country(r) is None for r in event.recipients)
    if event.type != GATHERING or event.mode == VISIT or not unplaced:
        return event
    hosts = tuple(r for r in journey.recipients if r not in event.actors)
    location = journey.location if len(hosts) == 1 else None
    reasons = [Reason(rule="recipient-is-host-of-the-journey", words=journey.trigger.text)] if hosts else []
    if location is not None and event.location is None:
        reasons.append(Reason(rule="place-of-the-journey", words=location.text))
    return replace(
        event,
        recipients=tuple(dict.fromkeys((*event.recipients, *hosts))),
        location=event.location or location,
        basis=(*event.basis, *reasons),
    )
