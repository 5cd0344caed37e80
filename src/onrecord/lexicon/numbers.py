"""The words of numbers and of what they count, from `numbers.tsv`, `count_words.tsv` and `times.tsv`.

The cardinals and the words of approximation stand in the table of time expressions ("about two years"); here they are
given the groups of numbers, so that no word stands in two tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.lexicon.classes import load_word_classes
from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.tables import grouped, line_number, read_table
from onrecord.lexicon.times import TimeGroup, TimeWord, TimexMod, load_time_words

Figure = Literal[
    "killed", "injured", "arrested", "abducted", "displaced", "participants", "money", "votes", "other"
]
NumberGroup = Literal[
    "digits", "number", "tens", "magnitude", "attached", "half", "article", "couple", "whole", "plural", "vague",
    "above", "below", "about", "above_after", "below_after", "about_after", "filler",
    "between", "to", "or", "and", "of", "in", "dash", "sign", "attached_sign", "money", "percent",
    "fraction", "age", "adjective", "open",
]  # fmt: skip
Upos = Literal["ADJ", "ADP", "ADV", "CCONJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"]
CountPos = Literal["verb", "noun", "adjective", "adverb"]
CountPlace = Literal["object", "subject", "counted", "person", "governed", "modified"]

PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]")
FROM_TIMES: Mapping[TimeGroup, NumberGroup] = {
    "number": "number", "hundreds": "number", "tens": "tens", "magnitude": "magnitude", "half": "half", "couple": "couple",
    "a": "article",
}  # fmt: skip
BOUND_OF: Mapping[TimexMod, NumberGroup] = {
    "LESS_THAN": "below", "EQUAL_OR_LESS": "below", "MORE_THAN": "above", "EQUAL_OR_MORE": "above", "APPROX": "about",
}  # fmt: skip
Phrase = tuple[str, ...]  # the pieces of a word or of several, in small letters


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A row of `numbers.tsv`: a word (or several) of a number phrase."""

    word: str
    group: NumberGroup
    value: float | None
    unit: str | None
    pos: tuple[Upos, ...]
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class CountWord:
    """A row of `count_words.tsv`: a word that tells what a number counts, and where the number stands to it."""

    lemma: str
    pos: CountPos
    place: tuple[CountPlace, ...]
    what: Figure
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of numbers; `by_first` holds the words under their first piece, the longest first."""

    by_first: Mapping[str, tuple[tuple[Phrase, NumberWord], ...]]
    counts: Mapping[tuple[str, CountPos, CountPlace], Figure]
    currencies: frozenset[str]  # the units of signs and of names of money
    uncounted: frozenset[str]  # words that do not begin a number where people or things are counted


@lru_cache(maxsize=1)
def load_number_words() -> NumberWords:
    """Load the tables, once a process."""
    rows = read_table("numbers.tsv", NumberWord)
    words = {pieces_of(row.word): row for row in (*_from_times(), *rows)}
    longest_first = sorted(words.items(), key=lambda item: len(item[0]), reverse=True)
    money = ("sign", "attached_sign", "money")
    return NumberWords(
        by_first=MappingProxyType(grouped((phrase[0], (phrase, row)) for phrase, row in longest_first)),
        counts=MappingProxyType(_counts()),
        currencies=frozenset(row.unit for row in rows if row.group in money and row.unit),
        uncounted=load_word_classes().uncounted_number_words,
    )


def pieces_of(text: str) -> Phrase:
    """Split a word in the way that number phrases are split: digits, letters and marks apart, in small letters.

    >>> pieces_of("Twenty-three"), pieces_of("N1,500m")
    (('twenty', '-', 'three'), ('n', '1,500', 'm'))
    """
    return tuple(PIECE.findall(text.lower()))


def _counts() -> dict[tuple[str, CountPos, CountPlace], Figure]:
    """Return what each word counts; verbs and nouns also by their forms, because models err in lemmas ("injur")."""
    rows = read_table("count_words.tsv", CountWord)
    forms: dict[CountPos, dict[str, str]] = {
        "verb": verb_forms(row.lemma for row in rows if row.pos == "verb"),
        "noun": noun_forms(row.lemma for row in rows if row.pos == "noun"),
    }
    by_lemma = {(row.lemma, row.pos, place): row.what for row in rows for place in row.place}
    by_form = {
        (form, pos, place): by_lemma[lemma, pos, place]
        for pos, lemma_of in forms.items()
        for form, lemma in lemma_of.items()
        for place in get_args(CountPlace)
        if (lemma, pos, place) in by_lemma
    }
    return by_form | by_lemma


def _from_times() -> list[NumberWord]:
    words = load_time_words().words.values()
    found = [(row, FROM_TIMES.get(row.group) or _bound(row)) for row in words]
    return [NumberWord(row.word, group, _value(row), None, ()) for row, group in found if group]


def _bound(row: TimeWord) -> NumberGroup | None:
    return BOUND_OF.get(row.mod) if row.mod and row.group in ("approx", "over") else None


def _value(row: TimeWord) -> float | None:
    return float(row.value) if row.value else None
