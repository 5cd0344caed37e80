"""How firm the ground of a fact is: the tone, the line and the calendar status that views give to its status."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.tables import read_table
from onrecord.types import AgendaStatus

Tone = Literal["firm", "ahead", "open", "no"]
Stroke = Literal["solid", "dashed", "dotted", "crossed"]


@dataclass(frozen=True, slots=True)
class Firmness:
    """One line of `firmness.tsv`."""

    status: AgendaStatus
    tone: Tone
    stroke: Stroke
    calendar: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


def firmness(status: str) -> Firmness:
    """Return how firm a fact of this status is.

    >>> firmness("conditional").stroke
    'dotted'
    """
    return _table()[status]


@lru_cache(maxsize=1)
def _table() -> dict[str, Firmness]:
    return {row.status: row for row in read_table("firmness.tsv", Firmness, "onrecord.views")}
