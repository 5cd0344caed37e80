"""Walk the dependency trees of a text: children, subtrees, clauses, and tokens by offset.

Token positions are local to the file that uses them; what leaves a layer is spans. UD v2
relations throughout (universaldependencies.org/u/dep). `Tree` wraps one sentence and
computes its children once; `Forest` finds the sentence and token at an offset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.types import Sentence, Token


class Tree:
    """One sentence with its dependency tree made walkable."""

    __slots__ = ("children", "index", "sentence", "tokens")

    def __init__(self, sentence: Sentence, index: int = 0) -> None:
        self.sentence = sentence
        self.index = index
        self.tokens = sentence.tokens
        children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                children[token.head].append(i)
        self.children = children

    def of(self, i: int, *relations: str) -> list[int]:
        """Return the children of `i` whose relation, or its part before `:`, is one of `relations`."""
        tokens = self.tokens
        return [
            c
            for c in self.children[i]
            if tokens[c].deprel in relations or tokens[c].deprel.partition(":")[0] in relations
        ]

    def subtree(self, i: int, without: Sequence[str] = ()) -> list[int]:
        """Return the positions under `i`, itself included, in text order.

        Children of `i` itself (not of those below) whose relation is in `without` are left
        out together with all under them.
        """
        found = [i]
        stack = [c for c in self.children[i] if not without or not _is(self.tokens[c], without)]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children[node])
        return sorted(found)

    def path_up(self, i: int) -> Iterator[int]:
        """Yield the heads of `i` from its own head to the root."""
        node = self.tokens[i].head
        while node >= 0:
            yield node
            node = self.tokens[node].head

    def extent(self, positions: Sequence[int]) -> tuple[int, int]:
        """Return the offsets from the first to the last of `positions`."""
        return self.tokens[min(positions)].start, self.tokens[max(positions)].end

    def head_of(self, start: int, end: int) -> int | None:
        """Return the token between the offsets whose own head lies outside: the phrase's head."""
        inside = [i for i, t in enumerate(self.tokens) if t.start < end and t.end > start]
        for i in inside:
            if not inside[0] <= self.tokens[i].head <= inside[-1]:
                return i
        return inside[0] if inside else None


class Forest:
    """The trees of a document, found by offset."""

    __slots__ = ("_starts", "trees")

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.trees = tuple(Tree(s, n) for n, s in enumerate(sentences))
        self._starts = [s.start for s in sentences]

    def at(self, offset: int) -> Tree | None:
        """Return the sentence that holds `offset`, or None between sentences."""
        n = bisect_right(self._starts, offset) - 1
        if n < 0 or offset >= self.trees[n].sentence.end:
            return None
        return self.trees[n]

    def token_at(self, offset: int) -> tuple[Tree, int] | None:
        """Return the sentence and the position of the token that covers `offset`."""
        tree = self.at(offset)
        if tree is None:
            return None
        for i, token in enumerate(tree.tokens):
            if token.start <= offset < token.end:
                return tree, i
        return None


def _is(token: Token, relations: Sequence[str]) -> bool:
    return token.deprel in relations or token.deprel.partition(":")[0] in relations
