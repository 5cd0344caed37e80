"""The words of factuality: modals, operators, marks, and how two statuses combine.

Each table is a file beside this one (`status_*.tsv`), whose first lines explain its columns. The
method is that of event factuality (Saurí and Pustejovsky 2009): a governing word gives a status to
the act in its scope, another one if it is negated, and statuses combine from the outermost word inwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

from onrecord.lexicon.attributions import AttributionKind
from onrecord.lexicon.classes import WordClasses, load_word_classes
from onrecord.lexicon.conditions import ConditionWords, load_condition_words
from onrecord.lexicon.tables import grouped, line_number, read_table
from onrecord.types import Certainty, Status

OPERATORS, AUXILIARIES, MARKS = "status_operators.tsv", "status_auxiliaries.tsv", "status_marks.tsv"
ATTRIBUTIONS = "status_attributions.tsv"

Effect = Literal[
    Status,
    "same",  # the status of the act is that of its governor
    "claimed",  # the act's own words decide, but it is only said, thought or suspected
]
Holding = Literal["effect", "negated", "both"]  # which status of a row the model does not overrule
OperatorPos = Literal["verb", "noun", "adj", "adv"]
Scope = Literal[
    "clause", "infinitive", "object", "subject", "modified", "compound", "that",
    "about", "against", "for", "from", "in", "near", "of", "on", "over", "to", "with",
]  # fmt: skip
MarkEffect = Literal[
    "question", "asked", "negated", "possible", "ahead", "when", "same", "occurred", "purpose"
]


# what a mark introduces
MARKED = {"clause": ("clause",), "phrase": ("phrase",), "both": ("clause", "phrase")}


@dataclass(frozen=True, slots=True)
class Operator:
    """A row of `status_operators.tsv`: the status that a word gives to the act in its scope."""

    word: str
    pos: OperatorPos
    scope: tuple[Scope, ...]
    effect: Effect
    negated: Effect | None
    certainty: Certainty | None
    holds: Holding | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Auxiliary:
    """A row of `status_auxiliaries.tsv`: the status under a modal alone, negated, with "have", and reported."""

    word: str
    effect: Status
    negated: Status
    perfect: Status
    reported: Status | None
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of `status_marks.tsv`: a conjunction or preposition, and its effect on what follows."""

    word: str
    on: Literal["clause", "phrase", "both"]
    effect: MarkEffect
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class Combination:
    """A row of `status_combine.tsv`: the result of an outer over an inner status."""

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
    """A row of `status_attributions.tsv`: the status that a kind of attribution gives to its content."""

    kind: AttributionKind
    effect: Effect
    negative: Effect
    certainty: Certainty | None
    open: bool
    line: int = line_number()


@dataclass(frozen=True, slots=True)
class StatusWords:
    """All word tables of status, certainty and the agenda."""

    operators: Mapping[tuple[str, str], tuple[Operator, ...]]  # by word and part of speech
    auxiliaries: Mapping[str, Auxiliary]
    marks: Mapping[tuple[str, str], Mark]  # by word and "clause" or "phrase"
    classes: WordClasses
    conditions: ConditionWords
    combinations: Mapping[tuple[str, str], str]
    certainties: Mapping[Status, Certainty]
    attributions: Mapping[str, AttributionEffect]

    def combine(self, outer: Status, inner: Status) -> Status:
        """Return the status of an act with the status `inner` in the scope of the status `outer`.

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
    rows = read_table(OPERATORS, Operator)
    operators: dict[tuple[str, str], tuple[Operator, ...]] = grouped(((r.word, r.pos), r) for r in rows)
    inflected = {
        (form, pos): found
        for (word, pos), found in reversed(operators.items())
        for form in reversed(regular_forms(word, pos))
    }
    marks = read_table(MARKS, Mark)
    return StatusWords(
        operators=MappingProxyType({**inflected, **operators}),
        auxiliaries=MappingProxyType({a.word: a for a in read_table(AUXILIARIES, Auxiliary)}),
        marks=MappingProxyType({(mark.word, on): mark for mark in marks for on in MARKED[mark.on]}),
        classes=load_word_classes(),
        conditions=load_condition_words(),
        combinations=MappingProxyType(
            {(c.outer, c.inner): c.result for c in read_table("status_combine.tsv", Combination)}
        ),
        certainties=MappingProxyType(
            {s.status: s.certainty for s in read_table("status_certainty.tsv", StatusCertainty)}
        ),
        attributions=MappingProxyType({a.kind: a for a in read_table(ATTRIBUTIONS, AttributionEffect)}),
    )


def regular_forms(word: str, pos: str) -> tuple[str, ...]:
    """Return the regular inflected forms of a verb or noun, in case the model's lemma is wrong.

    Some of them do not exist ("planed" of "plan"); they do no harm.

    >>> regular_forms("deny", "verb")
    ('denys', 'denies', 'denyed', 'denied', 'denying')
    """
    if " " in word or not word.isalpha():
        return ()
    kind = next((ending for ending in ("e", "y") if word.endswith(ending)), "")
    endings = INFLECTIONS.get((pos, kind), INFLECTIONS.get((pos, ""), ()))
    return tuple(ending.format(word=word, stem=word[:-1], last=word[-1]) for ending in endings)


INFLECTIONS: Mapping[tuple[str, str], tuple[str, ...]] = {  # by part of speech and last letter
    ("noun", ""): ("{word}s", "{word}es"),
    ("noun", "y"): ("{word}s", "{stem}ies"),
    ("verb", ""): ("{word}s", "{word}es", "{word}ed", "{word}{last}ed", "{word}ing", "{word}{last}ing"),
    ("verb", "e"): ("{word}s", "{word}d", "{stem}ing"),
    ("verb", "y"): ("{word}s", "{stem}ies", "{word}ed", "{stem}ied", "{word}ing"),
}
