"""POLECAT's table: 40 tab-separated columns, one row for each actor and recipient, without the format errors of the published files.

Column names are those of the published files (research: three public loaders of them). What differs: UTF-8, the header never changes,
what is not known is an empty cell and never the word None, parts of a list stand between bars, ids are unique.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord import __version__
from onrecord.types import Actor, Location
from onrecord.views.exports.coded import Coded, Pair, city, codes, place, province, sectors
from onrecord.views.exports.codes import plover_country
from onrecord.views.exports.columns import Column, Table, shaped

FEATURES = {"country": "PCLI", "region": "ADM1", "city": "PPL"}  # GeoNames codes of the kinds of places
CAPITAL = "PPLC"


def _party(side: str, whose: str, of: Callable[[Pair], Actor | None]) -> tuple[Column, ...]:
    """Return the columns of one side."""

    def on(value: Callable[[Actor], object]) -> Callable[[Pair], object]:
        return lambda pair: value(actor) if (actor := of(pair)) else None

    return (
        shaped(f"{side} Name", f"the name of {whose}", on(lambda a: a.name or None)),
        shaped(f"{side} Country", f"the country of {whose}, ISO 3166 alpha-3, or EUR, UNO, IGO, NGO; KOS is Kosovo", on(lambda a: plover_country(a.country))),
        shaped(f"{side} COW", "its number in the list of the Correlates of War project", lambda pair: codes(of(pair)).cow, "integer"),
        shaped(f"Primary {side} Sector", f"the PLOVER sector of {whose}", on(lambda a: a.sector)),
        shaped(f"{side} Sectors", f"all sectors of {whose}", lambda pair: sectors(of(pair)), "list"),
        shaped(f"{side} Title", f"the office that {whose} holds on the day of publication", on(lambda a: a.office)),
        shaped(f"{side} Name Raw", "the words of the report, at the first mention", on(_raw)),
        shaped(f"Wikipedia {side} ID", f"the Wikidata id of {whose}", on(lambda a: a.wikidata)),
    )  # fmt: skip


def _raw(actor: Actor) -> str | None:
    return actor.mentions[0].text if actor.mentions else actor.name or None


def _named(pair: Pair, kinds: Iterable[str]) -> list[str]:
    actors = pair.coded.report.actors.values()
    return list(dict.fromkeys(a.name for a in actors if a.named and a.kind in kinds))


def _places(pair: Pair) -> list[str]:
    return list(dict.fromkeys(one.name for one in pair.coded.report.reading.places))


def _at(value: Callable[[Location], object]) -> Callable[[Pair], object]:
    return lambda pair: value(found) if (found := pair.coded.event.location) else None


def _plover(name: str) -> Callable[[Pair], object]:
    return lambda pair: getattr(pair.coded.plover, name, None)


def _feature(pair: Pair) -> str | None:
    row = place(pair.coded)
    if row is None:
        return None
    return CAPITAL if row.is_capital else FEATURES.get(row.kind)


TABLE = Table(
    name="polecat",
    help="an actor and a recipient of an event, in the 40 columns of POLECAT",
    key="Event ID",
    fixed=True,
    columns=(
        shaped("Event ID", "unique: the event, and from the second pair of parties on its number", lambda p: p.id),
        shaped("Event Date", "the day of the event; of a window the day nearest to the report; without any the day of publication", lambda p: p.coded.day, "date"),
        shaped("Event Type", "one of PLOVER's sixteen types", _plover("type")),
        shaped("Event Mode", "PLOVER mode", lambda p: p.coded.mode),
        shaped("Intensity", "PLOVER's score of conflict and cooperation", _plover("scale"), "number"),
        shaped("Quad Code", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", _plover("quad"), "integer"),
        shaped("Contexts", "PLOVER contexts, with historical, future, hypothetical and negation among them", lambda p: p.coded.contexts, "list"),
        *_party("Actor", "who acts", lambda p: p.actor),
        *_party("Recipient", "to whom it is done", lambda p: p.recipient),
        shaped("Placename", "the name of the place", _at(lambda at: at.name)),
        shaped("City", "the city", city),
        shaped("District", "always empty: the gazetteer has no districts", lambda _: None),
        shaped("Province", "the first-order region", province),
        shaped("Country", "the country, ISO 3166 alpha-3", _at(lambda at: plover_country(at.country))),
        shaped("Latitude", "degrees, WGS 84", _at(lambda at: at.lat), "number"),
        shaped("Longitude", "degrees, WGS 84", _at(lambda at: at.lon), "number"),
        shaped("GeoNames ID", "GeoNames id of the place", _at(lambda at: at.geonames), "integer"),
        shaped("Raw Placename", "the words of the report for the place", _at(lambda at: at.text)),
        shaped("Feature Type", "GeoNames code of the kind of place", _feature),
        shaped("Source", "the outlets that tell of it", lambda p: p.coded.publishers, "list"),
        shaped("Publication Date", "the day of publication; of a happening that of the first report", lambda p: p.coded.published, "date"),
        shaped("Story People", "people whom the report names", lambda p: _named(p, ("person",)), "list"),
        shaped("Story Organizations", "bodies and groups that the report names", lambda p: _named(p, ("organization", "group")), "list"),
        shaped("Story Locations", "places that the report names", _places, "list"),
        shaped("Language", "language of the report, ISO 639-1", lambda p: p.coded.report.reading.document.language),
        shaped("Version", "the version of onrecord, whether reports or happenings are counted, and whether countries are those said or completed", lambda p: f"onrecord {__version__}; counting {p.coded.counting}, countries {p.coded.countries}"),
    ),
)  # fmt: skip


def keep(one: Coded) -> bool:
    """Return whether the standard codes an event."""
    return one.plover is not None
