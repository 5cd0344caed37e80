"""What dossiers, stories, dyads and news are gathered from: facts of many reports, by the entities and things they belong to.

Lists of keys go in as one JSON value. Rows come back as named tuples; bodies of the assembly are read only for the things
that are asked for by their id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from onrecord.store.find import Condition, Role
from onrecord.store.open import Store, explained

T = TypeVar("T")

Things = Literal["copies", "entities", "stories", "happenings", "plans", "reports_disagreements", "updates"]
OfHappening = Literal["plans", "reports_disagreements", "updates"]


class ReportRow(NamedTuple):
    """A report: what names it, and its text."""

    number: int
    id: str
    given_id: str | None
    publisher: str | None
    published: str | None
    title: str | None
    added: str
    text: str


class StatementRow(NamedTuple):
    """A statement: where it stands, and how it is told. `content` is a list of spans, as the store has it."""

    number: int
    published: str | None
    kind: str
    quotation: str
    polarity: str
    content: str
    cue_start: int | None
    cue_end: int | None


class ActRow(NamedTuple):
    """A happening that an entity takes part in, in one role."""

    role: str
    id: str
    type: str
    status: str
    earliest: str | None
    latest: str | None
    reports: int


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


def _rows(store: Store, sql: str, *values: object) -> list[Any]:
    with explained(store.path):
        return store.connection.execute(sql, values).fetchall()


def _and(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """Return conditions as one, with their values; it holds if there are none."""
    return (
        " AND ".join(f"({condition.sql})" for condition in conditions) or "1",
        tuple(value for condition in conditions for value in condition.values),
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _keys(keys: Iterable[object]) -> str:
    return json.dumps(list(keys))


# ---- reports and things ------------------------------------------------------------------

_REPORTS = (
    "SELECT d.number, d.id, d.given_id, d.publisher, r.published, d.title, d.added, t.text FROM json_each(?) AS j "
    "JOIN documents AS d ON d.{column} = j.value JOIN texts AS t ON t.number = d.text "
    "LEFT JOIN reports AS r ON r.document = d.number"
)


def reports_of(store: Store, *, ids: Iterable[str] = (), numbers: Iterable[int] = ()) -> list[ReportRow]:
    """Return reports by their ids or their numbers."""
    keys: dict[str, Iterable[object]] = {"id": ids, "number": numbers}
    return [
        ReportRow(*row)
        for column, wanted in keys.items()
        for row in _rows(store, _REPORTS.format(column=column), _keys(wanted))
    ]


def things(store: Store, table: Things, kind: type[T], ids: Iterable[str]) -> list[T]:
    """Return the things of a table of the assembly by their ids, in the order of these."""
    wanted = list(ids)
    sql = f"SELECT id, body FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    bodies: dict[str, str] = dict(_rows(store, sql, _keys(wanted)))
    return [msgspec.json.decode(bodies[key], type=kind) for key in wanted if key in bodies]


def of_happenings(store: Store, table: OfHappening, happenings: Iterable[str]) -> list[str]:
    """Return the ids of the plans, disagreements or updates of happenings."""
    sql = f"SELECT id FROM {table} WHERE happening IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608
    return [row[0] for row in _rows(store, sql, _keys(happenings))]


def things_of_documents(store: Store, what: str, documents: Iterable[int]) -> list[tuple[int, int, str]]:
    """Return the things of a kind that documents belong to: number of the document, fact and id of the thing."""
    return [
        tuple(row)
        for row in _rows(
            store,
            "SELECT a.document, a.fact, a.thing FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
            "ON a.document = j.value AND a.what = ? ORDER BY 1, 2, 3",
            _keys(documents),
            what,
        )
    ]


def documents_of(store: Store, what: str, thing: str) -> list[int]:
    """Return the numbers of the documents that a thing is made of."""
    sql = "SELECT DISTINCT document FROM assembled_from WHERE what = ? AND thing = ? ORDER BY 1"
    return [row[0] for row in _rows(store, sql, what, thing)]


def origins(store: Store, documents: Iterable[int]) -> dict[int, str]:
    """Return the id of the origin of each document that belongs to a group of copies, that of the origin itself too."""
    return dict(
        _rows(
            store,
            "SELECT a.document, c.origin FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
            "ON a.document = j.value AND a.what = 'copies' JOIN copies AS c ON c.id = a.thing",
            _keys(documents),
        )
    )


def names_of_entities(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of entities."""
    sql = "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(?))"
    return dict(_rows(store, sql, _keys(ids)))


class StoryRow(NamedTuple):
    """A story in short: how many of its reports are copies, how many disagreements there are about it."""

    id: str
    copies: int
    disagreements: int


def find_stories(
    store: Store, conditions: Sequence[Condition], *, limit: int | None, offset: int
) -> tuple[list[StoryRow], int]:
    """Return the stories that fulfil all conditions, the latest first, and how many there are."""
    where, values = _and(conditions)
    rows = _rows(
        store,
        f"WITH hit AS MATERIALIZED (SELECT id, latest FROM stories WHERE {where}), "  # noqa: S608
        "found AS MATERIALIZED (SELECT id, latest FROM hit ORDER BY latest DESC, id LIMIT ? OFFSET ?) "
        "SELECT (SELECT count(*) FROM hit), f.id, (SELECT count(*) FROM assembled_from AS a CROSS JOIN assembled_from AS b "
        "ON b.document = a.document AND b.what = 'copies' CROSS JOIN copies AS c ON c.id = b.thing "
        "CROSS JOIN documents AS d ON d.number = a.document "
        "WHERE a.what = 'stories' AND a.thing = f.id AND c.origin <> d.id), "
        "(SELECT count(*) FROM stories AS s CROSS JOIN json_each(s.body, '$.happenings') AS h "
        "CROSS JOIN reports_disagreements AS g ON g.happening = h.value WHERE s.id = f.id) "
        "FROM found AS f ORDER BY f.latest DESC, f.id",
        *values,
        -1 if limit is None else limit,
        offset,
    )
    if not rows and offset:
        total = _rows(store, f"SELECT count(*) FROM stories WHERE {where}", *values)[0][0]  # noqa: S608
        return [], int(total)
    return [StoryRow(*row[1:]) for row in rows], int(rows[0][0]) if rows else 0


def with_documents(documents: str, *values: object) -> Condition:
    """Return the condition that one of the documents of a story is among those that a query selects."""
    return Condition(
        "id IN (SELECT s.thing FROM assembled_from AS s WHERE s.what = 'stories' AND s.document IN "  # noqa: S608
        f"({documents}))",
        values,
    )


def names_of_documents(store: Store, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return the given id and the outlet of documents."""
    rows = _rows(
        store,
        "SELECT id, given_id, publisher FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        _keys(ids),
    )
    return {document: (given, publisher) for document, given, publisher in rows}


def stories_beginning(store: Store, beginning: str, most: int) -> list[str]:
    """Return the ids of stories that begin with some letters, at most so many."""
    sql = "SELECT id FROM stories WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return (
        [row[0] for row in _rows(store, sql, beginning, beginning + "\U0010ffff", most)] if beginning else []
    )


def titles_of_stories(store: Store, ids: Iterable[str]) -> dict[str, str | None]:
    """Return the titles of stories."""
    sql = "SELECT id, json_extract(body, '$.title') FROM stories WHERE id IN (SELECT value FROM json_each(?))"
    return dict(_rows(store, sql, _keys(ids)))


# ---- of one entity -----------------------------------------------------------------------


def _of_entities(roles: Sequence[str], entities: Sequence[str]) -> tuple[str, str, list[object]]:
    """Return the tables, the condition and their values of the facts in which entities have a role."""
    return (
        "parties AS p",
        f"p.entity IN ({_marks(entities)}) AND p.role IN ({_marks(roles)})",
        [*entities, *roles],
    )


def statements_of(
    store: Store, entities: Sequence[str], conditions: Sequence[Condition], most: int
) -> list[StatementRow]:
    """Return the latest statements of entities, in order of publication."""
    tables, where, values = _of_entities(("speaker",), entities)
    further, more = _and(conditions)
    rows = _rows(
        store,
        "WITH latest AS (SELECT DISTINCT s.number, s.published, s.kind, s.quotation "  # noqa: S608
        f"FROM {tables} CROSS JOIN statements AS s ON s.number = p.fact WHERE {where} AND {further} "
        "ORDER BY p.published DESC, p.fact DESC LIMIT ?) "
        "SELECT l.number, l.published, l.kind, l.quotation, q.polarity, q.content, q.cue_start, q.cue_end "
        "FROM latest AS l JOIN attributions AS q ON q.document = l.number >> 20 AND q.position = l.number & 1048575 "
        "ORDER BY l.published, l.number",
        *values,
        *more,
        most,
    )
    return [StatementRow(*row) for row in rows]


def acts_of(store: Store, entities: Sequence[str], conditions: Sequence[Condition]) -> list[ActRow]:
    """Return the happenings in which entities are actor or recipient, the latest first."""
    tables, where, values = _of_entities(("actor", "recipient"), entities)
    further, more = _and(conditions)
    rows = _rows(
        store,
        f"WITH told AS (SELECT DISTINCT p.role AS role, s.happening AS happening FROM {tables} "  # noqa: S608
        f"CROSS JOIN tellings AS s ON s.number = p.fact WHERE {where} AND {further} AND s.happening IS NOT NULL) "
        "SELECT role, h.id, h.type, h.status, h.earliest, h.latest, h.reports "
        "FROM told JOIN happenings AS h ON h.number = told.happening "
        "ORDER BY coalesce(h.earliest, h.latest) DESC, h.id",
        *values,
        *more,
    )
    return [ActRow(*row) for row in rows]


def actors_of(store: Store, entities: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Return the actors that are entities, in the latest reports: the number of the report, and their place in it."""
    own = f"FROM assembled_from WHERE what = 'entities' AND thing IN ({_marks(entities)})"
    rows = _rows(
        store,
        f"SELECT document, fact {own} AND document >= (SELECT min(document) FROM "  # noqa: S608
        f"(SELECT DISTINCT document {own} ORDER BY document DESC LIMIT ?))",
        *entities,
        *entities,
        most,
    )
    return [(int(document), int(fact)) for document, fact in rows]


def happenings_awaited(store: Store, entities: Sequence[str]) -> list[str]:
    """Return the ids of the happenings that lie ahead in a report's agenda with entities as participants."""
    tables, where, values = _of_entities(("participant",), entities)
    rows = _rows(
        store,
        f"SELECT DISTINCT h.id FROM {tables} JOIN prospects AS o ON o.number = p.fact "  # noqa: S608
        f"JOIN tellings AS s ON s.number = o.telling JOIN happenings AS h ON h.number = s.happening WHERE {where} "
        "ORDER BY 1",
        *values,
    )
    return [row[0] for row in rows]


def outlets_of(
    store: Store, entities: Sequence[str], conditions: Sequence[Condition]
) -> list[tuple[str | None, int]]:
    """Return how many reports of each outlet name entities, the most first."""
    further, more = _and(conditions)
    rows = _rows(
        store,
        "SELECT s.publisher, count(DISTINCT s.document) FROM assembled_from AS a "  # noqa: S608
        "JOIN reports AS s ON s.document = a.document "
        f"WHERE a.what = 'entities' AND a.thing IN ({_marks(entities)}) AND {further} GROUP BY 1 ORDER BY 2 DESC, 1",
        *entities,
        *more,
    )
    return [(row[0], int(row[1])) for row in rows]


def happenings_told_by(store: Store, statements: Iterable[int]) -> list[str]:
    """Return the ids of the happenings that are told inside statements."""
    rows = _rows(
        store,
        "SELECT DISTINCT h.id FROM json_each(?) AS j CROSS JOIN events AS e "
        "ON e.document = j.value >> 20 AND e.within = j.value & 1048575 "
        "JOIN tellings AS s ON s.number = (e.document << 20) + e.position "
        "JOIN happenings AS h ON h.number = s.happening ORDER BY 1",
        _keys(statements),
    )
    return [row[0] for row in rows]


class NameRow(NamedTuple):
    """A report by its names alone, without its text."""

    number: int
    id: str
    published: str | None


def names_of_reports(store: Store, numbers: Iterable[int]) -> dict[int, NameRow]:
    """Return reports without their texts, by number."""
    rows = _rows(
        store,
        "SELECT d.number, d.id, r.published FROM json_each(?) AS j CROSS JOIN documents AS d ON d.number = j.value "
        "LEFT JOIN reports AS r ON r.document = d.number",
        _keys(numbers),
    )
    return {row[0]: NameRow(*row) for row in rows}


# ---- what came in ------------------------------------------------------------------------


class FailureRow(NamedTuple):
    """An input that could not be read."""

    at: str
    name: str
    reason: str | None
    message: str | None


_SINCE = "run >= (SELECT coalesce(min(id), 0) FROM runs WHERE ended IS NULL OR ended >= ?1) AND at >= ?1"


def added_since(store: Store, stamp: str) -> list[int]:
    """Return the numbers of the reports that runs have added since a moment (UTC), by the journal."""
    rows = _rows(
        store,
        "SELECT DISTINCT d.number FROM journal AS j JOIN documents AS d ON d.id = j.id "  # noqa: S608
        f"WHERE {_SINCE} AND j.what = 'document' AND j.change = 'added' ORDER BY 1",
        stamp,
    )
    return [row[0] for row in rows]


def published_since(store: Store, day: str) -> list[int]:
    """Return the numbers of the reports that were published on a day or later."""
    return [
        row[0] for row in _rows(store, "SELECT document FROM reports WHERE published >= ? ORDER BY 1", day)
    ]


def failed_since(store: Store, stamp: str) -> list[FailureRow]:
    """Return the inputs that could not be read since a moment (UTC), by the journal, the latest first."""
    rows = _rows(
        store,
        "SELECT at, id, reason, message FROM journal "  # noqa: S608
        f"WHERE {_SINCE} AND what = 'input' AND change = 'failed' ORDER BY run DESC, number DESC",
        stamp,
    )
    return [FailureRow(*row) for row in rows]


def last_day(store: Store, without: Iterable[int] = ()) -> str | None:
    """Return the latest day of publication of the reports that are not among some."""
    rows = _rows(
        store,
        "SELECT published FROM reports WHERE document NOT IN (SELECT value FROM json_each(?)) "
        "ORDER BY published DESC LIMIT 1",
        _keys(without),
    )
    return rows[0][0] if rows else None


def last_added(store: Store) -> str | None:
    """Return when a run added a report last (UTC)."""
    rows = _rows(
        store,
        "SELECT at FROM journal WHERE what = 'document' AND change = 'added' ORDER BY run DESC, number DESC LIMIT 1",
    )
    return rows[0][0] if rows else None


def stories_begun(store: Store, documents: Iterable[int]) -> list[str]:
    """Return the ids of the stories all of whose reports are among some."""
    rows = _rows(
        store,
        "SELECT a.thing FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
        "ON a.document = j.value AND a.what = 'stories' GROUP BY 1 HAVING count(DISTINCT a.document) = "
        "(SELECT count(DISTINCT b.document) FROM assembled_from AS b WHERE b.what = 'stories' AND b.thing = a.thing) "
        "ORDER BY 1",
        _keys(documents),
    )
    return [row[0] for row in rows]


def happenings_due(store: Store, first: str, before: str) -> list[str]:
    """Return the ids of the happenings that an agenda put on a last day from `first` on, and before another."""
    rows = _rows(
        store,
        "SELECT DISTINCT h.id FROM prospects AS o JOIN tellings AS s ON s.number = o.telling "
        "JOIN happenings AS h ON h.number = s.happening WHERE o.latest >= ? AND o.latest < ? ORDER BY 1",
        first,
        before,
    )
    return [row[0] for row in rows]


# ---- of two sides ------------------------------------------------------------------------


class ToldActRow(NamedTuple):
    """A telling of what one of two sides did to the other: its happening, or none if it is not assembled."""

    document: int
    number: int
    published: str | None
    happening: str | None
    type: str
    mode: str | None
    earliest: str | None
    latest: str | None


class Taking(NamedTuple):
    """Who has a role in facts: entities, or where there are none all who are of a country."""

    role: Role
    entities: Sequence[str]
    country: str | None

    def of(self, table: str) -> Condition:
        """Return the condition on a row of `parties`, which the query calls so."""
        if not self.entities:
            return Condition(f"{table}.country = ? AND {table}.role = ?", (self.country, self.role))
        marks = _marks(self.entities)
        return Condition(f"{table}.entity IN ({marks}) AND {table}.role = ?", (*self.entities, self.role))


def acts_between(
    store: Store, one: Taking, other: Taking, conditions: Sequence[Condition]
) -> list[ToldActRow]:
    """Return the tellings in which each of two sides has its role, those with all conditions, with their happenings."""
    further, more = _and(conditions)
    fewer, others = (
        side.of(name)
        for side, name in zip(sorted((one, other), key=lambda side: _facts(store, side)), "xy", strict=True)
    )
    rows = _rows(
        store,
        "WITH both AS MATERIALIZED (SELECT DISTINCT x.fact FROM parties AS x CROSS JOIN parties AS y "  # noqa: S608
        f"ON y.fact = x.fact AND y.published IS x.published AND {others.sql} WHERE {fewer.sql}), "
        "told AS MATERIALIZED (SELECT document, number, published, happening, type, earliest, latest FROM tellings "
        f"WHERE number IN (SELECT fact FROM both) AND {further}) "
        "SELECT t.document, t.number, t.published, h.id, coalesce(h.type, t.type), "
        "CASE WHEN h.id IS NULL THEN e.mode ELSE json_extract(h.body, '$.mode') END, "
        "CASE WHEN h.id IS NULL THEN t.earliest ELSE h.earliest END, CASE WHEN h.id IS NULL THEN t.latest ELSE h.latest END "
        "FROM told AS t LEFT JOIN happenings AS h ON h.number = t.happening "
        "JOIN events AS e ON e.document = t.number >> 20 AND e.position = t.number & 1048575 ORDER BY 3, 2",
        *others.values,
        *fewer.values,
        *more,
    )
    return [ToldActRow(*row) for row in rows]


def _facts(store: Store, side: Taking) -> int:
    """Return how many facts somebody has a role in: the side of fewer facts is gone through."""
    condition = side.of("p")
    found = _rows(store, f"SELECT count(*) FROM parties AS p WHERE {condition.sql}", *condition.values)  # noqa: S608
    return int(found[0][0])


# ---- of documents ------------------------------------------------------------------------


def figures_in(store: Store, documents: Iterable[int]) -> list[FigureRow]:
    """Return the numbers of all events of documents."""
    rows = _rows(
        store,
        "SELECT f.document, what, low, high, unit, span_start, span_end FROM json_each(?) AS j "
        "CROSS JOIN event_figures AS f ON f.document = j.value ORDER BY 1, 6, 7",
        _keys(documents),
    )
    return [FigureRow(*row) for row in rows]


def sides_in(store: Store, documents: Iterable[int]) -> list[SideRow]:
    """Return the sides of the disagreements inside documents, side by side."""
    rows = _rows(
        store,
        "SELECT g.document, g.position, g.id, g.about, g.kind, g.field, s.span_start, s.span_end, s.actor, c.name, "
        "s.attribution, q.kind FROM json_each(?) AS j CROSS JOIN disagreements AS g ON g.document = j.value "
        "JOIN sides AS s ON s.document = g.document AND s.disagreement = g.position "
        "LEFT JOIN actors AS c ON c.document = s.document AND c.position = s.actor "
        "LEFT JOIN attributions AS q ON q.document = s.document AND q.position = s.attribution "
        "ORDER BY g.document, g.position, s.position",
        _keys(documents),
    )
    return [SideRow(*row) for row in rows]


def clauses_of(store: Store, events: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the clause of each event, by document and event: the first evidence that holds the trigger, else the trigger."""
    rows = _rows(
        store,
        "SELECT d.id, e.id, e.evidence, e.trigger_start, e.trigger_end FROM json_each(?) AS j "
        "JOIN documents AS d ON d.id = json_extract(j.value, '$[0]') "
        "JOIN events AS e ON e.document = d.number AND e.id = json_extract(j.value, '$[1]')",
        _keys(events),
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


def by_document(rows: Iterable[tuple[int, int, str]]) -> Mapping[int, str]:
    """Return the thing of each document, of rows of `things_of_documents`."""
    return {document: thing for document, _, thing in rows}
