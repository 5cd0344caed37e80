"""Ordered rules of a reading stage: the first rule that applies to a case gives the result.

A case is any frozen value that holds what the rules of one question look at. A `Rule` has a condition apart from
its result; a `FindingRule` applies where it finds something. `grammar/rules.py` holds the rules about a token.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Case = TypeVar("Case", contravariant=True)
Result = TypeVar("Result", covariant=True)
Answer = TypeVar("Answer")


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


@dataclass(frozen=True, slots=True)
class FindingRule(Generic[Case, Answer]):
    """One pattern: `find` returns its answer, or None where the pattern does not apply.

    An empty answer is an answer: a rule may say that a cue has no source, and no later rule is asked.
    """

    name: str
    find: Callable[[Case], Answer | None]


def first_finding(rules: Sequence[FindingRule[Case, Answer]], case: Case) -> tuple[str, Answer] | None:
    """Return the name and the answer of the first rule that applies, or None where none does.

    >>> rules = (
    ...     FindingRule("half", lambda n: n // 2 if n % 2 == 0 else None),
    ...     FindingRule("all", lambda n: n),
    ... )
    >>> first_finding(rules, 0), first_finding(rules, 7)
    (('half', 0), ('all', 7))
    """
    for rule in rules:
        answer = rule.find(case)
        if answer is not None:
            return rule.name, answer
    return None


def always(_case: object) -> bool:
    """Apply to every case: the last rule of a table that always answers."""
    return True
