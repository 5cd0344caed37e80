"""Inputs that are broken on purpose: each is accounted for. `python -m benchmarks.broken` reads two thousand of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

import onrecord.runner.local
from onrecord.runner.local import Task
from onrecord.types import Document, Language, Note, Reading
from tests.broken.certificates import Certificates, made
from tests.broken.inputs import LARGEST, SEED, Broken, Dice, cases
from tests.broken.reading import Account, account, accounts
from tests.broken.servers import Served

CASES = cases()
QUICK = [name for n, name in enumerate(CASES) if n % 4 == 0]  # some of each kind
SMALL = 20_000  # bytes of a page
NUMBER = 2_000
MOST_MEGABYTES = 2_000.0  # of the process that reads, with the model


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return made(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Task:
    """Return a task whose reader finds nothing: what is tested is what comes before it."""

    def find_languages(documents: Sequence[Document], _known: None) -> list[Language]:
        return [Language() for _ in documents]

    def read_language(
        document: Document, _language: Language, _known: None, notes: Sequence[Note] = ()
    ) -> Reading:
        return Reading(document=document, notes=tuple(notes))

    monkeypatch.setattr(onrecord.runner.local, "find_languages", find_languages)
    monkeypatch.setattr(onrecord.runner.local, "read_language", read_language)
    return Task(load=lambda: None)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("name", QUICK)
def test_a_broken_input_is_accounted_for(name: str, unread: Task, certificates: Certificates) -> None:
    found = account(name, CASES[name](Dice(f"{SEED} {name}", SMALL)), unread, certificates)
    assert found.fault is None
    assert found.read + found.refused.total() > 0


@pytest.mark.long
def test_two_thousand_broken_inputs_are_accounted_for() -> None:
    found = list(accounts(NUMBER, largest=LARGEST))
    assert len(found) == NUMBER
    assert [f"{one.name}: {one.fault}" for one in found if one.fault] == []
    assert max(one.memory for one in found) < MOST_MEGABYTES


def test_an_input_is_the_same_whenever_it_is_made() -> None:
    for name in ("jsonl: flipped", "warc.gz: lost", "html: soup", "csv: quotes", "feed: odd items"):
        first, second = (CASES[name](Dice("a seed", SMALL)) for _ in range(2))
        assert first.files == second.files
        assert CASES[name](Dice("another", SMALL)).files != first.files


# ---- what gives the account sees what is lost --------------------------------------------


def read(given: Broken, unread: Task) -> Account:
    return account("a", given, unread)


def test_a_report_that_is_lost_without_a_word_is_a_fault(unread: Task) -> None:
    report = Dice("a", SMALL).report()
    files = {"a.jsonl": b'{"text": "They met."}\n'}
    sound = Broken("a", files, target="a.jsonl")
    assert read(sound, unread).fault is None
    for given in (
        Broken("a", files, target="a.jsonl", must=frozenset({report.mark})),
        Broken("a", files, target="a.jsonl", told=frozenset({report.mark})),
    ):
        assert report.mark in (read(given, unread).fault or "")


def test_what_is_raised_is_a_fault(unread: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    def pages(*_: object) -> Iterator[object]:
        raise KeyError("a cell")

    monkeypatch.setattr("tests.broken.reading.pages", pages)
    assert read(Broken("a", {"a.txt": b"They met."}, target="a.txt"), unread).fault == "KeyError: 'a cell'"


def test_servers_are_named_among_the_cases() -> None:
    served = [name for name in CASES if name.startswith("server: ")]
    assert len(served) >= 20
    assert all(isinstance(CASES[name](Dice("a", SMALL)), Served) for name in served)
