"""JSONL → pages: one page per line, in order, whatever the line holds."""

import json
from pathlib import Path

import pytest

from onrecord.document import make_document
from onrecord.lexicon.columns import Columns
from onrecord.lexicon.furniture import load_furniture
from onrecord.pages import pages, source
from onrecord.types import Document, Note, Page


def read(path: Path, *lines: bytes) -> list[Page]:
    path.write_bytes(b"\n".join(lines) + b"\n")
    return list(pages([str(path)], "jsonl"))


def document_of(page: Page) -> tuple[Document, tuple[Note, ...]]:
    found = make_document(page, load_furniture())
    return found.items[0], found.notes


def test_fields_of_a_line_are_taken_as_given(tmp_path: Path) -> None:
    line = {
        "id": "a1",
        "text": "Talks\r\n{mosads} ended.",
        "title": "T",
        "published": "2018-10-20",
        "url": "http://e.org/x",
    }
    (page,) = read(tmp_path / "x.jsonl", json.dumps(line).encode())
    document, _ = document_of(page)
    assert (document.given_id, document.text, document.title) == ("a1", "Talks\r\n{mosads} ended.", "T")
    assert document.url == "http://e.org/x"
    assert (document.published.value, document.published.basis) == ("2018-10-20", "given")


@pytest.mark.parametrize(
    "broken",
    [
        b'{"text": "cut',
        b"not json",
        b"[1, 2]",
        b"null",
        b'{"id": "b"}',
        b'{"text": 7}',
        b'{"text": "\xff"}',
        b"[" * 5000,
    ],
)
def test_broken_line_among_good_ones_keeps_its_place(tmp_path: Path, broken: bytes) -> None:
    good = b'{"text": "The talks ended."}'
    first, second, third = read(tmp_path / "x.jsonl", good, broken, good)
    assert first.problem is None
    assert third.problem is None
    assert second.problem is not None
    assert second.problem.code == "json"
    assert second.problem.message.startswith(f"Line 2 of {tmp_path / 'x.jsonl'}")
    document, notes = document_of(second)
    assert document.text == ""
    assert notes == (second.problem,)


def test_line_with_a_problem_keeps_its_id(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "x.jsonl", b'{"id": 12}')
    assert page.given_id == "12"
    assert document_of(page)[0].given_id == "12"


def test_blank_lines_are_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    first, second = read(path, b"", b'{"text": "One."}', b"", b" \r", b'{"text": "Two."}', b"  ")
    assert (first.target, second.target) == (f"{path}:2", f"{path}:5")
    assert (first.problem, second.problem) == (None, None)


def test_byte_order_mark_and_crlf_are_no_part_of_a_line(tmp_path: Path) -> None:
    first, second = read(tmp_path / "x.jsonl", b'\xef\xbb\xbf{"text": "One."}\r', b'{"text": "Two."}\r')
    assert (first.text, second.text) == ("One.", "Two.")


def test_half_of_a_surrogate_pair_becomes_one_replacement_character(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "x.jsonl", b'{"text": "He said \\ud83d no."}')
    document, notes = document_of(page)
    assert document.text == "He said \ufffd no."
    assert "charset" in [note.code for note in notes]


@pytest.mark.parametrize("line", [b'{"text": ""}', b'{"text": " \\n"}', b'{"text": null}'])
def test_a_line_without_text_is_a_page_with_a_problem(tmp_path: Path, line: bytes) -> None:
    (page,) = read(tmp_path / "x.jsonl", line)
    assert page.problem is not None
    assert [note.code for note in document_of(page)[1]] == ["empty"]


def test_fields_of_other_names_are_found_and_said_once(tmp_path: Path) -> None:
    first, second = read(
        tmp_path / "x.jsonl",
        b'{"Headline": "Talks", "Body": "They met.", "outlet": "The Courier"}',
        b'{"Headline": "Talks end", "Body": "They parted."}',
    )
    assert (first.text, first.given_title, first.given_publisher) == ("They met.", "Talks", "The Courier")
    assert (second.text, second.given_title) == ("They parted.", "Talks end")
    assert ([note.code for note in first.notes], second.notes) == (["columns"], ())
    assert "text is read from “Body”" in first.notes[0].message
    assert document_of(first)[0].publisher == "The Courier"


def test_fields_that_are_named_are_taken_and_a_wrong_name_lists_those_there(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "No.", "lead": "They met.", "nr": 7}\n{"nr": 8}\n')
    first, second, unmet = pages([str(path)], columns=Columns(text="lead", id="nr", published="dat"))
    assert (first.text, first.given_id, first.notes) == ("They met.", "7", ())
    assert second.problem is not None
    assert second.problem.message == f"Line 2 of {path} has no column “lead”; its columns: nr."
    assert unmet.problem is not None
    assert unmet.problem.message == f"{path} has no column “dat”; its columns: text, lead, nr."


def test_a_line_of_more_than_a_page_may_have_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1000)
    monkeypatch.setattr(source, "CHUNK_BYTES", 64)
    long = b'{"text": "%s"}' % (b"They met. " * 200)
    first, second, third = read(tmp_path / "x.jsonl", b'{"text": "One."}', long, b'{"text": "Two."}')
    assert (first.text, third.text) == ("One.", "Two.")
    assert second.problem is not None
    assert second.problem.code == "too-large"


@pytest.mark.parametrize(
    ("given", "window"), [("2018-10", ("2018-10-01", "2018-10-31")), ("2018", ("2018-01-01", "2018-12-31"))]
)
def test_date_to_the_month_or_year_is_a_window(tmp_path: Path, given: str, window: tuple[str, str]) -> None:
    (page,) = read(tmp_path / "x.jsonl", json.dumps({"text": "He left.", "published": given}).encode())
    published = document_of(page)[0].published
    assert (published.value, published.earliest, published.latest) == (None, *window)


def test_invalid_date_is_noted_and_ignored(tmp_path: Path) -> None:
    (page,) = read(tmp_path / "x.jsonl", b'{"text": "He left.", "published": "last Friday"}')
    document, notes = document_of(page)
    assert document.published.value is None
    assert "published" in [note.code for note in notes]


def test_missing_file_is_a_problem() -> None:
    (page,) = pages(["/no/such.jsonl"], "jsonl")
    assert page.problem is not None
    assert page.problem.code == "missing"


def test_jsonl_is_recognised_by_its_name_in_auto(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    assert [page.text for page in pages([str(tmp_path)])] == ["One.", "Two."]
