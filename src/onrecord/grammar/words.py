"""The closed word classes that grammar asks for. They are passed in; no word of them stands in this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class GrammarWords(Protocol):
    """One attribute a class, each a set of words in small letters. A lexicon that has them all fits."""

    @property
    def negators(self) -> frozenset[str]:
        """Adverbs and conjunctions that negate a clause: not, never, no longer, nor."""

    @property
    def negatives(self) -> frozenset[str]:
        """Determiners and pronouns that leave nobody: no, none, nobody, neither."""

    @property
    def near_negators(self) -> frozenset[str]:
        """Adverbs that all but negate: hardly, barely."""

    @property
    def negative_prepositions(self) -> frozenset[str]:
        """What introduces that which does not happen: without, instead of."""

    @property
    def negative_verbs(self) -> frozenset[str]:
        """Verbs whose infinitive or gerund does not happen: fail, refuse, avoid."""

    @property
    def focus(self) -> frozenset[str]:
        """What a negator may be about instead of its clause: only, merely."""

    @property
    def deferrals(self) -> frozenset[str]:
        """Prepositions from which on a negated clause holds: until, before."""

    @property
    def unfulfilled(self) -> frozenset[str]:
        """What before an infinitive says that it has not happened: yet."""

    @property
    def modals(self) -> frozenset[str]:
        """Modal auxiliaries: may, must, will, would."""

    @property
    def future_modals(self) -> frozenset[str]:
        """Modal auxiliaries that make a future: will, shall."""

    @property
    def relatives(self) -> frozenset[str]:
        """Relative pronouns: who, which, that."""

    @property
    def definites(self) -> frozenset[str]:
        """Determiners of what is known: the, this."""

    @property
    def indefinites(self) -> frozenset[str]:
        """Determiners that bring something in: a, some."""

    @property
    def measures(self) -> frozenset[str]:
        """Nouns that only count or measure what follows "of": thousands, series."""

    @property
    def clause_prepositions(self) -> frozenset[str]:
        """Prepositions before a gerund that completes a verb: "accused of spying"."""

    @property
    def subject_control(self) -> frozenset[str]:
        """Verbs whose infinitive the subject does though there is an object: "promised them to leave"."""

    @property
    def object_control(self) -> frozenset[str]:
        """Verbs whose object does any clause that follows: "accused Iran of arming rebels"."""

    @property
    def oblique_control(self) -> frozenset[str]:
        """Verb and preposition of who does what the infinitive says: "call on"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSets:
    """`GrammarWords` as plain sets. A class that is left out is empty: its rules never fire."""

    negators: frozenset[str] = frozenset()
    negatives: frozenset[str] = frozenset()
    near_negators: frozenset[str] = frozenset()
    negative_prepositions: frozenset[str] = frozenset()
    negative_verbs: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    deferrals: frozenset[str] = frozenset()
    unfulfilled: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    future_modals: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    definites: frozenset[str] = frozenset()
    indefinites: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    clause_prepositions: frozenset[str] = frozenset()
    subject_control: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    oblique_control: frozenset[str] = frozenset()
