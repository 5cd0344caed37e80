"""The record itself: all layers of each report, one JSON object a line (docs/record.md)."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store import stream
from onrecord.types import Reading
from onrecord.views.exports.job import Job
from onrecord.views.exports.reports import LAYERS


def rows(job: Job) -> Iterator[Reading]:
    """Yield the readings that are asked for."""
    reports = stream.Reports(job.store, LAYERS, mentions=True, reasons=True)
    for report in stream.reports(job.store, job.asked.conditions, reports):
        yield report.reading


def write(reading: Reading) -> str:
    """Return one record."""
    from onrecord.views.jsonl import write_line

    return write_line(reading) + "\n"
