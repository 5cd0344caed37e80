"""Stores of objects, by one that fsspec keeps in memory."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator

import fsspec
import pytest

from onrecord.pages import count_pages, pages, remote
from tests.pages.test_archives import addresses, archive

SENTENCE = b"The two ministers met in Geneva on Monday and agreed to meet again."


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def test_files_folders_and_patterns_of_a_store_are_read(store: fsspec.AbstractFileSystem) -> None:
    store.pipe({
        "/news/b/c.txt.gz": gzip.compress(SENTENCE),
        "/news/a.jsonl": b'{"text": "They met."}\n{"text": "They parted."}\n',
        "/news/style.css": b"p {}",
        "/news/.hidden.txt": SENTENCE,
        "/crawl/x.warc.gz": archive(2)[0],
    })  # fmt: skip
    assert [page.target for page in pages(["memory://news"])] == [
        "memory:///news/a.jsonl:1",
        "memory:///news/a.jsonl:2",
        "memory:///news/b/c.txt.gz",
    ]
    assert [page.text for page in pages(["memory://news/*.jsonl"])] == ["They met.", "They parted."]
    assert [page.url for page in pages(["memory://crawl/x.warc.gz"])] == addresses(0, 1)
    assert count_pages(["memory://news/a.jsonl"]) == 2


class Failing(io.BytesIO):
    """A file that fails, as stores do: with what is no OSError, after some bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 9_000:
            raise KeyError("the connection is lost")
        return super().read(size)


def test_what_a_store_raises_is_a_page_with_a_problem_behind_those_that_were_read(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(_system: object, path: str, *_: object, **__: object) -> io.BytesIO:
        if "closed" in path:
            raise KeyError("no credentials")
        return Failing(b'{"text": "They met."}\n' * 100_000)

    store.pipe({"/a.jsonl": SENTENCE, "/closed.txt": SENTENCE})
    monkeypatch.setattr(type(store), "_open", opened)
    *read, last = pages(["memory://a.jsonl"])
    assert {page.text for page in read} == {"They met."}
    assert last.problem is not None
    assert "the connection is lost" in last.problem.message
    (page,) = pages(["memory://closed.txt"])
    assert page.problem is not None
    assert "no credentials" in page.problem.message


def test_the_state_of_a_file_is_another_one_when_it_is_written_anew(store: fsspec.AbstractFileSystem) -> None:
    store.pipe({"/news/a.txt": SENTENCE})
    before = remote.state("memory://news/a.txt")
    assert before is not None
    assert before.size == len(SENTENCE)
    assert before == remote.state("memory://news/a.txt")
    store.pipe({"/news/a.txt": SENTENCE})  # as long as before
    after = remote.state("memory://news/a.txt")
    assert after is not None
    assert after.mark != before.mark
    assert remote.state("memory://news/none.txt") is None
    assert remote.state("nostore://news/none.txt") is None


def test_what_is_not_in_a_store_is_a_page_with_a_problem(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = pages(["memory://news/none.txt"])
    assert page.problem is not None
    assert page.problem.code == "missing"
    (page,) = pages(["nostore://news/none.txt"])
    assert page.problem is not None
    assert "nostore" in page.problem.message
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    (page,) = pages(["memory://news/none.txt"])
    assert page.problem is not None
    assert "pip install '.[remote]'" in page.problem.message
