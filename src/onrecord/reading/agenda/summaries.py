"""Make the summary line of an agenda item: the clause around its head, shortened to fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import introducer
from onrecord.grammar.tree import has
from onrecord.grammar.words import INFINITIVE_MARK
from onrecord.lexicon.classes import WordClasses

SUMMARY_WORDS = 25  # a line of a calendar
CLAUSE_ENDS = frozenset({"ccomp", "advcl", "parataxis", "acl", "conj", "root", "csubj", "appos"})
NEVER_SUMMED = ("parataxis", "cc", "punct", "discourse", "vocative")
# relations that may be left out to fit a line, the last first
SPARED_LAST = ("acl", "advcl", "appos", "ccomp", "conj", "nmod", "obl")
SUMMARY_EDGES = " \t\r\n,;:–—-“”\"'‘’.!?"


def summarize(
    text: str, tree: Tree, head: int, classes: WordClasses, *, phrase: bool = False
) -> tuple[int, int]:
    """Return the offsets of the widest clause around `head` that fits a line of a calendar.

    Conjunctions and subordinate clauses at its edges are left out, but for those that open with one of
    `summed_condition_marks`. With `phrase`, it is only the phrase of
    `head`; if even that is too long, the words around `head`.
    """
    if phrase and len(tree.children[head]) > 0:
        return _trimmed(text, *tree.extent(_noun_phrase(tree, head)), classes)
    best = None
    inner: list[int] = []
    for node in _upwards(tree, head):
        inner = _fitting(text, tree, node, inner, classes)
        start, end = _trimmed(text, *tree.extent(inner), classes)
        if len(text[start:end].split()) > SUMMARY_WORDS:
            break
        best = (start, end)
    return best or _around(text, tree, head, classes)


def _fitting(text: str, tree: Tree, node: int, inner: list[int], classes: WordClasses) -> list[int]:
    """Return the positions of the clause of `node` that fit a line, `inner` always among them."""
    parts = [[node], inner] if inner else [[node]]
    spare: list[list[int]] = []
    for c in tree.children[node]:
        relation = tree.relations[c]
        if (
            c in inner
            or relation in NEVER_SUMMED
            or _only_opens(tree, node, c)
            or _is_aside(tree, c, classes.summed_condition_marks)
        ):
            continue
        (spare if relation in SPARED_LAST and c > node else parts).append(tree.subtree(c))
    dropped = False
    while spare and (
        _count_words(text, tree, parts + spare) > SUMMARY_WORDS or (dropped and len(spare[-1]) < 3)
    ):
        spare.pop()  # a rest such as "and following" is removed with the phrase that it opened
        dropped = True
    return sorted(p for part in parts + spare for p in part)


def _is_aside(tree: Tree, c: int, conditions: Collection[str]) -> bool:
    """Return whether `c` is a clause about something else: "though ...", "as he did ..."."""
    return (
        tree.tokens[c].deprel == "advcl"
        and bool(tree.of(c, "nsubj"))
        and introducer(tree, c) not in ("", *conditions)
    )


def _only_opens(tree: Tree, node: int, c: int) -> bool:
    """Return whether `c` only links the clause or phrase of `node` to the words before it."""
    token = tree.tokens[c]
    if token.deprel == "case" and c < node:
        return True
    if token.deprel == "mark":
        return token.text.lower() != INFINITIVE_MARK
    return c < node and any(has(tree.tokens[p], "PronType=Rel") for p in tree.subtree(c))


def _count_words(text: str, tree: Tree, parts: list[list[int]]) -> int:
    start, end = tree.extent([p for part in parts for p in part])
    return len(text[start:end].split())


def _noun_phrase(tree: Tree, head: int) -> list[int]:
    """Return the sequence of words around `head` that name it, without preposition, clause or apposition."""
    named = set(
        tree.subtree(head, without=("case", "acl", "advcl", "appos", "parataxis", "conj", "cc", "punct"))
    )
    first, last = head, head
    while first - 1 in named:
        first -= 1
    while last + 1 in named and last - first < SUMMARY_WORDS:
        last += 1
    return list(range(first, last + 1))


def _upwards(tree: Tree, head: int) -> Iterator[int]:
    """Yield `head` and the words above it in the tree, up to the edge of its clause."""
    node = head
    yield node
    for above in tree.path_up(head):
        if tree.relations[node] in CLAUSE_ENDS and introducer(tree, node) != INFINITIVE_MARK:
            return
        node = above
        yield node


def _trimmed(text: str, start: int, end: int, classes: WordClasses) -> tuple[int, int]:
    abbreviations = tuple(classes.dotted_abbreviations)
    while start < end and text[start] in SUMMARY_EDGES:
        start += 1
    while end > start and text[end - 1] in SUMMARY_EDGES and not text[start:end].endswith(abbreviations):
        end -= 1
    return start, end


def _around(text: str, tree: Tree, head: int, classes: WordClasses) -> tuple[int, int]:
    before = SUMMARY_WORDS // 3
    first = max(0, head - before)
    last = min(len(tree.tokens), head + SUMMARY_WORDS - before) - 1
    start, end = _trimmed(text, tree.tokens[first].start, tree.tokens[last].end, classes)
    while len(text[start:end].split()) > SUMMARY_WORDS and last > head:
        last -= 1
        start, end = _trimmed(text, tree.tokens[first].start, tree.tokens[last].end, classes)
    return start, end
