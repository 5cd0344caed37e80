"""What one mention of an act tells: who takes part, where, when, how many, on what condition.

The model gives each word a probability of taking part (`Language.acts`). Here these words become the actors, places
and times of the document. A phrase inside a phrase takes part only if the outer one does not: "Russian troops" is one
recipient, but "Russian" of "Russian shelling" is the actor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.grammar import Forest
from onrecord.types import ActMention, Actor, ActorId, ParticipationKind, Place, Span, Time

LEAST_LIKELY = 0.05  # the probability of a word that the model left out
LEAST: Mapping[ParticipationKind, float] = {
    "actor": 0.5, "recipient": 0.5, "location": 0.5, "time": 0.5, "condition": 0.5, "figure": 0.5, "voice": 0.5,
}  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """Something of the document that takes part in an act, its phrase, and the mean probability of its words."""

    what: T
    phrase: Span
    score: float


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases of a document in text order, each with what it refers to and the offsets of its words."""

    spans: tuple[tuple[Span, T, tuple[int, ...]], ...]
    _starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, phrases: Sequence[tuple[Span, T]], forest: Forest) -> Phrases[T]:
        """Return the phrases with their words; a phrase without words is left out."""
        found = []
        for span, what in sorted(phrases, key=lambda pair: (pair[0].start, -pair[0].end)):
            tree = forest.at(span.start)
            words = tuple(t.start for t in tree.tokens if span.start <= t.start < span.end) if tree else ()
            if words:
                found.append((span, what, words))
        return cls(tuple(found), tuple(span.start for span, _, _ in found))

    def taken(self, odds: Mapping[int, float], least: float) -> list[Taken[T]]:
        """Return the phrases whose words take part by `odds`, of a word's offset, outer phrases first."""
        if not odds:
            return []
        near = self.spans[bisect_left(self._starts, min(odds) - 200) : bisect_left(self._starts, max(odds) + 1)]
        scored = [
            (sum(odds.get(w, LEAST_LIKELY) for w in words) / len(words), span, what, words)
            for span, what, words in near
            if any(w in odds for w in words)
        ]
        used: set[int] = set()
        found = []
        for score, span, what, words in sorted(scored, key=lambda s: (-len(s[3]), s[1].start)):
            if score >= least and used.isdisjoint(words):
                used.update(words)
                found.append(Taken(what, span, score))
        return found


def odds_of(act: ActMention, kind: ParticipationKind) -> dict[int, float]:
    """Return the probability of each word, by its offset, of taking part in an act in one way."""
    return {part.start: part.score for part in act.parts if part.kind == kind}


def best_by_actor(taken: Sequence[Taken[ActorId]]) -> dict[ActorId, Taken[ActorId]]:
    """Return the likeliest phrase of each actor."""
    found: dict[ActorId, Taken[ActorId]] = {}
    for one in taken:
        if one.what not in found or one.score > found[one.what].score:
            found[one.what] = one
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention of an act with everything that its sentence tells of it."""

    act: ActMention
    index: int  # among all mentions of the language layer
    type: str
    score: float
    actors: tuple[Taken[ActorId], ...]
    recipients: tuple[Taken[ActorId], ...]
    place: Taken[Place] | None
    time: Taken[Time] | None
    condition: Span | None


class Teller:
    """Reads the mentions of one document."""

    def __init__(
        self,
        text: str,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        forest: Forest,
    ) -> None:
        self._text = text
        self._forest = forest
        self._actors = Phrases.of([(m, a.id) for a in actors for m in a.mentions], forest)
        self._places = Phrases.of([(p, p) for p in places], forest)
        self._times = Phrases.of([(t, t) for t in times], forest)

    def telling(self, act: ActMention, index: int) -> Telling:
        """Return what a mention tells."""
        actors, recipients = self._sides(act)
        return Telling(
            act=act,
            index=index,
            type=act.types[0].label,
            score=act.types[0].score,
            actors=actors,
            recipients=recipients,
            place=_likeliest(self._places.taken(odds_of(act, "location"), LEAST["location"])),
            time=_likeliest(self._times.taken(odds_of(act, "time"), LEAST["time"])),
            condition=self._condition(act),
        )

    def _sides(self, act: ActMention) -> tuple[tuple[Taken[ActorId], ...], tuple[Taken[ActorId], ...]]:
        """Return the actors and the recipients; who could be either is on the likelier side."""
        sides = [
            best_by_actor(self._actors.taken(odds_of(act, kind), LEAST[kind]))
            for kind in ("actor", "recipient")
        ]
        actors, recipients = (
            tuple(
                one
                for one in sorted(side.values(), key=lambda t: t.phrase.start)
                if one.what not in other or one.score > other[one.what].score
            )
            for side, other in (sides, sides[::-1])
        )
        return actors, recipients

    def _condition(self, act: ActMention) -> Span | None:
        """Return the words on which the act depends, from the first likely one to the last of its sentence."""
        likely = [s for s, p in odds_of(act, "condition").items() if p >= LEAST["condition"]]
        tree = self._forest.at(likely[0]) if likely else None
        if tree is None:
            return None
        inside = [t for t in tree.tokens if t.start in likely]
        start, end = inside[0].start, inside[-1].end
        return Span(start=start, end=end, text=self._text[start:end])


def _likeliest(taken: Sequence[Taken[T]]) -> Taken[T] | None:
    return max(taken, key=lambda one: (one.score, -one.phrase.start), default=None)
