"""What two actors did to each other over time, each direction by itself.

A country that is asked for by its name or code stands for everyone coded with this country. Only what happened counts, unless
statuses are asked for. A happening belongs to the period of its day; reports are counted with the happening that they tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import Any, Unpack, cast

from onrecord.assembly.disagreements.cells import SO
from onrecord.assembly.types import Happening, HappeningId
from onrecord.ontologies import Ontology, load_ontology
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.asking import among, described, notes_on
from onrecord.questions.filters import DyadFilters, Filters, checked, event_statuses
from onrecord.questions.lines import NO_REPORTS
from onrecord.questions.meant import UnclearError, resolve_actor, resolve_country
from onrecord.questions.periods import By, Period, day_in_series, period_of, periods
from onrecord.questions.quotes import Quotes
from onrecord.questions.rows_lines import Direction, DyadPeriod, Quote
from onrecord.store import Store, one_moment
from onrecord.store.find import Condition, Role, at_least, at_most, by_publisher
from onrecord.store.gathered import (
    Taking,
    ToldActRow,
    acts_between,
    last_day,
    origins,
    reports_of,
    things,
)

NAME = "dyad"
HAPPENED = tuple(sorted(SO))
QUADS = (1, 2, 3, 4)
SIDES: Mapping[Direction, tuple[Role, Role]] = {  # the roles of the first and the second
    "forth": ("actor", "recipient"),
    "back": ("recipient", "actor"),
    "together": ("actor", "actor"),
}
CONDITIONS = {
    "type": among("type"),
    "status": among("status"),
    "country": lambda meant: Condition("country = ?", (meant.country,)),
    "place": lambda place: Condition("place = ?", (place,)),
    "on_or_after": lambda day: at_least("latest", day),
    "on_or_before": lambda day: at_most("earliest", day),
    "since": lambda day: at_least("published", day),
    "until": lambda day: at_most("published", day),
    "outlet": by_publisher,
}


def dyad(store: Store, dyad: Sequence[str], **filters: Unpack[DyadFilters]) -> Answer[DyadPeriod]:
    """Return what two actors did to one another, by period, the earliest first; periods without any have zeros."""
    asked = checked(NAME, {"limit": 0, "dyad": dyad, **filters})
    with one_moment(store):
        answer = Answer(question=NAME, row=DyadPeriod, asked=asked, notes=notes_on(store))
        try:
            sides = [resolve_actor(store, "dyad", name) for name in asked.dyad or ()]
            country = resolve_country("country", asked.country) if asked.country else None
        except UnclearError as unclear:
            return replace(answer, why=str(unclear) if last_day(store) else NO_REPORTS)
        answer = replace(answer, meant=(*sides, *filter(None, (country,))))
        series = _Series(store, asked, sides, country)
        rows = series.rows()
        if not rows:
            return _without_rows(answer, series) if last_day(store) else replace(answer, why=NO_REPORTS)
        start = asked.offset
        end = None if asked.limit is None else start + asked.limit
        shown = tuple(series.quoted(row) for row in rows[start:end])
        return replace(answer, rows=shown, total=len(rows))


def _without_rows(answer: Answer[DyadPeriod], series: _Series) -> Answer[DyadPeriod]:
    """Return the answer with the reason why nothing is found, and the nearest wider question that finds something."""
    names = " and ".join(str(meant.name) for meant in answer.meant[:2])
    given = [name for name in answer.asked.given() if name in CONDITIONS]
    left_out = (*((name,) for name in given), ("status",), (*given, "status"))
    for names_left in left_out:
        fields: dict[str, Any] = {name: _open(name) for name in names_left}
        wider = replace(answer.asked, **fields)
        total = len(replace(series, asked=wider).rows())
        if total:
            told = " and ".join(
                described(name, getattr(answer.asked, name) or HAPPENED) for name in names_left
            )
            why = f"No report tells of anything between {names} with {told} and all else that is asked for."
            return replace(answer, why=why, wider=wider, wider_total=total)
    return replace(answer, why=f"No report tells of anything that {names} did to one another.")


def _open(name: str) -> Any:
    return event_statuses() if name == "status" else getattr(Filters(), name)


@dataclass
class _Cell:
    """The counts of one direction in one period."""

    reports: set[str] = field(default_factory=set)
    happenings: dict[str, ToldActRow] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class _Series:
    """Makes the rows of a series."""

    store: Store
    asked: Filters
    sides: Sequence[Meant]
    country: Meant | None

    def rows(self) -> list[DyadPeriod]:
        """Return the rows of all periods, without words."""
        cells = self._cells()
        if not cells:
            return []
        first, last = min(p for p, _ in cells), max(p for p, _ in cells)
        directions = {direction for _, direction in cells} | {"forth", "back"}
        return [
            self._row(period, direction, cells.get((period, direction), _Cell()))
            for period in periods(first.first, last.last, self._by)
            for direction in SIDES
            if direction in directions
        ]

    @property
    def _by(self) -> By:
        return cast("By", self.asked.by)

    def _cells(self) -> dict[tuple[Period, Direction], _Cell]:
        cells: dict[tuple[Period, Direction], _Cell] = defaultdict(_Cell)
        for direction in SIDES:
            acts = self._acts(direction)
            first_told = _first_told(acts)
            report_of = _report_of(self.store, acts)
            for act in acts:
                key = act.happening or str(act.number)
                day = day_in_series(act.earliest, act.latest, first_told[key], self._by)
                if day is not None:
                    cell = cells[period_of(day, self._by), direction]
                    cell.reports.add(report_of[act.document])
                    cell.happenings.setdefault(key, act)
                    cell.told[key].add(report_of[act.document])
        return dict(cells)

    def _acts(self, direction: Direction) -> list[ToldActRow]:
        one, other = (
            Taking(role, meant.entities, meant.country)
            for meant, role in zip(self.sides, SIDES[direction], strict=True)
        )
        return acts_between(self.store, one, other, self._conditions())

    def _conditions(self) -> list[Condition]:
        given = {"status": HAPPENED, **self.asked.given()}
        if self.country is not None:
            given["country"] = self.country
        return [CONDITIONS[name](value) for name, value in given.items() if name in CONDITIONS]

    def _row(self, period: Period, direction: Direction, cell: _Cell) -> DyadPeriod:
        ontology = load_ontology()
        quads = [row.quad for act in cell.happenings.values() if (row := ontology.types.get(act.type))]
        by_quad = {quad: quads.count(quad) for quad in QUADS}
        one, other = (meant.name for meant in self.sides)
        actor, recipient = (other, one) if direction == "back" else (one, other)
        return DyadPeriod(
            period=period.first.isoformat(),
            until=period.last.isoformat(),
            direction=direction,
            actor=actor,
            recipient=recipient,
            reports=len(cell.reports),
            happenings=len(cell.happenings),
            verbal_cooperation=by_quad[1],
            material_cooperation=by_quad[2],
            verbal_conflict=by_quad[3],
            material_conflict=by_quad[4],
            scale=_mean(_scales(cell.happenings.values(), ontology)),
            goldstein=_mean(_goldsteins(cell.happenings.values(), ontology)),
            ids=tuple(HappeningId(key) for key in _most_told(cell) if not key.isdecimal()),
            words=None,
        )

    def quoted(self, row: DyadPeriod) -> DyadPeriod:
        """Return a row with the words for the happening that most reports tell."""
        return replace(row, words=self._words(row.ids[0])) if row.ids else row

    def _words(self, happening: HappeningId) -> Quote | None:
        found = things(self.store, "happenings", Happening, [happening])
        return Quotes(self.store).of_happening(found[0]) if found else None


def _first_told(acts: Iterable[ToldActRow]) -> dict[str, str | None]:
    """Return the first day of publication of each happening."""
    first: dict[str, str | None] = {}
    for act in acts:  # in order of publication
        key = act.happening or str(act.number)
        first[key] = first.get(key) or act.published
    return first


def _report_of(store: Store, acts: Iterable[ToldActRow]) -> dict[int, str]:
    """Return the id of each report, of a copy that of its origin."""
    numbers = sorted({act.document for act in acts})
    found = origins(store, numbers)
    return {n: found.get(n, "") for n in numbers} | {
        row.number: row.id for row in reports_of(store, numbers=(n for n in numbers if n not in found))
    }


def _most_told(cell: _Cell) -> list[str]:
    return sorted(cell.happenings, key=lambda key: (-len(cell.told[key]), key))


def _scales(acts: Iterable[ToldActRow], ontology: Ontology) -> Iterator[float]:
    """Yield the PLOVER scores of happenings; the further types have none."""
    return (ontology.scale_of(act.type, act.mode) for act in acts if act.type in ontology.types)


def _goldsteins(acts: Iterable[ToldActRow], ontology: Ontology) -> Iterator[float]:
    """Yield the Goldstein scores of the CAMEO codes of happenings."""
    rows = (ontology.cameo_of(act.type, act.mode) for act in acts)
    return (row.goldstein for row in rows if row is not None)


def _mean(values: Iterator[float]) -> float | None:
    found = list(values)
    return round(fmean(found), 2) if found else None
