"""Which pairs of reports are compared in which window of days, each of them once.

Two reports are compared if their days, one of them prolonged, meet. A report is present in each window that its prolonged
days touch; a pair belongs to the window in which the later of the two begins, where both are present.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from onrecord.assembly.days import Days

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, as ordinals; infinite where that side is open."""

    start: float
    end: float

    def meets(self, other: Span) -> bool:
        """Return whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end


EVER = Span(-math.inf, math.inf)


def reach(days: Days, further: int = 0) -> Span:
    """Return the days of a report, prolonged at their end.

    >>> reach(Days(10, 12), 60), reach(Days())
    (Span(start=10, end=72), Span(start=-inf, end=inf))
    """
    start = -math.inf if days.earliest is None else days.earliest
    return Span(start, math.inf if days.latest is None else days.latest + further)


def covering(spans: Iterable[Span]) -> Span | None:
    """Return the days from the first start to the last end, or None if there is no span."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found)) if found else None


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of the same number of days; the first and the last are open."""

    first: int
    """The first day of the first window."""
    days: int
    count: int

    @classmethod
    def over(cls, spans: Iterable[Span], days: int) -> Windows:
        """Return the windows over the days on which reports begin."""
        starts = [int(span.start) for span in spans if math.isfinite(span.start)]
        first = min(starts, default=0)
        return cls(first, days, (max(starts, default=0) - first) // days + 1)

    def of(self, day: float) -> int:
        """Return the number of the window of a day.

        >>> Windows(100, 30, 3).of(131), Windows(100, 30, 3).of(-math.inf), Windows(100, 30, 3).of(1000)
        (1, 0, 2)
        """
        if math.isinf(day):
            return 0 if day < 0 else self.count - 1
        return min(max(int((day - self.first) // self.days), 0), self.count - 1)

    def owner(self, one: Span, other: Span) -> int:
        """Return the window that a pair belongs to."""
        return self.of(max(one.start, other.start))

    def present(self, spans: Mapping[Name, Span]) -> Iterator[tuple[int, list[Name]]]:
        """Yield each window in which reports are present, with these."""
        found: dict[int, list[Name]] = defaultdict(list)
        for name, span in spans.items():
            for number in range(self.of(span.start), self.of(span.end) + 1):
                found[number].append(name)
        yield from sorted(found.items())
