"""The cells of a happening: what each report says of one field, with its words and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.assembly.disagreements.numbers import Given, names, numbers_given
from onrecord.assembly.figures import GROWING, fits_figure, shown
from onrecord.assembly.happenings.accounts import Account, Window
from onrecord.assembly.happenings.describe import Context
from onrecord.assembly.happenings.spots import Spot, distance
from onrecord.assembly.parties import Party, fits, relation
from onrecord.assembly.types import ReportedSide, SideTelling
from onrecord.assembly.voices import key_of
from onrecord.lexicon.counts import load_count_words
from onrecord.types import NOT_SO, DisagreementField, Figure, FigureKind, Span, Status
from onrecord.world.variants import fold, surname

SO: frozenset[Status] = frozenset({"occurred", "ongoing"})
WHAT: Mapping[str, FigureKind] = {  # kinds of figures of the keys that have one
    "killed": "killed",
    "injured": "injured",
    "held": "arrested",
    "displaced": "displaced",
    "participants": "participants",
    "votes for": "votes",
    "votes against": "votes",
    "abstained": "votes",
}
SHORT = 3  # days: a longer window says no day

Value = Status | Window | Spot | Party | Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of one field."""

    field: DisagreementField
    what: FigureKind | None
    value: Value
    shown: str
    telling: SideTelling
    publisher: str
    account: Account
    given: Given | None = None
    """Of a number: how it is counted."""
    beside: tuple[Account, ...] = ()
    """All accounts of its report."""

    @property
    def key(self) -> str:
        """Return what a number counts, in more detail than `what`; empty for other fields."""
        return self.given.key if self.given else ""

    @property
    def low(self) -> float | None:
        """Return the least that a number can be; None for other fields."""
        low = self.value.low if isinstance(self.value, Figure) else None
        return None if low is None else float(low)

    @property
    def voice(self) -> tuple[str, str]:
        """Return the key of the voice."""
        return key_of(self.telling.voice)

    @property
    def published(self) -> str | None:
        """Return the day of publication, or None."""
        return self.telling.published

    @property
    def side(self) -> ReportedSide:
        """Return the cell as a side of its own."""
        return ReportedSide(value=self.shown, tellings=(self.telling,))


def counted(what: FigureKind | None, key: str) -> str | None:
    """Return what a number counts: its kind, else the key of what is counted.

    >>> counted("killed", "killed"), counted("other", "crew"), counted(None, "")
    ('killed', 'crew', None)
    """
    return key if what == "other" and key else what


def cells_of(accounts: Sequence[Account], context: Context) -> Iterator[Cell]:
    """Yield the cells of the accounts of one happening; copies speak with the voice of their origin."""
    for account in accounts:
        yield from (cell for find in FINDERS for cell in find(account, context))
    yield from _numbers(accounts, context)


def _cell(
    account: Account,
    context: Context,
    field: DisagreementField,
    value: Value,
    words: str,
    span: Span,
    what: FigureKind | None = None,
) -> Cell:
    voices = context.voices[account.ref.document]
    event = account.event
    telling = SideTelling(
        document=account.ref.document,
        span=Span(start=span.start, end=span.end, text=span.text),
        attribution=event.within,
        voice=voices.of(event.within),
        published=account.published,
    )
    return Cell(field, what, value, words, telling, voices.own.name, account)


def _happened(account: Account, context: Context) -> Iterator[Cell]:
    event = account.event
    status = "denied" if context.voices[account.ref.document].is_denied(event.within) else event.status
    # a report's own "did not happen" is often a negation of something else: only what somebody says counts
    if status in SO or status == "denied" or (status == "negated" and event.within is not None):
        yield _cell(account, context, "happened", status, status, event.trigger)


def _when(account: Account, context: Context) -> Iterator[Cell]:
    """Yield the day of what has come to pass; the days of plans are their history."""
    window = account.window
    if (
        account.is_ahead
        or account.window_basis != "event"
        or window is None
        or window.days is None
        or window.days > SHORT
    ):
        return
    days = window.earliest if window.days == 0 else f"{window.earliest} to {window.latest}"
    yield _cell(account, context, "when", window, days or "", account.event.trigger)


def _where(account: Account, context: Context) -> Iterator[Cell]:
    if account.spot_basis == "event" and account.spot and account.event.location:
        yield _cell(account, context, "where", account.spot, account.spot.name, account.event.location)


def _who(account: Account, context: Context) -> Iterator[Cell]:
    yield from _alone(account, context, "who", account.actors)


def _whom(account: Account, context: Context) -> Iterator[Cell]:
    yield from _alone(account, context, "whom", account.recipients)


def _alone(
    account: Account, context: Context, field: DisagreementField, parties: Sequence[Party]
) -> Iterator[Cell]:
    """Yield who has a role, if it is one, and named in full: of several, another report may name others."""
    if len(parties) == 1 and parties[0].is_full:
        yield _cell(account, context, field, parties[0], parties[0].name, account.event.trigger)


def _numbers(accounts: Sequence[Account], context: Context) -> Iterator[Cell]:
    """Yield the numbers that reports give of a happening."""
    for given in numbers_given(accounts, context):
        document, count = given.account.ref.document, given.count
        what = WHAT.get(given.key, "other")
        figure = Figure(what=what, low=count.low, high=count.high, span=count.span)
        voices = context.voices[document]
        telling = SideTelling(
            document=document,
            span=count.span,
            attribution=given.attribution,
            voice=given.voice,
            published=given.account.published,
        )
        own = tuple(
            a for a in accounts if a.ref.document == document and (names(a, count) or not given.is_near)
        )
        yield Cell("number", what, figure, shown(figure), telling, voices.own.name, given.account, given, own)


FINDERS: tuple[Callable[[Account, Context], Iterator[Cell]], ...] = (
    _happened,
    _when,
    _where,
    _who,
    _whom,
)


# ---- what excludes what ------------------------------------------------------------------------


def excludes(left: Cell, right: Cell) -> bool:
    """Return whether the values of two cells of one field cannot both hold."""
    if not _are_alike(left, right):
        return False
    if not EXCLUDES[left.field](left.value, right.value):
        return False
    return not any(doubt(left, right) or doubt(right, left) for doubt in DOUBTS)


def _is_today(left: Cell, right: Cell) -> bool:
    """Return whether the day of `left` is that of its report and a day after that of `right`.

    "On Wednesday, a day after the blast": the day of another act of the sentence is read as that of the blast too often.
    Nor do two reports that each tell of their own day speak of one.
    """
    if not (isinstance(left.value, Window) and isinstance(right.value, Window)):
        return False
    if left.value.earliest != left.published:
        return False
    return left.value.gap(right.value) == 1 or right.value.earliest == right.published


def _names_both(left: Cell, right: Cell) -> bool:
    """Return whether the report of one place names the other one too: which of them is meant is not sure."""
    return isinstance(right.value, Spot) and right.value.key in left.account.report.places


def _is_another_word(left: Cell, right: Cell) -> bool:
    """Return whether what is denied is named by another word: it may be something else of the same occasion."""
    if left.field != "happened":
        return False
    one, other = left.account, right.account
    same_mode = one.event.mode is not None and one.event.mode == other.event.mode
    return not (same_mode or one.all_lemmas & other.all_lemmas or one.rows & other.rows)


DOUBTS: tuple[Callable[[Cell, Cell], bool], ...] = (_is_today, _names_both, _is_another_word)


def _statuses(left: Value, right: Value) -> bool:
    return (left in SO and right in NOT_SO) or (left in NOT_SO and right in SO)


def _windows(left: Value, right: Value) -> bool:
    return isinstance(left, Window) and isinstance(right, Window) and not left.meets(right)


def _spots(left: Value, right: Value) -> bool:
    """Return whether two places of one level are apart: a country may be all that a report says of a town."""
    if (
        not (isinstance(left, Spot) and isinstance(right, Spot))
        or left.kind != right.kind
        or left.kind is None
    ):
        return False
    return distance(left, right) == "apart"


def _parties(left: Value, right: Value) -> bool:
    """Return whether two people have other surnames, or two bodies are of other countries and both in the tables."""
    if not (isinstance(left, Party) and isinstance(right, Party)) or left.kind != right.kind:
        return False
    if relation(left, right) != "apart":
        return False
    if left.kind == "person":
        return fold(surname(left.name)) != fold(surname(right.name))
    known = left.wikidata is not None and right.wikidata is not None
    return known and left.country is not None and right.country is not None and left.country != right.country


def _are_alike(left: Cell, right: Cell) -> bool:
    """Return whether two numbers count people of one kind, or one kind of thing with one fate, as far as is known."""
    if left.given is None or right.given is None:
        return True
    one, other = left.given.count, right.given.count
    if one.is_thing != other.is_thing:
        return False
    if one.is_thing:
        return fits(one.group, other.group) and fits(one.state, other.state)
    return fits(one.group, other.group) or not {one.group, other.group} <= load_count_words().lists["apart"]


def _figures(left: Value, right: Value) -> bool:
    return isinstance(left, Figure) and isinstance(right, Figure) and not fits_figure(left, right)


EXCLUDES: Mapping[str, Callable[[Value, Value], bool]] = {
    "happened": _statuses,
    "when": _windows,
    "where": _spots,
    "who": _parties,
    "whom": _parties,
    "number": _figures,
}


def has_grown(earlier: Cell, later: Cell) -> bool:
    """Return whether a count is larger in a later report: people die, and more are found."""
    if earlier.what not in GROWING or not (earlier.published and later.published):
        return False
    if not isinstance(earlier.value, Figure) or not isinstance(later.value, Figure):
        return False
    low, high = later.value.low, earlier.value.high
    return earlier.published < later.published and low is not None and high is not None and low > high


def has_risen(earlier: Cell, later: Cell) -> bool:
    """Return whether "at least 17" became a higher number: both hold, but the later one is what is known."""
    if not isinstance(earlier.value, Figure) or earlier.value.high is not None:
        return False
    return _is_higher(later, earlier) and _are_alike(earlier, later)


def recalls(later: Cell, earlier: Cell) -> bool:
    """Return whether the report of the later number gives the earlier one of its outlet as an earlier word."""
    is_recalled = later.given is not None and earlier.low in later.given.recalled
    return is_recalled and later.publisher == earlier.publisher


def has_shrunk(earlier: Cell, later: Cell) -> bool:
    """Return whether the later of two numbers of people is smaller: more are found, or it counts some others."""
    is_of_people = earlier.given is not None and not earlier.given.count.is_thing
    return is_of_people and _is_higher(earlier, later)


def _is_higher(one: Cell, other: Cell) -> bool:
    return one.low is not None and other.low is not None and one.low > other.low


def knows(left: Cell, right: Cell) -> bool:
    """Return whether the report of one number has the other one too, of something else or of some only."""
    if left.given is None or right.low is None or gives(left, right):
        return False
    return any(
        count.low == right.low and not (count.is_former or count.is_part)
        for count in left.account.report.counts
    )


def gives(left: Cell, right: Cell) -> bool:
    """Return whether the report of one number gives the other one too, on another word."""
    return left.given is not None and right.low in left.given.beside
