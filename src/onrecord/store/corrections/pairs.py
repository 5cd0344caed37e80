"""What people joined and parted, as links for the assembly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

from onrecord.assembly.types import ActorRef, EventRef, Overrides
from onrecord.store.corrections.facts import find_fact
from onrecord.store.corrections.fields import actor_at
from onrecord.store.corrections.types import NOUNS, Correction, PairCorrection, Where
from onrecord.types import DocumentId, Reading


def event_ref(reading: Reading, where: Where) -> EventRef | None:
    """Return the event that a pair names in a reading."""
    found = find_fact(reading, "events", where)
    return EventRef(where.document, found.id) if found is not None else None  # type: ignore[arg-type]


def actor_ref(reading: Reading, where: Where) -> ActorRef | None:
    """Return the actor that a pair names in a reading."""
    found = actor_at(reading, where.start) if where.start is not None else None
    return ActorRef(where.document, found.id) if found is not None else None


REFS: Mapping[str, Callable[[Reading, Where], Any]] = {
    "events": event_ref,
    "actors": actor_ref,
    "documents": lambda reading, _: reading.document.id,
}
LINKS = {  # fields of `Overrides`, by layer and action
    ("events", "join"): "same_happening",
    ("events", "part"): "other_happening",
    ("documents", "join"): "same_story",
    ("documents", "part"): "other_story",
    ("actors", "join"): "same_entity",
    ("actors", "part"): "other_entity",
}


def overrides_of(corrections: Iterable[Correction], readings: Mapping[DocumentId, Reading]) -> Overrides:
    """Return what people joined and parted, of what the readings hold; the rest waits for its reading."""
    found: dict[str, set[tuple[Any, Any]]] = defaultdict(set)
    for correction in corrections:
        if isinstance(correction, PairCorrection):
            left = list(_refs(correction, correction.left, readings))
            right = list(_refs(correction, correction.right, readings))
            links = combinations([*left, *right], 2) if correction.do == "join" else product(left, right)
            found[LINKS[correction.layer, correction.do]].update(
                (min(pair), max(pair)) for pair in links if pair[0] != pair[1]
            )
    fields: dict[str, Any] = {field: tuple(sorted(pairs)) for field, pairs in found.items()}
    return Overrides(**fields)


def _refs(
    correction: PairCorrection, places: Iterable[Where], readings: Mapping[DocumentId, Reading]
) -> Iterator[Any]:
    for place in places:
        reading = readings.get(place.document)
        ref = REFS[correction.layer](reading, place) if reading is not None else None
        if ref is not None:
            yield ref


def lost_of_pair(correction: PairCorrection, readings: Mapping[DocumentId, Reading]) -> Iterator[str]:
    """Yield what a pair names and the readings do not hold."""
    for place in (*correction.left, *correction.right):
        reading = readings.get(place.document)
        if reading is None:
            yield f"the store holds no document {place.document}"
        elif REFS[correction.layer](reading, place) is None:
            words = reading.document.text[place.start : place.end] if place.end is not None else str(place)
            yield f"no {NOUNS[correction.layer]} has the words “{words}” at {place} any more"
