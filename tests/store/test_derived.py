"""What is derived is checked against what it is derived from, in a store with a true assembly; flipped bits are told."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly
from onrecord.errors import StoreError
from onrecord.store import (
    ActorCorrection,
    Assembler,
    Store,
    add_corrections,
    apply_corrections,
    assembly_of,
    begin_run,
    check_store,
    corrected,
    corrections_path,
    end_run,
    keep,
    note_failure,
    open_store,
    read_corrections,
    readings,
    remove,
    repair_store,
)
from onrecord.store.corrections import Identity
from onrecord.types import DocumentId, Note
from tests.store.test_assembler import made_up

REPORTS = 14
REBUILT = (
    "assembly_state",
    "state",
)  # a hash that fits no longer makes what it stands for anew; their names are checked
RENAME = ActorCorrection(do="rename", actor=Identity(name="Ana Soto"), new=Identity(name="Ana Soto Vidal"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of reports with copies, plans, disagreements, corrected actors and an input that failed."""
    path = tmp_path_factory.mktemp("derived") / "news.db"
    with open_store(path, create=True) as store:
        run = begin_run(store)
        for number in range(REPORTS):
            keep(store, made_up(random.Random(number % 9), f"d_{number}"), run=run)
        note_failure(store, run, "b.html", Note(code="empty", message="No text."))
        add_corrections(corrections_path(path), [RENAME])
        Assembler(store).bring_up(run=run)
        end_run(store, run)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "news.db"
    copy.write_bytes(made.read_bytes())
    corrections_path(copy).write_bytes(corrections_path(made).read_bytes())
    return copy


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def rows_of(path: Path) -> dict[str, list[str]]:
    """Return all rows of all tables but those of the full-text indexes, which are checked against the texts."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if "words" not in name.split("_") and name not in REBUILT
        ]
        return {
            table: sorted(repr(row) for row in connection.execute(f"SELECT * FROM {table}"))
            for table in [*tables, "entity_words"]
        }


def assembled_anew(store: Store) -> None:
    Assembler(store).from_nothing()


def test_a_store_with_a_true_assembly_has_no_fault(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        empty = {
            table
            for table in (
                "statements",
                "tellings",
                "prospects",
                "parties",
                "toponyms",
                "plans",
                "units",
                "copies",
            )
            if not connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        }
    assert not empty
    assert (check_store(path).sound, check_store(path).damage) == (REPORTS, ())


def test_what_waits_for_the_next_assembly_is_no_fault(path: Path) -> None:
    other = ActorCorrection(do="rename", actor=Identity(name="Ana Soto Vidal"), new=Identity(name="A. S."))
    add_corrections(corrections_path(path), [other])
    assert check_store(path).damage == ()  # edited beside the store
    with open_store(path, write=True) as store:
        assert apply_corrections(store, read_corrections(corrections_path(path))[0])
        assert check_store(path).damage == ()  # actors that are not assembled yet
        assert remove(store, DocumentId("d_3"))
    assert check_store(path).damage == ()


def test_a_correction_leaves_the_latest_word_on_a_plan_the_latest(path: Path) -> None:
    asked = "SELECT number FROM prospects WHERE superseded = 1 ORDER BY 1"
    with open_store(path, write=True) as store:
        before = store.connection.execute(asked).fetchall()
        assert before
        add_corrections(
            corrections_path(path),
            [
                ActorCorrection(do="rename", actor=Identity(name=name), new=Identity(name=f"{name} X"))
                for name in names_in(store)
            ],
        )
        assert apply_corrections(store, read_corrections(corrections_path(path))[0]) > 0
        assert store.connection.execute(asked).fetchall() == before


def names_in(store: Store) -> list[str]:
    return [name for (name,) in store.connection.execute("SELECT DISTINCT name FROM actors WHERE named")]


DERIVED = [
    ("UPDATE reports SET publisher = 'Other Post' WHERE document = 2", "(reports) is not what its record gives"),
    ("UPDATE statements SET kind = 'deny' WHERE number = (SELECT min(number) FROM statements)", "(statements)"),
    ("DELETE FROM roles WHERE number = (SELECT max(role) FROM statements)", "names one of roles"),
    ("UPDATE roles SET words = words || 'x'", "(statements)"),
    ("UPDATE tellings SET country = 'XXX' WHERE document = 4", "(tellings) is not what its record gives"),
    ("UPDATE tellings SET happening = happening + 1 WHERE document = 4", "a row of tellings does not belong"),
    ("UPDATE prospects SET latest = '2031-01-01'", "(prospects) is not what its record gives"),
    ("UPDATE prospects SET superseded = 1 - superseded", "a row of prospects does not belong"),
    ("DELETE FROM parties WHERE document = 1", "(parties) is not what its record gives"),
    ("INSERT INTO parties VALUES (1, 77, 'actor', 1048576, NULL, NULL, NULL)", "(parties) is not what its record gives"),
    ("UPDATE parties SET entity = NULL WHERE document = 1", "a row of parties does not belong to the entity"),
    ("UPDATE parties SET entity = 'n_x' WHERE document = 2 AND entity IS NOT NULL", "a row of parties does not belong"),
    ("UPDATE pairs SET cells = zeroblob(length(cells))", "a row of pairs is not as it was written"),
    ("UPDATE pairs SET many = many + 1", "a row of pairs is not as it was written"),
    ("DELETE FROM corrected", "(corrected) is not what its record gives"),
    ("UPDATE toponyms SET country = 'XXX'", "places that reports name"),
    ("UPDATE entity_names SET name = name || 'x'", "names by which entities are found"),
    ("UPDATE assembled_from SET fact = fact + 1 WHERE what = 'happenings'", "happenings are not linked"),
    ("DELETE FROM assembled_from WHERE what = 'entities' AND document = 1", "entities are not linked"),
    ("UPDATE assembled_from SET what = 'stores' WHERE what = 'stories'", "stories are not linked"),
    ("INSERT INTO assembled_from VALUES ('stories', 's_x', 1, -1)", "a link names one of stories"),
    ("DELETE FROM due", "days by which plans are due"),
    ("UPDATE units SET unit = unit + 1", "a row of units"),
    ("UPDATE entity_codes SET actors = actors + 1", "codes of entities"),
    ("UPDATE namesakes SET country = 'XXX' WHERE country IS NOT NULL", "a row of namesakes"),
    ("UPDATE namesakes SET tally = replace(tally, ':1', ':2')", "counts of actors"),
    ("DELETE FROM event_pairs WHERE a < b", "a row of event_pairs"),
    ("UPDATE plans SET digest = zeroblob(8)", "row of plans is not as it was written"),
    ("INSERT INTO content_words (content_words) VALUES ('delete-all')", "full-text index does not fit what is said"),
    ("INSERT INTO summary_words (summary_words) VALUES ('delete-all')", "full-text index does not fit what lies ahead"),
    ("UPDATE journal SET change = 'replaced' WHERE number = 1", "a row of journal is not as it was written"),
    ("DELETE FROM journal WHERE number = 2", "a row of journal is not as it was written"),
    ("UPDATE runs SET ended = '2001-01-01T00:00:00Z'", "a row of runs is not as it was written"),
    ("UPDATE documents SET added = '2001-01-01T00:00:00Z' WHERE number = 3", "a row of documents"),
    ("UPDATE state SET name = 'seal of jovrnal' WHERE name = 'seal of journal'", "a row 'seal of jovrnal'"),
]  # fmt: skip
KEPT_AS_IT_IS = ("journal", "runs", "documents")  # nothing else says what they said


@pytest.mark.parametrize(("statement", "told"), DERIVED, ids=[told for _, told in DERIVED])
def test_a_derived_row_that_differs_is_told_and_made_anew(path: Path, statement: str, told: str) -> None:
    before = rows_of(path)
    execute(path, "PRAGMA foreign_keys = OFF", statement)
    damage = check_store(path).damage
    assert any(told in str(one) for one in damage)
    if any(one.part == "references" for one in damage):
        with pytest.raises(StoreError, match="was not repaired"):
            repair_store(path, assembled_anew)
        return
    assert repair_store(path, assembled_anew).damage == ()
    after = rows_of(path)
    numbered = (
        "happenings",
        "tellings",
        "prospects",
        "statements",
        "roles",
        "namesakes",
        "assembled_reports",
        *KEPT_AS_IT_IS,
    )
    assert {table for table in before if before[table] != after[table]} <= {
        *numbered
    }  # numbers are given anew
    with open_store(path) as store:
        told_now, _ = read_corrections(corrections_path(path))
        assert assembly_of(store, Assembly) == assemble([corrected(one, told_now) for one in readings(store)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET position = position + 4 WHERE document = 2",
        "UPDATE places SET position = position + 1 WHERE document = 2",
        "UPDATE actors SET position = position + 2 WHERE document = 2",
    ],
)
def test_a_fact_that_has_moved_is_told_and_no_reason_to_repair(path: Path, statement: str) -> None:
    execute(path, "PRAGMA foreign_keys = OFF", statement)
    before = rows_of(path)
    assert any("does not stand where it was written" in damage.what for damage in check_store(path).damage)
    with pytest.raises(StoreError, match=r"more is damaged than what can be made anew.*--save NEW"):
        repair_store(path, assembled_anew)
    assert rows_of(path) == before


def test_an_index_that_lacks_a_row_is_made_anew(path: Path) -> None:
    execute(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = sql || ' WHERE number < 0' WHERE name = 'tellings_by_date'",
    )
    execute(path, "DELETE FROM tellings WHERE document = 1")
    execute(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, ' WHERE number < 0', '') WHERE name = 'tellings_by_date'",
    )
    found = check_store(path)
    assert found.is_derived
    assert "file" in {damage.part for damage in found.damage}
    assert repair_store(path, assembled_anew, found).damage == ()


# ---- flipped bits ------------------------------------------------------------------------


@pytest.mark.parametrize("flips", [40, pytest.param(600, marks=pytest.mark.long)])
def test_a_flipped_bit_is_told_or_changes_no_row(path: Path, tmp_path: Path, flips: int) -> None:
    """One bit at a time, in turn in each table and each index, at a byte that is not empty space."""
    chance, content, before = random.Random(flips), path.read_bytes(), rows_of(path)
    damaged, told = tmp_path / "damaged.db", 0
    corrections_path(damaged).write_bytes(corrections_path(path).read_bytes())
    for offset in offsets_in(path, flips, chance):
        flipped = bytearray(content)
        flipped[offset] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        try:
            messages = [str(one) for one in check_store(damaged).damage]
        except StoreError as error:
            messages = [str(error)]
        told += bool(messages)
        if not messages:
            assert rows_of(damaged) == before, f"offset {offset}"
        for ending in ("-wal", "-shm"):
            damaged.with_name(damaged.name + ending).unlink(missing_ok=True)
    assert told > 0.8 * flips


def offsets_in(path: Path, number: int, chance: random.Random) -> Iterator[int]:
    """Yield offsets of bytes that are not zero, in the tables and indexes of a database in turn."""
    content, pages = path.read_bytes(), dict[str, list[int]]()
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        try:
            found = connection.execute("SELECT name, pageno FROM dbstat").fetchall()
        except sqlite3.OperationalError:  # SQLite without the table of pages
            found = [("", page + 1) for page in range(len(content) // size)]
    for name, page in found:
        pages.setdefault(name, []).append((page - 1) * size)
    names = chance.sample(sorted(pages), len(pages))
    for n in range(number):
        start = chance.choice(pages[names[n % len(names)]])
        used = [offset for offset in range(max(start, 100), start + size) if content[offset]]
        yield chance.choice(used)
