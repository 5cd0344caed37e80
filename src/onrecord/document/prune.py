"""Remove the blocks of a page that are no article, before its text is extracted.

Four kinds: dialogs (consent, offers) and blocks that are not displayed, if sentences are left without them; sections
under a heading that names them ("Most read", "We value your privacy"); blocks whose class or id names them
(page_blocks.tsv). The article is in none of these on any page seen, save that a page without other sentences keeps
what is hidden: some display their article by script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from onrecord.document.blocks import Line, page_lines
from onrecord.document.furniture import count_words, matched
from onrecord.lexicon.furniture import Furniture

MAX_PRUNED_SHARE = 0.15  # of the words in the page's paragraphs: a named block with more may be the article
MAX_SECTION_SHARE = (
    0.5  # of the words in sentences: a section with more is the article, whatever its heading says
)
LEFT_WORDS = 30  # in sentences outside a dialog or hidden block, without which it is kept: two sentences
WHOLE = ("html", "body", "article", "main")  # elements that are never furniture as a whole
HEADS = ("h1", "article", "main")  # elements that begin or hold an article
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
DIALOG_ROLES = ("dialog", "alertdialog")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def prune(tree: HtmlElement, furniture: Furniture) -> None:
    """Remove the blocks from `tree` that are no article."""
    _drop_undisplayed(tree, furniture)
    _drop_sections(tree, furniture)
    _drop_named(tree, furniture)


def is_named(element: HtmlElement, names: re.Pattern[str]) -> bool:
    """Return whether a class, the id or the tag of an element is one of `names`."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if "-" in str(element.tag):
        name = f"{element.tag} {name}"
    return len(name) > 1 and names.search(_hyphened(name)) is not None


def _hyphened(name: str) -> str:
    """Return class names in one spelling.

    >>> _hyphened("Newsletter-stateSent most_popular")
    'newsletter-state-sent most-popular'
    """
    return CAMEL.sub("-", name).replace("_", "-").lower()


# ---- dialogs, and what is not displayed --------------------------------------------------


def _drop_undisplayed(tree: HtmlElement, furniture: Furniture) -> None:
    """Remove dialogs, then what is hidden, as long as sentences are left outside."""
    undisplayed = _undisplayed(tree, furniture)
    if not undisplayed:
        return
    lines = list(page_lines(tree))
    words = _prose_words(lines)
    left = sum(count_words(line.text) for line in lines if line.is_prose)
    opened = _opened_by_button(lines, furniture)
    for element in undisplayed:
        is_out = not any(ancestor is tree for ancestor in (element, *element.iterancestors()))
        if is_out or element in opened or left - words[element] < LEFT_WORDS:
            continue
        left -= words[element]
        element.drop_tree()


def _undisplayed(tree: HtmlElement, furniture: Furniture) -> list[HtmlElement]:
    """Return the dialogs, then the hidden elements, that do not hold all headlines of the page."""
    heads = set(tree.iter(*HEADS))
    elements = [e for e in tree.iter(etree.Element) if e.tag not in WHOLE[:2]]
    found = [*(e for e in elements if _is_dialog(e, furniture)), *filter(_is_hidden, elements)]
    return [e for e in found if not _has_all(e, heads)]


def _has_all(element: HtmlElement, heads: set[HtmlElement]) -> bool:
    """Return whether an element has all headlines and articles of the page; one that a role marks is a dialog still."""
    return bool(heads) and heads <= set(element.iter(*HEADS)) and _role(element) not in DIALOG_ROLES


def _role(element: HtmlElement) -> str:
    return (element.get("role") or "").lower()


def _is_dialog(element: HtmlElement, furniture: Furniture) -> bool:
    is_dialog = (
        element.tag == "dialog" or _role(element) in DIALOG_ROLES or element.get("aria-modal") == "true"
    )
    return is_dialog or is_named(element, furniture.dialog_names)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return HIDDEN_STYLE.search(element.get("style") or "") is not None


def _prose_words(lines: Iterable[Line]) -> Counter[HtmlElement]:
    """Return the words in sentences of each element."""
    words: Counter[HtmlElement] = Counter()
    for line in lines:
        if line.is_prose:
            number = count_words(line.text)
            words.update(dict.fromkeys((line.element, *line.element.iterancestors()), number))
    return words


def _opened_by_button(lines: Sequence[Line], furniture: Furniture) -> set[HtmlElement]:
    """Return the elements that begin just below a button such as "Read more": they hold the rest of the article."""
    opened: set[HtmlElement] = set()
    for button, line in pairwise(lines):
        if matched("expand", "any", button.text, furniture):
            above = {button.element, *button.element.iterancestors()}
            opened.update(e for e in (line.element, *line.element.iterancestors()) if e not in above)
    return opened


# ---- sections under a heading that names them --------------------------------------------


def _drop_sections(tree: HtmlElement, furniture: Furniture) -> None:
    """Remove each element whose first line says that it is furniture."""
    lines = list(page_lines(tree))
    words = _prose_words(lines)
    total = sum(count_words(line.text) for line in lines if line.is_prose)
    own_lines: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        for element in (line.element, *line.element.iterancestors()):
            own_lines.setdefault(element, []).append(line)
    for line in lines:
        most = _most_words(line, total, furniture)
        if most is None:
            continue
        section = _section_under(line, own_lines)
        if section is not None and words[section] <= most:
            section.drop_tree()


def _most_words(line: Line, total: int, furniture: Furniture) -> float | None:
    """Return how many words in sentences the section under a line may have at most; None if it heads no section.

    An offer or a notice may be longer than the article; a block of links may not, since a page may open its article
    with a label such as "Latest news".
    """
    if matched("section", "any", line.text, furniture):
        return total - LEFT_WORDS
    places = (("stop", "any"), ("stop", "end"), ("end", "any"))
    is_heading = any(matched(action, where, line.text, furniture) for action, where in places)
    return MAX_SECTION_SHARE * total if is_heading else None


def _section_under(line: Line, own_lines: Mapping[HtmlElement, Sequence[Line]]) -> HtmlElement | None:
    """Return the largest element that begins with `line`, holds more than it, and holds no headline."""
    found = None
    for element in (line.element, *line.element.iterancestors()):
        is_whole = element.tag in WHOLE or element.getparent() is None
        if is_whole or own_lines[element][0] is not line or next(element.iter(*HEADS), None) is not None:
            break
        found = element
    return found if found is not None and len(own_lines[found]) > 1 else None


# ---- blocks that are named as furniture --------------------------------------------------


def _drop_named(tree: HtmlElement, furniture: Furniture) -> None:
    total = _paragraph_words(tree) or 1
    named = [e for e in tree.iter(etree.Element) if is_named(e, furniture.block_names)]
    for element in named:
        if element.getparent() is None or element.tag in WHOLE:
            continue
        if _paragraph_words(element) <= MAX_PRUNED_SHARE * total:
            element.drop_tree()


def _paragraph_words(element: HtmlElement) -> int:
    return sum(len((p.text_content() or "").split()) for p in element.iter("p"))


def outside_blocks(elements: Iterable[HtmlElement], furniture: Furniture) -> Iterator[HtmlElement]:
    """Yield the elements that stand in no block named as furniture: those of the article itself."""
    for element in elements:
        around = element.iterancestors()
        if not any(e.tag in ("aside", "nav", "footer") or is_named(e, furniture.block_names) for e in around):
            yield element
