"""ICEWS's table: 20 tab-separated columns with CAMEO codes, one row a source and a target.

CAMEO cannot express that an event did not or only may happen: such events are left out, and counted. "Source" is who acts here, as in
ICEWS, and not on whose word it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.types import Actor
from onrecord.views.exports.coded import Coded, Pair, city, country_name, province, sectors
from onrecord.views.exports.columns import Column, Table, Type


def _column(name: str, help_: str, value: Callable[[Any], object], type_: Type = "string") -> Column:
    return Column(name, type_, help_, value)


def _party(side: str, whose: str, of: Callable[[Pair], Actor | None]) -> tuple[Column, ...]:
    return (
        _column(f"{side} Name", f"the name of {whose}", lambda p: a.name or None if (a := of(p)) else None),
        _column(f"{side} Sectors", f"PLOVER sectors of {whose}", lambda p: sectors(of(p)), "list"),
        _column(f"{side} Country", f"the country of {whose}, by its English name", lambda p: country_name(a.country) if (a := of(p)) else None),
    )  # fmt: skip


def _at(name: str) -> Callable[[Pair], object]:
    return lambda pair: getattr(pair.coded.event.location, name, None)


TABLE = Table(
    name="icews",
    help="a source and a target of an event, in the 20 columns of ICEWS",
    key="Event ID",
    fixed=True,
    columns=(
        _column("Event ID", "unique: the event, and from the second pair of parties on its number", lambda p: p.id),
        _column("Event Date", "the day of the event; of a window the day nearest to the report; without any the day of publication", lambda p: p.coded.day, "date"),
        *_party("Source", "who acts", lambda p: p.actor),
        _column("Event Text", "CAMEO's name of the code", lambda p: p.coded.cameo.name),
        _column("CAMEO Code", "CAMEO code, with its leading zero", lambda p: p.coded.cameo.code),
        _column("Intensity", "Goldstein's score of the code", lambda p: p.coded.cameo.goldstein, "number"),
        *_party("Target", "to whom it is done", lambda p: p.recipient),
        _column("Story ID", "the id of the document; of a happening that of the latest report", lambda p: p.coded.report.reading.document.id),
        _column("Sentence Number", "always empty: the record counts characters", lambda _: None, "integer"),
        _column("Publisher", "the outlets that tell of it", lambda p: p.coded.publishers, "list"),
        _column("City", "the city", city),
        _column("District", "always empty: the gazetteer has no districts", lambda _: None),
        _column("Province", "the first-order region", province),
        _column("Country", "the country, by its English name", lambda p: country_name(getattr(p.coded.event.location, "country", None))),
        _column("Latitude", "degrees, WGS 84", _at("lat"), "number"),
        _column("Longitude", "degrees, WGS 84", _at("lon"), "number"),
    ),
)  # fmt: skip


def keep(one: Coded) -> bool:
    """Return whether CAMEO has a code for an event."""
    return one.cameo is not None
