"""Whether two reports are copies: most shingles of the shorter stand in the longer, and names and numbers agree.

Containment, not Jaccard: a brief is a copy of a report that is six times as long. Reports that tell of two events by one
template share their sentences but not their names and numbers.
"""

from __future__ import annotations

from onrecord.assembly.copies.keys import LEAST_SHINGLES, CopyKey
from onrecord.assembly.types import PairScore
from onrecord.types import Reason

WINDOW = 7  # days between a report and its copy
CONTAINMENT = 0.5  # of the shingles of the shorter, outside quotations
AGREEMENT = (
    0.8  # of the names and numbers taken over: copies lose some to house style, look-alikes keep two thirds
)
SHOWN = 8  # names and numbers that an explanation lists


def are_copies(a: CopyKey, b: CopyKey) -> bool:
    """Return whether two reports are copies of one, the same both ways."""
    distance = a.days.apart(b.days)
    if distance is not None and distance > WINDOW:
        return False
    return containment(a, b) >= CONTAINMENT and agreement(a, b) >= AGREEMENT


def containment(a: CopyKey, b: CopyKey) -> float:
    """Return the share of the smaller set of shingles that the larger has too; 0 if it is too small to tell."""
    least = min(len(a.shingles), len(b.shingles))
    return 0.0 if least < LEAST_SHINGLES else len(a.shingles & b.shingles) / least


def agreement(a: CopyKey, b: CopyKey) -> float:
    """Return the share of names and numbers in the sentences that the shorter took over that the longer has too.

    Sentences without a shingle of the other text are an outlet's own lines: who is named there says nothing.
    """
    facts = _taken_over(a, b)
    _, long = _by_size(a, b)
    return len(facts & long.facts) / len(facts) if facts else 1.0


def _by_size(a: CopyKey, b: CopyKey) -> tuple[CopyKey, CopyKey]:
    short, long = sorted((a, b), key=lambda key: (len(key.shingles), key.document))
    return short, long


def _taken_over(a: CopyKey, b: CopyKey) -> set[str]:
    """Return names and numbers of the sentences of the shorter that share a shingle with the longer."""
    short, long = _by_size(a, b)
    return {fact for told in short.sentences if told.shingles & long.shingles for fact in told.facts}


def explain_copies(a: CopyKey, b: CopyKey) -> PairScore:
    """Return the containment of two reports and what speaks for and against a copy."""
    _, long = _by_size(a, b)
    missing = sorted(_taken_over(a, b) - long.facts)
    distance = a.days.apart(b.days)
    parts = (
        Reason(rule="copy-words", score=containment(a, b)),
        Reason(rule="copy-names", words=", ".join(missing[:SHOWN]) or None, score=agreement(a, b)),
        Reason(rule="copy-days", score=None if distance is None else float(distance)),
    )
    return PairScore(score=containment(a, b), parts=parts)
