"""The best tree of a sentence from arc scores: greedy, and Chu-Liu-Edmonds if the result is not a tree.

`with_auxiliaries` mends the one fault of a tree that costs a clause its tense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.models.tags import FORBIDDEN
from onrecord.types import Token

Scores = NDArray[np.float32]
AUXILIARY, FINITE, INFINITIVE = "AUX", "VerbForm=Fin", "VerbForm=Inf"
NOMINAL_RELATIONS = frozenset(
    {
        "appos",
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "obl:unmarked",
        "nmod",
        "compound",
        "flat",
        "amod",
        "det",
        "case",
        "dep",
        "list",
    }
)  # of a noun: no auxiliary has them
BETWEEN = frozenset({"ADV", "PART"})  # what may stand between an auxiliary and its verb


def best_heads(scores: Scores) -> list[int]:
    """Return the head of each word, -1 for the one root.

    `scores` is (words, words + 1): column 0 is the root, column j + 1 is word j as head.

    >>> best_heads(np.array([[0.0, 0.0, 5.0], [9.0, 1.0, 0.0]], dtype=np.float32))
    [1, -1]
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = FORBIDDEN
    heads: list[int] = scores.argmax(1).tolist()
    roots = [i for i, head in enumerate(heads) if head == 0]
    if len(roots) == 1 and not _has_cycle(heads):
        return [head - 1 for head in heads]
    # one root: the word that loses least if it is the root
    others = scores[:, 1:].max(1) if n > 1 else np.full(n, FORBIDDEN)
    candidates = np.asarray(roots or range(n))
    root = int(candidates[(scores[candidates, 0] - others[candidates]).argmax()])
    scores[:, 0] = FORBIDDEN
    scores[root, :] = FORBIDDEN
    scores[root, 0] = 0.0
    full = np.full((n + 1, n + 1), FORBIDDEN, dtype=np.float64)
    full[1:] = scores
    return [h - 1 for h in _edmonds(full)[1:]]


def _has_cycle(heads: Sequence[int]) -> bool:
    """Return whether `heads` (0 is the root, j + 1 is word j) contains a cycle."""
    state = [0] * (len(heads) + 1)  # 0 new, 1 on the way, 2 known to reach the root
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node - 1]
        if state[node] == 1:
            return True
        for seen in path:
            state[seen] = 2
    return False


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Return the best heads by Chu-Liu-Edmonds; node 0 is the root; (n, n), row = dependent."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, 2 * FORBIDDEN)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return [int(h) for h in heads]
    inside = np.asarray(cycle)
    outside = np.setdiff1d(np.arange(n), inside)  # 0 stays 0; the cycle becomes the last node
    m = len(outside)
    kept = scores[inside, heads[inside]]
    governed = scores[np.ix_(outside, inside)]  # of each outside node, under each node of the cycle
    gains = scores[np.ix_(inside, outside)] - kept[:, None]  # if an outside node governs one of the cycle
    small = np.full((m + 1, m + 1), FORBIDDEN)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    small[:m, m] = governed.max(1)
    small[m, :m] = kept.sum() + gains.max(0)
    solved = _edmonds(small)
    result = [int(h) for h in heads]
    for k, node in enumerate(outside.tolist()):
        if node:
            result[node] = int(inside[governed[k].argmax()] if solved[k] == m else outside[solved[k]])
    into = solved[m]
    result[int(inside[gains[:, into].argmax()])] = int(outside[into])
    return result


def _find_cycle(heads: NDArray[np.intp]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def with_auxiliaries(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence; a finite auxiliary right before a bare infinitive depends on it.

    In "ministers will meet", the network now and then attaches "will" as if it were a noun, and the clause loses its tense.
    An auxiliary that heads a clause itself, or that the infinitive depends on, is left as it is.
    """
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.upos != AUXILIARY or FINITE not in token.feats or token.deprel not in NOMINAL_RELATIONS:
            continue
        verb = next((j for j in range(i + 1, len(tokens)) if tokens[j].upos not in BETWEEN), None)
        if verb is None or tokens[verb].upos != "VERB" or INFINITIVE not in tokens[verb].feats:
            continue
        if i not in _path_up(tokens, verb):
            found[i] = replace(token, head=verb, deprel="aux")
    return found


def _path_up(tokens: Sequence[Token], i: int) -> Iterator[int]:
    while tokens[i].head >= 0:
        i = tokens[i].head
        yield i
