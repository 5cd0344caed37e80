"""The answer of a rule of sourcing, and the two ways in which a rule gives its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.lexicon.attributions import SOURCING
from onrecord.reading.attributions.sources.noun import Noun
from onrecord.reading.rules import Rule
from onrecord.types import Reason, Sourcing


@dataclass(frozen=True, slots=True)
class Sourced:
    """What kind of source the words name; the last of the `reasons` is the rule that decided."""

    sourcing: Sourcing
    reasons: tuple[Reason, ...]


def by_noun(name: str, applies: Callable[[Noun], bool], sourcing: Sourcing) -> Rule[Noun, Sourced]:
    """Return a rule whose reason is the noun."""
    return Rule(name, applies, lambda noun: Sourced(sourcing, (_reason(name, noun),)))


def by_table(name: str, applies: Callable[[Noun], bool], sourcing: Sourcing) -> Rule[Noun, Sourced]:
    """Return a rule whose reason is the noun and its row of sourcing.tsv, if the row says what the noun is."""
    return Rule(name, applies, lambda noun: Sourced(sourcing, (_reason_of_row(name, noun),)))


def _reason(name: str, noun: Noun) -> Reason:
    return Reason(rule=name, words=noun.token.text)


def _reason_of_row(name: str, noun: Noun) -> Reason:
    row = noun.words.source_row(noun.lemma)
    if row is None or row.sourcing != noun.kind or not row.line:
        return _reason(name, noun)
    return Reason(rule=name, words=noun.token.text, table=SOURCING, line=row.line)
