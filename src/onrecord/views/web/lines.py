"""Answers of several sections as screens show them: grouped, side by side, and with codes in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from onrecord.questions.rows_lines import Quote
from onrecord.views.dates import days
from onrecord.views.labels import has_label, label

MOST_SOURCES = 6  # columns of a table of disagreements; more are unreadable, and then each side is a row
ISO_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?")


class Line(Protocol):
    """A row of a dossier, a story or of news, with what the screens need."""

    @property
    def section(self) -> str:
        """The kind."""
        ...

    @property
    def id(self) -> str | None:
        """What it is about."""
        ...

    @property
    def what(self) -> str | None:
        """Its field or type."""
        ...

    @property
    def who(self) -> str | None:
        """The source or voice."""
        ...

    @property
    def words(self) -> Quote | None:
        """The words."""
        ...


L = TypeVar("L", bound=Line)


def by_section(rows: Iterable[L]) -> Mapping[str, list[L]]:
    """Return rows by their section."""
    found: dict[str, list[L]] = defaultdict(list)
    for row in rows:
        found[row.section].append(row)
    return found


def together(rows: Iterable[L]) -> list[tuple[L, ...]]:
    """Return rows that are about one thing and one field together, in the order of the first of each."""
    found: dict[tuple[str | None, str | None], list[L]] = {}
    for row in rows:
        found.setdefault((row.id, row.what), []).append(row)
    return [tuple(group) for group in found.values()]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Disagreements as a table: a row for each, a column for each source, in a cell what it says (or None)."""

    sources: tuple[str, ...]
    rows: tuple[tuple[Line, tuple[Line | None, ...]], ...]

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a reader can compare."""
        return len(self.sources) > MOST_SOURCES


def matrix_of(rows: Sequence[L]) -> Matrix:
    """Return the sides of disagreements as a table."""
    groups = together(rows)
    sources = tuple(dict.fromkeys(row.who or "not named" for group in groups for row in group))
    cells = (tuple(_of(group, source) for source in sources) for group in groups)
    return Matrix(sources, tuple((group[0], of) for group, of in zip(groups, cells, strict=True)))


def _of(group: Sequence[L], source: str) -> L | None:
    return next((row for row in group if (row.who or "not named") == source), None)


# ---- codes in words ----------------------------------------------------------------------


def what_in_words(what: str | None) -> str:
    """Return the field, the kind of number or the type that a line is about in words.

    >>> what_in_words("happened"), what_in_words("ASSAULT"), what_in_words("killed"), what_in_words("date")
    ('whether it happened', 'attack', 'killed', 'the day')
    """
    if what is None:
        return ""
    kind = next((kind for kind in ("field", "type", "change") if has_label(kind, what)), None)
    return label(kind, what) if kind else what


def value_in_words(value: str | None) -> str:
    """Return a value in words: a status by its label, days as people write them.

    >>> value_in_words("occurred"), value_in_words("2024-05-13 to 2024-05-14"), value_in_words("17")
    ('happened', '13–14 May 2024', '17')
    """
    if value is None:
        return ""
    if has_label("status", value):
        return label("status", value)
    return ISO_RANGE.sub(lambda found: days(found[1], found[2] or found[1]) or found[0], value)
