"""Ordered rules: several patterns answer one question, and the first that applies wins.

A rule has a name, so that an answer can give its reason and a test can check which rule applied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked", contravariant=True)  # what the rules look at: a tree, a sentence
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class TokenRule(Generic[Asked, Answer]):
    """One pattern: `find` returns an answer for a token, or an empty value if it does not apply."""

    name: str
    find: Callable[[Asked, int], Answer | None]


def first_answer(
    rules: Sequence[TokenRule[Asked, Answer]], asked: Asked, i: int
) -> tuple[str, Answer] | None:
    """Return the name and the answer of the first rule that applies to token `i`, or None."""
    for rule in rules:
        found = rule.find(asked, i)
        if found:
            return rule.name, found
    return None
