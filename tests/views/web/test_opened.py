"""What a site keeps of its store: connections, and what was made of it as long as it holds."""

from __future__ import annotations

import shutil
import sqlite3
from itertools import count
from pathlib import Path

import pytest

from onrecord.errors import StoreError
from onrecord.store import corrections_path, open_store
from onrecord.views.web import opened as module
from onrecord.views.web.opened import Opened


@pytest.fixture
def copied(store_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(store_path, tmp_path / "news.db"))


def write(path: Path) -> None:
    with open_store(path, write=True) as store:
        store.connection.execute("REPLACE INTO state (name, value) VALUES ('test', hex(randomblob(4)))")


def test_a_connection_is_used_again_until_the_file_is_another(copied: Path, tmp_path: Path) -> None:
    opened = Opened(copied)
    with opened.reading() as first:
        pass
    with opened.reading() as second, opened.reading() as beside:
        assert second.connection is first.connection
        assert beside.connection is not first.connection
    Path(shutil.copy(copied, tmp_path / "other.db")).replace(copied)
    with opened.reading() as third:
        assert third.connection not in (first.connection, beside.connection)
        assert third.said().total


def test_a_connection_of_a_fault_is_not_used_again(copied: Path) -> None:
    opened = Opened(copied)
    with pytest.raises(sqlite3.OperationalError), opened.reading() as store:
        store.connection.execute("DELETE FROM reports")
    with opened.reading() as other:
        assert other.connection is not store.connection


def test_a_store_that_goes_away_or_gets_another_schema_is_told(copied: Path) -> None:
    opened = Opened(copied)
    with opened.reading():
        pass
    connection = sqlite3.connect(copied)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(StoreError, match="migrate"), opened.reading():
        pass
    copied.unlink()
    with pytest.raises(StoreError, match="is not there"), opened.reading():
        pass
    assert opened.moment() is None


def test_what_was_made_holds_until_somebody_writes_or_corrects(copied: Path) -> None:
    opened, made = Opened(copied), count()

    def ask(*, ages: bool = False) -> int:
        return opened.made("a page", lambda: next(made), ages=ages)

    assert [ask(), ask(), ask(ages=True)] == [0, 0, 0]
    write(copied)
    assert ask() == 1
    corrections_path(copied).write_text("", "utf-8")
    assert ask(ages=True) == 2


def test_a_count_may_be_some_seconds_older_than_the_store(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, made = Opened(copied), count()

    def ask() -> int:
        return opened.made("a count", lambda: next(made), ages=True)

    assert ask() == 0
    write(copied)
    assert ask() == 0
    monkeypatch.setattr(module, "AGED", 0.0)
    assert ask() == 1


def test_of_a_store_that_cannot_be_read_nothing_is_kept(tmp_path: Path) -> None:
    opened, made = Opened(tmp_path / "none.db"), count()
    assert [opened.made("a page", lambda: next(made)) for _ in range(2)] == [0, 1]
