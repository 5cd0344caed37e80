"""The commands on the actors of a store: `onrecord actors list`, `rename`, `merge`, `split`, `undo` ...

The commands write into a table beside the store (store/corrections.py), never into the store.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.types import ActorKind, DocumentId
from onrecord.views.cli import options
from onrecord.views.cli.options import F, complain
from onrecord.views.cli.output import look_for
from onrecord.views.formats import ACTOR_FORMATS, write_items

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.store import Correction, Store
    from onrecord.store.corrections import Action, Identity, Where


@click.group()
def actors() -> None:
    """List the actors of a store, and correct who they are.

    Corrections are lines of a table beside the store (news.db: news.actors.tsv), which can be read,
    compared, edited and kept under version control. The store keeps what was read; 'show', 'list'
    and the formats show it as corrected. An ACTOR is a Wikidata id, a name, or where a name is
    several people's "John Kelly (person, USA)".
    """


def _new_facts(function: F) -> F:
    """Add the options that say who an actor is to be."""
    facts = (
        click.option("--kind", type=click.Choice(get_args(ActorKind)), help="What kind of actor it is."),
        click.option("--country", metavar="CODE", help="Its country (ISO 3166 alpha-3); - for none."),
        click.option("--sector", metavar="CODE", help="Its PLOVER sector; - for none."),
        click.option("--wikidata", metavar="ID", help="Its Wikidata id; - for none."),
        click.option("--note", help="Why, for those who read the table."),
    )
    for fact in reversed(facts):
        function = fact(function)
    return function


def _within(required: bool, text: str) -> Callable[[F], F]:
    return click.option("--in", "within", multiple=True, required=required, metavar="ID", help=text)


_ONLY_IN = "Only in the document with this id (or its beginning); may be given more than once."


# ---- looking -----------------------------------------------------------------------------


@actors.command("list")
@options.store
@click.option("--search", default="", metavar="WORDS", help="Only actors whose name holds these words.")
@options.original
@options.form(ACTOR_FORMATS, "text")
def list_(store_path: Path, search: str, original: bool, form: str) -> None:
    """List the named actors of a store, those in most documents first."""
    from onrecord.store import kept_actors, open_store

    with open_store(store_path) as store:
        found = kept_actors(store, () if original else _corrections(store), search)
    write_items(ACTOR_FORMATS[form], found, sys.stdout, look_for("never", full=False))


@actors.command()
@options.store
def corrections(store_path: Path) -> None:
    """List the corrections that hold, and in how many documents each changes something."""
    from onrecord.store import changes_of, open_store

    with open_store(store_path) as store:
        found = _corrections(store)
        changes = changes_of(store, found)
    for correction in found:
        note = f"  # {correction.note}" if correction.note else ""
        click.echo(
            f"line {correction.line}: {correction}  ({counted(changes[correction.line], 'document')}){note}"
        )


def _corrections(store: Store) -> tuple[Correction, ...]:
    """Return the corrections of a store; invalid lines are reported."""
    from onrecord.store import corrections_path, read_corrections

    found, problems = read_corrections(corrections_path(store.path))
    for problem in problems:
        complain(problem)
    return found


# ---- correcting --------------------------------------------------------------------------


@actors.command()
@click.argument("actor")
@click.argument("name")
@options.store
@_new_facts
@_within(False, _ONLY_IN)
def rename(
    actor: str, name: str, store_path: Path, within: tuple[str, ...], note: str | None, **facts: str | None
) -> None:
    """Give ACTOR another NAME, and what else is said of it: onrecord actors rename "J. Doe" "Jane Doe"."""
    from onrecord.store import find_actor, open_store

    with open_store(store_path) as store:
        places = _places(store, within)
        which = find_actor(store, _corrections(store), actor, [p.document for p in places])
        _correct(store, [_made("rename", which.which, places, _new(name, facts), note)])


@actors.command()
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.option("--into", required=True, metavar="ACTOR", help="The actor that they all are.")
@options.store
@click.option("--note", help="Why, for those who read the table.")
@_within(False, _ONLY_IN)
def merge(
    others: tuple[str, ...], into: str, store_path: Path, note: str | None, within: tuple[str, ...]
) -> None:
    """Say that OTHER and others are one actor: onrecord actors merge "V. Zelensky" --into Q3874799."""
    from onrecord.store import find_actor, open_store

    with open_store(store_path) as store:
        known, places = _corrections(store), _places(store, within)
        kept = find_actor(store, known, into)
        which = [find_actor(store, known, other, [p.document for p in places]) for other in others]
        if kept in which:
            raise click.UsageError(f"'{into}' is one of those to be merged into it; name each actor once.")
        _correct(store, [_made("merge", actor.which, places, kept.identity, note) for actor in which])


@actors.command()
@click.argument("actor")
@click.argument("name")
@options.store
@_new_facts
@_within(
    True,
    "The document in which it is somebody else, or with :OFFSET the one mention that begins there (ID:120); "
    "may be given more than once.",
)
def split(
    actor: str, name: str, store_path: Path, within: tuple[str, ...], note: str | None, **facts: str | None
) -> None:
    """Say that ACTOR is somebody else in some documents or mentions, and who: NAME."""
    from onrecord.store import find_actor, open_store

    with open_store(store_path) as store:
        places = _places(store, within)
        which = find_actor(store, _corrections(store), actor, [p.document for p in places])
        made = _made("split", which.which, places, _new(name, facts), note)
        _refuse_without_mention(store, made, actor)
        _correct(store, [made])


def _refuse_without_mention(store: Store, split: Correction, actor: str) -> None:
    """Raise `StoreError` for the first place of a correction at which it would change nothing."""
    from onrecord.store import changes_of

    known = _corrections(store)
    for place in split.documents:
        if not changes_of(store, (*known, replace(split, documents=(place,))))[split.line]:
            where = f"begins at {place.start} of" if place.start is not None else "is in"
            raise StoreError(f"No mention of '{actor}' {where} document {place.document}; nothing was split.")


@actors.command()
@click.argument("line", type=int, required=False)
@options.store
def undo(line: int | None, store_path: Path) -> None:
    """Undo the last correction, or the one of LINE; it stays in the table as a comment."""
    from onrecord.store import corrections_path, undo_correction

    path = corrections_path(store_path)
    undone = undo_correction(path, line)
    click.echo(f"{path} line {undone.line}, undone: {undone}")


@actors.command()
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
@options.store
@click.pass_context
def apply(context: click.Context, table: Path, store_path: Path) -> None:
    """Apply the corrections of another store's TABLE to this one; those that it has already are passed over."""
    from onrecord.store import open_store, read_corrections

    if not table.is_file():
        raise StoreError(f"{table} is not there; name a table of corrections, such as news.actors.tsv.")
    found, problems = read_corrections(table)
    for problem in problems:
        complain(problem)
    with open_store(store_path) as store:
        _correct(store, found)
    context.exit(StoreError.exit_status if problems else 0)


def _correct(store: Store, wanted: Sequence[Correction]) -> None:
    """Write corrections into the table of a store and say what they change."""
    from onrecord.store import add_corrections, changes_of, corrections_path

    path = corrections_path(store.path)
    added = add_corrections(path, wanted)
    changes = changes_of(store, _corrections(store)) if added else {}
    for correction in added:
        changed = counted(changes.get(correction.line, 0), "document")
        click.echo(f"{path} line {correction.line}: {correction}  ({changed})")
    if not added:
        click.echo(f"{path}: nothing new")


def _made(
    do: Action, which: Identity, places: tuple[Where, ...], new: Identity, note: str | None
) -> Correction:
    from onrecord.store import Correction

    return Correction(do=do, actor=which, documents=places, new=new, note=note)


def _new(name: str, facts: dict[str, str | None]) -> Identity:
    """Return who an actor is to be, by the name and options given."""
    from onrecord.lexicon.codes import load_sectors
    from onrecord.store.corrections import NOTHING, Identity, is_wikidata_id
    from onrecord.world import load_world

    country, sector, wikidata = facts["country"], facts["sector"], facts["wikidata"]
    bodies_of_none = (None, NOTHING, "EUR", "UNO", "IGO", "NGO")
    if country not in bodies_of_none and not load_world().country_name(str(country)):
        raise click.BadParameter(
            f"'{country}' is no ISO 3166 alpha-3 code such as DEU.", param_hint="--country"
        )
    if sector not in (None, NOTHING, *load_sectors()):
        raise click.BadParameter(
            f"'{sector}' is not one of {', '.join(load_sectors())}.", param_hint="--sector"
        )
    if wikidata not in (None, NOTHING) and not is_wikidata_id(str(wikidata)):
        raise click.BadParameter(f"'{wikidata}' is no id such as Q567.", param_hint="--wikidata")
    return Identity(name=name, kind=cast("ActorKind | None", facts["kind"]), country=country, sector=sector,
                    wikidata=wikidata)  # fmt: skip


def _places(store: Store, within: Sequence[str]) -> tuple[Where, ...]:
    """Return the documents and mentions that `--in` names, with full ids."""
    from onrecord.store import find_documents
    from onrecord.store.corrections import Where

    places = []
    for text in within:
        beginning, colon, offset = text.partition(":")
        ids: list[DocumentId] = find_documents(store, beginning)
        if len(ids) != 1:
            raise StoreError(
                f"{store.path} holds {len(ids) or 'no'} documents whose id begins with '{beginning}'; "
                f"'onrecord show --store {store.path}' lists them."
            )
        if colon and not offset.isdecimal():
            raise click.BadParameter(f"'{text}' ends in no offset; write ID:120.", param_hint="--in")
        places.append(Where(ids[0], int(offset) if colon else None))
    return tuple(places)
