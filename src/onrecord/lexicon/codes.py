"""Codes of actors for other people's data: state numbers, sectors, CAMEO's actor codes.

`country` and `sector` of the record are ISO 3166 and PLOVER; from them follow the numbers of
the Correlates of War project and of Gleditsch and Ward, and the code that CAMEO strings
together: country, then roles ("USAGOV", "RUSMIL"). Conventions: CAMEO Manual 1.1b3, chapter 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.tables import read_table

Sector = Literal[  # the codes of sectors.tsv
    "GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PRM", "PTY", "OPP", "REB", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "PRE", "REF", "REL", "SOC", "UNK", "DEV", "ENV", "HLH", "HRI", "IGO", "NGO",
]  # fmt: skip
Country = Annotated[str, Meta(pattern="^[A-Z]{3}$")]  # ISO 3166 alpha-3, or PLOVER's code of a body of none


@dataclass(frozen=True, slots=True)
class StateRow:
    """One line of state_numbers.tsv: a state, or a body of no country that CAMEO has a code for."""

    iso3: Country
    cow: int | None
    gw: int | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One line of sectors.tsv."""

    code: Sector
    cameo: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Codes:
    """What an actor is called in other code books; None where a book has no such actor."""

    cow: int | None = None
    gw: int | None = None
    cameo: str | None = None


@lru_cache(maxsize=1)
def load_states() -> dict[str, StateRow]:
    """Load state_numbers.tsv, by ISO code."""
    return {row.iso3: row for row in read_table("state_numbers.tsv", StateRow)}


@lru_cache(maxsize=1)
def load_sectors() -> Mapping[str, SectorRow]:
    """Load sectors.tsv, by code."""
    return {str(row.code): row for row in read_table("sectors.tsv", SectorRow)}


def codes_of(kind: str | None, country: str | None, sector: str | None, sector2: str | None = None) -> Codes:
    """Return the codes of an actor of a `kind`, country and sectors.

    A country itself has its bare code in CAMEO, though its sector here is GOV.

    >>> codes_of("person", "DEU", "GOV", "MIL")
    Codes(cow=255, gw=260, cameo='DEUGOVMIL')
    >>> codes_of("country", "ROU", "GOV").cameo, codes_of("group", None, "JRN").cameo
    ('ROM', 'MED')
    """
    state = load_states().get(country or "")
    known = load_sectors()
    rows = [known.get(s or "") for s in (sector, sector2)]
    roles = [row.cameo or "" for row in rows if row is not None] if kind != "country" else []
    place = (state and state.cameo) or (country if country and "|" not in country else "") or ""
    if place.startswith("IGO"):  # such a body has no government: its officials are the body
        roles = [role for role in roles if role != "GOV"]
    code = place + "".join(dict.fromkeys(role for role in roles if role != place))
    return Codes(state.cow if state else None, state.gw if state else None, code or None)
