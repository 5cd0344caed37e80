"""Files, folders and stdin → pages, with real bytes."""

import gzip
import io
import os
import random
import re
import socket
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.document import make_document, reads_english
from onrecord.document.make import MAX_TEXT_CHARS
from onrecord.lexicon.furniture import load_furniture
from onrecord.pages import pages
from onrecord.pages.source import find_problem, skipped
from onrecord.runner import make_guarded, read_pages
from onrecord.types import Document, Note, Page

SENTENCE = "The two ministers met in Geneva on Monday and agreed to meet again. "
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))


def read_one(path: Path, content: bytes, kind: str = "auto") -> tuple[Page, Document, tuple[Note, ...]]:
    path.write_bytes(content)
    (page,) = pages([str(path)], kind)
    found = make_document(page, load_furniture())
    return page, found.items[0], found.notes


def codes(notes: tuple[Note, ...]) -> list[str]:
    return [note.code for note in notes]


def test_folder_gives_its_files_sorted_at_any_depth_without_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    targets = [page.target for page in pages([str(tmp_path)])]
    assert targets == [str(tmp_path / name) for name in ("a.txt", "z.txt", "b/c.txt")]


def test_folder_skips_what_a_browser_saves_beside_a_page(tmp_path: Path) -> None:
    for name in ("a.txt", "logo.svg", "style.css", "app.js", "more.JS", "photo.png"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    assert [page.target for page in pages([str(tmp_path)])] == [str(tmp_path / "a.txt")]
    (message,) = skipped([str(tmp_path), str(tmp_path / "a.txt"), "-"])
    assert message == (
        f"{tmp_path}: 5 files beside the reports are not read (1 .css, 2 .js, 1 .png, 1 .svg)."
    )
    assert [page.problem for page in pages([str(tmp_path / "logo.svg")])] == [None]


def test_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    (page,) = pages(["-"], "plain")
    assert page.content == SENTENCE.encode()
    assert not page.clean


def test_missing_path_is_a_page_with_a_problem_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    first, second = pages([str(tmp_path / "absent.txt"), str(tmp_path / "good.txt")])
    assert first.problem is not None
    assert first.problem.code == "missing"
    assert "does not exist" in first.problem.message
    assert second.problem is None


def test_address_is_not_fetched_and_the_note_says_what_to_do() -> None:
    (page,) = pages(["https://example.org/report"])
    assert page.problem is not None
    assert "save the page" in page.problem.message


@pytest.mark.parametrize("content", [b"", b" \r\n\n", b"\n"])
def test_empty_file_says_that_it_is_empty(tmp_path: Path, content: bytes) -> None:
    _, document, notes = read_one(tmp_path / "empty.txt", content)
    assert codes(notes) == ["empty"]
    assert document.text == ""


@pytest.mark.parametrize("kind", ["auto", "html", "plain"])
def test_picture_named_html_is_recognised_by_its_bytes(tmp_path: Path, kind: str) -> None:
    _, document, notes = read_one(tmp_path / "page.html", PNG, kind)
    assert codes(notes) == ["binary"]
    assert "PNG picture" in notes[0].message
    assert document.text == ""


def test_binary_of_no_known_kind_is_no_text(tmp_path: Path) -> None:
    _, _, notes = read_one(tmp_path / "data.txt", bytes(range(256)) * 20)
    assert codes(notes) == ["binary"]


@given(st.integers(0, 2**32 - 1))
@example(802055618)  # begins with the mark of UTF-16
def test_bytes_by_chance_are_never_taken_for_text(seed: int) -> None:
    found = find_problem(random.Random(seed).randbytes(4000), "data.bin")
    assert found is not None
    assert found.code == "binary"


def test_problem_pages_of_two_targets_have_two_ids(tmp_path: Path) -> None:
    both = [str(tmp_path / "a"), str(tmp_path / "b")]
    ids = {make_document(page, load_furniture()).items[0].id for page in pages(both)}
    assert len(ids) == 2


def test_html_is_recognised_by_its_first_element_whatever_the_name(tmp_path: Path) -> None:
    page, _, _ = read_one(tmp_path / "saved", b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE html><html></html>")
    assert page.kind == "html"


def test_text_that_mentions_tags_is_plain(tmp_path: Path) -> None:
    page, _, _ = read_one(tmp_path / "note.txt", b"A <p> is a paragraph, he said.")
    assert page.kind == "plain"


def test_truncated_utf8_loses_its_cut_character_and_says_so(tmp_path: Path) -> None:
    _, document, notes = read_one(tmp_path / "cut.txt", (SENTENCE + "Die Räte tagten in Köln").encode()[:-3])
    assert codes(notes) == ["charset"]
    assert document.text.endswith("Die Räte tagten in K")


def test_truncated_utf8_in_plain_input_becomes_a_replacement_character(tmp_path: Path) -> None:
    _, document, notes = read_one(tmp_path / "cut.txt", "Räte in Kö".encode()[:-1], "plain")
    assert document.text == "Räte in K\ufffd"
    assert "charset" in codes(notes)


def test_plain_input_is_taken_byte_for_byte(tmp_path: Path) -> None:
    content = "\ufeffTalks\r\n\r\n{mosads}co\xadoperation\xa0ended.\tAdvertisement\r\n".encode()
    _, document, notes = read_one(tmp_path / "raw.txt", content, "plain")
    assert document.text == content.decode("utf-8")
    assert notes == ()


def test_auto_input_settles_line_ends_and_invisible_characters(tmp_path: Path) -> None:
    content = "\ufeffThe co\xadoperation\xa0has\x00 ended, he said.\r\n\r\nNobody  asked\u200b him why.\r\n".encode()
    _, document, _ = read_one(tmp_path / "raw.txt", content)
    assert document.text == "The cooperation has ended, he said.\n\nNobody asked him why."


@pytest.mark.parametrize("kind", ["auto", "plain"])
def test_twenty_megabytes_are_cut_in_bounded_time_with_a_note(tmp_path: Path, kind: str) -> None:
    content = ((SENTENCE * 5 + "\n\n").encode() * 60_000)[: 20 * 1024**2]
    began = time.process_time()
    _, document, notes = read_one(tmp_path / "long.txt", content, kind)
    assert time.process_time() - began < 10
    assert codes(notes) == ["cut"]
    assert 0.9 * MAX_TEXT_CHARS < len(document.text) <= MAX_TEXT_CHARS


def test_twenty_megabytes_without_a_space_or_line_end_do_not_hang(tmp_path: Path) -> None:
    began = time.process_time()
    _, document, notes = read_one(tmp_path / "long.txt", b"x" * (20 * 1024**2))
    assert time.process_time() - began < 10
    assert "cut" in codes(notes)
    assert len(document.text) == MAX_TEXT_CHARS


def test_text_in_another_language_is_named_and_noted(tmp_path: Path) -> None:
    text = (
        "Die Außenminister trafen sich am Montag in Genf und einigten sich auf ein weiteres Treffen. "
        "Der Sprecher der Regierung wollte sich dazu nicht äußern."
    )
    _, document, notes = read_one(tmp_path / "de.txt", text.encode())
    assert document.language == "de"
    assert codes(notes) == ["language"]
    assert not reads_english(document)
    assert document.text == text


def test_english_text_is_english(tmp_path: Path) -> None:
    _, document, notes = read_one(tmp_path / "en.txt", (SENTENCE * 2).encode())
    assert document.language == "en"
    assert reads_english(document)
    assert notes == ()


# ---- inputs that are no reports, and names that are no text ------------------------------


def test_folder_skips_pipes_and_sockets(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    os.mkfifo(tmp_path / "b.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "c.txt"))
        assert [Path(page.target).name for page in pages([str(tmp_path)])] == ["a.txt"]


def test_folder_without_reports_is_a_page_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    (page,) = pages([str(tmp_path)])
    assert page.problem is not None
    assert page.problem.code == "empty"


def test_file_with_a_name_that_is_not_utf8_is_read_and_named_in_print(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/bad\xff.txt"
    Path(os.fsdecode(name)).write_bytes(b"")
    (page,) = pages([str(tmp_path)])
    page, found = make_guarded(page, load_furniture())
    assert page.target.endswith("bad\ufffd.txt")
    assert found.notes[0].message.startswith(page.target)
    found.notes[0].message.encode("utf-8")


def test_a_mark_of_byte_order_alone_is_empty(tmp_path: Path) -> None:
    _, _, notes = read_one(tmp_path / "a.txt", b"\xef\xbb\xbf\n")
    assert codes(notes) == ["empty"]


@pytest.mark.parametrize(("name", "content"), [
    ("a.html.gz", b"<p>" + SENTENCE.encode() * 2),
    ("a.txt.gz", SENTENCE.encode()),
    ("a.jsonl.gz", b'{"text": "' + SENTENCE.encode() + b'"}'),
])  # fmt: skip
def test_gzip_is_read_as_what_it_holds(tmp_path: Path, name: str, content: bytes) -> None:
    _, document, notes = read_one(tmp_path / name, gzip.compress(content))
    assert notes == ()
    assert SENTENCE.strip() in document.text


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz"])
def test_of_gzip_that_is_cut_what_came_before_is_read(tmp_path: Path, name: str) -> None:
    sentences = [f"On day {n} the ministers met {n * 7919} people in Vienna." for n in range(5000)]
    text = " ".join(sentences)
    content = f"<html><body><article><p>{text}</p></article>" if "html" in name else text
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode())[:-2000])
    first, rest = pages([str(path)])
    document = make_document(first, load_furniture())
    assert sentences[100] in document.items[0].text
    assert codes(document.notes) == ["cut"]
    assert rest.problem is not None
    assert (rest.target, rest.problem.code) == (str(path), "damaged")


def test_gzip_of_which_nothing_can_be_read_is_damaged(tmp_path: Path) -> None:
    _, _, notes = read_one(tmp_path / "a.txt.gz", gzip.compress(SENTENCE.encode())[:8])
    assert codes(notes) == ["damaged"]


@pytest.mark.parametrize(("content", "named"), [
    (b"{\\rtf1\\ansi The ministers met.}", "an RTF document"),
    (b"From: a@example.org\nTo: b@example.org\nSubject: Talks\nMIME-Version: 1.0\n\nThe ministers met.", "a mail"),
])  # fmt: skip
def test_formats_that_are_not_read_are_named(tmp_path: Path, content: bytes, named: str) -> None:
    _, document, notes = read_one(tmp_path / "a.txt", content)
    assert codes(notes) == ["format"]
    assert named in notes[0].message
    assert document.text == ""
    assert read_one(tmp_path / "a.txt", content, "plain")[1].text == content.decode()


def test_report_that_begins_with_labels_is_no_mail(tmp_path: Path) -> None:
    text = "From: our correspondent\nSubject: the talks\n\n" + SENTENCE
    assert read_one(tmp_path / "a.txt", text.encode())[2] == ()


# ---- characters --------------------------------------------------------------------------

OTHER = "A spokesman for the embassy declined to say what had been agreed there."
HALF = "\\ud83d"  # of a pair that stands for one character, as JSON writes it


def test_metadata_with_half_a_pair_or_escapes_become_text_that_can_be_written(tmp_path: Path) -> None:
    line = f'{{"text": "{SENTENCE}", "id": "a{HALF}", "title": "Talks {HALF} end\\u001b]0;x\\u0007", "url": "http://e.org/{HALF}", "published": "\\u001b[31m{HALF}"}}'
    _, document, notes = read_one(tmp_path / "a.jsonl", line.encode())
    assert (document.given_id, document.title) == ("a\ufffd", "Talks \ufffd end]0;x")
    assert document.url == "http://e.org/\ufffd"
    assert codes(notes) == ["published"]
    assert notes[0].message.isprintable()


def test_metadata_of_a_page_with_half_a_pair_become_text_that_can_be_written(tmp_path: Path) -> None:
    stated = f'{{"@type": "NewsArticle", "headline": "Talks {HALF} end", "articleSection": "A{HALF}", "author": "Ada {HALF} Stone", "keywords": ["a{HALF}b"], "publisher": "P{HALF}", "url": "http://e.org/{HALF}"}}'
    html = f'<html><head><script type="application/ld+json">{stated}</script></head><body><article><p>{SENTENCE * 2}</p></article>'
    _, document, _ = read_one(tmp_path / "a.html", html.encode())
    assert document.title == "Talks \ufffd end"
    fields = (document.section, document.publisher, document.url, *document.bylines, *document.tags)
    assert [field for field in fields if field is None or "\ufffd" not in field] == []


@pytest.mark.parametrize("reference", ["&#8;", "&#11;", "&#x1b;", "&#0;", "&#xD83D;", "&#1114112;", "\x08", "\x0b", "\x1b[31m"])  # fmt: skip
def test_references_to_control_characters_do_not_break_a_page(tmp_path: Path, reference: str) -> None:
    html = f"<article><script>x</script>{reference}<p>{SENTENCE}{reference}</p>{reference}<p>{OTHER}</p></article>"
    _, document, notes = read_one(tmp_path / "a.html", html.encode())
    assert notes == ()
    assert SENTENCE.strip() in document.text
    assert OTHER in document.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", document.text)


def test_control_characters_of_a_text_that_is_not_cleaned_keep_their_place(tmp_path: Path) -> None:
    text = "The UN\x92s envoy \x1b]0;met\x07 the minister\x9b.\tThey\r\nparted."
    _, document, notes = read_one(tmp_path / "a.txt", text.encode(), "plain")
    assert document.text == "The UN’s envoy \ufffd]0;met\ufffd the minister›.\tThey\r\nparted."
    assert codes(notes) == ["charset"]
    assert "4 control characters" in notes[0].message


def test_a_page_on_which_the_reader_fails_is_a_page_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: Page, _furniture: object) -> None:
        if page.problem is None:
            raise ValueError("strings must be XML compatible")
        return make_document(page, load_furniture())  # type: ignore[return-value]

    monkeypatch.setattr("onrecord.runner.local.make_document", fail)
    outcomes = list(read_pages([Page(target="a.html", content=b"<p>x"), Page(target="b", problem=Note(code="missing", message="b does not exist."))]))  # fmt: skip
    assert [(outcome.failure, [note.code for note in outcome.reading.notes]) for outcome in outcomes] == [
        ("reader", ["failed"]),
        ("input", ["missing"]),
    ]
