"""The news outlets that are known: names, hosts, owners, and the time zone of the newsroom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of publishers.tsv."""

    name: str
    hosts: tuple[str, ...]
    aliases: tuple[str, ...]
    owners: tuple[str, ...]
    zone: str | None


@lru_cache(maxsize=1)
def load_publishers() -> tuple[Publisher, ...]:
    """Load publishers.tsv, once a process."""
    return read_table("publishers.tsv", Publisher)
