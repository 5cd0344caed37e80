"""The words that say how an act stands: modals, operators, marks, and how two of them combine.

Each table is a file beside this one (`status_*.tsv`), whose first lines say what its columns mean.
The idea is that of event factuality (Saurí and Pustejovsky 2009): what a governing word makes of
the act it governs, alone and denied, is a fact about the word, and facts combine from the
outermost word inwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

from onrecord.lexicon.attributions import AttributionKind
from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.tables import line_number, read_table
from onrecord.types import Certainty, Status

OPERATORS, AUXILIARIES, MARKS = "status_operators.tsv", "status_auxiliaries.tsv", "status_marks.tsv"
ATTRIBUTIONS = "status_attributions.tsv"

Effect = Literal[
    "occurred",
    "ongoing",
    "planned",
    "expected",
    "possible",
    "unlikely",
    "conditional",
    "requested",
    "negated",
    "denied",
    "same",  # the act happens as its governor does
    "claimed",  # its own words decide, but somebody only says, thinks or suspects so
]
OperatorPos = Literal["verb", "noun", "adj", "adv"]
Scope = Literal[
    "clause", "infinitive", "object", "subject", "modified", "compound", "that",
    "about", "against", "for", "from", "in", "of", "on", "over", "to", "with",
]  # fmt: skip
MarkEffect = Literal[
    "condition", "question", "negated", "possible", "ahead", "when", "same", "occurred", "purpose"
]


@dataclass(frozen=True, slots=True)
class Operator:
    """A row of `status_operators.tsv`: what a word makes of the act in its scope."""

    word: str
    pos: OperatorPos
    scope: tuple[Scope, ...]
    effect: Effect
    negated: Effect | None
    certainty: Certainty | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A row of `status_auxiliaries.tsv`: a modal alone, denied, with "have", and reported."""

    word: str
    effect: Status
    negated: Status
    perfect: Status
    reported: Status | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of `status_marks.tsv`: a conjunction or preposition and what it makes of what follows."""

    word: str
    on: Literal["clause", "phrase", "both"]
    effect: MarkEffect
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Combination:
    """A row of `status_combine.tsv`: outer over inner gives result."""

    outer: Status
    inner: Literal[Status, "*"]
    result: Literal[Status, "-"]


@dataclass(frozen=True, slots=True)
class StatusCertainty:
    """A row of `status_certainty.tsv`."""

    status: Status
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class AttributionEffect:
    """A row of `status_attributions.tsv`: what the kind of an attribution makes of its content."""

    kind: AttributionKind
    effect: Effect
    negative: Effect
    certainty: Certainty | None
    open: bool
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class StatusWords:
    """All word tables that status, certainty and the agenda are read with."""

    operators: Mapping[tuple[str, str], tuple[Operator, ...]]  # by word and part of speech
    auxiliaries: Mapping[str, Auxiliary]
    marks: Mapping[tuple[str, str], Mark]  # by word and "clause" or "phrase"
    classes: WordClasses
    combinations: Mapping[tuple[str, str], str]
    certainties: Mapping[Status, Certainty]
    attributions: Mapping[str, AttributionEffect]

    def combine(self, outer: Status, inner: Status) -> Status:
        """Return the status of an act that is `inner` by its own words inside one that is `outer`.

        >>> load_status_words().combine("possible", "planned")
        'possible'
        """
        result = self.combinations.get((outer, inner)) or self.combinations.get((outer, "*"), "-")
        if result == "-":
            return inner
        return cast("Status", result)


@lru_cache(maxsize=1)
def load_status_words() -> StatusWords:
    """Load the tables of status and agenda."""
    operators: dict[tuple[str, str], list[Operator]] = {}
    for row in read_table(OPERATORS, Operator):
        operators.setdefault((row.word, row.pos), []).append(row)
    for word, pos in [*operators]:
        for form in regular_forms(word, pos):
            operators.setdefault((form, pos), operators[word, pos])
    marks: dict[tuple[str, str], Mark] = {}
    for mark in read_table(MARKS, Mark):
        for on in ("clause", "phrase") if mark.on == "both" else (mark.on,):
            marks[mark.word, on] = mark
    return StatusWords(
        operators=MappingProxyType({key: tuple(rows) for key, rows in operators.items()}),
        auxiliaries=MappingProxyType({a.word: a for a in read_table(AUXILIARIES, Auxiliary)}),
        marks=MappingProxyType(marks),
        classes=load_word_classes(),
        combinations=MappingProxyType(
            {(c.outer, c.inner): c.result for c in read_table("status_combine.tsv", Combination)}
        ),
        certainties=MappingProxyType(
            {s.status: s.certainty for s in read_table("status_certainty.tsv", StatusCertainty)}
        ),
        attributions=MappingProxyType({a.kind: a for a in read_table(ATTRIBUTIONS, AttributionEffect)}),
    )


def regular_forms(word: str, pos: str) -> tuple[str, ...]:
    """Return the regular inflected forms of a verb or noun, so that a wrong lemma does not hide the word.

    Some of them are no words ("planed" beside "planned"); no text will hold those.

    >>> regular_forms("deny", "verb")
    ('denys', 'denies', 'denyed', 'denied', 'denying')
    """
    if " " in word or not word.isalpha():
        return ()
    stem = word[:-1]
    if pos == "noun":
        return (word + "s", word + "es") if not word.endswith("y") else (word + "s", stem + "ies")
    if pos != "verb":
        return ()
    if word.endswith("e"):
        return word + "s", word + "d", stem + "ing"
    if word.endswith("y"):
        return word + "s", stem + "ies", word + "ed", stem + "ied", word + "ing"
    last = word[-1]
    return word + "s", word + "es", word + "ed", word + last + "ed", word + "ing", word + last + "ing"
