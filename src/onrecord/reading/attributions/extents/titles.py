"""Quotation marks that are no speech: around the title of a work."""

from __future__ import annotations

import re

from onrecord.grammar import Quote

SHORT_WORD = 4  # letters; longer words of a title have a capital
TITLE = 2  # words with a capital, at least
WORD = re.compile(r"\w+")


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
