"""Events as a table of our own: one row an event of a report, or a happening, with its words and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.types import Actor, FigureKind, Span
from onrecord.views.exports.coded import Coded
from onrecord.views.exports.columns import Column, Table
from onrecord.views.exports.reports import of_report

FIGURES: tuple[FigureKind, ...] = ("killed", "injured", "arrested", "abducted", "displaced", "participants")


def _each(side: str, value: Callable[[Coded, Actor], object]) -> Callable[[Coded], object]:
    """Return a value of each party of a side; empty parts keep the lists of one side as long as each other."""
    return lambda one: tuple(value(one, actor) or "" for actor in getattr(one, side))


def _side(side: str, prefix: str, whose: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}_names", "list", f"the names of {whose}", _each(side, lambda _, a: a.name)),
        Column(f"{prefix}_entities", "list", f"the entities of {whose}, in the same order; an empty part has none", _each(side, lambda one, a: one.entities.get(a.id))),
        Column(f"{prefix}_wikidata", "list", f"the Wikidata ids of {whose}, in the same order", _each(side, lambda _, a: a.wikidata)),
        Column(f"{prefix}_countries", "list", f"the countries of {whose}, in the same order: ISO 3166 alpha-3, or EUR, UNO, IGO, NGO", _each(side, lambda _, a: a.country)),
        Column(f"{prefix}_bases", "list", "where these countries come from, in the same order: said, or the rule that gives it (member, place, only country, home)", _each(side, lambda one, a: one.basis(a))),
        Column(f"{prefix}_sectors", "list", f"the PLOVER sectors of {whose}, in the same order", _each(side, lambda _, a: a.sector)),
    )  # fmt: skip


def _figure(what: FigureKind, at: int) -> Callable[[Coded], object]:
    return lambda one: one.figure(what)[at]


def _figures() -> tuple[Column, ...]:
    return tuple(
        Column(f"{what}_{side}", "number", f"the {word} number of those who were {what}" if what != "participants" else f"the {word} number of participants", _figure(what, at))
        for what in FIGURES
        for at, (side, word) in enumerate((("low", "least"), ("high", "greatest")))
    )  # fmt: skip


def span_columns(
    name: str, what: str, of: Callable[[Any], Span | None], *, needed: bool = False
) -> tuple[Column, ...]:
    """Return the columns of some words and of where they stand: offsets in code points, end exclusive."""
    return (
        Column(name, "string", what, lambda one: s.text if (s := of(one)) else None, excerpt=True),
        Column(f"{name}_start", "integer", f"offset of {what}", lambda one: s.start if (s := of(one)) else None, needed=needed),
        Column(f"{name}_end", "integer", f"offset behind {what}", lambda one: s.end if (s := of(one)) else None, needed=needed),
    )  # fmt: skip


def first(spans: Sequence[Span]) -> Span | None:
    """Return the first of some spans."""
    return spans[0] if spans else None


def _goldstein(one: Coded) -> float | None:
    return one.cameo.goldstein if one.cameo else None


TABLE = Table(
    name="events",
    help="an event of a report, or a happening",
    key="id",
    columns=(
        Column("id", "string", "unique: document and event, or the happening", lambda one: one.id, needed=True),
        Column("counting", "string", "reports: a row for each report that tells of an event; happenings: a row for each distinct happening", lambda one: one.counting, needed=True),
        Column("countries", "string", "said: parties have the countries that the words give; completed: also those that rules give where the words leave them open", lambda one: one.countries, needed=True),
        Column("happening", "string", "the happening that it is or tells of", lambda one: one.happening_id),
        *of_report(lambda one: one.report),
        Column("type", "string", "one of PLOVER's sixteen types, or ELECTION, OFFICE, LAW, COURT, OCCASION", lambda one: one.event.type, needed=True),
        Column("mode", "string", "PLOVER mode of the act", lambda one: one.event.mode),
        Column("contexts", "list", "PLOVER contexts", lambda one: one.event.contexts),
        Column("status", "string", "how the text presents it: occurred, ongoing, planned, expected, possible, unlikely, conditional, requested, negated, denied", lambda one: one.event.status, needed=True),
        Column("certainty", "string", "how sure the text sounds", lambda one: one.event.certainty, needed=True),
        Column("plover_type", "string", "the type in the published standard, which files a planned visit as AGREE; empty where it codes nothing", lambda one: one.plover.type if one.plover else None),
        Column("plover_aux", "list", "historical, future, hypothetical, negation", lambda one: one.plover.aux if one.plover else ()),
        Column("quad", "integer", "PLOVER's class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", lambda one: one.plover.quad if one.plover else None),
        Column("scale", "number", "PLOVER's score of conflict and cooperation", lambda one: one.plover.scale if one.plover else None),
        Column("cameo", "string", "CAMEO code; empty where CAMEO cannot say it: what did not happen or only may", lambda one: one.cameo.code if one.cameo else None),
        Column("goldstein", "number", "Goldstein's score of the CAMEO code", _goldstein),
        *_side("actors", "actor", "who acts"),
        *_side("recipients", "recipient", "those to whom it is done"),
        Column("place", "string", "the name of the place", lambda one: getattr(one.event.location, "name", None)),
        Column("country", "string", "the country of the place, ISO 3166 alpha-3", lambda one: getattr(one.event.location, "country", None)),
        Column("geonames", "integer", "GeoNames id of the place", lambda one: getattr(one.event.location, "geonames", None)),
        Column("lat", "number", "degrees, WGS 84", lambda one: getattr(one.event.location, "lat", None)),
        Column("lon", "number", "degrees, WGS 84", lambda one: getattr(one.event.location, "lon", None)),
        Column("earliest", "date", "the first possible day", lambda one: getattr(one.event.time, "earliest", None)),
        Column("latest", "date", "the last possible day", lambda one: getattr(one.event.time, "latest", None)),
        Column("day", "date", "the one day by which it is counted", lambda one: one.day),
        Column("day_basis", "string", "text: the text gives the day; window: of several possible days the one nearest to the report; published: the day of publication, the text gives none", lambda one: one.day_basis),
        *_figures(),
        Column("source", "string", "on whose word; empty: the report's own", lambda one: one.source),
        *span_columns("trigger", "the words that name it", lambda one: one.event.trigger, needed=True),
        *span_columns("condition", "the words of the condition", lambda one: one.event.condition),
        *span_columns("quote", "the sentence or clause that tells of it", lambda one: first(one.event.evidence)),
    ),
    columns_by_counting={
        "happenings": (
            Column("reports", "integer", "how many reports tell of it, copies folded", lambda one: one.reports, needed=True),
            Column("publishers", "list", "the outlets that tell of it", lambda one: one.publishers),
            Column("sources", "integer", "how many independent voices tell of it", lambda one: one.sources, needed=True),
        )
    },
)  # fmt: skip
