"""Apply corrections to a reading: a new reading, the stored one does not change. Facts are corrected by corrections/facts.py.

rename    the actor gets the new name, and the new country, kind, sector or id if they are given
merge     the actor gets the identity of another actor; if the document has that one too, both become
          one actor with the mentions and facts of both
split     in the given documents or mentions it is another actor, of which nothing is known but what
          the correction says; a mention takes along the facts whose span contains no other mention
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from onrecord.store.corrections.facts import apply
from onrecord.store.corrections.fields import NotAppliedError
from onrecord.store.corrections.types import (
    NOTHING,
    ActorCorrection,
    Correction,
    FactCorrection,
    Identity,
    PairCorrection,
)
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

Refer = Callable[
    [ActorId, Sequence[Span]], ActorId
]  # an actor and the words of a fact → the actor that the fact now names
T = TypeVar("T")


def corrected(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """Return `reading` with the corrections applied in order; what does not find its fact is passed over."""
    return corrector(corrections)(reading)


def corrector(corrections: Iterable[Correction]) -> Callable[[Reading], Reading]:
    """Return a function that applies corrections to readings; each document is compared with its own alone."""
    everywhere: list[tuple[int, Correction]] = []
    by_document: defaultdict[DocumentId, list[tuple[int, Correction]]] = defaultdict(list)
    for number, correction in enumerate(corrections):
        for document in _documents_of(correction) or (None,):
            (everywhere if document is None else by_document[document]).append((number, correction))

    def correct(reading: Reading) -> Reading:
        for _, correction in sorted(
            [*everywhere, *by_document.get(reading.document.id, ())], key=itemgetter(0)
        ):
            reading, _ = applied(reading, correction)
        return reading

    return correct


def _documents_of(correction: Correction) -> set[DocumentId]:
    """Return the documents that a correction names; none: it may apply to any."""
    if isinstance(correction, ActorCorrection):
        return {place.document for place in correction.documents}
    if isinstance(correction, FactCorrection):
        return {correction.where.document}
    return {place.document for place in (*correction.left, *correction.right)}


def applied(reading: Reading, correction: Correction) -> tuple[Reading, str | None]:
    """Return a reading with one correction applied, and why it could not be, or None.

    Pairs change the assembly, not a reading.
    """
    if isinstance(correction, ActorCorrection):
        return _apply(reading, correction), None
    if isinstance(correction, PairCorrection) or correction.where.document != reading.document.id:
        return reading, None
    try:
        return apply(reading, correction), None
    except NotAppliedError as error:
        return reading, str(error)


def is_meant(actor: Actor, document: DocumentId, correction: ActorCorrection) -> bool:
    """Return whether a correction is about an actor of a document.

    A Wikidata id alone decides. An actor that the text does not name ("a spokesman") is meant only if
    the correction names the document.
    """
    which = correction.actor
    if not _covers(correction, document, actor) or which.kind not in (None, actor.kind):
        return False
    if _given(which.wikidata):
        return actor.wikidata == which.wikidata
    if which.wikidata == NOTHING and actor.wikidata is not None:
        return False
    return which.country in (None, actor.country or NOTHING) and _same(actor.name, which.name)


def _covers(correction: ActorCorrection, document: DocumentId, actor: Actor) -> bool:
    """Return whether a correction applies to a document; without documents, to every named actor."""
    if not correction.documents:
        return actor.named
    return any(place.document == document for place in correction.documents)


def _same(name: str, other: str | None) -> bool:
    return " ".join(name.split()).casefold() == " ".join((other or "").split()).casefold()


def _apply(reading: Reading, correction: ActorCorrection) -> Reading:
    """Return the reading with one correction applied."""
    meant = [a for a in reading.actors if is_meant(a, reading.document.id, correction)]
    if not meant:
        return reading
    by = ", ".join(filter(None, (correction.author, correction.time)))
    words = (
        correction.do + (f", by {by}" if by else "") + (f": {correction.reason}" if correction.reason else "")
    )
    why = Reason(rule="corrected-by-hand", words=words, table=correction.file, line=correction.line)
    if correction.do == "merge":
        return _merge(reading, meant, correction.new, why)
    if correction.do == "rename":
        return _changed(reading, meant, lambda actor: _become(actor, correction.new, why))
    starts = {p.start for p in correction.documents if p.document == reading.document.id}
    if None in starts:  # in the whole document
        return _changed(reading, meant, lambda actor: _become_other(actor, correction.new, why))
    return _split(reading, meant, correction.new, {s for s in starts if s is not None}, why)


def _changed(reading: Reading, meant: Sequence[Actor], change: Callable[[Actor], Actor]) -> Reading:
    """Return the reading with some of its actors changed."""
    ids = {a.id for a in meant}
    return replace(reading, actors=tuple(change(a) if a.id in ids else a for a in reading.actors))


def _become(actor: Actor, new: Identity, why: Reason) -> Actor:
    """Return an actor with the values that the correction gives; the others do not change."""
    return replace(
        actor,
        name=new.name or actor.name,
        kind=new.kind or actor.kind,
        country=_new(new.country, actor.country),
        sector=_new(new.sector, actor.sector),
        sector2=actor.sector2 if new.sector is None else None,
        wikidata=_new(new.wikidata, actor.wikidata),
        basis=(*actor.basis, why),
    )


def _become_other(actor: Actor, new: Identity, why: Reason) -> Actor:
    """Return another actor with the mentions of this one: nothing known of this one holds for it."""
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


def _new(value: str | None, old: str | None) -> str | None:
    """Return the value that a correction gives, the old one if it gives none."""
    return old if value is None else _given(value)


def _given(value: str | None) -> str | None:
    return None if value == NOTHING else value


# ---- merge -------------------------------------------------------------------------------


def _merge(reading: Reading, meant: Sequence[Actor], new: Identity, why: Reason) -> Reading:
    """Return the reading with the meant actors and the one of the new identity as one actor."""
    there = _another(reading, meant, new)
    others = meant if there else meant[1:]
    kept = there or _become(meant[0], new, why)
    if others:
        kept = _united(kept, others, why)
    gone = {a.id: kept.id for a in others}
    actors = _changed(reading, [kept], lambda _: kept).actors
    left = replace(reading, actors=tuple(a for a in actors if a.id not in gone))
    return _referring(left, lambda actor, _: gone.get(actor, actor))


def _another(reading: Reading, meant: Sequence[Actor], new: Identity) -> Actor | None:
    """Return the actor of the new identity, if the document has it apart from the meant actors."""
    return next((a for a in reading.actors if a not in meant and _is(a, new)), None)


def _united(kept: Actor, others: Sequence[Actor], why: Reason) -> Actor:
    """Return an actor with the mentions of the others, and with their office and sector if it has none."""
    every = (kept, *others)
    mentions = {m for a in every for m in a.mentions}
    return replace(
        kept,
        named=any(a.named for a in every),
        office=next((a.office for a in every if a.office), None),
        sector=next((a.sector for a in every if a.sector), None),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        basis=tuple(dict.fromkeys((*kept.basis, why))),
    )


def _is(actor: Actor, identity: Identity) -> bool:
    """Return whether an actor of a document has an identity."""
    if _given(identity.wikidata) and actor.wikidata:
        return actor.wikidata == identity.wikidata
    return (
        _same(actor.name, identity.name)
        and identity.kind in (None, actor.kind)
        and (identity.country is None or actor.country in (None, _given(identity.country)))
    )


# ---- split -------------------------------------------------------------------------------


def _split(reading: Reading, meant: Sequence[Actor], new: Identity, starts: set[int], why: Reason) -> Reading:
    """Return the reading with the mentions that begin at `starts` given to another actor."""
    for actor in meant:
        moved = tuple(m for m in actor.mentions if m.start in starts)
        if moved and len(moved) == len(actor.mentions):
            reading = _changed(reading, [actor], lambda a: _become_other(a, new, why))
        elif moved:
            reading = _split_one(reading, actor, moved, new, why)
    return reading


def _split_one(reading: Reading, actor: Actor, moved: Sequence[Span], new: Identity, why: Reason) -> Reading:
    """Give some mentions of an actor to another one, with the facts whose span has no other mention of it."""
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
    """Return a reading whose facts name the actors that `refer` returns, each once in a list."""
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
    """Return the span from the first word of an attribution to its last, if it has words."""
    parts = [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]
    if not parts:
        return ()
    return (Span(start=min(s.start for s in parts), end=max(s.end for s in parts), text=""),)


def _side(side: Side, words_of: dict[AttributionId | EventId, tuple[Span, ...]], refer: Refer) -> Side:
    if side.actor is None:
        return side
    fact = side.attribution or side.event
    return replace(side, actor=refer(side.actor, words_of.get(fact, (side.span,)) if fact else (side.span,)))
