"""Load the labels of the fields in exports of news databases (export_fields.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.lexicon.tables import read_table

Style = Literal["colon", "code", "line"]
ExportField = Literal[
    "title",
    "byline",
    "section",
    "publisher",
    "published",
    "publication",
    "url",
    "body",
    "correction",
    "none",
    "tail",
]


@dataclass(frozen=True, slots=True)
class _Label:
    style: Style
    field: ExportField
    label: str


@lru_cache(maxsize=1)
def load_export_fields() -> Mapping[tuple[Style, str], ExportField]:
    """Return the field of each label, by style and label (in small letters, but for codes)."""
    return {(row.style, row.label): row.field for row in read_table("export_fields.tsv", _Label)}
