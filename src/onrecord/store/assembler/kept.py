"""What the assembly keeps of each report: its days, the keys that it is found by, its words, its named actors."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.days import Days
from onrecord.assembly.stories.terms import HASH_BYTES, TERM, Terms
from onrecord.assembly.types import ActorRef
from onrecord.store.rows import DIGEST_BYTES
from onrecord.types import ActorId, DocumentId

SHORT = 31  # days: a report whose day is not known to so many stands under `ANY_DAY`
ANY_DAY = 0


class PartyRow(NamedTuple):
    """A named actor of a report, and the row of `namesakes` that it is counted in."""

    actor: str
    namesakes: int
    values: dict[str, str]
    """What it says of its entity, by field."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The row of one report in `assembled_reports`."""

    number: int
    id: DocumentId
    days: Days
    told: int
    """The number of the fullest of its copies: that of the report itself, if it stands for them."""
    told_days: Days
    """The days of the report and its copies, if it stands for them."""
    bands: tuple[int, ...]
    """By which copies are found."""
    shares: tuple[int, ...]
    """By which reports are found that name the same person, body or place."""
    own_days: tuple[int, ...]
    """By which reports are found, however old, of which an event has the same days."""
    blocks: tuple[int, ...]
    """By which reports of its story are found, if it stands for its copies."""
    terms: Terms
    parties: tuple[PartyRow, ...]


COLUMNS = "document, id, earliest, latest, told, first, last, bands, shares, own_days, blocks, terms, parties"


def key_hash(kind: str, value: str) -> int:
    """Return the number of a key: 48 bits, the same for ever.

    >>> key_hash("cast", "Q42")
    240890347039514
    """
    found = blake2b(f"{kind}\x1f{value}".encode(), digest_size=8).digest()
    return int.from_bytes(found[:HASH_BYTES], "little")


def key_day(days: Days) -> int:
    """Return the day that the keys of a report stand under."""
    if days.earliest is None or days.latest is None or days.latest - days.earliest > SHORT:
        return ANY_DAY
    return days.earliest


def pack_keys(numbers: Iterable[int]) -> bytes:
    """Return keys as one cell, six bytes each.

    >>> unpack_keys(pack_keys([7, 240890347039514]))
    (7, 240890347039514)
    """
    return _bytes_of(np.array(sorted(numbers), dtype="<i8")).tobytes()


def unpack_keys(cell: bytes) -> tuple[int, ...]:
    """Return the keys of a cell."""
    return tuple(_numbers_of(np.frombuffer(cell, dtype=np.uint8).reshape(-1, HASH_BYTES)).tolist())


def _bytes_of(numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return a row of bytes for each number of 48 bits, the lowest first."""
    return np.ascontiguousarray(numbers, dtype="<i8").view(np.uint8).reshape(-1, 8)[:, :HASH_BYTES]


def _numbers_of(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    whole = np.zeros((len(rows), 8), dtype=np.uint8)
    whole[:, :HASH_BYTES] = rows
    return whole.view("<i8").reshape(-1)


def row_digest(row: Sequence[object]) -> bytes:
    """Return the hash of the cells of a row."""
    return hashlib.blake2b(repr(tuple(row)).encode("utf-8", "replace"), digest_size=DIGEST_BYTES).digest()


def write_kept(db: sqlite3.Connection, kept: KeptReport) -> None:
    """Write the row of a report."""
    row = (
        kept.number, kept.id, kept.days.earliest, kept.days.latest, kept.told, kept.told_days.earliest,
        kept.told_days.latest, pack_keys(kept.bands), pack_keys(kept.shares), pack_keys(kept.own_days),
        pack_keys(kept.blocks), pack_terms(kept.terms), zlib.compress(msgspec.json.encode(kept.parties), 1),
    )  # fmt: skip
    db.execute(
        f"REPLACE INTO assembled_reports ({COLUMNS}, digest) VALUES ({', '.join('?' * 14)})",  # noqa: S608
        (*row, row_digest(row)),
    )


def kept_of(row: Sequence[object]) -> KeptReport:
    """Return what a row of `assembled_reports` holds."""
    number, name, earliest, latest, told, first, last, bands, shares, own_days, blocks, terms, parties = row
    return KeptReport(
        number=number, id=DocumentId(name), days=Days(earliest, latest), told=told, told_days=Days(first, last),  # type: ignore[arg-type]
        bands=unpack_keys(bands), shares=unpack_keys(shares), own_days=unpack_keys(own_days), blocks=unpack_keys(blocks),  # type: ignore[arg-type]
        terms=read_terms(terms),  # type: ignore[arg-type]
        parties=read_parties(parties),  # type: ignore[arg-type]
    )  # fmt: skip


def read_kept(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, KeptReport]:
    """Return the rows of reports, by number; those that have none are left out."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM assembled_reports WHERE document IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(sorted(numbers)),),
    )
    return {row[0]: kept_of(row) for row in rows}


class Named(NamedTuple):
    """A report and its named actors."""

    id: DocumentId
    parties: tuple[PartyRow, ...]


def read_named(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Named]:
    """Return the named actors of reports, by number."""
    rows = db.execute(
        "SELECT document, id, parties FROM assembled_reports WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return {number: Named(DocumentId(name), read_parties(cell)) for number, name, cell in rows}


class Compared(NamedTuple):
    """What a report is compared by, of many candidates."""

    days: Days
    shares: bytes
    terms: Terms


def read_compared(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Compared]:
    """Return the words and keys of many reports."""
    rows = db.execute(
        "SELECT document, earliest, latest, shares, terms FROM assembled_reports "
        "WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return {
        number: Compared(Days(first, last), shares, read_terms(terms))
        for number, first, last, shares, terms in rows
    }


def read_told_days(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Days]:
    """Return the days of many reports and their copies."""
    rows = db.execute(
        "SELECT document, first, last FROM assembled_reports WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return {number: Days(first, last) for number, first, last in rows}


def pack_terms(terms: Terms) -> bytes:
    """Return the cell `terms` of a report: how many words, their hashes, and their weights by column.

    Hashes are like chance and stay as they are, but for their highest bytes, which rise from word to word; with the weights,
    most of which are 0, these are compressed.
    """
    columns = np.array([terms[name] for name in _WEIGHTS], dtype="<i2")
    hashes = _bytes_of(terms["word"])
    steps = np.diff(hashes[:, -1], prepend=np.uint8(0)).tobytes()
    press = zlib.compress(steps + columns.tobytes(), 9)
    return len(terms).to_bytes(_COUNT, "little") + np.ascontiguousarray(hashes[:, :-1]).tobytes() + press


def read_terms(cell: bytes) -> Terms:
    """Return the words of a report with their weights, of its cell `terms`."""
    number = int.from_bytes(cell[:_COUNT], "little")
    end = _COUNT + number * (HASH_BYTES - 1)
    told = zlib.decompress(cell[end:])
    hashes = np.empty((number, HASH_BYTES), dtype=np.uint8)
    hashes[:, :-1] = np.frombuffer(cell[_COUNT:end], dtype=np.uint8).reshape(number, HASH_BYTES - 1)
    hashes[:, -1] = np.cumsum(np.frombuffer(told[:number], dtype=np.uint8), dtype=np.uint8)
    columns = np.frombuffer(told[number:], dtype="<i2").reshape(len(_WEIGHTS), number)
    found = np.empty(number, dtype=TERM)
    found["word"] = _numbers_of(hashes)
    for name, column in zip(_WEIGHTS, columns, strict=True):
        found[name] = column
    return found


_WEIGHTS = [name for name in TERM.names or () if name != "word"]
_COUNT = 4  # bytes of the number of words


# ---- keys --------------------------------------------------------------------------------------


def add_keys(db: sqlite3.Connection, keys: Iterable[int], days: Days, number: int) -> None:
    """Let a report be found by keys."""
    day = key_day(days)
    db.executemany(
        "INSERT OR IGNORE INTO assembly_keys (key, day, document) VALUES (?, ?, ?)",
        [(key, day, number) for key in sorted(set(keys))],
    )


def remove_keys(db: sqlite3.Connection, keys: Iterable[int], days: Days, number: int) -> None:
    """Undo `add_keys`."""
    day = key_day(days)
    db.executemany(
        "DELETE FROM assembly_keys WHERE key = ? AND day = ? AND document = ?",
        [(key, day, number) for key in sorted(set(keys))],
    )


def near(db: sqlite3.Connection, keys: Iterable[int], days: Days | None, window: int) -> set[int]:
    """Return reports that have one of `keys`, and whose days may be at most `window` days from `days`; None: any days."""
    asked = json.dumps(sorted(set(keys)))
    day = ANY_DAY if days is None else key_day(days)
    if day == ANY_DAY:
        rows = db.execute(
            "SELECT DISTINCT document FROM json_each(?) AS asked JOIN assembly_keys AS k ON k.key = asked.value",
            (asked,),
        )
    else:
        latest = days.latest if days is not None and days.latest is not None else day
        rows = db.execute(
            "SELECT document FROM json_each(?1) AS asked JOIN assembly_keys AS k ON k.key = asked.value AND day BETWEEN ?2 AND ?3 "
            "UNION SELECT document FROM json_each(?1) AS asked JOIN assembly_keys AS k ON k.key = asked.value AND day = ?4",
            (asked, day - window - SHORT, latest + window, ANY_DAY),
        )
    return {int(number) for (number,) in rows}


def may_be_near(one: Days, other: Days, window: int) -> bool:
    """Return whether two reports may be at most `window` days apart."""
    return (one.apart(other) or 0) <= window


# ---- entities ----------------------------------------------------------------------------------


FEW = 20  # entities whose reports are looked for, rather than going through all
_NAMING = (
    " WHERE document IN (SELECT document FROM assembled_from WHERE what = 'entities' "
    "AND thing IN (SELECT value FROM json_each(?)))"
)


def with_actors(db: sqlite3.Connection, entities: Sequence[Any]) -> tuple[Any, ...]:
    """Return entities with their actors, which are not repeated in what is kept of an entity: a country has too many."""
    if all(entity.actors for entity in entities):
        return tuple(entities)
    entity_of = dict(db.execute("SELECT number, entity FROM namesakes").fetchall())
    found: dict[str, list[ActorRef]] = defaultdict(list)
    named, given = ("", ()) if len(entities) > FEW else (_NAMING, (json.dumps([e.id for e in entities]),))
    for document, cell in db.execute(f"SELECT id, parties FROM assembled_reports{named}", given):  # noqa: S608
        for party in read_parties(cell):
            found[entity_of[party.namesakes]].append(ActorRef(document, ActorId(party.actor)))
    return tuple(replace(one, actors=one.actors or tuple(sorted(found[one.id]))) for one in entities)


def read_parties(cell: bytes) -> tuple[PartyRow, ...]:
    """Return the named actors of a report, of its cell `parties`."""
    return msgspec.json.decode(zlib.decompress(cell), type=tuple[PartyRow, ...])
