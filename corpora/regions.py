"""The regions of countries, from regions.tsv: which countries the labels of the corpus may name."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

REGIONS = Path(__file__).parent / "regions.tsv"


@cache
def read_regions() -> dict[str, str]:
    """Return the region of each country of today by its ISO 3166 alpha-3 code."""
    lines = [line for line in REGIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["country"]: row["region"] for row in csv.DictReader(lines, delimiter="\t")}
