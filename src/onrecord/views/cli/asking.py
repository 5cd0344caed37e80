"""The commands that answer a question: `onrecord who`, `explain` and `schema`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import IO

import click

from onrecord.errors import InputError
from onrecord.views.cli import options
from onrecord.views.cli.explaining import explain_store, printed
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import Inputs, Watched, outcomes_of, world_with
from onrecord.views.cli.output import opened


def _iso_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a day as it was given; raises `BadParameter` if it is no ISO date."""
    if value is not None:
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"'{value}' is no date; write one such as 2018-10-20.") from None
    return value


@click.command()
@click.argument("text", required=False)
@click.option(
    "--date", callback=_iso_day, help="The day the phrase was used, such as 2018-10-20: offices change hands."
)
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
    world, status = world_with(overlays)
    if text is not None:
        query = WhoQuery(text=text, date=date, context=surroundings, country=country)
        click.echo(write_line(resolve_who(query, world)))
    for number, line in enumerate(lines or (), 1):
        if not line.strip():
            continue
        try:
            query = read_query(line, number)
        except InputError as error:  # a wrong line costs no other line its answer
            complain(str(error))
            status = InputError.exit_status
            continue
        click.echo(write_line(resolve_who(query, world)))
    context.exit(status)


@click.command()
@click.argument("path", required=False)
@click.argument("fact", required=False, metavar="[FACT_ID|WORDS]")
@options.input_kind
@options.overlay
@click.option(
    "--store",
    "store_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Explain what this store keeps: PATH is a DOCUMENT, a happening, a story, or DOCUMENT:EVENT beside another.",
)
@click.pass_context
def explain(
    context: click.Context,
    path: str | None,
    fact: str | None,
    kind: str,
    overlays: tuple[Path, ...],
    store_path: Path | None,
) -> None:
    """Say which rule, table row or model score decided the fact with FACT_ID; without it, count the facts of each layer.

    Ids are in the record (`onrecord read --format jsonl`). With WORDS of the report instead, say what their sentence gave
    the record, what was considered in it, and why it was left out.

    With --store, say why reports and events were joined or kept apart (the parts of each score, for and against), and what
    people corrected: of all pairs; of a happening (h_...) or story (s_...); of two reports or two events (DOCUMENT:EVENT); or
    of a DOCUMENT and its facts.
    """
    if store_path is not None:
        explain_store(store_path, [name for name in (path, fact) if name is not None])
        return
    if path is None:
        raise click.UsageError("Give a PATH, or --store FILE.")
    context.exit(_explain_inputs(path, fact, kind, overlays))


def _explain_inputs(path: str, fact: str | None, kind: str, overlays: tuple[Path, ...]) -> int:
    """Read an input and print the reasons of a fact, of words, or of all; return the exit status."""
    from onrecord.views.considered import explain_sentences, sentences_with
    from onrecord.views.explain import explain as explained
    from onrecord.views.explain import find_fact

    status = world_with(overlays)[1] if overlays else 0
    outcomes = Watched(outcomes_of(Inputs(paths=[path], kind=kind), overlays), quiet=True)
    read = [(outcome.reading, outcome.language) for outcome in outcomes if not outcome.failure]
    told: list[str] = []
    for reading, language in read:
        if fact is None or find_fact(reading, fact) is not None:
            told.append(explained(reading, fact))
        elif sentences := sentences_with(reading, language, fact):
            told.append("\n".join(explain_sentences(reading, language, sentences)))
    if fact is not None and read and not told:
        raise InputError("\n".join(explained(reading, fact) for reading, _ in read))
    with opened(None) as out:
        for text in told:
            out.write(printed(text) + "\n")
    return outcomes.status or status


@click.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from onrecord.views.schema import schema as made

    click.echo(json.dumps(made(), indent=2, ensure_ascii=False))
