"""An assembly in windows of days is that of all readings at once, byte for byte, whatever the windows."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from corpora.told import read_reports
from onrecord.assembly.assemble import assemble
from onrecord.assembly.days import Days
from onrecord.assembly.entities import offices_in
from onrecord.assembly.types import Assembly
from onrecord.assembly.windows import assemble_windows
from onrecord.assembly.windows.spans import Windows, reach
from onrecord.known import load_known
from onrecord.read import read_all
from onrecord.types import DocumentId, Event, EventTime, Published, Reading
from tests.store.test_assembler import made_up


def in_memory(parts: Mapping[str, Sequence[Reading]], chance: random.Random) -> Any:
    """Return what calls tasks, in any order, on readings in memory; what goes to a task and back is copied."""

    def reads(part: str, wanted: Collection[DocumentId] | None) -> Iterator[Reading]:
        return (r for r in parts[part] if wanted is None or r.document.id in wanted)

    def each(work: Callable[[Any, Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        waiting = list(items)
        yield from (work(reads, item) for item in chance.sample(waiting, len(waiting)))

    return each


def assert_is_the_same(readings: Sequence[Reading], days: int, chance: random.Random) -> Assembly:
    """Check that windows give what all readings give, and return it."""
    parts = {f"p{n}": readings[n::3] for n in range(3)}
    wanted = assemble([reading for part in parts.values() for reading in part])
    found = assemble_windows(list(parts), in_memory(parts, chance), offices_in(None), days)
    for field in Assembly.__dataclass_fields__:
        assert getattr(found, field) == getattr(wanted, field), field
    assert msgspec.json.encode(found) == msgspec.json.encode(wanted)
    return wanted


def spread(reading: Reading, chance: random.Random) -> Reading:
    """Return a report of another year, or with days that are open at one side, or that looks back by years."""
    day = f"{chance.choice((2019, 2021, 2023))}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"
    published = chance.choice(
        (
            Published(value=day, earliest=day, latest=day, basis="given"),
            Published(earliest=day, basis="inferred"),
            Published(latest=day, basis="inferred"),
            Published(earliest="2019-01-02", latest=day, basis="inferred"),
        )
    )
    told = EventTime(earliest=chance.choice(("2019-03-04", None)), latest=chance.choice(("2019-03-05", None)))

    def looking_back(event: Event) -> Event:
        return replace(event, time=told if told.earliest or told.latest else None)

    events = tuple(map(looking_back, reading.events)) if chance.random() < 0.5 else reading.events
    return replace(reading, document=replace(reading.document, published=published), events=events)


@pytest.mark.parametrize(("seed", "largest", "days"), [(0, 400, 7), (1, 400, 45), (2, 3, 7), (3, 3, 45)])
def test_windows_give_what_all_reports_give(
    seed: int, largest: int, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.assembly.clusters.LARGEST_COMPONENT", largest)
    monkeypatch.setattr("onrecord.assembly.windows.BATCH", 5)
    chance = random.Random(seed)
    readings = [made_up(chance, f"d_{n}") for n in range(16)]
    readings += [spread(made_up(chance, f"e_{n}"), chance) for n in range(12)]
    readings += [
        replace(r, document=replace(r.document, id=DocumentId(f"c{r.document.id}"))) for r in readings[:3]
    ]
    found = assert_is_the_same([*readings, readings[0]], days, chance)
    assert found.plans
    assert found.disagreements
    assert any(len(happening.tellings) > 1 for happening in found.happenings)


def test_no_reports_say_nothing() -> None:
    assert assemble_windows([], in_memory({}, random.Random(0)), offices_in(None), 30) == Assembly()


def test_each_pair_that_is_near_belongs_to_one_window_where_both_are_present() -> None:
    chance = random.Random(4)
    days = {
        f"d{n}": Days(*chance.choice(((n, n), (n, n + 20), (None, n), (n, None), (None, None))))
        for n in range(80)
    }
    for further in (0, 7, 60):
        spans = {name: reach(one, further) for name, one in days.items()}
        windows = Windows.over(spans.values(), 9)
        present = {number: set(names) for number, names in windows.present(spans)}
        for a in spans:
            for b in spans:
                apart = days[a].apart(days[b]) or 0
                assert spans[a].meets(spans[b]) == (apart <= further)
                if apart <= further:
                    assert {a, b} <= present[windows.owner(spans[a], spans[b])]


@pytest.mark.long
def test_windows_give_what_all_reports_of_our_own_give() -> None:
    readings = list(read_all([report.document for report in read_reports()], load_known()))
    assert len(readings) > 500
    assert_is_the_same(readings, 30, random.Random(0))
