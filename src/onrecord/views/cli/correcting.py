"""The commands with which people correct what a store keeps: `onrecord correct`, `join`, `part`, `corrections`.

They write into a table beside the store (store/corrections), never into what was read, and assemble the store again, so
that happenings, stories and all answers hold the correction.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import click

from onrecord.errors import StoreError
from onrecord.lexicon.forms import counted
from onrecord.views.cli import options
from onrecord.views.cli.options import F, complain
from onrecord.views.cli.output import opened
from onrecord.views.cli.together import assemble_kept
from onrecord.views.layout import printable

if TYPE_CHECKING:  # loaded by the commands when they run
    from collections.abc import Iterator

    from onrecord.store import Correction, FactCorrection, Store
    from onrecord.store.corrections.score import Line

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
            f"{store.path}: a correction finds its fact no more, and is kept: {_line(correction)}: {why}."
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
        click.echo(f"{_line(correction)}{in_documents}")
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


def _line(correction: Correction) -> str:
    """Return a correction as one line: its id, when, by whom, what and why."""
    from onrecord.store.corrections import identifier

    made = " ".join(filter(None, (correction.time, correction.author)))
    reason = f"# {correction.reason}" if correction.reason else ""
    what = re.sub(r"\bd_\w+", lambda found: found[0][:SHOWN_ID], str(correction))
    return "  ".join(filter(None, map(printable, (identifier(correction), made, what, reason))))


# ---- all of them -------------------------------------------------------------------------


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
        click.echo(f"{_line(correction)}  ({what}{why})")


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
            click.echo(f"undone: {_line(undone)}")
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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text: a table; jsonl: one object a line.",
)
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
