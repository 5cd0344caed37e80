"""What is damaged is told and the rest is saved; a writer that is killed leaves nothing half there."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly
from onrecord.errors import StoreError
from onrecord.questions import events, open_questions
from onrecord.store import (
    ActorCorrection,
    Assembler,
    Store,
    add_corrections,
    assemble_store,
    assembly_of,
    begin_run,
    check_store,
    corrections_path,
    documents,
    end_run,
    is_kept,
    journal,
    keep,
    one_moment,
    open_store,
    read_corrections,
    reading_of,
    readings,
    runs,
    save_store,
    unassembled,
    writing,
)
from onrecord.store.corrections import Identity
from onrecord.types import DocumentId, Reading
from onrecord.views.cli.correcting import correcting
from tests.store.samples import Child, copy_flipped, publication, together

KILLS = int(os.environ.get("ONRECORD_KILLS", "20"))
FLIPS = int(os.environ.get("ONRECORD_FLIPS", "40"))
SECONDS = 1.5  # of writers and readers side by side
OF_EACH = 30  # reports of each of two writers, which it adds again and again


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def filled(path: Path, number: int = 6) -> dict[DocumentId, Reading]:
    """Make a store of some reports with an assembly, and return the readings by id."""
    found = [publication(n) for n in range(number)]
    with open_store(path, create=True) as store:
        run = begin_run(store)
        for reading in found:
            keep(store, reading, run=run)
        assemble_store(store, together, run=run)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {reading.document.id: reading for reading in found}


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_sound_store_has_no_fault(path: Path) -> None:
    filled(path)
    checked = check_store(path)
    assert (checked.sound, checked.damage) == (6, ())


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM layers WHERE document = 2", "its record is not as it was written"),
        ("UPDATE events SET status = 'occurred' WHERE document = 2", "its record is not as it was written"),
        ("UPDATE attributions SET content = '9' WHERE document = 2", "it cannot be read"),
        ("UPDATE documents SET url = 'https://b.example/' WHERE number = 2", "its id is not the hash"),
        ("UPDATE documents SET basis = x'00' WHERE number = 2", "it cannot be read"),
        ("UPDATE layers SET cell = x'00' WHERE document = 2", "it cannot be read"),
    ],
)
def test_a_changed_fact_is_told_with_its_document_and_the_others_are_saved(
    path: Path, tmp_path: Path, statement: str, told: str
) -> None:
    kept = filled(path)
    change(path, statement)
    checked = check_store(path)
    damaged = publication(1).document.id
    assert checked.sound == 5
    assert [(d.id, told in d.what) for d in checked.damage if d.part == "document"] == [(damaged, True)]
    saved = save_store(path, tmp_path / "saved.db")
    assert (saved.whole, saved.bare, saved.lost) == (5, 1, 0)
    assert check_store(tmp_path / "saved.db").damage == ()
    with open_store(tmp_path / "saved.db") as store:
        for document in kept.keys() - {damaged}:
            assert reading_of(store, document) == kept[document]
        bare = next(one for one in documents(store) if one.events == 0)
        assert not is_kept(store, replace(kept[damaged].document, id=bare.id))
        assert len(journal(store)) == len(kept) + 6


def test_corrections_are_saved_with_the_store(path: Path, tmp_path: Path) -> None:
    filled(path, 1)
    rename = ActorCorrection(do="rename", actor=Identity(name="Ana Kovač"), new=Identity(name="A. K."))
    added = add_corrections(corrections_path(path), [rename])
    save_store(path, tmp_path / "saved.db")
    found, problems = read_corrections(corrections_path(tmp_path / "saved.db"))
    assert ([replace(c, file="") for c in found], problems) == ([replace(c, file="") for c in added], ())


def test_of_two_who_correct_at_once_none_is_lost(path: Path) -> None:
    filled(path, 1)

    def correct(name: str) -> Callable[[Callable[[int], None]], None]:
        def work(tell: Callable[[int], None]) -> None:
            for number in range(10):
                actor = Identity(name=f"{name} {number}")
                with correcting(path) as store:
                    add_corrections(
                        corrections_path(store.path),
                        [ActorCorrection(do="rename", actor=actor, new=Identity(name="X"))],
                    )
                tell(number)

        return work

    children = [Child(correct(name)) for name in ("Ana", "Ben")]
    assert [child.end() for child in children] == [0, 0]
    assert len(read_corrections(corrections_path(path))[0]) == 20


def test_a_changed_text_is_told_and_not_saved(path: Path, tmp_path: Path) -> None:
    filled(path)
    change(path, "UPDATE texts SET text = replace(text, 'Monday', 'Sunday') WHERE number = 3")
    checked = check_store(path)
    assert {d.part for d in checked.damage} == {"document", "words"}
    saved = save_store(path, tmp_path / "saved.db")
    assert (saved.whole, saved.bare, saved.lost) == (5, 0, 1)


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE stories SET body = replace(body, 's_6', 's_7')", "assembly"),
        ("DROP INDEX actors_by_name", "schema"),
        ("DELETE FROM actors WHERE document = 1", "references"),
        ("INSERT INTO words (words) VALUES ('delete-all')", "words"),
    ],
)
def test_damage_is_told_by_its_part(path: Path, statement: str, part: str) -> None:
    filled(path)
    change(path, statement)
    assert part in {damage.part for damage in check_store(path).damage}


def test_flipped_bits_are_told_and_what_is_sound_is_saved(path: Path, tmp_path: Path) -> None:
    """A flip that is not told has changed nothing that the store gives back."""
    kept, chance = filled(path, 12), random.Random(15)
    told = whole = 0
    for number in range(FLIPS):
        damaged, target = tmp_path / f"damaged{number}.db", tmp_path / f"saved{number}.db"
        copy_flipped(path, damaged, chance)
        if is_told(damaged):
            told += 1
        else:
            assert given_back(damaged) == kept
        whole += save_store(damaged, target).whole
        assert given_back(target).items() <= kept.items()
        for one in (damaged, target):
            one.unlink()
    assert told >= FLIPS / 8  # the others hit free space, or the journal
    assert whole >= 0.9 * FLIPS * len(kept)


def is_told(path: Path) -> bool:
    try:
        return bool(check_store(path).damage)
    except StoreError:
        return True


def given_back(path: Path) -> dict[DocumentId, Reading]:
    """Return the readings of a store that were read, without those of which only the document was saved."""
    with open_store(path) as store:
        return {one.document.id: one for one in readings(store) if one.actors}


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_without_tables_is_one_sentence(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=str(path)):
        check_store(path)


def test_a_missing_store_is_one_sentence(path: Path) -> None:
    with pytest.raises(StoreError, match="is not there"):
        check_store(path)


def test_what_is_saved_replaces_no_file(path: Path, tmp_path: Path) -> None:
    filled(path)
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(StoreError, match="is there already"):
        save_store(path, tmp_path / "there.db")
    assert (tmp_path / "there.db").read_text() == "mine"


def add_all(store: Store, numbers: Iterable[int]) -> None:
    """Add reports and the assembly in one transaction."""
    with writing(store):
        for number in numbers:
            keep(store, publication(number))
        assemble_store(store, together)


def test_a_full_disk_in_the_middle_of_an_add_leaves_neither_half(path: Path) -> None:
    filled(path)
    with open_store(path, create=True) as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(StoreError, match="is full; what was kept before is safe"):
            add_all(store, range(6, 60))
        assert len(documents(store)) == 6
    assert check_store(path).damage == ()


def test_a_file_that_may_not_grow_is_one_sentence_and_nothing_kept_is_lost(path: Path) -> None:
    """The limit on the size of files is that of a full disk, for a process of its own."""
    filled(path)
    before = given_back(path)

    def work(tell: Callable[[int], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with open_store(path, create=True) as store:
            most = path.stat().st_size + 200_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            try:
                add_all(store, range(6, 200))
            except StoreError as error:
                tell(int("what was kept before is safe" in str(error)))

    child = Child(work)
    assert child.wait_for_first() == b"1"
    assert child.end() == 0
    assert given_back(path) == before
    assert check_store(path).damage == ()


# ---- killed writers ----------------------------------------------------------------------


def adding(path: Path, first: int) -> Callable[[Callable[[int], None]], None]:
    """Return the work of a process that adds reports with their assembly, one transaction each, until it is killed."""

    def work(tell: Callable[[int], None]) -> None:
        with open_store(path, create=True) as store:
            run = begin_run(store)
            for number in range(first, first + 10_000):
                with writing(store):
                    keep(store, publication(number), run=run)
                    assemble_store(store, together, run=run)
                tell(number)

    return work


def test_a_writer_killed_at_any_moment_leaves_nothing_half_there(path: Path) -> None:
    chance, added = random.Random(7), set[int]()
    for kill in range(KILLS):
        told = Child(adding(path, 100 * kill)).kill_after(chance.random() * 0.05)
        added |= set(told)
        with open_store(path) as store:
            found = {one.document.id: one for one in readings(store)}
            written = {e.id for e in journal(store) if e.what == "document"}
            (stories,) = store.connection.execute("SELECT id FROM stories").fetchall()
        assert found.keys() == written  # the journal, the readings
        assert stories == (f"s_{len(found)}",)  # and the assembly are of one moment
        assert {publication(n).document.id for n in added} <= found.keys()
    assert len(found) <= len(added) + KILLS  # of each run at most one that was kept and not told
    assert all(one == publication(int(one.document.url.rpartition("/")[2])) for one in found.values())  # type: ignore[union-attr]
    assert check_store(path).damage == ()


def bringing_up(path: Path, first: int) -> Callable[[Callable[[int], None]], None]:
    """Return the work of a process that adds reports with their true assembly, until it is killed."""

    def work(tell: Callable[[int], None]) -> None:
        with open_store(path, create=True) as store:
            run, assembler = begin_run(store), Assembler(store)
            for number in range(first, first + 10_000):
                with writing(store):
                    keep(store, publication(number % 40), run=run, again=True)
                    assembler.bring_up(run=run)
                tell(number)

    return work


@pytest.mark.parametrize("kills", [4, pytest.param(200, marks=pytest.mark.long)])
def test_an_assembly_killed_at_any_moment_is_that_of_what_is_kept(path: Path, kills: int) -> None:
    chance, kept = random.Random(11), set[int]()
    for kill in range(kills):
        kept |= {
            number % 40 for number in Child(bringing_up(path, 7 * kill)).kill_after(chance.random() * 0.3)
        }
        with open_store(path) as store:
            found = {one.document.id: one for one in readings(store)}
            assert unassembled(store) == 0
            assert assembly_of(store, Assembly) == assemble(found.values())
        assert {publication(number).document.id for number in kept} <= found.keys()
    assert check_store(path).damage == ()


@pytest.mark.parametrize("seconds", [SECONDS, pytest.param(600, marks=pytest.mark.long)])
def test_two_writers_and_four_readers_side_by_side(path: Path, seconds: float) -> None:
    """Each writer adds its own reports, and then again and again, with the assembly in the same transaction."""
    open_store(path, create=True).close()
    ends = time.monotonic() + seconds

    def write(first: int) -> Callable[[Callable[[int], None]], None]:
        def work(tell: Callable[[int], None]) -> None:
            with open_store(path, create=True) as store:
                run, assembler, done = begin_run(store), Assembler(store), 0
                while time.monotonic() < ends or not done:
                    with writing(store):
                        keep(store, publication(first + done % OF_EACH), run=run, again=True)
                        assembler.bring_up(run=run)
                    done += 1
                end_run(store, run)
            tell(done)

        return work

    def read(tell: Callable[[int], None]) -> None:
        seen, done = 0, 0
        while time.monotonic() < ends or not done:
            with open_questions(path) as store, one_moment(store):
                found = {one.document.id for one in readings(store)}
                written = {e.id for e in journal(store) if e.what == "document"}
                assert found == written  # a report and its line in the journal
                assert unassembled(store) == 0  # and the assembly are of one moment
                assert events(store).total == 3 * len(found)
                assert len(found) >= seen
            seen, done = len(found), done + 1
        tell(done)

    children = [Child(work) for work in (write(0), write(1_000), read, read, read, read)]
    told = [int(child.all_told()) for child in children]
    assert [child.end() for child in children] == [0] * 6
    with open_store(path) as store:
        found = {one.document.id: one for one in readings(store)}
        wanted = [
            publication(first + n)
            for first, done in zip((0, 1_000), told, strict=False)
            for n in range(min(done, OF_EACH))
        ]
        assert found == {one.document.id: one for one in wanted}
        assert assembly_of(store, Assembly) == assemble(found.values())
        assert sum(run.added + run.replaced for run in runs(store)) == told[0] + told[1]
    assert check_store(path).damage == ()
    print(f"{seconds:.0f} s: reports written {told[:2]}, moments read {told[2:]}")
