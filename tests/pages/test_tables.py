"""CSV, TSV and JSON arrays → pages: one page a row or object, in order, whatever it holds."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicon.columns import Columns
from onrecord.pages import count_pages, pages
from onrecord.pages.array import values
from onrecord.pages.rows import rows
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
    assert page.problem.code == "columns"
    assert "(its columns: a, b)" in page.problem.message
    assert "--text" in page.problem.message


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


# ---- columns -----------------------------------------------------------------------------


def test_columns_that_were_found_by_name_are_said_once(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.csv", b"nr,Headline,Body\n1,Talks,They met.\n2,More,They parted.\n")
    assert [note.message for note in first.notes] == [
        f"{tmp_path / 'a.csv'}: text is read from “Body”, title is read from “Headline” (--text, --title for others)."
    ]
    assert second.notes == ()


def test_columns_that_are_named_are_taken_before_those_of_known_names(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,Wortlaut,am,Blatt,nr,wo\nno,They met.,2026-02-03,Courier,7,http://e.org/7\n")
    named = Columns(text="Wortlaut", published="am", publisher="Blatt", id="nr", url="wo")
    (page,) = pages([str(path)], columns=named)
    assert (page.text, page.given_published, page.given_publisher) == ("They met.", "2026-02-03", "Courier")
    assert (page.given_id, page.url, page.notes) == ("7", "http://e.org/7", ())


def test_a_column_that_is_not_there_is_an_error_that_lists_those_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,Body\n1,They met.\n")
    for named, missing in ((Columns(text="Bodyy"), "Bodyy"), (Columns(title="Titel"), "Titel")):
        (page,) = pages([str(path)], columns=named)
        assert page.problem is not None
        assert page.problem.message == f"{path} has no column “{missing}”; its columns: id, Body."


# ---- rows as people write them -----------------------------------------------------------

ODD = {
    "marks inside that are not doubled": (
        b'id,text\n1,"He said "no, never" twice."\n2,They parted.\n',
        ['He said "no, never" twice.', "They parted."],
    ),
    "marks inside behind a backslash": (
        b'id,text\n1,"He said \\"no, never\\"."\n2,They parted.\n',
        ['He said "no, never".', "They parted."],
    ),
    "a mark that is never closed": (
        b'id,text\n1,"They met.\n2,They parted.\n3,They wrote.\n',
        ['"They met.', "They parted.", "They wrote."],
    ),
    "a mark that is closed by that of another row": (
        b'id,text\n1,"They met.\n2,"They parted."\n3,They wrote.\n',
        ['"They met.', "They parted.", "They wrote."],
    ),
    "a quotation at the head of a cell": (
        b'id\ttext\n1\t"Peace," she said.\n2\tHe said: "No."\n',
        ['"Peace," she said.', 'He said: "No."'],
    ),
    "lines in a cell whose marks are not doubled": (
        b'id,text\n1,"He said "no" to them.\nThen he left."\n2,They parted.\n',
        ['He said "no" to them.\nThen he left.', "They parted."],
    ),
    "a text without marks and with commas": (
        b"id,text\n1,They met, and parted, again.\n",
        ["They met, and parted, again."],
    ),
    "cells behind the last column": (b"text,id\nThey met.,1,x,y\n", ["They met."]),
    "a first line that says what parts the cells": (b"sep=|\r\nid|text\r\n1|Met, parted; left\r\n", ["Met, parted; left"]),
    "ends of lines of an old Macintosh": (b"id,text\r1,They met.\r2,They parted.", ["They met.", "They parted."]),
    "one line in another encoding": (
        "id,text\n1,Müller came.\n".encode() + b"2,M\xfcller left.\n", ["Müller came.", "Müller left."],
    ),
    "two columns of one name": (b"text,id,id\nThey met.,1,2\n", ["They met."]),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_a_table_is_read_as_it_was_meant(tmp_path: Path, name: str) -> None:
    content, texts = ODD[name]
    for file, written in (("a.csv", content), ("a.csv.gz", gzip.compress(content))):
        assert [page.text for page in read(tmp_path / file, written)] == texts


def test_a_row_that_was_mended_says_so(tmp_path: Path) -> None:
    first, second, third = read(tmp_path / "a.csv", b'id,text\n1,"No" means no.\n2\n3,a,b\n')
    assert [note.code for note in first.notes] == ["quotes"]
    assert ([note.code for note in second.notes], second.problem and second.problem.code) == (
        ["ragged"],
        "empty",
    )
    assert [note.code for note in third.notes] == ["ragged"]
    assert third.notes[0].message == (
        f"Line 4 of {tmp_path / 'a.csv'} has 3 cells, and the header 2; the last ones are parts of the text."
    )


CELL = st.text(alphabet='ab ",;\n\r\t|\\é', max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t|"))
@settings(max_examples=150, deadline=None)
def test_what_the_csv_module_writes_comes_back(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["a", "b", "c"], *table])
    lines = io.StringIO(out.getvalue(), newline="")
    found = [row.cells for row in rows(lines)][1:]
    assert found == [cells for cells in table if any(map(str.strip, cells))]


@given(st.text(alphabet='ab",\n\\ ', max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_rows_that_lose_no_line(text: str) -> None:
    lines = io.StringIO("a,b\n" + text, newline="")
    numbers = [row.line for row in rows(lines)]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] <= text.count("\n") + 2


def test_a_mark_that_is_never_closed_costs_no_other_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pages.rows.MAX_ROW_CHARS", 50_000)
    long = ["id,text\n", '1,"They met.\n', *itertools.repeat("2,They parted.\n", 10_000)]
    found = list(rows(long))
    assert len(found) == len(long)
    assert found[1].cells == ["1", '"They met.']


def test_memory_is_that_of_a_row_and_not_of_the_table() -> None:
    def lines() -> Iterator[str]:
        yield "id,text\n"
        for number in range(5_000):
            yield f'{number},"{"They met. " * 50}"\n'

    tracemalloc.start()
    try:
        assert sum(1 for _ in rows(lines())) == 5_001
        assert tracemalloc.get_traced_memory()[1] < 500_000  # the table has two million characters
    finally:
        tracemalloc.stop()


# ---- JSON --------------------------------------------------------------------------------


def test_memory_is_that_of_an_object_and_not_of_the_array(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": n, "text": "They met. " * 50} for n in range(4_000)]))
    tracemalloc.start()
    try:
        assert sum(page.problem is None for page in pages([str(path)])) == 4_000
        assert tracemalloc.get_traced_memory()[1] < 700_000  # the array has two million characters
    finally:
        tracemalloc.stop()


@given(st.lists(st.dictionaries(st.sampled_from(["id", "text", "x"]), st.none() | st.integers() | st.text(max_size=30) | st.lists(st.floats(allow_nan=False))), max_size=6), st.integers(1, 40))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_an_array_is_the_same_in_parts_of_any_size(objects: list[dict[str, object]], size: int) -> None:
    text = json.dumps(objects, indent=size % 3 or None)
    parts = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(values(iter(parts))) == objects


def test_what_stands_before_a_fault_in_an_array_is_read(tmp_path: Path) -> None:
    first, second, fault = read(
        tmp_path / "a.json", b'[{"text": "One."}, {"text": "Two."} {"text": "Three."}]'
    )
    assert (first.text, second.text) == ("One.", "Two.")
    assert fault.problem is not None
    assert "from object 3 on" in fault.problem.message


@pytest.mark.parametrize("name", ["a.csv.gz", "a.json.gz", "a.jsonl.gz"])
def test_of_gzip_that_is_cut_the_rows_before_are_read(tmp_path: Path, name: str) -> None:
    objects = [
        {"id": str(n), "text": f"On day {n} the ministers met {n * 7919} people."} for n in range(20_000)
    ]
    written = {
        "a.csv.gz": "id,text\n" + "".join(f"{one['id']},{one['text']}\n" for one in objects),
        "a.json.gz": json.dumps(objects),
        "a.jsonl.gz": "".join(json.dumps(one) + "\n" for one in objects),
    }[name]
    *found, rest = read(tmp_path / name, gzip.compress(written.encode())[:-500])
    assert [page.text for page in found] == [one["text"] for one in objects[: len(found)]]
    assert len(found) > 2_000
    assert rest.problem is not None
    assert rest.problem.code == "damaged"


def test_pages_are_counted_where_that_is_cheap(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'id,text\n1,"They met.\nThey parted."\n2,They wrote.')
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "One."}\n{"text": "Two."}\n{"text": "Three."}')
    (tmp_path / "c.txt").write_bytes(b"They met.")
    assert count_pages([str(tmp_path)]) == 6
    (tmp_path / "d.json").write_bytes(b'[{"text": "One."}]')
    assert count_pages([str(tmp_path)]) is None
    assert count_pages(["-"]) is None
