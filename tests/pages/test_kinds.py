"""The table of kinds of input: each is recognised, and a new one is one row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import pages as kinds
from onrecord.lexicon.columns import BY_NAME, Columns
from onrecord.pages import KINDS, pages
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
