"""The commands on the actors of a store: `onrecord actors list`, `rename`, `merge` and `split`.

They write into the table of corrections beside the store (correcting.py), never into what was read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from onrecord.errors import StoreError
from onrecord.types import ActorKind, DocumentId
from onrecord.views.cli import options
from onrecord.views.cli.correcting import by_whom, correcting, hold, known_corrections
from onrecord.views.cli.options import F
from onrecord.views.cli.output import look_for
from onrecord.views.formats import ACTOR_FORMATS, write_items

if TYPE_CHECKING:  # loaded by the commands when they run
    from onrecord.store import ActorCorrection, Store
    from onrecord.store.corrections import Identity, Where
    from onrecord.store.corrections.types import ActorAction


@click.group()
def actors() -> None:
    """List the actors of a store, and correct who they are.

    'onrecord corrections' lists and undoes what was corrected. The store keeps what was read; 'show', 'list' and the
    formats show it as corrected. An ACTOR is a Wikidata id, a name, or where a name is several people's
    "John Kelly (person, USA)".
    """


def _new_facts(function: F) -> F:
    """Add the options that say who an actor is to be."""
    facts = (
        click.option("--kind", type=click.Choice(get_args(ActorKind)), help="What kind of actor it is."),
        click.option("--country", metavar="CODE", help="Its country (ISO 3166 alpha-3); - for none."),
        click.option("--sector", metavar="CODE", help="Its PLOVER sector; - for none."),
        click.option("--wikidata", metavar="ID", help="Its Wikidata id; - for none."),
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
        found = kept_actors(store, () if original else known_corrections(store), search)
    write_items(ACTOR_FORMATS[form], found, sys.stdout, look_for("never", full=False))


# ---- correcting --------------------------------------------------------------------------


@actors.command()
@click.argument("actor")
@click.argument("name")
@options.store
@_new_facts
@by_whom
@_within(False, _ONLY_IN)
def rename(
    actor: str, name: str, store_path: Path, within: tuple[str, ...], assembles: bool, **facts: str | None
) -> None:
    """Give ACTOR another NAME, and what else is said of it: onrecord actors rename "J. Doe" "Jane Doe"."""
    from onrecord.store import find_actor

    with correcting(store_path) as store:
        places = _places(store, within)
        which = find_actor(store, known_corrections(store), actor, [p.document for p in places])
        hold(store, [_made("rename", which.which, places, _new(name, facts), facts)], assembles=assembles)


@actors.command()
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.option("--into", required=True, metavar="ACTOR", help="The actor that they all are.")
@options.store
@by_whom
@_within(False, _ONLY_IN)
def merge(
    others: tuple[str, ...],
    into: str,
    store_path: Path,
    within: tuple[str, ...],
    assembles: bool,
    **by: str | None,
) -> None:
    """Say that OTHER and others are one actor: onrecord actors merge "V. Zelensky" --into Q3874799."""
    from onrecord.store import find_actor

    with correcting(store_path) as store:
        known, places = known_corrections(store), _places(store, within)
        kept = find_actor(store, known, into)
        which = [find_actor(store, known, other, [p.document for p in places]) for other in others]
        if kept in which:
            raise click.UsageError(f"'{into}' is one of those to be merged into it; name each actor once.")
        merges = [_made("merge", actor.which, places, kept.identity, by) for actor in which]
        hold(store, merges, assembles=assembles)


@actors.command()
@click.argument("actor")
@click.argument("name")
@options.store
@_new_facts
@by_whom
@_within(
    True,
    "The document in which it is somebody else, or with :OFFSET the one mention that begins there (ID:120); "
    "may be given more than once.",
)
def split(
    actor: str, name: str, store_path: Path, within: tuple[str, ...], assembles: bool, **facts: str | None
) -> None:
    """Say that ACTOR is somebody else in some documents or mentions, and who: NAME."""
    from onrecord.store import find_actor

    with correcting(store_path) as store:
        places = _places(store, within)
        which = find_actor(store, known_corrections(store), actor, [p.document for p in places])
        made = _made("split", which.which, places, _new(name, facts), facts)
        _refuse_without_mention(store, made, actor)
        hold(store, [made], assembles=assembles)


def _refuse_without_mention(store: Store, split: ActorCorrection, actor: str) -> None:
    """Raise `StoreError` for the first place of a correction at which it would change nothing."""
    from onrecord.store import changes_of

    known = known_corrections(store)
    for place in split.documents:
        if not changes_of(store, (*known, replace(split, documents=(place,))))[split.line]:
            where = f"begins at {place.start} of" if place.start is not None else "is in"
            raise StoreError(f"No mention of '{actor}' {where} document {place.document}; nothing was split.")


def _made(
    do: ActorAction, which: Identity, places: tuple[Where, ...], new: Identity, by: dict[str, str | None]
) -> ActorCorrection:
    from onrecord.store import ActorCorrection

    return ActorCorrection(
        do=do,
        actor=which,
        documents=places,
        new=new,
        author=by["author"],
        time=by["made"],
        reason=by["reason"],
    )


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
