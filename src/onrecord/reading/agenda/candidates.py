"""The words of a document that may name something ahead: predicates and nouns for happenings, with or without an event.

A word is a candidate if the model sees it ahead or left open, if it names an event that is ahead, if the text cancels or moves
what it names, or if a date ahead stands in its clause. `features.py` says what is known of each, and the weights decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.grammar.voice import is_infinitive
from onrecord.reading.agenda.changes import Change, change_of
from onrecord.reading.agenda.layers import Layers, SentenceLayers
from onrecord.reading.agenda.windows import Dated, dates_of, is_coming, repeat_of
from onrecord.reading.certainty.stance import AHEAD, Stance
from onrecord.types import ActMention, Event, Outlook, Time

LEAST_OPEN = 0.3  # probability of being ahead or hypothetical, or of being on the agenda, from which a word is a candidate
NAMING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
PARTS = frozenset(
    {"flat", "fixed", "goeswith", "compound", "amod", "nummod", "aux", "case", "mark", "det", "punct"}
)
OPEN_TIMES = ("ahead", "hyp")  # of an outlook: what has not come about
OPEN_STATUSES = AHEAD | {"requested"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name something ahead, and what the layers say of it."""

    sentence: SentenceLayers
    head: int
    outlook: Outlook | None
    event: Event | None
    act: ActMention | None
    stance: Stance
    dates: Dated
    change: Change | None
    repeat: Time | None = None  # "every Friday"

    @property
    def start(self) -> int:
        """The offset of the word."""
        return self.sentence.grammar.tokens[self.head].start


def odds_of(outlook: Outlook | None) -> Mapping[str, float]:
    """Return the probability of each time."""
    return {odds.label: odds.score for odds in outlook.times} if outlook else {}


def open_odds(outlook: Outlook | None) -> float:
    """Return the probability that a word is ahead or hypothetical; 0 if the model sees none of it."""
    times = odds_of(outlook)
    return sum(times.get(time, 0.0) for time in OPEN_TIMES)


def find_candidates(layers: Layers) -> Iterator[Candidate]:
    """Yield the candidates in text order."""
    for sentence in layers.sentences:
        for i in range(len(sentence.grammar.tokens)):
            if _may_name(sentence, i):
                found = _candidate(sentence, i)
                if found is not None:
                    yield found


def _may_name(sentence: SentenceLayers, i: int) -> bool:
    grammar = sentence.grammar
    token = grammar.tokens[i]
    names = token.upos in NAMING and grammar.relations[i] not in PARTS and i not in sentence.timed
    return names and not _only_plans(sentence, i)


def _only_plans(sentence: SentenceLayers, i: int) -> bool:
    """Return whether another word says what is planned: "plans" in "plans to meet", "due" in "is due to meet"."""
    planning = sentence.layers.known.words.status.classes.planning_words
    grammar = sentence.grammar
    is_planning = grammar.lemma(i) in planning or grammar.word(i) in planning
    return is_planning and any(is_infinitive(grammar, c) for c in grammar.of(i, "xcomp", "advcl"))


def _candidate(sentence: SentenceLayers, i: int) -> Candidate | None:
    """Return the candidate at word `i`, or None; the words that govern it are read last, as they cost most."""
    layers, grammar = sentence.layers, sentence.grammar
    token = grammar.tokens[i]
    event, outlook = layers.event_at.get(token.start), layers.outlook_at.get(token.start)
    dates, change = dates_of(sentence, i), change_of(grammar, i, layers.known.words.agenda)
    is_told = change is not None or _is_open(outlook) or (event is not None and event.status in OPEN_STATUSES)
    is_dated = not dates.above and any(is_coming(time, layers.last_day) for time in dates.times)
    may_be_ahead = token.upos == "VERB" and outlook is not None
    repeat = repeat_of(sentence, i)
    if not (is_told or is_dated or may_be_ahead or repeat):
        return None
    stance = sentence.scope.stance(i, gathering=_is_gathering(layers, event))
    if not (is_told or is_dated or repeat or stance.status in AHEAD):
        return None
    return Candidate(
        sentence=sentence,
        head=i,
        outlook=outlook,
        event=event,
        act=layers.act_at.get(token.start),
        stance=stance,
        dates=dates,
        change=change,
        repeat=repeat,
    )


def _is_open(outlook: Outlook | None) -> bool:
    """Return whether the model sees a word on the agenda, ahead or left open."""
    return outlook is not None and max(outlook.item, open_odds(outlook)) >= LEAST_OPEN


def _is_gathering(layers: Layers, event: Event | None) -> bool:
    return event is not None and event.type in layers.known.words.status.classes.gathering_types
