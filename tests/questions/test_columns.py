"""Answers as tables of Arrow, pandas and polars: the same values, and columns of the right types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import onrecord
from onrecord.questions import Answer, Store

ASKED: dict[str, Callable[[Store], Answer[Any]]] = {
    "said": lambda store: store.said(),
    "nothing": lambda store: store.said(words="zzz"),
    "events": lambda store: store.events(),
    "happenings": lambda store: store.events(counting="happenings"),
    "ahead": lambda store: store.ahead(as_of="2024-05-13"),
    "search": lambda store: store.search("market"),
    "dossier": lambda store: store.dossier("Peru"),
    "stories": lambda store: store.stories(),
    "story": lambda store: store.story(),
    "dyad": lambda store: store.dyad("Peru", "Ecuador"),
    "new": lambda store: store.new("2020-01-01"),
}


@pytest.fixture
def store(strike: Path) -> Iterator[Store]:
    with onrecord.open(strike) as opened:
        yield opened


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_is_the_same_in_each_library(store: Store, name: str) -> None:
    answer = ASKED[name](store)
    arrow, pandas, polars = answer.to_arrow(), answer.to_pandas(), answer.to_polars()
    assert arrow.column_names == [*pandas.columns] == polars.columns
    assert arrow.num_rows == len(pandas) == polars.height == len(answer)
    assert arrow.to_pylist() == polars.to_dicts()
    assert not [field for field in arrow.schema if pa.types.is_null(field.type)]
    for record, told in zip(answer.flat(), arrow.to_pylist(), strict=True):
        for column, value in told.items():
            assert str(value) == str(record[column]) or not isinstance(value, (str, int, dt.date))


def test_days_are_dates_ids_are_text_and_lists_are_lists(store: Store) -> None:
    answer = store.events(counting="happenings")
    schema = answer.to_arrow().schema
    assert {schema.field(name).type for name in ("published", "earliest", "latest")} == {pa.date32()}
    assert {schema.field(name).type for name in ("document", "event", "happening")} == {pa.string()}
    assert schema.field("documents").type == pa.list_(pa.string())
    assert schema.field("trigger_start").type == schema.field("geonames").type == pa.int64()
    assert schema.field("actors").type == pa.list_(
        pa.struct([("name", pa.string()), ("entity", pa.string()), ("country", pa.string())])
    )
    frame = answer.to_polars()
    assert frame.schema["latest"] == pl.Date
    assert frame.schema["documents"] == pl.List(pl.String)
    assert isinstance(frame["published"][0], dt.date)
    types = answer.to_pandas().dtypes
    assert types["latest"] == "datetime64[s]"
    assert types["document"] == "string"
    assert types["geonames"] == "Int64"
    assert isinstance(answer.to_pandas()["documents"][0], list)


def test_plans_and_periods_have_days_and_numbers(store: Store) -> None:
    ahead, dyad = store.ahead(as_of="2024-05-13").to_arrow(), store.dyad("Peru", "Ecuador").to_arrow()
    assert ahead.schema.field("moved_from_earliest").type == pa.date32()
    assert ahead.schema.field("overdue").type == pa.bool_()
    assert ahead.schema.field("may_answer").type == pa.list_(pa.string())
    assert dyad.schema.field("period").type == pa.date32()
    assert dyad.schema.field("scale").type == pa.float64()


def test_a_column_without_values_has_its_type(store: Store) -> None:
    answer = store.said(words="zzz")
    assert answer.to_arrow().schema == store.said().to_arrow().schema
    assert answer.to_polars().schema == store.said().to_polars().schema
    assert (answer.to_pandas().dtypes == store.said().to_pandas().dtypes).all()
    assert isinstance(answer.to_pandas(), pd.DataFrame)
