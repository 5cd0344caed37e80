"""The grammar of one sentence: each property is computed at most once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from onrecord.grammar.clause import Clause, clause_of, find_indirect_object, find_object, is_predicate
from onrecord.grammar.headline import is_headline
from onrecord.grammar.negation import Negation, find_negation
from onrecord.grammar.noun_phrase import NounPhrase, noun_phrase
from onrecord.grammar.quotation import Quote, find_quotes, shifted
from onrecord.grammar.subject import find_subject
from onrecord.grammar.tree import NOMINAL, Tree
from onrecord.grammar.words import GrammarWords
from onrecord.types import Sentence


@dataclass(frozen=True, eq=False)
class SentenceGrammar(Tree):
    """English syntax over one tree, from positions to positions; computed at the first call.

    `clause(i)` and `noun_phrase(i)` hold all properties of a word; `subject`, `object` and `negation` compute one
    property without the others.
    """

    words: GrammarWords = field(kw_only=True, repr=False)
    _clauses: dict[int, Clause] = field(default_factory=dict, init=False, repr=False)
    _phrases: dict[int, NounPhrase] = field(default_factory=dict, init=False, repr=False)
    _subjects: dict[int, tuple[str, tuple[int, ...]] | None] = field(
        default_factory=dict, init=False, repr=False
    )
    _objects: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False)
    _negations: dict[int, Negation | None] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def over(cls, tree: Tree, words: GrammarWords) -> Self:
        """Return the grammar of the sentence of `tree`, with what was computed of the tree so far."""
        grammar = cls(tree.sentence, tree.index, words=words)
        grammar.__dict__.update(tree.__dict__)  # the cached properties: relations, children, lemmas
        return grammar

    def clause(self, i: int) -> Clause:
        """Return the clause that token `i` heads."""
        if i not in self._clauses:
            self._clauses[i] = clause_of(self, i)
        return self._clauses[i]

    def noun_phrase(self, i: int) -> NounPhrase:
        """Return the noun phrase that token `i` heads."""
        if i not in self._phrases:
            self._phrases[i] = noun_phrase(self, i)
        return self._phrases[i]

    def find_subject(self, i: int) -> tuple[str, tuple[int, ...]] | None:
        """Return the rule that found the subject of `i` and the heads of the subject, or None."""
        if i not in self._subjects:
            self._subjects[i] = None  # a guard: a recursive call finds nothing
            self._subjects[i] = find_subject(self, i)
        return self._subjects[i]

    def subject(self, i: int) -> tuple[int, ...]:
        """Return the heads of the subject of `i`: its dependent, or the subject of its governor."""
        found = self.find_subject(i)
        return found[1] if found else ()

    def object(self, i: int) -> tuple[int, ...]:
        """Return the heads of the direct object of `i`."""
        if i not in self._objects:
            self._objects[i] = find_object(self, i)
        return self._objects[i]

    def indirect_object(self, i: int) -> tuple[int, ...]:
        """Return the heads of the indirect object of `i`."""
        return find_indirect_object(self, i)

    def negation(self, i: int) -> Negation | None:
        """Return the negation of token `i`, or None if it is not negated."""
        if i not in self._negations:
            self._negations[i] = find_negation(self, i)
        return self._negations[i]

    def is_negated(self, i: int) -> bool:
        """Return whether token `i` is negated."""
        return self.negation(i) is not None

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in text order of their heads."""
        return tuple(self.clause(i) for i in range(len(self.tokens)) if is_predicate(self, i))

    @cached_property
    def noun_phrases(self) -> tuple[NounPhrase, ...]:
        """All noun phrases in text order of their heads; without parts of names and compounds."""
        inside = ("compound", "flat", "fixed", "goeswith")
        heads = (
            i for i, t in enumerate(self.tokens) if t.upos in NOMINAL and self.relations[i] not in inside
        )
        return tuple(self.noun_phrase(i) for i in heads)

    @cached_property
    def quotations(self) -> tuple[Quote, ...]:
        """The outermost quotations of the sentence, by offsets in the text. A mark may be missing on either side."""
        return tuple(shifted(q, self.sentence.start) for q in find_quotes(self._text))

    @cached_property
    def is_headline(self) -> bool:
        """Whether the sentence is a headline."""
        return is_headline(self)

    @cached_property
    def _text(self) -> str:
        """The words at their offsets in the text, with one blank for each character between them."""
        text = ""
        for token in self.tokens:
            text += " " * (token.start - self.sentence.start - len(text)) + token.text
        return text


def parse_grammar(sentence: Sentence, words: GrammarWords, index: int = 0) -> SentenceGrammar:
    """Return the grammar of `sentence`, which has the number `index` in its text.

    >>> from onrecord.grammar.words import WordSets
    >>> from onrecord.types import Token
    >>> word = Token(
    ...     start=0, end=4, text="Talk", lemma="talk", upos="VERB", feats="_", head=-1, deprel="root"
    ... )
    >>> parse_grammar(Sentence(start=0, end=4, tokens=(word,)), WordSets()).clause(0).kind
    'main'
    """
    return SentenceGrammar(sentence, index, words=words)
