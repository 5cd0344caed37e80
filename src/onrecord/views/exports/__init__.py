"""Exports: one table of formats, each with what it is, whose filters it takes, and how it begins, writes an item and ends.

Every format is streamed: reports are read one by one, in the order of publication. A format of rows is made from one description
of its columns (`columns.py`), which also gives its documentation and the checks of `onrecord validate`.

| to add | write | and |
| --- | --- | --- |
| a table | a `Table` of columns, and the function that yields its rows | its line in `EXPORTS` |
| another format | a module with `write(item) -> str`, or a writer | its line in `EXPORTS` |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Any, Literal

from onrecord.questions.periods import BYS, By
from onrecord.questions.streaming import Streamed, select
from onrecord.store import stream
from onrecord.views.exports import (
    actors,
    agenda,
    atom,
    brat,
    calendar,
    claims,
    conllu,
    docbin,
    dyads,
    events,
    ftm,
    gdelt,
    icews,
    marks,
    plover,
    polecat,
    records,
    reports,
    statements,
    web_annotations,
)
from onrecord.views.exports.coded import Coded, Pair, coded, pairs
from onrecord.views.exports.columns import Column, Table
from onrecord.views.exports.encodings import ENCODINGS, Writer
from onrecord.views.exports.job import Job, Pieces

NO_PLOVER = "the PLOVER standard has no code for it"
NO_DAY = "the PLOVER standard has no code for it, or no day is known"
NO_CAMEO = (
    "CAMEO has no code for it: the type is none of PLOVER's, nobody acts, or it did not happen or only may"
)
NO_DYAD = "it has no actor or no recipient"
NOT_SO = "it did not happen, or not yet; --status asks for others"
Option = Literal["encoding", "zeros", "trees", "countries"]  # fields of `Options` that some formats take


@dataclass(frozen=True, slots=True)
class Export:
    """One format: a row of the table."""

    name: str
    """Its name in the command."""
    help: str
    """What it is, in a few words."""
    readers: str
    """Who or what reads it."""
    question: Streamed | None
    """The question whose filters it takes; None: it takes none."""
    items: Callable[[Job], Iterable[Any]]
    """Yields what is written."""
    begin: Callable[[Job, IO[bytes]], Writer] | None = None
    """Returns the writer to a file."""
    folder: Callable[[Job, Path], Writer] | None = None
    """Returns the writer into an empty folder, if it is more than one file."""
    path: Callable[[Job, Path], int] | None = None
    """Writes a file as a whole and returns the number of its rows, if a library must have the path."""
    table: Table | None = None
    """Its columns, if it is a table."""
    counts: bool = False
    """Whether reports or happenings are counted, which the user must say."""
    options: tuple[Option, ...] = ()
    """Which options it takes."""
    suffix: str = ""
    """The usual end of its file's name."""


# ---- rows ----------------------------------------------------------------------------------


def _events(job: Job) -> Iterable[Coded]:
    return coded(job.store, job.asked, job.options.countries)


def _plover_events(job: Job) -> Iterable[Coded]:
    return job.kept(coded(job.store, job.asked, job.options.countries, mentions=True), plover.keep, NO_DAY)


def _polecat_pairs(job: Job) -> Iterable[Pair]:
    found = coded(job.store, job.asked, job.options.countries, mentions=True, places=True)
    return pairs(job.kept(found, polecat.keep, NO_PLOVER))


def _cameo_pairs(job: Job) -> Iterable[Pair]:
    return pairs(job.kept(coded(job.store, job.asked, job.options.countries), icews.keep, NO_CAMEO))


def _dyad_pairs(job: Job) -> Iterable[Pair]:
    return job.kept(pairs(_happened(job)), dyads.has_both, NO_DYAD)


def _happened(job: Job) -> Iterable[Coded]:
    """Return the events that count as series count: those that happened, unless statuses are asked for."""
    found = coded(job.store, job.asked, job.options.countries)
    return found if job.asked.filters.status else job.kept(found, dyads.happened, NOT_SO)


def _cells(by: By, job: Job) -> Iterable[dyads.Cell]:
    return dyads.cells(
        _dyad_pairs(job), by, job.asked.counting, job.options.countries, zeros=job.options.zeros
    )


# ---- writers -------------------------------------------------------------------------------


def columns_of(table: Table, job: Job) -> tuple[Column, ...]:
    """Return the columns of a table that a job writes."""
    return table.columns_for(job.asked.counting, excerpts=job.options.excerpts)


def _columns(table: Table, encoding: str, job: Job, out: IO[bytes]) -> Writer:
    return ENCODINGS[encoding].begin(out, columns_of(table, job), table.header)


def _own(table: Table, job: Job, out: IO[bytes]) -> Writer:
    """Return the writer of a table of ours, in the encoding that is asked for."""
    return _columns(table, job.options.encoding, job, out)


def _table(
    table: Table,
    help_: str,
    question: Streamed,
    items: Callable[[Job], Iterable[Any]],
    *options: Option,
    counts: bool = False,
) -> Export:
    """Return a table of our own as an export."""
    return Export(
        table.name, help_, "spreadsheets, R, pandas, DuckDB", question, items,
        begin=partial(_own, table), table=table, counts=counts, options=("encoding", *options), suffix=".csv",
    )  # fmt: skip


def _shaped(
    table: Table, help_: str, readers: str, items: Callable[[Job], Iterable[Any]], suffix: str = ".tsv"
) -> Export:
    """Return a table in the columns of another project as an export."""
    return Export(
        table.name, help_, readers, "events", items,
        begin=partial(_columns, table, "tsv"), table=table, counts=True, options=("countries",), suffix=suffix,
    )  # fmt: skip


def _pieces(write: Callable[[Any], str], begin: str = "", between: str = "", end: str = "") -> Any:
    return lambda _job, out: Pieces(out, write, begin, between, end)


def _begin_calendar(_job: Job, out: IO[bytes]) -> Writer:
    return Pieces(out, calendar.write, calendar.begin(), "", calendar.end())


def _begin_feed(job: Job, out: IO[bytes]) -> Writer:
    from onrecord.store.find import latest_day

    return Pieces(out, atom.write, atom.begin(latest_day(job.store)), "", atom.END)


# ---- several tables at once, and the store ---------------------------------------------------

TABLES: tuple[tuple[Table, Streamed, Callable[[Job], Iterable[Any]]], ...] = (
    (reports.TABLE, "reports", lambda job: reports.rows(job.store, job.asked)),
    (events.TABLE, "events", _events),
    (statements.TABLE, "said", lambda job: statements.rows(job.store, job.asked)),
    (agenda.TABLE, "ahead", lambda job: agenda.rows(job.store, job.asked)),
    (dyads.TABLE, "events", _dyad_pairs),
    (actors.TABLE, "reports", lambda job: actors.rows(job.store, job.asked)),
)
SHEETS = ("events", "statements", "agenda")
TOGETHER = (
    "events",
    "said",
    "ahead",
)  # questions whose facts each report tells: it is read once for all of them
READ_FOR_ALL = ("times", "actors", "places", "attributions", "events", "agenda")
HELD = 100  # reports that are held meanwhile
Filled = tuple[Table, Job, Callable[[Job], Iterable[Any]]]  # a table, its job, and what yields its rows


def jobs(job: Job, names: Iterable[str] | None = None) -> Iterator[tuple[Table, Job, Iterable[Any]]]:
    """Yield each table with its own job and some of its rows, all narrowed by what a job of reports asks for.

    Where reports are counted, the tables of what they tell come again and again, until the last of their rows. Each job
    counts on its own what is left out, and `job` counts all of it.
    """
    given = {name: value for name, value in job.asked.filters.given().items() if name != "counting"}
    chosen: list[Filled] = [
        (
            table,
            replace(job, asked=select(job.store, question, job.asked.counting, given), left_out=Counter()),
            items,
        )
        for table, question, items in TABLES
        if names is None or table.name in names
    ]
    together = [
        row for row in chosen if job.asked.counting == "reports" and row[1].asked.question in TOGETHER
    ]
    for table, own, items in chosen:
        yield table, own, () if own.asked.question in TOGETHER and together else items(own)
    if together:
        yield from _side_by_side(job, together)
    for _, own, _ in chosen:
        job.left_out.update(own.left_out)


def _side_by_side(job: Job, together: Sequence[Filled]) -> Iterator[tuple[Table, Job, Iterable[Any]]]:
    """Yield the tables with their rows of a few reports, then of the next ones."""
    layers = READ_FOR_ALL if job.options.countries == "completed" else tuple(set(READ_FOR_ALL) - {"places"})
    held = stream.Held(job.store, layers, mentions=job.options.countries == "completed")
    for numbers in stream.numbers_of(job.store, job.asked.conditions, HELD):
        documents = held.held(numbers)
        for table, own, items in together:
            few = replace(own, asked=own.asked.among(documents, held))
            yield table, own, items(few)


class _Tables:
    """Writes a file for each table into a folder, all at once; its one item is the job itself."""

    def __init__(self, encoding: str, suffix: str, folder: Path) -> None:
        self._encoding, self._suffix, self._folder = encoding, suffix, folder
        self.rows = 0

    def write(self, job: Job) -> None:
        """Write all tables of a job."""
        writers: dict[str, Writer] = {}
        with ExitStack() as stack:
            for table, own, items in jobs(job):
                if table.name not in writers:
                    out = stack.enter_context((self._folder / f"{table.name}{self._suffix}").open("wb"))
                    writers[table.name] = _columns(table, self._encoding, own, out)
                for item in items:
                    writers[table.name].write(item)
                    self.rows += 1
            for writer in writers.values():
                writer.end()

    def end(self) -> None:
        """Nothing follows."""


def _workbook(job: Job, path: Path) -> int:
    from onrecord.views.exports.versions import versions
    from onrecord.views.exports.workbook import write_workbook

    told = {
        "counting": job.asked.counting,
        "countries": job.options.countries,
        "filters": "; ".join(f"{n}: {v}" for n, v in job.asked.filters.given().items() if n != "counting")
        or "none",
        "onrecord": versions()["onrecord"],
        "knowledge": versions()["knowledge"],
        "ontology": versions()["ontology"],
    }
    sheets = ((table.name, columns_of(table, own), items) for table, own, items in jobs(job, SHEETS))
    return write_workbook(path, sheets, told)


def _copy(job: Job, path: Path) -> int:
    from onrecord.store.copy import copy_store

    return copy_store(job.store, path)


def _itself(job: Job) -> Iterable[Job]:
    return (job,)


def _none(_job: Job) -> Iterable[Any]:
    return ()


def _texts(job: Job) -> Iterable[Any]:
    return marks.rows(job.store, job.asked)


EXPORTS: Mapping[str, Export] = {
    row.name: row
    for row in (
        _shaped(polecat.TABLE, "POLECAT-shaped table: 40 columns of PLOVER codes", "scripts for POLECAT", _polecat_pairs),
        Export("plover", "PLOVER records of manual 0.8, one JSON object a line", "programs for PLOVER", "events", _plover_events, begin=_pieces(plover.write), counts=True, options=("countries",), suffix=".jsonl"),
        _shaped(icews.TABLE, "ICEWS-shaped table: 20 columns of CAMEO codes", "scripts for ICEWS", _cameo_pairs),
        _shaped(gdelt.TABLE, "GDELT 2.0 events: 61 columns, no header", "scripts for GDELT", _cameo_pairs, ".export.CSV"),
        _table(events.TABLE, "events with their parties, codes and words", "events", _events, "countries", counts=True),
        _table(dyads.TABLE, "a long table: an actor, a recipient and an event a row, with iso3c, cown, gwn", "events", _dyad_pairs, "countries", counts=True),
        *(_table(dyads.counts_table(by), f"what countries did to one another by {by}, with zeros if asked for", "events", partial(_cells, by), "zeros", "countries", counts=True) for by in BYS),
        _table(statements.TABLE, "who said what", "said", lambda job: statements.rows(job.store, job.asked)),
        _table(agenda.TABLE, "what lies ahead of the reports", "ahead", lambda job: agenda.rows(job.store, job.asked), counts=True),
        _table(reports.TABLE, "the reports: what each is, and how much was read in it", "reports", lambda job: reports.rows(job.store, job.asked)),
        _table(actors.TABLE, "people, bodies, countries and groups, with their codes", "reports", lambda job: actors.rows(job.store, job.asked)),
        Export("ics", "what lies ahead as a calendar (iCalendar)", "calendars", "ahead", calendar.rows, begin=_begin_calendar, counts=True, suffix=".ics"),
        Export("atom", "statements as an Atom feed", "readers of feeds", "said", lambda job: statements.rows(job.store, job.asked), begin=_begin_feed, suffix=".atom"),
        Export("claims", "statements as schema.org Claim and Quotation (JSON-LD)", "fact-checkers", "said", lambda job: statements.rows(job.store, job.asked), begin=_pieces(claims.write, claims.BEGIN, claims.BETWEEN, claims.END), suffix=".jsonld"),
        Export("jsonl", "the record: all layers, one report a line", "programs", "reports", records.rows, begin=_pieces(records.write), suffix=".jsonl"),
        Export("annotations", "all spans as W3C Web Annotations (JSON-LD)", "annotation tools", "reports", _texts, begin=_pieces(web_annotations.write, web_annotations.BEGIN, web_annotations.BETWEEN, web_annotations.END), suffix=".jsonld"),
        Export("brat", "a folder of texts with stand-off files", "brat", "reports", _texts, folder=lambda _job, folder: brat.Folder(folder)),
        Export("conllu", "words and facts as CoNLL-U, with --trees also trees", "NLP tools", "reports", conllu.rows, begin=_pieces(conllu.write), options=("trees",), suffix=".conllu"),
        Export("docbin", "a folder of spaCy DocBins with the facts as spans", "spaCy", "reports", _texts, folder=lambda _job, folder: docbin.Folder(folder)),
        Export("ftm", "FollowTheMoney entities, one JSON object a line", "Aleph, investigators", "reports", ftm.rows, begin=_pieces(ftm.write), suffix=".ftm.json"),
        Export("xlsx", "an Excel workbook: events, statements, what lies ahead, with quote, link and offsets", "Excel", "reports", _none, path=_workbook, counts=True, options=("countries",), suffix=".xlsx"),
        Export("csv", "a folder with all tables of ours as CSV", "spreadsheets, R, pandas", "reports", _itself, folder=lambda _job, folder: _Tables("csv", ".csv", folder), counts=True, options=("countries",)),
        Export("parquet", "a folder with all tables of ours as Parquet", "DuckDB, R, pandas, polars", "reports", _itself, folder=lambda _job, folder: _Tables("parquet", ".parquet", folder), counts=True, options=("countries",)),
        Export("sqlite", "a copy of the store, of one moment", "SQLite, Datasette", None, _none, path=_copy, suffix=".db"),
    )
}  # fmt: skip
