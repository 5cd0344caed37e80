"""The events of reports as columns, so that those of one report are scored against those of many in one call.

The points are those of `parts.points_of`, to the last: weights are whole thousandths, and where a cosine or a share lies so near
a bound that the order of adding could decide, it is asked of `parts` itself. Reasons are made of single pairs, by `parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.figures import TOLLS, fits_figure
from onrecord.assembly.happenings import parts
from onrecord.assembly.happenings.accounts import Account, Report
from onrecord.assembly.happenings.candidates import LONGEST_GAP
from onrecord.assembly.happenings.spots import Spot, distance
from onrecord.assembly.parties import BODIES, ORDER, RELATIONS, SEATS, STATE_SECTORS, Party, Relation
from onrecord.assembly.stories.scores import THOUSAND
from onrecord.assembly.types import ActorRef
from onrecord.assembly.vectors import cosine
from onrecord.lexicon.happenings import BIAS, HappeningWords, load_part_points
from onrecord.types import NOT_SO
from onrecord.world.variants import fold, skeleton, surname

NOT_COMPARED = -(10**9)  # points of two events whose types are never one, or whose days are too far apart
NEARLY = 1e-9  # from a bound: more than the sums of floats can err
NONE = 0  # number of a value that is not there; those that are there count from 1
OPEN_BEGIN, OPEN_END = -(10**7), 10**7  # days of a window that is open
BLOCK = 4000  # events of others that are scored at once
DISTANCES = ("same", "contains", "near", "apart", "open")
SAME, NEAR, APART, OPEN = (DISTANCES.index(name) for name in ("same", "near", "apart", "open"))

Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Table: TypeAlias = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each of several items: one behind the other, and how long each is."""

    values: Numbers
    counts: Numbers

    @property
    def owners(self) -> Numbers:
        """Return for each value the place of the item that has it."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def table(self, known: Numbers, weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return a row for each item and a column for each of the sorted `known` numbers: 1, or the weight, where the item has it."""
        found = np.zeros((len(self.counts), len(known)))
        if not len(known):
            return found
        at = np.searchsorted(known, self.values)
        at[at == len(known)] = 0
        there = known[at] == self.values
        found[self.owners[there], at[there]] = 1.0 if weights is None else weights[there]
        return found


def lists(values: Iterable[Sequence[int]]) -> Lists:
    """Return lists of numbers."""
    rows = list(values)
    return Lists(
        np.array([value for row in rows for value in row], dtype=np.int64),
        np.array([len(row) for row in rows], dtype=np.int64),
    )


def joined_lists(every: Sequence[Lists], shifts: Sequence[int] | None = None) -> Lists:
    """Return lists one behind the other; `shifts` are added to the values of each."""
    moved = [one.values + shift for one, shift in zip(every, shifts or [0] * len(every), strict=True)]
    return Lists(np.concatenate(moved), np.concatenate([one.counts for one in every]))


@dataclass(frozen=True)
class Columns:
    """The events of one report, or of several one behind the other."""

    accounts: tuple[Account, ...]
    reports: tuple[Report, ...]
    lengths: Numbers
    """How many events each report has."""
    cells: Table
    """Of each event, by name."""
    sets: Mapping[str, Lists]
    """Of each event: words that name it, rows, names, words of its sentences."""
    weights: NDArray[np.float64]
    """Those of `sets["words"]`."""
    roles: Mapping[str, Lists]
    """Of each event: the places of its actors and recipients in `parties`."""
    parties: Table
    """Of each actor, by name."""
    suffixes: Numbers
    """Of each actor a row: the numbers of the ends of its name."""
    places: Lists
    """Of each report: its places that are no countries."""
    terms: Lists
    """Of each report: its words."""

    @cached_property
    def of_report(self) -> Numbers:
        """Return the place of the report of each event."""
        return np.repeat(np.arange(len(self.reports)), self.lengths)


class Columned:
    """Makes columns, with one numbering of all that they name: only columns of one maker can be compared."""

    def __init__(self, words: HappeningWords) -> None:
        """Take the types that may be one."""
        self._words = words
        self._numbers: dict[Hashable, int] = {}
        self._names: list[Hashable] = [None]
        self._apart: dict[tuple[int, int], int] = {}
        self._types: dict[tuple[int, int], bool] = {}

    def __len__(self) -> int:
        """Return how many values have a number."""
        return len(self._names)

    def _number(self, value: Hashable) -> int:
        if value is None:
            return NONE
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self._names)
            self._names.append(value)
        return found

    # -- one report --------------------------------------------------------------------------

    def columns(self, accounts: Sequence[Account]) -> Columns:
        """Return the events of one report, which has some."""
        report, number = accounts[0].report, self._number
        cells: dict[str, list[int]] = {}
        for account in accounts:
            for name, cell in self._cells(account):
                cells.setdefault(name, []).append(cell)
        named = {party.ref: party for one in accounts for party in (*one.actors, *one.recipients)}
        actors, suffixes = self._parties(list(named.values()))
        return Columns(
            accounts=tuple(accounts),
            reports=(report,),
            lengths=np.array([len(accounts)]),
            cells={name: np.array(column, dtype=np.int64) for name, column in cells.items()},
            sets=self._sets(accounts),
            weights=np.array([w for one in accounts for w in one.words.values()], dtype=np.float64),
            roles=_roles(accounts, {ref: n for n, ref in enumerate(named)}),
            parties=actors,
            suffixes=suffixes,
            places=lists([[number(("place", key)) for key in report.places]]),
            terms=lists([[number(word) for word in report.story.terms]]),
        )

    def _sets(self, accounts: Sequence[Account]) -> Mapping[str, Lists]:
        def numbers(values: Iterable[Iterable[Hashable]]) -> Lists:
            return lists([self._number(value) for value in row] for row in values)

        return {
            "lemmas": numbers(one.lemmas for one in accounts),
            "all_lemmas": numbers(one.all_lemmas for one in accounts),
            "rows": lists([*one.rows] for one in accounts),
            "names": numbers(one.names for one in accounts),
            "words": numbers(one.words for one in accounts),
        }

    def _cells(self, account: Account) -> Iterator[tuple[str, int]]:
        event, window, spot = account.event, account.window, account.spot
        yield "type", self._number(event.type)
        yield "mode", self._number(event.mode or None)
        yield "another", self._number(account.another)
        yield "negated", event.status in NOT_SO
        yield "ahead", account.is_ahead
        yield "lead", account.is_lead
        yield "mutual", event.type in parts.MUTUAL
        yield "timed", window is not None
        yield "own_time", account.window_basis == "event"
        yield "is_day", window is not None and window.days is not None and window.days <= parts.ONE_DAY
        yield "earliest", day_of(window.earliest if window else None, OPEN_BEGIN)
        yield "latest", day_of(window.latest if window else None, OPEN_END)
        yield "spot", self._number(spot)
        yield "place", NONE if spot is None else self._number(("place", spot.key))
        yield "own_place", account.spot_basis == "event"
        yield "city", spot is not None and spot.kind == "city"
        yield "country", spot is not None and spot.kind == "country"
        given = {figure.what for figure in account.figures}
        yield "kinds", sum(1 << n for n, kind in enumerate(parts.FIGURE_KINDS) if kind in given)

    def _parties(self, parties: Sequence[Party]) -> tuple[Table, Numbers]:
        number = self._number
        cells: dict[str, list[int]] = {name: [] for name in PARTY}
        ends: list[list[int]] = []
        for one in parties:
            row = (
                number(one.wikidata or None), number(one.folded), number(("skeleton", skeleton(one.name))),
                GROUPS.get(one.kind) or number(one.kind), one.kind == "person", one.kind == "country",
                one.kind in BODIES, number(one.country), number(one.sector), one.sector in STATE_SECTORS or one.office is not None,
                one.named, one.is_full, len(one.words), number(("end", one.words)), number(("end", one.words[-1:])),
                number(fold(surname(one.name))),
            )  # fmt: skip
            for name, cell in zip(PARTY, row, strict=True):
                cells[name].append(cell)
            ends.append([number(("end", one.words[n:])) for n in range(1, len(one.words))])
        width = max(map(len, ends), default=0)
        suffixes = np.array([row + [NONE] * (width - len(row)) for row in ends], dtype=np.int64)
        return (
            {name: np.array(column, dtype=np.int64) for name, column in cells.items()},
            suffixes.reshape(len(parties), width),
        )

    # -- one report and others ---------------------------------------------------------------

    def points(self, one: Columns, others: Sequence[Columns], alike: Sequence[int]) -> list[Numbers]:
        """Return for each other report the points of its events (columns) with those of one (rows); `NOT_COMPARED` of no pair.

        `alike` says how like the other reports are by their words, in thousandths of log odds.
        """
        found: list[Numbers] = []
        for first, last in _blocks([len(other.accounts) for other in others]):
            many = joined(others[first:last])
            points = self._points(one, many, [like / THOUSAND for like in alike[first:last]])
            found += np.split(points, np.cumsum(many.lengths)[:-1], axis=1)
        return found

    def _points(self, one: Columns, many: Columns, alike: Sequence[float]) -> Numbers:
        pairs = _Pairs(one, many, alike)
        total = np.full((len(one.accounts), len(many.accounts)), load_part_points().get(BIAS, 0))
        for find in (_type, _trigger, _status, _reports, _time, _cast, _words):
            for worth in find(pairs):
                total += worth
        for worth in self._place(pairs):
            total += worth
        compared = self._may_be_one(pairs) & (~pairs.far | (pairs.own_times & (pairs.gap == 0)))
        for i, j in np.argwhere(compared & (one.cells["kinds"][:, None] & many.cells["kinds"] != 0)).tolist():
            total[i, j] += sum(_worth(part.name) for part in parts.figures(pairs.pair(i, j)))
        return np.where(compared, total, NOT_COMPARED)

    def _may_be_one(self, pairs: _Pairs) -> Flags:
        return self._looked_up(pairs, "type", self._types, self._words.may_be_one, False).astype(bool)

    def _looked_up(
        self, pairs: _Pairs, name: str, known: dict[tuple[int, int], Any], find: Any, empty: Any
    ) -> Numbers:
        """Return what a function says of the values of both events, each two of them asked once."""
        lefts, at_left = np.unique(pairs.one.cells[name], return_inverse=True)
        rights, at_right = np.unique(pairs.many.cells[name], return_inverse=True)
        found = np.full((len(lefts), len(rights)), empty, dtype=np.int64)
        for i, left in enumerate(lefts.tolist()):
            for j, right in enumerate(rights.tolist()):
                if left and right:
                    key = (left, right) if left < right else (right, left)
                    if key not in known:
                        known[key] = find(self._names[key[0]], self._names[key[1]])
                    found[i, j] = known[key]
        return found[at_left][:, at_right]

    def _place(self, pairs: _Pairs) -> Iterator[Numbers]:
        apart = self._looked_up(pairs, "spot", self._apart, _distance, OPEN)
        one, many = pairs.one, pairs.many
        named = many.places.table(np.unique(one.cells["place"]))  # the places of the reports of many
        here = named[:, np.searchsorted(np.unique(one.cells["place"]), one.cells["place"])] > 0
        both = here.T[:, many.of_report] | np.isin(many.cells["place"], one.places.values)
        told = (apart != OPEN) & ~((apart == APART) & both)
        own = pairs.both("own_place")
        towns = pairs.both("city") & (apart == APART)
        of_event = np.where(
            towns, _worth("towns-apart"), _of(apart, [f"place-{fit}" for fit in DISTANCES[:-1]] + [""])
        )
        of_report = _of(apart, [f"report-place-{fit}" for fit in DISTANCES[:-1]] + [""])
        yield np.where(told, np.where(own, of_event, of_report), 0)
        narrow = ((apart == SAME) | (apart == NEAR)) & ~pairs.either("country")
        at_once = pairs.same("type") & pairs.both("timed") & pairs.both("is_day") & (pairs.gap == 0)
        yield np.where(told & narrow & at_once, _worth("here-and-then"), 0)


def _roles(accounts: Sequence[Account], place: Mapping[ActorRef, int]) -> Mapping[str, Lists]:
    return {
        "actors": lists([place[party.ref] for party in one.actors] for one in accounts),
        "recipients": lists([place[party.ref] for party in one.recipients] for one in accounts),
    }


def _distance(left: Spot, right: Spot) -> int:
    return DISTANCES.index(distance(left, right))


def _blocks(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last but one of several, so that no block is too long."""
    first, size = 0, 0
    for n, length in enumerate(lengths):
        if size + length > BLOCK and n > first:
            yield first, n
            first, size = n, 0
        size += length
    if first < len(lengths):
        yield first, len(lengths)


def joined(every: Sequence[Columns]) -> Columns:
    """Return the events of several reports one behind the other."""
    if len(every) == 1:
        return every[0]
    before = [0, *accumulate(len(one.suffixes) for one in every)][:-1]

    def tables(name: str) -> dict[str, NDArray[Any]]:
        own: list[Table] = [getattr(one, name) for one in every]
        return {column: np.concatenate([table[column] for table in own]) for column in own[0]}

    def each(name: str) -> list[Any]:
        return [getattr(one, name) for one in every]

    return Columns(
        accounts=tuple(chain(*each("accounts"))),
        reports=tuple(chain(*each("reports"))),
        lengths=np.concatenate(each("lengths")),
        cells=tables("cells"),
        sets={name: joined_lists([sets[name] for sets in each("sets")]) for name in every[0].sets},
        weights=np.concatenate(each("weights")),
        roles={
            name: joined_lists([roles[name] for roles in each("roles")], before) for name in every[0].roles
        },
        parties=tables("parties"),
        suffixes=_side_by_side(each("suffixes")),
        places=joined_lists(each("places")),
        terms=joined_lists(each("terms")),
    )


def _side_by_side(every: Sequence[Numbers]) -> Numbers:
    """Return rows of several one below the other, each filled up to the length of the longest."""
    width = max(one.shape[1] for one in every)
    return np.concatenate([np.pad(one, ((0, 0), (0, width - one.shape[1]))) for one in every])


def day_of(day: str | None, empty: int) -> int:
    """Return the number of an ISO day, counted from the year 1."""
    return empty if day is None else date.fromisoformat(day).toordinal()


# ---- two events ----------------------------------------------------------------------------


class _Pairs:
    """The events of one report (rows) and those of others (columns)."""

    def __init__(self, one: Columns, many: Columns, alike: Sequence[float]) -> None:
        self.one, self.many, self.alike = one, many, alike
        self.published = np.array([_published_gap(one.reports[0], other) for other in many.reports])
        self.first = np.array([one.reports[0].document < other.document for other in many.reports])

    def same(self, name: str) -> Flags:
        return np.equal.outer(self.one.cells[name], self.many.cells[name])

    def both(self, name: str) -> Flags:
        return np.logical_and.outer(self.one.cells[name], self.many.cells[name])

    def either(self, name: str) -> Flags:
        return np.logical_or.outer(self.one.cells[name], self.many.cells[name])

    def differ(self, name: str) -> Flags:
        return np.logical_xor.outer(self.one.cells[name], self.many.cells[name])

    def common(self, left: str, right: str) -> NDArray[np.float64]:
        """Return how many values of two sets events have in common."""
        known = np.unique(self.one.sets[left].values)
        return self.one.sets[left].table(known) @ self.many.sets[right].table(known).T

    def of_reports(self, values: Sequence[int]) -> Numbers:
        """Return what holds for all events of each other report."""
        found: Numbers = np.array(values, dtype=np.int64)[self.many.of_report][None, :]
        return found

    @cached_property
    def gap(self) -> Numbers:
        """Return the days between the times of two events: 0 where they meet, or one has none."""
        one, many = self.one.cells, self.many.cells
        after = (
            np.subtract.outer(one["latest"], many["earliest"]) * -1
        )  # days from the end of one to the begin of the other
        before = np.subtract.outer(one["earliest"], many["latest"])
        after, before = np.maximum(after, 0), np.maximum(before, 0)
        first = self.first[self.many.of_report]
        return np.where(first & (after > 0) | (before == 0), after, before)

    @cached_property
    def own_times(self) -> Flags:
        """Return whether both have times of their own."""
        return self.both("timed") & self.both("own_time")

    @cached_property
    def far(self) -> Flags:
        """Return whether the reports were published long apart."""
        found: Flags = (self.published > LONGEST_GAP)[self.many.of_report][None, :]
        return found

    def pair(self, i: int, j: int) -> parts.Pair:
        """Return two events, the smaller first."""
        report = int(self.many.of_report[j])
        left, right = self.one.accounts[i], self.many.accounts[j]
        return parts.Pair(*((left, right) if self.first[report] else (right, left)), self.alike[report])


def _published_gap(one: Report, other: Report) -> int:
    return (
        one.published.gap(other.published)
        if one.document < other.document
        else other.published.gap(one.published)
    )


def _worth(name: str) -> int:
    return load_part_points().get(name, 0)


def _of(places: NDArray[Any], names: Sequence[str]) -> Numbers:
    """Return the points of the parts that stand at places of a list."""
    found: Numbers = np.array([_worth(name) for name in names], dtype=np.int64)[places]
    return found


def _first(*rules: tuple[Flags, str]) -> Numbers:
    """Return the points of the first part that holds."""
    return np.select([holds for holds, _ in rules], [_worth(name) for _, name in rules], 0)


def _type(pairs: _Pairs) -> Iterator[Numbers]:
    yield np.where(pairs.same("type"), _worth("same-type"), _worth("neighbour-type"))
    same = np.where(pairs.same("mode"), _worth("same-mode"), _worth("other-mode"))
    yield np.where(pairs.both("mode"), same, 0)


def _trigger(pairs: _Pairs) -> Iterator[Numbers]:
    named = pairs.common("lemmas", "all_lemmas") + pairs.common("all_lemmas", "lemmas")
    yield _first(
        (pairs.common("lemmas", "lemmas") > 0, "same-lemma"),
        (named > 0, "also-named"),
        (pairs.common("rows", "rows") > 0, "same-row"),
        (np.ones_like(named, dtype=bool), "other-words"),
    )
    yield np.where(pairs.same("another"), 0, _worth("another-one"))


def _status(pairs: _Pairs) -> Iterator[Numbers]:
    yield np.where(pairs.differ("negated"), _worth("one-negated"), 0)
    yield np.where(pairs.differ("ahead"), _worth("one-ahead"), 0)


def _reports(pairs: _Pairs) -> Iterator[Numbers]:
    one = pairs.one.reports[0]
    worth = []
    for other, alike, gap in zip(pairs.many.reports, pairs.alike, pairs.published.tolist(), strict=True):
        found = _worth(parts.binned(alike, parts.REPORTS, parts.REPORTS_ABOVE))
        found += _worth(parts.published_part(one, other, gap))
        found += _worth(parts.cast_part(len(one.cast & other.cast)))
        worth.append(found + _report_figures(one, other))
    yield pairs.of_reports(worth)
    leads = np.add.outer(pairs.one.cells["lead"], pairs.many.cells["lead"])
    yield _of(leads, parts.LEADS)


def _report_figures(one: Report, other: Report) -> int:
    kinds = one.figures.keys() & other.figures.keys() & TOLLS
    if not kinds:
        return 0
    agree = any(fits_figure(a, b) for kind in kinds for a in one.figures[kind] for b in other.figures[kind])
    return _worth("report-figures-agree" if agree else "report-figures-differ")


def _time(pairs: _Pairs) -> Iterator[Numbers]:
    gap, days, timed = pairs.gap, pairs.both("is_day"), pairs.both("timed")
    own, always = pairs.own_times, np.ones_like(timed)
    explicit = _first(
        ((gap == 0) & days, "time-same-day"),
        (gap == 0, "time-overlap"),
        (pairs.either("ahead"), "plan-other-day"),
        (~days, "period-apart"),
        (gap <= parts.ONE_DAY, "time-next-day"),
        (gap <= parts.MOVED, "time-days-apart"),
        (always, "time-apart"),
    )
    inherited = _first(
        ((gap == 0) & days, "report-same-day"),
        (gap == 0, "report-time-overlap"),
        (gap > parts.MOVED, "report-time-apart"),
    )
    yield np.where(timed, np.where(own, explicit, inherited), 0)


# ---- who -----------------------------------------------------------------------------------

PARTY = (
    "wikidata", "folded", "skeleton", "group", "person", "is_country", "body", "country", "sector", "state", "named", "full",
    "length", "end", "last", "surname",
)  # fmt: skip
GROUPS = dict.fromkeys(BODIES, -1) | dict.fromkeys(SEATS, -2)  # kinds that may be of one thing
NOBODY = len(RELATIONS)  # in place of the closest relation, if one event has nobody in the role


class _Made(dict[str, NDArray[Any]]):
    """Tables by name, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], NDArray[Any]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> NDArray[Any]:
        self[name] = found = self._make(name)
        return found


def relations(one: Columns, many: Columns) -> Numbers:
    """Return how each actor of one report stands to each of others, as `parties.relation` has it, by its place in `RELATIONS`."""
    left = {name: column[:, None] for name, column in one.parties.items()}
    right = {name: column[None, :] for name, column in many.parties.items()}
    both = _Made(lambda name: (left[name] != 0) & (right[name] != 0))
    equal = _Made(lambda name: left[name] == right[name])
    fit = equal["country"] | ~both["country"]
    rules: tuple[tuple[Relation, Flags], ...] = (
        ("same", _same(left, right, both, equal, fit)),
        ("within", _part(left, right) | _part(right, left) | _narrower(one, many, both, fit)),
        ("surname", both["named"] & both["person"] & fit & (_alone(left, right) | _alone(right, left))),
        ("words", (left["named"] == 0) & (right["named"] == 0) & both["length"] & equal["last"] & fit),
        ("apart", both["full"] & equal["group"]),
        ("country", both["country"] & equal["country"]),
        ("foreign", both["country"]),
    )
    places = [np.int64(RELATIONS.index(name)) for name, _ in rules]
    return np.select([holds for _, holds in rules], places, ORDER["open"])


def _same(left: Table, right: Table, both: Table, equal: Table, fit: Flags) -> Flags:
    known = both["named"] & equal["group"]
    spelt = known & both["person"] & equal["skeleton"]
    by_left = known & equal["folded"] | spelt & (left["length"] > 1)
    by_right = known & equal["folded"] | spelt & (right["length"] > 1)
    by_name = fit & (by_left & (left["full"] != 0) | by_right & (right["full"] != 0))
    found: Flags = np.where(both["wikidata"], equal["wikidata"], by_name)
    return found


def _part(left: Table, right: Table) -> Flags:
    """Return whether `left` acts for the country `right`, or is somebody of the body `right`."""
    of_one = (left["country"] != NONE) & (left["country"] == right["country"])
    country = (right["is_country"] != 0) & (left["is_country"] == 0) & (left["state"] != 0)
    body = (left["person"] != 0) & (right["body"] != 0) & (left["sector"] != NONE)
    found: Flags = of_one & (country | body & (left["sector"] == right["sector"]))
    return found


def _narrower(one: Columns, many: Columns, both: Table, fit: Flags) -> Flags:
    """Return whether the words of one name are the last of those of the other, and not both are names."""
    ends, others = one.parties["end"], many.parties["end"]
    left = (one.suffixes[:, None, :] == others[None, :, None]).any(axis=2) & (many.parties["length"] != 0)
    right = (many.suffixes[None, :, :] == ends[:, None, None]).any(axis=2) & (one.parties["length"] != 0)[
        :, None
    ]
    found: Flags = ~both["named"] & fit & (left | right)
    return found


def _alone(left: Table, right: Table) -> Flags:
    found: Flags = (left["length"] == 1) & (left["folded"] == right["surname"])
    return found


def _cast(pairs: _Pairs) -> Iterator[Numbers]:
    found = relations(pairs.one, pairs.many)

    def closest(left: str, right: str) -> Numbers:
        rows = _least(found, pairs.one.roles[left], axis=0)
        return _least(rows, pairs.many.roles[right], axis=1)

    acting, receiving = closest("actors", "actors"), closest("recipients", "recipients")
    yield _of(acting, [f"actor-{name}" for name in RELATIONS] + [""])
    yield _of(receiving, [f"recipient-{name}" for name in RELATIONS] + [""])
    same = ORDER["same"]
    swapped = (closest("actors", "recipients") == same) | (closest("recipients", "actors") == same)
    swapped &= ~((acting == same) | (receiving == same))
    first = pairs.first[pairs.many.of_report]
    mutual = np.where(first, pairs.one.cells["mutual"][:, None], pairs.many.cells["mutual"][None, :])
    yield np.where(swapped & (mutual == 0), _worth("roles-swapped"), 0)


def _least(values: Numbers, of: Lists, axis: int) -> Numbers:
    """Return the least of the values that each item lists, by their places along an axis; `NOBODY` of an empty list."""
    shape = (len(of.counts), values.shape[1]) if axis == 0 else (values.shape[0], len(of.counts))
    found = np.full(shape, NOBODY, dtype=np.int64)
    there = np.flatnonzero(of.counts)
    if len(there):
        begins = (np.cumsum(of.counts) - of.counts)[there]
        least = np.minimum.reduceat(np.take(values, of.values, axis=axis), begins, axis=axis)
        if axis == 0:
            found[there] = least
        else:
            found[:, there] = least
    return found


# ---- the words around ----------------------------------------------------------------------


def _words(pairs: _Pairs) -> Iterator[Numbers]:
    one, many = pairs.one, pairs.many
    known, at = np.unique(one.sets["words"].values, return_inverse=True)
    own = np.zeros((len(one.accounts), len(known)))
    own[one.sets["words"].owners, at] = one.weights
    alike = own @ many.sets["words"].table(known, many.weights).T
    yield _binned(
        alike,
        parts.SENTENCES,
        parts.SENTENCES_ABOVE,
        lambda i, j: cosine(one.accounts[i].words, many.accounts[j].words),
    )
    names = np.minimum(pairs.common("names", "names").astype(np.int64), parts.SEVERAL)
    yield _of(names, ["", "names-one", "names-several"])
    mine = (own @ many.terms.table(known).T / _sums(one)[:, None])[:, many.of_report]
    there = np.isin(many.sets["words"].values, one.terms.values)
    theirs = np.bincount(many.sets["words"].owners[there], many.weights[there], len(many.accounts)) / _sums(
        many
    )
    share = np.maximum(mine, theirs[None, :])
    yield _binned(
        share, parts.COVERED, parts.COVERED_ABOVE, lambda i, j: parts.share_covered(pairs.pair(i, j))
    )


def _sums(columns: Columns) -> NDArray[np.float64]:
    sums = np.bincount(columns.sets["words"].owners, columns.weights, len(columns.accounts))
    return np.where(sums == 0, 1.0, sums)


def _binned(
    values: NDArray[np.float64], bounds: Sequence[tuple[float, str]], above: str, exact: Any
) -> Numbers:
    """Return the points of the part that each value falls to; one next to a bound is worked out again."""
    limits = np.array([bound for bound, _ in bounds])
    near = (np.abs(values[..., None] - limits) < NEARLY).any(axis=-1)
    for i, j in np.argwhere(near).tolist():
        values[i, j] = exact(i, j)
    return _of(np.searchsorted(limits, values, side="right"), [*(name for _, name in bounds), above])
