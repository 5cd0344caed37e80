"""Records that are broken or hostile: JSONL, arrays of JSON, tables, feeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from tests.broken.inputs import Broken, Case, Dice, Report, Sound, of_content

# ---- sound ones, whose bytes are damaged -------------------------------------------------


def _object(report: Report, n: int) -> dict[str, object]:
    return {
        "id": f"r{n}",
        "text": report.text,
        "title": "Talks",
        "published": "2026-02-03",
        "url": f"https://example.org/{n}",
    }


def sound_lines(dice: Dice) -> Sound:
    """Return a report a line."""
    return Sound(
        "a.jsonl",
        [(json.dumps(_object(r, n)).encode() + b"\n", r.mark) for n, r in enumerate(dice.reports())],
        "records",
    )


def sound_array(dice: Dice) -> Sound:
    """Return an array of reports."""
    parts = [(json.dumps(_object(r, n)).encode() + b",\n", r.mark) for n, r in enumerate(dice.reports())]
    return Sound("a.json", [(b"[", None), *parts[:-1], (parts[-1][0][:-2] + b"]", parts[-1][1])], "order")


def _row(cells: list[str], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerow(cells)
    return out.getvalue().encode()


def sound_table(dice: Dice) -> Sound:
    """Return a table with a report a row."""
    delimiter = dice.choice(",;\t")
    parts = [
        (_row([str(n), "Talks", "2026-02-03", r.text], delimiter), r.mark)
        for n, r in enumerate(dice.reports(4, 9))
    ]
    return Sound("a.csv", [(_row(["id", "title", "date", "text"], delimiter), None), *parts])


RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{}</feed>'


def sound_rss(dice: Dice) -> Sound:
    """Return an RSS feed."""
    head, tail = RSS.encode().split(b"{}")
    items = [
        (
            f"<item><title>Talks</title><link>https://example.org/{n}</link><pubDate>Tue, 03 Feb 2026 00:30:00 +0300</pubDate>"
            f"<description>&lt;p&gt;{r.text}&lt;/p&gt;</description></item>\n".encode(),
            r.mark,
        )
        for n, r in enumerate(dice.reports())
    ]
    return Sound("a.xml", [(head, None), *items, (tail, None)])


def sound_atom(dice: Dice) -> Sound:
    """Return an Atom feed."""
    head, tail = ATOM.encode().split(b"{}")
    items = [
        (
            f'<entry><id>n{n}</id><title>Talks</title><updated>2026-02-03T00:30:00Z</updated><content type="html">{r.text}</content></entry>'.encode(),
            r.mark,
        )
        for n, r in enumerate(dice.reports())
    ]
    return Sound("a", [(head, None), *items, (tail, None)])


def sound_json_feed(dice: Dice) -> Sound:
    """Return a JSON feed."""
    items = [
        {
            "id": str(n),
            "url": f"https://example.org/{n}",
            "content_text": r.text,
            "date_published": "2026-02-03T00:30:00Z",
        }
        for n, r in enumerate(dice.reports())
    ]
    return Sound(
        "a.json",
        [
            (
                json.dumps(
                    {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}
                ).encode(),
                None,
            )
        ],
    )


SOUND: Mapping[str, Callable[[Dice], Sound]] = {
    "jsonl": sound_lines, "json": sound_array, "csv": sound_table, "rss": sound_rss, "atom": sound_atom, "json feed": sound_json_feed,
}  # fmt: skip


# ---- values that are none of a report ----------------------------------------------------


def _value(dice: Dice) -> str:
    """Return a value in JSON, or nearly."""
    return dice.choice(
        (
            "null", "true", "NaN", "-Infinity", "1e999", "9" * 5_000, "-0", '"\\ud83d"', '"\\u0000\\u001b[2J"', "[]", "{}", '""', '" \\n "', '"\\u2028"', "01", "'a'", '"\\x41"', '"\t"',
            '"' + "x" * dice.size(2_000_000) + '"', "[" * dice.size(200_000), '{"a":' * dice.size(100_000), '"2026-99-99"', '["2026-02-03"]', '{"$date": 1}', '"' + "He said \\\"no\\\" " * dice.size(5_000) + '"',
        )
    )  # fmt: skip


def odd_objects(dice: Dice) -> Broken:
    """Put objects with odd values between sound lines."""
    reports = dice.reports(4, 8)
    lines = [json.dumps(_object(report, n)) for n, report in enumerate(reports)]
    for _ in range(dice.randint(1, 6)):
        name = dice.choice(("text", "id", "title", "published", "url", "publisher", "\\ud83d", "text\\u0000"))
        text = "" if name == "text" else f'"text": {json.dumps(dice.report().text)}, '
        lines.insert(dice.randint(0, len(lines)), f'{{{text}"{name}": {_value(dice)}}}')
    return Broken(
        "a.jsonl",
        {"a.jsonl": "\n".join(lines).encode()},
        target="a.jsonl",
        must=frozenset(r.mark for r in reports),
    )


def odd_lines(dice: Dice) -> Broken:
    """Put lines that are no objects between sound ones."""
    reports = dice.reports(4, 8)
    lines = [json.dumps(_object(report, n)).encode() for n, report in enumerate(reports)]
    others = (
        b"",
        b"{",
        b"}",
        b"[]",
        b"null",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"// a remark",
        b'{"text": "cut',
        b'"text"',
        dice.randbytes(40).replace(b"\n", b""),
        b" " * 900,
        b"{}{}",
        b'{"text": "a"}{"text": "b"}',
        b"\r",
    )
    for _ in range(dice.randint(1, 9)):
        lines.insert(dice.randint(0, len(lines)), dice.choice(others))
    return Broken(
        "a.jsonl", {"a.jsonl": b"\n".join(lines)}, target="a.jsonl", must=frozenset(r.mark for r in reports)
    )


def long_line(dice: Dice) -> Broken:
    """Put a line of up to 80 MB between sound ones."""
    before, behind = dice.report(), dice.report()
    text = dice.prose(dice.size(80_000_000)) if dice.random() < 0.5 else "x" * dice.size(80_000_000)
    content = b"\n".join(
        json.dumps(one).encode() for one in (_object(before, 0), {"text": text}, _object(behind, 2))
    )
    return Broken(
        "a.jsonl", {"a.jsonl": content}, target="a.jsonl", must=frozenset({before.mark, behind.mark})
    )


def many_objects(dice: Dice) -> bytes:
    """Write very many objects of little."""
    one = dice.choice((b"{}", b"[]", b'{"text": ""}', b'{"a": 1}', b"1", b'"a"', b'{"text": "They met."}'))
    number = dice.size(40_000)
    return (b"\n".join([one] * number)) if dice.random() < 0.5 else b"[" + b",".join([one] * number) + b"]"


def many_keys(dice: Dice) -> bytes:
    """Write objects each of which has other keys, some with very many."""
    number = dice.size(20_000)
    objects = [
        {f"k{n}_{m}": m for m in range(dice.choice((1, 5)))} | {"text": dice.report().text}
        for n in range(min(number, 300))
    ]
    objects.append({f"x{n}": n for n in range(number)})
    return "\n".join(map(json.dumps, objects)).encode()


def odd_array(dice: Dice) -> bytes:
    """Write an array with odd values."""
    inner = ", ".join(
        _value(dice) if dice.random() < 0.5 else json.dumps(_object(dice.report(), 0)) for _ in range(9)
    )
    return f'[{{"text": {_value(dice)}}}, {inner}]'.encode()


# ---- tables ------------------------------------------------------------------------------


def quotes(dice: Dice) -> bytes:
    """Write quotation marks that do not fit."""
    rows = ["id,title,date,text"]
    for n in range(dice.randint(3, 40)):
        text = dice.report().text.replace(",", dice.choice((",", '"', '",', ',"', '""', "\n", '"\n"')))
        rows.append(f"{n},Talks,2026-02-03,{dice.choice(('', chr(34)))}{text}{dice.choice(('', chr(34)))}")
    return "\n".join(rows).encode()


def open_quote(dice: Dice) -> Broken:
    """Leave a quotation mark open before very many rows."""
    first, number = dice.report(), dice.size(20_000)
    rows = [
        f'0,"{first.text}"',
        '1,"not closed',
        *(f"{n},They met on day {n} of the talks." for n in range(2, number)),
    ]
    return Broken(
        "a.csv",
        {"a.csv": ("id,text\n" + "\n".join(rows)).encode()},
        target="a.csv",
        must=frozenset({first.mark}),
    )


def odd_cells(dice: Dice) -> bytes:
    """Write cells that are long, empty or of other bytes, and rows of any length."""
    cells = [
        b"",
        b"\x00",
        b"\xff",
        b'"',
        b"x" * dice.size(5_000_000),
        "é".encode("cp1252"),
        b"\r",
        dice.report().text.encode(),
        b"=1+1",
        b" ",
    ]
    rows = [
        b",".join(
            dice.choices(cells, weights=[5, 1, 1, 1, 1, 1, 1, 9, 1, 5], k=dice.choice((1, 3, 4, 4, 4, 9)))
        )
        for _ in range(dice.randint(2, 12))
    ]
    return b"id,title,date,text\n" + b"\n".join(rows)


def header(dice: Dice) -> bytes:
    """Write an odd header."""
    number = dice.size(300_000)
    head = dice.choice(
        (
            b"",
            b"text",
            b"text,text,text",
            b",,,",
            b"\x00,text",
            b"a" * number,
            b"id,text\r",
            b"text;" * number,
            b",".join(b"c%d" % n for n in range(number)),
            b'"text',
            b'"id","te""xt"',
            "TEXT\ttext\tText".encode("utf-16"),
            b"sep=",
            b"sep=\n",
            b"sep=\x00\n",
            b"text," + b"\xff" * 99,
        )
    )
    return head + b"\n" + b"\n".join(f'{n},"{r.text}"'.encode() for n, r in enumerate(dice.reports()))


def many_rows(dice: Dice) -> bytes:
    """Write very many rows of little."""
    return b"id,text\n" + dice.choice(
        (b"\n", b",\n", b"1,a\n", b'1,""\n', b'"\n', b",,,,,\n", b"\r")
    ) * dice.size(60_000)


# ---- feeds -------------------------------------------------------------------------------


def _item(dice: Dice) -> str:
    text = dice.choice(
        (
            dice.report().text,
            f"<![CDATA[<p>{dice.report().text}</p>]]>",
            "&lt;b&gt;" * dice.size(20_000),
            "",
            dice.prose(dice.size(2_000_000)),
            "<p>" * 300,
            "&nbsp;&foo;&#0;",
        )
    )
    link = dice.choice(
        (
            "https://example.org/1",
            "http://[",
            "javascript:1",
            "",
            "//",
            "x" * dice.size(100_000),
            "file:///etc/passwd",
            "https://example.org/\x1b",
        )
    )
    day = dice.choice(
        (
            "Tue, 03 Feb 2026 00:30:00 +0300",
            "soon",
            "99 Feb 99999",
            "9" * 5_000,
            "0000-00-00T00:00:00Z",
            "-1",
            "Tue, 03 Feb 2026 99:99:99 +9999",
            "",
            "1e309",
        )
    )
    return f"<item><title>{dice.choice(('Talks', '<b>', '&amp;lt;', ''))}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate><description>{text}</description></item>"


def odd_items(dice: Dice) -> bytes:
    """Write items with odd texts, addresses and days."""
    return RSS.format("".join(_item(dice) for _ in range(dice.randint(1, 9)))).encode("utf-8", "replace")


def many_items(dice: Dice) -> bytes:
    """Write very many items."""
    one = dice.choice(
        (
            "<item/>",
            "<item><title>a</title></item>",
            "<item><description>They met.</description></item>",
            "<x/>",
        )
    )
    return RSS.format(one * dice.size(20_000)).encode()


def feed_entities(dice: Dice) -> bytes:
    """Define entities that grow without end, or that are files."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    evil = dice.choice(
        (
            f'<!ENTITY a0 "ha">{laughs}',
            '<!ENTITY a11 SYSTEM "file:///etc/passwd">',
            '<!ENTITY a11 "&a11;">',
            "<!ENTITY a11 '" + "a" * dice.size(1_000_000) + "'>",
        )
    )
    item = (
        "<item><title>&a11;</title><description>" + "&a11;" * dice.choice((1, 900)) + "</description></item>"
    )
    return f'<?xml version="1.0"?><!DOCTYPE rss [{evil}]><rss version="2.0"><channel>{item}</channel></rss>'.encode()


def deep_feed(dice: Dice) -> bytes:
    """Nest elements deeply in a feed."""
    return (
        RSS.split("{}", maxsplit=1)[0]
        + dice.choice(
            ("<item>", "<item><description>", "<a>", "<x:y>", "<channel>", '<content type="xhtml"><div>')
        )
        * dice.size(100_000)
    ).encode()


def feed_charset(dice: Dice) -> bytes:
    """Say one character set and write another."""
    said = dice.choice(("utf-16", "koi8-r", "none", "utf-7", "idna", "cp037", "x" * 99, ""))
    text = RSS.replace("utf-8", said).format(
        f"<item><title>Ä中</title><description>{dice.report().text} Ä中</description></item>"
    )
    return text.encode(dice.choice(("utf-8", "utf-16", "utf-32", "cp1252", "cp037")), "replace")


def odd_json_feed(dice: Dice) -> bytes:
    """Write a JSON feed with odd values."""
    items = ", ".join(
        f'{{"id": {_value(dice)}, "content_html": {_value(dice)}, "url": {_value(dice)}, "date_published": {_value(dice)}}}'
        for _ in range(4)
    )
    whole = dice.choice((f"[{items}]", items, _value(dice)))
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": {_value(dice)}, "items": {whole}}}'.encode()


_FILES: Mapping[str, tuple[str, Mapping[str, Callable[[Dice], bytes]]]] = {
    "jsonl": ("a.jsonl", {"many objects": many_objects, "many keys": many_keys}),
    "json": ("a.json", {"odd values": odd_array, "many objects": many_objects}),
    "csv": ("a.csv", {"quotes": quotes, "odd cells": odd_cells, "header": header, "many rows": many_rows}),
    "feed": (
        "a.xml",
        {
            "odd items": odd_items, "many items": many_items, "entities": feed_entities, "deep": deep_feed, "false charset": feed_charset, "odd json": odd_json_feed,
        },
    ),
}  # fmt: skip
_CASES: Mapping[str, Mapping[str, Case]] = {
    "jsonl": {"odd values": odd_objects, "odd lines": odd_lines, "long line": long_line},
    "csv": {"open quote": open_quote},
}
CASES: Mapping[str, Mapping[str, Case]] = {
    kind: {**{damage: of_content(name, make) for damage, make in table.items()}, **_CASES.get(kind, {})}
    for kind, (name, table) in _FILES.items()
}
