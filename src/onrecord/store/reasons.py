"""Pairs of events that were joined, nearly joined, or decided by people: numbers, those of two reports in one row.

The parts of their scores are a matter of the two reports and shipped tables, so they are not kept: they are made again when
somebody asks for them. A row has a checksum, since nothing repeats what it says of scores below those of `event_pairs`.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.assembly.happenings import explain_pair
from onrecord.assembly.happenings.candidates import pair_of
from onrecord.assembly.stories.scores import THOUSAND
from onrecord.assembly.types import PairReasons
from onrecord.store.assembler.loaded import Reports
from onrecord.store.corrections import Correction
from onrecord.store.index import number_of, place_of
from onrecord.store.packed import pack_rows, unpack_rows

WIDTH = (
    4  # numbers of a pair in a cell: both positions, the score, and 1 if it was joined plus 2 if by a person
)


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


def seal_of(*cells: int | bytes) -> int:
    """Return the checksum of a row.

    >>> seal_of(1 << 20, 2 << 20, -950, 0, 0)
    3110235416
    """
    told = (cell if isinstance(cell, bytes) else str(int(cell)).encode() for cell in cells)
    return zlib.crc32(b" ".join(told))


def said_of(pair: Any) -> PairSaid:
    """Return what is kept of the reasons of a pair."""
    return PairSaid(round(THOUSAND * pair.score), pair.joined, pair.by == "person")


def write_pairs(db: sqlite3.Connection, gone: Iterable[PairKey], made: Mapping[PairKey, PairSaid]) -> None:
    """Remove pairs, and write others."""
    changed: dict[tuple[int, int], dict[PairKey, PairSaid | None]] = defaultdict(dict)
    for key in gone:
        changed[reports_of(key)][key] = None
    for key, said in made.items():
        changed[reports_of(key)][key] = said
    for reports, own in changed.items():
        row = db.execute(
            "SELECT cells FROM pairs WHERE left_report = ? AND right_report = ?", reports
        ).fetchone()
        before: dict[PairKey, PairSaid | None] = dict(_pairs_in(*reports, row[0])) if row else {}
        now = {key: said for key, said in {**before, **own}.items() if said is not None}
        write_row(db, reports, now)


def write_row(db: sqlite3.Connection, reports: tuple[int, int], pairs: Mapping[PairKey, PairSaid]) -> None:
    """Write the row of two reports in place of the one that is there; none if there is no pair."""
    if not pairs:
        db.execute("DELETE FROM pairs WHERE left_report = ? AND right_report = ?", reports)
        return
    rows = [
        (place_of(key.left)[1], place_of(key.right)[1], said.score, said.joined + 2 * said.by_person)
        for key, said in sorted(pairs.items())
    ]
    row = (*reports, len(rows), pack_rows(rows))
    db.execute("REPLACE INTO pairs VALUES (?, ?, ?, ?, ?)", (*row, seal_of(*row)))


def reports_of(key: PairKey) -> tuple[int, int]:
    """Return the numbers of the reports of two events."""
    return place_of(key.left)[0], place_of(key.right)[0]


def _pairs_in(left: int, right: int, cells: bytes) -> Iterator[tuple[PairKey, PairSaid]]:
    """Yield the pairs of a row."""
    for i, j, score, told in unpack_rows(cells, WIDTH):
        yield (
            PairKey(number_of(left, i), number_of(right, j)),
            PairSaid(score, bool(told & 1), bool(told & 2)),
        )


def pairs_with(db: sqlite3.Connection, events: Iterable[int]) -> dict[PairKey, PairSaid]:
    """Return the pairs in which events are."""
    events = set(events)
    asked = "SELECT left_report, right_report, cells FROM json_each(?1) AS asked CROSS JOIN pairs AS p"
    rows = db.execute(
        f"{asked} ON p.left_report = asked.value UNION {asked} ON p.right_report = asked.value",
        (json.dumps(sorted({place_of(event)[0] for event in events})),),
    )
    every = (pair for row in rows for pair in _pairs_in(*row))
    return {key: said for key, said in every if key.left in events or key.right in events}


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
    there = {number for (number,) in db.execute("SELECT number FROM tellings")}
    is_missing = False
    for left, right, many, cells, seal in db.execute("SELECT * FROM pairs"):
        if seal_of(left, right, many, cells) != seal:
            yield "a row of pairs is not as it was written"
            return
        is_missing |= any(not there.issuperset(key) for key, _ in _pairs_in(left, right, cells))
    if is_missing:
        yield "a row of pairs does not stand with its two events"


def _all(db: sqlite3.Connection) -> dict[PairKey, PairSaid]:
    rows = db.execute("SELECT left_report, right_report, cells FROM pairs")
    return {key: said for row in rows for key, said in _pairs_in(*row)}
