"""Find facts by what they are asked for: the numbers of the rows that questions go by, and how many there are.

A condition is a piece of SQL with its values; conditions are joined by AND. Every one can use an index of schema.sql
(tests/questions says which).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.store.open import Store, explained

Facts = Literal["statements", "tellings", "prospects", "reports"]
Role = Literal["speaker", "addressee", "actor", "recipient", "participant"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows of a table must fulfil."""

    sql: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The keys of the rows that are shown, in order, and how many rows there are."""

    keys: tuple[int, ...]
    total: int


def find(
    store: Store,
    table: Facts,
    conditions: Sequence[Condition],
    *,
    order: str = "published DESC, number",
    key: str = "number",
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    """Return the rows of a table that fulfil all conditions: the page that is asked for, and the number of all."""
    where, values = _joined(conditions)
    with explained(store.path):
        total = count(store, table, conditions, key=key)
        rows = store.connection.execute(
            f"SELECT {key} FROM {table}{where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
    return Page(tuple(int(row[0]) for row in rows), total)


def count(store: Store, table: Facts, conditions: Sequence[Condition], *, key: str = "number") -> int:
    """Return how many different keys fulfil all conditions."""
    where, values = _joined(conditions)
    counted = "count(*)" if key == "number" else f"count(DISTINCT {key})"
    with explained(store.path):
        row = store.connection.execute(f"SELECT {counted} FROM {table}{where}", values).fetchone()  # noqa: S608
    return int(row[0])


def _joined(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    where = " AND ".join(f"({condition.sql})" for condition in conditions)
    return (f" WHERE {where}" if where else ""), tuple(v for c in conditions for v in c.values)


# ---- conditions --------------------------------------------------------------------------


def is_in(column: str, values: Sequence[object]) -> Condition:
    """Return the condition that a column holds one of some values."""
    return Condition(f"{column} IN ({_marks(values)})", tuple(values))


def at_least(column: str, value: str) -> Condition:
    """Return the condition that a day is this one or later."""
    return Condition(f"{column} >= ?", (value,))


def at_most(column: str, value: str) -> Condition:
    """Return the condition that a day is this one or earlier."""
    return Condition(f"{column} <= ?", (value,))


def by_publisher(publisher: str) -> Condition:
    """Return the condition that an outlet published the report."""
    return Condition("document IN (SELECT document FROM reports WHERE publisher = ?)", (publisher,))


def in_story(beginning: str) -> Condition:
    """Return the condition that the report is one of a story."""
    return Condition(
        "document IN (SELECT document FROM assembled_from WHERE what = 'stories' AND thing >= ? AND thing < ?)",
        (beginning, beginning + "\U0010ffff"),
    )


def with_party(roles: Sequence[Role], entities: Sequence[str]) -> Condition:
    """Return the condition that an entity takes part in one of some roles."""
    return Condition(
        "number IN (SELECT p.fact FROM assembled_from AS a CROSS JOIN parties AS p "
        f"ON p.document = a.document AND p.actor = a.fact AND p.role IN ({_marks(roles)}) "
        f"WHERE a.what = 'entities' AND a.thing IN ({_marks(entities)}))",
        (*roles, *entities),
    )


def with_party_of(roles: Sequence[Role], country: str) -> Condition:
    """Return the condition that somebody of a country takes part in one of some roles."""
    return Condition(
        f"number IN (SELECT fact FROM parties WHERE country = ? AND role IN ({_marks(roles)}))",
        (country, *roles),
    )


def with_content(words: str) -> Condition:
    """Return the condition that all of some words are in what is said."""
    return Condition(
        "number IN (SELECT rowid FROM content_words WHERE content_words MATCH ?)", (phrases(words),)
    )


def with_role(words: str) -> Condition:
    """Return the condition that the source is called by all of some words."""
    parts = words.split()
    like = " AND ".join(["words LIKE ? ESCAPE '\\'"] * len(parts))
    return Condition(
        f"role IN (SELECT number FROM roles WHERE {like})",
        tuple("%" + re.sub(r"([%_\\])", r"\\\1", part) + "%" for part in parts),
    )


def phrases(words: str) -> str:
    """Return a full-text query for all of `words`; none of them acts as an operator.

    >>> phrases('S-400 OR "Turkey')
    '"S" "400" "OR" "Turkey"'
    """
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words))


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that at least one of some conditions is fulfilled."""
    conditions = tuple(conditions)
    return Condition(
        " OR ".join(f"({c.sql})" for c in conditions), tuple(v for c in conditions for v in c.values)
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


# ---- who is meant ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity of the store, as far as it must be told from others."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    alias: bool


def named(
    store: Store, *, name: str | None = None, wikidata: str | None = None, id_: str | None = None
) -> list[Named]:
    """Return the entities of a name or alias, of a Wikidata id, or of an id."""
    by = {
        "n.name = ?": name,
        "e.wikidata = ?": wikidata,
        "e.id = ?": id_,
    }
    ((where, value),) = [(sql, value) for sql, value in by.items() if value is not None]
    source = (
        "entity_names AS n JOIN entities AS e ON e.id = n.entity" if name is not None else "entities AS e"
    )
    alias = "n.alias" if name is not None else "0"
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT e.id, e.name, json_extract(e.body, '$.kind'), json_extract(e.body, '$.country'), e.wikidata, "  # noqa: S608
            f"{alias} FROM {source} WHERE {where} ORDER BY {alias}, e.name, e.id",
            (value,),
        ).fetchall()
    columns = ("id", "name", "kind", "country", "wikidata", "alias")
    return [Named(**dict(zip(columns, row, strict=True))) for row in rows]
