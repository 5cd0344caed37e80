"""Cues of the tables in a tree: "said", "according to", "declined to say", "the claim that"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.grammar import Tree
from onrecord.grammar.voice import SUBJECTS
from onrecord.grammar.words import INFINITIVE_MARK
from onrecord.lexicon.attributions import AttributionWords, Cue, CuePos
from onrecord.reading.attributions.extents.drafts import Extent

POS_OF: dict[str, CuePos] = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
CUE_COMPLEMENTS = ("xcomp", "advcl", "ccomp")  # relations of a cue to the verb above it
INTRODUCED = ("obl", "nmod", "advcl", "acl", "xcomp")  # relations of what a preposition introduces


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue in a tree: its row, the position of its head, and the positions of its other words.

    `object_head` is the head of the prepositional object, for a row that ends in a preposition.
    """

    row: Cue
    head: int
    others: tuple[int, ...]
    object_head: int | None


def find_cue(tree: Tree, i: int, words: AttributionWords) -> CueAt | None:
    """Return the longest cue of the tables whose head is token `i` and whose other words depend on it."""
    pos = POS_OF.get(tree.tokens[i].upos)
    if pos is None:
        return None
    forms = words.verb_forms if pos == "verb" else words.noun_forms
    lemma = forms.get(tree.word(i)) or tree.lemma(i)
    for row in words.cues.get((pos, lemma), ()):
        found = _match(tree, i, row)
        if found is not None:
            return found
    return None


def _match(tree: Tree, i: int, row: Cue) -> CueAt | None:
    """Return the cue of `row` at `i` if all other words of the row depend on `i`."""
    if " " not in row.lemma:  # most cues are one word
        return CueAt(row, i, (), None)
    others: list[int] = []
    object_head = None
    for word in row.words[1:]:
        hit = next((c for c in tree.children[i] if tree.lemma(c) == word), None)
        if hit is None:
            object_head, hit = _with_preposition(tree, i, word)
        if hit is None:
            return None
        others.append(hit)
    return CueAt(row, i, tuple(others), object_head)


def _with_preposition(tree: Tree, i: int, word: str) -> tuple[int | None, int | None]:
    """Return the dependent of `i` that the preposition `word` introduces, and that preposition."""
    for c in tree.of(i, *INTRODUCED):
        if tree.tokens[c].deprel == "obl:unmarked":
            continue
        for m in tree.of(c, "case", "mark"):
            if m > i and tree.lemma(m) == word and not _is_infinitive_mark(tree, m):
                return c, m
    return None, None


def _is_infinitive_mark(tree: Tree, m: int) -> bool:
    return tree.lemma(m) == INFINITIVE_MARK and tree.tokens[m].deprel == "mark"


def climb(tree: Tree, i: int, words: AttributionWords) -> tuple[int, tuple[int, ...]]:
    """Return the highest verb that governs cue `i` as in "declined to say", and all governors on the way.

    Governors are those of cue_governors.tsv. Other verbs of wanting or planning are cues themselves.
    """
    passed: list[int] = []
    while _has_governor(tree, i, words):
        i = tree.tokens[i].head
        passed.append(i)
    return i, tuple(passed)


def _has_governor(tree: Tree, i: int, words: AttributionWords) -> bool:
    up = tree.tokens[i].head
    if tree.relations[i] not in CUE_COMPLEMENTS or up < 0:
        return False
    return tree.lemma(up) in words.governors and not tree.of(i, *SUBJECTS)


def cue_extent(tree: Tree, cue: CueAt, top: int) -> Extent:
    """Return the cue with the auxiliaries, adverbs, particles and governors that touch it.

    `top` is the highest governor of the cue, or its own head.
    """
    members = _members(tree, cue, top)
    first = last = cue.head
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    if cue.row.pos == "adjective" and top == cue.head:
        first = min([first, *tree.of(cue.head, "cop", "aux")])
    return tree.tokens[first].start, tree.tokens[last].end


def _members(tree: Tree, cue: CueAt, top: int) -> set[int]:
    """Return the positions that may belong to the cue."""
    found = {cue.head, top, *cue.others}
    for node in {cue.head, top}:
        for c in tree.of(node, "aux", "cop", "advmod", "compound", "mark"):
            if _is_part_of_cue(tree, c, cue) and not _opens_clause(tree, c, top):
                found.add(c)
    return found


def _is_part_of_cue(tree: Tree, c: int, cue: CueAt) -> bool:
    return c < cue.head or tree.tokens[c].deprel == "compound:prt"


def _opens_clause(tree: Tree, c: int, top: int) -> bool:
    """Return whether `c` is a conjunction, or the "to" before the highest verb: no part of the cue."""
    is_mark = tree.tokens[c].deprel == "mark"
    return is_mark and (tree.tokens[c].head == top or tree.lemma(c) != INFINITIVE_MARK)
