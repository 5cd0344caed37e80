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
    items = {_name(ref): ref for ref in refs}
    known = {(_name(a), _name(b)): score for (a, b), score in scores.items()}
    edges = [(a, b, score) for (a, b), score in sorted(known.items()) if score >= cut]

    def scores_of(names: Sequence[str]) -> NDArray[np.int64]:
        found = np.full((len(names), len(names)), UNSCORED, dtype=np.int64)
        for i, a in enumerate(names):
            for j, b in enumerate(names[:i]):
                found[i, j] = found[j, i] = known.get((b, a), UNSCORED)
        return found

    return [tuple(items[name] for name in names) for names in cluster(items, edges, scores_of, cut, step)]


def _name(ref: EventRef) -> str:
    return f"{ref.document}{BETWEEN}{ref.event}"
