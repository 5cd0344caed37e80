"""Ordered rules: where several patterns answer one question, the first that applies decides.

As in `grammar.rules`, with one difference: an empty answer is an answer. A rule may say that a cue has no source,
and then no later rule is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked", contravariant=True)  # what the rules look at: a cue in its sentence, a pronoun
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Asked, Answer]):
    """One pattern: `find` returns its answer, or None where the pattern does not apply."""

    name: str
    find: Callable[[Asked], Answer | None]


def first_answer(rules: Sequence[Rule[Asked, Answer]], asked: Asked) -> tuple[str, Answer] | None:
    """Return the name and the answer of the first rule that applies, or None where none does."""
    for rule in rules:
        answer = rule.find(asked)
        if answer is not None:
            return rule.name, answer
    return None
