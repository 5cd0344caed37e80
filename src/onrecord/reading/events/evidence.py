"""What the rows of the lexicon say of a mention, and how it moves the odds of the model.

What a row says moves the log odds of the model by the bounds of `bounds.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Literal

from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.rows import RowAct
from onrecord.types import ActMention, ActorId

EDGE = 1e-3  # probabilities are kept this far from 0 and 1

Side = Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The acts that rows find at the words of a mention: of its type, or of others."""

    same: RowAct | None = None
    others: bool = False
    bounds: Bounds = BOUNDS

    def sense(self, score: float) -> float:
        """Return the probability of a mention's type, moved by what the rows say."""
        if self.same is not None:
            return moved(score, self.bounds.same_type)
        return moved(score, self.bounds.other_type) if self.others else score

    def party(self, actor: ActorId, side: Side, score: float) -> float:
        """Return the probability that an actor is on a side, moved by what the row of the same type says."""
        named = self.named(side)
        if not named:
            return score
        return moved(score, self.bounds.named if actor in named else self.bounds.others_named)

    def named(self, side: Side) -> tuple[ActorId, ...]:
        """Return the actors that the row of the same type has on a side."""
        if self.same is None:
            return ()
        return self.same.actors if side == "actor" else self.same.recipients


def evidence_on(act: ActMention, rows: Sequence[RowAct], bounds: Bounds = BOUNDS) -> Evidence:
    """Return what the acts of the rows say of a mention."""
    there = [row for row in rows if row.trigger.start < act.end and act.start < row.trigger.end]
    same = next((row for row in there if row.type == act.types[0].label), None)
    return Evidence(same, bool(there) and same is None, bounds)


def moved(score: float, by: float) -> float:
    """Return a probability with its log odds moved.

    >>> round(moved(0.5, 1.6), 2), moved(0.7, 0.0) == 0.7
    (0.83, True)
    """
    if not by:
        return score
    kept = min(max(score, EDGE), 1 - EDGE)
    return 1 / (1 + exp(-(log(kept / (1 - kept)) + by)))
