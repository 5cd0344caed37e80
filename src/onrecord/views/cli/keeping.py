"""The commands on a store: `onrecord add`, `migrate`, `check` and `show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from onrecord.errors import StoreError, UnsoundError
from onrecord.lexicon.forms import counted
from onrecord.types import Note, Reading
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import FAILED, Watched, failure_of, outcomes_of, world_with
from onrecord.views.cli.output import look_for, opened
from onrecord.views.cli.together import assemble_kept
from onrecord.views.formats import KEPT_FORMATS, Format, Shown, write_items

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.runner import Outcome
    from onrecord.store import Change, KeptDocument, RunId, Store

CHANGES: tuple[Change, ...] = ("added", "replaced", "unchanged")  # that the last line of `add` counts


@click.command()
@options.paths()
@options.store
@options.input_kind
@options.overlay
@click.option("--again", is_flag=True, help="Replace what is kept of these reports already.")
@click.option(
    "--assemble/--no-assemble",
    "assembles",
    default=True,
    help="Whether to bring up to date at the end what all reports of the store say together.  [default: assemble]",
)
@click.pass_context
def add(
    context: click.Context,
    paths: tuple[str, ...],
    store_path: Path,
    kind: str,
    overlays: tuple[Path, ...],
    again: bool,
    assembles: bool,
) -> None:
    """Read reports and keep them; one that is kept already is not read again.

    At the end, what all reports of the store say together is brought up to date: the same as 'onrecord assemble' makes
    from nothing, but only what the new reports touch is looked at.
    """
    from onrecord.store import begin_run, end_run, is_kept, open_store, unassembled

    status = world_with(overlays)[1] if overlays else 0
    with open_store(store_path, create=True) as store:
        run = begin_run(store)
        known = partial(is_kept, store) if not again else lambda _: False
        outcomes = Watched(outcomes_of(paths, kind, overlays, known), quiet=False)
        counts = Counter(_kept(store, run, outcome, outcomes, again=again) for outcome in outcomes)
        if assembles and unassembled(store):  # also what an earlier run kept and, killed, could not assemble
            assemble_kept(store, run, overlays)
        end_run(store, run)
    summary = ", ".join(f"{counts[what]} {what}" for what in CHANGES if counts[what])
    click.echo(f"{store_path}: {summary or 'nothing added'}")
    context.exit(outcomes.status or status)


def _kept(store: Store, run: RunId, outcome: Outcome, outcomes: Watched, *, again: bool) -> Change:
    """Keep one outcome; return what changed. The journal has a line for it, whatever it is."""
    from onrecord.store import keep, note_failure, note_unchanged

    if outcome.failure:
        note_failure(store, run, outcome.page.target, failure_of(outcome))
        return "failed"
    if outcome.known:
        note_unchanged(store, run, outcome.reading.document.id)
        return "unchanged"
    try:
        return keep(store, outcome.reading, again=again, run=run)
    except UnsoundError as error:
        outcomes.report(str(error), FAILED)
        note_failure(store, run, outcome.page.target, Note(code="failed", message=str(error)))
        return "failed"


@click.command()
@click.argument("store_path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
def migrate(store_path: Path) -> None:
    """Bring a store that an older version made to this version's schema."""
    from onrecord.store import migrate_store

    before, after = migrate_store(store_path)
    click.echo(f"{store_path}: schema {before}" + (f" → {after}" if before != after else ", as it should be"))


@click.command()
@click.argument("store_path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option(
    "--save",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="NEW",
    help="Save what is sound into a new store.",
)
@click.pass_context
def check(context: click.Context, store_path: Path, target: Path | None) -> None:
    """Check a store: its pages, indexes and references, and each reading against the hash written with it."""
    from onrecord.store import check_store, save_store

    found = check_store(store_path)
    for damage in found.damage:
        complain(f"{store_path}: {damage}.")
    sound, damaged = counted(found.sound, "document"), counted(len(found.damage), "fault")
    click.echo(f"{store_path}: {sound} sound, {damaged if found.damage else 'no fault'}")
    if target is not None:
        saved = save_store(store_path, target)
        click.echo(f"{target}: {saved.whole} saved, {saved.bare} to be read again, {saved.lost} lost")
    context.exit(StoreError.exit_status if found.damage else 0)


@click.command()
@click.argument("document", required=False, metavar="[ID]")
@options.store
@click.option("--search", metavar="WORDS", help="Only documents that hold all these words.")
@options.form(KEPT_FORMATS, "brief")
@options.original
@options.full
@options.color
@click.pass_context
def show(
    context: click.Context,
    document: str | None,
    store_path: Path,
    search: str | None,
    form: str,
    original: bool,
    full: bool,
    color: str,
) -> None:
    """List the documents that are kept, or show the one whose id begins with ID.

    With --format and without ID, all documents that are kept, or those that --search finds, are printed in that format.
    """
    from onrecord.store import documents, open_store

    chosen, is_listed = KEPT_FORMATS[form], context.get_parameter_source("form") is ParameterSource.DEFAULT
    with open_store(store_path) as store, opened(None) as out:
        if document is None and is_listed:
            for kept in documents(store, words=search):
                click.echo(_kept_line(kept))
            return
        asked = [document] if document else [kept.id for kept in documents(store, words=search)]
        _refuse_several(chosen, len(asked))
        readings = _kept_readings(store, asked, original=original)
        write_items(chosen, (Shown(reading) for reading in readings), out, look_for(color, full, out))


def _refuse_several(form: Format[Shown], number: int) -> None:
    """Raise `UsageError` if several documents are asked for in a format of one file a document."""
    if form.suffix and number > 1:
        raise click.UsageError(f"--format {form.name} shows one document, and {number} are kept; give an ID.")


def _kept_readings(store: Store, beginnings: Sequence[str], *, original: bool) -> Iterator[Reading]:
    """Yield kept readings with the corrections of the table beside the store, unless `original`."""
    from onrecord.store import corrected, corrections_path, read_corrections

    corrections, problems = ((), ()) if original else read_corrections(corrections_path(store.path))
    for problem in problems:
        complain(problem)
    for beginning in beginnings:
        yield corrected(_kept_reading(store, beginning), corrections)


def _kept_line(kept: KeptDocument) -> str:
    from onrecord.views.layout import printable

    title = printable(" · ".join(filter(None, (kept.title or "untitled", kept.publisher))))
    actors, events = counted(kept.actors, "actor"), counted(kept.events, "event")
    counts = f"{actors}, {kept.attributions} said, {events}, {kept.agenda} ahead"
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
