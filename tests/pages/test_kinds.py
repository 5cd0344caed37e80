"""The table of kinds of input: each is recognised, and a new one is one row."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import pages as kinds
from onrecord.lexicon.columns import BY_NAME, Columns
from onrecord.pages import KINDS, count_pages, pages
from onrecord.pages.kind import Kind
from onrecord.types import Page


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.jsonl", b'{"text": "Ministers met."}', "jsonl"),
        ("a.NDJSON", b'{"text": "Ministers met."}', "jsonl"),
        ("a", b"<!doctype html><p>Ministers met.", "html"),
        ("a.htm", b"Ministers <b>met</b>.", "html"),
        ("a.html", b"Ministers met.", "plain"),
        ("a.txt", b"Ministers met.", "plain"),
        ("-", b'{"id": 1, "text": "Ministers met."}\n', "jsonl"),
        ("a.txt", b"{mosads} Ministers met.", "plain"),
        ("a.json", b'{"title": "Ministers"}', "json"),
        ("-", b'[\n {"id": 1, "text": "Ministers met."}]', "json"),
        ("a.json", b"Ministers met.", "plain"),
        ("a.csv", b"id,text\n1,Ministers met.", "csv"),
        ("a", b"doc_id\tHeadline\tbody\n1\tTalks\tMinisters met.", "csv"),
        ("a.txt", b"Text, date and title of the talks were open.", "plain"),
        ("a.html.gz", b"Ministers <b>met</b>.", "html"),
        ("a.csv.gz", b"nr,Wortlaut\n1,Ministers met.", "csv"),
        ("a.json", b'{"Body": "Ministers met."}\n{"Body": "They parted."}', "jsonl"),
    ],
)
def test_an_input_is_recognised_by_its_name_or_first_bytes(name: str, content: bytes, kind: str) -> None:
    assert next(k.name for k in KINDS.values() if k.recognises(name, content, BY_NAME)) == kind


def test_an_input_with_the_column_that_the_user_named_is_a_table_or_jsonl_whatever_its_name() -> None:
    named = Columns(text="Wortlaut")
    found = [
        next(k.name for k in KINDS.values() if k.recognises("a.dat", content, named))
        for content in (
            b"nr,Wortlaut\n1,Ministers met.",
            b'{"Wortlaut": "Ministers met."}',
            b"Ministers met.",
        )
    ]
    assert found == ["csv", "jsonl", "plain"]


def test_the_last_kind_recognises_anything() -> None:
    assert list(KINDS.values())[-1].recognises("", b"", BY_NAME)


def test_a_new_kind_is_one_row(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def memo_pages(target: str, _columns: Columns) -> Iterator[Page]:
        yield Page(target=target, text="Ministers met.")

    memo = Kind("memo", "a memo", lambda target, _head, _columns: target.endswith(".memo"), memo_pages)
    monkeypatch.setattr(kinds, "KINDS", {"memo": memo, **KINDS})
    path = tmp_path / "a.memo"
    path.write_text("not read by this kind")
    assert [page.text for page in pages([str(path)])] == ["Ministers met."]
    assert [page.text for page in pages([str(path)], "memo")] == ["Ministers met."]


WRITTEN = (
    b'id,text\r\n1,"He said ""no""."\r\n2,They parted.\r\n',
    b'id\ttext\n1\t"Peace," she said.\n',
    b'[{"id": 1, "text": "They met."}, {"id": 2, "text": null}]',
    b'{"id": 1, "text": "They met."}\n{"id": 2}\n',
    "id;text\n1;Müller\n".encode("utf-16"),
    b"1 of 2 DOCUMENTS\n\nBYLINE: Ada Stone\n\nBODY:\nThe ministers met.\n",
    b"<!doctype html><p>They met.",
)


@given(
    written=st.sampled_from(WRITTEN) | st.binary(max_size=80),
    damage=st.lists(st.tuples(st.integers(0, 120), st.binary(max_size=3)), max_size=4),
    kind=st.sampled_from(["auto", *KINDS]),
    compressed=st.booleans(),
    name=st.sampled_from(["a", "a.csv", "a.json", "a.jsonl", "a.html"]),
)
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_a_kind_of_input(
    tmp_path_factory: pytest.TempPathFactory,
    written: bytes,
    damage: list[tuple[int, bytes]],
    kind: str,
    compressed: bool,
    name: str,
) -> None:
    content = gzip.compress(written, mtime=0) if compressed else written
    for at, other in damage:
        content = content[:at] + other + content[at + len(other) :]
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    found = list(pages([str(path)], kind))
    assert found
    assert all(page.problem or page.text or page.content for page in found)
    count_pages([str(path)], kind)


@pytest.mark.parametrize(("name", "content"), [
    ("a.jsonl", b""), ("a.jsonl", b"\n  \r\n"), ("a.json", b"[]"), ("a.json", b""), ("a.csv", b""), ("a.csv", b"id,text\n"), ("a.txt", b"")
])  # fmt: skip
def test_an_input_in_which_there_is_nothing_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (page,) = pages([str(path)])
    assert page.problem is not None
    assert page.problem.code == "empty"
