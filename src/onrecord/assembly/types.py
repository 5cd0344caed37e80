"""The types of the assembly, as frozen values: what many reports say together.

Fields have the names of the JSON that the store prints. An id is a hash of content: the same reports give the same
ids, whatever the order in which they came. Documents are named by their id (`Document.id`), spans are spans of the
text of the document beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from onrecord.types import DocumentId, Reason, Span

CopyGroupId = NewType("CopyGroupId", str)
StoryId = NewType("StoryId", str)
HappeningId = NewType("HappeningId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How well two things fit together, and the parts of the score: why they were joined or kept apart."""

    score: float
    """0 and more; what it is compared with stands beside the function that made it."""
    parts: tuple[Reason, ...] = ()
    """What speaks for and against, the strongest first: each with its `score` and the `words` that decided."""


# ---- copies ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a copy is not as the origin: added (`origin` is null), cut (`here` is null) or changed."""

    here: Span | None
    """The words in the copy, or null: they stand in the origin alone."""
    origin: Span | None
    """The words in the origin, or null: they stand in the copy alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMember:
    """One document of a copy group, and how it differs from the origin."""

    document: DocumentId
    """The id of the document."""
    similarity: float
    """Share of the words of the shorter text that also stand, in the same order, in the other (0 to 1); 1 for the origin."""
    differences: tuple[Difference, ...] = ()
    """Places where the two texts differ, in the order of the texts; empty for the origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Documents that are one report, printed more than once: two or more, the origin among them."""

    id: CopyGroupId
    """The id: a hash of the smallest document id of the group."""
    origin: DocumentId
    """The document that the others are taken from: the agency's own, else the earliest."""
    members: tuple[CopyMember, ...]
    """All documents of the group, the origin first, then by id."""


# ---- stories -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports on one course of events. Every document is in one story, alone if no other report tells of it."""

    id: StoryId
    """The id: a hash of the smallest document id of the story."""
    title: str | None
    """The title of its most central report, or null if none has a title."""
    documents: tuple[DocumentId, ...]
    """Its reports, in order of publication, then by id; copies are among them."""
    happenings: tuple[HappeningId, ...] = ()
    """The ids of the happenings that its reports tell of."""
    earliest: str | None = None
    """The first day on which one of its reports may have been published, or null if none is dated."""
    latest: str | None = None
    """The last day on which one of its reports may have been published, or null if none is dated."""
    continues: StoryId | None = None
    """The story that this one takes up again after a long time without a report, or null."""
