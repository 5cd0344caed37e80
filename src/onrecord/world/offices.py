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

from onrecord.lexicon.classes import any_of, load_word_classes
from onrecord.lexicon.world import OfficeWord, load_generic_bodies, load_office_words, load_portfolios
from onrecord.world.variants import fold

CountryOf = Callable[[str], str | None]  # a country's name or adjective → its code
OfficeRows = dict[tuple[str, str | None], OfficeWord]  # by phrase and country

RANK_MINISTER = 2
RANK_LOCAL = 2  # the highest office that may be of a place and not of a country: "mayor of ..."
RANK_FIRST_MINISTER = 1  # foreign, defence, interior, finance
RANK_DEPUTY = 4  # the highest of a deputy
DEPUTY_STEP = 2  # ranks between an office and its deputy
LONGEST_NATION = 5  # words of a country's name before a title: "bosnia and herzegovina prime minister"
HEAD = "head"  # role of a leader of any body: it names no office


@dataclass(frozen=True, slots=True)
class TitlePatterns:
    """Patterns of folded titles, made of the word classes of titles; articles and prepositions stand in them."""

    former: re.Pattern[str]
    held: re.Pattern[str]
    deputy: re.Pattern[str]
    envoy_to: re.Pattern[str]
    minister_of: re.Pattern[str]
    x_minister: re.Pattern[str]
    ministry: re.Pattern[str]
    country_tail: re.Pattern[str]


@lru_cache(maxsize=1)
def title_patterns() -> TitlePatterns:
    """Return the patterns, compiled once."""
    classes = load_word_classes()
    minister, ministry = any_of(classes.minister_titles), any_of(classes.ministry_nouns)
    any_minister = any_of(classes.minister_titles | classes.plural_minister_titles)
    return TitlePatterns(
        former=re.compile(rf"^{any_of(classes.former_title_words)} "),
        held=re.compile(rf"^{any_of(classes.incumbency_words)} "),
        deputy=re.compile(rf"^{any_of(classes.deputy_title_words)} "),
        envoy_to=re.compile(rf"^{any_of(classes.envoy_titles)} (?:to|of) (.+)$"),
        minister_of=re.compile(
            rf"^(?:{any_of(classes.minister_openers)} )?{minister} (?:of|for) (?:the )?(.+)$"
        ),
        x_minister=re.compile(rf"^(?:{any_of(classes.portfolio_openers)} )?(.+) {any_minister}$"),
        ministry=re.compile(
            rf"^(?:{any_of(classes.ministry_openers)} )?{ministry} (?:of|for) (?:the )?(.+)$|^(.+) {ministry}$"
        ),
        country_tail=re.compile(
            rf" (?:of|for) (?:the )?(?P<form>{any_of(classes.state_forms)} of (?:the )?)?"
        ),
    )


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
def _countries_of_titles() -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for phrase, country in office_rows():
        found.setdefault(phrase, set()).add(country)
    return found


def only_country_of(title: str) -> str | None:
    """Return the country that alone has a title of office, or None.

    >>> only_country_of("Congressman"), only_country_of("President")
    ('USA', None)
    """
    countries = _countries_of_titles().get(fold(title), {None})
    return next(iter(countries)) if len(countries) == 1 else None


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
    former = is_former_title(text)
    text = _without_openers(text)
    text, country = _take_country(text, country_of)
    rows = office_rows() if rows is None else rows
    office = _read(text, country or home, rows)
    if office is None and country is not None:
        text, _ = _take_country(fold(title), lambda _: None)
        office = _read(_without_openers(text), country, rows)
    if office is None:
        return None
    return replace(office, country=country or home or office.country, former=former)


def is_former_title(text: str) -> bool:
    """Return whether a folded title is that of an office that is past: "former senator"."""
    return title_patterns().former.match(text) is not None


def _without_openers(text: str) -> str:
    """Return a title without the words that say since or until when it is held: "former acting president"."""
    patterns = title_patterns()
    return patterns.held.sub("", patterns.former.sub("", text))


def _take_country(text: str, country_of: CountryOf) -> tuple[str, str | None]:
    """Split the country off the front ("russian ...") or the end ("... of ukraine")."""
    words = text.split()
    for n in range(LONGEST_NATION, 0, -1):
        if len(words) > n and (code := country_of(" ".join(words[:n]))):
            return title_patterns().held.sub("", " ".join(words[n:])), code
    for found in _ends(text):
        if code := country_of(text[found[1] :]):
            return text[: found[0]], code
    return text, None


def _ends(text: str) -> list[tuple[int, int]]:
    """Return the places at which " of X", " of the X" or " for X" may be cut off, the longest first.

    A form of state is first taken for a part of the name: the Republic of the Congo is not the Congo.
    """
    found = title_patterns().country_tail.finditer(text)
    return [end for tail in found for end in ((tail.start(), tail.start("form")), tail.span()) if end[1] > 0]


def _read(text: str, country: str | None, rows: OfficeRows) -> Office | None:
    """Return the office of a title from which the country was removed."""
    listed, patterns = _listed(text, country, rows), title_patterns()
    if listed or patterns.envoy_to.match(text):
        return listed or Office("ambassador", None, RANK_DEPUTY, "GOV")
    deputy = patterns.deputy.match(text)
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
    classes, patterns = load_word_classes(), title_patterns()
    found = patterns.minister_of.match(text) or patterns.x_minister.match(text)
    if not found:
        return None
    phrase, portfolios = found[1], _portfolio_rows()
    if phrase in portfolios:
        portfolio, sector2 = portfolios[phrase]
        is_first = portfolio in classes.first_portfolios
        rank = RANK_FIRST_MINISTER if is_first else RANK_MINISTER
        return Office(f"{portfolio} minister", None, rank, "GOV", sector2, is_first)
    # "foreign affairs and X": the first known part decides
    known = next((portfolios[part] for part in re.split(r" and | ", phrase) if part in portfolios), None)
    if known is None and classes.certain_minister_titles.isdisjoint(text.split()):
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
    phrase: str = ""  # the name asked for, folded, without the country


def parse_body(name: str, country_of: CountryOf, home: str | None = None) -> Body | None:
    """Return the generic body of a name: "Chile's Ministry of Mines", "the Iraqi army".

    >>> parse_body("Russian Foreign Ministry", {"russian": "RUS"}.get)
    Body(name='Foreign Ministry', country='RUS', sector='GOV', sector2=None, is_common=True, line=None, phrase='foreign ministry')
    """
    text, country = _take_country(fold(name), country_of)
    row = load_generic_bodies().get(text)
    is_before_country = fold(name).startswith(text)
    if row and text in load_word_classes().bodies_before_country and not is_before_country:
        return None  # "a Spanish bank"
    if row:
        return Body(row.display, country or home, row.sector, row.sector2, line=row.line or None, phrase=text)
    found = title_patterns().ministry.match(text)
    if not found:
        return None
    phrase = found[1] or found[2]
    rows = _portfolio_rows()
    may_be_local = not load_word_classes().local_ministry_nouns.isdisjoint(text.split())
    if country is None and may_be_local and not _is_portfolio(phrase, rows):
        return None  # "New York City Police Department", "Department of Revenue Services": not national
    portfolio, sector2 = rows.get(phrase, (phrase, None))
    return Body(
        f"{portfolio.title()} Ministry",
        country or home,
        "GOV",
        sector2,
        is_common=phrase in rows,
        phrase=text,
    )


def _is_portfolio(phrase: str, rows: Container[str]) -> bool:
    """Return whether a phrase is or ends in the portfolio of a ministry: "basic education"."""
    words = phrase.split()
    return any(" ".join(words[first:]) in rows for first in range(len(words)))
