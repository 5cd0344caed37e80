"""What all questions share: filters become conditions, numbers become facts, and an answer without rows says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.lexicon.forms import counted
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.filters import FILTERS, Filters
from onrecord.questions.meant import UnclearError, resolve_actor
from onrecord.store import (
    Store,
    corrections_path,
    holds_corrections,
    one_moment,
    read_corrections,
    unassembled,
)
from onrecord.store.find import (
    Condition,
    Facts,
    at_least,
    at_most,
    by_publisher,
    count,
    find,
    in_story,
    is_in,
)
from onrecord.store.told import Told, told

Row = TypeVar("Row")
Conditions = Mapping[str, Callable[[Any], Condition]]
ACTORS = ("speaker", "actor", "recipient")  # filters whose words stand for somebody

OF_REPORTS: Conditions = {  # filters that are the same for all facts
    "since": lambda day: at_least("published", day),
    "until": lambda day: at_most("published", day),
    "outlet": by_publisher,
    "story": in_story,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of fact to ask for."""

    name: str
    """The name of the question."""
    noun: str
    """What one row is called."""
    row: type[Any]
    """The type of the rows."""
    table: Facts
    """The table of the store that it goes by."""
    conditions: Conditions
    """What each filter asks of a row; of a filter that names actors, given whom it means."""
    build: Callable[[Told, int], Any]
    """Returns the row of a fact: given its report and the position of the fact."""
    layers: tuple[str, ...]
    """The layers of a reading that the rows are made of."""
    order: str = "published DESC, number"
    key: str = "number"


def ask(store: Store, question: Question, filters: Filters) -> Answer[Any]:
    """Return the answer to a question."""
    given = filters.given()
    with one_moment(store):
        try:
            meant = {name: resolve_actor(store, name, given[name]) for name in ACTORS if name in given}
        except UnclearError as unclear:
            return _unclear(store, question, filters, str(unclear))
        conditions = {
            name: question.conditions[name](meant.get(name, value)) for name, value in given.items()
        }
        page = find(
            store,
            question.table,
            tuple(conditions.values()),
            order=question.order,
            key=question.key,
            limit=filters.limit,
            offset=filters.offset,
        )
        answer = Answer(
            question=question.name,
            row=question.row,
            rows=tuple(
                question.build(report, position)
                for report, position in told(store, page.keys, question.layers)
            ),
            total=page.total,
            asked=filters,
            meant=tuple(meant.values()),
            notes=_notes(store),
        )
        return answer if page.total else _without_rows(store, question, answer, conditions)


def _notes(store: Store) -> tuple[str, ...]:
    """Return what the answer may lack: reports that are not assembled, corrections that could not be written."""
    missing = unassembled(store)
    corrections, problems = read_corrections(corrections_path(store.path))
    run = f"run 'onrecord assemble --store {store.path}'"
    notes = {
        f"{counted(missing, 'report')} of {store.path} not assembled, whose actors are not found by name; {run}.": missing,
        f"The corrections of {store.path} have changed and could not be written into it; {run}.": not holds_corrections(
            store, corrections
        ),
    }
    return (*(note for note, holds in notes.items() if holds), *problems)


# ---- no rows -----------------------------------------------------------------------------


def _unclear(store: Store, question: Question, filters: Filters, why: str) -> Answer[Any]:
    return Answer(question=question.name, row=question.row, asked=filters, why=why, notes=_notes(store))


def _without_rows(
    store: Store, question: Question, answer: Answer[Any], conditions: Mapping[str, Condition]
) -> Answer[Any]:
    """Return the answer with the reason why it has no rows, and the nearest wider question that has some."""
    every = count(store, question.table, (), key=question.key)
    if not every:
        reports = count(store, "reports", ())
        why = f"The store holds no {question.noun}" + (
            f" in {counted(reports, 'report')}."
            if reports
            else ": it holds no reports; 'onrecord add' adds some."
        )
        return replace(answer, why=why)
    alone = {name: count(store, question.table, (c,), key=question.key) for name, c in conditions.items()}
    narrowest = sorted(alone, key=lambda name: (alone[name], name))
    for left_out in _left_out(narrowest):
        rest = [c for name, c in conditions.items() if name not in left_out]
        total = count(store, question.table, rest, key=question.key)
        if total:
            wider = replace(answer.asked, **{name: getattr(Filters(), name) for name in left_out})
            why = _why(question, answer.asked, left_out, alone, total)
            return replace(answer, why=why, wider=wider, wider_total=total)
    return answer


def _left_out(narrowest: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield what is left out: one filter after another, the narrowest first; then two of the narrowest, then three."""
    yield from ((name,) for name in narrowest)
    yield from (tuple(narrowest[:n]) for n in range(2, len(narrowest) + 1))


def _why(
    question: Question, asked: Filters, left_out: Sequence[str], alone: Mapping[str, int], total: int
) -> str:
    told = " and ".join(described(name, getattr(asked, name)) for name in left_out)
    others = len(asked.given()) > len(left_out)
    if len(left_out) == 1 and not alone[left_out[0]]:
        return f"No {question.noun} has {told}" + (
            f"; without it there are {total}." if others else f"; there are {total} in all."
        )
    return f"No {question.noun} has {told} and all else that is asked for; without, there are {total}."


def described(name: str, value: object) -> str:
    """Return a filter with its value, in words.

    >>> described("cue", ("deny",))
    "cue 'deny'"
    """
    if isinstance(value, bool):
        return f"{name} {'yes' if value else 'no'}"
    values = value if isinstance(value, tuple) else (value,)
    return f"{name} {', '.join(repr(str(each)) for each in values)}"


def takes(question: str) -> tuple[str, ...]:
    """Return the names of the filters that a question takes."""
    return tuple(row.name for row in FILTERS.values() if question in row.questions)


def among(column: str) -> Callable[[Sequence[object]], Condition]:
    """Return the condition of a filter whose values are those of a column."""
    return lambda values: is_in(column, values)


__all__ = ["OF_REPORTS", "Meant", "Question", "among", "ask", "described", "takes"]
