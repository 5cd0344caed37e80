"""Say why a store has what it has: the reasons of pairs that were joined or kept apart, and what people corrected.

A pair of events has the parts of its score, for and against; a pair of reports those of the story score. They are functions
of the two reports, so a pair that was never compared has them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.assembly.happenings import explain_pair
from onrecord.assembly.happenings.accounts import Account, accounts_of
from onrecord.assembly.happenings.candidates import pair_of
from onrecord.assembly.happenings.clusters import CUT as EVENTS_CUT
from onrecord.assembly.happenings.triggers import load_trigger_words
from onrecord.assembly.stories import explain_stories, story_key
from onrecord.assembly.stories.scores import CUT as STORIES_CUT
from onrecord.assembly.types import EventRef, Happening, PairReasons, Story
from onrecord.lexicon.happenings import part_sentence
from onrecord.lexicon.reasons import sentence_of
from onrecord.lexicon.word_texts import load_word_texts
from onrecord.store import Correction, FactCorrection, PairCorrection, Publication
from onrecord.store.corrections import identifier
from onrecord.types import DocumentId, Reading, Reason

THOUSAND = 1000
SHOWN_ID = 12  # characters of the id of a document without a given id

ReadingOf = Callable[[DocumentId], Reading]


@dataclass(frozen=True)
class Kept:
    """What explanations need of a store: readings as corrected, corrections, what names documents."""

    reading: ReadingOf
    corrections: Sequence[Correction]
    publications: Mapping[DocumentId, Publication]

    def name(self, document: DocumentId) -> str:
        """Return what names a document to people."""
        known = self.publications.get(document)
        return (known.given_id if known else None) or document[:SHOWN_ID]


# ---- pairs of events -------------------------------------------------------------------------


def explain_pairs(kept: Kept, pairs: Sequence[PairReasons]) -> Iterator[str]:
    """Yield the reasons of pairs of events, as text."""
    for pair in pairs:
        yield from _pair(kept, pair)


def explain_happening(kept: Kept, happening: Happening, pairs: Sequence[PairReasons]) -> Iterator[str]:
    """Yield why the tellings of a happening are one, and which others were kept apart from them."""
    inside = {EventRef(t.document, t.event) for t in happening.tellings}
    yield f"{happening.id}  {happening.type}, {happening.status}, told {len(inside)} times"
    known = {(pair.left, pair.right): pair for pair in pairs if pair.left in inside or pair.right in inside}
    for left, right in combinations(sorted(inside), 2):
        if (left, right) not in known:
            known[left, right] = reasons_of_events(kept, left, right, joined=True)
    for pair in sorted(known.values(), key=lambda p: (not p.joined, p.left, p.right)):
        yield from _pair(kept, pair)


def reasons_of_events(kept: Kept, one: EventRef, other: EventRef, *, joined: bool) -> PairReasons:
    """Return the reasons of any two events, whether they were compared or not."""
    left, right = (_account(kept, ref) for ref in sorted((one, other)))
    return explain_pair(pair_of(left, right), joined, by_person=bool(_links(kept, "events", one, other)))


def _account(kept: Kept, ref: EventRef) -> Account:
    reading = kept.reading(ref.document)
    return next(a for a in accounts_of(reading, load_trigger_words()) if a.ref == ref)


def _pair(kept: Kept, pair: PairReasons) -> Iterator[str]:
    done = "joined" if pair.joined else "kept apart"
    yield f"{_event(kept, pair.left)} and {_event(kept, pair.right)}: {done} by {_by(pair.by)}"
    yield f"  score {pair.score:+.2f} (a pair is joined from {EVENTS_CUT / THOUSAND:+.2f} on, if its neighbours fit as well)"
    yield from _parts(pair.parts, part_sentence)
    yield from _told(_links(kept, "events", pair.left, pair.right))


def _by(by: Literal["score", "person"]) -> str:
    return "people" if by == "person" else "the scores"


def _event(kept: Kept, ref: EventRef) -> str:
    event = next((e for e in kept.reading(ref.document).events if e.id == ref.event), None)
    return f"{kept.name(ref.document)}:{ref.event}" + (
        f" ({event.type} “{event.trigger.text}”)" if event else ""
    )


def _parts(parts: Sequence[Reason], sentence: Callable[[Reason], str]) -> Iterator[str]:
    """Yield the parts of a score, those for it first."""
    for part in sorted(parts, key=lambda part: (part.score or 0.0) < 0):
        if part.score:
            yield f"  {'for' if part.score > 0 else 'against':8} {part.score:+.2f}  {sentence(part)}"


def _links(
    kept: Kept, layer: str, one: EventRef | DocumentId, other: EventRef | DocumentId
) -> list[PairCorrection]:
    """Return what people said of two events or reports."""
    documents = {ref.document if isinstance(ref, EventRef) else ref for ref in (one, other)}
    return [
        correction
        for correction in kept.corrections
        if isinstance(correction, PairCorrection)
        and correction.layer == layer
        and documents <= {place.document for place in (*correction.left, *correction.right)}
    ]


def _told(corrections: Sequence[Correction]) -> Iterator[str]:
    for correction in corrections:
        by = ", ".join(filter(None, (correction.author, correction.time)))
        what = correction.change if isinstance(correction, FactCorrection) else correction.do
        yield f"  corrected: {what} ({identifier(correction)}{', ' + by if by else ''})" + (
            f": {correction.reason}" if correction.reason else ""
        )


# ---- pairs of reports ------------------------------------------------------------------------


def explain_story(kept: Kept, story: Story) -> Iterator[str]:
    """Yield why the reports of a story are together."""
    yield f"{story.id}  {story.title or 'untitled'}, {len(story.documents)} reports"
    for one, other in combinations(story.documents, 2):
        yield from explain_reports(kept, one, other, joined=True)


def explain_reports(kept: Kept, one: DocumentId, other: DocumentId, *, joined: bool) -> Iterator[str]:
    """Yield why two reports are in one story, or in two."""
    texts = load_word_texts()
    links = _links(kept, "documents", one, other)
    found = explain_stories(*(story_key(kept.reading(document), texts) for document in (one, other)))
    done, by = "in one story" if joined else "in two stories", "people" if links else "the scores"
    yield f"{kept.name(one)} and {kept.name(other)}: {done} by {by}"
    yield f"  score {found.score:+.2f} (reports are joined from {STORIES_CUT / THOUSAND:+.2f} on, if their neighbours fit as well)"
    yield from _parts(found.parts, sentence_of)
    yield from _told(links)


# ---- facts -----------------------------------------------------------------------------------


def corrections_of(kept: Kept, reading: Reading, words: str | None = None) -> Iterator[str]:
    """Yield what people corrected in a reading, or of the fact with an id."""
    of_fact = [
        c
        for c in kept.corrections
        if isinstance(c, FactCorrection) and c.where.document == reading.document.id
    ]
    for correction in of_fact:
        if words is None or words in (correction.fact, correction.words):
            yield f"{correction.words} ({correction.layer}, {correction.where.start}-{correction.where.end})"
            yield from _told([correction])
