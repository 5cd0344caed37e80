"""Noun phrases that take part in an act and that no role noun heads: "nine people", "the dockers", "three miners".

The model marks the words of those who act and those to whom it is done (`Language.acts`). A marked noun outside all
other candidates becomes a candidate with its phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Forest, Tree
from onrecord.grammar.noun_phrase import phrase_edges
from onrecord.grammar.tree import is_plural_form
from onrecord.lexicon.classes import WordClasses
from onrecord.reading.mentions.candidate import Candidate, Determiner
from onrecord.types import ActMention, Document, Reason

LEAST_ACT, LEAST_PART = 0.4, 0.5  # probabilities of the act, and of the word that takes part
SIDES = ("actor", "recipient")
NOUNS = ("NOUN", "PROPN", "NUM", "ADJ")


def participant_candidates(
    document: Document,
    acts: Sequence[ActMention],
    found: Sequence[Candidate],
    forest: Forest,
    classes: WordClasses,
) -> Iterator[Candidate]:
    """Yield the noun phrases that take part in an act and overlap no candidate, each once."""
    covered = {o for c in found for o in range(c.start, c.end)}
    for start in _marked(acts):
        place = forest.token_at(start)
        if place is None or start in covered:
            continue
        tree, i = place
        head = _head(tree, i)
        first, end = phrase_edges(tree, head)
        if tree.tokens[head].upos in NOUNS and covered.isdisjoint(
            range(tree.tokens[first].start, tree.tokens[head].end)
        ):
            candidate = _candidate(document, tree, first, head, classes)
            covered.update(range(candidate.start, candidate.end))
            yield candidate


def _marked(acts: Sequence[ActMention]) -> list[int]:
    """Return the offsets of the words that take part in an act, in text order."""
    marked = {
        part.start
        for act in acts
        if act.types[0].score >= LEAST_ACT
        for part in act.parts
        if part.kind in SIDES and part.score >= LEAST_PART
    }
    return sorted(marked)


def _head(tree: Tree, i: int) -> int:
    """Return the noun whose phrase holds word `i`: itself, or the noun that it stands before."""
    while tree.relations[i] in ("det", "amod", "nummod", "compound", "case") and tree.tokens[i].head > i:
        i = tree.tokens[i].head
    return i


def _candidate(document: Document, tree: Tree, first: int, head: int, classes: WordClasses) -> Candidate:
    start, end = tree.tokens[first].start, tree.tokens[head].end
    words = [tree.word(i) for i in range(first, head)]
    is_plural = is_plural_form(tree.tokens[head]) or bool(tree.of(head, "nummod"))
    opens = tree.tokens[first].upos == "DET"
    return Candidate(
        start=start,
        end=end,
        text=document.text[start:end],
        form="nominal",
        kind="group" if is_plural else "person",
        head=tree.tokens[head].start,
        core=document.text[tree.tokens[first + opens].start : end] if first + opens <= head else document.text[start:end],
        determiner=_determiner(words, classes),
        number="plural" if is_plural else "singular",
        takes_part=True,
        reason=Reason(rule="takes-part-in-an-act", words=document.text[start:end]),
    )


def _determiner(words: Sequence[str], classes: WordClasses) -> Determiner:
    if any(word in classes.referring_determiners for word in words):
        return "definite"
    return "indefinite" if any(word in classes.indefinite_determiners for word in words) else "none"
