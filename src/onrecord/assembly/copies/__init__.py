"""Find documents that are one report, printed more than once, and say how they differ.

MinHash bands give candidates, containment and agreement of names and numbers decide. A group is a star: every member is a
copy of its centre, so that a report that quotes two others does not join them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from onrecord.assembly.copies.alignment import Comparison, compare_texts
from onrecord.assembly.copies.keys import CopyKey, copy_key
from onrecord.assembly.copies.scores import are_copies, explain_copies
from onrecord.assembly.ids import content_id
from onrecord.assembly.types import CopyGroup, CopyGroupId, CopyMember
from onrecord.lexicon.agencies import load_agencies
from onrecord.lexicon.numbers import load_number_words
from onrecord.types import Document, DocumentId, Reading

__all__ = [
    "CopyKey",
    "are_copies",
    "copy_group",
    "copy_key",
    "explain_copies",
    "find_copies",
    "group_copies",
    "stars",
]

Pair = tuple[DocumentId, DocumentId]


def find_copies(readings: Sequence[Reading]) -> tuple[CopyGroup, ...]:
    """Return the groups of two and more documents that are copies of each other, by id."""
    agencies, digits = load_agencies(), number_digits()
    keys = [copy_key(reading, agencies, digits) for reading in readings]
    return group_copies(keys, {reading.document.id: reading.document for reading in readings})


def group_copies(keys: Iterable[CopyKey], documents: Mapping[DocumentId, Document]) -> tuple[CopyGroup, ...]:
    """Return the copy groups of the reports of which `keys` were kept; `documents` holds those of every group."""
    by_document = {key.document: key for key in keys}
    pairs = [
        pair
        for pair in candidate_pairs(by_document.values())
        if are_copies(by_document[pair[0]], by_document[pair[1]])
    ]
    found = (copy_group([by_document[d] for d in star], documents) for star in stars(by_document, pairs))
    return tuple(sorted(found, key=lambda group: group.id))


def candidate_pairs(keys: Iterable[CopyKey]) -> Iterator[Pair]:
    """Yield the pairs of reports, the smaller id first, that share a band."""
    by_band: dict[tuple[int, int], list[DocumentId]] = {}
    for key in sorted(keys, key=lambda key: key.document):
        found: set[DocumentId] = set()
        for band in enumerate(key.bands):
            others = by_band.setdefault(band, [])
            found.update(others)
            others.append(key.document)
        yield from ((other, key.document) for other in sorted(found))


class HasLength(Protocol):
    """What the stars need of a report."""

    @property
    def length(self) -> int:
        """Return the number of words of its text."""


def stars(keys: Mapping[DocumentId, HasLength], pairs: Iterable[Pair]) -> Iterator[list[DocumentId]]:
    """Yield groups of copies, sorted: a centre and its copies, as far as no earlier group has them.

    The centre is the document with most copies; then the longest; then the smallest id.
    """
    copies: dict[DocumentId, set[DocumentId]] = {}
    for a, b in pairs:
        copies.setdefault(a, set()).add(b)
        copies.setdefault(b, set()).add(a)
    taken: set[DocumentId] = set()
    for centre in sorted(copies, key=lambda d: (-len(copies[d]), -keys[d].length, d)):
        free = copies[centre] - taken
        if centre not in taken and free:
            star = sorted({centre, *free})
            taken.update(star)
            yield star


def copy_group(keys: Sequence[CopyKey], documents: Mapping[DocumentId, Document]) -> CopyGroup:
    """Return the group of sorted `keys`, with the differences of each member from the origin."""
    origin = min(keys, key=_nearness_to_origin).document
    members = [CopyMember(document=origin, similarity=1.0)]
    for key in keys:
        if key.document != origin:
            found = _compared(documents[key.document].text, documents[origin].text)
            members.append(
                CopyMember(document=key.document, similarity=found.similarity, differences=found.differences)
            )
    return CopyGroup(id=CopyGroupId(content_id("c", keys[0].document)), origin=origin, members=tuple(members))


@lru_cache(maxsize=512)
def _compared(copy: str, origin: str) -> Comparison:
    """Return how a copy compares with its origin; a group that grows asks for the same ones again."""
    return compare_texts(copy, origin, number_digits())


def _nearness_to_origin(key: CopyKey) -> tuple[int, tuple[int, int], int, DocumentId]:
    """Sort by: the agency's own, what credits one, the earliest, the longest."""
    return (key.credit, key.days.order, -key.length, key.document)


@lru_cache(maxsize=1)
def number_digits() -> Mapping[str, str]:
    """Return the digits of each number word: outlets write "twelve" and "12"."""
    rows = [
        row for group in load_number_words().by_first.values() for phrase, row in group if len(phrase) == 1
    ]
    values = {row.word: row.value for row in rows if row.group in ("number", "tens")}
    # "one" is a pronoun more often than a number
    return MappingProxyType({word: str(int(value)) for word, value in values.items() if value and value > 1})
