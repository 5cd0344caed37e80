"""What a reader of a figure has to know: on what data it was measured, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """Where the figures of a task come from; each task has one, and `results.md` prints it above its figures."""

    data: str
    size: str
    developed_on: str
    """Whether anybody wrote rules, set bounds or read errors on these data."""
    compared_with: str

    def line(self) -> str:
        """Return it as one paragraph."""
        return (
            f"Data: {self.data}. How many: {self.size}. Developed on: {self.developed_on}. "
            f"Compared with: {self.compared_with}."
        )
