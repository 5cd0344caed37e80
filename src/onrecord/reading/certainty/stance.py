"""How an act stands by the words seen so far, and how two such views make one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.status import StatusWords
from onrecord.types import Certainty, Reason, Status

# from sure to unsure; the weakest word on the way to an act decides
CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
REAL: frozenset[Status] = frozenset({"occurred", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "expected", "possible", "unlikely", "conditional"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How an act stands: `status` None where its words leave that open.

    `negated` is the status with the clause's own negation, where there is one; `firm` is false
    where a date may still overrule (a bare noun, a present tense); `whole` is set where the words
    above decide alone, whatever the act's own words say (inside an if-clause, a question).
    """

    status: Status | None = None
    negated: Status | None = None
    certainty: Certainty | None = None
    condition: tuple[int, int] | None = None
    firm: bool = True
    whole: bool = False
    basis: tuple[Reason, ...] = ()

    def settle(self) -> Stance:
        """Return the stance with its own negation carried out."""
        if self.negated is None:
            return self
        return replace(self, status=self.negated, negated=None, firm=True)

    def because(self, *basis: Reason) -> Stance:
        """Return the stance with more reasons."""
        return replace(self, basis=self.basis + basis)


OPEN = Stance()


def weakest(*certainties: Certainty | None) -> Certainty | None:
    """Return the least sure of `certainties`, leaving out those that are not there.

    >>> weakest("certain", None, "possible")
    'possible'
    """
    there = [c for c in certainties if c is not None]
    return max(there, key=CERTAINTIES.index, default=None)


def merge(outer: Stance, inner: Stance, words: StatusWords) -> Stance:
    """Return how an act stands that is `inner` by its own words and `outer` by those above it."""
    inner = inner.settle()
    status = _status(outer, inner, words)
    decided_outside = inner.status is None or outer.whole
    return Stance(
        status=status,
        certainty=weakest(outer.certainty, inner.certainty),
        condition=inner.condition or outer.condition,
        firm=outer.firm if decided_outside else inner.firm,
        basis=inner.basis + outer.basis,
    )


def _status(outer: Stance, inner: Stance, words: StatusWords) -> Status | None:
    if inner.status is None or outer.whole:
        return outer.status
    if outer.status is None:
        return inner.status
    return words.combine(outer.status, inner.status)


def under_condition(stance: Stance, condition: tuple[int, int] | None, words: StatusWords) -> Stance:
    """Return `stance` inside a main clause that holds only under `condition`.

    What has happened hangs on nothing: a past act keeps its status and gets no condition.
    """
    if condition is None or stance.status == "occurred":
        return stance
    status = words.combine("conditional", stance.status or "planned")
    negated = stance.negated and words.combine("conditional", stance.negated)
    return replace(stance, status=status, negated=negated, condition=condition).because(
        Reason(rule="depends-on-a-condition")
    )


def strip_edges(text: str, span: tuple[int, int], edges: Sequence[str]) -> tuple[int, int]:
    """Return `span` without blanks and the characters `edges` at either end."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in edges):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edges):
        end -= 1
    return start, end
