"""Which pairs of events are compared: types that may be one, in reports that share a story, somebody, a place or a telling word.

Reports of one story are compared whatever they say; others only if they share somebody, a place or a telling word, or were
published a few days apart and their events have a country in common, and are not quite unlike by their words. The test of a
pair asks the two reports and their story alone. Reports published long apart are compared only where both events have days
of their own that meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.assembly.happenings.accounts import Account, Report
from onrecord.assembly.happenings.parts import Pair
from onrecord.assembly.stories.scores import THOUSAND, likeness
from onrecord.assembly.stories.terms import fits
from onrecord.assembly.types import Story
from onrecord.lexicon.happenings import HappeningWords
from onrecord.types import DocumentId

LONGEST_GAP = 60  # days between two reports of one happening that names no day of its own
UNLIKE = -3500  # log odds by words, in thousandths: below it, one pair of events in 14,000 is one happening


def candidates(
    accounts: Sequence[Account], stories: Sequence[Story], words: HappeningWords
) -> Iterator[Pair]:
    """Yield the pairs of accounts to be compared, sorted by their references."""
    by_report: dict[DocumentId, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: a.ref):
        by_report[account.ref.document].append(account)
    reports = {document: found[0].report for document, found in by_report.items()}
    for _, found in sorted(by_report.items()):
        yield from within(found, words)
    for both, alike in sorted(report_pairs(reports, [story.documents for story in stories]).items()):
        first, second = both
        yield from across(by_report[first], by_report[second], alike, words)


def within(accounts: Sequence[Account], words: HappeningWords) -> Iterator[Pair]:
    """Yield the pairs to be compared of one report, given by id."""
    for left, right in combinations(accounts, 2):
        if words.may_be_one(left.event.type, right.event.type):
            yield Pair(left, right, 0.0)


def across(
    lefts: Sequence[Account], rights: Sequence[Account], alike: int, words: HappeningWords
) -> Iterator[Pair]:
    """Yield the pairs to be compared of two reports, given by id; the smaller report is the left one."""
    far = lefts[0].report.published.gap(rights[0].report.published) > LONGEST_GAP
    for left in lefts:
        for right in rights:
            if words.may_be_one(left.event.type, right.event.type) and (not far or days_meet(left, right)):
                yield Pair(left, right, alike / THOUSAND)


def pair_of(left: Account, right: Account) -> Pair:
    """Return the pair of two accounts, the smaller first, whether they are compared or not."""
    left, right = sorted((left, right), key=lambda account: account.ref)
    if left.ref.document == right.ref.document:
        return Pair(left, right, 0.0)
    (fit,) = fits(left.report.terms, [right.report.terms])
    return Pair(left, right, likeness(fit) / THOUSAND)


def any_pair(_one: DocumentId, _other: DocumentId) -> bool:
    """Say of any two reports that they are to be looked at."""
    return True


def report_pairs(
    reports: Mapping[DocumentId, Report],
    stories: Iterable[Collection[DocumentId]],
    allowed: Callable[[DocumentId, DocumentId], bool] = any_pair,
) -> dict[tuple[DocumentId, DocumentId], int]:
    """Return the pairs of reports whose events are compared, the smaller id first, with how like they are by words.

    `stories` are the documents of each; pairs that are not `allowed` are left out.
    """
    told = [[d for d in story if d in reports] for story in stories]
    related = _pairs(told, allowed)
    found = related | _pairs(_sharing(reports).values(), allowed)
    alike = _likenesses(found, reports)
    return {pair: likeness for pair, likeness in alike.items() if likeness >= UNLIKE or pair in related}


def _pairs(
    groups: Iterable[Sequence[DocumentId]], allowed: Callable[[DocumentId, DocumentId], bool]
) -> set[tuple[DocumentId, DocumentId]]:
    """Return the pairs inside groups that are allowed; the others are never in memory."""
    pairs = (pair for documents in groups for pair in combinations(sorted(documents), 2))
    return {pair for pair in pairs if allowed(*pair)}


def _sharing(reports: Mapping[DocumentId, Report]) -> Mapping[str, list[DocumentId]]:
    """Return the reports that name a person, body or place, by its key."""
    groups: dict[str, list[DocumentId]] = defaultdict(list)
    for document, report in reports.items():
        for key in report.shares:
            groups[key].append(document)
    return groups


def _likenesses(
    pairs: Iterable[tuple[DocumentId, DocumentId]], reports: Mapping[DocumentId, Report]
) -> dict[tuple[DocumentId, DocumentId], int]:
    """Return how like the reports of each pair are by their words, in thousandths of log odds."""
    others: dict[DocumentId, list[DocumentId]] = defaultdict(list)
    for first, second in pairs:
        others[first].append(second)
    return {
        (first, second): likeness(fit)
        for first, seconds in others.items()
        for second, fit in zip(
            seconds, fits(reports[first].terms, [reports[d].terms for d in seconds]), strict=True
        )
    }


def days_meet(left: Account, right: Account) -> bool:
    """Return whether both events have days of their own, and they meet."""
    if left.window is None or right.window is None or {left.window_basis, right.window_basis} != {"event"}:
        return False
    return left.window.meets(right.window)
