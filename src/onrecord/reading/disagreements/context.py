"""What claims are read from, and the words of a report as matters: concepts or lemmas without form words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Tree, WordSets
from onrecord.grammar.negation import own_negation
from onrecord.lexicon.disagreements import DisagreementWords
from onrecord.types import ActorId, Event, Place, Span, Time

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
CLAUSE_HEADS = frozenset({"root", "ccomp", "parataxis", "csubj"})  # what is asserted, not what is mentioned
UNDER_A_VERB = ("obj", "nsubj", "nsubj:pass", "xcomp")  # what a negator of the verb negates, too

Word = tuple[Tree, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What claims are read from."""

    text: str
    forest: Forest
    words: DisagreementWords
    negation: WordSets
    empty: frozenset[str]
    negators: frozenset[str]
    determiners: frozenset[str]  # form words that phrases of the tables may have: "no", "any"
    agents: frozenset[str]  # prepositions of who does it: "by"
    placing: frozenset[str]  # prepositions of place
    undergoing: frozenset[str]  # of what underwent the act that a noun names: "the attack on the bus"
    blaming: frozenset[str]  # of what somebody is blamed for
    quantifiers: frozenset[str]
    actor_at: Sequence[tuple[int, int, ActorId]]
    events: Sequence[Event]
    event_at: Sequence[tuple[int, int]]  # where a mention begins, and the number of its event
    times: Sequence[Time]
    places: Sequence[Place]


def words_of(forest: Forest, span: Span) -> Iterator[Word]:
    """Yield the words of a span, sentence by sentence."""
    offset = span.start
    while offset < span.end:
        tree = forest.at(offset)
        if tree is None:
            offset += 1
            continue
        for i, token in enumerate(tree.tokens):
            if span.start <= token.start < span.end:
                yield tree, i
        offset = tree.sentence.end


def lemma_of(tree: Tree, i: int, context: Context) -> str:
    """Return the lemma; of the verbs of the tables that of their forms, whatever the model says."""
    return context.words.verb_forms.get(tree.word(i)) or tree.lemma(i)


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
    around = [i, *tree.of(i, "nsubj", "obj")]
    if tree.tokens[i].head >= 0 and tree.tokens[i].deprel in UNDER_A_VERB:
        around.append(tree.tokens[i].head)
    return any(
        tree.lemma(node) in context.empty or own_negation(tree, node, context.negation) is not None
        for node in around
    )


def actor_at(offset: int, context: Context) -> ActorId | None:
    """Return the actor of the mention that holds an offset; of several the first in the text."""
    at = context.actor_at
    return next(
        (who for start, end, who in at[: bisect_right(at, (offset + 1,))] if start <= offset < end), None
    )


def within(spans: Sequence[Span], facts: Sequence[Time] | Sequence[Place]) -> Iterator[Time | Place]:
    """Yield the facts, which are in text order, that begin in one of `spans`."""
    for span in spans:
        first = bisect_left(facts, span.start, key=lambda fact: fact.start)
        for fact in facts[first:]:
            if fact.start >= span.end:
                break
            yield fact
