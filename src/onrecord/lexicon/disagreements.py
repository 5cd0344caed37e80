"""The words of disagreements: contrast, denial, praise and blame, matters of dispute, and the weights of the signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from onrecord.lexicon.forms import verb_forms
from onrecord.lexicon.tables import grouped, read_table

DisputeRole = Literal[
    "connective", "against", "answer", "insist", "doubt", "correction", "name", "estimate", "praise", "blame", "claim", "light",
]  # fmt: skip
VERB_ROLES: tuple[DisputeRole, ...] = (
    "against",
    "answer",
    "name",
    "estimate",
)  # roles of words that are mostly verbs
WEIGHTS = "disagreement_weights.tsv"


@dataclass(frozen=True, slots=True)
class DisputeWord:
    """A row of `dispute_words.tsv`."""

    word: str
    role: DisputeRole


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of `topics.tsv`."""

    concept: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of `disagreement_weights.tsv`: what a named feature of two claims adds to the log odds of two models."""

    feature: str
    partner: float
    sureness: float


@dataclass(frozen=True, slots=True)
class DisagreementWords:
    """All word tables that disagreements are read with.

    `roles` maps a lemma to its roles; `phrases` maps the first lemma of a phrase to its further lemmas and its role.
    """

    roles: Mapping[str, frozenset[DisputeRole]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], DisputeRole], ...]]
    connectives: re.Pattern[str]
    concepts: Mapping[str, str]
    verb_forms: Mapping[str, str]
    partner_weights: Mapping[str, float]
    sureness_weights: Mapping[str, float]

    def has_role(self, lemma: str, role: DisputeRole) -> bool:
        """Return whether a lemma has a role."""
        return role in self.roles.get(lemma, ())


def load_disagreement_words() -> DisagreementWords:
    """Read the tables that ship in the package."""
    rows = read_table("dispute_words.tsv", DisputeWord)
    weights = read_table(WEIGHTS, Weight)
    return DisagreementWords(
        roles=MappingProxyType(_roles(rows)),
        phrases=MappingProxyType(_phrases(rows)),
        connectives=_any_of(row.word for row in rows if row.role == "connective"),
        concepts=MappingProxyType(_concepts()),
        verb_forms=MappingProxyType(verb_forms(r.word for r in rows if r.role in VERB_ROLES)),
        partner_weights=MappingProxyType({row.feature: row.partner for row in weights}),
        sureness_weights=MappingProxyType({row.feature: row.sureness for row in weights}),
    )


def _roles(rows: Iterable[DisputeWord]) -> dict[str, frozenset[DisputeRole]]:
    """Return the roles of each word that stands alone."""
    found = grouped((row.word, row.role) for row in rows if row.role != "connective")
    return {word: frozenset(roles) for word, roles in found.items() if " " not in word}


def _phrases(rows: Iterable[DisputeWord]) -> dict[str, tuple[tuple[tuple[str, ...], DisputeRole], ...]]:
    """Return the phrases of several lemmas by the first."""
    split = [(row.word.split(), row.role) for row in rows if row.role != "connective"]
    return grouped((words[0], (tuple(words[1:]), role)) for words, role in split if len(words) > 1)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `phrases` as whole words, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE)


def _concepts() -> dict[str, str]:
    """Return the concept of each lemma; a lemma of two concepts has the first."""
    topics = reversed(read_table("topics.tsv", Topic))
    return {lemma: topic.concept for topic in topics for lemma in topic.lemmas}
