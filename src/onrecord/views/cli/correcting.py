"""The commands with which people correct what a store keeps: `onrecord correct`, `join`, `part`.

They write into a table beside the store (store/corrections), never into what was read, and assemble the store again, so
that happenings, stories and all answers hold the correction.
"""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.options import F, complain
from onrecord.views.cli.together import assemble_kept
from onrecord.views.layout import printable

if TYPE_CHECKING:  # loaded by the commands when they run
    from collections.abc import Iterator

    from onrecord.store import Correction, Store

SHOWN_ID = 12  # characters of the id of a document that are shown: enough to name it


def _now(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Return the time of a correction: the one given, else that of the clock, in UTC."""
    if value is None:
        return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is no time; write one such as 2024-05-14T09:30:00Z.") from None
    return value


def _author(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    return value or getpass.getuser()


author = click.option(
    "--author",
    envvar="ONRECORD_AUTHOR",
    callback=_author,
    help="Who corrects; by default the name of your login.",
)
made = click.option(
    "--made", metavar="TIME", callback=_now, help="When it was corrected (ISO); by default now."
)
reason = click.option("--reason", "--note", "reason", help="Why, for those who read it later.")
assembling = click.option(
    "--assemble/--no-assemble",
    "assembles",
    default=True,
    help="Whether to assemble the store again, if it was assembled, so that happenings and stories hold the correction.  "
    "[default: assemble]",
)


def by_whom(function: F) -> F:
    """Add the options of every correction: who, when, why, and whether to assemble again."""
    for option in (assembling, made, author, reason):
        function = option(function)
    return function


# ---- one fact ----------------------------------------------------------------------------

FIELD_OPTIONS: tuple[tuple[str, str, str, bool], ...] = (  # name of the change, metavar, help, more than once
    ("type", "TYPE", "The type of an event.", False),
    ("mode", "MODE", "Its mode; - for none.", False),
    ("status", "STATUS", "The status of an event or an agenda item.", False),
    ("certainty", "WORD", "How certain the text is.", False),
    ("actors", "WHO", "Who acts, in place of all that were read: a name, an id or words of the text; - for nobody.", True),
    ("add-actors", "WHO", "Who acts too.", True),
    ("remove-actors", "WHO", "Who does not act.", True),
    ("recipients", "WHO", "To whom it is done, in place of all that were read.", True),
    ("add-recipients", "WHO", "To whom it is done too.", True),
    ("remove-recipients", "WHO", "To whom it is not done.", True),
    ("time", "DAYS", "When it takes place: 2024-05-13, 2024-05-13/2024-05-15, or - for unknown.", False),
    ("location", "PLACE", "Where it takes place: a place name of the text; - for unknown.", False),
    ("figures", "NUMBER", "Its numbers, in place of all that were read: 'killed 12', 'injured 40..'; - for none.", True),
    ("source", "WHO", "The source of an attribution; - for none.", False),
    ("polarity", "WORD", "positive, or negative for what was not said.", False),
)  # fmt: skip
SINGULAR = {"actors": "actor", "recipients": "recipient", "figures": "figure"}


def _fields(function: F) -> F:
    """Add an option for each field that can be corrected."""
    for name, metavar, text, many in reversed(FIELD_OPTIONS):
        do, dash, field = name.rpartition("-")
        flag = f"--{do}{dash}{SINGULAR.get(field, field)}"
        function = click.option(flag, name.replace("-", "_"), metavar=metavar, multiple=many, help=text)(
            function
        )
    return function


@click.command()
@click.argument("document")
@click.argument("fact", metavar="FACT_ID|WORDS")
@options.store
@_fields
@click.option(
    "--withdraw",
    is_flag=True,
    help="There is no such event, attribution or disagreement; of an agenda item: it is not ahead.",
)
@click.option(
    "--right",
    "confirm",
    is_flag=True,
    help="The fact is right, or all of it that is not corrected: counts in 'corrections score'.",
)
@by_whom
def correct(
    document: str, fact: str, store_path: Path, withdraw: bool, confirm: bool, assembles: bool, made: str, author: str,
    reason: str | None, **fields: Any,
) -> None:  # fmt: skip
    """Correct one fact of DOCUMENT: onrecord correct wire-7 "air strike" --type PROTEST --reason "a sit-in".

    DOCUMENT is the id of a report, its beginning or its given id; a fact is named by its id or by the words that name it.
    The store keeps what was read; every view and question shows the correction, and --original what was read.
    """
    from onrecord.store.correct import corrected
    from onrecord.store.corrections.kept import kept_reading
    from onrecord.store.corrections.propose import Judgement, changes_from, named_fact, proposed

    asked = {name.replace("_", "-"): _values(value) for name, value in fields.items()}
    changes = tuple(changes_from(asked))
    if not (changes or withdraw or confirm):
        raise click.UsageError("Say what to correct: a field such as --type, --withdraw, or --right.")
    judgement = Judgement(
        changes=changes, withdraw=withdraw, confirm=confirm, author=author, time=made, reason=reason
    )
    with correcting(store_path) as store:
        reading = corrected(kept_reading(store, document), known_corrections(store))
        layer, found = named_fact(reading, fact)
        hold(store, proposed(reading, layer, found, judgement), assembles=assembles)


def _values(value: str | Sequence[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


# ---- pairs -------------------------------------------------------------------------------


@click.command()
@click.argument("one")
@click.argument("other")
@options.store
@by_whom
def join(one: str, other: str, store_path: Path, **made: Any) -> None:
    """Say that two happenings, two stories or two entities are one, whatever their scores say.

    ONE and OTHER are ids of happenings (h_...), stories (s_...) or entities (n_...), or parts of them: DOCUMENT:EVENT for one
    telling, DOCUMENT for a report, DOCUMENT:ACTOR for an actor. A plan and what came of it stay two, and are linked.
    """
    _pair("join", store_path, one, other, **made)


@click.command()
@click.argument("one")
@click.argument("other")
@options.store
@by_whom
def part(one: str, other: str, store_path: Path, **made: Any) -> None:
    """Say that two tellings, two reports or two actors are not one: onrecord part h_1a2b wire-7 takes wire-7 out.

    ONE and OTHER are two of a kind, as for 'onrecord join', or a whole and what is no part of it: a happening and one of its
    tellings (DOCUMENT:EVENT) or reports, a story and one of its reports.
    """
    _pair("part", store_path, one, other, **made)


def _pair(
    do: Literal["join", "part"], store_path: Path, one: str, other: str, *, assembles: bool, made: str, author: str,
    reason: str | None,
) -> None:  # fmt: skip
    from dataclasses import replace

    from onrecord.store.corrections.kept import find_thing, pair_of

    with correcting(store_path) as store:
        known = known_corrections(store)
        pair = pair_of(do, find_thing(store, known, one), find_thing(store, known, other))
        hold(store, [replace(pair, author=author, time=made, reason=reason)], assembles=assembles)


# ---- keeping -----------------------------------------------------------------------------


@contextmanager
def correcting(store_path: Path) -> Iterator[Store]:
    """Open a store, and hold its writer's lock: of two who correct at once, one waits."""
    from onrecord.store import open_store, writing

    with open_store(store_path, write=True) as store, writing(store):
        yield store


def known_corrections(store: Store) -> tuple[Correction, ...]:
    """Return the corrections of a store; invalid lines are reported."""
    from onrecord.store import corrections_path, read_corrections

    found, problems = read_corrections(corrections_path(store.path))
    for problem in problems:
        complain(problem)
    return found


def tell_lost(store: Store) -> None:
    """Report the corrections of kept documents that find their fact no more, as after a new reading."""
    from onrecord.store.corrections.kept import lost

    found = known_corrections(store)
    for correction, why in lost(store, found, absent=False):
        complain(
            f"{store.path}: a correction finds its fact no more, and is kept: {line_of(correction)}: {why}."
        )


def hold(store: Store, wanted: Iterable[Correction], *, assembles: bool) -> int:
    """Write corrections into the table of a store, say what they are, and assemble again; return how many are new."""
    from onrecord.store import ActorCorrection, add_corrections, changes_of, corrections_path

    added = add_corrections(corrections_path(store.path), wanted)
    of_actors = any(isinstance(correction, ActorCorrection) for correction in added)
    changes = changes_of(store, known_corrections(store)) if of_actors else {}
    for correction in added:
        in_documents = (
            f"  ({counted(changes[correction.line], 'document')})" if correction.line in changes else ""
        )
        click.echo(f"{line_of(correction)}{in_documents}")
    if not added:
        click.echo(f"{corrections_path(store.path)}: nothing new")
    elif assembles:
        assemble_again(store)
    return len(added)


def assemble_again(store: Store) -> None:
    """Assemble a store that was assembled before, so that what reports say together holds the corrections."""
    from onrecord.store import assembled_counts, begin_run, end_run

    if assembled_counts(store)["stories"]:
        run = begin_run(store)
        assemble_kept(store, run)
        end_run(store, run)


def line_of(correction: Correction) -> str:
    """Return a correction as one line: its id, when, by whom, what and why."""
    from onrecord.store.corrections import identifier

    made = " ".join(filter(None, (correction.time, correction.author)))
    reason = f"# {correction.reason}" if correction.reason else ""
    what = re.sub(r"\bd_\w+", lambda found: found[0][:SHOWN_ID], str(correction))
    return "  ".join(filter(None, map(printable, (identifier(correction), made, what, reason))))
