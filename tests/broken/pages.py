"""Pages that are broken or hostile: HTML, plain text, exports of databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tests.broken.inputs import Case, Dice, Sound, of_content, pack

CHARSETS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "koi8-r",
    "gb18030",
    "shift_jis",
    "iso2022_jp",
    "utf-7",
    "cp037",
)
DECLARED = (
    *CHARSETS,
    "x-user-defined",
    "none",
    "idna",
    "zlib_codec",
    "rot13",
    "hex",
    "replacement",
    "hz-gb-2312",
    "utf8mb4",
    "\\xff",
    "a" * 40,
)
TAGS = (
    "b",
    "div",
    "span",
    "p",
    "font",
    "table",
    "ul",
    "li",
    "blockquote",
    "a",
    "svg",
    "q",
    "section",
    "x-y",
    "template",
    "form",
    "select",
    "noscript",
    "h1",
    "article",
    "td",
    "details",
)
LETTERS = "абвгд中文字漢かなäöüß€“”—½"


def page(body: str, head: str = "") -> bytes:
    """Return a page with that in its body and head."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


def article(dice: Dice) -> str:
    """Return an article of some reports."""
    return (
        "<article><h1>Talks</h1>"
        + "".join(f"<p>{report.text}</p>" for report in dice.reports())
        + "</article>"
    )


# ---- sound ones, whose bytes are damaged -------------------------------------------------


def sound_html(dice: Dice) -> Sound:
    """Return a page as outlets write them."""
    head = (
        '<title>Talks in Geneva</title><meta charset="utf-8"><meta property="article:published_time" content="2026-02-03T10:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks", "datePublished": "2026-02-03"}</script>'
    )
    return Sound("a.html", [(page(article(dice), head), None)])


def sound_text(dice: Dice) -> Sound:
    """Return a plain text."""
    return Sound("a.txt", [(f"{report.text}\n\n".encode(), None) for report in dice.reports()])


def sound_export(dice: Dice) -> Sound:
    """Return articles as a database exports them."""
    reports = dice.reports()
    parts = [
        (
            f"{n} of {len(reports)} DOCUMENTS\n\nThe Daily Example\n\nFebruary 3, 2026 Tuesday\n\nTalks number {n}\n\nBYLINE: A Writer\n\n"
            f"LENGTH: 60 words\n\nBODY:\n\n{report.text}\n\nLOAD-DATE: February 4, 2026\n\n".encode(),
            None,
        )
        for n, report in enumerate(reports, 1)
    ]
    return Sound("a.txt", parts)


SOUND: Mapping[str, Callable[[Dice], Sound]] = {
    "html": sound_html,
    "text": sound_text,
    "export": sound_export,
}


# ---- HTML --------------------------------------------------------------------------------


def false_charset(dice: Dice) -> bytes:
    """Say one character set and write another."""
    head = f'<meta charset="{dice.choice(DECLARED)}"><title>{LETTERS}</title>'
    text = f"<!doctype html><html><head>{head}</head><body>{article(dice)}<p>{LETTERS * 9}</p></body></html>"
    content = text.encode(dice.choice(CHARSETS), "replace")
    return content[dice.choice((0, 0, 1)) :]


def marked(dice: Dice) -> bytes:
    """Begin with a mark of byte order that is false."""
    marks = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"+/v8")
    return dice.choice(marks) * dice.choice((1, 2)) + page(article(dice)).decode().encode(
        dice.choice(CHARSETS), "replace"
    )


def nested(dice: Dice) -> bytes:
    """Nest elements deeply, some never closed, around the article."""
    tags = dice.sample(TAGS, dice.choice((1, 2, 5)))
    depth = dice.size(300_000)
    opening = "".join(f"<{tags[n % len(tags)]}>" for n in range(min(depth, 300_000)))
    closing = "".join(f"</{tag}>" for tag in tags) * (depth // 9 if dice.random() < 0.5 else 0)
    return page(opening + article(dice) + closing)


def attributes(dice: Dice) -> bytes:
    """Give one element very many attributes, or a very long one."""
    number = dice.size(400_000)
    if dice.random() < 0.3:
        return page(f"<p class='{'a ' * number}'>{article(dice)}</p>")
    return page("<p " + " ".join(f"a{n}=b" for n in range(number)) + f">{article(dice)}</p>")


def bomb(dice: Dice) -> bytes:
    """Write few bytes that become many elements."""
    unit = dice.choice(
        (
            "<b>",
            "<p>",
            "<br>",
            "<td>",
            "<a href=x>y</a>",
            "<p>a</p>",
            "<li>b",
            "<img>",
            "<table>",
            "<font color=red>x",
            "<option>",
            "<x-y>a</x-y>",
            "<h2>a</h2>",
            "<time>2026-02-03</time>",
            "</p>",
            "<!---->",
            "<?x?>",
            "<script></script>",
            "<style></style>",
        )
    )
    return page(article(dice) + unit * (dice.size() // len(unit)))


def large(dice: Dice) -> bytes:
    """Write a page of up to 50 MB."""
    size = dice.size()
    unit = dice.choice(
        (
            " ",
            "a",
            "a b ",
            "x.",
            "“",
            "-",
            "\n",
            "&amp;",
            "&#8217;",
            "&#x1F600;",
            "中",
            "1 ",
            "(",
            "é",
            "<",
            "&",
            "\u0301",
            "\x00",
        )
    )
    fill = dice.prose(size) if dice.random() < 0.4 else unit * (size // len(unit.encode()))
    holder = dice.choice(
        (
            "<p>{}</p>",
            "{}",
            "<pre>{}</pre>",
            "<div>{}",
            "<!-- {}",
            "<script>{}",
            "<style>{}</style>",
            "<title>{}",
            "<textarea>{}",
            "<a href='{}'>x</a>",
            "<td>{}</td>",
        )
    )
    return page(article(dice) + holder.replace("{}", fill) + (article(dice) if dice.random() < 0.5 else ""))


def paragraphs(dice: Dice) -> bytes:
    """Write very many elements of one kind, each with some words."""
    number = dice.size(120_000)
    unit = dice.choice(
        (
            "<p>Word {0} of many was said.</p>",
            "<tr><td>{0}</td><td>more</td><td>than</td></tr>",
            "<li><a href='/{0}'>A headline of some words, number {0}</a></li>",
            "<h2>{0}</h2><p>Short.</p>",
            "<div class='c{0}'><div><p>They met on day {0} of the talks and went on.</p></div></div>",
            "<time datetime='2026-02-03T{0}'>at {0}</time><p>Entry {0} of a live blog, said the minister.</p>",
        )
    )
    return page(article(dice) + "".join(unit.format(n) for n in range(number)))


def soup(dice: Dice) -> bytes:
    """Write tags in any order."""
    tokens = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
    tokens += [
        "<",
        ">",
        "&",
        "&#0;",
        "&#xD800;",
        "&#8;",
        "&#99999999;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "?>",
        '"',
        "'",
        "=",
        "\x00",
        "\x0b",
        "\ud83d",
        "<script>",
        "</script",
        "<title>",
        "<base href=//[>",
        "<meta charset=utf-16>",
        "<a href=http://[>",
        "<img src=data:>",
    ]
    words = [report.text for report in dice.reports()]
    text = "".join(
        dice.choice(tokens) if dice.random() < 0.9 else dice.choice(words)
        for _ in range(dice.randint(10, 3_000))
    )
    return text.encode("utf-8", "surrogatepass")


def entities(dice: Dice) -> bytes:
    """Define entities that grow without end, or that are files."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    evil = dice.choice(
        (
            f'<!ENTITY a0 "ha">{laughs}',
            '<!ENTITY a11 SYSTEM "file:///etc/passwd">',
            '<!ENTITY % x SYSTEM "file:///dev/zero">%x;',
            '<!ENTITY a11 "&a11;">',
        )
    )
    return f"<?xml version='1.0'?><!DOCTYPE html [{evil}]><html><body>{article(dice)}<p>&a11; was said.</p></body></html>".encode()


def metadata(dice: Dice) -> bytes:
    """State metadata that are none: of other types, very long, nested, or of no day."""
    deep = "[" * dice.size(200_000)
    value = dice.choice(
        (
            '"Talks \\ud83d end"',
            '"' + "x" * dice.size(3_000_000) + '"',
            "null",
            "1e999",
            "[]",
            "{}",
            '"99999-99-99"',
            '"2026-02-30T99:99:99+99:99"',
            "9" * 5_000,
            deep,
            '"\\u0000\\u001b]0;x\\u0007"',
            '"0000-00-00"',
            '"1 January 1"',
            '[["a"], {"name": {"name": []}}]',
            '{"@value": {"@value": 1}}',
        )
    )
    fields = (
        "headline",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "articleBody",
        "@type",
        "@graph",
        "keywords",
        "url",
        "mainEntityOfPage",
        "inLanguage",
    )
    stated = "".join(f'"{name}": {value},' for name in dice.sample(fields, 4))
    text = value.strip('"').replace("'", "")
    metas = "".join(
        f"<meta property='{name}' content='{text}'>"
        for name in ("article:published_time", "og:title", "og:url", "article:author", "date")
    )
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {stated} "x": 1}}</script>{metas}<title>{text}</title><html lang="{text[:99]}">'
    return page(
        article(dice)
        + f"<time datetime='{text[:500]}'>{text[:500]}</time><p class=byline>By {text[:2_000]}</p>",
        head,
    )


def hidden(dice: Dice) -> bytes:
    """Hide the article in what is not displayed, or never closed."""
    opening = dice.choice(
        (
            "<!--",
            "<noscript>",
            "<template>",
            "<template shadowrootmode=open>",
            "<textarea>",
            "<script>",
            "<style>",
            "<iframe>",
            "<title>",
            "<svg>",
            "<select><option>",
            "<plaintext>",
            "<xmp>",
            "<frameset><frame>",
            "<![CDATA[",
        )
    )
    return page(opening * dice.choice((1, 1, 50, dice.size(20_000))) + article(dice))


def of_one_sign(dice: Dice) -> bytes:
    """Write one sign, or none, and call it a page."""
    return dice.choice(
        (
            b"",
            b" ",
            b"<",
            b"\x00",
            b"\xff",
            b"<html>",
            b"<!doctype html>",
            b"<p>",
            b"<!--",
            b"\xef\xbb\xbf",
            b"<?xml?>",
            b"<html>\x00" * 9,
        )
    ) * dice.choice((1, 1, 9, dice.size(1_000_000)))


# ---- plain text --------------------------------------------------------------------------


def runs(dice: Dice) -> bytes:
    """Repeat a phrase or a sign without a full stop."""
    phrase = dice.choice(
        (
            'He said "no" ',
            "Merkel said that ",
            "that she said ",
            '"',
            "(",
            "”",
            "-",
            ".",
            "…",
            "said ",
            "on Friday ",
            "Merkel, ",
            "a b ",
            "1,000 ",
            "http://e.org/a ",
            "@a #b ",
            "\t",
            "Mr. ",
            "U.S. ",
            "not ",
            "and ",
            "who ",
            "X",
            "ab",
            "0",
            "\u0301",
            "\u202e",
            "👩‍👩‍👧 ",
            "２０２６年 ",
            "\x00",
            "\x1b[2J",
            "A.B.",
            "said: “",
        )
    )
    size = dice.size(300_000)
    return (dice.report().text + " " + phrase * (size // len(phrase)) + " " + dice.report().text).encode()


def book(dice: Dice) -> bytes:
    """Write a text of up to 50 MB."""
    return dice.prose(dice.size()).encode(
        dice.choice(("utf-8", "utf-8", "utf-16", "cp1252", "utf-32")), "replace"
    )


def one_word(dice: Dice) -> bytes:
    """Write one very long word, number, name or line among others."""
    unit = dice.choice(
        ("a", "A", "ab-", "9", "Aa", "é", "中", "ß", "x'", "a/", "a_", "A.", "1,", "1.", "aed", "ation")
    )
    word = unit * (dice.size(500_000) // len(unit))
    return f"{dice.report().text} The minister of {word} said on Friday that {word[:99]} was signed. {dice.report().text}".encode()


def lines(dice: Dice) -> bytes:
    """Write very many lines, of any ends."""
    unit = dice.choice(
        (
            "\n",
            "\r",
            "\r\n",
            "\u2028",
            "\x0c",
            "a\n",
            "A. \n\n",
            "- item\n",
            "By A Writer\n",
            "Published 3 February 2026\n",
            "Read more: b\n",
            "“\n",
            "BYLINE:\n",
            "End of Document\n",
        )
    )
    return (dice.report().text + unit * (dice.size(400_000) // len(unit)) + dice.report().text).encode()


def any_bytes(dice: Dice) -> bytes:
    """Write any bytes."""
    few = bytes(dice.sample(range(256), dice.choice((2, 9, 60))))
    return (
        bytes(dice.choices(few, k=dice.size(1_000_000)))
        if dice.random() < 0.6
        else dice.randbytes(dice.size(5_000_000))
    )


def false_bytes(dice: Dice) -> bytes:
    """Begin as something else does."""
    magic = (
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"BZh9",
        b"\x28\xb5\x2f\xfd",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"{\\rtf1 ",
        b"From a@b Mon Feb  3\nReceived: x\nA: b\nMIME-Version: 1\n\n",
        b"<rss>",
        b"WARC/1.0\r\n",
        b"PAR1",
        b"\x1f\x8b",
        b'[{"',
        b"{",
        b"ID3",
        b"SQLite format 3\x00",
        b"\x1f\x8b\x08\x00",
        b"sep=;\n",
    )
    return dice.choice(magic) + dice.choice((b"", dice.report().text.encode(), dice.randbytes(3_000)))


def bombs(dice: Dice) -> bytes:
    """Pack very much of one sign, or of prose, into few bytes; once or twice over."""
    unit = dice.choice(
        (
            b"\x00",
            b"a",
            b"\n",
            b"<b>",
            b"They met. ",
            b'{"text": "a"}\n',
            b"[",
            b"a,b\n",
            dice.report().text.encode(),
        )
    )
    content = pack(unit * (dice.size(400_000_000) // len(unit)), 6)
    return pack(content) if dice.random() < 0.3 else content


def members(dice: Dice) -> bytes:
    """Write very many members of gzip, some of them empty, some with bytes between."""
    one = dice.choice(
        (
            pack(b""),
            pack(b"They met. "),
            pack(dice.report().text.encode())[:-1] + b"\x00",
        )
    )
    return one * dice.size(20_000) + dice.choice((b"", bytes(2_000), b"\x1f\x8b", dice.randbytes(99)))


def json_deep(dice: Dice) -> bytes:
    """Nest lists or objects."""
    return (
        dice.choice((b"[", b'{"a":', b'[{"text":')) * dice.size(2_000_000)
        + json.dumps(dice.report().text).encode()
    )


_MANY: Mapping[str, tuple[str, Mapping[str, Callable[[Dice], bytes]]]] = {
    "html": (
        "a.html",
        {
            "false charset": false_charset, "false mark": marked, "deep": nested, "attributes": attributes, "bomb": bomb, "large": large, "large again": large,
            "many elements": paragraphs, "soup": soup, "entities": entities, "metadata": metadata, "hidden": hidden, "one sign": of_one_sign, "another bomb": bomb,
        },
    ),
    "text": (
        "a.txt",
        {
            "runs": runs, "book": book, "one word": one_word, "lines": lines, "any bytes": any_bytes, "false bytes": false_bytes, "false charset": false_charset,
            "more runs": runs, "deep json": json_deep,
        },
    ),
    "html.gz": ("a.html.gz", {"bomb": bombs, "members": members}),
    "text.gz": ("a.txt.gz", {"bomb": bombs, "members": members}),
    "no name": ("a", {"soup": soup, "any bytes": any_bytes, "false bytes": false_bytes, "bomb": bombs, "deep json": json_deep}),
}  # fmt: skip
CASES: Mapping[str, Mapping[str, Case]] = {
    kind: {damage: of_content(name, make) for damage, make in table.items()}
    for kind, (name, table) in _MANY.items()
}
