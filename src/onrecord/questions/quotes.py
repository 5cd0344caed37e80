"""Exact words for rows: a span of a report, with what names the report. Each report is fetched once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.assembly.types import Happening, ReportsDisagreement, SideTelling, Telling
from onrecord.assembly.words import sentence_ends
from onrecord.questions.fields import innermost
from onrecord.questions.lines import voices_in_words
from onrecord.questions.rows_lines import Quote
from onrecord.store import Store
from onrecord.store.gathered import ReportRow, clauses_of, reports_of
from onrecord.store.told import Told, told_report
from onrecord.types import Attribution, DocumentId

MOST_TEXTS = 500  # of which the sentences are remembered
LEAST_WORDS = 5  # words: a shorter clause tells too little to be quoted


class Quotes:
    """Quotes words of reports."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_id: dict[str, ReportRow] = {}
        self._by_number: dict[int, ReportRow] = {}
        self._told: dict[str, Told] = {}
        self._clauses: dict[tuple[str, str], tuple[int, int]] = {}

    def fetch(self, ids: Iterable[str] = (), numbers: Iterable[int] = ()) -> None:
        """Fetch reports together that will be quoted."""
        new_ids, new_numbers = set(ids) - self._by_id.keys(), set(numbers) - self._by_number.keys()
        if new_ids or new_numbers:
            for row in reports_of(self._store, ids=sorted(new_ids), numbers=sorted(new_numbers)):
                self._by_id[row.id] = self._by_number[row.number] = row

    def report(self, document: str) -> ReportRow | None:
        """Return a report by its id, or None if it is not kept."""
        if document not in self._by_id:
            self.fetch(ids=(document,))
        return self._by_id.get(document)

    def report_of_number(self, number: int) -> ReportRow | None:
        """Return a report by its number, or None if it is not kept."""
        if number not in self._by_number:
            self.fetch(numbers=(number,))
        return self._by_number.get(number)

    def words(self, report: ReportRow | None, start: int, end: int) -> Quote | None:
        """Return words of a report."""
        if report is None:
            return None
        return Quote(
            document=DocumentId(report.id),
            given_id=report.given_id,
            publisher=report.publisher,
            published=report.published,
            start=start,
            end=end,
            text=report.text[start:end],
        )

    def of_side(self, telling: SideTelling) -> Quote | None:
        """Return the sentence of a side of a disagreement."""
        return self._sentence(self.report(telling.document), telling.span.start, telling.span.end)

    def sentence_of(self, number: int, start: int, end: int) -> Quote | None:
        """Return the sentence, or sentences, of words of a report."""
        return self._sentence(self.report_of_number(number), start, end)

    def _sentence(self, report: ReportRow | None, start: int, end: int) -> Quote | None:
        if report is None:
            return None
        ends = _ends(report.text)
        first = ends[bisect_right(ends, start) - 1]
        last = ends[bisect_left(ends, end)]
        return self.words(report, first, first + len(report.text[first:last].rstrip()))

    def said_by(self, telling: SideTelling) -> str:
        """Return the source of a side: the one whose words contain it, else the voice of the event."""
        around = innermost(self._attributions(telling.document), telling.span)
        told = self._told.get(telling.document)
        if around is None or around.source is None or told is None:
            return voices_in_words([telling.voice])
        actor = told.actor(around.source.actor)
        return actor.name if actor else around.source.text

    def is_between_speakers(self, found: ReportsDisagreement) -> bool:
        """Return whether the sides of a disagreement come from different sources, by the attributions around their words."""
        return len({self.said_by(telling) for side in found.sides for telling in side.tellings}) > 1

    def _attributions(self, document: str) -> Sequence[Attribution]:
        report = self.report(document)
        if document not in self._told and report is not None:
            found = told_report(self._store, report.number, ("times", "actors", "attributions"))
            if found is not None:
                self._told[document] = found
        told = self._told.get(document)
        return told.facts.all("attributions") if told else ()

    def fetch_clauses(self, events: Iterable[tuple[str, str]]) -> None:
        """Fetch the clauses of events, by document and event, that will be quoted."""
        new = sorted(set(events) - self._clauses.keys())
        if new:
            self.fetch(ids=(document for document, _ in new))
            self._clauses |= clauses_of(self._store, new)

    def clause(self, document: str, event: str) -> Quote | None:
        """Return the clause of an event, or its sentence where the clause is too short to tell anything."""
        self.fetch_clauses([(document, event)])
        found, report = self._clauses.get((document, event)), self.report(document)
        if found is None or report is None:
            return None
        words = self.words(report, *found)
        is_clause = words is not None and len(words.text.split()) >= LEAST_WORDS
        return words if is_clause else self._sentence(report, *found)

    def of_happenings(self, happenings: Sequence[Happening]) -> None:
        """Fetch the clauses with which happenings are quoted."""
        firsts = [first_telling(happening) for happening in happenings]
        self.fetch_clauses((t.document, t.event) for t in firsts if t is not None)

    def of_happening(self, happening: Happening) -> Quote | None:
        """Return the clause with which the first report tells a happening."""
        telling = first_telling(happening)
        return self.clause(telling.document, telling.event) if telling else None


@lru_cache(maxsize=MOST_TEXTS)
def _ends(text: str) -> tuple[int, ...]:
    """Return where sentences begin and end, in order."""
    return (0, *sentence_ends(text), len(text))


def first_telling(happening: Happening) -> Telling | None:
    """Return the first telling that is no copy."""
    return next((t for t in happening.tellings if t.copy_of is None), None) or next(
        iter(happening.tellings), None
    )
