"""The answer to a question: its rows, how many there are, and, where there are none, why and what wider question has some."""

from __future__ import annotations

import dataclasses
import importlib
import typing
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from onrecord.errors import QuestionError, installed_by
from onrecord.questions.columns import Held, Parts, arrow_table, as_held, held_by, pandas_frame, polars_frame
from onrecord.questions.filters import Filters

if typing.TYPE_CHECKING:  # installed only with the extra `tables`
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = TypeVar("Row")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The entities or the country that the words for an actor, a country or a place stand for."""

    filter: str
    """The filter: `speaker`, `actor`, `recipient`, `dyad` ..."""
    asked: str
    """The words that were asked for."""
    name: str
    """The name."""
    kind: str
    """As for actors."""
    country: str | None = None
    """As for actors. For a country it is its own code, and everyone from this country is meant."""
    wikidata: str | None = None
    """Wikidata id, or null."""
    entities: tuple[str, ...] = ()
    """The ids of the entities that are meant; none if everyone from a country is meant."""

    def __str__(self) -> str:
        facts = ", ".join(filter(None, (self.kind, self.country, self.wikidata)))
        return f"{self.name} ({facts})"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer(Generic[Row]):
    """The rows that answer a question, and what was asked.

    >>> answer = store.said(speaker="Amina Okello", cue="deny")
    >>> len(answer), answer.total, answer.why is None, answer.wider is None
    (0, 0, False, False)
    """

    question: str
    """The name of the question."""
    row: type[Row]
    """The type of the rows."""
    rows: tuple[Row, ...] = ()
    """The rows that are shown, in order."""
    total: int = 0
    """How many rows there are, without `limit` and `offset`."""
    asked: Filters = dataclasses.field(default_factory=Filters)
    """The filters as they were understood."""
    meant: tuple[Meant, ...] = ()
    """Whom the words for actors stand for."""
    why: str | None = None
    """Why there are no rows, in a sentence; null if there are some."""
    wider: Filters | None = None
    """The nearest question that leaves out a filter and has rows, or null."""
    wider_total: int = 0
    """How many rows the wider question has."""
    notes: tuple[str, ...] = ()
    """What limits the answer, such as reports that are not assembled yet."""

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows that are shown."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return how many rows are shown."""
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries: spans are dictionaries too, lists stay lists.

        >>> store.said(cue="deny").to_dicts()[0]["cue"]["text"]
        'denied'
        """
        import msgspec

        found: list[dict[str, Any]] = msgspec.to_builtins(list(self.rows))
        return found

    def to_arrow(self) -> pa.Table:
        """Return the rows as an Arrow table; days are dates, and a span has the columns `NAME_start`, `NAME_end` and `NAME_text`.

        Needs the extra `tables`; raises `QuestionError` without it.

        >>> table = store.said(cue="deny").to_arrow()
        >>> table.num_rows, str(table.schema.field("published").type), table["cue_text"].to_pylist()
        (1, 'date32[day]', ['denied'])
        """
        made: pa.Table = arrow_table(_library("pyarrow"), self._columns())
        return made

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame of pandas, with the columns of `to_arrow`; needs pandas.

        >>> store.said(cue="deny").to_pandas()["speaker"].tolist()
        ['Uganda']
        """
        made: pd.DataFrame = pandas_frame(_library("pandas"), self._columns())
        return made

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a data frame of polars, with the columns of `to_arrow`; needs polars.

        >>> store.said(cue="deny").to_polars()["speaker"].to_list()
        ['Uganda']
        """
        made: pl.DataFrame = polars_frame(_library("polars"), self._columns())
        return made

    def _columns(self) -> dict[str, tuple[Held, list[Any]]]:
        """Return what each column holds, and its values."""
        records, held = self.flat(), flat_held(self.row)
        return {name: (of, [as_held(record[name], of) for record in records]) for name, of in held.items()}

    def flat(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries of plain cells: the parts of a span are cells of their own."""
        return [_flat(row) for row in self.rows]

    def _repr_html_(self) -> str:
        """Return the answer for a notebook: its table, and the chart of two actors."""
        from onrecord.views.notebook import answer_html

        return answer_html(self)


def plain(value: object) -> str:
    """Return a cell in words: lists are parted by semicolons, nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return str(value.get("text") or value.get("name") or "–".join(plain(v) for v in value.values()))
    return str(value)


def flat_names(row: Any) -> tuple[str, ...]:
    """Return the columns of rows as a flat table: the fields of a type, those of a span one by one."""
    return tuple(flat_held(row))


def flat_held(row: Any) -> dict[str, Held]:
    """Return what each column of rows as a flat table holds."""
    hints = typing.get_type_hints(row)
    return dict(cell for field in dataclasses.fields(row) for cell in _held(field.name, hints[field.name]))


def _held(name: str, hint: Any) -> Iterator[tuple[str, Held]]:
    held = held_by(name, hint)
    if isinstance(held, Parts):
        yield from ((f"{name}_{part}", of) for part, of in held.parts.items())
    else:
        yield name, held


def _flat(row: Any) -> dict[str, Any]:
    import msgspec

    hints = typing.get_type_hints(type(row))
    cells: dict[str, Any] = {}
    for field in dataclasses.fields(row):
        value, held = getattr(row, field.name), held_by(field.name, hints[field.name])
        if isinstance(held, Parts):
            cells |= {
                f"{field.name}_{part}": msgspec.to_builtins(getattr(value, part, None)) for part in held.parts
            }
        else:
            cells[field.name] = msgspec.to_builtins(value)
    return cells


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        remedy = installed_by("tables") if name == "pyarrow" else f"'pip install {name}' installs it"
        raise QuestionError(f"{name} is not installed; {remedy}.") from None
