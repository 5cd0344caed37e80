"""The happenings that several reports tell: marks quote the text, and every planted difference is about them."""

from __future__ import annotations

from collections import Counter

from corpora.told import read_happenings, read_reports

FIELDS = {"happened", "who", "whom", "when", "where", "number", "term", "cause", "other"}


def test_marks_quote_title_or_text() -> None:
    reports = list(read_reports())
    assert len({report.document.id for report in reports}) == len(reports) == 530
    for report in reports:
        assert report.marks
        for mark in report.marks:
            text = report.document.text if mark.part == "text" else report.document.title or ""
            assert text[mark.start : mark.end] == mark.text


def test_happenings_are_told_by_several_outlets() -> None:
    outlets: dict[str, set[str | None]] = {}
    for report in read_reports():
        for mark in report.marks:
            outlets.setdefault(mark.happening, set()).add(report.document.publisher)
    happenings = list(read_happenings())
    assert Counter(happening.set for happening in happenings) == {"a": 20, "b": 20, "c": 20}
    assert all(len(outlets[happening.id]) > 1 for happening in happenings)


def test_differences_name_reports_that_tell_the_happening() -> None:
    sets = {str(report.document.id): report.set for report in read_reports()}
    planted = [(happening, row) for happening in read_happenings() for row in happening.planted]
    assert Counter(row.kind for _, row in planted) == {"disagreement": 96, "update": 42}
    for happening, row in planted:
        assert row.happening == happening.id
        assert row.field in FIELDS
        assert (row.what is not None) == (row.field == "number")
        assert len(row.sides) > 1
        assert all(sets[document] == happening.set for side in row.sides for document in side.reports)
