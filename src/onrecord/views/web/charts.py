"""Charts as figures for SVG: made on the server, so that they print and need no script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.questions.rows_lines import DyadPeriod
from onrecord.views.dates import MONTH_NAMES, days

COUNTINGS = ("happenings", "reports")
QUADS = {  # class and field, in the order in which they are stacked: cooperation below, conflict above
    "2": "material_cooperation",
    "1": "verbal_cooperation",
    "3": "verbal_conflict",
    "4": "material_conflict",
}
ALL = "0"  # the class of bars that are not parted
LEFT, FOOT, TOP = 56, 26, 8  # room for words, in pixels
BARS, LINE = 170, 80  # height of the bars, and of the line below them
LEAST, MOST = 10, 90  # width of a bar
WIDTH = 900  # of a chart, if its bars are not too many for it
GAP = 0.25  # of a bar's width
SCORES = 10.0  # the highest PLOVER score; the lowest is its negative
TICK_EVERY = 90  # pixels


@dataclass(frozen=True, slots=True)
class Part:
    """One class of a bar."""

    key: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a period, the id of its row in the table, and its numbers in words."""

    x: float
    width: float
    parts: tuple[Part, ...]
    row: str
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over time with a line below; all lengths are pixels."""

    title: str
    width: int
    height: int
    left: int
    keys: tuple[str, ...]
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    line: str
    dots: tuple[tuple[float, float], ...]
    zero: float


@dataclass(frozen=True, slots=True)
class _Period:
    first: str
    last: str
    counts: Mapping[str, int]
    scale: float | None


def bar_id(period: str) -> str:
    """Return the id of the row that the bar of a period leads to."""
    return f"from-{period}"


def dyad_chart(rows: Sequence[DyadPeriod], counting: str, who: str) -> Chart:
    """Return the chart of the rows of a dyad: both directions in one bar a period."""
    periods = list(_periods(rows, counting))
    step = min(max((WIDTH - LEFT) / max(len(periods), 1), LEAST), MOST)
    highest = max((sum(p.counts.values()) for p in periods), default=0) or 1
    width = round(LEFT + step * max(len(periods), 1))
    points = [
        (round(LEFT + step * (n + 0.5), 1), _score_y(p.scale))
        for n, p in enumerate(periods)
        if p.scale is not None
    ]
    return Chart(
        title=f"{counting.capitalize()} over time: {who}",
        width=width,
        height=TOP + BARS + LINE + FOOT,
        left=LEFT,
        keys=(ALL,) if counting == "reports" else tuple(sorted(QUADS)),
        bars=tuple(_bar(p, LEFT + step * n, step, highest) for n, p in enumerate(periods)),
        marks=tuple(_marks(highest)),
        ticks=tuple(_ticks(periods, step)),
        line=" ".join(f"{x},{y}" for x, y in points),
        dots=tuple(points),
        zero=_score_y(0.0),
    )


def _periods(rows: Sequence[DyadPeriod], counting: str) -> Iterator[_Period]:
    """Yield the periods in order, both directions together; the score is that of their happenings."""
    by_period: dict[str, list[DyadPeriod]] = defaultdict(list)
    for row in rows:
        by_period[row.period].append(row)
    for first, own in sorted(by_period.items()):
        scored = [(row.scale, max(row.happenings, 1)) for row in own if row.scale is not None]
        weight = sum(number for _, number in scored)
        yield _Period(
            first,
            own[0].until,
            {ALL: sum(row.reports for row in own)}
            if counting == "reports"
            else {key: sum(getattr(row, name) for row in own) for key, name in QUADS.items()},
            sum(score * number for score, number in scored) / weight if weight else None,
        )


def _bar(period: _Period, x: float, step: float, highest: int) -> Bar:
    parts, below = [], 0
    for key, number in period.counts.items():
        height = number / highest * BARS
        if number:
            parts.append(Part(key, round(TOP + BARS - below / highest * BARS - height, 1), round(height, 1)))
        below += number
    return Bar(
        x=round(x + step * GAP / 2, 1),
        width=round(step * (1 - GAP), 1),
        parts=tuple(parts),
        row=bar_id(period.first),
        title=f"{days(period.first, period.last)}: {below}",
    )


def _score_y(score: float | None) -> float:
    middle = TOP + BARS + LINE / 2 + 4
    bounded = max(-SCORES, min(SCORES, score or 0.0))
    return round(middle - bounded / SCORES * (LINE / 2 - 8), 1)


def _marks(highest: int) -> Iterator[tuple[float, str]]:
    """Yield the lines behind the bars: nothing, half (if it is a whole number) and the highest."""
    values = {0, highest} | ({highest // 2} if highest % 2 == 0 else set())
    for value in sorted(values):
        yield round(TOP + BARS - value / highest * BARS, 1), str(value)


def _ticks(periods: Sequence[_Period], step: float) -> Iterator[tuple[float, str]]:
    every = max(1, round(TICK_EVERY / step))
    for n in range(0, len(periods), every):
        day = date.fromisoformat(periods[n].first)
        yield round(LEFT + step * n, 1), f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"
