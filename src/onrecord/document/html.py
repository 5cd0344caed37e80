"""HTML → article: the main text by trafilatura, then corrections of its result.

There are four. Blocks that are no article are removed before the extraction (prune.py). Where trafilatura finds
no or one shapeless paragraph, the page is read line by line instead (blocks.py). Paragraphs that it missed are put
back if the page marks them up exactly as it marks up the paragraphs that were found. And the furniture rules for
lines are applied to the result. Trafilatura: Barbaresi 2021, ACL demos.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from onrecord.document.article import Article, Metadata, Paragraph, ParagraphKind
from onrecord.document.blocks import Line, main_lines, page_lines
from onrecord.document.characters import settle_markup, squeeze
from onrecord.document.date_lines import dates_in
from onrecord.document.dates import FIRST_YEAR, LAST_YEAR, is_date_line
from onrecord.document.furniture import (
    Mined,
    correction_notes,
    count_words,
    is_prose,
    matched,
    strip_furniture,
    strip_inline,
)
from onrecord.document.metadata import article_body, read_metadata
from onrecord.document.names import same_words
from onrecord.document.prune import prune
from onrecord.lexicon.furniture import Furniture, fold_name
from onrecord.lexicon.tables import grouped
from onrecord.types import Note

HEAD_PARAGRAPHS = 6  # the first paragraphs, which may repeat headline, byline and date
LINK_WORDS = 4  # a shorter link is a name in a sentence or a menu, not a headline
FEW_WORDS = 40  # in sentences: with fewer found, the page is read line by line
BLOB_LINES = 3  # of the page in the only paragraph found: the text is there, its paragraphs are not
MIN_USUAL = 2  # paragraphs of an article with one setting: it is how the page sets the article
MIN_FOUND = 3  # paragraphs found with one setting, before missed ones with the same setting are put back
MISSED_WORDS = 8  # a shorter paragraph is not put back
NOSCRIPT = re.compile(r"</?noscript\b[^>]*>", re.IGNORECASE)
WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.IGNORECASE)
ELEMENT = re.compile(
    r"<(?:p|div|article|main|section|table|br|h\d|span|font|center|pre|ul|ol|blockquote)\b", re.IGNORECASE
)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
UNREAD = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "textarea",
    "svg",
)  # their text is not displayed
Setting = tuple[tuple[str, str], ...]  # tag and class of a paragraph and of its three nearest ancestors

# the elements of trafilatura's result
BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "code", "div"})
LINE_BREAK = "lb"
CELL = "cell"


def read_html(text: str, url: str | None, furniture: Furniture) -> Article:
    """Return the article of an HTML page; no text, and a note, if it has none."""
    tree = parse_page(text)
    if tree is None:
        return Article(text="", notes=(_no_article("nothing in it reads as HTML"),))
    metadata = read_metadata(tree, url, furniture)
    mined = Mined()
    kept = _read_body(tree, metadata, furniture, mined)
    if not any(map(is_prose, kept)):
        # a page that is set by script may hold its article for readers without scripts
        plain_tree = parse_page(NOSCRIPT.sub(" ", text)) if "<noscript" in text.lower() else None
        kept = _read_body(plain_tree, metadata, furniture, mined) if plain_tree is not None else []
    if not any(map(is_prose, kept)):
        return Article(text="", metadata=metadata, notes=(_no_article("it holds no paragraph of sentences"),))
    notes = (*_date_notes(metadata), *correction_notes(mined))
    return Article(text="\n\n".join(p.text for p in kept), metadata=metadata, notes=notes)


def _read_body(
    tree: HtmlElement, metadata: Metadata, furniture: Furniture, mined: Mined
) -> Sequence[Paragraph]:
    """Return the article's paragraphs; `tree` is changed, `mined` collects what the other lines say."""
    stated_body = article_body(tree)
    _open_shadow_roots(tree)
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *UNREAD, with_tail=False)
    prune(tree, furniture)
    lines = list(page_lines(tree))
    paragraphs = _marked(_take_back(_extract(tree, lines, stated_body), tree), tree, lines)
    return strip_furniture(_without_head(paragraphs, metadata, furniture), furniture, mined)


def _open_shadow_roots(tree: HtmlElement) -> None:
    """Make the templates that a browser displays (declarative shadow roots) plain elements."""
    for template in list(tree.iter("template")):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


def _date_notes(metadata: Metadata) -> tuple[Note, ...]:
    """Return a note if the page states a date that no report has."""
    if metadata.unread_date is None:
        return ()
    message = (
        f"The page gives '{metadata.unread_date}' as its date, which is no day of a report "
        f"({FIRST_YEAR} to {LAST_YEAR}); it was set aside."
    )
    return (Note(code="published", message=message),)


def parse_page(text: str) -> HtmlElement | None:
    """Return the tree of a page, or None if it is not HTML."""
    from trafilatura.utils import load_html  # 0.4 s to import: only when there is a page to read

    markup = XML_DECLARATION.sub("", settle_markup(text))
    if not WHOLE_PAGE.search(markup) and ELEMENT.search(markup):
        markup = f"<html><body>{markup}</body></html>"  # a fragment, which would be refused
    return load_html(markup)


def _no_article(found: str) -> Note:
    message = f"The page has no article that could be told from its furniture: {found}. Give the text with --input plain."
    return Note(code="no-article", message=message)


# ---- the extraction ----------------------------------------------------------------------


def _link_texts(tree: HtmlElement) -> frozenset[str]:
    """Return the folded words of every link on the page that is long enough to be a headline."""
    texts = (squeeze(a.text_content()) for a in tree.iter("a") if a.get("href"))
    return frozenset(fold_name(t) for t in texts if len(t.split()) >= LINK_WORDS)


def _extract(tree: HtmlElement, lines: Sequence[Line], stated_body: str | None) -> list[Paragraph]:
    """Return the paragraphs that trafilatura finds, else those of the page's main lines.

    If that is less than half of the body that the page's JSON-LD states, that body is used.
    """
    paragraphs = _run_trafilatura(tree)
    if _is_blob(paragraphs, lines):
        paragraphs = []
    if _prose_words(paragraphs) < FEW_WORDS:
        own = [Paragraph(text=line.text, kind=line.kind) for line in main_lines(lines)]
        paragraphs = max(paragraphs, own, key=_prose_words)
    if stated_body and count_words(stated_body) > 2 * _total_words(paragraphs):
        return [Paragraph(text=text) for line in stated_body.split("\n") if (text := squeeze(line))]
    return paragraphs


def _is_blob(paragraphs: Sequence[Paragraph], lines: Sequence[Line]) -> bool:
    """Return whether the only paragraph found is several lines of the page, run together."""
    if len(paragraphs) != 1:
        return False
    blob = fold_name(paragraphs[0].text)
    return sum(fold_name(line.text) in blob for line in lines) >= BLOB_LINES


def _run_trafilatura(tree: HtmlElement) -> list[Paragraph]:
    from trafilatura import bare_extraction

    found = bare_extraction(tree, fast=True, include_comments=False)
    body = getattr(found, "body", None)
    if body is None:
        return []
    paragraphs = (Paragraph(text=squeeze(text), kind=kind) for text, kind in _blocks(body, "text"))
    return [p for p in paragraphs if p.text]


def _total_words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(count_words(p.text) for p in paragraphs)


def _prose_words(paragraphs: Sequence[Paragraph]) -> int:
    return _total_words([p for p in paragraphs if is_prose(p)])


def _blocks(element: etree._Element, kind: ParagraphKind) -> Iterator[tuple[str, ParagraphKind]]:
    """Yield the text and kind of each block below `element`, in order; a line break ends a block."""
    words = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS or child.tag == LINE_BREAK:
            yield "".join(words), kind
            words = []
            if child.tag != LINE_BREAK:
                yield from _blocks(child, _kind_of(child, kind))
        elif child.tag == CELL and any(inner.tag in BLOCKS for inner in child):
            yield from _blocks(child, kind)
        else:
            words.append("".join(child.itertext()) + (" " if child.tag == CELL else ""))
        words.append(child.tail or "")
    yield "".join(words), kind


def _kind_of(block: etree._Element, kind: ParagraphKind) -> ParagraphKind:
    if block.tag == "head":
        return "title" if block.get("rend") == "h1" else "heading"
    return "item" if block.tag == "item" else kind


# ---- after the extraction ----------------------------------------------------------------


def _take_back(paragraphs: list[Paragraph], tree: HtmlElement) -> list[Paragraph]:
    """Return `paragraphs` with those that were missed, in the order of the page.

    Some pages set one article in several columns or parts, of which an extractor takes the largest. A
    missed paragraph is put back if the tags and classes of its three nearest ancestors are those of at
    least `MIN_FOUND` paragraphs that were found.
    """
    place = {fold_name(p.text): i for i, p in enumerate(paragraphs)}
    everything = "".join(place)  # one <p> may have become several paragraphs
    found: Counter[Setting] = Counter()
    missed: list[tuple[int, Setting, str]] = []  # place of the paragraph before, setting, text
    here = -1
    for setting, text in _long_paragraphs(tree):
        folded = fold_name(text)
        if folded in place or folded in everything:
            here = place.get(folded, here)
            found[setting] += 1
        else:
            missed.append((here, setting, text))
    usual = {setting for setting, times in found.items() if times >= MIN_FOUND and _has_class(setting)}
    after = grouped((at, Paragraph(text=text)) for at, setting, text in missed if setting in usual)
    return [*after.get(-1, ()), *(p for i, own in enumerate(paragraphs) for p in (own, *after.get(i, ())))]


def _marked(paragraphs: Sequence[Paragraph], tree: HtmlElement, lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs, each with whether it is a link and whether it is set as the article is."""
    links = _link_texts(tree)
    settings = {fold_name(line.text): _setting(line.element) for line in lines}
    linked = [replace(p, linked=fold_name(p.text) in links) for p in paragraphs]
    of_prose = Counter(settings.get(fold_name(p.text), ()) for p in linked if is_prose(p))
    usual = {setting for setting, times in of_prose.items() if setting and times >= MIN_USUAL}
    return [replace(p, is_usual=settings.get(fold_name(p.text), ()) in usual) for p in linked]


def _long_paragraphs(tree: HtmlElement) -> Iterator[tuple[Setting, str]]:
    """Yield the setting and text of each paragraph of a page that is long enough to be put back."""
    for element in tree.iter("p"):
        text = squeeze(element.text_content())
        if len(text.split()) >= MISSED_WORDS:
            yield _setting(element), text


def _has_class(setting: Setting) -> bool:
    return any(name for _, name in setting)


def _setting(element: HtmlElement) -> Setting:
    ancestors = islice(element.iterancestors(), 3)
    return (
        (element.tag, element.get("class") or ""),
        *((str(a.tag), a.get("class") or "") for a in ancestors),
    )


def _without_head(paragraphs: list[Paragraph], metadata: Metadata, furniture: Furniture) -> list[Paragraph]:
    """Return the paragraphs without those above the text that repeat the metadata."""
    head = [p for p in paragraphs[:HEAD_PARAGRAPHS] if not _repeats_metadata(p, metadata, furniture)]
    kept = [
        replace(p, text=squeeze(strip_inline(p.text, furniture))) for p in head + paragraphs[HEAD_PARAGRAPHS:]
    ]
    return [p for p in kept if p.text]


def _is_dates(text: str, furniture: Furniture) -> bool:
    """Return whether a line holds the dates of publication and change, and nothing else."""
    return is_date_line(text, furniture) or bool(dates_in(text, furniture))


def _repeats_metadata(paragraph: Paragraph, metadata: Metadata, furniture: Furniture) -> bool:
    text = paragraph.text
    if paragraph.kind == "title" or same_words(text, metadata.title) or _is_dates(text, furniture):
        return True
    if paragraph.kind == "heading" and (
        same_words(text, metadata.description) or same_words(text, metadata.section)
    ):
        return True
    if any(same_words(text, name) for name in metadata.bylines):
        return True
    return not is_prose(paragraph) and matched("byline", "start", text, furniture) is not None
