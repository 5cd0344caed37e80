"""What is written as Parquet comes back as the same values, and other programs read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from onrecord.parquet import LAYERS, TABLES, LayerWriter, readings_in
from onrecord.parquet.arrow import arrow_type, row_of, value_of
from onrecord.parquet.codebook import codebook
from onrecord.parquet.layers import day_of, schema_of
from onrecord.types import Event, Published, Reading, document_id
from tests.readings import sample_reading


def numbered(number: int, reading: Reading) -> Reading:
    """Return a reading under another id and day; every third has no layers, every fifth no day."""
    day = None if number % 5 == 0 else f"2026-03-{number % 28 + 1:02}"
    document = replace(
        reading.document,
        id=document_id(reading.document.text, given_id=str(number)),
        given_id=str(number),
        published=Published(value=day, earliest=day, latest=day, evidence=("the record", *reading.document.published.evidence)),
    )  # fmt: skip
    return Reading(document=document) if number % 3 == 0 else replace(reading, document=document)


def written(folder: Path, readings: Sequence[Reading]) -> None:
    writer = LayerWriter(lambda table: folder / f"{table}.parquet")
    for reading in readings:
        writer.keep(reading)
        writer.tick(len(reading.document.text))
    writer.close()


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Reading]:
    monkeypatch.setattr("onrecord.parquet.layers.GROUP_DOCUMENTS", 7)
    monkeypatch.setattr("onrecord.parquet.layers.READ_DOCUMENTS", 4)
    return [numbered(number, sample_reading()) for number in range(30)]


def test_readings_come_back_as_they_were(tmp_path: Path, readings: list[Reading]) -> None:
    written(tmp_path, readings)
    assert list(readings_in(lambda table: tmp_path / f"{table}.parquet")) == readings
    assert all(getattr(readings[1], layer) for layer in LAYERS)  # or nothing was compared


def test_some_of_them_can_be_asked_for(tmp_path: Path, readings: list[Reading]) -> None:
    written(tmp_path, readings)
    march = dt.date(2026, 3, 10)
    found = readings_in(
        lambda table: tmp_path / f"{table}.parquet", lambda _, day: day is not None and day < march
    )
    assert list(found) == [r for r in readings if (r.document.published.value or "9") < "2026-03-10"]


def test_the_same_readings_make_the_same_bytes(tmp_path: Path, readings: list[Reading]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, readings)
    for table in TABLES:
        assert (tmp_path / "a" / f"{table}.parquet").read_bytes() == (
            tmp_path / "b" / f"{table}.parquet"
        ).read_bytes()


def test_an_empty_run_has_all_tables_with_their_columns(tmp_path: Path) -> None:
    written(tmp_path, [])
    for table in TABLES:
        assert pl.read_parquet(tmp_path / f"{table}.parquet").columns == schema_of(table).names


def test_whole_numbers_stay_whole_and_others_do_not(tmp_path: Path) -> None:
    event = next(event for event in sample_reading().events if event.figures)
    for low in (12, 0.5, None):
        told = replace(event, figures=(replace(event.figures[0], low=low),))
        back = value_of(row_of(told), Event).figures[0].low
        assert (back, type(back)) == (low, type(low))


def test_what_a_layer_cannot_hold_is_an_error_that_says_where_to_add_it() -> None:
    with pytest.raises(TypeError, match=r"parquet/arrow\.py"):
        arrow_type(dict[str, str])


# ---- other programs ------------------------------------------------------------------------


def test_duckdb_polars_and_pandas_read_the_tables(tmp_path: Path, readings: list[Reading]) -> None:
    written(tmp_path, readings)
    events = tmp_path / "events.parquet"
    expected = sum(len(reading.events) for reading in readings)
    sql = f"SELECT count(*), count(DISTINCT document), min(day), max(list_contains(actors, 'a_0')::int) FROM '{events}'"
    ((count, documents, day, has_actor),) = duckdb.execute(sql).fetchall()
    assert (count, documents, has_actor) == (expected, 20, 1)
    assert day == min(day_of(r.document) or dt.date.max for r in readings if r.events)
    table = pl.read_parquet(events)
    triggers = table.select(pl.col("trigger").struct.field("text")).to_series()
    assert set(triggers) == {event.trigger.text for event in readings[1].events}
    frame = pd.read_parquet(events)
    assert list(frame["status"]) == [e.status for r in readings for e in r.events]


def test_the_codebook_has_a_meaning_for_every_column() -> None:
    entries = codebook(TABLES, {})
    by_table = {
        table: [e.column for e in entries if e.table == table and "." not in e.column] for table in TABLES
    }
    for table, columns in by_table.items():
        assert columns == [name for name in schema_of(table).names if name not in ("day", "document")]
    assert all(entry.meaning.endswith((".", "below")) for entry in entries), [
        e for e in entries if not e.meaning
    ]
    trigger = next(e for e in entries if (e.table, e.column) == ("events", "trigger.start"))
    assert trigger.meaning.startswith("Offset of the first character")
