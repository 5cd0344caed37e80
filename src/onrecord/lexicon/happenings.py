"""The tables by which events of several reports are compared: words, types that may be one, parts of the score, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.tables import read_table
from onrecord.ontologies import check_codes
from onrecord.types import DisagreementField, Reason

WEIGHTS = "happening_weights.tsv"
BIAS = "bias"
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class HappeningWord:
    """A row of `happening_words.tsv`."""

    word: str
    role: Literal["another", "definite", "empty"]


@dataclass(frozen=True, slots=True)
class TypePair:
    """A row of `happening_types.tsv`: two types under which reports tell of one event."""

    left: str
    right: str

    def __post_init__(self) -> None:
        """Check both types against PLOVER."""
        check_codes(self.left, None, columns=("left", "", ""))
        check_codes(self.right, None, columns=("right", "", ""))


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of `happening_parts.tsv`: a part of the score, its weight before learning, whether it is learned, its fields, a sentence."""

    part: str
    prior: float
    learned: bool
    fields: tuple[DisagreementField, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class PartWeight:
    """A row of `happening_weights.tsv`: what a part adds to the log odds that two events are one happening."""

    part: str
    weight: float


@dataclass(frozen=True, slots=True)
class HappeningWords:
    """Words around triggers, and the pairs of types."""

    another: frozenset[str]
    definite: frozenset[str]
    empty: frozenset[str]
    types: frozenset[frozenset[str]]

    def may_be_one(self, left: str, right: str) -> bool:
        """Return whether events of two types may be one."""
        return left == right or frozenset((left, right)) in self.types

    def neighbours(self, kind: str) -> frozenset[str]:
        """Return a type, and those that may be one with it."""
        return frozenset((kind,)).union(*(pair for pair in self.types if kind in pair))


@lru_cache(maxsize=1)
def load_happening_words() -> HappeningWords:
    """Read the words and the pairs of types."""
    rows = read_table("happening_words.tsv", HappeningWord)
    return HappeningWords(
        another=frozenset(row.word for row in rows if row.role == "another"),
        definite=frozenset(row.word for row in rows if row.role == "definite"),
        empty=frozenset(row.word for row in rows if row.role == "empty"),
        types=frozenset(
            frozenset((row.left, row.right)) for row in read_table("happening_types.tsv", TypePair)
        ),
    )


@lru_cache(maxsize=1)
def load_parts() -> Mapping[str, PartRow]:
    """Read the parts of the score, by name."""
    return MappingProxyType({row.part: row for row in read_table("happening_parts.tsv", PartRow)})


@lru_cache(maxsize=1)
def load_part_weights() -> Mapping[str, float]:
    """Read the weight of each part; one that was not learned has its prior."""
    priors = {row.part: row.prior for row in load_parts().values()}
    return MappingProxyType(priors | {row.part: row.weight for row in read_table(WEIGHTS, PartWeight)})


@lru_cache(maxsize=1)
def load_part_points() -> Mapping[str, int]:
    """Read the weight of each part in thousandths: whole numbers, so that sums are exact in any order."""
    return MappingProxyType({part: round(THOUSAND * weight) for part, weight in load_part_weights().items()})


def part_sentence(reason: Reason) -> str:
    """Return a part of the score of a pair in words.

    >>> part_sentence(Reason(rule="same-mode", words="arrest", score=0.5))
    'both have the mode arrest'
    """
    row = load_parts().get(reason.rule)
    return row.sentence.format(words=reason.words or "unknown") if row else reason.rule
