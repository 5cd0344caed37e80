"""The store as a whole: what is stored is read back, once, and invalid files are recognised."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly, PairReasons
from onrecord.errors import StoreError, UnsoundError
from onrecord.store import (
    ActorCorrection,
    Assembler,
    Checked,
    assembled,
    assembly_of,
    check_store,
    corrections_path,
    documents,
    find_documents,
    is_kept,
    keep,
    migrate_store,
    open_store,
    read_corrections,
    reading_of,
    readings,
    unassembled,
)
from onrecord.store.index import number_of
from onrecord.store.open import SCHEMA
from onrecord.store.packed import FRAMES_OF_PAIRS, unpack, unpack_rows
from onrecord.store.rows import DOCUMENTS, LAYERS, Table, cells_of
from onrecord.types import (
    ActorId,
    Document,
    DocumentId,
    Event,
    EventId,
    Figure,
    Reading,
    Updated,
    document_id,
)
from tests.readings import sample_reading, span

READING = sample_reading()
REASONED = ("times", "actors", "places", "attributions", "events")  # layers whose facts have a basis


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def titled(title: str, text: str, **fields: object) -> Reading:
    document = Document(id=DocumentId(f"d_{title}"), text=text, title=title)
    return Reading(document=replace(document, **fields))  # type: ignore[arg-type]


def test_a_kept_reading_comes_back_equal(path: Path) -> None:
    with open_store(path, create=True) as store:
        assert keep(store, READING) == "added"
        assert reading_of(store, READING.document.id) == READING
    with open_store(path) as store:
        assert reading_of(store, READING.document.id) == READING


def test_a_document_that_is_not_kept_has_no_reading(path: Path) -> None:
    with open_store(path, create=True) as store:
        assert reading_of(store, DocumentId("d_none")) is None


def test_the_same_report_twice_changes_nothing(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
        before = list(store.connection.iterdump())
        assert keep(store, READING) == "unchanged"
        assert list(store.connection.iterdump()) == before


def test_a_newer_version_replaces_what_an_older_one_read(path: Path) -> None:
    poorer = replace(READING, agenda=(), disagreements=())
    with open_store(path, create=True) as store:
        keep(store, poorer, reader="0.9.0")
        assert keep(store, READING, reader="0.10.0") == "replaced"
        assert reading_of(store, READING.document.id) == READING
        assert keep(store, poorer, reader="0.9.5") == "unchanged"
        assert reading_of(store, READING.document.id) == READING
    assert count(path, "documents") == 1
    assert count(path, "layers") == 1
    assert count(path, "actors") == len(READING.actors)


def test_a_report_is_replaced_when_asked(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, replace(READING, events=(), agenda=(), disagreements=()))
        assert keep(store, READING, again=True) == "replaced"
        assert reading_of(store, READING.document.id) == READING


def test_a_record_that_names_what_is_not_there_is_refused_and_the_others_stay(path: Path) -> None:
    unsound = replace(
        READING,
        document=replace(READING.document, id=DocumentId("d_1")),
        events=(replace(READING.events[0], actors=(ActorId("a_nobody"),)),),
    )
    with open_store(path, create=True) as store:
        keep(store, READING)
        with pytest.raises(UnsoundError, match="d_1 was not kept: its record is not sound"):
            keep(store, unsound)
        assert [kept.id for kept in documents(store)] == ["d_0"]
        assert keep(store, titled("next", "The next one is kept all the same.")) == "added"


def test_a_number_that_fits_no_row_is_refused(path: Path) -> None:
    figure = replace(READING.events[0].figures[0], low=2**63)
    unsound = replace(READING, events=(replace(READING.events[0], figures=(figure,)), *READING.events[1:]))
    with open_store(path, create=True) as store:
        with pytest.raises(UnsoundError, match="d_0 was not kept: its record is not sound"):
            keep(store, unsound)
        assert keep(store, READING) == "added"


ELECTION = Event(
    id=EventId("e_9"),
    type="ELECTION",
    trigger=span("talks"),
    mentions=(span("fly to"), span("talks")),
    figures=(
        Figure(what="votes", low=52.5, high=52.5, unit="%", span=span("talks")),
        Figure(what="votes", low=None, high=2**53, span=span("fly to")),
        Figure(what="participants", low=12, high=20, span=span("talks")),
    ),
)


def test_an_event_of_a_further_type_comes_back_with_its_mentions_and_figures(path: Path) -> None:
    reading = replace(READING, events=(*READING.events, ELECTION))
    with open_store(path, create=True) as store:
        keep(store, reading)
        kept = reading_of(store, READING.document.id)
        assert kept is not None
        assert kept.events[-1] == ELECTION
        bounds = [bound for figure in kept.events[-1].figures for bound in (figure.low, figure.high)]
        assert [type(bound) for bound in bounds] == [float, float, type(None), int, int, int]


def test_events_are_found_by_type_and_by_their_figures(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, replace(READING, events=(*READING.events, ELECTION)))
        found = store.connection.execute("SELECT id FROM events WHERE type = 'ELECTION'").fetchall()
        assert found == [("e_9",)]
        crowds = (
            "SELECT events.id FROM event_figures AS f JOIN events ON (events.document, events.position) = "
            "(f.document, f.event) WHERE what = 'participants' AND low >= 12 ORDER BY f.event"
        )
        assert store.connection.execute(crowds).fetchall() == [("e_0",), ("e_9",)]
    assert count(path, "event_figures") == 4


def test_the_list_says_how_much_each_document_holds(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, titled("undated", "No date at all."))
        keep(store, READING)
        first, last = documents(store)
    assert (first.id, first.publisher, first.published) == ("d_0", "The Example", "2024-03-08")
    assert (first.actors, first.attributions, first.events, first.agenda) == (4, 2, 3, 2)
    assert (last.title, last.published, last.events) == ("undated", None, 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("valletta", ["d_0"]),
        ("kovac", ["d_0"]),  # without the accent, as people type it
        ("impose sanctions", ["d_0", "d_other"]),
        ("talks OR budget", []),  # words are words, not operators
        ('"unbalanced', []),
        ("🛫", []),
        ("other", ["d_other"]),  # from the title
    ],
)
def test_documents_are_found_by_their_words(path: Path, words: str, found: list[str]) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
        keep(store, titled("other", "They impose no sanctions."))
        assert [kept.id for kept in documents(store, words=words)] == found


def test_a_replaced_document_is_found_by_its_new_words_only(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, titled("x", "An early draft."))
        keep(store, titled("x", "A later text."), again=True)
        assert documents(store, words="draft") == []
        assert len(documents(store, words="later")) == 1


def test_a_document_is_found_by_the_beginning_of_its_id_or_by_its_given_id(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
        keep(store, titled("x", "Text."))
        assert find_documents(store, "d_0") == ["d_0"]
        assert find_documents(store, "wire-7") == ["d_0"]
        assert find_documents(store, "d_") == ["d_0", "d_x"]
        assert find_documents(store, "%") == []


TEXTS = st.text(max_size=80)
IN_MEMORY = open_store(":memory:", create=True)


@given(text=TEXTS, title=st.none() | TEXTS, tags=st.lists(TEXTS, max_size=3), given_id=st.none() | TEXTS)
def test_any_text_and_metadata_come_back_as_they_were(
    text: str, title: str | None, tags: list[str], given_id: str | None
) -> None:
    document = Document(id=DocumentId("d"), text=text, title=title, tags=tuple(tags), given_id=given_id)
    keep(IN_MEMORY, Reading(document=document), again=True)
    assert reading_of(IN_MEMORY, DocumentId("d")) == Reading(document=document)


# ---- the schema follows the types --------------------------------------------------------


def columns_in_schema(table: str) -> dict[str, bool]:
    """Return the name of each column and whether it may be empty, without generated columns."""
    rows = IN_MEMORY.connection.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: not not_null for _, name, _, not_null, _, _ in rows}


@pytest.mark.parametrize("table", LAYERS, ids=lambda table: table.name)
def test_each_layers_columns_are_its_types_fields(table: Table) -> None:
    expected = set() if table.is_packed else {"document", "position", *table.cells}
    assert set(columns_in_schema(table.name)) == expected
    for links in table.links.values():
        cells = {"document", links.owner, "position", *cells_of(links.columns)}
        assert set(columns_in_schema(links.table)) == (set() if links.is_packed else cells)


def test_every_layer_of_a_reading_has_a_table() -> None:
    layers = [f.name for f in dataclasses.fields(Reading)]
    assert layers == ["document", *(table.name for table in LAYERS)]
    own = {"number", "text", "basis", "digest", "reader", "added"}
    assert set(columns_in_schema("documents")) == {*DOCUMENTS.cells, *own}


def test_every_reference_is_indexed_and_enforced(path: Path) -> None:
    with open_store(path, create=True) as store:
        assert store.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


# ---- files that cannot be used -----------------------------------------------------------


def message(path: Path, *, create: bool) -> str:
    with pytest.raises(StoreError) as raised:
        open_store(path, create=create)
    return str(raised.value)


def test_looking_leaves_no_file_beside_the_store_and_writes_nothing(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
    before = path.read_bytes()
    with open_store(path) as store:
        assert len(list(documents(store))) == 1
        with pytest.raises(StoreError, match="read-only"):
            keep(store, titled("other", "Other words."))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_missing_store_says_how_one_is_made(path: Path) -> None:
    assert "onrecord add PATH --store" in message(path, create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"The folder {tmp_path / 'no'} is not there" in message(tmp_path / "no" / "news.db", create=True)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in message(tmp_path, create=True)


@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_database_is_left_alone(path: Path, create: bool) -> None:
    path.write_text("These are the minutes of the meeting.\n" * 40)
    before = path.read_bytes()
    assert "is not a database" in message(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_left_alone(path: Path, create: bool) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    before = path.read_bytes()
    assert "database of another program" in message(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_a_store_of_a_newer_schema_tells_both_versions(path: Path, create: bool) -> None:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 5}")
    assert message(path, create=create) == (
        f"{path} has schema {SCHEMA + 5}, this version reads {SCHEMA}; install a newer onrecord to use it."
    )


def test_a_read_only_store_says_that_nothing_was_added(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
    with open_store(path) as store, pytest.raises(StoreError, match="is read-only; nothing was added"):
        keep(store, titled("x", "Text."))


def test_a_full_disk_harms_nothing_that_is_kept(path: Path) -> None:
    with open_store(path, create=True) as store:
        keep(store, READING)
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="is full; what was kept before is safe"):
            keep(store, titled("long", "A very long text. " * 20_000))
        assert [kept.id for kept in documents(store)] == ["d_0"]
        assert reading_of(store, READING.document.id) == READING


def test_a_store_that_another_process_writes_can_be_read(path: Path) -> None:
    with open_store(path, create=True) as writer:
        keep(writer, READING)
        writer.connection.execute("BEGIN IMMEDIATE")
        with open_store(path) as reader:
            assert reading_of(reader, READING.document.id) == READING
        writer.connection.execute("ROLLBACK")


def test_a_store_that_another_process_writes_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.open.WAIT_SECONDS", 0.05)
    with open_store(path, create=True) as writer, open_store(path, create=True) as second:
        writer.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is being written by another process"):
            keep(second, READING)
        writer.connection.execute("ROLLBACK")
        assert keep(second, READING) == "added"


# ---- older stores ------------------------------------------------------------------------


def without_basis(reading: Reading) -> Reading:
    bare: dict[str, Any] = {
        layer: tuple(replace(fact, basis=()) for fact in getattr(reading, layer)) for layer in REASONED
    }
    return replace(reading, **bare)


def told_once(reading: Reading) -> Reading:
    """Return a reading whose events have one mention each, and no figures."""
    events = tuple(replace(event, mentions=(event.trigger,), figures=()) for event in reading.events)
    return replace(reading, events=events)


def older(path: Path, schema: int = 1) -> None:
    """Make a store of an older schema: 7 to 9 as that version made it, and what the steps before 7 changed undone."""
    with sqlite3.connect(path) as connection:
        made = Path(__file__).parent / f"schema_{max(schema, 7)}.sql"
        connection.executescript(made.read_text(encoding="utf-8"))
        for step in range(7, schema, -1):
            for statement in UNDONE[step]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema}")


UNDONE = {  # what each migration changed
    7: ["ALTER TABLE disagreements DROP COLUMN kind", "ALTER TABLE disagreements DROP COLUMN field"],
    6: [f"ALTER TABLE agenda DROP COLUMN {column}" for column in ("condition", "moved_from", "within")],
    5: ["ALTER TABLE documents DROP COLUMN updated"],
    4: ["DROP TABLE event_mentions", "DROP TABLE event_figures"],
    3: [f'UPDATE {layer} SET basis = \'["a weekday", "in a “future” clause"]\'' for layer in REASONED],
    2: [
        "ALTER TABLE actors DROP COLUMN sector2",
        "ALTER TABLE attributions DROP COLUMN reason",
        "ALTER TABLE attributions DROP COLUMN medium",
    ],
}


@pytest.mark.parametrize("create", [False, True])
def test_a_store_of_an_older_schema_says_how_it_is_brought_up(path: Path, create: bool) -> None:
    older(path)
    assert message(path, create=create) == (
        f"{path} has schema 1, this version reads {SCHEMA}; run 'onrecord migrate {path}'."
    )


def test_a_store_is_migrated_and_what_was_kept_is_as_it_was(path: Path) -> None:
    older(path)
    assert migrate_store(path) == (1, SCHEMA)
    assert migrate_store(path) == (SCHEMA, SCHEMA)
    with open_store(path, create=True) as store:
        kept = reading_of(store, READING.document.id)
        assert kept is not None
        for layer in REASONED:
            for fact in getattr(kept, layer):
                assert [reason.rule for reason in fact.basis] == ["earlier-version", "earlier-version"]
                assert [reason.words for reason in fact.basis] == ["a weekday", "in a “future” clause"]
        assert without_basis(kept) == without_basis(told_once(READING))
        assert keep(store, titled("next", "The next one is kept.")) == "added"


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_migrated_store_of_any_schema_has_the_tables_of_a_new_one(path: Path, schema: int) -> None:
    older(path, schema)
    assert migrate_store(path) == (schema, SCHEMA)
    asked = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    with open_store(path) as store:
        new, migrated = (c.execute(asked).fetchall() for c in (IN_MEMORY.connection, store.connection))
        assert new == migrated
        assert [kept.id for kept in documents(store, words="valletta")] == [READING.document.id]


def body_of_pair(cell: str | bytes) -> str:
    return unpack(cell, FRAMES_OF_PAIRS) if isinstance(cell, bytes) else cell


PAIRS_IN = {
    10: "SELECT body FROM pairs",
    11: "SELECT body FROM pairs",
    12: """SELECT json_object('score', score / 1000.0, 'joined', json(iif(joined, 'true', 'false')),
                  'by', iif(by_person, 'person', 'score'))
             FROM pairs JOIN documents AS a ON a.number = left_event >> 20 JOIN documents AS b ON b.number = right_event >> 20
            ORDER BY a.id, (SELECT id FROM events WHERE (document, position) = (left_event >> 20, left_event & 1048575)),
                     b.id, (SELECT id FROM events WHERE (document, position) = (right_event >> 20, right_event & 1048575))""",
}


def edges_in(connection: sqlite3.Connection) -> list[tuple[int, ...]]:
    """Return the pairs of events of a store, of any schema: both events, and twice the score, plus 1 if on one side."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(event_pairs)")}
    if "cells" not in columns:
        return connection.execute(
            "SELECT a, b, 2 * score + one_side FROM event_pairs ORDER BY 1, 2"
        ).fetchall()
    rows = connection.execute("SELECT a, b, cells FROM event_pairs").fetchall()
    return sorted(
        (number_of(a, i), number_of(b, j), told)
        for a, b, cells in rows
        for i, j, told in unpack_rows(cells, 3)
    )


@pytest.mark.parametrize("schema", [10, 11, 12])
def test_a_store_is_migrated_with_its_assembly_and_goes_on_from_it(path: Path, schema: int) -> None:
    """That store has six reports, copies, plans and a pair of happenings; what is there is not made again."""
    older(path, schema)
    asked = (
        "SELECT run, number, at, what, id, change FROM journal ORDER BY 1, 2",
        "SELECT id, digest FROM happenings UNION SELECT id, digest FROM stories UNION SELECT id, digest FROM entities",
        "SELECT document, actor, role, fact, published, country FROM parties ORDER BY 1, 2, 3, 4",
        "SELECT value FROM assembly_state",
    )
    with closing(sqlite3.connect(path)) as connection:
        before = [connection.execute(one).fetchall() for one in asked]
        edges = edges_in(connection)
        bodies = [json.loads(body_of_pair(body)) for (body,) in connection.execute(PAIRS_IN[schema])]
    assert edges
    assert bodies
    migrate_store(path)
    assert check_store(path) == Checked(sound=6, damage=())
    with open_store(path, write=True) as store:
        assert unassembled(store) == 0
        assert [store.connection.execute(one).fetchall() for one in asked] == before
        assert edges_in(store.connection) == edges
        pairs = msgspec.json.decode(msgspec.json.encode(assembled(store, "pairs", PairReasons)))
        assert [{field: pair[field] for field in bodies[0]} for pair in pairs] == bodies
        assert keep(store, titled("next", "The next one is kept.")) == "added"
        Assembler(store).bring_up()
        assert unassembled(store) == 0
        Assembler(store).from_nothing()  # the assembly that is there was made with the weights of its day
        assert assembly_of(store, Assembly) == assemble(list(readings(store)))
    assert check_store(path) == Checked(sound=7, damage=())


def test_a_migrated_store_holds_the_same_reading(path: Path) -> None:
    older(path, 7)
    migrate_store(path)
    with open_store(path) as store:
        assert reading_of(store, READING.document.id) == READING


def test_a_migrated_document_has_the_id_of_a_publication_and_corrections_follow(path: Path) -> None:
    older(path, 7)
    of_text = f"d_{hashlib.blake2b(READING.document.text.encode(), digest_size=16).hexdigest()}"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET id = ?", (of_text,))
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            if "document" in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}:
                connection.execute(f"UPDATE {table} SET document = ?", (of_text,))
    table = corrections_path(path)
    table.write_text(
        f"do\tname\tdocuments\tnew_name\nsplit\tAna Kovač\t{of_text}:0, {of_text}\tJo Field\n", "utf-8"
    )
    migrate_store(path)
    new = document_id(READING.document.text, url=READING.document.url)
    with open_store(path) as store:
        assert reading_of(store, new) == replace(READING, document=replace(READING.document, id=new))
        assert find_documents(store, of_text) == [new]
    (correction,), problems = read_corrections(table)
    assert problems == ()
    assert isinstance(correction, ActorCorrection)
    assert [str(where) for where in correction.documents] == [f"{new}:0", new]


def test_an_old_record_that_is_not_sound_is_read_again(path: Path) -> None:
    older(path, 7)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE times SET text = 'Tuesday' WHERE text = 'Monday'")
    migrate_store(path)
    with open_store(path, create=True) as store:
        kept = reading_of(store, READING.document.id)
        assert kept == Reading(document=READING.document)
        assert not is_kept(store, READING.document)
        assert keep(store, READING) == "replaced"


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path)
    monkeypatch.setattr(
        "onrecord.store.migrate.script", lambda name: "ALTER TABLE actors ADD COLUMN x;\nNO SQL;\n"
    )
    with pytest.raises(StoreError, match="syntax error"):
        migrate_store(path)
    with sqlite3.connect(path) as connection:
        assert "x" not in {row[1] for row in connection.execute("PRAGMA table_info(actors)")}
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_the_last_change_of_a_document_is_kept(path: Path) -> None:
    changed = replace(READING.document, updated=Updated(value="2024-03-09T10:00+01:00", basis="metadata"))
    reading = replace(READING, document=changed)
    with open_store(path, create=True) as store:
        keep(store, reading)
        assert reading_of(store, reading.document.id) == reading
