"""The words of a report: which of them are names, and which lie in direct quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.grammar import find_quotes
from onrecord.lexicon.word_texts import fold_word, words_in
from onrecord.types import Reading

NAMED_SHARE = 0.5  # of a word's occurrences that lie in a named actor or place
CAPITAL_SHARE = 0.8  # of a word's occurrences that begin with a capital
QUOTED_WORDS = 6  # of the shortest passage that counts as quoted: shorter ones are terms and single words


ABBREVIATED = "".join(rf"(?<!\b[A-Z][a-z]{{{n}}})" for n in range(4))  # "U.S.", "Mr.", "Gen.", "Sept."
BOUNDARY = re.compile(rf"\n+|{ABBREVIATED}[.?!]+[”’\"')\]]*\s+(?=[“‘\"'(]*[A-Z0-9])")


class Word(NamedTuple):
    """One word of the text, folded, with its place."""

    folded: str
    start: int
    end: int
    upper: bool
    """Whether it begins with a capital letter."""


def text_words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    return [
        Word(fold_word(match.group()), match.start(), match.end(), match.group()[0].isupper())
        for match in words_in(text)
    ]


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which sentences and paragraphs end, white space behind them included, in order.

    A reading keeps no sentences; a wrong one does no harm here, if it is wrong in both of two texts.

    >>> sentence_ends("Gen. Diallo left. He said so.")
    [18]
    """
    return [match.end() for match in BOUNDARY.finditer(text)]


def names_of(reading: Reading, words: list[Word]) -> set[str]:
    """Return the words that are names: of a named actor or a place, or nearly always with a capital letter.

    Products, ships and films are no actors, so that the reading alone does not tell all names.
    """
    inside = set(_named_offsets(reading))
    counts = Counter(word.folded for word in words)
    capital = Counter(word.folded for word in words if word.upper)
    named = Counter(word.folded for word in words if word.start in inside)
    return {
        word
        for word, n in counts.items()
        if named[word] >= NAMED_SHARE * n or capital[word] >= CAPITAL_SHARE * n
    }


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report, split once for all that is made of them."""

    words: list[Word]
    """The words of the text, in order."""
    names: set[str]
    """Those that are names, folded."""
    ends: list[int]
    """Where sentences end."""


def words_of(reading: Reading) -> ReportWords:
    """Return the words of a reading."""
    words = text_words(reading.document.text)
    return ReportWords(words, names_of(reading, words), sentence_ends(reading.document.text))


def _named_offsets(reading: Reading) -> Iterator[int]:
    for actor in reading.actors:
        for mention in actor.mentions if actor.named else ():
            if mention.form == "name":
                yield from range(mention.start, mention.end)
    for place in reading.places:
        yield from range(place.start, place.end)


def passages_outside_quotations(reading: Reading, words: list[Word]) -> list[list[Word]]:
    """Return the runs of words between direct quotations, in text order.

    What is quoted is told by the quotation marks, and by the attributions where a quotation has none (a speech set off as
    paragraphs of its own).
    """
    quoted = [(quote.inner_start, quote.inner_end) for quote in find_quotes(reading.document.text)]
    quoted += [
        (span.start, span.end)
        for attribution in reading.attributions
        if attribution.quotation == "direct"
        for span in attribution.content
    ]
    starts = [word.start for word in words]
    inside: set[int] = set()
    for start, end in quoted:
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        if behind - first >= QUOTED_WORDS:
            inside.update(range(first, behind))
    runs: list[list[Word]] = [[]]
    for i, word in enumerate(words):
        if i in inside:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]
