"""What one mention of an act tells: who takes part, where, when, how many, on what condition.

The model gives each word a probability of taking part (`Language.acts`). Here these words become the actors, places,
times and numbers of the document. A phrase inside a phrase takes part only if the outer one does not: "Russian troops"
is one recipient, but "Russian" of "Russian shelling" is the actor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import preposition_of
from onrecord.reading.events.bounds import Bounds
from onrecord.reading.events.entries import Line, line_of
from onrecord.reading.events.evidence import Evidence, Side
from onrecord.reading.events.figures import Found, Number, count_among, find_numbers, number_among
from onrecord.reading.events.rows import RowAct
from onrecord.types import (
    ActMention,
    Actor,
    ActorId,
    Attribution,
    EventTime,
    Figure,
    FigureKind,
    ParticipationKind,
    Place,
    Span,
    Time,
    span_of,
)

if TYPE_CHECKING:
    from onrecord.known import Words

BESIDE_PHRASE = ("conj", "acl", "parataxis", "cc", "punct")  # relations of words beside a phrase, not in it
# relations and parts of speech of words that say more about what a phrase refers to: "the protesters, who threw stones"
BEYOND_CORE = ("acl", "appos", "parataxis", "conj", "cc", "nmod")
NO_CORE = frozenset({"DET", "PUNCT"})
OWNER = "nmod:poss"
MODIFIERS = ("amod", "compound")
UNSEEN = 0.05  # the probability of a word that the model left out
REACH = 200  # characters before the first likely word in which a phrase with that word may begin

NO_EVIDENCE = Evidence()
SIDES: tuple[Side, Side] = ("actor", "recipient")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken(Generic[T]):
    """Something of the document that takes part in an act, its phrase, and the mean probability of its core words.

    `rule` is the rule that found it, if the model did not.
    """

    what: T
    phrase: Span
    score: float
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase and what it refers to.

    `words` are the offsets of its words, `core` those of its head and of what stands before it, `below` those of all words
    that depend on it ("of Ruritania" after "the president"), `depth` is how far its head is from the root.
    """

    span: Span
    what: T
    words: tuple[int, ...]
    core: tuple[int, ...]
    below: frozenset[int]
    depth: int


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """The phrases of a document in text order."""

    given: tuple[tuple[Span, T], ...]
    forest: Forest
    _starts: tuple[int, ...] = field(repr=False)
    _read: dict[int, Phrase[T] | None] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, given: Sequence[tuple[Span, T]], forest: Forest) -> Phrases[T]:
        """Return the phrases; the words of one are read when it is first asked for."""
        ordered = sorted(given, key=lambda pair: (pair[0].start, -pair[0].end))
        return cls(tuple(ordered), forest, tuple(span.start for span, _ in ordered))

    def between(self, start: int, end: int) -> list[Phrase[T]]:
        """Return the phrases that begin between two offsets; a phrase without words is left out."""
        numbers = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        return [phrase for n in numbers if (phrase := self._phrase(n)) is not None]

    def _phrase(self, n: int) -> Phrase[T] | None:
        if n not in self._read:
            self._read[n] = _phrase(*self.given[n], self.forest)
        return self._read[n]

    def taken(self, odds: Mapping[int, float], least: float) -> list[Taken[T]]:
        """Return the phrases whose words take part by `odds`, of a word's offset, in text order."""
        if not odds:
            return []
        around = self.between(min(odds) - REACH, max(odds) + 1)
        near = [phrase for phrase in around if not odds.keys().isdisjoint(phrase.words)]
        used: set[int] = set()
        found = []
        for phrase in sorted(near, key=lambda p: (p.depth, -len(p.words), p.span.start)):
            score = sum(odds.get(w, UNSEEN) for w in phrase.core) / len(phrase.core)
            if score >= least and used.isdisjoint(phrase.words):
                used.update(phrase.words, phrase.below)
                found.append(Taken(phrase.what, phrase.span, score))
        return sorted(found, key=lambda taken: taken.phrase.start)

    def at(self, starts: Collection[int]) -> list[Phrase[T]]:
        """Return the phrases that begin at some offsets, in text order."""
        if not starts:
            return []
        return [p for p in self.between(min(starts), max(starts) + 1) if p.span.start in starts]

    def behind(self, starts: Collection[int], forest: Forest) -> list[Phrase[T]]:
        """Return the phrases that modify one of some words from behind, in text order."""
        if not starts:
            return []
        tree = forest.at(min(starts))
        if tree is None:
            return []
        heads = {i for i, token in enumerate(tree.tokens) if token.start in starts}
        behind = {n for i in heads for n in tree.of(i, "nmod") if n > i}
        words = {tree.tokens[n].start for n in behind}
        inside = self.between(tree.tokens[0].start, tree.tokens[-1].end)
        return [p for p in inside if not words.isdisjoint(p.core)]

    def nearest(self, wanted: Collection[T], start: int, forest: Forest) -> list[Taken[T]]:
        """Return for each of some things its phrase nearest to an offset, in the sentence of the offset."""
        tree = forest.at(start)
        if tree is None:
            return []
        inside = self.between(tree.sentence.start, tree.sentence.end)
        here = [p for p in inside if p.what in wanted]
        here.sort(key=lambda p: abs(p.span.start - start))
        found: dict[T, Taken[T]] = {}
        for phrase in here:
            found.setdefault(phrase.what, Taken(phrase.what, phrase.span, UNSEEN))
        return list(found.values())


def _phrase(span: Span, what: T, forest: Forest) -> Phrase[T] | None:
    placed = forest.head_in(span.start, span.end)
    if placed is None:
        return None
    tree, head = placed
    words = tuple(tree.tokens[i].start for i in tree.starting(span.start, span.end))
    is_adjective = tree.tokens[head].upos == "ADJ"  # "British" of "British-Dutch" is no part of "Dutch"
    under = [] if is_adjective else tree.subtree(head, without=BESIDE_PHRASE)
    below = frozenset(tree.tokens[i].start for i in under)
    depth = sum(1 for _ in tree.path_up(head))
    return Phrase(span, what, words, _core(tree, head, words), below, depth) if words else None


def _core(tree: Tree, head: int, words: Sequence[int]) -> tuple[int, ...]:
    """Return the offsets of the head of a phrase and of the words that belong to it alone; of all words, if it has none."""
    beyond = {
        n
        for c in tree.children[head]
        if tree.relations[c] in BEYOND_CORE and tree.tokens[c].deprel != OWNER
        for n in tree.subtree(c)
    }
    inside = set(words)
    own = (tree.tokens[n] for n in tree.subtree(head) if n not in beyond)
    return tuple(t.start for t in own if t.start in inside and t.upos not in NO_CORE) or tuple(words)


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention of an act with everything that the words around it tell; `index` is its place in `Language.acts`.

    `row` is the act of the same type that a row of the lexicon finds there.
    """

    act: ActMention
    index: int
    type: str
    score: float
    actors: tuple[Taken[ActorId], ...] = ()
    recipients: tuple[Taken[ActorId], ...] = ()
    place: Taken[Place] | None = None
    time: Taken[EventTime] | None = None
    figures: tuple[Figure, ...] = ()
    condition: Span | None = None
    row: RowAct | None = None


class Teller:
    """Reads the mentions of one document."""

    def __init__(
        self,
        text: str,
        actors: Sequence[Actor],
        places: Sequence[Place],
        times: Sequence[Time],
        attributions: Sequence[Attribution],
        forest: Forest,
        words: Words,
    ) -> None:
        self._text = text
        self._forest = forest
        self._words = words.numbers
        self._classes = words.events.classes
        self._states = frozenset(actor.id for actor in actors if actor.kind == "country")
        self._mixed = frozenset(a.id for a in actors if a.kind == "group" and a.country is None)
        speakers = find_speakers(attributions, forest, words.mentions.classes.speaker_pronouns)
        self._actors = Phrases.of([*((m, a.id) for a in actors for m in a.mentions), *speakers], forest)
        self._places = Phrases.of([(p, p) for p in places], forest)
        self._times = Phrases.of([(t, t) for t in times], forest)
        self._numbers: dict[int, list[Found]] = {}  # of each sentence that was asked for
        self._in_time = {o for t in times for o in range(t.start, t.end)}
        self._lines = {tree.index: line for tree in forest.trees if (line := line_of(tree, times, places))}

    def telling(self, index: int, act: ActMention, evidence: Evidence = NO_EVIDENCE) -> Telling:
        """Return what a mention tells, by the model's odds and what rows say of it."""
        actors, recipients = self._sides(act, evidence)
        same, bounds = evidence.same, evidence.bounds
        return Telling(
            act=act,
            index=index,
            type=act.types[0].label,
            score=act.types[0].score,
            actors=actors,
            recipients=recipients,
            place=self._place(act, bounds),
            time=self._time(act, bounds.time) or _time_of(same) or self._time_of_line(act),
            figures=self._figures(act, bounds.figure),
            condition=self._condition(act, bounds.condition),
            row=same,
        )

    def _sides(
        self, act: ActMention, evidence: Evidence
    ) -> tuple[tuple[Taken[ActorId], ...], tuple[Taken[ActorId], ...]]:
        """Return the actors and the recipients; who could be either is on the likelier side."""
        actors, recipients = (self._apart(self._side(act, side, evidence)) for side in SIDES)
        actors = {actor: taken for actor, taken in actors.items() if self._can_act(act, taken)}
        return _likelier_than(actors, recipients), _likelier_than(recipients, actors)

    def _side(self, act: ActMention, side: Side, evidence: Evidence) -> dict[ActorId, Taken[ActorId]]:
        """Return the likely actors of one side, those that a row names included if the model leaves them a chance."""
        least = evidence.bounds.actor if side == "actor" else evidence.bounds.recipient
        odds = odds_of(act, side)
        likely = self._actors.taken(odds, least)
        named = evidence.named(side)
        if not named and not evidence.rules:
            return _best_by_actor(likely)
        known = {one.what for one in likely}
        less_likely = [t for t in self._actors.taken(odds, 0.0) if t.what in named and t.what not in known]
        moved = [replace(t, score=evidence.party(t.what, side, t.score)) for t in (*likely, *less_likely)]
        if not odds or evidence.rules:
            moved += self._unseen(act, set(named).difference(t.what for t in moved), evidence)
        return _best_by_actor([one for one in moved if one.score >= least])

    def _unseen(
        self, act: ActMention, named: Collection[ActorId], evidence: Evidence
    ) -> list[Taken[ActorId]]:
        """Return the actors that a row names in the sentence and the model does not see on their side."""
        nearest = self._actors.nearest(named, act.start, self._forest)
        return [replace(t, score=evidence.alone(t.score)) for t in nearest]

    def _can_act(self, act: ActMention, taken: Taken[ActorId]) -> bool:
        """Return whether an actor can do an act: no state goes on strike, and what only says where does nothing."""
        if act.types[0].label in self._classes.people_types and taken.what in self._states:
            return False
        return self._introducer(taken.phrase) not in self._classes.beside_prepositions

    def _introducer(self, phrase: Span) -> str | None:
        """Return the preposition before a phrase."""
        placed = self._forest.head_in(phrase.start, phrase.end)
        return preposition_of(*placed) if placed is not None else None

    def _apart(self, side: dict[ActorId, Taken[ActorId]]) -> dict[ActorId, Taken[ActorId]]:
        """Return a side with the states of a group instead of the group: "Indian and French warships"."""
        found: dict[ActorId, Taken[ActorId]] = {}
        for one in side.values():
            states = self._states_in(one) if one.what in self._mixed else []
            for part in states if len(states) > 1 else [one]:
                found.setdefault(part.what, part)
        return found

    def _states_in(self, group: Taken[ActorId]) -> list[Taken[ActorId]]:
        placed = self._forest.head_in(group.phrase.start, group.phrase.end)
        if placed is None:
            return []
        tree, head = placed
        before = {tree.tokens[n].start for c in tree.of(head, *MODIFIERS) for n in (c, *tree.of(c, "conj"))}
        named = self._actors.at(before)
        return [Taken(p.what, p.span, group.score) for p in named if p.what in self._states]

    def _place(self, act: ActMention, bounds: Bounds) -> Taken[Place] | None:
        """Return where it is told to be: the likeliest place, else the ground that is acted on, else that of its line."""
        found = _likeliest(self._places.taken(odds_of(act, "location"), bounds.location))
        if found is None and act.types[0].label in self._classes.ground_types:
            found = self._ground(act, bounds)
        line = self._line(act) if found is None else None
        if line is None or line.place is None:
            return found
        return Taken(line.place, line.place, 0.0, rule="place-of-the-line")

    def _ground(self, act: ActMention, bounds: Bounds) -> Taken[Place] | None:
        """Return the place that is acted on, or where who is acted on is: "a base in Iraq", "a village outside Jos"."""
        leading = self._classes.place_prepositions | self._classes.target_place_prepositions
        odds = odds_of(act, "recipient")
        ground = [
            t for t in self._places.taken(odds, bounds.recipient) if self._introducer(t.phrase) in leading
        ]
        likely = {start for start, score in odds.items() if score >= bounds.recipient}
        ground = ground or [Taken(p.what, p.span, 0.0) for p in self._places.behind(likely, self._forest)]
        ground = [t for t in ground if self._introducer(t.phrase) in leading]
        found = _likeliest(ground)
        return replace(found, rule="place-is-acted-on") if found is not None else None

    def _line(self, act: ActMention) -> Line | None:
        tree = self._forest.at(act.start)
        return self._lines.get(tree.index) if tree is not None else None

    def _time_of_line(self, act: ActMention) -> Taken[EventTime] | None:
        line = self._line(act)
        if line is None or act.start < line.time.end:
            return None
        when = EventTime(earliest=line.time.earliest, latest=line.time.latest, time=line.time.id)
        return Taken(when, line.time, 0.0, rule="time-of-the-line")

    def _time(self, act: ActMention, least: float) -> Taken[EventTime] | None:
        """Return when it is told to be: the likeliest phrase with a day, and a second one that ends it."""
        taken = self._times.taken(odds_of(act, "time"), least)
        best = _likeliest([t for t in taken if t.what.earliest or t.what.latest] or taken)
        if best is None:
            return None
        said = best.what
        when = EventTime(earliest=said.earliest, latest=said.latest, time=said.id)
        return Taken(when, best.phrase, best.score)

    def _figures(self, act: ActMention, least: float) -> tuple[Figure, ...]:
        """Return the numbers that the act counts, each once, in text order."""
        found: dict[tuple[int, int], Figure] = {}
        for part in act.parts:
            if part.kind != "figure" or part.score < least or part.start in self._in_time:
                continue
            number = self._number(part.start)
            if number is not None and part.counts is not None:
                figure = self._figure(number, part.counts)
                found.setdefault((figure.span.start, figure.span.end), figure)
        return tuple(found[key] for key in sorted(found))

    def _number(self, start: int) -> Number | None:
        placed = self._forest.token_at(start)
        if placed is None:
            return None
        tree, i = placed
        if tree.index not in self._numbers:
            self._numbers[tree.index] = find_numbers(tree, self._words)
        found = self._numbers[tree.index]
        return number_among(found, tree, i, self._words) or _counted_phrase(found, tree, i)

    def _figure(self, number: Number, what: FigureKind) -> Figure:
        span = span_of(self._text, number.start, number.end)
        return Figure(what=what, low=number.low, high=number.high, unit=number.unit, span=span)

    def _condition(self, act: ActMention, least: float) -> Span | None:
        """Return the words on which the act depends, from the first likely one to the last of its sentence."""
        likely = [s for s, p in odds_of(act, "condition").items() if p >= least]
        tree = self._forest.at(likely[0]) if likely else None
        if tree is None:
            return None
        inside = [t for t in tree.tokens if t.start in likely and t.upos != "PUNCT"]
        return span_of(self._text, inside[0].start, inside[-1].end) if len(inside) > 1 else None


def find_speakers(
    attributions: Sequence[Attribution], forest: Forest, pronouns: Collection[str]
) -> Iterator[tuple[Span, ActorId]]:
    """Yield each "I" or "we" of what somebody says, with the speaker: that of the innermost attribution."""
    said = [(span, a.source.actor) for a in attributions if a.source and a.source.actor for span in a.content]
    trees = (tree for tree in forest.trees if not tree.vocabulary.isdisjoint(pronouns))
    for token in (
        tree.tokens[i] for tree in trees for i in range(len(tree.tokens)) if tree.word(i) in pronouns
    ):
        holding = [
            (span.end - span.start, speaker) for span, speaker in said if span.start <= token.start < span.end
        ]
        if holding:
            yield Span(start=token.start, end=token.end, text=token.text), min(holding)[1]


def odds_of(act: ActMention, kind: ParticipationKind) -> dict[int, float]:
    """Return the probability of each word, by its offset, of taking part in an act in one way."""
    return {part.start: part.score for part in act.parts if part.kind == kind}


def _time_of(row: RowAct | None) -> Taken[EventTime] | None:
    """Return the time that a row finds, with the words of its act."""
    return Taken(row.time, row.trigger, 0.0) if row is not None and row.time is not None else None


def _counted_phrase(found: Sequence[Found], tree: Tree, i: int) -> Number | None:
    return count_among(found, tree, i) if tree.tokens[i].upos in ("NOUN", "PROPN") else None


def _best_by_actor(taken: Sequence[Taken[ActorId]]) -> dict[ActorId, Taken[ActorId]]:
    """Return the likeliest phrase of each actor."""
    found: dict[ActorId, Taken[ActorId]] = {}
    for one in taken:
        if one.what not in found or one.score > found[one.what].score:
            found[one.what] = one
    return found


def _likelier_than(
    side: Mapping[ActorId, Taken[ActorId]], other: Mapping[ActorId, Taken[ActorId]]
) -> tuple[Taken[ActorId], ...]:
    return tuple(one for one in side.values() if one.what not in other or one.score > other[one.what].score)


def _likeliest(taken: Sequence[Taken[T]]) -> Taken[T] | None:
    return max(taken, key=lambda one: (one.score, -one.phrase.start), default=None)
