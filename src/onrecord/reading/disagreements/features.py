"""Named features of two claims of a report, for the model that decides whether they disagree.

The claim with the stronger sign of denial answers, the other is what is answered; of two equal ones the later answers.
Every feature is present or absent. Features of the kind of dispute (`sign`) are also joined with those of how near
the claims are and how much they share, because a number clash needs other company than a denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.reading.disagreements.claims import Claim

JOIN = "&"
FAR = (0, 1, 2, 4, 8)  # sentences between two claims
SHARED = (0, 1, 2, 4)  # matters in common
BOUND = frozenset({"owned", "denied"})  # kinds of claims that depend on a denial
STRENGTHS = {"denies": 4, "corrects": 3, "rejects": 2}
NEAR = 1  # sentences between two numbers that may answer each other


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of different sources: the one that answers, and the one that is answered."""

    answer: Claim
    answered: Claim
    sign: str  # that by which they may disagree
    next: bool  # no claim of a third source stands between them
    contrasted: bool  # a word of contrast stands between them, outside their contents
    same_paragraph: bool
    opening: bool  # the answer's sentence opens with a word of contrast

    @property
    def is_later(self) -> bool:
        """Whether the answer follows what it answers."""
        return self.answer.span.start >= self.answered.span.start


def strength(claim: Claim) -> int:
    """Return how strongly a claim denies something: 4 for a verb of denial, 0 for no sign."""
    sign = denial_sign(claim)
    if sign is None:
        return 1 if "negates" in claim.signs or "insist" in claim.cue_signs else 0
    return STRENGTHS[sign.partition("_")[0]]


def denial_sign(claim: Claim) -> str | None:
    """Return how a claim contradicts another, with the form of what it denies, or None."""
    cue = claim.cue_signs
    if "against" in cue:
        return f"denies_{claim.denies}"
    if claim.kind == "said" and "correction" in claim.signs | cue:
        if "name" in cue:
            return "corrects_named"
        return "corrects_claim" if "claim" in claim.signs else "corrects_plain"
    if claim.denies != "thing" and ("kind_deny" in cue or "answer" in cue):
        return f"rejects_{claim.denies}"
    return None


def sign_of(answer: Claim, answered: Claim) -> str:
    """Return by which sign two claims may disagree; the surest that applies."""
    return denial_sign(answer) or number_clash(answer, answered) or _other_sign(answer, answered)


def _other_sign(answer: Claim, answered: Claim) -> str:
    if clash(answer, answered):
        return "negates"
    if judged(answer, answered):
        return "judges"
    return "answers" if strength(answer) == 1 else "none"


def clash(a: Claim, b: Claim) -> bool:
    """Whether one claim negates what the other affirms."""
    return not (a.affirmed.isdisjoint(b.negated) and a.negated.isdisjoint(b.affirmed))


def judged(answer: Claim, answered: Claim) -> bool:
    """Whether one claim praises and the other blames."""
    a, b = (c.signs | c.cue_signs for c in (answer, answered))
    return ("praise" in a and "blame" in b and "blame" not in a) or (
        "blame" in a and "praise" in b and "blame" not in b
    )


def number_clash(a: Claim, b: Claim) -> str | None:
    """Return how the numbers of an answer `a` and of what it answers, near it, differ, or None.

    `counts`: of one thing counted; `estimates`: one number stands alone, and a verb of estimating governs it.
    """
    if b.kind in BOUND or not a.numbers or not b.numbers or distance(a, b) > NEAR:
        return None
    if {n for n, _ in a.numbers} & {n for n, _ in b.numbers}:
        return None
    if _is_estimate(a) or _is_estimate(b):
        return "estimates"
    common = ({what for _, what in a.numbers} & {what for _, what in b.numbers}) - {""}
    return "counts" if common else None


def _is_estimate(claim: Claim) -> bool:
    """Return whether a number stands alone under a verb of estimating."""
    is_alone = any(not what for _, what in claim.numbers)
    return is_alone and "estimate" in claim.cue_signs | claim.signs


def distance(a: Claim, b: Claim) -> int:
    """Return the sentences between two claims; 0 if both are in one sentence."""
    first, second = (a, b) if a.span.start <= b.span.start else (b, a)
    return max(0, second.sentence - first.last_sentence)


def features(pair: Pair) -> frozenset[str]:
    """Return the names of the features that two claims have."""
    sign = pair.sign
    names = {f"answered_{pair.answered.kind}", f"answer_{pair.answer.kind}"}
    if pair.answered.kind not in BOUND:
        names |= {*_places(pair), *_common(pair), *_people(pair), *_cues(pair)}
    family = sign.partition("_")[0]
    return frozenset({f"sign={sign}", family} | names | {f"{family}{JOIN}{name}" for name in names})


def _cues(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    if "insist" in a.cue_signs:
        yield "insists"
    if "kind_accuse" in a.cue_signs and "kind_accuse" in b.cue_signs:
        yield "both_accuse"
    if {"kind_accuse", "claim"} & b.cue_signs:
        yield "answers_accusation"
    if {"kind_ask", "kind_demand", "kind_promise", "kind_plan"} & (a.cue_signs | b.cue_signs):
        yield "no_statement"
    if "negates" in a.signs and "negates" not in b.signs:
        yield "only_answer_negates"
    if b.kind == "said" and b.actor is None:
        yield "answered_nobody"
    if a.kind == "said" and a.actor is None:
        yield "answer_nobody"
    if {"estimate"} & a.cue_signs and {"estimate"} & (b.cue_signs | b.signs):
        yield "both_estimate"


def _places(pair: Pair) -> Iterator[str]:
    yield f"far={_bucket(distance(pair.answer, pair.answered), FAR)}"
    yield "later" if pair.is_later else "earlier"
    if pair.next:
        yield "next"
    if pair.contrasted:
        yield "contrasted"
    if pair.opening and pair.is_later:
        yield "opening"
    if pair.same_paragraph:
        yield "paragraph"
    if _is_within(pair.answered, pair.answer) or _is_within(pair.answer, pair.answered):
        yield "within"


def _is_within(inner: Claim, outer: Claim) -> bool:
    if inner.attribution is None or outer.attribution is None:
        return False
    return inner.attribution.within == outer.attribution.id


def _common(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    yield f"words={_bucket(len((a.words & b.words) - a.names), SHARED)}"
    if a.names & b.names:
        yield "one_name"
    if len(a.words & b.words) * 3 >= min(len(a.words), len(b.words)) > 1:
        yield "third_shared"
    if a.events & b.events:
        yield "one_event"
    if a.acts & b.acts:
        yield "one_act"


def _people(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    if a.actor is not None and a.actor in b.actors:
        yield "answers_for_itself"
    if b.actor is not None and b.actor in a.actors:
        yield "names_the_other"
    if (a.actors & b.actors) - {a.actor, b.actor}:
        yield "one_participant"


def _bucket(value: int, bounds: Sequence[int]) -> int:
    """Return the highest of `bounds` that `value` reaches."""
    return max(bound for bound in bounds if value >= bound)
