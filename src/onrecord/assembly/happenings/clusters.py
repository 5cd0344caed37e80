"""Which events are one happening: average link over the scores of their pairs, those that people gave among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.clusters import cluster
from onrecord.assembly.types import EventRef

CUT = -1400  # thousandths of log odds: a pair alone has little to show; set on the read topics of ECB+ dev, on own reports and set `a`
STEP = 250  # more is asked for each doubling of the smaller cluster
UNSCORED = -3000  # of two events that were not compared: other types, or nothing in common

RefPair = tuple[EventRef, EventRef]
BETWEEN = "\x1f"  # of document and event in the name of an item


def join(
    refs: Collection[EventRef],
    scores: Mapping[RefPair, int],
    cut: int = CUT,
    step: int = STEP,
) -> list[tuple[EventRef, ...]]:
    """Return the events that are one happening, each cluster sorted, by their smallest events.

    `scores` are of pairs of `refs`, the smaller event first, in thousandths of log odds.
    """
    ordered = sorted(refs, key=name_of)
    place = {ref: n for n, ref in enumerate(ordered)}
    known = {(place[a], place[b]): score for (a, b), score in scores.items()}
    return [tuple(ordered[n] for n in one) for one in join_places(len(ordered), known, cut, step)]


def join_places(
    count: int, scores: Mapping[tuple[int, int], int], cut: int = CUT, step: int = STEP
) -> list[list[int]]:
    """Return the same for events that are given by their places in the order of `name_of`, the smaller one first in a pair."""
    edges = [(a, b, score) for (a, b), score in sorted(scores.items()) if score >= cut]

    def scores_of(places: Sequence[int]) -> NDArray[np.int64]:
        found = np.full((len(places), len(places)), UNSCORED, dtype=np.int64)
        for i, a in enumerate(places):
            for j, b in enumerate(places[:i]):
                found[i, j] = found[j, i] = scores.get((b, a), UNSCORED)
        return found

    return cluster(range(count), edges, scores_of, cut, step)


def name_of(ref: EventRef) -> str:
    """Return the name of an event, in the order of which ties are decided."""
    return f"{ref.document}{BETWEEN}{ref.event}"
