"""The command line: `onrecord read`, `page`, `who`, `explain`, `schema`, `add`, `show`.

Results go to standard output, everything else to standard error. Exit status: 0, or 1 where
the reader itself failed, 2 for wrong usage, 3 where an input could not be read (the others
were), and those of errors.py. Commands import what they need when they run, so that
`onrecord --help` answers at once.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from onrecord import __version__
from onrecord.errors import InputError, OnRecordError, StoreError, TableError, UnsoundError
from onrecord.types import InputKind, Note, Reading
from onrecord.views import options
from onrecord.views.actors import actors
from onrecord.views.options import complain

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.runner import Outcome
    from onrecord.store import KeptDocument, Store
    from onrecord.types import Page
    from onrecord.views.brief import Look
    from onrecord.world import World

WIDEST = 100  # columns of a brief: longer lines are hard to read
INTERRUPTED = 130  # exit status after Ctrl-C, as shells have it
FAILED, UNREAD = 1, InputError.exit_status


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; what goes wrong is one sentence on standard error."""
    try:
        return int(cli.main(arguments, prog_name="onrecord", standalone_mode=False) or 0)
    except OnRecordError as error:
        complain(str(error))
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="onrecord %(version)s")
def cli() -> None:
    """Read news reports on politics and keep the record.

    Who said what, who did what to whom, what is planned, on what condition and on whose word:
    each fact tied to its exact words. Works offline.
    """


# ---- reading -----------------------------------------------------------------------------


@cli.command()
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
    world, status = _world(overlays)
    outcomes = Watched(_outcomes(paths, kind, overlays), quiet=output is None and sys.stdout.isatty())
    if form == "html":
        _write_pages(outcomes, output)
    else:
        with _opened(output) as out:
            show = _shower(form, _look(color, full, out, world))
            for outcome in outcomes:
                out.write(show(outcome))
                out.flush()
    context.exit(outcomes.status or status)


class Watched:
    """The outcomes on their way to a view: failures are told at once, and counted for the exit status."""

    def __init__(self, outcomes: Iterable[Outcome], *, quiet: bool) -> None:
        self._outcomes = outcomes
        self._progress = sys.stderr.isatty() and not quiet
        self.status = 0

    def __iter__(self) -> Iterator[Outcome]:
        for number, outcome in enumerate(self._outcomes, 1):
            if outcome.failure:
                self.tell(_reason(outcome), FAILED if outcome.failure == "reader" else UNREAD)
            elif self._progress:
                click.echo(f"\r{number} read", nl=False, err=True)
            yield outcome
        self._clear()

    def tell(self, message: str, status: int) -> None:
        """Say what failed; the reader's own failures outrank unreadable inputs in the exit status."""
        self._clear()
        complain(message)
        self.status = FAILED if FAILED in (status, self.status) else status

    def _clear(self) -> None:
        if self._progress:
            click.echo("\r\x1b[K", nl=False, err=True)


def _outcomes(paths: Sequence[str], kind: InputKind, overlays: Sequence[Path] = ()) -> Iterator[Outcome]:
    from onrecord.pages import pages
    from onrecord.runner import read_pages

    if not overlays:
        return read_pages(pages(paths, kind))
    from onrecord.known import load_known

    return read_pages(pages(paths, kind), load=partial(load_known, tuple(overlays)))


def _world(overlays: Sequence[Path]) -> tuple[World, int]:
    """Return the world with the user's tables over it, what did not fit in them told; and the exit status."""
    from onrecord.world import load_world

    world = load_world(tuple(overlays))
    for problem in world.problems:
        complain(str(problem))
    return world, TableError.exit_status if world.problems else 0


def _reason(outcome: Outcome) -> str:
    """Return the sentence of the note that says why, with the input's name if it has not got it."""
    note: Note = outcome.page.problem or outcome.reading.notes[-1]
    target = outcome.page.target
    return note.message if target in note.message else f"{target}: {note.message}"


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


def _look(color: str, full: bool, out: IO[str] | None = None, world: World | None = None) -> Look:
    """Return how a brief is to look on this terminal, or in this pipe."""
    from onrecord.views.brief import Look
    from onrecord.world import load_world

    country_name = (world or load_world()).country_name
    out = out or sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    colour = color == "always" or (color == "auto" and out.isatty() and not plain)
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return Look(width=width, colour=colour, country_name=country_name, everything=full)


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    """Open `output` for writing, or standard output, as UTF-8 whatever the locale says."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise click.BadParameter(
            f"{output} cannot be written: {error.strerror}.", param_hint="--output"
        ) from None


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
        with _opened(output) as out:
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


@cli.command()
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
    with _opened(None) as out:
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


# ---- asking ------------------------------------------------------------------------------


@cli.command()
@click.argument("text", required=False)
@click.option("--date", help="The day the phrase was used, such as 2018-10-20: offices change hands.")
@click.option("--context", "surroundings", help="Words around the phrase.")
@click.option("--country", help="The country it was used in or of (ISO 3166 alpha-3).")
@click.option(
    "--jsonl",
    "lines",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help='Read {"id", "text", "date", "context", "country"} lines instead, one answer a line; - is standard input.',
)
@options.overlay
@click.pass_context
def who(
    context: click.Context,
    text: str | None,
    date: str | None,
    surroundings: str | None,
    country: str | None,
    lines: IO[str] | None,
    overlays: tuple[Path, ...],
) -> None:
    """Say whom a phrase names: onrecord who "Russian foreign minister" --date 2018-10-20."""
    from onrecord.types import WhoQuery
    from onrecord.views.jsonl import read_query, write_line
    from onrecord.world.who import resolve_who

    if (text is None) == (lines is None):
        raise click.UsageError('Give one phrase, such as "Russian foreign minister", or --jsonl FILE.')
    world, status = _world(overlays)
    if text is not None:
        query = WhoQuery(text=text, date=date, context=surroundings, country=country)
        click.echo(write_line(resolve_who(query, world)))
    for number, line in enumerate(lines or (), 1):
        if line.strip():
            click.echo(write_line(resolve_who(read_query(line, number), world)))
    context.exit(status)


@cli.command()
@click.argument("path")
@click.argument("fact", required=False, metavar="[FACT_ID]")
@options.input_kind
@options.overlay
@click.pass_context
def explain(
    context: click.Context, path: str, fact: str | None, kind: InputKind, overlays: tuple[Path, ...]
) -> None:
    """Say why each fact of a report was coded, or the one with FACT_ID, and why others were not."""
    from onrecord.views.explain import explain as explained

    status = _world(overlays)[1] if overlays else 0
    outcomes = Watched(_outcomes([path], kind, overlays), quiet=True)
    with _opened(None) as out:
        for outcome in outcomes:
            if not outcome.failure:
                out.write(explained(outcome.reading, fact).rstrip("\n") + "\n")
    context.exit(outcomes.status or status)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from onrecord.views.schema import schema as made

    click.echo(json.dumps(made(), indent=2, ensure_ascii=False))


# ---- keeping -----------------------------------------------------------------------------


@cli.command()
@options.paths()
@options.store
@options.input_kind
@options.overlay
@click.option("--again", is_flag=True, help="Replace what is kept of these reports already.")
@click.pass_context
def add(
    context: click.Context,
    paths: tuple[str, ...],
    store_path: Path,
    kind: InputKind,
    overlays: tuple[Path, ...],
    again: bool,
) -> None:
    """Read reports and keep them; one that is kept already changes nothing."""
    from onrecord.store import keep, open_store

    counts = {"added": 0, "replaced": 0, "unchanged": 0}
    status = _world(overlays)[1] if overlays else 0
    with open_store(store_path, create=True) as store:
        outcomes = Watched(_outcomes(paths, kind, overlays), quiet=False)
        for outcome in outcomes:
            if outcome.failure:
                continue
            try:
                counts[keep(store, outcome.reading, again=again)] += 1
            except UnsoundError as error:
                outcomes.tell(str(error), FAILED)
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    click.echo(f"{store_path}: {told or 'nothing added'}")
    context.exit(outcomes.status or status)


@cli.command()
@click.argument("store_path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
def migrate(store_path: Path) -> None:
    """Bring a store that an older version made to this version's schema."""
    from onrecord.store import migrate_store

    before, after = migrate_store(store_path)
    click.echo(f"{store_path}: schema {before}" + (f" → {after}" if before != after else ", as it should be"))


@cli.command()
@click.argument("document", required=False, metavar="[ID]")
@options.store
@click.option("--search", metavar="WORDS", help="Only documents that hold all these words.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["brief", "jsonl", "html"]),
    default="brief",
    show_default=True,
    help="How one document is shown.",
)
@options.original
@options.full
@options.color
def show(
    document: str | None,
    store_path: Path,
    search: str | None,
    form: str,
    original: bool,
    full: bool,
    color: str,
) -> None:
    """List the documents that are kept, or show the one whose id begins with ID."""
    from onrecord.store import documents, open_store

    with open_store(store_path) as store:
        if document is None:
            for kept in documents(store, words=search):
                click.echo(_kept_line(kept))
            return
        reading = _kept_reading(store, document)
    if not original:
        reading = _corrected(reading, store_path)
    if form == "html":
        from onrecord.views.html import render_page

        click.echo(render_page(reading), nl=False)
        return
    if form == "jsonl":
        from onrecord.views.jsonl import write_line

        click.echo(write_line(reading))
        return
    from onrecord.views.brief import brief

    look = _look(color, full)
    click.echo(brief(reading, look), nl=False, color=look.colour)


def _corrected(reading: Reading, store_path: Path) -> Reading:
    """Return a kept reading with its actors as the table beside the store wants them seen."""
    from onrecord.store import corrected, corrections_path, read_corrections

    corrections, problems = read_corrections(corrections_path(store_path))
    for problem in problems:
        complain(problem)
    return corrected(reading, corrections)


def _kept_line(kept: KeptDocument) -> str:
    from onrecord.views.layout import printable

    title = printable(" · ".join(filter(None, (kept.title or "untitled", kept.publisher))))
    counts = f"{kept.actors} actors, {kept.attributions} said, {kept.events} events, {kept.agenda} ahead"
    return f"{kept.id[:12]}  {kept.published or 'undated':10}  {title}  ({counts})"


def _kept_reading(store: Store, beginning: str) -> Reading:
    from onrecord.store import find_documents, reading_of

    ids = find_documents(store, beginning)
    if len(ids) > 1:
        raise StoreError(
            f"{store.path} holds {len(ids)} documents whose id begins with '{beginning}'; give more of it."
        )
    reading = reading_of(store, ids[0]) if ids else None
    if reading is None:
        raise StoreError(
            f"{store.path} holds no document '{beginning}'; 'onrecord show --store {store.path}' lists them."
        )
    return reading


cli.add_command(actors)
