"""Score the rules for figures on labelled figures of train: `python -m benchmarks.figures`.

Data: the articles of the train part of the corpus of events, in the order of their ids. Every second one, from the first,
is the read half: rules and rows were written with its errors. Of the other half only these scores are read.

- `number words`: labelled figures with a number word in their span; a figure is right if low and high are both right;
- `nouns`: the other labelled figures ("a nurse", names), counted at the head of the span;
- `what`: all labelled figures; right if the rules say what is counted, from the sentence alone. A reading asks these rules
  only whether a number counts votes; what the figures of an act count, the model says.

    python -m benchmarks.figures             the scores of both halves
    python -m benchmarks.figures --errors    and the errors of the read half
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.events import read_events
from onrecord.grammar import Forest, Tree
from onrecord.known import load_known
from onrecord.lexicon.numbers import NumberWords
from onrecord.reading.events.counted import what_governs
from onrecord.reading.events.figures import Found, Number, count_among, find_numbers, number_among

SHARED = Path("../shared")
HALVES = ("read half", "unread half")


@dataclass(frozen=True)
class Judged:
    """A labelled figure and what the rules say at its span."""

    half: str
    words: str
    kind: str
    label: dict[str, Any]
    number: Number | None
    what: str

    @property
    def bounds_right(self) -> bool:
        """Whether both bounds are those of the label."""
        return self.number is not None and (self.number.low, self.number.high) == (
            self.label["low"],
            self.label["high"],
        )

    @property
    def what_right(self) -> bool:
        """Whether the rules say what the label says is counted."""
        return self.what == str(self.label["what"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help=f"default: {SHARED}")
    parser.add_argument("--errors", action="store_true", help="print the errors of the read half")
    options = parser.parse_args(arguments)
    judged = list(judge(options.shared))
    for half in HALVES:
        report(half, [one for one in judged if one.half == half])
    for one in judged:
        if options.errors and one.half == HALVES[0] and not (one.bounds_right and one.what_right):
            print(
                one.label["what"], one.label["low"], one.label["high"], repr(one.words), one.what, one.number
            )
    return 0


def judge(shared: Path) -> Iterator[Judged]:
    """Yield the labelled figures of train with what the rules say."""
    known = load_known()
    articles = sorted(read_events(shared, "train"), key=lambda article: article.id)
    languages = known.model.read([article.text or "" for article in articles])
    for n, (article, language) in enumerate(zip(articles, languages, strict=True)):
        forest = Forest(language.sentences)
        for label in (figure for event in article.labels["events"] for figure in event["figures"]):
            start, end = label["span"]["start"], label["span"]["end"]
            kind, number, what = _read(forest.at(start), start, end, known.words.numbers)
            yield Judged(HALVES[n % 2], (article.text or "")[start:end], kind, label, number, what)


def what_counts(found: Sequence[Found], tree: Tree, position: int, words: NumberWords) -> str:
    """Return what the number at `position` counts, by its currency or the words around it, else "other"."""
    number = number_among(found, tree, position, words)
    if number is not None and number.unit in words.currencies:
        return "money"
    return what_governs(tree, position, words)


def _read(tree: Tree | None, start: int, end: int, words: NumberWords) -> tuple[str, Number | None, str]:
    """Return whether a number word is in the span, the number, and what is counted."""
    head = tree.head_of(start, end) if tree else None
    if tree is None or head is None:
        return "nouns", None, "other"
    inside = {i for i, token in enumerate(tree.tokens) if token.start < end and token.end > start}
    numbers = find_numbers(tree, words)
    for found in numbers:
        if inside.intersection(found.positions):
            return "number words", found.number, what_counts(numbers, tree, found.positions[0], words)
    return "nouns", count_among(numbers, tree, head), what_counts(numbers, tree, head, words)


def report(half: str, judged: Sequence[Judged]) -> None:
    """Print the scores of one half."""
    print(half)
    for kind in ("number words", "nouns"):
        ours = [one for one in judged if one.kind == kind]
        right = sum(one.bounds_right for one in ours)
        print(f"  {kind:14} {right / max(len(ours), 1):.3f} ({right} of {len(ours)})")
    right = sum(one.what_right for one in judged)
    print(f"  {'what':14} {right / max(len(judged), 1):.3f} ({right} of {len(judged)})")
    labelled = Counter(str(one.label["what"]) for one in judged)
    for what, count in labelled.most_common():
        found = sum(one.what_right for one in judged if one.label["what"] == what)
        said = sum(one.what == what for one in judged)
        print(f"    {what:12} labelled {count:4}, said {said:4}, right {found:4}")


if __name__ == "__main__":
    sys.exit(main())
