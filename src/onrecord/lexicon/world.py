"""Word tables of the world: words inside names, titles of offices, portfolios of ministers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.codes import Country, Sector
from onrecord.lexicon.tables import line_number, read_table

Rank = Annotated[int, Meta(ge=0, le=6)]  # 0: head of state or government


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of personal names; `kind` is given, family, particle, suffix or title."""

    word: str
    kind: Literal["given", "family", "particle", "suffix", "title"]
    normal: str | None


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A title of office and its normal form. `country` limits it to one country's usage.

    `rank` is 0 for heads of state and government down to 6; `single` says that one person
    holds it at a time, so that a successor ends a tenure.
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
    """What a minister is minister of, and its normal form ("external affairs" → "foreign")."""

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
class NameWords:
    """The words of names, by kind."""

    given: dict[str, str]
    family: dict[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def load_name_words() -> NameWords:
    """Load name_words.tsv."""
    rows = read_table("name_words.tsv", NameWord)
    return NameWords(
        given={r.word: r.normal for r in rows if r.kind == "given" and r.normal},
        family={r.word: r.normal for r in rows if r.kind == "family" and r.normal},
        particles=frozenset(r.word for r in rows if r.kind == "particle"),
        suffixes=frozenset(r.word for r in rows if r.kind == "suffix"),
        titles=frozenset(r.word for r in rows if r.kind == "title"),
    )


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
