"""The commands on many inputs: `onrecord run` and `gather`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.lexicon.columns import Columns
from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import FAILED, UNREAD, report_skipped, world_with
from onrecord.views.cli.progress import Progress
from onrecord.views.cli.together import assemble_kept

if TYPE_CHECKING:  # heavy: the reader behind them is loaded only by a command that reads
    from onrecord.assembly.types import Assembly
    from onrecord.runner.run import Plan, Summary
    from onrecord.store import Change

SHARD_PAGES, TRIES, SECONDS, WINDOW_DAYS = (
    1000,
    3,
    600.0,
    30,
)  # as of the runner, which is loaded only when it runs


class Watch:
    """Hears of each page; on a terminal a line says how far the run is."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

    def begin(self, plan: Plan) -> Watch:
        """Take the plan of a run, before it reads."""
        if plan.finished:
            complain(
                f"{counted(len(plan.finished), 'shard')} were finished before; {len(plan.shards):,} are left."
            )
        if sys.stderr.isatty():
            self._progress = Progress(sys.stderr, plan.pages)
        return self

    def __call__(self, failed: bool) -> None:
        """Count a page."""
        if self._progress is not None:
            self._progress.step(failed=failed)

    def clear(self) -> None:
        """Take the line away."""
        if self._progress is not None:
            self._progress.clear()


scheduler = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The address of a Dask scheduler, such as tcp://node1:8786, whose workers do the work instead of processes of our own.",
)


@click.command()
@options.paths()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder of the tables, one folder a layer.",
)
@options.input_kind
@options.columns
@options.overlay
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read.  [default: one a core]",
)
@scheduler
@click.option(
    "--shard-pages",
    type=click.IntRange(min=1),
    default=SHARD_PAGES,
    show_default=True,
    metavar="N",
    help="How many pages are one task: what a process that is killed loses at most.",
)
@click.option(
    "--tries",
    type=click.IntRange(min=1),
    default=TRIES,
    show_default=True,
    metavar="N",
    help="How often a page of which processes die is tried before it is set aside.",
)
@click.option(
    "--page-seconds",
    type=click.FloatRange(min=1),
    default=SECONDS,
    show_default=True,
    metavar="S",
    help="How long a process may read one page before it is ended as if it had died.",
)
@click.pass_context
def run(
    context: click.Context,
    paths: tuple[str, ...],
    out: Path,
    kind: str,
    columns: Columns,
    overlays: tuple[Path, ...],
    jobs: int | None,
    scheduler: str | None,
    shard_pages: int,
    tries: int,
    page_seconds: float,
) -> None:
    """Read many reports into Parquet: one file a layer and shard.

    A run that was stopped or killed goes on where it was when the same command is given again. manifest.json has the account,
    and the table 'inputs' a row for each page: read, skipped or failed, and why.
    """
    from onrecord.runner.run import Options
    from onrecord.runner.run import run as read_all
    from onrecord.runner.shards import Cut

    status = world_with(overlays)[1] if overlays else 0
    report_skipped(paths)
    watch = Watch()
    chosen = Options(
        cut=Cut(kind=kind, columns=columns, size=shard_pages),
        overlays=tuple(path.resolve() for path in overlays),
        jobs=jobs,
        scheduler=scheduler,
        tries=tries,
        seconds=page_seconds,
    )
    targets = [str(Path(path).absolute()) for path in paths] if scheduler and "-" not in paths else paths
    try:
        summary = read_all(targets, out, chosen, watch.begin)
    except KeyboardInterrupt:
        watch.clear()
        complain(f"Stopped; the same command goes on from the shards that are finished in {out}.")
        raise
    watch.clear()
    for shard, why in summary.unread.items():
        complain(f"The shard of {shard} was not read ({why}); the same command tries it again.")
    click.echo(f"{out}: {_account(summary)}")
    context.exit(_status(summary) or status)


def _account(summary: Summary) -> str:
    parts = [f"{summary.read:,} read", f"{summary.skipped:,} skipped", f"{summary.failed:,} failed"]
    reasons = ", ".join(f"{number:,} {code}" for code, number in summary.reasons.items())
    return ", ".join(parts) + f" in {counted(summary.shards, 'shard')}" + (f" ({reasons})" if reasons else "")


def _status(summary: Summary) -> int:
    if summary.unread or summary.reasons.get("failed"):
        return FAILED
    return UNREAD if summary.failed else 0


@click.command()
@click.argument("run_path", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="RUN")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A folder for tables by month, of all layers and of what reports say together, with a codebook.",
)
@click.option(
    "--store",
    "store_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A store, such as news.db, that keeps the reports and what they say together.",
)
@click.option(
    "--window",
    type=click.IntRange(min=1),
    default=WINDOW_DAYS,
    show_default=True,
    metavar="DAYS",
    help="How many days of reports are one task of the assembly, beside the 60 before them; any number gives the same result.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes work.  [default: one a core]",
)
@scheduler
@options.overlay
@click.pass_context
def gather(
    context: click.Context,
    run_path: Path,
    out: Path | None,
    store_path: Path | None,
    window: int,
    jobs: int | None,
    scheduler: str | None,
    overlays: tuple[Path, ...],
) -> None:
    """Assemble what a run has read, and lay it out for analysis, or keep it in a store.

    RUN is the folder that 'onrecord run' wrote. Its reports are assembled in windows of days: the copies, entities, stories,
    happenings, plans and disagreements are those that a store of the same reports has.
    """
    from onrecord.assembly.entities import offices_in
    from onrecord.runner.gather import Gathering, assembled, check_target, lay_out

    if out is None and store_path is None:
        raise click.UsageError("Give --out DIR for tables, --store FILE for a store, or both.")
    if out is not None:
        check_target(out)  # before hours of assembly
    world, status = world_with(overlays)
    how = Gathering(days=window, jobs=jobs, scheduler=scheduler)
    assembly = assembled(run_path, offices_in(world), how)
    if out is not None:
        rows = lay_out(run_path, out, assembly, how)
        click.echo(f"{out}: " + ", ".join(f"{number:,} {table}" for table, number in rows.items()))
    if store_path is not None:
        kept = _into_store(run_path, store_path, assembly, overlays)
        click.echo(f"{store_path}: " + ", ".join(f"{number:,} {change}" for change, number in kept.items()))
    context.exit(status)


def _into_store(
    run_path: Path, store_path: Path, assembly: Assembly, overlays: tuple[Path, ...]
) -> Counter[Change]:
    """Keep the reports of a run; take its assembly, unless the store has more reports or corrections than it knows of."""
    from onrecord.runner.gather import readings_of, shards_in
    from onrecord.store import (
        begin_run,
        corrections_path,
        end_run,
        keep,
        open_store,
        publications,
        take_assembly,
        writing,
    )

    changes: Counter[Change] = Counter()
    with open_store(store_path, create=True) as store:
        run = begin_run(store)
        is_new = not publications(store) and not corrections_path(store_path).exists()
        for done in shards_in(run_path):
            with writing(store):
                changes.update(
                    keep(store, reading, run=run) for reading in readings_of(run_path, done.shard.name)
                )
        if is_new:
            take_assembly(store, assembly, run=run)
        else:
            assemble_kept(store, run, overlays)
        end_run(store, run)
    return changes
