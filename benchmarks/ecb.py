"""Read ECB+ as it lies in the shared data: documents, topics, and which events of readings its actions join.

Cybulska and Vossen 2014, annotation CC BY 3.0; see `data/stories/README.md` of the shared data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scorers import load_scorer
from onrecord.assembly.types import EventRef
from onrecord.types import Document, DocumentId, Published, Reading

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """The documents of one part, the topic of each, and the joined actions."""

    documents: tuple[Document, ...]
    rows: Mapping[str, Row]
    actions: tuple[Row, ...]

    @property
    def topics(self) -> dict[str, str]:
        """Return the topic of each document."""
        return {document: row["topic"] for document, row in self.rows.items()}


def read_ecb(shared: Path, name: str) -> Part:
    """Return the part `dev` or `train`."""
    folder = shared / "data" / "stories"
    rows, actions = (
        [json.loads(line) for line in (folder / f"ecb_{name}_{kind}.jsonl").open(encoding="utf-8")]
        for kind in ("docs", "actions")
    )
    return Part(tuple(map(document_of, rows)), {row["id"]: row for row in rows}, tuple(actions))


def document_of(row: Row) -> Document:
    """Return the document of a row `{"id", "text", "title", "published", "publisher", "url"}`; only the first two are needed."""
    day = row.get("published")
    return Document(
        id=DocumentId(row["id"]),
        given_id=row["id"],
        text=row["text"],
        title=row.get("title"),
        publisher=row.get("publisher"),
        url=row.get("url"),
        published=Published(value=day, earliest=day, latest=day, basis="given") if day else Published(),
    )


def gold_by_event(readings: Sequence[Reading], part: Part, shared: Path) -> dict[EventRef, str]:
    """Return the cluster of the action that the trigger of an event meets, one to one as in `score_stories.py`."""
    scorer = load_scorer(shared, "score_stories")
    gold = {(row["doc"], row["start"], row["end"]): row["cluster"] for row in part.actions}
    triggers: dict[tuple[str, int, int], EventRef] = {}
    for reading in readings:
        for event in reading.events:
            ref = EventRef(reading.document.id, event.id)
            triggers.setdefault((ref.document, event.trigger.start, event.trigger.end), ref)
    met = scorer.align(gold, {key: key for key in triggers}, False)
    return {triggers[key]: gold[item] for item, key in met.items() if item in gold}
