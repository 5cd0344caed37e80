"""Archives and columns that are broken or hostile: WARC, WET, Parquet, and stores of objects that hold them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.broken.inputs import Broken, Case, Dice, Report, Sound, of_content, pack
from tests.broken.pages import article, page

HTML = (("Content-Type", "text/html; charset=utf-8"),)
SAME = {
    "WARC-Date": "2026-02-03T00:00:00Z",
    "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000017>",
}
PACKABLE = ("jsonl", "json", "csv", "html", "text", "export", "rss")

# ---- web archives ------------------------------------------------------------------------


def record(
    content: bytes,
    headers: Sequence[tuple[str, str]] = HTML,
    *,
    packed: bool = False,
    kind: str = "response",
    status: str = "200 OK",
) -> bytes:
    """Return one record, as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind == "response" else None
    writer.write_record(
        writer.create_warc_record(
            "https://example.org/a",
            kind,
            payload=io.BytesIO(content),
            http_headers=http,
            warc_content_type="" if http else "text/plain",
            warc_headers_dict=SAME,
        )
    )
    return out.getvalue()


def _page(report: Report) -> bytes:
    return page(f"<article><p>{report.text}</p></article>")


def sound_warc(dice: Dice) -> Sound:
    """Return an archive that is not packed."""
    return Sound("a.warc", [(record(_page(r)), r.mark) for r in dice.reports()], "records")


def sound_packed(dice: Dice) -> Sound:
    """Return an archive with a member of gzip a record."""
    return Sound("a.warc.gz", [(record(_page(r), packed=True), r.mark) for r in dice.reports()], "records")


def sound_wet(dice: Dice) -> Sound:
    """Return an archive of texts."""
    packed = dice.random() < 0.5
    parts = [(record(r.text.encode(), packed=packed, kind="conversion"), r.mark) for r in dice.reports()]
    return Sound("a.warc.wet.gz" if packed else "a.warc.wet", parts, "records")


def between(dice: Dice, others: Sequence[bytes], *, packed: bool | None = None) -> Broken:
    """Return an archive with such records between sound ones, which must be read."""
    packed = dice.random() < 0.5 if packed is None else packed
    reports = dice.reports(2, 5)
    parts = [record(_page(report), packed=packed) for report in reports]
    for other in others:
        parts.insert(dice.randint(0, len(parts)), pack(other) if packed else other)
    name = "a.warc.gz" if packed else "a.warc"
    return Broken(name, {name: b"".join(parts)}, target=name, must=frozenset(r.mark for r in reports))


def odd_headers(dice: Dice) -> Broken:
    """Change lines of a header."""
    sound = record(_page(dice.report()))
    changes = (
        (
            b"Content-Type: application/http",
            dice.choice(
                (b"Content-Type: ", b"Content-Type", b"X: y\r\n" * 9_000 + b"Content-Type: application/http")
            ),
        ),
        (
            b"WARC-Type: response",
            dice.choice(
                (
                    b"WARC-Type: ",
                    b"WARC-Type: revisit",
                    b"WARC-Type: \xff\x00",
                    b"WARC-Type: resource",
                    b": response",
                    b"WARC-Type: response\r\nWARC-Type: metadata",
                    b"WARC-Type: response\r\n folded",
                )
            ),
        ),
        (
            b"WARC-Target-URI: https://example.org/a",
            dice.choice(
                (
                    b"",
                    b"WARC-Target-URI: ",
                    b"WARC-Target-URI: <\xff>",
                    b"WARC-Target-URI: " + b"a" * 70_000,
                    b"WARC-Target-URI: javascript:\x1b[2J",
                )
            ),
        ),
        (
            b"WARC/1.0",
            dice.choice((b"WARC/1.1", b"WARC/9.9", b"WARC/", b"warc/1.0", b"WARC/1.0 ", b"\x00WARC/1.0")),
        ),
        (
            b"HTTP/1.1 200 OK",
            dice.choice(
                (
                    b"",
                    b"HTTP/1.1",
                    b"HTTP/1.1 2OO OK",
                    b"\x00",
                    b"HTTP/1.1 200",
                    b"HTTP/9 200 " + b"a" * 90_000,
                    b"ICY 200 OK",
                    b"200",
                )
            ),
        ),
        (
            b"Content-Type: text/html; charset=utf-8",
            dice.choice(
                (
                    b"Content-Type: text/html; charset=utf-99",
                    b"Content-Type: \xff",
                    b"Content-Type",
                    b": : :",
                    b"Content-Type: text/html;charset=" + b"a" * 9_000,
                    b"Content-Type: text/html; charset=idna",
                )
            ),
        ),
    )
    for before, after in dice.sample(changes, dice.randint(1, 3)):
        sound = sound.replace(before, after, 1)
    return between(dice, [sound], packed=True)


def odd_length(dice: Dice) -> Broken:
    """State a length that is none, or too small, or too large."""
    length = dice.choice(
        (
            b"x",
            b"-1",
            b"0",
            b"1",
            b"99999999999999999999",
            b"1e3",
            b"",
            b"12 34",
            b"0x10",
            b"70000000",
            b" 5",
            b"9",
            b"+99",
        )
    )
    head, _, rest = record(_page(dice.report())).partition(b"Content-Length: ")
    return between(dice, [head + b"Content-Length: " + length + rest[rest.index(b"\r\n") :]], packed=True)


def odd_coding(dice: Dice) -> Broken:
    """Say that a page is packed or in chunks as it is not, or pack it into a bomb."""
    content = page(article(dice))
    bomb = pack(bytes(dice.size(200_000_000)))
    coding, raw = dice.choice(
        (
            ("gzip", content), ("gzip", pack(content)[:-9]), ("gzip", bomb), ("gzip", pack(bomb)), ("gzip, gzip", pack(bomb)), ("br", content), ("zstd", b"\x28\xb5\x2f\xfd"),
            ("deflate", content), ("deflate", pack(content)), ("gzip," * 99, content), ("", pack(content)), ("gzip", b"\x1f\x8b"), ("gzip", pack(b"") * 5_000), ("\x00", content), ("x" * 5_000, content),
        )
    )  # fmt: skip
    return between(dice, [record(raw, (*HTML, ("Content-Encoding", coding)))])


def odd_chunks(dice: Dice) -> Broken:
    """Write chunks that are none."""
    content = page(article(dice))
    raw = dice.choice(
        (
            content,
            b"zz\r\n" + content,
            b"ffffffff\r\n" + content,
            b"-1\r\n" + content,
            b"5\r\nab",
            b"0\r\n\r\n" + content,
            b"5\r\n" * 9_000,
            b"1" * 9_000,
            b"%x\r\n%b\r\n0\r\n" % (len(content), content),
            b"%x;a=b\r\n%b" % (len(content), content),
            b"1\r\na\r\n" * dice.size(300_000),
        )
    )
    return between(
        dice,
        [
            record(
                raw,
                (
                    *HTML,
                    ("Transfer-Encoding", dice.choice(("chunked", "CHUNKED", "gzip, chunked", "identity"))),
                ),
            )
        ],
    )


def odd_payload(dice: Dice) -> Broken:
    """Hold what is no page: other types, other statuses, archives in archives."""
    content = dice.choice(
        (
            b"",
            bytes(900),
            b"%PDF-1.7",
            record(_page(dice.report())),
            dice.randbytes(5_000),
            page(dice.prose(dice.size())),
            b"<b>" * dice.size(500_000),
            b"\xff\xfe<html>",
        )
    )
    stated = dice.choice(
        (
            "text/html",
            "text/plain",
            "image/png",
            "",
            "text/html; charset=utf-16",
            "application/xhtml+xml",
            "text/\x00",
            "TEXT/HTML;;;",
        )
    )
    kind = dice.choice(("response", "response", "resource", "conversion", "revisit", "metadata"))
    return between(
        dice,
        [
            record(
                content,
                (("Content-Type", stated),),
                kind=kind,
                status=dice.choice(("200 OK", "301 Moved", "200", "999 x")),
            )
        ],
    )


def long_head(dice: Dice) -> Broken:
    """Write a header without end, in many lines or one."""
    lines = dice.choice((b"X: y\r\n", b"X", b"\t", b"X:" + b"y" * 70_000 + b"\r\n")) * dice.size(500_000)
    where = dice.choice((b"WARC/1.0\r\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n"))
    return between(dice, [where + lines[: dice.largest]], packed=True)


def false_version(dice: Dice) -> Broken:
    """Write the first line of a record where none is."""
    return between(
        dice,
        [b"WARC/1.0\r\n" * dice.choice((1, 2, 900)) + dice.choice((b"", b"\r\n\r\n", b"\r\n" * 9))],
        packed=True,
    )


def false_members(dice: Dice) -> Broken:
    """Put bytes between members that look like one, or are one of something else."""
    others = (
        b"\x1f\x8b\x08" * 300,
        pack(b"no record"),
        pack(b""),
        bytes(5_000),
        b"\x1f\x8b\x08\x00" + dice.randbytes(900),
        pack(bytes(dice.size(300_000_000))),
        dice.randbytes(90),
        pack(record(_page(dice.report())))[:90],
    )
    reports = dice.reports(2, 5)
    parts = [record(_page(report), packed=True) for report in reports]
    for _ in range(dice.randint(1, 3)):
        parts.insert(dice.randint(1, len(parts)), dice.choice(others))
    return Broken(
        "a.warc.gz",
        {"a.warc.gz": b"".join(parts)},
        target="a.warc.gz",
        must=frozenset(r.mark for r in reports),
    )


# ---- Parquet -----------------------------------------------------------------------------


def columns(table: pa.Table, dice: Dice, **options: Any) -> bytes:
    """Return a table as Parquet."""
    out = io.BytesIO()
    pq.write_table(table, out, compression=dice.choice(("snappy", "zstd", "gzip", "none")), **options)
    return out.getvalue()


def sound_columns(dice: Dice) -> Sound:
    """Return a table with a report a row."""
    texts = [report.text for report in dice.reports(3, 200)]
    table = pa.table({"id": list(range(len(texts))), "text": texts, "title": ["Talks"] * len(texts)})
    return Sound(
        "a.parquet",
        [
            (
                columns(
                    table,
                    dice,
                    row_group_size=dice.choice((5, 50, 500)),
                    data_page_size=dice.choice((100, 10_000)),
                    use_dictionary=dice.random() < 0.5,
                ),
                None,
            )
        ],
    )


def odd_types(dice: Dice) -> bytes:
    """Write columns of other types."""
    text = [report.text for report in dice.reports(3, 3)]
    other = dice.choice(
        (
            pa.array([1, None, 3]), pa.array([[1], None, [2]]), pa.array([{"a": 1}] * 3), pa.nulls(3), pa.array([b"\xff", b"They met.", None]), pa.array([True, False, None]), pa.array([1.5, float("nan"), float("inf")]),
            pa.array([2**62, -(2**62), 0], pa.timestamp("us")), pa.array([2**52, 0, 1], pa.timestamp("ms")), pa.array([2**30, -(2**30), 0], pa.date32()), pa.array([2**62, 0, 1], pa.timestamp("ns", tz="Nowhere/Land")), pa.array(text).dictionary_encode(), pa.array(["\x00", "", " "]),
            pa.array([2**60, 1, 0], pa.duration("us")), pa.array(["a"] * 3, pa.large_string()), pa.array([1, 2, 3], pa.decimal128(38, 10)), pa.array([86_399, 0, 1], pa.time32("s")), pa.array([[("a", "b")]] * 3, pa.map_(pa.string(), pa.string())),
        )
    )  # fmt: skip
    names = dice.sample(("text", "title", "published", "id", "url", "body", "\x00", "", "date"), 4)
    return columns(pa.Table.from_arrays([other, pa.array(text), other, other], names=names), dice)


def bad_utf8(dice: Dice) -> bytes:
    """Write texts that are not UTF-8, as some programs do."""
    cells = [dice.report().text.encode(), b"\xff\xfe", b"\xc3", dice.randbytes(40), None]
    binary = pa.array(dice.choices(cells, k=200), pa.binary())
    return columns(
        pa.table({"text": pa.Array.from_buffers(pa.string(), len(binary), binary.buffers())}), dice
    )


def same_cell(dice: Dice) -> bytes:
    """Write one very long text that very many rows share: few bytes of the file, very many of memory."""
    long = dice.prose(dice.size(30_000_000))
    indices = pa.array([0] * dice.choice((64, 200)), pa.int32())
    return columns(pa.table({"text": pa.DictionaryArray.from_arrays(indices, pa.array([long]))}), dice)


def long_cell(dice: Dice) -> bytes:
    """Write a text of very many characters that are packed into few bytes."""
    return columns(
        pa.table({"text": [dice.report().text, "x" * dice.size(200_000_000), dice.report().text]}),
        dice,
        use_dictionary=False,
    )


def many_columns(dice: Dice) -> bytes:
    """Write very many columns, or two of one name."""
    number = dice.size(5_000)
    names = dice.choice(
        (
            [f"c{n}" for n in range(number)],
            ["text"] * 3,
            ["text", "TEXT", "Text"],
            ["text", *(f"c{n}" for n in range(number))],
        )
    )
    return columns(pa.Table.from_arrays([pa.array(["They met."])] * len(names), names=names), dice)


def false_size(dice: Dice) -> bytes:
    """State another length of the footer."""
    content = columns(pa.table({"text": [dice.report().text]}), dice)
    return (
        content[:-8]
        + dice.choice((b"\xff\xff\xff\x7f", bytes(4), b"\xff\xff\xff\xff", b"\x05\x00\x00\x00"))
        + dice.choice((b"PAR1", b"PARE"))
    )


SOUND: Mapping[str, Callable[[Dice], Sound]] = {
    "warc": sound_warc,
    "warc.gz": sound_packed,
    "wet": sound_wet,
    "parquet": sound_columns,
}
CASES: Mapping[str, Mapping[str, Case]] = {
    "warc": {
        "odd headers": odd_headers, "odd length": odd_length, "odd coding": odd_coding, "odd chunks": odd_chunks, "odd payload": odd_payload, "long head": long_head,
        "false version": false_version, "false members": false_members,
    },
    "parquet": {
        name: of_content("a.parquet", make)
        for name, make in {
            "odd types": odd_types, "bad UTF-8": bad_utf8, "same cell": same_cell, "long cell": long_cell, "many columns": many_columns, "false size": false_size,
        }.items()
    },
}  # fmt: skip
