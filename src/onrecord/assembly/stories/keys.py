"""What is kept of one report to find its story: words with fixed weights, names, and its days.

Weights are whole numbers, so that scores are exact. A word is a name where the reading found a named actor or a place,
or where the text writes it with a capital letter nearly always (products, ships and films are no actors).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from onrecord.assembly.days import Days, days_of
from onrecord.lexicon.word_texts import WordTexts, fold_word, words_in
from onrecord.types import DocumentId, Reading

UNIT = 4096  # what a vector's length and the sum of a lead's shares are in whole numbers
LEAD_WORDS = 60  # of the text, the title not counted: where a report says what it is about
NAMED_SHARE = 0.5  # of a word's occurrences that lie in a named actor or place
CAPITAL_SHARE = 0.8  # of a word's occurrences that begin with a capital
BLOCK_WORDS = 10  # of the highest weight: two reports of one story share one of them, or a name of the lead
BLOCK_WEIGHT = 3.0  # log of the share of texts that do not have the word (1 in 20 has): a commoner one finds too many


class Term(NamedTuple):
    """The weights of one word in one report, in units of 1 / UNIT."""

    weight: int
    """Of the unit vector of all words."""
    name: int
    """Of the unit vector of names; 0 for a word that is no name."""
    lead: int
    """Share of the names in title and lead; 0 for others."""


@dataclass(frozen=True, slots=True)
class StoryKey:
    """What is kept of one report."""

    document: DocumentId
    title: str | None
    days: Days
    terms: Mapping[str, Term]
    blocks: tuple[str, ...]
    """Words of which two reports of one story share at least one, sorted."""


def story_key(reading: Reading, texts: WordTexts) -> StoryKey:
    """Return what is kept of a reading; `texts` are the fixed weights of words."""
    document = reading.document
    counts, names = _counts(reading)
    title = Counter(w for w in _words(document.title or ""))
    lead = Counter(w for w in islice(_all_words(document.text), LEAD_WORDS) if w in counts)
    lead.update(word for word in title if word in counts)
    weights = _weights(counts + title, texts)
    whole = _unit(weights)
    named = _unit({word: weight for word, weight in weights.items() if word in names})
    told = _shares({word: weight for word, weight in _weights(lead, texts).items() if word in names})
    terms = {
        word: Term(whole[word], named.get(word, 0), told.get(word, 0)) for word in sorted(whole) if whole[word]
    }
    return StoryKey(document.id, document.title, days_of(document.published), terms, _blocks(terms, texts))


def _all_words(text: str) -> Iterator[str]:
    return (fold_word(match.group()) for match in words_in(text))


def _words(text: str) -> Iterator[str]:
    """Yield the words of two characters and more: single letters come from abbreviations."""
    return (word for word in _all_words(text) if len(word) > 1)


def _counts(reading: Reading) -> tuple[Counter[str], set[str]]:
    """Return how often each word stands in the text, and the words that are names."""
    text = reading.document.text
    inside = set(_named_offsets(reading))
    counts, named, capital = Counter[str](), Counter[str](), Counter[str]()
    for match in words_in(text):
        word = fold_word(match.group())
        if len(word) > 1:
            upper = match.group()[0].isupper()
            counts[word] += 1
            capital[word] += upper
            named[word] += upper and match.start() in inside
    names = {
        word
        for word, n in counts.items()
        if named[word] >= NAMED_SHARE * n or capital[word] >= CAPITAL_SHARE * n
    }
    return counts, names


def _named_offsets(reading: Reading) -> Iterator[int]:
    for actor in reading.actors:
        for mention in actor.mentions if actor.named else ():
            if mention.form == "name":
                yield from range(mention.start, mention.end)
    for place in reading.places:
        yield from range(place.start, place.end)


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
    return tuple(sorted({*heavy, *(word for word in rare if terms[word].lead)}))


def shared(a: StoryKey, b: StoryKey) -> Iterable[str]:
    """Return the words that two reports share, in no order."""
    return a.terms.keys() & b.terms.keys()
