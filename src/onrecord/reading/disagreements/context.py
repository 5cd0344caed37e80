"""What claims are read from, and the words of a report as matters: concepts or lemmas without form words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.grammar import Forest, Tree, WordSets
from onrecord.grammar.negation import own_negation
from onrecord.lexicon.disagreements import DisagreementWords, DisputeRole
from onrecord.types import ActorId, Event, Place, Span, Time

CONTENT_WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
CLAUSE_HEADS = frozenset({"root", "ccomp", "parataxis", "csubj"})  # what is asserted, not what is mentioned
UNDER_A_VERB = ("obj", "nsubj", "nsubj:pass", "xcomp")  # what a negator of the verb negates, too

FORM_WORDS = frozenset({"DET", "AUX", "PUNCT"})  # skipped between the words of a phrase, apart from negators
NEGATOR = "not"  # as phrases of `dispute_words.tsv` write each of them
LIGHT: DisputeRole = "light"
AUTHOR: DisputeRole = "author"
NO_ROLES: frozenset[DisputeRole] = frozenset()

Word = tuple[Tree, int]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What the tables say of the words of one sentence, by their positions."""

    lemmas: tuple[str, ...]  # of the verbs of the tables those of their forms, whatever the model says
    roles: tuple[frozenset[DisputeRole], ...]
    matters: tuple[str | None, ...]  # concepts or lemmas; None for form words and light words
    phrasal: tuple[str | None, ...]  # as phrases of the tables have it; None for a form word, which they skip
    all_roles: frozenset[DisputeRole]  # that a word has, or that a phrase may have which begins with it
    authors: frozenset[int]  # words whose lemma, as the model has it, makes somebody the doer of an act

    @property
    def may_author(self) -> bool:
        """Whether a word may make somebody the doer of an act."""
        return bool(self.authors) or AUTHOR in self.all_roles


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
    read: dict[int, SentenceWords] = field(default_factory=dict)  # of each sentence that was read so far

    def sentence(self, tree: Tree) -> SentenceWords:
        """Return what the tables say of the words of a sentence."""
        found = self.read.get(tree.index)
        if found is None:
            found = self.read[tree.index] = _sentence_words(tree, self)
        return found


def _sentence_words(tree: Tree, context: Context) -> SentenceWords:
    words, places = context.words, range(len(tree.tokens))
    given = [tree.lemma(n) for n in places]
    lemmas = [words.verb_forms.get(tree.word(n)) or lemma for n, lemma in enumerate(given)]
    roles = [words.roles.get(lemma, NO_ROLES) for lemma in lemmas]
    matters = [
        words.concepts.get(lemma, lemma) if token.upos in CONTENT_WORDS and LIGHT not in of_word else None
        for token, lemma, of_word in zip(tree.tokens, lemmas, roles, strict=True)
    ]
    phrasal = _phrasal(tree, given, context)
    of_phrases = [role for word in phrasal if word for _, role in words.phrases.get(word, ())]
    return SentenceWords(
        lemmas=tuple(lemmas),
        roles=tuple(roles),
        matters=tuple(matters),
        phrasal=tuple(phrasal),
        all_roles=frozenset(of_phrases).union(*filter(None, roles)),
        authors=frozenset([n for n, lemma in enumerate(given) if words.has_role(lemma, AUTHOR)]),
    )


def _phrasal(tree: Tree, lemmas: Sequence[str], context: Context) -> list[str | None]:
    """Return the words of a sentence as phrases of the tables have them."""
    kept = context.empty | context.determiners
    return [
        (NEGATOR if lemma in context.negators else lemma)
        if lemma in kept or token.upos not in FORM_WORDS
        else None
        for token, lemma in zip(tree.tokens, lemmas, strict=True)
    ]


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
    return context.sentence(tree).lemmas[i]


def matter_of(tree: Tree, i: int, context: Context) -> str | None:
    """Return the word as what it is about: its concept or lemma; None for form words and light words."""
    return context.sentence(tree).matters[i]


def with_roles(words: Iterable[Word], context: Context) -> Iterator[tuple[Tree, int, frozenset[DisputeRole]]]:
    """Yield those of `words` that have a role, with their roles."""
    for tree, i in words:
        roles = context.sentence(tree).roles[i]
        if roles:
            yield tree, i, roles


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


def within(spans: Sequence[Span], facts: Sequence[Time] | Sequence[Place]) -> Iterator[Time | Place]:
    """Yield the facts, which are in text order, that begin in one of `spans`."""
    for span in spans:
        first = bisect_left(facts, span.start, key=lambda fact: fact.start)
        for fact in facts[first:]:
            if fact.start >= span.end:
                break
            yield fact
