"""Web archives and Parquet tables: real files made by warcio and pyarrow, whole and damaged."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.assembly.copies.origins import credit_of
from onrecord.document import make_document
from onrecord.lexicon.agencies import load_agencies
from onrecord.lexicon.columns import Columns
from onrecord.lexicon.furniture import load_furniture
from onrecord.pages import count_pages, needs, pages
from onrecord.pages.coding import CodingError, decoded
from onrecord.types import Page

BODY = "<html><body><article><p>The two ministers met in Geneva on day {} and agreed to meet again.</p></article>"


def archive(number: int = 4, *, packed: bool = True) -> tuple[bytes, list[int]]:
    """Return a web archive with so many pages, and where their records begin."""
    out, starts = io.BytesIO(), []
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "a test"}))
    for one in range(number):
        starts.append(out.tell())
        add(writer, f"https://example.org/{one}", BODY.format(one).encode())
    return out.getvalue(), starts


def add(
    writer: WARCWriter,
    url: str,
    content: bytes,
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    status: str = "200 OK",
    kind: str = "response",
) -> None:
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind == "response" else None
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(content),
        http_headers=http,
        warc_content_type="" if kind == "response" else "text/plain",
    )
    writer.write_record(record)


def read(path: Path, content: bytes) -> tuple[list[str | None], list[str]]:
    """Return the addresses of the pages in an archive, and the messages on what is wrong with it."""
    path.write_bytes(content)
    found = list(pages([str(path)]))
    return [p.url for p in found if not p.problem], [p.problem.message for p in found if p.problem]


def addresses(*numbers: int) -> list[str | None]:
    return [f"https://example.org/{number}" for number in numbers]


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_an_archive_are_read_with_address_and_character_set(
    tmp_path: Path, packed: bool
) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a")
    path.write_bytes(archive(packed=packed)[0])
    found = list(pages([str(path)]))
    assert [page.url for page in found] == addresses(0, 1, 2, 3)
    assert [page.target for page in found] == [f"{path}:{n}" for n in (2, 3, 4, 5)]
    assert {(page.charset, page.kind) for page in found} == {("utf-8", "html")}
    document = make_document(found[1], load_furniture()).items[0]
    assert document.text == "The two ministers met in Geneva on day 1 and agreed to meet again."
    assert document.url == "https://example.org/1"


def test_an_archive_that_is_one_gzip_member_is_read(tmp_path: Path) -> None:
    whole = gzip.compress(archive(packed=False)[0])
    assert read(tmp_path / "a.warc.gz", whole) == (addresses(0, 1, 2, 3), [])


def test_a_broken_record_is_counted_and_passed_over(tmp_path: Path) -> None:
    content, starts = archive()
    flipped = bytearray(content)
    flipped[starts[1] + 200] ^= 0xFF
    found, (message,) = read(tmp_path / "a.warc.gz", bytes(flipped))
    assert found == addresses(0, 2, 3)
    assert "1 broken record passed over" in message
    assert f"at byte {starts[1]:,}" in message


def test_bytes_between_records_are_passed_over(tmp_path: Path) -> None:
    for packed in (True, False):
        content, starts = archive(packed=packed)
        mixed = content[: starts[2]] + b"no record\x00\xff\n" * 9 + content[starts[2] :]
        found, (message,) = read(tmp_path / f"a{packed}.warc", mixed)
        assert found == addresses(0, 1, 2, 3)
        assert "1 broken record" in message


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_ends_early_is_read_up_to_there(tmp_path: Path, packed: bool) -> None:
    found, (message,) = read(tmp_path / "a.warc", archive(packed=packed)[0][:-40])
    assert found == addresses(0, 1, 2)
    assert "it ends early" in message


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_whose_beginning_is_lost_costs_its_first_record(tmp_path: Path, packed: bool) -> None:
    content, starts = archive(packed=packed)
    found, (message,) = read(tmp_path / "a.warc", content[starts[0] + 9 :])
    assert found == addresses(1, 2, 3)
    assert "1 broken record passed over" in message


def test_a_length_that_reaches_into_the_next_record_costs_its_own_record(tmp_path: Path) -> None:
    content, starts = archive(packed=False)
    head, record = content[: starts[1]], content[starts[1] :]
    found, (message,) = read(
        tmp_path / "a.warc", head + record.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    )
    assert found == addresses(0, 2, 3)
    assert "reaches into the next record" in message


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (b"Content-Length: ", b"Content-Length: x", "no Content-Length"),
        (b"Content-Length: ", b"Content-Length: 99999999999", "more than the"),
        (b"WARC-Type:", b"WARC-Tape:", "no WARC-Type"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 O2O KO", "status is no number"),
        (b"HTTP/1.1 200 OK", b"ICY what is this", "cannot be read"),
    ],
)
def test_a_record_whose_header_is_broken_is_counted(
    tmp_path: Path, before: bytes, after: bytes, why: str
) -> None:
    content, starts = archive(packed=False)
    head, record = content[: starts[1]], content[starts[1] :]
    found, (message,) = read(tmp_path / "a.warc", head + record.replace(before, after, 1))
    assert found == addresses(0, 2, 3)
    assert why in message


def test_other_records_are_no_pages_and_packed_pages_are_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    html = (("Content-Type", "text/html"),)
    add(writer, "https://example.org/gone", b"<html>gone", html, status="404 Not Found")
    add(writer, "https://example.org/a.png", b"\x89PNG\r\n\x1a\n", (("Content-Type", "image/png"),))
    add(
        writer,
        "https://example.org/packed",
        gzip.compress(BODY.encode()),
        (*html, ("Content-Encoding", "gzip")),
    )
    body = BODY.encode()
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    add(writer, "https://example.org/chunks", chunks, (*html, ("Transfer-Encoding", "chunked")))
    bomb = gzip.compress(bytes(70_000_000))
    add(writer, "https://example.org/bomb", bomb, (*html, ("Content-Encoding", "gzip")))
    add(writer, "https://example.org/wet", "Møller met the press in Oslo.".encode(), kind="conversion")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(out.getvalue())
    packed, chunked, bombed, wet = pages([str(path)])
    assert packed.content == chunked.content == body
    assert bombed.problem is not None
    assert (bombed.problem.code, bombed.url) == ("too-large", "https://example.org/bomb")
    assert (wet.kind, wet.charset, wet.clean) == ("plain", "utf-8", True)


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    _, (message,) = read(tmp_path / "a.warc.gz", archive(0)[0])
    assert "has 1 record and no page" in message


def test_an_archive_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda name: None)
    for name, first, extra in (("a.warc", b"WARC/1.0", "collect"), ("a.parquet", b"PAR1", "tables")):
        _, (message,) = read(tmp_path / name, first + b"\r\n")
        assert f"pip install '.[{extra}]'" in message


def test_unpacking_is_bounded_and_says_what_is_wrong() -> None:
    twice = gzip.compress(gzip.compress(b"They met."))
    assert decoded(twice, "gzip, gzip", 100) == b"They met."
    assert decoded(b"They met.", "gzip", 100) == b"They met."  # unpacked by somebody before
    for content, encoding, code in (
        (gzip.compress(bytes(1_000)), "gzip", "too-large"),
        (gzip.compress(b"They met.")[:-9], "gzip", "damaged"),
        (b"They met.", "br", "format"),
        (b"They met.", "gzip, gzip, gzip", "format"),
        (b"They met.", "deflate", "damaged"),
    ):
        with pytest.raises(CodingError) as caught:
            decoded(content, encoding, 100)
        assert caught.value.code == code


# ---- Parquet -----------------------------------------------------------------------------


def table(path: Path, **columns: object) -> str:
    pq.write_table(pa.table(columns), path)
    return str(path)


def read_table(path: str, columns: Columns | None = None) -> list[Page]:
    return list(pages([path], columns=columns) if columns else pages([path]))


def test_the_rows_of_a_parquet_table_are_pages(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.parquet",
        uid=[1, 2],
        body=["The ministers met.", None],
        date=[date(2026, 2, 3), None],
        other=[[1], [2]],
    )
    first, second = read_table(path)
    assert (first.text, first.given_id, first.given_published) == ("The ministers met.", "1", "2026-02-03")
    assert (first.target, first.clean) == (f"{path}:1", False)
    assert second.problem is not None
    assert second.problem.code == "empty"
    assert count_pages([path]) == 2


def test_columns_of_a_parquet_table_can_be_named(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", Wortlaut=["The ministers met."], Titel=["Talks"])
    (page,) = read_table(path, Columns(text="Wortlaut", title="Titel"))
    assert (page.text, page.given_title) == ("The ministers met.", "Talks")
    (page,) = read_table(path)
    assert page.problem is not None
    assert page.problem.code == "columns"


def test_a_parquet_file_that_is_damaged_is_a_page_with_a_problem(tmp_path: Path) -> None:
    path = Path(table(tmp_path / "a.parquet", text=["The ministers met."] * 50))
    content = path.read_bytes()
    for broken in (content[:-20], content[: len(content) // 2], b"PAR1", b"PAR1" + bytes(50) + b"PAR1"):
        path.write_bytes(broken)
        (page,) = read_table(str(path))
        assert page.problem is not None
        assert page.problem.code == "damaged"
        assert count_pages([str(path)]) is None


def test_a_cell_that_python_has_no_value_for_costs_itself(tmp_path: Path) -> None:
    text = ["The ministers met."] * 3
    far = pa.array([2**62, 0, None], pa.timestamp("us"))
    nowhere = pa.array([0, 1, None], pa.timestamp("s", tz="Nowhere/Land"))
    path = table(tmp_path / "a.parquet", text=text, date=far, title=nowhere)
    found = read_table(path)
    assert [page.text for page in found] == text
    assert [page.given_published for page in found][1:] == ["1970-01-01T00:00:00", None]
    assert [note.code for note in found[1].notes] == ["damaged"]
    assert "“title”" in found[1].notes[0].message


def test_instants_of_a_nanosecond_are_read(tmp_path: Path) -> None:
    fine = pa.array([1_770_076_800_000_000_001], pa.timestamp("ns"))
    (page,) = read_table(table(tmp_path / "a.parquet", text=["They met."], date=fine))
    assert (page.given_published or "").startswith("2026-02-03")


def test_texts_that_are_no_utf8_cost_themselves(tmp_path: Path) -> None:
    binary = pa.array([b"They met.", b"\xff\xfe", b"They parted."], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), len(binary), binary.buffers())
    found = read_table(table(tmp_path / "a.parquet", text=texts))
    assert [page.text for page in found] == ["They met.", None, "They parted."]
    assert found[1].problem is not None


def test_a_text_that_rows_share_is_in_memory_once(tmp_path: Path) -> None:
    shared = pa.DictionaryArray.from_arrays(
        pa.array([0] * 200, pa.int32()), pa.array(["They met. " * 100_000])
    )
    path = table(tmp_path / "a.parquet", text=shared)
    before = pa.total_allocated_bytes()
    most = 0
    for page in pages([path]):
        assert len(page.text or "") == 1_000_000
        most = max(most, pa.total_allocated_bytes() - before)
    assert most < 20_000_000


def test_a_cell_that_is_too_long_costs_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pages.parquet.MAX_BYTES", 2 * 1024**2)
    path = table(tmp_path / "a.parquet", text=["They met.", "x" * 3_000_000, "They parted."])
    first, second, third = read_table(path)
    assert (first.text, second.text, third.text) == ("They met.", None, "They parted.")
    assert second.problem is not None
    assert "more than 2 MiB" in second.problem.message


# ---- feeds -------------------------------------------------------------------------------

TOLD = "The two ministers met in Geneva on Monday and agreed to meet again."
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Talks</title><link>https://example.org/1</link><guid>n1</guid><pubDate>Tue, 03 Feb 2026 00:30:00 +0300</pubDate>
<description>&lt;p&gt;{TOLD}&lt;/p&gt;</description></item><item><title>Bare</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>n1</id><title>Talks</title>
<link href="https://example.org/1"/><updated>2026-02-03T00:30:00+03:00</updated><content type="html">&lt;p&gt;{TOLD}&lt;/p&gt;</content></entry>
<entry><title>Bare</title></entry></feed>"""
JSON = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{{"id": "n1", "title": "Talks",
"url": "https://example.org/1", "date_published": "2026-02-03T00:30:00+03:00", "content_html": "<p>{TOLD}</p>"}}, {{"title": "Bare"}}]}}"""


@pytest.mark.parametrize("text", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_the_entries_of_a_saved_feed_are_read_from_its_own_texts(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a"
    path.write_text(text, encoding="utf-8")
    first, second = pages([str(path)])
    document = make_document(first, load_furniture()).items[0]
    assert (document.text, document.title, document.publisher) == (TOLD, "Talks", "News")
    assert (document.given_id, document.url) == ("n1", "https://example.org/1")
    assert document.published.value == "2026-02-03"  # the day of the outlet, not that of Greenwich
    assert second.problem is not None
    assert second.problem.code == "empty"


def test_a_feed_is_read_up_to_its_fault_and_one_without_entries_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS[: RSS.index("<item><title>Bare")], encoding="utf-8")
    assert [page.given_title for page in pages([str(path)])] == ["Talks"]
    for text in (
        "<rss><channel></channel></rss>",
        "<rss><x>",
        '{"version": "https://jsonfeed.org/version/1", "items": 3}',
    ):
        path.write_text(text, encoding="utf-8")
        (page,) = pages([str(path)])
        assert page.problem is not None
        assert page.problem.code in ("empty", "damaged")


def test_a_reference_to_half_a_pair_does_not_cost_the_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.replace("<title>Talks", "<title>Talks &#xD83D;&#55357;&#x1F600;"), encoding="utf-8")
    first, _ = pages([str(path)])
    assert first.given_title == "Talks \ufffd\ufffd\U0001f600"


def test_a_feed_that_its_parser_fails_on_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.replace("<link>", "<gml:pos>1</gml:pos><link>", 1), encoding="utf-8")
    first = next(pages([str(path)]))
    assert first.problem is not None
    assert first.problem.code == "damaged"
    assert "KeyError" in first.problem.message


@pytest.mark.parametrize("url", ["http://[", "http://a]b/", "//[x"])
def test_an_address_that_is_none_costs_no_text(tmp_path: Path, url: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.replace("https://example.org/1", url), encoding="utf-8")
    page = next(pages([str(path)]))
    assert make_document(page, load_furniture()).items[0].text == TOLD
    head = f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
    html = Page(target="a", kind="html", content=f"<html><head>{head}</head>{BODY}".encode(), url=url)
    document = make_document(html, load_furniture()).items[0]
    assert document.text.startswith("The two ministers met")
    assert credit_of(document, load_agencies()) is not None
