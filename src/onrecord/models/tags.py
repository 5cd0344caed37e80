"""BIO tags as the best valid path, for words whose best classes do not form one.

A linear layer chooses the tag of each word alone, and can choose "inside a body" after "begins a
place". Viterbi (1967) over only such stretches costs nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
FORBIDDEN = -1e9
SURELY_OUTSIDE = 0.9  # a word that is outside with this probability ends a stretch


def best_path(scores: Array, labels: Sequence[str], breaks: Sequence[bool]) -> list[int]:
    """Return the class of each word, (words, classes) scores; no name extends over a break.

    >>> labels = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
    >>> scores = np.asarray([[0, 3.0, 0, 2.5, 0], [0, 0, 0, 0, 5.0]], np.float32)
    >>> [labels[k] for k in best_path(scores, labels, (True, False))]
    ['B-ORG', 'I-ORG']
    """
    odds = scores - scores.max(1, keepdims=True)
    odds = odds - np.log(np.exp(odds).sum(1, keepdims=True))
    tags: list[int] = odds.argmax(1).tolist()
    may_follow = follows(tuple(labels))
    sure: list[bool] = (odds[:, 0] > np.log(SURELY_OUTSIDE)).tolist()
    done = 0
    for k in range(len(tags)):
        previous = tags[k - 1] if k and not breaks[k] else 0
        if k < done or may_follow[previous, tags[k]]:
            continue
        first, done = _stretch(k, breaks, sure)
        tags[first:done] = _viterbi(odds[first:done], may_follow)
    return tags


def _stretch(k: int, breaks: Sequence[bool], outside: Sequence[bool]) -> tuple[int, int]:
    """Return the words around `k`, (first, after the last), up to a break or a word that is outside."""
    first, end = k, k + 1
    while first > 0 and not breaks[first] and not outside[first - 1]:
        first -= 1
    while end < len(breaks) and not breaks[end] and not outside[end]:
        end += 1
    return first, end


@lru_cache(maxsize=4)
def follows(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return which label may follow which, (labels, labels); class 0 is "outside"."""
    found = np.ones((len(labels), len(labels)), np.bool_)
    for n, label in enumerate(labels):
        if label.startswith("I-"):
            found[:, n] = [before[1:] == label[1:] for before in labels]
    return found


def _viterbi(odds: Array, may_follow: NDArray[np.bool_]) -> list[int]:
    """Return the best path through a stretch that begins after an "outside"."""
    best = np.where(may_follow[0], odds[0], FORBIDDEN)
    steps = np.where(may_follow, 0.0, FORBIDDEN)
    back: list[NDArray[np.intp]] = []
    for row in odds[1:]:
        paths = best[:, None] + steps
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
