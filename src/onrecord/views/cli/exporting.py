"""The commands that write what a store keeps for others: `onrecord export`, `release` and `validate`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import InputError
from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.options import complain

if TYPE_CHECKING:  # loaded when a command runs
    from onrecord.views.exports import Export
    from onrecord.views.exports.run import Exported
    from onrecord.views.release import Released

MOST_FAULTS = 20  # that are told of one file

counting = click.option(
    "--counting",
    type=click.Choice(["reports", "happenings"]),
    required=True,
    help="reports: each report that tells of an event counts; happenings: each distinct happening counts once.",
)


class _Formats(click.Group):
    """One command a format, made of the table of formats when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        from onrecord.views.exports import EXPORTS

        return list(EXPORTS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        from onrecord.views.exports import EXPORTS

        return command_of(EXPORTS[name]) if name in EXPORTS else None


@click.group(cls=_Formats)
def export() -> None:
    """Write what a store keeps for other programs: 'onrecord export FORMAT --help' says what a format takes."""


def command_of(chosen: Export) -> click.Command:
    """Return the command of a format, with the filters of its question."""
    from onrecord.questions.filters import Filters
    from onrecord.questions.streaming import filters_streamed
    from onrecord.views.cli.questions import parameter
    from onrecord.views.exports.encodings import ENCODINGS

    def run(store_path: Path, output: Path | None, **values: Any) -> None:
        _run(chosen, store_path, output, values)

    run.__doc__ = f"Write {chosen.help}."
    decorated: Callable[..., Any] = run
    for row in reversed(filters_streamed(chosen.question) if chosen.question else ()):
        decorated = parameter(row, getattr(Filters(), row.name))(decorated)
    if "encoding" in chosen.options:
        decorated = click.option(
            "--as", "encoding", type=click.Choice(list(ENCODINGS)), default="csv", show_default=True,
            help="How the table is written. " + "; ".join(f"{e.name}: {e.help}" for e in ENCODINGS.values()) + ".",
        )(decorated)  # fmt: skip
    if "zeros" in chosen.options:
        decorated = click.option("--zeros", is_flag=True, help="A row for each two countries that share an event and each period, also where nothing happened.")(decorated)  # fmt: skip
    if "trees" in chosen.options:
        decorated = click.option("--trees", is_flag=True, help="Read the texts again, for lemmas, tags and trees; takes as long as reading them did.")(decorated)  # fmt: skip
    if chosen.counts:
        decorated = counting(decorated)
    what = "FOLDER" if chosen.folder else "FILE"
    decorated = click.option(
        "--output", type=click.Path(path_type=Path), metavar=what, required=chosen.begin is None,
        help=f"Where to write{', instead of standard output' if chosen.begin else ''}; {'about.json in it' if chosen.folder else f'{what}.about.json'} says what it is.",
    )(decorated)  # fmt: skip
    return click.command(chosen.name, short_help=chosen.help)(options.store(decorated))


def _run(chosen: Export, store_path: Path, output: Path | None, values: dict[str, Any]) -> None:
    from onrecord.questions import open_questions
    from onrecord.views.exports.job import Options
    from onrecord.views.exports.run import export as write

    how = Options(**{name: values.pop(name) for name in chosen.options if name in values})
    counts = values.pop("counting", None)
    if output is None and how.encoding == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text; name a file with --output.")
    with open_questions(store_path) as store:
        target = output if output is not None else sys.stdout.buffer
        done = write(store, chosen.name, target, values, counting=counts, options=how)
    sys.stdout.flush()
    _tell(done, counts, output)


def _tell(done: Exported, counts: str | None, output: Path | None) -> None:
    """Say on standard error what was written, what is counted, and what was left out."""
    for line in done.notes:
        complain(line)
    for line in done.meant:
        complain(f"It is about {line}.")
    counted_as = f", counting {counts}" if counts else ""
    complain(f"{output or done.export.name}: {counted(done.rows, 'row')}{counted_as}.")
    for reason, number in sorted(done.left_out.items()):
        complain(f"{number:,} left out: {reason}.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@options.store
@counting
@click.option("--excerpts/--no-excerpts", default=True, show_default=True, help="Whether words of the reports are in it, or only where they stand.")  # fmt: skip
@click.option("--title", default="Political events coded by onrecord", show_default=True, help="The title of the data set.")  # fmt: skip
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Who made the data set: 'Family, Given', or the name of a body; may be given more than once.")  # fmt: skip
@click.option("--version", "version", default="1.0.0", show_default=True, help="The version of the data set.")
@click.option("--licence", default="CC-BY-4.0", show_default=True, help="The licence of the data set, by its SPDX name.")  # fmt: skip
@click.option("--since", metavar="DAY", help="Published on this day or later.")
@click.option("--until", metavar="DAY", help="Published on this day or earlier.")
@click.option("--outlet", metavar="NAME", help="The outlet that published it.")
@click.option(
    "--story", metavar="ID", help="The story that the report is part of, by the id or its beginning."
)
def release(folder: Path, store_path: Path, **values: Any) -> None:
    """Make a data set that can be cited: tables as Parquet and CSV, codebook, datapackage.json, CITATION.cff, checksums.

    What was read and what could not be read is listed. The same store gives the same bytes.
    """
    from onrecord.questions import open_questions
    from onrecord.views.release import Asked, make_release

    with open_questions(store_path) as store:
        done: Released = make_release(store, folder, Asked(**values))
    for line in done.notes:
        complain(line)
    click.echo(
        f"{folder}: {counted(done.reports, 'report')}, {counted(done.rows, 'row')}, {counted(done.files, 'file')}"
    )


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--as", "form", metavar="FORMAT", help="What the file is: a name of 'onrecord export'; by default found by what is in and beside it.")  # fmt: skip
@click.pass_context
def validate(context: click.Context, paths: tuple[Path, ...], form: str | None) -> None:
    """Check files of ours: records, exports, release folders; say what is wrong and where."""
    from onrecord.views.validate import validated

    failed = False
    for path in paths:
        found = validated(path, form)
        for number, fault in enumerate(found.faults):
            if number < MOST_FAULTS:
                complain(f"{fault.where}: {fault.message}")
        more = found.number - MOST_FAULTS
        if more > 0:
            complain(f"{path}: {counted(more, 'more fault')}.")
        failed = failed or found.number > 0
        click.echo(
            f"{path}: {found.what}, {counted(found.checked, 'row')} checked, {counted(found.number, 'fault') if found.number else 'no fault'}"
        )
    context.exit(InputError.exit_status if failed else 0)
