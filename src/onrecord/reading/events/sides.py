"""Who takes part in an act: the actors of a document on its two sides, by the model's odds and what rows say of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.attributions.holding import holding
from onrecord.reading.events.evidence import Evidence, Side
from onrecord.reading.events.phrases import OWNER, Phrases, Taken, odds_of, preposition_before
from onrecord.types import ActMention, Actor, ActorId, Attribution, Span

if TYPE_CHECKING:
    from onrecord.known import Words

MODIFIERS = ("amod", "compound")
SIDES: tuple[Side, Side] = ("actor", "recipient")


class Sides:
    """Finds who is on each side of the acts of one document."""

    def __init__(
        self, actors: Sequence[Actor], attributions: Sequence[Attribution], forest: Forest, words: Words
    ) -> None:
        self._forest = forest
        self._words = words.events
        self._classes = words.events.classes
        self._states = frozenset(actor.id for actor in actors if actor.kind == "country")
        self._mixed = frozenset(a.id for a in actors if a.kind == "group" and a.country is None)
        speakers = find_speakers(attributions, forest, words.mentions.classes.speaker_pronouns)
        self._actors = Phrases.of([*((m, a.id) for a in actors for m in a.mentions), *speakers], forest)

    def of(
        self, act: ActMention, evidence: Evidence
    ) -> tuple[tuple[Taken[ActorId], ...], tuple[Taken[ActorId], ...]]:
        """Return the actors and the recipients; who could be either is on the likelier side, of equal ones an actor."""
        actors, recipients = (self._apart(self._side(act, side, evidence)) for side in SIDES)
        actors = {actor: taken for actor, taken in actors.items() if self._can_act(act, taken)}
        sides = _likelier_than(actors, recipients, or_equal=True), _likelier_than(recipients, actors)
        doers, recipients_here = (self._of_its_sentence(act, side) for side in sides)
        return tuple(t for t in doers if not self._only_judges(act, t)), recipients_here

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
        nearest = self._actors.nearest(named, act.start)
        return [replace(t, score=evidence.alone(t.score)) for t in nearest]

    def _only_judges(self, act: ActMention, taken: Taken[ActorId]) -> bool:
        """Return whether an actor is the subject of a verb that judges the act: "Iran criticised the sanctions"."""
        placed = self._forest.head_in(act.start, act.end)
        if placed is None or placed[0].relations[placed[1]] != "obj":
            return False
        tree, head = placed
        verb = tree.tokens[head].head
        owned = any(tree.tokens[c].deprel == OWNER for c in tree.children[head])  # "defended its raid"
        if owned or self._words.lemma(tree.tokens[verb]) not in self._classes.judging_verbs:
            return False
        return any(
            tree.tokens[n].start == taken.phrase.start
            for c in tree.of(verb, "nsubj")
            for n in tree.subtree(c)
        )

    def _of_its_sentence(
        self, act: ActMention, side: tuple[Taken[ActorId], ...]
    ) -> tuple[Taken[ActorId], ...]:
        """Return who is on a side in the sentence of the act; those of other sentences only if there is nobody.

        "Russia shelled Kharkiv. Poland closed its border." Russia closed nothing.
        """
        tree = self._forest.at(act.start)
        if tree is None:
            return side
        here = tuple(t for t in side if tree.sentence.start <= t.phrase.start < tree.sentence.end)
        return here or side

    def _can_act(self, act: ActMention, taken: Taken[ActorId]) -> bool:
        """Return whether an actor can do an act: no state goes on strike, and what only says where does nothing."""
        if act.types[0].label in self._classes.people_types and taken.what in self._states:
            return False
        return preposition_before(taken.phrase, self._forest) not in self._classes.beside_prepositions

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


def find_speakers(
    attributions: Sequence[Attribution], forest: Forest, pronouns: Collection[str]
) -> Iterator[tuple[Span, ActorId]]:
    """Yield each "I" or "we" of what somebody says, with the speaker: that of the innermost attribution."""
    said = [a for a in attributions if a.source and a.source.actor]
    trees = (tree for tree in forest.trees if not tree.vocabulary.isdisjoint(pronouns))
    for token in (
        tree.tokens[i] for tree in trees for i in range(len(tree.tokens)) if tree.word(i) in pronouns
    ):
        holder = next(iter(holding(said, token.start)), None)
        if holder is not None and holder.source is not None and holder.source.actor is not None:
            yield Span(start=token.start, end=token.end, text=token.text), holder.source.actor


def _best_by_actor(taken: Sequence[Taken[ActorId]]) -> dict[ActorId, Taken[ActorId]]:
    """Return the likeliest phrase of each actor."""
    found: dict[ActorId, Taken[ActorId]] = {}
    for one in taken:
        if one.what not in found or one.score > found[one.what].score:
            found[one.what] = one
    return found


def _likelier_than(
    side: Mapping[ActorId, Taken[ActorId]], other: Mapping[ActorId, Taken[ActorId]], *, or_equal: bool = False
) -> tuple[Taken[ActorId], ...]:
    """Return who is on a side and not likelier on the other one; who is as likely there stays with `or_equal`."""
    scores = {who: taken.score for who, taken in other.items()}
    return tuple(
        one
        for one in side.values()
        if one.what not in scores
        or one.score > scores[one.what]
        or (or_equal and one.score == scores[one.what])
    )
