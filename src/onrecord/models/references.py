"""Words that refer: the mentions that the network sees, with what can be told of each alone.

A mention is known by the word that heads it. Its span is that of the noun phrase: all that
hangs on the head but what belongs to the clause (a predicate's subject, say) and what is a
mention of its own (a second conjunct, an apposition, what stands in brackets); the sign of
the genitive is in it. Spans are those of GUM (Zeldes 2017).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.references import ReferenceWords
from onrecord.types import MentionForm, Sentence, Token

Array = NDArray[np.float32]

FORMS: tuple[MentionForm, ...] = ("name", "nominal", "pronoun")
PRONOUN_CLASSES = 16  # 0: no pronoun; 15: another
GENDERS = {"male": 1, "female": 2}
PRONOUN_GENDER = {4: 1, 5: 2, 6: 3}
RELATIONS = (
    "nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root", "compound", "det", "dep", "vocative",
)  # fmt: skip
OF_THE_CLAUSE = frozenset(
    (
        "case",
        "cc",
        "mark",
        "punct",
        "conj",
        "parataxis",
        "discourse",
        "vocative",
        "expl",
        "dislocated",
        "appos",
    )
)
OF_A_PREDICATE = frozenset(("nsubj", "csubj", "cop", "aux", "advcl", "obl", "advmod", "ccomp"))
NAME_PARTS = frozenset(("flat", "compound"))
SMALL_WORDS = frozenset(("ADP", "DET", "PUNCT", "CCONJ", "PART", "PRON"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network says of one word that heads a mention."""

    start: int  # of the word
    entity: int  # its class, of `Labels.entity`
    again: Array  # (CHAIN_WIDTH,) as the later of a pair
    before: Array  # (CHAIN_WIDTH,) as the earlier
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
    governor: int  # start of the word that the head hangs on, -1 at the root
    subject: int  # start of the subject of a predicate, -1 where the head is none
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
    head = tokens[i]
    low, high = noun_phrase(tokens, i, children, lexicon.genitives)
    form_lower = head.text.lower()
    is_pronoun = head.upos == "PRON" or (head.upos == "DET" and form_lower in lexicon.pronouns)
    pronoun = lexicon.pronouns.get(form_lower, PRONOUN_CLASSES - 1) if is_pronoun else 0
    core = [i, *(k for k in children[i] if tokens[k].deprel.split(":")[0] in NAME_PARTS)]
    core.sort()
    words = frozenset(tokens[k].lemma.lower() for k in core if tokens[k].upos not in SMALL_WORDS)
    subject = next((tokens[k].start for k in children[i] if tokens[k].deprel.startswith("nsubj")), -1)
    relation = head.deprel.split(":")[0]
    return ChainCandidate(
        seen=seen,
        sentence=number,
        head=head,
        start=tokens[low].start,
        end=tokens[high].end,
        form=2 if is_pronoun else 0 if head.upos == "PROPN" else 1,
        pronoun=pronoun,
        number=2 if "Number=Plur" in head.feats else 1 if "Number=Sing" in head.feats else 0,
        gender=PRONOUN_GENDER.get(pronoun, 0) or _gender([tokens[k] for k in core], lexicon.genders),
        definite=_definite(tokens, children[i], lexicon.determiners),
        relation=RELATIONS.index(relation) if relation in RELATIONS else len(RELATIONS),
        governor=tokens[head.head].start if head.head >= 0 else -1,
        subject=subject,
        words=frozenset() if is_pronoun else words,
        phrase=" ".join(tokens[k].text.lower() for k in core),
    )


def noun_phrase(
    tokens: Sequence[Token], i: int, children: Sequence[Sequence[int]], genitives: Container[str]
) -> tuple[int, int]:
    """Return the first and last word of the noun phrase that word `i` heads."""
    labels = [tokens[k].deprel.split(":")[0] for k in children[i]]
    predicate = "cop" in labels or "nsubj" in labels
    low = high = i
    waiting = [
        k
        for k, label in zip(children[i], labels, strict=True)
        if label not in OF_THE_CLAUSE
        and not (predicate and label in OF_A_PREDICATE)
        and not any(tokens[c].text in "([" for c in children[k])
    ]
    while waiting:
        k = waiting.pop()
        low, high = min(low, k), max(high, k)
        waiting.extend(children[k])
    while low < i and tokens[low].upos == "PUNCT" and tokens[low].text not in "\"“'‘(":
        low += 1
    while high > i and tokens[high].upos == "PUNCT" and tokens[high].text not in "\"”'’)":
        high -= 1
    if high + 1 < len(tokens) and tokens[high + 1].head == i and tokens[high + 1].text in genitives:
        high += 1
    return low, high


def _gender(words: Sequence[Token], genders: Mapping[str, str]) -> int:
    for word in words:
        found = genders.get(word.text) or genders.get(word.lemma.lower())
        if found:
            return GENDERS.get(found, 0)
    return 0


def _definite(tokens: Sequence[Token], children: Sequence[int], determiners: Mapping[str, int]) -> int:
    for k in children:
        token = tokens[k]
        if token.deprel == "nmod:poss":
            return 3
        if token.deprel == "det":
            return determiners.get(token.text.lower(), 0)
    return 0


def alone(candidates: Sequence[ChainCandidate], entities: int) -> Array:
    """Return what can be told of each mention alone, (mentions, features): vectors, then 0 or 1."""
    sizes = (len(FORMS), PRONOUN_CLASSES, 3, 4, 4, len(RELATIONS) + 1, entities, 2)
    offsets = np.cumsum((0, *sizes[:-1]))
    flags = np.zeros((len(candidates), sum(sizes)), np.float32)
    for row, c in enumerate(candidates):
        values = (
            c.form, c.pronoun, c.number, c.gender, c.definite, c.relation, c.seen.entity, int(c.seen.quoted),
        )  # fmt: skip
        flags[row, offsets + values] = 1.0
    vectors = [np.stack([getattr(c.seen, name) for c in candidates]) for name in ("again", "before")]
    return np.concatenate([*vectors, flags], 1)
