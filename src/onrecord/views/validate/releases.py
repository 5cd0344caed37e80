"""Check a release: its checksums, that every file is there and named, its tables, and that CSV and Parquet hold the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.views.exports import TABLES
from onrecord.views.exports.run import sha256_of_file
from onrecord.views.release import CHECKSUMS, DATA, MANIFEST, SKIPPED
from onrecord.views.validate.faults import Fault, Tally
from onrecord.views.validate.tables import check_table

NEEDED = (
    "README.md",
    "CITATION.cff",
    "datapackage.json",
    "codebook.md",
    "codebook.html",
    MANIFEST,
    CHECKSUMS,
)


def check_release(path: Path, tally: Tally) -> Iterator[Fault]:
    """Yield the faults of a release folder."""
    yield from (Fault(str(path / name), "it is not there") for name in NEEDED if not (path / name).exists())
    if (path / CHECKSUMS).exists():
        yield from _checksums(path)
    rows = _rows(path)
    for table in (*(table for table, _, _ in TABLES), SKIPPED):
        for suffix in (".csv", ".parquet"):
            file = path / DATA / f"{table.name}{suffix}"
            if not file.exists():
                yield Fault(str(file), "it is not there")
                continue
            own = Tally()
            yield from check_table(file, table, own)
            tally.checked += own.checked
            if rows.get(table.name, own.checked) != own.checked:
                yield Fault(str(file), f"it has {own.checked:,} rows; {MANIFEST} says {rows[table.name]:,}")


def _checksums(path: Path) -> Iterator[Fault]:
    named = {}
    for number, line in enumerate((path / CHECKSUMS).read_text(encoding="utf-8").splitlines(), 1):
        digest, _, name = line.partition("  ")
        named[name] = digest
        file = path / name
        if not name or not file.is_file():
            yield Fault(f"{path / CHECKSUMS}, line {number}", f"it names '{name}', which is not there")
        elif sha256_of_file(file) != digest:
            yield Fault(str(file), f"its SHA-256 is not the one in {CHECKSUMS}: it was changed")
    files = {file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file()} - {CHECKSUMS}
    yield from (Fault(str(path / name), f"it is not in {CHECKSUMS}") for name in sorted(files - set(named)))


def _rows(path: Path) -> dict[str, int]:
    try:
        tables = json.loads((path / MANIFEST).read_text(encoding="utf-8"))["tables"]
        return {name: int(one["rows"]) for name, one in tables.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
