"""What many reports say together, for people and programs: stories, happenings, copies, entities, plans, disagreements.

A view is a row of `VIEWS`: the objects of one table of the assembly, the type they have, and the columns of their table.
Beside the id of a document stands the id that its input gave, whatever the object.
"""

from __future__ import annotations

import dataclasses
import textwrap
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from onrecord.assembly.types import (
    CopyGroup,
    Entity,
    Happening,
    Plan,
    PlanTelling,
    ReportedSide,
    ReportsDisagreement,
)
from onrecord.lexicon.forms import counted
from onrecord.types import DocumentId
from onrecord.views.dates import days
from onrecord.views.figures import figures_in_words
from onrecord.views.labels import label
from onrecord.views.layout import printable

if typing.TYPE_CHECKING:  # circular: the store reads what the views show
    from onrecord.store import Publication

SHORT_ID = 12  # characters of an id in a table, as `onrecord show` prints them
GAP = "  "  # between columns
LEAST_WIDTH = 24  # columns of the last cell, however little room is left


@dataclasses.dataclass(frozen=True)
class Known:
    """What the ids in the objects stand for."""

    documents: Mapping[DocumentId, Publication]
    load: Callable[[str, type[Any]], Iterable[Any]]
    """Returns the objects of a table of the store, for what is only needed by some views."""

    @cached_property
    def entities(self) -> Mapping[str, str]:
        """The names of entities, by id."""
        return {entity.id: entity.name for entity in self.load("entities", Entity)}

    @cached_property
    def happenings(self) -> Mapping[str, Happening]:
        """The happenings, by id."""
        return {happening.id: happening for happening in self.load("happenings", Happening)}

    def given_id(self, document: DocumentId) -> str | None:
        """Return the id that the input gave a document, or None."""
        found = self.documents.get(document)
        return found.given_id if found else None

    def title(self, document: DocumentId) -> str:
        """Return title and outlet of a document; a name that is no document's is returned as it is."""
        found = self.documents.get(document)
        return " · ".join(filter(None, (found.title or "untitled", found.publisher))) if found else document

    def names(self, parties: Iterable[str]) -> str:
        """Return the names of entities; the words for a party without a name stand for themselves."""
        return ", ".join(dict.fromkeys(self.entities.get(party, party) for party in parties))


Row = Mapping[str, str]
"""The cells of one line of a table, by the head of their column; the last one takes what room is left."""


@dataclasses.dataclass(frozen=True)
class View:
    """One kind of object that many reports give together."""

    name: str
    """Its command."""
    table: str
    """Its table in the store."""
    type: type[Any]
    help: str
    row: Callable[[Any, Known], Row]
    """Returns an object as a line of a table."""
    order: Callable[[Any, Known], str] = lambda _thing, _known: ""
    """Returns by what a table is sorted, the latest day first."""


@dataclasses.dataclass(frozen=True, slots=True)
class Together:
    """Objects of one view to print, with what their ids stand for."""

    view: View
    things: Sequence[Any]
    known: Known


# ---- as JSON -----------------------------------------------------------------------------


def write_objects(shown: Together) -> str:
    """Return the objects as lines of JSON, by id; `given_id` stands beside every document."""
    import msgspec

    lines = (msgspec.json.encode(_plain(thing, shown.known)).decode("utf-8") for thing in shown.things)
    return "".join(f"{line}\n" for line in lines)


def _plain(value: Any, known: Known) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(item, known) for item in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    return dict(_fields(value, known))


def _fields(value: Any, known: Known) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a value: the names as in the record, and documents with the id that their input gave."""
    kind: Any = type(value)
    for name, names_documents in _field_kinds(kind).items():
        content = getattr(value, name)
        if name == "document":
            yield from _named(content, known).items()
        elif names_documents:
            yield name, _each_named(content, known)
        else:
            yield name.removesuffix("_"), _plain(content, known)


@cache
def _field_kinds(kind: Any) -> Mapping[str, bool]:
    """Return the fields of a type, and whether each holds ids of documents."""
    hints = typing.get_type_hints(kind)
    return {
        field.name: DocumentId in (hints[field.name], *typing.get_args(hints[field.name]))
        for field in dataclasses.fields(kind)
    }


def _named(document: DocumentId, known: Known) -> dict[str, str | None]:
    return {"document": document, "given_id": known.given_id(document)}


def _each_named(content: DocumentId | Sequence[DocumentId] | None, known: Known) -> Any:
    if content is None:
        return None
    return (
        _named(DocumentId(content), known)
        if isinstance(content, str)
        else [_named(document, known) for document in content]
    )


# ---- as a table --------------------------------------------------------------------------


def write_table(shown: Together, width: int) -> str:
    """Return the objects as a table of `width` columns, the latest first; a long last cell goes on in further lines."""
    things = sorted(shown.things, key=lambda thing: shown.view.order(thing, shown.known), reverse=True)
    rows = [shown.view.row(thing, shown.known) for thing in things]
    if not rows:
        return ""
    lines = [list(rows[0]), *([printable(cell) for cell in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)][:-1]
    room = max(width - sum(widths) - len(GAP) * len(widths), LEAST_WIDTH)
    return "".join(_line(cells, widths, room) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int], room: int) -> str:
    *first, last = cells
    begin = GAP.join([*(cell.ljust(width) for cell, width in zip(first, widths, strict=True)), ""])
    wrapped = textwrap.wrap(last, room, break_long_words=False) or [""]
    return "".join(
        f"{begin if not number else ' ' * len(begin)}{words}".rstrip() + "\n"
        for number, words in enumerate(wrapped)
    )


def _happening_row(happening: Happening, known: Known) -> Row:
    return {
        "id": happening.id[:SHORT_ID],
        "day": days(happening.earliest, happening.latest) or "undated",
        "status": label("status", happening.status),
        "reports": str(len(happening.reports)),
        "happening": _in_words(happening, known),
    }


def _in_words(happening: Happening, known: Known) -> str:
    """Return who did what to whom, where, with what figures: "police → students: clashed, Lima, 12 injured"."""
    parties = " → ".join(filter(None, (known.names(happening.actors), known.names(happening.recipients))))
    place = happening.location.name if happening.location else None
    told = happening.tellings[-1].trigger.text if happening.tellings else None
    what = ", ".join(filter(None, (told, place, figures_in_words(happening.figures))))
    return f"{happening.type} {': '.join(filter(None, (parties, what)))}"


def _copy_row(group: CopyGroup, known: Known) -> Row:
    copies = [member for member in group.members if member.document != group.origin]
    return {
        "id": group.id[:SHORT_ID],
        "reports": str(len(group.members)),
        "least alike": f"{min((copy.similarity for copy in copies), default=1.0):.0%}",
        "differences": str(sum(len(copy.differences) for copy in copies)),
        "origin": known.title(group.origin),
    }


def _entity_row(entity: Entity, _known: Known) -> Row:
    return {
        "id": entity.id[:SHORT_ID],
        "kind": entity.kind,
        "country": entity.country or "–",
        "reports": str(len({actor.document for actor in entity.actors})),
        "name": " = ".join((entity.name, *entity.aliases)),
    }


def _plan_row(plan: Plan, known: Known) -> Row:
    last = plan.history[-1] if plan.history else None
    return {
        "id": plan.id[:SHORT_ID],
        "day": (last and days(last.earliest, last.latest)) or "no day",
        "status": label("status", last.status) if last else "–",
        "outcome": _outcome(plan),
        "plan": _of_happening(plan.happening, known) + _moved(plan.moved),
    }


def _outcome(plan: Plan) -> str:
    if plan.outcome:
        return f"told by {counted(len({telling.document for telling in plan.outcome}), 'report')}"
    return "not told" if plan.overdue else "ahead"


def _moved(moved: Sequence[PlanTelling]) -> str:
    return f" (moved {counted(len(moved), 'time')})" if moved else ""


def _disagreement_row(found: ReportsDisagreement, known: Known) -> Row:
    return {
        "id": found.id[:SHORT_ID],
        "field": found.what or label("field", found.field),
        "sides": " | ".join(_side(side, known) for side in found.sides)
        + f": {_of_happening(found.happening, known)}",
    }


def _side(side: ReportedSide, known: Known) -> str:
    """Return a value and on whose word it is: "12 (Ana Kovač, Reuters)"."""
    voices = dict.fromkeys(known.title(DocumentId(telling.voice.name)) for telling in side.tellings)
    return f"{side.value} ({', '.join(voices)})"


def _of_happening(happening: str, known: Known) -> str:
    found = known.happenings.get(happening)
    return _in_words(found, known) if found else happening[:SHORT_ID]


def _day_of(happening: str, known: Known) -> str:
    found = known.happenings.get(happening)
    return (found.latest or "") if found else ""


VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View(
            "happenings",
            "happenings",
            Happening,
            "events over all reports that tell of them",
            _happening_row,
            lambda happening, _: happening.latest or "",
        ),
        View(
            "copies",
            "copies",
            CopyGroup,
            "reports that were printed more than once, and how the copies differ",
            _copy_row,
        ),
        View(
            "entities",
            "entities",
            Entity,
            "people, bodies, countries and groups over all reports",
            _entity_row,
            lambda entity, _: f"{len({actor.document for actor in entity.actors}):09}",
        ),
        View(
            "plans",
            "plans",
            Plan,
            "what lay ahead when it was told, and what came of it",
            _plan_row,
            lambda plan, _: (plan.history[-1].latest or "") if plan.history else "",
        ),
        View(
            "disagreements",
            "reports_disagreements",
            ReportsDisagreement,
            "what independent voices do not agree on",
            _disagreement_row,
            lambda found, known: _day_of(found.happening, known),
        ),
    )
}
