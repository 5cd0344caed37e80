"""Which pairs of events are compared: types that may be one, in reports that share a story, somebody, a place or a telling word.

Of reports a few days apart it is enough that their events have a country in common. The test of a pair asks the two
reports and their story alone. Reports published long apart are compared only where
both events have days of their own that meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.assembly.happenings.accounts import Account, Report
from onrecord.assembly.happenings.parts import Pair
from onrecord.assembly.stories.scores import THOUSAND, likeness_of
from onrecord.assembly.types import Story
from onrecord.lexicon.happenings import HappeningWords
from onrecord.types import DocumentId

LONGEST_GAP = 60  # days between two reports of one happening that names no day of its own


def candidates(
    accounts: Sequence[Account], stories: Sequence[Story], words: HappeningWords
) -> Iterator[Pair]:
    """Yield the pairs of accounts to be compared, sorted by their references."""
    by_report: dict[DocumentId, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda a: a.ref):
        by_report[account.ref.document].append(account)
    reports = {document: found[0].report for document, found in by_report.items()}
    for _, found in sorted(by_report.items()):
        for left, right in combinations(found, 2):
            if words.may_be_one(left.event.type, right.event.type):
                yield Pair(left, right, 0.0)
    for first, second in sorted(report_pairs(reports, stories)):
        yield from _across(by_report[first], by_report[second], words)


def pair_of(left: Account, right: Account) -> Pair:
    """Return the pair of two accounts, the smaller first, whether they are compared or not."""
    left, right = sorted((left, right), key=lambda account: account.ref)
    if left.ref.document == right.ref.document:
        return Pair(left, right, 0.0)
    return Pair(left, right, likeness_of(left.report.story, right.report.story) / THOUSAND)


def report_pairs(
    reports: Mapping[DocumentId, Report], stories: Sequence[Story]
) -> set[tuple[DocumentId, DocumentId]]:
    """Return pairs of reports of one story, or that share anything else (`Report.shares`)."""
    groups: dict[str, list[DocumentId]] = defaultdict(list)
    for story in stories:
        groups[f"story {story.id}"] = [d for d in story.documents if d in reports]
    for document, report in reports.items():
        for key in report.shares:
            groups[key].append(document)
    return {pair for documents in groups.values() for pair in combinations(sorted(documents), 2)}


def _across(lefts: Sequence[Account], rights: Sequence[Account], words: HappeningWords) -> Iterator[Pair]:
    far = lefts[0].report.published.gap(rights[0].report.published) > LONGEST_GAP
    alike: float | None = None
    for left in lefts:
        for right in rights:
            if not words.may_be_one(left.event.type, right.event.type) or (
                far and not _days_meet(left, right)
            ):
                continue
            if alike is None:
                alike = likeness_of(left.report.story, right.report.story) / THOUSAND
            yield Pair(left, right, alike)


def _days_meet(left: Account, right: Account) -> bool:
    """Return whether both events have days of their own, and they meet."""
    if left.window is None or right.window is None or {left.window_basis, right.window_basis} != {"event"}:
        return False
    return left.window.meets(right.window)
