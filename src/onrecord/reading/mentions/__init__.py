"""Mentions: every span that may refer to an actor: names, nominals and pronouns.

Role nouns are found first (roles.py), then the model's names are repaired (names.py). Each sentence with
both (sentence.py) gives candidates: names with their titles (titles.py), noun phrases headed by a role
noun, and pronouns (nominals.py). Which actor a candidate refers to is decided in `reading/actors`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.mentions.candidate import Candidate
from onrecord.reading.mentions.names import NameFinder
from onrecord.reading.mentions.nominals import nominal_candidates, pronoun_candidates
from onrecord.reading.mentions.participants import (
    participant_candidates,
    sure_words,
    words_spoken_to,
)
from onrecord.reading.mentions.parties import party_finder
from onrecord.reading.mentions.roles import find_role_nouns
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.mentions.sentence import AnnotatedSentence
from onrecord.reading.mentions.titles import name_candidates
from onrecord.reading.times.outlet import outlet_of
from onrecord.types import Document, Language

if TYPE_CHECKING:
    from onrecord.known import Known

__all__ = ["Candidate", "find_mentions"]


def find_mentions(
    document: Document, language: Language, forest: Forest, known: Known
) -> tuple[Candidate, ...]:
    """Return the candidates of a document in text order, the longer first where two begin together."""
    words, saying = known.words.mentions, known.words.attributions
    role_nouns = [find_role_nouns(tree, words) for tree in forest.trees]
    people = [name.text for name in language.names if name.label == "PER"]
    senses = Senses(document, forest, known.world, words.region_signs, people)
    names = NameFinder(document, forest, words, known.world, senses).find(language, role_nouns)
    parties = party_finder(forest, words, senses, lambda: _outlet_country(document, known))
    names = [parties.with_parties(t, named) for t, named in zip(forest.trees, names, strict=True)]
    found: list[Candidate] = []
    for tree in forest.trees:
        n = tree.index
        sentence = AnnotatedSentence(document, tree, names[n], role_nouns[n], words, senses)
        found.extend(name_candidates(sentence))
        found.extend(nominal_candidates(sentence))
        in_names = {token.start for name in names[n] for token in name.tokens}  # "the WHO"
        found.extend(c for c in pronoun_candidates(document, tree, words) if c.head not in in_names)
    found.extend(participant_candidates(document, language.acts, found, forest, senses, saying, names))
    found = list(_with_parts(found, language, words_spoken_to(forest, saying)))
    return tuple(sorted(found, key=lambda c: (c.start, -c.end, c.form)))


def _outlet_country(document: Document, known: Known) -> str | None:
    outlet = outlet_of(document, (), known.words.times).country
    return outlet.country if outlet is not None else None


def _with_parts(
    found: Sequence[Candidate], language: Language, hearers: frozenset[int]
) -> Iterator[Candidate]:
    """Yield the candidates with what is known of their heads: the part in an act or in what is said, and the chain."""
    acting = sure_words(language.acts) | hearers
    chain_at = {r.head_start: n for n, chain in enumerate(language.chains) for r in chain}
    for candidate in found:
        takes_part, chain = candidate.takes_part or candidate.head in acting, chain_at.get(candidate.head)
        if chain is not None or takes_part is not candidate.takes_part:
            candidate = replace(candidate, takes_part=takes_part, chain=chain)
        yield candidate
