"""A store repeated in time: it answers as one that was read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from benchmarks.repeated import repeat
from onrecord.questions import open_questions
from onrecord.store import assembled_counts, open_store

COPIES = 6


def test_a_store_is_repeated_with_all_that_it_holds(strike: Path, tmp_path: Path) -> None:
    base = strike
    many = tmp_path / "many.db"
    with open_store(base) as store:
        (documents,) = store.connection.execute("SELECT count(*) FROM documents").fetchone()
        counts = assembled_counts(store)
    repeat(base, many, COPIES * documents)
    with open_questions(base) as one, open_questions(many) as all_:
        assert all_.said().total == COPIES * one.said().total
        assert all_.events(counting="happenings").total == COPIES * one.events(counting="happenings").total
        assert len(all_.stories().rows) == COPIES * counts["stories"]
        days = [row.published for row in one.said(limit=500)]
        earlier = [
            row for row in all_.said(limit=500) if row.published and row.published < min(filter(None, days))
        ]
        assert earlier
        texts = dict(
            all_.connection.execute("SELECT d.id, t.text FROM documents d JOIN texts t ON t.number = d.text")
        )
        assert all(s.text in texts[row.document] for row in earlier for s in row.content)
        oldest = all_.stories().rows[-1]
        assert all_.story(oldest.id).total == one.story(one.stories().rows[-1].id).total
    with sqlite3.connect(many) as connection:
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
