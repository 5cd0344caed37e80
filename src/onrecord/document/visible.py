"""Read bylines and dates that stand in plain sight on a page: between its headline and its prose.

Old and archived pages have no metadata, and on some the metadata hold only the last change. What a reader
sees there ("Published 3:15 PM GMT, Tue February 3, 2026", "By Ada Stone, Diplomatic Editor") says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from onrecord.document.article import Paragraph
from onrecord.document.characters import squeeze
from onrecord.document.date_lines import dates_in
from onrecord.document.dates import DATE_IN_LINE
from onrecord.document.furniture import is_prose, matched, rest_of
from onrecord.document.names import same_words, writers_of
from onrecord.document.tags import unique
from onrecord.lexicon.furniture import Furniture

MOST_LINES = 400  # of a page, of which the head is one of the first
ABOVE_LINES = 3  # lines above the headline that can hold the date
HEAD_LINES = 16  # lines below it that can hold date and byline; lines of prose end the head
BLOCKS = frozenset([  # elements that begin a line
    "address", "article", "aside", "blockquote", "body", "div", "dd", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "th", "time", "tr", "ul", "br",
])  # fmt: skip
UNSEEN = frozenset(["script", "style", "noscript", "template", "title", "head"])
CLOCK_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?!\d)\s*(?:(?P<half>[ap])\.?\s?m\b)?", re.IGNORECASE
)
HOURS = 24


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in plain sight: days of first publication and of the last change, with their lines, and writers."""

    published: str | None = None
    published_line: str | None = None
    updated: str | None = None
    bylines: tuple[str, ...] = ()


def read_visible(tree: HtmlElement, title: str | None, furniture: Furniture, *, month_first: bool) -> Seen:
    """Return the dates and writers between the headline of a page and its prose."""
    lines = head_lines(tree, title)
    first: dict[bool, tuple[str, str]] = {}  # the first day found, by whether it is that of a change
    for line in lines:
        for is_update, day in dates_in(line, furniture, month_first=month_first):
            first.setdefault(is_update, (_with_clock(day, line) if is_update else day, line))
    published, updated = first.get(False, (None, None)), first.get(True, (None, None))
    bylines = unique(name for line in lines for name in writers_in(line, furniture))
    return Seen(published[0], published[1], updated[0], bylines)


def head_lines(tree: HtmlElement, title: str | None) -> list[str]:
    """Return the lines of a page around its headline, up to the first line of prose below it."""
    lines = list(islice(_lines(tree), MOST_LINES))
    at = next((n for n, line in enumerate(lines) if same_words(line, title)), None)
    first = 0 if at is None else max(at - ABOVE_LINES, 0)
    below = 0 if at is None else at + 1
    end = next((n for n in range(below, len(lines)) if is_prose(Paragraph(text=lines[n]))), len(lines))
    return lines[first : min(end, below + HEAD_LINES)]


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Yield the lines of a page as a browser breaks them: a block and a line break end a line."""
    words: list[str] = []
    for kind, text in _pieces(tree):
        if kind:
            words.append(text)
            continue
        line = squeeze("".join(words))
        words = []
        if line:
            yield line
    if line := squeeze("".join(words)):
        yield line


def _pieces(tree: HtmlElement) -> Iterator[tuple[bool, str]]:
    """Yield the texts of a page (True), and the places where a line ends (False)."""
    hidden = 0  # elements around the current one whose text is not displayed
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        hidden += (element.tag in UNSEEN) * (1 if is_start else -1)
        if element.tag in BLOCKS:
            yield False, ""
        text = element.text if is_start else element.tail
        if text and not hidden:
            yield True, text


def _with_clock(day: str, line: str) -> str:
    """Return a day with the last clock time of its line, if there is one: `2024-08-30T12:40`."""
    found = list(CLOCK_TIME.finditer(line))
    if not found:
        return day
    hour, minute, half = int(found[-1]["hour"]), found[-1]["minute"], (found[-1]["half"] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{day}T{hour:02d}:{minute}" if hour < HOURS else day


def writers_in(line: str, furniture: Furniture) -> Sequence[str]:
    """Return the writers on a byline, without their jobs."""
    byline = matched("byline", "start", line, furniture)
    if byline is None or byline.start() > 0 or not byline[0].lower().startswith(("by ", "by:")):
        return ()
    names = DATE_IN_LINE.split(rest_of(byline) or line)[0].rstrip(" -–—|,")
    return writers_of(names, furniture)
