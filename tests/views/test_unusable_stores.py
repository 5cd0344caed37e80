"""A store that is missing, no database, of another program or schema, locked or damaged: one sentence from each command."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.store import open_store
from onrecord.store.open import SCHEMA
from onrecord.views import cli
from tests.questions.strike import REPORTS, add

READING = (
    "show", "stories", "happenings", "copies", "entities", "plans", "disagreements", "said", "events", "ahead", "dossier Peru",
    "story", "dyad Peru Ecuador", "new --since 2020-01-01", "search market", "actors list", "corrections list",
    "corrections export", "corrections score --no-anew", "explain",
)  # fmt: skip
WRITING = (
    "assemble", "actors rename Peru X", "correct strike Macará --type CONSULT", "join h_1 h_2", "part h_1 h_2",
    "corrections undo", "add {report} --jobs 1", "add {report} --jobs 1 --no-assemble",
)  # fmt: skip
OF_FILES = ("check {store}", "check {store} --repair", "migrate {store}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add(tmp_path_factory.mktemp("unusable") / "news.db", REPORTS[:3])


@pytest.fixture
def store(kept: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "news.db"
    with closing(sqlite3.connect(kept)) as connection, closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    (tmp_path / "report.txt").write_text("Peru and Ecuador met in Lima on Monday.", encoding="utf-8")
    return copy


def run(command: str, store: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Run a command on a store; return its exit status and its lines on standard error."""
    words = [word.format(store=store, report=store.with_name("report.txt")) for word in command.split()]
    status = cli.run(words if command in OF_FILES else [*words, "--store", str(store)])
    return status, capsys.readouterr().err.splitlines()


def of_text(path: Path) -> None:
    path.write_text("This is a letter and no database. " * 50, encoding="utf-8")


def of_another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (value)")


def of_schema(number: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {number}")

    return change


def damaged(path: Path) -> None:
    """Overwrite the heads of all pages but the first."""
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 100] = b"\xff" * 100
    path.write_bytes(content)


UNUSABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "not there": (Path.unlink, "is not there; 'onrecord add PATH"),
    "no database": (of_text, "is not a database; name another file"),
    "of another program": (of_another, "is a database of another program"),
    "newer": (of_schema(SCHEMA + 1), "install a newer onrecord"),
    "older": (of_schema(SCHEMA - 1), "run 'onrecord migrate"),
    "damaged": (damaged, "save what is sound with 'onrecord check"),
}
MAKES_IT = {"not there": ("add",), "older": ("migrate",)}  # commands that mend it


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_store_that_cannot_be_used_is_one_sentence(
    name: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, told = UNUSABLE[name]
    spoil(store)
    content = store.read_bytes() if store.exists() else b""
    for command in (*READING, *WRITING, *OF_FILES):
        if command.split()[0] not in MAKES_IT.get(name, ()):
            status, lines = run(command, store, capsys)
            assert (status, len(lines)) == (6, 1), command
            assert lines[0].startswith(f"onrecord: {store} "), command
            assert told in lines[0], command
    assert (store.read_bytes() if store.exists() else b"") == content


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of the writer."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_a_store_that_another_process_writes_can_be_read_and_says_so_to_writers(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("open", "migrate"):
        monkeypatch.setattr(f"onrecord.store.{module}.WAIT_SECONDS", 0.05)
    open_store(store, write=True).close()  # in WAL mode, as the copy is not
    with held(store):
        for command in (*READING, "check {store}"):
            status, lines = run(command, store, capsys)
            assert (status, [line for line in lines if "written by another" in line]) == (0, []), command
        for command in (*WRITING, "migrate {store}"):
            status, lines = run(command, store, capsys)
            assert (status, len(lines)) == (6, 1), command
            assert "is being written by another process; try again" in lines[0], command
    assert run("check {store}", store, capsys) == (0, [])


def test_damage_is_told_with_what_to_do_and_repaired(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("UPDATE tellings SET status = 'denied' WHERE document = 1")
    status, lines = run("check {store}", store, capsys)
    assert (status, len(lines)) == (6, 2)
    assert "(tellings) is not what its record gives." in lines[0]
    assert lines[1].endswith(f"run 'onrecord check {store} --repair'.")
    assert run("check {store} --repair", store, capsys) == (0, lines[:1])
    assert run("check {store}", store, capsys) == (0, [])


def test_what_cannot_be_made_anew_is_not_repaired(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET certainty = 'possible' WHERE document = 1")
    status, lines = run("check {store}", store, capsys)
    assert (status, lines[-1]) == (
        6,
        f"onrecord: What is sound can be saved into a new store: run 'onrecord check {store} --save NEW'.",
    )
    assert "was not repaired" in run("check {store} --repair", store, capsys)[1][-1]


def test_no_flipped_bit_ends_a_question_without_a_sentence(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, content = random.Random(4), store.read_bytes()
    with closing(sqlite3.connect(store)) as connection:
        bodies = [
            body
            for table in ("stories", "happenings", "plans")
            for (body,) in connection.execute(f"SELECT body FROM {table}")
        ]
    for body in chance.sample(bodies, 6):
        flipped = bytearray(content)
        words = body if isinstance(body, bytes) else body.encode()  # packed bodies are bytes
        at = content.find(words[:200])
        flipped[at + chance.randrange(min(200, len(words)))] ^= 1 << chance.randrange(7)
        store.write_bytes(flipped)
        for command in (
            "stories",
            "happenings",
            "plans",
            "events --counting happenings",
            "ahead",
            "story",
            "dossier Peru",
        ):
            assert run(command, store, capsys)[0] in (0, 6)
