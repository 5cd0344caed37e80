"""What is damaged in the tables that the assembly keeps of reports: rows against their hashes, and each table against another."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator

import msgspec

from onrecord.assembly.entities.hierarchy import is_state_body, words_of
from onrecord.assembly.plans import last_day
from onrecord.assembly.types import Entity, Plan
from onrecord.store.assembler.edges import WIDTH
from onrecord.store.assembler.entities import is_of_state
from onrecord.store.assembler.kept import COLUMNS, KeptReport, kept_of, key_day, row_digest
from onrecord.store.packed import body_of, unpack_rows

PAIRS = {  # by table: what both rows of a pair have in common
    "copy_pairs": "",
    "story_pairs": "AND q.score = p.score AND q.likeness = p.likeness",
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
    if _edges_are_broken(db):
        yield "a row of event_pairs is not as it was written"
    yield from _faults_of_entities(db)
    if _units_are_broken(db):
        yield "a row of units is not as it was written"
    plans = {(p.happening, day) for p in _plans(db) if (day := last_day(p.history)) is not None}
    if plans != set(db.execute("SELECT happening, day FROM due")):
        yield "the days by which plans are due are not those of the plans"


def _faults_of_entities(db: sqlite3.Connection) -> Iterator[str]:
    """Yield sentences on the rows by which entities are joined, and found as those that others belong to."""
    counts, strange = Counter[str](), False
    for key, wikidata, country, entity, tally in db.execute(
        "SELECT key, wikidata, country, entity, tally FROM namesakes"
    ):
        told = json.loads(tally)
        counts[entity] += sum(told["kind"].values())
        own = {"key": key, "wikidata": wikidata, "country": country}
        strange |= any([*told.get(name, ())] != [value] * (value is not None) for name, value in own.items())
    if strange:
        yield "a row of namesakes is not what its counts give"
    if db.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None:
        return  # entities of what was removed or replaced wait for the next assembly
    entities = [msgspec.json.decode(body, type=Entity) for (body,) in db.execute("SELECT body FROM entities")]
    codes = {(e.id, e.kind, e.country, counts[e.id]) for e in entities}
    if codes != set(db.execute("SELECT entity, kind, country, actors FROM entity_codes")):
        yield "the codes of entities are not those of the entities"
    words = {
        (word, e.kind, e.country, e.sector, e.id)
        for e in entities
        if is_state_body(e) or is_of_state(e)
        for word in words_of(e)
    }
    if words != set(db.execute("SELECT word, kind, country, sector, entity FROM entity_words")):
        yield "the words of entities are not those of the entities"


def _edges_are_broken(db: sqlite3.Connection) -> bool:
    """Return whether a pair of events is not kept both ways round, or not with the same numbers."""
    one = other = 0
    for a, b, cells in db.execute("SELECT a, b, cells FROM event_pairs"):
        for left, right, told in unpack_rows(cells, WIDTH):
            one ^= hash((a, left, b, right, told))
            other ^= hash((b, right, a, left, told))
    return one != other


def _units_are_broken(db: sqlite3.Connection) -> bool:
    """Return whether a unit is not named by the smallest of its nodes, is of one node, or has one that is not there."""
    found = db.execute(
        "SELECT 1 FROM units GROUP BY kind, unit HAVING min(node) <> unit OR count(*) < 2 UNION ALL "
        "SELECT 1 FROM units WHERE CASE kind WHEN 'stories' THEN node NOT IN (SELECT document FROM assembled_reports) "
        "WHEN 'happenings' THEN node >> 20 NOT IN (SELECT document FROM assembled_reports) ELSE 1 END LIMIT 1"
    )
    return found.fetchone() is not None


def _plans(db: sqlite3.Connection) -> Iterator[Plan]:
    for (body,) in db.execute("SELECT body FROM plans"):
        yield msgspec.json.decode(body_of(body), type=Plan)


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
