"""Reports and things of the assembly, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeVar

import msgspec

from onrecord.store.gathered.sql import keys, rows_of
from onrecord.store.open import Store
from onrecord.store.packed import body_of

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


_REPORTS = (
    "SELECT d.number, d.id, d.given_id, d.publisher, r.published, d.title, d.added, t.text FROM json_each(?) AS j "
    "JOIN documents AS d ON d.{column} = j.value JOIN texts AS t ON t.number = d.text "
    "LEFT JOIN reports AS r ON r.document = d.number"
)


def reports_of(store: Store, *, ids: Iterable[str] = (), numbers: Iterable[int] = ()) -> list[ReportRow]:
    """Return reports by their ids or their numbers."""
    wanted_by: dict[str, Iterable[object]] = {"id": ids, "number": numbers}
    return [
        ReportRow(*row)
        for column, wanted in wanted_by.items()
        for row in rows_of(store, _REPORTS.format(column=column), keys(wanted))
    ]


def hash_of_report(store: Store, number: int) -> bytes | None:
    """Return the hash of the record of a report: of another one it is another."""
    rows = rows_of(store, "SELECT digest FROM documents WHERE number = ?", number)
    return rows[0][0] if rows else None


def things(store: Store, table: Things, kind: type[T], ids: Iterable[str]) -> list[T]:
    """Return the things of a table of the assembly by their ids, in the order of these."""
    wanted = list(ids)
    sql = f"SELECT id, body FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
    bodies: dict[str, str | bytes] = dict(rows_of(store, sql, keys(wanted)))
    return [msgspec.json.decode(body_of(bodies[key]), type=kind) for key in wanted if key in bodies]


def of_happenings(store: Store, table: OfHappening, happenings: Iterable[str]) -> list[str]:
    """Return the ids of the plans, disagreements or updates of happenings."""
    sql = f"SELECT id FROM {table} WHERE happening IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608
    return [row[0] for row in rows_of(store, sql, keys(happenings))]


def things_of_documents(store: Store, what: str, documents: Iterable[int]) -> list[tuple[int, int, str]]:
    """Return the things of a kind that documents belong to: number of the document, fact and id of the thing."""
    return [
        tuple(row)
        for row in rows_of(
            store,
            "SELECT a.document, a.fact, a.thing FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
            "ON a.document = j.value AND a.what = ? ORDER BY 1, 2, 3",
            keys(documents),
            what,
        )
    ]


def documents_of(store: Store, what: str, thing: str) -> list[int]:
    """Return the numbers of the documents that a thing is made of."""
    sql = "SELECT DISTINCT document FROM assembled_from WHERE what = ? AND thing = ? ORDER BY 1"
    return [row[0] for row in rows_of(store, sql, what, thing)]


def origins(store: Store, documents: Iterable[int]) -> dict[int, str]:
    """Return the id of the origin of each document that belongs to a group of copies, that of the origin itself too."""
    return dict(
        rows_of(
            store,
            "SELECT a.document, c.origin FROM json_each(?) AS j CROSS JOIN assembled_from AS a "
            "ON a.document = j.value AND a.what = 'copies' JOIN copies AS c ON c.id = a.thing",
            keys(documents),
        )
    )


def names_of_entities(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of entities."""
    sql = "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(?))"
    return dict(rows_of(store, sql, keys(ids)))


def names_of_documents(store: Store, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return the given id and the outlet of documents."""
    rows = rows_of(
        store,
        "SELECT id, given_id, publisher FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        keys(ids),
    )
    return {document: (given, publisher) for document, given, publisher in rows}


def by_document(rows: Iterable[tuple[int, int, str]]) -> Mapping[int, str]:
    """Return the thing of each document, of rows of `things_of_documents`."""
    return {document: thing for document, _, thing in rows}
