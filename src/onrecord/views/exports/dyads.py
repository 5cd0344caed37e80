"""Dyads: a long table with one row an actor, a recipient and an event, and counts by day, week or month, with zeros if asked for.

Of actors who act together without a recipient, each acts on each. The weights of the rows of one event add up to one, so that
sums of weights count events. Counts are of what happened (occurred, ongoing), unless statuses are asked for, as in `onrecord dyad`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.assembly.disagreements.cells import SO
from onrecord.questions.periods import By, period_of, periods
from onrecord.store.tally import DyadCount, Tally
from onrecord.types import Actor, ActorId
from onrecord.views.coding import Countries
from onrecord.views.exports.coded import Coded, Pair, codes, country_iso3c
from onrecord.views.exports.codes import iso3c
from onrecord.views.exports.columns import Column, Table, Type
from onrecord.views.exports.reports import of_report


def _side(side: str, whose: str, of: Callable[[Pair], Actor | None]) -> tuple[Column, ...]:
    def on(name: str) -> Callable[[Pair], object]:
        return lambda pair: getattr(of(pair), name, None)

    return (
        Column(f"{side}_name", "string", f"the name of {whose}; empty if the words name nobody", lambda p: getattr(of(p), "name", None) or None),
        Column(f"{side}_entity", "string", f"the entity of {whose} over all reports", lambda p: p.coded.entities.get(a.id) if (a := of(p)) else None),
        Column(f"{side}_wikidata", "string", f"Wikidata id of {whose}", on("wikidata")),
        Column(f"{side}_country", "string", f"the country of {whose}: ISO 3166 alpha-3, or EUR, UNO, IGO, NGO", on("country")),
        Column(f"{side}_basis", "string", "where that country comes from: said, or the rule that gives it (member, place, only country, home)", lambda p: p.coded.basis(of(p))),
        Column(f"{side}_iso3c", "string", "the country, if it is one of ISO 3166 (XKX is Kosovo)", lambda p: country_iso3c(of(p))),
        Column(f"{side}_cown", "integer", "its number in the list of the Correlates of War project", lambda p: codes(of(p)).cow),
        Column(f"{side}_gwn", "integer", "its number in the list of Gleditsch and Ward", lambda p: codes(of(p)).gw),
        Column(f"{side}_sector", "string", f"PLOVER sector of {whose}", on("sector")),
    )  # fmt: skip


TABLE = Table(
    name="dyads",
    help="an actor, a recipient and an event",
    key="id",
    columns=(
        Column("id", "string", "unique: the event, and from the second pair on its number", lambda p: p.id, needed=True),
        Column("event", "string", "the id of the event in the table of events", lambda p: p.coded.id, needed=True),
        Column("counting", "string", "reports: each report that tells of an event counts; happenings: each distinct happening", lambda p: p.coded.counting, needed=True),
        Column("countries", "string", "said: parties have the countries that the words give; completed: also those that rules give where the words leave them open", lambda p: p.coded.countries, needed=True),
        Column("weight", "number", "one divided by the number of pairs of the event: sums of weights count events", lambda p: round(1 / p.of, 6), needed=True),
        Column("together", "boolean", "whether both act together, and none is the recipient", lambda p: p.together, needed=True),
        Column("day", "date", "the one day by which it is counted", lambda p: p.coded.day),
        Column("day_basis", "string", "text, window or published, as in the table of events", lambda p: p.coded.day_basis),
        Column("year", "integer", "the year of that day", lambda p: int(p.coded.day[:4]) if p.coded.day else None),
        *_side("actor", "who acts", lambda p: p.actor),
        *_side("recipient", "whom it is done to", lambda p: p.recipient),
        Column("type", "string", "as in the table of events", lambda p: p.coded.event.type, needed=True),
        Column("mode", "string", "PLOVER mode of the act", lambda p: p.coded.event.mode),
        Column("status", "string", "how the text presents it", lambda p: p.coded.event.status, needed=True),
        Column("plover_type", "string", "the type in the published standard", lambda p: p.coded.plover.type if p.coded.plover else None),
        Column("quad", "integer", "PLOVER's class, 1 to 4", lambda p: p.coded.plover.quad if p.coded.plover else None),
        Column("scale", "number", "PLOVER's score of conflict and cooperation", lambda p: p.coded.plover.scale if p.coded.plover else None),
        Column("cameo", "string", "CAMEO code", lambda p: p.coded.cameo.code if p.coded.cameo else None),
        Column("goldstein", "number", "Goldstein's score of the CAMEO code", lambda p: p.coded.cameo.goldstein if p.coded.cameo else None),
        *of_report(lambda p: p.coded.report),
    ),
)  # fmt: skip


def has_both(pair: Pair) -> bool:
    """Return whether a pair has an actor and a recipient."""
    return pair.actor is not None and pair.recipient is not None


# ---- counts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """What one country did to another in one period."""

    first: date
    last: date
    counting: str
    countries: Countries
    count: DyadCount

    @property
    def actor(self) -> Actor:
        """The country that acts, as an actor with codes."""
        return _country(self.count.actor)

    @property
    def recipient(self) -> Actor:
        """The country to which it is done."""
        return _country(self.count.recipient)


def _country(code: str) -> Actor:
    return Actor(id=ActorId(code), name=code, kind="country", country=code)


def happened(one: Coded) -> bool:
    """Return whether the text presents an event as having happened."""
    return one.event.status in SO


def cells(
    found: Iterable[Pair], by: By, counting: str, countries: Countries = "said", *, zeros: bool
) -> Iterator[Cell]:
    """Yield the counts of all pairs of countries, by period, actor and recipient; with zeros also where nothing happened."""
    with Tally() as tally:
        tally.add(_counted(found, by))
        pairs = tally.dyads() if zeros else []
        counts = tally.counts()
        if not zeros:
            for count in counts:
                period = period_of(date.fromisoformat(count.period), by)
                yield Cell(period.first, period.last, counting, countries, count)
            return
        window = tally.window()
        if window is None:
            return
        waiting = next(counts, None)
        for period in periods(date.fromisoformat(window[0]), date.fromisoformat(window[1]), by):
            for actor, recipient in pairs:
                key = (period.first.isoformat(), actor, recipient)
                if waiting is not None and (waiting.period, waiting.actor, waiting.recipient) == key:
                    yield Cell(period.first, period.last, counting, countries, waiting)
                    waiting = next(counts, None)
                else:
                    yield Cell(period.first, period.last, counting, countries, DyadCount(*key))


def _counted(found: Iterable[Pair], by: By) -> Iterator[tuple[Any, ...]]:
    """Yield the counted values of each pair whose countries and day are known."""
    for pair in found:
        one = pair.coded
        actor, recipient = (a.country if a else None for a in (pair.actor, pair.recipient))
        if not actor or not recipient or one.day is None or "|" in actor + recipient:
            continue
        plover = one.plover
        yield (
            period_of(date.fromisoformat(one.day), by).first.isoformat(),
            actor,
            recipient,
            one.id,
            1 / pair.of,
            plover.quad if plover else None,
            plover.scale if plover else None,
            one.cameo.goldstein if one.cameo else None,
        )


def _counts_side(side: str, whose: str, of: Callable[[Cell], Actor]) -> tuple[Column, ...]:
    return (
        Column(f"{side}_country", "string", f"{whose}: ISO 3166 alpha-3, or EUR, UNO, IGO, NGO", lambda c: of(c).country, needed=True),
        Column(f"{side}_iso3c", "string", "the country, if it is one of ISO 3166 (XKX is Kosovo)", lambda c: iso3c(of(c).country)),
        Column(f"{side}_cown", "integer", "its number in the list of the Correlates of War project", lambda c: codes(of(c)).cow),
        Column(f"{side}_gwn", "integer", "its number in the list of Gleditsch and Ward", lambda c: codes(of(c)).gw),
    )  # fmt: skip


def _mean(name: str) -> Callable[[Cell], object]:
    return lambda cell: None if (value := getattr(cell.count, name)) is None else round(value, 4)


def _quad(quad: int) -> Callable[[Cell], object]:
    return lambda cell: cell.count.quads[quad - 1]


def _quads() -> tuple[Column, ...]:
    names: tuple[tuple[str, Type], ...] = (
        ("verbal_cooperation", "integer"), ("material_cooperation", "integer"),
        ("verbal_conflict", "integer"), ("material_conflict", "integer"),
    )  # fmt: skip
    return tuple(
        Column(name, type_, f"events of PLOVER's class {quad}", _quad(quad), needed=True)
        for quad, (name, type_) in enumerate(names, 1)
    )  # fmt: skip


def counts_table(by: By) -> Table:
    """Return the table of counts by day, week or month."""
    return Table(
        name=f"dyad-{by}",
        help=f"what one country did to another in a {by}",
        columns=(
            Column("period", "date", f"the first day of the {by}", lambda c: c.first.isoformat(), needed=True),
            Column("until", "date", f"the last day of the {by}", lambda c: c.last.isoformat(), needed=True),
            Column("counting", "string", "reports: each report that tells of an event counts; happenings: each distinct happening", lambda c: c.counting, needed=True),
            Column("countries", "string", "said: parties have the countries that the words give; completed: also those that rules give where the words leave them open", lambda c: c.countries, needed=True),
            *_counts_side("actor", "the country that acts", lambda c: c.actor),
            *_counts_side("recipient", "the country to which it is done", lambda c: c.recipient),
            Column("events", "integer", "how many events the two countries share", lambda c: c.count.events, needed=True),
            Column("weight", "number", "the same, an event of several pairs shared out among them", lambda c: round(c.count.weight, 6), needed=True),
            *_quads(),
            Column("scale", "number", "mean of PLOVER's scores; empty without events that have one", _mean("scale")),
            Column("goldstein", "number", "mean of Goldstein's scores; empty without events that have one", _mean("goldstein")),
        ),
    )  # fmt: skip
