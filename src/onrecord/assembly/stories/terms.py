"""The words of reports as arrays, so that one report is compared with many at once.

The sums are of whole numbers, so they are those of `scores.fit` to the last bit. The arrays are what a store keeps of a
report for later comparisons; a word is its hash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.stories.keys import UNIT, StoryKey
from onrecord.assembly.stories.scores import Fit

TERM = np.dtype(
    [("word", "<i8"), ("weight", "<i2"), ("name", "<i2"), ("lead", "<i2"), ("lead_name", "<i2")]
)  # of 16 bytes; the numbers are those of `keys.Term`, at most `UNIT`
Terms: TypeAlias = NDArray[Any]
HASH_BYTES = 6  # of a word: in one of 500 vocabularies of a million words, two have the same
MOST_CELLS = 1_000_000  # of a table of reports and words: with more of them, reports are compared one by one


@lru_cache(maxsize=1 << 17)
def word_hash(word: str) -> int:
    """Return a number of 48 bits for a word, the same for ever: it is kept in stores.

    >>> word_hash("tariff")
    173226771407391
    """
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()[:HASH_BYTES], "little")


def terms_of(key: StoryKey) -> Terms:
    """Return the words of a report with their weights, by hash."""
    rows = sorted((word_hash(word), *term) for word, term in key.terms.items())
    return np.array(rows, dtype=TERM)


def fits(one: Terms, others: Sequence[Terms]) -> list[Fit]:
    """Return what one report has in common with each of the others."""
    if not others:
        return []
    every = np.concatenate(others)
    known = np.ascontiguousarray(one["word"])
    words = np.ascontiguousarray(every["word"])
    at = np.searchsorted(known, words)
    at[at == len(known)] = 0
    shared = known[at] == words if len(known) else np.zeros(len(words), dtype=bool)
    here, there = one[at[shared]], every[shared]
    whose = np.repeat(np.arange(len(others)), [len(other) for other in others])[shared]

    def total(values: NDArray[Any]) -> list[float]:
        found: list[float] = np.bincount(whose, weights=values, minlength=len(others)).tolist()
        return found

    def product(field: str) -> list[float]:
        return total(here[field].astype(np.float64) * there[field])

    def sums(field: str) -> tuple[list[float], list[float]]:
        return total(here[field]), total(there[field])

    lead, back = sums("lead")
    lead_name, back_name = sums("lead_name")
    return [
        Fit(
            words=words / UNIT**2,
            names=names / UNIT**2,
            lead=min(a, b) / UNIT,
            lead_names=(c + d) / (2 * UNIT),
        )
        for words, names, a, b, c, d in zip(
            product("weight"), product("name"), lead, back, lead_name, back_name, strict=True
        )
    ]


def fits_between(ones: Sequence[Terms], others: Sequence[Terms]) -> Iterator[list[Fit]]:
    """Yield for each of some reports what it has in common with each of the others: what `fits` gives, by products of tables."""
    if not ones or not others:
        yield from ([] for _ in ones)
        return
    every = [*ones, *others]
    known, at = np.unique(np.concatenate([terms["word"] for terms in every]), return_inverse=True)
    if len(ones) == 1 or len(every) * len(known) > MOST_CELLS:
        yield from (fits(one, others) for one in ones)
        return
    owners = np.repeat(np.arange(len(every)), [len(terms) for terms in every])
    left, right = slice(0, len(ones)), slice(len(ones), None)

    def table(field: str) -> NDArray[np.float64]:
        found = np.zeros((len(every), len(known)))
        found[owners, at] = 1.0 if field == "word" else np.concatenate([terms[field] for terms in every])
        return found

    there = table("word")

    def product(field: str) -> NDArray[np.float64]:
        own = table(field)
        found: NDArray[np.float64] = own[left] @ own[right].T
        return found

    def sums(field: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        own = table(field)
        return own[left] @ there[right].T, there[left] @ own[right].T

    lead, back = sums("lead")
    lead_name, back_name = sums("lead_name")
    columns = (
        product("weight") / UNIT**2,
        product("name") / UNIT**2,
        np.minimum(lead, back) / UNIT,
        (lead_name + back_name) / (2 * UNIT),
    )
    for rows in zip(*(column.tolist() for column in columns), strict=True):
        yield [Fit(*cells) for cells in zip(*rows, strict=True)]
