"""Find facts by what they are asked for: the numbers of the rows that questions go by, and how many there are.

A condition is a piece of SQL with its values; conditions are joined by AND. Every one can use an index of schema.sql
(tests/questions says which).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import msgspec

from onrecord.store.open import Store, explained
from onrecord.store.packed import body_of
from onrecord.types import PlaceKind

Facts = Literal["statements", "tellings", "prospects", "reports", "happenings", "stories"]
T = TypeVar("T")
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
    ids: tuple[str, ...] = ()  # of things that have one, in the same order


def find(
    store: Store,
    table: Facts,
    conditions: Sequence[Condition],
    *,
    order: str = "published DESC, number",
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    """Return the rows of a table that fulfil all conditions: the page that is asked for, and the number of all."""
    where, values = _joined(conditions)
    with explained(store.path):
        together = any("SELECT" in condition.sql for condition in conditions)  # one pass counts and finds
        total = None if together else count(store, table, conditions)
        rows = store.connection.execute(
            f"SELECT {KEYS.get(table, 'number')}, {'count(*) OVER ()' if together else '0'} "  # noqa: S608
            f"FROM {table}{where} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
        if total is None:
            total = (
                int(rows[0][1]) if rows else count(store, table, conditions) if offset or limit == 0 else 0
            )
    return Page(tuple(int(row[0]) for row in rows), total)


def count(store: Store, table: Facts, conditions: Sequence[Condition]) -> int:
    """Return how many rows of a table fulfil all conditions."""
    where, values = _joined(conditions)

    def make() -> int:
        with explained(store.path):
            row = store.connection.execute(f"SELECT count(*) FROM {table}{where}", values).fetchone()  # noqa: S608
        return int(row[0])

    remembered = _REMEMBERED.get()
    return make() if remembered is None else remembered((table, where, values), make)


Remembered = Callable[[Hashable, Callable[[], int]], int]
_REMEMBERED: ContextVar[Remembered | None] = ContextVar("remembered", default=None)


@contextmanager
def counting(remembered: Remembered | None) -> Iterator[None]:
    """Let counts of rows be those that `remembered` gives: it takes a key, and the function that counts anew."""
    token = _REMEMBERED.set(remembered)
    try:
        yield
    finally:
        _REMEMBERED.reset(token)


def tally(
    store: Store, conditions: Sequence[Condition], most: int
) -> list[tuple[tuple[str | None, ...], int]]:
    """Return how many statements have each kind, quotation, sourcing and outlet, of the `most` latest that fulfil all conditions."""
    where, values = _joined(conditions)
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT kind, quotation, sourcing, publisher, sum(n) FROM ("  # noqa: S608
            "SELECT kind, quotation, sourcing, (SELECT publisher FROM reports AS r WHERE r.document = s.document) AS publisher, n "
            "FROM (SELECT kind, quotation, sourcing, document, count(*) AS n FROM "
            f"(SELECT kind, quotation, sourcing, document FROM statements{where} ORDER BY published DESC LIMIT ?) "
            "GROUP BY 1, 2, 3, 4) AS s) GROUP BY 1, 2, 3, 4",
            (*values, most),
        ).fetchall()
    return [(tuple(cells), int(number)) for *cells, number in rows]


DATED = "/* dated */"  # in a condition: where the days of publication that are asked for are asked of those who take part
OF_DAYS = ("published >= ?", "published <= ?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
KEYS = {"reports": "document", "stories": "id"}


def _joined(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    days = "".join(f" AND {c.sql.replace('?', repr(c.values[0]))}" for c in conditions if _is_of_days(c))
    where = " AND ".join(f"({condition.sql.replace(DATED, days)})" for condition in conditions)
    return (f" WHERE {where}" if where else ""), tuple(v for c in conditions for v in c.values)


def _is_of_days(condition: Condition) -> bool:
    """Return whether a condition bounds the day of publication, so that those who take part can be looked for in those days alone."""
    return condition.sql in OF_DAYS and DAY.fullmatch(str(condition.values[0])) is not None


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
        f"number IN (SELECT fact FROM parties WHERE entity IN ({_marks(entities)}) AND role IN ({_marks(roles)}){DATED})",  # noqa: S608
        (*entities, *roles),
    )


def with_party_of(roles: Sequence[Role], country: str) -> Condition:
    """Return the condition that somebody of a country takes part in one of some roles."""
    return Condition(
        f"number IN (SELECT fact FROM parties WHERE country = ? AND role IN ({_marks(roles)}){DATED})",  # noqa: S608
        (country, *roles),
    )


def with_content(words: str) -> Condition:
    """Return the condition that all of some words are in what is said."""
    return Condition(
        "number IN (SELECT rowid FROM content_words WHERE content_words MATCH ?)", (phrases(words),)
    )


def with_role(words: str) -> Condition:
    """Return the condition that the source is called by all of some words."""
    where, values = _like("words", words)
    return Condition(f"role IN (SELECT number FROM roles WHERE {where})", values)  # noqa: S608


def phrases(words: str) -> str:
    """Return a full-text query for all of `words`; none of them acts as an operator. Without a word it finds nothing.

    >>> phrases('S-400 OR "Turkey'), phrases("?!")
    ('"S" "400" "OR" "Turkey"', '""')
    """
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", words)) or '""'


def with_summary(words: str) -> Condition:
    """Return the condition that all of some words are in the summary of what lies ahead."""
    return Condition(
        "number IN (SELECT rowid FROM summary_words WHERE summary_words MATCH ?)", (phrases(words),)
    )


def due_from(day: str, recent: str) -> Condition:
    """Return the condition that something lies ahead of a day: by its own days, or without them by a recent report."""
    return Condition(
        "number IN (SELECT number FROM prospects WHERE superseded = 0 AND latest >= ? "
        "UNION ALL SELECT number FROM prospects WHERE superseded = 0 AND published >= ? AND latest IS NULL)",
        (day, recent),
    )


def in_place(name: str, country: str | None) -> Condition:
    """Return the condition that something takes place in a country, at a GeoNames id, or at a place of a name."""
    if country is not None:
        return is_in("country", (country,))
    return is_in("geonames", (int(name),)) if is_geonames(name) else is_in("place", (name,))


def is_geonames(name: str) -> bool:
    """Return whether a place is asked for by its GeoNames id: a number that a cell can hold."""
    return name.isdecimal() and len(name) < DIGITS


def planned_at(geonames: int) -> Condition:
    """Return the condition that something lies ahead at a GeoNames id: its own place, or that of its event."""
    return Condition(
        "number IN (SELECT (document << 20) + position FROM agenda WHERE location_geonames = ?) "
        "OR telling IN (SELECT number FROM tellings WHERE geonames = ?)",
        (geonames, geonames),
    )


def told_by(conditions: Sequence[Condition]) -> Condition:
    """Return the condition on a happening that a report tells of it so."""
    where, values = _joined(conditions)
    return Condition(f"number IN (SELECT happening FROM tellings{where} AND happening IS NOT NULL)", values)  # noqa: S608


def any_report(condition: Condition) -> Condition:
    """Return the condition on what lies ahead that it holds of one of the reports that tell of the same happening."""
    condition = replace(condition, sql=condition.sql.replace(DATED, ""))  # the other report may be of any day
    return Condition(
        f"({condition.sql}) OR happening IN (SELECT happening FROM prospects WHERE happening IS NOT NULL AND ({condition.sql}))",  # noqa: S608
        condition.values * 2,
    )


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of some conditions are fulfilled."""
    conditions = tuple(conditions)
    return Condition(
        " AND ".join(f"({c.sql})" for c in conditions), tuple(v for c in conditions for v in c.values)
    )


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


def plan_of(store: Store, happening: str, kind: type[T]) -> T | None:
    """Return the plan of a happening, as a value of its type, or None."""
    with explained(store.path):
        row = store.connection.execute("SELECT body FROM plans WHERE happening = ?", (happening,)).fetchone()
    return msgspec.json.decode(body_of(row[0]), type=kind) if row else None


def latest_day(store: Store) -> str | None:
    """Return the latest day of publication."""
    with explained(store.path):
        row = store.connection.execute("SELECT max(published) FROM reports").fetchone()
    return row[0] if row else None


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
            f"{alias} FROM {source} WHERE {where} ORDER BY 6, e.name, e.id",
            (value,),
        ).fetchall()
    columns = ("id", "name", "kind", "country", "wikidata", "alias")
    return [Named(**dict(zip(columns, row, strict=True))) for row in rows]


# ---- by words ----------------------------------------------------------------------------


def documents_with(
    store: Store, words: str, conditions: Sequence[Condition], *, limit: int | None, offset: int
) -> Page:
    """Return the documents that have all of some words in title or text, those that fit best first."""
    where, values = _joined((Condition("words MATCH ?", (phrases(words),)), *conditions))
    source = "words" + (" CROSS JOIN reports ON document = words.rowid" if conditions else "") + where
    with explained(store.path):
        total = store.connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0]  # noqa: S608
        rows = store.connection.execute(
            f"SELECT words.rowid FROM {source} ORDER BY rank, words.rowid LIMIT ? OFFSET ?",  # noqa: S608
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
    return Page(tuple(int(row[0]) for row in rows), int(total))


def stories_with(
    store: Store, words: str, conditions: Sequence[Condition], *, limit: int | None, offset: int
) -> Page:
    """Return the stories of which a report has all of some words in its title: their ids, and the latest such report of each."""
    titled = f"title : ({' AND '.join(phrases(words).split())})"
    where, values = _joined((Condition("words MATCH ?", (titled,)), *conditions))
    source = (
        "words CROSS JOIN reports ON reports.document = words.rowid CROSS JOIN assembled_from AS a "  # in this order
        f"ON a.document = words.rowid AND a.what = 'stories'{where}"
    )
    with explained(store.path):
        total = store.connection.execute(f"SELECT count(DISTINCT thing) FROM {source}", values).fetchone()[0]  # noqa: S608
        rows = store.connection.execute(
            f"SELECT thing, words.rowid, max(coalesce(published, '')) FROM {source} "  # noqa: S608
            "GROUP BY thing ORDER BY 3 DESC, thing LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
    return Page(tuple(int(row[1]) for row in rows), int(total), tuple(str(row[0]) for row in rows))


def named_with(
    store: Store, words: str, *, limit: int | None, offset: int
) -> tuple[list[tuple[Named, str, int]], int]:
    """Return the entities with all of some words in a name, that name, and how many reports name them, the most first."""
    where, values = _like("n.name", words)
    source = (
        f"(SELECT entity, min(alias) AS alias, name FROM entity_names AS n WHERE {where} GROUP BY entity)"  # noqa: S608
    )
    with explained(store.path):
        total = store.connection.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0]  # noqa: S608
        rows = store.connection.execute(
            "SELECT e.id, e.name, json_extract(e.body, '$.kind'), json_extract(e.body, '$.country'), e.wikidata, n.alias, "  # noqa: S608
            "n.name, (SELECT count(DISTINCT document) FROM assembled_from WHERE what = 'entities' AND thing = e.id) "
            f"FROM {source} AS n JOIN entities AS e ON e.id = n.entity ORDER BY 8 DESC, e.name, e.id LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        ).fetchall()
    columns = ("id", "name", "kind", "country", "wikidata", "alias")
    return [(Named(**dict(zip(columns, row[:6], strict=True))), row[6], int(row[7])) for row in rows], int(
        total
    )


def places_with(
    store: Store, words: str, *, limit: int | None, offset: int
) -> tuple[list[tuple[str, str | None, int]], int]:
    """Return the places with all of some words in their name, their country, and how many reports name them, the most first."""
    where, values = _like("name", words)
    source = f"(SELECT DISTINCT name, country FROM toponyms WHERE {where})"  # noqa: S608
    named_in = (
        "(SELECT count(DISTINCT document) FROM places AS p WHERE p.name = t.name COLLATE NOCASE "
        "AND coalesce(p.country, '') = t.country)"
    )
    counted = f"(SELECT t.name, t.country, {named_in} AS reports FROM {source} AS t)"  # noqa: S608
    with explained(store.path):
        rows = store.connection.execute(
            f"SELECT name, country, reports FROM {counted} WHERE reports > 0 ORDER BY 3 DESC, 1, 2",  # noqa: S608
            values,
        ).fetchall()
    shown = rows[offset:] if limit is None else rows[offset : offset + limit]
    return [(str(name), country or None, int(reports)) for name, country, reports in shown], len(rows)


def _like(column: str, words: str) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a column has all of some words."""
    parts = words.split()
    likes = tuple("%" + re.sub(r"([%_\\])", r"\\\1", part) + "%" for part in parts)
    return " AND ".join([f"{column} LIKE ? ESCAPE '\\'"] * len(parts)), likes


# ---- things by number --------------------------------------------------------------------

MOST_BODIES = 50_000  # in memory
DIGITS = 19  # of a number that is too large for a cell
AT_ONCE = 500  # values of one statement: SQLite takes no more than 999 everywhere


def bodies(store: Store, table: Literal["happenings"], keys: Sequence[int], kind: type[T]) -> Iterator[T]:
    """Yield the things of some numbers, as values of a type that may have fewer fields than is kept.

    Those that were asked for last stay in memory, under the hash of their body.
    """
    decode = msgspec.json.Decoder(kind).decode
    for first in range(0, len(keys), AT_ONCE):
        some = tuple(keys[first : first + AT_ONCE])
        with explained(store.path):
            hashes = _by_number(store, f"SELECT number, digest FROM {table}", some)  # noqa: S608
            kept = {
                n: one for n, digest in hashes.items() if (one := _BODIES.get((kind, digest))) is not None
            }
            missing = tuple(n for n in hashes if n not in kept)
            found = _by_number(store, f"SELECT number, body FROM {table}", missing)  # noqa: S608
            fresh = {n: decode(body_of(body)) for n, body in found.items()}
        _remember({(kind, hashes[n]): one for n, one in fresh.items()})
        yield from (one for _, one in sorted({**kept, **fresh}.items()))


def _by_number(store: Store, sql: str, numbers: tuple[int, ...]) -> dict[int, Any]:
    return dict(store.connection.execute(f"{sql} WHERE number IN ({_marks(numbers)})", numbers).fetchall())


_BODIES: dict[tuple[type, bytes], Any] = {}


def _remember(found: dict[tuple[type, bytes], Any]) -> None:
    if len(_BODIES) > MOST_BODIES:
        _BODIES.clear()
    _BODIES.update(found)


def kind_of_place(store: Store, name: str, country: str | None, geonames: int | None) -> PlaceKind | None:
    """Return the kind of a place that reports name, or None if none names it."""
    with explained(store.path):
        row = store.connection.execute(
            "SELECT kind FROM toponyms WHERE name = ? AND country = ? AND geonames = ?",
            (name, country or "", geonames or 0),
        ).fetchone()
    return row[0] if row else None
