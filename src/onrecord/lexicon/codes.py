"""Codes of actors in other data sets: state numbers, sectors, CAMEO's actor codes.

The record has ISO 3166 countries and PLOVER sectors. This module gives the numbers of the Correlates
of War project and of Gleditsch and Ward, and CAMEO's code: the country, then the roles ("USAGOV",
"RUSMIL"). Conventions: CAMEO Manual 1.1b3, chapter 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.tables import read_table

Sector = Literal[  # the codes of sectors.tsv
    "GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PRM", "PTY", "OPP", "REB", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "PRE", "REF", "REL", "SOC", "UNK", "DEV", "ENV", "HLH", "HRI", "IGO", "NGO",
]  # fmt: skip
GOVERNMENT: Sector = "GOV"  # also of countries, for which their governments act
LEGISLATURE: Sector = "LEG"
FORMER_SECTOR: Sector = "ELI"  # those who have left office are elites
PUBLIC_SECTORS: tuple[Sector, ...] = (
    "GOV",
    "MIL",
    "SPY",
    "LEG",
    "JUD",
    "COP",
)  # a state's own bodies and offices
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
    """The codes of an actor in other code books; None if a book has no such actor."""

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

    A country itself has no role in CAMEO, though its sector here is GOV.

    >>> codes_of("person", "DEU", "GOV", "MIL")
    Codes(cow=255, gw=260, cameo='DEUGOVMIL')
    >>> codes_of("country", "ROU", "GOV").cameo, codes_of("group", None, "JRN").cameo
    ('ROM', 'MED')
    """
    state = load_states().get(country or "")
    place = _cameo_country(state, country)
    code = place + "".join(_cameo_roles(place, (sector, sector2)) if kind != "country" else ())
    return Codes(state.cow if state else None, state.gw if state else None, code or None)


def _cameo_country(state: StateRow | None, country: str | None) -> str:
    """Return CAMEO's code of a country, else our own; none for an actor of several countries."""
    if state and state.cameo:
        return state.cameo
    return country if country and "|" not in country else ""


def _cameo_roles(place: str, sectors: Sequence[str | None]) -> tuple[str, ...]:
    """Return CAMEO's codes of sectors, each once, without those that the code of the country includes."""
    rows = (load_sectors().get(sector or "") for sector in sectors)
    # an international body has no government: its officials have the code of the body
    included = {place, "GOV"} if place.startswith("IGO") else {place}
    return tuple(dict.fromkeys(r.cameo for r in rows if r and r.cameo and r.cameo not in included))
