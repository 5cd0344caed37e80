"""Mentions as the network sees them, with the features that each mention has alone.

A mention is identified by its head word. Its span is the noun phrase of the head: all dependents
except those of the clause (the subject of a predicate, say) and those that are separate mentions (a
second conjunct, an apposition, brackets); a sign of the genitive is included. Spans are those of GUM
(Zeldes 2017).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.references import ReferenceWords
from onrecord.types import MentionForm, Sentence, Token

Array = NDArray[np.float32]

FORMS: tuple[MentionForm, ...] = ("name", "nominal", "pronoun")
NAME, NOMINAL, PRONOUN = range(len(FORMS))
PRONOUN_CLASSES = 16  # 0: no pronoun; 15: another
GENDERS = {"male": 1, "female": 2}
PRONOUN_GENDER = {4: 1, 5: 2, 6: 3}  # by class of pronouns (reference_words.tsv); 3: a thing
NUMBERS = {"Number=Plur": 2, "Number=Sing": 1}  # by a part of the features of a word
POSSESSIVE_CLASS = 3  # class of determiners, beside those of reference_words.tsv
RELATIONS = (
    "nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root", "compound", "det", "dep", "vocative",
)  # fmt: skip
OF_THE_CLAUSE = frozenset((
    "case", "cc", "mark", "punct", "conj", "parataxis", "discourse", "vocative", "expl", "dislocated", "appos",
))  # fmt: skip
OF_A_PREDICATE = OF_THE_CLAUSE | {"nsubj", "csubj", "cop", "aux", "advcl", "obl", "advmod", "ccomp"}
PREDICATIVE = frozenset(("cop", "nsubj"))  # only a predicate has one of them
WITHIN_NAME = frozenset(("flat", "compound"))
SMALL_WORDS = frozenset(("ADP", "DET", "PUNCT", "CCONJ", "PART", "PRON"))
OPENING, CLOSING, BRACKETS = "\"“'‘(", "\"”'’)", "(["  # marks that belong to the phrase they begin or end


@dataclass(frozen=True, slots=True)
class Seen:
    """The network's outputs for one word that heads a mention."""

    start: int  # of the word
    entity: int  # its class, of `Labels.entity`
    again: Array  # (CHAIN_WIDTH,) as the later mention of a pair
    before: Array  # (CHAIN_WIDTH,) as the earlier mention
    window: int
    quoted: bool


@dataclass(frozen=True)
class ChainCandidate:
    """A mention before it has a chain; `words` are those of its name or noun, small words left out."""

    seen: Seen
    sentence: int
    head: Token
    start: int
    end: int
    form: int
    pronoun: int
    number: int
    gender: int
    definite: int
    relation: int
    governor: int  # start of the word that governs the head, -1 at the root
    subject: int  # start of the subject of the head, -1 if it has none
    words: frozenset[str] = field(default_factory=frozenset)
    phrase: str = ""

    @cached_property
    def lemma(self) -> str:
        """The head's lemma, lower case."""
        return self.head.lemma.lower()


def find_candidates(
    sentences: Sequence[Sentence], seen: Sequence[Seen], lexicon: ReferenceWords
) -> list[ChainCandidate]:
    """Return the mentions of a text in the order of their heads."""
    at = {s.start: s for s in seen}
    found: list[ChainCandidate] = []
    for number, sentence in enumerate(sentences):
        heads = [i for i, token in enumerate(sentence.tokens) if token.start in at]
        if heads:
            children = _children(sentence)
            found.extend(
                _candidate(sentence, number, i, children, at[sentence.tokens[i].start], lexicon)
                for i in heads
            )
    return found


def _children(sentence: Sentence) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in sentence.tokens]
    for i, token in enumerate(sentence.tokens):
        if token.head >= 0:
            children[token.head].append(i)
    return children


def _candidate(
    sentence: Sentence,
    number: int,
    i: int,
    children: Sequence[Sequence[int]],
    seen: Seen,
    lexicon: ReferenceWords,
) -> ChainCandidate:
    tokens = sentence.tokens
    head, dependents = tokens[i], [tokens[k] for k in children[i]]
    low, high = noun_phrase(tokens, i, children, lexicon.genitives)
    form = _form(head, lexicon)
    is_pronoun = form == PRONOUN
    pronoun = lexicon.pronouns.get(head.text.lower(), PRONOUN_CLASSES - 1) if is_pronoun else 0
    core = _core(tokens, i, children[i])
    words = frozenset(token.lemma.lower() for token in core if token.upos not in SMALL_WORDS)
    relation = _relation(head)
    return ChainCandidate(
        seen=seen,
        sentence=number,
        head=head,
        start=tokens[low].start,
        end=tokens[high].end,
        form=form,
        pronoun=pronoun,
        number=_number(head),
        gender=PRONOUN_GENDER.get(pronoun, 0) or _gender(core, lexicon.genders),
        definite=_definite(dependents, lexicon.determiners),
        relation=RELATIONS.index(relation) if relation in RELATIONS else len(RELATIONS),
        governor=tokens[head.head].start if head.head >= 0 else -1,
        subject=_subject(dependents),
        words=frozenset() if is_pronoun else words,
        phrase=" ".join(token.text.lower() for token in core),
    )


def _form(head: Token, lexicon: ReferenceWords) -> int:
    """Return the form of a mention, by its head: its place in `FORMS`."""
    if head.upos == "PRON" or (head.upos == "DET" and head.text.lower() in lexicon.pronouns):
        return PRONOUN
    return NAME if head.upos == "PROPN" else NOMINAL


def _core(tokens: Sequence[Token], i: int, children: Sequence[int]) -> list[Token]:
    """Return the words of the name or noun that word `i` heads, in text order."""
    parts = [k for k in children if _relation(tokens[k]) in WITHIN_NAME]
    return [tokens[k] for k in sorted((i, *parts))] if parts else [tokens[i]]


def _number(head: Token) -> int:
    return next((number for feature, number in NUMBERS.items() if feature in head.feats), 0)


def _subject(dependents: Sequence[Token]) -> int:
    """Return the start of the subject among the dependents of a predicate, -1 if there is none."""
    return next((token.start for token in dependents if token.deprel.startswith("nsubj")), -1)


def _relation(token: Token) -> str:
    """Return the relation of a word to its governor, without the subtype."""
    return _without_subtype(token.deprel)


@lru_cache(maxsize=256)  # more than UD has relations
def _without_subtype(relation: str) -> str:
    return relation.partition(":")[0]


def noun_phrase(
    tokens: Sequence[Token], i: int, children: Sequence[Sequence[int]], genitives: Container[str]
) -> tuple[int, int]:
    """Return the first and last word of the noun phrase that word `i` heads."""
    low = high = i
    waiting = _dependents(tokens, i, children)
    while waiting:
        k = waiting.pop()
        low, high = min(low, k), max(high, k)
        waiting.extend(children[k])
    while low < i and _is_stray(tokens[low], OPENING):
        low += 1
    while high > i and _is_stray(tokens[high], CLOSING):
        high -= 1
    if high + 1 < len(tokens) and tokens[high + 1].head == i and tokens[high + 1].text in genitives:
        high += 1
    return low, high


def _dependents(tokens: Sequence[Token], i: int, children: Sequence[Sequence[int]]) -> list[int]:
    """Return the dependents of word `i` that belong to its noun phrase."""
    labels = {k: _relation(tokens[k]) for k in children[i]}
    others = OF_THE_CLAUSE if PREDICATIVE.isdisjoint(labels.values()) else OF_A_PREDICATE
    phrases = [k for k, label in labels.items() if label not in others]
    return [k for k in phrases if not (children[k] and any(tokens[c].text in BRACKETS for c in children[k]))]


def _is_stray(token: Token, kept: str) -> bool:
    """Return whether a word at the edge of a phrase is punctuation that does not belong to it."""
    return token.upos == "PUNCT" and token.text not in kept


def _gender(words: Sequence[Token], genders: Mapping[str, str]) -> int:
    for word in words:
        found = genders.get(word.text) or genders.get(word.lemma.lower())
        if found:
            return GENDERS.get(found, 0)
    return 0


def _definite(dependents: Sequence[Token], determiners: Mapping[str, int]) -> int:
    """Return the class of the determiner of a mention, 0 if it has none."""
    for token in dependents:
        if token.deprel == "nmod:poss":
            return POSSESSIVE_CLASS
        if token.deprel == "det":
            return determiners.get(token.text.lower(), 0)
    return 0


def alone(candidates: Sequence[ChainCandidate], entities: int) -> Array:
    """Return the features of each mention alone, (mentions, features): vectors, then 0 or 1."""
    sizes = (len(FORMS), PRONOUN_CLASSES, 3, 4, 4, len(RELATIONS) + 1, entities, 2)
    offsets = np.cumsum((0, *sizes[:-1]))
    flags = np.zeros((len(candidates), sum(sizes)), np.float32)
    values = [
        (c.form, c.pronoun, c.number, c.gender, c.definite, c.relation, c.seen.entity, c.seen.quoted)
        for c in candidates
    ]
    flags[np.arange(len(candidates))[:, None], offsets + np.asarray(values, np.int64)] = 1.0
    vectors = [np.stack([getattr(c.seen, name) for c in candidates]) for name in ("again", "before")]
    return np.concatenate([*vectors, flags], 1)
