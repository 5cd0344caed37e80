"""Plain words for the codes of the record, for the brief and the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.tables import read_table

LabelKind = Literal[
    "basis",
    "change",
    "country",
    "differ",
    "field",
    "filter",
    "frame",
    "inside",
    "layer",
    "note",
    "one",
    "polarity",
    "quad",
    "quads",
    "quotation",
    "say",
    "says",
    "sector",
    "sourcing",
    "status",
    "type",
]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One line of `labels.tsv`."""

    kind: LabelKind
    code: str
    label: str


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], str]:
    return {(row.kind, row.code): row.label for row in read_table("labels.tsv", LabelRow, "onrecord.views")}


def label(kind: str, code: str) -> str:
    """Return the words for a code, or the code itself if the table has none.

    >>> label("status", "negated")
    'did not happen'
    """
    return _labels().get((kind, code), code)


def has_label(kind: LabelKind, code: str) -> bool:
    """Return whether the table has words for a code."""
    return (kind, code) in _labels()
