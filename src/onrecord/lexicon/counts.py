"""The words around numbers that tell what they count, for numbers of several reports: `happening_counts.tsv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.lexicon.forms import noun_forms, verb_forms
from onrecord.lexicon.numbers import pieces_of
from onrecord.lexicon.tables import WrongCellError, grouped, read_table
from onrecord.ontologies import check_codes, check_mode

CountRole = Literal[
    "verb", "word", "person", "group", "thing", "skip", "skip_before", "total", "part", "part_before", "former",
    "former_near", "elsewhen", "vote", "same", "lead_in", "break", "noun_break", "insert",
    "apart", "mode", "kind", "type",
]  # fmt: skip
CountState = Literal[
    "killed", "injured", "missing", "held", "freed", "expelled", "displaced", "charged", "sentenced", "jailed for",
    "acquitted", "dismissed", "elected", "deployed", "delivered", "destroyed", "intercepted", "signed", "participants",
    "votes for", "votes against", "abstained",
]  # fmt: skip
STATES: tuple[CountState, ...] = get_args(CountState)
TELLING: frozenset[CountRole] = frozenset({"verb", "word", "mode", "type", "kind"})  # their key is a state
TABLES: frozenset[CountRole] = frozenset(
    {"lead_in", "break", "noun_break", "insert", "apart", "mode", "kind", "type"}
)  # rows that are not looked for in texts


@dataclass(frozen=True, slots=True)
class HappeningCount:
    """A row of `happening_counts.tsv`."""

    word: str
    role: CountRole
    key: str

    def __post_init__(self) -> None:
        """Check types and modes against PLOVER, and the keys that say what became of people."""
        if self.role == "type":
            check_codes(self.word, None, columns=("word", "", ""))
        if self.role == "mode":
            check_mode(self.word, "word")
        if self.role in TELLING and self.key not in STATES:
            raise WrongCellError("key", self.key, STATES)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a word or phrase of a text says of the numbers around it; its length is in words and signs."""

    role: CountRole
    key: str
    length: int


@dataclass(frozen=True)
class CountWords:
    """The words under their first piece, the longest first; the key of each mode; the types of events of each key; plain lists of words."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Mark], ...]]
    modes: Mapping[str, str]
    types: Mapping[str, frozenset[str]]
    lists: Mapping[CountRole, frozenset[str]]

    def at(self, words: Sequence[str], n: int) -> tuple[Mark, ...]:
        """Return the marks of the words that begin at place `n`."""
        found = self.by_first.get(words[n])
        if found is None:
            return ()
        return tuple(
            mark for phrase, mark in found if mark.length == 1 or tuple(words[n : n + mark.length]) == phrase
        )


@lru_cache(maxsize=1)
def load_count_words() -> CountWords:
    """Load the table once a process."""
    rows = read_table("happening_counts.tsv", HappeningCount)
    found = {(form, row.role): row.key for row in rows if row.role not in TABLES for form in forms_of(row)}
    phrases = [(pieces_of(form), role, key) for (form, role), key in found.items()]
    marks = sorted(
        ((phrase, Mark(role, key, len(phrase))) for phrase, role, key in phrases),
        key=lambda item: -len(item[0]),
    )
    return CountWords(
        by_first=MappingProxyType(grouped((phrase[0], (phrase, mark)) for phrase, mark in marks)),
        modes=MappingProxyType({row.word: row.key for row in rows if row.role in ("mode", "kind")}),
        types=MappingProxyType(
            {
                key: frozenset(own)
                for key, own in grouped((row.key, row.word) for row in rows if row.role == "type").items()
            }
        ),
        lists=MappingProxyType(
            {role: frozenset(own) for role, own in grouped((row.role, row.word) for row in rows).items()}
        ),
    )


def forms_of(row: HappeningCount) -> list[str]:
    """Return the forms of a row's words that are looked for in texts."""
    if row.role == "verb":
        return [form for form, lemma in verb_forms([row.word]).items() if lemma == row.word]
    if row.role in ("person", "group", "thing"):
        return [form for form in noun_forms([row.word]) if not form.endswith("ss")]
    return [row.word]
