"""Load the names that tables and JSON objects give to the fields of a document (input_columns.tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.tables import grouped, read_table

NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Column:
    field: Literal["id", "text", "title", "published", "publisher", "url"]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that a user named, by field of the document; the others are found by their own names."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    id: str | None = None
    url: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """The columns that were named, by field."""
        return {field: column for field, column in asdict(self).items() if column is not None}


BY_NAME = Columns()  # none named: all are found by their own names


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    return grouped((row.field, row.name) for row in read_table("input_columns.tsv", _Column))


def columns_of(given: Iterable[str], columns: Columns = BY_NAME) -> dict[str, str]:
    """Return which of the given columns holds each field of a document, by field; the best name of each.

    A column that the user named holds its field, whatever its name; one that is not among the given is left out.

    >>> columns_of(["Doc ID", "Headline", "Full_Text"])
    {'id': 'Doc ID', 'text': 'Full_Text', 'title': 'Headline'}
    >>> columns_of(["id", "text", "Lead"], Columns(text="Lead"))
    {'id': 'id', 'text': 'Lead'}
    """
    names = list(given)
    by_name = {NOT_IN_NAMES.sub("", column).lower(): column for column in reversed(names)}
    found = {
        field: next((by_name[name] for name in known if name in by_name), None)
        for field, known in _names().items()
    }
    found |= {field: column if column in names else None for field, column in columns.named.items()}
    return {field: column for field, column in found.items() if column is not None}
