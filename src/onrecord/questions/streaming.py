"""Questions whose rows are streamed and not shown: what an export asks for, with the filters of the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.errors import QuestionError
from onrecord.questions.ahead import QUESTION as AHEAD
from onrecord.questions.answer import Meant
from onrecord.questions.asking import OF_REPORTS, Question, all_conditions, notes_on, understood
from onrecord.questions.events import HAPPENINGS
from onrecord.questions.events import REPORTS as TELLINGS
from onrecord.questions.filters import SHOWN, Filter, Filters, checked, filters_of
from onrecord.questions.meant import UnclearError
from onrecord.questions.rows import InReport
from onrecord.questions.said import QUESTION as SAID
from onrecord.store import Store, one_moment, stream
from onrecord.store.find import Condition

Streamed = Literal["events", "said", "ahead", "reports"]
NOT_STREAMED = (
    *SHOWN,
    "counting",
    "as_of",
)  # which part is shown; what an export is asked for beside its filters
REPORTS = Question(
    name="reports",
    noun="report",
    row=InReport,
    table="reports",
    conditions=OF_REPORTS,
    build=lambda _store, _keys: (),
)
EVERY_TELLING = replace(AHEAD, combine=all_conditions)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for: the filters as they were understood, and what they ask of a row."""

    question: Streamed
    """The question."""
    counting: str
    """What is counted: reports or happenings."""
    filters: Filters
    """What was asked for."""
    conditions: Sequence[Condition]
    """The conditions of SQL that the filters become."""
    meant: tuple[Meant, ...] = ()
    """What the names in the filters stand for."""
    notes: tuple[str, ...] = ()
    """What the reader of an export should know."""
    held: stream.Held | None = None
    """What reads the reports, if several selections are read side by side."""

    def reader(self, store: Store, layers: Sequence[str], *, mentions: bool) -> stream.Reports:
        """Return what reads some layers of each report, or those that several selections need."""
        return self.held or stream.Reports(store, layers, mentions=mentions)

    def among(self, documents: Condition, held: stream.Held) -> Selection:
        """Return the same selection of a few reports, which are read by `held`."""
        return replace(self, conditions=(*self.conditions, documents), held=held)


def filters_streamed(question: Streamed) -> tuple[Filter, ...]:
    """Return the filters that a streamed question takes."""
    if question == "reports":
        return tuple(row for row in filters_of("said") if row.name in OF_REPORTS)
    return tuple(row for row in filters_of(question) if row.name not in NOT_STREAMED)


def select(store: Store, question: Streamed, counting: str, values: Mapping[str, Any]) -> Selection:
    """Return what is asked for; raises `QuestionError` for a value that is not allowed, or words that mean nobody or several."""
    given = {name: value for name, value in values.items() if value not in (None, (), [])}
    allowed = [row.name for row in filters_streamed(question)]
    for name in given:
        if name not in allowed:
            raise QuestionError(f"This export takes no filter '{name}'; it takes {', '.join(allowed)}.")
    asked = checked("said" if question == "reports" else question, given)
    found = _question(question, counting)
    with one_moment(store):
        try:
            conditions, meant = understood(store, found, asked)
        except UnclearError as unclear:
            raise QuestionError(str(unclear)) from None
        return Selection(question, counting, asked, found.combine(conditions), meant, notes_on(store))


def _question(question: Streamed, counting: str) -> Question:
    if question == "events":
        return HAPPENINGS if counting == "happenings" else TELLINGS
    if question == "ahead":
        return AHEAD if counting == "happenings" else EVERY_TELLING
    return SAID if question == "said" else REPORTS
