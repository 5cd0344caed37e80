"""Count events by pairs of countries and periods, on the disk: a table of its own that is thrown away, so that memory stays small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class DyadCount:
    """What one country did to another in one period."""

    period: str
    actor: str
    recipient: str
    events: int = 0
    weight: float = 0.0
    quads: tuple[int, int, int, int] = (0, 0, 0, 0)
    scale: float | None = None
    goldstein: float | None = None


class Tally:
    """Counts of pairs of countries, in a `with`."""

    def __enter__(self) -> Self:
        """Make the table, in a file of SQLite's own that is gone when it is closed."""
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute(
            "CREATE TABLE pairs (period TEXT, actor TEXT, recipient TEXT, event TEXT, weight REAL, quad INTEGER, "
            "scale REAL, goldstein REAL)"
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add pairs: period, actor, recipient, event, weight, quad class, PLOVER's and Goldstein's score."""
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.execute("COMMIT")

    def dyads(self) -> list[tuple[str, str]]:
        """Return the pairs of countries, in order."""
        return self._connection.execute(
            "SELECT DISTINCT actor, recipient FROM pairs ORDER BY actor, recipient"
        ).fetchall()

    def window(self) -> tuple[str, str] | None:
        """Return the first and the last period, or None if there is none."""
        first, last = self._connection.execute("SELECT min(period), max(period) FROM pairs").fetchone()
        return (first, last) if first else None

    def counts(self) -> Iterator[DyadCount]:
        """Yield the counts, by period, actor and recipient; an event of several pairs of persons counts once a pair of countries."""
        rows = self._connection.execute(
            "SELECT period, actor, recipient, count(*), sum(weight), sum(quad = 1), sum(quad = 2), sum(quad = 3), "
            "sum(quad = 4), avg(scale), avg(goldstein) FROM (SELECT period, actor, recipient, event, "
            "sum(weight) AS weight, quad, scale, goldstein FROM pairs GROUP BY 1, 2, 3, event) "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        for period, actor, recipient, events, weight, *rest in rows:
            one, two, three, four = (number or 0 for number in rest[:4])
            yield DyadCount(
                period, actor, recipient, events, weight, (one, two, three, four), rest[4], rest[5]
            )
