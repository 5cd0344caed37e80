"""A page for each format: what it is, who reads it, which filters it takes, its columns, and how it begins, from the table of exports."""

from __future__ import annotations

import io
import shlex
import tempfile
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

from onrecord.pages import KINDS
from onrecord.questions.streaming import filters_streamed
from onrecord.views import cli
from onrecord.views.exports import EXPORTS, Export
from onrecord.views.exports.encodings import ENCODINGS

REPORTS = Path(__file__).parent / "tutorials" / "reports.jsonl"
FIRST_LINES, LINE_LENGTH = 8, 160
NEEDS = {"xlsx": "xlsx", "parquet": "tables", "docbin": "spacy"}
"""The extra that a format needs."""
NOT_TEXT = ("xlsx", "parquet", "sqlite", "docbin")


def format_pages(*, examples: bool = True) -> dict[str, str]:
    """Return the pages by their paths in docs/: inputs first, then each export."""
    pages = {"formats/inputs.md": _inputs()}
    return pages | {f"formats/{row.name}.md": _page(row, examples=examples) for row in EXPORTS.values()}


def _inputs() -> str:
    rows = "".join(f"| `{kind.name}` | {_cell(kind.help)} |\n" for kind in KINDS.values())
    return f"""# Inputs

`onrecord read`, `page`, `add` and `run` find out by name and content which of these an input is; `--input KIND` says it. Files may be
compressed with gzip. `onrecord.read_pages(paths, kind=...)` reads the same from Python.

| kind | what it is |
| --- | --- |
{rows}"""


def _page(row: Export, *, examples: bool) -> str:
    parts = [
        f"# {row.name}",
        f"{row.help[0].upper()}{row.help[1:]}. For {row.readers}.",
        f"```\n{command(row)}\n```",
        _how(row),
    ]
    if examples and row.name not in NOT_TEXT:
        parts += ["## How it begins", _beginning(row)]
    if row.table is not None:
        parts += ["## Columns", _columns(row)]
    return "\n\n".join(parts) + "\n"


def command(row: Export) -> str:
    """Return the command that writes a format: what counts is said where it must be."""
    counting = " --counting happenings" if row.counts else ""
    return f"onrecord export {row.name} --store news.db{counting} --output {row.name}{row.suffix}"


def _how(row: Export) -> str:
    said = []
    if row.counts:
        said.append(
            "`--counting reports` has a row for each report that tells of an event, `happenings` one for each happening."
        )
    if row.table is not None and "encoding" in row.options:
        said.append(f"`--as` writes it as {', '.join(f'`{name}`' for name in ENCODINGS)}.")
    if row.name in NEEDS:
        said.append(f"It needs the extra `{NEEDS[row.name]}`.")
    names = ", ".join(f"`--{name.replace('_', '-')}`" for name in _filters(row))
    said.append(f"Filters: {names}." if names else "It takes no filters.")
    said.append(
        "What it cannot hold is said in the file beside it; [all exports](../exports.md) explains the choices."
    )
    return " ".join(said)


def _filters(row: Export) -> Iterable[str]:
    return [each.name for each in filters_streamed(row.question)] if row.question else ()


def _columns(row: Export) -> str:
    table = row.table
    if table is None:
        return ""
    rows = "".join(f"| `{c.name}` | {c.type} | {_cell(c.help)} |\n" for c in table.columns_for("happenings"))
    return f"| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


# ---- examples ----------------------------------------------------------------------------


@cache
def _store() -> Path:
    """Return the store of the tutorials' reports, made once."""
    store = Path(tempfile.mkdtemp(prefix="onrecord-formats-")) / "news.db"
    _run(f"onrecord add {shlex.quote(str(REPORTS))} --store {store}")
    return store


def _beginning(row: Export) -> str:
    """Return the first lines of an export of the tutorials' reports; of a folder, of its first file."""
    written = _store().parent / f"{row.name}{row.suffix}"
    store = f"--store {_store()}"
    _run(
        command(row)
        .replace("--store news.db", store)
        .replace(f"--output {row.name}", f"--output {_store().parent}/{row.name}")
    )
    files = sorted(path for path in written.rglob("*") if path.is_file()) if written.is_dir() else [written]
    first = (
        next(path for path in files if path.suffix not in (".json", ".conf")) if written.is_dir() else written
    )
    lines = first.read_text(encoding="utf-8").splitlines()
    shown = [line if len(line) <= LINE_LENGTH else f"{line[:LINE_LENGTH]} …" for line in lines[:FIRST_LINES]]
    named = (
        f"`{first.relative_to(written.parent)}`, from the reports of the tutorials:"
        if written.is_dir()
        else ""
    )
    return "\n\n".join(filter(None, [named, "```text\n" + "\n".join(shown) + "\n```"]))


def _run(line: str) -> None:
    told = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(told):
        status = cli.run(shlex.split(line)[1:])
    if status:
        raise RuntimeError(f"'{line}' ended with {status}: {told.getvalue()}")
