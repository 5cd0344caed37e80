"""Pairs of claims that may disagree: two sources, and a sign that one answers the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.lexicon.disagreements import DisagreementWords
from onrecord.reading.disagreements.claims import Claim
from onrecord.reading.disagreements.features import BOUND, Pair, distance, own_signs, sign_of, strength

OWN_REACH = 3  # sentences between a claim of a source and one in the report's own voice
CONTRAST_REACH = 2  # sentences over which a word of contrast alone sets two claims against each other
PARAGRAPH = "\n"


def propose(
    text: str, claims: Sequence[Claim], starts: Sequence[int], words: DisagreementWords
) -> Iterator[Pair]:
    """Yield the pairs of claims of two sources that may disagree; `starts` are the offsets of the sentences."""
    signs = [own_signs(claim, words.signs) for claim in claims]
    strengths = [strength(rows) for rows in signs]
    contrasts = [match.span() for match in words.connectives.finditer(text)]
    for n, first in enumerate(claims):
        for m in range(n + 1, len(claims)):
            second = claims[m]
            far = distance(first, second)
            if _is_far_from_report(first, second, far) or not _two_sources(first, second):
                continue
            is_first = _answers(first, second, is_stronger=strengths[n] > strengths[m])
            answer, answered = (first, second) if is_first else (second, first)
            sign = sign_of(answer, answered, signs[n if is_first else m], far)
            contrasted = far <= CONTRAST_REACH and _contrasted(first, second, contrasts)
            if sign.row is not None or contrasted or _shares(first, second):
                opening = starts[answer.sentence]
                yield Pair(
                    answer=answer,
                    answered=answered,
                    sign=sign,
                    far=far,
                    next=not any(_is_of_another(c, first, second) for c in claims[n + 1 : m]),
                    contrasted=contrasted,
                    same_paragraph=PARAGRAPH not in text[first.span.start : second.span.start],
                    opening=words.connectives.match(text, opening) is not None,
                )


def _two_sources(first: Claim, second: Claim) -> bool:
    """Whether two claims have different sources; what a denial names or denies stands against that denial alone."""
    if first.who == second.who:
        return False
    if first.kind not in BOUND and second.kind not in BOUND:
        return True
    return len({first.kind, second.kind} - BOUND) == 1 and first.attribution is second.attribution


def _is_far_from_report(first: Claim, second: Claim, far: int) -> bool:
    """Whether one is in the report's own voice and the other is not near."""
    return far > OWN_REACH and "report" in (first.kind, second.kind)


def _shares(first: Claim, second: Claim) -> bool:
    """Whether they share an event, two words, or an act of one type with a participant."""
    if not first.events.isdisjoint(second.events) or len(first.words & second.words) > 1:
        return True
    return not first.acts.isdisjoint(second.acts) and not first.actors.isdisjoint(second.actors)


def _is_of_another(claim: Claim, first: Claim, second: Claim) -> bool:
    """Whether a claim between two others is that of a third source."""
    return claim.kind == "said" and claim.who not in (first.who, second.who)


def _answers(first: Claim, second: Claim, *, is_stronger: bool) -> bool:
    """Whether the earlier claim is the answer: it denies more strongly, and what is denied never answers."""
    if first.kind in BOUND or second.kind in BOUND:
        return second.kind in BOUND
    return is_stronger


def _contrasted(first: Claim, second: Claim, contrasts: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the words of contrast, given by their offsets, is between two claims, outside their contents."""
    n = bisect_left(contrasts, (first.span.end, 0))
    return n < len(contrasts) and contrasts[n][1] <= second.span.start
