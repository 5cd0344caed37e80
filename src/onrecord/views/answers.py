"""Answers for people and programs: as a table, JSON, CSV or HTML.

`ANSWER_FORMATS` is the table of formats, `COLUMNS` what a person sees of a row of each type; a type that is not in it is shown
by all its fields.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from html import escape
from typing import Any

import msgspec

from onrecord.questions import Answer
from onrecord.questions.answer import flat_names, plain
from onrecord.questions.rows import Ahead, Distinct, Hit, Party, Reported, Statement
from onrecord.views import sections
from onrecord.views.dates import window
from onrecord.views.figures import figures_in_words
from onrecord.views.labels import label
from onrecord.views.tables import Column, write_table

Columns = tuple[Column, ...]


def _day(row: Any) -> str:
    return row.published or "undated"


def _words(spans: Sequence[Any]) -> str:
    return " … ".join(span.text for span in spans)


def _speaker(row: Statement) -> str:
    return row.speaker or "not named"


def _parties(parties: Sequence[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _who(row: Reported) -> str:
    """Return who acts and to whom it is done: "police → demonstrators"."""
    return " → ".join(filter(None, (_parties(row.actors), _parties(row.recipients))))


def _place(row: Reported | Ahead) -> str:
    return ", ".join(filter(None, (row.place, row.country)))


def _what(row: Reported) -> str:
    """Return the words for an event, with its figures, condition and source."""
    parts = (
        row.trigger.text,
        figures_in_words(row.figures),
        f"condition: {row.condition.text}" if row.condition else None,
        f"says {row.source}" if row.source else None,
    )
    return "; ".join(filter(None, parts))


def _prospect(row: Ahead) -> str:
    parts = (
        row.summary,
        f"was {was}"
        if row.moved_from and (was := window(row.moved_from.earliest, row.moved_from.latest))
        else None,
        row.condition.text if row.condition and row.condition.text not in row.summary else None,
        f"{len(row.may_answer)} later reports may tell what came of it" if row.may_answer else None,
    )
    return "; ".join(filter(None, parts))


def _standing(row: Ahead) -> str:
    """Return how firm it is: "planned", "deadline", "cancelled, asks for its outcome"."""
    parts = (
        "deadline" if row.kind == "deadline" else None,
        label("status", row.status),
        "outcome unknown" if row.overdue else None,
    )
    return ", ".join(filter(None, parts))


def _hit(row: Hit) -> str:
    return " ".join(row.excerpt.text.split()) if row.excerpt else row.name


EVENT_COLUMNS = (
    Column("day", lambda row: window(row.earliest, row.latest) or "no day"),
    Column("type", lambda row: row.type),
    Column("status", lambda row: label("status", row.status), wraps=True),
    Column("who", _who, wraps=True, share=3),
    Column("what", _what, wraps=True, share=4),
    Column("place", _place, wraps=True, from_width=100),
)
COLUMNS: Mapping[type[Any], Columns] = {
    **sections.COLUMNS,
    Statement: (
        Column("published", _day),
        Column("speaker", _speaker, wraps=True),
        Column("cue", lambda row: row.cue.text if row.cue else row.kind, wraps=True),
        Column("what", lambda row: _words(row.content), wraps=True, share=5),
        Column("outlet", lambda row: row.publisher or "", wraps=True, from_width=100),
    ),
    Reported: (
        Column("published", _day),
        *EVENT_COLUMNS,
        Column("outlet", lambda row: row.publisher or "", wraps=True, from_width=120),
    ),
    Distinct: (
        *EVENT_COLUMNS,
        Column("reports", lambda row: str(row.reports)),
        Column("outlets", lambda row: ", ".join(row.publishers), wraps=True, from_width=120),
    ),
    Ahead: (
        Column("day", lambda row: window(row.earliest, row.latest) or "no day"),
        Column("status", _standing, wraps=True),
        Column("what", _prospect, wraps=True, share=4),
        Column("place", _place, wraps=True, from_width=100),
        Column("told", lambda row: f"{_day(row)}", from_width=100),
        Column("reports", lambda row: str(row.reports)),
    ),
    Hit: (
        Column("what", lambda row: row.what),
        Column("reports", lambda row: str(row.reports)),
        Column("published", lambda row: row.published or ""),
        Column("name", lambda row: ", ".join(filter(None, (row.name, row.country))), wraps=True, share=2),
        Column("words", lambda row: _hit(row) if row.excerpt else "", wraps=True, share=3),
        Column("outlet", lambda row: row.publisher or "", wraps=True, from_width=100),
    ),
}


def columns_of(row: type[Any]) -> Columns:
    """Return the columns of a table of rows of a type."""
    return COLUMNS.get(row) or tuple(
        Column(field.name, partial(_cell, field.name), wraps=True) for field in fields(row)
    )


def _cell(name: str, row: Any) -> str:
    return plain(msgspec.to_builtins(getattr(row, name)))


def as_table(answer: Answer[Any], width: int) -> str:
    """Return the rows as a table of `width` columns."""
    if answer.row in sections.SECTIONED:
        return sections.write_sections(answer.rows, width)
    columns = columns_of(answer.row)
    return write_table(columns, answer.rows, width)


def as_json(answer: Answer[Any], _width: int) -> str:
    """Return the whole answer as one JSON object: what was asked, who was meant, how many rows there are, and the rows."""
    told = {
        "question": answer.question,
        "asked": answer.asked.given(),
        "meant": answer.meant,
        "total": answer.total,
        "why": answer.why,
        "wider": answer.wider.given() if answer.wider else None,
        "wider_total": answer.wider_total,
        "notes": answer.notes,
        "rows": answer.rows,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode("utf-8") + "\n"


def as_lines(answer: Answer[Any], _width: int) -> str:
    """Return the rows as JSON, one object a line."""
    return "".join(msgspec.json.encode(row).decode("utf-8") + "\n" for row in answer.rows)


def as_csv(answer: Answer[Any], _width: int) -> str:
    """Return the rows as CSV: the parts of a span are columns of their own, lists are parted by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = flat_names(answer.row)
    writer.writerow(names)
    writer.writerows([plain(record[name]) for name in names] for record in answer.flat())
    return out.getvalue()


def as_html(answer: Answer[Any], _width: int) -> str:
    """Return the rows as one page of HTML that needs nothing else."""
    names = flat_names(answer.row)
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(plain(record[name]))}</td>" for name in names) + "</tr>"
        for record in answer.flat()
    )
    told = answer.why or f"{len(answer.rows)} of {answer.total}"
    return f"<p>{escape(told)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class AnswerFormat:
    """One way to write an answer."""

    name: str
    help: str
    write: Callable[[Answer[Any], int], str]


ANSWER_FORMATS: Mapping[str, AnswerFormat] = {
    form.name: form
    for form in (
        AnswerFormat("table", "for people", as_table),
        AnswerFormat("json", "the whole answer", as_json),
        AnswerFormat("jsonl", "the rows, one object a line", as_lines),
        AnswerFormat("csv", "the rows as a table", as_csv),
        AnswerFormat("html", "a page", as_html),
    )
}
