"""Group reports that tell of one course of events."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.assembly.types import CopyGroup, Story
from onrecord.types import Reading


def find_stories(readings: Sequence[Reading], copies: Sequence[CopyGroup]) -> tuple[Story, ...]:
    """Return the stories that the readings tell, by id; each document is in one. `happenings` are left empty."""
    raise NotImplementedError
