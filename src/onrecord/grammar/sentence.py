"""The grammar of one sentence: every question, answered once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from onrecord.grammar.clause import Clause, clause_of, find_indirect_object, find_object, is_predicate
from onrecord.grammar.headline import is_headline
from onrecord.grammar.negation import Negation, find_negation
from onrecord.grammar.noun_phrase import NounPhrase, noun_phrase
from onrecord.grammar.quotation import Quote, find_quotes, inner_quotes, shifted
from onrecord.grammar.subject import find_subject
from onrecord.grammar.tree import NOMINAL, Tree
from onrecord.grammar.words import GrammarWords
from onrecord.types import Sentence


@dataclass(frozen=True, eq=False)
class SentenceGrammar(Tree):
    """What English syntax says over one tree. Positions in, positions out; computed on the first question.

    `clause(i)` and `noun_phrase(i)` hold all that stands with a word; `subject`, `object` and `negation` answer
    one question without building the rest.
    """

    words: GrammarWords = field(kw_only=True, repr=False)
    _clauses: dict[int, Clause] = field(default_factory=dict, init=False, repr=False)
    _phrases: dict[int, NounPhrase] = field(default_factory=dict, init=False, repr=False)
    _subjects: dict[int, tuple[str, tuple[int, ...]] | None] = field(
        default_factory=dict, init=False, repr=False
    )
    _objects: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False)
    _negations: dict[int, Negation | None] = field(default_factory=dict, init=False, repr=False)

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
        """Return the rule that tells the subject of `i` and its heads, or None where it has none."""
        if i not in self._subjects:
            self._subjects[i] = None  # a guard: asking again on the way finds nothing
            self._subjects[i] = find_subject(self, i)
        return self._subjects[i]

    def subject(self, i: int) -> tuple[int, ...]:
        """Return the heads of the subject of `i`: its own, or that of what governs it."""
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
        """Return what negates token `i`, or None where it stands affirmed."""
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
        """All noun phrases in text order of their heads; parts of a name or compound are none."""
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
    def inner_quotations(self) -> tuple[Quote, ...]:
        """The quotations one level further in: “He said, ‘Go,’ and left”."""
        found = inner_quotes(self._text, find_quotes(self._text))
        return tuple(shifted(q, self.sentence.start) for q in found)

    @cached_property
    def is_headline(self) -> bool:
        """Whether the sentence is a headline."""
        return is_headline(self)

    @cached_property
    def _text(self) -> str:
        """The words as they stand in the text, with one blank for each character between them."""
        text = ""
        for token in self.tokens:
            text += " " * (token.start - self.sentence.start - len(text)) + token.text
        return text


def parse_grammar(sentence: Sentence, words: GrammarWords, index: int = 0) -> SentenceGrammar:
    """Return what English syntax says of `sentence`, the one with number `index` in its text.

    >>> from onrecord.grammar.words import WordSets
    >>> from onrecord.types import Token
    >>> word = Token(
    ...     start=0, end=4, text="Talk", lemma="talk", upos="VERB", feats="_", head=-1, deprel="root"
    ... )
    >>> parse_grammar(Sentence(start=0, end=4, tokens=(word,)), WordSets()).clause(0).kind
    'main'
    """
    return SentenceGrammar(sentence, index, words=words)
