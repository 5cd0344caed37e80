"""Cue words of the tables in a tree: "said", "according to", "declined to say", "the claim that"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.lexicon.attributions import AttributionWords, Cue, CuePos
from onrecord.reading.attributions.extents.drafts import Extent

POS_OF: dict[str, CuePos] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue word in a tree: its row, its head's position and those of the words that belong to it."""

    row: Cue
    head: int
    others: tuple[int, ...]
    object_head: int | None  # of a row that ends in a preposition: the head of its object


def find_cue(tree: Tree, i: int, words: AttributionWords) -> CueAt | None:
    """Return the longest cue of the tables whose head is token `i` and whose other words hang on it."""
    pos = POS_OF.get(tree.tokens[i].upos)
    if pos is None:
        return None
    lemma = words.verb(tree.tokens[i]) if pos == "verb" else words.noun(tree.tokens[i])
    for row in words.cues.get((pos, lemma), ()):
        others: list[int] = []
        object_head = None
        for word in row.words[1:]:
            hit = next((c for c in tree.children[i] if tree.tokens[c].lemma.lower() == word), None)
            if hit is None:
                object_head, hit = _with_case(tree, i, word)
            if hit is None:
                break
            others.append(hit)
        if len(others) == len(row.words) - 1:
            return CueAt(row, i, tuple(others), object_head)
    return None


def _with_case(tree: Tree, i: int, word: str) -> tuple[int | None, int | None]:
    """Return the oblique (or clause) of `i` that the preposition `word` introduces, and that preposition."""
    for c in tree.of(i, "obl", "nmod", "advcl", "acl", "xcomp"):
        if tree.tokens[c].deprel == "obl:unmarked":
            continue
        for m in tree.of(c, "case", "mark"):
            if tree.tokens[m].lemma.lower() == word and m > i:
                infinitive = word == "to" and tree.tokens[m].deprel == "mark"
                if not infinitive:
                    return c, m
    return None, None


def climb(tree: Tree, i: int, words: AttributionWords) -> tuple[int, tuple[int, ...]]:
    """Return the verb that governs cue `i` as "declined" does "declined to say", and those on the way.

    A verb of wanting or planning is a cue of its own and ends the climb unless the tables call
    it a governor.
    """
    passed: list[int] = []
    while tree.tokens[i].deprel.partition(":")[0] in ("xcomp", "advcl", "ccomp"):
        up = tree.tokens[i].head
        if up < 0 or tree.tokens[up].lemma.lower() not in words.governors or tree.of(i, *SUBJECTS):
            break
        passed.append(up)
        i = up
    return i, tuple(passed)


def cue_extent(tree: Tree, cue: CueAt, top: int) -> Extent:
    """Return the words from the first auxiliary, adverb or governor that touches the cue to its last particle."""
    first = last = cue.head
    members = {cue.head, top, *cue.others}
    for node in {cue.head, top}:
        for c in tree.of(node, "aux", "cop", "advmod", "compound", "mark"):
            if tree.tokens[c].deprel == "mark" and (node == top or tree.tokens[c].lemma.lower() != "to"):
                continue
            if c < cue.head or tree.tokens[c].deprel == "compound:prt":
                members.add(c)
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    if cue.row.pos == "adjective" and top == cue.head:
        first = min([first, *(c for c in tree.of(cue.head, "cop", "aux") if c < first)])
    return tree.tokens[first].start, tree.tokens[last].end
