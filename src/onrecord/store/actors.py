"""The actors of a whole store: who is the same in several documents, after corrections.

Actors of different documents are one if they have the same Wikidata id, or the same name and kind and
the store has at most one id and one country under that name. An actor that the text does not name ("a
spokesman") is never joined with one of another document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from onrecord.errors import StoreError
from onrecord.store.correct import corrected, corrector
from onrecord.store.corrections.lines import identifier
from onrecord.store.corrections.types import NOTHING, ActorCorrection, Correction, Identity
from onrecord.store.open import Store
from onrecord.store.query import actors_by_document
from onrecord.types import Actor, ActorKind, Document, DocumentId, Reading

MOST_LISTED = 5  # actors of one name that a message lists
_QUALIFIED = re.compile(r"^(.*\S)\s*\(([^()]*)\)$")
_FORMS = {  # of the facts in brackets behind a name
    "kind": re.compile("|".join(get_args(ActorKind))),
    "wikidata": re.compile(r"Q[1-9]\d*"),
    "country": re.compile(r"[A-Z]{3}|-"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptActor:
    """One actor of the store: who it is, and its number of documents and mentions."""

    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    sector2: str | None
    wikidata: str | None
    documents: int
    mentions: int

    def __str__(self) -> str:
        facts = (self.kind, self.country, self.wikidata)
        return f"{self.name} ({', '.join(filter(None, facts))})"


@dataclass(frozen=True, slots=True)
class _Seen:
    """An actor of one document: the fields that identify it."""

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
    """Return the named actors of a store, those in most documents first; with `words`, if the name contains them."""
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
    """Return the actors of documents in groups, one a person or body, in the order of their first."""
    seen = list(seen)
    ids: defaultdict[object, set[str]] = defaultdict(set)
    countries: defaultdict[object, set[str]] = defaultdict(set)
    for one in seen:
        ids[one.called].update(filter(None, (one.wikidata,)))
        countries[one.called].update(filter(None, (one.country,)))
    groups: dict[object, list[_Seen]] = {}
    for one in seen:
        if len(ids[one.called]) > 1 or len(countries[one.called]) > 1:  # the name has several holders
            key: object = one.wikidata or (one.called, one.country)
        else:
            key = one.wikidata or next(iter(ids[one.called]), None) or (one.called, None)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _kept(group: Sequence[_Seen]) -> KeptActor:
    """Return the actor of a group: for each field, the commonest value that its documents give."""

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
    """Yield the actors of each kept document, with the corrections of actors applied."""
    correct = corrector(_of_actors(corrections))
    for document, actors in actors_by_document(store):
        yield document, correct(Reading(document=Document(id=document, text=""), actors=actors)).actors


def _of_actors(corrections: Iterable[Correction]) -> list[ActorCorrection]:
    return [correction for correction in corrections if isinstance(correction, ActorCorrection)]


def changes_of(store: Store, corrections: Sequence[Correction]) -> dict[int, int]:
    """Return the number of documents that each correction of actors changes, by the line of the correction."""
    of_actors = _of_actors(corrections)
    changes = {correction.line: 0 for correction in of_actors}
    for document, actors in actors_by_document(store):
        reading = Reading(document=Document(id=document, text=""), actors=actors)
        for correction in of_actors:
            after = corrected(reading, [correction])
            changes[correction.line] += after != reading
            reading = after
    return changes


@dataclass(frozen=True, slots=True)
class Meant:
    """The actor that a user's words mean: the fields by which a correction finds it, and all its fields."""

    which: Identity
    identity: Identity


def find_actor(
    store: Store, corrections: Sequence[Correction], text: str, within: Iterable[DocumentId] = ()
) -> Meant:
    """Return the actor that is meant by "Q567", "John Kelly" or "John Kelly (person, USA)".

    Raises `StoreError` if the store has no actor of that name, or several. `within` limits the search
    to documents; in those, actors that the text does not name are found too.
    """
    asked = parse_actor(text)
    groups = _groups(_seen(store, corrections, frozenset(within)))
    found = [group for group in groups if any(_fits(one, asked) for one in group)]
    if not found:
        _refuse_corrected(store, corrections, asked)
        raise StoreError(
            f"{store.path} holds no actor '{text}'; "
            f"'onrecord actors list --store {store.path} --search WORDS' finds names."
        )
    if len(found) > 1:
        names = "; ".join(f"'{_named(_kept(group))}'" for group in found[:MOST_LISTED])
        raise StoreError(f"'{text}' is the name of {len(found)} actors in {store.path}; say which: {names}.")
    actor = _kept(found[0])
    which = Identity(name=actor.name, kind=actor.kind)
    if not _is_only_one(found[0], groups):
        which = replace(which, country=actor.country or NOTHING, wikidata=actor.wikidata or NOTHING)
    identity = Identity(
        name=actor.name, kind=actor.kind, country=actor.country, wikidata=actor.wikidata or NOTHING
    )
    return Meant(which, identity)


def _refuse_corrected(store: Store, corrections: Sequence[Correction], asked: Identity) -> None:
    """Raise `StoreError` if a correction gave the actor that is asked for another name."""
    for correction in reversed(_of_actors(corrections)):
        if asked.name is not None and (correction.actor.name or "").casefold() == asked.name.casefold():
            raise StoreError(
                f"{store.path} holds no actor '{asked.name}' any more: by {identifier(correction)} it is {correction.new}. "
                f"Name that one, or undo the correction first: onrecord corrections undo {identifier(correction)}."
            )


def _is_only_one(group: list[_Seen], groups: Iterable[list[_Seen]]) -> bool:
    """Return whether an actor has one name and kind, and no other actor has the same."""
    called = {one.called for one in group}
    others = (one for other in groups if other is not group for one in other)
    return len(called) == 1 and all(one.called not in called for one in others)


def _named(actor: KeptActor) -> str:
    """Return the name by which `find_actor` finds an actor."""
    facts = (actor.kind, actor.country or NOTHING, actor.wikidata)
    return f"{actor.name} ({', '.join(filter(None, facts))})"


def parse_actor(text: str) -> Identity:
    """Return the identity that a user's words for an actor describe.

    >>> parse_actor("John Kelly (person, USA)")
    Identity(name='John Kelly', kind='person', country='USA', sector=None, wikidata=None)
    """
    text = " ".join(text.split())
    if _FORMS["wikidata"].fullmatch(text):
        return Identity(wikidata=text)
    found = _QUALIFIED.match(text)
    facts = {_column_of(fact): fact for fact in map(str.strip, found[2].split(","))} if found else {}
    if found is None or None in facts:  # brackets that hold anything else are part of the name
        return Identity(name=text)
    return Identity(name=found[1], kind=cast("ActorKind | None", facts.get("kind")), country=facts.get("country"),
                    wikidata=facts.get("wikidata"))  # fmt: skip


def _column_of(fact: str) -> str | None:
    """Return which field of an identity a fact in brackets is, or None."""
    return next((column for column, form in _FORMS.items() if form.fullmatch(fact)), None)


def _fits(actor: _Seen, asked: Identity) -> bool:
    return (
        (asked.name is None or actor.name.casefold() == asked.name.casefold())
        and asked.kind in (None, actor.kind)
        and asked.country in (None, actor.country or NOTHING)
        and asked.wikidata in (None, actor.wikidata)
    )
