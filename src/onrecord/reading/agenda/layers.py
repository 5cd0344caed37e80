"""What the agenda is read from: the layers of one document, found by the words that they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.grammar.sentence import SentenceGrammar
from onrecord.reading.attributions.holding import holding
from onrecord.reading.certainty.conditions import find_conditions
from onrecord.reading.certainty.scope import Scope
from onrecord.types import (
    CALENDAR_TYPES,
    ActMention,
    Actor,
    ActorId,
    Attribution,
    Document,
    Event,
    Language,
    Mention,
    Outlook,
    Place,
    Time,
    Token,
)

if TYPE_CHECKING:
    from onrecord.known import Known

REPEATS = frozenset({"SET"})
# relations that a date below one does not date the word above
BARRIERS = frozenset({"ccomp", "advcl", "parataxis", "conj", "csubj", "appos"})


@dataclass(frozen=True)
class Layers:
    """The layers of one document."""

    document: Document
    language: Language
    actors: Sequence[Actor]
    places: Sequence[Place]
    times: Sequence[Time]
    attributions: Sequence[Attribution]
    events: Sequence[Event]
    forest: Forest
    known: Known

    @cached_property
    def sentences(self) -> tuple[SentenceLayers, ...]:
        """The sentences of the document, each with what stands in it."""
        return tuple(SentenceLayers(self, n) for n in range(len(self.forest.trees)))

    @cached_property
    def first_day(self) -> str | None:
        """The first possible day of the document."""
        return self.document.published.value or self.document.published.earliest

    @cached_property
    def last_day(self) -> str | None:
        """The last possible day of the document."""
        return self.document.published.value or self.document.published.latest

    @cached_property
    def actor_by_mention(self) -> dict[tuple[int, int], Actor]:
        """The actor of each mention."""
        return {(m.start, m.end): actor for actor in self.actors for m in actor.mentions}

    @cached_property
    def actor_by_id(self) -> dict[ActorId, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def event_at(self) -> dict[int, Event]:
        """The event that each character of a mention names; of two, the one whose trigger it is."""
        named = [(mention, event) for event in self.events for mention in event.mentions]
        triggers = [(event.trigger, event) for event in self.events]
        return {at: event for span, event in (*named, *triggers) for at in range(span.start, span.end)}

    @cached_property
    def act_at(self) -> dict[int, ActMention]:
        """The mention of an act that the model sees at each character."""
        return {at: act for act in self.language.acts for at in range(act.start, act.end)}

    @cached_property
    def outlook_at(self) -> dict[int, Outlook]:
        """The outlook of the word that begins at an offset."""
        return {outlook.start: outlook for outlook in self.language.outlooks}

    @cached_property
    def times_in(self) -> Mapping[int, Sequence[Time]]:
        """The times of each sentence, by its number."""
        return self.forest.by_sentence(self.times)

    @cached_property
    def mentions_in(self) -> Mapping[int, Sequence[Mention]]:
        """The mentions of each sentence, by its number, in the order of the actors."""
        return self.forest.by_sentence(m for actor in self.actors for m in actor.mentions)

    @cached_property
    def places_in(self) -> Mapping[int, Sequence[Place]]:
        """The places of each sentence, by its number."""
        return self.forest.by_sentence(self.places)

    @cached_property
    def reported(self) -> list[tuple[int, int]]:
        """The offsets of indirect speech."""
        indirect = (a for a in self.attributions if a.quotation == "indirect")
        return [(span.start, span.end) for a in indirect for span in a.content]

    @cached_property
    def heading_of(self) -> dict[int, Time]:
        """The day that stands alone in a line above a sentence, by the number of the sentence: desk diaries."""
        found: dict[int, Time] = {}
        day = None
        for number, sentence in enumerate(self.sentences):
            day = sentence.as_heading or day
            if day is not None:
                found[number] = day
        return found

    def attribution_around(self, offset: int) -> Attribution | None:
        """Return the innermost attribution whose content holds `offset`."""
        return next(iter(holding(self.attributions, offset)), None)


class SentenceLayers:
    """One sentence: its grammar, the stances of its words, and its times and places."""

    def __init__(self, layers: Layers, number: int) -> None:
        self.layers = layers
        self.number = number

    @cached_property
    def grammar(self) -> SentenceGrammar:
        """The grammar of the sentence."""
        return SentenceGrammar.over(self.layers.forest.trees[self.number], self.layers.known.grammar)

    @cached_property
    def scope(self) -> Scope:
        """The stances of its words."""
        words = self.layers.known.words.status
        conditions = find_conditions(self.layers.forest, self.grammar, words)
        return Scope(self.grammar, words, self.layers.reported, conditions)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The dates in it."""
        return tuple(time for time in self._all_times if time.type in CALENDAR_TYPES)

    @cached_property
    def repeats(self) -> tuple[Time, ...]:
        """What is said in it to come back: "every Friday"."""
        return tuple(time for time in self._all_times if time.type in REPEATS)

    @cached_property
    def times_under(self) -> Mapping[int, Sequence[tuple[int, Time]]]:
        """The times of any type that may date a word, by its position; each with the position of its head."""
        found: defaultdict[int, list[tuple[int, Time]]] = defaultdict(list)
        for time in self._all_times:
            head = self.grammar.head_of(time.start, time.end)
            if head is not None:
                for node in self._dated_by(head):
                    found[node].append((head, time))
        return found

    def _dated_by(self, head: int) -> Iterator[int]:
        """Yield the words that a time with the head `head` may date: itself, and those above it up to the clause."""
        tree = self.grammar
        while True:
            yield head
            is_date = head in self.timed  # "on Human Rights Day, December 10"
            is_below = tree.relations[head] not in BARRIERS and tree.tokens[head].deprel != "acl:relcl"
            if tree.tokens[head].head < 0 or not (is_date or is_below):
                return
            head = tree.tokens[head].head

    @cached_property
    def places(self) -> Sequence[Place]:
        """The places named in it."""
        return self.layers.places_in.get(self.number, ())

    @cached_property
    def timed(self) -> frozenset[int]:
        """The positions of words that stand in a time expression of any type."""
        return frozenset(i for span in self._all_times for i in self.grammar.between(span.start, span.end))

    @cached_property
    def as_heading(self) -> Time | None:
        """The day that is all that the sentence says, or None."""
        if not self.times:
            return None
        words = (i for i, token in enumerate(self.grammar.tokens) if token.upos != "PUNCT")
        return self.times[0] if self.timed.issuperset(words) else None

    @property
    def heading(self) -> Time | None:
        """The day of the heading above it, if that is ahead."""
        day = self.layers.heading_of.get(self.number)
        last = self.layers.last_day
        is_ahead = day is not None and day.earliest is not None and last is not None and day.earliest > last
        return day if is_ahead else None

    def actors_of(self, token: Token) -> Iterator[Actor]:
        """Yield the actors with a mention that holds a word of the sentence."""
        for mention in self.layers.mentions_in.get(self.number, ()):
            if mention.start <= token.start and token.end <= mention.end:
                yield self.layers.actor_by_mention[mention.start, mention.end]

    @property
    def _all_times(self) -> Sequence[Time]:
        return self.layers.times_in.get(self.number, ())
