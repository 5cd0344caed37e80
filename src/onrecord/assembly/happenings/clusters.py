"""Which events are one happening: average link over the scores of their pairs, those that people gave among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onrecord.assembly.clusters import cluster
from onrecord.assembly.types import EventRef

CUT = -2000  # thousandths of log odds: a pair alone has little to show; set by cross-validation on set `a` of own reports and ECB+ dev
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

    def score(a: str, b: str) -> int:
        return known.get((a, b) if a < b else (b, a), UNSCORED)

    return [tuple(items[name] for name in names) for names in cluster(items, edges, score, cut, step)]


def _name(ref: EventRef) -> str:
    return f"{ref.document}{BETWEEN}{ref.event}"
