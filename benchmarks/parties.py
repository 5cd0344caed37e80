"""Score the countries that events are coded with where the words leave them open (`onrecord/views/coding.py`).

Data: `corpora/own/parties.jsonl`, labels of events of the dev part of the corpus of events, on whole reports. A country is right
if it is among those that the label allows for that side; a label may allow none. Rules were chosen on the half `read`; the half
`unread` was labelled before any rule was run and no error of it was looked at.

For each half, and both with the events of the corpus (`gold`: type, parties and place are those of the labels, actors and places
those of the reader) and with those of the reader that share words with them (`read`):

| figure | what |
| --- | --- |
| `gold_open_read` | sides that the words leave open, in this half |
| `gold_said_read`, `gold_place_read`, ... | how many of the countries that a rule gives are right |
| `gold_place_n_read` | how many it gives |
| `gold_right_said_read`, `gold_right_completed_read` | of all sides that have a country, those with a right one: as the words say, and as completed |

Rules that are off are scored as if they were on, each after those that are on. `python -m benchmarks.parties` prints the errors
of the half `read`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.about import About
from benchmarks.corpus_events import document_of
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Labels
from corpora.parties import HALVES, GoldSides, read_parties
from onrecord.known import load_known
from onrecord.ontologies import load_ontology
from onrecord.read import read_all
from onrecord.types import Actor, ActorId, CodedParty, Event, EventId, Location, Reading, Span
from onrecord.views.coding import RULES, coded_sides

ABOUT = About(
    data="`corpora/own/parties.jsonl`: the countries of both sides of events in whole reports of the dev part of the corpus of events",
    size="135 events of 33 reports (read), 132 of 37 reports (unread)",
    developed_on="rules were chosen on the half read; the half unread was labelled before a rule was run, and its errors were not looked at",
    compared_with="what the words say alone (`right_said`)",
)

PART = "dev"
ALL_ON = tuple(replace(rule, is_on=True) for rule in sorted(RULES, key=lambda rule: not rule.is_on))
LABELLED = 0  # in place of a gazetteer id: the label gives the country of a place, as surely as the gazetteer
SIDES = ("actors", "recipients")


@dataclass(frozen=True, slots=True)
class Judged:
    """One side of one event as coded, with what the label allows."""

    gold: GoldSides
    side: str
    parties: tuple[CodedParty, ...]
    allowed: frozenset[str]

    @property
    def basis(self) -> str | None:
        """Where the country comes from."""
        return next((party.basis for party in self.parties if party.basis), None)

    @property
    def is_right(self) -> bool:
        """Whether one of its countries is among those that the label allows."""
        return bool({party.country for party in self.parties} & self.allowed)


def run(shared: Path) -> dict[str, float]:
    """Return the figures of both halves, with the events of the corpus and with those of the reader."""
    found: dict[str, float] = {}
    for which, judged in judged_of(shared).items():
        for half in HALVES:
            of_half = [one for one in judged if one.gold.half == half]
            found |= {f"{which}_{name}_{half}": value for name, value in figures(of_half).items()}
    return found


def judged_of(shared: Path) -> Mapping[str, Sequence[Judged]]:
    """Return all sides with the events of the corpus (`gold`), and with those of the reader (`read`)."""
    wanted = {(gold.article, gold.event): gold for gold in read_parties()}
    articles = [a for a in read_events(shared, PART) if any(a.id == name for name, _ in wanted)]
    readings = read_all(map(document_of, articles), load_known())
    found: dict[str, list[Judged]] = {"gold": [], "read": []}
    for article, reading in zip(articles, readings, strict=True):
        events = [e for e in unseal(article)["events"] if (article.id, e["id"]) in wanted]
        golds = [wanted[article.id, event["id"]] for event in events]
        found["gold"] += _judge(golds, with_gold(reading, events), [e["id"] for e in events])
        found["read"] += _judge(golds, reading, [_same_event(event, reading) for event in events])
    return found


def _judge(golds: Sequence[GoldSides], reading: Reading, ids: Sequence[EventId | None]) -> Iterator[Judged]:
    sides = coded_sides(reading, ALL_ON)
    for gold, event in zip(golds, ids, strict=True):
        if event is None or event not in sides:
            continue
        for side, parties in zip(SIDES, sides[event], strict=True):
            yield Judged(gold, side, parties, getattr(gold, side))


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures of one half."""
    given = Counter(one.basis for one in judged if one.basis)
    right = Counter(one.basis for one in judged if one.basis and one.is_right)
    on = {"said", *(rule.basis for rule in RULES if rule.is_on)}
    wanted = sum(bool(one.allowed) for one in judged) or 1
    found: dict[str, float] = {"open": sum(one.basis != "said" for one in judged)}
    for basis, number in sorted(given.items()):
        found |= {f"{basis.replace(' ', '_')}": right[basis] / number, f"{basis.replace(' ', '_')}_n": number}
    completed = [basis for basis in given if basis in on and basis != "said"]
    if number := sum(given[basis] for basis in completed):
        found |= {"completed": sum(right[basis] for basis in completed) / number, "completed_n": number}
    found["right_said"] = right["said"] / wanted
    found["right_completed"] = sum(right[basis] for basis in on) / wanted
    return found


# ---- the events of the corpus as events of a reading ---------------------------------------


def with_gold(reading: Reading, events: Iterable[Labels]) -> Reading:
    """Return a reading with the events of the corpus; a party that the reader did not find is an actor without a country."""
    made, added = [], []
    for event in events:
        sides = [[_actor_of(party, reading) or _unknown(party) for party in event[side]] for side in SIDES]
        added += [actor for side in sides for actor in side if actor not in reading.actors]
        made.append(_event(event, *sides))
    return replace(reading, actors=(*reading.actors, *added), events=tuple(made))


def _event(event: Labels, actors: Sequence[Actor], recipients: Sequence[Actor]) -> Event:
    place = event["location"]
    trigger = Span(**event["trigger"])
    return Event(
        id=event["id"],
        type=event["type"],
        trigger=trigger,
        mentions=(trigger,),
        actors=tuple(actor.id for actor in actors),
        recipients=tuple(actor.id for actor in recipients),
        location=Location(**place["span"], name=place["name"], country=place["country"], geonames=LABELLED)
        if place
        else None,
        status=event["status"],
    )


def _actor_of(party: Labels, reading: Reading) -> Actor | None:
    """Return the actor whose mention shares most letters with the mention of a party, else with its name."""
    for span in (party["span"], party["name"]):
        shared = {
            actor.id: max((_shared(mention, span) for mention in actor.mentions), default=0)
            for actor in reading.actors
        }
        best = max(reading.actors, key=lambda actor: shared[actor.id], default=None)
        if best is not None and shared[best.id] > 0:
            return best
    return None


def _shared(span: Span, other: Mapping[str, int]) -> int:
    return min(span.end, other["end"]) - max(span.start, other["start"])


def _unknown(party: Labels) -> Actor:
    return Actor(id=ActorId(f"open-{party['span']['start']}"), name=party["name"]["text"], kind="group")


def _same_event(event: Labels, reading: Reading) -> EventId | None:
    """Return the reader's event that shares words with a mention of an event; of several the first."""
    types = load_ontology().types
    found = (
        one.id
        for one in reading.events
        if one.type in types and any(_shared(m, gold) > 0 for m in one.mentions for gold in event["mentions"])
    )
    return next(found, None)


def main() -> None:
    """Print what is wrong in the half that was read."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2] / "shared"))
    for which, judged in judged_of(shared).items():
        for one in judged:
            if one.gold.half == "read" and one.basis and not one.is_right:
                countries = ", ".join(str(party.country) for party in one.parties)
                allowed = ", ".join(sorted(one.allowed)) or "none"
                print(f"{which} {one.gold.article} {one.gold.event} {one.side}: {one.basis} gives {countries}, allowed {allowed}")  # fmt: skip


if __name__ == "__main__":
    main()
