"""What is packed in the store, and what stays in memory of it: layers of a document, pairs of events, the reading that was just kept."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.happenings.clusters import CUT
from onrecord.assembly.types import Assembly
from onrecord.store import (
    Assembler,
    Store,
    assembly_of,
    journal,
    keep,
    open_store,
    reading_of,
    readings,
    writing,
)
from onrecord.store.assembler.bring_up import without_collector
from onrecord.store.assembler.edges import Edge, Edges
from onrecord.store.index import number_of
from onrecord.store.journal import begin_run, note_changes
from onrecord.store.layers import Packed
from onrecord.store.rows import LAYERS
from onrecord.types import Reading
from tests.assembly.hand_made import report
from tests.store.samples import READING


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", create=True) as opened:
        yield opened


def test_times_and_mentions_come_back_from_one_cell(store: Store) -> None:
    keep(store, READING)
    assert store.connection.execute("SELECT count(*) FROM layers").fetchone() == (1,)
    packed = Packed(store.connection, 1)
    tables = {table.name: table for table in LAYERS}
    assert [row[0:2] for row in packed.rows(tables["times"])] == [
        (time.start, time.end) for time in READING.times
    ]
    lists = dict(packed.lists(tables["actors"].links["mentions"]))
    assert {n: len(rows) for n, rows in lists.items()} == {
        n: len(actor.mentions) for n, actor in enumerate(READING.actors) if actor.mentions
    }
    assert reading_of(store, READING.document.id) == READING


def test_a_document_without_such_facts_has_no_cell(store: Store) -> None:
    bare = Reading(document=READING.document)
    keep(store, bare)
    assert store.connection.execute("SELECT count(*) FROM layers").fetchone() == (0,)
    assert reading_of(store, bare.document.id) == bare


def test_pairs_of_events_are_found_both_ways_round_in_memory_as_in_the_store(store: Store) -> None:
    edges, chance = Edges(store.connection), random.Random(3)
    kept: dict[tuple[int, int], list[tuple[int, int, int, bool]]] = {}
    for _ in range(40):
        one, other = sorted((chance.randrange(1, 6), chance.randrange(1, 6)))
        cells = [
            (i, i + 1, chance.randrange(-900, 900), chance.random() < 0.8)
            for i in range(chance.randrange(1, 4))
        ]
        edges.of(number_of(chance.randrange(1, 6), 0))  # some reports are in memory, some are not
        if chance.random() < 0.2:
            edges.remove(one)
            kept = {key: own for key, own in kept.items() if one not in key}
        else:
            edges.write(one, other, cells)
            kept[one, other] = cells
    expected: dict[int, set[Edge]] = {}
    for (a, b), own in kept.items():
        for i, j, score, one_side in own:
            left, right = number_of(a, i), number_of(b, j)
            expected.setdefault(left, set()).add(Edge(right, score, one_side))
            expected.setdefault(right, set()).add(Edge(left, score, one_side))
    for seen in (edges, Edges(store.connection)):
        for event in (number_of(document, n) for document in range(1, 6) for n in range(5)):
            found = expected.get(event, set())
            assert set(seen.of(event)) == found
            for bound in (CUT, CUT + 250):
                joined = {edge.other for edge in found if edge.one_side and edge.score >= bound}
                assert set(seen.joined(event, bound)) == joined


def keep_and_fail(store: Store, reading: Reading) -> None:
    with writing(store):
        keep(store, reading, again=True)
        raise RuntimeError


def test_a_reading_whose_keeping_was_undone_is_not_what_is_assembled(store: Store) -> None:
    first = report("d_1", "Gunmen killed five people in Lima.", trigger="killed", code="ASSAULT")
    other = replace(first, events=())
    keep(store, first)
    with pytest.raises(RuntimeError):
        keep_and_fail(store, other)
    assert store.take_over(1) is None
    Assembler(store).bring_up()
    assert assembly_of(store, Assembly) == assemble(list(readings(store)))
    assert assembly_of(store, Assembly).happenings


def test_a_reading_is_handed_over_once(store: Store) -> None:
    keep(store, READING)
    assert store.take_over(1) == READING
    assert store.take_over(1) is None


def test_lines_of_the_journal_that_are_written_at_once_go_on_from_the_last(store: Store) -> None:
    run = begin_run(store)
    with writing(store):
        note_changes(store.connection, run, [("stories", "s_1", "added")])
        note_changes(store.connection, run, [("stories", "s_1", "removed"), ("copies", "c_1", "added")])
    rows = store.connection.execute("SELECT number, what, id, change FROM journal ORDER BY number").fetchall()
    assert rows == [
        (1, "stories", "s_1", "added"),
        (2, "stories", "s_1", "removed"),
        (3, "copies", "c_1", "added"),
    ]
    assert len(journal(store)) == 3


def test_the_collector_is_left_as_it_was() -> None:
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
