"""The catalogue of rules: what each decides, and the sentence that views print for it."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Meta

from onrecord.lexicon.tables import WrongCellError, read_table
from onrecord.types import CodingBasis, Reason

PLACEHOLDERS = ("words", "score")  # of a sentence
CODED: Mapping[CodingBasis, str] = {  # the rules that give a country which the words leave open
    "member": "coded-by-its-sector",
    "place": "coded-by-the-place",
    "only country": "coded-by-the-report",
    "home": "coded-by-the-other-side",
}
RuleName = Annotated[str, Meta(pattern=r"^[a-z]+(-[a-z]+)+$")]
RuleLayer = Literal[
    "times",
    "actors",
    "places",
    "attributions",
    "sourcing",
    "events",
    "roles",
    "status",
    "who",
    "store",
    "assembly",
]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A row of `reasons.tsv`: a rule, what it decides, and its sentence."""

    rule: RuleName
    layer: RuleLayer
    sentence: str

    def __post_init__(self) -> None:
        """Check the placeholders of the sentence."""
        for _, field, _, _ in string.Formatter().parse(self.sentence):
            if field is not None and field not in PLACEHOLDERS:
                raise WrongCellError("sentence", f"{{{field}}}", (f"{{{name}}}" for name in PLACEHOLDERS))


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, RuleRow]:
    """Load reasons.tsv, by the name of the rule."""
    return {row.rule: row for row in read_table("reasons.tsv", RuleRow)}


def sentence_of(reason: Reason) -> str:
    """Return a reason in words, with the table and the line of the row that decided.

    A rule that this version does not have is printed as it is: a store may hold readings of a later one.

    >>> sentence_of(Reason(rule="modal-verb", words="may", table="status_auxiliaries.tsv", line=13))
    'the modal “may” (status_auxiliaries.tsv line 13)'
    """
    row = load_rules().get(reason.rule)
    template = row.sentence if row is not None else reason.rule + (": {words}" if reason.words else "")
    score = "unknown" if reason.score is None else f"{reason.score:.2f}"
    return template.format(words=reason.words or "unknown", score=score) + _row(reason)


def _row(reason: Reason) -> str:
    if reason.table is None:
        return ""
    return f" ({reason.table}" + (f" line {reason.line})" if reason.line is not None else ")")


def sentences_of(basis: Iterable[Reason]) -> tuple[str, ...]:
    """Return the reasons for a fact in words, in their order."""
    return tuple(map(sentence_of, basis))
