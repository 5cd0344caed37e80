"""Group reports that tell of one course of events.

Each report is compared with those that share a telling word (`StoryKey.blocks`); pairs of high enough odds make a graph,
and average link divides its components. After Miranda et al. 2018 and Saravanakumar et al. 2021, who cluster streams by
TF-IDF and days, but without their order: a score depends on two reports and on a table, a story on the set of its reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.assembly.clusters import cluster
from onrecord.assembly.days import Days, iso, spanned
from onrecord.assembly.ids import content_id
from onrecord.assembly.links import NO_LINKS, Links
from onrecord.assembly.stories.keys import StoryKey, story_key
from onrecord.assembly.stories.scores import (
    CUT,
    STEP,
    explain_stories,
    likeness,
    score,
    score_stories,
)
from onrecord.assembly.stories.terms import Terms, fits, fits_between, terms_of
from onrecord.assembly.types import CopyGroup, Story, StoryId
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.types import DocumentId, Reading

__all__ = [
    "Edge",
    "ReportOfStory",
    "StoryKey",
    "TitledReport",
    "compared",
    "compared_all",
    "explain_stories",
    "find_stories",
    "group_stories",
    "may_continue",
    "parts_of",
    "predecessor",
    "score_stories",
    "scores_among",
    "story_key",
    "titled",
    "told_of",
]

GAP = 60  # days without a report after which a story is over; a later one continues it
CONTINUES = 0  # log odds, in thousandths, by words and names alone, from which a story continues another


@dataclass(frozen=True, slots=True)
class TitledReport:
    """What a story needs of one report."""

    document: DocumentId
    title: str | None
    days: Days
    terms: Terms


@dataclass(frozen=True, slots=True)
class ReportOfStory:
    """One report and its copies: the words of the fullest of them, with the days of all."""

    document: DocumentId
    """The fullest; the first of several."""
    days: Days
    terms: Terms
    documents: tuple[TitledReport, ...]
    """The report and its copies, by id."""


@dataclass(frozen=True, slots=True)
class Edge:
    """How well two reports fit together, in thousandths of log odds."""

    score: int
    """With their days: they are in one component from `CUT` on."""
    likeness: int
    """By words and names alone: one story may continue the other from `CONTINUES` on."""


Part = tuple[ReportOfStory, ...]  # of a story


def find_stories(
    readings: Sequence[Reading], copies: Sequence[CopyGroup], links: Links = NO_LINKS
) -> tuple[Story, ...]:
    """Return the stories that the readings tell, by id; each document is in one. `happenings` are left empty."""
    texts = load_word_texts()
    return group_stories([story_key(reading, texts) for reading in readings], copies, links)


def group_stories(
    keys: Iterable[StoryKey], copies: Sequence[CopyGroup], links: Links = NO_LINKS
) -> tuple[Story, ...]:
    """Return the stories of the reports of which `keys` were kept; a report and its copies count as one.

    `links` are what people joined and parted.
    """
    by_document = {key.document: key for key in keys}
    told = {each.document: each for each in _folded(by_document, copies, links)}
    links = links.among({one.document: name for name, each in told.items() for one in each.documents})
    edges = _edges(told, by_document)
    clusters = cluster(
        told,
        _joining(edges, links) + links.edges(),
        lambda found: links.decided(found, scores_among([told[one] for one in found])),
        CUT,
        STEP,
    )
    parts = {
        story.id: (story, part)
        for members in clusters
        for story, part in parts_of([told[member] for member in members], links)
    }
    story_of = {report.document: story for story, (_, part) in parts.items() for report in part}
    near = _near(told, edges, story_of)
    return tuple(
        replace(story, continues=predecessor(part, {s: parts[s][1] for s in near.get(story.id, ())}))
        for story, part in sorted(parts.values(), key=lambda found: found[0].id)
    )


def _edges(
    told: Mapping[DocumentId, ReportOfStory], keys: Mapping[DocumentId, StoryKey]
) -> Mapping[tuple[DocumentId, DocumentId], Edge]:
    """Return how well each two reports that share a block fit, the smaller id first."""
    return {
        (other, document): edge
        for document, others in _candidates(list(told.values()), keys)
        for other, edge in zip(others, compared(told[document], [told[o] for o in others]), strict=True)
    }


def _joining(
    edges: Mapping[tuple[DocumentId, DocumentId], Edge], links: Links
) -> list[tuple[DocumentId, DocumentId, int]]:
    """Return the pairs that fit well enough, those that people decided left out."""
    return [
        (a, b, edge.score)
        for (a, b), edge in edges.items()
        if edge.score >= CUT and links.score(a, b) is None
    ]


def _near(
    told: Mapping[DocumentId, ReportOfStory],
    edges: Mapping[tuple[DocumentId, DocumentId], Edge],
    story_of: Mapping[DocumentId, StoryId],
) -> Mapping[StoryId, set[StoryId]]:
    """Return the stories that each story may go on with, or from which it may go on."""
    found: dict[StoryId, set[StoryId]] = {}
    for (a, b), edge in edges.items():
        if may_continue(told[a], told[b], edge):
            found.setdefault(story_of[a], set()).add(story_of[b])
            found.setdefault(story_of[b], set()).add(story_of[a])
    return found


def _candidates(
    told: Sequence[ReportOfStory], keys: Mapping[DocumentId, StoryKey]
) -> Iterator[tuple[DocumentId, list[DocumentId]]]:
    """Yield for each report those of smaller id that share a block and are at most `GAP` days apart."""
    by_block: dict[str, list[ReportOfStory]] = {}
    for each in sorted(told, key=lambda each: each.document):
        blocks = keys[each.document].blocks
        near = {
            other.document
            for block in blocks
            for other in by_block.setdefault(block, [])
            if (each.days.apart(other.days) or 0) <= GAP
        }
        yield each.document, sorted(near)
        for block in blocks:
            by_block[block].append(each)


# ---- one report and its copies ---------------------------------------------------------------


def titled(key: StoryKey) -> TitledReport:
    """Return what a story needs of a report."""
    return TitledReport(key.document, key.title, key.days, terms_of(key))


def told_of(reports: Sequence[TitledReport]) -> ReportOfStory:
    """Return a report with its copies, given by id."""
    fullest = max(reports, key=lambda report: len(report.terms))  # the first of them
    return ReportOfStory(fullest.document, spanned(r.days for r in reports) if len(reports) > 1 else fullest.days,
                fullest.terms, tuple(reports))  # fmt: skip


def _folded(
    keys: Mapping[DocumentId, StoryKey], copies: Sequence[CopyGroup], links: Links
) -> Iterator[ReportOfStory]:
    """Yield each report with its copies; those that people parted from one another stand alone."""
    group_of = {
        member.document: group.id
        for group in copies
        for alone in [links.keep_apart([member.document for member in group.members])]
        for member in group.members
        if member.document not in alone
    }
    members: dict[str, list[TitledReport]] = {}
    for document in sorted(keys):
        members.setdefault(group_of.get(document, document), []).append(titled(keys[document]))
    yield from map(told_of, members.values())


# ---- two reports --------------------------------------------------------------------------------


def compared(told: ReportOfStory, others: Sequence[ReportOfStory]) -> list[Edge]:
    """Return how well a report fits together with each of the others."""
    return [
        Edge(score(fit, told.days, other.days), likeness(fit))
        for fit, other in zip(fits(told.terms, [other.terms for other in others]), others, strict=True)
    ]


def compared_all(ones: Sequence[ReportOfStory], others: Sequence[ReportOfStory]) -> Iterator[list[Edge]]:
    """Yield for each of some reports how well it fits together with each of the others."""
    found = fits_between([one.terms for one in ones], [other.terms for other in others])
    for one, row in zip(ones, found, strict=True):
        yield [
            Edge(score(fit, one.days, other.days), likeness(fit))
            for fit, other in zip(row, others, strict=True)
        ]


def scores_among(told: Sequence[ReportOfStory]) -> NDArray[np.int64]:
    """Return the scores of all pairs of reports."""
    scores = np.zeros((len(told), len(told)), dtype=np.int64)
    for i, edges in enumerate(compared_all(told, told)):
        scores[i] = [edge.score for edge in edges]
    np.fill_diagonal(scores, 0)
    return scores


def may_continue(one: ReportOfStory, other: ReportOfStory, edge: Edge) -> bool:
    """Return whether the story of one of two near reports may continue that of the other."""
    return edge.likeness >= CONTINUES and one.days.dated and other.days.dated


# ---- stories ------------------------------------------------------------------------------------


def parts_of(cluster: Sequence[ReportOfStory], links: Links = NO_LINKS) -> list[tuple[Story, Part]]:
    """Return the stories of a cluster, between gaps of more than `GAP` days, and their reports.

    Parts of which people joined reports are one story.
    """
    parts = list(_without_gaps(cluster))
    joined = links.reunited([[report.document for report in part] for part in parts])
    whole = [tuple(report for number in numbers for report in parts[number]) for numbers in joined]
    return [(_story(part), part) for part in whole]


def _without_gaps(reports: Sequence[ReportOfStory]) -> Iterator[list[ReportOfStory]]:
    """Yield the parts of a story between gaps; undated reports stay with the first."""
    dated = sorted((r for r in reports if r.days.dated), key=lambda r: (*r.days.order, r.document))
    part = [report for report in reports if not report.days.dated]
    days = Days()
    for report in dated:
        if (days.apart(report.days) or 0) > GAP:
            yield part
            part, days = [], Days()
        part.append(report)
        days = spanned((days, report.days))
    yield part


def _story(reports: Sequence[ReportOfStory]) -> Story:
    found = [one for report in reports for one in report.documents]
    days = spanned(one.days for one in found)
    ordered = sorted(found, key=lambda one: (*one.days.order, one.document))
    return Story(
        id=StoryId(content_id("s", min(one.document for one in found))),
        title=_title(reports, ordered),
        documents=tuple(one.document for one in ordered),
        earliest=iso(days.earliest),
        latest=iso(days.latest),
    )


def _title(reports: Sequence[ReportOfStory], ordered: Sequence[TitledReport]) -> str | None:
    """Return the title of the report that is most like the others; the first one wins a tie."""
    with_title = [one for one in ordered if one.title]
    if len(with_title) < 2:
        return with_title[0].title if with_title else None
    alone = [ReportOfStory(one.document, one.days, one.terms, ()) for one in with_title]
    centre = {
        one.document: sum(edge.score for edge in edges)
        for one, edges in zip(with_title, compared_all(alone, reports), strict=True)
    }
    return max(with_title, key=lambda one: centre[one.document]).title


def predecessor(later: Part, others: Mapping[StoryId, Part]) -> StoryId | None:
    """Return the story that one continues: over before it began, and most like it; of several the smallest id."""
    days = _days(later)
    best: tuple[float, StoryId] | None = None
    for story in sorted(others):
        if _days(others[story]).ends_before(days):
            found = _mean_likeness(later, others[story])
            if found >= CONTINUES and (best is None or found > best[0]):
                best = found, story
    return best[1] if best else None


def _days(part: Part) -> Days:
    return spanned(report.days for report in part)


def _mean_likeness(one: Part, other: Part) -> float:
    found = [edge.likeness for edges in compared_all(one, other) for edge in edges]
    return sum(found) / len(found)
