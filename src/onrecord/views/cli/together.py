"""The commands on what many reports say together: `onrecord assemble`, `stories`, `happenings`, `copies` ..."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.options import complain
from onrecord.views.cli.outcomes import world_with
from onrecord.views.cli.output import look_for, opened
from onrecord.views.formats import TOGETHER_FORMATS, write_items
from onrecord.views.together import VIEWS, Known, Together, View

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.store import Change, RunId, Store

COUNTED = {  # by table: what a person calls one of its things
    "copies": "group of copies",
    "entities": "entity",
    "stories": "story",
    "happenings": "happening",
    "plans": "plan",
    "reports_disagreements": "disagreement",
    "updates": "update",
}
CHANGES: dict[Change, str] = {"added": "new", "replaced": "changed", "removed": "gone"}


@click.command()
@options.store
@options.overlay
@click.pass_context
def assemble(context: click.Context, store_path: Path, overlays: tuple[Path, ...]) -> None:
    """Make anew what the reports of a store say together: copies, entities, stories, happenings, plans, disagreements.

    'onrecord add' does it too, for what it adds. The same reports give the same result, in whatever order they came.
    """
    from onrecord.store import begin_run, end_run, open_store, publications

    status = world_with(overlays)[1] if overlays else 0
    with open_store(store_path, write=True) as store:
        run = begin_run(store)
        assemble_kept(store, run, overlays, anew=True)
        end_run(store, run)
        now = [counted(len(publications(store)), "report"), *_counts(store)]
        click.echo(f"{store_path}: {', '.join(now)} ({_changed(store, run)})")
    context.exit(status)


def assemble_kept(store: Store, run: RunId, overlays: Sequence[Path] = (), *, anew: bool = False) -> None:
    """Bring the assembly of a store up to date, or make it anew, in one transaction, as a part of `run`."""
    from onrecord.assembly.entities import offices_in
    from onrecord.store import Assembler
    from onrecord.world import load_world

    settings = " ".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in overlays)
    assembler = Assembler(store, offices_in(load_world(tuple(overlays))), settings=settings)
    if anew:
        assembler.from_nothing(run=run)
    else:
        assembler.bring_up(run=run)


def _counts(store: Store) -> list[str]:
    from onrecord.store import assembled_counts

    counts = assembled_counts(store)
    return [_counted(counts[table], noun) for table, noun in COUNTED.items()]


def _counted(number: int, noun: str) -> str:
    head, *rest = noun.split(" ", 1)
    return " ".join([counted(number, head), *rest])


def _changed(store: Store, run: RunId) -> str:
    """Return what a run changed in the assembly, such as "new: 2 stories; gone: 1 plan"."""
    from onrecord.store import journal

    counts = Counter((entry.change, entry.what) for entry in journal(store, run=run))
    told = [
        f"{word}: {', '.join(things)}"
        for change, word in CHANGES.items()
        if (
            things := [
                _counted(number, noun) for what, noun in COUNTED.items() if (number := counts[change, what])
            ]
        )
    ]
    return "; ".join(told) or "nothing changed"


# ---- looking -----------------------------------------------------------------------------


def _command(view: View) -> click.Command:
    """Return the command that prints the objects of a view."""

    @click.command(view.name, help=f"Print the {view.name} of a store: {view.help}.")
    @options.store
    @options.form(TOGETHER_FORMATS, "table")
    def show(store_path: Path, form: str) -> None:
        from onrecord.store import assembled, blamed_on_damage, one_moment, open_store, publications

        with (
            open_store(store_path) as store,
            blamed_on_damage(store_path),
            one_moment(store),
            opened(None) as out,
        ):
            known = Known(publications(store), partial(assembled, store))
            shown = Together(view, assembled(store, view.table, view.type), known)
            _say_what_is_missing(store, view, len(shown.things))
            write_items(TOGETHER_FORMATS[form], [shown], out, look_for("never", full=True, out=out))

    return show


def _say_what_is_missing(store: Store, view: View, found: int) -> None:
    """Say on standard error why nothing is shown, or which reports are not yet in what is."""
    from onrecord.store import publications, unassembled

    kept, missing = len(publications(store)), unassembled(store)
    if not kept:
        complain(f"{store.path} holds no reports; 'onrecord add' adds some.")
    elif missing:
        complain(
            f"{store.path}: {missing} of {counted(kept, 'report')} not assembled; "
            f"run 'onrecord assemble --store {store.path}'."
        )
    elif not found:
        complain(f"{store.path}: no {view.name} in {counted(kept, 'report')} ({view.help}).")


VIEW_COMMANDS = tuple(_command(view) for view in VIEWS.values())
