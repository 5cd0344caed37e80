"""The commands that read reports and print them: `onrecord read` and `page`."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.lexicon.columns import Columns
from onrecord.lexicon.forms import counted
from onrecord.types import Document, Reading
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import (
    UNREAD,
    Inputs,
    Watched,
    outcomes_of,
    report_skipped,
    stoppable,
    world_with,
)
from onrecord.views.cli.output import look_for, opened
from onrecord.views.formats import DOCUMENT_FORMATS, READING_FORMATS, Format, Shown, write_items

SINGLE_FILE_SUFFIXES = (".html", ".htm")  # of `--output`: a file and no folder
MAX_STEM_CHARS = 60  # of a file's name: ids can be longer than names of files may be (255 bytes)

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.runner import Outcome
    from onrecord.types import Page
    from onrecord.views.brief import Look


@click.command()
@options.paths()
@options.input_kind
@options.columns
@options.jobs
@options.form(READING_FORMATS, "brief")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Where to write, instead of standard output; for several html pages, a folder.",
)
@options.overlay
@options.full
@options.color
@click.pass_context
def read(
    context: click.Context,
    paths: tuple[str, ...],
    kind: str,
    columns: Columns,
    jobs: int | None,
    form: str,
    output: Path | None,
    overlays: tuple[Path, ...],
    full: bool,
    color: str,
) -> None:
    """Read reports and print what is in them.

    PATH is a file, a folder of files, an address, or - for standard input: HTML pages, plain text, a table (CSV, TSV), a
    JSON array, or JSONL with one {"id", "text", "title", "published", "url"} a line; any of them may be compressed (.gz).
    """
    world, status = world_with(overlays)
    chosen, inputs = READING_FORMATS[form], Inputs(paths=paths, kind=kind, columns=columns)
    outcomes = Watched(
        outcomes_of(inputs, overlays, jobs=jobs, keeps_language=chosen.needs_language),
        quiet=output is None and sys.stdout.isatty(),
        count=inputs.count,
    )
    shown = (o for o in outcomes if chosen.shows_failures or not o.failure)
    with stoppable(outcomes, lambda: f"{counted(outcomes.done, 'report')} read."):
        if chosen.suffix:
            _write_files(chosen, shown, output, look_for(color, full, world=world))
        else:
            with opened(output) as out:
                items = (Shown(outcome.reading, outcome.language) for outcome in shown)
                write_items(chosen, items, out, look_for(color, full, out, world))
    context.exit(outcomes.status or status)


@click.command()
@options.paths()
@options.input_kind
@options.columns
@options.form(DOCUMENT_FORMATS, "text")
@click.pass_context
def page(context: click.Context, paths: tuple[str, ...], kind: str, columns: Columns, form: str) -> None:
    """Print the article of each page, with its metadata, and read no further."""
    chosen, status = DOCUMENT_FORMATS[form], 0

    def documents() -> Iterator[Document]:
        from onrecord.lexicon.furniture import load_furniture
        from onrecord.runner import make_guarded

        nonlocal status
        furniture = load_furniture()
        report_skipped(paths)
        for one in Inputs(paths=paths, kind=kind, columns=columns).pages():
            one, made = make_guarded(one, furniture)
            for note in made.notes:
                complain(note.message if one.target in note.message else f"{one.target}: {note.message}")
            status = UNREAD if one.problem else status
            if chosen.shows_failures or not one.problem:
                yield made.items[0]

    with opened(None) as out:
        write_items(chosen, documents(), out, look_for("never", full=False, out=out))
    context.exit(status)


# ---- formats of one file a report --------------------------------------------------------


def _write_files(form: Format[Shown], outcomes: Iterable[Outcome], output: Path | None, look: Look) -> None:
    """Write one file a report: to standard output or a file if there is one, else into a folder."""
    folder = output is not None and output.suffix.lower() not in SINGLE_FILE_SUFFIXES
    taken: set[str] = set()
    reports = outcomes if folder else _only_one(outcomes)
    for outcome in reports:
        text = form.write(Shown(outcome.reading, outcome.language), look)
        if folder and output is not None:
            name = _file_name(outcome.page, outcome.reading, taken) + (form.suffix or "")
            _write_into(output, name, text)
            continue
        with opened(output) as out:
            out.write(text)
        if output:
            click.echo(str(output))


def _only_one(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the only outcome, before anything is written; raises `UsageError` if there are several."""
    first = list(itertools.islice(outcomes, 2))
    if len(first) > 1:
        raise click.UsageError(
            "There are several reports; name a folder for their pages with --output FOLDER."
        )
    return first


def _write_into(folder: Path, name: str, page: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(
            f"{folder} cannot be written: {error.strerror}.", param_hint="--output"
        ) from None
    click.echo(str(folder / name))


def _file_name(page: Page, reading: Reading, taken: set[str]) -> str:
    """Return a name for a report's file: that of its page or line, with its id if another has the same name."""
    stem = page.given_id or Path(page.target).stem
    stem = (
        "".join(c if c.isalnum() or c in "-_" else "-" for c in stem[:MAX_STEM_CHARS]).strip("-")
        or reading.document.id
    )
    if stem in taken:
        stem = f"{stem}-{reading.document.id}"
    taken.add(stem)
    return stem
