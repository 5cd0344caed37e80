"""Numbers, disagreements and clauses inside reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.store.gathered.sql import keys, rows_of
from onrecord.store.open import Store


class FigureRow(NamedTuple):
    """A number of an event."""

    document: int
    what: str
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


class SideRow(NamedTuple):
    """A side of a disagreement inside one report."""

    document: int
    disagreement: int
    id: str
    about: str
    kind: str
    field: str | None
    start: int
    end: int
    actor: int | None
    speaker: str | None
    attribution: int | None
    attribution_kind: str | None


def figures_in(store: Store, documents: Iterable[int]) -> list[FigureRow]:
    """Return the numbers of all events of documents."""
    rows = rows_of(
        store,
        "SELECT f.document, what, low, high, unit, span_start, span_end FROM json_each(?) AS j "
        "CROSS JOIN event_figures AS f ON f.document = j.value ORDER BY 1, 6, 7",
        keys(documents),
    )
    return [FigureRow(*row) for row in rows]


def sides_in(store: Store, documents: Iterable[int]) -> list[SideRow]:
    """Return the sides of the disagreements inside documents, side by side."""
    rows = rows_of(
        store,
        "SELECT g.document, g.position, g.id, g.about, g.kind, g.field, s.span_start, s.span_end, s.actor, c.name, "
        "s.attribution, q.kind FROM json_each(?) AS j CROSS JOIN disagreements AS g ON g.document = j.value "
        "JOIN sides AS s ON s.document = g.document AND s.disagreement = g.position "
        "LEFT JOIN actors AS c ON c.document = s.document AND c.position = s.actor "
        "LEFT JOIN attributions AS q ON q.document = s.document AND q.position = s.attribution "
        "ORDER BY g.document, g.position, s.position",
        keys(documents),
    )
    return [SideRow(*row) for row in rows]


def clauses_of(store: Store, events: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the clause of each event, by document and event: the first evidence that holds the trigger, else the trigger."""
    rows = rows_of(
        store,
        "SELECT d.id, e.id, e.evidence, e.trigger_start, e.trigger_end FROM json_each(?) AS j "
        "JOIN documents AS d ON d.id = json_extract(j.value, '$[0]') "
        "JOIN events AS e ON e.document = d.number AND e.id = json_extract(j.value, '$[1]')",
        keys(events),
    )
    return {
        (document, event): _clause(evidence, start, end) for document, event, evidence, start, end in rows
    }


def _clause(evidence: str, start: int, end: int) -> tuple[int, int]:
    holding = (span for span in spans_in(evidence) if span[0] <= start and end <= span[1])
    return next(holding, (start, end))


def spans_in(cell: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a cell.

    >>> list(spans_in("12-40 55-61"))
    [(12, 40), (55, 61)]
    """
    for span in cell.split():
        start, _, end = span.partition("-")
        yield int(start), int(end)
