r"""Words and sentences of a text without the reader, for formats that need words, which the store does not keep.

A word is a run of letters, digits and what joins them (hyphens, apostrophes, points inside abbreviations and numbers), or one
other character. A sentence ends with a paragraph, or with a full stop, question or exclamation mark, closing quotes behind it,
before white space and a capital, a digit or an opening quote; not after an initial or an abbreviation that names take.
The reader's own words and trees are better: `--trees` reads the texts again for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.types import Sentence, Token

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])|\n\s*\n")
UNENDING = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|No|vs|Co|Inc|Ltd|Corp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.N|U\.K|e\.g|i\.e))\.$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: its offsets."""

    start: int
    end: int


def stretches(text: str) -> Iterator[Stretch]:
    r"""Yield the sentences of a text.

    >>> text = "Mr. Day met J. Roe. They left.\n\nNo one spoke"
    >>> [text[s.start : s.end] for s in stretches(text)]
    ['Mr. Day met J. Roe.', 'They left.', 'No one spoke']
    """
    start = 0
    for match in SENTENCE_END.finditer(text):
        is_paragraph = match.group()[0] == "\n"
        if not is_paragraph and UNENDING.search(text[start : match.end()]):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    if words.strip():
        yield Stretch(start + left, start + len(words.rstrip()))


def sentences(text: str) -> Sequence[Sentence]:
    """Return the sentences of a text with their words, without lemmas, tags and trees."""
    return [
        Sentence(start=one.start, end=one.end, tokens=tuple(_tokens(text, one))) for one in stretches(text)
    ]


def _tokens(text: str, one: Stretch) -> Iterator[Token]:
    for match in WORD.finditer(text, one.start, one.end):
        yield Token(
            start=match.start(), end=match.end(), text=match.group(), lemma="_", upos="_", feats="_", head=-1, deprel="_"
        )  # fmt: skip
