"""What a question can be narrowed by: one table of filters, with the same names in the command and in Python.

A filter is a row of `FILTERS`. A value is checked when it is given: one that is no day, or not among those that a filter
allows, raises `QuestionError`, which says what was found and what is allowed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, TypedDict, get_args

from onrecord.errors import QuestionError
from onrecord.types import AgendaStatus, Quotation, Status

Kind = Literal["text", "choices", "day", "yes or no", "pair", "number"]
Day = str | dt.date
Choices = str | Sequence[str]
MOST = 20  # rows of an answer, unless more are asked for
MOST_EACH = 10  # rows of each section of an answer, unless more are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for. None, or no value, leaves a filter open."""

    speaker: str | None = None
    role: str | None = None
    words: str | None = None
    cue: tuple[str, ...] = ()
    quotation: tuple[str, ...] = ()
    named: bool | None = None
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    dyad: tuple[str, str] | None = None
    country: str | None = None
    place: str | None = None
    on_or_after: str | None = None
    on_or_before: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    story: str | None = None
    counting: str = "reports"
    by: str = "week"
    clock: str = "added"
    each: int | None = MOST_EACH
    as_of: str | None = None
    overdue: bool | None = None
    what: tuple[str, ...] = ()
    limit: int | None = MOST
    offset: int = 0

    def given(self) -> dict[str, Any]:
        """Return the filters that narrow the question, by name, without those that only say what part is shown."""
        open_ = Filters()
        return {
            f.name: value
            for f in fields(self)
            if f.name not in SHOWN and (value := getattr(self, f.name)) != getattr(open_, f.name)
        }


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name, what values it takes, what it means, and which questions take it."""

    name: str
    """Its name, in Python and on the command line."""
    kind: Kind
    """What values it takes."""
    help: str
    """What it means."""
    questions: tuple[str, ...]
    """The questions that take it."""
    allowed: Callable[[], tuple[str, ...]] = tuple
    """Returns the values, if only some are allowed."""
    metavar: str = "TEXT"
    """What `--help` shows for its value."""


# ---- the values that are allowed ---------------------------------------------------------


def event_types() -> tuple[str, ...]:
    """Return the types of events, as in the record."""
    from onrecord.ontologies import load_ontology

    ontology = load_ontology()
    return (*ontology.types, *ontology.further)


def cue_kinds() -> tuple[str, ...]:
    """Return the kinds of attributions."""
    from onrecord.lexicon.attributions import AttributionKind

    return get_args(AttributionKind)


def event_statuses() -> tuple[str, ...]:
    """Return the statuses of events and of items of the agenda."""
    return (*get_args(Status), *get_args(get_args(AgendaStatus)[-1]))


# ---- the table ---------------------------------------------------------------------------

SHOWN = ("each", "limit", "offset")  # these say which part of the answer is shown
COUNTINGS = ("reports", "happenings")
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")  # 1 to 4
BYS = ("day", "week", "month")
SINGLE = ("counting", "by", "clock")  # choices of which one holds
SEARCHED = ("actors", "places", "stories", "documents")
EVENTS = ("events", "places", "dyad")
ALL = ("said", "events", "places", "ahead", "dyad", "search", "dossier", "stories")
PAGED = (*ALL[:6], "stories")
SECTIONED = ("dossier", "story", "new")
CLOCKS = ("added", "published")

FILTERS: Mapping[str, Filter] = {
    row.name: row
    for row in (
        Filter("speaker", "text", "who says it: a name, an alias, a Wikidata id or an entity id; a country by its name or code is all who are of it", ("said",), metavar="ACTOR"),
        Filter("role", "text", "words of what the source is called ('foreign minister'), or a PLOVER sector (GOV)", ("said",), metavar="WORDS"),
        Filter("words", "text", "all these words are in it", ("said", "ahead", "search", "stories"), metavar="WORDS"),
        Filter("cue", "choices", "the kind of saying", ("said",), cue_kinds),
        Filter("quotation", "choices", "in quotation marks, in other words, or both", ("said",), lambda: get_args(Quotation)),
        Filter("named", "yes or no", "whether the source is named", ("said",)),
        Filter("type", "choices", "the type of the event", (*EVENTS, "ahead"), event_types, metavar="TYPE"),
        Filter("status", "choices", "how the text presents it", (*EVENTS, "ahead"), event_statuses, metavar="STATUS"),
        Filter("quad", "choices", "the quad class of its type: cooperation or conflict, in words or in deeds", EVENTS[:2], lambda: QUADS, metavar="CLASS"),
        Filter("actor", "text", "who does it, or takes part in what lies ahead; as for speakers", (*EVENTS[:2], "ahead", "dossier", "stories"), metavar="ACTOR"),
        Filter("recipient", "text", "to whom it is done; as for speakers", EVENTS[:2], metavar="ACTOR"),
        Filter("dyad", "pair", "two actors, one of whom does it to the other", EVENTS, metavar="ACTOR"),
        Filter("country", "text", "the country, by name or code, where it takes place or of which somebody takes part", (*EVENTS, "ahead", "stories"), metavar="COUNTRY"),
        Filter("place", "text", "where it takes place: a name, a country or a GeoNames id", (*EVENTS, "ahead"), metavar="PLACE"),
        Filter("on_or_after", "day", "it takes place on this day or later", (*EVENTS, "ahead"), metavar="DAY"),
        Filter("on_or_before", "day", "it takes place on this day or earlier", (*EVENTS, "ahead"), metavar="DAY"),
        Filter("since", "day", "published on this day or later", ALL, metavar="DAY"),
        Filter("until", "day", "published on this day or earlier", ALL, metavar="DAY"),
        Filter("outlet", "text", "the outlet that published it", ALL, metavar="NAME"),
        Filter("story", "text", "the story that the report is part of, by the id or its beginning", ("said", *EVENTS[:2], "ahead", "story"), metavar="ID"),
        Filter("counting", "choices", "one row for each report that tells of an event, or one for each distinct happening", ("events",), lambda: COUNTINGS),
        Filter("by", "choices", "how long the periods of the series are", ("dyad",), lambda: BYS),
        Filter("clock", "choices", "whether a report is new by when it was added to the store, or by its day of publication", ("new",), lambda: CLOCKS),
        Filter("each", "number", "how many rows of each section at most; 0 for all", SECTIONED, metavar="N"),
        Filter("as_of", "day", "what lies ahead of this day; of the latest day of publication, unless days are asked for", ("ahead",), metavar="DAY"),
        Filter("overdue", "yes or no", "whether its day has passed and no report tells what came of it", ("ahead",)),
        Filter("what", "choices", "what is looked for", ("search",), lambda: SEARCHED),
        Filter("limit", "number", "how many rows at most (of a search, of each kind); 0 for all", PAGED, metavar="N"),
        Filter("offset", "number", "how many rows to pass over", PAGED, metavar="N"),
    )
}  # fmt: skip


MOMENT = Filter(
    "since",
    "text",
    "what came in from then on: a day (2024-05-13, yesterday), a time (2024-05-13T08:30, 08:30; UTC) or how long ago (6h, 2d, 1w)",
    ("new",),
    metavar="MOMENT",
)


def filters_of(question: str) -> tuple[Filter, ...]:
    """Return the filters that a question takes."""
    return tuple(row for row in (MOMENT, *FILTERS.values()) if question in row.questions)


# ---- checking ----------------------------------------------------------------------------


def checked(question: str, values: Mapping[str, Any]) -> Filters:
    """Return the filters of a question; raises `QuestionError` for a value that is not allowed.

    >>> checked("said", {"speaker": " Ana  Kovač ", "cue": "deny"}).given()
    {'speaker': 'Ana Kovač', 'cue': ('deny',)}
    """
    allowed = {row.name: row for row in filters_of(question)}
    given = {name: value for name, value in values.items() if value not in (None, (), [])}
    for name in given:
        if name not in allowed:
            raise QuestionError(f"'{question}' takes no filter '{name}'; it takes {', '.join(allowed)}.")
    found: dict[str, Any] = {
        name: _CHECKS[allowed[name].kind](allowed[name], value) for name, value in given.items()
    }
    return Filters(**found)


def _text(row: Filter, value: object) -> str:
    words = " ".join(str(value).split())
    if not words:
        raise QuestionError(f"'{row.name}' is empty; it takes {row.help}.")
    return words


def _choices(row: Filter, value: object) -> tuple[str, ...] | str:
    values = (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    found = tuple(dict.fromkeys(_choice(row, str(each)) for each in values))
    return found[0] if row.name in SINGLE else found


def _choice(row: Filter, value: str) -> str:
    names = _by_fold(row)
    found = names.get(value.strip().casefold())
    if found is None:
        near = get_close_matches(value.casefold(), names, n=1)
        hint = f" Did you mean {names[near[0]]}?" if near else ""
        raise QuestionError(
            f"'{value}' is no value of '{row.name}'; it is one of {', '.join(names.values())}.{hint}"
        )
    return found


@cache
def _by_fold(row: Filter) -> Mapping[str, str]:
    return {name.casefold(): name for name in row.allowed()}


def _day(row: Filter, value: object) -> str:
    try:
        return (value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))).isoformat()[:10]
    except ValueError:
        raise QuestionError(f"'{value}' is no day for '{row.name}'; write one such as 2018-10-20.") from None


def _flag(row: Filter, value: object) -> bool:
    if not isinstance(value, bool):
        raise QuestionError(f"'{row.name}' is '{value}'; it is true or false.")
    return value


def _pair(row: Filter, value: object) -> tuple[str, str]:
    parts = () if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
    if len(parts) != 2:
        raise QuestionError(f"'{row.name}' is '{value}'; it takes two actors.")
    return _text(row, parts[0]), _text(row, parts[1])


def _number(row: Filter, value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise QuestionError(f"'{row.name}' is '{value}'; it is a number such as 20.")
    return None if row.name in ("limit", "each") and value == 0 else value


_CHECKS: Mapping[Kind, Callable[[Filter, object], object]] = {
    "text": _text,
    "choices": _choices,
    "day": _day,
    "yes or no": _flag,
    "pair": _pair,
    "number": _number,
}


# ---- the named arguments of each question ------------------------------------------------


class Shown(TypedDict, total=False):
    """Which reports are asked, and which part of the answer is shown."""

    since: Day
    until: Day
    outlet: str
    limit: int
    offset: int


class SaidFilters(Shown, total=False):
    """The filters of `said`."""

    speaker: str
    role: str
    words: str
    cue: Choices
    quotation: Choices
    named: bool
    story: str


class DossierFilters(TypedDict, total=False):
    """The filters of `dossier`, beside the actor."""

    since: Day
    until: Day
    outlet: str
    each: int


class StoriesFilters(Shown, total=False):
    """The filters of `stories`."""

    words: str
    actor: str
    country: str


class StoryFilters(TypedDict, total=False):
    """The filters of `story`, beside the story."""

    each: int


class DyadFilters(Shown, total=False):
    """The filters of `dyad`, beside the two actors."""

    by: str
    type: Choices
    status: Choices
    country: str
    place: str
    on_or_after: Day
    on_or_before: Day


class PlaceFilters(Shown, total=False):
    """The filters of `places`."""

    type: Choices
    status: Choices
    quad: Choices
    actor: str
    recipient: str
    dyad: tuple[str, str]
    country: str
    place: str
    on_or_after: Day
    on_or_before: Day
    story: str


class EventFilters(PlaceFilters, total=False):
    """The filters of `events`."""

    counting: str


class NewFilters(TypedDict, total=False):
    """The filters of `new`, beside the moment."""

    clock: str
    each: int


class AheadFilters(Shown, total=False):
    """The filters of `ahead`."""

    words: str
    type: Choices
    status: Choices
    actor: str
    country: str
    place: str
    on_or_after: Day
    on_or_before: Day
    as_of: Day
    overdue: bool
    story: str


class SearchFilters(Shown, total=False):
    """The filters of `search`."""

    what: Choices
