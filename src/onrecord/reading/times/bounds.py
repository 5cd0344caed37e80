"""Times that are open on one side: "not before Oct. 15", "no later than Friday", "in March at the earliest"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.lexicon.classes import WordClasses, any_of
from onrecord.lexicon.times import Tense, TimeBound, TimeWords
from onrecord.types import Span

CLAUSE_REACH = 70  # characters before a time that can hold "is not expected to take place before"
CLAUSE_END = re.compile(r"[.;:!?\n]|,\s")


def bound_of(span: Span, text: str, tense: Tense | None, words: TimeWords) -> TimeBound | None:
    """Return the row of the words that open one side of a time.

    In a past clause "did not resign until Friday" is the day itself.
    """
    return next(_bounds(span, text, tense, words), None)


def _bounds(span: Span, text: str, tense: Tense | None, words: TimeWords) -> Iterator[TimeBound]:
    before = CLAUSE_END.split(text[max(span.start - CLAUSE_REACH, 0) : span.start])[-1].lower()
    before = before.rstrip().removesuffix(" the")
    behind = text[span.end : span.end + CLAUSE_REACH].lower().lstrip()
    for row in words.bounds:
        if (row.place == "behind" and re.match(rf"{re.escape(row.words)}\b", behind)) or (
            row.place == "before"
            and _stands_before(row, before, words)
            and (tense != "past" or not row.negated)
        ):
            yield row


@lru_cache(maxsize=1)
def _negator(classes: WordClasses) -> re.Pattern[str]:
    return re.compile(rf"(?:\b|(?=n['’]t)){any_of(classes.bound_negators)}\b", re.IGNORECASE)


def _stands_before(row: TimeBound, before: str, words: TimeWords) -> bool:
    """Return whether the words of a row end the clause so far, behind a negator where the row asks for one."""
    if not re.search(rf"\b{re.escape(row.words)}$", before):
        return False
    if not row.negated:
        return True
    return _negator(words.classes).search(before.removesuffix(row.words)) is not None
