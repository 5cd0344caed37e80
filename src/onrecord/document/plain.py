"""Plain text → article: a text file, or a web page that was copied or saved as text.

A dump of a page has a head (section, headline, byline, date, credits), prose, and a tail (tags,
copyright, lists of links). The prose begins at the first paragraph of sentences and ends at the
last; what stands outside becomes metadata or goes. A file with none of that keeps every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.document.article import Article, Metadata, Paragraph
from onrecord.document.characters import settle_characters, squeeze
from onrecord.document.dates import find_date, is_date_line, published_on, split_date_line
from onrecord.document.furniture import (
    FINAL,
    Mined,
    count_words,
    is_prose,
    matched,
    rest_of,
    strip_furniture,
    strip_inline,
)
from onrecord.document.names import publisher_named, same_words, split_bylines, strip_site_name
from onrecord.document.tags import split_tags, unique
from onrecord.lexicon.furniture import Furniture, Publisher, fold_name
from onrecord.types import Published

HEAD_LINES = 14  # a head of a page is no longer; what comes later is text
TITLE_WORDS = range(3, 31)  # a headline's words
SECTION_WORDS = 4
STANDFIRST_WORDS = 8  # an unclosed line of the head that has so many words is kept as text
WRAP_COLUMNS = range(50, 101)  # where text is broken by hand or by a mailer
BREADCRUMB = re.compile(r"\s*[>›»►▸→/|]\s*")
MENU = re.compile(r"\s*[|•·]\s*|\s{2,}")
MENU_PARTS = 3
PART_OF_DATE = re.compile(r"\s+[-–—|·•]\s+.*$")


@dataclass(slots=True)
class Head:
    """What the lines above the prose say."""

    title: str | None = None
    section: str | None = None
    publisher: Publisher | None = None
    bylines: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    kept: list[Paragraph] = field(default_factory=list)


def read_plain(text: str, furniture: Furniture) -> Article:
    """Return the article in a plain text that may be a dump of a page."""
    paragraphs = [Paragraph(text=line) for line in split_paragraphs(strip_inline(text, furniture))]
    mined = Mined()
    stripped = strip_furniture(paragraphs, furniture, mined)
    begin = next((i for i, p in enumerate(stripped[: HEAD_LINES + 1]) if _begins_prose(stripped, i)), 0)
    head = _read_head(stripped[:begin], furniture)
    body = (*head.kept, *_without_tail(stripped[begin:], bool(mined.removed), mined))
    article_text = "\n\n".join(p.text for p in body)
    tags = unique(tag for line in mined.tags for tag in split_tags(line, article_text, furniture.joiners))
    publisher = head.publisher.name if head.publisher else find_publisher(mined, article_text, furniture)
    metadata = Metadata(
        title=head.title,
        section=head.section,
        bylines=head.bylines,
        publisher=publisher,
        tags=tags,
        published=head.published,
    )
    return Article(text=article_text, metadata=metadata)


def split_paragraphs(text: str) -> list[str]:
    r"""Return the paragraphs of a text, each one line.

    Lines that were wrapped at a column are joined again; other line ends part paragraphs.

    >>> split_paragraphs("One.\nTwo.\n\nThree.")
    ['One.', 'Two.', 'Three.']
    """
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", settle_characters(text)):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        paragraphs += [" ".join(lines)] if _is_wrapped(lines) else lines
    return paragraphs


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether a block's lines, but the last, all break near one column, amid sentences."""
    if len(lines) < 2:
        return False
    full = lines[:-1]
    widest = max(map(len, lines))
    if widest not in WRAP_COLUMNS:
        return False
    # a word that would still have fitted shows that the line was not broken at a column
    fits = sum(len(a) + 1 + len(b.split(" ", 1)[0]) <= widest for a, b in zip(full, lines[1:], strict=True))
    closed = sum(FINAL.search(line) is not None for line in full)
    return fits <= len(full) // 4 and closed <= len(full) // 2


def _begins_prose(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether the prose begins at `i`: a paragraph of sentences that is no headline.

    A headline may close with a question mark: the first line of a page, one sentence with prose
    below it. A full stop closes no headline.
    """
    if not is_prose(paragraphs[i]):
        return False
    text = paragraphs[i].text
    questions = text.rstrip("\"'”’").endswith(("?", "!", "…")) and len(text.split()) in TITLE_WORDS
    before = [p for p in paragraphs[:i] if len(p.text.split()) in TITLE_WORDS]
    is_headline = questions and not before and not re.search(r"[.!?]\s", text[:-1])
    return not (is_headline and any(is_prose(p) for p in paragraphs[i + 1 : i + 6]))


def _read_head(lines: Sequence[Paragraph], furniture: Furniture) -> Head:
    head = Head()
    candidates: list[str] = []
    for paragraph in lines:
        line = paragraph.text
        titled = any(count_words(c) in TITLE_WORDS for c in candidates)
        byline = matched("byline", "start", line, furniture)
        before_date, dated = split_date_line(line)
        if is_date_line(line, furniture.months):
            _take_date(line, head, furniture)
        elif byline:
            _take_byline(rest_of(byline) or line, head, furniture)
        elif dated and is_date_line(dated, furniture.months) and fold_name(before_date) in furniture.sections:
            _take_section(before_date, head, titled, furniture)
            _take_date(dated, head, furniture)
        elif not _take_section(line, head, titled, furniture) and not _take_publisher(line, head, furniture):
            candidates.append(line)
    _choose_title(candidates, head, furniture)
    return head


def _take_date(line: str, head: Head, furniture: Furniture) -> None:
    day = find_date(line, furniture.months)
    if day and (
        head.published.value is None or not line.lower().lstrip().startswith(("upd", "last", "modif"))
    ):
        head.published = published_on(day, "metadata", line)


def _take_byline(names: str, head: Head, furniture: Furniture) -> None:
    if find_date(names, furniture.months):
        _take_date(names, head, furniture)
        names = PART_OF_DATE.sub("", names)
    head.bylines = unique((*head.bylines, *split_bylines(names)))


def _take_section(line: str, head: Head, titled: bool, furniture: Furniture) -> bool:
    """Take up a line that names a section; of several above the headline the last is the article's.

    A trail of sections (Home > World > Europe) ends in the section; a menu (News | World | Sport)
    says nothing.
    """
    menu = MENU.split(line)
    if len(menu) >= MENU_PARTS:
        return sum(fold_name(p) in furniture.sections for p in menu) > len(menu) // 2
    parts = BREADCRUMB.split(line)
    known = [furniture.sections[fold_name(p)] for p in parts if fold_name(p) in furniture.sections]
    if not known or (len(parts) > 1 and len(known) < len(parts) - 1):
        return False
    if head.section is None or not titled:
        head.section = line if len(parts) == 1 else known[-1]
    return True


def _take_publisher(line: str, head: Head, furniture: Furniture) -> bool:
    publisher = furniture.publisher_by_name.get(fold_name(line))
    head.publisher = head.publisher or publisher
    return publisher is not None


def _choose_title(candidates: list[str], head: Head, furniture: Furniture) -> None:
    """Set the title, keep what may be the article's own words, and let the rest go."""
    at = next((i for i, line in enumerate(candidates) if len(line.split()) in TITLE_WORDS), None)
    if at is None:
        head.kept = [Paragraph(text=line) for line in candidates if len(line.split()) >= STANDFIRST_WORDS]
        return
    head.title, named = strip_site_name(candidates[at].rstrip(" ;:,|"), furniture)
    head.publisher = head.publisher or named
    before = candidates[:at]
    if head.section is None and len(before) == 1 and len(before[0].split()) <= SECTION_WORDS:
        head.section = before[0]
    for line in candidates[at + 1 :]:
        repeats = same_words(strip_site_name(line, furniture)[0], head.title)
        if not repeats and (len(line.split()) >= STANDFIRST_WORDS or FINAL.search(line)):
            head.kept.append(Paragraph(text=line))


def _without_tail(paragraphs: Sequence[Paragraph], is_dump: bool, mined: Mined) -> Sequence[Paragraph]:
    """Return the paragraphs without the short unclosed lines below the last prose of a dump.

    A text that shows no furniture keeps its last lines: they may be a list or a signature.
    """
    if not is_dump or not any(is_prose(p) for p in paragraphs):
        return paragraphs
    end = len(paragraphs)
    while _is_menu_line(paragraphs[end - 1].text):
        end -= 1
    mined.removed.extend(p.text for p in paragraphs[end:])
    return paragraphs[:end]


def _is_menu_line(line: str) -> bool:
    return not FINAL.search(line) and count_words(line) < STANDFIRST_WORDS


def find_publisher(mined: Mined, text: str, furniture: Furniture) -> str | None:
    """Return the outlet that a copyright line names; of an owner's outlets, the one the page names most.

    Where no outlet of the owner is named on the page, the owner is the publisher.
    """
    for line in mined.copyrights:
        folded = fold_name(line)
        owned = [p for p in furniture.publishers if any(fold_name(o) in folded for o in p.owners)]
        named = publisher_named(line, furniture)
        if named:
            return named.name
        if owned:
            page = text + "\n" + "\n".join(mined.removed)
            counts = [sum(page.count(n) for n in (p.name, *p.aliases)) for p in owned]
            best = max(range(len(owned)), key=lambda i: counts[i])
            return owned[best].name if counts[best] or len(owned) == 1 else squeeze(line)
        if len(line.split()) <= SECTION_WORDS + 2 and line[:1].isupper():
            return squeeze(line).rstrip(".,")
    return None
