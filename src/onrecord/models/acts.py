"""Decode the heads for acts: the words that name one, its type and status, and the words that take part in it.

Nothing is decided here: every mention keeps its probabilities, and `reading/events` decides which mentions become
events. Only numpy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from onrecord.models.labels import Labels
from onrecord.types import (
    ActMention,
    DisputedWord,
    FigureKind,
    Odds,
    Outlook,
    Participation,
    ParticipationKind,
)

Array = NDArray[np.float32]
RELATIONS: tuple[ParticipationKind, ...] = (
    "actor", "recipient", "location", "time", "condition", "figure", "voice",
)  # fmt: skip
HEADS = (  # in the order of the outputs
    "event", "mode", "status", "certainty", "figure", "outlook", "item", "dispute",
)  # fmt: skip
DISPUTE_SIDES = ("claim", "answer")  # the classes of the last, apart from none
LEAST_DISPUTED = 0.05  # probability that a word is in one of them, below which it is left out
LEAST_ACT = 0.25  # probability of an act, and of its likeliest type, below which a word is in no mention
LEAST_PART = 0.15  # probability that a word takes part, below which it is left out
LEAST_PART_ODDS = (
    math.log(LEAST_PART / (1 - LEAST_PART)) - 0.01
)  # log odds: only above it is the probability computed
LEAST_AHEAD = 0.1  # probability that a word is ahead or hypothetical, or on the agenda, below which its outlook is left out
OPEN_TIMES = ("ahead", "hyp")  # of the outlook: what has not come about
LEAST_SAME = -3.0  # log odds against "no earlier mention", below which two mentions are not compared further
PLACES = 3  # decimals of a probability
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

    def decode(
        self, text: str, words: Sequence[tuple[int, int]], at: NDArray[np.intp], out: ActOutputs
    ) -> tuple[list[SeenAct], list[Outlook], list[DisputedWord]]:
        """Return the mentions of acts in a window, the words that may lie ahead and those that may be disputed, in text order.

        `words` are the offsets of the words of the window, `at` the rows of their first pieces.
        """
        rows = out.tags[at]
        odds = {head: softmax(rows[:, columns]) for head, columns in self._columns.items()}
        return (
            self._mentions(text, words, at, out, odds),
            list(self._outlooks(text, words, odds)),
            list(self._disputed(text, words, odds["dispute"])),
        )

    def _mentions(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        at: NDArray[np.intp],
        out: ActOutputs,
        odds: Mapping[str, Array],
    ) -> list[SeenAct]:
        types = odds["event"]
        likeliest: list[float] = types[:, 1:].max(1).tolist()
        spans = [run for run in _runs(types) if max(likeliest[run]) >= LEAST_ACT]
        if not spans:
            return []
        heads = _means(out.head[at], spans)
        width = heads.shape[1]
        dep = out.part[at].reshape(len(at), len(RELATIONS), width)
        # not a matrix product: BLAS would wake its threads for it, whose waiting costs more than the sum
        parts = self._parts(text, words, np.einsum("nrw,mw->nrm", dep, heads), odds["figure"])
        best = {
            "event": self._best("event", _over(types, spans, np.max), first=1),
            **{head: self._best(head, _means(odds[head], spans)) for head in ("mode", "status", "certainty")},
        }
        deps, sames = _means(out.same_dep[at], spans), _means(out.same_head[at], spans)
        sure: list[float] = (1 - types[:, 0]).tolist()
        found = []
        for n, run in enumerate(spans):
            start, end = words[run.start][0], words[run.stop - 1][1]
            mention = ActMention(
                start=start,
                end=end,
                text=text[start:end],
                score=round(max(sure[run]), PLACES),
                types=best["event"][n],
                modes=best["mode"][n],
                statuses=best["status"][n],
                certainties=best["certainty"][n],
                parts=tuple(parts[n]),
            )
            found.append(SeenAct(mention, deps[n], sames[n]))
        return found

    def _outlooks(
        self, text: str, words: Sequence[tuple[int, int]], odds: Mapping[str, Array]
    ) -> Iterator[Outlook]:
        """Yield the words of a window that may lie ahead, in text order, with their odds."""
        labels = self.labels.outlook
        times = odds["outlook"]
        is_open = times[:, [labels.index(name) for name in OPEN_TIMES]].sum(1)
        items = odds["item"][:, 1]
        places = np.flatnonzero(np.maximum(is_open, items) >= LEAST_AHEAD)
        acts: list[float] = (1 - odds["event"][places, 0]).tolist()
        statuses = self._best("status", odds["status"][places])
        for k, act, item, scores, likely in zip(
            places.tolist(), acts, items[places].tolist(), times[places].tolist(), statuses, strict=True
        ):
            start, end = words[k]
            yield Outlook(
                start=start,
                end=end,
                text=text[start:end],
                act=round(act, PLACES),
                item=round(item, PLACES),
                times=_labelled(labels, scores),
                statuses=likely,
            )

    def _disputed(self, text: str, words: Sequence[tuple[int, int]], odds: Array) -> Iterator[DisputedWord]:
        """Yield the words of a window that may be in a side of a disagreement, in text order."""
        sides = odds[:, [self.labels.dispute.index(name) for name in DISPUTE_SIDES]]
        for k in np.flatnonzero(sides.sum(1) >= LEAST_DISPUTED).tolist():
            claim, answer = (round(p, PLACES) for p in sides[k].tolist())
            start, end = words[k]
            yield DisputedWord(start=start, end=end, text=text[start:end], claim=claim, answer=answer)

    def _best(self, head: str, odds: Array, first: int = 0) -> list[tuple[Odds, ...]]:
        """Return the likeliest classes of each row from class `first` on; of equal ones the first."""
        labels = getattr(self.labels, head)[first:]
        rest = odds[:, first:]
        order = np.argsort(-rest, axis=1, kind="stable")[:, :SHOWN_ODDS]
        scores = np.take_along_axis(rest, order, 1)
        return [
            _labelled([labels[k] for k in row], likely)
            for row, likely in zip(order.tolist(), scores.tolist(), strict=True)
        ]

    def _parts(
        self, text: str, words: Sequence[tuple[int, int]], odds: Array, figures: Array
    ) -> list[list[Participation]]:
        """Return the words that may take part in each mention, in text order.

        `odds` are log odds, (words, relations, mentions); `figures` the probabilities of what each word counts.
        """
        found: list[list[Participation]] = [[] for _ in range(odds.shape[2])]
        likely = np.nonzero(odds.transpose(2, 0, 1) >= LEAST_PART_ODDS)
        mentions, places, relations = likely
        scores = sigmoid(odds[places, relations, mentions])
        counts = figures[:, 1:].argmax(1) + 1
        for n, k, r, score in zip(*(part.tolist() for part in likely), scores.tolist(), strict=True):
            if score < LEAST_PART:
                continue
            start, end = words[k]
            kind = RELATIONS[r]
            counted = self.labels.figure[int(counts[k])] if kind == "figure" else None
            found[n].append(
                Participation(
                    start=start,
                    end=end,
                    text=text[start:end],
                    kind=kind,
                    counts=cast("FigureKind | None", counted),
                    score=round(score, PLACES),
                )
            )
        return found


def compare_mentions(seen: Sequence[SeenAct]) -> tuple[ActMention, ...]:
    """Return the mentions of a text, each with its log odds of repeating earlier ones."""
    if not seen:
        return ()
    scores = np.einsum("iw,jw->ij", np.stack([s.dep for s in seen]), np.stack([s.head for s in seen]))
    found = []
    for i, act in enumerate(seen):
        near = np.flatnonzero(scores[i, :i] >= LEAST_SAME)
        odds = scores[i, near].tolist()
        repeats = tuple((j, round(odd, PLACES)) for j, odd in zip(near.tolist(), odds, strict=True))
        found.append(replace(act.mention, repeats=repeats))
    return tuple(found)


def _runs(odds: Array) -> list[slice]:
    """Return the runs of words that name an act of one type."""
    best = odds[:, 1:].argmax(1).tolist()
    runs: list[slice] = []
    for k in np.flatnonzero(odds[:, 0] <= 1 - LEAST_ACT).tolist():
        if runs and runs[-1].stop == k and best[k] == best[runs[-1].start]:
            runs[-1] = slice(runs[-1].start, k + 1)
        else:
            runs.append(slice(k, k + 1))
    return runs


def _over(values: Array, spans: Sequence[slice], reduced: Callable[[Array, int], Array]) -> Array:
    """Return the rows of each span as one row; most spans are one row."""
    found = values[[span.start for span in spans]]
    for n, span in enumerate(spans):
        if span.stop - span.start > 1:
            found[n] = reduced(values[span], 0)
    return found


def _means(values: Array, spans: Sequence[slice]) -> Array:
    """Return the mean of the rows of each span."""
    return _over(values, spans, _mean)


def _mean(rows: Array, axis: int) -> Array:
    """Return the mean along an axis: `numpy.mean` takes twice as long for a few rows."""
    found: Array = np.add.reduce(rows, axis) / rows.shape[axis]
    return found


def _labelled(labels: Sequence[str], scores: Sequence[float]) -> tuple[Odds, ...]:
    return tuple([Odds(label=label, score=round(p, PLACES)) for label, p in zip(labels, scores, strict=True)])
