"""Score which reports tell one happening, and what they differ on: `make bench TASK=told`.

Data: `corpora/own/told`, 530 reports of 60 happenings that several outlets tell among 323 that only one tells, with
disagreements and updates planted in them. All reports are read from raw text and assembled together. Set `a` was for
development, and weights were learned from it; of `b` and `c` (`bc`) nobody who works on the program sees the texts' errors.

- Events meet the marked words by overlap, one to one, any mention of an event. `found` is the share of marks in texts that
  meet one; the marks in titles, which are no part of the text, are not counted. The other figures are over the marks met.
- B-cubed over marks; `distinct` is system over gold minus one, signed; `cross` are pairs of marks in two reports.
- A difference found is right if it is about the same happening (that of most of its tellings: by the marks that they meet,
  else by the first mark of their reports), on the same field, and if two of its sides hold reports of two planted sides (for an
  update: the earlier and the later report), for numbers with the planted value. Every other one is false, also where the
  writers did not list it. Recall is over all that were planted, those on fields that the record has not included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

from benchmarks.about import About
from benchmarks.scorers import load_scorer
from corpora.told import Planted, PlantedSide, ToldReport, read_happenings, read_reports
from onrecord.assembly.assemble import assemble
from onrecord.assembly.types import Assembly, EventRef, ReportedSide, Telling
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import DocumentId, EventId, Reading, Span

ABOUT = About(
    data="reports of invented outlets, written for the project without sight of the code",
    size="530 reports, 383 happenings, 60 of them told by several; 96 disagreements and 42 updates planted",
    developed_on="a: errors were read, weights were learned from it; b and c: figures, and counts of where planted numbers are lost",
    compared_with="nothing in this run",
)
SETS: Mapping[str, Collection[str]] = {"a": ("a",), "bc": ("b", "c")}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
Marked = tuple[str, int, int, str]


def run(shared: Path) -> dict[str, float]:
    """Return the figures of both parts."""
    reports = list(read_reports())
    readings = list(read_all([report.document for report in reports], load_known()))
    return scores(reports, readings, assemble(readings), shared)


def scores(
    reports: Sequence[ToldReport], readings: Sequence[Reading], assembly: Assembly, shared: Path
) -> dict[str, float]:
    """Return the figures of both parts of an assembly of all reports."""
    planted = [(h.set, difference) for h in read_happenings() for difference in h.planted]
    system, gold = system_rows(readings, assembly), marked(reports)
    found = list(found_differences(reports, assembly))
    figures: dict[str, float] = {}
    for name, sets in SETS.items():
        own: dict[str, dict[str, str]] = {report.document.id: {} for report in reports if report.set in sets}
        measured = load_scorer(shared, "score_stories").score(gold, system, own, found=True)
        figures |= {f"{name}_{key}": value for key, value in joined_scores(measured, gold, own).items()}
        wanted = [difference for part, difference in planted if part in sets]
        told = [difference for difference in found if difference.documents <= own.keys()]
        figures |= {f"{name}_{key}": value for key, value in difference_scores(wanted, told).items()}
    return figures


# ---- happenings --------------------------------------------------------------------------------


def marked(reports: Iterable[ToldReport]) -> list[Marked]:
    """Return document, start, end and happening of each mark in a text."""
    return [
        (report.document.id, mark.start, mark.end, mark.happening)
        for report in reports
        for mark in report.marks
        if mark.part == "text"
    ]


def system_rows(readings: Iterable[Reading], assembly: Assembly) -> list[Marked]:
    """Return document, start, end and happening of each mention of an event; of two events for one span the first counts."""
    happening_of: dict[tuple[DocumentId, EventId], str] = {
        (telling.document, telling.event): happening.id
        for happening in assembly.happenings
        for telling in happening.tellings
    }
    rows: dict[tuple[str, int, int], str] = {}
    for reading in readings:
        document = reading.document.id
        for event in reading.events:
            for span in event.mentions:
                rows.setdefault((document, span.start, span.end), happening_of[document, event.id])
    return [(*key, happening) for key, happening in sorted(rows.items())]


def joined_scores(
    measured: Mapping[str, Mapping[str, float]], gold: Sequence[Marked], documents: Collection[str]
) -> dict[str, float]:
    """Return the figures of joining from what `score_stories.py` measured over the marks met."""
    return {
        "found": measured["mentions"]["both"] / sum(row[0] in documents for row in gold),
        "b3_precision": measured["b3"]["p"],
        "b3_recall": measured["b3"]["r"],
        "b3_f1": measured["b3"]["f1"],
        "distinct": measured["found_distinct"]["error"],
        "cross_precision": measured["cross"]["p"],
        "cross_recall": measured["cross"]["r"],
    }


def gold_by_event(readings: Iterable[Reading], reports: Iterable[ToldReport]) -> dict[EventRef, str]:
    """Return the happening of each event with a mention that meets a mark; the trigger before other mentions."""
    by_document = {report.document.id: report for report in reports}
    found: dict[EventRef, str] = {}
    for reading in readings:
        report = by_document.get(reading.document.id)
        if report is None:
            continue
        for event in reading.events:
            spans = (event.trigger, *event.mentions)
            name = next((name for span in spans for name in _met(span, report)), None)
            if name is not None:
                found[EventRef(reading.document.id, event.id)] = name
    return found


# ---- differences -------------------------------------------------------------------------------


@dataclass(frozen=True)
class FoundDifference:
    """A disagreement or update of the assembly, the happening of the set that it is about, and its sides."""

    kind: str
    happening: str | None
    field: str
    sides: tuple[PlantedSide, ...]

    @property
    def documents(self) -> frozenset[str]:
        """Return the reports of all sides."""
        return frozenset(document for side in self.sides for document in side.reports)


def found_differences(reports: Iterable[ToldReport], assembly: Assembly) -> Iterator[FoundDifference]:
    """Yield all disagreements and updates of an assembly."""
    by_document = {report.document.id: report for report in reports}
    about = {h.id: about_of(h.tellings, by_document) for h in assembly.happenings}
    for row in assembly.disagreements:
        yield FoundDifference("disagreement", about[row.happening], row.field, tuple(map(_side, row.sides)))
    for update in assembly.updates:
        sides = (_side(update.before), _side(update.after))
        yield FoundDifference("update", about[update.happening], update.field, sides)


def about_of(tellings: Sequence[Telling], reports: Mapping[DocumentId, ToldReport]) -> str | None:
    """Return the happening of most tellings: by the marks that their triggers meet, else by the first mark of their reports."""
    met = [name for t in tellings for name in _met(t.trigger, reports[t.document])]
    named = met or [mark.happening for t in tellings for mark in reports[t.document].marks[:1]]
    counted = Counter(named)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None


def _met(span: Span, report: ToldReport) -> list[str]:
    """Return the happening of the first mark that some words meet, if any does."""
    return [
        mark.happening
        for mark in report.marks
        if mark.part == "text" and mark.start < span.end and span.start < mark.end
    ][:1]


def _side(side: ReportedSide) -> PlantedSide:
    return PlantedSide(side.value, frozenset(telling.document for telling in side.tellings))


def difference_scores(wanted: Sequence[Planted], told: Sequence[FoundDifference]) -> dict[str, float]:
    """Return precision and recall of each kind, and of both together."""
    figures: dict[str, float] = {}
    for name, kinds in (
        ("disagreements", ("disagreement",)),
        ("updates", ("update",)),
        ("differences", ("disagreement", "update")),
    ):
        planted = [row for row in wanted if row.kind in kinds]
        found = [row for row in told if row.kind in kinds]
        right = sum(any(is_one(p, f) for p in planted) for f in found)
        met = sum(any(is_one(p, f) for f in found) for p in planted)
        figures[f"{name}_precision"] = right / len(found) if found else 0.0
        figures[f"{name}_recall"] = met / len(planted) if planted else 0.0
    return figures


def is_one(planted: Planted, found: FoundDifference) -> bool:
    """Return whether a difference found is the planted one."""
    if (planted.kind, planted.happening, planted.field) != (found.kind, found.happening, found.field):
        return False
    ordered = [planted.sides] if planted.kind == "update" else permutations(planted.sides, 2)
    return any(
        _is_side(a, x, found.field) and _is_side(b, y, found.field)
        for a, b in ordered
        for x, y in combinations(found.sides, 2)
    )


def _is_side(planted: PlantedSide, found: PlantedSide, field: str) -> bool:
    """Return whether a side found holds a report of a planted one, and its number if the planted value is one."""
    if not planted.reports & found.reports:
        return False
    wanted = numbers_in(planted.value) if field == "number" else frozenset()
    return not wanted or bool(wanted & numbers_in(found.value))


def numbers_in(text: str) -> frozenset[float]:
    """Return the numbers of a text.

    >>> sorted(numbers_in("12,000 to 15000"))
    [12000.0, 15000.0]
    """
    return frozenset(float(match.replace(",", "")) for match in NUMBER.findall(text))
