"""The output formats: one table for readings, one for documents, one for actors, one for what reports say together.

A format is a row: its name, a description, how one item is written, and the text before and between items.
Commands, `--help` and the docs use these tables. Writers are imported when they run, so that a command starts fast.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from onrecord.lexicon.forms import counted

if TYPE_CHECKING:  # heavy or circular: only for the types
    from onrecord.store import KeptActor
    from onrecord.types import Document, Language, Reading
    from onrecord.views.brief import Look
    from onrecord.views.together import Together

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """One way to print items of one type."""

    name: str
    """Its name for `--format`."""
    help: str
    """A description in a few words."""
    write: Callable[[T, Look], str]
    """Returns one item as text."""
    begin: Callable[[], str] = str
    """Returns the text before the first item."""
    end: Callable[[], str] = str
    """Returns the text after the last item."""
    between: Callable[[Look], str] = lambda _look: ""
    """Returns the text between two items."""
    shows_failures: bool = True
    """Whether an unreadable input is an item, and not only a message on standard error."""
    suffix: str | None = None
    """The end of file names, if each item is a separate file."""
    needs_language: bool = False
    """Whether it needs the language layer, which a store does not keep."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A reading to print, with its language layer if there is one."""

    reading: Reading
    """Its layers."""
    language: Language | None = None
    """Its words and trees; null if they are not kept."""


def write_items(form: Format[T], items: Iterable[T], out: IO[str], look: Look) -> None:
    """Write items one by one, as soon as they are there."""
    out.write(form.begin())
    for number, item in enumerate(items):
        out.write((form.between(look) if number else "") + form.write(item, look))
        out.flush()
    out.write(form.end())


# ---- readings ----------------------------------------------------------------------------


def _brief(shown: Shown, look: Look) -> str:
    from onrecord.views.brief import brief

    return brief(shown.reading, look)


def _rule(look: Look) -> str:
    return "\n" + "─" * look.width + "\n\n"


def _record(shown: Shown, _look: Look) -> str:
    from onrecord.views.jsonl import write_line

    return write_line(shown.reading) + "\n"


def _html(shown: Shown, _look: Look) -> str:
    from onrecord.views.html import render_page

    return render_page(shown.reading)


def _ics(shown: Shown, _look: Look) -> str:
    from onrecord.views.ics import write_items_ahead

    return write_items_ahead(shown.reading)


def _begin_ics() -> str:
    from onrecord.views.ics import begin_calendar

    return begin_calendar()


def _end_ics() -> str:
    from onrecord.views.ics import end_calendar

    return end_calendar()


def _conllu(shown: Shown, _look: Look) -> str:
    from onrecord.types import Language
    from onrecord.views.conllu import write_conllu

    return write_conllu(shown.reading, shown.language or Language())


# ---- documents ---------------------------------------------------------------------------


def _text(document: Document, _look: Look) -> str:
    from onrecord.views.text import write_text

    return write_text(document)


def _document(document: Document, _look: Look) -> str:
    from onrecord.views.jsonl import write_line

    return write_line(document) + "\n"


# ---- actors of a store -------------------------------------------------------------------

ACTOR_COLUMNS = (
    *("name", "kind", "country", "cow", "gw", "sector", "sector2", "cameo", "wikidata"),
    *("documents", "mentions"),
)
CODES = ("cow", "gw", "cameo")  # of other code books, derived from kind, country and sectors


def _actor(actor: KeptActor, _look: Look) -> str:
    from onrecord.views.layout import printable

    found = f"{counted(actor.documents, 'document')}, {counted(actor.mentions, 'mention')}"
    return f"{printable(str(actor))}  {found}\n"


def _actor_object(actor: KeptActor, _look: Look) -> str:
    import msgspec

    return msgspec.json.encode(_actor_row(actor)).decode("utf-8") + "\n"


def _actor_line(actor: KeptActor, _look: Look) -> str:
    return _csv_line(list(_actor_row(actor).values()))


def _actor_head() -> str:
    return _csv_line(ACTOR_COLUMNS)


def _actor_row(actor: KeptActor) -> dict[str, str | int | None]:
    """Return an actor as a row of a table, with the codes of other code books."""
    from onrecord.lexicon.codes import codes_of

    codes = codes_of(actor.kind, actor.country, actor.sector, actor.sector2)
    return {column: getattr(codes if column in CODES else actor, column) for column in ACTOR_COLUMNS}


def _csv_line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


# ---- what many reports say together ------------------------------------------------------


def _table(shown: Together, look: Look) -> str:
    from onrecord.views.together import write_table

    return write_table(shown, look.width)


def _objects(shown: Together, _look: Look) -> str:
    from onrecord.views.together import write_objects

    return write_objects(shown)


# ---- the tables --------------------------------------------------------------------------


def _by_name(*formats: Format[T]) -> Mapping[str, Format[T]]:
    return {form.name: form for form in formats}


READING_FORMATS: Mapping[str, Format[Shown]] = _by_name(
    Format("brief", "for people", _brief, between=_rule, shows_failures=False),
    Format("jsonl", "the record", _record),
    Format("html", "the marked article", _html, shows_failures=False, suffix=".html"),
    Format(
        "ics",
        "what lies ahead, as a calendar",
        _ics,
        begin=_begin_ics,
        end=_end_ics,
        shows_failures=False,
    ),
    Format("conllu", "the language layer", _conllu, needs_language=True),
)
KEPT_FORMATS = {name: form for name, form in READING_FORMATS.items() if not form.needs_language}
DOCUMENT_FORMATS: Mapping[str, Format[Document]] = _by_name(
    Format("text", "for people", _text, shows_failures=False),
    Format("jsonl", "the document part of the record, one line a page", _document),
)
ACTOR_FORMATS: Mapping[str, Format[KeptActor]] = _by_name(
    Format("text", "for people", _actor),
    Format("csv", "a table with all codes: COW, Gleditsch-Ward, CAMEO", _actor_line, _actor_head),
    Format("jsonl", "the same, one object a line", _actor_object),
)
TOGETHER_FORMATS: Mapping[str, Format[Together]] = _by_name(
    Format("table", "for people", _table),
    Format("jsonl", "all of each, one object a line", _objects),
)
