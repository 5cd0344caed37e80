"""How many statements there are of each kind: the counts that stand beside the filters of `said`.

The counts of a filter are those of the question without it, so that they show what another choice would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.questions.filters import Filters
from onrecord.questions.meant import UnclearError, resolve
from onrecord.questions.said import QUESTION
from onrecord.store import Store
from onrecord.store.find import tally

MOST_COUNTED = 20_000  # statements, the latest: more would take longer than a reader waits
COLUMNS = ("kind", "quotation", "sourcing", "publisher")

Counted = tuple[str | None, ...]  # the cells of COLUMNS


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter with its values, those that most statements have first: the value and how many."""

    filter: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of a question, and how many statements were counted, if not all of them."""

    facets: tuple[Facet, ...] = ()
    counted: int | None = None


_VALUE: Mapping[str, Callable[[Counted], str | None]] = {  # of a filter, for a row of counts
    "cue": lambda row: row[0],
    "quotation": lambda row: row[1],
    "named": lambda row: "yes" if row[2] == "named" else "no",
    "outlet": lambda row: row[3],
}
_GIVEN: Mapping[str, Callable[[Filters], frozenset[str]]] = {  # the values that a filter asks for
    "cue": lambda asked: frozenset(asked.cue),
    "quotation": lambda asked: frozenset(asked.quotation),
    "named": lambda asked: (
        frozenset() if asked.named is None else frozenset({"yes" if asked.named else "no"})
    ),
    "outlet": lambda asked: frozenset() if asked.outlet is None else frozenset({asked.outlet.casefold()}),
}


def facets_of_said(store: Store, asked: Filters) -> Facets:
    """Return how many statements each choice of a filter would show."""
    given = {name: value for name, value in asked.given().items() if name not in _VALUE}
    try:
        meant = {name: found for name, value in given.items() if (found := resolve(store, name, value))}
    except UnclearError:
        return Facets()
    named = {name: found if len(found) > 1 else found[0] for name, found in meant.items()}
    conditions = [QUESTION.conditions[name](named.get(name, value)) for name, value in given.items()]
    rows = tally(store, conditions, MOST_COUNTED)
    total = sum(number for _, number in rows)
    wanted = {name: values for name, of in _GIVEN.items() if (values := of(asked))}
    facets = tuple(_facet(name, rows, wanted) for name in _VALUE)
    return Facets(facets, total if total == MOST_COUNTED else None)


def _facet(name: str, rows: Sequence[tuple[Counted, int]], wanted: Mapping[str, frozenset[str]]) -> Facet:
    """Return the counts of one filter, over the rows that fulfil the others."""
    others = {other: values for other, values in wanted.items() if other != name}
    counts: Counter[str] = Counter()
    for row, number in rows:
        value = _VALUE[name](row)
        if value is not None and all(_is_among(_VALUE[o](row), values) for o, values in others.items()):
            counts[value] += number
    return Facet(name, tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))))


def _is_among(value: str | None, values: frozenset[str]) -> bool:
    return value is not None and (value in values or value.casefold() in values)
