"""The commands that read reports and print them: `onrecord read` and `page`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.types import InputKind, Reading
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import UNREAD, Watched, outcomes_of, world_with
from onrecord.views.cli.output import WIDEST, look_for, opened

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.runner import Outcome
    from onrecord.types import Page
    from onrecord.views.brief import Look


@click.command()
@options.paths()
@options.input_kind
@click.option(
    "--format",
    "form",
    type=click.Choice(["brief", "jsonl", "html", "conllu"]),
    default="brief",
    show_default=True,
    help="brief for people; jsonl: the record; html: the marked article; conllu: the language layer.",
)
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
    kind: InputKind,
    form: str,
    output: Path | None,
    overlays: tuple[Path, ...],
    full: bool,
    color: str,
) -> None:
    """Read reports and print what is in them.

    PATH is a file, a folder of files, or - for standard input: HTML pages, plain text, or JSONL
    with one {"id", "text", "title", "published", "url"} a line.
    """
    world, status = world_with(overlays)
    outcomes = Watched(outcomes_of(paths, kind, overlays), quiet=output is None and sys.stdout.isatty())
    if form == "html":
        _write_pages(outcomes, output)
    else:
        with opened(output) as out:
            show = _shower(form, look_for(color, full, out, world))
            for outcome in outcomes:
                out.write(show(outcome))
                out.flush()
    context.exit(outcomes.status or status)


def _shower(form: str, look: Look) -> Callable[[Outcome], str]:
    """Return the function that turns an outcome into text of a format."""
    if form == "jsonl":
        from onrecord.views.jsonl import write_line

        return lambda outcome: write_line(outcome.reading) + "\n"
    if form == "conllu":
        from onrecord.views.conllu import write_conllu

        return lambda outcome: write_conllu(outcome.reading, outcome.language)
    return _brief_shower(look)


def _brief_shower(look: Look) -> Callable[[Outcome], str]:
    from onrecord.views.brief import brief

    shown = 0

    def show(outcome: Outcome) -> str:
        nonlocal shown
        if outcome.failure:  # told on standard error
            return ""
        shown += 1
        rule = "\n" + "─" * min(look.width, WIDEST) + "\n\n" if shown > 1 else ""
        return rule + brief(outcome.reading, look)

    return show


@click.command()
@options.paths()
@options.input_kind
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text for people; jsonl: the document part of the record, one line a page.",
)
@click.pass_context
def page(context: click.Context, paths: tuple[str, ...], kind: InputKind, form: str) -> None:
    """Print the article of each page, with its metadata, and read no further."""
    from onrecord.document import make_document
    from onrecord.lexicon.furniture import load_furniture
    from onrecord.pages import pages
    from onrecord.views.jsonl import write_line
    from onrecord.views.text import write_text

    furniture, status = load_furniture(), 0
    with opened(None) as out:
        for one in pages(paths, kind):
            made = make_document(one, furniture)
            for note in made.notes:
                complain(note.message if one.target in note.message else f"{one.target}: {note.message}")
            status = UNREAD if one.problem else status
            if form == "jsonl":
                out.write(write_line(made.items[0]) + "\n")
            elif not one.problem:
                out.write(write_text(made.items[0]))
    context.exit(status)


# ---- pages for the browser ---------------------------------------------------------------


def _write_pages(outcomes: Iterable[Outcome], output: Path | None) -> None:
    """Write one HTML page a report: to standard output or a file if there is one, else into a folder."""
    from onrecord.views.html import render_page

    folder = output is not None and output.suffix.lower() not in (".html", ".htm")
    taken: set[str] = set()
    for number, outcome in enumerate(outcome for outcome in outcomes if not outcome.failure):
        page = render_page(outcome.reading)
        if folder and output is not None:
            _write_into(output, _file_name(outcome.page, outcome.reading, taken), page)
            continue
        if number:
            raise click.UsageError(
                "There are several reports; name a folder for their pages with --output FOLDER."
            )
        with opened(output) as out:
            out.write(page)
        if output:
            click.echo(str(output))


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
    """Return a name for a report's page: that of its file or line, with its id where two share it."""
    stem = page.given_id or Path(page.target).stem
    stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in stem).strip("-") or reading.document.id
    if stem in taken:
        stem = f"{stem}-{reading.document.id}"
    taken.add(stem)
    return f"{stem}.html"
