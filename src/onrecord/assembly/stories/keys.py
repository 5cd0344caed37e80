"""What is kept of one report to find its story: words with fixed weights, names, and its days.

Weights are whole numbers, so that scores are exact.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.assembly.days import Days, days_of
from onrecord.assembly.words import ReportWords, Word, text_words, words_of
from onrecord.lexicon.word_texts import WordTexts
from onrecord.types import DocumentId, Reading

UNIT = 4096  # the length of a vector, and the sum of shares, in whole numbers
LEAD_WORDS = 60  # of the text, the title not counted: where a report says what it is about
BLOCK_WORDS = 10  # of the highest weight: two reports of one story share one of them, or a name of the lead
BLOCK_WEIGHT = 2.0  # a word of less weight, which one text in seven has, finds too many


class Term(NamedTuple):
    """The weights of one word in one report, in units of 1 / UNIT."""

    weight: int
    """Of the unit vector of all words."""
    name: int
    """Of the unit vector of names; 0 for a word that is no name."""
    lead: int
    """Share of title and lead."""
    lead_name: int
    """Share of the names in title and lead."""


@dataclass(frozen=True, slots=True)
class StoryKey:
    """What is kept of one report."""

    document: DocumentId
    title: str | None
    days: Days
    terms: Mapping[str, Term]
    blocks: tuple[str, ...]
    """Words of which two reports of one story share at least one, sorted."""


def story_key(reading: Reading, texts: WordTexts, words_found: ReportWords | None = None) -> StoryKey:
    """Return what is kept of a reading; `texts` are the fixed weights of words."""
    document = reading.document
    found = words_found or words_of(reading)
    words, names = found.words, found.names
    counts = Counter(_long(words))
    title = Counter(_long(text_words(document.title or "")))
    lead = Counter(_long(words[:LEAD_WORDS])) + Counter(word for word in title.elements() if word in counts)
    weights = _weights(counts + title, texts)
    whole = _unit(weights)
    named = _unit({word: weight for word, weight in weights.items() if word in names})
    leading = _weights(lead, texts)
    told = _shares(leading)
    told_names = _shares({word: weight for word, weight in leading.items() if word in names})
    terms = {
        word: Term(weight, named.get(word, 0), told.get(word, 0), told_names.get(word, 0))
        for word, weight in sorted(whole.items())
        if weight
    }
    return StoryKey(document.id, document.title, days_of(document.published), terms, _blocks(terms, texts))


def _long(words: Iterable[Word]) -> Iterator[str]:
    """Yield the words of two characters and more: single letters come from abbreviations."""
    return (word.folded for word in words if len(word.folded) > 1)


def _weights(counts: Counter[str], texts: WordTexts) -> dict[str, float]:
    return {word: (1 + math.log(n)) * texts.weight(word) for word, n in counts.items()}


def _unit(weights: Mapping[str, float]) -> dict[str, int]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: round(UNIT * weight / length) for word, weight in weights.items()}


def _shares(weights: Mapping[str, float]) -> dict[str, int]:
    total = math.fsum(weights.values()) or 1.0
    return {word: round(UNIT * weight / total) for word, weight in weights.items()}


def _blocks(terms: Mapping[str, Term], texts: WordTexts) -> tuple[str, ...]:
    rare = [word for word in terms if texts.weight(word) >= BLOCK_WEIGHT]
    heavy = sorted(rare, key=lambda word: (-terms[word].weight, word))[:BLOCK_WORDS]
    return tuple(sorted({*heavy, *(word for word in rare if terms[word].lead_name)}))


def shared(a: StoryKey, b: StoryKey) -> Iterable[str]:
    """Return the words that two reports share, in no order."""
    return a.terms.keys() & b.terms.keys()
