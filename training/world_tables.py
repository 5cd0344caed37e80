"""Read the source tables of the world: tab-separated, gzipped or not, lists joined by `|`."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

Row = dict[str, str]


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of a tab-separated table, gzipped or not, as dictionaries."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = (line for line in io.StringIO(data.decode("utf-8")) if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def parts(cell: str | None) -> list[str]:
    """Return the parts of a cell joined by `|`."""
    return [p.strip() for p in (cell or "").split("|") if p.strip()]
