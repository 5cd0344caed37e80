"""The grammar of a sketched sentence, with a few words per class, and its results as words."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.grammar import SentenceGrammar, WordSets, parse_grammar
from tests.sketch import language_of_sketches

WORDS = WordSets(
    negators=frozenset({"not", "n't", "never", "no longer", "neither", "nor"}),
    negatives=frozenset({"no", "nobody", "nothing", "none", "neither"}),
    near_negators=frozenset({"hardly", "barely"}),
    negative_prepositions=frozenset({"without", "instead of"}),
    negative_verbs=frozenset({"fail", "refuse", "avoid"}),
    focus=frozenset({"only"}),
    deferrals=frozenset({"until"}),
    unfulfilled=frozenset({"yet"}),
    modals=frozenset({"will", "would", "may", "must"}),
    future_modals=frozenset({"will"}),
    perfect_auxiliaries=frozenset({"have"}),
    be_verbs=frozenset({"be"}),
    relatives=frozenset({"who", "whom", "which", "that"}),
    definites=frozenset({"the", "this"}),
    indefinites=frozenset({"a", "some"}),
    measures=frozenset({"thousand"}),
    adversatives=frozenset({"but"}),
    agent_prepositions=frozenset({"by"}),
    genitive_prepositions=frozenset({"of"}),
    for_words=frozenset({"for"}),
    from_words=frozenset({"from"}),
    clause_prepositions=frozenset({"of", "from", "with"}),
    subject_control=frozenset({"promise"}),
    object_control=frozenset({"accuse"}),
    oblique_control=frozenset({"call on"}),
)


def parsed(sketch: str, index: int = 0) -> SentenceGrammar:
    """Return the grammar of a sketched sentence."""
    _, language = language_of_sketches(sketch)
    return parse_grammar(language.sentences[0], WORDS, index)


def at(sentence: SentenceGrammar, form: str) -> int:
    """Return the position of the first word of that form."""
    return next(i for i, token in enumerate(sentence.tokens) if token.text == form)


def words(sentence: SentenceGrammar, positions: Iterable[int]) -> list[str]:
    """Return the words at positions."""
    return [sentence.tokens[p].text for p in positions]
