"""ICEWS's table: 20 tab-separated columns with CAMEO codes, one row a source and a target.

CAMEO cannot express that an event did not or only may happen: such events are left out, and counted. "Source" is who acts here, as in
ICEWS, and not on whose word it is told.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.types import Actor
from onrecord.views.exports.coded import Coded, Pair, city, country_name, province, sectors
from onrecord.views.exports.columns import Column, Table, shaped


def _party(side: str, whose: str, of: Callable[[Pair], Actor | None]) -> tuple[Column, ...]:
    return (
        shaped(f"{side} Name", f"the name of {whose}", lambda p: a.name or None if (a := of(p)) else None),
        shaped(f"{side} Sectors", f"PLOVER sectors of {whose}", lambda p: sectors(of(p)), "list"),
        shaped(f"{side} Country", f"the country of {whose}, by its English name", lambda p: country_name(a.country) if (a := of(p)) else None),
    )  # fmt: skip


def _at(name: str) -> Callable[[Pair], object]:
    return lambda pair: getattr(pair.coded.event.location, name, None)


TABLE = Table(
    name="icews",
    help="a source and a target of an event, in the 20 columns of ICEWS",
    key="Event ID",
    fixed=True,
    columns=(
        shaped("Event ID", "unique: the event, and from the second pair of parties on its number", lambda p: p.id),
        shaped("Event Date", "the day of the event; of a window the day nearest to the report; without any the day of publication", lambda p: p.coded.day, "date"),
        *_party("Source", "who acts", lambda p: p.actor),
        shaped("Event Text", "CAMEO's name of the code", lambda p: p.coded.cameo.name),
        shaped("CAMEO Code", "CAMEO code, with its leading zero", lambda p: p.coded.cameo.code),
        shaped("Intensity", "Goldstein's score of the code", lambda p: p.coded.cameo.goldstein, "number"),
        *_party("Target", "to whom it is done", lambda p: p.recipient),
        shaped("Story ID", "the id of the document; of a happening that of the latest report", lambda p: p.coded.report.reading.document.id),
        shaped("Sentence Number", "always empty: the record counts characters", lambda _: None, "integer"),
        shaped("Publisher", "the outlets that tell of it", lambda p: p.coded.publishers, "list"),
        shaped("City", "the city", city),
        shaped("District", "always empty: the gazetteer has no districts", lambda _: None),
        shaped("Province", "the first-order region", province),
        shaped("Country", "the country, by its English name", lambda p: country_name(getattr(p.coded.event.location, "country", None))),
        shaped("Latitude", "degrees, WGS 84", _at("lat"), "number"),
        shaped("Longitude", "degrees, WGS 84", _at("lon"), "number"),
    ),
)  # fmt: skip


def keep(one: Coded) -> bool:
    """Return whether CAMEO has a code for an event."""
    return one.cameo is not None
