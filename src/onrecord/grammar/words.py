"""The closed word classes that grammar needs. They are passed in; this package contains no word lists.

Three function words are named here one by one, because they mark a form as an ending does: the "to" of the
infinitive, the "that" of a complement clause and the ending of the genitive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

INFINITIVE_MARK = "to"
COMPLEMENTIZER = "that"
GENITIVES = frozenset({"'s", "’s", "'", "’"})


class GrammarWords(Protocol):
    """One attribute a class, each a set of words in small letters; any lexicon with all of them can be passed."""

    @property
    def negators(self) -> frozenset[str]:
        """Adverbs and conjunctions that negate a clause: not, never, no longer, nor."""

    @property
    def negatives(self) -> frozenset[str]:
        """Negative determiners and pronouns: no, none, nobody, neither."""

    @property
    def near_negators(self) -> frozenset[str]:
        """Adverbs that almost negate: hardly, barely."""

    @property
    def negative_prepositions(self) -> frozenset[str]:
        """Prepositions that negate their phrase: without, instead of."""

    @property
    def negative_verbs(self) -> frozenset[str]:
        """Verbs that negate their infinitive or gerund: fail, refuse, avoid."""

    @property
    def focus(self) -> frozenset[str]:
        """Adverbs that limit the scope of a negator before them: only, merely."""

    @property
    def deferrals(self) -> frozenset[str]:
        """Prepositions of the time from which a negated clause is true: until, before."""

    @property
    def unfulfilled(self) -> frozenset[str]:
        """Adverbs that negate the infinitive after them: yet."""

    @property
    def modals(self) -> frozenset[str]:
        """Modal auxiliaries: may, must, will, would."""

    @property
    def future_modals(self) -> frozenset[str]:
        """Modal auxiliaries of the future: will, shall."""

    @property
    def perfect_auxiliaries(self) -> frozenset[str]:
        """Auxiliaries of the perfect: have."""

    @property
    def be_verbs(self) -> frozenset[str]:
        """Auxiliaries of the progressive: be."""

    @property
    def relatives(self) -> frozenset[str]:
        """Relative pronouns: who, which, that."""

    @property
    def definites(self) -> frozenset[str]:
        """Determiners of a known referent: the, this."""

    @property
    def indefinites(self) -> frozenset[str]:
        """Determiners of a new referent: a, some."""

    @property
    def measures(self) -> frozenset[str]:
        """Nouns that only count or measure what follows "of": thousands, series."""

    @property
    def adversatives(self) -> frozenset[str]:
        """Conjunctions that contrast what follows with what precedes: but."""

    @property
    def agent_prepositions(self) -> frozenset[str]:
        """Prepositions of the agent of a passive: by."""

    @property
    def genitive_prepositions(self) -> frozenset[str]:
        """Prepositions of an owner, and of what is counted: of."""

    @property
    def for_words(self) -> frozenset[str]:
        """Marks of a gerund that gives the reason: "jailed for insulting the king"."""

    @property
    def from_words(self) -> frozenset[str]:
        """Marks of a gerund that is not done: "refrained from meeting"."""

    @property
    def clause_prepositions(self) -> frozenset[str]:
        """Prepositions before a gerund that completes a verb: "accused of spying"."""

    @property
    def subject_control(self) -> frozenset[str]:
        """Verbs with subject control though they have an object: "promised them to leave"."""

    @property
    def object_control(self) -> frozenset[str]:
        """Verbs with object control of any clause: "accused Iran of arming rebels"."""

    @property
    def oblique_control(self) -> frozenset[str]:
        """Verbs with control by an oblique, with its preposition: "call on"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSets:
    """`GrammarWords` as plain sets. A class that is left out is empty: its rules never apply."""

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
    perfect_auxiliaries: frozenset[str] = frozenset()
    be_verbs: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    definites: frozenset[str] = frozenset()
    indefinites: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    adversatives: frozenset[str] = frozenset()
    agent_prepositions: frozenset[str] = frozenset()
    genitive_prepositions: frozenset[str] = frozenset()
    for_words: frozenset[str] = frozenset()
    from_words: frozenset[str] = frozenset()
    clause_prepositions: frozenset[str] = frozenset()
    subject_control: frozenset[str] = frozenset()
    object_control: frozenset[str] = frozenset()
    oblique_control: frozenset[str] = frozenset()
