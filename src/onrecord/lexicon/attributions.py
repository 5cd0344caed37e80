"""The words of attributions: cues, kinds of sources, words of silence and of contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.tables import read_table
from onrecord.types import Polarity

CuePos = Literal["verb", "noun", "adjective", "adposition"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues.tsv`: one word of saying, thinking or planning and where its content stands."""

    lemma: str
    pos: CuePos
    kind: str
    polarity: Polarity
    frames: tuple[str, ...]
    hearer: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the lemma: the head first for all but adpositions."""
        return tuple(self.lemma.split())


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A row of `sourcing.tsv`."""

    lemma: str
    sourcing: Literal["person", "group", "document"]


@dataclass(frozen=True, slots=True)
class SayingWord:
    """A row of `saying.tsv`."""

    word: str
    role: Literal[
        "governor",
        "negator",
        "nothing",
        "setting",
        "elision",
        "agent",
        "holder",
        "partner",
        "dummy",
        "relative",
        "focus",
    ]
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class ContrastWord:
    """A row of `contrast.tsv`."""

    word: str
    role: Literal["connective", "against", "answer", "correction", "light"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of `topics.tsv`."""

    concept: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """All word tables that attributions and disagreements are read with.

    `cues` goes from a part of speech and the first word of a lemma to its rows, the longest
    lemma first, so that "point out" is tried before "point".
    """

    cues: Mapping[tuple[CuePos, str], tuple[Cue, ...]]
    sourcing: Mapping[str, Literal["person", "group", "document"]]
    governors: Mapping[str, Polarity]
    negators: frozenset[str]
    nothings: frozenset[str]
    settings: frozenset[str]
    elisions: frozenset[str]
    agents: frozenset[str]
    holders: frozenset[str]
    partners: frozenset[str]
    dummies: frozenset[str]
    relatives: frozenset[str]
    focus: frozenset[str]
    contrast: re.Pattern[str]
    against: frozenset[str]
    answers: frozenset[str]
    corrections: frozenset[str]
    light: frozenset[str]
    concepts: Mapping[str, str]


def load_attribution_words() -> AttributionWords:
    """Read the tables that ship in the package."""
    by_head: dict[tuple[CuePos, str], list[Cue]] = {}
    for cue in read_table("cues.tsv", Cue):
        by_head.setdefault((cue.pos, cue.words[0]), []).append(cue)
    saying = read_table("saying.tsv", SayingWord)
    said = {role: frozenset(w.word for w in saying if w.role == role) for role in {w.role for w in saying}}
    contrast = read_table("contrast.tsv", ContrastWord)
    return AttributionWords(
        cues=MappingProxyType({k: tuple(sorted(v, key=_longest_first)) for k, v in by_head.items()}),
        sourcing=MappingProxyType({w.lemma: w.sourcing for w in read_table("sourcing.tsv", SourceWord)}),
        governors=MappingProxyType({w.word: w.polarity for w in saying if w.role == "governor"}),
        negators=said["negator"],
        nothings=said["nothing"],
        settings=said["setting"],
        elisions=said["elision"],
        agents=said["agent"],
        holders=said["holder"],
        partners=said["partner"],
        dummies=said["dummy"],
        relatives=said["relative"],
        focus=said["focus"],
        contrast=_any_of(w.word for w in contrast if w.role == "connective"),
        against=frozenset(w.word for w in contrast if w.role == "against"),
        answers=frozenset(w.word for w in contrast if w.role == "answer"),
        corrections=frozenset(w.word for w in contrast if w.role == "correction"),
        light=frozenset(w.word for w in contrast if w.role == "light"),
        concepts=MappingProxyType(_concepts()),
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `phrases` as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE)


def _concepts() -> dict[str, str]:
    """Return the concept of each lemma; a lemma of two concepts has the first."""
    found: dict[str, str] = {}
    for topic in read_table("topics.tsv", Topic):
        for lemma in topic.lemmas:
            found.setdefault(lemma, topic.concept)
    return found


def _longest_first(cue: Cue) -> tuple[int, str]:
    return -len(cue.words), cue.lemma
