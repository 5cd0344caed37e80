"""Reads news reports on politics and keeps the record, each fact tied to its exact words.

>>> import onrecord
>>> reading = onrecord.read_text("Ministers will meet in Vienna on Friday.", published="2024-05-13")
>>> [(event.type, event.status, event.time.earliest) for event in reading.events]
[('CONSULT', 'planned', '2024-05-17')]

The names of `__all__` are the public ones: they, their arguments and the fields of what they return keep their meaning.
Everything else may change. Importing the package is cheap; the model is loaded when something is read.
"""

__version__ = "0.1.0"  # first: the store writes it beside what it keeps

from typing import TYPE_CHECKING

from onrecord.api import read_pages, read_text
from onrecord.errors import InputError, ModelError, OnRecordError, QuestionError, StoreError, TableError
from onrecord.known import load_known
from onrecord.read import read
from onrecord.types import (
    Actor,
    AgendaItem,
    Attribution,
    Disagreement,
    Document,
    Event,
    Note,
    Place,
    Reading,
    Span,
    Time,
)

if TYPE_CHECKING:
    from onrecord.questions import Answer, Store
    from onrecord.questions import open_questions as open  # noqa: A004 - read as `onrecord.open`

del TYPE_CHECKING  # no public name

__all__ = [
    "Actor",
    "AgendaItem",
    "Answer",
    "Attribution",
    "Disagreement",
    "Document",
    "Event",
    "InputError",
    "ModelError",
    "Note",
    "OnRecordError",
    "Place",
    "QuestionError",
    "Reading",
    "Span",
    "Store",
    "StoreError",
    "TableError",
    "Time",
    "load_known",
    "open",
    "read",
    "read_pages",
    "read_text",
]


def __getattr__(name: str) -> object:
    """Return what a store is asked with; it is imported when it is first named, as a program that only reads needs none of it."""
    names = {"Answer": "Answer", "Store": "Store", "open": "open_questions"}  # here, and in `questions`
    if name not in names:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from onrecord import questions

    return getattr(questions, names[name])
