"""Quotation marks around the title of a work: they mark no speech."""

from __future__ import annotations

import re

from onrecord.grammar import Quote
from onrecord.reading.attributions.extents.drafts import Extent

SHORT_WORD = 4  # letters; titles write longer words with a capital
TITLE_WORDS = 2  # words with a capital that a title has at least; one alone is a name or a scare quote
SPEECH_ENDS = ".,!?"  # a mark of the sentence inside the quotation: speech, not a title
WORD = re.compile(r"\w+")


def is_title(text: str, quote: Quote, sentence: Extent) -> bool:
    """Return whether a quotation is a title: its long words have capitals, and those around it do not.

    In a headline every word has a capital, which says nothing.
    """
    if not _is_in_capitals(text[quote.inner_start : quote.inner_end]):
        return False
    if text[quote.inner_end - 1] in SPEECH_ENDS:
        return False
    around = text[sentence[0] : quote.start], text[quote.end : sentence[1]]
    return any(_is_long_and_small(word) for part in around for word in WORD.findall(part))


def _is_in_capitals(quoted: str) -> bool:
    words = WORD.findall(quoted)
    capitals = [word for word in words if not word[0].islower()]
    return len(capitals) >= TITLE_WORDS and not any(_is_long_and_small(word) for word in words)


def _is_long_and_small(word: str) -> bool:
    return len(word) > SHORT_WORD and word[0].islower()
