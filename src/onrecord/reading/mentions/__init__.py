"""Mentions: every span that may refer to an actor: names, nominals and pronouns.

The model's names are repaired first (names.py, titles.py), then noun phrases with a role noun for head
and pronouns are added (nominals.py). Nothing is decided here about who is meant: that is
`reading/actors`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.grammar import Forest
from onrecord.reading.mentions.candidate import Candidate
from onrecord.reading.mentions.names import NameFinder
from onrecord.reading.mentions.nominals import nominal_candidates, pronoun_candidates
from onrecord.reading.mentions.roles import find_roles
from onrecord.reading.mentions.senses import Senses
from onrecord.reading.mentions.titles import name_candidates
from onrecord.types import Document, Language

if TYPE_CHECKING:
    from onrecord.known import Known

__all__ = ["Candidate", "find_mentions"]


def find_mentions(
    document: Document, language: Language, forest: Forest, known: Known
) -> tuple[Candidate, ...]:
    """Return the candidates of a document in text order, an outer one before those inside it."""
    words, world = known.words.mentions, known.world
    roles = [find_roles(tree, words) for tree in forest.trees]
    senses = Senses(document, forest, world)
    names = NameFinder(document, forest, words, world, senses).find(language, roles)
    found: list[Candidate] = []
    for tree in forest.trees:
        here = names[tree.index]
        found.extend(name_candidates(document, here, roles[tree.index], words, world, senses))
        found.extend(nominal_candidates(document, tree, roles[tree.index], here, words, senses))
        found.extend(pronoun_candidates(document, tree, words))
    chain_at = {r.head_start: n for n, chain in enumerate(language.chains) for r in chain}
    found = [replace(c, chain=chain_at[c.head]) if c.head in chain_at else c for c in found]
    return tuple(sorted(found, key=lambda c: (c.start, -c.end, c.form)))
