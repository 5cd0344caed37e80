"""News agencies: names, spellings in credits, and hosts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A row of agencies.tsv."""

    agency: str
    spellings: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agency of each spelling and of each host."""

    by_name: Mapping[str, str]
    by_host: Mapping[str, str]


@lru_cache(maxsize=1)
def load_agencies() -> Agencies:
    """Load agencies.tsv, once a process."""
    rows = read_table("agencies.tsv", AgencyRow)
    return Agencies(
        by_name={name: row.agency for row in rows for name in (row.agency, *row.spellings)},
        by_host={host: row.agency for row in rows for host in row.hosts},
    )
