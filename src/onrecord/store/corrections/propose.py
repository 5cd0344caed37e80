"""Make corrections of a fact from what a person says of it, and refuse what cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from onrecord.errors import StoreError
from onrecord.store.corrections.facts import (
    Fact,
    all_fields,
    anchor_of,
    apply,
    contradiction,
    find_fact,
    words_of,
)
from onrecord.store.corrections.fields import FIELDS, NotAppliedError
from onrecord.store.corrections.locate import located
from onrecord.store.corrections.types import NOUNS, FactAction, FactCorrection, FactLayer, Where
from onrecord.types import Event, Reading

LAYERS: tuple[FactLayer, ...] = get_args(FactLayer)
MOST_LISTED = 12  # facts that a message lists


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a person asks for: a field, what to do, and values as they were written."""

    field: str
    do: FactAction
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person says of one fact, by whom, when and why."""

    changes: Sequence[Change] = ()
    withdraw: bool = False
    """There is no such fact."""
    confirm: bool = False
    """All of it is right, or all that `changes` leave."""
    author: str | None = None
    time: str | None = None
    reason: str | None = None


def named_fact(reading: Reading, text: str) -> tuple[FactLayer, Fact]:
    """Return the fact that an id, its beginning, or words mean; raises `StoreError` if none or several do."""
    facts = [(layer, fact) for layer in LAYERS for fact in getattr(reading, layer)]
    words = " ".join(text.split()).casefold()
    ways: tuple[Callable[[Fact], bool], ...] = (
        lambda f: f.id == text,
        lambda f: f.id.startswith(text) and len(text) > len("e_"),
        lambda f: words_of(f).casefold() == words,
        lambda f: words in words_of(f).casefold(),
    )
    for fits in ways:
        found = [(layer, fact) for layer, fact in facts if fits(fact)]
        if len(found) == 1:
            return found[0]
        if found:
            raise StoreError(
                f"'{text}' may be {len(found)} facts of document {reading.document.id}; give the id of one: "
                f"{_listed(found)}."
            )
    raise StoreError(
        f"Document {reading.document.id} has no fact '{text}'; its facts are {_listed(facts) or 'none'}."
    )


def _listed(facts: Sequence[tuple[str, Fact]]) -> str:
    told = [f"{fact.id} ({NOUNS[layer]} “{words_of(fact)}”)" for layer, fact in facts[:MOST_LISTED]]
    more = [f"and {len(facts) - MOST_LISTED} more"] if len(facts) > MOST_LISTED else []
    return ", ".join([*told, *more])


def proposed(
    reading: Reading, layer: FactLayer, fact: Fact, judgement: Judgement
) -> tuple[FactCorrection, ...]:
    """Return the corrections of a fact of a reading, as corrected so far, one a field; raises `StoreError` for what cannot be."""
    if judgement.withdraw and (judgement.changes or judgement.confirm):
        raise StoreError("A fact that is withdrawn has no other fields; give --withdraw alone.")
    if judgement.withdraw:
        return (
            _correction(reading, layer, fact, judgement, do="withdraw", was=all_fields(reading, layer, fact)),
        )
    order = list(FIELDS[layer])
    changes = sorted(judgement.changes, key=lambda c: order.index(c.field) if c.field in order else 0)
    found: list[FactCorrection] = []
    for change in changes:
        correction = _changed(reading, layer, fact, change, judgement)
        reading = _after(reading, correction)
        fact = find_fact(reading, layer, correction.where, fact.id) or fact
        found.append(correction)
    if isinstance(fact, Event) and found and (wrong := contradiction(reading, fact)):
        raise StoreError(f"The record would contradict itself: {wrong}. Correct status and time together.")
    if judgement.confirm:
        found.append(
            _correction(reading, layer, fact, judgement, do="confirm", was=all_fields(reading, layer, fact))
        )
    return tuple(found)


def _changed(
    reading: Reading, layer: FactLayer, fact: Fact, change: Change, judgement: Judgement
) -> FactCorrection:
    now = located(reading, layer, fact, change.field, change.values)
    was = FIELDS[layer][change.field].read(reading, fact)
    if change.do == "set" and now == was:
        raise StoreError(
            f"The {change.field} of {fact.id} is {now} already: nothing to correct. --right says that a fact is right."
        )
    return _correction(reading, layer, fact, judgement, do=change.do, field=change.field, was=was, now=now)


def _correction(
    reading: Reading,
    layer: FactLayer,
    fact: Fact,
    judgement: Judgement,
    *,
    do: FactAction,
    was: str,
    field: str | None = None,
    now: str | None = None,
) -> FactCorrection:
    anchor = anchor_of(fact)
    return FactCorrection(
        do=do, layer=layer, where=Where(reading.document.id, anchor.start, anchor.end), fact=fact.id,
        words=words_of(fact), field=field, was=was, now=now,
        author=judgement.author, time=judgement.time, reason=judgement.reason,
    )  # fmt: skip


def _after(reading: Reading, correction: FactCorrection) -> Reading:
    try:
        return apply(reading, correction)
    except NotAppliedError as error:
        raise StoreError(f"The {correction.field} cannot be corrected: {error}.") from None


def changes_from(asked: Mapping[str, Sequence[str]]) -> Iterator[Change]:
    """Yield the changes of options by name: `type`, or `add-actors` and `remove-actors`."""
    for name, values in asked.items():
        do, dash, field = name.partition("-")
        if values and dash:
            yield Change(field, "add" if do == "add" else "remove", tuple(values))
        elif values:
            yield Change(name, "set", tuple(values))
