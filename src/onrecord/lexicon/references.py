"""The words that decide whether two mentions corefer: pronouns, determiners, genders of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.classes import load_word_classes
from onrecord.lexicon.mentions import load_mention_words
from onrecord.lexicon.tables import read_table


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A row of `reference_words.tsv`."""

    word: str
    use: Literal["pronoun", "determiner"]
    group: int


@dataclass(frozen=True)
class ReferenceWords:
    """Groups of pronouns and determiners, signs of the genitive, genders of given names and of nouns for people."""

    pronouns: Mapping[str, int]
    determiners: Mapping[str, int]
    genitives: frozenset[str]
    genders: Mapping[str, str]


@lru_cache(maxsize=1)
def load_reference_words() -> ReferenceWords:
    """Read the tables that ship with the package."""
    rows = read_table("reference_words.tsv", ReferenceRow)
    words = load_mention_words()
    nouns = {
        row.phrase: row.gender for found in words.roles.values() for _, row in found if row.gender is not None
    }
    titles = {row.title: row.gender for row in words.titles.values() if row.gender is not None}
    return ReferenceWords(
        pronouns={row.word: row.group for row in rows if row.use == "pronoun"},
        determiners={row.word: row.group for row in rows if row.use == "determiner"},
        genitives=load_word_classes().genitive_marks,
        genders={**words.genders, **nouns, **titles},
    )
