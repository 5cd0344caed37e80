"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from onrecord.lexicon.columns import Columns
from onrecord.pages import AUTO, KINDS
from onrecord.views.formats import Format

F = TypeVar("F", bound=Callable[..., Any])


def paths(required: bool = True) -> Callable[[F], F]:
    """Return the argument that takes any number of inputs."""
    return click.argument("paths", nargs=-1, required=required, metavar="PATH...")


def text_or_jsonl(help: str) -> Callable[[F], F]:  # noqa: A002 - the name that click gives it
    """Return the option of commands that print an account of their own; the command gets it as `form`."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help=help
    )


input_kind = click.option(
    "--input",
    "kind",
    type=click.Choice([AUTO, *KINDS]),
    default=AUTO,
    show_default=True,
    help="What the inputs are. auto: by name and content; "
    + "; ".join(f"{kind.name}: {kind.help}" for kind in KINDS.values())
    + ".",
)


COLUMNS = {  # by option: the field of the document, and what the column holds
    "text": ("text", "the texts"),
    "title": ("title", "the titles"),
    "date": ("published", "the days of publication"),
    "outlet": ("publisher", "the publishers"),
    "id": ("id", "your own ids"),
    "url": ("url", "the addresses"),
}


def columns(command: F) -> F:
    """Add the options that name the columns of tables and JSON objects; the command gets them as `columns`."""

    @wraps(command)
    def with_columns(*arguments: Any, **options: Any) -> Any:
        named = {field: options.pop(f"column_{field}") for field, _ in COLUMNS.values()}
        return command(*arguments, columns=Columns(**named), **options)

    added: Any = with_columns
    for name, (field, held) in reversed(COLUMNS.items()):
        added = click.option(
            f"--{name}",
            f"column_{field}",
            metavar="COLUMN",
            help=f"The column of a table, or field of JSON, with {held}; by default found by its name.",
        )(added)
    return cast("F", added)


jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read.  [default: one a core; for a few reports, or from standard input, one]",
)


def form(formats: Mapping[str, Format[Any]], default: str) -> Callable[[F], F]:
    """Return the option that chooses one of a table of formats."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(formats)),
        default=default,
        show_default=True,
        help="; ".join(f"{form.name}: {form.help}" for form in formats.values()) + ".",
    )


color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours in what people read; auto: on a terminal, unless NO_COLOR is set.",
)
full = click.option("--full", is_flag=True, help="All that was found, not the most telling few.")
original = click.option("--original", is_flag=True, help="As it was read, without what people corrected.")
store = click.option(
    "--store",
    "store_path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The store, one SQLite file, such as news.db.",
)
overlay = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    envvar="ONRECORD_OVERLAY",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A table of your own (TSV) that adds to what is known of people, bodies, offices and places, and corrects it; may be given more than once.",
)


def complain(message: str) -> None:
    """Report an error on standard error; nothing in it steers a terminal, whatever the name of a file holds."""
    from onrecord.views.layout import printable

    click.echo(f"onrecord: {printable(message)}", err=True)
