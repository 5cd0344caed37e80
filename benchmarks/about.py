"""On what data a figure was measured, how many, whether they were developed on, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """The data behind the figures of a task; each task has one, and `results.md` prints it above its figures."""

    data: str
    size: str
    developed_on: str
    """Whether rules were written, bounds were set or errors were read on these data."""
    compared_with: str

    def line(self) -> str:
        """Return the fields as one paragraph."""
        return (
            f"Data: {self.data}. How many: {self.size}. Developed on: {self.developed_on}. "
            f"Compared with: {self.compared_with}."
        )
