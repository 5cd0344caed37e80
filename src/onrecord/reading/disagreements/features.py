"""Named features of two claims of a report, for the model that decides whether they disagree.

The claim with the stronger sign of denial answers, the other is what is answered; of two equal ones the later answers.
Every feature is present or absent. Features of the kind of dispute (`sign`) are also joined with those of how near
the claims are and how much they share, because a number clash needs other company than a denial.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon.disagreements import SignRow, TraitRow
from onrecord.reading.disagreements.claims import Claim, Number
from onrecord.reading.disagreements.happenings import agree, differences
from onrecord.reading.disagreements.judgements import are_opposite

JOIN = "&"
FAR = (0, 1, 2, 4, 8)  # sentences between two claims
SHARED = (0, 1, 2, 4)  # matters in common
SEEN = (0.0, 0.1, 0.25, 0.5, 0.75)  # probabilities that the model sees a side of a dispute
BOUND = frozenset({"owned", "denied"})  # kinds of claims that depend on a denial
NEAR = 1  # sentences between two numbers that may answer each other, and between a pronoun and what it means
ONE_MATTER = 8  # sentences over which two claims may tell of one happening
TOLD_ALIKE = 3  # sentences over which two that name one act and one participant certainly do
BY_SOMEBODY = frozenset({"said", "estimated", "voted"})  # kinds of claims with a source of their own


@dataclass(frozen=True, slots=True)
class Sign:
    """By what two claims may disagree, and the row of `dispute_signs.tsv` that says so; None: nothing shows it."""

    name: str
    row: SignRow | None


NO_SIGN = Sign("none", None)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of different sources: the one that answers, and the one that is answered."""

    answer: Claim
    answered: Claim
    sign: Sign  # that by which they may disagree
    far: int  # sentences between them
    next: bool  # no claim of a third source stands between them
    contrasted: bool  # a word of contrast stands between them, outside their contents
    same_paragraph: bool
    opening: bool  # the answer's sentence opens with a word of contrast

    @property
    def is_later(self) -> bool:
        """Whether the answer follows what it answers."""
        return self.answer.span.start >= self.answered.span.start


def own_signs(claim: Claim, signs: Sequence[SignRow]) -> tuple[SignRow, ...]:
    """Return the signs whose words a claim has; a denial is said by somebody."""
    return tuple(
        row
        for row in signs
        if (row.compares or claim.kind == "said") and row.speaks(claim.cue_signs, claim.signs, claim.denies)
    )


def strength(signs: Sequence[SignRow]) -> int:
    """Return how strongly a claim with these signs of its own answers another; 0 for none."""
    return next((row.strength for row in signs if row.strength), 0)


def sign_of(answer: Claim, answered: Claim, signs: Sequence[SignRow], far: int) -> Sign:
    """Return by which sign of the answer two claims, so `far` apart, may disagree; the surest that applies."""
    compared: set[str] | None = None
    for row in signs:
        if row.compares:
            compared = comparisons(answer, answered, far) if compared is None else compared
            if row.compares not in compared:
                continue
        return Sign(row.name_of(answer.denies), row)
    return NO_SIGN


def comparisons(answer: Claim, answered: Claim, far: int) -> set[str]:
    """Return in which ways two claims differ, as `dispute_signs.tsv` names them."""
    found = {"none"}
    if far <= ONE_MATTER and answer.kind in BY_SOMEBODY and answered.kind in BY_SOMEBODY:
        found |= differences(answer.told, answered.told, is_next=far <= NEAR)
        if "decide" in answered.cue_signs and "dissent" not in answered.cue_signs:
            found.add("vote")
    number = number_clash(answer, answered) if far <= NEAR else None
    if number:
        found.add(number)
    if clash(answer, answered):
        found.add("polarity")
    if answer.judged and are_opposite(answer.judged, answered.judged, is_next=far <= NEAR):
        found.add("judgement")
    return found


def clash(a: Claim, b: Claim) -> bool:
    """Whether one claim negates what the other affirms."""
    return not (a.affirmed.isdisjoint(b.negated) and a.negated.isdisjoint(b.affirmed))


def number_clash(a: Claim, b: Claim) -> str | None:
    """Return how the numbers of an answer `a` and of what it answers, near it, differ, or None.

    `count`: of one thing counted; `estimate`: one number stands alone, and a verb of estimating governs it.
    """
    if b.kind in BOUND or not a.numbers or not b.numbers:
        return None
    first, second = _own_numbers(a, b), _own_numbers(b, a)
    if not first or not second or {n for n, _ in first} & {n for n, _ in second}:
        return None
    if _is_estimate(a) or _is_estimate(b):
        return "estimate"
    common = ({what for _, what in first} & {what for _, what in second}) - {""}
    return "count" if common else None


def _own_numbers(claim: Claim, other: Claim) -> frozenset[Number]:
    """Return the numbers of a claim without those of an estimate that the model took for a part of its content."""
    is_part = other.kind == "estimated" and other.numbers < claim.numbers
    return claim.numbers - other.numbers if is_part and claim.sentence == other.sentence else claim.numbers


def _is_estimate(claim: Claim) -> bool:
    """Return whether a number stands alone under a verb of estimating, or is all that is said: "the union says ninety"."""
    is_alone = any(not what for _, what in claim.numbers)
    is_all = claim.kind == "said" and claim.words <= {number for number, _ in claim.numbers}
    return is_alone and (is_all or "estimate" in claim.cue_signs | claim.signs)


def distance(a: Claim, b: Claim) -> int:
    """Return the sentences between two claims; 0 if both are in one sentence."""
    first, second = (a, b) if a.span.start <= b.span.start else (b, a)
    return max(0, second.sentence - first.last_sentence)


def features(pair: Pair, traits: Sequence[TraitRow]) -> frozenset[str]:
    """Return the names of the features that two claims have; each is also joined with the family of their sign."""
    names = {f"answered_{pair.answered.kind}", f"answer_{pair.answer.kind}"}
    if pair.answered.kind not in BOUND:
        names |= {*_places(pair), *_common(pair), *_people(pair), *_cues(pair), *_seen(pair)}
        names |= {t.feature for t in traits if t.holds(pair.answer.cue_signs, pair.answered.cue_signs)}
    return frozenset(names)


def _cues(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    if "negates" in a.signs and "negates" not in b.signs:
        yield "only_answer_negates"
    if b.kind == "said" and b.actor is None:
        yield "answered_nobody"
    if a.kind == "said" and a.actor is None:
        yield "answer_nobody"
    if {"estimate"} & a.cue_signs and {"estimate"} & (b.cue_signs | b.signs):
        yield "both_estimate"
    if "dissent" in a.cue_signs and "decide" in b.cue_signs:
        yield "by_vote"


def _places(pair: Pair) -> Iterator[str]:
    yield f"far={_bucket(pair.far, FAR)}"
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


def _seen(pair: Pair) -> Iterator[str]:
    """Yield how probably the model sees one claim disputed, the other disputing, and both."""
    claimed, answering = pair.answered.disputed, pair.answer.answers
    yield f"disputed={_bucket(claimed, SEEN)}"
    yield f"disputing={_bucket(answering, SEEN)}"
    yield f"dispute={_bucket(min(claimed, answering), SEEN)}"


def _is_within(inner: Claim, outer: Claim) -> bool:
    if inner.attribution is None or outer.attribution is None:
        return False
    return inner.attribution.within == outer.attribution.id


def _common(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    common = a.words & b.words
    yield f"words={_bucket(len(common - a.names), SHARED)}"
    if a.names & b.names:
        yield "one_name"
    if len(common) * 3 >= min(len(a.words), len(b.words)) > 1:
        yield "third_shared"
    if a.events & b.events:
        yield "one_event"
    if a.acts & b.acts:
        yield "one_act"
    if pair.far <= TOLD_ALIKE and agree(a.told, b.told, is_next=pair.far <= NEAR):
        yield "told_alike"


def _people(pair: Pair) -> Iterator[str]:
    a, b = pair.answer, pair.answered
    if a.actor is not None and a.actor in b.actors:
        yield "answers_for_itself"
    if b.actor is not None and b.actor in a.actors:
        yield "names_the_other"
    if (a.actors & b.actors) - {a.actor, b.actor}:
        yield "one_participant"


def _bucket(value: float, bounds: Sequence[float]) -> float:
    """Return the highest of `bounds` that `value` reaches."""
    return bounds[bisect_right(bounds, value) - 1]
