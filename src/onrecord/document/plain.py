"""Plain text → article: a text file, or a web page that was copied or saved as text.

A dump of a page has a head (section, headline, byline, date, credits), prose, and a tail (tags,
copyright, lists of links). The prose begins at the first paragraph of sentences and ends at the last
one; the other lines become metadata or are dropped. A file with none of that keeps every line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.document.article import Article, Metadata, Paragraph
from onrecord.document.characters import settle_characters, squeeze
from onrecord.document.date_lines import dates_in
from onrecord.document.dates import find_date, is_date_line, published_on, split_date_line
from onrecord.document.furniture import (
    FINAL,
    Mined,
    correction_notes,
    count_words,
    is_prose,
    matched,
    rest_of,
    strip_furniture,
    strip_inline,
)
from onrecord.document.names import publisher_named, same_words, split_bylines, strip_site_name
from onrecord.document.tags import split_tags, unique
from onrecord.lexicon.furniture import Furniture, fold_name
from onrecord.lexicon.publishers import Publisher
from onrecord.types import Published, Updated

HEAD_LINES = 14  # of the longest head of a page; later lines are text
TITLE_WORDS = range(3, 31)  # a headline's words
SECTION_WORDS = 4
STANDFIRST_WORDS = 8  # a line of the head without a full stop that has so many words is kept as text
WRAP_COLUMNS = range(50, 101)  # where text is broken by hand or by a mailer
BREADCRUMB = re.compile(r"\s*[>›»►▸→/|]\s*")
MENU = re.compile(r"\s*[|•·]\s*|\s{2,}")
MENU_PARTS = 3
QUESTION_REACH = 5  # paragraphs after a headline that is a question, of which one must be prose
OWNER_WORDS = 6  # of the longest name of an owner on a copyright line
PART_OF_DATE = re.compile(r"\s+[-–—|·•]\s+.*$")


@dataclass(slots=True)
class Head:
    """The metadata in the lines above the prose, and the lines that are kept as text."""

    title: str | None = None
    section: str | None = None
    publisher: Publisher | None = None
    bylines: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    updated: Updated | None = None
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
    tags = unique(tag for line in mined.tags for tag in split_tags(line, article_text, furniture.classes))
    publisher = head.publisher.name if head.publisher else find_publisher(mined, article_text, furniture)
    metadata = Metadata(
        title=head.title,
        section=head.section,
        bylines=head.bylines,
        publisher=publisher,
        tags=tags,
        published=head.published,
        updated=head.updated if head.updated and head.updated.value > (head.published.value or "") else None,
    )
    return Article(text=article_text, metadata=metadata, notes=correction_notes(mined))


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
    """Return whether all lines of a block except the last break near one column, within sentences."""
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
    """Return whether the prose begins at `i`: a paragraph of sentences that is not a headline.

    A headline may end in a question mark: the first line of a page, one sentence with prose below
    it. A headline does not end in a full stop.
    """
    if not is_prose(paragraphs[i]):
        return False
    text = paragraphs[i].text
    questions = text.rstrip("\"'”’").endswith(("?", "!", "…")) and _has_title_length(text)
    before = [p for p in paragraphs[:i] if _has_title_length(p.text)]
    is_headline = questions and not before and not re.search(r"[.!?]\s", text[:-1])
    return not (is_headline and any(is_prose(p) for p in paragraphs[i + 1 : i + 1 + QUESTION_REACH]))


def _read_head(lines: Sequence[Paragraph], furniture: Furniture) -> Head:
    """Return the metadata of the head: each line is of the first kind that it fits, else may be the title."""
    head = Head()
    candidates: list[str] = []
    for paragraph in lines:
        line = paragraph.text
        has_title = any(count_words(c) in TITLE_WORDS for c in candidates)
        if not (
            _take_date_line(line, head, furniture)
            or _take_byline(line, head, furniture)
            or _take_section_and_date(line, head, has_title, furniture)
            or _take_section(line, head, has_title, furniture)
            or _take_publisher(line, head, furniture)
        ):
            candidates.append(line)
    _choose_title(candidates, head, furniture)
    return head


def _take_date_line(line: str, head: Head, furniture: Furniture) -> bool:
    is_byline = matched("byline", "start", line, furniture) is not None
    dates = () if is_byline else dates_in(line, furniture)
    if not is_date_line(line, furniture) and not dates:
        return False
    _take_date(line, head, furniture)
    changed = next((day for is_update, day in dates if is_update), None)
    if changed is not None:
        head.updated = Updated(value=changed, basis="visible")
    return True


def _take_section_and_date(line: str, head: Head, has_title: bool, furniture: Furniture) -> bool:
    """Take up a line of a section and a date: "World | 20 October 2018"."""
    section, dated = split_date_line(line)
    if not dated or not is_date_line(dated, furniture) or fold_name(section) not in furniture.sections:
        return False
    _take_section(section, head, has_title, furniture)
    _take_date(dated, head, furniture)
    return True


def _take_date(line: str, head: Head, furniture: Furniture) -> None:
    """Take up the day on a line; the day of a change only if there is no other."""
    day = find_date(line, furniture.months)
    is_update = line.lower().lstrip().startswith(tuple(furniture.classes.update_labels))
    if day and (head.published.value is None or not is_update):
        head.published = published_on(day, "metadata", line)


def _take_byline(line: str, head: Head, furniture: Furniture) -> bool:
    """Take up the writers on a line, and a date behind them."""
    byline = matched("byline", "start", line, furniture)
    if not byline:
        return False
    names = rest_of(byline) or line
    if find_date(names, furniture.months):
        _take_date(names, head, furniture)
        names = PART_OF_DATE.sub("", names)
    head.bylines = unique((*head.bylines, *split_bylines(names, furniture)))
    return True


def _take_section(line: str, head: Head, has_title: bool, furniture: Furniture) -> bool:
    """Take up a line that names a section; of several above the headline the last is the article's.

    A trail of sections (Home > World > Europe) ends in the section; a menu (News | World | Sport)
    is dropped.
    """
    menu = MENU.split(line)
    if len(menu) >= MENU_PARTS:
        return len(_sections_in(menu, furniture)) > len(menu) // 2
    parts = BREADCRUMB.split(line)
    known = _sections_in(parts, furniture)
    if not known or len(known) < len(parts) - 1:
        return False
    if head.section is None or not has_title:
        head.section = line if len(parts) == 1 else known[-1]
    return True


def _sections_in(parts: Sequence[str], furniture: Furniture) -> list[str]:
    folded = map(fold_name, parts)
    return [furniture.sections[part] for part in folded if part in furniture.sections]


def _take_publisher(line: str, head: Head, furniture: Furniture) -> bool:
    publisher = furniture.publisher_by_name.get(fold_name(line))
    head.publisher = head.publisher or publisher
    return publisher is not None


def _choose_title(candidates: list[str], head: Head, furniture: Furniture) -> None:
    """Set the title, keep lines that may be text of the article, and drop the others."""
    at = next((i for i, line in enumerate(candidates) if _has_title_length(line)), None)
    if at is None:
        head.kept = [Paragraph(text=line) for line in filter(_is_standfirst, candidates)]
        return
    head.title, named = strip_site_name(candidates[at].rstrip(" ;:,|"), furniture)
    head.publisher = head.publisher or named
    head.section = head.section or _section_above(candidates[:at])
    below = [line for line in candidates[at + 1 :] if _is_standfirst(line) or FINAL.search(line)]
    head.kept = [Paragraph(text=line) for line in _without_title(below, head.title, furniture)]


def _without_title(lines: Sequence[str], title: str, furniture: Furniture) -> list[str]:
    """Return the lines that do not repeat the title."""
    return [line for line in lines if not same_words(strip_site_name(line, furniture)[0], title)]


def _section_above(lines: Sequence[str]) -> str | None:
    """Return the only line above the title if it is short enough to be a section."""
    return lines[0] if len(lines) == 1 and len(lines[0].split()) <= SECTION_WORDS else None


def _has_title_length(line: str) -> bool:
    return len(line.split()) in TITLE_WORDS


def _is_standfirst(line: str) -> bool:
    """Return whether a line is long enough to be the summary above an article."""
    return len(line.split()) >= STANDFIRST_WORDS


def _without_tail(paragraphs: Sequence[Paragraph], is_dump: bool, mined: Mined) -> Sequence[Paragraph]:
    """Return the paragraphs without the short lines below the last prose of a dump.

    A text without furniture keeps its last lines: they may be a list or a signature.
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
    """Return the outlet that a copyright line names; of an owner's outlets, the one that the page names most.

    If the page names no outlet of the owner, the owner is the publisher.
    """
    found = (_publisher_on(line, mined, text, furniture) for line in mined.copyrights)
    return next((name for name in found if name is not None), None)


def _publisher_on(line: str, mined: Mined, text: str, furniture: Furniture) -> str | None:
    """Return the publisher that one copyright line names, or None."""
    named = publisher_named(line, furniture)
    if named:
        return named.name
    folded = fold_name(line)
    owned = [p for p in furniture.publishers if any(fold_name(owner) in folded for owner in p.owners)]
    if owned:
        return _outlet_named_most(owned, "\n".join((text, *mined.removed))) or squeeze(line)
    if len(line.split()) <= OWNER_WORDS and line[:1].isupper():
        return squeeze(line).rstrip(".,")
    return None


def _outlet_named_most(outlets: Sequence[Publisher], page: str) -> str | None:
    """Return the outlet that a page names most; None if it names none of several."""
    counts = [sum(page.count(name) for name in (p.name, *p.aliases)) for p in outlets]
    best = counts.index(max(counts))
    return outlets[best].name if counts[best] or len(outlets) == 1 else None
