"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, and what was found and expected."""

    where: str
    message: str


@dataclass
class Tally:
    """How many rows were checked; `counts_rows` says whether they are the rows that an export counts."""

    checked: int = 0
    counts_rows: bool = False
