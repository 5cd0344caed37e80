"""One rule of sourcing: where it applies, it says what kind of source a noun is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.lexicon.attributions import SOURCING
from onrecord.reading.attributions.sources.noun import Noun
from onrecord.types import Reason, Sourcing


@dataclass(frozen=True, slots=True)
class Sourced:
    """What kind of source the words name; the last of the `reasons` is the rule that decided."""

    sourcing: Sourcing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SourcingRule:
    """Where it `applies`, the source is what `sourcing` says. `by_table` marks rules that read sourcing.tsv."""

    name: str
    applies: Callable[[Noun], bool]
    sourcing: Sourcing
    by_table: bool = False


def decide(rules: Sequence[SourcingRule], noun: Noun) -> Sourced | None:
    """Return what the first of `rules` that applies says, or None where none does."""
    rule = next((rule for rule in rules if rule.applies(noun)), None)
    return None if rule is None else sourced(rule, noun)


def sourced(rule: SourcingRule, noun: Noun) -> Sourced:
    """Return what a rule says of a noun, and that it says so."""
    return Sourced(rule.sourcing, (_reason(rule, noun),))


def _reason(rule: SourcingRule, noun: Noun) -> Reason:
    row = noun.words.source_row(noun.lemma) if rule.by_table else None
    if row is None or row.sourcing != noun.kind or not row.line:
        return Reason(rule=rule.name, words=noun.token.text)
    return Reason(rule=rule.name, words=noun.token.text, table=SOURCING, line=row.line)
