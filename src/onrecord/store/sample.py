"""A sample of facts as they were read, for people to judge: the same for the same seed, whatever was corrected since.

Facts are ordered by a hash of their number and the seed, and the first are taken. So a correction never moves the sample, and
a report that is added puts few others out of it. Of more than `MOST_ORDERED` facts, reports are ordered so, and each gives the fact in one
slot of `SLOTS`, drawn by the seed, or none: every fact is as likely as any other, and none has to be looked at but those that are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.store.find import Condition, count
from onrecord.store.index import SHIFT
from onrecord.store.open import Store, explained
from onrecord.types import DocumentId

SampledLayer = Literal["events", "attributions"]
KINDS: Mapping[SampledLayer, str] = {
    "events": "type",
    "attributions": "kind",
}  # the column of the kind of a fact
MOST_ORDERED = 50_000  # facts that are ordered one by one
SLOTS = 256  # facts of one report that can be drawn
NARROW: Mapping[SampledLayer, Literal["tellings", "statements"]] = {
    "events": "tellings",
    "attributions": "statements",
}  # a row each, without what was withdrawn


@dataclass(frozen=True, slots=True)
class Sampled:
    """One fact of a sample, as it was read."""

    document: DocumentId
    fact: str
    kind: str


def sample(
    store: Store, layer: SampledLayer, conditions: Sequence[Condition], *, seed: int, most: int
) -> tuple[list[Sampled], int]:
    """Return at most `most` facts of a layer that fulfil all conditions, in the order of the seed, and how many do.

    Conditions may name the columns of `reports` (`published`, `publisher`) and of the layer.
    """
    where = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
    values = [value for condition in conditions for value in condition.values]
    joined = (
        f"FROM {layer} AS f JOIN reports AS r ON r.document = f.document"
        if conditions
        else f"FROM {layer} AS f"
    )
    total = (
        0 if conditions else count(store, NARROW[layer], ())
    )  # much quicker to count than the layer itself
    with explained(store.path):
        if total <= MOST_ORDERED:
            (total,) = store.connection.execute(f"SELECT count(*) {joined} WHERE {where}", values).fetchone()
        if total > MOST_ORDERED:
            return list(_facts(store, layer, list(_drawn(store, joined, where, values, seed, most)))), total
        rows = store.connection.execute(
            f"SELECT f.document, f.position {joined} WHERE {where}",
            values,
        ).fetchall()
        if not rows:
            return [], 0
        order = np.argsort(_hashed(np.array(rows, dtype=np.uint64), seed), kind="stable")[:most]
        return list(_facts(store, layer, [rows[n] for n in order])), total


def _drawn(
    store: Store, joined: str, where: str, values: Sequence[object], seed: int, most: int
) -> Iterator[tuple[int, int]]:
    """Yield the places of at most `most` facts, of one report each, the reports in the order of the seed."""
    (last,) = store.connection.execute("SELECT max(number) FROM documents").fetchone()
    documents = np.arange(1, last + 1, dtype=np.uint64)
    order, slots = (_hashed(np.stack([documents, np.full_like(documents, n)], axis=1), seed) for n in (0, 1))
    sql = f"SELECT f.document, f.position {joined} WHERE f.document = ? AND {where} ORDER BY f.position LIMIT 1 OFFSET ?"
    places = (
        store.connection.execute(
            sql, (int(documents[n]), *values, int(slots[n] % np.uint64(SLOTS)))
        ).fetchone()
        for n in np.argsort(order, kind="stable")
    )
    yield from islice((place for place in places if place is not None), most)


def _facts(store: Store, layer: SampledLayer, places: Sequence[tuple[int, int]]) -> Iterator[Sampled]:
    for place in places:
        row = store.connection.execute(
            f"SELECT d.id, f.id, f.{KINDS[layer]} FROM {layer} AS f JOIN documents AS d ON d.number = f.document "  # noqa: S608
            "WHERE f.document = ? AND f.position = ?",
            place,
        ).fetchone()
        yield Sampled(*row)


def _hashed(places: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """Return a hash of each document and position with the seed (splitmix64; Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        numbers = (places[:, 0] << np.uint64(SHIFT)) + places[:, 1]
        mixed = numbers + np.uint64(seed % 2**63) * np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        return mixed ^ (mixed >> np.uint64(31))
