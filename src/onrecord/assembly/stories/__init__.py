"""Group reports that tell of one course of events.

Each report is compared with those that share a telling word (`StoryKey.blocks`); pairs of high enough odds make a graph,
and average link divides its components. After Miranda et al. 2018 and Saravanakumar et al. 2021, who cluster streams by
TF-IDF and days, but without their order: a score depends on two reports and on a table, a story on the set of its reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.assembly.clusters import cluster
from onrecord.assembly.days import Days, iso, spanned
from onrecord.assembly.ids import content_id
from onrecord.assembly.links import NO_LINKS, Links
from onrecord.assembly.stories.keys import StoryKey, story_key
from onrecord.assembly.stories.scores import (
    CUT,
    STEP,
    WINDOW,
    explain_stories,
    likeness_of,
    score_stories,
)
from onrecord.assembly.types import CopyGroup, Story, StoryId
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.types import DocumentId, Reading

__all__ = ["StoryKey", "explain_stories", "find_stories", "group_stories", "score_stories", "story_key"]

GAP = 60  # days without a report after which a story is over; a later one continues it
CONTINUES = 0  # log odds, in thousandths, by words and names alone, from which a story continues another


@dataclass(frozen=True, slots=True)
class _Told:
    """One report and its copies: the key of the fullest of them, with the days of all."""

    key: StoryKey
    documents: tuple[StoryKey, ...]


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
    told = {each.key.document: each for each in _folded(keys, copies, links)}
    links = links.among({key.document: name for name, each in told.items() for key in each.documents})

    def score(a: DocumentId, b: DocumentId) -> int:
        decided = links.score(a, b)
        return score_stories(told[a].key, told[b].key) if decided is None else decided

    pairs = candidate_pairs([each.key for each in told.values()], WINDOW)
    edges = [(a, b, found) for a, b in pairs if (found := score(a, b)) >= CUT]
    clusters = cluster(told, edges + links.edges(), score, CUT, STEP)
    parts = [part for members in clusters for part in _parts([told[member] for member in members], links)]
    stories = [_story(part) for part in parts]
    before = _continued(dict(zip((story.id for story in stories), parts, strict=True)))
    return tuple(sorted((replace(s, continues=before.get(s.id)) for s in stories), key=lambda s: s.id))


def candidate_pairs(keys: Iterable[StoryKey], window: int) -> Iterator[tuple[DocumentId, DocumentId]]:
    """Yield the pairs of reports, the smaller id first, that share a block and are at most `window` days apart."""
    by_block: dict[str, list[StoryKey]] = {}
    for key in sorted(keys, key=lambda key: key.document):
        found = {
            other.document: other
            for block in key.blocks
            for other in by_block.setdefault(block, [])
            if (key.days.apart(other.days) or 0) <= window
        }
        yield from ((other, key.document) for other in sorted(found))
        for block in key.blocks:
            by_block[block].append(key)


def _folded(keys: Iterable[StoryKey], copies: Sequence[CopyGroup], links: Links) -> Iterator[_Told]:
    """Yield each report with its copies; those that people parted from one another stand alone."""
    group_of = {
        member.document: group.id
        for group in copies
        for alone in [links.keep_apart([member.document for member in group.members])]
        for member in group.members
        if member.document not in alone
    }
    members: dict[str, list[StoryKey]] = {}
    for key in sorted(keys, key=lambda key: key.document):
        members.setdefault(group_of.get(key.document, key.document), []).append(key)
    for group in members.values():
        fullest = max(group, key=lambda key: len(key.terms))  # the first of them: the group is sorted
        yield _Told(replace(fullest, days=spanned(key.days for key in group)), tuple(group))


def _parts(reports: Sequence[_Told], links: Links) -> Iterator[list[_Told]]:
    """Yield the parts of a story between gaps, but for those that people joined."""
    parts = list(_without_gaps(reports))
    for numbers in links.reunited([[report.key.document for report in part] for part in parts]):
        yield [report for number in numbers for report in parts[number]]


def _without_gaps(reports: Sequence[_Told]) -> Iterator[list[_Told]]:
    """Yield the parts of a story between gaps of more than `GAP` days; undated reports stay with the first."""
    dated = sorted(
        (r for r in reports if r.key.days.dated), key=lambda r: (*r.key.days.order, r.key.document)
    )
    part = [report for report in reports if not report.key.days.dated]
    days = Days()
    for report in dated:
        if (days.apart(report.key.days) or 0) > GAP:
            yield part
            part, days = [], Days()
        part.append(report)
        days = spanned((days, report.key.days))
    yield part


def _story(reports: Sequence[_Told]) -> Story:
    keys = [key for report in reports for key in report.documents]
    days = spanned(key.days for key in keys)
    ordered = sorted(keys, key=lambda key: (*key.days.order, key.document))
    return Story(
        id=StoryId(content_id("s", min(key.document for key in keys))),
        title=_title(reports, ordered),
        documents=tuple(key.document for key in ordered),
        earliest=iso(days.earliest),
        latest=iso(days.latest),
    )


def _title(reports: Sequence[_Told], ordered: Sequence[StoryKey]) -> str | None:
    """Return the title of the report that is most like the others; the first one wins a tie."""
    titled = [key for key in ordered if key.title]
    if not titled:
        return None
    centre = {key.document: sum(score_stories(key, other.key) for other in reports) for key in titled}
    return max(titled, key=lambda key: centre[key.document]).title


def _continued(stories: Mapping[StoryId, Sequence[_Told]]) -> dict[StoryId, StoryId]:
    """Return the story that each one continues: over before it began, not long ago, and most like it."""
    best: dict[StoryId, tuple[float, StoryId]] = {}
    for earlier, later in sorted(_sequels(stories)):
        likeness = _mean_likeness(stories[earlier], stories[later])
        if likeness >= CONTINUES and (later not in best or likeness > best[later][0]):
            best[later] = (likeness, earlier)
    return {later: earlier for later, (_, earlier) in best.items()}


def _sequels(stories: Mapping[StoryId, Sequence[_Told]]) -> Iterator[tuple[StoryId, StoryId]]:
    """Yield the pairs of stories of which the first was over before the second began, not long ago."""
    story_of = {report.key.document: story for story, reports in stories.items() for report in reports}
    days = {story: spanned(report.key.days for report in reports) for story, reports in stories.items()}
    dated = [report.key for reports in stories.values() for report in reports if report.key.days.dated]
    pairs = {(story_of[a], story_of[b]) for a, b in candidate_pairs(dated, GAP)}
    for pair in pairs | {(b, a) for a, b in pairs}:
        if days[pair[0]].ends_before(days[pair[1]]):
            yield pair


def _mean_likeness(one: Sequence[_Told], other: Sequence[_Told]) -> float:
    found = [likeness_of(a.key, b.key) for a in one for b in other]
    return sum(found) / len(found)
