"""Load the names that tables and JSON objects give to the fields of a document (input_columns.tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.tables import grouped, read_table

NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Column:
    field: Literal["id", "text", "title", "published", "url"]
    name: str


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    return grouped((row.field, row.name) for row in read_table("input_columns.tsv", _Column))


def columns_of(given: Iterable[str]) -> dict[str, str]:
    """Return which of the given columns holds each field of a document, by field; the best name of each.

    >>> columns_of(["Doc ID", "Headline", "Full_Text"])
    {'id': 'Doc ID', 'text': 'Full_Text', 'title': 'Headline'}
    """
    by_name = {NOT_IN_NAMES.sub("", column).lower(): column for column in reversed(list(given))}
    found = {
        field: next((by_name[name] for name in names if name in by_name), None)
        for field, names in _names().items()
    }
    return {field: column for field, column in found.items() if column is not None}
