"""A data set that can be cited: one folder with tables as Parquet and CSV, a codebook, and what it was made of and with.

    FOLDER/
      README.md            what is here
      CITATION.cff         how to cite it
      datapackage.json     Frictionless Data Package: every table, its columns and types
      codebook.md .html    every column, every code, made from the tables and the ontology themselves
      data/*.csv           the tables; data/*.parquet the same with list columns
      data/skipped.csv     inputs that could not be read, and why
      manifest.json        versions of software, model, knowledge and ontology; what was asked for, read and left out
      checksums.sha256     of all files; `sha256sum -c checksums.sha256` checks them

Nothing comes from the clock or the order of adding: the same store gives the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onrecord.questions.streaming import select
from onrecord.store import Store, stream
from onrecord.views.exports import columns_of, jobs
from onrecord.views.exports.columns import Column, Table
from onrecord.views.exports.encodings import ENCODINGS
from onrecord.views.exports.job import Job, Options
from onrecord.views.exports.run import sha256_of_file, whole_folder
from onrecord.views.exports.versions import versions
from onrecord.views.release.citation import citation
from onrecord.views.release.codebook import codebook_html, codebook_markdown
from onrecord.views.release.package import data_package

DATA = "data"
CHECKSUMS = "checksums.sha256"
MANIFEST = "manifest.json"
SUFFIXES = {"csv": ".csv", "parquet": ".parquet"}
FILTERS = ("since", "until", "outlet", "story")
SKIPPED = Table(
    name="skipped",
    help="an input that could not be read",
    columns=(
        Column("input", "string", "the name of the input", lambda row: row[0], needed=True),
        Column("reason", "string", "the code of the reason", lambda row: row[1]),
        Column("message", "string", "the reason in words", lambda row: row[2]),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a data set is to hold, and how it is called."""

    counting: str
    excerpts: bool = True
    title: str = "Political events coded by onrecord"
    authors: tuple[str, ...] = ()
    version: str = "1.0.0"
    licence: str = "CC-BY-4.0"
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """What was made."""

    reports: int
    rows: int
    files: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """One table of the data set."""

    table: Table
    columns: tuple[Column, ...]
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Return the names of its files."""
        return [f"{DATA}/{self.table.name}{suffix}" for suffix in SUFFIXES.values()]


def make_release(store: Store, folder: Path, asked: Asked) -> Released:
    """Write a data set into an empty folder; raises `QuestionError` for a folder that holds something, or a filter that cannot be."""
    values = {name: getattr(asked, name) for name in FILTERS}
    selection = select(store, "reports", asked.counting, values)
    job = Job(store, selection, Options(excerpts=asked.excerpts))
    with whole_folder(folder) as part:
        (part / DATA).mkdir()
        tables = [*_tables(job, part / DATA), _skipped(store, part / DATA)]
        _texts(store, part, asked, selection.filters.given(), tables)
        files = sorted(path for path in part.rglob("*") if path.is_file())
        lines = (f"{sha256_of_file(path)}  {path.relative_to(part).as_posix()}\n" for path in files)
        _write(part / CHECKSUMS, "".join(lines))
    reports = next(one.rows for one in tables if one.table.name == "reports")
    return Released(reports, sum(one.rows for one in tables), len(files) + 1, selection.notes)


def _tables(job: Job, folder: Path) -> list[Written]:
    """Write the tables, all of them and each in all encodings at once, and return what each is."""
    files: dict[str, _Files] = {}
    left_out: dict[str, Counter[str]] = {}
    with ExitStack() as stack:
        for table, own, items in jobs(job):
            if table.name not in files:
                files[table.name] = _Files(stack, folder, table, columns_of(table, job))
            files[table.name].write(items)
            left_out[table.name] = own.left_out
        return [one.end(left_out[name]) for name, one in files.items()]


def _skipped(store: Store, folder: Path) -> Written:
    with ExitStack() as stack:
        files = _Files(stack, folder, SKIPPED, SKIPPED.columns)
        files.write(stream.failures(store))
        return files.end()


class _Files:
    """The files of one table: one in each encoding."""

    def __init__(self, stack: ExitStack, folder: Path, table: Table, columns: tuple[Column, ...]) -> None:
        """Open the files, which `stack` closes."""
        self._table, self._columns, self._rows = table, columns, 0
        outs = {
            name: stack.enter_context((folder / f"{table.name}{suffix}").open("wb"))
            for name, suffix in SUFFIXES.items()
        }
        self._writers = [ENCODINGS[name].begin(out, columns, True) for name, out in outs.items()]

    def write(self, items: Iterable[Any]) -> None:
        """Write some rows."""
        for item in items:
            self._rows += 1
            for writer in self._writers:
                writer.write(item)

    def end(self, left_out: Mapping[str, int] = MappingProxyType({})) -> Written:
        """Write what comes last, and return what was written."""
        for writer in self._writers:
            writer.end()
        return Written(self._table, self._columns, self._rows, dict(left_out))


def _texts(
    store: Store, folder: Path, asked: Asked, filters: Mapping[str, Any], tables: list[Written]
) -> None:
    """Write what the tables are, in words and for programs."""
    manifest = _manifest(store, asked, filters, tables)
    _write(folder / MANIFEST, _json(manifest))
    _write(folder / "datapackage.json", _json(data_package(asked, tables, folder)))
    _write(folder / "codebook.md", codebook_markdown(asked.title, asked.counting, tables))
    _write(folder / "codebook.html", codebook_html(asked.title, asked.counting, tables))
    _write(folder / "CITATION.cff", citation(asked))
    _write(folder / "README.md", _readme(asked, tables))


def _manifest(
    store: Store, asked: Asked, filters: Mapping[str, Any], tables: list[Written]
) -> dict[str, Any]:
    return {
        "title": asked.title,
        "version": asked.version,
        "counting": asked.counting,
        "excerpts": asked.excerpts,
        "filters": {name: value for name, value in filters.items() if name in FILTERS},
        "made_with": {**versions(), "read_by": dict(stream.readers(store))},
        "tables": {one.table.name: {"rows": one.rows, "left_out": one.left_out} for one in tables},
        "corrections": len(stream.corrections_of(store)),
    }


def _readme(asked: Asked, tables: list[Written]) -> str:
    rows = "".join(f"| `{one.table.name}` | {one.rows:,} | {one.table.help} |\n" for one in tables)
    words = (
        "Words of the reports are in it, as short excerpts."
        if asked.excerpts
        else "No words of the reports are in it, only the offsets at which they stand: who has the text can find them (`reports.text_sha256`)."
    )
    count = {
        "reports": "One event of one report is a row: what ten reports tell is ten rows.",
        "happenings": "One distinct happening is a row, however many reports tell of it.",
    }[asked.counting]
    return (
        f"# {asked.title}\n\nVersion {asked.version}, licence {asked.licence}. Made by onrecord {versions()['onrecord']}.\n\n"
        f"**What is counted: {asked.counting}.** {count}\n\n{words}\n\n"
        "| table | rows | one row is |\n| --- | ---: | --- |\n"
        f"{rows}\n"
        "`codebook.html` (or `.md`) explains every column and code, `manifest.json` says what it was made of and with, `CITATION.cff` how to "
        "cite it. `sha256sum -c checksums.sha256`, or `onrecord validate FOLDER`, checks that it is whole.\n\n"
        "CSV is UTF-8; what is not known is an empty cell; parts of a list stand between bars (`|`), in Parquet they are lists. "
        "Offsets count Unicode code points of the text, end exclusive.\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
