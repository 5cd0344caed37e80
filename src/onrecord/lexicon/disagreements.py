"""The words of disagreements: contrast, denial, praise and blame, votes, matters of dispute; the signs, and their weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from onrecord.lexicon.attributions import AttributionKind
from onrecord.lexicon.forms import verb_forms
from onrecord.lexicon.tables import WrongCellError, grouped, read_table
from onrecord.types import DisagreementField, DisagreementKind

DisputeRole = Literal[
    "connective", "against", "answer", "insist", "correction", "name", "estimate", "praise", "blame", "claim", "light",
    "dissent", "decide", "vote", "charge", "author", "daypart", "magnitude", "unit",
]  # fmt: skip
VERB_ROLES: tuple[DisputeRole, ...] = (
    "against",
    "answer",
    "name",
    "estimate",
    "dissent",
    "decide",
    "charge",
    "author",
)  # roles of words that are mostly verbs
WEIGHTS = "disagreement_weights.tsv"
SIGNS, TRAITS = "dispute_signs.tsv", "dispute_traits.tsv"
DenialForm = Literal["clause", "pronoun", "claim", "any", "thing"]
Comparison = Literal[
    "vote", "estimate", "count", "who", "whom", "when", "where", "polarity", "judgement", "none"
]
# what a claim can be seen to have: the roles of its words, a negation, and the kind of its attribution
CLAIM_ROLES = (*get_args(DisputeRole), "negates", *(f"kind_{kind}" for kind in get_args(AttributionKind)))


@dataclass(frozen=True, slots=True)
class DisputeWord:
    """A row of `dispute_words.tsv`."""

    word: str
    role: DisputeRole


def _check_roles(row: object, *columns: str) -> None:
    """Refuse a role that no claim has."""
    for column in columns:
        for role in getattr(row, column):
            if role not in CLAIM_ROLES:
                raise WrongCellError(column, role, CLAIM_ROLES)


@dataclass(frozen=True, slots=True)
class SignRow:
    """A row of `dispute_signs.tsv`."""

    sign: str
    compares: Comparison | None
    cue: tuple[str, ...]
    content: tuple[str, ...]
    either: tuple[str, ...]
    forms: tuple[DenialForm, ...]
    form: bool
    strength: int
    kind: DisagreementKind | None
    field: DisagreementField
    sure: str | None

    def __post_init__(self) -> None:
        """Refuse roles that no claim has."""
        _check_roles(self, "cue", "content", "either")

    def speaks(self, cue: frozenset[str], content: frozenset[str], form: DenialForm) -> bool:
        """Return whether a claim with these roles, which denies something of a `form`, has the sign's own words."""
        return (
            cue.issuperset(self.cue)
            and content.issuperset(self.content)
            and (cue | content).issuperset(self.either)
            and (not self.forms or form in self.forms)
        )

    def name_of(self, form: DenialForm) -> str:
        """Return the name of the sign for a claim that denies something of a `form`."""
        return f"{self.sign}_{form}" if self.form else self.sign


@dataclass(frozen=True, slots=True)
class TraitRow:
    """A row of `dispute_traits.tsv`."""

    feature: str
    answer: tuple[str, ...]
    answered: tuple[str, ...]
    either: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse roles that no claim has."""
        _check_roles(self, "answer", "answered", "either")

    def holds(self, answer: frozenset[str], answered: frozenset[str]) -> bool:
        """Return whether the cues of two claims, given by their roles, have the trait."""
        return (
            _has_one(answer, self.answer)
            and _has_one(answered, self.answered)
            and _has_one(answer | answered, self.either)
        )


def _has_one(found: frozenset[str], roles: tuple[str, ...]) -> bool:
    """Return whether one of `roles` is found, or none is asked for."""
    return not roles or not found.isdisjoint(roles)


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
    dissents: re.Pattern[str]  # words of a minority, in any form: a text without them has none
    concepts: Mapping[str, str]
    verb_forms: Mapping[str, str]
    partner_weights: Mapping[str, float]
    sureness_weights: Mapping[str, float]
    signs: tuple[SignRow, ...]
    traits: tuple[TraitRow, ...]

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
        dissents=re.compile(
            "|".join(re.escape(row.word.split()[0]) for row in rows if row.role == "dissent"), re.IGNORECASE
        ),
        concepts=MappingProxyType(_concepts()),
        verb_forms=MappingProxyType(verb_forms(r.word for r in rows if r.role in VERB_ROLES)),
        partner_weights=MappingProxyType({row.feature: row.partner for row in weights}),
        sureness_weights=MappingProxyType({row.feature: row.sureness for row in weights}),
        signs=read_table(SIGNS, SignRow),
        traits=read_table(TRAITS, TraitRow),
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
