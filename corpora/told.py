"""Load the happenings that several reports tell, written for this project: `corpora/own/told`, with their planted differences.

The files and how they were made: `corpora/own/told/README.md`. A mark stands in the text or in the title of its report. The
fields of differences are as the writers wrote them; `fields.tsv` gives the field of the record that each is scored as.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpora.jsonl import read_jsonl
from onrecord.types import Document, DocumentId, Published

OWN = Path(__file__).parent / "own" / "told"
SetName = Literal["a", "b", "c"]  # a: for development; b and c: only their figures may be looked at
Part = Literal["title", "text"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that name a happening: offsets in the title or the text of a report, end exclusive."""

    happening: str
    part: Part
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A report of one outlet, and the words in it that name happenings of the set, its central one first."""

    set: SetName
    document: Document
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PlantedSide:
    """A value of a field, as the writer of the report calls it, and the reports that give it."""

    value: str
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Planted:
    """What reports were written to differ on: a disagreement of two or more sides, or an update, the earlier side first."""

    kind: Literal["disagreement", "update"]
    happening: str
    field: str
    what: str | None
    sides: tuple[PlantedSide, ...]


@dataclass(frozen=True, slots=True)
class ToldHappening:
    """A happening that several reports tell."""

    id: str
    set: SetName
    day: str
    planted: tuple[Planted, ...]


def read_reports(folder: Path = OWN) -> Iterator[ToldReport]:
    """Yield the reports in the order of the file."""
    for row in read_jsonl(folder / "reports.jsonl"):
        day = row["published"]
        document = Document(
            id=DocumentId(row["id"]),
            given_id=row["id"],
            title=row["title"],
            text=row["text"],
            publisher=row["publisher"],
            published=Published(value=day, earliest=day, latest=day, basis="given"),
        )
        marks = (Mark(m["happening"], m["in"], m["start"], m["end"], m["text"]) for m in row["happenings"])
        yield ToldReport(row["set"], document, tuple(marks))


def read_happenings(folder: Path = OWN) -> Iterator[ToldHappening]:
    """Yield the happenings in the order of the file."""
    fields = read_fields(folder)
    for row in read_jsonl(folder / "happenings.jsonl"):
        planted = (*_disagreements(row, fields), *_updates(row, fields))
        yield ToldHappening(row["id"], row["set"], row["day"], planted)


def read_fields(folder: Path = OWN) -> dict[str, tuple[str, str | None]]:
    """Return field and what a number counts for each field as it was written."""
    lines = (folder / "fields.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["written"]: (row["field"], row["what"] or None) for row in rows}


def _disagreements(row: Row, fields: dict[str, tuple[str, str | None]]) -> Iterator[Planted]:
    for found in row["disagreements"]:
        sides = (_side(side["value"], side["reports"]) for side in found["sides"])
        yield Planted("disagreement", row["id"], *fields[found["field"]], tuple(sides))


def _updates(row: Row, fields: dict[str, tuple[str, str | None]]) -> Iterator[Planted]:
    for found in row["updates"]:
        sides = (_side(found[end]["value"], (found[end]["report"],)) for end in ("from", "to"))
        yield Planted("update", row["id"], *fields[found["field"]], tuple(sides))


def _side(value: str, reports: Iterable[str]) -> PlantedSide:
    return PlantedSide(value, frozenset(reports))
