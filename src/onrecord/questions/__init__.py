"""Questions to a store: one function each, with the same names and filters in the command and in Python.

    answer = onrecord.open("news.db").said(speaker="Ana Kovač", cue="deny")
    for statement in answer: print(statement.content[0].text)

`QUESTIONS` is the table of them: what a question is called, what it takes, and the function that answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.questions.ahead import ahead
from onrecord.questions.answer import Answer, Meant
from onrecord.questions.dossier import dossier
from onrecord.questions.dyad import dyad
from onrecord.questions.events import events
from onrecord.questions.filters import FILTERS, Filter, Filters, checked, filters_of
from onrecord.questions.new import new
from onrecord.questions.opened import Store, open_questions
from onrecord.questions.places import places
from onrecord.questions.said import said
from onrecord.questions.search import search
from onrecord.questions.stories import stories
from onrecord.questions.story import story

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
    "dossier",
    "dyad",
    "events",
    "filters_of",
    "new",
    "open_questions",
    "places",
    "said",
    "search",
    "stories",
    "story",
]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: its name, what it asks, its function, and which filters are its arguments and not options."""

    name: str
    help: str
    answer: Callable[..., Answer[Any]]
    """Takes the store, and the filters by their names."""
    arguments: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    """Those of the arguments that may be left out."""
    defaults: Mapping[str, object] = field(default_factory=dict)
    """The values of filters that are not given, where they are not those of `Filters`."""


QUESTIONS: Mapping[str, Asking] = {
    question.name: question
    for question in (
        Asking("said", "Who said what: the statements of all reports, the latest first.", said),
        Asking(
            "dossier",
            "What the reports tell of ACTOR: who it is, what it said and where its line changed, what it did and what was "
            "done to it, plans, disagreements, outlets.",
            dossier,
            arguments=("actor",),
        ),
        Asking(
            "stories",
            "The stories of all reports, the latest first: reports on one course of events.",
            stories,
            defaults={"limit": 0},
        ),
        Asking(
            "story",
            "What the reports of the story ID tell together, or of the latest one: what happened in order, what is agreed, disputed, denied, how "
            "figures and days moved, copies, what is ahead.",
            story,
            arguments=("story",),
            optional=("story",),
        ),
        Asking(
            "dyad",
            "What one of two actors did to the other, and the other to it, by day, week or month: reports, happenings, quad "
            "classes, scores.",
            dyad,
            arguments=("dyad",),
            defaults={"limit": 0},
        ),
        Asking(
            "new",
            "What is new since a moment: stories that began, figures and days that moved, denials, first contradictions, plans "
            "that came about or are due for their outcome, inputs that failed.",
            new,
        ),
        Asking(
            "events",
            "Who did what to whom: the events of all reports, or each happening once, the latest first.",
            events,
        ),
        Asking(
            "places",
            "Where it takes place: happenings counted by place, those with most reports first, and how near each place is known.",
            places,
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
