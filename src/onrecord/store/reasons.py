"""Pairs of events that were joined, nearly joined, or decided by people: a row of numbers each.

The parts of their scores are a matter of the two reports and shipped tables, so they are not kept: they are made again when
somebody asks for them. A row has a checksum, since nothing repeats what it says of scores below those of `event_pairs`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.assembly.happenings import explain_pair
from onrecord.assembly.happenings.candidates import pair_of
from onrecord.assembly.stories.scores import THOUSAND
from onrecord.assembly.types import PairReasons
from onrecord.store.assembler.loaded import Reports
from onrecord.store.corrections import Correction

_ALL = "SELECT left_event, right_event, score, joined, by_person FROM pairs"


class PairKey(NamedTuple):
    """Two events by number; that of the smaller reference first."""

    left: int
    right: int


class PairSaid(NamedTuple):
    """What is kept of a pair."""

    score: int
    """Log odds in thousandths."""
    joined: bool
    by_person: bool = False


def seal_of(*cells: object) -> int:
    """Return the checksum of a row.

    >>> seal_of(1 << 20, 2 << 20, -950, 0, 0)
    3110235416
    """
    return zlib.crc32(" ".join(str(int(cell)) for cell in cells).encode())  # type: ignore[call-overload]


def said_of(pair: Any) -> PairSaid:
    """Return what is kept of the reasons of a pair."""
    return PairSaid(round(THOUSAND * pair.score), pair.joined, pair.by == "person")


def write_pairs(db: sqlite3.Connection, gone: Iterable[PairKey], made: Mapping[PairKey, PairSaid]) -> None:
    """Remove the rows of pairs, and write others."""
    db.executemany("DELETE FROM pairs WHERE left_event = ? AND right_event = ?", list(gone))
    rows = ((*key, *map(int, said)) for key, said in made.items())
    db.executemany("REPLACE INTO pairs VALUES (?, ?, ?, ?, ?, ?)", [(*row, seal_of(*row)) for row in rows])


def pairs_with(db: sqlite3.Connection, events: Iterable[int]) -> dict[PairKey, PairSaid]:
    """Return the rows of pairs in which events are."""
    asked = "FROM json_each(?1) AS asked CROSS JOIN pairs AS p"
    columns = "p.left_event, p.right_event, p.score, p.joined, p.by_person"
    rows = db.execute(
        f"SELECT {columns} {asked} ON p.left_event = asked.value "
        f"UNION SELECT {columns} {asked} ON p.right_event = asked.value",
        (json.dumps(sorted(events)),),
    )
    return {PairKey(left, right): _said(*cells) for left, right, *cells in rows}


def reasons_kept(
    db: sqlite3.Connection, corrections: Sequence[Correction], events: Iterable[int] | None = None
) -> Iterator[PairReasons]:
    """Yield the reasons of pairs, of all that are kept or of those in which events are, by their references."""
    found = _all(db) if events is None else pairs_with(db, events)
    reports = Reports(db, corrections)
    refs = {event: reports.ref(event) for key in found for event in key}
    for left, right in sorted(found, key=lambda key: (refs[key.left], refs[key.right])):
        said = found[PairKey(left, right)]
        yield explain_pair(
            pair_of(reports.account(left), reports.account(right)), said.joined, by_person=said.by_person
        )


def faults_of_pairs(db: sqlite3.Connection) -> Iterator[str]:
    """Yield that a row is not as it was written, or speaks of events that are not there."""
    for *cells, seal in db.execute("SELECT * FROM pairs"):
        if seal_of(*cells) != seal:
            yield "a row of pairs is not as it was written"
            return
    missing = "SELECT 1 FROM pairs WHERE {} NOT IN (SELECT number FROM tellings) LIMIT 1"
    if any(db.execute(missing.format(side)).fetchone() for side in ("left_event", "right_event")):
        yield "a row of pairs does not stand with its two events"


def _all(db: sqlite3.Connection) -> dict[PairKey, PairSaid]:
    return {PairKey(left, right): _said(*cells) for left, right, *cells in db.execute(_ALL)}


def _said(score: int, joined: int, by_person: int) -> PairSaid:
    return PairSaid(score, bool(joined), bool(by_person))
