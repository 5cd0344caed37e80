"""What claims are read from, and the words of a report as matters: concepts or lemmas without form words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.grammar import Forest, Tree, WordSets
from onrecord.grammar.negation import own_negation
from onrecord.lexicon.disagreements import DisagreementWords
from onrecord.types import ActorId, Event, Place, Span, Time

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
CLAUSE_HEADS = frozenset({"root", "ccomp", "parataxis", "csubj"})  # what is asserted, not what is mentioned
UNDER_A_VERB = ("obj", "nsubj", "nsubj:pass", "xcomp")  # what a negator of the verb negates, too

Word = tuple[Tree, int]
Fact = TypeVar("Fact", Time, Place)


@dataclass(frozen=True, slots=True)
class Context:
    """What claims are read from."""

    text: str
    forest: Forest
    words: DisagreementWords
    negation: WordSets
    negating: frozenset[str]  # all words that negate, alone or with the word before them
    empty: frozenset[str]
    negators: frozenset[str]
    determiners: frozenset[str]  # form words that phrases of the tables may have: "no", "any"
    agents: frozenset[str]  # prepositions of who does it: "by"
    placing: frozenset[str]  # prepositions of place
    undergoing: frozenset[str]  # of what underwent the act that a noun names: "the attack on the bus"
    blaming: frozenset[str]  # of what somebody is blamed for
    quantifiers: frozenset[str]
    actor_at: Sequence[tuple[int, int, ActorId]]
    actor_of_word: Mapping[int, ActorId]  # by the offset of a word in a mention
    events: Sequence[Event]
    event_at: Sequence[tuple[int, int]]  # where a mention begins, and the number of its event
    times: Sequence[Time]
    places: Sequence[Place]
    lemmas: dict[int, tuple[str, ...]] = field(default_factory=dict)  # of each sentence that was read so far


def words_of(forest: Forest, span: Span) -> Iterator[Word]:
    """Yield the words of a span, sentence by sentence."""
    return words_between(forest, span.start, span.end)


def words_between(forest: Forest, start: int, end: int) -> Iterator[Word]:
    """Yield the words that begin between two offsets, sentence by sentence."""
    offset = start
    while offset < end:
        tree = forest.at(offset)
        if tree is None:
            offset += 1
            continue
        for i in tree.starting(start, end):
            yield tree, i
        offset = tree.sentence.end


def lemma_of(tree: Tree, i: int, context: Context) -> str:
    """Return the lemma; of the verbs of the tables that of their forms, whatever the model says."""
    lemmas = context.lemmas.get(tree.index)
    if lemmas is None:
        forms, words = context.words.verb_forms, range(len(tree.tokens))
        lemmas = tuple(forms.get(tree.word(n)) or tree.lemma(n) for n in words)
        context.lemmas[tree.index] = lemmas
    return lemmas[i]


def matter_of(tree: Tree, i: int, context: Context) -> str | None:
    """Return the word as what it is about: its concept or lemma; None for form words and light words."""
    if tree.tokens[i].upos not in CONTENT_WORDS:
        return None
    lemma = lemma_of(tree, i, context)
    if context.words.has_role(lemma, "light"):
        return None
    return context.words.concepts.get(lemma, lemma)


def asserts(tree: Tree, i: int) -> bool:
    """Whether the word heads a clause that is asserted."""
    return tree.tokens[i].upos in ("VERB", "ADJ", "NOUN", "AUX") and tree.relations[i] in CLAUSE_HEADS


def is_negated(tree: Tree, i: int, context: Context) -> bool:
    """Whether a negator depends on the word, on its subject or object, or on the verb directly above it."""
    if context.negating.isdisjoint(tree.vocabulary):
        return False
    around = [i, *tree.of(i, "nsubj", "obj")]
    if tree.tokens[i].head >= 0 and tree.tokens[i].deprel in UNDER_A_VERB:
        around.append(tree.tokens[i].head)
    return any(
        tree.lemma(node) in context.empty or own_negation(tree, node, context.negation) is not None
        for node in around
    )


def actors_by_word(mentions: Sequence[tuple[int, int, ActorId]], forest: Forest) -> dict[int, ActorId]:
    """Return the actor of each word of the mentions, by its offset; of several mentions that of the first in the text."""
    found: dict[int, ActorId] = {}
    for start, end, actor in mentions:
        for tree, i in words_between(forest, start, end):
            found.setdefault(tree.tokens[i].start, actor)
    return found


def beginning_in(spans: Sequence[Span], facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts, which are in text order, that begin in one of `spans`."""
    for span in spans:
        first = bisect_left(facts, span.start, key=lambda fact: fact.start)
        for fact in facts[first:]:
            if fact.start >= span.end:
                break
            yield fact
