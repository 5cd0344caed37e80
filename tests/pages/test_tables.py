"""CSV, TSV and JSON arrays → pages: one page a row or object, in order, whatever it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.pages import pages
from onrecord.types import Page

TEXT = 'The ministers met, and said: "We part."\nThey meet again.'


def read(path: Path, content: bytes) -> list[Page]:
    path.write_bytes(content)
    return list(pages([str(path)]))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_row_of_a_table_is_a_document(tmp_path: Path, delimiter: str, encoding: str) -> None:
    quoted = '"' + TEXT.replace('"', '""') + '"'
    rows = [
        ["Doc ID", "Headline", "Body", "Date", "Other"],
        ["7", "Müller in Köln", quoted, "2026-02-03", "x"],
    ]
    table = "\r\n".join(delimiter.join(row) for row in rows)
    (page,) = read(tmp_path / "a.csv", table.encode(encoding))
    assert (page.given_id, page.given_title, page.text) == ("7", "Müller in Köln", TEXT)
    assert (page.given_published, page.clean) == ("2026-02-03", False)


def test_short_and_empty_rows_keep_their_places(tmp_path: Path) -> None:
    first, second, third = read(tmp_path / "a.csv", b"id,text\n1,Ministers met.\n\n2\n3,They parted.\n")
    assert (first.text, third.text) == ("Ministers met.", "They parted.")
    assert second.problem is not None
    assert second.problem.message.startswith(f"Line 4 of {tmp_path / 'a.csv'} has no text")


def test_table_without_texts_says_which_columns_it_has(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "a.csv", b"a,b\n1,2\n")
    assert page.problem is not None
    assert page.problem.code == "table"
    assert "a, b" in page.problem.message


def test_a_text_of_a_row_may_be_long(tmp_path: Path) -> None:
    long = "The ministers met. " * 20_000
    (page,) = read(tmp_path / "a.csv", f'id,text\n1,"{long}"\n'.encode())
    assert page.text == long


def test_an_object_of_an_array_is_a_document(tmp_path: Path) -> None:
    objects = [{"id": 1, "content": TEXT, "title": "Talks"}, 3, {"id": 2}, {"text": "They parted."}]
    found = read(tmp_path / "a.json", json.dumps(objects, indent=1).encode())
    assert [page.text for page in found] == [TEXT, None, None, "They parted."]
    assert [page.problem.code if page.problem else None for page in found] == [None, "json", "json", None]
    assert found[2].given_id == "2"


@pytest.mark.parametrize("content", [b'[{"text": "cut', b'{"a": 1}', b"[" * 100_000])
def test_json_that_cannot_be_read_is_one_page_with_a_problem(tmp_path: Path, content: bytes) -> None:
    (page,) = read(tmp_path / "a.json", content)
    assert page.problem is not None
    assert page.problem.code == "json"
