"""A line without a verb that introduces a quotation: "And from the chairwoman, Lea Ort:", "The union's statement:"."""

from __future__ import annotations

from onrecord.grammar import Forest, Quote, Tree
from onrecord.grammar.noun_phrase import is_introduced_by
from onrecord.grammar.tree import VERBAL
from onrecord.reading.attributions.extents.drafts import Extent, runs, trimmed

NAMING = frozenset({"NOUN", "PROPN"})
LONGEST_LINE = 15  # words
PHRASE_EDGES = frozenset(",;:—–")


def introducing_source(
    text: str, quote: Quote, forest: Forest, prepositions: frozenset[str]
) -> Extent | None:
    """Return who speaks a quotation by the line above it, or None.

    The line ends with a colon and has no verb. It names the speaker behind one of the `prepositions`, or is a name itself.
    """
    before = text[: quote.start].rstrip()
    place = forest.token_at(len(before) - 1) if before.endswith(":") else None
    if place is None or not _is_line(text, len(before) - 1, quote.start):
        return None
    tree, colon = place
    first = _first_of_line(tree, colon, text)
    line = range(first, colon)
    if len(line) > LONGEST_LINE or any(tree.tokens[i].upos in VERBAL for i in line):
        return None
    head = next((i for i in line if is_introduced_by(tree, i, prepositions)), None)
    head = _top(tree, line) if head is None else head
    return None if head is None else _extent(tree, head, line, text)


def _is_line(text: str, colon: int, start: int) -> bool:
    """Return whether the quotation stands in a paragraph below the colon."""
    return "\n" in text[colon:start]


def _first_of_line(tree: Tree, colon: int, text: str) -> int:
    line_start = text.rfind("\n", 0, tree.tokens[colon].start) + 1
    return next((i for i, t in enumerate(tree.tokens) if t.start >= line_start), colon)


def _top(tree: Tree, line: range) -> int | None:
    """Return the head of the line if it is a noun."""
    tops = [i for i in line if tree.tokens[i].head not in line]
    return tops[0] if tops and tree.tokens[tops[0]].upos in NAMING else None


def _extent(tree: Tree, head: int, line: range, text: str) -> Extent | None:
    positions = [i for i in tree.subtree(head, ("case", "mark", "cc", "punct")) if i in line]
    parts = [e for e in runs(tree, positions) if e[0] <= tree.tokens[head].start < e[1]]
    return trimmed(parts[0], text, PHRASE_EDGES) if parts else None
