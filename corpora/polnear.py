"""Load PolNeAR 1.0.0 (one JSON object per line): articles with their attributions, offsets into the text.

Source of the data: Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political
News", LREC 2018; `data/attribution` of the shared folder. Only the outermost attributions are
annotated; a source is empty if the text names none. The data are only read here and do not ship.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora.jsonl import read_jsonl

Extents = tuple[tuple[int, int], ...]  # offsets into the text, end exclusive


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; each part can have several spans, and `source` can be empty."""

    source: Extents
    cue: Extents
    content: Extents


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its attributions; `published` is an ISO date or None."""

    id: str
    text: str
    published: str | None
    attributions: tuple[GoldAttribution, ...]


def read_polnear(path: Path) -> Iterator[Article]:
    """Yield the articles of a file (`.jsonl`, `.jsonl.gz`) in its order."""
    for row in read_jsonl(path):
        yield Article(
            id=row["id"],
            text=row["text"],
            published=row["date"] or None,
            attributions=tuple(
                GoldAttribution(
                    source=_extents(item["source"]),
                    cue=_extents(item["cue"]),
                    content=_extents(item["content"]),
                )
                for item in row["attributions"]
            ),
        )


def _extents(pairs: list[list[int]]) -> Extents:
    return tuple((start, end) for start, end in pairs)
