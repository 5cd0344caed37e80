"""What came in: reports, stories, failures and days that are new since a moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.store.gathered.sql import keys, rows_of
from onrecord.store.open import Store


class FailureRow(NamedTuple):
    """An input that could not be read."""

    at: str
    name: str
    reason: str | None
    message: str | None


_SINCE = "run >= (SELECT coalesce(min(id), 0) FROM runs WHERE ended IS NULL OR ended >= ?1) AND at >= ?1"


def added_since(store: Store, stamp: str) -> list[int]:
    """Return the numbers of the reports that runs have added since a moment (UTC), by the journal."""
    rows = rows_of(
        store,
        "SELECT DISTINCT d.number FROM journal AS j JOIN documents AS d ON d.id = j.id "  # noqa: S608
        f"WHERE {_SINCE} AND j.what = 'document' AND j.change = 'added' ORDER BY 1",
        stamp,
    )
    return [row[0] for row in rows]


def published_since(store: Store, day: str) -> list[int]:
    """Return the numbers of the reports that were published on a day or later."""
    return [
        row[0] for row in rows_of(store, "SELECT document FROM reports WHERE published >= ? ORDER BY 1", day)
    ]


def failed_since(store: Store, stamp: str) -> list[FailureRow]:
    """Return the inputs that could not be read since a moment (UTC), by the journal, the latest first."""
    rows = rows_of(
        store,
        "SELECT at, id, reason, message FROM journal "  # noqa: S608
        f"WHERE {_SINCE} AND what = 'input' AND change = 'failed' ORDER BY run DESC, number DESC",
        stamp,
    )
    return [FailureRow(*row) for row in rows]


def last_day(store: Store, without: Iterable[int] = ()) -> str | None:
    """Return the latest day of publication of the reports that are not among some."""
    rows = rows_of(
        store,
        "SELECT published FROM reports WHERE document NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY published DESC LIMIT 1",
        keys(without),
    )
    return rows[0][0] if rows else None


def last_added(store: Store) -> str | None:
    """Return when a run added a report last (UTC)."""
    rows = rows_of(
        store,
        "SELECT at FROM journal WHERE what = 'document' AND change = 'added' ORDER BY run DESC, number DESC LIMIT 1",
    )
    return rows[0][0] if rows else None


def stories_begun(store: Store, documents: Iterable[int]) -> list[str]:
    """Return the ids of the stories all of whose reports are among some."""
    rows = rows_of(
        store,
        "SELECT a.thing FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
        "ON a.document = j.value AND a.what = 'stories' GROUP BY 1 HAVING count(DISTINCT a.document) = "
        "(SELECT count(DISTINCT b.document) FROM assembled_from AS b WHERE b.what = 'stories' AND b.thing = a.thing) "
        "ORDER BY 1",
        keys(documents),
    )
    return [row[0] for row in rows]


def happenings_due(store: Store, first: str, before: str) -> list[str]:
    """Return the ids of the happenings that an agenda put on a last day from `first` on, and before another."""
    rows = rows_of(
        store,
        "SELECT DISTINCT h.id FROM prospects AS o JOIN tellings AS s ON s.number = o.telling "
        "JOIN happenings AS h ON h.number = s.happening WHERE o.latest >= ? AND o.latest < ? ORDER BY 1",
        first,
        before,
    )
    return [row[0] for row in rows]
