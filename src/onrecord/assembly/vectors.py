"""Words of a sentence as a vector of fixed weights, so that how alike two are does not depend on what else is stored."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias

from onrecord.lexicon.word_texts import fold_word, load_word_texts, words_in

Vector: TypeAlias = Mapping[str, float]


def vector(text: str) -> Vector:
    """Return the words of a text by weight: (1 + log of their number) × inverse document frequency, of length 1."""
    texts = load_word_texts()
    counts = Counter(word for match in words_in(text) if len(word := fold_word(match.group())) > 1)
    weights = {word: (1 + math.log(n)) * texts.weight(word) for word, n in sorted(counts.items())}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items() if weight > 0}


def cosine(left: Vector, right: Vector) -> float:
    """Return how alike two vectors are, 0 to 1; the order does not matter.

    >>> round(cosine(vector("Gunmen killed the mayor"), vector("The mayor was shot by gunmen")), 2) > 0.3
    True
    """
    return math.fsum(left[word] * right[word] for word in left.keys() & right.keys())
