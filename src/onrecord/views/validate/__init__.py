"""Check files of ours: records, exports and release folders; every fault says where it is and what was expected.

What a file is, the file beside it says (`NAME.about.json`), else its first bytes. A check reads a file line by line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.views.exports import EXPORTS
from onrecord.views.exports.columns import Table
from onrecord.views.exports.run import ABOUT, ABOUT_FOLDER, sha256_of_file
from onrecord.views.release import MANIFEST
from onrecord.views.validate.faults import Fault, Tally
from onrecord.views.validate.files import CHECKS
from onrecord.views.validate.releases import check_release
from onrecord.views.validate.tables import check_table, header_of

MOST_KEPT = 100  # faults of one file that are told; the others are counted


@dataclass(frozen=True, slots=True)
class Validated:
    """What a check found."""

    what: str
    checked: int
    number: int
    faults: tuple[Fault, ...]


def validated(path: Path, form: str | None = None) -> Validated:
    """Check one file or folder; raises `InputError` for one that is not there, or of which it is not known what it is."""
    if not path.exists():
        raise InputError(f"{path} is not there.")
    what, check = _check_of(path, form)
    tally = Tally()
    faults = _chain(path, check, tally)
    kept = tuple(islice(faults, MOST_KEPT))
    number = len(kept) + sum(1 for _ in faults)
    return Validated(what, tally.checked, number, kept)


def _chain(path: Path, check: Callable[[Path, Tally], Iterator[Fault]], tally: Tally) -> Iterator[Fault]:
    yield from check(path, tally)
    yield from _beside(path, tally)


def _check_of(path: Path, form: str | None) -> tuple[str, Callable[[Path, Tally], Iterator[Fault]]]:
    """Return what a file is, and the function that checks it."""
    if path.is_dir():
        return _folder_of(path)
    name = str(form or _told(path).get("format") or _guessed(path))
    if name not in EXPORTS:
        raise InputError(
            f"{path} is no file of ours that can be told by what is in it; --as says what it is: one of {', '.join(EXPORTS)}."
        )
    table = EXPORTS[name].table
    if table is not None:
        return f"{name} table", lambda file, tally: check_table(file, table, tally)
    return name, CHECKS[name]


def _folder_of(path: Path) -> tuple[str, Callable[[Path, Tally], Iterator[Fault]]]:
    if (path / MANIFEST).exists():
        return "release", check_release
    name = str(_json(path / ABOUT_FOLDER).get("format"))
    if name in CHECKS:
        return f"{name} folder", CHECKS[name]
    raise InputError(f"{path} is neither a release ({MANIFEST}) nor a folder of an export ({ABOUT_FOLDER}).")


def _told(path: Path) -> Mapping[str, Any]:
    return _json(path.with_name(path.name + ABOUT))


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError):
        raise InputError(
            f"{path} cannot be read as JSON; the export beside it cannot be checked by it."
        ) from None
    return found if isinstance(found, dict) else {}


BEGINNINGS: Mapping[bytes, str] = {
    b"SQLite format 3\x00": "sqlite",
    b"PK\x03\x04": "xlsx",
    b"BEGIN:VCALENDAR": "ics",
    b"# newdoc": "conllu",
    b'{"document":': "jsonl",
    b'{"@context": "https://schema.org"': "claims",
    b'{"@context": ["http://www.w3.org/ns/anno': "annotations",
    b"<?xml": "atom",
}


def _guessed(path: Path) -> str | None:
    """Return the name of the export that a file seems to be, by its first bytes or its header."""
    with path.open("rb") as file:
        start = file.read(64)
        found = next((name for begin, name in BEGINNINGS.items() if start.startswith(begin)), None)
        if found:
            return found
        file.seek(0)
        line = file.readline(1 << 20)
    if line.startswith(b"{"):
        return _object_of(line)
    head = header_of(path)
    by_columns = (e.name for e in EXPORTS.values() if e.table is not None and _is_head(e.table, head))
    return next(by_columns, None) or ("gdelt" if line.count(b"\t") == len(_columns("gdelt")) - 1 else None)


def _columns(name: str) -> tuple[object, ...]:
    table = EXPORTS[name].table
    return table.columns if table else ()


def _is_head(table: Table, head: list[str]) -> bool:
    heads = ([c.name for c in table.columns_for(counting)] for counting in ("reports", "happenings"))
    return head in heads


def _object_of(line: bytes) -> str | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    keys = set(found) if isinstance(found, dict) else set()
    signs = {
        "ftm": {"schema", "properties"},
        "plover": {"actor", "event", "date"},
        "jsonl": {"document", "events"},
    }
    own = next((name for name, needed in signs.items() if needed <= keys), None)
    tables = (e for e in EXPORTS.values() if e.table is not None and not e.table.fixed)
    return own or next((e.name for e in tables if e.table and _is_head(e.table, list(found))), None)


def _beside(path: Path, tally: Tally) -> Iterator[Fault]:
    """Yield where a file is not as the file beside it says: its hash, the number of its rows."""
    about = _told(path) if path.is_file() else {}
    if "sha256" in about and about["sha256"] != sha256_of_file(path):
        yield Fault(
            str(path),
            f"its SHA-256 is not the one in {path.name}{ABOUT}: it was changed since it was written",
        )
    rows = about.get("rows")
    if isinstance(rows, int) and tally.counts_rows and rows != tally.checked:
        yield Fault(str(path), f"it has {tally.checked:,} rows; {path.name}{ABOUT} says {rows:,}")
