"""Decode the heads for acts: the words that name one, its type and status, and the words that take part in it.

Nothing is decided here: every mention keeps its probabilities, and `reading/events` decides which mentions become
events. Only numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from onrecord.models.labels import Labels
from onrecord.types import ActMention, FigureKind, Odds, Outlook, Participation, ParticipationKind

Array = NDArray[np.float32]
RELATIONS: tuple[ParticipationKind, ...] = (
    "actor", "recipient", "location", "time", "condition", "figure", "voice",
)  # fmt: skip
HEADS = ("event", "mode", "status", "certainty", "figure", "outlook")  # in the order of the outputs
LEAST_ACT = 0.25  # probability of an act, and of its likeliest type, below which a word is in no mention
LEAST_PART = 0.15  # probability that a word takes part, below which it is left out
LEAST_AHEAD = 0.1  # probability that a word is ahead or hypothetical, below which its outlook is left out
OPEN_TIMES = ("ahead", "hyp")  # of the outlook: what has not come about
LEAST_SAME = -3.0  # log odds against "no earlier mention", below which two mentions are not compared further
SHOWN_ODDS = 3  # of the classes of a head, the likeliest so many are kept


@dataclass(frozen=True, slots=True)
class ActOutputs:
    """The outputs of the heads for one window, (pieces, …)."""

    tags: Array
    part: Array  # (pieces, relations × width)
    head: Array  # (pieces, width)
    same_dep: Array
    same_head: Array


@dataclass(frozen=True, slots=True)
class SeenAct:
    """A mention, and the vectors that are compared with those of other mentions of the text."""

    mention: ActMention
    dep: Array
    head: Array


def softmax(scores: Array) -> Array:
    """Return the probabilities of each row."""
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    found: Array = odds / odds.sum(-1, keepdims=True)
    return found


def sigmoid(odds: Array) -> Array:
    """Return the probabilities of log odds; beyond ±30 they differ from 0 and 1 by less than any bound asks."""
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


class ActDecoder:
    """Turns the outputs for a window into mentions of acts."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        sizes = [len(getattr(labels, head)) for head in HEADS]
        ends = np.cumsum(sizes).tolist()
        self._columns = {h: slice(e - s, e) for h, s, e in zip(HEADS, sizes, ends, strict=True)}

    def mentions(
        self, text: str, words: Sequence[tuple[int, int]], at: NDArray[np.intp], out: ActOutputs
    ) -> list[SeenAct]:
        """Return the mentions of a window; `words` are the offsets of its words, `at` the rows of their first pieces."""
        types = softmax(out.tags[at, self._columns["event"]])
        runs = [(i, j) for i, j in self._runs(types) if types[i : j + 1, 1:].max() >= LEAST_ACT]
        if not runs:
            return []
        dep = out.part[at].reshape(len(at), len(RELATIONS), -1)
        figures = out.tags[at, self._columns["figure"]]
        found = []
        for first, last in runs:
            run = slice(first, last + 1)
            rows = at[run]
            parts = sigmoid(dep @ out.head[rows].mean(0))
            start, end = words[first][0], words[last][1]
            mention = ActMention(
                start=start,
                end=end,
                text=text[start:end],
                score=_rounded(1 - types[run, 0].min()),
                types=self._best("event", types[run].max(0), skip=0),
                modes=self._mean("mode", out.tags[rows]),
                statuses=self._mean("status", out.tags[rows]),
                certainties=self._mean("certainty", out.tags[rows]),
                parts=tuple(self._parts(text, words, parts, figures)),
            )
            found.append(SeenAct(mention, out.same_dep[rows].mean(0), out.same_head[rows].mean(0)))
        return found

    def outlooks(
        self, text: str, words: Sequence[tuple[int, int]], at: NDArray[np.intp], out: ActOutputs
    ) -> Iterator[Outlook]:
        """Yield the words of a window that may lie ahead, in text order, with their odds."""
        labels = self.labels.outlook
        tags = out.tags[at]
        odds = softmax(tags[:, self._columns["outlook"]])
        is_open = odds[:, [labels.index(name) for name in OPEN_TIMES]].sum(1)
        acts = 1 - softmax(tags[:, self._columns["event"]])[:, 0]
        for k in np.flatnonzero(is_open >= LEAST_AHEAD).tolist():
            start, end = words[k]
            yield Outlook(
                start=start,
                end=end,
                text=text[start:end],
                act=_rounded(acts[k]),
                times=tuple(
                    Odds(label=name, score=_rounded(p)) for name, p in zip(labels, odds[k], strict=True)
                ),
                statuses=self._mean("status", tags[k : k + 1]),
            )

    def _runs(self, odds: Array) -> Iterator[tuple[int, int]]:
        """Yield the first and the last word of each run of words that name an act of one type."""
        best = odds[:, 1:].argmax(1)
        is_act = odds[:, 0] <= 1 - LEAST_ACT
        first = None
        for k in range(len(odds) + 1):
            goes_on = k < len(odds) and is_act[k]
            if first is not None and not (goes_on and best[k] == best[first]):
                yield first, k - 1
                first = None
            if goes_on and first is None:
                first = k

    def _mean(self, head: str, tags: Array) -> tuple[Odds, ...]:
        """Return the likeliest classes of a run of words, with the mean of their probabilities."""
        return self._best(head, softmax(tags[:, self._columns[head]]).mean(0))

    def _best(self, head: str, odds: Array, skip: int | None = None) -> tuple[Odds, ...]:
        labels = getattr(self.labels, head)
        order = [k for k in np.argsort(-odds, kind="stable")[: SHOWN_ODDS + 1].tolist() if k != skip]
        return tuple(Odds(label=labels[k], score=_rounded(odds[k])) for k in order[:SHOWN_ODDS])

    def _parts(
        self, text: str, words: Sequence[tuple[int, int]], scores: Array, figures: Array
    ) -> Iterator[Participation]:
        """Yield the words that may take part; `scores` is (words, relations)."""
        for k, r in np.argwhere(scores >= LEAST_PART).tolist():
            start, end = words[k]
            kind = RELATIONS[r]
            counts = self.labels.figure[int(figures[k, 1:].argmax()) + 1] if kind == "figure" else None
            yield Participation(
                start=start,
                end=end,
                text=text[start:end],
                kind=kind,
                counts=cast("FigureKind | None", counts),
                score=_rounded(scores[k, r]),
            )


def compare_mentions(seen: Sequence[SeenAct]) -> tuple[ActMention, ...]:
    """Return the mentions of a text, each with its log odds of repeating earlier ones."""
    if not seen:
        return ()
    scores = np.stack([s.dep for s in seen]) @ np.stack([s.head for s in seen]).T
    return tuple(
        replace(
            act.mention,
            repeats=tuple((j, _rounded(scores[i, j])) for j in range(i) if scores[i, j] >= LEAST_SAME),
        )
        for i, act in enumerate(seen)
    )


def _rounded(value: float | np.floating) -> float:
    return round(float(value), 3)
