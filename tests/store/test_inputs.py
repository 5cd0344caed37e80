"""Which pages a store knows: by their content, not by their names."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

from onrecord.store import KeptIn, begin_run, journal, keep, known_page, note_page, open_store
from onrecord.store.inputs import key_of
from onrecord.types import Note, Page
from tests.readings import sample_reading

PAGE = Page(target="a.html", content=b"<p>They met.</p>", kind="html")


def test_a_page_is_known_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    reading = sample_reading()
    with open_store(tmp_path / "news.db", create=True) as store:
        run = begin_run(store)
        keep(store, reading, run=run)
        note_page(store, run, PAGE, reading.document.id)
        assert known_page(store, replace(PAGE, target="moved/b.html")) == reading.document.id
        assert known_page(store, replace(PAGE, content=b"<p>They parted.</p>")) is None
        assert known_page(store, replace(PAGE, given_published="2026-02-03")) is None
        assert known_page(store, replace(PAGE, problem=Note(code="empty", message="empty"))) is None


def test_a_page_whose_document_is_gone_or_older_is_not_known(tmp_path: Path) -> None:
    reading = sample_reading()
    with open_store(tmp_path / "news.db", create=True) as store:
        run = begin_run(store)
        keep(store, reading, run=run, reader="0.0.1")
        note_page(store, run, PAGE, reading.document.id)
        assert known_page(store, PAGE) is None  # an older version read it
        keep(store, reading, run=run)
        assert known_page(store, PAGE) == reading.document.id
        store.connection.execute("DELETE FROM documents")
        assert known_page(store, PAGE) is None


def test_pages_are_noted_once_and_are_no_changes_of_the_journal(tmp_path: Path) -> None:
    reading = sample_reading()
    with open_store(tmp_path / "news.db", create=True) as store:
        run = begin_run(store)
        keep(store, reading, run=run)
        for _ in range(2):
            note_page(store, run, PAGE, reading.document.id)
        assert [entry.what for entry in journal(store)] == ["document"]
        lines = store.connection.execute("SELECT id FROM journal WHERE what = 'page'").fetchall()
        assert lines == [(key_of(PAGE),)]


def test_texts_that_are_no_unicode_have_a_key() -> None:
    keys = {key_of(Page(target="a", text=text)) for text in ("a\ud83d", "a\udcff", "a")}
    assert len(keys) == 3


def test_another_process_opens_the_store_for_itself(tmp_path: Path) -> None:
    reading = sample_reading()
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store, KeptIn(path) as is_known:
        assert not is_known(reading.document)
        keep(store, reading)
        assert is_known(reading.document)
        with pickle.loads(pickle.dumps(is_known)) as copy:
            assert copy(reading.document)
