"""Systems that find chains of mentions in a text, in the form that `benchmarks.chains` scores.

From the reader: `actors` (the mentions of its actors) and `chains` (its language layer). For
comparison: a baseline without learning, on the same trees and names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Tree
from onrecord.known import Known
from onrecord.read import read_language
from onrecord.types import Document, DocumentId, Language

Extent = tuple[int, int, int, int]  # start, end, start of the head word, its end
Found = list[list[Extent]]

NOMINAL = frozenset(("NOUN", "PROPN"))
NO_HEAD = frozenset(
    ("compound", "flat", "fixed", "goeswith")
)  # the word is part of a name or noun with another head
OUTSIDE = (
    "acl", "advcl", "advmod", "appos", "aux", "case", "cc", "conj", "cop", "csubj", "dep", "discourse", "mark",
    "nsubj", "parataxis", "punct", "vocative",
)  # fmt: skip
OF_ONE_PERSON = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))


@dataclass(frozen=True, slots=True)
class Given:
    """The input of a system: a text, its language layer, and what the reader knows."""

    text: str
    language: Language
    known: Known


def actors(given: Given) -> Found:
    """Return the mentions of each actor of the reading."""
    reading = read_language(Document(id=DocumentId("document"), text=given.text), given.language, given.known)
    forest = Forest(given.language.sentences)
    return [[_headed(forest, m.start, m.end) for m in actor.mentions] for actor in reading.actors]


def _headed(forest: Forest, start: int, end: int) -> Extent:
    tree = forest.at(start)
    head = tree.head_of(start, end) if tree else None
    if tree is None or head is None:
        return start, end, start, end
    return start, end, tree.tokens[head].start, tree.tokens[head].end


def chains(given: Given) -> Found:
    """Return the chains that the model finds."""
    return [[(r.start, r.end, r.head_start, r.head_end) for r in chain] for chain in given.language.chains]


def same_head(given: Given) -> Found:
    """Join names and nominals by the lemma of their head; he and she refer to the person named last."""
    people = [(n.start, n.end) for n in given.language.names if n.label == "PER"]
    found: dict[str, list[Extent]] = {}
    person: str | None = None
    for tree, i in _words(Forest(given.language.sentences).trees):
        token = tree.tokens[i]
        if token.upos in NOMINAL and token.deprel.partition(":")[0] not in NO_HEAD:
            start, end = tree.extent(_together(tree.subtree(i, OUTSIDE), i))
            key = token.lemma.lower()
            if any(first <= token.start < last for first, last in people):
                person = key
        elif token.upos == "PRON" and token.text.lower() in OF_ONE_PERSON and person is not None:
            start, end, key = token.start, token.end, person
        else:
            continue
        found.setdefault(key, []).append((start, end, token.start, token.end))
    return list(found.values())


def _words(trees: Iterable[Tree]) -> Iterator[tuple[Tree, int]]:
    return ((tree, i) for tree in trees for i in range(len(tree.tokens)))


def _together(positions: Sequence[int], i: int) -> list[int]:
    """Return the sequence of neighbours around `i`."""
    first = last = i
    there = set(positions)
    while first - 1 in there:
        first -= 1
    while last + 1 in there:
        last += 1
    return [first, last]


SYSTEMS: dict[str, Callable[[Given], Found]] = {"chains": chains, "actors": actors, "baseline": same_head}
