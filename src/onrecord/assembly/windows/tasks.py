"""The tasks of the assembly in windows: pure functions of an item and of what reads documents, anywhere, in any order.

Each item begins with where its documents are (`Where`). What a task computes of a report it computes anew: texts and words are
many times larger than what is kept of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.assembly.clusters import average_link
from onrecord.assembly.copies import candidate_pairs, copy_group
from onrecord.assembly.copies.scores import are_copies
from onrecord.assembly.days import Days, days_of
from onrecord.assembly.disagreements import Differences, find_differences
from onrecord.assembly.entities import named_in
from onrecord.assembly.happenings import WORTH_A_REASON, explain_pair, join_accounts, score_of
from onrecord.assembly.happenings.accounts import Account, Window, accounts_of
from onrecord.assembly.happenings.candidates import LONGEST_GAP, across, report_pairs, within
from onrecord.assembly.happenings.clusters import BETWEEN
from onrecord.assembly.happenings.clusters import CUT as HAPPENING_CUT
from onrecord.assembly.happenings.describe import Context, describe
from onrecord.assembly.happenings.parts import Pair
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.keys import Keys, keys_of
from onrecord.assembly.parties import Party
from onrecord.assembly.plans import FULFILLED, Reports, fulfilment_of, is_plan, items_of, plan_of
from onrecord.assembly.stories import (
    CONTINUES,
    Edge,
    ReportOfStory,
    compared,
    parts_of,
    predecessor,
    scores_among,
    titled,
)
from onrecord.assembly.stories.scores import CUT, STEP
from onrecord.assembly.types import (
    ActorRef,
    CopyGroup,
    EntityId,
    EventRef,
    Happening,
    Overrides,
    PairReasons,
    Plan,
    Story,
    StoryId,
)
from onrecord.assembly.voices import voices_of
from onrecord.assembly.windows.spans import Span, Windows, covering
from onrecord.lexicon.happenings import load_happening_words
from onrecord.types import Document, DocumentId, Reading

Where: TypeAlias = Mapping[
    str, Collection[DocumentId]
]  # documents by the part of the archive that they stand in
Reads: TypeAlias = Callable[
    [str, Collection[DocumentId] | None], Iterable[Reading]
]  # some of a part; None: all
RefPair = tuple[EventRef, EventRef]
LEAST = min(HAPPENING_CUT, FULFILLED)  # score below which no pair joins anything
NO_OVERRIDES = Overrides()
INFINITE = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is kept of each document while the levels are made."""

    document: DocumentId
    part: str
    days: Days
    publisher: str | None
    length: int
    """Number of words, as copies are compared by."""
    terms: int
    """Number of terms, as stories are compared by."""
    parties: tuple[Party, ...]
    """Its named actors."""
    events: tuple[EventRef, ...]
    ahead: frozenset[EventRef]
    """Those of its events that lie ahead."""
    own: Span | None
    """From the first to the last day of its events that have days of their own, or None."""


@dataclass(frozen=True, slots=True)
class FoldedReport:
    """A report with its copies."""

    document: DocumentId
    """The fullest."""
    days: Days
    documents: tuple[DocumentId, ...]
    """All of them, by id."""


def name_of(ref: EventRef) -> str:
    """Return the name of an event by which clusters are sorted."""
    return f"{ref.document}{BETWEEN}{ref.event}"


def read(reads: Reads, where: Where) -> list[Reading]:
    """Return documents by id; if a part has one twice, the first."""
    found: dict[DocumentId, Reading] = {}
    for part, wanted in sorted(where.items()):
        for reading in reads(part, wanted):
            found.setdefault(reading.document.id, reading)
    return [found[document] for document in sorted(found)]


# ---- heads ---------------------------------------------------------------------------------


def heads_in(reads: Reads, part: str) -> tuple[str, list[Head]]:
    """Return the heads of all documents of a part."""
    return part, [_head(part, reading) for reading in reads(part, None)]


def _head(part: str, reading: Reading) -> Head:
    keys = keys_of(reading)
    accounts = _accounts(reading, keys)
    return Head(
        document=reading.document.id,
        part=part,
        days=days_of(reading.document.published),
        publisher=reading.document.publisher,
        length=keys.copy.length,
        terms=len(titled(keys.story).terms),
        parties=tuple(named_in(reading)),
        events=tuple(account.ref for account in accounts),
        ahead=frozenset(account.ref for account in accounts if account.is_ahead),
        own=covering(span for account in accounts if (span := _own(account)) is not None),
    )


def _accounts(reading: Reading, keys: Keys | None = None) -> tuple[Account, ...]:
    return accounts_of(reading, load_trigger_words(), keys.story if keys else None)


def _own(account: Account) -> Span | None:
    """Return the days of an event that has some of its own."""
    window = account.window
    return _span(window) if window is not None and account.window_basis == "event" else None


def _span(window: Window) -> Span:
    days = _days(window)
    return Span(
        -INFINITE if days.earliest is None else days.earliest,
        INFINITE if days.latest is None else days.latest,
    )


def _days(window: Window) -> Days:
    from onrecord.types import Published

    return days_of(Published(earliest=window.earliest, latest=window.latest))


# ---- copies --------------------------------------------------------------------------------


def copy_pairs(
    reads: Reads, item: tuple[Where, Windows, int, Mapping[DocumentId, Span], Any]
) -> list[tuple[DocumentId, DocumentId]]:
    """Return the pairs of a window that are copies."""
    where, windows, number, spans, _ = item
    keys = {key.document: key for key in (keys_of(reading).copy for reading in read(reads, where))}
    return [
        (a, b)
        for a, b in candidate_pairs(keys.values())
        if windows.owner(spans[a], spans[b]) == number and are_copies(keys[a], keys[b])
    ]


def copy_groups(reads: Reads, item: tuple[Where, Sequence[Sequence[DocumentId]]]) -> list[CopyGroup]:
    """Return groups of copies with their differences."""
    where, groups = item
    readings = {reading.document.id: reading for reading in read(reads, where)}
    documents = {document: reading.document for document, reading in readings.items()}
    keys = {document: keys_of(reading).copy for document, reading in readings.items()}
    return [copy_group([keys[document] for document in group], documents) for group in groups]


# ---- stories -------------------------------------------------------------------------------


def story_edges(
    reads: Reads, item: tuple[Where, Windows, int, Mapping[DocumentId, Span], Mapping[DocumentId, Days]]
) -> dict[tuple[DocumentId, DocumentId], Edge]:
    """Return the pairs of a window that are in one story, or whose stories may continue one another."""
    where, windows, number, spans, days = item
    keys = {reading.document.id: keys_of(reading).story for reading in read(reads, where)}
    told = {d: ReportOfStory(d, days[d], titled(key).terms, ()) for d, key in keys.items()}
    by_block: dict[str, list[DocumentId]] = defaultdict(list)
    found: dict[tuple[DocumentId, DocumentId], Edge] = {}
    for document in sorted(keys):
        others = {other for block in keys[document].blocks for other in by_block[block]}
        near = [
            other
            for other in sorted(others)
            if windows.owner(spans[other], spans[document]) == number and spans[other].meets(spans[document])
        ]
        for other, edge in zip(near, compared(told[document], [told[o] for o in near]), strict=True):
            if edge.score >= CUT or continues(days[other], days[document], edge):
                found[other, document] = edge
        for block in keys[document].blocks:
            by_block[block].append(document)
    return found


def continues(one: Days, other: Days, edge: Edge) -> bool:
    """Return whether the story of one of two near reports may continue that of the other."""
    return edge.likeness >= CONTINUES and one.dated and other.dated


def stories_of(
    reads: Reads, item: tuple[Where, Sequence[Sequence[FoldedReport]]]
) -> list[tuple[Story, tuple[DocumentId, ...]]]:
    """Return the stories of units of reports, each with the fullest documents of its reports."""
    where, given = item
    tolds = _tolds(reads, where, [one for unit in given for one in unit])
    return [
        (story, tuple(one.document for one in part))
        for unit in given
        for members in average_link(
            sorted(one.document for one in unit),
            lambda found: scores_among([tolds[document] for document in found]),
            CUT,
            STEP,
        )
        for story, part in parts_of([tolds[member] for member in members])
    ]


def predecessors(
    reads: Reads, item: tuple[Where, Sequence[tuple[StoryId, Mapping[StoryId, Sequence[FoldedReport]]]]]
) -> list[tuple[StoryId, StoryId | None]]:
    """Return for each story the one of its candidates that it continues."""
    where, given = item
    tolds = _tolds(reads, where, [one for _, parts in given for part in parts.values() for one in part])
    found = []
    for story, parts in given:
        full = {name: tuple(tolds[one.document] for one in part) for name, part in parts.items()}
        found.append((story, predecessor(full.pop(story), full)))
    return found


def _tolds(reads: Reads, where: Where, told: Iterable[FoldedReport]) -> dict[DocumentId, ReportOfStory]:
    """Return reports with their copies and words."""
    reports = {r.document.id: titled(keys_of(r).story) for r in read(reads, where)}
    return {
        one.document: ReportOfStory(
            one.document, one.days, reports[one.document].terms, tuple(reports[d] for d in one.documents)
        )
        for one in told
    }


# ---- happenings ----------------------------------------------------------------------------

Scored = tuple[dict[RefPair, int], dict[RefPair, PairReasons]]
Present = tuple[Where, Windows, int, Mapping[DocumentId, Span], Mapping[DocumentId, StoryId]]


def near_scores(reads: Reads, item: Present) -> Scored:
    """Return the pairs of events of a window that may be joined and whose reports were published near each other."""
    where, windows, number, spans, stories = item
    accounts = {reading.document.id: _accounts(reading) for reading in read(reads, where)}
    words = load_happening_words()

    def is_own(a: DocumentId, b: DocumentId) -> bool:
        return windows.owner(spans[a], spans[b]) == number and spans[a].meets(spans[b])

    def pairs() -> Iterator[Pair]:
        for document, found in accounts.items():
            if is_own(document, document):
                yield from within(sorted(found, key=lambda account: account.ref), words)
        for (a, b), alike in _report_pairs(accounts, stories, is_own):
            yield from across(_sorted(accounts[a]), _sorted(accounts[b]), alike, words)

    return _scored(pairs())


def far_scores(reads: Reads, item: Present) -> Scored:
    """Return the same for reports published far apart: pairs of events whose own days meet in the window."""
    where, windows, number, spans, stories = item
    accounts = {reading.document.id: _accounts(reading) for reading in read(reads, where)}
    published = {d: found[0].report.published for d, found in accounts.items()}
    words = load_happening_words()

    def is_far(a: DocumentId, b: DocumentId) -> bool:
        return spans[a].meets(spans[b]) and published[a].gap(published[b]) > LONGEST_GAP

    def is_own(pair: Pair) -> bool:
        left, right = _own(pair.left), _own(pair.right)
        return left is not None and right is not None and windows.owner(left, right) == number

    found = _report_pairs(accounts, stories, is_far)
    return _scored(
        pair
        for (a, b), alike in found
        for pair in across(_sorted(accounts[a]), _sorted(accounts[b]), alike, words)
        if is_own(pair)
    )


def _sorted(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: account.ref)


def _report_pairs(
    accounts: Mapping[DocumentId, Sequence[Account]],
    stories: Mapping[DocumentId, StoryId],
    allowed: Callable[[DocumentId, DocumentId], bool],
) -> list[tuple[tuple[DocumentId, DocumentId], int]]:
    reports = {document: found[0].report for document, found in accounts.items()}
    return sorted(report_pairs(reports, _by_story(stories), allowed).items())


def _by_story(stories: Mapping[DocumentId, StoryId]) -> Collection[list[DocumentId]]:
    found: dict[StoryId, list[DocumentId]] = defaultdict(list)
    for document, story in stories.items():
        found[story].append(document)
    return found.values()


def _scored(pairs: Iterable[Pair]) -> Scored:
    """Return the scores of pairs that may be joined, and the reasons of those that the record explains."""
    scores: dict[RefPair, int] = {}
    reasons: dict[RefPair, PairReasons] = {}
    for pair in pairs:
        refs, score = (pair.left.ref, pair.right.ref), score_of(pair)
        if score >= LEAST:
            scores[refs] = score
        if score >= WORTH_A_REASON:
            reasons[refs] = explain_pair(pair, joined=False)
    return scores, reasons


Unit = tuple[Sequence[EventRef], Mapping[DocumentId, StoryId]]


def join_units(
    reads: Reads, item: tuple[Where, Sequence[Unit]]
) -> list[tuple[list[tuple[EventRef, ...]], dict[RefPair, PairReasons]]]:
    """Return the clusters of units of events, and the reasons of pairs in one cluster."""
    where, given = item
    accounts = _by_ref(read(reads, where))
    return [_join_unit([accounts[ref] for ref in refs], stories) for refs, stories in given]


def _join_unit(
    accounts: Sequence[Account], stories: Mapping[DocumentId, StoryId]
) -> tuple[list[tuple[EventRef, ...]], dict[RefPair, PairReasons]]:
    joined = join_accounts(accounts, _as_stories(stories), NO_OVERRIDES)
    number = {account.ref: n for n, cluster in enumerate(joined.clusters) for account in cluster}
    reasons = {
        refs: explain_pair(pair, joined=True)
        for refs, pair in joined.pairs.items()
        if number[refs[0]] == number[refs[1]]
    }
    return [tuple(account.ref for account in cluster) for cluster in joined.clusters], reasons


def _as_stories(stories: Mapping[DocumentId, StoryId]) -> list[Story]:
    return [Story(id=StoryId(""), title=None, documents=tuple(found)) for found in _by_story(stories)]


def _by_ref(readings: Iterable[Reading]) -> dict[EventRef, Account]:
    return {account.ref: account for reading in readings for account in _accounts(reading)}


# ---- what they are -------------------------------------------------------------------------

Around = tuple[Mapping[ActorRef, EntityId], Mapping[DocumentId, tuple[DocumentId, str | None]]]


def _context(readings: Sequence[Reading], around: Around) -> Context:
    entities, origins = around
    documents = {
        document: Document(id=origin, text="", publisher=publisher)
        for document, (origin, publisher) in origins.items()
    }
    voices = {reading.document.id: voices_of(reading, entities, documents) for reading in readings}
    return Context(entities=entities, voices=voices, origins=documents)


def describe_all(reads: Reads, item: tuple[Any, ...]) -> list[tuple[int, Happening, Differences, bool]]:
    """Return the happening of each numbered cluster, its differences, and whether it is a plan."""
    where, given, entities, origins, _ = item
    readings = read(reads, where)
    accounts, context = _by_ref(readings), _context(readings, (entities, origins))
    found = []
    for number, refs in given:
        cluster = [accounts[ref] for ref in refs]
        found.append(
            (number, describe(cluster, context), find_differences([cluster], context), is_plan(cluster))
        )
    return found


def make_plans(reads: Reads, item: tuple[Any, ...]) -> list[Plan]:
    """Return the plans among clusters; each comes with its possible outcomes and the stories around it."""
    where, given, entities, origins, stories, latest = item
    readings = read(reads, where)
    accounts, context = _by_ref(readings), _context(readings, (entities, origins))
    items, found = items_of(readings), []
    for refs, others, around in given:
        cluster = [accounts[ref] for ref in refs]
        candidates = [[accounts[ref] for ref in other] for other in others]
        needed = [*cluster, *(account for other in candidates for account in other)]
        scores = join_accounts(
            needed, _as_stories({a.ref.document: stories[a.ref.document] for a in needed}), NO_OVERRIDES
        ).scores
        came = fulfilment_of(cluster, candidates, scores)
        reports = Reports(
            items=items,
            stories={document: tuple(told) for document, told in around.items()},
            published={d: day for told in around.values() for d, day in told.items()},
            latest=latest,
            context=context,
        )
        found.append(plan_of(cluster, describe(came, context) if came else None, reports))
    return found
