"""The stance of an act: its status, certainty and condition so far, and how two stances combine."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.lexicon.status import StatusWords
from onrecord.types import Certainty, Reason, Status

# from certain to uncertain; the weakest word on the path to an act decides
CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
REAL: frozenset[Status] = frozenset({"occurred", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "expected", "possible", "unlikely", "conditional"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How the text presents an act; `status` is None if the words leave it open.

    `negated` is the status with the clause's own negation, if there is one. `firm` is false if a date may
    still change the status (a bare noun, a present tense). `whole` is set if only the words above decide,
    whatever the act's own words say (inside an if-clause, a question). `holds` is set if the words decide even where
    the model is sure of another status. `is_claimed` is set if somebody only says so ("accused Oslo of spying").
    """

    status: Status | None = None
    negated: Status | None = None
    certainty: Certainty | None = None
    condition: tuple[int, int] | None = None
    firm: bool = True
    whole: bool = False
    holds: bool = False
    is_claimed: bool = False
    basis: tuple[Reason, ...] = ()

    def settle(self) -> Stance:
        """Return the stance with its own negation applied."""
        if self.negated is None:
            return self
        return replace(self, status=self.negated, negated=None, firm=True)

    def because(self, *basis: Reason) -> Stance:
        """Return the stance with more reasons."""
        return replace(self, basis=self.basis + basis)


OPEN = Stance()


def weakest(*certainties: Certainty | None) -> Certainty | None:
    """Return the least certain of `certainties`; None is left out.

    >>> weakest("certain", None, "possible")
    'possible'
    """
    there = [c for c in certainties if c is not None]
    return max(there, key=CERTAINTIES.index, default=None)


def merge(outer: Stance, inner: Stance, words: StatusWords) -> Stance:
    """Return the stance of an act that is `inner` by its own words and `outer` by the words above it."""
    inner = inner.settle()
    status = _status(outer, inner, words)
    decided_outside = inner.status is None or outer.whole
    return Stance(
        status=status,
        certainty=weakest(outer.certainty, inner.certainty),
        condition=inner.condition or outer.condition,
        firm=outer.firm if decided_outside else inner.firm,
        holds=any(one.holds and one.status == status for one in (outer, inner)),
        is_claimed=outer.is_claimed,
        basis=inner.basis + outer.basis,
    )


def _status(outer: Stance, inner: Stance, words: StatusWords) -> Status | None:
    if inner.status is None or outer.whole:
        return outer.status
    if outer.status is None:
        return inner.status
    return words.combine(outer.status, inner.status)


def under_condition(stance: Stance, condition: tuple[int, int], reason: Reason, words: StatusWords) -> Stance:
    """Return `stance` inside a main clause that holds only under `condition`, the offsets of its words.

    A past act depends on nothing: it keeps its status and gets no condition.
    """
    if stance.status == "occurred":
        return stance
    status = words.combine("conditional", stance.status or "planned")
    negated = stance.negated and words.combine("conditional", stance.negated)
    return replace(stance, status=status, negated=negated, condition=condition).because(reason)
