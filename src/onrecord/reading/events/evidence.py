"""What the rows of the lexicon say of a mention, and how it moves the odds of the model.

What a row says moves the log odds of the model by the bounds of `bounds.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Literal

from onrecord.reading.events.bounds import BOUNDS, Bounds
from onrecord.reading.events.rows import RowAct, RowActs
from onrecord.types import ActMention, ActorId, Odds

EDGE = 1e-3  # probabilities are kept this far from 0 and 1

Side = Literal["actor", "recipient"]
OTHER_SIDE: Mapping[Side, Side] = {"actor": "recipient", "recipient": "actor"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rows say of a mention: `same` is the act of its type that a row finds."""

    same: RowAct | None = None
    bounds: Bounds = BOUNDS

    def party(self, actor: ActorId, side: Side, score: float) -> float:
        """Return the probability that an actor is on a side, moved by what the row of the same type says."""
        named = self.named(side)
        if actor in named:
            return moved(score, self.bounds.named)
        if self.rules and (named or actor in self.named(OTHER_SIDE[side])):
            return 0.0
        return moved(score, self.bounds.others_named) if named else score

    def alone(self, score: float) -> float:
        """Return the probability of an actor that a row names on a side on which the model sees nobody."""
        return moved(score, self.bounds.named_alone)

    def named(self, side: Side) -> tuple[ActorId, ...]:
        """Return the actors that the row of the same type has on a side; who does it with one another is an actor."""
        if self.same is None:
            return ()
        acting = self.same.actors
        return acting if side == "actor" else tuple(r for r in self.same.recipients if r not in acting)

    @property
    def rules(self) -> bool:
        """Whether the coding standard itself decides by the row."""
        return self.same is not None and self.same.rules


def weighed(act: ActMention, rows: RowActs, bounds: Bounds = BOUNDS) -> tuple[ActMention, Evidence]:
    """Return a mention with its types as probable as the rows at its words make them, and what they say of its parties.

    A row by which the coding standard itself decides gives the type. Other rows move the log odds of the types that
    they name, and of those that none names. A row at other words counts if the mention is its subject, and of its
    type: "the missile killed five". All types are less likely in a report on sport or the arts.
    """
    there = [row for row in rows.acts if row.names(act)]
    ruling = next((row for row in there if row.rules), None)
    if ruling is not None:
        return _ruled(act, ruling), Evidence(ruling, bounds)
    there = there or [row for row in rows.acts if row.type == act.types[0].label and row.is_of(act)]
    moved_act = replace(act, types=_moved_types(act, there, rows.is_off_topic, bounds))
    same = next((row for row in there if row.type == moved_act.types[0].label), None)
    return moved_act, Evidence(same, bounds)


def _moved_types(
    act: ActMention, rows: Sequence[RowAct], is_off_topic: bool, bounds: Bounds
) -> tuple[Odds, ...]:
    """Return the types of a mention, the likeliest first, moved by rows and by the topic of the report."""
    named = {row.type for row in rows}
    topic = bounds.off_topic if is_off_topic else 0.0
    other = bounds.other_type if named else 0.0
    types = [
        replace(o, score=moved(o.score, topic + (bounds.same_type if o.label in named else other)))
        for o in act.types
    ]
    return tuple(sorted(types, key=lambda o: -o.score))


def _ruled(act: ActMention, row: RowAct) -> ActMention:
    """Return a mention with the type of a row, as probable as it is that the mention names an act."""
    others = tuple(o for o in act.types if o.label != row.type)
    return replace(act, types=(Odds(label=row.type, score=act.score), *others))


def moved(score: float, by: float) -> float:
    """Return a probability with its log odds moved.

    >>> round(moved(0.5, 1.6), 2), moved(0.7, 0.0) == 0.7
    (0.83, True)
    """
    if not by:
        return score
    kept = min(max(score, EDGE), 1 - EDGE)
    return 1 / (1 + exp(-(log(kept / (1 - kept)) + by)))
