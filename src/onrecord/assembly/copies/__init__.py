"""Find documents that are one report, printed more than once."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assembly.types import CopyGroup
from onrecord.types import Reading


def find_copies(readings: Sequence[Reading]) -> tuple[CopyGroup, ...]:
    """Return the groups of two and more documents that are copies of each other, by id."""
    raise NotImplementedError
