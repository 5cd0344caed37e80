"""The file of the world: its tables, its dates, and how it is opened.

An SQLite file, written once by `training/world.py` and opened read-only and immutable. Its checksum
ships beside it, so that a truncated or wrong file is an error and not a wrong answer.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import get_args

from onrecord.errors import TableError
from onrecord.types import ActorKind, PlaceKind

SCHEMA_VERSION = 2
MAPPED = 2**26  # bytes: more than the file has
KINDS: tuple[str, ...] = get_args(ActorKind)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)

WORLD_SCHEMA = """
CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT);
CREATE TABLE profile (id INTEGER PRIMARY KEY, kind INT, country TEXT, sector TEXT, sector2 TEXT, source TEXT);
CREATE TABLE entity (id INTEGER PRIMARY KEY, name TEXT, profile INT, wikidata INT, wikipedia TEXT, weight INT);
CREATE TABLE person_name (key INT, entity INT, how INT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE body_name (key INT, entity INT, how INT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE surname (key INT, entity INT, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE office (id INTEGER PRIMARY KEY, title TEXT, country TEXT, sector TEXT, sector2 TEXT, role TEXT,
                     rank INT);
-- end: a packed date; 0 or below, as `pack_end` writes it, for an office without a known end
CREATE TABLE tenure (entity INT, n INT, office INT, start INT, end INT,
                     PRIMARY KEY (entity, n)) WITHOUT ROWID;
CREATE TABLE seat (role INT, country INT, start INT, entity INT, end INT,
                   PRIMARY KEY (role, country, start, entity)) WITHOUT ROWID;
CREATE TABLE country (iso3 TEXT PRIMARY KEY, name TEXT, wikidata TEXT, capital TEXT, geonames INT, lat REAL,
                      lon REAL, population INT) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT, iso3 TEXT, adjective INT, PRIMARY KEY (key, adjective)) WITHOUT ROWID;
CREATE TABLE division (id INTEGER PRIMARY KEY, kind INT, country TEXT, admin1 TEXT, capital INT);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, division INT, lat INT, lon INT, population INT);
CREATE TABLE region_short (short TEXT PRIMARY KEY, name TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE place_name (key INT, place INT, main INT, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE agent (phrase TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
"""


def key_of(folded: str) -> int:
    """Return the key of a folded name: 48 bits, half the size of the text.

    With half a million names in 2**48, an unknown name has the key of a known one with a probability of
    two in a billion.
    """
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8"), digest_size=6).digest(), "big")


def pack_date(date: str) -> int:
    """Return an ISO date of any precision as a number, 0 for none: "2018-04" → 20180400."""
    digits = "".join(p for p in (date or "").split("-"))[:8]
    return int(digits.ljust(8, "0")) if digits.isdigit() else 0


def pack_end(end: str, as_of: str | None) -> int:
    """Return the packed end of a tenure; without one, minus the year and month in which it was last known to be held.

    >>> pack_end("2018-04", "2023-01"), pack_end("", "2023-01-10"), pack_end("", None)
    (20180400, -202301, 0)
    """
    return pack_date(end) or -(pack_date(as_of or "") // 100)


def unpack_as_of(end: int) -> str | None:
    """Return the month in which an office without a known end was last known to be held: -202301 → "2023-01"."""
    return unpack_date(-end * 100) if end < 0 else None


def unpack_date(number: int) -> str | None:
    """Return the ISO date of a packed one: 20180400 → "2018-04", 0 and below → None."""
    if number <= 0:
        return None
    year, month, day = number // 10000, number // 100 % 100, number % 100
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def open_file(path: Path) -> sqlite3.Connection:
    """Open the world file read-only; raise `TableError` if it is missing, cut or wrong."""
    checksum = path.with_suffix(".sha256")
    again = "Reinstall the package, or write it with 'python -m training.world'."
    if not path.is_file() or not checksum.is_file():
        raise TableError(f"{path.name} or {checksum.name} is missing from {path.parent}. {again}")
    expected = checksum.read_text(encoding="ascii").split()[0]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise TableError(
            f"{path} has the checksum {found[:12]}..., expected {expected[:12]}...: truncated? {again}"
        )
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        db.close()
        raise TableError(f"{path} has schema {version}, this version reads {SCHEMA_VERSION}. {again}")
    db.execute(f"PRAGMA mmap_size = {MAPPED}")  # a look-up then reads no pages through calls of the system
    return db
