"""What is kept of one report to find its copies: shingles outside quotations, their MinHash bands, names and numbers.

Shingles of five words (Broder 1997), hashed. Two reports that quote one statement at length share more than half of their
shingles and are no copies, so words inside direct quotations do not count. Signatures are kept for years in a store: the
hashing is fixed here and changes only with `SCHEME`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.copies.origins import Credit, credit_of
from onrecord.assembly.days import Days, days_of
from onrecord.assembly.words import ReportWords, passages_outside_quotations, words_of
from onrecord.lexicon.agencies import Agencies
from onrecord.types import DocumentId, Reading

SCHEME = (
    "blake2b-8; 5 words outside quotations; 64 bands of 2, and 16 of the lead"  # stored beside signatures
)
SHINGLE_WORDS = 5
BANDS, ROWS = 64, 2  # loose: a brief shares a sixth of the shingles of its original
LEAD_SHINGLES, LEAD_BANDS = 80, 16  # a brief is the lead of its original, and little else
LEAST_SHINGLES = 8  # of a report that is compared at all: less says nothing


@dataclass(frozen=True, slots=True)
class SentenceKey:
    """One sentence, its quotations left out."""

    shingles: frozenset[int]
    """Hashes (64 bits) of its shingles, with those that go on into the next sentence."""
    facts: frozenset[str]
    """Folded words of its names, and its numbers in digits."""


@dataclass(frozen=True, slots=True)
class CopyKey:
    """What is kept of one report."""

    document: DocumentId
    days: Days
    length: int
    """Number of words of the text."""
    shingles: frozenset[int]
    """Hashes (64 bits) of the shingles outside quotations."""
    bands: tuple[int, ...]
    """One number a band: two reports of which one has the same number in the same band may be copies."""
    sentences: tuple[SentenceKey, ...]
    """Its sentences outside quotations, in text order."""
    facts: frozenset[str]
    """Folded words of all names, and all numbers in digits, quoted ones among them."""
    credit: Credit
    """What the report says of where it comes from."""


def copy_key(
    reading: Reading, agencies: Agencies, digits: Mapping[str, str], words_found: ReportWords | None = None
) -> CopyKey:
    """Return what is kept of a reading; `digits` has the digits of each number word."""
    document = reading.document
    found = words_found or words_of(reading)
    words, names, ends = found.words, found.names, found.ends

    def is_fact(word: str) -> bool:
        return word[0].isdigit() or (word in names and len(word) > 1)

    told: dict[int, tuple[set[int], set[str]]] = {}
    ordered: list[int] = []
    for passage in passages_outside_quotations(reading, words):
        run = [digits.get(word.folded, word.folded) for word in passage]
        for i, word in enumerate(passage):
            shingles, facts = told.setdefault(bisect_right(ends, word.start), (set(), set()))
            if is_fact(run[i]):
                facts.add(run[i])
            if i + SHINGLE_WORDS <= len(run):
                ordered.append(_hash(" ".join(run[i : i + SHINGLE_WORDS])))
                shingles.add(ordered[-1])
    return CopyKey(
        document=document.id,
        days=days_of(document.published),
        length=len(words),
        shingles=frozenset(ordered),
        bands=(*bands_of(ordered, BANDS), *bands_of(ordered[:LEAD_SHINGLES], LEAD_BANDS)),
        sentences=tuple(
            SentenceKey(frozenset(shingles), frozenset(facts)) for shingles, facts in told.values()
        ),
        facts=frozenset(filter(is_fact, (digits.get(word.folded, word.folded) for word in words))),
        credit=credit_of(document, agencies),
    )


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


HALF = np.uint64(32)  # bits of a minimum that are kept
MULTIPLIERS: NDArray[np.uint64] = np.array(
    [_hash(f"onrecord {row}") | 1 for row in range(BANDS * ROWS)], dtype=np.uint64
)  # odd, so that multiplying permutes the 64-bit numbers


def bands_of(shingles: Sequence[int], bands: int) -> tuple[int, ...]:
    """Return the bands of a set of shingles; none for a set that is too small to compare."""
    values = np.array(shingles, dtype=np.uint64)
    if len(values) < LEAST_SHINGLES:
        return ()
    smallest = (values[:, None] * MULTIPLIERS[None, : bands * ROWS]).min(axis=0) >> HALF
    pairs = smallest.reshape(bands, ROWS)
    return tuple(int(value) for value in (pairs[:, 0] << HALF) | pairs[:, 1])
