"""What entities said and did, and what two sides did to one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.store.find import Condition, Role
from onrecord.store.gathered.sql import all_of, keys, marks, rows_of
from onrecord.store.open import Store


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


def _of_entities(roles: Sequence[str], entities: Sequence[str]) -> tuple[str, str, list[object]]:
    """Return the tables, the condition and their values of the facts in which entities have a role."""
    return (
        "parties AS p",
        f"p.entity IN ({marks(entities)}) AND p.role IN ({marks(roles)})",
        [*entities, *roles],
    )


def statements_of(
    store: Store, entities: Sequence[str], conditions: Sequence[Condition], most: int
) -> list[StatementRow]:
    """Return the latest statements of entities, in order of publication."""
    further, more = all_of(conditions)
    rows = rows_of(
        store,
        "WITH latest AS (SELECT DISTINCT s.published, s.fact FROM parties AS s "  # noqa: S608 - in the order of an index
        f"WHERE s.entity IN ({marks(entities)}) AND s.role = 'speaker' AND {further} "
        "ORDER BY s.published DESC, s.fact DESC LIMIT ?) "
        "SELECT t.number, t.published, t.kind, t.quotation, q.polarity, q.content, q.cue_start, q.cue_end "
        "FROM latest AS l CROSS JOIN statements AS t ON t.number = l.fact "
        "JOIN attributions AS q ON q.document = t.number >> 20 AND q.position = t.number & 1048575 "
        "ORDER BY t.published, t.number",
        *entities,
        *more,
        most,
    )
    return [StatementRow(*row) for row in rows]


def day_of_latest(
    store: Store, entities: Sequence[str], conditions: Sequence[Condition], most: int
) -> str | None:
    """Return a day since which entities have `most` acts and more, done or received; None if they have fewer in all."""
    further, more = all_of(conditions)
    latest = (  # in the order of an index
        "SELECT published FROM (SELECT s.published FROM parties AS s "  # noqa: S608
        f"WHERE s.entity IN ({marks(entities)}) AND s.role = ? AND s.published IS NOT NULL AND {further} "
        "ORDER BY s.published DESC LIMIT ?)"
    )
    rows = rows_of(
        store,
        f"{latest} UNION ALL {latest} ORDER BY published DESC LIMIT 1 OFFSET ?",
        *(value for role in ("actor", "recipient") for value in (*entities, role, *more, most)),
        most - 1,
    )
    return rows[0][0] if rows else None


def acts_of(store: Store, entities: Sequence[str], conditions: Sequence[Condition]) -> list[ActRow]:
    """Return the happenings in which entities are actor or recipient, the latest first."""
    tables, where, values = _of_entities(("actor", "recipient"), entities)
    further, more = all_of(conditions)
    rows = rows_of(
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
    own = f"FROM assembled_from WHERE what = 'entities' AND thing IN ({marks(entities)})"
    rows = rows_of(
        store,
        f"SELECT document, fact {own} AND document >= (SELECT min(document) FROM "  # noqa: S608
        f"(SELECT DISTINCT document {own} ORDER BY document DESC LIMIT ?))",
        *entities,
        *entities,
        most,
    )
    return [(int(document), int(fact)) for document, fact in rows]


def happenings_awaited(store: Store, entities: Sequence[str], since: str | None) -> list[str]:
    """Return the ids of the happenings that reports put ahead, since a day, with entities as participants."""
    tables, where, values = _of_entities(("participant",), entities)
    rows = rows_of(
        store,
        f"SELECT DISTINCT h.id FROM {tables} JOIN prospects AS o ON o.number = p.fact "  # noqa: S608
        f"JOIN tellings AS s ON s.number = o.telling JOIN happenings AS h ON h.number = s.happening WHERE {where} "
        "AND coalesce(p.published >= ?, 1) ORDER BY 1",
        *values,
        since,
    )
    return [row[0] for row in rows]


def outlets_of(
    store: Store, entities: Sequence[str], conditions: Sequence[Condition]
) -> list[tuple[str | None, int]]:
    """Return how many reports of each outlet name entities, the most first."""
    further, more = all_of(conditions)
    rows = rows_of(
        store,
        "SELECT s.publisher, count(DISTINCT s.document) FROM assembled_from AS a "  # noqa: S608
        "JOIN reports AS s ON s.document = a.document "
        f"WHERE a.what = 'entities' AND a.thing IN ({marks(entities)}) AND {further} GROUP BY 1 ORDER BY 2 DESC, 1",
        *entities,
        *more,
    )
    return [(row[0], int(row[1])) for row in rows]


def happenings_told_by(store: Store, statements: Iterable[int]) -> list[str]:
    """Return the ids of the happenings that are told inside statements."""
    rows = rows_of(
        store,
        "SELECT DISTINCT h.id FROM json_each(?) AS j CROSS JOIN events AS e "
        "ON e.document = j.value >> 20 AND e.within = j.value & 1048575 "
        "JOIN tellings AS s ON s.number = (e.document << 20) + e.position "
        "JOIN happenings AS h ON h.number = s.happening ORDER BY 1",
        keys(statements),
    )
    return [row[0] for row in rows]


class NameRow(NamedTuple):
    """A report by its names alone, without its text."""

    number: int
    id: str
    published: str | None


def names_of_reports(store: Store, numbers: Iterable[int]) -> dict[int, NameRow]:
    """Return reports without their texts, by number."""
    rows = rows_of(
        store,
        "SELECT d.number, d.id, r.published FROM json_each(?) AS j CROSS JOIN documents AS d ON d.number = j.value "
        "LEFT JOIN reports AS r ON r.document = d.number",
        keys(numbers),
    )
    return {row[0]: NameRow(*row) for row in rows}


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
        return Condition(
            f"{table}.entity IN ({marks(self.entities)}) AND {table}.role = ?", (*self.entities, self.role)
        )


def acts_between(
    store: Store, one: Taking, other: Taking, conditions: Sequence[Condition]
) -> list[ToldActRow]:
    """Return the tellings in which each of two sides has its role, those with all conditions, with their happenings."""
    further, more = all_of(conditions)
    fewer, others = (
        side.of(name)
        for side, name in zip(sorted((one, other), key=lambda side: _facts(store, side)), "xy", strict=True)
    )
    rows = rows_of(
        store,
        "WITH both AS MATERIALIZED (SELECT DISTINCT x.fact FROM parties AS x CROSS JOIN parties AS y "  # noqa: S608
        f"ON y.fact = x.fact AND y.published IS x.published AND {others.sql} WHERE {fewer.sql}), "
        "told AS MATERIALIZED (SELECT document, number, published, happening, type, earliest, latest FROM tellings "
        f"WHERE number IN (SELECT fact FROM both) AND {further}) "
        "SELECT t.document, t.number, t.published, h.id, coalesce(h.type, t.type), "
        "CASE WHEN h.id IS NULL THEN e.mode ELSE h.mode END, "
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
    found = rows_of(store, f"SELECT count(*) FROM parties AS p WHERE {condition.sql}", *condition.values)  # noqa: S608
    return int(found[0][0])
