"""The commands on all corrections of a store: `onrecord corrections list`, `export`, `import`, `undo`, `score`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.correcting import (
    assemble_again,
    assembling,
    correcting,
    hold,
    known_corrections,
    line_of,
)
from onrecord.views.cli.options import complain
from onrecord.views.cli.output import opened
from onrecord.views.layout import printable

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.store import Correction, FactCorrection, Store
    from onrecord.store.corrections.score import Line


@click.group()
def corrections() -> None:
    """List, export, import, undo and score the corrections of a store.

    They are lines of a table beside the store (news.db: news.corrections.tsv), which can be read, compared, edited and kept
    under version control. They hold for reports that are added later, and for those that a newer version reads again: a fact
    is named by its words. A correction that finds its fact no more is kept, and told.
    """


_by = click.option("--author", "by", metavar="NAME", help="Only those of this author.")


def _made_by(found: Iterable[Correction], by: str | None) -> list[Correction]:
    return [correction for correction in found if by in (None, correction.author)]


@corrections.command("list")
@options.store
@_by
def list_(store_path: Path, by: str | None) -> None:
    """List the corrections that hold, what each changes, and which find their fact no more."""
    from onrecord.store import changes_of, open_store
    from onrecord.store.corrections.kept import found_by

    with open_store(store_path) as store:
        found = known_corrections(store)
        changes, states = changes_of(store, found), found_by(store, found)
    for correction in _made_by(found, by):
        state = states.get(correction.line)
        what = counted(changes[correction.line], "document") if state is None else state.state
        why = f": {printable(state.why)}" if state is not None and state.why else ""
        click.echo(f"{line_of(correction)}  ({what}{why})")


@corrections.command()
@options.store
@_by
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to FILE."
)
def export(store_path: Path, by: str | None, output: Path | None) -> None:
    """Print the corrections as JSON lines, one object a correction; 'import' takes them."""
    from onrecord.store import open_store
    from onrecord.store.corrections import write_line

    with open_store(store_path) as store:
        found = known_corrections(store)
    with opened(output) as out:
        for correction in _made_by(found, by):
            out.write(write_line(correction) + "\n")


@corrections.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@options.store
@click.option(
    "--replace", "replaces", is_flag=True, help="Where two people differ on a fact, take what FILE says."
)
@assembling
@click.pass_context
def import_(context: click.Context, file: Path, store_path: Path, replaces: bool, assembles: bool) -> None:
    """Take over the corrections of FILE: JSON lines of 'export', or the table of another store.

    Those that this store has already are passed over. Where both correct one field and differ, and where they contradict each
    other, this is told, and what holds here stays.
    """
    from onrecord.store.corrections.exchange import read_exchange, taken_over

    offered, problems = read_exchange(file)
    with correcting(store_path) as store:
        known = known_corrections(store)
        wanted, conflicts = taken_over(known, offered, replaces=replaces)
        for problem in (*problems, *conflicts):
            complain(problem)
        hold(store, wanted, assembles=assembles)
    context.exit(StoreError.exit_status if problems or conflicts else 0)


@corrections.command()
@click.argument("correction", required=False, metavar="[ID]")
@options.store
@assembling
def undo(correction: str | None, store_path: Path, assembles: bool) -> None:
    """Undo the correction with ID, or what the last command corrected; it stays in the table as a comment."""
    from onrecord.store import corrections_path, undo_correction

    with correcting(store_path) as store:
        for undone in undo_correction(corrections_path(store.path), correction):
            click.echo(f"undone: {line_of(undone)}")
        if assembles:
            assemble_again(store)


# ---- the score ---------------------------------------------------------------------------


@corrections.command()
@options.store
@options.overlay
@click.option(
    "--anew/--no-anew",
    default=True,
    help="Whether to read the texts of corrected facts with this version, and compare.  [default: anew]",
)
@options.text_or_jsonl("text: a table; jsonl: one object a line.")
def score(store_path: Path, overlays: tuple[Path, ...], anew: bool, form: str) -> None:
    """Say how many of the facts that people judged were right as read, and how many this version reads rightly now.

    A fact is judged if it was corrected, withdrawn, or confirmed with 'onrecord correct ... --right'.
    """
    from onrecord.store import open_store, reading_of
    from onrecord.store.corrections.score import judged_facts
    from onrecord.store.corrections.score import score as scored

    with open_store(store_path) as store:
        found = known_corrections(store)
        named = sorted({c.where.document for c in _of_facts(found)})
        readings = {d: r for d in named if (r := reading_of(store, d)) is not None}
        lines = scored(
            judged_facts(found, readings), _read_anew(readings.values(), overlays) if anew else None
        )
        lines += _scored_pairs(store, found, overlays)
    if not lines:
        complain(f"{store_path}: nobody judged a fact; 'onrecord correct' does.")
    with opened(None) as out:
        SCORE_FORMATS[form](lines, out)


def _of_facts(found: Iterable[Correction]) -> list[FactCorrection]:
    from onrecord.store import FactCorrection

    return [correction for correction in found if isinstance(correction, FactCorrection)]


def _read_anew(readings: Iterable[Any], overlays: Sequence[Path]) -> dict[Any, Any]:
    """Return readings of the same texts by this version; what was inferred of a document is inferred again."""
    from dataclasses import replace

    from onrecord.known import load_known
    from onrecord.read import read_all
    from onrecord.types import STATED, Published

    documents = [
        d if d.published.basis in STATED else replace(d, published=Published())
        for d in (reading.document for reading in readings)
    ]
    if not documents:
        return {}
    return {reading.document.id: reading for reading in read_all(documents, load_known(tuple(overlays)))}


def _scored_pairs(store: Store, found: Sequence[Correction], overlays: Sequence[Path]) -> list[Line]:
    """Return how many joins and parts the scores alone have right: by the assembly without them."""
    from onrecord.assembly.assemble import assemble as put_together
    from onrecord.store import PairCorrection, corrector, readings
    from onrecord.store.corrections.score import score_pairs
    from onrecord.store.corrections.together import together
    from onrecord.world import load_world

    if not any(isinstance(correction, PairCorrection) for correction in found):
        return []
    seen = {reading.document.id: reading for reading in map(corrector(found), readings(store))}
    alone = put_together(seen.values(), world=load_world(tuple(overlays)))
    return score_pairs(found, partial(together, alone, seen))


def _as_text(lines: Sequence[Line], out: IO[str]) -> None:
    """Write the score as a table."""
    if not lines:
        return
    width = max(len(line.name) for line in lines)
    out.write(f"{'':{width}}  judged  right as read (95 %)      wrong  now right  now wrong\n")
    by = ""
    for line in lines:
        if line.by != by:
            by = line.by
            out.write(f"by {by}\n" if by != "pairs" else "pairs\n")
        rate = line.as_read
        share = f"{rate.share:.3f} ({rate.low:.3f} to {rate.high:.3f})"
        now = "".join(f"  {'' if n is None else n:>9}" for n in (line.now_right, line.now_wrong))
        out.write(f"{line.name:{width}}  {rate.judged:>6}  {share:24}  {line.wrong:>5}{now}".rstrip() + "\n")


def _as_jsonl(lines: Sequence[Line], out: IO[str]) -> None:
    for line in lines:
        rate = line.as_read
        found = {
            "by": line.by, "name": line.name, "judged": rate.judged, "right": rate.right, "share": rate.share,
            "low": rate.low, "high": rate.high, "wrong": line.wrong, "now_right": line.now_right,
            "now_wrong": line.now_wrong,
        }  # fmt: skip
        out.write(json.dumps(found) + "\n")


SCORE_FORMATS: dict[str, Callable[[Sequence[Line], IO[str]], None]] = {"text": _as_text, "jsonl": _as_jsonl}
