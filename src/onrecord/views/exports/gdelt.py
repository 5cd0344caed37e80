"""GDELT 2.0 events: 61 tab-separated columns without a header (GDELT event codebook 2.0).

Actors have CAMEO codes, places FIPS codes, both converted by tables. GDELT's ids are numbers: here the first 63 bits of a hash of
ours. What the record does not know is empty, and never guessed: tone, ethnicity and religion of actors, where actors are,
FIPS codes of regions. What did not happen or only may is left out, and counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from onrecord.types import Actor
from onrecord.views.exports.coded import Pair, codes, country_name, place
from onrecord.views.exports.codes import fips, iso3c, load_roots
from onrecord.views.exports.columns import Column, Table, Type, shaped

LENGTH = 3  # letters of each of CAMEO's codes of countries and roles
KNOWN_GROUPS = ("EEC", "UNO")  # CAMEO's codes of those bodies of several countries that our actors can have
GEO_TYPES = {"country": 1, "city": 4, "region": 5}  # GDELT's numbers of kinds of places
GEO_TYPES_USA = {"city": 3, "region": 2}
DAYS = 365  # days of a year in GDELT's fractions of years
DAYS_OF_MONTH = 30
MIDNIGHT = 1_000_000  # times a day: its first moment, YYYYMMDD000000


# ---- the day -------------------------------------------------------------------------------


def _number_of_day(day: str | None, characters: int) -> int | None:
    return int(day.replace("-", "")[:characters]) if day else None


def fraction_of(day: str | None) -> float | None:
    """Return a day as GDELT's fraction of years: months of 30 days over a year of 365.

    >>> fraction_of("2015-02-18")
    2015.1315
    """
    if day is None:
        return None
    year, month, of_month = (int(part) for part in day.split("-"))
    return round(year + ((month - 1) * DAYS_OF_MONTH + of_month) / DAYS, 4)


def number_of(text: str) -> int:
    """Return the number of an event: 63 bits of a hash of its id."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


# ---- actors --------------------------------------------------------------------------------


def _parts(actor: Actor | None) -> list[str]:
    """Return the parts, of three letters each, of an actor's CAMEO code: country or body, then roles."""
    code = codes(actor).cameo or ""
    return [code[at : at + LENGTH] for at in range(0, len(code), LENGTH)]


def _country(actor: Actor | None) -> str | None:
    parts = _parts(actor)
    has_country = actor is not None and iso3c(actor.country) is not None
    return parts[0] if parts and has_country else None


def _group(actor: Actor | None) -> str | None:
    """Return CAMEO's code of a known body of several countries."""
    return next((part for part in _parts(actor) if part in KNOWN_GROUPS), None)


def _role(actor: Actor | None, at: int) -> str | None:
    known = {_country(actor), _group(actor)}
    roles = [part for part in _parts(actor) if part not in known]
    return roles[at] if at < len(roles) else None


def _actor(side: str, of: Callable[[Pair], Actor | None]) -> tuple[Column, ...]:
    return (
        shaped(f"{side}Code", "CAMEO code of the actor", lambda p: codes(of(p)).cameo),
        shaped(
            f"{side}Name", "name, in capitals", lambda p: a.name.upper() or None if (a := of(p)) else None
        ),
        shaped(f"{side}CountryCode", "CAMEO code of its country", lambda p: _country(of(p))),
        shaped(f"{side}KnownGroupCode", "CAMEO code of a body of several countries", lambda p: _group(of(p))),
        shaped(f"{side}EthnicCode", "always empty: not in the record", lambda _: None),
        shaped(f"{side}Religion1Code", "always empty: not in the record", lambda _: None),
        shaped(f"{side}Religion2Code", "always empty: not in the record", lambda _: None),
        shaped(f"{side}Type1Code", "CAMEO role", lambda p: _role(of(p), 0)),
        shaped(f"{side}Type2Code", "second CAMEO role", lambda p: _role(of(p), 1)),
        shaped(f"{side}Type3Code", "third CAMEO role", lambda p: _role(of(p), 2)),
    )


# ---- places --------------------------------------------------------------------------------


def _geo_type(pair: Pair) -> int | None:
    row = place(pair.coded)
    if row is None:
        return None
    own = GEO_TYPES_USA if row.country == "USA" else GEO_TYPES
    return own.get(row.kind, GEO_TYPES.get(row.kind))


def _full_name(pair: Pair) -> str | None:
    row, location = place(pair.coded), pair.coded.event.location
    if row is None or location is None:
        return location.name if location else None
    parts = (row.name, row.admin1 if row.kind == "city" else None, country_name(row.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _fips(pair: Pair) -> str | None:
    return fips(getattr(pair.coded.event.location, "country", None))


def _is_country(pair: Pair) -> bool:
    row = place(pair.coded)
    return row is not None and row.kind == "country"


def _no_geo(side: str) -> tuple[Column, ...]:
    parts: tuple[tuple[str, Type], ...] = (
        ("Type", "integer"), ("FullName", "string"), ("CountryCode", "string"), ("ADM1Code", "string"),
        ("ADM2Code", "string"), ("Lat", "number"), ("Long", "number"), ("FeatureID", "string"),
    )  # fmt: skip
    return tuple(
        shaped(f"{side}Geo_{part}", "always empty: the record does not say where actors are", lambda _: None, type_)
        for part, type_ in parts
    )  # fmt: skip


ACTION_GEO = (
    shaped("ActionGeo_Type", "1 country, 2 region of the United States, 3 city there, 4 other city, 5 other region", _geo_type, "integer"),
    shaped("ActionGeo_FullName", "place, region, country", _full_name),
    shaped("ActionGeo_CountryCode", "FIPS 10-4 code of the country", _fips),
    shaped("ActionGeo_ADM1Code", "FIPS code of the country, where no region is told; else empty", lambda p: _fips(p) if _is_country(p) else None),
    shaped("ActionGeo_ADM2Code", "always empty: not in the gazetteer", lambda _: None),
    shaped("ActionGeo_Lat", "degrees, WGS 84", lambda p: getattr(p.coded.event.location, "lat", None), "number"),
    shaped("ActionGeo_Long", "degrees, WGS 84", lambda p: getattr(p.coded.event.location, "lon", None), "number"),
    shaped("ActionGeo_FeatureID", "of a country its FIPS code; the ids of other places are not GDELT's, and stand in other exports", lambda p: _fips(p) if _is_country(p) else None),
)  # fmt: skip


# ---- the event -----------------------------------------------------------------------------


def _is_root(pair: Pair) -> int:
    """Return 1 if the lead paragraph of the report tells of the event, as GDELT has it."""
    text = pair.coded.report.reading.document.text
    lead = text.find("\n\n")
    return int(lead < 0 or pair.coded.event.trigger.start < lead)


def _added(pair: Pair) -> int | None:
    day = _number_of_day(pair.coded.published, 8)
    return day * MIDNIGHT if day else None


TABLE = Table(
    name="gdelt",
    help="two actors of an event, in the 61 columns of GDELT 2.0",
    key="GLOBALEVENTID",
    header=False,
    fixed=True,
    columns=(
        shaped("GLOBALEVENTID", "a number made of our id", lambda p: number_of(p.id), "integer"),
        shaped("SQLDATE", "the day, YYYYMMDD", lambda p: _number_of_day(p.coded.day, 8), "integer"),
        shaped("MonthYear", "the month, YYYYMM", lambda p: _number_of_day(p.coded.day, 6), "integer"),
        shaped("Year", "the year", lambda p: _number_of_day(p.coded.day, 4), "integer"),
        shaped("FractionDate", "the day as a fraction of years", lambda p: fraction_of(p.coded.day), "number"),
        *_actor("Actor1", lambda p: p.actor),
        *_actor("Actor2", lambda p: p.recipient),
        shaped("IsRootEvent", "1 if the first paragraph tells of it", _is_root, "integer"),
        shaped("EventCode", "CAMEO code", lambda p: p.coded.cameo.code),
        shaped("EventBaseCode", "its first three digits", lambda p: p.coded.cameo.code[:3]),
        shaped("EventRootCode", "its first two digits", lambda p: p.coded.cameo.code[:2]),
        shaped("QuadClass", "GDELT's class of the root code, 1 to 4", lambda p: load_roots()[p.coded.cameo.code[:2]].quad, "integer"),
        shaped("GoldsteinScale", "Goldstein's score of the code", lambda p: p.coded.cameo.goldstein, "number"),
        shaped("NumMentions", "how often the report tells of it; of a happening, how many reports, copies among them", lambda p: len(p.coded.happening.tellings) if p.coded.happening else len(p.coded.event.evidence) or 1, "integer"),
        shaped("NumSources", "how many outlets tell of it", lambda p: len(p.coded.publishers) or 1, "integer"),
        shaped("NumArticles", "how many reports tell of it, copies folded", lambda p: p.coded.reports, "integer"),
        shaped("AvgTone", "always empty: not in the record", lambda _: None, "number"),
        *_no_geo("Actor1"),
        *_no_geo("Actor2"),
        *ACTION_GEO,
        shaped("DATEADDED", "the day of publication, YYYYMMDD000000", _added, "integer"),
        shaped("SOURCEURL", "the address of the report", lambda p: p.coded.report.reading.document.url),
    ),
)  # fmt: skip
