"""Arrange styled words in lines of a terminal: wrapped, indented, coloured or plain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

Style = Literal["plain", "title", "head", "name", "quote", "faint", "good", "open", "bad", "struck"]
Words = tuple[str, Style]

ANSI: dict[Style, str] = {
    "plain": "",
    "title": "\x1b[1m",
    "head": "\x1b[1;36m",
    "name": "\x1b[1m",
    "quote": "",
    "faint": "\x1b[2m",
    "good": "\x1b[32m",
    "open": "\x1b[33m",
    "bad": "\x1b[31m",
    "struck": "\x1b[9m",
}
RESET = "\x1b[0m"
NARROWEST = 24  # columns: in fewer, each word would need a line

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_HALVES = re.compile("[\ud800-\udfff]")  # of surrogate pairs: names of files that are not UTF-8 have them


def printable(text: str) -> str:
    r"""Return `text` on one line, without control characters of a terminal.

    >>> printable("a\x1b[31m red\r\n line")
    'a [31m red line'
    """
    return " ".join(_HALVES.sub("\ufffd", _UNPRINTABLE.sub(" ", text)).replace("\xad", "").split())


def paragraph(parts: Iterable[Words], width: int, *, indent: int = 0, hanging: int = 0, colour: bool) -> str:
    """Return the words of `parts` wrapped at `width`; later lines are indented by `hanging` more.

    Two parts are joined without a blank unless there is white space between them.
    """
    lines: list[list[Words]] = [[]]
    room = max(width, NARROWEST) - indent
    used = 0
    for piece in _pieces(parts):
        length = sum(len(text) for text, _ in piece)
        if lines[-1] and used + 1 + length > room:
            lines.append([])
            used, room = 0, max(width, NARROWEST) - indent - hanging
        if lines[-1]:
            lines[-1].append((" ", "plain"))
            used += 1
        lines[-1].extend(piece)
        used += length
    margins = [" " * indent] + [" " * (indent + hanging)] * (len(lines) - 1)
    return "\n".join(
        margin + _painted(line, colour=colour) for margin, line in zip(margins, lines, strict=True)
    )


def _pieces(parts: Iterable[Words]) -> list[list[Words]]:
    """Return the unbreakable pieces: a word and the parts joined to it, each part with its style."""
    pieces: list[list[Words]] = []
    loose = True  # the next word begins a new piece
    for text, style in parts:
        for bit in re.findall(r"\s+|\S+", text):
            if bit.isspace():
                loose = True
            elif loose:
                pieces.append([(bit, style)])
                loose = False
            else:
                pieces[-1].append((bit, style))
    return pieces


def _painted(line: Sequence[Words], *, colour: bool) -> str:
    runs = groupby(_joined(line), key=lambda words: words[1])
    texts = [("".join(text for text, _ in words), style) for style, words in runs]
    if not colour:
        return "".join(text for text, _ in texts)
    return "".join(f"{ANSI[style]}{text}{RESET}" if ANSI[style] else text for text, style in texts)


def _joined(line: Sequence[Words]) -> Iterator[Words]:
    """Yield the line with each blank in the style of the words around it, if they have the same."""
    for n, (text, style) in enumerate(line):
        inner = text == " " and 0 < n < len(line) - 1 and line[n - 1][1] == line[n + 1][1]
        yield text, line[n - 1][1] if inner else style
