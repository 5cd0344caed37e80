"""The words and weights of the agenda.

`agenda_words.tsv` has the words that cancel, move and limit plans. `agenda_weights.tsv` has the weights of the features that
decide what is on the agenda, and with which status; `python -m training.agenda` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.status import regular_forms
from onrecord.lexicon.tables import grouped, read_table
from onrecord.types import AgendaStatus

WORDS, WEIGHTS = "agenda_words.tsv", "agenda_weights.tsv"
Effect = Literal["cancelled", "moved", "limit", "last", "old", "new", "grant", "recur"]
Decision = Literal["item"] | AgendaStatus
BOUND = "bound"  # the feature of the least log odds of an item


@dataclass(frozen=True, slots=True)
class AgendaWord:
    """A row of `agenda_words.tsv`."""

    word: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of `agenda_weights.tsv`: what a feature adds to the log odds of a decision."""

    decision: Decision
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """The words of the agenda by their effect, and the weights by decision and feature."""

    cancelling: frozenset[str]
    moving: frozenset[str]
    changing: frozenset[str]  # the first words of both
    limits: frozenset[str]
    last: frozenset[str]
    old: frozenset[str]
    new: frozenset[str]
    granting: frozenset[str]
    recurring: frozenset[str]
    weights: Mapping[str, Mapping[str, float]]
    classes: WordClasses

    @property
    def bound(self) -> float:
        """The log odds from which something is an item."""
        return self.weights["item"].get(BOUND, 0.0)


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and its regular forms as a verb, in case the model's lemma is wrong.

    >>> _forms("call off")[:2]
    ('call off', 'calls off')
    """
    verb, _, particle = word.partition(" ")
    return (word, *(f"{form} {particle}".strip() for form in regular_forms(verb, "verb")))


@lru_cache(maxsize=1)
def load_agenda_words() -> AgendaWords:
    """Load the tables of the agenda."""
    by_effect = grouped((row.effect, row.word) for row in read_table(WORDS, AgendaWord))
    sets = {
        effect: frozenset(form for word in words for form in _forms(word))
        for effect, words in by_effect.items()
    }
    rows = grouped((row.decision, row) for row in read_table(WEIGHTS, Weight))
    weights: dict[str, Mapping[str, float]] = {
        decision: {row.feature: row.weight for row in found} for decision, found in rows.items()
    }
    return AgendaWords(
        cancelling=sets["cancelled"],
        moving=sets["moved"],
        changing=frozenset(phrase.split()[0] for phrase in sets["cancelled"] | sets["moved"]),
        limits=sets["limit"],
        last=sets["last"],
        old=sets["old"],
        new=sets["new"],
        granting=sets["grant"],
        recurring=sets["recur"],
        weights=MappingProxyType(weights),
        classes=load_word_classes(),
    )
