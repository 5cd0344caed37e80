"""Questions to a store: one function each, with the same names and filters in the command and in Python.

    answer = onrecord.open("news.db").said(speaker="Ana Kovač", cue="deny")
    for statement in answer: print(statement.content[0].text)

`QUESTIONS` is the table of them: what a question is called, what it takes, and the function that answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.questions.ahead import ahead
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.events import events
from onrecord.questions.filters import FILTERS, Filter, Filters, checked, filters_of
from onrecord.questions.opened import Store, open_questions
from onrecord.questions.said import said
from onrecord.questions.search import search

__all__ = [
    "FILTERS",
    "QUESTIONS",
    "Answer",
    "Asking",
    "Filter",
    "Filters",
    "Meant",
    "Store",
    "ahead",
    "checked",
    "events",
    "filters_of",
    "open_questions",
    "said",
    "search",
]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: its name, what it asks, its function, and which filters are its arguments and not options."""

    name: str
    help: str
    answer: Callable[..., Answer[Any]]
    """Takes the store, and the filters by their names."""
    arguments: tuple[str, ...] = ()


QUESTIONS: Mapping[str, Asking] = {
    question.name: question
    for question in (
        Asking("said", "Who said what: the statements of all reports, the latest first.", said),
        Asking(
            "events",
            "Who did what to whom: the events of all reports, or each happening once, the latest first.",
            events,
        ),
        Asking(
            "ahead",
            "What lies ahead, the soonest first, and past plans of which no report tells what came of them.",
            ahead,
        ),
        Asking(
            "search",
            "Find documents, actors, places and stories that have all WORDS, with the words that match.",
            search,
            ("words",),
        ),
    )
}
