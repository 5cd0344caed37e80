"""Parse titles of office into a normal form: "Foreign Secretary" and "foreign minister" are the same.

A title is parsed into its role, its country, and whether it is acting, former or a deputy. Roles are rows of
lexicon/offices.tsv; the role of a minister is derived from the portfolio (portfolios.tsv): "Minister for External
Affairs" → "foreign minister".
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
RANK_LOCAL = 2  # the highest office that may be of a place and not of a country: "mayor of ..."
RANK_FIRST_MINISTER = 1  # foreign, defence, interior, finance
RANK_DEPUTY = 4  # the highest of a deputy
DEPUTY_STEP = 2  # ranks between an office and its deputy
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
    """A parsed title: its normal form, its country, its rank and its sectors."""

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
    """Return the normal form of a title of office, or None if it is unknown.

    `country_of` recognises the country in a title ("Foreign Minister of Ukraine"); `home` is the country
    of a title that names none; `rows` replaces the titles of the word table.

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
    """Return the places at which " of X", " of the X" or " for X" may be cut off, the longest first."""
    return [
        m.span()
        for m in re.finditer(r" (?:of|for) (?:the )?(?:(?:republic|state|kingdom) of (?:the )?)?", text)
    ]


def _read(text: str, country: str | None, rows: OfficeRows) -> Office | None:
    """Return the office of a title from which the country was removed."""
    listed = _listed(text, country, rows)
    if listed or _TO_TAIL.match(text):
        return listed or Office("ambassador", None, RANK_DEPUTY, "GOV")
    deputy = _DEPUTY.match(text)
    if deputy:
        return _deputy_of(_read(text[deputy.end() :], country, rows))
    return _local(text, country, rows) or _minister(text)


def _listed(text: str, country: str | None, rows: OfficeRows) -> Office | None:
    """Return the office of a title that the table has, for the country or for any country."""
    row = rows.get((text, country)) or rows.get((text, None))
    if row is None:
        return None
    return Office(row.role, row.country, row.rank, row.sector, row.sector2, row.single, line=row.line or None)


def _deputy_of(office: Office | None) -> Office | None:
    if office is None:
        return None
    rank = max(office.rank + DEPUTY_STEP, RANK_DEPUTY)
    return replace(office, role=f"deputy {office.role}", rank=rank, single=False)


def _local(text: str, country: str | None, rows: OfficeRows) -> Office | None:
    """Return the office of a place: "governor of new jersey", "mayor of tallinn"."""
    head, of, _ = text.partition(" of ")
    office = _listed(head, country, rows) if of else None
    if office is None or office.rank < RANK_LOCAL:
        return None
    return replace(office, country=None, single=False)


def _minister(text: str) -> Office | None:
    """Return the minister or secretary of a portfolio; with an unknown portfolio only a minister."""
    found = _MINISTER_OF.match(text) or _X_MINISTER.match(text)
    if not found:
        return None
    phrase, portfolios = found[1], _portfolio_rows()
    if phrase in portfolios:
        portfolio, sector2 = portfolios[phrase]
        is_first = portfolio in FIRST_PORTFOLIOS
        rank = RANK_FIRST_MINISTER if is_first else RANK_MINISTER
        return Office(f"{portfolio} minister", None, rank, "GOV", sector2, is_first)
    # "foreign affairs and X": the first known part decides
    known = next((portfolios[part] for part in re.split(r" and | ", phrase) if part in portfolios), None)
    if known is None and "minister" not in text:
        return None
    return Office(f"{phrase} minister", None, RANK_MINISTER, "GOV", known[1] if known else None)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every country has, and the country if its name includes it."""

    name: str
    country: str | None
    sector: str
    sector2: str | None = None
    is_common: bool = True  # False: a ministry with an unknown portfolio, perhaps of one country only
    line: int | None = None  # of its row in generic_bodies.tsv; None: made of a portfolio


_MINISTRY = re.compile(
    r"^(?:federal )?(?:ministry|department) (?:of|for) (?:the )?(.+)$|^(.+) (?:ministry|department)$"
)


def parse_body(name: str, country_of: CountryOf, home: str | None = None) -> Body | None:
    """Return the generic body of a name: "Chile's Ministry of Mines", "the Iraqi army".

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
        return None  # "New York City Police Department", "Department of Revenue Services": not national
    portfolio, sector2 = rows.get(phrase, (phrase, None))
    return Body(f"{portfolio.title()} Ministry", country or home, "GOV", sector2, is_common=phrase in rows)


def _is_portfolio(phrase: str, rows: Container[str]) -> bool:
    """Return whether a phrase is or ends in the portfolio of a ministry: "basic education"."""
    words = phrase.split()
    return any(" ".join(words[first:]) in rows for first in range(len(words)))
