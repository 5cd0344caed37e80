"""Which corrections contradict each other: merges in a circle, and things that are joined and parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.store.corrections.lines import identifier
from onrecord.store.corrections.types import (
    NOTHING,
    NOUNS,
    ActorCorrection,
    Correction,
    Identity,
    PairCorrection,
    Where,
)

Thing = tuple[str, Where]  # a layer, and a thing in it


class Conflicts:
    """Corrections that hold, so that a new one can be compared with them."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        """Take up corrections, of which none contradicts an earlier one."""
        self._merges: list[ActorCorrection] = []
        self._joined: dict[Thing, Thing] = {}  # towards the root of what was joined
        self._joins: list[PairCorrection] = []
        self._parts: list[PairCorrection] = []
        for correction in corrections:
            self.add(correction)

    def add(self, correction: Correction) -> None:
        """Take up a correction."""
        if isinstance(correction, ActorCorrection):
            if correction.do == "merge":
                self._merges.append(correction)
        elif isinstance(correction, PairCorrection):
            if correction.do == "part":
                self._parts.append(correction)
            else:
                self._joins.append(correction)
                self._join(correction)

    def with_(self, correction: Correction) -> str | None:
        """Return, in sentences, what a correction contradicts and what to do; None if nothing."""
        if isinstance(correction, ActorCorrection):
            return self._circle(correction) if correction.do == "merge" else None
        if isinstance(correction, PairCorrection):
            return self._parted(correction) if correction.do == "join" else self._together(correction)
        return None

    # ---- merges --------------------------------------------------------------------------

    def _circle(self, merge: ActorCorrection) -> str | None:
        """Return the message for merges that lead from the new identity back to the actor."""
        seen: set[int] = set()
        ahead = [merge.new]
        while ahead:
            at = ahead.pop()
            for n, known in enumerate(self._merges):
                if n in seen or not _same(known.actor, at) or not _meet(known, merge):
                    continue
                if _same(known.new, merge.actor):
                    return (
                        f"{merge.actor} into {merge.new}, and by {_told(known)} {known.actor} into {known.new}: merges in a "
                        f"circle. Undo that one first, or rename the actor."
                    )
                seen.add(n)
                ahead.append(known.new)
        return None

    # ---- joins and parts -----------------------------------------------------------------

    def _root(self, thing: Thing) -> Thing:
        while (above := self._joined.get(thing, thing)) != thing:
            thing = above
        return thing

    def _join(self, join: PairCorrection) -> None:
        first, *others = _things(join.layer, (*join.left, *join.right))
        for other in others:
            low, high = sorted((self._root(first), self._root(other)))
            if low != high:
                self._joined[high] = low

    def _parted(self, join: PairCorrection) -> str | None:
        """Return the message for a join that makes one of things that were parted."""
        trial = Conflicts()
        trial._joined = dict(self._joined)
        trial._join(join)
        for part in self._parts:
            if part.layer == join.layer and (both := trial._of_one(part)):
                return (
                    f"{_named(join.layer, both)} would be one, and {_told(part)} keeps them apart. "
                    f"Undo that one first: onrecord corrections undo {identifier(part)}."
                )
        return None

    def _together(self, part: PairCorrection) -> str | None:
        """Return the message for a part of things that were joined."""
        both = self._of_one(part)
        if both is None:
            return None
        root = self._root((part.layer, both[0]))
        join = next(j for j in self._joins if root == self._root((j.layer, j.left[0])))
        return (
            f"{_named(part.layer, both)} would be two, and {_told(join)} makes them one. "
            f"Undo that one first: onrecord corrections undo {identifier(join)}."
        )

    def _of_one(self, part: PairCorrection) -> tuple[Where, Where] | None:
        """Return the first pair that a part keeps apart and joins make one."""
        for left in part.left:
            for right in part.right:
                if self._root((part.layer, left)) == self._root((part.layer, right)):
                    return left, right
        return None


def _things(layer: str, places: Iterable[Where]) -> Iterator[Thing]:
    return ((layer, place) for place in places)


def _named(layer: str, both: tuple[Where, Where]) -> str:
    return f"the {NOUNS[layer]}s {both[0]} and {both[1]}"


def _told(correction: Correction) -> str:
    """Return a correction by its id, its author and its day."""
    made = ", ".join(filter(None, (correction.author, correction.time)))
    return identifier(correction) + (f" ({made})" if made else "")


def _same(one: Identity, other: Identity) -> bool:
    """Return whether two identities describe one actor: by Wikidata id, else by name and kind."""
    ids = [i.wikidata for i in (one, other) if i.wikidata not in (None, NOTHING)]
    if len(ids) == 2:
        return ids[0] == ids[1]
    return (
        (one.name or "").casefold() == (other.name or "").casefold()
        and (one.kind is None or other.kind is None or one.kind == other.kind)
        and (one.country is None or other.country is None or one.country == other.country)
    )


def _meet(one: ActorCorrection, other: ActorCorrection) -> bool:
    """Return whether two corrections can apply to one document."""
    documents = [{place.document for place in each.documents} for each in (one, other)]
    return not all(documents) or bool(documents[0] & documents[1])
