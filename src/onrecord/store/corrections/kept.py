"""Corrections and what a store keeps: the things that people join and part, and corrections that find nothing any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.assembly.types import Entity, Happening, Story
from onrecord.errors import StoreError
from onrecord.store.assembled import assembled_one
from onrecord.store.correct import applied, corrected, corrector
from onrecord.store.corrections.facts import anchor_of
from onrecord.store.corrections.pairs import lost_of_pair
from onrecord.store.corrections.propose import named_fact
from onrecord.store.corrections.types import (
    NOUNS,
    ActorCorrection,
    Correction,
    FactCorrection,
    PairCorrection,
    PairLayer,
    Where,
)
from onrecord.store.open import Store
from onrecord.store.query import find_documents, reading_of
from onrecord.types import DocumentId, Reading

State = Literal["holds", "as read", "lost"]
Corrections = Sequence[Correction]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a person joins or parts: reports, events or actors of reports, and what they are called."""

    layer: PairLayer
    places: tuple[Where, ...]
    words: str
    whole: bool = False
    """Whether it is a happening, a story or an entity, of which one can be parted."""


def kept_reading(store: Store, beginning: str) -> Reading:
    """Return the reading of the document whose id begins with a text, or that had it as given id; raises `StoreError`."""
    ids = find_documents(store, beginning)
    if len(ids) > 1:
        raise StoreError(
            f"{store.path} holds {len(ids)} documents whose id begins with '{beginning}'; give more of it."
        )
    reading = reading_of(store, ids[0]) if ids else None
    if reading is None:
        raise StoreError(
            f"{store.path} holds no document '{beginning}'; 'onrecord show --store {store.path}' lists them."
        )
    return reading


# ---- what is joined and parted -----------------------------------------------------------


def find_thing(store: Store, corrections: Corrections, text: str) -> Thing:
    """Return what a text names: a happening, story or entity by id, DOCUMENT, DOCUMENT:EVENT or DOCUMENT:ACTOR."""
    for beginning, find in WHOLES.items():
        if text.startswith(beginning) and (found := find(store, corrections, text)) is not None:
            return found
    document, colon, fact = text.rpartition(":")
    if colon and find_documents(store, document):
        reading = corrected(kept_reading(store, document), corrections)
        return _actor(reading, fact) if fact.startswith("a_") else _event(reading, fact)
    if not find_documents(store, text) and text.startswith(tuple(WHOLES)):
        raise StoreError(
            f"{store.path} holds no '{text}'; 'onrecord happenings', 'stories' and 'entities' list what there is."
        )
    reading = kept_reading(store, text)
    return Thing("documents", (Where(reading.document.id),), reading.document.title or reading.document.id)


def _happening(store: Store, _: Corrections, text: str) -> Thing | None:
    found = assembled_one(store, "happenings", Happening, text)
    if found is None:
        return None
    places = tuple(Where(t.document, t.trigger.start, t.trigger.end) for t in found.tellings)
    return Thing("events", places, f"{found.type} “{found.tellings[0].trigger.text}”", whole=True)


def _story(store: Store, _: Corrections, text: str) -> Thing | None:
    found = assembled_one(store, "stories", Story, text)
    if found is None:
        return None
    return Thing("documents", tuple(map(Where, found.documents)), found.title or found.id, whole=True)


def _entity(store: Store, corrections: Corrections, text: str) -> Thing | None:
    found = assembled_one(store, "entities", Entity, text)
    if found is None:
        return None
    correct, places = corrector(corrections), []
    for ref in found.actors:
        kept = reading_of(store, ref.document)
        actor = next((a for a in correct(kept).actors if a.id == ref.actor), None) if kept else None
        if actor is not None and actor.mentions:
            places.append(Where(ref.document, actor.mentions[0].start, actor.mentions[0].end))
    return Thing("actors", tuple(places), found.name, whole=True)


WHOLES: dict[str, Callable[[Store, Corrections, str], Thing | None]] = {
    "h_": _happening,
    "s_": _story,
    "n_": _entity,
}


def _event(reading: Reading, text: str) -> Thing:
    layer, fact = named_fact(reading, text)
    if layer != "events":
        raise StoreError(f"'{text}' is an {NOUNS[layer]}; events, reports and actors are joined and parted.")
    anchor = anchor_of(fact)
    return Thing("events", (Where(reading.document.id, anchor.start, anchor.end),), f"“{anchor.text}”")


def _actor(reading: Reading, text: str) -> Thing:
    found = next((a for a in reading.actors if a.id == text and a.mentions), None)
    if found is None:
        raise StoreError(f"Document {reading.document.id} has no actor '{text}'; its record has the ids.")
    first = found.mentions[0]
    return Thing("actors", (Where(reading.document.id, first.start, first.end),), found.name)


def pair_of(do: Literal["join", "part"], one: Thing, other: Thing) -> PairCorrection:
    """Return the correction that makes one thing of two, or two of one; raises `StoreError` if it cannot be."""
    one, other = _of_one_layer(one, other)
    if do == "part" and (one.whole != other.whole):
        whole, some = (one, other) if one.whole else (other, one)
        if not set(some.places) <= set(whole.places):
            raise StoreError(f"{some.words} is no part of {whole.words}; nothing was parted.")
        one, other = some, replace(whole, places=tuple(p for p in whole.places if p not in some.places))
    if not one.places or not other.places or set(one.places) & set(other.places):
        raise StoreError(f"{one.words} and {other.words} are the same; name two things to {do} them.")
    words = f"{one.words} and {other.words}"
    return PairCorrection(do=do, layer=one.layer, left=one.places, right=other.places, words=words)


def _of_one_layer(one: Thing, other: Thing) -> tuple[Thing, Thing]:
    """Return two things of one kind: of a happening and a report, the events of the report in the happening."""
    if one.layer == other.layer:
        return one, other
    events, reports = (one, other) if one.layer == "events" else (other, one)
    if events.layer == "events" and events.whole and reports.layer == "documents" and not reports.whole:
        inside = tuple(p for p in events.places if p.document == reports.places[0].document)
        if inside:
            return Thing("events", inside, reports.words), events
    raise StoreError(
        f"{one.words} is of {NOUNS[one.layer]}s and {other.words} of {NOUNS[other.layer]}s; name two of a kind."
    )


# ---- what corrections find ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a correction: whether it changes something, and why it does not find what it is about."""

    state: State
    why: str | None = None
    is_kept: bool = True
    """Whether the store has its documents."""


def found_by(store: Store, corrections: Sequence[Correction]) -> dict[int, Found]:
    """Return what each correction of facts and pairs finds in a store, by the line of the correction."""
    wanted = {d for c in corrections if not isinstance(c, ActorCorrection) for d in _documents(c)}
    readings = {document: r for document in sorted(wanted) if (r := reading_of(store, document)) is not None}
    found: dict[int, Found] = {}
    for correction in corrections:
        if isinstance(correction, FactCorrection):
            found[correction.line] = _found(readings, correction)
        elif isinstance(correction, ActorCorrection):
            _correct_actors(readings, correction)
    for pair in corrections:
        if isinstance(pair, PairCorrection):
            found[pair.line] = _found_by_pair(readings, pair)
    return found


def _correct_actors(readings: dict[DocumentId, Reading], correction: ActorCorrection) -> None:
    for document in _documents(correction) or list(readings):
        if document in readings:
            readings[document], _ = applied(readings[document], correction)


def _found_by_pair(readings: Mapping[DocumentId, Reading], pair: PairCorrection) -> Found:
    why = next(lost_of_pair(pair, readings), None)
    is_kept = all(document in readings for document in _documents(pair))
    return Found("lost", why, is_kept) if why else Found("holds")


def _found(readings: dict[DocumentId, Reading], correction: FactCorrection) -> Found:
    """Apply a correction to the reading of its document, and return what it finds there."""
    before = readings.get(correction.where.document)
    if before is None:
        return Found("lost", f"the store holds no document {correction.where.document}", is_kept=False)
    after, why = applied(before, correction)
    readings[correction.where.document] = after
    if why is not None:
        return Found("lost", why)
    changes_nothing = correction.do != "confirm" and _without_reasons(before) == _without_reasons(after)
    return Found("as read" if changes_nothing else "holds")


def _without_reasons(reading: Reading) -> Reading:
    return replace(
        reading,
        events=tuple(replace(e, basis=()) for e in reading.events),
        attributions=tuple(replace(a, basis=()) for a in reading.attributions),
        notes=(),
    )


def _documents(correction: Correction) -> Sequence[DocumentId]:
    if isinstance(correction, FactCorrection):
        return [correction.where.document]
    places = (
        correction.documents
        if isinstance(correction, ActorCorrection)
        else (*correction.left, *correction.right)
    )
    return list(dict.fromkeys(place.document for place in places))


def lost(
    store: Store, corrections: Sequence[Correction], *, absent: bool = True
) -> Iterator[tuple[Correction, str]]:
    """Yield the corrections that find nothing in a store, and why; without `absent`, only those of kept documents."""
    found = found_by(store, corrections)
    for correction in corrections:
        state = found.get(correction.line)
        if state is not None and state.state == "lost" and (absent or state.is_kept):
            yield correction, state.why or ""
