"""Align a copy with its origin, sentence by sentence, and say what was added, cut and changed.

Sentences are matched by their words, so that a paragraph that was moved is no difference; inside matched sentences the
words are aligned (longest common subsequence). Capitals, marks, and "twelve" for "12" make no difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from onrecord.assembly.types import Difference
from onrecord.assembly.words import Word, sentence_ends, text_words
from onrecord.types import Span, span_of

SAME_SENTENCE = (
    0.5  # share of the words of two sentences that are common, from which one is the other, changed
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a copy compares with its origin."""

    similarity: float
    """Share of the words of the shorter text that are common, in matched sentences and in the same order there."""
    differences: tuple[Difference, ...]
    """What was added and changed, in the order of the copy, then what was cut, in the order of the origin."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: tuple[Word, ...]
    folded: tuple[str, ...]


def compare_texts(copy: str, origin: str, digits: Mapping[str, str]) -> Comparison:
    """Return what a copy has in common with its origin, and where they differ.

    >>> found = compare_texts("Nine men fled. All is well.", "Seven men fled. Nobody died.", {})
    >>> [(d.here and d.here.text, d.origin and d.origin.text) for d in found.differences]
    [('Nine', 'Seven'), ('All is well', None), (None, 'Nobody died')]
    """
    here, there = _sentences(copy, digits), _sentences(origin, digits)
    matched = _matched(here, there)
    common, found = 0, list[Difference]()
    for i, j in matched.items():
        same, changed = _changes(here[i], there[j], copy, origin)
        common += same
        found += changed
    found += [Difference(here=span, origin=None) for span in _runs(here, matched.keys(), copy)]
    found += [Difference(here=None, origin=span) for span in _runs(there, set(matched.values()), origin)]
    shorter = min(sum(len(sentence.words) for sentence in side) for side in (here, there))
    return Comparison(common / shorter if shorter else 1.0, tuple(sorted(found, key=_place)))


def _place(difference: Difference) -> tuple[bool, int]:
    """Sort what the copy has by its place there, then what was cut by its place in the origin."""
    span = difference.here or difference.origin
    return difference.here is None, span.start if span else 0


def _sentences(text: str, digits: Mapping[str, str]) -> list[_Sentence]:
    ends = sentence_ends(text)
    groups: dict[int, list[Word]] = {}
    for word in text_words(text):
        groups.setdefault(bisect_right(ends, word.start), []).append(word)
    return [
        _Sentence(tuple(words), tuple(digits.get(word.folded, word.folded) for word in words))
        for words in groups.values()
    ]


def _matched(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> dict[int, int]:
    """Return the index in `there` of each sentence of `here` that has one: most alike first, then nearest."""
    scored = [
        (-likeness, abs(i - j), i, j)
        for i, a in enumerate(here)
        for j, b in enumerate(there)
        if (likeness := Indel.normalized_similarity(a.folded, b.folded, score_cutoff=SAME_SENTENCE))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _changes(a: _Sentence, b: _Sentence, copy: str, origin: str) -> tuple[int, list[Difference]]:
    """Return the number of common words of two matched sentences, and the runs of words that differ."""
    common, differences = 0, list[Difference]()
    i = j = 0
    for block in Indel.opcodes(a.folded, b.folded).as_matching_blocks():  # the last one is empty, at the ends
        if (block.a, block.b) != (i, j):
            here, there = _span(a.words[i : block.a], copy), _span(b.words[j : block.b], origin)
            differences.append(Difference(here=here, origin=there))
        common += block.size
        i, j = block.a + block.size, block.b + block.size
    return common, differences


def _runs(sentences: Sequence[_Sentence], matched: Iterable[int], text: str) -> Iterator[Span]:
    """Yield a span for each run of sentences that have no match."""
    known, run = set(matched), list[Word]()
    for i, sentence in enumerate(sentences):
        if i not in known:
            run += sentence.words
        elif run:
            yield span_of(text, run[0].start, run[-1].end)
            run = []
    if run:
        yield span_of(text, run[0].start, run[-1].end)


def _span(words: Sequence[Word], text: str) -> Span | None:
    return span_of(text, words[0].start, words[-1].end) if words else None
