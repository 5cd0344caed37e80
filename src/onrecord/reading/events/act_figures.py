"""How many are told of an act: the numbers of a document that the model sees it count."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grammar import Forest, Tree
from onrecord.lexicon.numbers import NumberWords
from onrecord.reading.events.figures import Found, Number, count_among, find_numbers, number_among
from onrecord.types import ActMention, Figure, FigureKind, Time, span_of


class ActFigures:
    """Finds what the acts of one document count; the numbers of a sentence are read when it is first asked for."""

    def __init__(self, text: str, times: Sequence[Time], forest: Forest, words: NumberWords) -> None:
        self._text, self._forest, self._words = text, forest, words
        self._numbers: dict[int, list[Found]] = {}  # by sentence
        self._in_time = {offset for time in times for offset in range(time.start, time.end)}

    def of(self, act: ActMention, least: float) -> tuple[Figure, ...]:
        """Return the numbers that the act counts, each once, in text order."""
        found: dict[tuple[int, int], Figure] = {}
        for part in act.parts:
            if part.kind != "figure" or part.score < least or part.start in self._in_time:
                continue
            number = self._number(part.start)
            if number is not None and part.counts is not None:
                figure = self._figure(number, part.counts)
                found.setdefault((figure.span.start, figure.span.end), figure)
        return tuple(found[key] for key in sorted(found))

    def _number(self, start: int) -> Number | None:
        placed = self._forest.token_at(start)
        if placed is None:
            return None
        tree, i = placed
        if tree.index not in self._numbers:
            self._numbers[tree.index] = find_numbers(tree, self._words)
        found = self._numbers[tree.index]
        return number_among(found, tree, i, self._words) or _counted_phrase(found, tree, i)

    def _figure(self, number: Number, what: FigureKind) -> Figure:
        span = span_of(self._text, number.start, number.end)
        return Figure(what=what, low=number.low, high=number.high, unit=number.unit, span=span)


def _counted_phrase(found: Sequence[Found], tree: Tree, i: int) -> Number | None:
    return count_among(found, tree, i) if tree.tokens[i].upos in ("NOUN", "PROPN") else None
