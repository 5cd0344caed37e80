"""The lines of a page: what a reader sees between two line breaks, with the element that holds it.

Extractors score elements by name and count; where an article stands in a table cell, a custom element or bare text
between line breaks they find it badly. Here the lines are read as they are displayed, whatever the elements, and
`main_lines` returns those of the element that holds nearly all sentences of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from onrecord.document.article import Paragraph, ParagraphKind
from onrecord.document.characters import squeeze
from onrecord.document.furniture import count_words, is_prose
from onrecord.document.plain import split_paragraphs

BLOCKS = frozenset([  # elements that begin a line
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul", "br",
])  # fmt: skip
UNSEEN = frozenset(["script", "style", "noscript", "template", "title", "textarea", "iframe", "svg"])
INLINE_PARENTS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "b", "i", "em", "strong"])
HEADINGS: dict[str, ParagraphKind] = {
    "h1": "title",
    **dict.fromkeys(["h2", "h3", "h4", "h5", "h6"], "heading"),
}
ITEMS = frozenset(["li", "dd"])
MAIN_SHARE = 0.85  # of an element's words in sentences: a child that holds so many holds the article
LINKED_SHARE = 0.6  # of a line's words: a line that is linked so far leads to another page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `linked_words`: how many of its words are links."""

    text: str
    element: HtmlElement
    linked_words: int

    @property
    def kind(self) -> ParagraphKind:
        """Whether the line is a headline, a heading, an item of a list or text."""
        if self.element.tag in HEADINGS:
            return HEADINGS[self.element.tag]
        return "item" if self.element.tag in ITEMS else "text"

    @property
    def is_linked(self) -> bool:
        """Whether most of the line leads elsewhere."""
        return self.linked_words >= LINKED_SHARE * max(len(self.text.split()), 1)

    @property
    def is_prose(self) -> bool:
        """Whether the line is of sentences, and no menu of links."""
        return not self.is_linked and is_prose(Paragraph(text=self.text))


def page_lines(tree: HtmlElement) -> Iterator[Line]:
    """Yield the lines of a page in order; block elements, line breaks and blank lines of `pre` end one."""
    around: list[HtmlElement] = [tree]  # the block elements that are open
    words: list[str] = []
    linked = links = hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        step = 1 if is_start else -1
        hidden += (element.tag in UNSEEN) * step
        links += (element.tag == "a") * step
        if _is_block(element):
            yield from _lines_of(words, around[-1], linked)
            words, linked = [], 0
            around = _opened(around, element, is_start)
        text = element.text if is_start else element.tail
        if text and not hidden:
            words.append(text)
            linked += len(text.split()) if links else 0
    yield from _lines_of(words, around[-1], linked)


def _opened(around: list[HtmlElement], element: HtmlElement, is_start: bool) -> list[HtmlElement]:
    if element.tag == "br":
        return around
    return [*around, element] if is_start else around[:-1] or around


def _lines_of(words: Sequence[str], element: HtmlElement, linked: int) -> Iterator[Line]:
    text = "".join(words)
    if not text.strip():
        return
    lines = split_paragraphs(text) if element.tag == "pre" else [squeeze(text)]
    yield from (Line(line, element, linked) for line in lines if line)


def _is_block(element: HtmlElement) -> bool:
    """Return whether an element begins a line; elements of a page's own do, but within a paragraph."""
    if element.tag in BLOCKS:
        return True
    parent = element.getparent()
    return "-" in str(element.tag) and (parent is None or parent.tag not in INLINE_PARENTS)


def main_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the article: in the smallest element with nearly all sentences, from the first to the last."""
    weights: Counter[HtmlElement] = Counter()
    for line in lines:
        if line.is_prose:
            words = count_words(line.text)
            weights.update(dict.fromkeys((line.element, *line.element.iterancestors()), words))
    if not weights:
        return []
    inside = set(_heaviest(weights).iter())
    own = [line for line in lines if line.element in inside]
    prose = [n for n, line in enumerate(own) if line.is_prose]
    return own[prose[0] : prose[-1] + 1]


def _heaviest(weights: Counter[HtmlElement]) -> HtmlElement:
    """Return the innermost element with nearly all of the weight, from the root down."""
    here = max(weights, key=lambda element: (weights[element], -sum(1 for _ in element.iterancestors())))
    while True:
        child = max((c for c in here if c in weights), key=lambda c: weights[c], default=None)
        if child is None or weights[child] < MAIN_SHARE * weights[here]:
            return here
        here = child
