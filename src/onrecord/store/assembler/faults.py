"""What is damaged in the tables that the assembly keeps of reports: rows against their hashes, and each table against another."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator

from onrecord.store.assembler.kept import COLUMNS, KeptReport, kept_of, key_day, row_digest

PAIRS = {  # by table: what both rows of a pair have in common
    "copy_pairs": "",
    "story_pairs": "AND q.score = p.score AND q.likeness = p.likeness",
    "event_pairs": "AND q.score = p.score AND q.one_side = p.one_side",
}


def faults_of(db: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each table that is not as it was written."""
    if db.execute("SELECT 1 FROM assembly_state WHERE name = 'settings'").fetchone() is None:
        return  # made from nothing the next time
    keys, counts = 0, Counter[tuple[int, str, str]]()
    for *row, digest in db.execute(f"SELECT {COLUMNS}, digest FROM assembled_reports"):  # noqa: S608
        if row_digest(row) != digest:
            yield f"what is kept of document number {row[0]} is not as it was written"
            continue
        kept = kept_of(row)
        keys ^= _keys_of(kept)
        counts.update((p.namesakes, name, value) for p in kept.parties for name, value in p.values.items())
    if keys != _folded(db.execute("SELECT key, day, document FROM assembly_keys")):
        yield "the keys by which reports are found are not as they were written"
    if counts != _tallied(db):
        yield "the counts of actors are not those of the reports"
    for table, same in PAIRS.items():
        lone = db.execute(
            f"SELECT 1 FROM {table} AS p WHERE NOT EXISTS "  # noqa: S608
            f"(SELECT 1 FROM {table} AS q WHERE q.a = p.b AND q.b = p.a {same}) LIMIT 1"
        )
        if lone.fetchone() is not None:
            yield f"a row of {table} is not as it was written"


def _keys_of(kept: KeptReport) -> int:
    day, own = key_day(kept.days), {*kept.bands, *kept.shares, *kept.own_days}
    found = _folded((key, day, kept.number) for key in own)
    if kept.told == kept.number:
        told_day = key_day(kept.told_days)
        found ^= _folded((key, told_day, kept.number) for key in set(kept.blocks))
    return found


def _folded(rows: Iterator[tuple[int, int, int]] | sqlite3.Cursor) -> int:
    """Return a hash of a set of rows, whatever their order."""
    found = 0
    for row in rows:
        found ^= hash(tuple(row))
    return found


def _tallied(db: sqlite3.Connection) -> Counter[tuple[int, str, str]]:
    found = Counter[tuple[int, str, str]]()
    for number, tally in db.execute("SELECT number, tally FROM namesakes"):
        for name, values in json.loads(tally).items():
            found.update({(number, name, value): n for value, n in values.items()})
    return found
