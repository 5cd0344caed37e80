"""Pair the quotation marks of a text, in any style and also if some are missing.

A glyph such as “ ” « » shows whether a mark opens or closes; for others, the characters beside the mark and the
open quotation decide. A quotation crosses the end of a paragraph only if the next paragraph opens it again, as
newspapers do. Apostrophes and signs of inches are not marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

PARAGRAPH = re.compile(r"[^\n\r]+")
MARK = re.compile(r"''|``|’’|‘‘|[\"“”„‟«»‹›＂'‘’‚‛]")
OPENING = frozenset("“„‟«‹‘‚‛") | {"``", "‘‘"}
CLOSING = frozenset("”»›’") | {"’’"}
SINGLE = frozenset("'‘’‚‛")
GUILLEMETS = frozenset("«»‹›")
BEFORE_OPENING = frozenset("([{—–-/:;,.!?…") | {""}
AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…") | {""}
CLOSES_AFTER = frozenset(".,!?…—–-")  # the last mark inside a quotation
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: from its opening to its closing mark, marks included, and the words inside.

    `opened` and `closed`: the mark is there. `continues`: the quotation in the paragraph above was not
    closed, and this one continues it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    single: bool = False


def shifted(quote: Quote, by: int) -> Quote:
    """Return a quotation found in a part of the text that begins at offset `by`."""
    return replace(
        quote,
        start=quote.start + by,
        end=quote.end + by,
        inner_start=quote.inner_start + by,
        inner_end=quote.inner_end + by,
    )


def find_quotes(text: str, elisions: Collection[str] = frozenset()) -> tuple[Quote, ...]:
    """Return the outermost quotations of `text` in order.

    >>> [q.inner_start for q in find_quotes("“No,” he said. “Workers’ rights come first.”")]
    [1, 16]
    """
    found: list[Quote] = []
    for paragraph in PARAGRAPH.finditer(text):
        quotes = list(_in_paragraph(text, *paragraph.span(), elisions))
        if found and not found[-1].closed:
            if quotes and _goes_on(text, paragraph.start(), quotes[0]):
                quotes[0] = replace(quotes[0], continues=True)
            else:
                found[-1] = _cut_at_sentence(text, found[-1])
        found += quotes
    if found and not found[-1].closed:
        found[-1] = _cut_at_sentence(text, found[-1])
    return tuple(found)


def inner_quotes(
    text: str, quotes: Sequence[Quote], elisions: Collection[str] = frozenset()
) -> tuple[Quote, ...]:
    """Return the quotations inside `quotes`, one level down, in order.

    >>> text = "“He said, ‘Go,’ and left,” she said."
    >>> [text[q.start : q.end] for q in inner_quotes(text, find_quotes(text))]
    ['‘Go,’']
    """
    return tuple(
        inner
        for quote in quotes
        if MARK.search(text, quote.inner_start, quote.inner_end)
        for inner in _in_paragraph(text, quote.inner_start, quote.inner_end, elisions)
        if inner.opened and inner.closed
    )


def _goes_on(text: str, paragraph_start: int, first: Quote) -> bool:
    return first.opened and not text[paragraph_start : first.start].strip()


# ---- one paragraph ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str  # single, double or guillemet: only marks of one family make a pair
    can_open: bool
    can_close: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """The result for one mark: a quotation or None, the offset up to which the text is done, and the next mark."""

    quote: Quote | None
    reached: int
    at: int


def _in_paragraph(text: str, start: int, end: int, elisions: Collection[str]) -> Iterator[Quote]:
    marks = list(_marks(text, start, end, elisions))
    reached = start  # the text from here on is in no quotation yet
    at = 0
    while at < len(marks):
        step = _step(text, marks, at, reached, end)
        if step.quote is not None:
            yield step.quote
        reached, at = step.reached, step.at


def _step(text: str, marks: Sequence[_Mark], at: int, reached: int, end: int) -> _Step:
    mark = marks[at]
    closing = _closing(text, marks, at) if mark.can_open else None
    if closing is not None:
        return _paired(text, marks, at, closing)
    if mark.family != "single" and mark.can_open:
        return _Step(Quote(mark.start, end, mark.end, end, closed=False), end, len(marks))
    if mark.family != "single" and mark.can_close and mark.start > reached:
        began = _sentence_start(text, reached, mark.start)
        return _Step(Quote(began, mark.end, began, mark.start, opened=False), mark.end, at + 1)
    return _Step(None, reached, at + 1)


def _paired(text: str, marks: Sequence[_Mark], at: int, closing: int) -> _Step:
    first, last = marks[at], marks[closing]
    if last.can_close:
        is_single = first.family == "single"
        quote = Quote(first.start, last.end, first.end, last.start, single=is_single)
        return _Step(quote, last.end, closing + 1)
    # another opening mark comes before any closing one: this quotation was not closed
    unclosed = Quote(first.start, last.start, first.end, last.start, closed=False)
    return _Step(_cut_at_sentence(text, unclosed), last.start, closing)


def _closing(text: str, marks: Sequence[_Mark], at: int) -> int | None:
    """Return the mark that ends the quotation which `marks[at]` opens, or the one that opens it anew."""
    same = (n for n in range(at + 1, len(marks)) if marks[n].family == marks[at].family)
    if marks[at].family == "single":
        return _closing_single(text, marks, [n for n in same if marks[n].can_close])
    return next((n for n in same if marks[n].can_close or marks[n].can_open), None)


def _closing_single(text: str, marks: Sequence[_Mark], ends: Sequence[int]) -> int | None:
    """Return which of the marks in `ends` closes a single quotation: the surest kind, then the first."""
    sure = (n for n in ends if _ends_surely(text, marks[n]))
    # after an s the mark may be the apostrophe of a plural: workers' rights
    clear = (n for n in ends if text[marks[n].start - 1] != "s")
    return next((n for found in (sure, clear, ends) for n in found), None)


def _ends_surely(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1] in CLOSES_AFTER or text[mark.end : mark.end + 1] in AFTER_CLOSING


# ---- marks -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A mark, the characters beside it, and whether a quotation in straight marks is open."""

    mark: str
    before: str
    after: str
    inside: bool

    @property
    def left(self) -> bool:
        """Whether a quotation may open here, by the character before."""
        return _is_edge(self.before, BEFORE_OPENING)

    @property
    def right(self) -> bool:
        """Whether a quotation may close here, by the character after."""
        return _is_edge(self.after, AFTER_CLOSING)


def _is_edge(beside: str, edges: frozenset[str]) -> bool:
    return not beside or beside.isspace() or beside in edges or bool(MARK.match(beside))


def _marks(text: str, start: int, end: int, elisions: Collection[str]) -> Iterator[_Mark]:
    inside = False  # an odd number of straight double marks came before
    for found in MARK.finditer(text, start, end):
        mark = found.group()
        before = text[found.start() - 1] if found.start() > start else ""
        after = text[found.end()] if found.end() < end else ""
        if _is_inches(mark, before, after, inside) or _is_apostrophe(
            text, found, before, after, end, elisions
        ):
            continue
        inside ^= mark == '"'
        opens, closes = _directions(_Glyph(mark, before, after, inside))
        yield _Mark(*found.span(), _family(mark), opens, closes)


def _family(mark: str) -> str:
    return "single" if mark in SINGLE else "guillemet" if mark in GUILLEMETS else "double"


def _is_inches(mark: str, before: str, after: str, inside: bool) -> bool:
    """Whether a mark is the sign of inches: 6'2"."""
    return mark == '"' and before.isdigit() and not inside and not after.isalnum()


def _is_apostrophe(
    text: str, found: re.Match[str], before: str, after: str, end: int, elisions: Collection[str]
) -> bool:
    """Whether a mark is an apostrophe within a word, or at the head of a short form."""
    if found.group() not in SINGLE:
        return False
    return (before.isalnum() and after.isalnum()) or _is_elision(text, found.end(), end, elisions)


def _directions(glyph: _Glyph) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close a quotation, by the first rule that applies."""
    return next(direct(glyph) for applies, direct in DIRECTION_RULES if applies(glyph))


def _of_opening(glyph: _Glyph) -> tuple[bool, bool]:
    # „so“ and »so«: the glyph that opens in English closes in German
    turned = glyph.right and not glyph.left
    return not glyph.right or glyph.left, turned and (glyph.mark in GUILLEMETS or glyph.mark == "“")


def _of_closing(glyph: _Glyph) -> tuple[bool, bool]:
    opens = glyph.left and not glyph.right and glyph.mark not in SINGLE
    return opens, glyph.right or not glyph.left


def _of_lone(glyph: _Glyph) -> tuple[bool, bool]:
    # alone between blanks, as in «was 'urgent,' " she said»: it closes an open quotation, else opens one
    return glyph.inside and bool(glyph.after), not glyph.inside or not glyph.after


def _of_straight(glyph: _Glyph) -> tuple[bool, bool]:
    closes = (glyph.right or not glyph.left) and bool(glyph.before) and not glyph.before.isspace()
    return glyph.left and not (glyph.right and glyph.after), closes


def _is_lone(glyph: _Glyph) -> bool:
    is_before_blank = not glyph.after or glyph.after.isspace()
    return glyph.mark == '"' and glyph.before.isspace() and is_before_blank


DIRECTION_RULES: tuple[tuple[Callable[[_Glyph], bool], Callable[[_Glyph], tuple[bool, bool]]], ...] = (
    (lambda glyph: glyph.mark in OPENING, _of_opening),
    (lambda glyph: glyph.mark in CLOSING, _of_closing),
    (_is_lone, _of_lone),
    (lambda glyph: bool(glyph.mark), _of_straight),
)


def _is_elision(text: str, start: int, end: int, elisions: Collection[str]) -> bool:
    """Whether the apostrophe before `start` opens a short form: ’em, ’90s."""
    word = re.compile(r"\d\ds?\b|[^\W\d_]+").match(text, start, end)
    return word is not None and (word.group()[0].isdigit() or word.group().lower() in elisions)


def _sentence_start(text: str, start: int, before: int) -> int:
    """Return where the last sentence that begins between the offsets begins."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, before)]
    began = ends[-1] if ends else start
    while began < before and text[began].isspace():
        began += 1
    return began


def _cut_at_sentence(text: str, quote: Quote) -> Quote:
    """Return an unclosed quotation that ends with its first sentence."""
    first = SENTENCE_END.search(text, quote.inner_start, quote.end)
    end = first.end() if first else len(text[: quote.end].rstrip())
    end = max(end, quote.inner_start)
    return replace(quote, end=end, inner_end=end)
