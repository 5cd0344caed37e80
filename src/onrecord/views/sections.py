"""Answers of several kinds of lines for people: each section under its head, as a table of its own.

`SECTIONED` is the table of them, by the type of the rows: the sections in order, each with its head and its columns. A line
that quotes two reports (a change of line, a denial beside what it denies) takes two rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onrecord.lexicon.forms import counted
from onrecord.questions.rows_lines import (
    DossierLine,
    DyadPeriod,
    NewLine,
    Quote,
    StoryInShort,
    StoryLine,
)
from onrecord.views.dates import days
from onrecord.views.labels import label
from onrecord.views.layout import printable
from onrecord.views.tables import Column, write_table

INDENT = "  "
SHORT_ID = 12  # characters of an id in a table, as `onrecord show` prints them
WIDE = 100  # columns from which on more is shown
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row on a terminal: a line, and which of its quotes is shown."""

    line: Any
    quote: Quote | None
    label: str = ""
    is_first: bool = True


Expand = Callable[[Any], Sequence[Shown]]


def _alone(line: Any) -> Sequence[Shown]:
    return (Shown(line, line.words),)


def _both(first: str, second: str, *, later_last: bool = True) -> Expand:
    """Return how a line with two quotes takes two rows, with a label each."""

    def expand(line: Any) -> Sequence[Shown]:
        pairs = [(first, line.beside), (second, line.words)]
        shown = [(name, quote) for name, quote in (pairs if later_last else pairs[::-1]) if quote is not None]
        return [Shown(line, quote, name, is_first=n == 0) for n, (name, quote) in enumerate(shown)] or _alone(
            line
        )

    return expand


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of line: its head, its columns, and how a line becomes rows."""

    head: str
    columns: tuple[Column, ...]
    expand: Expand = _alone
    group: Callable[[Any], str] | None = None
    """Returns what lines are put together under a further head."""
    has_heads: bool = False
    """Whether the columns have heads."""


# ---- cells -------------------------------------------------------------------------------


def _first(cell: Callable[[Any], str]) -> Callable[[Shown], str]:
    """Return a cell that stands in the first row of a line alone."""
    return lambda shown: cell(shown.line) if shown.is_first else ""


def _days(line: Any) -> str:
    return days(line.day, line.until or line.day) or line.day or "undated"


def _quoted(shown: Shown) -> str:
    return shown.quote.text if shown.quote else ""


def _outlet(shown: Shown) -> str:
    if shown.quote is None:
        return ""
    return shown.quote.publisher or shown.quote.given_id or shown.quote.document[:SHORT_ID]


def _published(shown: Shown) -> str:
    return (days(shown.quote.published, shown.quote.published) if shown.quote else None) or "undated"


def _type(line: Any) -> str:
    return label("type", line.what or "")


def _field(line: Any) -> str:
    return label("field", line.what or "") if line.what != "number" else "number"


def _act(line: Any) -> str:
    """Return the type, with the status unless it happened."""
    told = label("status", line.status) if line.status and line.status != "occurred" else ""
    return f"{_type(line)} ({told})" if told else _type(line)


def _plan(line: Any) -> str:
    return "; ".join(filter(None, (label("status", line.status or ""), line.value)))


def _field_of(line: Any) -> str:
    return f"{_field(line)} ({(line.id or '')[:SHORT_ID]})"


def _counts(line: Any) -> str:
    """Return how many reports and independent sources tell it, where it is more than one."""
    parts = [counted(reports, "report")] if (reports := line.reports or 0) > 1 else []
    sources = getattr(line, "sources", None) or 0
    return ", ".join([*parts, *([counted(sources, "source")] if sources > 1 else [])])


DAY = Column("day", _first(_days))
TOLD = Column("told", _published)
LABEL = Column("", lambda shown: shown.label)
QUOTED = Column("words", _quoted, wraps=True, share=5)
OUTLET = Column("outlet", _outlet, wraps=True, from_width=WIDE)
ACT = Column("type", _first(_act))
WHO = Column("who", _first(lambda line: line.who or ""), wraps=True, share=2)
WHO_WIDE = Column("who", _first(lambda line: line.who or ""), wraps=True, share=2, from_width=WIDE)
COUNTS = Column("reports", _first(_counts), from_width=WIDE)
VALUE = Column("value", _first(lambda line: line.value or ""), wraps=True, share=2)
WHAT = Column("what", _first(lambda line: line.what or ""), wraps=True, share=3)
PLAN = Column("plan", _first(_plan), wraps=True, share=2)
DENIER = Column(
    "who", lambda shown: shown.line.who or "" if shown.label == "denial" else "", wraps=True, share=2
)
FIELD = Column("field", _first(_field), wraps=True)


def _office_days(line: DossierLine) -> str:
    return (
        f"{line.day or '?'} – {line.until or 'now or not known'}"
        if line.day or line.until
        else "days not known"
    )


def _quad(line: DossierLine) -> str:
    return QUADS.get(line.quad or 0, "no quad class")


def _story(line: NewLine) -> str:
    return line.story or ""


def _moved_from(line: Any) -> str:
    return f"{line.before} → {line.value}" if line.before else line.value or ""


SECTIONED: Mapping[type[Any], Mapping[str, Section]] = {
    DossierLine: {
        "actor": Section("Who it is", (Column("what", lambda s: s.line.what), Column("value", lambda s: s.line.value, wraps=True))),
        "alias": Section("Other names", (WHAT,)),
        "office": Section("Offices", (Column("days", lambda s: _office_days(s.line)), WHAT, VALUE)),
        "change": Section("Changes of line", (LABEL, TOLD, QUOTED, OUTLET), _both("earlier", "later"), group=lambda line: line.topic or ""),
        "said": Section(
            "Said",
            (TOLD, Column("kind", lambda s: s.line.what), QUOTED, OUTLET),
            group=lambda line: f"{line.topic} ({'by words' if line.topic_basis == 'words' else 'story'})",
        ),
        "act": Section(
            "Acts",
            (
                Column("", lambda s: s.line.value),
                Column("quad class", lambda s: _quad(s.line), wraps=True),
                Column("type", lambda s: _type(s.line), wraps=True),
                Column("happenings", lambda s: str(s.line.happenings)),
                Column("reports", lambda s: str(s.line.reports)),
            ),
            has_heads=True,
        ),
        "did": Section("Did", (DAY, ACT, WHO_WIDE, QUOTED, COUNTS, OUTLET)),
        "received": Section("Was done to it", (DAY, ACT, WHO_WIDE, QUOTED, COUNTS, OUTLET)),
        "plan": Section("Plans", (DAY, PLAN, QUOTED, OUTLET)),
        "disagreement": Section("Disagreements", (TOLD, VALUE, WHO, QUOTED, OUTLET), group=_field_of),
        "outlet": Section("Reports by outlet", (Column("n", lambda s: str(s.line.reports)), Column("outlet", lambda s: s.line.what or "not known"))),
    },
    StoryLine: {
        "story": Section("Story", (DAY, WHAT, COUNTS, VALUE)),
        "happened": Section("What happened", (DAY, ACT, WHO_WIDE, QUOTED, COUNTS, OUTLET)),
        "agreed": Section("Agreed by independent sources", (Column("n", lambda s: counted(s.line.sources, "source")), FIELD, VALUE, WHO_WIDE, QUOTED, OUTLET)),
        "disagreement": Section("Disputed", (TOLD, VALUE, WHO, QUOTED, OUTLET), group=_field_of),
        "moved": Section("How figures and days moved", (TOLD, VALUE, WHO, QUOTED, OUTLET), group=_field_of),
        "denial": Section("Denied", (LABEL, TOLD, DENIER, QUOTED, OUTLET), _both("claim", "denial")),
        "copy": Section("Copies", (DAY, Column("outlet", _first(lambda line: line.who or "")), Column("alike", _first(lambda line: line.value or "")), LABEL, QUOTED), _both("origin", "copy")),
        "ahead": Section("Ahead", (DAY, PLAN, QUOTED, OUTLET)),
        "report": Section("Reports", (DAY, WHAT, WHO, VALUE)),
    },
    NewLine: {
        "story": Section("Stories begun", (Column("story", lambda s: _story(s.line), wraps=True, share=2), VALUE, QUOTED, WHO_WIDE)),
        "moved": Section("Moved", (FIELD, Column("moved", lambda s: _moved_from(s.line), wraps=True), WHO, QUOTED, OUTLET), group=_story),
        "date": Section("Days moved", (Column("moved", lambda s: _moved_from(s.line), wraps=True, share=2), WHO, QUOTED, OUTLET), group=_story),
        "denial": Section("Denials", (LABEL, DENIER, QUOTED, OUTLET), _both("claim", "denial"), group=_story),
        "contradiction": Section("First contradictions", (LABEL, FIELD, QUOTED, OUTLET), _both("before", "now"), group=_story),
        "fulfilled": Section("Plans that came about", (LABEL, Column("value", _first(lambda line: line.value or "")), QUOTED, OUTLET), _both("plan", "told"), group=_story),
        "due": Section("Plans due for their outcome", (VALUE, QUOTED, OUTLET), group=_story),
        "failed": Section("Inputs that failed", (WHAT, VALUE, Column("message", lambda s: s.line.before or "", wraps=True, share=4))),
    },
}  # fmt: skip


def write_sections(rows: Sequence[Any], width: int) -> str:
    """Return lines by section, each under its head, in at most `width` columns."""
    if not rows:
        return ""
    sections = SECTIONED[type(rows[0])]
    parts = [
        _section(sections[name], own, width)
        for name in sections
        if (own := [line for line in rows if line.section == name])
    ]
    return "\n".join(parts)


def _section(section: Section, lines: Sequence[Any], width: int) -> str:
    text = f"{section.head}\n"
    for head, own in _groups(section, lines):
        indent = INDENT if not head else INDENT * 2
        shown = [row for line in own for row in section.expand(line)]
        table = write_table(section.columns, shown, width - len(indent))
        body = table.splitlines() if section.has_heads else table.splitlines()[1:]
        text += f"{INDENT}{printable(head)}\n" if head else ""
        text += "".join(f"{indent}{line}".rstrip() + "\n" for line in body)
    return text


def _groups(section: Section, lines: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    if section.group is None:
        return [("", list(lines))]
    return [(head, list(own)) for head, own in groupby(lines, key=section.group)]


# ---- rows of one kind --------------------------------------------------------------------

ARROWS = {"forth": "→", "back": "→", "together": "↔"}


def _number(name: str) -> Callable[[Any], str]:
    return lambda row: str(getattr(row, name))


def _score(name: str) -> Callable[[Any], str]:
    return lambda row: "" if getattr(row, name) is None else f"{getattr(row, name):+.1f}"


STORIES_COLUMNS = (
    Column("id", lambda row: row.id[:SHORT_ID]),
    Column("published", lambda row: days(row.earliest, row.latest) or "undated", wraps=True, share=2),
    Column("reports", _number("reports")),
    Column("happenings", lambda row: str(len(row.happenings)), from_width=WIDE),
    Column("disputed", _number("disagreements"), from_width=WIDE),
    Column("title", lambda row: row.title or "untitled", wraps=True, share=4),
    Column("outlets", lambda row: ", ".join(row.outlets), wraps=True, share=2, from_width=WIDE),
)
DYAD_COLUMNS = (
    Column("from", lambda row: row.period),
    Column("who", lambda row: f"{row.actor} {ARROWS[row.direction]} {row.recipient}", wraps=True, share=2),
    Column("reports", _number("reports")),
    Column("happenings", _number("happenings")),
    Column("verb+", _number("verbal_cooperation")),
    Column("mat+", _number("material_cooperation")),
    Column("verb−", _number("verbal_conflict")),
    Column("mat−", _number("material_conflict")),
    Column("scale", _score("scale")),
    Column("Goldstein", _score("goldstein"), from_width=WIDE),
    Column("words", lambda row: row.words.text if row.words else "", wraps=True, share=4, from_width=WIDE),
)
COLUMNS: Mapping[type[Any], tuple[Column, ...]] = {StoryInShort: STORIES_COLUMNS, DyadPeriod: DYAD_COLUMNS}
