"""Cut the article into pieces, each with the cards that mark it.

Spans of different layers overlap and cross, which nested elements cannot show. So the text is cut at every
edge of every span, and a piece has all cards that cover it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.views.html.cards import Card

_Open = tuple[
    int, int, int, str
]  # a mark that begins at an offset: its end, its length, its card, its style class


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same cards: their numbers, and the style classes of their marks."""

    text: str
    cards: tuple[int, ...]
    classes: str
    sought: bool = False  # whether somebody asked for these words
    first: bool = False  # and whether they begin here


def paragraphs_of(
    text: str, cards: Sequence[Card], sought: tuple[int, int] | None = None
) -> list[list[Piece]]:
    """Return the paragraphs of `text`, each as its pieces; their texts add up to the paragraph's.

    `sought` are the offsets of words that somebody asked for.
    """
    opens: dict[int, list[_Open]] = {}
    edges = {0, len(text)}
    for number, card in enumerate(cards):
        for mark in card.marks:
            if mark.start < mark.end:  # else there are no words to mark
                length = mark.end - mark.start
                opens.setdefault(mark.start, []).append(
                    (mark.end, length, number, f"{card.layer}-{mark.part}")
                )
                edges |= {mark.start, mark.end}
    blocks = list(_blocks(text))
    edges.update(edge for block in blocks for edge in block)
    if sought is not None:
        edges.update(max(0, min(edge, len(text))) for edge in sought)
    pieces = [_sought(at, piece, sought) for at, piece in _pieces(text, opens, sorted(edges))]
    starts = [start for start, _ in pieces]
    return [
        [piece for _, piece in pieces[bisect_left(starts, start) : bisect_left(starts, end)]]
        for start, end in blocks
    ]


def _sought(at: int, piece: Piece, sought: tuple[int, int] | None) -> tuple[int, Piece]:
    """Return a piece and its start; it is sought if it stands inside the words that are."""
    if sought is None or not sought[0] <= at < sought[1]:
        return at, piece
    return at, replace(piece, sought=True, first=at == sought[0])


def _pieces(
    text: str, opens: Mapping[int, Sequence[_Open]], cuts: Sequence[int]
) -> Iterator[tuple[int, Piece]]:
    """Yield the start and the piece of each stretch of text between two cuts."""
    active: list[_Open] = []
    for start, end in pairwise(cuts):
        active = [*(mark for mark in active if mark[0] > start), *opens.get(start, ())]
        # the card of the fewest words first: a click on "meet" is on the meeting, not on who speaks of it
        numbers = tuple(dict.fromkeys(number for _, _, number, _ in sorted(active, key=lambda mark: mark[1])))
        classes = dict.fromkeys(classes for *_, classes in active)
        yield start, Piece(text[start:end], numbers, " ".join(classes))


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
