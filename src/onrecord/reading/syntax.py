"""The trees that the stages walk, by the name under which they import them; they are those of `grammar`."""

from __future__ import annotations

from onrecord.grammar import Forest, Tree

__all__ = ["Forest", "Tree"]
