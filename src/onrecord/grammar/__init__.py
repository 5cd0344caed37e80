"""Grammar: English syntax over dependency trees, computed once a sentence for all stages.

`parse_grammar(sentence, words)` returns a `SentenceGrammar`; its `clause(i)` and `noun_phrase(i)` hold the
dependents and features of a word. Grammar decides nothing about meaning: who an actor is or whether an act
occurred is decided in `reading/`. A caller with a bare `Tree` uses the functions of the modules:
`voice.is_passive(tree, i)`.
"""

from __future__ import annotations

from onrecord.grammar.clause import Clause, ClauseKind
from onrecord.grammar.negation import Negation
from onrecord.grammar.noun_phrase import DeterminerKind, GrammaticalNumber, NounPhrase
from onrecord.grammar.quotation import Quote, find_quotes, inner_quotes
from onrecord.grammar.sentence import SentenceGrammar, parse_grammar
from onrecord.grammar.tree import Forest, Tree
from onrecord.grammar.voice import Tense, Voice
from onrecord.grammar.words import GrammarWords, WordSets

__all__ = [
    "Clause",
    "ClauseKind",
    "DeterminerKind",
    "Forest",
    "GrammarWords",
    "GrammaticalNumber",
    "Negation",
    "NounPhrase",
    "Quote",
    "SentenceGrammar",
    "Tense",
    "Tree",
    "Voice",
    "WordSets",
    "find_quotes",
    "inner_quotes",
    "parse_grammar",
]
