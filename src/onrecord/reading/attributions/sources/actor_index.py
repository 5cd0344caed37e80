"""The actors of a document, found by offset, by family name, and by where the text first names them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.types import Actor, ActorId, ActorKind, Mention

SHORT_NAME = 3  # letters; a shorter word is no family name that stands for a person alone
MOST_NESTED = 12  # mentions that begin before an offset and may reach beyond it; they nest only a few deep


class ActorIndex:
    """The actors of a document by their mentions."""

    __slots__ = ("_by_last_word", "_last_new_person", "_mentions", "_named", "_starts")

    def __init__(self, actors: Sequence[Actor]) -> None:
        found = [(m.start, m.end, m, a) for a in actors for m in a.mentions]
        self._mentions = sorted(found, key=lambda f: (f[0], f[1], f[3].id))
        self._starts = [f[0] for f in self._mentions]
        self._named: dict[ActorKind, list[int]] = {}
        self._by_last_word: dict[str, Actor] = {}
        self._last_new_person = -1  # the last offset at which a person is named for the first time
        met: set[ActorId] = set()
        for _, _, mention, actor in self._mentions:
            if actor.named and mention.form == "name":
                self._add_name(mention, actor, met)

    def _add_name(self, mention: Mention, actor: Actor, met: set[ActorId]) -> None:
        self._named.setdefault(actor.kind, []).append(mention.start)
        if actor.kind != "person":
            return
        if actor.id not in met:
            met.add(actor.id)
            self._last_new_person = mention.start
        last = mention.text.split()[-1].casefold()
        if len(last) > SHORT_NAME:
            self._by_last_word.setdefault(last, actor)

    def at(self, offset: int) -> Actor | None:
        """Return the actor whose longest mention covers `offset`; of equally long ones, the last."""
        n = bisect_right(self._starts, offset)
        best: tuple[int, Actor] | None = None
        for start, end, _, actor in reversed(self._mentions[max(0, n - MOST_NESTED) : n]):
            if offset < end and (best is None or end - start > best[0]):
                best = end - start, actor
        return best[1] if best else None

    def person_called(self, word: str) -> Actor | None:
        """Return the first person whose name ends in `word`: "PENCE", "Pence" in a headline."""
        return self._by_last_word.get(word.casefold()) if word[:1].isupper() else None

    def names_any(self, *kinds: ActorKind) -> bool:
        """Return whether the text names an actor of one of `kinds` anywhere."""
        return any(self._named.get(kind) for kind in kinds)

    def has_namesake(self, actor: Actor) -> bool:
        """Return whether the text names another person with the same family name."""
        family_name = actor.name.split()[-1]
        people = (a for _, _, _, a in self._mentions if a.kind == "person" and a.named)
        return any(a.id != actor.id and a.name.split()[-1] == family_name for a in people)

    def names_another_person(self, actor: Actor | None) -> bool:
        """Return whether the text names a person who is not `actor`."""
        people = (a for _, _, _, a in self._mentions if a.kind == "person" and a.named)
        return any(actor is None or a.id != actor.id for a in people)

    def count_before(self, offset: int, *kinds: ActorKind) -> int:
        """Return how many times the text names an actor of one of `kinds` before `offset`."""
        return sum(bisect_left(self._named.get(kind, ()), offset) for kind in kinds)

    def last_named(self, offset: int, kind: ActorKind, outside: Sequence[tuple[int, int]] = ()) -> int | None:
        """Return the last offset before `offset`, and not in the extents `outside`, at which an actor of `kind` is named."""
        starts = self._named.get(kind, [])
        before = reversed(starts[: bisect_left(starts, offset)])
        return next((s for s in before if not any(a <= s < b for a, b in outside)), None)

    def most_mentioned_before(self, offset: int) -> Actor | None:
        """Return the named person with the most mentions before `offset`; of several, the one mentioned first."""
        people = [a for start, _, _, a in self._mentions if start < offset and a.kind == "person" and a.named]
        return max(dict.fromkeys(people), key=people.count, default=None)

    def names_new_person_after(self, offset: int) -> bool:
        """Return whether the text names a person for the first time behind `offset`."""
        return self._last_new_person > offset

    def names_before(self, offset: int, *kinds: ActorKind) -> bool:
        """Return whether the text names an actor of one of `kinds` before `offset`."""
        return self.count_before(offset, *kinds) > 0
