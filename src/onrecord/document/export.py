"""One article of a database export → article: its labelled fields are metadata, its body is the text.

Above the first label stand headline, outlet and date, in an order that differs: Nexis puts outlet and date first, Nexis
Uni and Factiva the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.document.article import Article, Metadata, Paragraph
from onrecord.document.characters import settle_characters, squeeze
from onrecord.document.dates import DATE_IN_LINE, find_date, is_date_line, published_on
from onrecord.document.furniture import Mined, correction_notes, matched, strip_furniture
from onrecord.document.names import publisher_named, writers_of
from onrecord.document.plain import find_publisher, split_paragraphs
from onrecord.lexicon.exports import ExportField, Style, load_export_fields
from onrecord.lexicon.furniture import Furniture
from onrecord.types import Published

COLON = re.compile(r"(?P<label>[A-Za-z][A-Za-z/ -]{1,28}?)\s?:(?:\s+(?P<value>.*))?")
CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s{2,}(?P<value>.*)|\s*)")
PARTING = re.compile(
    r"\s*(?:\d+ of \d+ DOCUMENTS?|Document \d+ of \d+|Page \d+ of \d+|End of Document|Document [A-Z]\w{15,}|[_=-]{10,})\s*"
)
WORD_COUNT = re.compile(r"\s*[\d,]+ words\s*", re.IGNORECASE)
INVERTED = re.compile(r"(?P<last>[^,;]+), (?P<first>[^,;]+)")
PLACE_OF_OUTLET = re.compile(r"\s*[;\[(].*$")  # "The Harbour Post; Oslo [Oslo] 03 Feb 2026: A.12"
PAGE_OF_SECTION = re.compile(r"\s*[;,]\s*(?:pgs?|pages?|p)\b.*$", re.IGNORECASE)
TITLE_LINES = 3  # of a headline that is wrapped
MIN_CODES = 5  # lines that begin with one, in an export by codes


@dataclass(slots=True)
class Fields:
    """The lines of an export by field; `head` are those above the first label."""

    head: list[str] = field(default_factory=list)
    values: dict[ExportField, list[str]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)

    def value(self, name: ExportField) -> str | None:
        """Return the value of a field on one line, or None."""
        return squeeze(" ".join(self.values.get(name, ()))) or None


def read_export(text: str, furniture: Furniture) -> Article:
    """Return the article of one part of an export, without its labels and the fields below its text."""
    mined = Mined()
    fields = read_fields(text)
    if not fields.body:
        _split_at_copyright(fields, furniture)
    head = [line for line in (_unmined(line, furniture, mined) for line in fields.head) if line]
    title, publisher, published = _read_head(head, fields, furniture)
    paragraphs = [Paragraph(text=line) for line in _paragraphs(fields.body)]
    kept = strip_furniture(paragraphs, furniture, mined)
    mined.corrections += filter(None, [fields.value("correction")])
    article_text = "\n\n".join(p.text for p in kept)
    metadata = Metadata(
        url=fields.value("url"),
        title=title,
        section=PAGE_OF_SECTION.sub("", fields.value("section") or "") or None,
        bylines=_bylines(fields, head, furniture),
        publisher=publisher or find_publisher(mined, article_text, furniture),
        published=published,
    )
    return Article(text=article_text, metadata=metadata, notes=correction_notes(mined))


def read_fields(text: str) -> Fields:
    """Return the lines of an export by field.

    A value goes on in the lines below its label up to a blank line, the body up to the next label. Labels count in
    the body only where they are in the style that the export has, so that "Source: ..." in a report stays in it.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    labels = load_export_fields()
    has_codes = sum(_label_of(line, ("code",), labels) is not None for line in lines) >= MIN_CODES
    styles: tuple[Style, ...] = ("code",) if has_codes else ("colon", "line")
    labelled = [(line, _label_of(line, styles, labels)) for line in lines]
    if not any(label is not None and label[0] == "body" for _, label in labelled):
        return Fields(head=[line for line in lines if not PARTING.fullmatch(line)])
    return _labelled_fields(labelled, has_codes)


def _labelled_fields(lines: Sequence[tuple[str, tuple[ExportField, str] | None]], has_codes: bool) -> Fields:
    """Return the fields of lines with their labels, if they have one."""
    fields = Fields()
    here: ExportField | None = None
    for line, label in lines:
        if PARTING.fullmatch(line):
            here = None if here is None else "none"
            continue
        if label is not None and (here != "body" or _ends_body(line, label[0], has_codes)):
            here, line = label
        elif _ends_value(line, here, has_codes):
            here = "none" if fields.body else None
        _take(line, here, fields)
    return fields


def _ends_value(line: str, here: ExportField | None, has_codes: bool) -> bool:
    """Return whether a blank line ends the value of a field; with codes only the next code does."""
    return not line.strip() and here not in (None, "body") and not has_codes


def _split_at_copyright(fields: Fields, furniture: Furniture) -> None:
    """Part the head of an export without labels from its body: in those of Factiva a copyright line stands between.

    There the outlet stands below the date, and the headline above the byline or the count of words.
    """
    lines = [squeeze(line) for line in fields.head]
    end = next((n for n, line in enumerate(lines) if matched("copyright", "any", line, furniture)), None)
    if end is None:
        return
    fields.body = fields.head[end + 1 :]
    dated = next((n for n, line in enumerate(lines[:end]) if _is_dated(line, furniture)), None)
    if dated is None:
        fields.head = fields.head[: end + 1]
        return
    above = [
        line for line in lines[:dated] if line and not _is_byline(line) and not WORD_COUNT.fullmatch(line)
    ]
    outlet = next(filter(None, lines[dated + 1 : end]), None)
    if above:
        fields.values["title"] = [above[-1]]
    if outlet:
        fields.values["publisher"] = [outlet]
    fields.head = fields.head[:end]


def _label_of(
    line: str, styles: Sequence[Style], labels: Mapping[tuple[Style, str], ExportField]
) -> tuple[ExportField, str] | None:
    """Return the field that a line begins, and the rest of the line."""
    bare = line.strip()
    for style in styles:
        found = (
            CODE.fullmatch(bare) if style == "code" else COLON.fullmatch(bare) if style == "colon" else None
        )
        name = bare.lower() if style == "line" else found["label"] if found else None
        name = name.lower() if name is not None and style == "colon" else name
        if name is not None and (style, name) in labels:
            return labels[style, name], (found["value"] or "") if found else ""
    return None


def _ends_body(line: str, label: ExportField, has_codes: bool) -> bool:
    """Return whether a label in the body ends it: any code does, one in capitals, and one that ends texts."""
    words = line.strip().partition(":")[0]
    is_dated = label == "published" and " " in words
    return has_codes or words.isupper() or is_dated or label in ("tail", "correction", "publication")


def _take(line: str, here: ExportField | None, fields: Fields) -> None:
    if here is None:
        fields.head.append(line)
    elif here == "body":
        fields.body.append(line)
    elif here not in ("none", "tail"):
        fields.values.setdefault(here, []).append(line)


def _unmined(line: str, furniture: Furniture, mined: Mined) -> str | None:
    """Return a line of the head, or None for copyright lines, which name the publisher, and for editions."""
    line = squeeze(line)
    copyright_line = matched("copyright", "any", line, furniture)
    if copyright_line:
        mined.copyrights.append(next((v for v in copyright_line.groupdict().values() if v), line))
        return None
    is_furniture = WORD_COUNT.fullmatch(line) or matched("drop", "start", line, furniture)
    return None if is_furniture else line


def _read_head(
    lines: Sequence[str], fields: Fields, furniture: Furniture
) -> tuple[str | None, str | None, Published]:
    """Return headline, outlet and date: of their labels, else of the lines above."""
    dated = next((n for n, line in enumerate(lines) if _is_dated(line, furniture)), None)
    above, below = (lines, []) if dated is None else (lines[:dated], lines[dated + 1 :])
    title, outlet = _title_and_outlet(above, below)
    named = PLACE_OF_OUTLET.sub("", fields.value("publisher") or fields.value("publication") or "")
    publisher = named or (outlet if not fields.value("title") or dated is not None else None)
    known = publisher_named(publisher, furniture) if publisher else None
    published = _published(fields, None if dated is None else lines[dated], furniture)
    return fields.value("title") or title, known.name if known else publisher or None, published


def _published(fields: Fields, line: str | None, furniture: Furniture) -> Published:
    """Return the date of a label, else that of a line of the head."""
    stated = fields.value("published") or fields.value("publication")
    for words in filter(None, (stated, line)):
        day = find_date(words, furniture.months)
        if day:
            return published_on(day, "metadata", words)
    return Published()


def _title_and_outlet(above: Sequence[str], below: Sequence[str]) -> tuple[str | None, str | None]:
    """Return headline and outlet of the lines above and below the date: the headline is below it, else first."""
    lines_below = [line for line in below if not _is_byline(line)]
    if lines_below and above:
        return " ".join(lines_below[:TITLE_LINES]), above[-1]
    if len(above) > 1:
        return " ".join(above[:-1]), above[-1]
    return (above[0] if above else None), None


def _is_byline(line: str) -> bool:
    """Return whether a line of the head names who wrote the report."""
    return line.lower().startswith(("by ", "byline"))


def _is_dated(line: str, furniture: Furniture) -> bool:
    found = DATE_IN_LINE.search(line)
    return is_date_line(line, furniture) or (
        found is not None and found.start() == 0 and find_date(line, furniture.months) is not None
    )


def _bylines(fields: Fields, head: Sequence[str], furniture: Furniture) -> tuple[str, ...]:
    """Return the writers; "Marin, Sofia" is turned round."""
    stated = fields.value("byline") or next(filter(_is_byline, head), None)
    if stated is None:
        return ()
    parts = [part.strip().rstrip(".") for part in stated.split(";")]
    turned = (
        INVERTED.fullmatch(part) if ";" in stated or part == stated.rstrip(".") else None for part in parts
    )
    names = (
        f"{t['first']} {t['last']}" if t and _is_inverted(t) else part
        for t, part in zip(turned, parts, strict=True)
    )
    return tuple(name for part in names for name in writers_of(part, furniture))


def _is_inverted(found: re.Match[str]) -> bool:
    """Return whether "Marin, Sofia" is one name, and "Ada Stone, Ben Hale" two: a family name has one capital."""
    capitals = [word for word in found["last"].split() if word[:1].isupper()]
    return len(capitals) == 1 and len(found["first"].split()) <= 2


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a body: blocks between blank lines, or its lines where there are none."""
    text = settle_characters("\n".join(lines))
    blocks = re.split(r"\n\s*\n", text)
    if len(blocks) == 1:
        yield from split_paragraphs(text)
        return
    yield from filter(None, map(squeeze, blocks))
