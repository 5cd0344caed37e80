"""PLOVER records as JSON lines, with the fields of manual 0.8 (chapter "Data Fields").

Our own fields stand beside them under `onrecord`, and none of the standard's is renamed. Events that the standard does not code
are left out, and counted. The auxiliary modes (historical, future, hypothetical, negation) are in `context`, as the manual has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from onrecord import __version__
from onrecord.ontologies import load_ontology
from onrecord.types import Actor, Plover, Span
from onrecord.views.exports.coded import Coded, country_name, place
from onrecord.views.exports.codes import plover_country

REQUIRED = ("id", "date", "actor", "event")
FIELDS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size", "dead", "injured", "arrested",
)  # fmt: skip
OWN = "onrecord"  # the field with what the standard has no name for
SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
RESOLUTION = {"country": 1, "region": 2, "city": 4}  # of the manual's five
FEATURES = {"country": ("A", "PCLI"), "region": ("A", "ADM1"), "city": ("P", "PPL")}


def keep(one: Coded) -> bool:
    """Return whether the standard codes an event."""
    return one.plover is not None and one.day is not None


def write(one: Coded) -> str:
    """Return one record as a line."""
    return msgspec.json.encode(record(one)).decode() + "\n"


def record(one: Coded) -> dict[str, Any]:
    """Return the record of an event; fields without a value are left out."""
    event = one.event
    plover = cast("Plover", one.plover)  # `keep` has left out events without a code
    latest = event.time.latest if event.time else None
    spans = event.mentions or (event.trigger,)
    found = {
        "id": one.id,
        "date": one.day,
        "enddate": latest if latest != one.day and one.day_basis != "published" else None,
        "actor": [_entity(actor, one) for actor in one.actors],
        "recipient": [_entity(actor, one) for actor in one.recipients],
        "event": [plover.type],
        "mode": [one.mode] if one.mode else [],
        "context": list(one.contexts),
        "quad_code": plover.quad,
        "event_scale": plover.scale,
        "event_text": [span.text for span in spans],
        "event_loc": _location(one),
        **_sizes(one),
        "text": event.evidence[0].text if event.evidence else None,
        "text_info": _text_info(event.evidence[:1]),
        "cite_info": _cite_info(one),
        "coder": f"onrecord {__version__}",
        OWN: _own(one),
    }
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _entity(actor: Actor, one: Coded) -> dict[str, Any]:
    found = {
        "code": plover_country(actor.country),
        "sector": [s for s in (actor.sector, actor.sector2) if s],
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "identifier_text": actor.name if actor.wikidata else None,
        "office": actor.office,
        "onrecord_entity": one.entities.get(actor.id),
        "onrecord_basis": one.bases.get(actor.id),
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def _location(one: Coded) -> dict[str, Any] | None:
    location, row = one.event.location, place(one)
    if location is None:
        return None
    kind = row.kind if row else ""
    feature_class, feature_code = FEATURES.get(kind, (None, None))
    found = {
        "extracted_place": location.text,
        "resolved_place": location.name,
        "geonameid": location.geonames,
        "lat": location.lat,
        "lon": location.lon,
        "city": row.name if row and kind == "city" else None,
        "province": (row.name if kind == "region" else row.admin1) if row else None,
        "country": country_name(location.country),
        "country_code": location.country,
        "feature_class": feature_class,
        "feature_code": feature_code,
        "resolution": RESOLUTION.get(kind),
    }
    return {name: value for name, value in found.items() if value is not None}


def _sizes(one: Coded) -> dict[str, Any]:
    """Return the numbers of dead, injured and arrested: an exact number, else "at least" or "at most" in words, as codes may be."""
    found: dict[str, Any] = {}
    for what, name in SIZES.items():
        low, high = one.figure(what)
        if low is not None and low == high:
            found[name] = low
        elif low is not None or high is not None:
            found[name] = f"{'' if low is None else low}-{'' if high is None else high}"
    return found


def _text_info(spans: tuple[Span, ...]) -> dict[str, Any] | None:
    if not spans:
        return None
    (span,) = spans
    return {"sequence": 1, "start": span.start, "end": span.end, "text_story": [span.text]}


def _cite_info(one: Coded) -> Mapping[str, Any]:
    document = one.report.reading.document
    found = {
        "corpus": document.publisher,
        "citation": document.given_id or document.id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.publisher,
        "coder": f"onrecord {__version__}",
        "codebook": "PLOVER",
        "version": load_ontology().version,
    }
    return {name: value for name, value in found.items() if value is not None}


def _own(one: Coded) -> dict[str, Any]:
    """Return the values for which the standard has no field."""
    event, condition = one.event, one.event.condition
    found = {
        "counting": one.counting,
        "countries": one.countries,
        "document": one.report.reading.document.id,
        "happening": one.happening_id,
        "type": event.type,
        "status": event.status,
        "certainty": event.certainty,
        "day_basis": one.day_basis,
        "earliest": event.time.earliest if event.time else None,
        "latest": event.time.latest if event.time else None,
        "published": one.published,
        "source": one.source,
        "condition": {"start": condition.start, "end": condition.end} if condition else None,
        "trigger": {"start": event.trigger.start, "end": event.trigger.end},
        "reports": one.reports,
        "publishers": list(one.publishers),
        "cameo": one.cameo.code if one.cameo else None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}
