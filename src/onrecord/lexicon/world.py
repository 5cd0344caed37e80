"""Word tables of the world: words inside names, titles of offices, portfolios of ministers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.codes import Country, Sector
from onrecord.lexicon.tables import grouped, line_number, read_table

Rank = Annotated[int, Meta(ge=0, le=6)]  # 0: head of state or government


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of personal names; `kind` is given, short (of a given name), family, particle, suffix or title."""

    word: str
    kind: Literal["given", "short", "family", "particle", "suffix", "title"]
    normal: str | None


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A title of office and its normal form. `country` limits it to one country's usage.

    `rank` is 0 for heads of state and government, up to 6 for the lowest office. `single`: one person
    at a time holds it, so that a successor ends a tenure.
    """

    phrase: str
    country: Country | None
    role: str
    rank: Rank
    sector: Sector | None
    sector2: Sector | None
    single: bool
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The field of a minister, and its normal form ("external affairs" → "foreign")."""

    phrase: str
    portfolio: str
    sector2: Sector | None


@dataclass(frozen=True, slots=True)
class GenericBody:
    """A body that every country has, without the country's name."""

    phrase: str
    display: str
    sector: Sector
    sector2: Sector | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class RegionPeople:
    """An adjective or people of a part of a country: "Chechen", of Russia."""

    word: str
    country: Country


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of names, by kind."""

    given: dict[str, str]
    short: frozenset[str]
    family: dict[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def load_name_words() -> NameWords:
    """Load name_words.tsv."""
    words = grouped((row.kind, row) for row in read_table("name_words.tsv", NameWord))
    return NameWords(
        given=_normal_forms([*words["given"], *words["short"]]),
        short=frozenset(row.word for row in words["short"]),
        family=_normal_forms(words["family"]),
        particles=frozenset(row.word for row in words["particle"]),
        suffixes=frozenset(row.word for row in words["suffix"]),
        titles=frozenset(row.word for row in words["title"]),
    )


def _normal_forms(rows: Iterable[NameWord]) -> dict[str, str]:
    """Return the full form of each short form, the common spelling of each variant."""
    return {row.word: row.normal for row in rows if row.normal}


@lru_cache(maxsize=1)
def load_office_words() -> tuple[OfficeWord, ...]:
    """Load offices.tsv."""
    return read_table("offices.tsv", OfficeWord)


@lru_cache(maxsize=1)
def load_portfolios() -> tuple[Portfolio, ...]:
    """Load portfolios.tsv."""
    return read_table("portfolios.tsv", Portfolio)


@lru_cache(maxsize=1)
def load_generic_bodies() -> dict[str, GenericBody]:
    """Load generic_bodies.tsv, by phrase."""
    return {row.phrase: row for row in read_table("generic_bodies.tsv", GenericBody)}


@lru_cache(maxsize=1)
def load_region_peoples() -> dict[str, str]:
    """Load region_peoples.tsv: the country of each word."""
    return {row.word: row.country for row in read_table("region_peoples.tsv", RegionPeople)}
