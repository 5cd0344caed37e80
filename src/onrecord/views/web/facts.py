"""One fact as a form: its words in their paragraph, and the fields that people correct."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from onrecord.questions.filters import event_statuses, event_types
from onrecord.store.corrections.facts import Fact, anchor_of, words_of
from onrecord.store.corrections.fields import FIELDS, party_of
from onrecord.store.corrections.propose import LAYERS
from onrecord.store.corrections.types import NOTHING
from onrecord.store.corrections.values import NOWHERE, Count, list_text
from onrecord.types import Actor, Certainty, Polarity, Reading, Span, Status
from onrecord.views.html.cards import Card, Mark, cards_of
from onrecord.views.html.marks import Piece, paragraphs_of
from onrecord.views.labels import label

MOST_PARAGRAPHS = 3  # of a fact that is told in several


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form: its name, what people call it, its value, and the values to choose from, if only some are allowed."""

    name: str
    title: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    key: str = ""
    """The key that leads to it on the desk."""
    is_first: bool = True
    """Whether it is shown at once."""


@dataclass(frozen=True, slots=True)
class FactForm:
    """A fact that can be corrected."""

    layer: str
    noun: str
    fact: str
    words: str
    start: int
    end: int
    card: Card
    paragraphs: tuple[Sequence[Piece], ...]
    fields: tuple[FormField, ...]
    people: tuple[str, ...]
    """The actors of the report, to choose from."""


@dataclass(frozen=True, slots=True)
class _Row:
    """How a field is shown: title, hint, key, whether at once, and its choices by the kind of label."""

    title: str
    hint: str = ""
    key: str = ""
    is_first: bool = True
    choices: Callable[[], tuple[str, ...]] | None = None
    kind: str = ""


PEOPLE_HINT = "names of the report, with ; between them; - for nobody"
ROWS: Mapping[str, _Row] = {
    "type": _Row("Type", key="t", choices=event_types, kind="type"),
    "actors": _Row("Who acts", PEOPLE_HINT, key="p"),
    "recipients": _Row("To whom", PEOPLE_HINT, key="r"),
    "source": _Row("Who says it", "a name of the report; - for nobody", key="p"),
    "polarity": _Row("Said or not said", key="s", choices=lambda: get_args(Polarity), kind="polarity"),
    "status": _Row("Status", key="s", choices=lambda: get_args(Status), kind="status"),
    "certainty": _Row("How certain", is_first=False, choices=lambda: get_args(Certainty)),
    "time": _Row("Day", "2024-05-13, 2024-05-13/2024-05-15, or - for not known", is_first=False),
    "location": _Row("Place", "a place name of the report, or - for not known", is_first=False),
    "figures": _Row("Numbers", "killed 12; injured 40.. (at least); - for none", is_first=False),
    "mode": _Row("Mode", "PLOVER mode of the type, or - for none", is_first=False),
}


def fact_form(reading: Reading, layer: str, fact: Fact) -> FactForm:
    """Return the form of a fact of a reading."""
    anchor = anchor_of(fact)
    card = replace_marks(reading, layer, fact)
    return FactForm(
        layer=layer,
        noun=label("layer", layer),
        fact=fact.id,
        words=words_of(fact),
        start=anchor.start,
        end=anchor.end,
        card=card,
        paragraphs=tuple(_paragraphs(reading, card, anchor)),
        fields=tuple(_fields(reading, layer, fact)),
        people=tuple(dict.fromkeys(_name(reading, actor) for actor in reading.actors)),
    )


def replace_marks(reading: Reading, layer: str, fact: Fact) -> Card:
    """Return the card of a fact, which also marks whom it names."""
    card = next((card for card in cards_of(reading) if card.fact == fact.id), None)
    if card is None:  # a disagreement has no card
        spans = [side.span for side in getattr(fact, "sides", ())]
        marks = tuple(Mark(span.start, span.end, "trigger open") for span in spans)
        return Card("did", fact.id, words_of(fact), (), (), "", (), marks, "")
    if layer != "events":
        return card
    return replace(card, marks=(*card.marks, *_parties(reading, fact)))


def _parties(reading: Reading, event: Any) -> Iterator[Mark]:
    """Yield the mentions of who acts and to whom it is done, in the passages of an event."""
    by_id = {actor.id: actor for actor in reading.actors}
    for part, ids in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in (by_id[id_] for id_ in ids if id_ in by_id):
            for mention in actor.mentions:
                if any(span.start <= mention.start < span.end for span in event.evidence):
                    yield Mark(mention.start, mention.end, part)


def _paragraphs(reading: Reading, card: Card, anchor: Span) -> Iterator[Sequence[Piece]]:
    """Yield the paragraphs in which a fact has words, that of its name first."""
    at, found = 0, []
    text = reading.document.text
    for pieces in paragraphs_of(text, [card], (anchor.start, anchor.end)):
        words = "".join(piece.text for piece in pieces)
        at = text.find(words, at)
        if any(piece.cards for piece in pieces):
            found.append((not at <= anchor.start < at + len(words), at, pieces))
        at += len(words)
    for _, _, pieces in sorted(found, key=lambda item: item[:2])[:MOST_PARAGRAPHS]:
        yield pieces


def _fields(reading: Reading, layer: str, fact: Fact) -> Iterator[FormField]:
    known = FIELDS[layer]
    for name, row in ROWS.items():
        if name in known:
            allowed = row.choices() if row.choices else ()
            if name == "status" and layer == "agenda":
                allowed = event_statuses()
            choices = tuple((value, label(row.kind, value) if row.kind else value) for value in allowed)
            value = SHOWN[name](reading, fact) if name in SHOWN else known[name].read(reading, fact)
            yield FormField(name, row.title, value, choices, row.hint, row.key, row.is_first)


# ---- values as people write them ---------------------------------------------------------


def _name(reading: Reading, actor: Actor) -> str:
    """Return the name of an actor, with what tells it from others of the same name in the report."""
    party = replace(party_of(actor), at=NOWHERE)
    same = [a for a in reading.actors if a.name.casefold() == actor.name.casefold()]
    plain = replace(party, kind=None, country=None, wikidata=None)
    return str(plain if len(same) == 1 else party)


def _names(field: str) -> Callable[[Reading, Any], str]:
    def read(reading: Reading, fact: Any) -> str:
        by_id = {actor.id: actor for actor in reading.actors}
        return list_text(_name(reading, by_id[one]) for one in getattr(fact, field) if one in by_id)

    return read


def _source(reading: Reading, fact: Any) -> str:
    if fact.source is None:
        return NOTHING
    actor = next((a for a in reading.actors if a.id == fact.source.actor), None)
    return _name(reading, actor) if actor else " ".join(fact.source.text.split())


def _figures(_: Reading, fact: Any) -> str:
    return list_text(Count(f.what, f.low, f.high, f.unit) for f in fact.figures)


SHOWN: Mapping[str, Callable[[Reading, Any], str]] = {  # fields whose text in the table has offsets
    "actors": _names("actors"),
    "recipients": _names("recipients"),
    "source": _source,
    "location": lambda _, fact: fact.location.name if fact.location else NOTHING,
    "figures": _figures,
}


def facts_at(reading: Reading, start: int, end: int) -> list[tuple[str, Fact]]:
    """Return the facts that rest on some words, those whose name is in them first."""
    found = [
        (_distance(anchor_of(fact), start, end), n, layer, fact)
        for layer in LAYERS
        for n, fact in enumerate(getattr(reading, layer))
    ]
    return [(layer, fact) for far, _, layer, fact in sorted(found, key=lambda f: f[:2]) if far == 0]


def _distance(span: Span, start: int, end: int) -> int:
    return 0 if span.start < end and start < span.end else 1


def changes_in(given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form whose value is no longer the one that it had, "" as no value.

    >>> changes_in({"type": "PROTEST", "was-type": "ASSAULT", "status": "occurred", "was-status": "occurred"})
    {'type': 'PROTEST'}
    """
    return {
        name: " ".join(value.split()) or NOTHING
        for name, value in given.items()
        if name in ROWS and " ".join(value.split()) != given.get(f"was-{name}", "")
    }
