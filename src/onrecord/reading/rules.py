"""Ordered rules of a reading stage: the first rule that applies to a case gives the result.

`grammar/rules.py` holds the same for questions about a token. Here a case is any frozen value that holds
what the rules of one question look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Case = TypeVar("Case", contravariant=True)
Result = TypeVar("Result", covariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case, Result]):
    """One rule: where it `applies` to a case, `result` of the case is the answer."""

    name: str
    applies: Callable[[Case], bool]
    result: Callable[[Case], Result]


def first_rule(rules: Sequence[Rule[Case, Result]], case: Case) -> Rule[Case, Result] | None:
    """Return the first rule that applies to `case`, or None.

    >>> rules = (Rule("even", lambda n: n % 2 == 0, lambda n: n // 2), Rule("any", always, lambda n: n))
    >>> first_rule(rules, 6).name, first_rule(rules, 7).name
    ('even', 'any')
    """
    return next((rule for rule in rules if rule.applies(case)), None)


def first_result(rules: Sequence[Rule[Case, Result]], case: Case) -> Result | None:
    """Return the result of the first rule that applies to `case`, or None where none applies."""
    rule = first_rule(rules, case)
    return rule.result(case) if rule is not None else None


def always(_case: object) -> bool:
    """Apply to every case: the last rule of a table that always answers."""
    return True
