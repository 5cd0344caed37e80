"""Gather what a run has written: assemble it in windows of days, and lay its tables out by month for analysis.

    out/events/month=2026-03/part.parquet         all events of reports of that month
    out/happenings/month=2026-03/part.parquet     what reports say together, by the first day of it
    out/entities/part.parquet                     what has no day, so that there are no months
    out/codebook.csv, out/codebook.md             what each column holds

The partitions are those of Hive, which every reader of Parquet takes for a column `month`; a report or happening whose day is
not known is in `month=undated`.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onrecord.assembly import types
from onrecord.assembly.entities import Held
from onrecord.assembly.types import Assembly
from onrecord.assembly.windows import assemble_windows
from onrecord.errors import RunnerError
from onrecord.parquet import TABLES, readings_in
from onrecord.parquet.arrow import row_of
from onrecord.parquet.codebook import KEYS, as_csv, as_markdown, codebook
from onrecord.parquet.layers import GroupedWriter, LayerWriter, Wanted, any_document, with_key
from onrecord.runner.ledger import FINISHED, SUFFIX, Done, Ledger, write_whole
from onrecord.runner.pool import cores
from onrecord.runner.shard import Call
from onrecord.runner.tasks import Ended, Processes, cluster
from onrecord.types import DocumentId, Reading

DAYS = 30  # of a window: two thirds of what a task reads are then the 60 days before it
NEW, CODEBOOK = ".new", "codebook.csv"  # what is half written; what a folder of tables is known by
UNDATED = "undated"  # instead of Hive's null, which pandas cannot read beside months
GROUP_ROWS = 2000  # of a row group of what reports say together
TOGETHER: Mapping[str, type] = MappingProxyType(
    {
        "copies": types.CopyGroup,
        "entities": types.Entity,
        "stories": types.Story,
        "happenings": types.Happening,
        "plans": types.Plan,
        "reports_disagreements": types.ReportsDisagreement,
        "updates": types.Update,
    }
)
"""The type of each table of what reports say together; `disagreements` are those inside one report, as in a store."""
WITHOUT_DAY = ("copies", "entities")  # whose rows have no day: one file each, in no month
DAY = ("date32", "The first day of the happening or story, else its last one, or null.")
MONTH = (
    "string",
    "The month of `day`, such as `2026-03`, from the name of the folder; `undated` if there is none.",
)
ABOUT = (
    "One row a fact; spans are offsets into `documents.text`, in Unicode code points, end exclusive. "
    "Made from the types of the program."
)


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """How a run is gathered."""

    days: int = DAYS
    jobs: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True)
class _Run:
    """Where a run lies, and where its tables go: the same for all tasks."""

    run: Path
    to: Path | None = None


def shards_in(run: Path) -> list[Done]:
    """Return the finished shards of a run, by name; raises `RunnerError` if there are none."""
    done = list(Ledger(run).finished())
    if not done:
        raise RunnerError(f"{run} holds no finished shard; 'onrecord run PATH... --out {run}' makes some.")
    return done


def readings_of(run: Path, shard: str, wanted: Wanted = any_document) -> Iterator[Reading]:
    """Yield the readings of a shard."""
    ledger = Ledger(run)
    return readings_in(lambda table: ledger.file(table, shard), wanted)


# ---- tasks ---------------------------------------------------------------------------------


def assembled(run: Path, held: Held, how: Gathering) -> Assembly:
    """Return what all reports of a run say together."""
    parts = [done.shard.name for done in shards_in(run)]
    with _each(_Run(run.resolve()), how) as each:
        return assemble_windows(parts, each, held, how.days)


class _Each:
    """Calls tasks in processes that stay, or on a cluster."""

    def __init__(self, run: _Run, how: Gathering, processes: Processes | None) -> None:
        self._run, self._how, self._processes = run, how, processes

    def __call__(self, work: Callable[[Any, Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        given = ((work, item) for item in items)
        for ended in self._ended(_task, given):
            yield _result(ended)

    def _ended(self, work: Any, items: Iterable[Any]) -> Iterator[Ended[Any]]:
        if self._processes is None:
            return cluster(work, items, self._run, self._how.scheduler or "")
        return self._processes.results(work, items)

    def plain(self, work: Any, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the results of a function of the runner."""
        yield from map(_result, self._ended(work, items))


@contextmanager
def _each(run: _Run, how: Gathering) -> Iterator[_Each]:
    """Yield what calls tasks: on a cluster, or in processes that stay from the first task to the last."""
    if how.scheduler is not None:
        yield _Each(run, how, None)
        return
    with Processes(run, how.jobs or cores()) as processes:
        yield _Each(run, how, processes)


def _result(ended: Ended[Any]) -> Any:
    if ended.why is not None:
        raise RunnerError(f"A part of the run could not be gathered ({ended.why}).")
    return ended.result


def _task(item: tuple[Callable[[Any, Any], Any], Any], run: _Run, _call: Call) -> Any:
    """Call a task of the assembly with what reads documents."""
    work, given = item

    def reads(shard: str, documents: Collection[DocumentId] | None) -> Iterable[Reading]:
        wanted = any_document if documents is None else (lambda document, _day: document in documents)
        return readings_of(run.run, shard, wanted)

    return work(reads, given)


# ---- tables for analysis -------------------------------------------------------------------


def check_target(to: Path) -> None:
    """Raise `RunnerError` for a folder that holds anything but tables of an earlier gathering: they would be replaced."""
    if (to / FINISHED).is_dir():
        raise RunnerError(
            f"{to} is the folder of a run, and its tables would be replaced; give another folder with --out."
        )
    if to.is_dir() and {path.name for path in to.iterdir()} - {NEW} and not _has_codebook(to):
        raise RunnerError(
            f"{to} holds other files; give --out an empty folder, or one that 'onrecord gather' has written."
        )


def _has_codebook(to: Path) -> bool:
    """Return whether a folder has a codebook as we write it: other data sets have files of this name, too."""
    try:
        with (to / CODEBOOK).open("rb") as file:
            return file.readline() == as_csv([]).encode()
    except OSError:
        return False


def lay_out(run: Path, to: Path, assembly: Assembly, how: Gathering) -> dict[str, int]:
    """Write the tables of a run by month, what its reports say together, and the codebook; return rows by table.

    Raises `RunnerError` for a folder with other files.
    """
    check_target(to)
    done = shards_in(run)
    fresh = to / NEW
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    counts = dict.fromkeys((*TABLES, *TOGETHER), 0)
    with _each(_Run(run.resolve(), fresh.resolve()), how) as each:
        for rows in each.plain(lay_out_month, _months(done)):
            for table, number in rows.items():
                counts[table] += number
    for table in TOGETHER:
        counts[table] = _lay_out_together(fresh, table, assembly)
    write_codebook(to)  # first: the folder is then known as ours if this is killed between two tables
    for table in (*TABLES, *TOGETHER):
        (fresh / table).mkdir(exist_ok=True)
        shutil.rmtree(to / table, ignore_errors=True)
        (fresh / table).replace(to / table)
    fresh.rmdir()
    return counts


def _months(done: Iterable[Done]) -> Iterator[tuple[str | None, list[str]]]:
    """Yield each month with the shards that may have documents of it; null: undated ones."""
    shards: dict[str | None, list[str]] = {}
    for one in done:
        months = _between(one.first_day, one.last_day) if one.first_day and one.last_day else []
        for month in (*months, *([None] if one.undated else [])):
            shards.setdefault(month, []).append(one.shard.name)
    yield from sorted(shards.items(), key=lambda item: item[0] or "")


def _between(first: str, last: str) -> list[str]:
    """Return the months from one day to another.

    >>> _between("2025-11-30", "2026-01-01")
    ['2025-11', '2025-12', '2026-01']
    """
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def month_of(day: dt.date | None) -> str | None:
    """Return the month of a day."""
    return day.isoformat()[:7] if day else None


def lay_out_month(item: tuple[str | None, list[str]], run: _Run, _call: Call) -> dict[str, int]:
    """Write the tables of the documents of one month; return how many rows each has. A document counts once."""
    month, shards = item
    assert run.to is not None  # noqa: S101 - the caller's
    folder, seen = run.to, set[str]()
    writer = LayerWriter(lambda table: _part(folder, table, month))

    def wanted(document: str, day: dt.date | None) -> bool:
        return month_of(day) == month and document not in seen

    for shard in shards:
        for reading in readings_of(run.run, shard, wanted):
            if reading.document.id not in seen:
                seen.add(reading.document.id)
                writer.keep(reading)
                writer.tick(len(reading.document.text))
    writer.close()
    for table, number in writer.written.items():
        if (
            not number
        ):  # a month without rows has no folder: some readers take the columns from the first file
            shutil.rmtree(_part(folder, table, month).parent)
    return writer.written


def _part(folder: Path, table: str, month: str | None) -> Path:
    """Return the file of a month, in a folder that is there."""
    return _in_folder(folder / table / f"month={month or UNDATED}" / f"part{SUFFIX}")


def _in_folder(path: Path) -> Path:
    """Return a file, whose folder is made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _lay_out_together(folder: Path, table: str, assembly: Assembly) -> int:
    """Write a table of what reports say together; return how many rows it has."""
    things = getattr(assembly, "disagreements" if table == "reports_disagreements" else table)
    days = _days(assembly, table)
    if days is None:
        _write(table, _in_folder(folder / table / f"part{SUFFIX}"), ((None, thing) for thing in things))
        return len(things)
    dated = sorted(((days(thing), thing) for thing in things), key=lambda pair: pair[0] or "")
    for month, found in groupby(dated, key=lambda pair: month_of(_date(pair[0]))):
        _write(table, _part(folder, table, month), found)
    return len(things)


def _write(table: str, path: Path, dated: Iterable[tuple[str | None, Any]]) -> None:
    """Write a file of a table: things with their days."""
    writer = GroupedWriter({table: with_key(TOGETHER[table])}, lambda _table: path)
    for number, (day, thing) in enumerate(dated, 1):
        writer.add(table, [{"day": _date(day)} | row_of(thing)])
        if number % GROUP_ROWS == 0:
            writer.flush()
    writer.close()


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _days(assembly: Assembly, table: str) -> Callable[[Any], str | None] | None:
    """Return the function that gives the day of a row of a table, or None if its rows have no day."""
    if table in WITHOUT_DAY:
        return None
    if table in ("happenings", "stories"):
        return lambda thing: thing.earliest or thing.latest
    day_of = {happening.id: happening.earliest or happening.latest for happening in assembly.happenings}
    return lambda thing: day_of[thing.happening]


def write_codebook(to: Path) -> None:
    """Write what each column of each table holds."""
    layers = {table: {**({} if table == "documents" else {"document": KEYS["document"]}), "day": KEYS["day"], "month": MONTH}
              for table in TABLES}  # fmt: skip
    together = {
        table: {"day": DAY} | ({} if table in WITHOUT_DAY else {"month": MONTH}) for table in TOGETHER
    }
    entries = codebook({**TABLES, **TOGETHER}, layers | together)
    write_whole(to / CODEBOOK, as_csv(entries).encode())
    write_whole(to / "codebook.md", as_markdown(entries, ABOUT).encode())
