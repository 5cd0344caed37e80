"""The actors of a whole store: who is the same in several documents, as corrected.

Two actors of different documents are one where they have the same Wikidata id, or the same name and
kind and nothing that tells them apart: no two ids, no two countries under that name in the store. Whom
a text does not name ("a spokesman") is nobody else's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from onrecord.errors import StoreError
from onrecord.store.correct import corrected
from onrecord.store.corrections import NOTHING, Correction, Identity
from onrecord.store.open import Store
from onrecord.store.query import actors_by_document
from onrecord.types import Actor, ActorKind, Document, DocumentId, Reading

_QUALIFIED = re.compile(r"^(.*\S)\s*\(([^()]*)\)$")
_KINDS: tuple[str, ...] = get_args(ActorKind)
MOST_TOLD = 5  # of the actors that a name can be


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptActor:
    """One actor of the store: who it is, and in how many documents and words."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    sector2: str | None
    wikidata: str | None
    documents: int
    mentions: int

    def __str__(self) -> str:
        told = ", ".join(fact for fact in (self.kind, self.country, self.wikidata) if fact)
        return f"{self.name} ({told})"


@dataclass(frozen=True, slots=True)
class _Seen:
    """An actor of one document, as far as it tells who it is."""

    document: DocumentId
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    sector2: str | None
    wikidata: str | None
    mentions: int

    @property
    def called(self) -> tuple[str, ActorKind]:
        return self.name.casefold(), self.kind


def kept_actors(store: Store, corrections: Sequence[Correction] = (), words: str = "") -> list[KeptActor]:
    """Return the named actors of a store, those in most documents first; with `words`, whose name holds them."""
    groups = _groups(_seen(store, corrections))
    found = [actor for group in groups if words.casefold() in (actor := _kept(group)).name.casefold()]
    return sorted(found, key=lambda a: (-a.documents, -a.mentions, a.name, a.kind, a.country or ""))


def _seen(store: Store, corrections: Sequence[Correction], within: Container[DocumentId] = ()) -> list[_Seen]:
    """Return the named actors of all documents, or all actors of those `within`."""
    return [
        _Seen(document, a.name, a.kind, a.country, a.sector, a.sector2, a.wikidata, len(a.mentions))
        for document, actors in seen_actors(store, corrections)
        for a in actors
        if (document in within if within else a.named)
    ]


def _groups(seen: Iterable[_Seen]) -> list[list[_Seen]]:
    """Return the actors of documents together with those who are the same, in the order of their first."""
    seen = list(seen)
    ids: defaultdict[object, set[str]] = defaultdict(set)
    countries: defaultdict[object, set[str]] = defaultdict(set)
    for one in seen:
        ids[one.called] |= {one.wikidata} if one.wikidata else set()
        countries[one.called] |= {one.country} if one.country else set()
    groups: dict[object, list[_Seen]] = {}
    for one in seen:
        is_one = len(ids[one.called]) < 2 and len(countries[one.called]) < 2
        known = one.wikidata or (next(iter(ids[one.called]), None) if is_one else None)
        groups.setdefault(known or (one.called, None if is_one else one.country), []).append(one)
    return list(groups.values())


def _kept(group: Sequence[_Seen]) -> KeptActor:
    """Return what a store knows of an actor: the commonest value of each field that some document has."""

    def common(field: str) -> str | None:
        values = Counter(v for one in group if (v := getattr(one, field)) is not None)
        return min(values, key=lambda v: (-values[v], v), default=None)

    sectors = Counter((one.sector, one.sector2) for one in group if one.sector)
    sector, sector2 = min(sectors, key=lambda s: (-sectors[s], s[0] or "", s[1] or ""), default=(None, None))
    return KeptActor(
        name=common("name") or "", kind=group[0].kind, country=common("country"), sector=sector, sector2=sector2,
        wikidata=common("wikidata"), documents=len({one.document for one in group}),
        mentions=sum(one.mentions for one in group),
    )  # fmt: skip


def seen_actors(
    store: Store, corrections: Sequence[Correction] = ()
) -> Iterator[tuple[DocumentId, tuple[Actor, ...]]]:
    """Yield each kept document's actors as the corrections want them seen."""
    for document, actors in actors_by_document(store):
        reading = Reading(document=Document(id=document, text=""), actors=actors)
        yield document, corrected(reading, corrections).actors


def changes_of(store: Store, corrections: Sequence[Correction]) -> dict[int, int]:
    """Return, by the line of each correction, in how many documents of a store it changes something."""
    changes = {correction.line: 0 for correction in corrections}
    for document, actors in actors_by_document(store):
        reading = Reading(document=Document(id=document, text=""), actors=actors)
        for correction in corrections:
            after = corrected(reading, [correction])
            changes[correction.line] += after != reading
            reading = after
    return changes


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom words for an actor mean: how a correction picks the actor out, and who it is."""

    which: Identity
    identity: Identity


def find_actor(
    store: Store, corrections: Sequence[Correction], text: str, within: Iterable[DocumentId] = ()
) -> Meant:
    """Return who is meant by "Q567", "John Kelly" or "John Kelly (person, USA)".

    Raises `StoreError` where the store holds nobody of the name, or several. `within` limits it to
    documents, in which also somebody without a name can be meant.
    """
    asked = parse_actor(text)
    groups = _groups(_seen(store, corrections, frozenset(within)))
    found = [group for group in groups if any(_fits(one, asked) for one in group)]
    if not found:
        raise StoreError(
            f"{store.path} holds no actor '{text}'; "
            f"'onrecord actors list --store {store.path} --search WORDS' finds names."
        )
    if len(found) > 1:
        told = "; ".join(f"'{_named(_kept(group))}'" for group in found[:MOST_TOLD])
        raise StoreError(f"'{text}' is the name of {len(found)} actors in {store.path}; say which: {told}.")
    actor = _kept(found[0])
    called = {one.called for one in found[0]}
    is_alone = len(called) == 1 and not any(
        one.called in called for group in groups if group is not found[0] for one in group
    )
    which = Identity(name=actor.name, kind=actor.kind)
    if not is_alone:
        which = replace(which, country=actor.country or NOTHING, wikidata=actor.wikidata or NOTHING)
    identity = Identity(
        name=actor.name, kind=actor.kind, country=actor.country, wikidata=actor.wikidata or NOTHING
    )
    return Meant(which, identity)


def _named(actor: KeptActor) -> str:
    told = ", ".join(fact for fact in (actor.kind, actor.country or NOTHING, actor.wikidata) if fact)
    return f"{actor.name} ({told})"


def parse_actor(text: str) -> Identity:
    """Return the identity that words for an actor say.

    >>> parse_actor("John Kelly (person, USA)")
    Identity(name='John Kelly', kind='person', country='USA', sector=None, wikidata=None)
    """
    text = " ".join(text.split())
    if re.fullmatch(r"Q[1-9]\d*", text):
        return Identity(wikidata=text)
    found = _QUALIFIED.match(text)
    facts: dict[str, str] = {}
    for fact in found[2].split(",") if found else ():
        fact = fact.strip()
        column = (
            "kind" if fact in _KINDS
            else "wikidata" if re.fullmatch(r"Q[1-9]\d*", fact)
            else "country" if re.fullmatch(r"[A-Z]{3}|-", fact)
            else None
        )  # fmt: skip
        if column is None:  # the brackets are part of the name
            return Identity(name=text)
        facts[column] = fact
    if found is None:
        return Identity(name=text)
    return Identity(name=found[1], kind=cast("ActorKind | None", facts.get("kind")), country=facts.get("country"),
                    wikidata=facts.get("wikidata"))  # fmt: skip


def _fits(actor: _Seen, asked: Identity) -> bool:
    return (
        (asked.name is None or actor.name.casefold() == asked.name.casefold())
        and asked.kind in (None, actor.kind)
        and asked.country in (None, actor.country or NOTHING)
        and asked.wikidata in (None, actor.wikidata)
    )
