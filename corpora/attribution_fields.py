"""Load the fields of 300 attributions of PolNeAR dev, annotated for this project: labels and offsets.

The file is in the repository (`corpora/own/attribution_fields.jsonl`), the texts are not.
`docs/annotation-attributions.md` explains the labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpora.jsonl import read_jsonl
from corpora.polnear import Extents

OWN = Path(__file__).parent / "own" / "attribution_fields.jsonl"
TWICE = Path(__file__).parent / "own" / "attribution_fields_twice.jsonl"
SOURCES = Path(__file__).parent / "own" / "attribution_sources.jsonl"
Half = Literal["develop", "measure"]
HALVES: tuple[Half, ...] = ("develop", "measure")


@dataclass(frozen=True, slots=True)
class GoldFields:
    """The fields of one attribution; `attribution` is its index in the article, from 0."""

    article: str
    attribution: int
    cue: Extents
    half: Half
    quotation: str
    sourcing: str
    polarity: str
    kind: str
    medium: str | None
    addressee: tuple[int, int] | None
    reason: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class GoldSource:
    """Quotation and sourcing of one attribution of PolNeAR train; `sample` is 1 to 6, from 4 on without quotation."""

    article: str
    attribution: int
    sample: int
    quotation: str | None
    sourcing: str


def read_sources(path: Path = SOURCES) -> Iterator[GoldSource]:
    """Yield the attributions of train that were labelled for development, in the order of the file."""
    for row in read_jsonl(path):
        yield GoldSource(row["article"], row["attribution"], row["sample"], row["quotation"], row["sourcing"])


def read_fields(path: Path = OWN) -> Iterator[GoldFields]:
    """Yield the annotated attributions in the order of the file."""
    for row in read_jsonl(path):
        yield GoldFields(
            article=row["article"],
            attribution=row["attribution"],
            cue=tuple((start, end) for start, end in row["cue"]),
            half=row["half"],
            quotation=row["quotation"],
            sourcing=row["sourcing"],
            polarity=row["polarity"],
            kind=row["kind"],
            medium=row["medium"],
            addressee=_extent(row["addressee"]),
            reason=_extent(row["reason"]),
        )


def _extent(pair: list[int] | None) -> tuple[int, int] | None:
    return None if pair is None else (pair[0], pair[1])
