"""Keep what many readings say together: the assembly, a layer that is derived from the readings.

The assembly is replaced as a whole, but only what differs is written, and the journal says what that was: a story begun, a
happening changed. Corrections by people are no part of it: they are applied to the readings that go in.

    with writing(store):                       # one transaction: a kill leaves neither half
        keep(store, reading, run=run)
        assemble_store(store, assemble, run=run)
"""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from onrecord.assembly.types import Overrides
from onrecord.store.assembler.kept import with_actors
from onrecord.store.correct import corrector
from onrecord.store.corrections import corrections_path, overrides_of, read_corrections
from onrecord.store.index import actor_key, apply_corrections, index_entity, index_happening, number_of
from onrecord.store.journal import Change, RunId, note_change
from onrecord.store.open import Store, explained
from onrecord.store.packed import body_of, pack
from onrecord.store.query import readings
from onrecord.store.reasons import PairKey, reasons_kept, said_of, write_pairs
from onrecord.store.rows import DIGEST_BYTES
from onrecord.store.transaction import one_moment, writing
from onrecord.types import Reading

NO_FACT = -1  # in a link: the document as a whole, or a fact that it has no longer

A = TypeVar("A")


class Link(NamedTuple):
    """A document that a thing is made of, and the fact of it, if it is one fact."""

    document: str
    fact: str | None = None


Place = Callable[[str | None, Link], tuple[int, int] | None]


@dataclasses.dataclass(frozen=True)
class Kind:
    """One field of the assembly: how its things are named, and what they are made of."""

    field: str
    links: Callable[[Any], Iterable[Link]] = lambda _: ()
    layer: str | None = None  # of the facts in the links
    id: Callable[[Any], str] = lambda thing: thing.id
    cells: Callable[[Mapping[str, Any]], Mapping[str, object]] | None = None
    """The further columns of a thing, by its body as an object of JSON; that of a thing that has some is packed."""
    index: Callable[[sqlite3.Connection, str], None] = lambda _connection, _thing: None
    """Writes what questions ask for of a thing that is new or has changed."""


ASSEMBLED: Mapping[str, Kind] = {  # by table
    "copies": Kind(
        "copies",
        lambda group: (Link(member.document) for member in group.members),
        cells=lambda body: {"origin": body["origin"]},
    ),
    "entities": Kind(
        "entities",
        lambda one: (Link(a.document, a.actor) for a in one.actors),
        "actors",
        index=index_entity,
    ),
    "stories": Kind("stories", lambda story: map(Link, story.documents)),
    "happenings": Kind(
        "happenings",
        lambda one: (Link(t.document, t.event) for t in one.tellings),
        "events",
        cells=lambda body: cells_of_happening(body),
        index=index_happening,
    ),
    "plans": Kind(
        "plans", cells=lambda body: {"happening": body["happening"], "overdue": int(body["overdue"])}
    ),
    "reports_disagreements": Kind(
        "disagreements", cells=lambda body: {"happening": body["happening"], "field": body["field"]}
    ),
    "updates": Kind("updates", cells=lambda body: {"happening": body["happening"]}),
}


def assemble_store(
    store: Store, assemble: Callable[[Sequence[Reading], Overrides], Any], *, run: RunId | None = None
) -> Counter[Change]:
    """Assemble all kept readings, corrected by people, and keep the result; return how many things changed.

    `assemble` is also given what people joined and parted.
    """
    with writing(store):
        corrections, _ = read_corrections(corrections_path(store.path))
        apply_corrections(store, corrections)
        seen = {reading.document.id: reading for reading in map(corrector(corrections), readings(store))}
        found = assemble(list(seen.values()), overrides_of(corrections, seen))
        store.connection.execute("DELETE FROM waiting")
        return keep_assembly(store, found, run=run)


def keep_assembly(store: Store, assembly: Any, *, run: RunId | None = None) -> Counter[Change]:
    """Replace what is kept of the assembly by `assembly`, a value with the fields of `ASSEMBLED`; return what changed."""
    changes: Counter[Change] = Counter()
    with writing(store):
        store.connection.execute(
            "DELETE FROM assembly_state"
        )  # what is kept for a later `Assembler` holds no longer
        place = places(store.connection)
        for table, kind in ASSEMBLED.items():
            before = dict(store.connection.execute(f"SELECT id, digest FROM {table}"))  # noqa: S608
            things = getattr(assembly, kind.field)
            for thing, change in keep_things(store.connection, table, things, place, before):
                changes[change] += 1
                if run is not None:
                    note_change(store.connection, run, table, thing, change)
        _keep_pairs(store.connection, assembly.pairs, place)
    return changes


def _keep_pairs(connection: sqlite3.Connection, pairs: Iterable[Any], place: Place) -> None:
    """Replace what is kept of pairs of events; the journal does not name them: they are reasons, and many."""
    connection.execute("DELETE FROM pairs")
    found = ((_event(place, pair.left), _event(place, pair.right), said_of(pair)) for pair in pairs)
    write_pairs(
        connection, (), {PairKey(a, b): said for a, b, said in found if a is not None and b is not None}
    )


def _event(place: Place, ref: Any) -> int | None:
    at = place("events", Link(ref.document, ref.event))
    return None if at is None or at[1] < 0 else number_of(*at)


def take_assembly(store: Store, assembly: Any, *, run: RunId | None = None) -> Counter[Change]:
    """Keep an assembly of all kept readings that was made elsewhere; return what changed. The next one is made from nothing."""
    with writing(store):
        store.connection.execute("DELETE FROM waiting")
        return keep_assembly(store, assembly, run=run)


def keep_things(
    connection: sqlite3.Connection,
    table: str,
    things: Iterable[Any],
    place: Place,
    before: dict[str, bytes],
    *,
    linked: bool = True,
) -> Iterator[tuple[str, Change]]:
    """Write the things of one table that are new or differ, remove those that are gone, and yield both.

    `before` are the hashes, by id, of the things that they replace. Without `linked`, links are left as they are.
    """
    kind = ASSEMBLED[table]
    for thing in things:
        name, earlier = kind.id(thing), before.pop(kind.id(thing), None)
        written = msgspec.json.encode(thing).decode("utf-8")
        if earlier == digest_of_body(name, written):
            continue
        write_thing(connection, table, name, written)
        if linked:
            connection.execute("DELETE FROM assembled_from WHERE what = ? AND thing = ?", (table, name))
            rows = {found for link in kind.links(thing) if (found := place(kind.layer, link)) is not None}
            connection.executemany(
                "INSERT INTO assembled_from (what, thing, document, fact) VALUES (?, ?, ?, ?)",
                [(table, name, *row) for row in sorted(rows)],
            )
        kind.index(connection, name)
        yield name, "added" if earlier is None else "replaced"
    for name in before:
        _remove(connection, table, name)
        yield name, "removed"


def write_thing(connection: sqlite3.Connection, table: str, name: str, body: str) -> None:
    """Write the row of a thing of the assembly, in place of the one that is there."""
    of = ASSEMBLED[table].cells
    cells: dict[str, object] = {"id": name, "body": pack(body) if of else body}
    cells["digest"] = digest_of_body(name, body)
    cells |= of(msgspec.json.decode(body)) if of else {}
    changes = ", ".join(f"{cell} = excluded.{cell}" for cell in cells if cell != "id")
    connection.execute(
        f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({', '.join('?' * len(cells))}) "  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        tuple(cells.values()),
    )


def cells_of_happening(body: Mapping[str, Any]) -> Mapping[str, object]:
    """Return the columns of a happening."""
    found = {name: body.get(name) for name in ("type", "mode", "status", "earliest", "latest")}
    location = body.get("location") or {}
    return {**found, "country": location.get("country"), "reports": len(body.get("reports") or ())}


def _remove(connection: sqlite3.Connection, table: str, thing: str) -> None:
    connection.execute("DELETE FROM assembled_from WHERE what = ? AND thing = ?", (table, thing))
    connection.execute(f"DELETE FROM {table} WHERE id = ?", (thing,))  # noqa: S608


def places(connection: sqlite3.Connection) -> Place:
    """Return a function from a layer and a link to the keys of its rows; None if the document is not kept."""

    @cache
    def number(document: str) -> int | None:
        row = connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        return None if row is None else int(row[0])

    @cache
    def facts(layer: str, document: int) -> dict[str, int]:
        return dict(connection.execute(f"SELECT id, position FROM {layer} WHERE document = ?", (document,)))  # noqa: S608

    def place(layer: str | None, link: Link) -> tuple[int, int] | None:
        document = number(link.document)
        if document is None:
            return None
        if layer is None or link.fact is None:
            return document, NO_FACT
        return document, actor_key(link.fact, facts(layer, document))

    return place


def assembly_of(store: Store, kind: type[A]) -> A:
    """Return what is kept of the assembly, as a value of its type."""
    hints = typing.get_type_hints(kind)
    with one_moment(store):
        fields = {
            of.field: _things(store.connection, table, typing.get_args(hints[of.field])[0])
            for table, of in ASSEMBLED.items()
        }
        fields["pairs"] = _pairs(store)
    return kind(**fields)


def assembled(store: Store, table: str, kind: type[A]) -> tuple[A, ...]:
    """Return the things of one table of `ASSEMBLED`, as values of their type, by id; or, of `pairs`, all reasons."""
    with explained(store.path):
        return _pairs(store) if table == "pairs" else _things(store.connection, table, kind)


def assembled_one(store: Store, table: str, kind: type[A], thing: str) -> A | None:
    """Return the thing of one table of `ASSEMBLED` with an id, or None."""
    with explained(store.path):
        row = store.connection.execute(f"SELECT body FROM {table} WHERE id = ?", (thing,)).fetchone()  # noqa: S608
        if row is None:
            return None
        found = msgspec.json.decode(body_of(row[0]), type=kind)
        return with_actors(store.connection, (found,))[0] if table == "entities" else found


def assembled_counts(store: Store) -> dict[str, int]:
    """Return how many things each table of `ASSEMBLED` holds."""
    with one_moment(store):
        asked = {table: f"SELECT count(*) FROM {table}" for table in ASSEMBLED}  # noqa: S608
        asked["pairs"] = "SELECT coalesce(sum(many), 0) FROM pairs"
        return {table: int(store.connection.execute(sql).fetchone()[0]) for table, sql in asked.items()}


def pairs_of_happening(store: Store, happening: str) -> tuple[Any, ...]:
    """Return the reasons of the pairs in which events of a happening are, as `PairReasons`."""
    with explained(store.path):
        events = store.connection.execute(
            "SELECT t.number FROM happenings AS h JOIN tellings AS t ON t.happening = h.number WHERE h.id = ?",
            (happening,),
        ).fetchall()
        return _pairs(store, [number for (number,) in events])


def _pairs(store: Store, events: Iterable[int] | None = None) -> tuple[Any, ...]:
    corrections, _ = read_corrections(corrections_path(store.path))
    return tuple(reasons_kept(store.connection, corrections, events))


def unassembled(store: Store) -> int:
    """Return how many kept documents the assembly leaves out: added, replaced or removed since it was made."""
    with explained(store.path):
        row = store.connection.execute("SELECT count(*) FROM waiting").fetchone()
    return int(row[0])


def _things(connection: sqlite3.Connection, table: str, kind: Any) -> tuple[Any, ...]:
    rows = connection.execute(f"SELECT body FROM {table} ORDER BY id")  # noqa: S608
    found = tuple(msgspec.json.decode(body_of(body), type=kind) for (body,) in rows)
    return with_actors(connection, found) if table == "entities" else found


def assembled_documents(store: Store, table: str, thing: str) -> list[str]:
    """Return the ids of the documents that a thing of the assembly is made of."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT DISTINCT d.id FROM assembled_from AS a JOIN documents AS d ON d.number = a.document "
            "WHERE what = ? AND thing = ? ORDER BY d.id",
            (table, thing),
        ).fetchall()
    return [str(row[0]) for row in rows]


def digest_of_body(thing: str, body: str | bytes) -> bytes:
    """Return the hash of a thing of the assembly, with its id, and its body as its table has it."""
    written = body_of(body).encode("utf-8", "replace")
    return hashlib.blake2b(thing.encode() + b"\x1f" + written, digest_size=DIGEST_BYTES).digest()
