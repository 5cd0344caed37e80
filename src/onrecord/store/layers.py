"""Layers and lists of a document of which nothing is asked in SQL: times, notes, mentions, who takes part in an event.

They are one compressed cell a document instead of some two hundred rows. The cell is JSON: of each table its columns, since numbers
and names of a column are much alike; places in the text are told by what lies between them.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import Any

import msgspec

from onrecord.store.rows import LAYERS, Links, Places, Table, cells_of, row_of
from onrecord.types import Reading

LEVEL = 9
FRAMES = (  # what such cells have in common: part of the schema
    b'"likely","named","failed","notes":[["no-article"],["","APPROX","MID","START","END","MORE_THAN","LESS_THAN",'
    b'"FUTURE_REF","PAST_REF","PRESENT_REF","PXX","P1W","P2Y","PT1H","TIME","SET","DURATION","DURATION","DATE","DATE","DATE","DATE"],["20'
    b'"name","name","name","nominal","nominal","nominal","pronoun","pronoun","nominal","name","nominal","nominal"]],'
    b"null,null,null,null,null,null,null,null],[1,1,1,1,1,1,1,1,2,1,1,1,1,3,1,1,1,2,1,1,1,1,1],[0,0,0,0,0,1,0,0,1,0,0],"
    b'"event_mentions":[[1,1,1,1,1,1,1,2,1,1],[[8,9,7,6,5,4,3,10]]],"event_actors":[[1,0,1,1,0,0,1],[[0]]],'
    b'"event_recipients":[[0,0,1,0],[[1]]],"agenda_participants":[[1,2],[[5]]],"mentions":[[1,1,2,1],[[0,8'
    b'{"times":[[120,85,62,330],[6,9,7,11,8,4],["t_0","t_1","t_2","t_3"'
)
START, END = "start", "end"

Rows = Sequence[Sequence[Any]]


class Packed:
    """The packed layers and lists of one document, unpacked when they are first asked for."""

    def __init__(self, connection: sqlite3.Connection, document: int) -> None:
        """Take the number of the document."""
        self._connection, self._document = connection, document

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        row = self._connection.execute(
            "SELECT cell FROM layers WHERE document = ?", (self._document,)
        ).fetchone()
        return unpack_tables(row[0]) if row else {}

    def rows(self, table: Table) -> Rows:
        """Return the rows of a layer, in the order of its facts."""
        return _rows(self._tables.get(table.name, ()), table.cells)

    def lists(self, links: Links) -> Iterator[tuple[int, Rows]]:
        """Yield the place of each fact that has a list, and the rows of the list."""
        if links.table not in self._tables:
            return
        counts, columns = self._tables[links.table]
        rows = iter(_rows(columns, cells_of(links.columns)))
        for owner, many in enumerate(counts):
            if many:
                yield owner, list(islice(rows, many))


def write_layers(connection: sqlite3.Connection, document: int, reading: Reading, places: Places) -> None:
    """Write the packed layers and lists of a document in place of those that it has."""
    tables: dict[str, Any] = {}
    for table in LAYERS:
        facts = getattr(reading, table.name)
        if table.is_packed:
            keep_layer(tables, table, [row_of(fact, table.columns, places) for fact in facts])
        for field, links in table.links.items():
            if links.is_packed:
                keep_lists(tables, links, [links.rows_of(getattr(fact, field), places) for fact in facts])
    write_tables(connection, document, tables)


def keep_layer(tables: dict[str, Any], table: Table, rows: Rows) -> None:
    """Add the rows of a layer to what is packed, if there are any."""
    if rows:
        tables[table.name] = _columns(rows, table.cells)


def keep_lists(tables: dict[str, Any], links: Links, lists: Sequence[Rows]) -> None:
    """Add the lists of the facts of a layer to what is packed, if there are any."""
    rows = [row for each in lists for row in each]
    if rows:
        tables[links.table] = [[len(each) for each in lists], _columns(rows, cells_of(links.columns))]


def write_tables(connection: sqlite3.Connection, document: int, tables: Mapping[str, Any]) -> None:
    """Write what is packed of a document; nothing, if there is nothing."""
    if tables:
        connection.execute(
            "INSERT INTO layers (document, cell) VALUES (?, ?)", (document, pack_tables(tables))
        )


def pack_tables(tables: Mapping[str, Any]) -> bytes:
    """Return tables as one cell."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zdict=FRAMES)
    return press.compress(msgspec.json.encode(tables)) + press.flush()


def unpack_tables(cell: bytes) -> Mapping[str, Any]:
    """Return the tables of a cell."""
    press = zlib.decompressobj(-zlib.MAX_WBITS, zdict=FRAMES)
    found: Mapping[str, Any] = msgspec.json.decode(
        press.decompress(cell) + press.flush(), type=dict[str, Any]
    )
    return found


def _columns(rows: Rows, names: Sequence[str]) -> list[list[Any]]:
    """Return the columns of rows; of places in the text the distance from the last one, and their length."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if START in names:
        start, end = (columns[names.index(name)] for name in (START, END))
        columns[names.index(END)] = [last - first for first, last in zip(start, end, strict=True)]
        columns[names.index(START)] = [later - earlier for earlier, later in pairwise([0, *start])]
    return columns


def _rows(columns: Sequence[Sequence[Any]], names: Sequence[str]) -> Rows:
    """Return the rows of columns."""
    if START in names and columns:
        own = list(columns)
        own[names.index(START)] = start = list(accumulate(columns[names.index(START)]))
        length = columns[names.index(END)]
        own[names.index(END)] = [first + many for first, many in zip(start, length, strict=True)]
        columns = own
    return list(zip(*columns, strict=True))
