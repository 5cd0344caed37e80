"""Bring titles of office to a normal form, so that "Foreign Secretary" meets "foreign minister".

A title is parsed into its role, its country, and how it is held (acting, former, deputy).
Roles are rows of lexicon/offices.tsv; ministers are made of a portfolio (portfolios.tsv):
"Minister for External Affairs", "foreign minister" → role "foreign minister".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.lexicon.world import OfficeWord, load_generic_bodies, load_office_words, load_portfolios
from onrecord.world.variants import fold

CountryOf = Callable[[str], str | None]  # a country's name or adjective → its code
OfficeRows = dict[tuple[str, str | None], OfficeWord]  # by phrase and country

RANK_MINISTER = 2
RANK_LOCAL = 2  # the highest rank of an office whose "of ..." may be something else than a country
RANK_FIRST_MINISTER = 1  # foreign, defence, interior, finance
RANK_DEPUTY = 4
FIRST_PORTFOLIOS = ("foreign", "defence", "interior", "finance")

FORMER = re.compile(r"^(?:former|ex|late|onetime|one time|previous|then) ")
_HELD = re.compile(
    r"^(?:acting|interim|caretaker|incoming|outgoing|current|new|incumbent|veteran|long time) "
)
_DEPUTY = re.compile(r"^(?:first )?(?:deputy|vice|assistant|junior|associate|alternate) ")
_TO_TAIL = re.compile(
    r"^(ambassador|high commissioner|permanent representative|envoy|consul general) (?:to|of) (.+)$"
)
_MINISTER_OF = re.compile(
    r"^(?:federal |union |cabinet |state |prime )?(?:minister|secretary|secretary of state) (?:of|for) (?:the )?(.+)$"
)
_X_MINISTER = re.compile(r"^(?:federal |union )?(.+) (?:minister|secretary|ministers|secretaries)$")


@dataclass(frozen=True, slots=True)
class Office:
    """A parsed title: its normal form, whose it is, and what it is worth."""

    role: str
    country: str | None = None
    rank: int = 6
    sector: str | None = None
    sector2: str | None = None
    single: bool = False
    former: bool = False
    line: int | None = None  # of its row in offices.tsv; None: made of a portfolio, or a user's own


@lru_cache(maxsize=1)
def office_rows() -> OfficeRows:
    """Return the titles of office of the word table."""
    return {(row.phrase, row.country): row for row in load_office_words()}


@lru_cache(maxsize=1)
def _portfolio_rows() -> dict[str, tuple[str, str | None]]:
    return {row.phrase: (row.portfolio, row.sector2) for row in load_portfolios()}


def parse_office(
    title: str, country_of: CountryOf, home: str | None = None, rows: OfficeRows | None = None
) -> Office | None:
    """Return the normal form of a title of office, or None where it is not one we know.

    `country_of` reads the country inside a title ("Foreign Minister of Ukraine"); `home` is
    the country where the title itself names none; `rows` are the titles, if not the word table's.

    >>> parse_office("Minister of External Affairs", lambda _: None, "IND").role
    'foreign minister'
    >>> parse_office("Russian foreign minister", {"russian": "RUS"}.get).country
    'RUS'
    """
    text = fold(title)
    former = bool(FORMER.match(text))
    text = _HELD.sub("", FORMER.sub("", text))
    text, country = _take_country(text, country_of)
    rows = office_rows() if rows is None else rows
    office = _read(text, country or home, rows)
    if office is None and country is not None:
        text, _ = _take_country(fold(title), lambda _: None)
        office = _read(_HELD.sub("", FORMER.sub("", text)), country, rows)
    if office is None:
        return None
    return replace(office, country=country or home or office.country, former=former)


def _take_country(text: str, country_of: CountryOf) -> tuple[str, str | None]:
    """Split the country off the front ("russian ...") or the end ("... of ukraine")."""
    words = text.split()
    for n in (3, 2, 1):
        if len(words) > n and (code := country_of(" ".join(words[:n]))):
            return _HELD.sub("", " ".join(words[n:])), code
    for found in _ends(text):
        if code := country_of(text[found[1] :]):
            return text[: found[0]], code
    return text, None


def _ends(text: str) -> list[tuple[int, int]]:
    """Return where a tail " of X", " of the X", "for X" may be cut, the longest tail first."""
    return [
        m.span()
        for m in re.finditer(r" (?:of|for) (?:the )?(?:(?:republic|state|kingdom) of (?:the )?)?", text)
    ]


def _read(text: str, country: str | None, rows: OfficeRows) -> Office | None:
    """Return the role of a title that holds no country any more."""
    row = rows.get((text, country)) or rows.get((text, None))
    if row:
        return Office(
            row.role, row.country, row.rank, row.sector, row.sector2, row.single, line=row.line or None
        )
    to = _TO_TAIL.match(text)
    if to:
        return Office("ambassador", None, RANK_DEPUTY, "GOV")
    deputy = _DEPUTY.match(text)
    if deputy:
        of = _read(text[deputy.end() :], country, rows)
        return of and replace(of, role=f"deputy {of.role}", rank=max(of.rank + 2, RANK_DEPUTY), single=False)
    head = text.partition(" of ")[0]
    local = rows.get((head, country)) or rows.get((head, None)) if head != text else None
    if local and local.rank >= RANK_LOCAL:  # "governor of new jersey", "mayor of tallinn"
        return Office(local.role, None, local.rank, local.sector, local.sector2, line=local.line or None)
    found = _MINISTER_OF.match(text) or _X_MINISTER.match(text)
    return _minister(found[1], "minister" in text) if found else None


def _minister(phrase: str, is_minister: bool) -> Office | None:
    portfolios = _portfolio_rows()
    portfolio, sector2 = portfolios.get(phrase, (None, None))
    if portfolio is None:  # "foreign affairs and X": the first part that is known decides
        for part in re.split(r" and | ", phrase):
            if part in portfolios:
                portfolio, sector2 = portfolios[part]
                return Office(f"{phrase} minister", None, RANK_MINISTER, "GOV", sector2)
        return Office(f"{phrase} minister", None, RANK_MINISTER, "GOV") if is_minister else None
    first = portfolio in FIRST_PORTFOLIOS
    return Office(
        f"{portfolio} minister", None, RANK_FIRST_MINISTER if first else RANK_MINISTER, "GOV", sector2, first
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every country has, and the country where its name says it."""

    name: str
    country: str | None
    sector: str
    sector2: str | None = None
    is_common: bool = (
        True  # False: a ministry of a portfolio that the table does not have, perhaps one country's
    )
    line: int | None = None  # of its row in generic_bodies.tsv; None: made of a portfolio


_MINISTRY = re.compile(
    r"^(?:federal )?(?:ministry|department) (?:of|for) (?:the )?(.+)$|^(.+) (?:ministry|department)$"
)


def parse_body(name: str, country_of: CountryOf, home: str | None = None) -> Body | None:
    """Return the generic body that a name says: "Chile's Ministry of Mines", "the Iraqi army".

    >>> parse_body("Russian Foreign Ministry", {"russian": "RUS"}.get)
    Body(name='Foreign Ministry', country='RUS', sector='GOV', sector2=None, is_common=True, line=None)
    """
    text, country = _take_country(fold(name), country_of)
    row = load_generic_bodies().get(text)
    if row:
        return Body(row.display, country or home, row.sector, row.sector2, line=row.line or None)
    found = _MINISTRY.match(text)
    if not found:
        return None
    phrase = found[1] or found[2]
    rows = _portfolio_rows()
    if country is None and "department" in text and not _is_portfolio(phrase, rows):
        return None  # "New York City Police Department", "Department of Revenue Services": no nation's
    portfolio, sector2 = rows.get(phrase, (phrase, None))
    return Body(f"{portfolio.title()} Ministry", country or home, "GOV", sector2, is_common=phrase in rows)


def _is_portfolio(phrase: str, rows: Container[str]) -> bool:
    """Return whether a phrase is or ends in the portfolio of a ministry: "basic education"."""
    words = phrase.split()
    return any(" ".join(words[first:]) in rows for first in range(len(words)))
