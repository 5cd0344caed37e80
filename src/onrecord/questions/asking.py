"""What questions share: filters become conditions, keys become rows, and an answer without rows says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.lexicon.forms import counted
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.filters import Filters
from onrecord.questions.meant import UnclearError, resolve
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

Conditions = Mapping[str, Callable[[Any], Condition]]
"""The condition of each filter; a filter that names an actor, a country or a place gets the entities that are meant."""

OF_REPORTS: Conditions = {  # filters that are the same for all facts
    "since": lambda day: at_least("published", day),
    "until": lambda day: at_most("published", day),
    "outlet": by_publisher,
    "story": in_story,
}


def all_conditions(conditions: Mapping[str, Condition]) -> Sequence[Condition]:
    """Return the conditions of all filters."""
    return tuple(conditions.values())


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
    """The condition of SQL of each filter."""
    build: Callable[[Store, Sequence[int]], tuple[Any, ...]]
    """Returns the rows of the keys that are shown."""
    combine: Callable[[Mapping[str, Condition]], Sequence[Condition]] = all_conditions
    """Returns the conditions that hold together, by the filter that each comes from."""
    order: str = "published DESC, number"
    """How rows are sorted, in SQL."""
    always: tuple[str, ...] = ()
    """Filters that no wider question leaves out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a store, with the conditions of its filters."""

    store: Store
    """The store."""
    question: Question
    """The question."""
    filters: Filters
    """What was asked for."""
    conditions: Mapping[str, Condition]
    """The conditions of SQL that the filters become."""

    def count(self, names: Iterable[str]) -> int:
        """Return how many rows fulfil the conditions of some filters."""
        chosen = {name: self.conditions[name] for name in names}
        return count(self.store, self.question.table, self.question.combine(chosen))

    @property
    def always(self) -> tuple[str, ...]:
        """Return the filters that are not left out."""
        return tuple(name for name in self.conditions if name in self.question.always)


def ask(store: Store, question: Question, filters: Filters) -> Answer[Any]:
    """Return the answer to a question."""
    answer: Answer[Any] = Answer(
        question=question.name, row=question.row, asked=filters, notes=notes_on(store)
    )
    with one_moment(store):
        try:
            conditions, everyone = understood(store, question, filters)
        except UnclearError as unclear:
            return replace(answer, why=str(unclear))
        page = find(
            store,
            question.table,
            question.combine(conditions),
            order=question.order,
            limit=filters.limit,
            offset=filters.offset,
        )
        answer = replace(answer, rows=question.build(store, page.keys), total=page.total, meant=everyone)
        return answer if page.total else without_rows(answer, Asked(store, question, filters, conditions))


def understood(
    store: Store, question: Question, filters: Filters
) -> tuple[dict[str, Condition], tuple[Meant, ...]]:
    """Return the condition of each filter of a question, and the entities that its words mean.

    Raises `UnclearError` if words match no entity, or several different ones.
    """
    given = {name: value for name, value in filters.given().items() if name in question.conditions}
    meant = {name: found for name, value in given.items() if (found := resolve(store, name, value))}
    named = {name: found if len(found) > 1 else found[0] for name, found in meant.items()}
    conditions = {name: question.conditions[name](named.get(name, value)) for name, value in given.items()}
    return conditions, tuple(one for found in meant.values() for one in found)


def notes_on(store: Store) -> tuple[str, ...]:
    """Return notes on what an answer may lack: reports that are not assembled, corrections that could not be applied."""
    missing = unassembled(store)
    corrections, problems = read_corrections(corrections_path(store.path))
    run = f"run 'onrecord assemble --store {store.path}'"
    notes = {
        f"{counted(missing, 'report')} not assembled, whose actors are not found by name; {run}.": missing
        > 0,
        f"The corrections have changed and could not be written into the store; {run}.": not holds_corrections(
            store, corrections
        ),
    }
    return (*(note for note, holds in notes.items() if holds), *problems)


# ---- no rows -----------------------------------------------------------------------------


def without_rows(answer: Answer[Any], asked: Asked) -> Answer[Any]:
    """Return the answer with the reason why it has no rows, and the nearest wider question that has some."""
    noun, always = asked.question.noun, asked.always
    if not asked.count(always):
        return replace(answer, why=_nothing(asked))
    open_ = [name for name in asked.conditions if name not in always]
    alone = {name: asked.count((*always, name)) for name in open_}
    narrowest = sorted(alone, key=lambda name: (alone[name], name))
    for left_out in _left_out(narrowest):
        total = asked.count(name for name in asked.conditions if name not in left_out)
        if total:
            closed = Filters()
            wider = replace(asked.filters, offset=0, **{name: getattr(closed, name) for name in left_out})
            told = " and ".join(described(name, getattr(asked.filters, name)) for name in left_out)
            fits = f"No {noun} has {told}" + (" and all else that is asked for" if len(open_) > 1 else "")
            return replace(answer, why=f"{fits}; without, there are {total}.", wider=wider, wider_total=total)
    return replace(answer, why=f"No {noun} fits.")


def _nothing(asked: Asked) -> str:
    """Return the sentence that the store has no rows of this kind."""
    reports = count(asked.store, "reports", ())
    if not reports:
        return "The store holds no reports; 'onrecord add' adds some."
    limits = " and ".join(described(name, getattr(asked.filters, name)) for name in asked.always)
    return f"No {asked.question.noun}{f' has {limits}' if limits else ''} in {counted(reports, 'report')}."


def _left_out(narrowest: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield the filters to leave out: each one alone, the narrowest first; then the two narrowest, then the three."""
    yield from ((name,) for name in narrowest)
    yield from (tuple(narrowest[:n]) for n in range(2, len(narrowest) + 1))


def described(name: str, value: object) -> str:
    """Return a filter with its value, in words.

    >>> described("cue", ("deny", "say"))
    "cue 'deny', 'say'"
    """
    name = name.replace("_", " ")
    if isinstance(value, bool):
        return f"{name} {'yes' if value else 'no'}"
    values = value if isinstance(value, tuple) else (value,)
    return f"{name} {', '.join(repr(str(each)) for each in values)}"


def among(column: str) -> Callable[[Sequence[object]], Condition]:
    """Return the condition of a filter whose values are those of a column."""
    return lambda values: is_in(column, values)


__all__ = ["OF_REPORTS", "Conditions", "Meant", "Question", "among", "ask", "described", "notes_on"]
