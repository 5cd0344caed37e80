"""Cut the article into pieces, each with the cards that mark it.

Spans of different layers overlap and cross, which nested elements cannot show. So the text is cut at every
edge of every span, and a piece has all cards that cover it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.views.html.cards import Card


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same cards: their numbers, and the style classes of their marks."""

    text: str
    cards: tuple[int, ...]
    classes: str


def paragraphs_of(text: str, cards: Sequence[Card]) -> list[list[Piece]]:
    """Return the paragraphs of `text`, each as its pieces; their texts add up to the paragraph's."""
    opens: dict[int, list[tuple[int, int, str]]] = {}  # offset → (end, card, classes)
    edges = {0, len(text)}
    for number, card in enumerate(cards):
        for mark in card.marks:
            if mark.start >= mark.end:  # no words to mark
                continue
            opens.setdefault(mark.start, []).append((mark.end, number, f"{card.layer} {mark.part}"))
            edges |= {mark.start, mark.end}
    blocks = list(_blocks(text))
    for start, end in blocks:
        edges |= {start, end}
    cuts = sorted(edges)
    found: list[list[Piece]] = []
    active: list[tuple[int, int, str]] = []
    at = 0
    for block_start, block_end in blocks:
        pieces = []
        while at < len(cuts) - 1 and cuts[at] < block_end:
            start, end = cuts[at], cuts[at + 1]
            active = [mark for mark in active if mark[0] > start] + opens.get(start, [])
            if start >= block_start:
                pieces.append(_piece(text[start:end], active))
            at += 1
        found.append(pieces)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield where each paragraph starts and ends: lines with words in them, up to a line without.

    >>> list(_blocks("One\r\ntwo.\r\n\r\nThree."))
    [(0, 9), (13, 19)]
    """
    start: int | None = None
    at = end = 0
    for line in text.split("\n"):
        words = line.rstrip()
        if words:
            start = at if start is None else start
            end = at + len(words)
        elif start is not None:
            yield start, end
            start = None
        at += len(line) + 1
    if start is not None:
        yield start, end


def _piece(text: str, active: Sequence[tuple[int, int, str]]) -> Piece:
    numbers = tuple(dict.fromkeys(number for _, number, _ in active))
    classes = dict.fromkeys(f"{kind}" for _, _, kinds in active for kind in (kinds.replace(" ", "-", 1),))
    return Piece(text, numbers, " ".join(classes))
