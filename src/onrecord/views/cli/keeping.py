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
from onrecord.lexicon.columns import Columns
from onrecord.lexicon.forms import counted
from onrecord.types import Note, Reading
from onrecord.views.cli import options
from onrecord.views.cli.collecting import KeptPages, print_page
from onrecord.views.cli.correcting import known_corrections, tell_lost
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import (
    FAILED,
    Inputs,
    Watched,
    failure_of,
    outcomes_of,
    stoppable,
    world_with,
)
from onrecord.views.cli.output import look_for, opened
from onrecord.views.cli.together import assemble_kept
from onrecord.views.formats import KEPT_FORMATS, Format, Shown, write_items

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.runner import Outcome
    from onrecord.store import Change, Checked, KeptDocument, RunId, Store

CHANGES: tuple[Change, ...] = ("added", "replaced", "unchanged")  # that the last line of `add` counts


@click.command()
@options.paths()
@options.store
@options.input_kind
@options.columns
@options.jobs
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
    columns: Columns,
    jobs: int | None,
    overlays: tuple[Path, ...],
    again: bool,
    assembles: bool,
) -> None:
    """Read reports and keep them; one that is kept already is not read again.

    Each report is kept as soon as it is read: what was stopped or killed goes on where it was when the same command is
    given again. At the end, what all reports of the store say together is brought up to date: the same as 'onrecord
    assemble' makes from nothing, but only what the new reports touch is looked at.
    """
    from onrecord.store import KeptIn, begin_run, end_run, known_page, open_store, unassembled

    status = world_with(overlays)[1] if overlays else 0
    kept, counts = KeptPages(store_path), Counter[str]()
    inputs = Inputs(paths=paths, kind=kind, columns=columns, keep=kept.keep)
    with open_store(store_path, create=True) as store, KeptIn(store_path) as is_known, kept:
        run = begin_run(store)
        outcomes = Watched(
            outcomes_of(
                inputs,
                overlays,
                jobs=jobs,
                keeps_language=False,
                known_page=None if again else partial(known_page, store),
                is_known=None if again else is_known,
            ),
            quiet=False,
            count=inputs.count,
        )
        with stoppable(outcomes, lambda: _stopped(store, run)):
            for outcome in outcomes:
                counts[_kept(store, run, outcome, outcomes, again=again)] += 1
                kept.note(outcome)
            if assembles and unassembled(store):  # also what an earlier run kept and could not assemble
                assemble_kept(store, run, overlays)
        end_run(store, run)
        tell_lost(store)
    click.echo(f"{store_path}: {_summary(counts) or 'nothing added'}")
    context.exit(outcomes.status or status)


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[what]} {what}" for what in CHANGES if counts[what])


def _stopped(store: Store, run: RunId) -> str:
    """Say what a run has kept, by its journal: Ctrl-C may come between keeping a report and counting it."""
    from onrecord.store import runs

    counts = Counter[str]()
    for kept in runs(store):
        if kept.id == run:
            counts.update(added=kept.added, replaced=kept.replaced, unchanged=kept.unchanged)
    return f"{_summary(counts) or 'nothing added'} in {store.path}; the same command goes on from there."


def _kept(store: Store, run: RunId, outcome: Outcome, outcomes: Watched, *, again: bool) -> Change:
    """Keep one outcome; return what changed. The journal has a line for it, whatever it is."""
    change, failure = keep_outcome(store, run, outcome, again=again)
    if failure is not None and not outcome.failure:
        outcomes.report(failure.message, FAILED, outcome.page.target)
    return change


def keep_outcome(
    store: Store, run: RunId, outcome: Outcome, *, again: bool = False
) -> tuple[Change, Note | None]:
    """Keep one outcome; return what changed, and why it failed if it did. The journal has a line for it."""
    from onrecord.store import keep, note_failure, note_page, note_unchanged, writing

    page, document = outcome.page, outcome.reading.document.id
    if outcome.failure:
        failure = failure_of(outcome)
        note_failure(store, run, page.target, failure)
        return "failed", failure
    try:
        with writing(store):
            if outcome.known:
                note_unchanged(store, run, document)
            change: Change = (
                "unchanged" if outcome.known else keep(store, outcome.reading, again=again, run=run)
            )
            note_page(store, run, page, document)
    except UnsoundError as error:
        failure = Note(code="failed", message=str(error))
        note_failure(store, run, page.target, failure)
        return "failed", failure
    return change, None


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
@click.option(
    "--repair",
    "repairs",
    is_flag=True,
    help="Make anew what is derived from the reports, where it is damaged: indexes, what questions go by, the assembly.",
)
@options.overlay
@click.pass_context
def check(
    context: click.Context, store_path: Path, target: Path | None, repairs: bool, overlays: tuple[Path, ...]
) -> None:
    """Check a store: its pages, indexes and references, each reading against its hash, and what is derived against it.

    What is derived from the reports can be made anew in its place (--repair); what is sound of the reports themselves can be
    saved into a new store (--save).
    """
    from onrecord.store import check_store, repair_store, save_store

    found = check_store(store_path)
    _tell_damage(store_path, found)
    if repairs and found.damage:
        found = repair_store(store_path, partial(_assembled_anew, overlays=overlays), found)
        _tell_damage(store_path, found)
    if target is not None:
        saved = save_store(store_path, target)
        click.echo(f"{target}: {saved.whole} saved, {saved.bare} to be read again, {saved.lost} lost")
    elif found.damage:
        complain(_help_with(store_path, found))
    context.exit(StoreError.exit_status if found.damage else 0)


def _tell_damage(store_path: Path, found: Checked) -> None:
    for damage in found.damage:
        complain(f"{store_path}: {damage}.")
    sound, damaged = counted(found.sound, "document"), counted(len(found.damage), "fault")
    click.echo(f"{store_path}: {sound} sound, {damaged if found.damage else 'no fault'}")


def _help_with(store_path: Path, found: Checked) -> str:
    """Return what can be done about damage."""
    if found.is_derived:
        return f"All of this can be made anew from the reports: run 'onrecord check {store_path} --repair'."
    return f"What is sound can be saved into a new store: run 'onrecord check {store_path} --save NEW'."


def _assembled_anew(store: Store, overlays: Sequence[Path]) -> None:
    from onrecord.store import begin_run, end_run

    run = begin_run(store)
    assemble_kept(store, run, overlays, anew=True)
    end_run(store, run)


@click.command()
@click.argument("document", required=False, metavar="[ID]")
@options.store
@click.option("--search", metavar="WORDS", help="Only documents that hold all these words.")
@options.form(KEPT_FORMATS, "brief")
@options.original
@options.full
@options.color
@click.option("--page", "is_page", is_flag=True, help="Print the page of ID as it was fetched.")
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
    is_page: bool,
) -> None:
    """List the documents that are kept, or show the one whose id begins with ID.

    With --format and without ID, all documents that are kept, or those that --search finds, are printed in that format.
    """
    from onrecord.store import documents, open_store

    if is_page:
        print_page(store_path, document)
        return
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
    from onrecord.store import corrector
    from onrecord.store.corrections.kept import kept_reading

    correct = corrector(() if original else known_corrections(store))
    for beginning in beginnings:
        yield correct(kept_reading(store, beginning))


def _kept_line(kept: KeptDocument) -> str:
    from onrecord.views.layout import printable

    title = printable(" · ".join(filter(None, (kept.title or "untitled", kept.publisher))))
    actors, events = counted(kept.actors, "actor"), counted(kept.events, "event")
    counts = f"{actors}, {kept.attributions} said, {events}, {kept.agenda} ahead"
    return f"{kept.id[:12]}  {kept.published or 'undated':10}  {title}  ({counts})"
