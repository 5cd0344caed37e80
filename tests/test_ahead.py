"""No record contradicts itself in time: what has occurred lies not ahead, what is planned lies not behind.

Read from texts of the shared folder with the real model; skipped where the folder or the model is missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus_events import document_of
from corpora.events import read_events
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import Reading

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2] / "shared"))
FEW, MORE, MANY = 12, 60, 300  # texts read by `make test`, `make check` and `make soak`
NOT_BEHIND = frozenset({"planned", "expected"})


def readings(count: int) -> Iterator[Reading]:
    """Yield the readings of so many dated texts of the training part, spread over it."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"the shared folder is not there: {SHARED}")
    dated = [article for article in read_events(SHARED, "train") if article.published]
    step = max(len(dated) // count, 1)
    yield from read_all([document_of(article) for article in dated[::step][:count]], load_known())


def contradictions(reading: Reading) -> Iterator[str]:
    """Yield what the record says twice, and differently: a status and a day that it cannot have."""
    day = reading.document.published.value
    assert day is not None
    for event in reading.events:
        earliest = event.time.earliest if event.time else None
        latest = event.time.latest if event.time else None
        if event.status == "occurred" and earliest is not None and earliest > day:
            yield f"“{event.trigger.text}” has occurred on {earliest}, after {day}"
        if event.status in NOT_BEHIND and latest is not None and latest < day:
            yield f"“{event.trigger.text}” is {event.status} for {latest}, before {day}"
    for item in reading.agenda:
        if item.latest is not None and item.latest <= day:
            yield f"“{item.summary}” is on the agenda for {item.latest}, not after {day}"
        if item.earliest is not None and item.latest is not None and item.earliest > item.latest:
            yield f"“{item.summary}” ends before it begins"
        if item.status == "occurred":
            yield f"“{item.summary}” has occurred, and is on the agenda"


@pytest.mark.parametrize(
    "count",
    [FEW, pytest.param(MORE, marks=pytest.mark.slow), pytest.param(MANY, marks=pytest.mark.long)],
)
def test_nothing_done_lies_ahead_and_nothing_planned_behind(count: int) -> None:
    read, items = 0, 0
    for reading in readings(count):
        if reading.document.updated is None:
            assert list(contradictions(reading)) == []
        read += 1
        items += len(reading.agenda)
    assert read >= FEW
    assert items >= read / 10, "no agenda, so nothing was checked"
