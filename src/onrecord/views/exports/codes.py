"""Codes of countries and events that other data sets use, from tables beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.tables import read_table

PACKAGE = "onrecord.views.exports"


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One line of country_codes.tsv."""

    iso3: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    iso2: Annotated[str, Meta(pattern="^[A-Z]{2}$")]
    fips: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None


@dataclass(frozen=True, slots=True)
class RootRow:
    """One line of cameo_roots.tsv."""

    root: Annotated[str, Meta(pattern="^[0-9]{2}$")]
    quad: Literal[1, 2, 3, 4]
    name: str


@lru_cache(maxsize=1)
def load_countries() -> Mapping[str, CountryRow]:
    """Load country_codes.tsv, by ISO 3166 alpha-3."""
    return {row.iso3: row for row in read_table("country_codes.tsv", CountryRow, PACKAGE)}


@lru_cache(maxsize=1)
def load_roots() -> Mapping[str, RootRow]:
    """Load cameo_roots.tsv, by root code."""
    return {row.root: row for row in read_table("cameo_roots.tsv", RootRow, PACKAGE)}


def iso3c(country: str | None) -> str | None:
    """Return one of our codes if it is a country of ISO 3166 (or Kosovo's XKX), else None: EUR and UNO are not countries."""
    return country if country in load_countries() else None


def fips(country: str | None) -> str | None:
    """Return the FIPS 10-4 code of a country.

    >>> fips("DEU"), fips("GBR"), fips("EUR")
    ('GM', 'UK', None)
    """
    row = load_countries().get(country or "")
    return row.fips if row else None


def plover_country(country: str | None) -> str | None:
    """Return a country as the PLOVER manual codes it: Kosovo is KOS there."""
    return "KOS" if country == "XKX" else country
