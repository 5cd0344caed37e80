"""The words that name an event, reduced to what two reports can share: lemmas, rows of the lexicon, "another"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon.events import load_event_words
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.happenings import load_happening_words
from onrecord.types import Event

EVENT_WORD = "event-word"  # the reason that names the row of the lexicon and its lemma
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ENDINGS = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 4  # letters
NEAR_WORDS = 3  # a trigger and what stands before it: "the market bombing"


@dataclass(frozen=True)
class TriggerWords:
    """The tables that triggers are reduced with."""

    forms: Mapping[str, str]
    empty: frozenset[str]
    others: frozenset[str]
    definite: frozenset[str]
    reach: int = 20  # characters before a trigger where "another" belongs to it

    def lemmas(self, text: str) -> frozenset[str]:
        """Return the lemmas of the words of a trigger, without auxiliaries and other words that name nothing."""
        words = _WORD.findall(text.lower())
        return frozenset(self.forms.get(word) or stem(word) for word in words if word not in self.empty)

    def all_lemmas(self, event: Event) -> frozenset[str]:
        """Return the lemmas of all mentions of an event."""
        return frozenset(lemma for span in event.mentions for lemma in self.lemmas(span.text))

    def rows(self, event: Event) -> frozenset[int]:
        """Return the lines of the lexicon that named the event."""
        return frozenset(r.line for r in event.basis if r.rule == EVENT_WORD and r.line is not None)

    def another(self, text: str) -> frozenset[str]:
        """Return the words before a trigger that set it apart from others of its kind: "second", "another"."""
        return self.others & frozenset(_WORD.findall(text.lower()))

    def is_definite(self, text: str) -> bool:
        """Return whether one of the last words before a trigger, or its own first ones, says that it is known."""
        return not self.definite.isdisjoint(_WORD.findall(text.lower())[-NEAR_WORDS:])


def stem(word: str) -> str:
    """Return a word that no table has without its ending.

    >>> stem("tweeted"), stem("tweets"), stem("news")
    ('tweet', 'tweet', 'news')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1)
def load_trigger_words() -> TriggerWords:
    """Load the tables once a process."""
    words = load_happening_words()
    patterns = load_event_words().patterns
    verbs = [lemma for lemma, pos in patterns if pos == "V"]
    nouns = [lemma for lemma, pos in patterns if pos == "N"]
    forms = {**noun_forms(nouns), **verb_forms(verbs)}
    return TriggerWords(forms=forms, empty=words.empty, others=words.another, definite=words.definite)
