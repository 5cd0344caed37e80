"""Which actor a word of the tree refers to, and which of them are political.

Actors have spans; arguments are tree positions. `Parties` maps positions to actors: the mention whose
head is the word, a name in apposition to it, or, if the word is a body of people without a mention, the
nation or possessor that modifies it ("Russian troops").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import OF, preposition_of
from onrecord.lexicon.events import NOUN, EventWords
from onrecord.types import Actor, ActorId, Mention, Place

if TYPE_CHECKING:
    from onrecord.world import World

NAMING = ("flat", "appos", "nmod:desc", "nmod:unmarked")  # words beside a head that name what it refers to
NAME_PARTS = (*NAMING, "compound")


class Parties:
    """The actors and places of a document, found by tree position."""

    def __init__(
        self,
        actors: Sequence[Actor],
        places: Sequence[Place],
        forest: Forest,
        words: EventWords,
        world: World,
    ) -> None:
        self.by_id = {actor.id: actor for actor in actors}
        self._words = words
        self._world = world
        self._by_head: dict[int, ActorId] = {}
        self._inside: dict[int, ActorId] = {}
        self._span_by_head: dict[int, tuple[int, int]] = {}
        self._text_by_head: dict[int, str] = {}
        self._starting_at: dict[int, tuple[ActorId, int]] = {}
        self._ending_at: dict[int, tuple[ActorId, int]] = {}
        self._named: set[int] = set()
        self._place_at: dict[int, Place] = {}
        self._place_called: dict[str, Place] = {}
        self._of_country = self._bodies_of_countries(actors)
        self._powerful = {a.id for a in actors if self._holds_power(a)}
        for actor in actors:
            for mention in actor.mentions:
                self._place_mention(forest, actor.id, mention)
        for place in places:
            self._place_called.setdefault(place.text, place)
            self._place_toponym(forest, place)

    def of(self, tree: Tree, positions: Iterable[int]) -> tuple[ActorId, ...]:
        """Return the actors that the words at `positions` refer to, each once."""
        found = (self.at(tree, i) for i in positions)
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def at(self, tree: Tree, i: int) -> ActorId | None:
        """Return the actor that the phrase headed by `i` refers to, or None."""
        token = tree.tokens[i]
        actor = self._by_head.get(token.start)
        if actor is not None:
            return actor
        for c in tree.of(i, *NAMING):
            named = self._by_head.get(tree.tokens[c].start)
            if named is not None:
                return named
        if self._words.lemma(token) in self._words.classes.actor_nouns:
            return self.modifier(tree, i) or self._inside.get(token.start)
        return self._inside.get(token.start) if token.upos == "PROPN" else None

    def called(self, tree: Tree, i: int) -> str:
        """Return the words of the mention headed by `i`, or the word itself."""
        token = tree.tokens[i]
        return self._text_by_head.get(token.start, token.text)

    def modifier(self, tree: Tree, i: int) -> ActorId | None:
        """Return the actor that modifies the noun `i`: a possessor, a name, a nationality."""
        for c in tree.children[i]:
            relation = tree.tokens[c].deprel
            if relation in ("nmod:poss", "compound", "amod", "nmod:desc"):
                actor = self.by_word(tree, c)
                if actor is not None:
                    return actor
        return None

    def by_word(self, tree: Tree, i: int) -> ActorId | None:
        """Return the actor of one word: its mention, or the country that an adjective names."""
        token = tree.tokens[i]
        actor = self._by_head.get(token.start) or self._inside.get(token.start)
        if actor is not None:
            return actor
        code = self._world.demonym(token.text) if token.upos in ("ADJ", "PROPN", "NOUN") else None
        return self._of_country.get(code) if code else None

    def beside(self, tree: Tree, i: int) -> ActorId | None:
        """Return the actor that "and" joins to the mention headed by `i`, if the tree lacks this coordination."""
        span = self._span_by_head.get(tree.tokens[i].start)
        if span is None:
            return None
        inside = tree.starting(*span)
        left, right = inside[0] - 1, inside[-1] + 1
        if right + 1 < len(tree.tokens) and self._joins(tree, right):
            other = self._starting_at.get(tree.tokens[right + 1].start)
            if other is not None and not tree.tokens[other[1]].deprel.startswith(("nsubj", "root", "conj")):
                return other[0]
        if left > 0 and self._joins(tree, left):
            other = self._ending_at.get(tree.tokens[left - 1].end)
            if other is not None and tree.tokens[other[1]].deprel.startswith("nsubj"):
                return other[0]
        return None

    def in_name(self, offset: int) -> bool:
        """Return whether the word at `offset` is part of the name of an actor ("Amnesty International")."""
        return offset in self._named

    def place(self, tree: Tree, i: int) -> Place | None:
        """Return the place that the phrase headed by `i` names: "in a suburb of Lyon" is Lyon."""
        found = self._place_at.get(tree.tokens[i].start)
        if found is not None:
            return found
        for c in tree.children[i]:
            relation = tree.tokens[c].deprel
            preposition = preposition_of(tree, c)
            if preposition == OF and (self._words.lemma(tree.tokens[i]), NOUN) in self._words.patterns:
                continue  # "at the request of Japan" is not in Japan
            within = relation == "nmod" and preposition in self._words.classes.place_within_prepositions
            if within or relation in NAME_PARTS or relation.startswith("flat"):
                found = self.place(tree, c)
                if found is not None:
                    return found
        return None

    def namesake(self, tree: Tree, i: int) -> Place | None:
        """Return the place that a name without an actor denotes elsewhere in the document: "the Riga summit".

        The model often includes the place in the name of the meeting, so it is not found as a place there.
        """
        token = tree.tokens[i]
        if token.upos != "PROPN" or self.in_name(token.start):
            return None
        found = self._place_called.get(token.text)
        return replace(found, start=token.start, end=token.end) if found is not None else None

    def of_country(self, code: str | None) -> ActorId | None:
        """Return the document's actor for a country: the state itself, or its government."""
        return self._of_country.get(code) if code else None

    def country(self, actor: ActorId) -> str | None:
        """Return the country code of an actor."""
        return self.by_id[actor].country

    def is_political(self, actor: ActorId) -> bool:
        """Return whether an actor is a state, an international body, or has public or armed power."""
        known = self.by_id[actor]
        classes = self._words.classes
        if known.kind == "country" or known.country in classes.political_bodies or actor in self._powerful:
            return True
        return known.sector is not None and known.sector[:3] in classes.political_sectors

    def is_official(self, actor: ActorId) -> bool:
        """Return whether an actor may travel for others: it is political, or its profession is not known."""
        known = self.by_id[actor]
        return self.is_political(actor) or (known.kind == "person" and known.named and known.sector is None)

    def is_unarmed(self, actor: ActorId) -> bool:
        """Return whether an actor is a person whose office or profession only attacks verbally."""
        known = self.by_id[actor]
        return known.kind == "person" and known.named and known.sector in self._words.classes.unarmed_sectors

    def has_power(self, tree: Tree) -> bool:
        """Return whether anyone political is named in the sentence."""
        here = (self._by_head.get(token.start) for token in tree.tokens)
        return any(actor is not None and self.is_political(actor) for actor in here)

    def _holds_power(self, actor: Actor) -> bool:
        """Return whether an unnamed actor is described by an office: "the negotiators", "the bloc"."""
        nouns = self._words.classes.political_nouns
        return not actor.named and actor.sector is None and actor.name.lower().split()[-1] in nouns

    # ---- index --------------------------------------------------------------------------

    def _place_mention(self, forest: Forest, actor: ActorId, mention: Mention) -> None:
        placed = forest.head_in(mention.start, mention.end)
        if placed is None:
            return
        tree, head = placed
        start = tree.tokens[head].start
        self._by_head.setdefault(start, actor)
        self._span_by_head.setdefault(start, (mention.start, mention.end))
        self._text_by_head.setdefault(start, mention.text)
        self._starting_at.setdefault(mention.start, (actor, head))
        self._ending_at.setdefault(mention.end, (actor, head))
        words = [tree.tokens[i].start for i in tree.starting(mention.start, mention.end)]
        for word in words:
            self._inside.setdefault(word, actor)
        if mention.form == "name":
            self._named.update(words)

    def _joins(self, tree: Tree, i: int) -> bool:
        return (
            tree.tokens[i].deprel == "cc" and tree.tokens[i].text.lower() in self._words.classes.coordinators
        )

    def _place_toponym(self, forest: Forest, place: Place) -> None:
        tree = forest.at(place.start)
        if tree is None:
            return
        for i in tree.starting(place.start, place.end):
            self._place_at.setdefault(tree.tokens[i].start, place)

    def _bodies_of_countries(self, actors: Sequence[Actor]) -> dict[str, ActorId]:
        found: dict[str, ActorId] = {}
        for actor in actors:
            if actor.kind == "country" and actor.country:
                found.setdefault(actor.country, actor.id)
        for actor in actors:
            if actor.kind == "organization" and actor.country and actor.sector == "GOV" and actor.named:
                found.setdefault(actor.country, actor.id)
        return found
