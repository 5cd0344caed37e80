"""Pairs of claims that may disagree: two sources, and a sign that one answers the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.lexicon.disagreements import DisagreementWords
from onrecord.reading.disagreements.claims import Claim
from onrecord.reading.disagreements.features import BOUND, Pair, sign_of, strength

OWN_REACH = 3  # sentences between a claim of a source and one in the report's own voice
PARAGRAPH = "\n"


def propose(
    text: str, claims: Sequence[Claim], starts: Sequence[int], words: DisagreementWords
) -> Iterator[Pair]:
    """Yield the pairs of claims of two sources that may disagree; `starts` are the offsets of the sentences."""
    for n, first in enumerate(claims):
        for m in range(n + 1, len(claims)):
            second = claims[m]
            if not _two_sources(first, second) or _is_far(first, second):
                continue
            pair = _pair(text, first, second, claims[n + 1 : m], starts, words)
            if sign_of(pair) != "none" or pair.contrasted or _shares(pair):
                yield pair


def _two_sources(first: Claim, second: Claim) -> bool:
    """Whether two claims have different sources; what a denial names or denies stands against that denial alone."""
    if first.who == second.who:
        return False
    bound = {first.kind, second.kind} & BOUND
    if not bound:
        return True
    return len({first.kind, second.kind} - BOUND) == 1 and first.attribution is second.attribution


def _is_far(first: Claim, second: Claim) -> bool:
    """Whether one is in the report's own voice and the other is not near."""
    return "report" in (first.kind, second.kind) and second.sentence - first.last_sentence > OWN_REACH


def _shares(pair: Pair) -> bool:
    a, b = pair.answer, pair.answered
    return bool(a.events & b.events) or len(a.words & b.words) > 1


def _pair(
    text: str,
    first: Claim,
    second: Claim,
    between: Sequence[Claim],
    starts: Sequence[int],
    words: DisagreementWords,
) -> Pair:
    answer, answered = (first, second) if _answers(first, second) else (second, first)
    others = {c.span.start for c in between if c.kind == "said" and c.who not in (first.who, second.who)}
    opening = starts[answer.sentence]
    return Pair(
        answer=answer,
        answered=answered,
        between=len(others),
        contrasted=_contrasted(text, first, second, words),
        same_paragraph=PARAGRAPH not in text[first.span.start : second.span.start],
        opening=words.connectives.match(text, opening) is not None,
    )


def _answers(first: Claim, second: Claim) -> bool:
    """Whether the earlier claim is the answer: it denies more strongly, and what is denied never answers."""
    if first.kind in BOUND or second.kind in BOUND:
        return second.kind in BOUND
    return strength(first) > strength(second)


def _contrasted(text: str, first: Claim, second: Claim, words: DisagreementWords) -> bool:
    """Whether a connective of contrast is between two claims, outside their contents."""
    start, end = first.span.end, second.span.start
    return start < end and words.connectives.search(text, start, end) is not None
