"""Pair the quotation marks of a text, whatever their style and however badly they balance.

Marks open or close by their glyph where it says so (“ ” « »), else by what stands beside
them and by what is open. A quotation never crosses a paragraph unless the next paragraph
opens it again, as newspapers do. An apostrophe is no mark, nor is the sign of inches.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
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
SHORT_WORD = 4  # letters; longer words of a title have a capital
TITLE = 2  # words with a capital, at least
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: from its opening to its closing mark, marks included, and the words inside.

    `opened` and `closed` say whether the marks are there; `continues` that the quotation
    before it, in the paragraph above, was never closed and this one goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    can_open: bool
    can_close: bool

    @property
    def family(self) -> str:
        return "single" if self.text in SINGLE else "guillemet" if self.text in GUILLEMETS else "double"


def find_quotes(text: str, elisions: Collection[str] = frozenset()) -> tuple[Quote, ...]:
    """Return the outermost quotations of `text` in order.

    >>> [q.inner_start for q in find_quotes("“No,” he said. “Workers’ rights come first.”")]
    [1, 16]
    """
    found: list[Quote] = []
    for paragraph in PARAGRAPH.finditer(text):
        quotes = list(_in_paragraph(text, *paragraph.span(), elisions))
        if quotes and found and _goes_on(text, paragraph.start(), found[-1], quotes[0]):
            quotes[0] = replace(quotes[0], continues=True)
        elif found and not found[-1].closed and found[-1].end <= paragraph.start():
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


def is_title(text: str, quote: Quote, sentence: tuple[int, int]) -> bool:
    """Whether a quotation is the title of a work: all its long words with a capital, in running text.

    In a headline every word has one, which says nothing.
    """
    words = WORD.findall(text[quote.inner_start : quote.inner_end])
    small = [w for w in words if w[0].islower()]
    if len(words) - len(small) < TITLE or any(len(w) > SHORT_WORD for w in small):
        return False
    if text[quote.inner_end - 1] in ".,!?":
        return False
    around = WORD.findall(text[sentence[0] : quote.start]) + WORD.findall(text[quote.end : sentence[1]])
    return any(len(w) > SHORT_WORD and w[0].islower() for w in around)


def _goes_on(text: str, paragraph_start: int, before: Quote, first: Quote) -> bool:
    return not before.closed and first.opened and not text[paragraph_start : first.start].strip()


def _in_paragraph(text: str, start: int, end: int, elisions: Collection[str]) -> Iterator[Quote]:
    marks = list(_marks(text, start, end, elisions))
    reached = start  # where the text that is in no quotation yet begins
    at = 0
    while at < len(marks):
        mark = marks[at]
        if mark.can_open and (closing := _closing(text, marks, at)) is not None:
            if marks[closing].can_close:
                yield Quote(
                    mark.start,
                    marks[closing].end,
                    mark.end,
                    marks[closing].start,
                    single=mark.family == "single",
                )
                reached = marks[closing].end
                at = closing + 1
                continue
            # another opening mark comes before any closing one: this quotation was left open
            yield _cut_at_sentence(
                text, Quote(mark.start, marks[closing].start, mark.end, marks[closing].start, closed=False)
            )
            reached = marks[closing].start
            at = closing
            continue
        if mark.can_open and mark.family != "single":
            yield Quote(mark.start, end, mark.end, end, closed=False)
            return
        if mark.can_close and not mark.can_open and mark.family != "single" and mark.start > reached:
            began = _sentence_start(text, reached, mark.start)
            yield Quote(began, mark.end, began, mark.start, opened=False)
            reached = mark.end
        at += 1


def _closing(text: str, marks: list[_Mark], at: int) -> int | None:
    """Return the mark that ends the quotation which `marks[at]` opens, or the one that opens it anew."""
    opening = marks[at]
    doubtful: list[int] = []
    for n in range(at + 1, len(marks)):
        mark = marks[n]
        if mark.family != opening.family:
            continue
        if mark.family != "single":
            if mark.can_close or mark.can_open:
                return n
        elif mark.can_close and (
            text[mark.start - 1] in CLOSES_AFTER or text[mark.end : mark.end + 1] in AFTER_CLOSING
        ):
            return n
        elif mark.can_close:
            doubtful.append(n)  # the end of the quotation, or a plural's apostrophe: workers' rights
    clear = [n for n in doubtful if text[marks[n].start - 1] != "s"]
    return next(iter(clear or doubtful), None)


def _marks(text: str, start: int, end: int, elisions: Collection[str]) -> Iterator[_Mark]:
    inside = False  # an odd number of straight double marks came before
    for found in MARK.finditer(text, start, end):
        mark = found.group()
        before = text[found.start() - 1] if found.start() > start else ""
        after = text[found.end()] if found.end() < end else ""
        if mark == '"':
            if before.isdigit() and not inside and not after.isalnum():
                continue  # 6'2", a sign of inches
            inside = not inside
        left = not before or before.isspace() or before in BEFORE_OPENING or bool(MARK.match(before))
        right = not after or after.isspace() or after in AFTER_CLOSING or bool(MARK.match(after))
        if mark in SINGLE and (
            (before.isalnum() and after.isalnum()) or _is_elision(text, found.end(), end, elisions)
        ):
            continue  # an apostrophe within a word, or at the head of a short form
        if mark in OPENING:
            # „so“ and »so«: the glyph that opens in English closes in German
            yield _Mark(
                *found.span(),
                mark,
                not right or left,
                (mark in GUILLEMETS and right and not left) or (mark == "“" and right and not left),
            )
        elif mark in CLOSING:
            yield _Mark(*found.span(), mark, left and not right and mark not in SINGLE, right or not left)
        elif mark == '"' and before.isspace() and (not after or after.isspace()):
            # alone between blanks, as in «was 'urgent,' " she said»: it closes what is open, else opens
            yield _Mark(*found.span(), mark, inside and bool(after), not inside or not after)
        else:
            yield _Mark(
                *found.span(),
                mark,
                left and not (right and after),
                (right or not left) and bool(before) and not before.isspace(),
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
