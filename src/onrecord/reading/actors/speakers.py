"""Speakers of direct quotations: the subject of the verb of saying beside the quotation marks.

Who speaks says "I", so no "he" or "she" inside the quotation is the speaker. The tree and the marks show the verb
before the attributions are read. A clause of which only a part is quoted is reported
speech, and its pronouns are open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Quote, Tree, find_quotes
from onrecord.grammar.voice import SUBJECTS
from onrecord.lexicon.classes import WordClasses


@dataclass(frozen=True, slots=True)
class Speaker:
    """A direct quotation by its offsets, and its speaker: token `i` of a sentence."""

    start: int
    end: int
    tree: Tree
    i: int


def find_speakers(text: str, forest: Forest, classes: WordClasses) -> tuple[Speaker, ...]:
    """Return the direct quotations whose speaker a verb of saying beside them names, in text order.

    A quotation without a verb of its own goes on with the one before: "He is weak," she said. "He has no plan."
    """
    found: list[Speaker] = []
    for quote in find_quotes(text, classes.elisions):
        speaker = _speaker_of(quote, forest, classes.speech_verbs)
        if speaker is None and found and _goes_on(found[-1], quote, text, forest):
            speaker = Speaker(quote.start, quote.end, found[-1].tree, found[-1].i)
        if speaker is not None:
            found.append(speaker)
    return tuple(found)


def speaker_at(offset: int, speakers: Sequence[Speaker]) -> Speaker | None:
    """Return the speaker of the quotation that holds an offset, or None."""
    n = bisect_right(speakers, offset, key=lambda speaker: speaker.start) - 1
    return speakers[n] if n >= 0 and offset < speakers[n].end else None


def _speaker_of(quote: Quote, forest: Forest, verbs: Container[str]) -> Speaker | None:
    ends = (forest.at(quote.inner_start), forest.at(quote.inner_end - 1))
    for tree in (tree for tree in ends if tree is not None):
        for verb in _verbs_beside(quote, tree):
            subjects = [s for s in tree.of(verb, *SUBJECTS) if not _is_inside(tree, s, quote)]
            if tree.lemma(verb) in verbs and subjects:
                return Speaker(quote.start, quote.end, tree, subjects[0])
    return None


def _verbs_beside(quote: Quote, tree: Tree) -> Iterator[int]:
    """Yield the words outside a quotation that a whole quoted clause depends on, or that depend on it."""
    for i in tree.starting(quote.inner_start, quote.inner_end):
        head = tree.tokens[i].head
        leaves = head >= 0 and not _is_inside(tree, head, quote) and tree.relations[i] != "punct"
        if leaves and _is_whole(tree, i, quote):
            yield head
        yield from (c for c in tree.of(i, "parataxis") if not _is_inside(tree, c, quote))


def _is_whole(tree: Tree, i: int, quote: Quote) -> bool:
    """Return whether all words under `i` are quoted."""
    words = (n for n in tree.subtree(i) if tree.tokens[n].upos != "PUNCT")
    return all(_is_inside(tree, n, quote) for n in words)


def _is_inside(tree: Tree, i: int, quote: Quote) -> bool:
    return quote.start <= tree.tokens[i].start < quote.end


def _goes_on(before: Speaker, quote: Quote, text: str, forest: Forest) -> bool:
    """Return whether only the clause of saying stands between a quotation and the next one in its paragraph."""
    last, tree = forest.at(before.end - 1), forest.at(quote.inner_start)
    if last is None or tree is None or "\n" in text[before.end : quote.start]:
        return False
    return last.index <= before.tree.index and tree.index - before.tree.index <= 1
