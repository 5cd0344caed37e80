"""Show a reading with its actors corrected: a new reading, the kept one stays as it was read.

rename    the actor has the new name, and the new country, kind, sector or id where they are given
merge     the actor is another one: it takes that one's identity, and where the document has that
          one too, both are one actor with the mentions and facts of both
split     in these documents, or in these mentions, it is somebody else, of whom only is known what
          the correction says; facts go along with the mentions in whose words they stand
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.store.corrections import NOTHING, Correction, Identity
from onrecord.types import (
    Actor,
    ActorId,
    Attribution,
    AttributionId,
    DocumentId,
    EventId,
    Reading,
    Reason,
    Side,
    Span,
)

Refer = Callable[[ActorId, Sequence[Span]], ActorId]  # an actor in some words → who it is now
T = TypeVar("T")


def corrected(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Return `reading` as the corrections want it seen, applied in their order."""
    for correction in corrections:
        reading = _apply(reading, correction)
    return reading


def is_meant(actor: Actor, document: DocumentId, correction: Correction) -> bool:
    """Return whether a correction is about an actor of a document.

    A Wikidata id decides alone. Whom the text does not name ("a spokesman") is meant only where the
    correction names the document.
    """
    which = correction.actor
    if correction.documents:
        if document not in {place.document for place in correction.documents}:
            return False
    elif not actor.named:
        return False
    if which.kind not in (None, actor.kind):
        return False
    if which.wikidata not in (None, NOTHING):
        return actor.wikidata == which.wikidata
    if which.wikidata == NOTHING and actor.wikidata is not None:
        return False
    if which.country is not None and _given(which.country) != actor.country:
        return False
    return _same(actor.name, which.name)


def _same(name: str, other: str | None) -> bool:
    return " ".join(name.split()).casefold() == " ".join((other or "").split()).casefold()


def _apply(reading: Reading, correction: Correction) -> Reading:
    meant = [a for a in reading.actors if is_meant(a, reading.document.id, correction)]
    if not meant:
        return reading
    why = Reason(rule="corrected-by-hand", words=correction.do, table=correction.file, line=correction.line)
    if correction.do == "merge":
        return _merge(reading, meant, correction.new, why)
    if correction.do == "split":
        starts = {p.start for p in correction.documents if p.document == reading.document.id}
        if None not in starts:
            return _split(reading, meant, correction.new, {s for s in starts if s is not None}, why)
        become = _become_other
    else:
        become = _become
    ids = {a.id for a in meant}
    actors = tuple(become(a, correction.new, why) if a.id in ids else a for a in reading.actors)
    return replace(reading, actors=actors)


def _become(actor: Actor, new: Identity, why: Reason) -> Actor:
    """Return an actor with what is new of it; what the correction does not say stays."""
    return replace(
        actor,
        name=new.name or actor.name,
        kind=new.kind or actor.kind,
        country=actor.country if new.country is None else _given(new.country),
        sector=actor.sector if new.sector is None else _given(new.sector),
        sector2=actor.sector2 if new.sector is None else None,
        wikidata=actor.wikidata if new.wikidata is None else _given(new.wikidata),
        basis=(*actor.basis, why),
    )


def _become_other(actor: Actor, new: Identity, why: Reason) -> Actor:
    """Return somebody else in an actor's place: nothing that was known of the actor holds."""
    return replace(
        actor,
        name=new.name or actor.name,
        kind=new.kind or actor.kind,
        country=_given(new.country),
        sector=_given(new.sector),
        sector2=None,
        office=None,
        wikidata=_given(new.wikidata),
        basis=(why,),
    )


def _given(value: str | None) -> str | None:
    return None if value == NOTHING else value


# ---- two that are one --------------------------------------------------------------------


def _merge(reading: Reading, meant: Sequence[Actor], new: Identity, why: Reason) -> Reading:
    ids = {a.id for a in meant}
    there = next((a for a in reading.actors if a.id not in ids and _is(a, new)), None)
    kept = there or _become(meant[0], new, why)
    others = [a for a in meant if a.id != kept.id]
    if others:
        mentions = {m for a in (kept, *others) for m in a.mentions}
        kept = replace(
            kept,
            named=kept.named or any(a.named for a in others),
            office=kept.office or next((a.office for a in others if a.office), None),
            sector=kept.sector or next((a.sector for a in others if a.sector), None),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
            basis=tuple(dict.fromkeys((*kept.basis, why))),
        )
    gone = {a.id: kept.id for a in others}
    actors = tuple(kept if a.id == kept.id else a for a in reading.actors if a.id not in gone)
    return _referring(replace(reading, actors=actors), lambda actor, _: gone.get(actor, actor))


def _is(actor: Actor, identity: Identity) -> bool:
    """Return whether an actor of a document is the one of an identity."""
    if _given(identity.wikidata) and actor.wikidata:
        return actor.wikidata == identity.wikidata
    return (
        _same(actor.name, identity.name)
        and identity.kind in (None, actor.kind)
        and (identity.country is None or actor.country in (None, _given(identity.country)))
    )


# ---- one that is two ---------------------------------------------------------------------


def _split(reading: Reading, meant: Sequence[Actor], new: Identity, starts: set[int], why: Reason) -> Reading:
    for actor in meant:
        moved = tuple(m for m in actor.mentions if m.start in starts)
        if not moved:
            continue
        if len(moved) == len(actor.mentions):
            actors = tuple(_become_other(a, new, why) if a.id == actor.id else a for a in reading.actors)
            reading = replace(reading, actors=actors)
            continue
        reading = _split_one(reading, actor, moved, new, why)
    return reading


def _split_one(reading: Reading, actor: Actor, moved: Sequence[Span], new: Identity, why: Reason) -> Reading:
    """Give some of an actor's mentions to somebody else, and the facts in whose words only those stand."""
    starts = {m.start for m in moved}
    other = replace(
        _become_other(actor, new, why),
        id=ActorId(f"{actor.id}-{min(starts)}"),
        mentions=tuple(m for m in actor.mentions if m.start in starts),
    )
    left = replace(actor, mentions=tuple(m for m in actor.mentions if m.start not in starts))
    actors = [each for a in reading.actors for each in ((left, other) if a.id == actor.id else (a,))]
    actors.sort(key=lambda a: a.mentions[0].start if a.mentions else 0)

    def refer(who: ActorId, words: Sequence[Span]) -> ActorId:
        if who != actor.id:
            return who
        within = [m for m in actor.mentions if any(w.start <= m.start < w.end for w in words)]
        return other.id if within and all(m.start in starts for m in within) else who

    return _referring(replace(reading, actors=tuple(actors)), refer)


# ---- facts that name actors --------------------------------------------------------------


def _referring(reading: Reading, refer: Refer) -> Reading:
    """Return a reading whose facts name actors as `refer` says, each once a list."""
    attributions = tuple(_attribution(a, refer) for a in reading.attributions)
    events = tuple(
        replace(e, actors=_all(e.actors, e.evidence, refer), recipients=_all(e.recipients, e.evidence, refer))
        for e in reading.events
    )
    agenda = tuple(replace(i, participants=_all(i.participants, i.evidence, refer)) for i in reading.agenda)
    words_of: dict[AttributionId | EventId, tuple[Span, ...]] = {
        a.id: _words(a) for a in reading.attributions
    }
    words_of |= {e.id: e.evidence for e in reading.events}
    disagreements = tuple(
        replace(d, sides=tuple(_side(s, words_of, refer) for s in d.sides)) for d in reading.disagreements
    )
    return replace(
        reading, attributions=attributions, events=events, agenda=agenda, disagreements=disagreements
    )


def _all(actors: Sequence[ActorId], words: Sequence[Span], refer: Refer) -> tuple[ActorId, ...]:
    return tuple(dict.fromkeys(refer(actor, words) for actor in actors))


def _attribution(attribution: Attribution, refer: Refer) -> Attribution:
    source, addressee = attribution.source, attribution.addressee
    if source is not None and source.actor is not None:
        source = replace(source, actor=refer(source.actor, [source]))
    if addressee is not None:
        addressee = refer(addressee, _words(attribution))
    return replace(attribution, source=source, addressee=addressee)


def _words(attribution: Attribution) -> tuple[Span, ...]:
    """Return the one stretch of text from an attribution's first word to its last."""
    parts = [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]
    if not parts:
        return ()
    return (Span(start=min(s.start for s in parts), end=max(s.end for s in parts), text=""),)


def _side(side: Side, words_of: dict[AttributionId | EventId, tuple[Span, ...]], refer: Refer) -> Side:
    if side.actor is None:
        return side
    fact = side.attribution or side.event
    return replace(side, actor=refer(side.actor, words_of.get(fact, (side.span,)) if fact else (side.span,)))
