"""In how many texts a word stands: fixed word weights, so that a score does not depend on what else is stored.

`word_texts.tsv.gz` is made by `training/word_texts.py`, which says from what.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.lexicon.tables import WrongCellError, read_table

TABLE = "word_texts.tsv.gz"
WORD = re.compile(r"[^\W_](?:[^\W_]|['’-](?=[^\W_]))*")
POSSESSIVE = re.compile(r"(?:'s|')$")


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of `word_texts.tsv.gz`."""

    word: str
    texts: int

    def __post_init__(self) -> None:
        if self.texts < 1:
            raise WrongCellError("texts", str(self.texts), ())


@dataclass(frozen=True)
class WordTexts:
    """How many of `total` texts each word stands in; `unknown` is taken for a word of no row."""

    texts: Mapping[str, int]
    total: int
    unknown: float

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a folded word: 0 if every text has it."""
        return math.log(self.total / self.texts.get(word, self.unknown))


def word_texts_of(rows: tuple[WordRow, ...]) -> WordTexts:
    """Return the rows as a mapping. A word of no row is as frequent as half of the least frequent one that has one."""
    counts = [row.texts for row in rows]
    return WordTexts({row.word: row.texts for row in rows}, max(counts), min(counts) / 2)


@lru_cache(maxsize=1)
def load_word_texts() -> WordTexts:
    """Load word_texts.tsv.gz, once a process."""
    return word_texts_of(read_table(TABLE, WordRow))


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text as matches, in order: letters, digits, and apostrophes and hyphens inside.

    >>> [m.group() for m in words_in("The U.N.'s 12 cease-fires")]
    ['The', 'U', 'N', 's', '12', 'cease-fires']
    """
    return WORD.finditer(text)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return a word in small letters, without the ending of the possessive.

    >>> fold_word("Iran’s"), fold_word("Cease-fires")
    ('iran', 'cease-fires')
    """
    return POSSESSIVE.sub("", word.lower().replace("’", "'"))
